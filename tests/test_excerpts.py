"""On a terminal each problem comes with the line of the file and a caret below its column."""

from __future__ import annotations

from pathlib import Path
from unicodedata import combining, east_asian_width

import pytest

from tests import workspaces
from tests.workspaces import run
from undersigned.cli.excerpts import Excerpts
from undersigned.problems import Span

CAMPAIGN = "campaigns/joint/campaign.yaml"


def _excerpts(root: Path) -> Excerpts:
    return Excerpts(root, {"a.txt": root / "a.txt", "b.txt": root / "b.txt"})


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


@pytest.mark.parametrize("sign", ["x", "金", "e\u0301", "\u202e", "\t", "😀"])
@pytest.mark.parametrize("column", [1, 8, 60, 300, 3_000, 4_000])
def test_a_line_fits_its_terminal(sign: str, column: int, tmp_path: Path) -> None:
    text = f"{(sign * 4_000)[: column - 1]}^{(sign * 4_000)[: 4_000 - column]}"
    (tmp_path / "a.txt").write_text(f"{text}\n", encoding="utf-8")
    for width in (20, 29, 40, 60, 109, 200):
        found = _excerpts(tmp_path).of(Span("a.txt", 1, column), width)
        assert found is not None
        shown, before = found
        assert _columns(shown) <= max(min(width - 9, 100), 20)
        assert _columns(shown[: shown.index("^")]) == before
        assert shown.startswith("…") or column <= 100


def _columns(text: str) -> int:
    return sum(0 if combining(sign) else 1 + (east_asian_width(sign) in "WF") for sign in text)


@pytest.mark.parametrize(("line", "column"), [(9, 1), (2, 1), (1, 99)])
def test_nothing_is_shown_where_nothing_is(line: int, column: int, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("It is so.\n \n", encoding="utf-8")
    found = _excerpts(tmp_path).of(Span("a.txt", line, column), 80)
    assert found == (("It is so.", 9) if line == 1 else None)
    assert _excerpts(tmp_path).of(Span("b.txt"), 80) is None


def test_a_letter_is_found_from_where_one_is(tmp_path: Path) -> None:
    """Campaigns are named from the workspace, letters from here."""
    workspaces.build(tmp_path, {"a.txt": "It is another one.\n", "campaigns/a.txt": "It is the the letter.\n"})
    shown = run(tmp_path / "campaigns", "check", "a.txt", "joint", terminal=True).err
    assert "     1 │ It is the the letter." in shown
    assert "another" not in shown


@pytest.mark.parametrize("command", ["check {}", "render {} --to md", "version save {} v1"])
def test_the_lines_are_those_of_the_workspace_that_was_named(command: str, tmp_path: Path) -> None:
    for place in ("here", "there"):
        workspaces.build(tmp_path / place, {CAMPAIGN: workspaces.JOINT + f"titel: of {place}\n"})
    for place, campaign in (("there", "../there/campaigns/joint"), ("here", "joint")):
        shown = run(tmp_path / "here", *command.format(campaign).split(), terminal=True)
        assert f"    19 │ titel: of {place}\n" in shown.err


def test_a_long_line_is_cut_around_the_column(tmp_path: Path) -> None:
    _, line, caret = _said(tmp_path, f"signoff: {{contact: {'long ' * 60}, titel: x}}\n")
    assert len(line) < 120
    assert line[caret.index("^") :].startswith("titel: x")
    assert line.startswith("    19 │ …")
    assert line.endswith("titel: x}")


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
