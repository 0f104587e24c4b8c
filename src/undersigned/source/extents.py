"""Where each value of a file begins and ends, for those who change it where it stands.

Reading needs beginnings only, and keeps them packed; this tree is made when a file is edited.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from yaml.error import MarkedYAMLError
from yaml.events import (
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from undersigned.source.indentation import without_blank_tabs
from undersigned.source.parser import next_event

Mark = tuple[int, int]
"""A line and a column, both from 0, the column in characters."""


@dataclass(slots=True)
class Extent:
    """A value from its first character to the place after its last one.

    `style` is "" for bare text, else the sign that opens it: `"`, `'`, `|`, `>`, `{`, `[`; for groups and lists without
    braces `:` and `-`. The end of what has no braces is the end of its last part: blank lines and comments that follow
    are outside.
    """

    start: Mark
    end: Mark
    style: str
    parts: list[Part] = field(default_factory=list)

    @property
    def braced(self) -> bool:
        return self.style in ("{", "[")

    @property
    def on_one_line(self) -> bool:
        return self.start[0] == self.end[0]


@dataclass(slots=True)
class Part:
    """An entry of a group (with its key) or of a list (its key None). `start` is its key's, or that of its `- `."""

    start: Mark
    key_end: Mark
    name: str | None
    value: Extent


def extents(lines: Sequence[str]) -> Extent | None:
    """The extent of what is written in lines that have been read without a problem; None where they hold nothing."""
    try:
        return _root(lines, lines)
    except MarkedYAMLError:  # as in reading: a tab in a line of nothing else is no fault to people
        return _root(lines, without_blank_tabs(list(lines)))


def _root(lines: Sequence[str], parsed: Sequence[str]) -> Extent | None:
    found = list(_run(lines, "\n".join(parsed)))
    return found[0] if found else None


@dataclass(slots=True)
class _Open:
    """A group or list that is being read."""

    extent: Extent
    key: Any = None


def _run(lines: Sequence[str], text: str) -> Iterator[Extent]:
    get_event = next_event(text)
    stack: list[_Open] = []
    while (event := get_event()) is not None:
        match event:
            case MappingStartEvent() | SequenceStartEvent():
                signs = "{:" if isinstance(event, MappingStartEvent) else "[-"
                mark = _mark(event.start_mark)
                stack.append(_Open(Extent(mark, mark, signs[0] if event.flow_style else signs[1])))
                continue
            case ScalarEvent():
                if stack and stack[-1].extent.style in ("{", ":") and stack[-1].key is None:
                    stack[-1].key = event
                    continue
                done = _scalar(lines, event)
            case MappingEndEvent() | SequenceEndEvent():
                done = stack.pop().extent
                done.end = _mark(event.end_mark) if done.braced else done.parts[-1].value.end
            case _:
                continue
        if not stack:
            yield done
            continue
        parent = stack[-1]
        parent.extent.parts.append(_part(lines, parent, done))
        parent.key = None


def _part(lines: Sequence[str], parent: _Open, value: Extent) -> Part:
    if parent.key is not None:
        key = parent.key
        return Part(_mark(key.start_mark), _mark(key.end_mark), key.value, value)
    if parent.extent.style == "[":
        return Part(value.start, value.start, None, value)
    dash = _dash(lines, parent.extent, value)
    return Part(dash, (dash[0], dash[1] + 1), None, value)


def _dash(lines: Sequence[str], parent: Extent, value: Extent) -> Mark:
    """The `-` of a list's entry: the nearest above its value, in the column where the list's first one stands."""
    if not parent.parts:
        return parent.start
    column = parent.start[1]
    line = value.start[0]
    while lines[line][: column + 1].strip(" ") != "-":
        line -= 1
    return (line, column)


def _scalar(lines: Sequence[str], event: Any) -> Extent:
    start, end = _mark(event.start_mark), _mark(event.end_mark)
    style = event.style or ""
    if style not in ("|", ">"):
        return Extent(start, end, style)
    header = lines[start[0]][start[1] : start[1] + 3]
    last = end[0] if end[1] else end[0] - 1
    while "+" not in header and last > start[0] and not lines[last].strip():
        last -= 1
    last = min(last, len(lines) - 1)
    return Extent(start, (last, len(lines[last])), style)


def _mark(mark: Any) -> Mark:
    return (mark.line, mark.column)
