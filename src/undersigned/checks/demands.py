"""Demands: asked twice, bound to nobody, contradicting each other, too many or too long."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from undersigned.checks import limits
from undersigned.checks.asked import Asked, asked, is_english
from undersigned.checks.checked import Checked, LetterCheck
from undersigned.checks.findings import Finding
from undersigned.checks.patterns import Pattern, small
from undersigned.checks.places import shown
from undersigned.demand_wording import begins_with_to
from undersigned.document import Origin
from undersigned.passages import Passage, sentences
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
_LAW_WORD = Pattern(r"[A-Z0-9]")

_NO_VERBS = (
    "the|a|an|that|to|its|their|his|her|your|our|no|not|every|any|this|these|those|it|they|we|there"
    "|must|should|shall|will|would|could|can|has|is|are|full|meaningful"
)


def _may_begin_otherwise(text: str) -> bool:
    """Whether a phrase begins with a word that is no verb, or with one in the genitive."""
    first = "".join(small(text).split(None, 1)[:1])
    return first in (*_NO_VERBS.split("|"), "have") or "’" in first or "'" in first


_NO_VERB = Pattern(
    rf"\A(?:{_NO_VERBS}|have to|[\w-]+[’']s?)\s",
    re.IGNORECASE,
    where=_may_begin_otherwise,
)
"""With what a phrase begins that is no bare infinitive. “Have” may be one, “have to” is not."""
_NOUN = Pattern(
    r"\A(?:(?:complete|effective|full|immediate|independent|meaningful|prompt|speedy|swift|thorough|unconditional) )?"
    r"\w{2,}(?:tion|sion|ment)s?\s+of\s",
    re.IGNORECASE,
    where=lambda text: "of" in small(text).split(None, 3)[1:3],
)
_GERUND = Pattern(
    r"\A(?:\w+ly )?(\w+ing)\b",
    re.IGNORECASE,
    where=lambda text: any("ing" in word for word in small(text).split(None, 2)[:2]),
)
_IN_ING = ("bring", "cling", "fling", "ping", "ring", "sing", "sling", "spring", "sting", "string", "swing", "wring")

_TO_NOBODY = Pattern(r"(?:to|à|de|d’)\s?\w", re.IGNORECASE)
_PASSIVE = Pattern(
    r"\bshould (?:\w+ly )?be (?:\w+ly )?(?:\w{2,}ed|\w+own|\w+ought|held|kept|made|put|set|given|freed)\b",
    hints=("should ",),
)


def repeated_demands(checked: Checked) -> Iterator[Problem]:
    """Demands that say the same, and blocks that stand in a list as well as in a demand that merges several."""
    met: dict[tuple[str, ...], Asked] = {}
    listed = [one for one in asked(checked) if one.words]
    for one in listed:
        said = _gist(one.words)
        first = met.setdefault(said, one)
        if said and first is not one and first.demand.id != one.demand.id:  # which is said of the id
            message = f"the demand “{one.demand.id}” says the same as “{first.demand.id}”: {shown(one.words)}"
            yield Problem("U420", one.span, message, "take one away", "warning")
    alone = {one.demand.use: one for one in listed if one.demand.use and not one.demand.parameters}
    for one in listed:
        for name in one.demand.merge:
            if name in alone:
                message = f"“{name}” is asked for by itself and again in “{one.demand.id}”"
                yield Problem("U420", alone[name].span, message, "take it out of one of them", "warning")


@lru_cache(maxsize=256)
def _gist(words: str) -> tuple[str, ...]:
    """What a demand says, whatever its capitals, small words and adverbs."""
    found = _WORD.findall(fold(words))
    return tuple(word for word in found if word not in _SMALL and not _is_adverb(word))


def _is_adverb(word: str) -> bool:
    return word.endswith(("ly", "ement")) and _ADVERB.fullmatch(word) is not None


def unbound_demands(checked: Checked) -> Iterator[Problem]:
    """Demands of which nobody can tell who is to carry them out: the campaign says it nowhere, not even in a lead-in of
    its own."""
    campaign = checked.campaign
    unbound = [one for one in asked(checked) if not one.below and not one.demand.actor]
    led_in = campaign.lead_in or any(group.lead_in for group in campaign.demands)
    if unbound and not (led_in or campaign.target or campaign.addressees):
        others = f", and {len(unbound) - 1} more" if len(unbound) > 1 else ""
        message = f"nobody is said to carry out the demand “{unbound[0].demand.id}”{others}"
        remedy = "add “target: …” to the campaign, or “actor: …” to the demand"
        yield Problem("U421", unbound[0].span, message, remedy, "warning")
    for one in asked(checked):
        if not one.below and one.words and _names_nobody(checked, one):
            message = f"nobody is to act in the demand “{one.demand.id}”: {shown(one.words)}"
            remedy = "name in its words who must act, as {{ actor }}"
            yield Problem("U421", one.span, message, remedy, "warning")


def _names_nobody(checked: Checked, one: Asked) -> bool:
    """Whether a written clause begins with what is to be done, or a written sentence is a passive without “by”."""
    demand, frame = one.demand, checked.brief.kind.frame
    if frame == "clause":
        return bool(demand.verb and _TO_NOBODY.match(one.words.removeprefix(demand.verb).lstrip()))
    if demand.should is None or not is_english(checked) or not (frame == "should" or demand.actor):
        return False
    first = next(iter(sentences(one.words)), "")
    passive = _PASSIVE.search(first)
    return passive is not None and not re.search(r"\bby\b", first[passive.end() :])


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
        said = fold(one.words)
        denied = next((words for words in _NOT if said.startswith(words)), "")
        negative, gist = bool(denied), _gist(said.removeprefix(denied) if denied else one.words)
        otherwise, first = asks.setdefault(gist, (negative, one))
        if gist and otherwise != negative:
            yield _contradiction(first, one, "one asks not to do what the other asks for", "keep one")


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
    """What stands behind a verb: the name of a law, told by its capitals, as `the Law on Political Parties`; else all
    of it, so that only demands with the same end are compared."""
    named = _LAW.match(rest.lstrip().replace(",", " ,").replace(".", " ."))
    parts = named[0].split() if named else []
    while parts and not _LAW_WORD.match(parts[-1]):
        parts.pop()
    return " ".join(parts if len(parts) > 1 else _WORD.findall(rest))


def acts_without_a_verb(checked: Checked) -> Iterator[Finding]:
    """Acts that are no bare infinitives, so that “The Government should …” would not go on with them."""
    if not is_english(checked):
        return
    for one in asked(checked):
        act = one.demand.act
        if act is not None and not one.below and not (begins_with_to(act) or begins_with_a_verb(act.text)):
            message = f"the act of the demand “{one.demand.id}” does not begin with a verb: {shown(act.text)}"
            remedy = "say what is to be done, without “to”: “release all prisoners”"
            passage = Passage(" ".join(act.text.split()), Origin(act.file, act.line, "demand", one.demand.id))
            yield Finding("U423", passage, 0, len(passage.words), message, remedy, "advice")


def begins_with_a_verb(act: str) -> bool:
    """Whether an English phrase may be a bare infinitive; only what surely is none is told from it."""
    said = act.strip().lstrip("*_“‘\"'([")
    gerund = _GERUND.match(said)
    if gerund and gerund[1].lower() not in _IN_ING:
        return False
    return not _NO_VERB.match(said) and not _NOUN.match(said)


LETTER: tuple[LetterCheck, ...] = (
    repeated_demands,
    unbound_demands,
    contradictions,
    acts_without_a_verb,
    *limits.LETTER,
)
