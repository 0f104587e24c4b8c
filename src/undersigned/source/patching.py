"""Changing data where they stand in a file: every line that a change does not touch keeps each of its bytes.

The old and the new data are compared, and what differs is cut out and put in at its place. Comments, blank lines,
indents, quotes, braces and line ends are those of whoever wrote the file; what is new is written like what is beside
it. No library that writes YAML does so: ruamel.yaml puts braces, indents and spaces into an order of its own, and takes
twelve seconds for a register of ten thousand.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from undersigned.source import writing
from undersigned.source.extents import Extent, Mark, Part, extents
from undersigned.source.page import Page, Tangled
from undersigned.source.writing import WIDTH

_BOM = b"\xef\xbb\xbf"
_INDENT = 2


def patched(raw: bytes, old: Any, new: Any) -> bytes:
    """The file `raw`, which says `old`, changed to say `new`. Raises `Tangled`.

    Whether it does say so, the caller sees by reading it again.
    """
    text = raw.removeprefix(_BOM).decode()
    page = Page(text)
    root = extents(page.lines)
    if root is None:
        raise Tangled
    _Patch(page).change(root, old, new, _Around(column=0))
    return (_BOM if raw.startswith(_BOM) else b"") + page.changed().encode()


@dataclass(frozen=True, slots=True)
class _Around:
    """What a value stands in: `column` is that of the group or list, which it has to be indented from.

    `braced` says that there are braces around it, `key_end` where its key ends (None in a list and for the whole file),
    `top` that it is a field of the whole file, `spread` that its neighbours stand on lines of their own.
    """

    column: int
    braced: bool = False
    key_end: Mark | None = None
    in_list: bool = False
    top: bool = False
    spread: bool = False

    @property
    def whole(self) -> bool:
        """Whether the value is the whole file."""
        return self.key_end is None and not self.in_list


class _Patch:
    """The cuts and insertions that turn one state of the data into another."""

    def __init__(self, page: Page) -> None:
        self.page = page

    # --- what differs -------------------------------------------------------------------------------------------------

    def change(self, extent: Extent, old: Any, new: Any, around: _Around) -> None:
        """Turns the value `old`, which stands at `extent`, into `new`."""
        if _same(old, new):
            return
        if isinstance(old, dict) and isinstance(new, dict) and old.keys() & new.keys():
            self._group(extent, old, new, around)
        elif isinstance(old, list) and isinstance(new, list) and old and new:
            self._list(extent, old, new, around)
        else:
            self._replace(extent, new, around)

    def _group(self, extent: Extent, old: dict[str, Any], new: dict[str, Any], around: _Around) -> None:
        if extent.style == "{" and extent.on_one_line and not around.braced:
            width = extent.start[1] + len(writing.in_braces(new))
            if width > WIDTH and width > extent.end[1]:
                self._replace(extent, new, around)
                return
        kept = [part for part in extent.parts if part.name in new]
        gone = [part for part in extent.parts if part.name not in new]
        spread = bool(kept) and kept[-1].value.style == ":"
        for part in kept:
            name = part.name or ""
            inner = _Around(extent.start[1], extent.braced, part.key_end, top=around.whole)
            self.change(part.value, old[name], new[name], inner)
        self._remove(extent, gone, kept)
        after = kept[0]
        written = {part.name: part for part in kept}
        for name, value in new.items():
            if name in written:
                after = written[name]
            elif extent.braced:
                self.page.insert(after.value.end, f", {writing.name(name)}: {writing.in_braces(value)}")
            else:
                apart = spread or (around.whole and isinstance(value, list))
                self._add_lines(extent, after, writing.entry(name, value, extent.start[1], spread=apart))

    def _list(self, extent: Extent, old: list[Any], new: list[Any], around: _Around) -> None:
        spread = any(part.value.style == ":" for part in extent.parts)
        inner = _Around(extent.start[1], extent.braced, in_list=True, spread=spread)
        pairs = list(_pairs(old, new))
        kept = [extent.parts[i] for i, j in pairs if i is not None and j is not None]
        if not kept:
            self._replace(extent, new, around)
            return
        gone = [extent.parts[i] for i, j in pairs if i is not None and j is None]
        after: Part | None = None
        for i, j in pairs:
            if i is not None and j is not None:
                after = extent.parts[i]
                self.change(after.value, old[i], new[j], inner)
            elif j is not None:
                self._add_item(extent, after, kept[0], new[j], spread=spread)
        self._remove(extent, gone, kept)

    def _add_item(self, extent: Extent, after: Part | None, first: Part, value: Any, *, spread: bool) -> None:
        if extent.braced:
            words = writing.in_braces(value)
            if after is None:
                self.page.insert(first.start, f"{words}, ")
            else:
                self.page.insert(after.value.end, f", {words}")
            return
        model = after or first
        beside = model.start[0] == model.value.start[0] and model.value.start != model.value.end
        gap = " " * (model.value.start[1] - model.start[1] - 1) if beside else " "
        lines = writing.item(value, extent.start[1], spread=spread, gap=gap)
        if after is None:
            indent = self.page.before(first.start)
            if indent.strip():
                raise Tangled
            text = "".join(line + self.page.newline + indent for line in lines)
            self.page.insert(first.start, text)
        else:
            self._add_lines(extent, after, lines)

    # --- a value in another's place -----------------------------------------------------------------------------------

    def _replace(self, extent: Extent, new: Any, around: _Around) -> None:
        """Writes a value anew."""
        if around.braced or not isinstance(new, dict | list) or not new:
            self._write(extent, _words(extent, new, braced=around.braced), around)
        elif around.key_end is not None:
            self._replace_field(extent, new, around, around.key_end)
        elif around.in_list and (isinstance(new, list) or (not around.spread and writing.fits(new, extent.start[1]))):
            self._write(extent, writing.in_braces(new), around)
        else:
            column = extent.start[1]
            self._write_lines(extent, writing.spread_out(new, column, spread=around.whole), column)

    def _replace_field(self, extent: Extent, new: Any, around: _Around, key_end: Mark) -> None:
        """Writes a group or list anew below its key, or beside it where it is short."""
        if not around.top and not _nested(new) and writing.fits(new, key_end[1] + 2):
            self._write(extent, writing.in_braces(new), around)
            return
        indent = around.column + _INDENT
        line = key_end[0] if self._stands_below(extent, key_end) else extent.end[0]
        self._cut_value(extent, key_end)
        self.page.insert_lines(line, writing.spread_out(new, indent), indent)

    def _write(self, extent: Extent, words: str, around: _Around) -> None:
        """Puts words on one line in the place of a value, with a space before them where nothing stood."""
        if around.key_end is not None and extent.style in (":", "-"):
            self._cut_value(extent, around.key_end)
            colon = self.page.lines[around.key_end[0]].index(":", around.key_end[1])
            self.page.insert((around.key_end[0], colon + 1), " " + words)
            return
        before = self.page.lines[extent.start[0]][: extent.start[1]]
        words += self._before_comment(extent)
        self.page.cut(extent.start, extent.end, (" " if before[-1:] in (":", "-") else "") + words)

    def _write_lines(self, extent: Extent, lines: list[str], column: int) -> None:
        """Puts the first line in the place of a value and the others below it."""
        before = self.page.lines[extent.start[0]][: extent.start[1]]
        space = " " if before[-1:] in (":", "-") else ""
        self.page.cut(extent.start, extent.end, space + lines[0] + self._before_comment(extent))
        self.page.insert_lines(extent.end[0], lines[1:], column + len(space))

    def _before_comment(self, extent: Extent) -> str:
        """A second space where a comment follows closely: behind plain text one alone would look like lost words."""
        return " " if re.match(r" #", self.page.lines[extent.end[0]][extent.end[1] :]) else ""

    def _cut_value(self, extent: Extent, key_end: Mark) -> None:
        """Takes away the value of a field, but nothing that stands behind it or between it and its key."""
        if extent.start == extent.end:
            return
        if self._stands_below(extent, key_end):
            self.page.cut_lines(extent.start[0], extent.end[0])
            return
        line = self.page.lines[extent.start[0]]
        begin = len(line[: extent.start[1]].rstrip(" "))
        self.page.cut((extent.start[0], begin), extent.end)

    @staticmethod
    def _stands_below(extent: Extent, key_end: Mark) -> bool:
        """Whether a value begins on a line of its own, below its key."""
        return extent.start[0] > key_end[0] and extent.style in (":", "-")

    # --- entries that go ----------------------------------------------------------------------------------------------

    def _remove(self, extent: Extent, gone: Sequence[Part], kept: Sequence[Part]) -> None:
        for part in gone:
            if extent.braced:
                self._remove_braced(extent, part, kept)
            elif self.page.before(part.start).strip():
                self._move_up(extent, part)
            else:
                self.page.cut_lines(part.start[0], self._end_line(extent, part))

    def _move_up(self, extent: Extent, part: Part) -> None:
        """Takes away the first field after a `- `: what follows it comes up into its place."""
        index = extent.parts.index(part)
        if index + 1 == len(extent.parts):
            raise Tangled
        self.page.cut(part.start, extent.parts[index + 1].start)

    def _remove_braced(self, extent: Extent, part: Part, kept: Sequence[Part]) -> None:
        line = self.page.lines[part.value.end[0]]
        end = part.value.end[1]
        rest = line[end:].lstrip(" ")
        if not self.page.before(part.start).strip() and (not rest.strip(", ") or re.match(r",? *#", rest)):
            self.page.cut_lines(part.start[0], part.value.end[0])
            return
        last = part is extent.parts[-1]
        before = [one for one in kept if one.start < part.start]
        if rest.startswith(",") and not (last and before):
            comma = len(line) - len(rest)
            end = len(line) - len(line[comma + 1 :].lstrip(" "))
            self.page.cut(part.start, (part.value.end[0], end))
        elif before and before[-1].value.end[0] == part.start[0]:
            self.page.cut(before[-1].value.end, part.value.end)
        else:
            self.page.cut(part.start, part.value.end)

    # --- where entries end --------------------------------------------------------------------------------------------

    def _end_line(self, extent: Extent, part: Part) -> int:
        """The last line of an entry: comments below it that are indented deeper than its beginning are its own."""
        line = max(part.value.end[0], part.key_end[0])
        for number in range(line + 1, len(self.page.lines)):
            following = self.page.lines[number]
            indent = len(following) - len(following.lstrip(" "))
            if not following.lstrip(" ").startswith("#") or indent <= extent.start[1]:
                break
            line = number
        return line

    def _add_lines(self, extent: Extent, after: Part, lines: list[str]) -> None:
        """New lines below an entry, with an empty one between where the entries have one between them."""
        blank = [""] if self._spaced(extent) else []
        self.page.insert_lines(self._end_line(extent, after), [*blank, *lines], extent.start[1])

    def _spaced(self, extent: Extent) -> bool:
        if len(extent.parts) < 2:
            return False
        between = self.page.lines[extent.parts[-2].value.end[0] + 1 : extent.parts[-1].start[0]]
        return any(not line.strip() for line in between)


def _same(old: Any, new: Any) -> bool:
    """Equal, and written alike: True is no 1, and the order of fields does not matter."""
    return type(old) is type(new) and bool(old == new)


def _words(extent: Extent, new: Any, *, braced: bool) -> str:
    """A value on one line; text in quotes of the kind that the old one had."""
    if isinstance(new, dict | list):
        return writing.in_braces(new)
    return writing.text(new, braced=braced, quote=extent.style if extent.style in ("'", '"') else "")


def _nested(value: Any) -> bool:
    """Whether a list holds groups: those read better one below the other."""
    return isinstance(value, list) and any(isinstance(item, dict) for item in value)


def _identity(item: Any) -> str:
    """What tells an item of a list from others: its id, whether it is written alone or with more; else all of it."""
    if isinstance(item, dict) and isinstance(item.get("id"), str):
        return "id " + str(item["id"])
    return f"id {item}" if isinstance(item, str) else json.dumps(item, sort_keys=True)


def _is_nameless(item: Any) -> bool:
    """Whether an item is a group without an id, which only its place in the list tells from others."""
    return isinstance(item, dict) and "id" not in item


def _pairs(old: Sequence[Any], new: Sequence[Any]) -> Iterator[tuple[int | None, int | None]]:
    """Which item of the old list is which of the new one; (old, None) for one that goes, (None, new) for a new one.

    One that comes never takes the line of one that goes: what is said about that one in a comment goes with it.
    """
    before, after = [_identity(item) for item in old], [_identity(item) for item in new]
    head = 0
    while head < min(len(before), len(after)) and before[head] == after[head]:
        yield (head, head)
        head += 1
    matcher = SequenceMatcher(None, before[head:], after[head:], autojunk=False)
    for sort, i, i_end, j, j_end in matcher.get_opcodes():
        if sort == "equal":
            yield from zip(range(head + i, head + i_end), range(head + j, head + j_end), strict=True)
            continue
        gone, come = old[head + i : head + i_end], new[head + j : head + j_end]
        alike = [_is_nameless(a) and _is_nameless(b) for a, b in zip(gone, come, strict=False)]
        paired = [*alike, False].index(False)
        yield from ((head + i + step, head + j + step) for step in range(paired))
        yield from ((head + step, None) for step in range(i + paired, i_end))
        yield from ((None, head + step) for step in range(j + paired, j_end))
