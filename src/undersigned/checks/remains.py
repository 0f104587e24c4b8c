"""What was to be filled in or taken out: placeholders, notes to oneself, marks of Markdown that were not closed."""

from __future__ import annotations

from undersigned.checks.findings import WordsCheck

WORDS: tuple[WordsCheck, ...] = ()
