"""Notes and links."""

from __future__ import annotations

from undersigned.checks.checked import LetterCheck
from undersigned.checks.findings import WordsCheck

WORDS: tuple[WordsCheck, ...] = ()
LETTER: tuple[LetterCheck, ...] = ()
