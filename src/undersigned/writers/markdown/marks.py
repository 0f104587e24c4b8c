"""The marks of ordered lists as Markdown shows them."""

from __future__ import annotations

from undersigned.document import Break, Heading, ListItem, Marks, Paragraph

_ROMAN = {"m": 1000, "cm": 900, "d": 500, "cd": 400, "c": 100, "xc": 90, "l": 50, "xl": 40, "x": 10}
_ROMAN |= {"ix": 9, "v": 5, "iv": 4, "i": 1}
_LETTERED_INDENT = 3


def mark(marks: Marks, number: int) -> str:
    """The mark of one item: `3.`, `c)` or `(iii)`; letters end at 26."""
    if "a" in marks:
        return marks.replace("a", chr(ord("a") + number - 1))
    return marks.replace("i", _roman(number)) if "i" in marks else marks.replace("1", str(number))


def indent(mark: str, item: ListItem) -> int:
    """How far in, in columns, the further lines of an item stand.

    Behind a number as far as CommonMark wants it. Behind a letter three columns whatever its width, since a reader that
    does not know such lists takes four for code; but a list or quotation beside the mark goes on straight below.
    """
    beside = not isinstance(item.blocks[0], Paragraph | Heading | Break)
    return len(mark) + 1 if beside or mark.strip(".)").isdecimal() else _LETTERED_INDENT


def _roman(number: int) -> str:
    letters = ""
    for sign, value in _ROMAN.items():
        count, number = divmod(number, value)
        letters += sign * count
    return letters
