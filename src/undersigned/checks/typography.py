"""Quotation marks and dashes of two kinds in one letter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from undersigned.checks.findings import Finding, Reading, WordsCheck
from undersigned.checks.places import around, prose, widened
from undersigned.document import Addressees, CopyList, Entry, Letterhead, Masthead, Note, Quotation, Signatories, Tags
from undersigned.passages import Passage

_AS_OTHERS_SPELL = (Addressees, CopyList, Entry, Letterhead, Masthead, Note, Quotation, Signatories, Tags)
"""Where names stand, and titles and words of others: as their owners write them."""

_LETTER = r"[^\W\d_]"
_STRAIGHT_APOSTROPHE = rf"(?<={_LETTER})'(?={_LETTER})|(?<=s)'(?=\s)"
_CURLY_APOSTROPHE = rf"(?<={_LETTER})’(?={_LETTER})|(?<=s)’(?=\s)"
_STRAIGHT_QUOTE = r"(?<![\w\"])\"(?=[^\s\"])"
_ENGLISH = r"\b(?:the|of|and|to|in|is|are|for|that|by|with)\b"
_KINDS = {
    "en": (
        (
            "quotation marks and apostrophes",
            {"curly": f"{_CURLY_APOSTROPHE}|“", "straight": f"{_STRAIGHT_APOSTROPHE}|{_STRAIGHT_QUOTE}"},
        ),
        ("quotation marks", {"“ ”": "“", "« »": rf"«(?=[^«»]{{0,200}}?{_ENGLISH})"}),
    ),
    "": (
        ("apostrophes", {"curly": _CURLY_APOSTROPHE, "straight": _STRAIGHT_APOSTROPHE}),
        ("quotation marks", {"curly or angled": "[“«„]", "straight": _STRAIGHT_QUOTE}),
    ),
}
"""Marks that are written in one way throughout: English marks come from one key, others mix « » with straight '."""
_QUOTES = {
    language: [(marks, {name: re.compile(pattern) for name, pattern in kinds.items()}) for marks, kinds in families]
    for language, families in _KINDS.items()
}

_MONTH = r"Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
_BEFORE = rf"(?:(?<={_LETTER})|(?<=[,)\]”’»\"*.]))"
_BEHIND = rf"(?=[(“‘«\"*]|{_LETTER})(?!(?:{_MONTH}|Nov(?:ember)?|Dec(?:ember)?)\b)"
_DASHES = {
    "“ – ”": re.compile(rf"{_BEFORE}[ \xa0]– {_BEHIND}"),
    "“—”": re.compile(rf"{_BEFORE}[ \xa0]?— ?{_BEHIND}"),
    "“ - ”": re.compile(rf"{_BEFORE} [-‐] {_BEHIND}"),
    "“--”": re.compile(rf"{_BEFORE} ?--(?!-) ?{_BEHIND}"),
}
"""Dashes between words; those between numbers or days say from when to when."""
_PROSE = 12
"""How many words make prose: titles and names have dashes of their own."""


@dataclass(slots=True)
class _Kind:
    """One way to write a mark: how often a letter has it, and where first."""

    name: str
    count: int = 0
    first: tuple[Passage, int, int] | None = None


def mixed_quotes(reading: Reading) -> Iterator[Finding]:
    """Straight and curly quotation marks and apostrophes in one letter; in English, angled ones as well."""
    passages = [passage for passage in reading.passages if not passage.lies_in(*_AS_OTHERS_SPELL)]
    for marks, kinds in _QUOTES.get(reading.speaks, _QUOTES[""]):
        counts = _count(kinds, passages)
        if len(counts) > 1:
            yield from _minority("U629", counts, f"{marks} stand in one letter", "write them all in one way")


def mixed_dashes(reading: Reading) -> Iterator[Finding]:
    """Dashes of several kinds between the parts of sentences."""
    passages = [
        passage
        for passage in reading.passages
        if not passage.lies_in(*_AS_OTHERS_SPELL) and passage.words.count(" ") + 1 >= _PROSE
    ]
    counts = _count(_DASHES, passages)
    if len(counts) > 1:
        yield from _minority("U630", counts, "part sentences in one letter", "write all such dashes in one way")


def _count(kinds: Mapping[str, re.Pattern[str]], passages: Iterable[Passage]) -> list[_Kind]:
    """The kinds that a letter has, the commonest first."""
    counts = {name: _Kind(name) for name in kinds}
    for passage in passages:
        words = prose(passage.words)
        for name, pattern in kinds.items():
            for found in pattern.finditer(words):
                counts[name].count += 1
                counts[name].first = counts[name].first or (passage, found.start(), found.end())
    return sorted((kind for kind in counts.values() if kind.count), key=lambda kind: -kind.count)


def _minority(code: str, counts: Sequence[_Kind], said: str, remedy: str) -> Iterator[Finding]:
    rarest = counts[-1]
    if rarest.first:
        passage, start, end = rarest.first
        kinds = " and ".join(f"{one.name} ({one.count})" for one in counts)
        message = f"{kinds} {said}; the first {rarest.name} is in {around(passage.words, start, end)}"
        yield Finding(code, passage, *widened(passage.words, start, end), message, remedy, "advice")


WORDS: tuple[WordsCheck, ...] = (mixed_quotes, mixed_dashes)
