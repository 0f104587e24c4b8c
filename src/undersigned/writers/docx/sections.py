"""Sections: the paper with its header and footer, and stretches of text in columns.

A section's properties stand in its last paragraph (ECMA-376 Part 1, 17.6.18), which may belong to another block than
the one that begins the next section. So a block in columns marks where they begin and end with a character that XML
cannot hold, and `assemble` puts the properties where they belong once all blocks are there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

_MARKS = {1: "\x01", 2: "\x02", 3: "\x03"}
_STRETCH = re.compile("([\x01\x02\x03])")
_COLUMN_GAP = 425
_EMPTY = '<w:p><w:pPr><w:pStyle w:val="SectionEnd"/></w:pPr></w:p>'


class Paper(NamedTuple):
    """What the sections of a letter share: header and footer references, page size and margins as WordprocessingML.

    `notes` says how notes are marked, `title_page` that the first page has a header and footer of its own.
    """

    references: str
    page: str
    notes: str = ""
    title_page: bool = True
    rtl: bool = False

    def section(self, columns: int, *, first: bool) -> str:
        """One section's properties, in the order of CT_SectPr; those after the first take its header and footer."""
        return (
            "<w:sectPr>"
            + (self.references if first else "")
            + self.notes
            + ("" if first else '<w:type w:val="continuous"/>')
            + self.page
            + (f'<w:cols w:num="{columns}" w:space="{_COLUMN_GAP}"/>' if columns > 1 else '<w:cols w:space="708"/>')
            + ("<w:titlePg/>" if first and self.title_page else "")
            + ("<w:bidi/>" if self.rtl else "")
            + "</w:sectPr>"
        )


def columns(count: int, paragraphs: str) -> str:
    """`paragraphs`, marked to stand in so many columns, if more than one."""
    return f"{_MARKS[count]}{paragraphs}{_MARKS[1]}" if count > 1 and paragraphs else paragraphs


def assemble(fragments: Iterable[str], paper: Paper) -> str:
    """The content of `w:body`: all paragraphs, in their sections.

    Word balances columns only where another section follows: a letter that ends in columns gets one of no height.
    """
    body: list[str] = []
    current, first = 1, True
    for count, paragraphs in _stretches(fragments):
        if body and (count > 1 or current > 1):
            body[-1] = end_section(body[-1], paper.section(current, first=first))
            first = False
        body.append(paragraphs)
        current = count
    if current > 1:
        body[-1] = end_section(body[-1], paper.section(current, first=first))
        first = False
    if current > 1 or not body:
        body.append(_EMPTY)
    body.append(paper.section(1, first=first))
    return "".join(body)


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
