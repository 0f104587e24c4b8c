"""Block tokens to block nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from undersigned.document import (
    Block,
    Break,
    BulletList,
    Heading,
    Inlines,
    ListItem,
    OrderedList,
    Origin,
    Paragraph,
    Quotation,
    Text,
    Title,
)
from undersigned.inlines import merged
from undersigned.markdown.inlines import InlineReader
from undersigned.markdown.parts import VERSE, part
from undersigned.markdown.placeholders import field_name
from undersigned.markdown.reading import Reading
from undersigned.markdown.syntax import DEEPEST, Node

if TYPE_CHECKING:
    from collections.abc import Iterable

_DASHES = ("— ", "-- ")


class BlockReader:
    """Makes the blocks of one text. What a token becomes stands in the method named after the node."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def document(self, nodes: tuple[Node, ...]) -> tuple[Block, ...]:
        """The blocks of a whole text, with their origins; notes that nobody cites are reported."""
        self._collect_notes(nodes)
        found: list[Block] = []
        ordinal = 0
        for node in nodes:
            blocks = self._block(node, self._reading.origin(node.line, ordinal + 1))
            ordinal += len(blocks) if field_of(node) is None else 0
            found += blocks
        self._report_uncited()
        return tuple(found)

    def blocks(self, nodes: Iterable[Node]) -> tuple[Block, ...]:
        return tuple(block for node in nodes for block in self._block(node))

    def _block(self, node: Node, origin: Origin | None = None) -> tuple[Block, ...]:
        if node.token.level >= DEEPEST - 2:
            self._reading.report("U606", node.line, "lists and quotations are nested too deeply", "take one level out")
        match node.token.type:
            case "paragraph_open":
                return self._paragraph(node, origin)
            case "heading_open":
                return self._heading(node, origin)
            case "bullet_list_open":
                return (BulletList(self._items(node), origin),)
            case "ordered_list_open":
                return self._ordered_list(node, origin)
            case "blockquote_open":
                return (self._quotation(node, origin),)
            case "hr":
                return (Break(origin),)
            case "container_part_open":
                return self._part(node, origin)
            case "footnote_reference_open":
                return ()
            case other:  # pragma: no cover - the parser has no further rules
                raise AssertionError(other)

    # --- prose --------------------------------------------------------------------------------------------------------

    def _paragraph(self, node: Node, origin: Origin | None) -> tuple[Block, ...]:
        name = field_of(node)
        if name is not None:
            return self._reading.fields[name]
        if self._reading.parts and _source(node).startswith(":::"):
            self._reading.report(
                "U606", node.line, "“:::” ends a part that was not begun", "take it out, or name the part"
            )
            return ()
        content = self._inlines(node)
        return (Paragraph(content, origin),) if content else ()

    def _heading(self, node: Node, origin: Origin | None) -> tuple[Block, ...]:
        level, content = int(node.token.tag[1:]), self._inlines(node)
        if not content:
            return ()
        if level > 1:
            return (Heading(level, content, origin),)
        if self._reading.parts:
            return (Title(content, origin),)
        self._reading.report(
            "U607", node.line, "“#” is the title of the whole letter", "begin a heading with ##", "warning"
        )
        return (Heading(2, content, origin),)

    def _ordered_list(self, node: Node, origin: Origin | None) -> tuple[Block, ...]:
        items = self._items(node)
        marks = node.token.info or f"1{node.token.markup}"
        return (OrderedList(items, marks, int(node.token.attrs.get("start", 1)), origin),)  # type: ignore[arg-type]

    def _items(self, node: Node) -> tuple[ListItem, ...]:
        return tuple(ListItem(self.blocks(item.children)) for item in node.children)

    def _quotation(self, node: Node, origin: Origin | None) -> Quotation:
        *before, last = node.children or (None,)
        if last is None or last.token.type != "paragraph_open" or not _source(last).startswith(_DASHES):
            return Quotation(self.blocks(node.children), (), origin)
        return Quotation(self.blocks(child for child in before if child), _without_dash(self._inlines(last)), origin)

    def _inlines(self, node: Node) -> Inlines:
        return InlineReader(self._reading, node.line, self._note).inlines(node.children[0].children)

    # --- parts of a letter --------------------------------------------------------------------------------------------

    def _part(self, node: Node, origin: Origin | None) -> tuple[Block, ...]:
        name, *options = node.token.info.split()
        if not self._reading.line_text(node.end).lstrip("> \t").startswith(":::"):
            self._reading.report("U606", node.line, f"the part “{name}” has no end", "put a line “:::” after it")
        outer, self._reading.verse = self._reading.verse, name in VERSE
        blocks = self.blocks(node.children)
        self._reading.verse = outer
        return part(
            name, options, blocks, origin, lambda *problem: self._reading.report(problem[0], node.line, *problem[1:])
        )

    # --- notes --------------------------------------------------------------------------------------------------------

    def _collect_notes(self, nodes: Iterable[Node]) -> None:
        for node in nodes:
            if node.token.type != "inline":
                self._collect_notes(node.children)
            if node.token.type == "footnote_reference_open":
                label = node.token.meta["label"]
                if label in self._reading.definitions:
                    self._reading.report(
                        "U604", node.line, f"the note [^{label}] is written twice", "give one another label"
                    )
                self._reading.definitions[label] = node

    def _note(self, label: str, line: int) -> tuple[Block, ...] | None:
        """The blocks of the note with this label, None where there is none."""
        if label in self._reading.definitions:
            return self._defined(label)
        if label in self._reading.notes:
            return self._reading.notes[label]
        colonless = self._reading.line_that_begins(f"[^{label}]")
        if colonless is None:
            remedy = f"add a line that begins with [^{label}]:"
            self._reading.report("U603", line, f"the note [^{label}] is not written", remedy)
        elif label not in self._reading.colonless:
            self._reading.colonless.add(label)
            message = f"no colon stands behind [^{label}], so that this is no note"
            self._reading.report("U603", colonless, message, f"write “[^{label}]: …”, after an empty line")
        return None

    def _defined(self, label: str) -> tuple[Block, ...]:
        if label not in self._reading.defined:
            verse, self._reading.verse, self._reading.in_note = self._reading.verse, False, True
            self._reading.defined[label] = self.blocks(self._reading.definitions[label].children)
            self._reading.verse, self._reading.in_note = verse, False
        return self._reading.defined[label]

    def _report_uncited(self) -> None:
        for label, node in self._reading.definitions.items():
            if label not in self._reading.defined:
                self._reading.report(
                    "U604",
                    node.line,
                    f"the note [^{label}] is never cited",
                    f"put [^{label}] where its mark belongs",
                    "warning",
                )
                self._defined(label)


def field_of(node: Node) -> str | None:
    """The name of the field for which a paragraph stands."""
    return field_name(_source(node)) if node.token.type == "paragraph_open" else None


def _source(paragraph: Node) -> str:
    return paragraph.children[0].token.content


def _without_dash(content: Inlines) -> Inlines:
    first, *rest = content
    if not isinstance(first, Text):  # pragma: no cover - the dash is text
        raise AssertionError(first)
    return merged([Text(first.text.partition(" ")[2]), *rest])
