"""Slips that the program sees while it loads a campaign: what is said of them, and what is left in peace."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import workspaces
from undersigned.brief import Brief
from undersigned.drafting import Drafter
from undersigned.file_names import is_set_aside, list_meant, text_meant
from undersigned.library import Library
from undersigned.loading import load_campaign, read_campaign
from undersigned.models.campaign import PROSE_PARTS
from undersigned.printed_slips import NAMES
from undersigned.templating import Templates
from undersigned.workspace import CAMPAIGN_FILES, REGISTER_FILES, SHARED_FILES, Workspace

X = "campaigns/x/campaign.yaml"
HEAD = "title: Open letter\ndocuments:\n  joint-letter:\ntarget: government\n"


def _said(root: Path, text: str, **files: str) -> list[str]:
    """What is said of a campaign that is no error, and errors too."""
    workspaces.build(root, {X: HEAD + text, **files})
    problems = read_campaign(Library(Workspace(root)), "x").problems
    return [f"{problem.span.line}:{problem.span.column} {problem.code} {problem.severity}" for problem in problems]


def test_the_names_of_prose_are_those_that_are_looked_for(tmp_path: Path) -> None:
    root = workspaces.build(tmp_path)
    (brief,) = load_campaign(Library(Workspace(root)), "joint")
    assert _names(brief) == NAMES


def _names(brief: Brief) -> set[str]:
    names = Drafter(brief, Templates(lambda _: None)).names(brief)
    return {*names.same_for_all(), *names.by_addressee(), *names.of_demands(), "ask"}


def test_words_of_demands_that_the_program_builds_on(tmp_path: Path) -> None:
    text = """\
addressees: [{use: donors}]
lead_in: |
  We therefore ask you
demands:
  - {id: one, act: to go}
  - {id: two, act: Go away}
  - {id: three, act: go away.}
  - {id: four, act: "do this:", items: [{id: five, act: to stay}]}
  - use: mend-law
    with: {law: x}
    act: To mend it;
"""
    assert _said(tmp_path, text) == [
        "9:20 U412 warning",
        "10:20 U413 warning",
        "11:29 U414 advice",
        "12:57 U412 warning",
        "15:10 U412 warning",
        "15:20 U414 advice",
        "7:22 U415 advice",
    ]


def test_words_of_demands_that_are_well(tmp_path: Path) -> None:
    text = """\
addressees: [{use: donors}]
lead_in: |
  We therefore ask you to:[^1]

  [^1]: A note
demands:
  - {id: one, act: "{{ target }}"}
  - {id: two, act: "2020 prisoners freed"}
  - {id: three, act: "release them all, etc."}
  - {id: four, act: tolerate X. Y.}
  - {id: five, act: ratify the UN}
  - {id: six, imperative: "Release all.", noun: Release, act: go on}
  - {verb: Condemns, operative: The attacks.}
  - heading: Further
    lead_in: All this is urgent.
    items: [open-prisons]
commitments: {lead_in: "We will:", items: [To go on., Stay]}
"""
    assert _said(tmp_path, text) == []


def test_braces_and_words_that_are_well(tmp_path: Path) -> None:
    text = """\
addressees: [{name: Narnia, kind: state}, The rest of the world]
cc: [The President of Eastland, "A {sic} B"]
demands: [{use: mend-law, with: {law: "the {sic} law"}, note: "see {{ law }}"}]
body: |
  They wrote “{sic}” and {see above}, {1} and {} and [[1]] and a << b.
  {{ title }}, {{ addressees.count }} and {{ fact("arrests") }}.
salutation: none
valediction: none
accept: [{code: U402, reason: "{{ law }} is meant"}]
"""
    assert [line for line in _said(tmp_path, text) if "U390" not in line] == []


def test_names_of_those_who_are_known_are_advised(tmp_path: Path) -> None:
    names = "[France, the Netherlands, Alex Able, Minister of Justice, The donors, Aland]"
    text = f"addressees: {names}\ndemands: [open-prisons]\n"
    assert _said(tmp_path, text) == [
        "5:14 U324 advice",
        "5:22 U324 advice",
        "5:39 U324 advice",
        "5:50 U324 advice",
        "5:83 U324 advice",
    ]


def test_files_that_have_nothing_to_do_with_it_are_left_in_peace(tmp_path: Path) -> None:
    names = ["notes.md", "README.md", "draft 3.docx", "letter.docx", "photo.jpg", "minutes.txt", ".campaign.yaml.swp"]
    names += ["body.md~", "~$body.docx", "letter.md.j2", "closing.joint-letter.md", "letterhead.docx", "budget.yaml"]
    files = {f"campaigns/x/{name}": "" for name in names} | {"campaigns/x/closing.joint-letter.md": "Bye."}
    files |= {
        "signatories/members.xlsx": "",
        "campaigns/shared/logo.png": "",
        "signatories/private/organizations.yml": "",
    }
    assert _said(tmp_path, "addressees: [{use: donors}]\ndemands: [open-prisons]\n", **files) == []


@pytest.mark.parametrize(
    ("name", "known", "meant"),
    [
        ("campaign.yml", CAMPAIGN_FILES, "campaign.yaml"),
        ("Campaign.yaml", CAMPAIGN_FILES, "campaign.yaml"),
        ("campagin.yaml", CAMPAIGN_FILES, "campaign.yaml"),
        ("campaign.yaml.txt", CAMPAIGN_FILES, "campaign.yaml"),
        ("sign_ons.yaml", CAMPAIGN_FILES, "sign-ons.yaml"),
        ("signons.yaml", CAMPAIGN_FILES, "sign-ons.yaml"),
        ("sign-ons.yml", CAMPAIGN_FILES, "sign-ons.yaml"),
        ("signatories.yaml", CAMPAIGN_FILES, "sign-ons.yaml"),
        ("addressees.yml", SHARED_FILES, "addressees.yaml"),
        ("adresses.yaml", SHARED_FILES, "addressees.yaml"),
        ("fact.yaml", SHARED_FILES, "facts.yaml"),
        ("treaties.yaml", SHARED_FILES, "instruments.yaml"),
        ("organizations.yaml", REGISTER_FILES, "organisations.yaml"),
        ("persons.yaml", REGISTER_FILES, "people.yaml"),
        ("campaign.yaml", CAMPAIGN_FILES, None),
        ("budget.yaml", CAMPAIGN_FILES, None),
        ("campaign.docx", CAMPAIGN_FILES, None),
    ],
)
def test_which_list_a_file_is_meant_to_be(name: str, known: tuple[str, ...], meant: str | None) -> None:
    assert list_meant(name, known) == meant


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("body.txt", "body.md"),
        ("Body.md", "body.md"),
        ("body.docx", "body.md"),
        ("bodies.md", "body.md"),
        ("text.md", "body.md"),
        ("leadin.md", "lead_in.md"),
        ("lead-in.md", "lead_in.md"),
        ("introduction.md", "opening.md"),
        ("after-demands.markdown", "after_demands.md"),
        ("closing.join-letter.md", "closing.joint-letter.md"),
        ("closing.joint-letter.de.md", "closing.joint-letter.md"),
        ("closing.fr.md", None),
        ("closing.joint-letter.fr.md", None),
        ("closing.joint-letter.md", None),
        ("letter.docx", None),
        ("background.md", None),
        ("minutes.txt", None),
    ],
)
def test_which_text_a_file_is_meant_to_be(name: str, meant: str | None) -> None:
    assert text_meant(name, PROSE_PARTS, ["joint-letter", "news-item"], ["fr"]) == meant


def test_what_programs_leave_behind_is_set_aside() -> None:
    assert all(map(is_set_aside, (".DS_Store", "~$body.docx", "body.md~", "campaign.yaml.bak", "README.txt")))
    assert not is_set_aside("body.txt")


def test_empty_files_of_the_register_and_shared_ones_hold_nothing(tmp_path: Path) -> None:
    for nothing in ("", "# nobody\n", "{}\n"):
        changes = {"signatories/people.yaml": nothing, "campaigns/shared/instruments.yaml": nothing}
        library = Library(Workspace(workspaces.build(tmp_path, changes)))
        assert list(library.check_all()) == []
        assert len(library.people) == 0


def test_a_campaign_whose_list_is_empty_has_nobody(tmp_path: Path) -> None:
    root = workspaces.build(tmp_path, {"campaigns/joint/sign-ons.yaml": "# nobody yet\n"})
    assert load_campaign(Library(Workspace(root)), "joint")[0].signatories == ()
