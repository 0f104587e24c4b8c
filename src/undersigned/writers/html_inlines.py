"""Inline nodes to HTML, what is known of a page while it is written, and the one place where words meet markup."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from typing import assert_never

from undersigned.document import (
    CrossReference,
    Date,
    Document,
    Emphasis,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Note,
    Origin,
    Strong,
    Text,
)
from undersigned.marks import symbol

__all__ = ["Page", "escape", "identity", "inlines"]

# Two marks side by side would read as one number; a narrow space that does not break holds them apart.
_BETWEEN_MARKS = "\u202f"


@dataclass(slots=True)
class Page:
    """What is known so far while a page is written: the headings that are open, the ids given, the notes met."""

    document: Document
    subject_heads: bool
    """Whether the subject is the page's heading of level 1, for want of a title."""
    open_headings: list[int] = field(default_factory=list)
    """The levels of the headings under which the page stands, outermost first."""
    ids: set[str] = field(default_factory=set)
    notes: list[Note] = field(default_factory=list)
    lists_of_signatories: int = 0
    in_link: bool = False
    after_link: str = ""


def identity(origin: Origin | None, page: Page) -> str:
    """The attribute that says what an element stands for; the first element that does has it, as an id names one."""
    if origin is None or (key := origin.key) in page.ids:
        return ""
    page.ids.add(key)
    return f' id="{key}"'


def inlines(nodes: Inlines, page: Page) -> str:
    written: list[str] = []
    for before, node in zip((None, *nodes), nodes, strict=False):
        if isinstance(node, Note) and isinstance(before, Note):
            written.append(_BETWEEN_MARKS)
        written.append(_inline(node, page))
    return "".join(written)


def _inline(node: Inline, page: Page) -> str:
    match node:
        case Text():
            return escape(node.text)
        case Emphasis():
            return f"<em>{inlines(node.children, page)}</em>"
        case Strong():
            return f"<strong>{inlines(node.children, page)}</strong>"
        case Link():
            return _link(node, page)
        case Date():
            return f'<time datetime="{node.day.isoformat()}">{escape(node.text)}</time>'
        case CrossReference():
            return escape(node.text) if page.in_link else f'<a href="#{node.key}">{escape(node.text)}</a>'
        case LineBreak():
            return "<br>\n"
        case Note():
            return _note_mark(node, page)
        case _:
            assert_never(node)


def _link(node: Link, page: Page) -> str:
    """A link holds no other link (HTML, 4.5.1): an inner one gives its words, the mark of a note follows after."""
    if page.in_link:
        return inlines(node.children, page)
    page.in_link = True
    words = inlines(node.children, page)
    page.in_link = False
    marks, page.after_link = page.after_link, ""
    return f'<a href="{escape(node.href)}">{words}</a>{marks}'


def _note_mark(node: Note, page: Page) -> str:
    page.notes.append(node)
    number = len(page.notes)
    label = escape(f"{page.document.labels.note} {number}")
    mark = (
        f'<sup><a id="noteref-{number}" href="#note-{number}" role="doc-noteref" aria-label="{label}">'
        f"{_mark(number, page)}</a></sup>"
    )
    if page.in_link:
        page.after_link += mark
        return ""
    return mark


def _mark(number: int, page: Page) -> str:
    """Number or symbol of a note, as in Word."""
    return str(number) if page.document.notes.marks == "numbers" else symbol(number)
