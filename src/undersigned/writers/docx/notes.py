"""Notes: what stands at the foot of a page or at the end, each in Word's own part for them."""

from __future__ import annotations

from undersigned.document import Note, Paragraph

from .body import Place, blocks
from .inlines import runs, words
from .ledger import Ledger
from .paragraphs import paragraph_of


def notes(waiting: list[Note], ledger: Ledger, first_number: int) -> str:
    """The notes of a block, counted from `first_number`; links and bookmarks go into `ledger`."""
    return "".join([note(node, number, ledger) for number, node in enumerate(waiting, first_number)])


def note(node: Note, number: int, ledger: Ledger) -> str:
    """One note. Its mark stands before the words of its first paragraph, or alone where there is none."""
    kind = ledger.manner.note_kind
    style = f"{kind.capitalize()}Text"
    first, others = Paragraph(()), node.blocks
    if others and isinstance(others[0], Paragraph):
        first, others = others[0], others[1:]
        ledger.stands_for(first.origin)
    before, after = ledger.bookmarks()
    mark = note_mark(kind) + words(" ")
    opening = paragraph_of(style, before + mark + runs(first.content, ledger) + after, ledger)
    if ledger.queue:
        raise ValueError("a note holds a note, which the tree does not allow")
    return f'<w:{kind} w:id="{number}">{opening}{blocks(others, Place(style), ledger)}</w:{kind}>'


def note_mark(kind: str) -> str:
    return f'<w:r><w:rPr><w:rStyle w:val="{kind.capitalize()}Reference"/></w:rPr><w:{kind}Ref/></w:r>'
