"""Numbers that say how many sign, how many demands there are, how many receive the letter: as sentences say them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple

from undersigned.checks.countable import (
    ASK,
    ASKED,
    ASKED_FR,
    BELOW,
    BODIES,
    BODIES_FR,
    CETTE,
    DONE,
    DONE_FR,
    KINDS,
    LEADS,
    LETTER,
    MAINTENANT,
    MEMBERS,
    NOW,
    PASSÉ,
    PAST,
    PEOPLE,
    SIGN,
    STATES,
    STATES_FR,
    STOP,
    THINGS,
    THINGS_FR,
    THIS,
    TODAY,
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
    texts in `holds`, in small letters, what follows the number does not go on with this phrase. It is not sure where it
    speaks of `now` alone, and an earlier letter, or another time, stands before it in its sentence."""

    subject: Subject
    sure: bool
    before: Pattern
    after: Pattern
    holds: tuple[str, ...]
    now: bool = False

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
    now: bool = False,
) -> _Phrase:
    """A phrase of four patterns; `where` is asked of what stands before the number."""
    return _Phrase(
        subject,
        sure,
        Pattern(rf"{before}\Z", re.IGNORECASE, where=where),
        Pattern(rf"{between}\s(?:{noun})\b(?P<noun>){after}", re.IGNORECASE, hints=in_small_letters(noun)),
        holds,
        now,
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
_EARLIER = Pattern(
    r"\b(?:letters?|statements?|appeals?|petitions?)\s(?:of|from|dated|in)\s|\b(?:last|previous|earlier|former|ago)\b"
    r"|\b(?:lettres?|appels?|déclarations?)\s(?:du|de|d’)\b|\b(?:19|20)\d\d\b",
    re.IGNORECASE,
)
"""Another letter than this, or another time."""

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
_SENTENCE_END = Pattern(r"[.!?]\s", hints=".!?")
_BEFORE = 160
_NEAR = 24


@cache
def _phrases(language: str) -> tuple[_Phrase, ...]:
    return {"en": _english, "fr": _french}[language]()


def _english() -> tuple[_Phrase, ...]:
    others = ("other", "more", "further", "additional")
    another = r"\s(?:other|more|further|additional)" + _SOME
    ends_with_and = _ends_with("and", "with")
    lead = ("following", "these", "those", "take", "make", "making", "propose")
    return (
        _phrase("others", r"\bwe,\s[^.!?]*\sand\s", another, BODIES, where=ends_with_and, holds=others),
        _phrase("others", r"\b(?:and|with)\s", another, BODIES, NOW, where=ends_with_and, holds=others),
        _phrase("others", r"\b(?:and|with)\s", another, BODIES, sure=False, where=ends_with_and, holds=others),
        _phrase(
            "signatories",
            r"\bundersigned,?\s(?:the\s|a\scoalition\sof\s)?",
            _SOME,
            BODIES,
            PAST,
            where=_ends_with("undersigned", "undersigned,"),
        ),
        _phrase(
            "signatories",
            r"(?:\bwe,\s(?:the\s|a\scoalition\sof\s)?|\bwe\sare\s)",
            MEMBERS + _SOME,
            BODIES,
            PAST,
            where=_ends_with("we,", "we are"),
            now=True,
        ),
        _phrase(
            "signatories",
            rf"\bthis\s{LETTER},?\s(?:(?:which|that|is|was|has|been|also|now|today)\s)*(?:co-)?signed\sby\s(?:the\s)?",
            _SOME,
            BODIES,
            where=_ends_with("signed by"),
        ),
        _phrase(
            "signatories",
            r"(?:^|[.!?]\s)\s*(?:co-)?signed\sby\s(?:the\s)?(?:following\s)?",
            _SOME,
            BODIES,
            r"(?=\s*(?:[:.]|\Z))",
            where=_has("signed"),
        ),
        _phrase(
            "signatories",
            r"\bon\sbehalf\sof\s(?:the\s|all\s)?",
            MEMBERS + _SOME,
            BODIES,
            BELOW,
            where=_ends_with("on behalf of", "on behalf of all"),
        ),
        _phrase(
            "signatories",
            r"\b(?:we|I)\swrite\son\sbehalf\sof\s(?:the\s)?",
            MEMBERS + _SOME,
            BODIES,
            where=_ends_with("on behalf of"),
        ),
        _phrase(
            "signatories",
            r"(?:\bthe|\bwe,|\bas|\ball|\bby|\bof)\s+",
            rf"\sundersigned{_SOME}",
            BODIES,
            PAST,
            holds=("undersigned",),
        ),
        _phrase("signatories", r"(?:\bthe|\bwe,|\bas|\ball|\bby|\bof)\s+", "", "undersigned", PAST),
        _phrase("signatories", "", KINDS, BODIES, SIGN, holds=("sign",)),
        _phrase("signatories", TODAY, _SOME, BODIES, ASK, where=_has("letter", "statement", "appeal"), now=True),
        _phrase(
            "signatories",
            r"(?:\bthe|\bwe,)\s",
            KINDS,
            "signatories",
            rf"\s(?:of|to)\sthis\s{LETTER}(?!\s(?:who|that|which|from|in)\b)",
            where=_has("the", "we,"),
            holds=("this",),
        ),
        _phrase("demands", r"\bfollowing\s", _FEW, DONE, where=_ends_with("following")),
        _phrase("demands", r"\b(?:our|make|making)\s", _FEW, ASKED, where=_ends_with("our", "make", "making")),
        _phrase("demands", THIS, _FEW, ASKED, where=_has("letter", "statement", "appeal")),
        _phrase(
            "demands",
            "",
            _FEW,
            DONE,
            r"\s(?:below|that\sfollow|which\sfollow|set\sout|listed)\b",
            holds=("below", "follow", "set", "listed"),
        ),
        _phrase(
            "demands",
            rf"(?:\b(?:{'|'.join(lead)})|\b(?:ask|call|appeal|press)(?:ing)?\b[^.!?:]{{0,60}}\sfor)\s",
            _FEW,
            f"{DONE}|{THINGS}",
            LEADS,
            where=_ends_with(*lead, "for"),
            holds=(":",),
        ),
        _phrase(
            "addressees",
            r"\b(?:write|writing|addressed)\b[^.;:!?]{0,30}\bto\s(?:the\s)?",
            _FEW,
            STATES,
            where=_ends_with("to"),
            now=True,
        ),
        _phrase("signatories", "", _SOME, f"{BODIES}|signatories", sure=False),
        _phrase("demands", "", _FEW, ASKED, sure=False),
        _phrase("addressees", "", _FEW, STATES, sure=False),
    )


def _french() -> tuple[_Phrase, ...]:
    another = r"\sautres" + _FEW
    and_ = r"\b(?:et|avec)\s(?:les\s)?"
    of_all = r"(?:\bles|\bnous,?|\bdes|\baux)\s"
    ends_with_and = _ends_with("et", "avec")
    lead = ("ces", "les", "demandons", "prendre", "formulons", "faisons")
    return (
        _phrase(
            "others", r"\bnous,\s[^.!?]*\set\s(?:les\s)?", another, BODIES_FR, where=ends_with_and, holds=("autres",)
        ),
        _phrase("others", and_, another, BODIES_FR, MAINTENANT, where=ends_with_and, holds=("autres",)),
        _phrase("others", and_, another, BODIES_FR, sure=False, where=ends_with_and, holds=("autres",)),
        _phrase("signatories", r"\bnous,\s(?:les\s)?", _FEW, BODIES_FR, PASSÉ, where=_ends_with("nous,"), now=True),
        _phrase(
            "signatories",
            rf"{CETTE},?\s(?:est\s|a\sété\s)?(?:co)?signée?s?\spar\s(?:les\s)?",
            _FEW,
            BODIES_FR,
            where=_ends_with("par"),
        ),
        _phrase(
            "signatories",
            of_all,
            _FEW,
            BODIES_FR,
            rf"{_FEW}\s(?:soussignée?s|signataires)\b(?!\s(?:qui|dont|de)\b){PASSÉ}",
            where=_has("les", "nous", "des", "aux"),
            holds=("sign",),
        ),
        _phrase(
            "signatories",
            r"\bau\snom\sd(?:es\s|e\s(?:nos\s)?)",
            _FEW,
            BODIES_FR,
            r"\s(?:(?:listées|énumérées|mentionnées|nommées)\s)?(?:ci-dessous|ci-après)",
            where=_has("nom"),
            holds=("ci-",),
        ),
        _phrase("demands", "", _FEW, DONE_FR, r"\s(?:suivante?s|ci-dessous|ci-après)\b", holds=("suivant", "ci-")),
        _phrase("demands", r"\bnos\s", _FEW, ASKED_FR, where=_ends_with("nos")),
        _phrase(
            "demands",
            rf"\b(?:{'|'.join(lead)})\s",
            _FEW,
            f"{DONE_FR}|{THINGS_FR}",
            LEADS,
            where=_has(*lead),
            holds=(":",),
        ),
        _phrase(
            "addressees",
            r"\b(?:écri\w+|adress\w+)\b[^.;:!?]{0,30}\s(?:à|aux)\s",
            _FEW,
            STATES_FR,
            where=_ends_with("à", "aux"),
            now=True,
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
                sure = phrase.sure and not (phrase.now and _EARLIER.search(_in_its_sentence(before)))
                yield Counted(phrase.subject, value, number.start, skip, sure)
                break


def _in_its_sentence(before: str) -> str:
    """Of what stands before a number, that which stands in its sentence."""
    return _SENTENCE_END.compiled.split(before)[-1]


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
