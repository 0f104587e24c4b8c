"""A fault in the text, and how the copy that is read on is mended so that the faults after it come to light."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from undersigned.problems import Problem, Span

_INSIDE = " \t#"


@dataclass(frozen=True, slots=True)
class Fault:
    """A problem, the line (from 0) that causes it, and what to read in place of that line.

    Where nothing can be put in its place (`None`), the whole entry at the margin is left out of the next attempt.
    `others` are further lines to be mended with it. `repair` is a whole line that probably says what was meant; it is
    shown if it can be read. `otherwise` is what else to do, in case something else was meant. `repaired` says that the
    mended lines say what was meant, so that what they say can be relied on; `ends_text`, that YAML ends a text,
    and takes what comes after it for something else.
    """

    problem: Problem
    line: int
    mended: str | None = None
    others: Mapping[int, str] = field(default_factory=dict)
    repair: str | None = None
    otherwise: str = ""
    repaired: bool = False
    ends_text: bool = False


def at(file: str, line: int, column: int) -> Span:
    """A span from libyaml's line and column, which count from 0."""
    return Span(file, line + 1, column + 1)


def filled(text: str, column: int) -> str:
    """The line with a harmless word in place of everything from `column` on."""
    return text[:column] + "x" * len(text[column:].rstrip())


def shifted(lines: Sequence[str], numbers: range, by: int) -> dict[int, str]:
    """The first line and those that are not empty, with more spaces before them, or fewer where `by` is negative."""
    found = {}
    for number in numbers:
        text = lines[number]
        if text.strip() or number == numbers[0]:
            found[number] = " " * by + text if by >= 0 else text[min(-by, len(text) - len(text.lstrip(" "))) :]
    return found


def column_before(mended: str, original: str, column: int) -> int:
    """The column of a line as it was, for a column of the line as it was mended; both from 0."""
    if mended == original:
        return column
    shorter = min(len(mended), len(original))
    start = next((n for n in range(shorter) if mended[n] != original[n]), shorter)
    if column <= start:
        return column
    left = shorter - start
    end = next((n for n in range(left) if mended[-1 - n] != original[-1 - n]), left)
    moved = column - len(mended) + len(original)
    return moved if column >= len(mended) - end else max(start, min(moved, len(original) - end))


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
