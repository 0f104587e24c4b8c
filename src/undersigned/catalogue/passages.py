"""The words of a drafted document, passage by passage, each with the file and line that it came from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from undersigned.document import Block, Emphasis, Inlines, Link, ListItem, Note, Origin, Strong
from undersigned.inlines import plain_text
from undersigned.searching import fold

_SENTENCE_END = re.compile(r"(?:(?<=[.!?…])|(?<=[.!?…][”»’)]))\s+(?=[“«‘(]?\s?[A-ZÀ-Þ0-9])")
_ABBREVIATED = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|No|St|art|para|p|[A-Z])\.$")
_FIRST_WORDS = 5
_LINES_AHEAD = 80
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph as it is printed; `notes` are the notes in it, each with the words that stand before its mark."""

    words: str
    origin: Origin
    notes: tuple[tuple[str, Note], ...] = ()


def passages(blocks: Sequence[Block]) -> Iterator[Passage]:
    """Every paragraph of a document in reading order, those of notes behind the paragraph with the mark.

    What came from nowhere that people could open is left out.
    """
    for passage in _passages(tuple(blocks), None):
        yield passage
        for _, note in passage.notes:
            yield from _passages(note.blocks, passage.origin)


def _passages(node: Any, origin: Origin | None) -> Iterator[Passage]:
    if isinstance(node, tuple):
        for item in node:
            yield from _passages(item, origin)
        return
    if not is_dataclass(node) or isinstance(node, Origin):
        return
    origin = getattr(node, "origin", None) or origin
    content = getattr(node, "content", None)
    if content is None:
        for part in fields(node):
            yield from _passages(getattr(node, part.name), origin)
    elif origin is not None and (words := plain_text(content)):
        yield Passage(words, origin, tuple(_notes(content)))


def _notes(content: Inlines, before: str = "") -> Iterator[tuple[str, Note]]:
    """The notes in a line, each with the words before its mark."""
    for inline in content:
        if isinstance(inline, Note):
            yield before, inline
        elif isinstance(inline, Emphasis | Strong | Link):
            yield from _notes(inline.children, before)
        before += plain_text((inline,))


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
    elif is_dataclass(node) and not isinstance(node, Origin):
        origin = getattr(node, "origin", None)
        if isinstance(origin, Origin) and origin.kind == "demand":
            yield origin.id, Passage(" ".join(passage.words for passage in _passages(node, None)), origin)
            for below in _parts(node):
                yield from _demands(below)
            return
        for part in fields(node):
            yield from _demands(getattr(node, part.name))


def _parts(node: Any) -> Iterator[ListItem]:
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
