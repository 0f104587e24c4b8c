"""Letters as plain text: from bytes to lines, and from lines to passages that know the place of each word.

Blank lines part paragraphs. Where lines were broken at a width, as in what is copied from a PDF or an e-mail, they are
joined again; copies of web pages have one paragraph a line. Marks of lists are no part of the words.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from undersigned.document import BulletList, Heading, ListItem, OrderedList, Origin, Paragraph, Quotation
from undersigned.passages import Passage
from undersigned.problems import Problem, Refused, Span
from undersigned.source.text import LARGEST

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_SPACES = " \t\v\f"
_BULLET = re.compile(r"[•◦‣▪●∙*·–—-][ \t\u00a0]+")
_NUMBER = re.compile(r"(?:\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})\)|\d{1,3}\.)[ \t\u00a0]+")
_ATTRIBUTION = re.compile(r"[ \t]*[—―] ?[A-ZÀ-Þ]")
_SAID = re.compile(r"[.!?…][”’»)\]]*\Z")
"""How a line begins that says whose the words above it are, and how these end."""
_BREAK = re.compile(r"[*_=~#•·–—\-\s]*\Z")
_SENTENCE_END = re.compile(r"[.!?:;…][”’\"')»\]]*\Z")
_GOES_ON = re.compile(r"[“‘«\"'(\[]*[^\W\d_A-ZÀ-Þ]")
_SMALL_WORDS = """
a an and are as at by for from in into its of on or our that the their to was were which who with your
au aux dans de des du en et la le les leur nos notre ou par pour que qui sur un une vos votre
"""
_NEVER_LAST = frozenset(_SMALL_WORDS.split())
"""Words after which no line ends of its own."""
_WIDTHS = range(50, 121)
"""Where programs break lines, in characters."""
_SOME = 3
"""How many lines must look broken for a file to be of that kind."""
_NEARLY = 0.75
"""How much of the width a line fills that goes on in the next."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Where words of a passage stand: those from character `start` on begin at this line and column."""

    start: int
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class PlainLetter:
    """The passages of a text file and, by the line on which each begins, the pieces it was put together from."""

    passages: tuple[Passage, ...]
    pieces: dict[int, tuple[Piece, ...]]

    def place(self, passage: Passage, at: int) -> Span:
        """The place of a character of a passage."""
        pieces = self.pieces.get(passage.origin.line, (Piece(0, passage.origin.line, 1),))
        piece = pieces[bisect_right(pieces, at, key=lambda piece: piece.start) - 1]
        return Span(passage.origin.file, piece.line, piece.column + at - piece.start)


def decoded(content: bytes, name: str) -> list[str]:
    """The lines of a text file in UTF-8, UTF-16 or, failing that, Windows-1252; U+FFFD stands for what is in none.

    Raises `Refused`: U118 for what is too large, U832 for what is no text.
    """
    if len(content) > LARGEST:
        message = f"the file is larger than {LARGEST // 1_000_000} MB"
        raise Refused([Problem("U118", Span(name), message, "a letter is shorter; check only the part that you need")])
    return _text(content, name).replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _text(content: bytes, name: str) -> str:
    if content[:2] in _UTF_16:
        return content.decode("utf-16", "replace")
    if b"\x00" in content[:1000]:
        return _without_mark(content, name)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("utf-8-sig", "replace")
        return text if _mostly_utf_8(text) else content.decode("windows-1252", "replace")


def _without_mark(content: bytes, name: str) -> str:
    """UTF-16 without the mark that it should begin with, told by the zeros beside each letter of our alphabet."""
    for zeros, encoding in ((content[1:1000:2], "utf-16-le"), (content[:1000:2], "utf-16-be")):
        if zeros.count(0) > 0.8 * len(zeros):
            return content.decode(encoding, "replace")
    message = "this is no text, though its name says so"
    raise Refused([Problem("U832", Span(name), message, "open it in the program that made it, and save it as .docx")])


def _mostly_utf_8(text: str) -> bool:
    """Whether a text that was read as UTF-8 holds as much of it as damage: in Windows-1252, each accent is damaged."""
    return sum(not character.isascii() for character in text) >= 2 * text.count("\ufffd")


# --- lines to passages ------------------------------------------------------------------------------------------------


def read_lines(lines: Sequence[str], name: str) -> PlainLetter:
    """The passages of a text, in order."""
    layout = _layout(lines)
    passages: list[Passage] = []
    pieces: dict[int, tuple[Piece, ...]] = {}
    for numbers in _paragraphs(lines, layout):
        passage, pieces[numbers[0] + 1] = _passage(lines, numbers, name)
        if passages and _ATTRIBUTION.match(lines[numbers[0]]) and _SAID.search(passages[-1].words):
            passages[-1] = replace(passages[-1], within=passages[-1].within or (Quotation,))
        passages.append(passage)
    return PlainLetter(tuple(passages), pieces)


@dataclass(frozen=True, slots=True)
class _Layout:
    """How the lines of a file were broken: at which width (0: they were not), and whether blank lines part its
    paragraphs, so that one may go on behind a sentence."""

    width: float
    parted: bool

    def is_full(self, line: str, word: str) -> bool:
        """Whether a word did not fit into a line any more."""
        return 0 < self.width <= len(line) + 1 + len(word)


def _layout(lines: Sequence[str]) -> _Layout:
    broken = [
        len(line)
        for line, after in pairwise(lines)
        if len(line) in _WIDTHS and after.strip() and _GOES_ON.match(after.lstrip(_SPACES))
    ]
    parted = sum(bool(line.strip()) and not before.strip() for before, line in pairwise(lines)) > 1
    return _Layout(median(broken) if len(broken) >= _SOME else 0, parted)


def _paragraphs(lines: Sequence[str], layout: _Layout) -> Iterator[list[int]]:
    """The numbers of the lines of each paragraph, counted from 0."""
    open_: list[int] = []
    for number, line in enumerate(lines):
        if open_ and not _go_together(lines[open_[-1]], line, layout):
            yield open_
            open_ = []
        if not _BREAK.match(line):
            open_.append(number)
    if open_:
        yield open_


def _go_together(line: str, after: str, layout: _Layout) -> bool:
    """Whether a line goes on in the next."""
    line, after = line.rstrip(), after.lstrip(_SPACES)
    if _BREAK.match(after) or _BULLET.match(after) or _NUMBER.match(after):
        return False
    goes_on = bool(_GOES_ON.match(after))
    if _SENTENCE_END.search(line):
        return layout.is_full(line, after.split(None, 1)[0]) and (layout.parted or goes_on)
    last = line.rpartition(" ")[2].lower()
    return goes_on or last in _NEVER_LAST or len(line) >= _NEARLY * layout.width > 0


def _passage(lines: Sequence[str], numbers: Sequence[int], name: str) -> tuple[Passage, tuple[Piece, ...]]:
    words: list[str] = []
    pieces: list[Piece] = []
    length = 0
    first = lines[numbers[0]].lstrip(_SPACES)
    mark = _BULLET.match(first) or _NUMBER.match(first)
    for number in numbers:
        line = lines[number]
        cut = len(line) - len(line.lstrip(_SPACES)) + (mark.end() if mark and number == numbers[0] else 0)
        words.append(line[cut:].rstrip(_SPACES))
        pieces.append(Piece(length, number + 1, cut + 1))
        length += len(words[-1]) + 1
    origin = Origin(name, numbers[0] + 1, "part", "letter")
    text = " ".join(words)
    if mark:
        within = (BulletList if _BULLET.match(first) else OrderedList, ListItem)
        return Passage(text, origin, Paragraph, within), tuple(pieces)
    return Passage(text, origin, Heading if _in_capitals(text) else Paragraph), tuple(pieces)


def _in_capitals(text: str) -> bool:
    """Whether a line is a headline in capitals: two words or more, and no small letter."""
    return text.isupper() and len(text.split()) > 1 and not _SENTENCE_END.search(text)
