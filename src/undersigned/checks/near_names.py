"""Names on one list that may be one and the same: candidates are those that share a key, so that a long list takes no
longer than its length, and whether they are near is for `matching` to say."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from undersigned.brief import Signatory
from undersigned.models.register import Organisation, Person
from undersigned.name_words import WORD, words
from undersigned.searching import fold

_VOWELS = dict.fromkeys(map(ord, "aeiouy"))
_STEM = 4
_FEWEST = 6
"""How many consonants a name has at the least for them to tell it from others."""
_MOST = 10
"""How many names may share a key for it to tell them from others."""
_LONGEST = 40
"""How many names are compared at once, each with each; in longer chains those alone that share one key."""
_SLIP = 4
"""From how many letters on a word may have a slip of the pen in it and still be known."""


def near_pairs(signatories: Sequence[Signatory]) -> list[tuple[Signatory, Signatory]]:
    """Those of a list that may be one, in pairs, both in the order of the list."""
    place: dict[str, int] = {}
    organisations: list[Organisation] = []
    for number, signatory in enumerate(signatories):
        signing = signatory.signing
        if signing.id not in place and isinstance(signing, Organisation):
            organisations.append(_as_printed(signing, signatory.signon.as_))
        place.setdefault(signing.id, number)
    pairs = [(place[first], place[second]) for group in _groups(organisations) for first, second in _near(group)]
    ordered = sorted({(min(pair), max(pair)) for pair in (*pairs, *_namesakes(signatories))})
    return [(signatories[first], signatories[second]) for first, second in ordered]


def _near(organisations: Sequence[Organisation]) -> Iterator[tuple[str, str]]:
    """The ids of those that may be one."""
    from undersigned.matching import near_duplicates

    return ((pair.first, pair.second) for pair in near_duplicates(organisations))


def _as_printed(organisation: Organisation, printed: str | None) -> Organisation:
    """An organisation known by the name that this letter prints as well."""
    return organisation.model_copy(update={"aliases": (*organisation.aliases, printed)}) if printed else organisation


def _groups(organisations: Sequence[Organisation]) -> Iterator[list[Organisation]]:
    """Those that share a key with others that are no branches of theirs, or are linked by such; a key that many share
    tells nothing."""
    family = [organisation.parent or organisation.id for organisation in organisations]
    group = list(range(len(organisations)))

    def first(number: int) -> int:
        while group[number] != number:
            group[number] = number = group[group[number]]
        return number

    names = [[*_names(organisation)] for organisation in organisations]
    sharing = [
        numbers
        for numbers in (*_sharing(organisations, names), *_slipped(names))
        if len(numbers) <= _MOST and len({family[number] for number in numbers}) > 1
    ]
    for numbers in sharing:
        for number in numbers[1:]:
            group[first(number)] = first(numbers[0])
    members: defaultdict[int, list[int]] = defaultdict(list)
    for number in range(len(organisations)):
        members[first(number)].append(number)
    chains = {one for one, together in members.items() if len(together) > _LONGEST}
    found = [together for one, together in members.items() if len(together) > 1 and one not in chains]
    found += [numbers for numbers in sharing if first(numbers[0]) in chains]
    yield from ([organisations[number] for number in together] for together in found)


_Names = Sequence[Sequence[tuple[str, ...]]]
"""The words of each name of each organisation."""


def _names(organisation: Organisation) -> Iterator[tuple[str, ...]]:
    """The words of each name that an organisation is known by, without what stands in brackets."""
    for name in dict.fromkeys((organisation.name, *organisation.names.values(), *organisation.aliases)):
        yield words(re.sub(r"\s*\([^()]*\)", "", name) if "(" in name else name)


def _sharing(organisations: Sequence[Organisation], names: _Names) -> list[list[int]]:
    """The numbers of those that share a key."""
    having: defaultdict[tuple[str, ...], dict[int, None]] = defaultdict(dict)
    for number, organisation in enumerate(organisations):
        if organisation.acronym:
            having["=", "".join(WORD.findall(fold(organisation.acronym)))][number] = None
        for said in names[number]:
            for key in _keys(said):
                having[key][number] = None
    return [[*numbers] for numbers in having.values() if len(numbers) > 1]


def _slipped(names: _Names) -> Iterator[list[int]]:
    """The numbers of two of which a name differs in one word, and that in a letter or two."""
    rest: defaultdict[tuple[str, ...], list[tuple[str, int]]] = defaultdict(list)
    for number, known in enumerate(names):
        for said in known:
            for at, word in enumerate(said):
                if len(word) >= _SLIP and not word.isdecimal():
                    rest[word[0], *said[:at], "…", *said[at + 1 :]].append((word, number))
    for left_out in rest.values():
        for (word, number), (other, second) in pairwise(sorted(left_out)) if len(left_out) > 1 else ():
            if number != second and _is_slip(word, other):
                yield [number, second]


def _keys(said: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """What two names have in common that are nearly the same: the beginnings of their words, in whatever order, and
    their consonants, however they are put into words; of one word, that it may be an acronym."""
    yield tuple(sorted(word[:_STEM] for word in said))
    letters = "".join(word for word in said if not word.isdecimal()).translate(_VOWELS)
    consonants = "".join(letter for letter, _ in groupby(letters))
    if len(consonants) >= _FEWEST:
        yield "", consonants, *(word for word in said if word.isdecimal())
    if len(said) == 1:
        yield "=", said[0]


def _is_slip(one: str, other: str) -> bool:
    """Whether two words have all but one letter in common, in whatever order."""
    mine, theirs = Counter(one), Counter(other)
    return max((mine - theirs).total(), (theirs - mine).total()) <= 1


def _namesakes(signatories: Sequence[Signatory]) -> Iterator[tuple[int, int]]:
    """People of one name, unless the register says that they belong to different places."""
    first: dict[str, int] = {}
    for number, signatory in enumerate(signatories):
        person = signatory.entry
        if isinstance(person, Person) and signatory.organisation is None:
            other = first.setdefault(" ".join(fold(person.name).split()), number)
            if other != number and not _live_apart(signatories[other].entry, person):
                yield other, number


def _live_apart(one: object, other: Person) -> bool:
    if not isinstance(one, Person):
        return True
    told = ((one.affiliation, other.affiliation), (one.organisation, other.organisation), (one.country, other.country))
    return any(mine and theirs and fold(mine) != fold(theirs) for mine, theirs in told)
