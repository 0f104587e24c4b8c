"""On a terminal each problem comes with the line of the file and a caret below its column."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import workspaces
from tests.workspaces import run

CAMPAIGN = "campaigns/joint/campaign.yaml"


def _said(root: Path, last: str, *, terminal: bool = True) -> list[str]:
    workspaces.build(root, {CAMPAIGN: workspaces.JOINT + last})
    return run(root, "check", "joint", terminal=terminal).err.splitlines()


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")


def test_the_line_stands_below_the_problem_with_a_caret(tmp_path: Path) -> None:
    problem, line, caret = _said(tmp_path, "titel: Paris\n")
    assert problem.startswith(f"{CAMPAIGN}:19:1: U201 ")
    assert line == "    19 │ titel: Paris"
    assert caret == "       │ ^"


def test_elsewhere_a_problem_is_one_line(tmp_path: Path) -> None:
    assert len(_said(tmp_path, "titel: Paris\n", terminal=False)) == 1


@pytest.mark.parametrize(("before", "width"), [("Phnom Penh", 10), ("金边", 4), ("Phnom Pe\u0301nh", 10)])
def test_the_caret_stands_below_the_column(before: str, width: int, tmp_path: Path) -> None:
    _, line, caret = _said(tmp_path, f"signoff: {{contact: {before}, titel: x}}\n")
    assert caret.index("^") == line.index("titel") + width - len(before)


def test_a_long_line_is_cut_around_the_column(tmp_path: Path) -> None:
    _, line, caret = _said(tmp_path, f"signoff: {{contact: {'long ' * 60}, titel: x}}\n")
    assert len(line) < 120
    assert line[caret.index("^") :].startswith("titel: x")
    assert line.startswith("    19 │ …")


def test_colours_only_where_they_are_wanted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not any("\x1b" in line for line in _said(tmp_path, "titel: Paris\n"))
    monkeypatch.delenv("NO_COLOR")
    assert "\x1b[31mU201\x1b[0m" in _said(tmp_path, "titel: Paris\n")[0]
    assert not any("\x1b" in line for line in _said(tmp_path, "titel: Paris\n", terminal=False))


def test_no_line_of_a_private_file_is_shown(tmp_path: Path) -> None:
    private = "signatories/private/joint/withheld.yaml"
    listed = {"campaigns/joint/sign-ons.yaml": workspaces.SIGN_ONS + "withheld: 1\n"}
    workspaces.build(tmp_path, {**listed, private: "withheld-01: {name: Secret Network, titel: x}\n"})
    shown = run(tmp_path, "check", "joint", terminal=True)
    assert private in shown.err
    assert "Secret" not in shown.err + shown.out
