"""The words of a drafted document, passage by passage, each with the file and line that it came from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from undersigned.document import (
    Block,
    CrossReference,
    Date,
    Emphasis,
    Inlines,
    LineBreak,
    Link,
    ListItem,
    Note,
    Origin,
    Paragraph,
    Strong,
    Text,
)
from undersigned.inlines import plain_text
from undersigned.searching import fold

_SENTENCE_END = re.compile(r"(?:(?<=[.!?…])|(?<=[.!?…][”»’)]))\s+(?=[“«‘(]?\s?[A-ZÀ-Þ0-9])")
_ABBREVIATED = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|No|St|art|para|p|[A-Z])\.$")
_INLINE = (Text, Emphasis, Strong, Link, Date, CrossReference, LineBreak, Note)
_FIRST_WORDS = 5
_LINES_AHEAD = 80
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Passage:
    """The words of one node, a paragraph or a line, as they are printed.

    `block` is the class of the node, `within` those of the nodes around it, from the outermost on: the text of a note
    lies within `Note`, a signatory within `Signatories`. `notes` and `links` stand at the numbers of characters in
    `words` before them. `level` is that of a heading. `pictures` are the alternative texts of pictures, empty where one
    has none; files that people bring have them, our own letters hold no pictures.
    """

    words: str
    origin: Origin
    block: type = Paragraph
    within: tuple[type, ...] = ()
    notes: tuple[tuple[int, Note], ...] = ()
    links: tuple[Linked, ...] = ()
    level: int = 0
    pictures: tuple[str, ...] = ()

    def lies_in(self, *nodes: type) -> bool:
        """Whether the passage is one of these nodes, or lies within one."""
        return self.block in nodes or not frozenset(nodes).isdisjoint(self.within)


@dataclass(frozen=True, slots=True)
class Linked:
    """A link in a passage: its words are those from `start` to `end`."""

    start: int
    end: int
    href: str


def passages(blocks: Sequence[Block]) -> Iterator[Passage]:
    """Every passage of a document in reading order, those of notes behind the passage with the mark.

    What came from nowhere that people could open is left out.
    """
    yield from _passages(tuple(blocks), None, ())


def _passages(node: Any, origin: Origin | None, within: tuple[type, ...], level: int = 0) -> Iterator[Passage]:
    if isinstance(node, tuple):
        if node and isinstance(node[0], _INLINE):
            yield from _passage(node, origin, within, level)
            return
        for item in node:
            yield from _passages(item, origin, within)
        return
    parts = _parts_of(type(node))
    if not parts:
        return
    origin = getattr(node, "origin", None) or origin
    within, level = (*within, type(node)), getattr(node, "level", 0)
    for part in parts:
        inside = getattr(node, part)
        if isinstance(inside, tuple) or _parts_of(type(inside)):
            yield from _passages(inside, origin, within, level)


_PARTS: dict[type, tuple[str, ...]] = {}


def _parts_of(node: type) -> tuple[str, ...]:
    """The names of the fields of a node; what is no node has none, nor has an origin."""
    parts = _PARTS.get(node)
    if parts is None:
        is_node = is_dataclass(node) and node is not Origin
        parts = _PARTS[node] = tuple(part.name for part in fields(node)) if is_node else ()
    return parts


def _passage(content: Inlines, origin: Origin | None, within: tuple[type, ...], level: int) -> Iterator[Passage]:
    words = plain_text(content)
    marks = list(_marks(content, 0))
    notes = tuple((at, mark) for at, mark in marks if isinstance(mark, Note))
    if origin is None:
        return
    if words:
        links = tuple(mark for _, mark in marks if isinstance(mark, Linked))
        yield Passage(words, origin, within[-1], within[:-1], notes, links, level)
    for _, note in notes:
        yield from _passages(note.blocks, origin, (*within, Note))


def _marks(content: Inlines, at: int) -> Iterator[tuple[int, Note | Linked]]:
    """The notes and links in a line, which begins with the character of that number."""
    for inline in content:
        length = len(plain_text((inline,)))
        if isinstance(inline, Note):
            yield at, inline
        elif isinstance(inline, Emphasis | Strong | Link):
            if isinstance(inline, Link):
                yield at, Linked(at, at + length, inline.href)
            yield from _marks(inline.children, at)
        at += length


def demands(blocks: Sequence[Block]) -> dict[str, Passage]:
    """The demands that a document lists, by the ids under which it does; the words of one are all that it prints,
    those of the demands below it included, and without its notes."""
    found: dict[str, Passage] = {}
    for name, passage in _demands(tuple(blocks)):
        before = found.get(name)
        found[name] = Passage(f"{before.words} {passage.words}", before.origin) if before else passage
    return found


def _demands(node: Any) -> Iterator[tuple[str, Passage]]:
    """Each item of a list of demands, or each paragraph of one that stands in no list, and those below it."""
    if isinstance(node, tuple):
        for item in node:
            yield from _demands(item)
    elif parts := _parts_of(type(node)):
        origin = getattr(node, "origin", None)
        if isinstance(origin, Origin) and origin.kind == "demand":
            printed = (passage.words for passage in _passages(node, None, ()) if not passage.lies_in(Note))
            yield origin.id, Passage(" ".join(printed), origin)
            for below in _demands_below(node):
                yield from _demands(below)
            return
        for part in parts:
            yield from _demands(getattr(node, part))


def _demands_below(node: Any) -> Iterator[ListItem]:
    """The demands below a demand."""
    for block in getattr(node, "blocks", ()):
        for item in getattr(block, "items", ()):
            if item.origin is not None and item.origin.kind == "demand":
                yield item


def sentences(words: str) -> list[str]:
    """A text cut into its sentences; a full stop behind an abbreviation does not end one."""
    found: list[str] = []
    for piece in _SENTENCE_END.split(words):
        if found and _ABBREVIATED.search(found[-1]):
            found[-1] += f" {piece}"
        else:
            found.append(piece)
    return [piece.strip() for piece in found if piece.strip()]


def line_of(lines: Sequence[str], start: int, words: str) -> int:
    """The line of a file, counted from 1, on which words begin that stand on or below line `start`, as near as their
    first words tell: `start` itself where none of them is written out there."""
    wanted = _WORD.findall(fold(words))[:_FIRST_WORDS]
    written = [
        (word, number)
        for number, line in enumerate(lines[start - 1 : start - 1 + _LINES_AHEAD], start)
        for word in _WORD.findall(fold(line))
    ]
    for length in range(len(wanted), 1, -1):
        for place in range(len(written) - length + 1):
            if [word for word, _ in written[place : place + length]] == wanted[:length]:
                return written[place][1]
    return start
