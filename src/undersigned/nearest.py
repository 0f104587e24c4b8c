"""The word that somebody meant who wrote one that nobody knows: a slip of the keys, another spelling, other joints.

Rather none than an absurd one: who is told something wrong stops reading.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from heapq import nlargest

Tokens = tuple[str, ...]

_WORD = re.compile(r"[^\W_]+")
_JOINTS = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")
"""Where words are joined by capitals alone: `afterDemands`."""
_BRITISH = (
    (r"iz(?=(?:e|ed|es|er|ers|ing|ation|ations|ational)$)", "is"),
    (r"yz(?=(?:e|ed|es|ing)$)", "ys"),
    (r"^(lab|col|fav|hon|neighb|behavi)or(?=$|s|i|e|a)", r"\1our"),
    (r"^(cent|theat)er(?=s?$)", r"\1re"),
    (r"^(defen|offen|licen)se(?=s?$)", r"\1ce"),
    (r"^program$", "programme"),
    (r"^judgement$", "judgment"),
)
_PASSED_OVER = frozenset({"a", "an", "and", "for", "in", "l", "la", "le", "les", "of", "on", "the", "to"})
_SOUNDS = str.maketrans("kyz", "cis")
"""Letters that sound like others: `akt`, `fakt`."""
_ALIKE = 0.7
"""From which share of their letters in common words on, two phrases are about the same thing."""
_LOOKED_AT = 100
"""How many phrases are looked at for slips in their words: those that have most words in common as they stand."""
_EFFORT = 1_000_000
"""How many words are compared in all by one lexicon: where thousands are unknown, it was no slip of the keys."""
_BEGUN = 0.6
"""How much of a word must be written for the rest of it to be plain."""
_FEW = 20
"""Among how many phrases, as the demands of one letter, one word is enough to tell which is meant."""
_SHORT, _LONG = 5, 6
"""From how many letters on a word may hold a wrong one, and may begin with it."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that is meant, or None where none is near enough."""
    return Lexicon(known).nearest(word)


class Lexicon:
    """Words that are known, made ready for looking many others up."""

    def __init__(self, known: Iterable[str]) -> None:
        self._words = [_Known(name, tokens(name)) for name in known]
        self._effort = _EFFORT
        self._as_typed: dict[str, str] = {}
        self._joined: dict[str, str] = {}
        self._ordered: dict[Tokens, str] = {}
        for word in self._words:
            self._as_typed.setdefault(word.name.casefold(), word.name)
            self._joined.setdefault(word.joined, word.name)
            self._ordered.setdefault(word.ordered, word.name)

    def nearest(self, word: str) -> str | None:
        """The word that is meant, or None where none is near enough."""
        written = _Known(word, tokens(word))
        if not written.joined:
            return None
        found = self._as_typed.get(word.strip().casefold()) or self._joined.get(written.joined)
        if found is None and written.ordered:
            found = self._ordered.get(written.ordered)
        if found is None:
            self._effort -= len(self._words)
        if found is not None or self._effort < 0:
            return found
        return self._slipped(written) or self._begun(written) or self._holding(written) or self._in_other_words(written)

    def _slipped(self, written: _Known) -> str | None:
        """The word that the fewest slips make of what is written; of several the one that begins alike."""
        found: list[tuple[int, bool, int, str]] = []
        joined, typed = written.joined, written.name.casefold()
        for word in self._words:
            slips = _slips(joined, word.joined)
            if slips is None:
                slips = _slips(written.letters, word.letters)
            if slips is not None:
                otherwise = word.joined[:1] != joined[:1]
                found.append((slips, otherwise, _distance(typed, word.name.casefold()), word.name))
        return min(found)[-1] if found else None

    def _begun(self, written: _Known) -> str | None:
        """The only one that begins with what is written: with the same words, or with most of its letters."""
        joined = written.joined
        if len(joined) < _SHORT - 1:  # “the” begins too much
            return None
        begun = [word for word in self._words if word.joined.startswith(joined)]
        words = [word.name for word in begun if word.tokens[: len(written.tokens)] == written.tokens]
        letters = [word.name for word in begun if len(joined) >= _BEGUN * len(word.joined)]
        return next((found[0] for found in (words, letters) if len(found) == 1), None)

    def _holding(self, written: _Known) -> str | None:
        """The only one of a few that holds all the words that are written: `access-to-lawyers` for `lawyers`."""
        if len(written.joined) < _LONG or not written.ordered or len(self._words) > _FEW:
            return None
        wanted = set(written.ordered)
        found = [word.name for word in self._words if wanted.issubset(word.ordered)]
        return found[0] if len(found) == 1 else None

    def _in_other_words(self, written: _Known) -> str | None:
        """The one that has most of its words in common with what is written, each perhaps with a slip."""
        if len(written.ordered) < 2:
            return None  # one word alone may stand in many phrases
        phrases = (word for word in self._words if len(word.ordered) > 1)
        close = nlargest(_LOOKED_AT, phrases, key=lambda word: _likeness(written.ordered, word.ordered, slips=False))
        alike = [(_likeness(written.ordered, word.ordered, slips=True), word.name) for word in close]
        best = max((share for share, _ in alike), default=0.0)
        found = [name for share, name in alike if share == best]
        return found[0] if best >= _ALIKE and len(found) == 1 else None


class _Known:
    """A word as it is compared: its letters, its tokens, these joined, and those that tell something in the order of
    the alphabet."""

    __slots__ = ("joined", "letters", "name", "ordered", "tokens")

    def __init__(self, name: str, words: Tokens) -> None:
        self.name, self.tokens, self.joined = name, words, "".join(words)
        self.letters = "".join(filter(str.isalnum, name.casefold()))
        self.ordered = tuple(sorted(word for word in words if word not in _PASSED_OVER))


@lru_cache(maxsize=20_000)
def tokens(text: str) -> Tokens:
    """The words of a text or id, without capitals, accents and plurals, in British spelling."""
    if not text.isascii():
        text = "".join(one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one))
    return tuple(_plain(word) for word in _WORD.findall(_JOINTS.sub(" ", text).casefold()))


@lru_cache(maxsize=20_000)
def _plain(word: str) -> str:
    for spelling, british in _BRITISH:
        word = re.sub(spelling, british, word)
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


# --- slips of the keys ------------------------------------------------------------------------------------------------


def _allowed(length: int) -> int:
    """How many slips a word of that many letters may hold and still be the same."""
    return 0 if length < 3 else 1 if length < 6 else 2 if length < 10 else 3


def _slips(one: str, other: str) -> int | None:
    """How many letters are missing, superfluous, wrong or exchanged; None where that is too many to be slips."""
    most = _allowed(min(len(one), len(other)))
    if len(one) != len(other) and min(len(one), len(other)) == 2 and any(map(str.isdigit, one + other)):
        most = 1  # a figure too many or too few: `v11` for `v1`
    if abs(len(one) - len(other)) > most or len(set(one) ^ set(other)) > 2 * most:
        return None
    if one[:1] != other[:1] and not (one[1:] == other or other[1:] == one or one[:2] == other[1::-1]):
        most = min(most, 1) if min(len(one), len(other)) >= _LONG else 0
    if len(one) == len(other) < _SHORT and sorted(one.translate(_SOUNDS)) != sorted(other.translate(_SOUNDS)):
        return None  # of three or four letters one is wrong: as likely as not another word
    slips = _distance(one, other)
    return slips if slips <= most else None


def _alike(one: str, other: str) -> int:
    """With how many letters two words begin alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (letter, wanted) in pairs if letter != wanted), min(len(one), len(other)))


def _distance(one: str, other: str) -> int:
    """The optimal string alignment distance: insertions, deletions, substitutions and exchanges of neighbours."""
    begin = _alike(one, other)
    one, other = one[begin:], other[begin:]
    end = _alike(one[::-1], other[::-1])
    one, other = one[: len(one) - end], other[: len(other) - end]
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        before, last, row = row, before, [i]
        for j, wanted in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]


# --- phrases of several words -----------------------------------------------------------------------------------------


def _likeness(one: Tokens, other: Tokens, *, slips: bool) -> float:
    """The share of letters in words that two phrases have in common, perhaps with slips in them."""
    rest = list(other)
    common = 0
    for word in one:
        match = word if word in rest else None
        if match is None and slips and len(word) >= _SHORT:
            match = next((candidate for candidate in rest if _slips(word, candidate) is not None), None)
        if match is not None:
            rest.remove(match)
            common += len(word) + len(match)
    return common / (sum(map(len, one)) + sum(map(len, other)))
