"""How long a document may be: what `limits` of its kind says of demands, of their sentences, and of all its words."""

from __future__ import annotations

from collections.abc import Iterator

from undersigned.checks.asked import asked
from undersigned.checks.checked import Checked, LetterCheck
from undersigned.checks.patterns import Pattern
from undersigned.checks.places import shown
from undersigned.document import (
    Addressees,
    Annex,
    Contact,
    CopyList,
    Credit,
    DateLine,
    Letterhead,
    Masthead,
    SampleNotice,
    Signatories,
    Tags,
)
from undersigned.models.campaign import Limits
from undersigned.problems import Problem

_PARTS = Pattern(r"(?<=[.;:!?])\s+")
"""What parts the sentences of a demand, and the items of a long one."""
_NO_TEXT = (
    Addressees,
    Annex,
    Contact,
    CopyList,
    Credit,
    DateLine,
    Letterhead,
    Masthead,
    SampleNotice,
    Signatories,
    Tags,
)
"""What is printed around the text, and not counted."""


def _limits(checked: Checked) -> Limits:
    """Those of the kind, and what the campaign has otherwise."""
    own, kind = checked.campaign.limits, checked.brief.kind.limits
    return kind.model_copy(update=own.model_dump(exclude_unset=True)) if own else kind


def too_many_demands(checked: Checked) -> Iterator[Problem]:
    """More demands than a document of its kind should list; those below others are part of theirs."""
    most = _limits(checked).demands
    listed = [one for one in asked(checked) if not one.below]
    if most is not None and len(listed) > most:
        message = f"this {checked.brief.document} has {len(listed)} demands; more than {most} are seldom read"
        remedy = "keep those that matter most, or make one of several with “merge”"
        yield Problem("U424", listed[most].span, message, remedy, "advice")


def long_demands(checked: Checked) -> Iterator[Problem]:
    """Demands with a sentence that is too long to be taken in."""
    most = _limits(checked).words_in_demand
    if most is None:
        return
    for one in asked(checked):
        if one.below or len(one.words.split()) <= most:
            continue
        longest = max(len(sentence.split()) for sentence in _PARTS.compiled.split(one.words))
        if longest > most:
            message = f"the demand “{one.demand.id}” has a sentence of {longest} words: {shown(one.words)}"
            remedy = f"say it in {most} words, or make two of it; an example belongs in “detail”"
            yield Problem("U425", one.span, message, remedy, "advice")


def long_letters(checked: Checked) -> Iterator[Problem]:
    """A text of more words than its kind should have, or than those who receive it allow."""
    limits = _limits(checked)
    if limits.words is None or len(checked.reading.text.split()) <= limits.words:
        return
    text = (passage for passage in checked.drafted.passages if not passage.lies_in(*_NO_TEXT))
    counted = sum(len(passage.words.split()) for passage in text)
    if counted <= limits.words:
        return
    document, most = checked.brief.document, f"{limits.words:,}"
    if limits.profile:
        message = f"this {document} has {counted:,} words, notes included, and {limits.profile} may have {most}"
        yield Problem("U426", checked.span("title"), message, "cut it, or it may not be accepted", "warning")
    else:
        message = f"this {document} has {counted:,} words, notes included; more than {most} are seldom read"
        yield Problem("U426", checked.span("title"), message, "cut it, or move details into an annex", "advice")


LETTER: tuple[LetterCheck, ...] = (too_many_demands, long_demands, long_letters)
