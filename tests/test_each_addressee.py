"""One letter to each addressee: who is greeted how, what each is asked, and nothing of one letter in another."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests import workspaces
from tests.shipped import ROOT
from tests.test_addressing import campaign
from undersigned.document import Document, Paragraph, Salutation
from undersigned.inlines import plain_text
from undersigned.rendering import Order, Renderer
from undersigned.states import states
from undersigned.workspace import Workspace
from undersigned.writers import markdown

STATES_OF_THE_WORLD: dict[str, Any] = {
    "subject": "Prisons",
    "addressees": [{"use": "un-member-states"}],
    "opening": "We write to {{ addressees.names }}, and ask {{ addressees.you }} to act.",
    "lead_in": "We ask {{ addressees.names }}:",
    "closing": "We thank {{ addressees.names }}.",
}


def _each(root: Path, kind: str = "joint-letter", **fields: Any) -> dict[str, Document]:
    """The letters of a campaign by the id of the addressee."""
    letters = workspaces.documents(workspaces.build(root, campaign(kind, **fields)), "x", each_addressee=True)
    return {path.split("/")[-1]: letter for path, letter in letters.items()}


def _written(root: Path, kind: str = "joint-letter", **fields: Any) -> dict[str, str]:
    return {name: markdown.write(letter) for name, letter in _each(root, kind, **fields).items()}


# --- all 193 ----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Document]:
    return _each(tmp_path_factory.mktemp("world"), **STATES_OF_THE_WORLD)


def test_193_letters_differ(world: dict[str, Document]) -> None:
    assert len(world) == 193
    assert set(world) == {state.id for state in states()}
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", name) for name in world)
    assert len({markdown.write(letter) for letter in world.values()}) == 193


def test_each_of_193_is_greeted_and_named_in_its_own_letter_alone(world: dict[str, Document]) -> None:
    for state in states():
        letter = world[state.id]
        (greeting,) = [plain_text(block.content) for block in letter.blocks if isinstance(block, Salutation)]
        assert greeting == "Your Excellency,"
        opening = next(plain_text(block.content) for block in letter.blocks if isinstance(block, Paragraph))
        assert opening == f"We write to {state.english}, and ask your Government to act."
        assert "your Governments" not in markdown.write(letter)


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("NL", "the Netherlands"),
        ("GM", "the Gambia"),
        ("CI", "Côte d’Ivoire"),
        ("BS", "the Bahamas"),
        ("US", "the United States of America"),
        ("FR", "France"),
        ("CD", "the Democratic Republic of the Congo"),
        ("TR", "Türkiye"),
        ("GB", "the United Kingdom"),
    ],
)
def test_articles_and_accents(code: str, name: str, world: dict[str, Document]) -> None:
    (state,) = [state for state in states() if state.code == code]
    written = markdown.write(world[state.id])
    assert f"We write to {name}, and" in written
    assert f"We ask {name}:" in written
    assert f"We thank {name}." in written


def test_a_joint_letter_to_all_names_the_group(tmp_path: Path) -> None:
    written = workspaces.markdown(workspaces.build(tmp_path, campaign(**STATES_OF_THE_WORLD)), "x")
    assert "We write to the Member States of the United Nations, and ask your Governments to act." in written
    assert "\nYour Excellencies,\n" in written
    assert "Netherlands" not in written


def test_the_request_to_each_has_its_address(tmp_path: Path) -> None:
    fields = {**STATES_OF_THE_WORLD, "opening": "We write.", "lead_in": "We ask you:", "closing": "Thanks."}
    letters = _written(tmp_path, "request-letter", **fields)
    assert "Government of the Kingdom of the Netherlands" in letters["netherlands"]
    assert "Government of the Republic of Côte d’Ivoire" in letters["cote-d-ivoire"]
    for state in states():
        assert f"Government of {state.english_formal}\n" in letters[state.id]


def test_the_command_writes_a_file_for_each(tmp_path: Path) -> None:
    root = workspaces.build(tmp_path, campaign(**STATES_OF_THE_WORLD))
    run = workspaces.run(root, "render", "x", "--each-addressee", "--to", "md")
    assert run.status == 0, run.err
    files = sorted((root / "out/x/joint-letter").iterdir())
    assert len(files) == 193
    assert len({file.read_bytes() for file in files}) == 193
    assert "Wrote 193 files to out/ (193 letters)." in run.out
    assert run.err == ""


# --- the 13 of 2020 ---------------------------------------------------------------------------------------------------


def test_2020_eba_gives_thirteen_different_files() -> None:
    renderer = Renderer(Workspace(ROOT))
    order = Order(("2020-eba",), each_addressee=True)
    letters = renderer.letters(order)
    outputs = list(renderer.outputs(letters, order))
    assert len(letters) == 13
    assert len({output.path for output in outputs}) == len(outputs) == 39
    assert len({output.content for output in outputs}) == 39
    assert not renderer.warnings
    names = {
        *("Australia", "Canada", "Finland", "France", "Germany", "India", "Japan", "New Zealand", "Sweden"),
        *("the Netherlands", "the Republic of Korea", "the United Kingdom", "the United States of America"),
    }
    for letter in letters:
        written = markdown.write(letter.document).split("Yours sincerely,")[0]  # “FIAN Germany” signs
        assert sum(bool(re.search(rf"\b{name}\b", written)) for name in names) == 1, letter.path


# --- who is asked what ------------------------------------------------------------------------------------------------

DEMANDS: list[dict[str, Any]] = [
    {"id": "one", "act": "go first", "concerns": ["first-donor"]},
    {"id": "two", "act": "go second", "concerns": ["second-donor", "third-donor"]},
    {"id": "all", "act": "go together"},
    {"id": "own", "act": "keep {{ its }} word", "verb": "Urges", "actor": "first-donor"},
    {"id": "group", "act": "meet", "concerns": ["donors"]},
]
REFERS: dict[str, Any] = {"addressees": [{"use": "donors"}], "demands": DEMANDS}


def _list(written: str) -> list[str]:
    return re.findall(r"^\d+\. .*", written, re.MULTILINE)


def test_each_is_asked_what_concerns_it_and_numbers_close_up(tmp_path: Path) -> None:
    letters = _written(tmp_path, **REFERS)
    assert {name: _list(written) for name, written in letters.items()} == {
        "first-donor": ["1. Go first.", "2. Go together.", "3. You should keep your word.", "4. Meet."],
        "second-donor": ["1. Go second.", "2. Go together.", "3. Meet."],
        "third-donor": ["1. Go second.", "2. Go together.", "3. Meet."],
    }


def test_the_joint_letter_asks_everything(tmp_path: Path) -> None:
    written = workspaces.markdown(workspaces.build(tmp_path, campaign(**REFERS)), "x")
    assert _list(written) == [
        *("1. Go first.", "2. Go second.", "3. Go together.", "4. Aland should keep its word.", "5. Meet."),
    ]


def test_references_and_counts_follow(tmp_path: Path) -> None:
    body = 'Above all {{ demand("all") }} and {{ demand("group") }} of {{ demands.count }}.'
    closing = '{{ plural(demands.count, "demand", "demands") }}: think of {{ demand("all") }}.'
    letters = _written(tmp_path / "each", **REFERS, body=body, closing=closing)
    assert "Above all demand 2 and demand 4 of 4." in letters["first-donor"]
    assert "Above all demand 2 and demand 3 of 3." in letters["second-donor"]
    assert "demands: think of demand 2." in letters["third-donor"]
    joint = workspaces.markdown(workspaces.build(tmp_path, campaign(**REFERS, body=body, closing=closing)), "x")
    assert "Above all demand 3 and demand 5 of 5." in joint


def test_a_reference_to_what_an_addressee_is_not_asked_is_a_problem(tmp_path: Path) -> None:
    root = workspaces.build(tmp_path, campaign(**REFERS, body='See {{ demand("one") }}.'))
    assert not workspaces.problems(root, "x")
    run = workspaces.run(root, "render", "x", "--each-addressee")
    assert run.status == 1
    assert re.search(r"campaign.yaml:1(:\d+)?: U410 .*“one”", run.err), run.err
    assert not (root / "out").exists()


def test_groups_without_demands_are_left_out(tmp_path: Path) -> None:
    demands = [
        {"heading": "For one", "items": DEMANDS[:1]},
        {"heading": "For all", "numbering": "continue", "items": DEMANDS[2:3]},
    ]
    letters = _written(tmp_path, addressees=[{"use": "donors"}], demands=demands)
    assert "## For one" in letters["first-donor"]
    assert "2. Go together." in letters["first-donor"]
    assert "## For one" not in letters["second-donor"]
    assert "1. Go together." in letters["second-donor"]


def test_a_clause_speaks_to_nobody_even_in_the_letter_to_its_actor(tmp_path: Path) -> None:
    demands = [
        {"use": "mend-law", "with": {"law": "the law"}},
        {"id": "own", "act": "keep {{ its }} word", "verb": "Urges", "actor": "first-donor"},
    ]
    letters = _written(
        tmp_path, "council-letter", addressees=[{"use": "donors"}], demands=demands, target="second-donor"
    )
    assert "*Urges* Aland to keep its word." in letters["first-donor"]
    assert "*Calls upon* the Bislands to amend" in letters["second-donor"]
    assert all("your" not in written.split("*Calls upon*")[1].split("\n")[0] for written in letters.values())
    assert "Urges" not in letters["second-donor"] + letters["third-donor"]


def test_only_the_letter_to_the_target_says_your(tmp_path: Path) -> None:
    demands = [{"use": "mend-law", "with": {"law": "the law"}}]
    body = "{{ target }} keeps {{ target.its }} word{{ ', you say' if target.is_addressed else '' }}."
    letters = _written(tmp_path, addressees=[{"use": "donors"}], demands=demands, target="second-donor", body=body)
    assert "meet your obligations." in letters["second-donor"]
    assert "the Bislands keeps your word, you say." in letters["second-donor"]
    for name in ("first-donor", "third-donor"):
        assert "meet their obligations." in letters[name]
        assert "the Bislands keeps their word." in letters[name]


def test_each_letter_equals_the_letter_to_that_addressee_alone(tmp_path: Path) -> None:
    body = '{{ fact("arrests") }} See {{ demand("all") }}, says {{ addressees.names }}.'
    many = _each(tmp_path / "many", **REFERS, body=body)
    for name, letter in many.items():
        asked = [demand for demand in DEMANDS if {name, "donors"} & {*demand.get("concerns", [name])}]
        asked = [demand for demand in asked if demand.get("actor", name) == name]
        alone = _each(tmp_path / name, addressees=[{"use": name}], demands=asked, body=body)
        assert markdown.write(alone[name]) == markdown.write(letter)


def test_what_is_no_letter_is_written_once(tmp_path: Path) -> None:
    letters = _each(tmp_path, "news-item", addressees=[{"use": "donors"}], demands=["open-prisons"])
    assert list(letters) == ["news-item"]


def test_each_gets_its_own_language(tmp_path: Path) -> None:
    people = [{"use": "first-donor"}, {"use": "FR", "language": "fr"}, {"use": "CH", "language": "fr-CH"}]
    french: dict[str, Any] = {"title": "Une lettre", "subject": "Estlande", "opening": "À {{ addressees.names }}."}
    french |= {"demands": [{"id": "own", "act": "continuer"}]}
    fields: dict[str, Any] = {
        "addressees": people,
        "demands": [{"id": "own", "act": "go on"}],
        "languages": {"fr": french},
    }
    letters = _written(tmp_path, **fields)
    assert list(letters) == ["first-donor.en", "france.fr", "switzerland.fr"]
    english, first, second = letters.values()
    assert "\nYour Excellency,\n" in english
    assert "À la France." in first
    assert "À la Suisse." in second
    assert "\nExcellence,\n" in first


def test_promises_about_the_target_follow_the_addressee(tmp_path: Path) -> None:
    promises = {"items": ["recall {{ target.its }} word"]}
    fields: dict[str, Any] = {"addressees": [{"use": "donors"}], "commitments": promises, "target": "second-donor"}
    letters = _written(tmp_path, **fields)
    for name, whose in {"first-donor": "their", "second-donor": "your", "third-donor": "their"}.items():
        assert f"a) recall {whose} word." in letters[name]


def test_annexes_and_lead_ins_follow_the_addressee(tmp_path: Path) -> None:
    groups = [{"heading": "One", "lead_in": "We ask {{ addressees.names }}:", "items": ["open-prisons"]}]
    annexes = [{"heading": "More", "body": "For {{ addressees.names }}."}]
    letters = _written(tmp_path, addressees=[{"use": "donors"}], demands=groups, annexes=annexes)
    for name, said in {"first-donor": "Aland", "second-donor": "the Bislands", "third-donor": "Ceeland"}.items():
        assert f"We ask {said}:" in letters[name]
        assert f"For {said}." in letters[name]
