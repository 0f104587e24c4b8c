"""Demands: asked twice, bound to nobody, contradicting each other, too many or too long."""

from __future__ import annotations

import re
from collections.abc import Iterator

from undersigned.checks import limits
from undersigned.checks.asked import Asked, asked, is_english
from undersigned.checks.checked import Checked, LetterCheck
from undersigned.checks.contradictions import contradictions, gist
from undersigned.checks.findings import Finding
from undersigned.checks.patterns import Pattern, small
from undersigned.checks.places import shown
from undersigned.demand_wording import begins_with_to
from undersigned.document import Origin
from undersigned.passages import Passage, sentences
from undersigned.problems import Problem

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
        said = gist(one.words)
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


_ASKS = Pattern(
    r"\A(?:appeal to|ask|call (?:up)?on|encourage|invite|press|request|urge)\s+(?P<who>[^,;:]{2,80}?)\s+to\s",
    re.IGNORECASE,
    hints=("appeal", "ask", "call", "encourage", "invite", "press", "request", "urge"),
)


_TO_TARGET = Pattern(r"\{\{\s*target\s*\}\}\s+to\s*:?\s*\Z", hints=("target",))


def acts_that_ask_again(checked: Checked) -> Iterator[Finding]:
    """Acts that begin as the letter does, “urge Kenya to release …”, so that Kenya would be asked to urge itself."""
    if not is_english(checked):
        return
    for one in asked(checked):
        act = one.demand.act
        found = _ASKS.match(act.text.lstrip()) if act is not None and not one.below else None
        if act and found and found["who"].casefold() in _asked_of(checked, one):
            rest = act.text.lstrip()[found.end() :]
            message = (
                f"the act of the demand “{one.demand.id}” begins with {shown(found[0])}, as the letter itself asks"
            )
            passage = Passage(" ".join(act.text.split()), Origin(act.file, act.line, "demand", one.demand.id))
            yield Finding("U423", passage, 0, len(passage.words), message, f"write {shown(rest)}", "advice")


def _asked_of(checked: Checked, one: Asked) -> set[str]:
    """The names of who must act, in small letters, where the lead-in says that it is they who are asked."""
    campaign = checked.campaign
    target, lead_in = campaign.target, campaign.lead_in
    otherwise = one.demand.actor or any(group.lead_in for group in campaign.demands)
    if target is None or otherwise or not (lead_in is None or _TO_TARGET.search(lead_in.text)):
        return {"you"}
    return {"you", "{{ actor }}", "{{ target }}", target.name.casefold(), (target.short or target.name).casefold()}


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
    acts_that_ask_again,
    *limits.LETTER,
)
