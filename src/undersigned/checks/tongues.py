"""In which language some words are written, told by the small words that every sentence needs."""

from __future__ import annotations

from collections.abc import Iterable

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

_APART = str.maketrans(dict.fromkeys("’'.,;:()", " "))

Tally = tuple[int, ...]
"""How many words some text has, then how many of them are the small ones of each language."""


def tally(words: str) -> Tally:
    """The tally of a text; tallies can be added up."""
    found = words.translate(_APART).lower().split()
    return len(found), *(sum(map(small.__contains__, found)) for small in _SMALL.values())


def added(tallies: Iterable[Tally]) -> Tally:
    """The tally of several texts together."""
    return tuple(map(sum, zip((0, *(0 for _ in _SMALL)), *tallies, strict=True)))


def plain(counts: Tally) -> str:
    """The language that a text of this tally is plainly written in, `en` or `fr`; nothing where it may be another, or
    the text is too short to tell."""
    return _most(counts, _PLAIN * counts[0]) if counts[0] >= ENOUGH else ""


def presumably(words: str) -> str:
    """The language that a file is read in which does not name one: `en`, `fr`, or `und` for any other."""
    counts = tally(words)
    return _most(counts, _PLAIN / 2 * counts[0], 1) or ("en" if counts[0] <= _FEW else "und")


def _most(counts: Tally, least: float, times: int = _TIMES) -> str:
    """The language with most small words among some, if they are more than `least` and many times the other’s."""
    small = dict(zip(_SMALL, counts[1:], strict=True))
    first, second = sorted(small, key=lambda name: -small[name])
    return first if small[first] > least and small[first] >= times * small[second] else ""
