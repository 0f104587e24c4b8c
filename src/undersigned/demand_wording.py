"""Slips in words that the program builds on: `act: to release …`, `act: Release …`, a lead-in without its colon."""

from __future__ import annotations

import re
from collections.abc import Iterator

from undersigned.braces import Lines, in_prose
from undersigned.language import base
from undersigned.models.base import Prose
from undersigned.models.campaign import Campaign, LetterKind
from undersigned.models.demand import Demand, Wording
from undersigned.problems import Problem

_PARTICLE = {"en": re.compile(r"to\s+(?=\w|\{)", re.IGNORECASE), "fr": re.compile(r"(?:de|à)\s+|d[’']", re.IGNORECASE)}
"""What stands before an infinitive and is added by the program, in the languages whose frames it makes."""
_CAPITAL = re.compile(r"(?!(?:The|An?|All|Any|Its|No|Les?|La|Une?)\b)([A-ZÀ-Þ])[a-zß-ÿ]+\b(?![’'-])")
"""A verb with a capital; what stands before a noun, and the name of somebody, is none."""
_ENDED = re.compile(r"(?<!etc)(?<![A-Z.])(?<!\.\w)[.;,]\s*$")
_NOTES = re.compile(r"\n\s*\n(?=\[\^)")
_OPEN = re.compile(r"[\w)”’»},](?:\[\^[^\]\s]+\])*\s*$")


def wording_slips(demand: Demand, spoken: str, lines: Lines) -> Iterator[Problem]:
    """Bare infinitives that are none; `spoken` is the language in which the demand itself is worded."""
    words: list[tuple[str, Wording]] = [(spoken, demand), *demand.languages.items()]
    met: set[Prose] = set()
    for language, wording in words:
        for act in (wording.act, *(also.act for also in wording.also)):
            if act is not None and act not in met:
                met.add(act)  # what a use says itself is there for every language
                yield from _act_slips(act, base(language), lines)
    for part in demand.items:
        yield from wording_slips(part, spoken, lines)


def _act_slips(act: Prose, language: str, lines: Lines) -> Iterator[Problem]:
    at = in_prose(act, lines)
    text = act.text
    start = len(text) - len(text.lstrip())
    particle = _PARTICLE[language].match(text, start) if language in _PARTICLE else None
    if particle:
        word = particle[0].strip()
        message = f"“act” begins with “{word}”, which the program adds where it belongs"
        yield Problem("U412", at(start), message, f"write “act: {_shown(text[particle.end() :])}”", "warning")
    elif language in _PARTICLE and (capital := _CAPITAL.match(text, start)):
        message = f"“act” begins with a capital, and would be printed as “to {capital[0]} …” inside a sentence"
        if language == "fr":
            message = f"“act” begins with a capital, and “{capital[0]} …” is printed inside sentences, too"
        remedy = f"write “act: {_shown(capital[0].lower() + text[capital.end() :])}”"
        yield Problem("U413", at(start), message, remedy, "warning")
    ended = _ENDED.search(text)
    if ended:
        message = f"“act” ends with “{ended[0].strip()}”, which the program puts where it belongs"
        yield Problem("U414", at(ended.start()), message, "take it away", "advice")


def _shown(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= 40 else f"{line[:39].rstrip()}…"


def begins_with_to(act: Prose) -> bool:
    """Whether an English act begins with the “to” that the program adds."""
    return _PARTICLE["en"].match(act.text.lstrip()) is not None


def open_lead_ins(campaign: Campaign, kind: LetterKind, lines: Lines) -> Iterator[Problem]:
    """Lead-ins that end in the middle of a sentence and without the colon after which a list follows."""
    stated: list[Prose | None] = []
    groups = campaign.demands
    if kind.frame is not None and groups:
        stated += [group.lead_in for group in groups]
        stated += [campaign.lead_in] if groups[0].lead_in is None else []
    stated += [campaign.commitments.lead_in] if campaign.commitments is not None else []
    for lead_in in stated:
        words = _NOTES.split(lead_in.text, 1)[0] if lead_in else ""
        found = _OPEN.search(words)
        if lead_in and found:
            message = f"“lead_in” ends with “{_end(words)}”, without a colon, and a list follows"
            span = in_prose(lead_in, lines)(found.start())
            yield Problem("U415", span, message, "end it with a colon", "advice")


def _end(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 30 else f"…{words[-30:].partition(' ')[2]}"
