"""Spaces around brackets and punctuation, and brackets and quotation marks that are not closed."""

from __future__ import annotations

from undersigned.checks.findings import WordsCheck

WORDS: tuple[WordsCheck, ...] = ()
