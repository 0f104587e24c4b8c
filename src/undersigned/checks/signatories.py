"""Those who sign."""

from __future__ import annotations

from undersigned.checks.checked import LetterCheck

LETTER: tuple[LetterCheck, ...] = ()
