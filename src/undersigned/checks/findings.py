"""What a check reads and what it finds: passages, and the words in them that want mending."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from itertools import takewhile
from typing import NamedTuple

from undersigned.checks.patterns import Pattern, pieces
from undersigned.document import Note
from undersigned.language import base
from undersigned.passages import Passage, line_of
from undersigned.problems import Problem, Severity, Span

_LINES_AHEAD = 120
"""How far below the beginning of its field a passage is looked for."""

_LONGER_IN_FILES = 200
"""How many characters more than in print a passage may have in its file, at most twice as many besides."""


_NOTE_BEGINS = 2
"""How many words tell a note; further on there may be marks of Markdown."""
_NOTE_MARK = Pattern(r"\s*\[\^[^\]\s]+\]:\s*", hints=("[^",))


class Reading:
    """A letter as it is read: its passages in order, and the language they are written in (a BCP 47 tag).

    `declares_language` is False of a file that does not say in which language it is written. Each reading is equal to
    itself alone, so that what is found out about it can be kept.
    """

    def __init__(self, passages: tuple[Passage, ...], language: str = "en", *, declares_language: bool = True) -> None:
        self.passages, self.language, self.declares_language = passages, language, declares_language

    @cached_property
    def text(self) -> str:
        """The words of all passages, one below the other: what is not in here is nowhere in the letter."""
        return "\n".join(passage.words for passage in self.passages)

    @cached_property
    def nodes(self) -> frozenset[type]:
        """The classes of all nodes that passages are, or lie within."""
        return frozenset({passage.block for passage in self.passages}.union(*(one.within for one in self.passages)))

    @cached_property
    def speaks(self) -> str:
        """The language without its country: `en` of `en-GB`."""
        return base(self.language)


def words_of(text: str) -> frozenset[str]:
    """The words of a text; one ends where its letters do."""
    plain = frozenset(piece for piece in pieces(text) if piece.isalpha())
    return plain.union(re.findall(r"[^\W\d_]+", " ".join(pieces(text) - plain)))


class Finding(NamedTuple):
    """Words of a passage, from character `start` up to `end`, that want mending: what is wrong, and what to do."""

    code: str
    passage: Passage
    start: int
    end: int
    message: str
    remedy: str
    severity: Severity = "warning"

    @property
    def words(self) -> str:
        return self.passage.words[self.start : self.end]


WordsCheck = Callable[[Reading], Iterable[Finding]]
Lines = Callable[[str], Sequence[str]]
"""The lines of a file of the workspace."""


Elsewhere = Callable[[Finding], Iterable[tuple[str, int, int]]]
"""Where else the words of a finding may have been written: files, and the first and last line in each to look at."""


def nowhere_else(_: Finding) -> Iterable[tuple[str, int, int]]:
    """The `Elsewhere` of letters whose words all stand where their passages begin."""
    return ()


def located(finding: Finding, lines: Lines, elsewhere: Elsewhere = nowhere_else) -> Problem:
    """The problem with the place where somebody wrote the words; where they were put together, as in `{{ … }}`, it is
    the line of the passage."""
    span = _place(finding, lines) or _found_elsewhere(finding, lines, elsewhere) or _beginning(finding, lines)
    return Problem(finding.code, span, finding.message, finding.remedy, finding.severity)


def _place(finding: Finding, lines: Lines) -> Span | None:
    """The place of the words in the file: as many passages may hold the same, as far on as they are in this one."""
    origin, passage = finding.passage.origin, finding.passage
    written = _field(finding, lines)
    text = "\n".join(written)
    words = _words_of(finding)
    before = sum(1 for found in words.finditer(passage.words, 0, finding.start))
    first = _line(written, passage)
    begins = sum(len(line) + 1 for line in written[: first - 1])
    ends = begins + 2 * len(passage.words) + _LONGER_IN_FILES
    for number, found in enumerate(words.finditer(text, begins, ends)):
        if number == before:
            above = text.count("\n", 0, found.start())
            return Span(origin.file, origin.line + above, found.start() - text.rfind("\n", 0, found.start()))
    return None


def _found_elsewhere(finding: Finding, lines: Lines, elsewhere: Elsewhere) -> Span | None:
    """The first place of the words in a text that the passage was put together from."""
    words = _words_of(finding)
    for file, first, last in elsewhere(finding):
        for number, line in enumerate(lines(file)[first - 1 : last], first):
            if found := words.search(line):
                return Span(file, number, found.start() + 1)
    return None


def _beginning(finding: Finding, lines: Lines) -> Span:
    """The line on which the passage begins."""
    origin = finding.passage.origin
    return Span(origin.file, origin.line + _line(_field(finding, lines), finding.passage) - 1)


def _words_of(finding: Finding) -> re.Pattern[str]:
    words = finding.passage.words
    return _written(finding.words, words[finding.start - 1 : finding.start], words[finding.end :][:1])


def _field(finding: Finding, lines: Lines) -> Sequence[str]:
    """The lines of the file from that of the passage on; in YAML those of its own field alone, which ends where a line
    begins further to the left."""
    origin = finding.passage.origin
    written = lines(origin.file)[origin.line - 1 : origin.line - 1 + _LINES_AHEAD]
    if not written or not origin.file.endswith(".yaml"):
        return written
    own = _margin(written[0])
    return [*takewhile(lambda line: not line.strip() or _margin(line) >= own, written)]


def _margin(line: str) -> int:
    return len(line) - len(line.lstrip())


def _line(written: Sequence[str], passage: Passage) -> int:
    """The line on which a passage begins; for a note, that which its mark begins."""
    if passage.lies_in(Note):
        begins = _written(" ".join(passage.words.split()[:_NOTE_BEGINS]))
        for number, line in enumerate(written, 1):
            if (mark := _NOTE_MARK.match(line)) and begins.match(line, mark.end()):
                return number
    return line_of(written, 1, passage.words) if written else 1


def _written(words: str, before: str = "", behind: str = "") -> re.Pattern[str]:
    """The words as a file may break them over lines, with the marks of quotations and comments before a line; no parts
    of other words, unless the characters `before` and `behind` them say so."""
    parts = re.split(r"\s+", words) if words.strip() else [words]
    whole = r"\s+(?:> ?)*".join(map(re.escape, parts))
    begins = r"(?<!\w)" if words[:1].isalnum() and not before.isalnum() else ""
    ends = r"(?!\w)" if words[-1:].isalnum() and not behind.isalnum() else ""
    return re.compile(f"{begins}{whole}{ends}")
