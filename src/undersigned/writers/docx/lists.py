"""Lists: the stock looks of `stock/numbering.xml`, and one `w:num` for each list, so that each counts by itself."""

from __future__ import annotations

from collections.abc import Iterable

from undersigned.document import Marks

from .ledger import ListStart

LOOKS: dict[Marks, int] = {"1.": 1, "1)": 2, "a.": 3, "a)": 4, "(a)": 5, "i.": 6, "i)": 7, "(i)": 8}
"""The looks of lists that count, as the stock part numbers its abstract definitions."""
BULLETS = 0
SIGNATORIES = 9

INDENT = 567
"""How far each level of a list stands in from the one before, in twentieths of a point: one centimetre."""
DEEPEST = 8
"""The last of Word's nine levels (ECMA-376 Part 1, 17.9.3)."""


def definitions(starts: Iterable[ListStart], first_number: int, first_look: int) -> str:
    """The `w:num` elements. Without its `startOverride` Word would go on counting from the list before."""
    return "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{first_look + start.look}"/>'
        f'<w:lvlOverride w:ilvl="{start.level}"><w:startOverride w:val="{start.start}"/></w:lvlOverride></w:num>'
        for number, start in enumerate(starts, first_number)
    )
