"""A letter as Markdown can say it: parts of a letter become paragraphs, lists and headings.

What Markdown cannot tell apart is made one: emphasis within emphasis, two texts in italics side by side; and a line
break at the end of a paragraph goes. Two lists that would run into each other get different marks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from typing import assert_never

from undersigned.document import (
    Addressees,
    Annex,
    Block,
    Break,
    BulletList,
    Closing,
    Contact,
    CopyList,
    Credit,
    CrossReference,
    Date,
    DateLine,
    Document,
    Emphasis,
    Entry,
    Heading,
    Inline,
    Inlines,
    Letterhead,
    LineBreak,
    Link,
    ListItem,
    Marks,
    Masthead,
    Note,
    OperativeClauses,
    OrderedList,
    Paragraph,
    PlainBlock,
    Quotation,
    Salutation,
    SampleNotice,
    Signatories,
    Standfirst,
    Strong,
    Subject,
    Tags,
    Text,
    Title,
    Valediction,
)

Plain = PlainBlock | Title

_LETTERS = 26
_OTHER_MARKS: dict[Marks, Marks] = {
    "1.": "1)",
    "1)": "1.",
    "a.": "a)",
    "a)": "a.",
    "(a)": "a)",
    "i.": "i)",
    "i)": "i.",
    "(i)": "i)",
}


def plain(document: Document) -> tuple[Plain, ...]:
    """The blocks of a document in the form in which they can be written, and read back, as Markdown."""
    return _blocks(document.blocks)


def _blocks(blocks: Iterable[Block]) -> tuple[Plain, ...]:
    return tuple(_apart(chain.from_iterable(map(_block, blocks))))


def _apart(blocks: Iterable[Plain]) -> Iterator[Plain]:
    """Ordered lists that follow each other, with marks that no reader takes for one list."""
    before: Plain | None = None
    for block in blocks:
        if isinstance(block, OrderedList) and isinstance(before, OrderedList) and _run_together(before, block):
            block = replace(block, marks=_OTHER_MARKS[block.marks])  # noqa: PLW2901 - the same list
        yield block
        before = block


def _run_together(first: OrderedList, second: OrderedList) -> bool:
    lettered = "1" not in first.marks and "1" not in second.marks
    return first.marks == second.marks or (lettered and first.marks.strip("ai") == second.marks.strip("ai"))


def _block(block: Block) -> Iterable[Plain]:
    match block:
        case Paragraph(content):
            return _paragraph(content)
        case Heading(level, content):
            return _heading(level, content)
        case Title(content):
            return [Title(title)] if (title := _in_one_line(content)) else []
        case BulletList(items):
            return [BulletList(kept)] if (kept := _items(items)) else []
        case OrderedList():
            return _ordered_list(block)
        case Quotation(blocks, citation):
            return _quotation(blocks, citation)
        case Break():
            return [block]
        case SampleNotice(content):
            return _paragraph((Emphasis(content),))
        case Standfirst(content) | DateLine(content) | Salutation(content) | Valediction(content) | Credit(content):
            return _paragraph(content)
        case Letterhead(lines) | Masthead(lines):
            return _lines(lines)
        case Addressees(entries):
            return chain.from_iterable(map(_lines, entries))
        case Subject(label, content):
            return _paragraph((Strong((Text(label),)), Text(" "), *content) if label else content)
        case OperativeClauses(clauses):
            return chain.from_iterable(_blocks(clause.blocks) for clause in clauses)
        case Closing(blocks) | Contact(blocks):
            return _blocks(blocks)
        case Signatories():
            return _signatories(block)
        case CopyList(label, entries) | Tags(label, entries):
            return [*_paragraph((Text(label),)), *_entries(entries)]
        case Annex(heading, blocks):
            return [*_heading(2, heading), *_blocks(blocks)]
        case _:
            assert_never(block)


def _paragraph(content: Inlines) -> Iterable[Plain]:
    return [Paragraph(kept)] if (kept := _trimmed(_inlines(content))) else []


def _heading(level: int, content: Inlines) -> Iterable[Plain]:
    return [Heading(level, kept)] if (kept := _in_one_line(content)) else []


def _ordered_list(block: OrderedList) -> Iterable[Plain]:
    items, marks = _items(block.items), block.marks
    if "a" in marks and block.start + len(items) - 1 > _LETTERS:
        marks = "1." if marks.endswith(".") else "1)"
    return [OrderedList(items, marks, block.start)] if items else []


def _items(items: Iterable[ListItem]) -> tuple[ListItem, ...]:
    return tuple(ListItem(blocks) for item in items if (blocks := _blocks(item.blocks)))


def _quotation(blocks: Iterable[Block], citation: Inlines) -> Iterable[Plain]:
    quotation = Quotation(_blocks(blocks), _trimmed(_inlines(citation)))
    return [quotation] if quotation.blocks or quotation.citation else []


def _lines(lines: Iterable[Inlines]) -> Iterable[Plain]:
    return _paragraph(tuple(inline for line in lines for inline in (*line, LineBreak())))


def _signatories(block: Signatories) -> Iterator[Plain]:
    start = 1
    for group in block.groups:
        yield from _paragraph((Strong(group.heading),))
        for entries in _entries(group.entries):
            yield OrderedList(entries.items, "1.", start) if block.numbered else entries
        start = 1 if block.restart else start + len(group.entries)


def _entries(entries: Iterable[Entry]) -> Iterable[BulletList]:
    items = tuple(ListItem(tuple(_paragraph(entry.content))) for entry in entries)
    kept = tuple(item for item in items if item.blocks)
    return [BulletList(kept)] if kept else []


# --- inline nodes -----------------------------------------------------------------------------------------------------


def _in_one_line(content: Inlines) -> Inlines:
    """The content of a heading, which has one line."""
    return _joined(Text(" ") if isinstance(inline, LineBreak) else inline for inline in _trimmed(_inlines(content)))


def _trimmed(content: Inlines) -> Inlines:
    while content and isinstance(content[-1], LineBreak):
        content = content[:-1]
    while content and isinstance(content[0], LineBreak):
        content = content[1:]
    return content


def _inlines(content: Inlines, within: frozenset[type] = frozenset()) -> Inlines:
    return _joined(chain.from_iterable(_inline(inline, within) for inline in content))


def _inline(inline: Inline, within: frozenset[type]) -> Iterable[Inline]:
    match inline:
        case Text():
            return [inline]
        case Date(text) | CrossReference(text):
            return [Text(text)]
        case LineBreak():
            return [inline]
        case Note(blocks):
            return [Note(kept)] if (kept := _blocks(blocks)) else []
        case Emphasis(children) | Strong(children) | Link(children):
            kind = type(inline)
            content = _inlines(children, within | {kind})
            return content if kind in within else _breaks_outside(replace(inline, children=content))
        case _:
            assert_never(inline)


def _breaks_outside(inline: Emphasis | Strong | Link) -> Iterable[Inline]:
    """Emphasis and links neither begin nor end with a line break: it goes before or after them."""
    children = _trimmed(inline.children)
    breaks = len(inline.children) - len(children)
    leading = next((n for n, child in enumerate(inline.children) if not isinstance(child, LineBreak)), breaks)
    middle = [replace(inline, children=children)] if children else []
    return [*[LineBreak()] * leading, *middle, *[LineBreak()] * (breaks - leading)]


def _joined(content: Iterable[Inline]) -> Inlines:
    """Without empty texts; neighbours that differ only in being two are one."""
    joined: list[Inline] = []
    for inline in content:
        match (joined[-1] if joined else None, inline):
            case (_, Text("")):
                pass
            case (Text(first), Text(second)):
                joined[-1] = Text(first + second)
            case (Emphasis(first), Emphasis(second)):
                joined[-1] = Emphasis(_joined((*first, *second)))
            case (Strong(first), Strong(second)):
                joined[-1] = Strong(_joined((*first, *second)))
            case _:
                joined.append(inline)
    return tuple(joined)
