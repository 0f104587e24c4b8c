"""Inline tokens to inline nodes: words, emphasis, links, dates, cross-references, notes."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable

from undersigned.document import (
    Block,
    CrossReference,
    Date,
    Emphasis,
    Inlines,
    LineBreak,
    Link,
    Note,
    Origin,
    Paragraph,
    Strong,
    Text,
)
from undersigned.inlines import merged, plain_text
from undersigned.markdown.placeholders import without_fields
from undersigned.markdown.reading import Reading
from undersigned.markdown.syntax import Node
from undersigned.problems import did_you_mean

SAFE_SCHEMES = ("http", "https", "mailto")

# Entities can write characters that end a line, which no `Text` holds.
_NO_LINES = str.maketrans("\n\r\f\v", "    ")

NoteBlocks = Callable[[str, int], tuple[Block, ...] | None]


class InlineReader:
    """Makes the inline nodes of one paragraph or heading and keeps count of its lines, for problems."""

    def __init__(self, reading: Reading, line: int, note_blocks: NoteBlocks) -> None:
        self._reading = reading
        self._line = line
        self._note_blocks = note_blocks

    def inlines(self, nodes: Iterable[Node]) -> Inlines:
        return merged(part for node in nodes for part in self._inline(node))

    def _inline(self, node: Node) -> Inlines:
        match node.token.type:
            case "text" | "text_special":
                return self._text(node)
            case "softbreak" | "hardbreak":
                return self._line_end(node)
            case "em_open":
                return (Emphasis(self.inlines(node.children)),)
            case "strong_open":
                return (Strong(self.inlines(node.children)),)
            case "link_open":
                return self._link(node)
            case "image":
                return self._image(node)
            case "footnote_ref":
                return self._note(node)
            case other:  # pragma: no cover - the parser has no further rules
                raise AssertionError(other)

    def _text(self, node: Node) -> Inlines:
        text, fields = without_fields(node.token.content)
        for name in fields:
            self._reading.report(
                "U608",
                self._line,
                f"the text of “{name}” cannot stand inside a line",
                f"put {{{{ {name} }}}} on a line of its own",
            )
        return (Text(text.translate(_NO_LINES)),)

    def _line_end(self, node: Node) -> Inlines:
        self._line += 1
        return (LineBreak(),) if node.token.type == "hardbreak" or self._reading.verse else (Text(" "),)

    def _link(self, node: Node) -> Inlines:
        href = str(node.token.attrs["href"])
        line = self._line
        children = self.inlines(node.children)
        scheme, colon, rest = href.partition(":")
        match scheme.lower() if colon else "":
            case "http" | "https" | "mailto" if rest.strip("/"):
                return (Link(children or (Text(href),), href),)
            case "date":
                return self._date(children, rest, line)
            case "demand" if rest and children:
                return (CrossReference(plain_text(children), Origin("", 1, "demand", rest).key),)
            case _:
                self._reading.report("U601", line, f"the link to {href or 'nowhere'} cannot be printed", _remedy(href))
                return children

    def _date(self, children: Inlines, day: str, line: int) -> Inlines:
        try:
            return (Date(plain_text(children), datetime.date.fromisoformat(day)),)
        except ValueError:
            self._reading.report(
                "U609", line, f"there is no day {day}", "write it as year, month and day: date:2020-07-21"
            )
            return children

    def _image(self, node: Node) -> Inlines:
        source = str(node.token.attrs["src"])
        remote = source.startswith(("http:", "https:", "//"))
        self._reading.report(
            "U602",
            self._line,
            f"the picture {source} {'would be fetched from elsewhere' if remote else 'cannot stand in the text'}",
            "take it out, or make it a link: [words](https://…)" if remote else "pictures belong in the letterhead",
        )
        return self.inlines(node.children)

    def _note(self, node: Node) -> Inlines:
        label = node.token.meta.get("label")
        number = node.token.meta["id"]
        if self._reading.in_note:
            self._reading.report("U605", self._line, "a note cannot hold another note", "put its words in brackets")
            return ()
        if label is None:
            return self._inline_note(number)
        blocks = self._note_blocks(label, self._line)
        return () if blocks is None else (Note(blocks),)

    def _inline_note(self, number: int) -> Inlines:
        self._reading.in_note = True
        content = self.inlines(self._reading.inline_notes[number])
        self._reading.in_note = False
        return (Note((Paragraph(content),)),)


def _remedy(href: str) -> str:
    scheme, colon, _ = href.partition(":")
    if not colon or scheme in SAFE_SCHEMES:
        return "give the whole address: https://…"
    return did_you_mean(scheme, SAFE_SCHEMES) or "use an address that begins with https://, http:// or mailto:"


def without_space(inlines: Inlines) -> Inlines:
    """Inline nodes without the space at their beginning."""
    match inlines:
        case (Text(text), *rest):
            return merged([Text(text.lstrip(" ")), *rest])
        case _:
            return inlines
