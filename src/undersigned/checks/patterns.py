"""Patterns that a clean letter does not pay for: compiled when a letter holds what they could match."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, lru_cache

Hint = Callable[[str], bool]
"""Tells quickly whether a text may hold what a pattern matches: it may be wrong about what is there, but never about
what is not."""


@lru_cache(maxsize=64)
def small(text: str) -> str:
    """A text in small letters, as a search that ignores capitals sees it; “ſ” is an s to it, “İ” and “ı” are i."""
    lowered = text.lower()
    return lowered if lowered.isascii() else lowered.replace("ſ", "s").replace("ı", "i").replace("i̇", "i")


@lru_cache(maxsize=64)
def pieces(text: str) -> frozenset[str]:
    """What stands between the spaces of a text."""
    return frozenset(text.split())


class Pattern:
    """A regular expression that is compiled when a text is first searched that may hold it.

    To compile one takes longer than to search a letter for it, and most letters have nothing to be found. So a pattern
    names what stands in every text that it matches: `hints` are texts of which there is at least one, in small letters
    where the pattern ignores capitals; `where` is asked instead where texts cannot tell.
    """

    def __init__(self, source: str, flags: int = 0, *, hints: Iterable[str] = (), where: Hint | None = None) -> None:
        self._source, self._flags = source, flags
        self._hints, self._where = tuple(hints), where

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        return re.compile(self._source, self._flags)

    def may_match(self, text: str) -> bool:
        """Whether a text may hold a match; a pattern without hints may match anywhere."""
        if not self._hints:
            return self._where is None or self._where(text)
        if self._flags & re.IGNORECASE:
            text = small(text)
        return any(hint in text for hint in self._hints)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        return self.compiled.finditer(text) if self.may_match(text) else iter(())

    def findall(self, text: str) -> list[str]:
        return self.compiled.findall(text) if self.may_match(text) else []

    def sub(self, replace: str | Callable[[re.Match[str]], str], text: str, count: int = 0) -> str:
        return self.compiled.sub(replace, text, count) if self.may_match(text) else text

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        return self.compiled.search(text, start, end) if self.may_match(text) else None

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        return self.compiled.match(text, start) if self.may_match(text) else None

    def fullmatch(self, text: str) -> re.Match[str] | None:
        return self.compiled.fullmatch(text) if self.may_match(text) else None
