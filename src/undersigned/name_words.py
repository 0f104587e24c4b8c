"""The words of a name that carry meaning, by which names are compared."""

from __future__ import annotations

import re

from undersigned.searching import fold

_SMALLWORDS = """
a an and at by for from in of on or the to with
au aux d dans de del des du e el en et l la las le les los para por pour sur und y s
"""
_SMALL = frozenset(_SMALLWORDS.split())
_SPELLINGS = {
    "center": "centre",
    "centers": "centres",
    "defense": "defence",
    "labor": "labour",
    "program": "programme",
    "programs": "programmes",
    "intl": "international",
    "int": "international",
    "assn": "association",
    "assoc": "association",
    "org": "organisation",
    "dept": "department",
    "womens": "women",
}
WORD = re.compile(r"[^\W_]+")


def words(text: str) -> tuple[str, ...]:
    """The words that carry meaning, folded, in order, in one spelling."""
    folded = fold(text).replace("&", " and ").replace("'s ", " ").replace("'", " ")
    return tuple(_one_spelling(word) for word in WORD.findall(folded) if word not in _SMALL)


def _one_spelling(word: str) -> str:
    if word in _SPELLINGS:
        return _SPELLINGS[word]
    return word.replace("ization", "isation") if "ization" in word else word
