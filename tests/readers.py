"""Readers of the three formats that know nothing of the writers: pandoc for Word files and Markdown, lxml for HTML.

They give the words that a person reads. The marks of lists and notes, links back from a note and the `* * *` of a break
are no words; the texts of notes stand apart, in the order of their marks.
"""

from __future__ import annotations

import io
import json
import re
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pypandoc  # type: ignore[import-untyped]
from lxml import etree

BREAK = ["*", "*", "*"]
APART = ("doc-noteref", "doc-backlink", "doc-endnotes")
"""Roles of the elements of a page that are no part of the text."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The words of a text and, one list for each, of its notes."""

    body: list[str]
    notes: list[list[str]]


def words_of_docx(source: bytes | Path) -> Reading:
    """The words of a Word file; without those of its headers and footers, which pandoc does not read."""
    content = source if isinstance(source, bytes) else source.read_bytes()
    return _pandoc("docx", _with_plain_styles(content))


def words_of_markdown(text: str) -> Reading:
    """The words of CommonMark with notes and lettered lists."""
    return _pandoc("commonmark+footnotes+fancy_lists", text.encode())


def words_of_html(text: str) -> Reading:
    """The words of a page's body; its notes are the items to which the marks of notes lead."""
    page = etree.fromstring(text, etree.HTMLParser())
    notes = {note.get("id"): note for note in page.iter("li")}
    marks = [mark.get("href", "") for mark in page.iter("a") if mark.get("role") == "doc-noteref"]
    (body,) = page.iter("body")
    return Reading(_html_words(body), [_html_words(notes[mark.removeprefix("#")]) for mark in marks])


# --- HTML -------------------------------------------------------------------------------------------------------------

_INLINE = frozenset({"a", "b", "cite", "em", "span", "strong", "sup", "time"})


def _html_words(element: etree._Element) -> list[str]:
    return "".join(_html_text(element)).split()


def _html_text(element: etree._Element) -> Iterator[str]:
    """Text in reading order, a space at the edges of everything that is not part of a line."""
    edge = "" if element.tag in _INLINE else " "
    yield edge + (element.text or "")
    for child in element:
        if child.get("role") not in APART:
            yield from _html_text(child)
        yield child.tail or ""
    yield edge


# --- pandoc -----------------------------------------------------------------------------------------------------------


def _pandoc(source: str, content: bytes) -> Reading:
    command = [pypandoc.get_pandoc_path(), "--from", source, "--to", "json"]
    run = subprocess.run(command, input=content, capture_output=True, check=True)
    text = _Text()
    text.add_blocks(json.loads(run.stdout)["blocks"])
    return Reading(text.words(), [note.words() for note in text.notes])


@dataclass(slots=True)
class _Text:
    """What is read of pandoc's syntax tree. Elements that no letter has are refused rather than lost."""

    pieces: list[str] = field(default_factory=list)
    notes: list[_Text] = field(default_factory=list)

    def words(self) -> list[str]:
        return "".join(self.pieces).split()

    def add_blocks(self, blocks: list[dict[str, Any]]) -> None:
        for block in blocks:
            self.pieces.append("\n")
            self._add_block(block["t"], block.get("c"))

    def _add_block(self, kind: str, content: Any) -> None:
        match kind:
            case "Para" | "Plain":
                self._add_paragraph(content)
            case "LineBlock":
                for line in content:
                    self._add_paragraph(line)
            case "Header" | "Div":
                add = self._add_inlines if kind == "Header" else self.add_blocks
                add(content[-1])
            case "BlockQuote":
                self.add_blocks(content)
            case "BulletList" | "OrderedList":
                for item in content if kind == "BulletList" else content[1]:
                    self.add_blocks(item)
            case "HorizontalRule" | "Null":
                pass
            case _:
                raise AssertionError(f"pandoc read a {kind}, which no letter has: {content}")

    def _add_paragraph(self, content: list[dict[str, Any]]) -> None:
        inside = _Text(notes=self.notes)
        inside._add_inlines(content)
        if inside.words() != BREAK:
            self.pieces += [*inside.pieces, "\n"]

    def _add_inlines(self, inlines: list[dict[str, Any]]) -> None:
        for inline in inlines:
            self._add_inline(inline["t"], inline.get("c"))

    def _add_inline(self, kind: str, content: Any) -> None:
        match kind:
            case "Str":
                self.pieces.append(content)
            case "Space" | "SoftBreak" | "LineBreak":
                self.pieces.append(" ")
            case "Emph" | "Strong" | "Superscript" | "Subscript" | "SmallCaps" | "Underline":
                self._add_inlines(content)
            case "Link" | "Span":
                self._add_inlines(content[1])
            case "Note":
                note = _Text()
                note.add_blocks(content)
                self.notes.append(note)
            case _:
                raise AssertionError(f"pandoc read a {kind}, which no letter has: {content}")


_STYLE_NAME = re.compile(rb'(<w:name w:val=")')


def _with_plain_styles(docx: bytes) -> bytes:
    """The file with its styles renamed.

    The first paragraphs of a file, if their styles are called Title, Author or Date, are metadata to pandoc, not text.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == "word/styles.xml":
                content = _STYLE_NAME.sub(rb"\1Plain ", content)
            new.writestr(entry.filename, content)
    return out.getvalue()
