"""Clauses of a resolution: verbs that say too much or too little."""

from __future__ import annotations

from collections.abc import Iterator

from undersigned.checks.asked import is_english
from undersigned.checks.checked import Checked, LetterCheck
from undersigned.checks.places import shown
from undersigned.models.demand import Demand
from undersigned.problems import Problem


def _stated(checked: Checked) -> Iterator[tuple[Demand, tuple[str | int, ...]]]:
    """The demands and clauses of a campaign, each with its place in the campaign's fields."""
    for number, group in enumerate(checked.campaign.demands):
        for index, demand in enumerate(group.items):
            yield demand, ("demands", number, "items", index)


def verbs(checked: Checked) -> Iterator[Problem]:
    """Verbs of clauses with more than the verb, words that say the verb again, and verbs in another form than those of
    the other clauses."""
    if checked.brief.kind.frame != "clause" or not is_english(checked):
        return
    stated = [(demand, demand.verb, path) for demand, path in _stated(checked) if demand.verb]
    for demand, verb, path in stated:
        span = checked.span(*path, "verb")
        alone = _alone(verb, _acting(checked, demand))
        if alone != verb:
            message = f"“verb” holds more than the verb, and the clause would begin “{verb} …” and say the rest again"
            yield Problem("U625", span, message, f"write “verb: {alone}”", "warning")
        elif other := _other_form(alone, [one for _, one, _ in stated]):
            message = f"the verb {shown(verb)} does not have the form that the other clauses have"
            yield Problem("U423", span, message, f"write “verb: {other}”", "advice")
        for field, prose in (("operative", demand.operative), ("clause", demand.clause)):
            if prose and (rest := _behind(verb, prose.text)):
                message = f"“{field}” begins with the verb, and {shown(verb)} is printed before it"
                remedy = f"write “{field}: {shown(rest)[1:-1]}”"
                yield Problem("U625", checked.span(*path, field), message, remedy, "warning")


def _acting(checked: Checked, demand: Demand) -> tuple[str, ...]:
    """The names of who must act."""
    library, target = checked.brief.library, checked.campaign.target
    if demand.actor:
        target = library.addressee(demand.actor) if demand.actor in library.addressees else None
    return tuple(name for name in (target.name, target.formal, target.short) if name) if target else ()


def _alone(verb: str, names: tuple[str, ...]) -> str:
    """A verb without the “to” behind it and without who must act, which the clause says."""
    alone = verb.removesuffix(" to")
    name = next((name for name in names if alone.endswith(f" {name}")), None)
    return alone.removesuffix(f" {name}") if name else alone


def _other_form(verb: str, verbs: list[str]) -> str:
    """A verb as the other clauses have theirs, with a capital and an s; empty where it is like them, or they differ."""
    others = [one for one in verbs if one != verb]
    first, *rest = verb.split(" ")
    if others and verb[0].islower() and all(one[0].isupper() for one in others):
        return verb[0].upper() + verb[1:]
    begins = {one.split(" ")[0] for one in others}
    if first in _BARE and not begins & _BARE and any(one.endswith("s") for one in begins):
        return " ".join((f"{first}{'es' if first.endswith('ss') else 's'}", *rest))
    return ""


_VERBS = """
    Appeal Ask Call Condemn Demand Deplore Emphasise Encourage Express Invite Note Recall Recommend Regret Reiterate
    Remind Request Stress Underline Urge Welcome
"""
_BARE = frozenset(_VERBS.split())
"""Verbs of resolutions as they stand behind “we”."""


def _behind(verb: str, words: str) -> str:
    """What stands behind a verb in words that begin with it; empty where they do not, or say nothing else."""
    begins = words.lstrip()
    if begins[: len(verb)].casefold() != verb.casefold() or begins[len(verb) :][:1].strip():
        return ""
    return begins[len(verb) :].strip()


LETTER: tuple[LetterCheck, ...] = (verbs,)
