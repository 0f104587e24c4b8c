"""Quotation marks and dashes of two kinds in one letter."""

from __future__ import annotations

from undersigned.checks.findings import WordsCheck

WORDS: tuple[WordsCheck, ...] = ()
