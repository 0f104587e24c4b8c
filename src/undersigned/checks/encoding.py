"""Letters that were read in the wrong encoding: what they were meant to be."""

from __future__ import annotations

from undersigned.checks.findings import WordsCheck

WORDS: tuple[WordsCheck, ...] = ()
