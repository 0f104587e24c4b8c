"""Slips of the hand: “26thanniversary”, “the the”."""

from __future__ import annotations

from undersigned.checks.findings import WordsCheck

WORDS: tuple[WordsCheck, ...] = ()
