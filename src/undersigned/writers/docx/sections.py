"""Sections: the paper with its header and footer, and stretches of text in columns.

A section's properties stand in its last paragraph (ECMA-376 Part 1, 17.6.18), which may belong to another block than
the one that begins the next section. So a block in columns marks where they begin and end with a character that XML
cannot hold, and `assemble` puts the properties where they belong once all blocks are there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

_MARKS = {1: "\x01", 2: "\x02", 3: "\x03"}
_STRETCH = re.compile("([\x01\x02\x03])")
_COLUMN_GAP = 425
Begin = Literal["document", "page", "line"]
"""Where a section begins: with the document, on a new page, or below what stands before it."""
_EMPTY = '<w:p><w:pPr><w:pStyle w:val="SectionEnd"/></w:pPr></w:p>'


class Paper(NamedTuple):
    """What the sections of a letter share: header and footer references, page size and margins as WordprocessingML.

    `notes` says how notes are marked, `title_page` that the first page has a header and footer of its own. `locked`
    says whether people may type into the text while the document is protected; None where it is not.
    """

    references: str
    page: str
    notes: str = ""
    title_page: bool = True
    rtl: bool = False
    locked: bool | None = None

    def section(self, columns: int, *, begin: Begin) -> str:
        """One section's properties, in the order of CT_SectPr; those after the first take its header and footer.

        One that says nothing of its type begins on a new page (17.6.22).
        """
        first = begin == "document"
        return (
            "<w:sectPr>"
            + (self.references if first else "")
            + self.notes
            + ('<w:type w:val="continuous"/>' if begin == "line" else "")
            + self.page
            + (f'<w:cols w:num="{columns}" w:space="{_COLUMN_GAP}"/>' if columns > 1 else '<w:cols w:space="708"/>')
            + ("" if self.locked is None else f'<w:formProt w:val="{int(self.locked)}"/>')
            + ("<w:titlePg/>" if first and self.title_page else "")
            + ("<w:bidi/>" if self.rtl else "")
            + "</w:sectPr>"
        )


def columns(count: int, paragraphs: str) -> str:
    """`paragraphs`, marked to stand in so many columns, if more than one."""
    return f"{_MARKS[count]}{paragraphs}{_MARKS[1]}" if count > 1 and paragraphs else paragraphs


def assemble(*texts: tuple[Iterable[str], Paper]) -> str:
    """The content of `w:body`: the paragraphs of each text in their sections, every text on a page of its own.

    All papers are of one make: header and footer are those of the first.
    """
    written: list[str] = []
    for number, (fragments, paper) in enumerate(texts):
        body, last = _flow(fragments, paper, "page" if number else "document")
        if number + 1 < len(texts):
            body[-1] = end_section(body[-1], last)
            last = ""
        written += (*body, last)
    return "".join(written)


def _flow(fragments: Iterable[str], paper: Paper, begin: Begin) -> tuple[list[str], str]:
    """The paragraphs of one text, one piece at least, and the properties of its last section.

    Word balances columns only where another section follows: a letter that ends in columns gets one of no height.
    """
    body: list[str] = []
    current = 1
    for count, paragraphs in _stretches(fragments):
        if body and (count > 1 or current > 1):
            body[-1] = end_section(body[-1], paper.section(current, begin=begin))
            begin = "line"
        body.append(paragraphs)
        current = count
    if current > 1:
        body[-1] = end_section(body[-1], paper.section(current, begin=begin))
        begin = "line"
    if current > 1 or not body:
        body.append(_EMPTY)
    return body, paper.section(1, begin=begin)


def _stretches(fragments: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Paragraphs, none of them empty, with the number of columns that they stand in."""
    for fragment in fragments:
        if not any(mark in fragment for mark in _MARKS.values()):
            pieces = ["\x01", fragment]
        else:
            pieces = _STRETCH.split(f"\x01{fragment}")[1:]
        for mark, paragraphs in zip(pieces[::2], pieces[1::2], strict=True):
            if paragraphs:
                yield ord(mark), paragraphs


def end_section(paragraphs: str, section: str) -> str:
    """`paragraphs`, the last of which ends `section`. It has properties, and text holds no `<`: the last are its."""
    end = paragraphs.rindex("</w:pPr>")
    return f"{paragraphs[:end]}{section}{paragraphs[end:]}"
