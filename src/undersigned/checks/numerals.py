"""Numbers in a text, in figures and in words up to a hundred, in English and French."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from undersigned.checks.patterns import Pattern

_ENGLISH = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen
"""
_ENGLISH_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_FRENCH = """
    zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit
    dix-neuf
"""
_FRENCH_TENS = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante", 80: "quatre-vingt"}

_NUMBER = Pattern(
    r"(?<![\w.,/:–-])(?:\d{1,3}(?:[, \u00a0\u202f]\d{3})+|\d+)(?![\w/:%–-]|[.,]\d)"
    r"|(?<![\w-])[^\W\d_]+(?:[-‑][^\W\d_]+)*(?:\set\s(?:une?|onze)\b)?"
)


class Number(NamedTuple):
    """A number of two or more in a text, from character `start` to `end`."""

    value: int
    start: int
    end: int


def may_be_number(text: str, language: str) -> bool:
    """Whether a text in small letters may hold a number."""
    return any(map(str.isdecimal, text)) or any(word in text for word in _beginnings(language))


def numbers(words: str, language: str, start: int = 0, end: int = sys.maxsize) -> Iterator[Number]:
    """The numbers in a text, or in a part of it; dates, ordinals and parts of other words are none."""
    known = _known(language)
    for found in _NUMBER.compiled.finditer(words, start, end):
        text = found.group()
        value = int(re.sub(r"\D", "", text)) if text[0].isdecimal() else known.get(_plain(text), 0)
        if value > 1:
            yield Number(value, found.start(), found.end())


def _plain(text: str) -> str:
    return re.sub(r"[\s‑]", "-", text.lower())


@cache
def _known(language: str) -> Mapping[str, int]:
    """The numbers in words, their parts joined by hyphens."""
    return {word: value for value, word in {"en": _english, "fr": _french}[language]()}


@cache
def _beginnings(language: str) -> frozenset[str]:
    """What each number in words begins with: “twenty” of “twenty-one”, too."""
    return frozenset(word.partition("-")[0] for word, value in _known(language).items() if value > 1)


def _english() -> Iterator[tuple[int, str]]:
    units = _ENGLISH.split()
    yield from enumerate(units)
    for value, ten in enumerate(_ENGLISH_TENS.split(), 2):
        yield value * 10, ten
        yield from ((value * 10 + unit, f"{ten}-{units[unit]}") for unit in range(1, 10))
    yield 100, "hundred"


def _french() -> Iterator[tuple[int, str]]:
    units = _FRENCH.split()
    yield from enumerate(units)
    for value, ten in _FRENCH_TENS.items():
        yield value, ten
        for unit in range(1, 20 if value >= 60 else 10):
            yield value + unit, f"{ten}-{units[unit]}"
            yield value + unit, f"{ten}-et-{units[unit]}"
        yield value + 1, f"{ten}-et-une"
        yield value + 1, f"{ten}-une"
    yield 80, "quatre-vingts"
    yield 100, "cent"
