"""Words within a paragraph: one function for each inline node, each giving the runs that say it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple, assert_never

from undersigned.document import CrossReference, Date, Emphasis, Inline, Inlines, LineBreak, Link, Note, Strong, Text

from .ledger import Ledger
from .markup import escape

_LTR = "A-Za-z\u00c0-\u02af\u0370-\u058f"
_RTL = "\u0590-\u08ff\ufb1d-\ufeff"


class Look(NamedTuple):
    """What the nodes around a text make of it."""

    bold: bool = False
    italic: bool = False
    link: bool = False
    rtl: bool = False


# Two marks side by side would read as one number.
_BETWEEN_MARKS = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t xml:space="preserve"> </w:t></w:r>'

PLAIN = Look()
PLAIN_RTL = Look(rtl=True)


def runs(inlines: Inlines, ledger: Ledger, look: Look | None = None) -> str:
    """The runs of `inlines`, and in `ledger` the notes and links that they need."""
    if look is None:
        look = PLAIN_RTL if ledger.manner.rtl else PLAIN
    written: list[str] = []
    for before, inline in zip((None, *inlines), inlines, strict=False):
        if isinstance(inline, Note) and isinstance(before, Note):
            written.append(_BETWEEN_MARKS)
        written.append(_inline(inline, ledger, look))
    return "".join(written)


def lines(inlines: tuple[Inlines, ...], ledger: Ledger) -> str:
    """Several lines as one paragraph has them."""
    return line_break().join([runs(line, ledger) for line in inlines])


def _inline(inline: Inline, ledger: Ledger, look: Look) -> str:
    match inline:
        case Text(text) | Date(text):
            return words(text, look)
        case Emphasis(children):
            return runs(children, ledger, look._replace(italic=True))
        case Strong(children):
            return runs(children, ledger, look._replace(bold=True))
        case Link(children, href):
            return link(runs(children, ledger, look._replace(link=True)), ledger.link(href))
        case CrossReference(text, key):
            return words(text, look) if look.link else cross_reference(words(text, look), key)
        case LineBreak():
            return line_break()
        case Note():
            return note_reference(ledger.manner.note_kind, ledger.new_note(inline))
        case _:
            assert_never(inline)


def words(text: str, look: Look = PLAIN) -> str:
    """Text, in one run, or in several where a letter that runs from right to left holds Latin names.

    ECMA-376 Part 1, 17.3.2.30: a run that says `rtl` must not hold text that runs from left to right.
    """
    if not look.rtl:
        return _run(text, look)
    looks = look, look._replace(rtl=False)
    stretches = enumerate(re.split(rf"([(\[]?[{_LTR}](?:[^{_RTL}]*[{_LTR}])?[)\]]?)", text))
    return "".join([_run(stretch, looks[place % 2]) for place, stretch in stretches if stretch])


def _run(text: str, look: Look) -> str:
    return f'<w:r>{_properties(look)}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def link(content: str, relationship: str) -> str:
    return f'<w:hyperlink r:id="{relationship}" w:history="1">{content}</w:hyperlink>'


def cross_reference(content: str, bookmark: str) -> str:
    """A link within the letter (ECMA-376 Part 1, 17.16.22, `anchor`); it looks like the words around it."""
    return f'<w:hyperlink w:anchor="{bookmark}" w:history="1">{content}</w:hyperlink>'


def line_break() -> str:
    return "<w:r><w:br/></w:r>"


def note_reference(kind: str, number: int) -> str:
    """The mark of a note; `kind` is `footnote` or `endnote`. Word counts and prints the mark itself."""
    style = f"{kind.capitalize()}Reference"
    return f'<w:r><w:rPr><w:rStyle w:val="{style}"/></w:rPr><w:{kind}Reference w:id="{number}"/></w:r>'


@lru_cache(maxsize=16)
def _properties(look: Look) -> str:
    """Run properties, complex scripts included, in the order of the schema (CT_RPr)."""
    content = (
        ('<w:rStyle w:val="Hyperlink"/>' if look.link else "")
        + ("<w:b/><w:bCs/>" if look.bold else "")
        + ("<w:i/><w:iCs/>" if look.italic else "")
        + ("<w:rtl/>" if look.rtl else "")
    )
    return f"<w:rPr>{content}</w:rPr>" if content else ""
