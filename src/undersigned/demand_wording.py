"""Slips in words that the program builds on: `act: to release …`, `act: Release …`, a lead-in without its colon."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from undersigned.braces import Lines, in_prose
from undersigned.language import base
from undersigned.models.base import Prose
from undersigned.models.campaign import Campaign, LetterKind
from undersigned.models.demand import Demand, Wording
from undersigned.problems import Problem, Span

_PARTICLE = {"en": re.compile(r"to\s+(?=\w|\{)", re.IGNORECASE), "fr": re.compile(r"(?:de|à)\s+|d[’']", re.IGNORECASE)}
"""What stands before an infinitive and is added by the program, in the languages whose frames it makes."""
_CAPITAL = re.compile(r"(?!(?:The|An?|All|Any|Its|No|Les?|La|Une?)\b)([A-ZÀ-Þ])[a-zß-ÿ]+\b(?![’'-])")
"""A verb with a capital; what stands before a noun, and the name of somebody, is none."""
_ENDED = re.compile(r"(?<!etc)(?<![A-Z.])(?<!\.\w)[.;,]\s*$")
_COUNTED = re.compile(r"(?:\d{1,2}[.)]|[-–—•*])\s+(?=\S)")
"""The number or dash of an item, which the list has already."""
_ASKING = ("please ", "kindly ", "veuillez ")
_PLEASED = frozenset({"a", "all", "an", "both", "every", "her", "his", "its", "the", "their", "those"})
"""What stands behind “please” as a verb: “please the public”."""
_IN_EZ = frozenset({"chez", "assez"})
"""French words in “ez” that are no verbs."""
_OF_NOUNS = ("tion", "sion", "ité", "ance", "ence", "ture")
"""Ends of French words that are nouns."""
_CAPITALS = """
    The A An All Any Every Access Release Repeal Amendment Abolition Withdrawal Restoration Respect Protection
    Implementation Investigation Investigations Immediate Full Prompt Unconditional Independent Effective
"""
_COMMON = frozenset(_CAPITALS.split())
"""Words that are no names before a word with a small letter."""
_TOKEN = re.compile(r"\{\{.*?\}\}|\S+", re.DOTALL)
_BEHIND = "about against among at between by for from in into of on over to towards with within"
_BEHIND_NOUNS = frozenset(_BEHIND.split())
"""What stands behind a noun that is written as its verb, as “respect for”."""
_FIRST_WORDS = 12
"""Among how many words a gerund has the one in “ing”."""
_NOTES = re.compile(r"\n\s*\n(?=\[\^)")
_LAST_WORD = {"en": " to", "fr": " de"}
"""The word before the infinitive at the end of what leads in a list."""
_COLON = {"en": ":", "fr": "\u00a0:"}
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
        yield from _frame_slips(wording, base(language), lines)
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
    if counted := _COUNTED.match(text, start):
        message = f"“act” begins with “{counted[0].strip()}”, and the list has marks of its own"
        yield Problem("U637", at(start), message, f"write “act: {_shown(text[counted.end() :])}”", "warning")
    elif language in _PARTICLE and (other := _otherwise(text[start:], language)):
        remedy = f"write “act: {_shown(other)}”" if other != text[start:] else "begin with the verb: “libérer …”"
        message = f"“act” does not begin with an infinitive: “{_shown(text[start:])}”"
        yield Problem("U423", at(start), message, remedy, "advice")
    yield from _ending("act", act, lines)


def _otherwise(act: str, language: str) -> str:
    """What an act should be that asks politely, or the act itself where French words are no infinitive; else empty."""
    asking = next((word for word in _ASKING if act[: len(word)].lower() == word), "")
    asked = act[len(asking) :].lstrip()
    if asking and asked.partition(" ")[0] not in _PLEASED:
        return asked
    return act if language == "fr" and _is_no_infinitive(act.replace("’", " ").replace("'", " ").split()[:2]) else ""


def _is_no_infinitive(words: Sequence[str]) -> bool:
    """Whether a French phrase begins as an order, “libérez”, or with a noun and its article: “la libération”."""
    first, second = words if len(words) > 1 else ("", "")
    if first.endswith("ez"):
        return first not in _IN_EZ and first.isalpha()
    return first in ("la", "l") and second.removesuffix("s").endswith(_OF_NOUNS)


def _ending(field: str, words: Prose, lines: Lines) -> Iterator[Problem]:
    ended = _ENDED.search(words.text)
    if ended:
        message = f"“{field}” ends with “{ended[0].strip()}”, which the program puts where it belongs"
        yield Problem("U414", in_prose(words, lines)(ended.start()), message, "take it away", "advice")


def _frame_slips(wording: Wording, language: str, lines: Lines) -> Iterator[Problem]:
    """Nouns and gerunds in the grammar of another frame, and details that begin as no sentence does."""
    for field, words in (("noun", wording.noun), ("gerund", wording.gerund)):
        yield from _ending(field, words, lines) if words else ()
    if language == "en" and wording.noun:
        yield from _noun_slips(wording.noun, wording.act, lines)
    if language == "en" and wording.gerund and not _may_be_gerund(wording.gerund.text):
        message = f"“gerund” has no word in “ing”: “{_shown(wording.gerund.text)}”"
        remedy = "write it as it stands after “by”: “releasing all prisoners”"
        yield Problem("U423", _begin(wording.gerund, lines), message, remedy, "advice")
    if language in _PARTICLE and wording.detail and wording.detail.text.lstrip()[:1].islower():
        text = wording.detail.text.lstrip()
        message = f"“detail” begins with a small letter, and stands behind a full stop: “{_shown(text)}”"
        remedy = f"write “detail: {_shown(text[0].upper() + text[1:])}”"
        yield Problem("U423", _begin(wording.detail, lines), message, remedy, "advice")


def _noun_slips(noun: Prose, act: Prose | None, lines: Lines) -> Iterator[Problem]:
    text = noun.text.lstrip()
    remedy = "write it as a noun, as “the release of all prisoners”"
    if particle := _PARTICLE["en"].match(text):
        message = f"“noun” begins with “{particle[0].strip()}”: “{_shown(text)}”"
        yield Problem("U412", _begin(noun, lines), message, remedy, "warning")
    elif (words := text.split(None, 2))[0] in _COMMON and "".join(words[1:2]).islower():
        message = f"“noun” begins with a capital, and “{words[0]} …” is printed inside sentences"
        remedy = f"write “noun: {_shown(text[0].lower() + text[1:])}”"
        yield Problem("U413", _begin(noun, lines), message, remedy, "warning")
    elif act and _begins_as(text, act.text):
        message = f"“noun” begins with the verb of “act”: “{_shown(text)}”"
        yield Problem("U423", _begin(noun, lines), message, remedy, "advice")


def _begins_as(noun: str, act: str) -> bool:
    """Whether a noun has the first two words of an act, the second of which stands behind no noun."""
    first, second = (_TOKEN.findall(words)[:2] for words in (noun, act))
    return len(first) == 2 and first == second and first[1] not in _BEHIND_NOUNS


def _may_be_gerund(text: str) -> bool:
    words = _TOKEN.findall(text)[:_FIRST_WORDS]
    return words[0].startswith("{{") or any("ing" in word for word in words)


def _begin(words: Prose, lines: Lines) -> Span:
    return in_prose(words, lines)(len(words.text) - len(words.text.lstrip()))


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
    for lead_in in stated if kind.frame == "infinitive" else ():
        yield from _said_again(lead_in, base(campaign.language), lines)
    stated += [campaign.commitments.lead_in] if campaign.commitments is not None else []
    for lead_in in stated:
        words = _NOTES.split(lead_in.text, 1)[0] if lead_in else ""
        found = _OPEN.search(words)
        if lead_in and found:
            message = f"“lead_in” ends with “{_end(words)}”, without a colon, and a list follows"
            span = in_prose(lead_in, lines)(found.start())
            yield Problem("U415", span, message, "end it with a colon", "advice")


def _said_again(lead_in: Prose | None, language: str, lines: Lines) -> Iterator[Problem]:
    """A lead-in that ends with the “to” with which each demand below it begins."""
    words = lead_in.text.rstrip().removesuffix(":").rstrip() if lead_in else ""
    last = _LAST_WORD.get(language, "")
    if lead_in and last and words.endswith(last):
        word = last.strip()
        message = f"“lead_in” ends with “{word}”, and each demand below it begins with “{word}”"
        remedy = f"take this “{word}” away: “{_end(words.removesuffix(last))}{_COLON[language]}”"
        yield Problem("U412", in_prose(lead_in, lines)(len(words) - len(word)), message, remedy, "warning")


def _end(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 30 else f"…{words[-30:].partition(' ')[2]}"
