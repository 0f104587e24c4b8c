"""How near two texts are in what they say: `release all prisoners`, `all prisoners should be released at once`.

Only the words that carry meaning count, in any order and inflection, and rare ones for more: all letters speak of human
rights, few of a land titling system.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from undersigned.searching import fold

_ENGLISH = """
a about after all also among an and any are as at be been before being but by can could do does each for from further
had has have he her his how i if in including into is it its itself may more most must no not of on or other our out
over own shall she should so some such than that the their them then there these they this those through to under
until up upon us was we were what when where which while who whom whose will with within without would you your
"""
_FRENCH = """
afin ainsi au aucun aucune aussi autre autres aux avec ce ces cet cette comme dans de des dont du elle elles en entre
est et etre ils la le les leur leurs lui mais mes meme ne nos notre nous on ont ou par pas plus pour qu que qui sa
sans se ses si son sont sous sur tous tout toute toutes tres un une vers vos votre vous
"""
_OF_LETTERS = "ask asks call calls demand demands government governments urge urges gouvernement"
_NO_MEANING = frozenset(f"{_ENGLISH} {_FRENCH} {_OF_LETTERS}".split())
_WORD = re.compile(r"[^\W\d_]{2,}")
_STEM = 4
"""How many letters two words must begin with alike to be forms of one: `amend` and `amendment`, not `charges` and
`changes`."""
_ALIKE = 0.88
"""From what Jaro-Winkler similarity on they are: `examine` and `examination` have 0.88, `human` and `humid` less."""
_ADVERB = 7
"""How long an adverb in -ly or -ement is at the least: `comply` is none."""
_LEAST = 0.5
"""What share of a phrase a text must hold at the very least to be looked at."""


def telling_words(text: str) -> tuple[str, ...]:
    """The words of a text that carry meaning, folded, in order: without numbers and small words."""
    return tuple(word for word in _WORD.findall(fold(text)) if word not in _NO_MEANING)


@lru_cache(maxsize=65536)
def alike(one: str, other: str) -> bool:
    """Whether two folded words are forms of one word."""
    if one == other or one[:_STEM] != other[:_STEM] or len(one) < _STEM or len(other) < _STEM:
        return one == other
    from rapidfuzz.distance import JaroWinkler

    return JaroWinkler.similarity(one, other) >= _ALIKE


def is_adverb(word: str) -> bool:
    """Whether a folded word says how something is done, `immediately`, and so matters less than what is."""
    return len(word) >= _ADVERB and word.endswith(("ly", "ement")) and word != "assembly"


@dataclass(frozen=True, slots=True)
class Weighed:
    """Telling words with what each weighs, and with the beginnings that forms of one word share."""

    words: tuple[str, ...]
    weights: tuple[float, ...]
    stems: tuple[str, ...]
    among: frozenset[str]
    whole: float


class Measure:
    """Measures nearness among some texts, given as their telling words; what is frequent in them weighs little."""

    def __init__(self, texts: Iterable[Sequence[str]]) -> None:
        counted = [frozenset(word[:_STEM] for word in text) for text in texts]
        self._number = len(counted)
        self._frequency = Counter(stem for text in counted for stem in text)
        self._weights: dict[str, float] = {}

    def weigh(self, words: Sequence[str]) -> Weighed:
        """Telling words, ready to be compared."""
        stems = tuple(word[:_STEM] for word in words)
        weights = tuple(
            self._weight(stem) / (2 if is_adverb(word) else 1) for stem, word in zip(stems, words, strict=True)
        )
        return Weighed(tuple(words), weights, stems, frozenset(stems), sum(weights))

    def _weight(self, stem: str) -> float:
        if stem not in self._weights:
            self._weights[stem] = math.log((self._number + 1) / (self._frequency[stem] + 0.5))
        return self._weights[stem]


def nearness(phrase: Weighed, text: Weighed, heads: Collection[str] = ()) -> float:
    """How near the nearest passage of a text comes to a phrase, from 0 to 1, both weighed by one measure.

    It is the weight of what they share over the weight of both (Dice's coefficient). Of `heads`, if there are any, the
    passage must hold one.
    """
    may_share = sum(weight for weight, stem in zip(phrase.weights, phrase.stems, strict=True) if stem in text.among)
    if may_share < _LEAST * phrase.whole:
        return 0.0
    shared = [frozenset(i for i, mine in enumerate(phrase.words) if alike(mine, word)) for word in text.words]
    marks = [place for place, hits in enumerate(shared) if hits]
    best = 0.0
    for number, first in enumerate(marks):
        held: set[int] = set()
        extra, place, headed = 0.0, first, not heads
        for last in marks[number:]:
            if last - first >= 2 * len(phrase.words):
                break
            extra += sum(text.weights[place:last])
            place = last + 1
            held |= shared[last]
            headed = headed or any(alike(head, text.words[last]) for head in heads)
            common = sum(phrase.weights[i] for i in held)
            if headed and common >= _LEAST * phrase.whole:
                best = max(best, 2 * common / (phrase.whole + common + extra))
    return best
