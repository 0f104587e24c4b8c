"""Demands that cannot both be meant, and what a demand says in essence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from undersigned.checks.asked import Asked, asked
from undersigned.checks.checked import Checked
from undersigned.checks.patterns import Pattern, small
from undersigned.problems import Problem
from undersigned.searching import fold

_WORD = Pattern(r"\w+(?:['-]\w+)*")
_ENGLISH = "a all also an and any each every of or that the these this those to"
_FRENCH = "au aux ce ces cette chaque de des du et la le les ou tous tout toute toutes un une"
_SMALL = frozenset(f"{_ENGLISH} {_FRENCH}".split())
"""Words that change nothing in what is asked."""
_ADVERB = Pattern(r"\w{4,}(?:ly|ement)")
_NOT = ("do not ", "don't ", "never ", "ne pas ", "ne plus ")

_REPEAL = "repeal abolish withdraw scrap revoke annul abroger abolir retirer annuler"
_AMEND = "amend revise reform modify modifier reviser réviser reformer réformer amender"
_CHANGES = dict.fromkeys(_REPEAL.split(), "repeal") | dict.fromkeys(_AMEND.split(), "amend")
"""Verbs, and which change of a law each asks for."""
_LETTERS = Pattern(r"\w+")
_LAW = Pattern(r"(?:the )?((?:[A-Z0-9][\w’'-]*|of|on|the|and|in|for|to)(?: |$))+")
_NUMBERED = Pattern(r"\b([Nn]os?|[Aa]rts?|[Ss]ec|n°|N°)\.? (?=\d)")
_PART = Pattern(r"\s*[(\[\d]|\s+(?:provision|article|section|chapter|paragraph|clause|part|disposition)s?\b")
_LAW_WORD = Pattern(r"[A-Z0-9]")
_OPPOSITES = {
    "lift": "impose",
    "suspend": "restore",
    "close": "open",
    "denounce": "ratify",
    "leave": "join",
    "reduce": "increase",
    "terminate": "renew",
    "end": "renew",
    "ban": "allow",
    "prohibit": "allow",
    "reject": "adopt",
}
"""Verbs, and the opposite of each."""


@lru_cache(maxsize=256)
def gist(words: str) -> tuple[str, ...]:
    """What a demand says, whatever its capitals, small words and adverbs."""
    found = _WORD.findall(fold(words))
    return tuple(word for word in found if word not in _SMALL and not _is_adverb(word))


def _is_adverb(word: str) -> bool:
    return word.endswith(("ly", "ement")) and _ADVERB.fullmatch(word) is not None


def contradictions(checked: Checked) -> Iterator[Problem]:
    """Demands that cannot both be meant: a block with the one that replaces it, to repeal a law and to amend it, to do
    something and not to do it."""
    listed = [one for one in asked(checked) if not one.below]
    blocks = {one.demand.use: one for one in listed if one.demand.use}
    for name, one in blocks.items():
        newer = checked.brief.library.successor(name)
        if newer in blocks:
            message = f"“{name}” stands beside “{newer}”, the block that replaces it"
            yield Problem("U422", one.span, message, f"keep “{newer}” alone", "warning")
    yield from _laws_at_odds(listed)
    asks: dict[tuple[str, ...], tuple[bool, Asked]] = {}
    for one in listed:
        negative, what = _asked_for(one.words)
        otherwise, first = asks.setdefault(what, (negative, one))
        if what and otherwise != negative:
            yield _contradiction(first, one, "one asks for the opposite of what the other asks for", "keep one")


def _asked_for(words: str) -> tuple[bool, tuple[str, ...]]:
    """Whether a demand denies something, by “not” or by the opposite verb, and what that is."""
    said = fold(words)
    denied = next((denial for denial in _NOT if said.startswith(denial)), "")
    what = gist(said.removeprefix(denied) if denied else words)
    if what and what[0] in _OPPOSITES:
        return not denied, (_OPPOSITES[what[0]], *what[1:])
    return bool(denied), what


def _laws_at_odds(listed: Sequence[Asked]) -> Iterator[Problem]:
    """Laws that one demand asks to repeal, and another to amend."""
    changes = [(one, change) for one in listed if (change := _change(one))]
    if len({kind for _, (kind, _) in changes}) < 2:
        return
    laws: dict[str, tuple[str, Asked]] = {}
    for one, (kind, verb) in changes:
        law = one.demand.with_.get("law")
        named = ", ".join(law) if law else _law(one.words[verb.end() :])
        if named:
            how, first = laws.setdefault(fold(named).removeprefix("the "), (kind, one))
            if how != kind:
                fault = "one asks to repeal what the other asks to amend"
                yield _contradiction(first, one, fault, "keep one, or make one of both: “repeal or amend”")


def _contradiction(first: Asked, second: Asked, fault: str, remedy: str) -> Problem:
    message = f"the demands “{first.demand.id}” and “{second.demand.id}” contradict each other: {fault}"
    return Problem("U422", second.span, message, remedy, "warning")


def _change(one: Asked) -> tuple[str, re.Match[str]] | None:
    """Whether a demand asks to repeal or to amend, and by which word; None where it asks for neither, or leaves it
    open."""
    said = small(one.words)
    words = _LETTERS.finditer(one.words) if any(verb in said for verb in _CHANGES) else ()
    verbs = [word for word in words if small(word.group()) in _CHANGES]
    kinds = {_CHANGES[small(verb.group())] for verb in verbs}
    return (kinds.pop(), verbs[0]) if len(kinds) == 1 else None


def _law(rest: str) -> str:
    """What stands behind a verb: the name of a law, told by its capitals, as `the Law on Political Parties`; else, or
    where a number or a part of the law follows, all of it, so that only demands with the same end are compared."""
    rest = _NUMBERED.sub(r"\1 ", rest.lstrip())
    named = _LAW.match(rest.replace(",", " ,").replace(".", " ."))
    parts = named[0].split() if named else []
    while parts and not _LAW_WORD.match(parts[-1]):
        parts.pop()
    name = " ".join(parts)
    is_whole = len(parts) > 1 and not (rest.startswith(name) and _PART.match(rest, len(name)))
    return name if is_whole else " ".join(_WORD.findall(rest))
