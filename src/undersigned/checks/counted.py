"""Numbers that say how many sign, how many demands there are, how many receive the letter: as sentences say them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple

from undersigned.checks.countable import (
    ASKED,
    ASKED_FR,
    BODIES,
    BODIES_FR,
    DONE,
    DONE_FR,
    PEOPLE,
    STATES,
    STATES_FR,
    STOP,
    WITHIN,
    in_small_letters,
    may_count,
)
from undersigned.checks.numerals import Number, numbers
from undersigned.checks.patterns import Hint, Pattern, small

Subject = Literal["signatories", "others", "demands", "addressees"]


class Counted(NamedTuple):
    """A number with its noun, from character `start` to `end`, and what it counts.

    It is `sure` where the words around it say that it is about this letter; otherwise it may be about anything.
    """

    subject: Subject
    value: int
    start: int
    end: int
    sure: bool


class _Phrase(NamedTuple):
    """What stands before a number and after it; the group `noun` is where what is counted ends. Without one of the
    texts in `holds`, in small letters, what follows the number does not go on with this phrase."""

    subject: Subject
    sure: bool
    before: Pattern
    after: Pattern
    holds: tuple[str, ...]

    def may_match(self, before: str, after: str, rest: str) -> bool:
        """Whether the words before a number, the next words behind it, and all that follow may have the phrase."""
        held = not self.holds or any(text in rest for text in self.holds)
        return held and self.after.may_match(after) and self.before.may_match(before)


def _phrase(
    subject: Subject,
    before: str,
    between: str,
    noun: str,
    after: str = "",
    *,
    sure: bool = True,
    where: Hint | None = None,
    holds: tuple[str, ...] = (),
) -> _Phrase:
    """A phrase of four patterns; `where` is asked of what stands before the number."""
    return _Phrase(
        subject,
        sure,
        Pattern(rf"{before}\Z", re.IGNORECASE, where=where),
        Pattern(rf"{between}\s(?:{noun})\b(?P<noun>){after}", re.IGNORECASE, hints=in_small_letters(noun)),
        holds,
    )


def _ends_with(*words: str) -> Hint:
    """Asks whether a text ends with some words, an article behind them or not."""

    def asked(text: str) -> bool:
        said = " ".join(small(text).split())
        return said.removesuffix(" the").removesuffix(" les").removesuffix(" a coalition of").endswith(words)

    return asked


def _has(*words: str) -> Hint:
    """Asks whether a text holds one of some words."""
    return lambda text: any(word in small(text) for word in words)


_SOME = rf"(?:\s(?!(?:{STOP})\b)[^\W\d_][\w’'&/-]*,?){{0,7}}?"
_FEW = rf"(?:\s(?!(?:{STOP})\b)[^\W\d_][\w’'&/-]*,?){{0,2}}?"
_SIGN = (
    r",?\s(?:(?:have|that|who)\s)*(?:co-)?sign(?:ed)?\s(?:this|the|our)\s(?:joint\s|open\s)*"
    r"(?:letter|statement|appeal)\b"
)
_ASK = r"\s(?:ask|call|urge|appeal|write|warn|demand|seek)\b"
_CETTE = r"\b(?:cette|la\sprésente|cet|le\sprésent)\s(?:lettre|appel)\b[^.!?]*"
_THIS = r"\b(?:this|the\spresent)\s(?:joint\s|open\s)*(?:letter|statement|appeal)\b[^.!?]*"

_AND = Pattern(r"(?:,|,?\s(?:and|et))\s", re.IGNORECASE)
_MORE = Pattern(rf"{_SOME}\s(?:{PEOPLE}|{BODIES}|{BODIES_FR})\b", re.IGNORECASE)
_ROUGHLY = """
    than over nearly almost about around some least most to approximately roughly another or circa environ presque
    quelque ou de
"""
_ROUND = Pattern(
    r"\b(?:than|over|nearly|almost|about|around|some|least|most|\d+\sto|approximately|roughly|another|or|circa|environ"
    r"|presque|quelque|ou|(?:plus|moins|près|autour)\sde)\s\Z",
    re.IGNORECASE,
    where=_ends_with(*_ROUGHLY.split()),
)
_BEFORE = 160
_NEAR = 24


@cache
def _phrases(language: str) -> tuple[_Phrase, ...]:
    return {"en": _english, "fr": _french}[language]()


def _english() -> tuple[_Phrase, ...]:
    return (
        _phrase(
            "others",
            r"\b(?:and|with)\s",
            r"\s(?:other|more|further|additional)" + _SOME,
            BODIES,
            where=_ends_with("and", "with"),
            holds=("other", "more", "further", "additional"),
        ),
        _phrase(
            "signatories",
            r"(?:\bundersigned,?|\bwe,|\bwe\sare)\s(?:the\s|a\scoalition\sof\s)?",
            _SOME,
            BODIES,
            where=_ends_with("undersigned", "undersigned,", "we,", "we are"),
        ),
        _phrase("signatories", rf"{_THIS}\bsigned\sby\s(?:the\s)?", _SOME, BODIES, where=_ends_with("signed by")),
        _phrase(
            "signatories",
            r"\b(?:we|I)\swrite\son\sbehalf\sof\s(?:the\s)?",
            _SOME,
            BODIES,
            where=_ends_with("on behalf of"),
        ),
        _phrase("signatories", "", rf"\sundersigned{_SOME}", BODIES, holds=("undersigned",)),
        _phrase("signatories", "", "", "undersigned"),
        _phrase("signatories", "", _SOME, BODIES, _SIGN, holds=("sign",)),
        _phrase("signatories", r"\bletter\b[^.!?]*", _SOME, BODIES, _ASK, where=_has("letter")),
        _phrase("signatories", "", _FEW, "signatories", r"\s(?:of|to)\sthis\s", holds=("this",)),
        _phrase("demands", r"\bfollowing\s", _FEW, DONE, where=_ends_with("following")),
        _phrase("demands", r"\b(?:our|make|making)\s", _FEW, ASKED, where=_ends_with("our", "make", "making")),
        _phrase("demands", _THIS, _FEW, ASKED, where=_has("letter", "statement", "appeal")),
        _phrase(
            "demands",
            "",
            _FEW,
            DONE,
            r"\s(?:below|that\sfollow|which\sfollow|set\sout|listed)\b",
            holds=("below", "follow", "set", "listed"),
        ),
        _phrase(
            "addressees",
            r"\b(?:write|writing|addressed)\b[^.;:!?]{0,30}\bto\s(?:the\s)?",
            _FEW,
            STATES,
            where=_ends_with("to"),
        ),
        _phrase("signatories", "", _SOME, f"{BODIES}|signatories", sure=False),
        _phrase("demands", "", _FEW, ASKED, sure=False),
        _phrase("addressees", "", _FEW, STATES, sure=False),
    )


def _french() -> tuple[_Phrase, ...]:
    return (
        _phrase(
            "others",
            r"\b(?:et|avec)\s(?:les\s)?",
            r"\sautres" + _FEW,
            BODIES_FR,
            where=_ends_with("et", "avec"),
            holds=("autres",),
        ),
        _phrase("signatories", r"\bnous,?\s(?:les\s)?", _FEW, BODIES_FR, where=_ends_with("nous", "nous,")),
        _phrase("signatories", rf"{_CETTE}\bsignée?s?\spar\s(?:les\s)?", _FEW, BODIES_FR, where=_ends_with("par")),
        _phrase("signatories", "", _FEW, BODIES_FR, rf"{_FEW}\s(?:soussignée?s|signataires)\b", holds=("sign",)),
        _phrase("demands", "", _FEW, DONE_FR, r"\s(?:suivante?s|ci-dessous|ci-après)\b", holds=("suivant", "ci-")),
        _phrase("demands", r"\bnos\s", _FEW, ASKED_FR, where=_ends_with("nos")),
        _phrase(
            "addressees",
            r"\b(?:écri\w+|adress\w+)\b[^.;:!?]{0,30}\s(?:à|aux)\s",
            _FEW,
            STATES_FR,
            where=_ends_with("à", "aux"),
        ),
        _phrase("signatories", "", _FEW, BODIES_FR, sure=False),
        _phrase("demands", "", _FEW, ASKED_FR, sure=False),
        _phrase("addressees", "", _FEW, STATES_FR, sure=False),
    )


def counted(words: str, language: str) -> Iterator[Counted]:
    """The numbers in a text that say how many there are of something that a letter lists; round ones are none."""
    end = -1
    for paragraph in words.split("\n\n"):
        start, end = end + 1, end + 1 + len(paragraph)
        if may_count(paragraph, language):
            yield from _counted(words, language, start, end)
        end += 1


def _counted(words: str, language: str, start: int, end: int) -> Iterator[Counted]:
    """Those in one paragraph."""
    found = list(numbers(words, language, start, end))
    skip = 0
    for place, number in enumerate(found):
        if number.start < skip or _is_round(words, number):
            continue
        before = words[max(0, number.start - _BEFORE) : number.start]
        rest = small(words[number.end : end])
        after = " ".join(rest.split(None, WITHIN)[:WITHIN])
        for phrase in _phrases(language):
            if not phrase.may_match(before, after, rest):
                continue
            matched = phrase.after.compiled.match(words, number.end)
            if matched and phrase.before.search(before):
                value, skip = _with_more(words, number.value, matched.start("noun"), found[place + 1 :])
                yield Counted(phrase.subject, value, number.start, skip, phrase.sure)
                break


def _is_round(words: str, number: Number) -> bool:
    return bool(_ROUND.search(words[max(0, number.start - _NEAR) : number.start]))


def _with_more(words: str, value: int, end: int, after: Sequence[Number]) -> tuple[int, int]:
    """The sum of what stands side by side: “33 organisations and 12 individuals”."""
    for number in after:
        if number.start > end + len(", and "):
            break
        joined = _AND.match(words, end)
        more = _MORE.match(words, number.end) if joined and joined.end() == number.start else None
        if not more:
            break
        value, end = value + number.value, more.end()
    return value, end
