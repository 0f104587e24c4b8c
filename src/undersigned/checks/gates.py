"""Cheap questions about a text: a letter that has nothing of the kind is spared the patterns of a check.

Each may say that something is there which is not; none may miss what is.
"""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=8)
def signs(text: str) -> frozenset[str]:
    """The different characters of a text."""
    return frozenset(text)


def before(text: str, mark: str, length: int = 1) -> set[str]:
    """The characters, up to so many, that stand right before a mark wherever a text holds it, back to the one before
    it; a text begins behind a line break."""
    return {(mark + piece)[-length:] for piece in f"\n{text}".split(mark)[:-1]}


def behind(text: str, mark: str, length: int = 1) -> set[str]:
    """The characters, up to so many, that stand right behind a mark wherever a text holds it, on to the next one; a
    text ends before a line break."""
    return {(piece + mark)[:length] for piece in f"{text}\n".split(mark)[1:]}


def has_pairs_alone(text: str, opening: str, closing: str) -> bool:
    """Whether all that opens in a text closes on its line, before anything else opens, and nothing else closes."""
    unopened, *opened = text.split(opening)
    return closing not in unopened and all(
        piece.count(closing) == 1 and "\n" not in piece.partition(closing)[0] for piece in opened
    )
