"""What lines show by themselves: how deep they stand, what they begin, and which of them belong together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from undersigned.source.blocks import inside_blocks
from undersigned.source.vocabulary import FIELDS

_LINE = re.compile(
    r"(?P<lead>[ ]*(?:-[ ]+)*)"
    r"(?:(?P<key>\"[^\"]*\"|'[^']*'|[^\s\"'#{}\[\],&*!|>%@`][^:]*(?::\S[^:]*)*?):(?:[ \t]+|$))?"
    r"(?P<value>.*)$"
)
_HEADING = re.compile(r"#{1,6} \S")
_HEADER = re.compile(r"[|>](?:[-+]?[1-9]?|[1-9][-+]?)\s*(?:\s#.*)?")
_IDENTIFIER = re.compile(r"[a-z0-9][a-z0-9_-]*")


@dataclass(frozen=True, slots=True)
class Line:
    """A line as `- field: value`, of which each part may be missing; columns count from 0."""

    lead: str
    key: str | None
    value: str
    value_column: int

    @property
    def column(self) -> int:
        """Where the field's name begins, or the text where there is none."""
        return len(self.lead)

    @property
    def is_entry(self) -> bool:
        """Whether the line begins with the mark of a list's entry."""
        return "-" in self.lead

    @property
    def is_field(self) -> bool:
        """Whether the line begins with what can be the name of a field, or an id, and a colon."""
        return self.key is not None and _IDENTIFIER.fullmatch(self.key) is not None

    @property
    def text_column(self) -> int:
        """Where the text begins: at an entry's name where that is none, as in `- CIVICUS: World Alliance`."""
        return self.column if self.is_entry and self.key is not None and not self.is_field else self.value_column

    @property
    def holder(self) -> int:
        """The column that all lines must exceed that belong to the value of this one."""
        return self.column if self.key is not None else self.lead.rfind("-")

    @property
    def opens_text(self) -> bool:
        """Whether the value is the `|` or `>` of a text below."""
        return _HEADER.fullmatch(self.value) is not None

    @property
    def name(self) -> str:
        """What people call the value of the line."""
        return f"“{self.key}”" if self.key else "the entry"


def outlined(text: str) -> Line:
    """The parts of a line."""
    found = _LINE.match(text.rstrip())
    assert found is not None  # noqa: S101 - every part of the pattern may be empty
    return Line(found["lead"], found["key"], found["value"], found.start("value"))


def indent(text: str) -> int:
    """How many spaces a line begins with."""
    return len(text) - len(text.lstrip(" "))


def spaces(number: int) -> str:
    """“no spaces”, “1 space”, “2 spaces”."""
    return f"{number or 'no'} space{'' if number == 1 else 's'}"


def instead(number: int) -> str:
    """“ instead of 3”, for the spaces that a line begins with now."""
    return f" instead of {number}" if number else ""


_FARTHEST = 500
"""How many lines are looked at for what belongs to one, so that a large broken file takes no longer than it must."""


def above(lines: Sequence[str], number: int) -> int | None:
    """The nearest line above that is neither empty nor a comment."""
    return next((n for n in range(number - 1, -1, -1) if _says_something(lines[n])), None)


def field_above(lines: Sequence[str], number: int) -> int | None:
    """The nearest line above that is neither empty nor a comment, nor in a text below a `|`."""
    inside = inside_blocks(lines[:number])
    return next((n for n in range(number - 1, -1, -1) if n not in inside and _says_something(lines[n])), None)


def field_around(lines: Sequence[str], number: int) -> int | None:
    """The nearest line above that stands less deep, and says what is below it."""
    upper = above(lines, number)
    while upper is not None and indent(lines[upper]) >= indent(lines[number]):
        upper = above(lines, upper)
    return upper


def below(lines: Sequence[str], number: int) -> int | None:
    """The nearest line below that is not empty."""
    return next((n for n in range(number + 1, len(lines)) if lines[n].strip()), None)


def goes_on(lines: Sequence[str], number: int) -> int | None:
    """The last of the lines that the value in a line goes on with, below it; None where it ends with the line."""
    holder = outlined(lines[number]).holder
    last = None
    following = below(lines, number)
    while (
        following is not None
        and following < number + _FARTHEST
        and indent(lines[following]) > holder
        and _says_something(lines[following])
    ):
        last = following
        following = below(lines, following)
    return last


def owner(lines: Sequence[str], number: int) -> int:
    """The line with the field or the entry that the text in a line belongs to; the line itself where it has one."""
    while True:
        line = outlined(lines[number])
        if line.key is not None or line.is_entry:
            return number
        higher = above(lines, number)
        if higher is None:
            return number
        number = higher


def header_above(lines: Sequence[str], number: int) -> int | None:
    """The line with the `|` or `>` of the text that a line would go on with, if it were indented like it."""
    column = indent(lines[number])
    headings = 0
    for n in range(number - 1, -1, -1):
        if not lines[n].strip():
            continue
        if _HEADING.match(lines[n]) and not headings and not "".join(lines[max(n - 1, 0) : n]).strip():
            headings += 1  # it may be a heading of the text, which begins where its text does
            continue
        if outlined(lines[n]).opens_text:
            return None if _ends_before(lines, n, number) else n
        if indent(lines[n]) <= column:
            return None
    return None


def _ends_before(lines: Sequence[str], header: int, number: int) -> bool:
    """Whether a field comes after the text below `header`, and before a line."""
    holder = outlined(lines[header]).holder
    between = (lines[n] for n in range(header + 1, number) if lines[n].strip() and indent(lines[n]) <= holder)
    return any(outlined(text).key in FIELDS for text in between)


def run_of_text(lines: Sequence[str], number: int, column: int) -> range:
    """A line and those below it that look like more of the same text: down to the next field at `column` or before."""
    last = number
    for n in range(number + 1, min(len(lines), number + _FARTHEST)):
        if lines[n].strip():
            if indent(lines[n]) <= column and (outlined(lines[n]).is_field or lines[n].lstrip(" ").startswith("#")):
                break
            last = n
    return range(number, last + 1)


def levels(lines: Sequence[str], number: int) -> Iterator[tuple[int, int, bool]]:
    """The columns at which lines above a line began something that it may go on with, the nearest first.

    Each with its line, and whether it is that of list entries.
    """
    least = None
    inside = inside_blocks(lines[:number])
    for n in range(number - 1, -1, -1):
        if n in inside or not _says_something(lines[n]):
            continue
        column = indent(lines[n])
        if least is None or column < least:
            least = column
            line = outlined(lines[n])
            if line.is_entry and line.key is not None:
                yield line.column, n, False
            if line.is_entry or line.key is not None:
                yield column, n, line.is_entry
        if column == 0:
            return


def _says_something(text: str) -> bool:
    bare = text.strip()
    return bool(bare) and not bare.startswith("#")
