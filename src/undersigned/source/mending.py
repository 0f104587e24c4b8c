"""A fault in the text, and how the copy that is read on is mended so that the faults after it come to light."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from undersigned.problems import Problem

_INSIDE = " \t#"


@dataclass(frozen=True, slots=True)
class Fault:
    """A problem, the line (from 0) that causes it, and what to read in place of that line.

    Where nothing can be put in its place (`None`), the whole entry at the margin is left out of the next attempt.
    """

    problem: Problem
    line: int
    mended: str | None


def filled(text: str, column: int) -> str:
    """The line with a harmless word in place of everything from `column` on."""
    return text[:column] + "x" * len(text[column:].rstrip())


def entry_around(lines: Sequence[str], line: int) -> range:
    """The lines of the entry at the margin that `line` belongs to: from one line without indentation to the next.

    A `- ` at the margin begins an entry only where the whole file is a list.
    """
    top = next((text for text in lines if text and text[0] not in _INSIDE), "")
    inside = _INSIDE if top.startswith("- ") else _INSIDE + "-"
    first = line
    while first > 0 and (not lines[first] or lines[first][0] in inside):
        first -= 1
    last = line + 1
    while last < len(lines) and (not lines[last] or lines[last][0] in inside):
        last += 1
    return range(first, last)
