"""Markdown to the document tree: CommonMark with notes and lettered lists, and the letter parts that templates need.

The only importer of markdown-it. Raw HTML and code signs are shown as text; pictures, and links other than http, https
and mailto, are refused. The codes of its problems:

U601 unsafe link · U602 picture · U603 note without text · U604 note never cited, or written twice ·
U605 note in a note · U606 unknown or malformed part · U607 heading of level 1 in prose · U608 field inside a line ·
U609 impossible date · U610 more than one paragraph where one is wanted
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from undersigned.document import Block, Inlines, Paragraph
from undersigned.markdown.blocks import BlockReader
from undersigned.markdown.escaping import escape
from undersigned.markdown.placeholders import FIELD_CLOSE, FIELD_OPEN, placeholder
from undersigned.markdown.reading import Place, Reading
from undersigned.markdown.syntax import syntax
from undersigned.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["FIELD_CLOSE", "FIELD_OPEN", "Parsed", "Place", "escape", "parse", "parse_inline", "placeholder"]

_NONE: Mapping[str, tuple[Block, ...]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a text says, and what is wrong in it."""

    blocks: tuple[Block, ...]
    problems: tuple[Problem, ...]


def parse(
    text: str,
    place: Place,
    *,
    parts: bool = False,
    fields: Mapping[str, tuple[Block, ...]] = _NONE,
    notes: Mapping[str, tuple[Block, ...]] = _NONE,
) -> Parsed:
    """Markdown to blocks.

    `parts` turns on `::: name` and makes a heading of level 1 the title. `fields` holds the blocks that go where
    `placeholder` lines stand, `notes` the blocks of notes that the text cites and does not define. Each top-level block
    carries its origin: file, line, and its number among the text's own blocks.

    Raises KeyError for a placeholder that `fields` does not hold; whatever else is wrong is a problem.
    """
    seen = syntax(text, parts=parts)
    reading = Reading(text, place, parts, fields, notes, seen.inline_notes)
    blocks = BlockReader(reading).document(seen.nodes)
    return Parsed(blocks, tuple(reading.problems))


def parse_inline(
    text: str, place: Place, *, notes: Mapping[str, tuple[Block, ...]] = _NONE
) -> tuple[Inlines, tuple[Problem, ...]]:
    """The content of one paragraph; an empty text has none. Anything but one paragraph is a problem (U610)."""
    seen = syntax(text, parts=False)
    reading = Reading(text, place, False, _NONE, notes, seen.inline_notes)
    blocks = BlockReader(reading).document(seen.nodes)
    content = blocks[0].content if blocks and isinstance(blocks[0], Paragraph) else ()
    for block in blocks[1 if content else 0 :][:1]:
        line = block.origin.line - place.line if block.origin else 0
        reading.report("U610", line, "this must be one paragraph", "take out blank lines, headings and lists")
    return content, tuple(reading.problems)
