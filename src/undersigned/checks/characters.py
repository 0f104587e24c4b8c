"""Characters that nobody sees: soft hyphens, zero-width spaces, marks that turn the direction of the text."""

from __future__ import annotations

from undersigned.checks.findings import WordsCheck

WORDS: tuple[WordsCheck, ...] = ()
