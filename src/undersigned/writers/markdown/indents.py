"""How far in the items of a list stand in Markdown."""

from __future__ import annotations

from undersigned.document import Break, Heading, ListItem, Paragraph

_LETTERED_INDENT = 3


def indent(mark: str, item: ListItem) -> int:
    """How far in, in columns, the further lines of an item stand.

    Behind a number as far as CommonMark wants it. Behind a letter three columns whatever its width, since a reader that
    does not know such lists takes four for code; but a list or quotation beside the mark goes on straight below.
    """
    beside = not isinstance(item.blocks[0], Paragraph | Heading | Break)
    return len(mark) + 1 if beside or mark.strip(".)").isdecimal() else _LETTERED_INDENT
