"""Which organisation of the register a name means, and which two of the register may be one.

Names are compared as people hear them: the words that tell organisations apart count for much, the words that half of
them have (human rights, network, international) for little; capitals, accents, small words and spelling of the two
Englishes for nothing. A score is a percentage; what it means is for people to decide, except that a name that is in the
register letter by letter, as name or alias, needs no asking.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from undersigned.matching.likeness import (
    BEGINNING,
    Alike,
    Spelling,
    Vocabulary,
    Weights,
    likeness_of_strings,
    plain,
    shared,
)
from undersigned.models.register import Organisation
from undersigned.name_words import WORD, words
from undersigned.searching import fold
from undersigned.states import named

How = Literal["exact", "alias", "folded", "acronym", "fuzzy"]

SURE: frozenset[How] = frozenset({"exact", "alias"})
"""What needs no asking."""
ASKED = 72
"""From what score on a name is proposed when something is imported: somebody looks at it."""
NEAR = 80
"""From what score on two entries of the register are listed as near-duplicates."""
_MOST_PROPOSED = 3
_FOLDED, _ACRONYM_ALONE, _SAME_ACRONYM = 98, 90, 60

_NUMBER = re.compile(r"\d+")
_IN_BRACKETS = re.compile(r"\s*\(([^()]{2,20})\)")


@dataclass(frozen=True, slots=True)
class Match:
    """An organisation that a name may mean: its id, how it was found, the score, and the spelling that was met."""

    id: str
    how: How
    score: int
    spelling: str


@dataclass(frozen=True, slots=True)
class Name:
    """A name to look up, with what is known beside it."""

    text: str
    acronym: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class NearPair:
    """Two entries of the register that may be one organisation."""

    first: str
    second: str
    score: int
    spellings: tuple[str, str]


def country_key(country: str) -> str:
    """What is the same for a country however it is written: `Kenya`, `KE`, `kenya`."""
    state = named(country)
    return state.code if state else fold(country)


class Matcher:
    """Looks names up in a register; made once for as many names as there are."""

    def __init__(self, organisations: Iterable[Organisation]) -> None:
        self._organisations = list(organisations)
        self._exact: dict[str, list[tuple[int, How]]] = {}
        self._acronyms: dict[str, list[int]] = {}
        texts: list[tuple[int, str]] = []
        for number, organisation in enumerate(self._organisations):
            for how, text in _spellings(organisation):
                found = self._exact.setdefault(plain(text), [])
                if all(number != other for other, _ in found):
                    found.append((number, how))
            if organisation.acronym:
                self._acronyms.setdefault(_letters(organisation.acronym), []).append(number)
            texts += [(number, text) for text in dict.fromkeys(_bare(organisation))]
        split = [words(text) for _, text in texts]
        self._weight = Weights(split)
        self._entries = [self._spelling(number, text, own) for (number, text), own in zip(texts, split, strict=True)]

    def _spelling(self, owner: int, text: str, own: tuple[str, ...]) -> Spelling:
        weights = {word: self._weight(word) for word in own}
        return Spelling(owner, text, weights, sum(weights.values()), "".join(own))

    @cached_property
    def _having(self) -> dict[str, list[int]]:
        """The numbers of the spellings that have a word."""
        having: dict[str, list[int]] = {}
        for number, entry in enumerate(self._entries):
            for word in entry.words:
                having.setdefault(word, []).append(number)
        return having

    @cached_property
    def _beginning(self) -> dict[str, list[int]]:
        """The numbers of the spellings that begin with some letters, whatever their words."""
        beginning: dict[str, list[int]] = {}
        for number, entry in enumerate(self._entries):
            beginning.setdefault(entry.string[:BEGINNING], []).append(number)
        return beginning

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        return Vocabulary(self._having)

    def matches(self, name: Name) -> tuple[Match, ...]:
        """The organisations that the name may mean, best first, at most three.

        One that is sure stands alone; where two organisations have the very spelling, neither is.
        """
        exact = self._exact.get(plain(name.text), [])
        sure = [(number, how) for number, how in exact if not self._elsewhere(number, name.country)]
        if len(sure) == 1:
            ((number, how),) = sure
            return (Match(self._organisations[number].id, how, 100, name.text),)
        found = {number: self._match(number, "folded", _FOLDED, name.text) for number, _ in exact}
        for match_number, match in (*self._by_acronym(name), *self._by_words(name)):
            if match_number not in found or match.score > found[match_number].score:
                found[match_number] = match
        best = sorted(found.values(), key=lambda match: (-match.score, match.id))
        return tuple(match for match in best if match.score >= ASKED or match.how == "acronym")[:_MOST_PROPOSED]

    def _match(self, number: int, how: How, score: float, spelling: str) -> Match:
        return Match(self._organisations[number].id, how, round(score), spelling)

    def _elsewhere(self, number: int, country: str) -> bool:
        """Whether an organisation is known to be in another country."""
        own = self._organisations[number].country
        return bool(own and country and country_key(own) != country_key(country))

    def _by_acronym(self, name: Name) -> Iterator[tuple[int, Match]]:
        bracketed = [letters for letters in _IN_BRACKETS.findall(name.text) if " " not in letters]
        for letters in dict.fromkeys(map(_letters, (name.acronym, *bracketed, name.text))):
            for number in self._acronyms.get(letters, ()) if letters else ():
                if self._elsewhere(number, name.country):
                    continue
                alone = letters == _letters(name.text)
                spelling = self._organisations[number].acronym or ""
                yield number, self._match(number, "acronym", _ACRONYM_ALONE if alone else _SAME_ACRONYM, spelling)

    def _by_words(self, name: Name) -> Iterator[tuple[int, Match]]:
        for text in dict.fromkeys((_IN_BRACKETS.sub("", name.text), name.text)):
            asked = self._spelling(-1, text, words(text))
            for number, score in self._near(asked, ASKED / 100).items():
                entry = self._entries[number]
                is_folded = asked.string == entry.string
                percent = _FOLDED if is_folded else min(100 * score, _FOLDED - 1)
                if self._elsewhere(entry.owner, name.country):
                    percent *= 0.9
                yield entry.owner, self._match(entry.owner, "folded" if is_folded else "fuzzy", percent, entry.text)

    def _near(self, asked: Spelling, least: float) -> dict[int, float]:
        """The numbers of the spellings whose score, from 0 to 1, reaches `least`, with that score."""
        found: dict[int, float] = {}
        for number in self._beginning.get(asked.string[:BEGINNING], ()):
            score = likeness_of_strings(asked.string, self._entries[number].string)
            if score >= least:
                found[number] = score
        alike = {word: self._vocabulary.alike(word) for word in asked.words}
        for number in self._candidates(asked, alike, least):
            score = shared(asked, self._entries[number], alike, least)
            if score >= least:
                found[number] = max(score, found.get(number, 0.0))
        return found

    def _candidates(self, asked: Spelling, alike: Alike, least: float) -> set[int]:
        """The spellings that can reach the score at all.

        Two names of which one weighs w can have a score s only if they share s·w/(2 - s) of it (Dice). So if all but a
        few rare words weigh less than that, one of these few is shared.
        """
        candidates: set[int] = set()
        left = asked.weight
        for word, weight in sorted(asked.words.items(), key=lambda pair: -pair[1]):
            for other in alike[word]:
                candidates.update(self._having[other])
            left -= weight
            if left < asked.weight * least / (2 - least):
                break
        return candidates

    def near_pairs(self) -> Iterator[tuple[int, list[NearPair]]]:
        """The near-duplicates of each organisation among those after it, with its number from 0."""
        own: dict[int, list[Spelling]] = {}
        for entry in self._entries:
            own.setdefault(entry.owner, []).append(entry)
        for number in range(len(self._organisations)):
            best: dict[int, tuple[float, tuple[str, str]]] = {}
            for entry in own.get(number, ()):
                for near, score in self._near(entry, _LEAST_WITH_ACRONYM).items():
                    other = self._entries[near]
                    if other.owner > number and (other.owner not in best or score > best[other.owner][0]):
                        best[other.owner] = score, (entry.text, other.text)
            for other_number, texts in self._named_by_acronym(number):
                best[other_number] = max(best.get(other_number, (0.0, texts)), (_ACRONYM_ALONE / 100, texts))
            yield number, list(self._pairs(number, best))

    def _pairs(self, number: int, best: dict[int, tuple[float, tuple[str, str]]]) -> Iterator[NearPair]:
        first = self._organisations[number]
        for other, (score, texts) in best.items():
            second = self._organisations[other]
            if _are_kin(first, second) or _are_numbered(*texts):
                continue
            percent = min(100 * _with_acronyms(score, first, second), 100)
            if first.country and second.country and country_key(first.country) != country_key(second.country):
                percent *= 0.75
            if percent >= NEAR:
                yield NearPair(first.id, second.id, round(percent), texts)

    def _named_by_acronym(self, number: int) -> Iterator[tuple[int, tuple[str, str]]]:
        """Organisations after this one whose whole name is its acronym, or the other way round."""
        first = self._organisations[number]
        for other in self._acronyms.get(_letters(first.name), ()):
            if other > number:
                yield other, (first.name, self._organisations[other].acronym or "")
        for other, _ in self._exact.get(plain(first.acronym), ()) if first.acronym else ():
            if other > number:
                yield other, (first.acronym or "", self._organisations[other].name)


_LEAST_WITH_ACRONYM = 0.6
"""What two names must share at the least, if they have the same acronym, to be near."""


def near_duplicates(organisations: Iterable[Organisation]) -> list[NearPair]:
    """Pairs of a register that may be one organisation, the nearest first."""
    pairs = [pair for _, found in Matcher(organisations).near_pairs() for pair in found]
    return in_order_of_score(pairs)


def in_order_of_score(pairs: Iterable[NearPair]) -> list[NearPair]:
    """The pairs, the nearest first."""
    return sorted(pairs, key=lambda pair: (-pair.score, pair.first, pair.second))


def _with_acronyms(score: float, first: Organisation, second: Organisation) -> float:
    """The score of two names in view of their acronyms: the same one brings them nearer, another parts them."""
    if not first.acronym or not second.acronym:
        return score
    if _letters(first.acronym) == _letters(second.acronym):
        return score + (1 - score) * 0.6
    return score * 0.9


def _are_kin(first: Organisation, second: Organisation) -> bool:
    """Whether the register says that the two are a body and its branch, or branches of one."""
    return (
        first.parent == second.id
        or second.parent == first.id
        or (first.parent is not None and first.parent == second.parent)
    )


def _are_numbered(one: str, other: str) -> bool:
    """Whether two names have different numbers, as branches and local unions have."""
    mine, theirs = _NUMBER.findall(one), _NUMBER.findall(other)
    return bool(mine and theirs) and mine != theirs


def _spellings(organisation: Organisation) -> Iterator[tuple[How, str]]:
    """All that an organisation is printed as or known by, the name itself first."""
    for name in dict.fromkeys((organisation.name, *organisation.names.values())):
        how: How = "exact" if name == organisation.name else "alias"
        forms = [name, f"{name} ({organisation.acronym})"] if organisation.acronym else [name]
        if organisation.region:
            forms = [f"{form} {dash} {organisation.region}" for form in forms for dash in ("–", "-")]
        for form in forms:
            yield how, form
            if organisation.country:
                yield how, f"{form}, {organisation.country}"
                yield how, f"{form} ({organisation.country})"
    for alias in organisation.aliases:
        yield "alias", alias


def _bare(organisation: Organisation) -> Iterator[str]:
    """The spellings that names are compared with word by word, without acronyms in brackets."""
    region = f" – {organisation.region}" if organisation.region else ""
    for name in (organisation.name, *organisation.names.values()):
        yield _IN_BRACKETS.sub("", name) + region
    for alias in organisation.aliases:
        if _letters(alias) != _letters(organisation.acronym or ""):
            yield _IN_BRACKETS.sub("", alias)


def _letters(acronym: str) -> str:
    """An acronym without hyphens, dots and capitals: `FORUM-ASIA`, `Forum Asia`."""
    return "".join(WORD.findall(fold(acronym)))
