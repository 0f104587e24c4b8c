"""Letters in Word as the checks read them: what each paragraph stands for, by its style, and what was left in them."""

from __future__ import annotations

from collections.abc import Iterator

from undersigned.document import (
    Addressees,
    BulletList,
    Clause,
    Closing,
    Contact,
    CopyList,
    Credit,
    DateLine,
    Entry,
    Heading,
    Inline,
    Inlines,
    Letterhead,
    Link,
    ListItem,
    Masthead,
    Note,
    OperativeClauses,
    Origin,
    Paragraph,
    Quotation,
    Salutation,
    SampleNotice,
    Signatories,
    SignatoryGroup,
    Standfirst,
    Subject,
    Tags,
    Text,
    Title,
    Valediction,
)
from undersigned.inlines import merged
from undersigned.passages import Linked, Passage
from undersigned.problems import Problem, Span
from undersigned.returned.letters import Printed, WordLetter

_STYLED: dict[str, tuple[type, tuple[type, ...]]] = {
    "address": (Addressees, ()),
    "closing": (Paragraph, (Closing,)),
    "contact": (Paragraph, (Contact,)),
    "copylist": (Entry, (CopyList,)),
    "copylistlabel": (CopyList, ()),
    "credit": (Credit, ()),
    "date": (DateLine, ()),
    "dateline": (DateLine, ()),
    "intense quote": (Paragraph, (Quotation,)),
    "letterhead": (Letterhead, ()),
    "letterheadname": (Letterhead, ()),
    "masthead": (Masthead, ()),
    "mastheadname": (Masthead, ()),
    "operativeclause": (Paragraph, (OperativeClauses, Clause)),
    "quote": (Paragraph, (Quotation,)),
    "quotesource": (Quotation, ()),
    "salutation": (Salutation, ()),
    "samplenotice": (SampleNotice, ()),
    "signatory": (Entry, (Signatories, SignatoryGroup)),
    "signatorygroup": (SignatoryGroup, (Signatories,)),
    "standfirst": (Standfirst, ()),
    "subject": (Subject, ()),
    "tags": (Entry, (Tags,)),
    "title": (Title, ()),
    "valediction": (Valediction, ()),
}
"""What paragraphs are by the id or the name of their style: our own styles, and those of Word for letters."""


def passage(printed: Printed, name: str) -> Passage:
    """A paragraph of a Word letter as the checks read it."""
    notes = tuple(
        (at, Note(tuple(Paragraph(_inlines(one)) for one in said if one.words))) for at, said in printed.notes
    )
    links = tuple(Linked(start, end, href) for start, end, href in printed.links)
    block, within = _kind(printed)
    origin = Origin(name, printed.number, "part", "letter")
    return Passage(printed.words, origin, block, within, notes, links, printed.level, printed.pictures)


def _inlines(printed: Printed) -> Inlines:
    """The words of a paragraph with its links."""
    found: list[Inline] = []
    done = 0
    for start, end, href in sorted(printed.links):
        if done <= start < end:
            found += [Text(printed.words[done:start]), Link((Text(printed.words[start:end]),), href)]
            done = end
    return merged([*found, Text(printed.words[done:])])


def _kind(printed: Printed) -> tuple[type, tuple[type, ...]]:
    """The class of node that a paragraph stands for, and those around it."""
    if printed.note:
        return Paragraph, (Note,)
    if printed.margin:
        return Letterhead, ()
    styled = _STYLED.get(printed.name) or _STYLED.get(printed.style.lower())
    if styled:
        return styled
    if printed.level:
        return Heading, ()
    return Paragraph, (BulletList, ListItem) if printed.listed else ()


_LEFT = {
    "changes": (
        "1 tracked change is",
        "{} tracked changes are",
        "accept or reject them before the letter goes out; they are read here as if accepted",
    ),
    "comments": (
        "1 comment is",
        "{} comments are",
        "delete them before the letter goes out; whoever opens the file can read them",
    ),
    "hidden": (
        "1 piece of hidden text is",
        "{} pieces of hidden text are",
        "delete it before the letter goes out; it is not read here",
    ),
}
"""How a message says what is left in a file, one or several, and what to do."""


def left(letter: WordLetter, span: Span) -> Iterator[Problem]:
    """What is not meant for those who receive the letter."""
    for name, (one, several, remedy) in _LEFT.items():
        count = getattr(letter, name)
        if count:
            message = f"{one if count == 1 else several.format(count)} left in the file"
            yield Problem("U638", span, message, remedy, "advice")
