"""The marks that count: of ordered lists and of notes, as they are printed."""

from __future__ import annotations

from undersigned.document import Marks

_ROMAN = {"m": 1000, "cm": 900, "d": 500, "cd": 400, "c": 100, "xc": 90, "l": 50, "xl": 40, "x": 10}
_ROMAN |= {"ix": 9, "v": 5, "iv": 4, "i": 1}
_SYMBOLS = "*†‡§"


def mark(marks: Marks, number: int) -> str:
    """The mark of one item: `3.`, `c)` or `(iii)`; letters end at 26."""
    if "a" in marks:
        return marks.replace("a", chr(ord("a") + number - 1))
    return marks.replace("i", _roman(number)) if "i" in marks else marks.replace("1", str(number))


def bare(marks: Marks, number: int) -> str:
    """The mark of one item as a sentence refers to it: `3`, `c`, `iii`."""
    return mark(marks, number).strip(".()")


def symbol(number: int) -> str:
    """The mark of a note where symbols count (ECMA-376 Part 1, 17.18.59, `chicago`): *, †, ‡, §, **."""
    times, which = divmod(number - 1, len(_SYMBOLS))
    return _SYMBOLS[which] * (times + 1)


def _roman(number: int) -> str:
    letters = ""
    for sign, value in _ROMAN.items():
        count, number = divmod(number, value)
        letters += sign * count
    return letters
