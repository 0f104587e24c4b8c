"""Those who receive the letter, and those who receive copies."""

from __future__ import annotations

from undersigned.checks.checked import LetterCheck

LETTER: tuple[LetterCheck, ...] = ()
