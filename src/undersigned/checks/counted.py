"""Numbers that say how many sign, how many demands there are, how many receive the letter: as sentences say them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from undersigned.checks.numerals import Number, numbers

Subject = Literal["signatories", "others", "demands", "addressees"]


@dataclass(frozen=True, slots=True)
class Counted:
    """A number with its noun, from character `start` to `end`, and what it counts.

    It is `sure` where the words around it say that it is about this letter; otherwise it may be about anything.
    """

    subject: Subject
    value: int
    start: int
    end: int
    sure: bool


@dataclass(frozen=True, slots=True)
class _Phrase:
    """What stands before a number and after it; the group `noun` is where what is counted ends."""

    subject: Subject
    sure: bool
    before: re.Pattern[str]
    after: re.Pattern[str]


def _phrase(subject: Subject, before: str, between: str, noun: str, after: str = "", *, sure: bool = True) -> _Phrase:
    return _Phrase(
        subject,
        sure,
        re.compile(rf"{before}\Z", re.IGNORECASE),
        re.compile(rf"{between}\s(?:{noun})\b(?P<noun>){after}", re.IGNORECASE),
    )


_STOP = (
    "in|of|from|at|by|with|who|that|which|for|on|to|are|is|were|was|have|has|de|du|des|dans|par|qui|que|ont|sont|à|au"
)
_SOME = rf"(?:\s(?!(?:{_STOP})\b)[^\W\d_][\w’'&/-]*,?){{0,7}}?"
_FEW = rf"(?:\s(?!(?:{_STOP})\b)[^\W\d_][\w’'&/-]*,?){{0,2}}?"
_BODIES = "organi[sz]ations|groups|NGOs|associations|networks|unions"
_PEOPLE = "individuals|persons|people|academics|experts|scholars|lawyers|activists|personnes|individus|personnalités"
_ASKED = "demands|recommendations|requests|asks"
_DONE = f"{_ASKED}|measures|steps|points|actions|appeals|calls"
_STATES = "governments|states|delegations|missions|ministers|ambassadors|addressees|recipients"
_BODIES_FR = "organisations|associations|ONG|groupes|réseaux|syndicats|signataires"
_ASKED_FR = "demandes|recommandations|revendications"
_DONE_FR = f"{_ASKED_FR}|mesures|étapes|points|actions"
_STATES_FR = "gouvernements|États|délégations|ministres|ambassadeurs|destinataires"
_SIGN = (
    r",?\s(?:(?:have|that|who)\s)*(?:co-)?sign(?:ed)?\s(?:this|the|our)\s(?:joint\s|open\s)*"
    r"(?:letter|statement|appeal)\b"
)
_ASK = r"\s(?:ask|call|urge|appeal|write|warn|demand|seek)\b"
_CETTE = r"\b(?:cette|la\sprésente|cet|le\sprésent)\s(?:lettre|appel)\b[^.!?]*"
_THIS = r"\b(?:this|the\spresent)\s(?:joint\s|open\s)*(?:letter|statement|appeal)\b[^.!?]*"

LANGUAGES = frozenset({"en", "fr"})
_AND = re.compile(r"(?:,|,?\s(?:and|et))\s", re.IGNORECASE)
_MORE = re.compile(rf"{_SOME}\s(?:{_PEOPLE}|{_BODIES}|{_BODIES_FR})\b", re.IGNORECASE)
_ROUND = re.compile(
    r"\b(?:than|over|nearly|almost|about|around|some|least|most|\d+\sto|approximately|roughly|another|or|circa|environ"
    r"|presque|quelque|ou|(?:plus|moins|près|autour)\sde)\s\Z",
    re.IGNORECASE,
)
_BEFORE = 160
_NEAR = 24


@cache
def _phrases(language: str) -> tuple[_Phrase, ...]:
    return {"en": _english, "fr": _french}[language]()


def _english() -> tuple[_Phrase, ...]:
    return (
        _phrase("others", r"\b(?:and|with)\s", r"\s(?:other|more|further|additional)" + _SOME, _BODIES),
        _phrase("signatories", r"(?:\bundersigned,?|\bwe,|\bwe\sare)\s(?:the\s|a\scoalition\sof\s)?", _SOME, _BODIES),
        _phrase("signatories", rf"{_THIS}\bsigned\sby\s(?:the\s)?", _SOME, _BODIES),
        _phrase("signatories", r"\b(?:we|I)\swrite\son\sbehalf\sof\s(?:the\s)?", _SOME, _BODIES),
        _phrase("signatories", "", rf"\sundersigned{_SOME}", _BODIES),
        _phrase("signatories", "", "", "undersigned"),
        _phrase("signatories", "", _SOME, _BODIES, _SIGN),
        _phrase("signatories", r"\bletter\b[^.!?]*", _SOME, _BODIES, _ASK),
        _phrase("signatories", "", _FEW, "signatories", r"\s(?:of|to)\sthis\s"),
        _phrase("demands", r"\bfollowing\s", _FEW, _DONE),
        _phrase("demands", r"\b(?:our|make|making)\s", _FEW, _ASKED),
        _phrase("demands", _THIS, _FEW, _ASKED),
        _phrase("demands", "", _FEW, _DONE, r"\s(?:below|that\sfollow|which\sfollow|set\sout|listed)\b"),
        _phrase("addressees", r"\b(?:write|writing|addressed)\b[^.;:!?]{0,30}\bto\s(?:the\s)?", _FEW, _STATES),
        _phrase("signatories", "", _SOME, f"{_BODIES}|signatories", sure=False),
        _phrase("demands", "", _FEW, _ASKED, sure=False),
        _phrase("addressees", "", _FEW, _STATES, sure=False),
    )


def _french() -> tuple[_Phrase, ...]:
    return (
        _phrase("others", r"\b(?:et|avec)\s(?:les\s)?", r"\sautres" + _FEW, _BODIES_FR),
        _phrase("signatories", r"\bnous,?\s(?:les\s)?", _FEW, _BODIES_FR),
        _phrase("signatories", rf"{_CETTE}\bsignée?s?\spar\s(?:les\s)?", _FEW, _BODIES_FR),
        _phrase("signatories", "", _FEW, _BODIES_FR, rf"{_FEW}\s(?:soussignée?s|signataires)\b"),
        _phrase("demands", "", _FEW, _DONE_FR, r"\s(?:suivante?s|ci-dessous|ci-après)\b"),
        _phrase("demands", r"\bnos\s", _FEW, _ASKED_FR),
        _phrase("addressees", r"\b(?:écri\w+|adress\w+)\b[^.;:!?]{0,30}\s(?:à|aux)\s", _FEW, _STATES_FR),
        _phrase("signatories", "", _FEW, _BODIES_FR, sure=False),
        _phrase("demands", "", _FEW, _ASKED_FR, sure=False),
        _phrase("addressees", "", _FEW, _STATES_FR, sure=False),
    )


def counted(words: str, language: str) -> Iterator[Counted]:
    """The numbers in a text that say how many there are of something that a letter lists; round ones are none."""
    found = list(numbers(words, language))
    skip = 0
    for place, number in enumerate(found):
        if number.start < skip or _is_round(words, number):
            continue
        for phrase in _phrases(language):
            after = phrase.after.match(words, number.end)
            if after and phrase.before.search(words[max(0, number.start - _BEFORE) : number.start]):
                value, end = _with_more(words, number.value, after.start("noun"), found[place + 1 :])
                skip = end
                yield Counted(phrase.subject, value, number.start, end, phrase.sure)
                break


def _is_round(words: str, number: Number) -> bool:
    return bool(_ROUND.search(words[max(0, number.start - _NEAR) : number.start]))


def _with_more(words: str, value: int, end: int, after: Sequence[Number]) -> tuple[int, int]:
    """The sum of what stands side by side: “33 organisations and 12 individuals”."""
    for number in after:
        joined = _AND.match(words, end)
        more = _MORE.match(words, number.end) if joined and joined.end() == number.start else None
        if not more:
            break
        value, end = value + number.value, more.end()
    return value, end
