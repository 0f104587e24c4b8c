"""Numbers that somebody typed and that a list could count."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from undersigned import numbering, register
from undersigned.brief import Signatory
from undersigned.checks.checked import Checked, LetterCheck
from undersigned.checks.countable import LANGUAGES, may_count
from undersigned.checks.findings import Finding, Reading, WordsCheck
from undersigned.checks.patterns import Pattern
from undersigned.checks.places import shown
from undersigned.checks.prose import BLANK, is_file, own_passages, own_words, signature_list, written
from undersigned.language import base
from undersigned.models.base import Prose
from undersigned.models.campaign import Campaign
from undersigned.passages import Passage
from undersigned.problems import Problem, Span

if TYPE_CHECKING:
    from undersigned.checks.counted import Counted, Subject

_FILLED_IN = Pattern(r"\{\{.*?(?:\}\}|\Z)", re.DOTALL, hints=("{{",))
_QUOTED_LINE = Pattern(r"^[ \t]*>.*$", re.MULTILINE, hints=">")
_LIST = Pattern(r"[^\n]*(?:\n[^\n]+)*\n\s*(?:[-*+•]|\d{1,2}[.)])\s")
_SENTENCE_END = Pattern(r"[.!?]\s", hints=".!?")
_THESE = Pattern(r"\b(?:these|ces)\s\Z", re.IGNORECASE, hints=("these", "ces"))
_NOWHERE = Span("")
_BY_CHANCE = 4
"""Up to how many a number may be the same by chance where nothing says that it is about this letter."""


class _Tally(NamedTuple):
    """What a list counts today, in the words of a message and by the name that prose has for it; `right` are all the
    numbers that a sentence could rightly say."""

    total: int
    says: str
    name: str
    right: frozenset[int]


# --- drafted letters --------------------------------------------------------------------------------------------------


def typed_numbers(checked: Checked) -> Iterator[Problem | Finding]:
    """U634: a number in the prose of a campaign with which its lists disagree. U635: one with which they agree today.

    What `{{ signatories.count }}` and the like say is never wrong, and is left alone.
    """
    language = base(checked.campaign.language)
    if language not in LANGUAGES:
        return
    title = own_words(checked.campaign.title)
    of_title = [number for number in _counted(title, language) if number.subject == "signatories"]
    of_prose = list(_numbers(checked.campaign, language))
    tallies = {tally.name: tally for tally in _tallies(checked)} if of_title or of_prose else {}
    for number, words, prose in of_prose:
        tally = _tally(number, words, prose.text, checked, tallies)
        if tally and not (number.subject == "demands" and _LIST.match(words, number.end)):
            said = " ".join(words[number.start : number.end].split())
            for judged in _judged(number, said, tally):
                yield _printed(judged, said, prose, checked)
    for number in of_title:
        if tally := tallies.get("signatories.count"):
            yield from _of_title(number, title[number.start : number.end], tally, checked.span("title"))


def _numbers(campaign: Campaign, language: str) -> Iterator[tuple[Counted, str, Prose]]:
    """The numbers that somebody typed into prose, each with the words of the field, those alone that were typed."""
    for part, prose in written(campaign):
        if may_count(_without_marks(prose.text), language):
            words = _typed(prose.text)
            yield from ((_in_its_part(number, part, words), words, prose) for number in _counted(words, language))


def _in_its_part(number: Counted, part: str, words: str) -> Counted:
    """A number in the field where it stands: “these seven demands” are those of the letter where it closes."""
    closes = part == "closing" and number.subject == "demands"
    return number._replace(sure=True) if closes and _THESE.search(words[: number.start]) else number


def _counted(words: str, language: str) -> Sequence[Counted]:
    """The numbers in a text that count something; what finds them is loaded for a text alone that may have one."""
    if not may_count(words, language):
        return ()
    from undersigned.checks.counted import counted

    return tuple(counted(words, language))


def _printed(judged: Problem, said: str, prose: Prose, checked: Checked) -> Problem | Finding:
    """The finding at the place where the words are printed, so that its column is that of the file."""
    for passage in checked.reading.passages:
        if passage.origin.file == prose.file and passage.origin.line >= prose.line and said in passage.words:
            start = passage.words.index(said)
            end = start + len(said)
            return Finding(judged.code, passage, start, end, judged.message, judged.remedy, judged.severity)
    return replace(judged, span=prose.span())


def _typed(text: str) -> str:
    """The words that somebody typed, each where it stands: what is filled in, quotations and marks are blanks."""
    text = _FILLED_IN.sub(lambda found: re.sub(r"[^\n]", BLANK, found.group()), text)
    text = _QUOTED_LINE.sub(lambda found: BLANK * len(found.group()), text)
    return own_words(_without_marks(text))


def _without_marks(text: str) -> str:
    return text.replace("*", " ").replace("_", " ")


def _tallies(checked: Checked) -> Iterator[_Tally]:
    """What can be counted of a letter; of an empty list there is nothing to say."""
    counts = register.counts(checked.brief)
    if counts.total:
        right = {counts.total, counts.organisations, counts.organisations + counts.withheld}
        yield _Tally(counts.total, "{} sign it", "signatories.count", frozenset(right))
    lists = [one.demands for one in numbering.lists(checked.campaign, checked.brief.kind)]
    count = sum(not demand.operative for demands in lists for demand in demands)
    if count:
        right = {count, sum(map(len, lists)), *map(len, lists)}
        yield _Tally(count, "it lists {}", "demands.count", frozenset(right))
    addressees = len(checked.campaign.addressees)
    if addressees > 1:
        yield _Tally(addressees, "it goes to {}", "addressees.count", frozenset({addressees}))


_NAMES: dict[Subject, str] = {
    "signatories": "signatories.count",
    "demands": "demands.count",
    "addressees": "addressees.count",
}


def _tally(number: Counted, words: str, text: str, checked: Checked, tallies: dict[str, _Tally]) -> _Tally | None:
    """What a number is to be compared with; None where it may be about anything."""
    if number.subject != "others":
        return tallies.get(_NAMES[number.subject])
    signing = tallies.get(_NAMES["signatories"])
    begins = _sentence(words, number.start)
    named = sum(_is_named(one, words[begins : number.start]) for one in register.confirmed(checked.brief))
    if "signatories.lead" in text[begins : number.start]:
        named += len(register.leading(checked.brief))
    if not signing or not named:
        return None
    others = signing.total - named
    return _Tally(others, "{} others sign it", "signatories.others", frozenset({others}))


def _sentence(words: str, at: int) -> int:
    """Where the sentence begins in which a character stands."""
    return max(
        (found.end() for found in _SENTENCE_END.compiled.finditer(words, max(0, at - 400), at)),
        default=max(0, at - 400),
    )


def _is_named(signatory: Signatory, words: str) -> bool:
    entry = signatory.signing
    names = (entry.name, getattr(entry, "acronym", None), *entry.aliases, signatory.signon.as_)
    return any(_holds(words, name) for name in names if name)


def _holds(words: str, name: str) -> bool:
    return name in words and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words) is not None


def _judged(number: Counted, said: str, tally: _Tally) -> Iterator[Problem]:
    """What is to be said of a number, the place left open."""
    written_as = f"“{{{{ {tally.name} }}}}”"
    if number.value not in tally.right:
        if number.sure:
            message = f"the letter says {shown(said)}, but {tally.says.format(tally.total)}"
            yield Problem("U634", _NOWHERE, message, f"write {written_as}, which counts them itself", "warning")
    elif number.sure or number.value > _BY_CHANCE:
        message = f"{shown(said)} is typed by hand: right today, and wrong as soon as that list changes"
        yield Problem("U635", _NOWHERE, message, f"write {written_as} for the number, which counts itself", "advice")


def _of_title(number: Counted, said: str, tally: _Tally, span: Span) -> Iterator[Problem]:
    """The title is plain text, in which nothing counts itself."""
    if number.sure and number.value not in tally.right:
        message = f"the title says {shown(said)}, but {tally.says.format(tally.total)}"
        yield Problem("U634", span, message, f"write {tally.total}, or leave the number out", "warning")


# --- files ------------------------------------------------------------------------------------------------------------


def miscounted_names(reading: Reading) -> Iterator[Finding]:
    """U634: a file says how many sign, or how many demands follow, and lists more or fewer."""
    if reading.speaks not in LANGUAGES or not is_file(reading):
        return
    for passage, words in own_passages(reading):
        for number in _counted(words, reading.speaks):
            if number.sure and (told := _otherwise(number, passage, words, reading)):
                said = shown(words[number.start : number.end])
                remedy = "count the demands again" if number.subject == "demands" else "count the names again"
                yield Finding("U634", passage, number.start, number.end, f"the letter says {said}, but {told}", remedy)


def _otherwise(number: Counted, passage: Passage, words: str, reading: Reading) -> str:
    """What a file lists, where that is surely not what a number says; nothing otherwise."""
    from undersigned.checks import listed

    if number.subject == "demands":
        found = listed.items(reading, passage, number.start, number.end)
        return f"{found.told(number.value)} follow" if found and found.disagrees(number.value) else ""
    names = listed.names(reading)
    if not names or number.subject == "addressees":
        return ""
    ends = f", from {shown(names.first)} to {shown(names.last)}"
    if number.subject == "signatories":
        return f"lists {names.told(number.value)}{ends}" if names.disagrees(number.value) else ""
    before = words[_sentence(words, number.start) : number.start]
    first = sum(_holds(before, name) for line in signature_list(reading) if (name := _bare(line.words)))
    others = names.without(first)
    return f"lists {others.told(number.value, ' others')}{ends}" if first and others.disagrees(number.value) else ""


def _bare(name: str) -> str:
    """A name without its acronym, country and the like."""
    return re.split(r"\s*[(,–]|\s-\s", name.strip(), maxsplit=1)[0]


WORDS: tuple[WordsCheck, ...] = (miscounted_names,)
LETTER: tuple[LetterCheck, ...] = (typed_numbers,)
