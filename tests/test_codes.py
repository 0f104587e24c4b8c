"""Every code is explained, every example brings its code about, and the README lists them all."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tests import explained, workspaces
from tests.case_files import PROGRAMMERS_WORDS
from tests.shipped import ROOT
from undersigned.codes import Explanation, explanations

_WRITTEN = re.compile(r'"(U\d{3})"')
_EXAMPLE = re.compile(r"For example(?:, in \S+)?:")
_LONGEST_SUMMARY = 110
"""Characters."""
_SHORTEST_TEXT, _LONGEST_TEXT = 16, 70
"""Words."""
_BEGINS, _ENDS = "<!-- codes -->\n", "<!-- end of codes -->\n"


def _in_the_program() -> set[str]:
    """The codes that stand in the program's own text."""
    return {code for file in (ROOT / "src").rglob("*.py") for code in _WRITTEN.findall(file.read_text())}


def test_each_code_of_the_program_is_explained_and_no_other() -> None:
    assert set(explanations()) == _in_the_program()


@pytest.mark.parametrize("explanation", explanations().values(), ids=lambda one: one.code)
def test_every_example_brings_its_code_about(explanation: Explanation, tmp_path: Path) -> None:
    """The first of them with the severity of the heading; further ones may show that it can weigh more or less."""
    runs = explained.bring_about(explanation, tmp_path)
    for run in runs:
        assert explanation.code in dict(explained.codes(run)), run.out + run.err
    assert (explanation.code, explanation.severity) in explained.codes(runs[0]), runs[0].err


@pytest.mark.parametrize("explanation", explanations().values(), ids=lambda one: one.code)
def test_an_explanation_is_for_people(explanation: Explanation) -> None:
    assert explanation.summary.endswith(".")
    assert explanation.summary[0].isupper() or not explanation.summary[0].isalpha()
    assert len(explanation.summary) <= _LONGEST_SUMMARY
    assert _SHORTEST_TEXT <= len(explanation.text.split()) <= _LONGEST_TEXT
    assert not PROGRAMMERS_WORDS.search(f"{explanation.summary} {explanation.text}")
    assert explanation.examples
    assert len(explanation.examples[0].text.splitlines()) <= 8


@pytest.mark.parametrize("explanation", explanations().values(), ids=lambda one: one.code)
def test_a_code_is_explained_with_its_text_and_examples_and_nothing_else(
    explanation: Explanation, tmp_path: Path
) -> None:
    shown = workspaces.run(tmp_path, "check", "--explain", explanation.code)
    assert (shown.status, shown.err) == (0, "")
    heading, *lines = [line.strip() for line in shown.out.splitlines() if line.strip()]
    section = _section(explanation.code)
    assert heading == f"{explanation.code} ({explanation.severity}): {section[0]}"
    assert [line for line in lines if not _EXAMPLE.fullmatch(line)] == section[1:]
    assert sum(bool(_EXAMPLE.fullmatch(line)) for line in lines) == len(explanation.examples)


def _section(code: str) -> list[str]:
    """The lines that the texts have for a code, those of its examples last."""
    file = ROOT / f"src/undersigned/codes/{code[:2]}.md"
    _, _, rest = file.read_text(encoding="utf-8").partition(f"# {code} ")
    lines = re.split(r"^# U", rest, maxsplit=1, flags=re.MULTILINE)[0].splitlines()[1:]
    text: list[str] = []
    examples: list[str] = []
    inside = False
    for line in lines:
        if line.startswith("```"):
            inside = not inside
        elif line.strip():
            (examples if inside else text).append(line.strip())
    return text + examples


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


_SEEN = str.maketrans({"\t": "→", "\u00a0": "␣", "|": "\\|"})
"""How the table shows what would not be seen in it, or would end its cell."""


def _row(explanation: Explanation) -> str:
    example = explanation.examples[0]
    lines = example.text.rstrip("\n").translate(_SEEN).split("\n")
    shown = [_code(line) if line.strip() else "" for line in lines]
    if example.file and example.file != explained.CAMPAIGN:
        shown.insert(0, f"in {_code(example.file.removeprefix('campaigns/x/'))}:")
    return f"| {explanation.code} | {explanation.severity} | {explanation.summary} | {'<br>'.join(shown)} |\n"


def _code(line: str) -> str:
    fence = "``" if "`" in line else "`"
    return f"{fence}{line}{fence}"


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
