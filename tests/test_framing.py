"""One demand in every frame, and lists of them: actors, second verbs, merges, groups, details, notes, commitments."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests import workspaces
from undersigned.document import BulletList, Document, OperativeClauses, OrderedList, Paragraph
from undersigned.problems import Problem

HEAD = {
    "joint-letter": "addressees: [The donors]\n",
    "council-letter": "addressees: [The donors]\nsubject: Eastland\n",
    "news-item": "opening: It began.\n",
    "request-letter": "addressees: [The donors]\n",
}


def campaign(kind: str, demands: str, more: str = "target: government\n") -> dict[str, str]:
    text = f"title: A letter\ndate: 2020-07-21\ndocuments:\n  {kind}:\n{HEAD[kind]}{more}demands:\n{demands}"
    return {"campaigns/x/campaign.yaml": text}


def _written(root: Path, kind: str, demands: str, more: str = "target: government\n") -> str:
    return workspaces.markdown(workspaces.build(root, campaign(kind, demands, more)), "x")


def _document(root: Path, kind: str, demands: str, more: str = "target: government\n") -> Document:
    (document,) = workspaces.documents(workspaces.build(root, campaign(kind, demands, more)), "x").values()
    return document


def _problems(root: Path, kind: str, demands: str, more: str = "target: government\n") -> tuple[Problem, ...]:
    return workspaces.problems(workspaces.build(root, campaign(kind, demands, more)), "x")


def _tight(written: str) -> str:
    """Markdown with one space after each mark of a list and no blank line between its items."""
    return re.sub(r"(?<=[.;d])\n\n(?=\(?(?:[b-z]|ii)[.)] )", "\n", re.sub(r"(?m)^(\(?\w+[.)]) +", r"\1 ", written))


MEND = "  - {use: mend-law, with: {law: the Assembly Law}}\n"


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (
            "joint-letter",
            "1. Amend the Assembly Law without delay and meet its obligations.\n"
            "2. Open the prisons to independent visitors. Visits should come without notice.\n",
        ),
        (
            "council-letter",
            "*Calls upon* the Government of Eastland to amend the Assembly Law without delay and meet its obligations; "
            "and\n\n*Urges* the Government of Eastland to open the prisons to independent visitors.\n",
        ),
        (
            "news-item",
            "- the amendment of the Assembly Law without delay; and\n"
            "- the opening of the prisons to independent visitors.\n",
        ),
        (
            "request-letter",
            "a) to amend the Assembly Law without delay and meet its obligations; and\n"
            "b) to open the prisons to independent visitors.\n",
        ),
    ],
)
def test_one_block_in_the_frame_of_each_kind(kind: str, expected: str, tmp_path: Path) -> None:
    assert expected in _tight(_written(tmp_path, kind, MEND + "  - open-prisons\n"))


@pytest.mark.parametrize(
    ("frame", "expected"),
    [
        ("should", "1. The Government of Eastland should amend the Assembly Law without delay and meet its"),
        ("gerund", "1. amending the Assembly Law without delay.\n"),
        ("sentence", "1. The law named the Assembly Law is amended without delay.\n"),
    ],
)
def test_frames_that_a_kind_of_ones_own_may_ask_for(frame: str, expected: str, tmp_path: Path) -> None:
    kind = {"templates/letters/joint-letter/kind.yaml": f"description: letter\nframe: {frame}\n"}
    root = workspaces.build(tmp_path, {**campaign("joint-letter", MEND), **kind})
    assert expected in workspaces.markdown(root, "x")


def test_a_frame_that_is_written_out_replaces_the_one_that_is_made(tmp_path: Path) -> None:
    demands = "  - use: open-prisons\n    imperative: Let visitors into the prisons\n"
    assert "1. Let visitors into the prisons. Visits should come" in _written(tmp_path, "joint-letter", demands)
    clause = "  - use: open-prisons\n    clause: all authorities to let visitors in\n"
    assert "*Urges* all authorities to let visitors in.\n" in _written(tmp_path, "council-letter", clause)


def test_an_example_of_a_parameter_is_never_printed(tmp_path: Path) -> None:
    (problem,) = _problems(tmp_path, "joint-letter", "  - mend-law\n")
    assert problem.code == "U401"
    assert "the Assembly Law" in problem.remedy


def test_several_values_are_listed_as_a_sentence_lists_them(tmp_path: Path) -> None:
    demands = "  - use: mend-law\n    with: {law: [one law, two laws, three laws], how: [well]}\n"
    assert "Amend one law, two laws and three laws well and" in _written(tmp_path, "joint-letter", demands)


# --- actors -----------------------------------------------------------------------------------------------------------


def test_who_must_act_when_it_is_not_the_target(tmp_path: Path) -> None:
    demands = "  - use: mend-law\n    with: {law: the Assembly Law}\n    actor: commission\n"
    written = _written(tmp_path, "council-letter", demands)
    assert (
        "*Calls upon* the Commissioners to amend the Assembly Law without delay and meet their obligations." in written
    )


def test_a_target_of_the_campaigns_own(tmp_path: Path) -> None:
    more = "target: {id: you, name: you, possessive: your}\n"
    assert "1. Amend the Assembly Law without delay and meet your obligations." in _written(
        tmp_path, "joint-letter", MEND, more
    )


def test_a_shared_target_with_something_changed(tmp_path: Path) -> None:
    more = "target: {use: government, name: the new Government}\n"
    assert "*Calls upon* the new Government to amend" in _written(tmp_path, "council-letter", MEND, more)


def test_a_demand_reads_the_same_to_every_addressee(tmp_path: Path) -> None:
    demands = '  - {id: own, act: "report to {{ addressees.names }}"}\n'
    assert [problem.code for problem in _problems(tmp_path, "joint-letter", demands)] == ["U502"]


# --- operative clauses ------------------------------------------------------------------------------------------------

OPERATIVE = """\
  - verb: Condemns
    operative: the attacks on lawyers
  - use: open-prisons
    also: [{link: "in this regard,", verb: urges, act: "report on {{ its }} progress", actor: commission}]
  - verb: Decides
    operative: to remain seized of the matter
"""


def test_what_the_addressee_itself_does_is_a_clause(tmp_path: Path) -> None:
    document = _document(tmp_path, "council-letter", OPERATIVE)
    (operative,) = [block for block in document.blocks if isinstance(block, OperativeClauses)]
    assert len(operative.clauses) == 3
    written = _written(tmp_path, "council-letter", OPERATIVE)
    assert "*Condemns* the attacks on lawyers;\n" in written
    assert "*Decides* to remain seized of the matter.\n" in written


def test_a_second_verb_inside_a_clause(tmp_path: Path) -> None:
    assert (
        "*Urges* the Government of Eastland to open the prisons to independent visitors; in this regard, *urges* the "
        "Commissioners to report on their progress; and\n"
    ) in _written(tmp_path, "council-letter", OPERATIVE)


def test_what_the_addressee_itself_does_never_reaches_a_list_of_demands(tmp_path: Path) -> None:
    written = _written(tmp_path, "joint-letter", OPERATIVE)
    assert "1. Open the prisons" in written
    assert "attacks on lawyers" not in written
    assert "seized" not in written


def test_demands_are_counted_without_what_the_addressee_itself_does(tmp_path: Path) -> None:
    more = "target: government\nbody: |\n  {{ demands.count }} demands.\n"
    for kind in ("joint-letter", "council-letter"):
        assert "\n1 demands.\n" in _written(tmp_path / kind, kind, OPERATIVE, more)


# --- merges and groups ------------------------------------------------------------------------------------------------


def test_one_bullet_for_several_blocks(tmp_path: Path) -> None:
    demands = "  - merge: [open-prisons, mend-law]\n    noun: open prisons and good laws\n"
    document = _document(tmp_path, "news-item", demands)
    (bullets,) = [block for block in document.blocks if isinstance(block, BulletList)]
    assert [item.origin.id for item in bullets.items if item.origin] == ["open-prisons-and-mend-law"]
    assert "- open prisons and good laws.\n" in _written(tmp_path, "news-item", demands)


GROUPS = """\
  - heading: Prisons
    lead_in: |
      We ask that you
    items: [open-prisons]
  - heading: Laws
    numbering: {numbering}
    marks: {marks}
    items:
      - use: mend-law
        with: {{law: the Assembly Law}}
      - id: own
        act: go on
"""


@pytest.mark.parametrize(
    ("numbering", "marks", "expected"),
    [
        ("restart", "1.", "1. Amend the Assembly Law without delay and meet its obligations.\n2. Go on.\n"),
        ("continue", "1.", "2. Amend the Assembly Law without delay and meet its obligations.\n3. Go on.\n"),
        ("continue", "a)", "b) Amend the Assembly Law without delay and meet its obligations.\nc) Go on.\n"),
        ("restart", "i.", "i. Amend the Assembly Law without delay and meet its obligations.\nii. Go on.\n"),
        ("restart", "(a)", "(a) Amend the Assembly Law without delay and meet its obligations.\n(b) Go on.\n"),
        ("restart", "bullets", "- Amend the Assembly Law without delay and meet its obligations.\n- Go on.\n"),
        ("restart", "none", "Amend the Assembly Law without delay and meet its obligations.\n\nGo on.\n"),
    ],
)
def test_groups_of_demands(numbering: str, marks: str, expected: str, tmp_path: Path) -> None:
    written = _tight(_written(tmp_path, "joint-letter", GROUPS.format(numbering=numbering, marks=marks)))
    assert "## Prisons\n\nWe ask that you\n\n1. Open the prisons" in written
    assert f"## Laws\n\n{expected}" in written


def test_a_plain_list_after_a_group(tmp_path: Path) -> None:
    demands = "  - heading: Prisons\n    items: [open-prisons]\n  - {id: own, act: go on}\n"
    document = _document(tmp_path, "joint-letter", demands)
    lists = [block for block in document.blocks if isinstance(block, OrderedList)]
    assert [len(block.items) for block in lists] == [1, 1]


# --- details, notes, origins ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", sorted(HEAD))
def test_a_detail_stands_after_an_imperative_only(kind: str, tmp_path: Path) -> None:
    written = _written(tmp_path, kind, "  - open-prisons\n")
    assert ("Visits should come without notice." in written) == (kind == "joint-letter")


def test_a_note_stands_after_the_mark_of_the_clause(tmp_path: Path) -> None:
    demands = """\
  - id: one
    verb: Urges
    act: |
      open the prisons[^why]

      [^why]: They are closed.
  - id: two
    verb: Urges
    act: |
      go on[^why]

      [^why]: We did.
  - id: three
    verb: Urges
    act: stop
"""
    written = _written(tmp_path, "council-letter", demands)
    assert "to open the prisons;[^1]\n" in written
    assert "to go on;[^2] and\n" in written
    assert "[^1]: They are closed.\n" in written
    assert "[^2]: We did.\n" in written
    assert "1. Open the prisons.[^1]\n" in _written(tmp_path, "joint-letter", demands)


def test_an_item_knows_where_it_comes_from(tmp_path: Path) -> None:
    demands = "  - open-prisons\n  - id: own\n    act: go on\n"
    document = _document(tmp_path, "joint-letter", demands)
    (ordered,) = [block for block in document.blocks if isinstance(block, OrderedList)]
    origins = [item.origin for item in ordered.items if item.origin]
    assert [(origin.file, origin.line, origin.kind, origin.id) for origin in origins] == [
        ("templates/demands/testing.yaml", 3, "demand", "open-prisons"),
        ("campaigns/x/campaign.yaml", 10, "demand", "own"),
    ]


def test_several_paragraphs_in_an_item(tmp_path: Path) -> None:
    demands = "  - id: own\n    act: go on\n    detail: |\n      First this.\n\n      Then that.\n"
    document = _document(tmp_path, "joint-letter", demands)
    (ordered,) = [block for block in document.blocks if isinstance(block, OrderedList)]
    assert [type(block) for block in ordered.items[0].blocks] == [Paragraph, Paragraph]


# --- commitments ------------------------------------------------------------------------------------------------------

COMMITMENTS = """\
target: government
commitments:
  heading: Our part
  lead_in: |
    We will:
  items:
    - go on
    - {act: "report to {{ target }}"}
    - use: open-prisons
"""


def test_what_those_who_sign_promise(tmp_path: Path) -> None:
    written = _tight(_written(tmp_path, "joint-letter", "  - open-prisons\n", COMMITMENTS))
    promises = "a) go on;\nb) report to the Government of Eastland; and\nc) open the prisons to independent visitors.\n"
    assert f"## Our part\n\nWe will:\n\n{promises}" in written


# --- ask --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ('ask("open-prisons")', "to open the prisons to independent visitors."),
        ('ask("mend-law", law="the *A* law")', "to amend the \\*A\\* law without delay and meet its obligations."),
        ('ask("mend-law", law="it", how="soon")', "to amend it soon and meet its obligations."),
        ('ask("mend-law", law=["one", "two"])', "to amend one and two without delay and meet its obligations."),
        ('ask("mend-law", law=title)', "to amend A \\*letter\\* without delay and meet its obligations."),
        ('ask("mend-law", law=target)', "to amend the Government of Eastland without delay and meet its obligations."),
        ('ask("own")', "to go on with it."),
    ],
)
def test_a_demand_in_prose(asked: str, expected: str, tmp_path: Path) -> None:
    more = f"target: government\nbody: |\n  We urge you {{{{ {asked} }}}}.\n"
    demands = "  - {id: own, act: go on with it, detail: In detail.}\n"
    files = campaign("joint-letter", demands, more)
    files["campaigns/x/campaign.yaml"] = files["campaigns/x/campaign.yaml"].replace("A letter", "A *letter*")
    assert f"We urge you {expected}\n" in workspaces.markdown(workspaces.build(tmp_path, files), "x")


def test_a_demand_of_the_campaign_is_asked_as_the_campaign_words_it(tmp_path: Path) -> None:
    more = 'target: government\nbody: |\n  We urge you {{ ask("mend-law") }}.\n'
    assert "We urge you to amend the Assembly Law without" in _written(tmp_path, "joint-letter", MEND, more)


# --- other languages --------------------------------------------------------------------------------------------------

FRENCH = {
    "templates/letters/joint-letter/letter.fr.md.j2": "# {{ title }}\n\n{{ demands }}\n\n{{ signatories }}\n",
    "campaigns/x/campaign.yaml": """\
title: Lettre ouverte
documents:
  joint-letter:
language: fr
date: 2020-07-01
target: government
addressees: [Les donateurs]
demands:
  - {use: mend-law, with: {law: [la loi, le décret]}}
  - {id: own, imperative: Continuer}
""",
}


def test_other_languages_state_the_frames_they_use(tmp_path: Path) -> None:
    written = workspaces.markdown(workspaces.build(tmp_path, FRENCH), "x")
    assert "1. Modifier la loi et le décret.\n2. Continuer.\n" in written
