"""Word files to sign: letters under lock, and behind them one page to fill in. Or letters alone, to comment on."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from undersigned.document import Document, NoteStyle, Text
from undersigned.form import Field, Form

from .controls import control, fixed, group, name_of
from .inlines import words
from .ledger import Ledger, Manner
from .letter import ROOT, main_part, manner_of, other_parts, paper_of
from .markup import DECLARATION, escape
from .package import Packer, Part, Relationship
from .paragraphs import paragraph, paragraph_of
from .sections import assemble
from .stationery import Stationery, stock_stationery
from .story import Fragment, Storyteller

FORM = "form"
"""The bookmark on the heading of the form, after the prefix of `controls`: all before it is the letter."""
REFERENCE = "reference"
"""The control and bookmark of the reference, behind the label before it."""

_PROTECTION = '<w:documentProtection w:edit="forms" w:enforcement="1"/>'
_CUSTOM = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_CUSTOM_NAMES = (
    'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"'
)
_OF_USERS = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""The set of properties that people name themselves (ECMA-376 Part 1, 22.3)."""
_ROOT = (*ROOT, Relationship("custom", "custom-properties", "docProps/custom.xml"))

_PAPER_WIDTH = re.compile(r'<w:pgSz[^>]* w:w="(\d+)"')
_MARGIN = re.compile(r' w:(?:left|right)="(\d+)"')
_A4_WIDTH = 9072


class FormWriter:
    """Writes the files of one campaign on one paper; letters that stay the same are written once.

    `letterhead` is as `Writer` has it, with the same errors.
    """

    def __init__(self, letterhead: bytes | None = None) -> None:
        self._stationery = stock_stationery() if letterhead is None else _opened(letterhead)
        self._storyteller = Storyteller(self._stationery.first)
        self._packer = Packer()

    def write(
        self,
        letters: Sequence[Document],
        form: Form | None,
        properties: Mapping[str, str],
        *,
        time: datetime.datetime,
    ) -> bytes:
        """A .docx file with the letters, each from a new page on, and the form behind them.

        Without a form it is not locked. `properties` are kept with the file; `time` dates the entries of the package.
        Notes stand at the foot of the pages, since those at the end would come behind the form.
        """
        whole = _bound(letters)
        manner = manner_of(whole)
        story = self._storyteller.story(whole.blocks, manner)
        paper = paper_of(whole, story, manner, self._stationery)
        locked = paper if form is None else paper._replace(locked=True)
        texts = [([fragment.paragraphs for fragment in part], locked) for part in _shares(letters, story.fragments)]
        if form is not None:
            page = page_to_fill_in(form, self._ledger(story.fragments, manner), _text_width(self._stationery.page))
            texts.append(([page], paper._replace(notes="", rtl=False, locked=False)))
        parts = [
            main_part("form-document", assemble(*texts), story, manner, self._stationery),
            *other_parts(whole, story, manner, self._stationery, _PROTECTION if form is not None else ""),
            custom_properties(properties),
        ]
        return self._packer.package(parts, _ROOT, time)

    def _ledger(self, fragments: Sequence[Fragment], manner: Manner) -> Ledger:
        """What is free behind the letters."""
        first = self._stationery.first
        taken = first.names.union(*(fragment.names for fragment in fragments))
        bookmark = first.bookmark + sum(fragment.bookmark_count for fragment in fragments)
        return Ledger(manner._replace(rtl=False), next_bookmark=bookmark, taken=taken)


def _opened(letterhead: bytes) -> Stationery:
    from .letterhead import opened

    return opened(letterhead)


def _bound(letters: Sequence[Document]) -> Document:
    """Several letters as one: title, language and header are the first one's."""
    first = letters[0]
    blocks = tuple(block for letter in letters for block in letter.blocks)
    return replace(first, blocks=blocks, notes=NoteStyle("foot", first.notes.marks))


def _shares(letters: Sequence[Document], fragments: Sequence[Fragment]) -> list[Sequence[Fragment]]:
    """The fragments of each letter: a block makes one."""
    shares = []
    start = 0
    for letter in letters:
        shares.append(fragments[start : start + len(letter.blocks)])
        start += len(letter.blocks)
    return shares


# --- the page to fill in ----------------------------------------------------------------------------------------------


def page_to_fill_in(form: Form, ledger: Ledger, width: int) -> str:
    """The paragraphs of the form and its table, `width` twentieths of a point wide.

    LibreOffice 7.4 lets nobody type into the controls of a protected section, so the form's own is not protected; in
    Word a group keeps all but the controls as it is. The last paragraph stands outside of it, where Word wants one.
    """
    ledger.waiting.append(name_of(FORM))
    heading = paragraph("SignOffHeading", (Text(form.heading),), ledger)
    before = [paragraph("BodyText", content, ledger) for content in form.before]
    questions = table(form, ledger, Columns.of(width))
    after = [paragraph("SignOffAfter", content, ledger) for content in form.after]
    return group("page", "".join([heading, *before, questions, *after])) + reference(form, ledger)


def reference(form: Form, ledger: Ledger) -> str:
    label = words(f"{form.reference_label} ")
    return paragraph_of(
        "SignOffReference", label + fixed(REFERENCE, form.reference_label, form.reference, ledger), ledger
    )


class Columns(NamedTuple):
    """Widths in twentieths of a point: the box to tick stands before a label that is shorter by it."""

    box: int
    label: int
    answer: int

    @classmethod
    def of(cls, width: int) -> Columns:
        box, label = width * 7 // 100, width * 28 // 100
        return cls(box, label, width - box - label)


def table(form: Form, ledger: Ledger, columns: Columns) -> str:
    """A row for each field (ECMA-376 Part 1, 17.4.37); a table is always followed by a paragraph."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
    rows = "".join([row(field, ledger, form.language, columns) for field in form.fields])
    return f"<w:tbl>{_table_properties(form.heading, sum(columns))}<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"


def _table_properties(name: str, width: int) -> str:
    line = '<w:{} w:val="single" w:sz="6" w:space="0" w:color="A6A6A6"/>'
    borders = "".join(line.format(side) for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    return (
        f'<w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="70" w:type="dxa"/><w:left w:w="113" w:type="dxa"/>'
        '<w:bottom w:w="70" w:type="dxa"/><w:right w:w="113" w:type="dxa"/></w:tblCellMar>'
        f'<w:tblCaption w:val="{escape(name)}"/></w:tblPr>'
    )


def row(field: Field, ledger: Ledger, language: str, columns: Columns) -> str:
    """Label and answer beside each other; a box stands before what it says."""
    answer = paragraph_of("SignOffAnswer", control(field, ledger, language), ledger)
    label = paragraph("SignOffLabel", (Text(field.label),), ledger)
    if field.hint:
        label += paragraph("SignOffHint", (Text(field.hint),), ledger)
    if field.answer == "tick":
        cells = cell(answer, columns.box, 1, to_fill_in=True) + cell(label, columns.label + columns.answer, 2)
    else:
        cells = cell(label, columns.box + columns.label, 2) + cell(answer, columns.answer, 1, to_fill_in=True)
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"


def cell(content: str, width: int, span: int, *, to_fill_in: bool = False) -> str:
    """What is to be filled in has a ground of its own."""
    merged = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    ground = '<w:shd w:val="clear" w:color="auto" w:fill="FFF8DC"/>' if to_fill_in else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{merged}{ground}</w:tcPr>{content}</w:tc>'


def _text_width(page: str) -> int:
    """How wide the text of a page is, in twentieths of a point; A4 where the paper does not say."""
    paper = _PAPER_WIDTH.search(page)
    width = int(paper[1]) - sum(map(int, _MARGIN.findall(page))) if paper else 0
    return width if width > 0 else _A4_WIDTH


# --- what is kept with the file ---------------------------------------------------------------------------------------


def custom_properties(properties: Mapping[str, str]) -> Part:
    """The part that Word shows under File, Properties, Custom; numbers begin with 2 (ECMA-376 Part 1, 22.3.2.2)."""
    entries = "".join(
        f'<property fmtid="{_OF_USERS}" pid="{number}" name="{escape(name)}">'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(properties.items(), 2)
    )
    text = f"{DECLARATION}<Properties {_CUSTOM_NAMES}>{entries}</Properties>"
    return Part("docProps/custom.xml", _CUSTOM, text.encode())
