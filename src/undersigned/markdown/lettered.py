"""The lists that CommonMark lacks: `a)`, `a.`, `(a)`, `i)`, `i.` and `(i)`, as a block rule of the Markdown parser.

What a line has to look like, so that ordinary prose is left alone:

- marks are lower case and followed by a space; `A. Smith` and `p. 5` stay prose;
- a first mark, `a` or `i`, starts a list, any other mark only where the next item follows it; inside a paragraph only a
  first mark does, and only where the next follows, since a line may well begin with "(a) of the Covenant";
- `i` is a letter after `h` or before `j`, and a numeral everywhere else;
- the next mark looks alike and counts on; it may repeat the last number or leave one out, as slips of the pen do.

What belongs to an item is indented by three columns: the width of `a) `, and the most that CommonMark without these
lists reads as a paragraph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, get_args

from undersigned.document import Marks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.rules_block import StateBlock

INDENT = 3

_MARK = re.compile(r"(\(?)([a-z]{1,15})([.)])[ \t]+(?=\S)")
_MARKS = {marks: marks for marks in get_args(Marks)}
_ROMAN = re.compile(r"(?=.)m{0,3}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})")
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


def from_roman(letters: str) -> int | None:
    """The number that lower-case roman numerals mean, None where they are not written as they should be."""
    if not _ROMAN.fullmatch(letters):
        return None
    values = [_VALUES[letter] for letter in letters]
    return sum(-value if value < following else value for value, following in pairwise([*values, 0]))


@dataclass(frozen=True, slots=True)
class _Mark:
    letters: str
    brackets: tuple[str, str]
    end: int

    def readings(self) -> Iterator[tuple[Marks, int]]:
        """What the mark can be: the look of its list and its number; as roman numeral and as letter."""
        opening, closing = self.brackets
        number = from_roman(self.letters)
        if number is not None:
            yield _MARKS[f"{opening}i{closing}"], number
        if len(self.letters) == 1:
            yield _MARKS[f"{opening}a{closing}"], ord(self.letters) - ord("a") + 1

    def is_first(self) -> bool:
        return self.letters in ("a", "i")

    def continues(self, marks: Marks, last: int) -> int | None:
        """The number of this mark in a list that looks like `marks` and has come to the number `last`."""
        number = dict(self.readings()).get(marks)
        if number is None:
            return None
        return number if number == last + 1 or (last <= number <= last + 2 and not self.is_first()) else None


def _mark(state: StateBlock, line: int) -> _Mark | None:
    match = _MARK.match(state.src, state.bMarks[line] + state.tShift[line], state.eMarks[line])
    if not match or (match[1] and match[3] == "."):
        return None
    return _Mark(match[2], (match[1], match[3]), match.end())


def lettered_list(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """The block rule. Its tokens are `ordered_list_open` with the look of the marks as `info`, and the usual items."""
    mark = _mark(state, start_line)
    if mark is None:
        return False
    if silent:
        return _interrupts(state, mark, start_line, end_line)
    beginning = _beginning(state, mark, start_line, end_line)
    if beginning is None:
        return False
    _list(state, mark, *beginning, start_line, end_line)
    return True


def _beginning(state: StateBlock, mark: _Mark, line: int, end_line: int) -> tuple[Marks, int] | None:
    """The look and the number with which a list starts on this line, if one does."""
    following = next((_mark(state, later) for later in _lines_as_far_out(state, line, end_line)), None)
    for marks, number in mark.readings():
        if following is not None and following.continues(marks, number) == number + 1:
            return marks, number
    return next((reading for reading in mark.readings() if reading[1] == 1), None)


def _lines_as_far_out(state: StateBlock, line: int, end_line: int) -> Iterator[int]:
    """The lines after this one that belong to no item which might begin on it."""
    for later in range(line + 1, end_line):
        if not state.isEmpty(later) and state.sCount[later] < state.sCount[line] + INDENT:
            yield later


def _interrupts(state: StateBlock, mark: _Mark, line: int, end_line: int) -> bool:
    """Whether the paragraph or list before this line ends here."""
    if state.sCount[line] < state.blkIndent:
        return mark.is_first() or any(mark.continues(marks, last) for marks, last in _open_lists(state))
    return mark.is_first() and any(
        following is not None and any(following.continues(marks, 1) == 2 for marks, _ in mark.readings())
        for following in (_mark(state, later) for later in _rest_of_block(state, line, end_line))
    )


def _rest_of_block(state: StateBlock, line: int, end_line: int) -> range:
    """The lines that follow without a blank line between, no further out than `line`."""
    last = line + 1
    while last < end_line and not state.isEmpty(last) and state.sCount[last] >= state.sCount[line]:
        last += 1
    return range(line + 1, last)


def _open_lists(state: StateBlock) -> list[tuple[Marks, int]]:
    lists: list[tuple[Marks, int]] = state.env.setdefault("lettered", [])
    return lists


def _list(state: StateBlock, mark: _Mark, marks: Marks, start: int, line: int, end_line: int) -> None:
    opening = state.push("ordered_list_open", "ol", 1)
    opening.info, opening.attrs = marks, {"start": start}
    indent, open_lists, parent = state.sCount[line], _open_lists(state), state.parentType
    state.parentType = "list"
    first, number = line, start
    while True:
        open_lists.append((marks, number))
        _item(state, mark, line, end_line)
        open_lists.pop()
        line = state.line
        if line >= end_line or state.sCount[line] < state.blkIndent or state.sCount[line] >= indent + INDENT:
            break
        following = _mark(state, line)
        following_number = following.continues(marks, number) if following else None
        if following is None or following_number is None:
            break
        mark, number = following, following_number
    state.parentType = parent
    opening.map = [first, state.line]
    state.push("ordered_list_close", "ol", -1)


def _item(state: StateBlock, mark: _Mark, line: int, end_line: int) -> None:
    """One item: its first line is moved behind the mark, then everything indented under it is parsed as blocks."""
    kept = state.bMarks[line], state.tShift[line], state.sCount[line], state.blkIndent, state.listIndent
    opening = state.push("list_item_open", "li", 1)
    state.listIndent = state.blkIndent
    state.blkIndent = state.sCount[line] + INDENT
    state.sCount[line] += mark.end - state.bMarks[line] - state.tShift[line]
    state.bMarks[line], state.tShift[line] = mark.end, 0
    state.md.block.tokenize(state, line, end_line)
    state.bMarks[line], state.tShift[line], state.sCount[line], state.blkIndent, state.listIndent = kept
    opening.map = [line, state.line]
    state.push("list_item_close", "li", -1)
