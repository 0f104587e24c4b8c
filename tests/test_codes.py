"""Every code is explained, every example brings its code about, and the README lists them all."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tests import explained, workspaces
from tests.shipped import ROOT
from undersigned.codes import Explanation, explanations

_WRITTEN = re.compile(r'"(U\d{3})"')
_BEGINS, _ENDS = "<!-- codes -->\n", "<!-- end of codes -->\n"


def _in_the_program() -> set[str]:
    """The codes that stand in the program's own text."""
    return {code for file in (ROOT / "src").rglob("*.py") for code in _WRITTEN.findall(file.read_text())}


def test_each_code_of_the_program_is_explained_and_no_other() -> None:
    assert set(explanations()) == _in_the_program()


@pytest.mark.parametrize("explanation", explanations().values(), ids=lambda one: one.code)
def test_an_example_brings_its_code_about(explanation: Explanation, tmp_path: Path) -> None:
    run = explained.bring_about(explanation, tmp_path)
    assert explanation.code in explained.codes(run), run.out + run.err


@pytest.mark.parametrize("explanation", explanations().values(), ids=lambda one: one.code)
def test_an_explanation_is_for_people(explanation: Explanation) -> None:
    assert explanation.summary.endswith(".")
    assert explanation.summary[0].isupper() or not explanation.summary[0].isalpha()
    assert len(explanation.text.split()) >= 8
    assert explanation.examples
    assert len(explanation.examples[0].text.splitlines()) <= 8


@pytest.mark.parametrize("code", ["U104", "u104"])
def test_a_code_is_explained(code: str, tmp_path: Path) -> None:
    shown = workspaces.run(tmp_path, "check", "--explain", code)
    assert (shown.status, shown.err) == (0, "")
    assert shown.out.startswith("U104 (error): A tab stands where spaces are wanted.\n")
    assert "    \torder: listed\n" in shown.out


def test_an_unknown_code_is_told_from_the_known_ones(tmp_path: Path) -> None:
    shown = workspaces.run(tmp_path, "check", "--explain", "U999")
    assert (shown.status, shown.out) == (2, "")
    assert shown.err.startswith("undersigned: there is no code “U999”")


def _row(explanation: Explanation) -> str:
    lines = explanation.examples[0].text.rstrip("\n").replace("\t", "→").replace("|", "\\|").split("\n")
    shown = "<br>".join(f"`{line}`" if line.strip() else "" for line in lines)
    return f"| {explanation.code} | {explanation.severity} | {explanation.summary} | {shown} |\n"


def test_the_readme_lists_every_code_with_its_example() -> None:
    file = ROOT / "README.md"
    text = file.read_text(encoding="utf-8")
    before, rest = text.split(_BEGINS)
    written, after = rest.split(_ENDS)
    head = "| code | | what is wrong | for example |\n|---|---|---|---|\n"
    table = head + "".join(map(_row, explanations().values()))
    if os.environ.get("REGENERATE"):
        file.write_text(f"{before}{_BEGINS}{table}{_ENDS}{after}", encoding="utf-8")
    else:
        assert written == table
