"""Facts: their sources, their age, and the letter’s date."""

from __future__ import annotations

from undersigned.checks.checked import LetterCheck

LETTER: tuple[LetterCheck, ...] = ()
