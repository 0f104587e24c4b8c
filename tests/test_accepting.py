"""Problems that a campaign accepts, with a reason, and acceptances that have nothing to accept."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import workspaces
from tests.workspaces import run

CAMPAIGN = "campaigns/joint/campaign.yaml"


def _campaign(*acceptances: str) -> dict[str, str | bytes | None]:
    """A campaign that prints nothing of its tags, which is a warning, and what it accepts."""
    accepted = "".join(f"  - {entry}\n" for entry in acceptances)
    return {CAMPAIGN: workspaces.JOINT + "tags: [Prisons]\n" + (f"accept:\n{accepted}" if accepted else "")}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path


def test_what_nobody_accepts_is_said(root: Path) -> None:
    workspaces.build(root, _campaign())
    shown = run(root, "check", "joint", "--strict")
    assert shown.status == 1
    assert "U313 warning: no document of this campaign prints “tags”" in shown.err
    assert shown.out == "1 campaign checked: 1 warning.\n"


@pytest.mark.parametrize(
    "entry",
    [
        "{code: U313, reason: The news item comes later.}",
        "{code: U313, words: Prints “TAGS”, reason: The news item comes later.}",
        f"{{code: U313, file: {CAMPAIGN}, reason: The news item comes later.}}",
    ],
)
def test_what_is_accepted_is_not_said(entry: str, root: Path) -> None:
    workspaces.build(root, _campaign(entry))
    assert run(root, "check", "joint", "--strict") == workspaces.Run(0, "1 campaign checked: nothing to mend.\n", "")
    assert run(root, "render", "joint", "--to", "md").err == ""


@pytest.mark.parametrize(
    "entry",
    [
        "{code: U313, words: prints “credit”, reason: The news item comes later.}",
        "{code: U313, file: campaigns/other/campaign.yaml, reason: The news item comes later.}",
        "{code: U607, reason: It is so.}",
    ],
)
def test_an_acceptance_of_something_else_is_a_problem_itself(entry: str, root: Path) -> None:
    workspaces.build(root, _campaign(entry))
    shown = run(root, "check", "joint", "--strict")
    assert shown.status == 1
    assert [line.split()[1] for line in shown.err.splitlines()] == ["U313", "U390"]
    assert f"{CAMPAIGN}:21:5: U390 warning: there is no " in shown.err


def test_an_error_cannot_be_accepted(root: Path) -> None:
    broken = {CAMPAIGN: workspaces.JOINT + "accept: [{code: U201, reason: It is so.}]\ntitel: x\n"}
    workspaces.build(root, broken)
    shown = run(root, "check", "joint")
    assert shown.status == 1
    assert [line.split()[1] for line in shown.err.splitlines()] == ["U391", "U201"]


def test_as_long_as_there_are_errors_nobody_knows_what_else_there_would_be(root: Path) -> None:
    workspaces.build(root, _campaign("{code: U607, reason: It is so.}"))
    (root / CAMPAIGN).write_text((root / CAMPAIGN).read_text() + "titel: x\n", encoding="utf-8")
    assert [line.split()[1] for line in run(root, "check", "joint").err.splitlines()] == ["U201"]


def test_each_document_may_accept_its_own(root: Path) -> None:
    own = "documents:\n  joint-letter: {accept: [{code: U313, reason: It is so.}]}\n"
    text = workspaces.JOINT.replace("documents:\n  joint-letter:\n", own) + "tags: [Prisons]\n"
    workspaces.build(root, {CAMPAIGN: text})
    assert run(root, "check", "joint", "--strict").status == 0


@pytest.mark.parametrize(
    "entry",
    [
        """{code: U313, words: 'prints "tags"', reason: The news item comes later.}""",
        '{code: U313, words: "prints ‘tags’", reason: The news item comes later.}',
        "{code: U313, words: prints « tags », reason: The news item comes later.}",
        f"{{code: U313, file: ./{CAMPAIGN}, reason: The news item comes later.}}",
        f"{{code: U313, file: {CAMPAIGN.replace('/', chr(92))}, reason: The news item comes later.}}",
    ],
)
def test_an_acceptance_may_be_typed_in_other_ways(entry: str, root: Path) -> None:
    workspaces.build(root, _campaign(entry))
    assert run(root, "check", "joint", "--strict") == workspaces.Run(0, "1 campaign checked: nothing to mend.\n", "")


@pytest.mark.parametrize("file", [f"{CAMPAIGN}.old", f"old/{CAMPAIGN}", "campaigns/council/campaign.yaml"])
def test_an_acceptance_holds_for_its_file_alone(file: str, root: Path) -> None:
    workspaces.build(root, _campaign(f"{{code: U313, file: {file}, reason: It is so.}}"))
    shown = run(root, "check", "joint", "--strict")
    assert [line.split()[1] for line in shown.err.splitlines()] == ["U313", "U390"]
    assert f"there is no U313 in {file} to accept any more" in shown.err


def test_a_code_that_is_none_is_said_once(root: Path) -> None:
    workspaces.build(root, _campaign("{code: u313, reason: It is so.}", "{code: spelling, reason: It is so.}"))
    shown = run(root, "check", "joint", "--strict")
    assert [line.split()[1] for line in shown.err.splitlines()] == ["U204", "U204"]
    assert "“u313” is not the code of a problem (write U313)" in shown.err


TWINS = workspaces.REGISTER + "north-net: {name: North Network}\n"
OF_THE_REGISTER = "{code: U333, file: signatories/organisations.yaml, reason: They are two.}"


def test_what_is_found_in_shared_files_is_accepted_by_a_campaign(root: Path) -> None:
    changes = {"signatories/organisations.yaml": TWINS, CAMPAIGN: workspaces.JOINT}
    workspaces.build(root, changes)
    assert "U333" in run(root, "check", "--strict").err
    workspaces.build(root, {**changes, CAMPAIGN: workspaces.JOINT + f"accept:\n  - {OF_THE_REGISTER}\n"})
    assert run(root, "check", "--strict") == workspaces.Run(0, "5 campaigns checked: nothing to mend.\n", "")
    assert run(root, "check", "joint", "--strict").status == 0, "what is shared is looked through with all campaigns"
    workspaces.build(root, {CAMPAIGN: workspaces.JOINT + f"accept:\n  - {OF_THE_REGISTER}\n"})
    assert "U390 warning: there is no U333 in signatories/organisations.yaml" in run(root, "check").err
