"""The document tree to Markdown: CommonMark with `[^1]` notes, for a site generator, an e-mail, or a person.

A letter is first made plain (`plain`), then written; so whatever is written reads back as the same words in the same
plain structure. Lettered and roman lists are written `a) …`, with a blank line between items: readers that know such
lists make lists of them, all others paragraphs that say the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from undersigned.document import (
    Block,
    Break,
    BulletList,
    Document,
    Heading,
    Inlines,
    ListItem,
    Note,
    OrderedList,
    Paragraph,
    Quotation,
    Title,
)
from undersigned.marks import mark as mark_of
from undersigned.writers.markdown import escaping
from undersigned.writers.markdown.indents import indent
from undersigned.writers.markdown.inlines import inlines
from undersigned.writers.markdown.plain import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["plain", "write"]

_BULLETS = "-+"  # not *, of which the break is made
_NOTE_INDENT = 4


def write(document: Document) -> str:
    """The whole document as Markdown, ending with a new line; an empty document gives an empty text."""
    writer = _Writer()
    text = writer.blocks(plain(document))
    return "\n\n".join(filter(None, [text, *writer.definitions])) + "\n" if text else ""


class _Writer:
    """Writes blocks, and keeps the definitions of the notes that it meets for the end of the document."""

    def __init__(self) -> None:
        self.definitions: list[str] = []

    def blocks(self, blocks: Iterable[Block]) -> str:
        written: list[str] = []
        before: Block | None = None
        bullet = 0
        for block in blocks:
            # Two bulleted lists in a row are kept apart by their bullets.
            bullet = 1 - bullet if isinstance(before, BulletList) else 0
            written.append(self._block(block, _BULLETS[bullet]))
            before = block
        return "\n\n".join(written)

    def _block(self, block: Block, bullet: str) -> str:
        match block:
            case Paragraph(content):
                return self._paragraph(content)
            case Heading(level, content):
                return self._heading(level, content)
            case Title(content):
                return self._heading(1, content)
            case BulletList(items):
                return self._bullet_list(items, bullet)
            case OrderedList():
                return self._ordered_list(block)
            case Quotation(blocks, citation):
                return self._quotation(blocks, citation)
            case Break():
                return "* * *"
            case _:  # pragma: no cover - `plain` leaves no other
                raise AssertionError(block)

    def _paragraph(self, content: Inlines) -> str:
        return escaping.paragraph(inlines(content, self._number))

    def _heading(self, level: int, content: Inlines) -> str:
        return f"{'#' * level} {escaping.heading(inlines(content, self._number))}"

    def _bullet_list(self, items: tuple[ListItem, ...], bullet: str) -> str:
        written = [_hung(f"{bullet} ", 2, self.blocks(item.blocks)) for item in items]
        return ("\n" if _is_tight(items) else "\n\n").join(written)

    def _ordered_list(self, block: OrderedList) -> str:
        written = []
        for number, item in enumerate(block.items, block.start):
            mark = mark_of(block.marks, number)
            written.append(_hung(f"{mark} ", indent(mark, item), self.blocks(item.blocks)))
        return ("\n" if "1" in block.marks and _is_tight(block.items) else "\n\n").join(written)

    def _quotation(self, blocks: tuple[Block, ...], citation: Inlines) -> str:
        text = self.blocks(blocks)
        if citation:
            text = "\n\n".join(filter(None, [text, f"— {self._paragraph(citation)}"]))
        elif blocks and isinstance(blocks[-1], Paragraph):
            text = escaping.uncited(text)
        return "\n".join(f"> {line}" if line else ">" for line in text.split("\n"))

    def _number(self, note: Note) -> int:
        self.definitions.append("")  # holds the place
        number = len(self.definitions)
        text = self.blocks(note.blocks)
        opening = f"[^{number}]: " if isinstance(note.blocks[0], Paragraph) else f"[^{number}]:\n\n    "
        self.definitions[number - 1] = _hung(opening, _NOTE_INDENT, text)
        return number


def _is_tight(items: Iterable[ListItem]) -> bool:
    return all(len(item.blocks) == 1 and isinstance(item.blocks[0], Paragraph) for item in items)


def _hung(opening: str, indent: int, text: str) -> str:
    """Text behind a mark, its further lines indented by so many columns."""
    first, *others = text.split("\n")
    return "\n".join([opening + first, *(f"{' ' * indent}{line}" if line else "" for line in others)])
