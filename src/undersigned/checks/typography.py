"""Quotation marks and dashes of two kinds in one letter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from undersigned.checks.findings import Finding, Reading, WordsCheck
from undersigned.checks.patterns import Pattern
from undersigned.checks.places import around, prose, widened
from undersigned.document import Addressees, CopyList, Entry, Letterhead, Masthead, Note, Quotation, Signatories, Tags
from undersigned.passages import Passage

_AS_OTHERS_SPELL = (Addressees, CopyList, Entry, Letterhead, Masthead, Note, Quotation, Signatories, Tags)
"""Where names stand, and titles and words of others: as their owners write them."""

_Place = tuple[Passage, int, int]
_Kinds = Mapping[str, Pattern]
"""The ways to write a mark, by their names."""

_LETTER = r"[^\W\d_]"
_STRAIGHT_APOSTROPHE = rf"(?<={_LETTER})'(?={_LETTER})|(?<=s)'(?=\s)"
_CURLY_APOSTROPHE = rf"(?<={_LETTER})’(?={_LETTER})|(?<=s)’(?=\s)"
_STRAIGHT_QUOTE = r"(?<![\w\"])\"(?=[^\s\"])"
_ENGLISH = r"\b(?:the|of|and|to|in|is|are|for|that|by|with)\b"
_QUOTES: dict[str, dict[str, _Kinds]] = {
    "en": {
        "quotation marks and apostrophes": {
            "curly": Pattern(f"{_CURLY_APOSTROPHE}|“", hints="’“"),
            "straight": Pattern(f"{_STRAIGHT_APOSTROPHE}|{_STRAIGHT_QUOTE}", hints="'\""),
        },
        "quotation marks": {
            "“ ”": Pattern("“", hints="“"),
            "« »": Pattern(rf"«(?=[^«»]{{0,200}}?{_ENGLISH})", hints="«"),
        },
    },
    "": {
        "apostrophes": {
            "curly": Pattern(_CURLY_APOSTROPHE, hints="’"),
            "straight": Pattern(_STRAIGHT_APOSTROPHE, hints="'"),
        },
        "quotation marks": {
            "curly or angled": Pattern("[“«„]", hints="“«„"),
            "straight": Pattern(_STRAIGHT_QUOTE, hints='"'),
        },
    },
}
"""Marks that are written in one way throughout: English marks come from one key, others mix « » with straight '."""

_MONTH = r"Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
_BEFORE = rf"(?:(?<={_LETTER})|(?<=[,)\]”’»\"*.]))"
_BEHIND = rf"(?=[(“‘«\"*]|{_LETTER})(?!(?:{_MONTH}|Nov(?:ember)?|Dec(?:ember)?)\b)"
_DASHES: _Kinds = {
    "“ – ”": Pattern(rf"{_BEFORE}[ \xa0]– {_BEHIND}", hints=(" – ", "\xa0– ")),
    "“—”": Pattern(rf"{_BEFORE}[ \xa0]?— ?{_BEHIND}", hints="—"),
    "“ - ”": Pattern(rf"{_BEFORE} [-‐] {_BEHIND}", hints=(" - ", " ‐ ")),
    "“--”": Pattern(rf"{_BEFORE} ?--(?!-) ?{_BEHIND}", hints=["--"]),
}
"""Dashes between words; those between numbers or days say from when to when."""
_PROSE = 12
"""How many words make prose: titles and names have dashes of their own."""


def mixed_quotes(reading: Reading) -> Iterator[Finding]:
    """Straight and curly quotation marks and apostrophes in one letter; in English, angled ones as well."""
    for marks, kinds in _QUOTES.get(reading.speaks, _QUOTES[""]).items():
        places = _mixed(kinds, reading)
        if len(places) > 1:
            yield _minority("U629", places, f"{marks} stand in one letter", "write them all in one way")


def mixed_dashes(reading: Reading) -> Iterator[Finding]:
    """Dashes of several kinds between the parts of sentences."""
    places = _mixed(_DASHES, reading, _PROSE)
    if len(places) > 1:
        yield _minority("U630", places, "part sentences in one letter", "write all such dashes in one way")


def _mixed(kinds: _Kinds, reading: Reading, least: int = 0) -> dict[str, list[_Place]]:
    """Where a letter has each of some kinds, the commonest first, in its own passages of so many words; nothing where
    it cannot have two of them."""
    if sum(pattern.may_match(reading.text) for pattern in kinds.values()) < 2:
        return {}
    own = [passage for passage in reading.passages if not passage.lies_in(*_AS_OTHERS_SPELL)]
    passages = [(passage, prose(passage.words)) for passage in own if passage.words.count(" ") + 1 >= least]
    places = {
        name: [(passage, *found.span()) for passage, words in passages for found in pattern.finditer(words)]
        for name, pattern in kinds.items()
    }
    return {name: found for name, found in sorted(places.items(), key=lambda kind: -len(kind[1])) if found}


def _minority(code: str, places: Mapping[str, Sequence[_Place]], said: str, remedy: str) -> Finding:
    rarest, found = list(places.items())[-1]
    passage, start, end = found[0]
    kinds = " and ".join(f"{name} ({len(found)})" for name, found in places.items())
    message = f"{kinds} {said}; the first {rarest} is in {around(passage.words, start, end)}"
    return Finding(code, passage, *widened(passage.words, start, end), message, remedy, "advice")


WORDS: tuple[WordsCheck, ...] = (mixed_quotes, mixed_dashes)
