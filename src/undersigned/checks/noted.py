"""The notes of a letter in reading order: true ones, and those that somebody typed below it as `[1] See …`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

from undersigned.checks.findings import Reading
from undersigned.checks.patterns import Pattern
from undersigned.document import Note, Paragraph
from undersigned.passages import Passage, passages

_TYPED_MARK = Pattern(r"\[(\d{1,3})\]", hints="[")
_IN_A_SOURCE = (" at ", "art. ", "article ", "clause ", "note ", "para ", "para. ", "paragraph ", "section ")
"""Words before the number of a paragraph in a source: “at [23]”."""
_TYPED_NOTE = Pattern(r"(?:^\s*|(?<=\s))\[(\d{1,3})\](?::(?=\s)|(?![.,;:)\]]))", hints="[")


class ReadNote(NamedTuple):
    """A note: its words are those of `passage` from `start` to `end`; where it has none, that is the place of its mark.

    `words` are all that it says, `number` is that of a typed note, `cites` says that a fact's sources made it.
    """

    passage: Passage
    start: int
    end: int
    words: str
    number: str = ""
    cites: bool = False


class ReadMark(NamedTuple):
    """A mark of a note, printed between the characters `start` and `end`; a true one takes up no room in the words."""

    passage: Passage
    start: int
    end: int
    number: str = ""


@lru_cache(maxsize=2)
def notes(reading: Reading) -> Sequence[ReadNote]:
    """Every note, in the order of their marks, typed ones in their own."""
    found = [note for passage in reading.passages for at, true in passage.notes for note in _true(passage, at, true)]
    return found + [note for passage in reading.passages for note in _typed(passage)]


def _true(passage: Passage, at: int, note: Note) -> Iterator[ReadNote]:
    inside = list(passages((Paragraph((note,), passage.origin),)))
    words = " ".join(part.words for part in inside).strip()
    if not words:
        yield ReadNote(passage, max(at - 1, 0), at, "")
        return
    first = inside[0]
    yield ReadNote(first, 0, len(first.words), words, cites=first.origin.kind == "fact")


def _typed(passage: Passage) -> Iterator[ReadNote]:
    begun = _typed_notes(passage)
    for match, following in zip_longest(begun, begun[1:]):
        end = following.start() if following else len(passage.words)
        yield ReadNote(passage, match.start(), end, passage.words[match.end() : end].strip(), match[1])


def _typed_notes(passage: Passage) -> list[re.Match[str]]:
    """The beginnings of typed notes: a passage that begins with one may hold those that follow it."""
    begun: list[re.Match[str]] = []
    if not passage.words.lstrip().startswith("[") or passage.lies_in(Note):
        return begun
    for match in _TYPED_NOTE.finditer(passage.words):
        if int(match[1]) == int(begun[-1][1]) + 1 if begun else not passage.words[: match.start()].strip():
            begun.append(match)
    return begun


@lru_cache(maxsize=2)
def marks(reading: Reading) -> Sequence[ReadMark]:
    """Every mark of a note, in reading order."""
    return [mark for passage in reading.passages for mark in _marks(passage)]


def _marks(passage: Passage) -> list[ReadMark]:
    found = [ReadMark(passage, at, at) for at, _ in passage.notes]
    if _TYPED_MARK.may_match(passage.words) and not _typed_notes(passage):
        found += [
            ReadMark(passage, match.start(), match.end(), match[1])
            for match in _TYPED_MARK.finditer(passage.words)
            if not passage.words.endswith(_IN_A_SOURCE, 0, match.start())
        ]
    return sorted(found, key=lambda mark: mark.start)
