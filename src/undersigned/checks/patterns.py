"""Patterns that a clean letter does not pay for: compiled when a letter holds what they could match."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

Hint = Callable[[str], bool]
"""Tells quickly whether a text may hold what a pattern matches; it may be wrong about what is there, never about what is
not."""


class Pattern:
    """A regular expression that is compiled when a text is first searched for it.

    To compile one takes longer than to search a letter for it, and most letters have nothing to be found. So a pattern
    names what each of its matches holds: `hints` are texts of which a match holds at least one, letter by letter;
    `where` is asked instead where texts cannot tell.
    """

    def __init__(self, source: str, flags: int = 0, *, hints: Iterable[str] = (), where: Hint | None = None) -> None:
        self._source, self._flags = source, flags
        self._hints, self._where = tuple(hints), where

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        return re.compile(self._source, self._flags)

    def may_match(self, text: str) -> bool:
        """Whether a text may hold a match; a pattern without hints may match anywhere."""
        if self._hints:
            return any(hint in text for hint in self._hints)
        return self._where is None or self._where(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        return self.compiled.finditer(text) if self.may_match(text) else iter(())

    def search(self, text: str) -> re.Match[str] | None:
        return self.compiled.search(text) if self.may_match(text) else None

    def fullmatch(self, text: str) -> re.Match[str] | None:
        return self.compiled.fullmatch(text) if self.may_match(text) else None
