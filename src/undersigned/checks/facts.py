"""Facts: their sources, their age, and the letter’s date."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from functools import partial

from undersigned.checks import quotations
from undersigned.checks.checked import Checked, LetterCheck
from undersigned.checks.places import shown
from undersigned.document import Closing, Note, Paragraph
from undersigned.inlines import plain_text
from undersigned.markdown import Place, parse
from undersigned.models.base import Model, Period, Prose
from undersigned.models.shared import Fact
from undersigned.problems import Problem, Span


def unsourced_facts(checked: Checked) -> Iterator[Problem]:
    """Facts that a letter states and for which neither a source nor a note of the letter’s own vouches.

    What is no letter, a news item, names its sources in its sentences.
    """
    if not checked.brief.kind.addressed:
        return
    for name, sentences in checked.drafted.stated.items():
        fact = _fact(checked, name)
        if not fact.sources and not _vouched_for(checked, sentences):
            message = f"the fact “{name}” has no source: {shown(_plain(sentences[0]))}"
            remedy = f"add “sources: …” to it in {fact.text.file}, or put a note behind it"
            yield Problem("U340", place_of_call(checked, name), message, remedy, "warning")


def _fact(checked: Checked, name: str) -> Fact:
    return checked.brief.facts.get(name) or checked.brief.library.fact(name)


def _vouched_for(checked: Checked, sentences: list[str]) -> bool:
    """Whether each place with the words of a fact has a note just behind them, or is a note."""
    said = [_plain(sentence) for sentence in sentences]
    places = [
        any(at <= mark <= at + len(words) + 1 for mark, _ in passage.notes) or passage.lies_in(Note)
        for passage in checked.drafted.passages
        for words in said
        if words and (at := passage.words.find(words)) >= 0
    ]
    return bool(places) and all(places)


def _plain(sentence: str) -> str:
    """The words of Markdown that is one paragraph."""
    blocks = parse(sentence, Place("", 1, "field", "fact"), notes={}).blocks
    return " ".join(plain_text(block.content) for block in blocks if isinstance(block, Paragraph))


_STARTERS = """
    A After All Among And At Before But By During Every He However In It Many No None On She Since Some That The Their
    These They This Those To We When While
    Au Aucun Aucune Ce Ces Cette Depuis En Elle Elles Il Ils La Le Les Mais Nous Pour Un Une
"""
_BEGINS = frozenset(_STARTERS.split())
"""Words with a capital that begin a sentence and are no names."""
_A_SENTENCE = 4
"""From how many words on a fact is a sentence."""


def unended_facts(checked: Checked) -> Iterator[Problem]:
    """U627: facts that are sentences without a full stop, where another sentence follows or the paragraph ends."""
    for name, sentences in checked.drafted.stated.items():
        ends = sentences[0].rstrip()[-1:].isalnum()
        said = _plain(sentences[0]) if ends and sentences[0].count(" ") >= _A_SENTENCE - 1 else ""
        if said[:1].isupper() and _ends_open(checked, said):
            text = _fact(checked, name).text
            message = f"the fact “{name}” ends without a full stop, as a sentence of the letter: {shown(said)}"
            yield Problem("U627", text.span(), message, "put a full stop behind its last word", "warning")


def _ends_open(checked: Checked, said: str) -> bool:
    """Whether the words of a fact stand as a sentence in a paragraph, and end without a full stop there."""
    for passage in checked.drafted.passages:
        at = passage.words.find(said) if passage.block is Paragraph and passage.within in ((), (Closing,)) else -1
        before, behind = passage.words[: max(at, 0)].rstrip(), passage.words[at + len(said) :]
        if at >= 0 and (not before or before.endswith((".", "!", "?", "…"))):
            follows = behind.split(None, 1)
            if not follows or (behind[0].isspace() and follows[0] in _BEGINS):
                return True
    return False


def stale_facts(checked: Checked) -> Iterator[Problem]:
    """Figures that were right more than a year before the letter, or are said to be right on a day after it."""
    date = checked.date
    day = date or checked.today
    for name in checked.drafted.stated:
        fact = _fact(checked, name)
        if fact.as_of is None:
            continue
        problem = partial(_problem, checked, "U341", name)
        if fact.as_of > day:
            then = f"and the letter is dated {date}" if date else "a day that is still to come"
            yield problem(f"the fact “{name}” is as of {fact.as_of}, {then}", "correct the one or the other date")
        elif fact.as_of < _year_before(day):
            then = f"more than a year before the letter’s date, {date}" if date else "more than a year ago"
            remedy = f"find out how things stand, and change the fact and its “as_of” in {fact.text.file}"
            yield problem(f"the fact “{name}” is as of {fact.as_of}, {then}", remedy)


def _year_before(day: datetime.date) -> datetime.date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # 29 February, or the first year there is
        return day - datetime.timedelta(days=366) if day.year > 1 else day


def early_letters(checked: Checked) -> Iterator[Problem]:
    """Facts, and sources of facts, that are younger than the letter which states or cites them."""
    date = checked.date
    if date is None:
        return
    cited = [passage.origin.id for passage in checked.drafted.passages if passage.origin.kind == "fact"]
    for name in dict.fromkeys([*checked.drafted.stated, *cited]):
        fact = _fact(checked, name)
        problem = partial(_problem, checked, "U342", name)
        if name in checked.drafted.stated and _is_after(fact.date, date):
            message = f"the fact “{name}” is of {_said(fact.date)}, and the letter is dated {date}"
            yield problem(message, "correct the one or the other date, or take the fact out")
        for source in fact.sources:
            if _is_after(source.date, date):
                message = f"a source of the fact “{name}” is of {_said(source.date)}, and the letter is dated {date}"
                yield problem(message, "correct the one or the other date, or cite what there was then")
                break


def _is_after(period: Period | None, day: datetime.date) -> bool:
    """Whether a period begins after a day; what is only known to the year or month must begin in a later one."""
    return period is not None and period.first > (day.year, day.month, day.day)[: len(period.first)]


def _said(period: Period | None) -> str:
    return period.text if period else ""


def _problem(checked: Checked, code: str, name: str, message: str, remedy: str) -> Problem:
    return Problem(code, place_of_call(checked, name), message, remedy, "warning")


def place_of_call(checked: Checked, name: str) -> Span:
    """Where the letter first states or cites a fact; its file, where a template does."""
    call = re.compile(rf"\b(?:fact|cite)\(\s*[\"']({re.escape(name)})[\"']")
    lines = checked.brief.library.workspace.lines
    for prose in _texts(checked.campaign):
        found = call.search(prose.text)
        if found is None:
            continue
        for number, line in enumerate(lines(prose.file)[prose.line - 1 :], prose.line):
            if written := call.search(line):
                return Span(prose.file, number, written.start(1) + 1)
        return prose.span()
    return checked.brief.span


def _texts(part: object) -> Iterator[Prose]:
    """Every text in a part of a campaign, in the order of its fields."""
    if isinstance(part, Prose):
        yield part
    elif isinstance(part, Model):
        for _, value in part:
            yield from _texts(value)
    elif isinstance(part, tuple):
        for item in part:
            yield from _texts(item)
    elif isinstance(part, dict):
        for item in part.values():
            yield from _texts(item)


LETTER: tuple[LetterCheck, ...] = (unsourced_facts, unended_facts, stale_facts, early_letters, *quotations.LETTER)
