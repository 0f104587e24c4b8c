"""How alike two names are: by their words, those that tell organisations apart for much, or as one string."""

from __future__ import annotations

import math
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from undersigned.models.base import fold as one_line

_COMMONWORDS = """
action activists advocacy alliance association associations campaign centre civil coalition collective commission
committee community council defenders defence democracy democratic development federation forum foundation freedom
global group human initiative institute international justice league national network organisation people peoples
platform programme project regional rights society solidarity support union women workers world youth
collectif comite developpement droits fondation homme humains institut internationale ligue mouvement nationale paix
reseau solidarite syndicat asbl ev inc limited ltd ngo ong
"""
_COMMON = frozenset(_COMMONWORDS.split())
"""Words that half of all organisations have in their names, in whatever register."""
_WEIGHT_OF_COMMON = 0.7
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "“": '"', "”": '"', "–": "-", "—": "-"})
_KEY = 2
BEGINNING = 6
_STEM = 4
_ALIKE = 0.79
"""From what similarity on two words are one with a slip of the pen."""
_SHORTEST_SLIP = 5
_LONGEST_ENDING = 3
_ONE_STRING = 0.95
"""From what similarity on two whole names are one, whatever their words: `Front Line`, `Frontline`."""


def plain(text: str) -> str:
    """A name letter by letter, but for the kind of its spaces, apostrophes and dashes."""
    text = one_line(unicodedata.normalize("NFC", text.replace("\u00a0", " ").replace("\u202f", " ")))
    return text.translate(_APOSTROPHES)


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way to write an organisation: its different words with their weights, those together, all in one string."""

    owner: int
    text: str
    words: dict[str, float]
    weight: float
    string: str


class Weights:
    """How much each word tells, by how few of the names have it."""

    def __init__(self, names: Iterable[Sequence[str]]) -> None:
        counted = [frozenset(name) for name in names]
        self._number = len(counted)
        self._frequency = Counter(word for name in counted for word in name)
        self._known: dict[str, float] = {}

    def __call__(self, word: str) -> float:
        weight = self._known.get(word)
        if weight is None:
            frequency = max(self._frequency[word], 1)  # a word that no name has tells no more than a word of one
            weight = math.log((self._number + 20) / (frequency + 0.5))
            weight = max(weight, 0.1) * (_WEIGHT_OF_COMMON if word in _COMMON else 1)
            self._known[word] = weight
        return weight


Alike = dict[str, dict[str, float]]
"""For each word of a name the words of the register that are like it, and how much: itself 1."""


class Vocabulary:
    """All words of a register, to be asked for those that are like another."""

    def __init__(self, known: Iterable[str]) -> None:
        self._blocks: dict[str, list[str]] = {}
        for word in known:
            for key in _keys(word):
                self._blocks.setdefault(key, []).append(word)
        self._found: dict[str, dict[str, float]] = {}

    def alike(self, word: str) -> dict[str, float]:
        found = self._found.get(word)
        if found is None:
            nearby = {other for key in _keys(word) for other in self._blocks.get(key, ())}
            likeness = {other: _likeness(word, other) for other in sorted(nearby)}
            found = self._found[word] = {other: value for other, value in likeness.items() if value}
        return found


def _keys(word: str) -> tuple[str, ...]:
    """The beginning and the end of a word: two words that are alike have one of them in common."""
    return (word[:_KEY], f"~{word[-_KEY:]}") if len(word) > _KEY else (word,)


def _likeness(one: str, other: str) -> float:
    """How alike two words are, from 0 to 1: forms of one (`Asia`, `Asian`), or a slip of the pen."""
    if one == other:
        return 1.0
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) >= _STEM and longer.startswith(shorter) and len(longer) - len(shorter) <= _LONGEST_ENDING:
        return 0.95
    if not one.isalpha() or one[0] != other[0]:
        return 0.0
    if len(shorter) < _SHORTEST_SLIP:
        return 0.9 if len(shorter) == _STEM and sorted(one) == sorted(other) else 0.0
    from rapidfuzz.distance import OSA

    return OSA.normalized_similarity(one, other, score_cutoff=_ALIKE)


def shared(one: Spelling, other: Spelling, alike: Alike, least: float) -> float:
    """How much of the weight of both names is shared, from 0 to 1."""
    if 2 * min(one.weight, other.weight) < least * (one.weight + other.weight):
        return 0.0
    whole = one.weight + other.weight
    common = 0.0
    theirs = other.words
    for word, weight in one.words.items():
        if word in theirs:
            common += weight
            continue
        for near, likeness in alike[word].items():
            if near in theirs and near not in one.words:
                common += likeness * min(weight, theirs[near])
                whole -= abs(weight - theirs[near])  # a slip of the pen is as telling as the word that was meant
                break
    return 2 * common / whole if whole else 0.0


def likeness_of_strings(one: str, other: str) -> float:
    """How alike two names are, whatever their words: 0 where they are not nearly the same."""
    if abs(len(one) - len(other)) > 2 or len(one) < 2 * _STEM:
        return 0.0
    from rapidfuzz.distance import OSA

    return OSA.normalized_similarity(one, other, score_cutoff=_ONE_STRING)
