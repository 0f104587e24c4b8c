"""Demands: asked twice, bound to nobody, contradicting each other, too many or too long."""

from __future__ import annotations

from undersigned.checks.checked import LetterCheck

LETTER: tuple[LetterCheck, ...] = ()
