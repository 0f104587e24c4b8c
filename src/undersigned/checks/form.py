"""The form of the letter: headings, pictures, language, dates."""

from __future__ import annotations

from undersigned.checks.checked import LetterCheck
from undersigned.checks.findings import WordsCheck

WORDS: tuple[WordsCheck, ...] = ()
LETTER: tuple[LetterCheck, ...] = ()
