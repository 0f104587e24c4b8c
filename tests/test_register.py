"""Who signs: the register, the list that a letter prints, the numbers in its sentences, and drafts."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from tests import workspaces
from tests.shipped import ROOT
from undersigned.brief import Brief
from undersigned.document import Document, Paragraph, Signatories
from undersigned.inlines import plain_text
from undersigned.library import Library
from undersigned.listing import signatories
from undersigned.loading import load_campaign
from undersigned.models.register import Organisation
from undersigned.problems import Problem
from undersigned.register import counts
from undersigned.rendering import Order, Renderer
from undersigned.searching import fold
from undersigned.workspace import Workspace

PRINTED = sorted((Path(__file__).parent / "cases" / "signatories").glob("*.txt"))

ORGANISATIONS = """\
anglers: {name: The Anglers, scope: local, country: Kenya, kind: trade union}
boatmen: {name: Boatmen of the Delta, acronym: BD, scope: national, country: KE, kind: NGO network}
lodz: {name: Łódź Rivers, scope: national, country: Poland, names: {fr: Rivières de Łódź}}
world: {name: World Water League, acronym: WWL, scope: international, kind: NGO network}
world-asia: {name: World Water League, acronym: WWL, scope: regional, region: Asia, parent: world}
"""
PEOPLE = """\
doe: {name: Jane Doe, titles: Professor, post_nominals: OBE, affiliation: University of Eastville, country: Kenya}
roe: {name: Richard Roe, capacity: organisation, organisation: anglers, consent: by e-mail on 3 May 2026}
zola: {name: Ann Zola, sort_as: A Zola}
"""
EVERYBODY = "[zola, world, lodz, doe, boatmen, anglers, world-asia]"


def _workspace(root: Path, sign_ons: str, options: str = "{}", more: str = "", **files: str) -> Path:
    campaign = (
        "title: Open letter\ndocuments:\n  joint-letter:\ndate: 2020-07-21\n"
        "target: {id: upstream, name: the upstream government}\naddressees: [The river states]\n"
        f"demands: [{{id: open, act: open the dams}}]\nsignatories: {options}\n{more}"
    )
    changes = {
        "campaigns/joint/campaign.yaml": campaign,
        "campaigns/joint/sign-ons.yaml": f"signatories: {sign_ons}\n" if "signatories:" not in sign_ons else sign_ons,
        "signatories/organisations.yaml": ORGANISATIONS,
        "signatories/people.yaml": PEOPLE,
    }
    return workspaces.build(root, {**changes, **files})


def _document(root: Path, *, draft: bool = False) -> Document:
    (letter,) = Renderer(Workspace(root)).letters(Order(("joint",), draft=draft))
    return letter.document


def _brief(root: Path) -> Brief:
    return load_campaign(Library(Workspace(root)), "joint")[0]


def _groups(document: Document) -> list[tuple[str, list[str]]]:
    """The headings of the list, and the names below each."""
    blocks = [block for block in document.blocks if isinstance(block, Signatories)]
    groups = [group for block in blocks for group in block.groups]
    return [(plain_text(group.heading), [plain_text(entry.content) for entry in group.entries]) for group in groups]


def _names(document: Document) -> list[str]:
    return [name for _, names in _groups(document) for name in names]


def _said(document: Document) -> list[str]:
    return [plain_text(block.content) for block in document.blocks if isinstance(block, Paragraph)]


# --- the register that comes with the project -------------------------------------------------------------------------


def _printed(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]


def _listed(slug: str) -> dict[str, str]:
    """The names that a shipped campaign prints, by the ids of the register."""
    block = signatories(load_campaign(Library(Workspace(ROOT)), slug)[0])
    entries = [entry for group in block.groups for entry in group.entries]
    return {entry.origin.id: plain_text(entry.content) for entry in entries if entry.origin}


@pytest.mark.parametrize("path", PRINTED, ids=lambda path: path.stem)
def test_each_letter_prints_the_names_that_the_published_one_did(path: Path) -> None:
    assert list(_listed(path.stem).values()) == _printed(path)


def test_who_signed_several_letters_stands_in_the_register_once() -> None:
    times = Counter(entry for path in PRINTED for entry in _listed(path.stem))
    assert [len(_printed(path)) for path in PRINTED] == [12, 55, 33]
    assert {name for name, number in times.items() if number == 3} == {
        *("civil-rights-defenders", "fidh", "forum-asia", "human-rights-watch", "icj", "omct"),
    }
    assert len(times) == 81
    assert sum(times.values()) == 100
    library = Library(Workspace(ROOT))
    assert [problem for problem in library.check_all() if problem.code == "U333"] == []


def test_the_spellings_of_all_letters_are_known() -> None:
    """What a letter printed is a name or an alias of the entry, but for acronym, country and region behind it."""
    library = Library(Workspace(ROOT))
    for path in PRINTED:
        for entry, printed in _listed(path.stem).items():
            organisation = library.organisation(entry)
            assert _bare(printed, organisation) in {
                _bare(name, organisation) for name in (organisation.name, *organisation.aliases)
            }, printed
    assert {_listed(path.stem)["omct"] for path in PRINTED} == {
        "World Organisation Against Torture (OMCT)",
        "World Organization Against Torture (OMCT)",
    }


def _bare(name: str, organisation: Organisation) -> str:
    for part in (organisation.acronym, organisation.country, organisation.region, "DRC", "Regional"):
        if part:
            name = re.sub(rf"(?: – |, | \(){re.escape(part)}\)?", "", name)
    return fold(name)


# --- names ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("entry", "options", "printed"),
    [
        ("world-asia", "{}", "World Water League (WWL) – Asia"),
        ("world-asia", "{acronyms: false, regions: false}", "World Water League"),
        ("boatmen", "{countries: comma}", "Boatmen of the Delta (BD), Kenya"),
        ("lodz", "{countries: brackets}", "Łódź Rivers (Poland)"),
        ("doe", "{}", "Professor Jane Doe, OBE*, University of Eastville"),
        ("doe", "{countries: comma}", "Professor Jane Doe, OBE*, University of Eastville, Kenya"),
        ("zola", "{}", "Ann Zola"),
        ("roe", "{}", "Richard Roe, on behalf of The Anglers"),
        ("roe", "{countries: brackets}", "Richard Roe, on behalf of The Anglers (Kenya)"),
        ("{id: doe, as: J. Doe}", "{}", "J. Doe*"),
        ("{id: roe, as: R. Roe}", "{}", "R. Roe"),
        ("{id: boatmen, as: The *Boatmen*}", "{countries: comma}", "The *Boatmen*"),
        (
            "{id: lodz, signer: {name: Jan Nowak, function: Chair, public: true}}",
            "{signers: true}",
            "Łódź Rivers, by Jan Nowak, Chair",
        ),
        ("{id: lodz, signer: {name: Jan Nowak, function: Chair}}", "{signers: true}", "Łódź Rivers"),
        ("{id: lodz, signer: {name: Jan Nowak, public: true}}", "{}", "Łódź Rivers"),
    ],
)
def test_a_name_as_the_campaign_chooses(tmp_path: Path, entry: str, options: str, printed: str) -> None:
    assert _names(_document(_workspace(tmp_path, f"[{entry}]", options))) == [printed]


def test_names_and_countries_in_the_language_of_the_letter(tmp_path: Path) -> None:
    options = "{countries: comma, group_by: country}"
    document = _document(_workspace(tmp_path, "[roe, lodz, doe]", options, "language: fr\n"))
    assert _groups(document) == [
        ("Kenya", ["Professor Jane Doe, OBE*, University of Eastville, Kenya", "Richard Roe, pour The Anglers, Kenya"]),
        ("Pologne", ["Rivières de Łódź, Pologne"]),
    ]
    assert _said(document)[-1] == "* À titre personnel."


def test_the_note_on_personal_capacity_stands_once_and_only_where_it_is_needed(tmp_path: Path) -> None:
    people = PEOPLE + "poe: {name: Pat Poe, capacity: personal}\n"
    root = _workspace(tmp_path, "[doe, poe, zola]", **{"signatories/people.yaml": people})
    document = _document(root)
    assert _said(document).count("* In a personal capacity.") == 1
    assert [name for name in _names(document) if "*" in name] == [
        "Professor Jane Doe, OBE*, University of Eastville",
        "Pat Poe*",
    ]
    assert not any("capacity" in said for said in _said(_document(_workspace(tmp_path, "[zola, roe]"))))


# --- order and groups -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        ("{}", "zola boatmen doe lodz anglers world world-asia"),
        ("{articles: ignore}", "zola anglers boatmen doe lodz world world-asia"),
        ("{order: listed}", "zola world lodz doe boatmen anglers world-asia"),
        ("{order: listed, lead: [anglers, doe]}", "anglers doe zola world lodz boatmen world-asia"),
        ("{lead: [world]}", "world zola boatmen doe lodz anglers world-asia"),
    ],
)
def test_order(tmp_path: Path, options: str, ids: str) -> None:
    block = signatories(_brief(_workspace(tmp_path, EVERYBODY, options)))
    assert [entry.origin.id for group in block.groups for entry in group.entries if entry.origin] == ids.split()


@pytest.mark.parametrize(
    ("options", "headings"),
    [
        (
            "{group_by: scope}",
            "International organisations|Regional organisations|National organisations|Local organisations|Individuals",
        ),
        ("{group_by: class}", "Organisations|Individuals"),
        ("{group_by: country}", "Kenya|Poland|Others"),
        ("{group_by: kind}", "Individuals|NGO network|Trade union|Others"),
        (
            "{group_by: scope, headings: {local: On the spot, individuals: People, other: The rest}}",
            "On the spot|People|International organisations|National organisations|Regional organisations",
        ),
        ("{group_by: country, headings: {PL: In Poland, Kenya: In Kenya}}", "In Poland|In Kenya|Others"),
    ],
)
def test_groups(tmp_path: Path, options: str, headings: str) -> None:
    document = _document(_workspace(tmp_path, EVERYBODY, options))
    assert [heading for heading, _ in _groups(document)] == headings.split("|")
    assert len(_names(document)) == 7


def test_who_signs_for_an_organisation_stands_among_organisations(tmp_path: Path) -> None:
    document = _document(_workspace(tmp_path, "[roe, doe]", "{group_by: class}"))
    assert [heading for heading, _ in _groups(document)] == ["Organisations", "Individuals"]


LATE = """
signatories:
  - {id: world, date: 2020-07-16}
  - {id: lodz, date: 2020-07-15}
  - {id: boatmen, date: 2020-07-16}
  - {id: anglers, date: 2020-07-20}
  - doe
"""


@pytest.mark.parametrize(
    ("late", "heading"),
    [("", "Signed after 15 July 2020"), (", late: Later signatures", "Later signatures"), (", late: none", None)],
)
def test_late_signatures_stand_under_their_own_heading(tmp_path: Path, late: str, heading: str | None) -> None:
    options = f"{{lead: [world], numbered: true{late}}}"
    root = _workspace(tmp_path, LATE, options, "signoff: {deadline: 2020-07-15 09:00}\n")
    groups = _groups(_document(root))
    if heading is None:
        assert [name for name, _ in groups] == [""]
        return
    assert groups == [
        ("", ["World Water League (WWL)", "Professor Jane Doe, OBE*, University of Eastville", "Łódź Rivers"]),
        (heading, ["Boatmen of the Delta (BD)", "The Anglers"]),
    ]


def test_the_day_of_the_list_is_said_below_it(tmp_path: Path) -> None:
    root = _workspace(tmp_path, LATE, "{as_of: 2020-07-18}")
    assert _said(_document(root))[-1] == "Signatories as of 18 July 2020."
    problems = _warnings(root)
    assert [(problem.code, problem.span.line) for problem in problems] == [("U334", 6)]
    assert "“anglers”" in problems[0].message


def _warnings(root: Path) -> list[Problem]:
    renderer = Renderer(Workspace(root))
    renderer.letters(Order(("joint",)))
    return list(renderer.warnings)


# --- numbers ----------------------------------------------------------------------------------------------------------

SENTENCE = (
    "{{ signatories.count }}: {{ signatories.organisations }} and {{ signatories.individuals }}; "
    "{{ signatories.scopes }}; {{ signatories.international }}, {{ signatories.regional }}, "
    "{{ signatories.national }}, {{ signatories.local }}; {{ signatories.countries }}; "
    "{{ signatories.lead }} and {{ signatories.others }}"
)


def _sentence(root: Path, sign_ons: str, options: str = "{}", sentence: str = SENTENCE) -> str:
    return _said(_document(_workspace(root, sign_ons, options, f"opening: |\n  {sentence}\n")))[0]


def test_numbers_in_a_sentence(tmp_path: Path) -> None:
    sign_ons = "signatories: [world, boatmen, doe, roe, {id: lodz, status: pending}]\nwithheld: 2\n"
    said = _sentence(tmp_path, sign_ons, "{lead: [world, boatmen], scopes: {national: Kenyan}}")
    leading = "World Water League (WWL) and Boatmen of the Delta (BD)"
    assert said == f"6: 3 and 1; international, Kenyan and local; 1, 0, 1, 1; 1; {leading} and 4"


def test_who_is_not_named_counts_in_the_total_alone(tmp_path: Path) -> None:
    named, more = (counts(_brief(_workspace(tmp_path, f"signatories: {EVERYBODY}\nwithheld: {n}\n"))) for n in (0, 5))
    assert (named.total, more.total, more.withheld) == (7, 12, 5)
    for number in ("organisations", "individuals", "international", "regional", "national", "local", "countries"):
        assert getattr(named, number) == getattr(more, number)


@pytest.mark.parametrize(
    ("name", "entry", "missing"),
    [
        ("national", "{name: A}", "scope"),
        ("scopes", "{name: A}", "scope"),
        ("countries", "{name: A, scope: national}", "country"),
    ],
)
def test_a_number_that_the_register_does_not_tell_is_refused(
    tmp_path: Path, name: str, entry: str, missing: str
) -> None:
    more = f"opening: |\n  {{{{ signatories.{name} }}}} of us\n"
    register = {"signatories/organisations.yaml": f"{ORGANISATIONS}a: {entry}\n"}
    (problem,) = workspaces.problems(_workspace(tmp_path, "[a, world]", more=more, **register))
    assert problem.code == "U332"
    assert f"“a” has no {missing}" in problem.message


# --- drafts -----------------------------------------------------------------------------------------------------------

ASKED = """
signatories:
  - world
  - {id: lodz, status: invited}
  - {id: boatmen, status: pending}
  - {id: doe, status: conditional, condition: if the third demand goes}
  - {id: anglers, status: declined}
  - {id: world-asia, status: withdrawn}
withheld: 1
"""


def test_a_draft_lists_who_has_not_confirmed_and_counts_nobody_of_them(tmp_path: Path) -> None:
    root = _workspace(tmp_path, ASKED, "{numbered: true}", "opening: |\n  We, {{ signatories.count }}, write.\n")
    final, draft = _document(root), _document(root, draft=True)
    assert _names(final) == ["World Water League (WWL)"]
    assert _groups(draft) == [
        ("", ["World Water League (WWL)"]),
        (
            "Not yet confirmed",
            [
                "Boatmen of the Delta (BD) [decision pending]",
                "Professor Jane Doe, OBE*, University of Eastville [on a condition]",
                "Łódź Rivers [invited]",
            ],
        ),
    ]
    assert _said(final)[0] == _said(draft)[0] == "We, 2, write."
    assert [block.numbered for block in draft.blocks if isinstance(block, Signatories)] == [True, False]
    assert "* In a personal capacity." in _said(draft)
    assert "* In a personal capacity." not in _said(final)


def test_a_draft_says_so_in_every_format_and_leaves_the_letter_alone(tmp_path: Path) -> None:
    root = _workspace(tmp_path, ASKED)
    assert workspaces.run(root, "render", "joint").status == 0
    before = {path.name: path.read_bytes() for path in (root / "out/joint").iterdir()}
    assert workspaces.run(root, "render", "joint", "--draft").status == 0
    after = {path.name: path.read_bytes() for path in (root / "out/joint").iterdir()}
    drafts = {name for name in after if ".draft." in name}
    assert drafts == {f"joint-letter.draft.{ending}" for ending in ("docx", "html", "md")}
    assert {name: after[name] for name in before} == before
    assert "*Draft, not for publication.*\n\n# Open letter" in after["joint-letter.draft.md"].decode()
    assert "<title>[Draft] Open letter</title>" in after["joint-letter.draft.html"].decode()
    assert not any(b"raft" in content for name, content in before.items() if not name.endswith(".docx"))
    (draft, final) = (_words(root / "out/joint" / name) for name in ("joint-letter.draft.docx", "joint-letter.docx"))
    assert "Draft, not for publication." in draft
    assert "[Draft] Open letter" in draft
    assert "Draft" not in final


def _words(path: Path) -> str:
    """All that the parts of a Word file say."""
    import zipfile

    with zipfile.ZipFile(path) as package:
        parts = [package.read(name).decode() for name in package.namelist() if name.endswith(".xml")]
    return " ".join(re.sub("<[^>]+>", "", part) for part in parts if "w:document" in part or "w:hdr" in part)


def test_a_draft_prints_those_who_are_asked_before_anybody_signs(tmp_path: Path) -> None:
    root = _workspace(tmp_path, "[{id: lodz, status: invited}]")
    assert _names(_document(root, draft=True)) == ["Łódź Rivers [invited]"]
    assert _names(_document(root)) == []
