"""In which language some words are written, told by the small words that every sentence needs."""

from __future__ import annotations

import re

ENOUGH = 40
"""From how many words on a text tells its language for certain."""
_FEW = 15
"""Up to how many words a text that tells nothing may be English all the same: a title, a name."""
_PLAIN = 0.12
"""What share of all words the small ones have at least; in running text it is a third."""
_TIMES = 3
"""How many times more of them one language must have than the other."""

_ENGLISH = """
a an and are as at be been by for from has have in into is it its not of on or our should that the their them they this
to was we were which who will with you your
"""
_FRENCH = """
à au aux avec ce ces cette dans de des du elle elles en est et être il ils la le les leur leurs mais ne nos notre nous
ou où par pas pour qu que qui sa se ses son sont sur un une vos votre vous
"""
_SMALL = {"en": frozenset(_ENGLISH.split()), "fr": frozenset(_FRENCH.split())}
_WORD = re.compile(r"[^\W\d_]+")


def plainly(words: str) -> str:
    """The language that a text is plainly written in, `en` or `fr`; nothing where it may be another, or is too short
    to tell."""
    found = _WORD.findall(words)
    return _most(found, _PLAIN * len(found)) if len(found) >= ENOUGH else ""


def presumably(words: str) -> str:
    """The language that a file is read in which does not name one: `en`, `fr`, or `und` for any other."""
    found = _WORD.findall(words)
    return _most(found, _PLAIN / 2 * len(found), 1) or ("en" if len(found) <= _FEW else "und")


def _most(words: list[str], least: float, times: int = _TIMES) -> str:
    """The language with most small words among some, if they are more than `least` and many times the other’s."""
    counts = {name: sum(word.lower() in small for word in words) for name, small in _SMALL.items()}
    first, second = sorted(counts, key=lambda name: -counts[name])
    return first if counts[first] > least and counts[first] >= times * counts[second] else ""
