"""One letter's parts: its text, its notes, and the words that it puts into the parts around it."""

from __future__ import annotations

from collections.abc import Mapping

from undersigned.document import Document, NoteStyle, Title

from .ledger import Manner
from .lists import definitions
from .markup import escape
from .package import Part, Relationship
from .sections import Paper, assemble
from .stationery import Stationery, Template, stock, word_part
from .story import Story

_CORE = "application/vnd.openxmlformats-package.core-properties+xml"
_CORE_RELATION = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
ROOT = (
    Relationship("document", "officeDocument", "word/document.xml"),
    Relationship("core", _CORE_RELATION, "docProps/core.xml"),
)
"""The package's own relationships."""

_MARKS = {"numbers": "decimal", "symbols": "chicago"}  # custom marks would be printed twice by LibreOffice


def manner_of(document: Document) -> Manner:
    return Manner(
        rtl=document.direction == "rtl",
        note_kind=f"{document.notes.place}note",
        titled=any(isinstance(block, Title) for block in document.blocks),
    )


def parts(document: Document, story: Story, manner: Manner, stationery: Stationery) -> list[Part]:
    """All parts of the package, the document first."""
    paper = paper_of(document, story, manner, stationery)
    body = assemble(((fragment.paragraphs for fragment in story.fragments), paper))
    return [main_part("document", body, story, manner, stationery), *other_parts(document, story, manner, stationery)]


def paper_of(document: Document, story: Story, manner: Manner, stationery: Stationery) -> Paper:
    kind = manner.note_kind
    marks = f"<w:{kind}Pr>{_note_marks(document.notes)}</w:{kind}Pr>" if story.note_count else ""
    return Paper(stationery.references, stationery.page, marks, stationery.title_page, manner.rtl)


def main_part(frame: str, body: str, story: Story, manner: Manner, stationery: Stationery) -> Part:
    """The document itself; `frame` is the stock part around its body."""
    kind = manner.note_kind
    relationships = (
        *stationery.relationships,
        Relationship("numbering", "numbering", stationery.numbering.name),
        Relationship("settings", "settings", "word/settings.xml"),
        *((Relationship(f"{kind}s", f"{kind}s", f"word/{kind}s.xml"),) if story.note_count else ()),
        *_links(story.links),
    )
    return word_part("document", "document.main", stock(frame), relationships).part({"body": body})


def other_parts(
    document: Document, story: Story, manner: Manner, stationery: Stationery, protection: str = ""
) -> list[Part]:
    """The parts around the document; `protection` is the `w:documentProtection` of its settings."""
    words = {**_words(document, story, manner, stationery), "protection": protection}
    kind = f"{manner.note_kind}s"
    always = [
        Template("docProps/core.xml", _CORE, stock("core")).part(words),
        *(template.part(words) for template in stationery.templates),
        stationery.numbering.part(words),
        word_part("settings", "settings", stock("settings")).part(words),
        *stationery.parts,
    ]
    if not story.note_count:
        return always
    notes = "".join([fragment.notes for fragment in story.fragments])
    return [*always, word_part(kind, kind, stock(kind), _links(story.note_links)).part({"notes": notes})]


def _links(links: Mapping[str, str]) -> tuple[Relationship, ...]:
    return tuple(Relationship(name, "hyperlink", address, external=True) for name, address in links.items())


def _words(document: Document, story: Story, manner: Manner, stationery: Stationery) -> dict[str, str]:
    """What the tokens of the surrounding parts stand for, as WordprocessingML."""
    return {
        "title": escape(document.title),
        "subject": escape(document.subject or document.title),
        "language": escape(document.language),
        "page": escape(document.labels.page),
        "of": escape(document.labels.of),
        "bidi": "<w:bidi/>" if manner.rtl else "",
        "rtl": "<w:rPr><w:rtl/></w:rPr>" if manner.rtl else "",
        "lists": definitions(story.lists, stationery.first.list, stationery.first_look),
        "even-and-odd": "<w:evenAndOddHeaders/>" if stationery.even_and_odd else "",
        "note-settings": _note_settings(document.notes) if story.note_count else "",
    }


def _note_marks(style: NoteStyle) -> str:
    """The look of marks, which Word takes from the settings and LibreOffice from each section (17.11.17)."""
    return f'<w:numFmt w:val="{_MARKS[style.marks]}"/>'


def _note_settings(style: NoteStyle) -> str:
    """How notes are marked, and which of them are the rules that set them off from the text (17.11.10, 17.11.4)."""
    kind = f"{style.place}note"
    return f'<w:{kind}Pr>{_note_marks(style)}<w:{kind} w:id="-1"/><w:{kind} w:id="0"/></w:{kind}Pr>'
