"""How lines begin: tabs, spaces of other kinds, and the dashes that word processors put in place of `-`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from undersigned.problems import Problem, Span
from undersigned.source.blocks import inside_blocks
from undersigned.source.mending import Fault
from undersigned.source.outline import Line, indent, outlined, spaces
from undersigned.source.quoting import WIDEST, as_shown, without_comment
from undersigned.source.text import DASHES, ODD_SPACES
from undersigned.source.vocabulary import FIELDS

_INDENT = re.compile(rf" *(?P<odd>[\t{ODD_SPACES}][ \t{ODD_SPACES}]*)")
_AFTER_MARK = re.compile(rf" *(?:- +)*(?:-|[a-z][a-z0-9_-]*:)(?P<odd>[{ODD_SPACES}]+)")
_DASH = re.compile(rf"(?P<indent> *)(?P<mark>[{DASHES}]|o(?=\t))(?P<space>[ \t{ODD_SPACES}]+)(?=[^\s{ODD_SPACES}])")
_STEPS = (2, 4, 8)
"""How many spaces people mean by a tab."""


def line_starts(lines: Sequence[str], file: str, spread: set[int]) -> Iterator[Fault]:
    """U104, U112 and U113, line by line. `spread` are the lines (from 0) inside longer texts."""
    open_lines: list[_OpenLine] = []
    tabs = _Tabs(lines)
    for number, text in enumerate(lines):
        bare = text.strip(" \t")
        if number in spread or not bare:
            continue
        fault = _indentation(number, text, file, tabs) or _after_mark(number, text, file)
        if fault is not None:
            yield fault
        mended = text if fault is None or fault.mended is None else fault.mended
        column = indent(mended)
        while open_lines and open_lines[-1].indent > column:
            open_lines.pop()
        upper = open_lines[-1] if open_lines else None
        in_list = upper is None or upper.opens or (upper.indent == column and upper.is_entry)
        dash = _dash(number, mended, file) if in_list else None
        if dash is not None:
            yield dash
            mended = dash.mended or mended
        if not bare.startswith("#"):
            tabs.note(mended, text[: len(text) - len(text.lstrip())])
            opens = bare.split(" #")[0].rstrip().endswith(":")
            open_lines.append(_OpenLine(column, opens=opens, is_entry=mended.lstrip(" ").startswith("- ")))


@dataclass(frozen=True, slots=True)
class _OpenLine:
    """A line that later ones may belong to: `opens` says that it ends in a colon."""

    indent: int
    opens: bool
    is_entry: bool


class _Tabs:
    """How many spaces were meant by tabs, told by the lines above, as they were mended, and by the one below."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._open: list[
            tuple[int, Line]
        ] = []  # lines that what follows may belong to, each deeper than the one before
        self._tabs: int | None = None  # how many the line above began with, if it did

    def note(self, mended: str, white: str) -> None:
        """Takes a line for the next ones to go by, and the white space that it began with."""
        self._tabs = white.count("\t") if "\t" in white else None
        column = indent(mended)
        while self._open and self._open[-1][0] >= column:
            self._open.pop()
        self._open.append((column, outlined(without_comment(mended))))

    def width(self, number: int, white: str, text: str) -> int:
        """The spaces for line `number`, which begins with `white`, before `text`."""
        if not self._open:
            return 0
        column, upper = self._open[-1]
        this = outlined(text)
        of_text = upper.opens_text and this.key not in FIELDS and not self._goes_on_beside(number, upper, this)
        below_it = upper.key is not None and (not upper.value or of_text)
        child = self._child(number, upper, this) if below_it else None
        fit = set() if of_text else self._columns(is_entry=this.is_entry)
        if child is not None:
            fit.add(child)
        number_of_tabs = white.count("\t")
        empty = upper.key is not None and not upper.value
        if child is not None and empty and (self._tabs is None or number_of_tabs > self._tabs):
            return child
        for step in _STEPS:
            if number_of_tabs * step in fit:
                return number_of_tabs * step
        if child is not None:
            return child
        beside = upper.is_entry and upper.key is not None and not this.is_entry
        return upper.column if beside else column

    def _columns(self, *, is_entry: bool) -> set[int]:
        """Where the marks of entries stand in the lines above, or where fields begin."""
        if is_entry:
            return {column for column, line in self._open if line.is_entry}
        return {line.column for _, line in self._open if line.key is not None}

    def _child(self, number: int, upper: Line, this: Line) -> int:
        """The column of what stands below `upper`: that of the next line, where it can be such a one."""
        below = next((n for n in range(number + 1, len(self._lines)) if self._lines[n].strip()), None)
        opens = this.key is not None and (not without_comment(this.value) or this.opens_text)
        if below is not None and not self._lines[below].startswith("\t") and not opens:
            column, line = indent(self._lines[below]), outlined(self._lines[below])
            beside = column == upper.column and this.is_entry
            alike = line.is_entry == this.is_entry and (line.key is None) == (this.key is None)
            if alike and (column > upper.column or beside):
                return column
        return upper.column + 2

    def _goes_on_beside(self, number: int, upper: Line, this: Line) -> bool:
        """Whether the field below stands beside `upper`, so that this line is such a field, too."""
        below = next((n for n in range(number + 1, len(self._lines)) if self._lines[n].strip()), None)
        if below is None or not this.is_field:
            return False
        return outlined(self._lines[below]).is_field and indent(self._lines[below]) == upper.column


def _indentation(number: int, text: str, file: str, tabs: _Tabs) -> Fault | None:
    if (found := _INDENT.match(text)) is None:
        return None
    tab = found["odd"].find("\t")
    rest = text[found.end() :]
    if tab < 0:
        return Fault(_odd_space(number, found, file), number, " " * found.end() + rest, repaired=True)
    width = tabs.width(number, found[0], rest)
    span = Span(file, number + 1, found.start("odd") + tab + 1)
    remedy = f"delete it, and begin this line with {spaces(width)}" if width else "delete it"
    problem = Problem("U104", span, "this line begins with a tab, and YAML knows spaces only", remedy)
    return Fault(problem, number, " " * width + rest, repaired=True)


def _after_mark(number: int, text: str, file: str) -> Fault | None:
    if (found := _AFTER_MARK.match(text)) is None:
        return None
    start, end = found.span("odd")
    mended = text[:start] + " " * (end - start) + text[end:]
    return Fault(_odd_space(number, found, file), number, mended, repaired=True)


_NAMES = {
    "\u00a0": "no-break space",
    "\u202f": "narrow no-break space",
    "\u3000": "wide space",
    "\u200b": "invisible sign",
    "\u180e": "invisible sign",
    "\ufeff": "invisible sign",
}


def _odd_space(number: int, found: re.Match[str], file: str) -> Problem:
    odd = found["odd"]
    name = _NAMES.get(odd[0], "space of another width")
    count = sum(character in ODD_SPACES for character in odd)
    article = "an" if name.startswith("i") else "a"
    stands = f"{article} {name} (U+{ord(odd[0]):04X}) stands here, which comes along when text is pasted"
    if count > 1:
        names = name.replace("space", "spaces").replace("sign", "signs")
        stands = f"{count} {names} (U+{ord(odd[0]):04X}) stand here, which come along when text is pasted"
    if "invisible" in name:
        times = "press Backspace" if count == 1 else f"press Backspace {count} times"
        remedy = f"put the cursor behind {_it(count)}, before the first letter, and {times}"
    elif count > 1 and not found.string[: found.start("odd")].strip(" "):
        remedy = f"delete them, and begin the line with {spaces(found.end())}"
    else:
        remedy = f"delete {_it(count)}, and press the space bar"
    return Problem("U112", Span(file, number + 1, found.start("odd") + 1), stands, remedy)


def _it(count: int) -> str:
    return "it" if count == 1 else "them"


def _dash(number: int, text: str, file: str) -> Fault | None:
    """U113 for a line that begins with a dash or bullet of a word processor, where a list can begin or go on."""
    if (found := _DASH.match(text)) is None:
        return None
    sort = "a dash" if found["mark"] in DASHES[:7] else "a bullet"
    message = f"“{found['mark']}” is {sort} of word processors; an entry of a list begins with a plain hyphen"
    remedy = f"write a hyphen and a space in place of the “{found['mark']}”"
    problem = Problem("U113", Span(file, number + 1, found.start("mark") + 1), message, remedy)
    rest = text[found.end() :]
    mended = found["indent"] + "-" + " " * len(found["space"]) + rest
    written = f"- {as_shown(rest)}"
    if len(written) <= WIDEST:
        problem = replace(problem, remedy=f"write it as  {written}")
    return Fault(problem, number, mended, repaired=True)


def without_blank_tabs(lines: Sequence[str]) -> list[str]:
    """The same lines, those emptied that hold only tabs and spaces: nobody sees them, and libyaml stops there."""
    inside = inside_blocks(lines)
    return [text if text.strip(" \t") or number in inside else "" for number, text in enumerate(lines)]
