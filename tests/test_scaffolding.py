"""`undersigned init` and `undersigned new`: what they write renders at once, and all that its comments offer works."""

from __future__ import annotations

import html
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests import workspaces
from tests.shipped import ROOT
from tests.workspaces import run
from undersigned.models.campaign import Campaign, SignatoryList
from undersigned.models.shared import Source
from undersigned.scaffolding import proper_name
from undersigned.states import states
from undersigned.workspace import Workspace

KINDS = Workspace(ROOT).kinds()
SCAFFOLDS = sorted((ROOT / "templates" / "letters").glob("*/new*.yaml"))
LETTERS = ("council-letter", "joint-letter", "request-letter")
FORMATS = ("docx", "html", "md")
PLACEHOLDER = "U636"
MARK = "…"


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace as `init` makes it."""
    root = tmp_path_factory.mktemp("fresh")
    assert run(root, "init").status == 0
    return root


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's own workspace, elsewhere."""
    root = tmp_path_factory.mktemp("shipped")
    for name in ("campaigns", "signatories", "templates"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("private"))
    return root


@pytest.fixture
def home(request: pytest.FixtureRequest) -> Path:
    root: Path = request.getfixturevalue(request.param)
    return root


def _optional(line: str) -> bool:
    """Whether a line of a scaffold is a possibility: without its `# ` it is part of the campaign."""
    return line.lstrip(" ").startswith("# ") and "yaml-language-server" not in line


def _blocks(text: str) -> Iterator[list[int]]:
    """The lines that stand together as possibilities, by their numbers from 0."""
    block: list[int] = []
    for number, line in enumerate([*text.split("\n"), ""]):
        if _optional(line):
            block.append(number)
        elif block:
            yield block
            block = []


def _switched_on(text: str, numbers: list[int]) -> str:
    lines = text.split("\n")
    for number in numbers:
        lines[number] = lines[number].replace("# ", "", 1)
    return "\n".join(lines)


def _all_on(text: str) -> str:
    return _switched_on(text, [number for block in _blocks(text) for number in block])


def _filled_in(text: str) -> str:
    """A scaffold whose gaps somebody has filled in, each in another way."""
    return "".join(part if not number else f"word{number}{part}" for number, part in enumerate(text.split(MARK)))


def _problems(root: Path, *slugs: str) -> list[str]:
    """What `check` says of campaigns, but for the words that are still to be written."""
    shown = run(root, "check", "--format", "json", *slugs)
    return [
        f"{problem['file']}:{problem['line']} {problem['code']} {problem['message']}"
        for problem in json.loads(shown.out)
        if problem["code"] != PLACEHOLDER
    ]


def _place(root: Path, slug: str, text: str) -> None:
    folder = root / "campaigns" / slug
    folder.mkdir(parents=True)
    (folder / "campaign.yaml").write_text(text, encoding="utf-8")


# --- init -------------------------------------------------------------------------------------------------------------


def test_init_elsewhere_and_render(tmp_path: Path) -> None:
    made = run(tmp_path, "init", "letters")
    assert (made.status, made.err) == (0, "")
    assert '  cd "letters"' in made.out.splitlines()
    home = tmp_path / "letters"
    assert not list((home / "templates").rglob("*.j2")), "no copy that would shadow the stock"
    shown = run(home, "render")
    assert (shown.status, shown.err) == (0, "")
    written = {path.relative_to(home / "out").as_posix() for path in (home / "out").rglob("*.*")}
    assert written == {f"example/{kind}.{ending}" for kind in ("joint-letter", "news-item") for ending in FORMATS}


def test_the_example_is_clean(fresh: Path) -> None:
    shown = run(fresh, "check", "--strict")
    assert (shown.status, shown.err) == (0, "")
    assert shown.out.endswith("nothing to mend.\n")


def test_the_example_is_complete(fresh: Path) -> None:
    assert run(fresh, "render", "example", "--to", "md").status == 0
    letter = (fresh / "out/example/joint-letter.md").read_text(encoding="utf-8")
    assert "the undersigned 5 organisations and individuals" in letter
    assert "\n[^2]: Ibid., p. 3." in letter
    assert "In a personal capacity." in letter
    assert "Union of Example Journalists" not in letter, "has been asked, and has not answered"


def test_init_leaves_what_is_there(tmp_path: Path) -> None:
    run(tmp_path, "init")
    register = tmp_path / "signatories" / "organisations.yaml"
    register.write_text("mine: {name: Mine}\n")
    (tmp_path / "signatories" / "people.yaml").unlink()
    again = run(tmp_path, "init")
    assert register.read_text() == "mine: {name: Mine}\n"
    assert "signatories/people.yaml" in again.out
    assert "organisations.yaml" not in again.out


# --- new --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("home", ["fresh", "shipped"], indirect=True)
def test_a_new_campaign_renders_at_once(kind: str, home: Path) -> None:
    slug = f"new-{kind}"
    made = run(home, "new", slug, "--document", kind)
    assert (made.status, made.err) == (0, "")
    assert [line.strip() for line in made.out.splitlines()[:2]] == [
        f"campaigns/{slug}/campaign.yaml",
        f"campaigns/{slug}/sign-ons.yaml",
    ]
    assert _problems(home, slug) == []
    shown = run(home, "render", slug)
    assert shown.status == 0
    assert {path.name for path in (home / "out" / slug).iterdir()} == {f"{kind}.{ending}" for ending in FORMATS}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_is_missing_is_a_list_of_things_to_do(kind: str, language: str, fresh: Path) -> None:
    slug = f"gaps-{kind}-{language}"
    run(fresh, "new", slug, "--document", kind, "--language", language)
    file = fresh / "campaigns" / slug / "campaign.yaml"
    assert run(fresh, "check", "--strict", slug).status == 1
    file.write_text(_filled_in(file.read_text(encoding="utf-8")), encoding="utf-8")
    shown = run(fresh, "check", "--strict", slug)
    assert (shown.status, shown.err) == (0, "")


@pytest.mark.parametrize("kind", LETTERS)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_two_documents_in_one_campaign(kind: str, language: str, fresh: Path) -> None:
    slug = f"both-{kind}-{language}"
    made = run(fresh, "new", slug, "--document", "news-item", "--document", kind, "--language", language)
    assert (made.status, made.err) == (0, "")
    assert _problems(fresh, slug) == []
    assert run(fresh, "render", slug, "--to", "md").status == 0
    assert {path.name for path in (fresh / "out" / slug).iterdir()} == {f"{kind}.md", "news-item.md"}


def test_documents_that_are_no_pair(fresh: Path) -> None:
    shown = run(fresh, "new", "a-pair", "--document", "newsletter", "--document", "joint-letter")
    assert shown.status == 1
    assert "newsletter and joint-letter cannot be begun in one file" in shown.err
    assert not (fresh / "campaigns" / "a-pair").exists()


@pytest.mark.parametrize(
    "title",
    [
        "Open letter",
        "- 2026, the year",
        'CIVICUS: the "right" # to strike',
        r"\1 \g<0>",
        "It’s\t time",
        "[x]: {y}",
        "012 arrests",
    ],
)
def test_a_title_given_at_once(title: str, tmp_path: Path) -> None:
    workspaces.build(tmp_path)
    assert run(tmp_path, "new", "titled", "--document", "joint-letter", "--title", title).status == 0
    assert _problems(tmp_path, "titled") == []
    assert run(tmp_path, "render", "titled", "--to", "html").status == 0
    page = (tmp_path / "out/titled/joint-letter.html").read_text(encoding="utf-8")
    assert f">{' '.join(title.split())}</h1>" in html.unescape(page)


def test_a_language_that_is_not_prepared(fresh: Path) -> None:
    shown = run(fresh, "new", "in-welsh", "--document", "joint-letter", "--language", "cy")
    assert shown.status == 1
    assert "U305 no joint-letter is prepared in the language “cy”" in shown.err


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2026-Open-Letter", "2026-open-letter"),
        ("Lettre ouverte à l’Égalité", "lettre-ouverte-a-legalite"),
        ("campaigns/2026-letter/", "2026-letter"),
        ("2026_letter", "2026-letter"),
    ],
)
def test_a_proper_name_is_offered(typed: str, meant: str, fresh: Path) -> None:
    shown = run(fresh, "new", *typed.split(), "--document", "joint-letter")
    assert shown.status == 1
    assert f"U207 “{typed}” cannot be the name of a campaign’s folder (did you mean “{meant}”?)" in shown.err


@given(st.text())
def test_proper_names_are_proper(words: str) -> None:
    name = proper_name(words)
    assert not name or re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)
    assert proper_name(name) == name


def test_the_folder_of_what_is_shared_is_no_campaign(tmp_path: Path) -> None:
    (tmp_path / "campaigns").mkdir()
    shown = run(tmp_path, "new", "shared", "--document", "joint-letter")
    assert (shown.status, shown.err.split()[1]) == (1, "U207")


@pytest.mark.parametrize("arguments", [[], ["2026-letter"], ["--document", "joint-letter"]])
def test_how_to_begin(arguments: list[str], fresh: Path) -> None:
    shown = run(fresh, "new", *arguments)
    assert (shown.status, shown.out) == (2, "")
    slug = arguments[0] if arguments == ["2026-letter"] else "2026-open-letter"
    assert f"\n  undersigned new {slug} --document joint-letter\n" in shown.err
    for kind in KINDS:
        described = yaml.safe_load((ROOT / f"templates/letters/{kind}/kind.yaml").read_text(encoding="utf-8"))
        assert re.search(rf"^  {kind} +{re.escape(described['description'])}$", shown.err, re.MULTILINE)


def test_a_kind_without_a_scaffold_is_not_offered(tmp_path: Path) -> None:
    root = workspaces.build(tmp_path, {"templates/letters/mine/kind.yaml": "description: [broken\n"})
    assert "mine" not in run(root, "new").err
    (root / "templates/letters/mine/new.yaml").write_text("title: Mine\n", encoding="utf-8")
    assert "\n  mine\n" in run(root, "new").err


def test_new_where_there_is_no_workspace(tmp_path: Path) -> None:
    shown = run(tmp_path, "new", "2026-letter", "--document", "joint-letter")
    assert shown.status == 2
    assert "there is no workspace here" in shown.err
    assert "undersigned init my-letters" in shown.err
    assert list(tmp_path.iterdir()) == []


def test_new_in_a_workspace_whose_register_is_broken(tmp_path: Path) -> None:
    root = workspaces.build(tmp_path, {"signatories/organisations.yaml": "a: [broken\n"})
    assert run(root, "new", "later", "--document", "joint-letter").status == 0
    assert (root / "campaigns/later/sign-ons.yaml").is_file()


def test_sign_ons_offer_entries_of_the_register(fresh: Path) -> None:
    run(fresh, "new", "asked", "--document", "joint-letter")
    file = fresh / "campaigns/asked/sign-ons.yaml"
    text = file.read_text(encoding="utf-8")
    assert "example-network" in text
    for block in _blocks(text):
        for line in block:
            file.write_text(_switched_on(text, [line]), encoding="utf-8")
            assert _problems(fresh, "asked") == []
    file.write_text(_all_on(text), encoding="utf-8")
    assert _problems(fresh, "asked") == []
    assert run(fresh, "render", "asked", "--to", "md").status == 0
    letter = (fresh / "out/asked/joint-letter.md").read_text(encoding="utf-8")
    assert "Example Network for Human Rights" in letter


def test_sign_ons_can_be_added_by_the_program(fresh: Path) -> None:
    run(fresh, "new", "invited", "--document", "joint-letter")
    assert run(fresh, "signoff", "invite", "invited", "example-network", "example-lawyers").status == 0
    assert _problems(fresh, "invited") == []


# --- what the comments offer ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scaffold", SCAFFOLDS, ids=lambda file: f"{file.parent.name}/{file.name}")
@pytest.mark.parametrize("home", ["fresh", "shipped"], indirect=True)
def test_every_possibility_works(scaffold: Path, home: Path) -> None:
    text = scaffold.read_text(encoding="utf-8")
    name = f"{scaffold.parent.name}{scaffold.suffixes[0].replace('.', '-')}"
    offered = list(_blocks(text))
    assert len(offered) > 5
    variants = [*(_switched_on(text, block) for block in offered), _all_on(text)]
    slugs = [f"{name}-{number}" for number in range(len(variants))]
    for slug, variant in zip(slugs, variants, strict=True):
        _place(home, slug, variant)
    assert _problems(home, *slugs) == []
    shown = run(home, "render", "--to", "md", *slugs)
    assert shown.status == 0, shown.err


def test_every_possibility_of_the_example_works(tmp_path: Path) -> None:
    run(tmp_path, "init")
    files = [*(tmp_path / "campaigns").rglob("*.yaml"), *(tmp_path / "signatories").glob("*.yaml")]
    offering = {file: text for file in files if any(_blocks(text := file.read_text(encoding="utf-8")))}
    assert {file.name for file in offering} == {"addressees.yaml", "facts.yaml", "organisations.yaml", "sign-ons.yaml"}
    for file, text in offering.items():
        file.write_text(_all_on(text), encoding="utf-8")
    assert _problems(tmp_path) == []
    assert run(tmp_path, "render", "--to", "md").status == 0


@pytest.mark.parametrize("scaffold", SCAFFOLDS, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_scaffolds_are_as_they_say(scaffold: Path) -> None:
    lines = scaffold.read_text(encoding="utf-8").split("\n")
    assert [line for line in lines if len(line) > 120] == []
    assert [line for line in lines if "\t" in line or line != line.rstrip()] == []
    comments = [line.lstrip(" ") for line in lines if line.lstrip(" ").startswith("#")]
    assert [line for line in comments if not re.match(r"# +\S|## |##$", line)] == []


def test_scaffolds_show_every_field() -> None:
    shown: set[str] = set()
    listed: set[str] = set()
    cited: set[str] = set()
    for scaffold in SCAFFOLDS:
        data = yaml.safe_load(_all_on(scaffold.read_text(encoding="utf-8")))
        shown |= set(data)
        listed |= set(data.get("signatories", {}))
        cited |= {field for fact in data["facts"].values() for source in fact["sources"] for field in source}
    named = "".join(scaffold.read_text(encoding="utf-8") for scaffold in SCAFFOLDS)
    explained = {"accept", "embargo", "languages", "limits"}
    assert shown | explained == {*Campaign.model_fields, "documents", "languages"} - {"sample", "sent"}
    assert all(f"{field}:" in named for field in explained)
    assert set(SignatoryList.model_fields) - listed == {"lead", "regions", "restart", "scopes"}
    assert set(Source.model_fields) - cited == {"archived", "short"}


@pytest.mark.parametrize("scaffold", SCAFFOLDS, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_nobody_real_can_be_left_in(scaffold: Path) -> None:
    text = scaffold.read_text(encoding="utf-8")
    names = [state.english.removeprefix("the ") for state in states()]
    assert [name for name in names if re.search(rf"\b{re.escape(name)}\b", text)] == []
    register = yaml.safe_load((ROOT / "signatories/organisations.yaml").read_text(encoding="utf-8"))
    assert [entry["name"] for entry in register.values() if entry["name"] in text] == []


@pytest.mark.parametrize("name", ["x" * 81, "x" * 300, "A long title " * 30])
def test_the_name_of_a_folder_has_an_end(name: str, tmp_path: Path) -> None:
    shown = run(workspaces.build(tmp_path), "new", name, "--document", "joint-letter")
    assert (shown.status, shown.out) == (1, "")
    assert "U207 " in shown.err
    meant = re.findall("“([a-z-]+)”", shown.err)[-1]
    assert run(tmp_path, "new", meant, "--document", "joint-letter").status == 0


@pytest.mark.parametrize("language", ["../../x", "en.yaml", "", "/"])
def test_what_is_no_language(language: str, tmp_path: Path) -> None:
    shown = run(workspaces.build(tmp_path), "new", "a", "--document", "joint-letter", "--language", language)
    assert (shown.status, shown.err.split()[1]) == (1, "U305")
