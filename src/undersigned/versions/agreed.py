"""The words of a document that signatories agree to.

That is all it says, but for who signs, who gets a copy, the place and date, and the notice of a sample: a list that
grows and a date that is fixed at the end make no other text.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

from undersigned.document import (
    Addressees,
    Annex,
    Block,
    Break,
    BulletList,
    Clause,
    Closing,
    Contact,
    CopyList,
    Credit,
    DateLine,
    Document,
    Emphasis,
    Heading,
    Inlines,
    Letterhead,
    Link,
    ListItem,
    Masthead,
    Note,
    OperativeClauses,
    OrderedList,
    Paragraph,
    Quotation,
    Salutation,
    SampleNotice,
    Signatories,
    Standfirst,
    Strong,
    Subject,
    Tags,
    Title,
    Valediction,
)
from undersigned.inlines import plain_text

_DIGITS = 16
_BELOW_THE_LIST = ("personal-capacity", "withheld", "as-of")
"""What stands below the list of signatories and changes with it: the ids of the origins that `listing` gives."""


def agreed_words(document: Document) -> tuple[str, ...]:
    """One text for each paragraph, heading, line of an address and the like, in reading order; those of a note follow
    the paragraph that holds its mark. Spaces are folded; what says nothing is left out."""
    return tuple(words for text in _blocks(document.blocks) if (words := " ".join(text.split())))


def digest(words: Sequence[str]) -> str:
    """Sixteen hexadecimal digits that stand for a wording: the SHA-256 of its words, each behind one space. Where
    paragraphs begin, and whether é is one character or two, makes no difference."""
    import hashlib

    text = " ".join(word for paragraph in words for word in paragraph.split())
    return hashlib.sha256(unicodedata.normalize("NFC", text).encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def _blocks(blocks: Iterable[Block | ListItem | Clause]) -> Iterator[str]:
    for block in blocks:
        yield from _block(block)


def _block(block: Block | ListItem | Clause) -> Iterator[str]:
    match block:
        case Signatories() | CopyList() | SampleNotice() | DateLine() | Break():
            pass
        case Paragraph(_, origin) if origin and origin.kind == "part" and origin.id in _BELOW_THE_LIST:
            pass
        case Paragraph(content) | Title(content) | Standfirst(content) | Salutation(content):
            yield from _line(content)
        case Valediction(content) | Credit(content) | Heading(_, content):
            yield from _line(content)
        case Letterhead(lines) | Masthead(lines):
            yield from _lines(lines)
        case Addressees(entries):
            for entry in entries:
                yield from _lines(entry)
        case Subject(label, content):
            yield f"{label} {plain_text(content)}"
            yield from _notes(content)
        case ListItem(blocks) | Clause(blocks) | Closing(blocks) | Contact(blocks):
            yield from _blocks(blocks)
        case BulletList(items) | OrderedList(items):
            yield from _blocks(items)
        case OperativeClauses(clauses):
            yield from _blocks(clauses)
        case Quotation(blocks, citation):
            yield from _blocks(blocks)
            yield from _line(citation)
        case Annex(heading, blocks):
            yield from _line(heading)
            yield from _blocks(blocks)
        case Tags(label, entries):
            yield label
            yield from _lines(entry.content for entry in entries)
        case _:
            assert_never(block)


def _lines(lines: Iterable[Inlines]) -> Iterator[str]:
    for line in lines:
        yield from _line(line)


def _line(content: Inlines) -> Iterator[str]:
    yield plain_text(content)
    yield from _notes(content)


def _notes(content: Inlines) -> Iterator[str]:
    for inline in content:
        if isinstance(inline, Note):
            yield from _blocks(inline.blocks)
        elif isinstance(inline, Emphasis | Strong | Link):
            yield from _notes(inline.children)
