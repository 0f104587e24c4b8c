"""Words that are spelt in one way in British English and in another in American, and which way a word is spelt.

Left out is what tells nothing: “analyses” and “licensing” are the same everywhere, “meter” and “tire” are other
words in British English, “judgment” is right in both. Of the verbs, -ise is never American, and -ize may be British.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from undersigned.checks.findings import words_of
from undersigned.checks.patterns import Pattern

Question = Literal["country", "ise", "judgement", "acknowledgement", "per cent", "co-operate", "co-ordinate", "e-mail"]


class Spelt(NamedTuple):
    """A word that could be spelt otherwise: which question that answers, and how (`first` are the British spellings,
    -ise, and the one that names the question). `word` is the same of both spellings of one word."""

    question: Question
    first: bool
    word: str


_OUR = (
    "arm behavi cand col discol endeav fav disfav ferv flav harb hon dishon hum lab belab neighb od parl ranc rig rum "
    "sav splend tum val vap vig"
)
_LL = (
    "bevel cancel channel chisel counsel dial duel equal fuel refuel funnel grovel initial label mislabel level libel "
    "marshal marvel model remodel panel pedal quarrel revel rival shovel signal snivel total travel tunnel unravel"
)
# Beginnings of words, the British and the American letters that follow, and endings; “-” is the word without one.
_RULES = (
    (_OUR, "our", "or", "- s ed ing er ers able ably ite ites itism less ful fully hood hoods ly y"),
    ("behavi", "our", "or", "al ally"),
    ("cent epicent theat fib lit calib meag somb lust spect", "re", "er", "- s"),
    ("cent", "r", "er", "ed ing"),
    ("defen offen preten", "ce", "se", "- s less"),
    (_LL, "l", "", "ed ing er ers or ors ous ously"),
    ("fulfil enrol", "", "l", "- s ment ments"),
    ("instil distil enthral", "", "l", "- s"),
    ("instal", "", "l", "ment ments"),
    ("skil wil", "ful", "lful", "- ly ness"),
    ("anal psychoanal paral catal", "ys", "yz", "e ed ing er ers"),
)
_PAIRS = """
    ageing aging | aluminium aluminum | anaemia anemia | anaemic anemic | anaesthetic anesthetic | artefact artifact
    artefacts artifacts | cosy cozy | diarrhoea diarrhea | grey gray | gynaecological gynecological | haemorrhage
    hemorrhage | jewellery jewelry | leukaemia leukemia | manoeuvre maneuver | manoeuvres maneuvers | manoeuvring
    maneuvering | mould mold | moustache mustache | orthopaedic orthopedic | paediatric pediatric | plough plow
    practised practiced | practising practicing | programme program | programmes programs | pyjamas pajamas | sceptic
    skeptic | sceptical skeptical | scepticism skepticism | sceptics skeptics | sulphur sulfur | woollen woolen
"""
_ONLY_BRITISH = "licence licences metre metres kilometre kilometres tyre tyres cheque cheques"
_ONLY_AMERICAN = "catalog catalogs dialog dialogs"

# What stands before -is- and -iz- in words that are spelt so everywhere, those in -wise aside; from dictionaries of
# both countries.
_ALWAYS_S = """
    advert adv an appra ar bra bru cer ch cha chast chem circumc comp compr comprom conc counterpo cr cru dem desp dev
    disenfranch disfranch disgu enfranch enterpr equipo exc exerc exorc expert fa fra franch fundra gu imprec improv inc
    ka lia mala marqu mayonna merchand mort no otherw pa parad po polona porpo pract pra prec prem prom ra repr rev r
    sunr superv surm surpr telev torto treat turquo upr upra val v
"""
_ALWAYS_Z = "ass ba caps downs ma midd mids outs overs pr res rights s se supers unders"
_VERB_ENDINGS = frozenset("e es ed ing er ers able ation ations ational ationally".split())  # noqa: SIM905
_PREFIXES = "un|re|over|under|non|mis|pre|self|anti"
_PREFIX = Pattern(rf"(?:{_PREFIXES})(?=\w)", hints=_PREFIXES.split("|"))

_EITHER: dict[Question, tuple[str, str, str]] = {
    "judgement": ("(?:mis)?{}s?", "judgement", "judgment"),
    "acknowledgement": ("{}s?", "acknowledgement", "acknowledgment"),
    "per cent": ("{}", "per cent", "percent"),
    "co-operate": (r"{}\w+", "co-operat", "cooperat"),
    "co-ordinate": (r"{}\w+", "co-ordinat", "coordinat"),
    "e-mail": ("{}s?", "e-mail", "email"),
}
"""How a word that is spelt in two ways may begin and end, and the first and the other way."""


def are_spelt_either_way(text: str) -> bool:
    """Whether a text may hold one word in both of its ways."""
    return any(first in text and other in text for _, first, other in _EITHER.values())


def spelt_either_way(words: str) -> Iterator[tuple[re.Match[str], Spelt]]:
    """The words in a text that may be spelt in two ways in any country, but had better be spelt in one in a letter."""
    for found in _either_way().finditer(words):
        way = found.lastgroup or ""
        question = list(_EITHER)[int(way[5:])]
        yield found, Spelt(question, way.startswith("first"), question)


@cache
def _either_way() -> re.Pattern[str]:
    ways = (
        f"(?P<first{n}>{word.format(first)})|(?P<other{n}>{word.format(other)})"
        for n, (word, first, other) in enumerate(_EITHER.values())
    )
    return re.compile(rf"\b(?=[acejmp])(?:{'|'.join(ways)})\b")


def american(words: Set[str]) -> Set[str]:
    """Those of some words in small letters that are spelt in the American way, or with -ize."""
    return (words & _american_words()) | {word for word in words if "iz" in word and _verb(word)}


@lru_cache(maxsize=4096)
def spelt(word: str) -> Spelt | None:
    """How a word in small letters is spelt; None where it could not be spelt otherwise."""
    if verb := _verb(word):
        return verb
    if word in _american():
        return Spelt("country", False, _american()[word])
    return Spelt("country", True, word) if word in _british() else None


@cache
def _american() -> dict[str, str]:
    """The American spellings, each with the British one of the same word, if there is one."""
    pairs = zip(_spellings(american=True), _spellings(american=False), strict=True)
    return {word: word for word in _ONLY_AMERICAN.split()} | dict(pairs)


@cache
def _american_words() -> frozenset[str]:
    return frozenset((*_spellings(american=True), *_ONLY_AMERICAN.split()))


@cache
def _british() -> frozenset[str]:
    return frozenset((*_spellings(american=False), *_ONLY_BRITISH.split()))


def _spellings(*, american: bool) -> list[str]:
    """The words that have two spellings, in one of them."""
    found: list[str] = []
    for stems, british, other, endings in _RULES:
        tails = [(other if american else british) + ending.removeprefix("-") for ending in endings.split()]
        found += [stem + tail for stem in stems.split() for tail in tails]
    return found + _PAIRS.replace("|", " ").split()[american::2]


@cache
def _always() -> dict[str, frozenset[str]]:
    return {"s": frozenset(_ALWAYS_S.split()), "z": frozenset(_ALWAYS_Z.split())}


def _verb(word: str) -> Spelt | None:
    """A verb in -ise or -ize, or a word made from one."""
    for letter, always in _always().items():
        stem, _, ending = word.rpartition(f"i{letter}")
        if ending in _VERB_ENDINGS and len(stem) > 1 and words_of(stem) == {stem}:
            if stem.endswith("w") or stem in always or _PREFIX.sub("", stem, count=1) in always:
                return None
            return Spelt("ise", letter == "s", stem)
    return None
