"""Blocks: one function for each node that holds other blocks or is plain prose, and the dispatch to all of them."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple, assert_never

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
    DateLine,
    Heading,
    Letterhead,
    ListItem,
    Masthead,
    OperativeClauses,
    OrderedList,
    Paragraph,
    Quotation,
    Salutation,
    SampleNotice,
    Signatories,
    Standfirst,
    Subject,
    Tags,
    Text,
    Title,
    Valediction,
)

from . import parts
from .ledger import Ledger
from .lists import BULLETS, DEEPEST, INDENT, LOOKS
from .paragraphs import AS_STYLED, Setting, paragraph

_BREAK = (Text("* * *"),)


class Place(NamedTuple):
    """Where blocks stand: the style of their paragraphs, how far these stand in, and how many lists are around them.

    `left` is in twentieths of a point; `as_styled` says that the style stands in so far by itself.
    """

    style: str = "BodyText"
    left: int = 0
    as_styled: bool = True
    depth: int = 0


LETTER = Place()
_CLOSING = Place("Closing")
_CONTACT = Place("Contact")
_CLAUSE = Place("OperativeClause", INDENT)


def blocks(sequence: tuple[Block, ...], place: Place, ledger: Ledger, *, keep_last: bool = False) -> str:
    """Blocks one after the other; `keep_last` holds the last one on the page of what follows."""
    if not sequence:
        return ""
    kept = [introduces(first, second) for first, second in pairwise(sequence)]
    return "".join(
        [block(node, place, ledger, keep_next=keep) for node, keep in zip(sequence, (*kept, keep_last), strict=True)]
    )


def introduces(node: Block, following: Block) -> bool:
    """Whether a paragraph must not be parted from the list, clauses or quotation that it leads to."""
    return type(node) is Paragraph and isinstance(following, BulletList | OrderedList | OperativeClauses | Quotation)


def block(node: Block, place: Place, ledger: Ledger, *, keep_next: bool = False) -> str:
    """The paragraphs of one block, and in `ledger` what they need."""
    ledger.stands_for(node.origin)
    match node:
        case Paragraph():
            return body_text(node, place, ledger, keep_next=keep_next)
        case Heading(level, content):
            return paragraph(f"Heading{level}", content, ledger)
        case BulletList(items):
            return _items(items, BULLETS, 1, place, ledger, keep_last=keep_next)
        case OrderedList(items, marks, start):
            return _items(items, LOOKS[marks], start, place, ledger, keep_last=keep_next)
        case Quotation():
            return quotation(node, place, ledger)
        case Break():
            return paragraph("Break", _BREAK, ledger)
        case OperativeClauses():
            return operative_clauses(node, ledger)
        case Closing(children):
            return blocks(children, _CLOSING, ledger)
        case Annex():
            return annex(node, ledger)
        case Contact(children):
            return blocks(children, _CONTACT, ledger)
        case Letterhead():
            return parts.letterhead(node, ledger)
        case Masthead():
            return parts.masthead(node, ledger)
        case Addressees():
            return parts.addressees(node, ledger)
        case Subject():
            return parts.subject(node, ledger)
        case Signatories():
            return parts.signatories(node, ledger)
        case CopyList():
            return parts.copy_list(node, ledger)
        case Tags():
            return parts.tags(node, ledger)
        case SampleNotice() | Title() | Standfirst() | DateLine() | Salutation() | Valediction() | Credit():
            return paragraph(type(node).__name__, node.content, ledger)
        case _:
            assert_never(node)


def body_text(node: Paragraph, place: Place, ledger: Ledger, *, keep_next: bool) -> str:
    left = None if place.as_styled else place.left
    return paragraph(place.style, node.content, ledger, Setting(keep_next=keep_next, left=left))


def _items(items: tuple[ListItem, ...], look: int, start: int, place: Place, ledger: Ledger, *, keep_last: bool) -> str:
    level = min(place.depth, DEEPEST)
    number = ledger.new_list(look, level, start), level
    style = "ListParagraph" if place.style in ("BodyText", "Closing") else place.style
    inside = Place(style, place.left + INDENT, as_styled=False, depth=place.depth + 1)
    *others, last = items
    written = [list_item(item, number, inside, ledger) for item in others]
    return "".join([*written, list_item(last, number, inside, ledger, keep_last=keep_last)])


def list_item(item: ListItem, number: tuple[int, int], place: Place, ledger: Ledger, *, keep_last: bool = False) -> str:
    """The first paragraph carries the mark, the blocks after it stand below its words.

    An item that begins with anything else than a paragraph has its mark on a line by itself.
    """
    ledger.stands_for(item.origin)
    first, others = Paragraph(()), item.blocks
    if others and isinstance(others[0], Paragraph):
        first, others = others[0], others[1:]
        ledger.stands_for(first.origin)
    defined = place.left == INDENT * (number[1] + 1)
    setting = Setting(
        keep_next=introduces(first, others[0]) if others else keep_last,
        number=number,
        left=None if defined else place.left,
        hanging=INDENT,
    )
    return paragraph(place.style, first.content, ledger, setting) + blocks(others, place, ledger, keep_last=keep_last)


def quotation(node: Quotation, place: Place, ledger: Ledger) -> str:
    """The passage, and below it its source after a dash."""
    inside = Place("Quote", place.left + INDENT, as_styled=place.left == 0, depth=place.depth)
    passage = blocks(node.blocks, inside, ledger, keep_last=bool(node.citation))
    if not node.citation:
        return passage
    setting = AS_STYLED if inside.as_styled else Setting(left=inside.left)
    return passage + paragraph("QuoteSource", (Text("— "), *node.citation), ledger, setting)


def operative_clauses(node: OperativeClauses, ledger: Ledger) -> str:
    written = []
    for clause in node.clauses:
        ledger.stands_for(clause.origin)
        written.append(blocks(clause.blocks, _CLAUSE, ledger))
    return "".join(written)


def annex(node: Annex, ledger: Ledger) -> str:
    """On a page of its own, which the style of its heading sees to."""
    return paragraph("AnnexHeading", node.heading, ledger) + blocks(node.blocks, LETTER, ledger)
