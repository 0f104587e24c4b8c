"""The alphabet of a language: in which order names stand in a list.

Names are compared as the Unicode Collation Algorithm does (UTS #10): letters first, then accents, then capitals, which
come after small letters. The order of letters is the root order of CLDR with what a language has otherwise, as
`_LETTERS` says. Names are filed word by word: a dash or slash parts words like a space, other punctuation counts for
nothing.

Latin letters are compared by our own table, which costs next to nothing. Other scripts are left to pyuca, whose table
takes a tenth of a second to read, and only a list with such names does so.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from undersigned.language import base

if TYPE_CHECKING:
    from pyuca import Collator

Key = tuple[str, str, str]

_ROOT = "aɑbɓcdɖɗeǝəɛfƒgɣhiıɩjkƙlmnɲŋoɔpqrsʃtŧuʊvʋwxyƴzʒþƿʔ"
"""The Latin letters that are letters of their own everywhere."""
_WRITTEN_OUT = {"æ": "ae", "œ": "oe", "ð": "d", "đ": "d", "ħ": "h", "ł": "l", "ø": "o", "ŀ": "l"}
"""Latin letters that count as others, as an accent would, where a language does not say otherwise."""
_LETTERS = {
    "az": "c<ç e<ə g<ğ h<x<ı i=İ k<q o<ö s<ş u<ü z<w",
    "bs": "c<č<ć d<dž<đ l<lj n<nj s<š z<ž",
    "cs": "c<č h<ch r<ř s<š z<ž",
    "cy": "c<ch d<dd f<ff g<ng l<ll p<ph r<rh t<th",
    "da": "d=đ=ð y=ü=ű z<æ=ä<ø=ö=ő<å=aa",
    "eo": "c<ĉ g<ĝ h<ĥ j<ĵ s<ŝ u<ŭ",
    "es": "n<ñ",
    "et": "s<š<z<ž w<õ<ä<ö<ü<x",
    "fi": "d=đ y=ü z<å<ä=æ<ö=ø",
    "fil": "n<ñ<ng",
    "ha": "s<sh t<ts",
    "hr": "c<č<ć d<dž<đ l<lj n<nj s<š z<ž",
    "hu": "c<cs d<dz<dzs g<gy l<ly n<ny o<ö=ő s<sz t<ty u<ü=ű z<zs",
    "is": "a<á d<ð e<é i<í o<ó u<ú y<ý z<þ<æ=ä<ö=ø<å",
    "lt": "c<č i=y s<š z<ž",
    "lv": "a<ā c<č e<ē g<ģ i<y<ī k<ķ l<ļ n<ņ o<ō r<ŗ s<š u<ū z<ž",
    "mt": "b<ċ f<ġ g<għ h<ħ y<ż",
    "nb": "d=đ=ð y=ü=ű z<æ=ä=ę<ø=ö=ő=œ<å=aa",
    "pl": "a<ą c<ć e<ę l<ł n<ń o<ó s<ś z<ź<ż",
    "ro": "a<ă<â i<î s<ș=ş t<ț=ţ",
    "sk": "a<ä c<č h<ch o<ô r<ř s<š z<ž",
    "sl": "c<č<ć d<đ s<š z<ž",
    "sq": "c<ç d<dh e<ë g<gj l<ll n<nj r<rr s<sh t<th x<xh z<zh",
    "sv": "d=đ=ð y=ü=ű z<å<ä=æ=ę<ö=ø=ő=œ=ô",
    "tr": "c<ç g<ğ h<ı i=İ o<ö s<ş u<ü",
    "vi": "a<ă<â d<đ e<ê o<ô<ơ u<ư",
}
"""What a language has otherwise than the root order, as CLDR 48 gives it: `c<č` makes č a letter of its own after c,
`ä=æ` has æ count as ä. Several letters may count as one (`h<ch`)."""
_SAME = {"fo": "da", "gl": "es", "nn": "nb", "no": "nb", "tl": "fil"}
_BEHIND = {"uk": {"ґ": "г", "ї": "і"}}
"""Letters of other scripts that the root has count as another with an accent, and that a language has behind it."""
_SCRIPTS = """
    am ar as be bg bn el fa gu he hi hy ja ka kk km kn ko ky lo mk ml mn mr my ne or pa ps ru sa sd si sr ta te tg th ti
    ug uk ur yi zh
"""
_OTHER_SCRIPTS = frozenset(_SCRIPTS.split())
"""Languages whose own script stands before the Latin one."""
_ARTICLES = {
    "de": ("der ", "die ", "das "),
    "en": ("the ", "a ", "an "),
    "es": ("el ", "la ", "los ", "las "),
    "fr": ("le ", "la ", "les ", "l’", "l'"),
    "it": ("il ", "lo ", "la ", "i ", "gli ", "le ", "l’", "l'"),
    "nl": ("de ", "het "),
    "pt": ("o ", "a ", "os ", "as "),
}
_ACCENTS = "\u0301\u0300\u0306\u0302\u030c\u030a\u0308\u030b\u0303\u0307\u0327\u0328\u0338\u0304"
"""Accents in the order of the root; others come after them."""
_STROKE = "\u0338"
_FOREIGN = re.compile(
    "[\u0370-\u1aaf\u1b00-\u1cff\u1f00-\u1fff\u2c00-\u2c5f\u2c80-\u2dff\u2e80-\u2fff\u3005-\u3007\u3021-\ua71f"
    "\ua800-\ud7ff\uf900-\ufdff\U00010000-\U0003ffff]+"
)
"""Letters and their marks outside the Latin script."""
_SYMBOL = "#"
_HEAVIEST = "\U00030000"
"""A character behind all letters."""
_LATIN, _OTHERS, _LATIN_BEHIND = 0x400, 0x10000, 0x20000
"""Where the weights of letters begin: of Latin ones, of others, and of Latin ones where they come behind."""


def without_article(name: str, language: str) -> str:
    """The name without the article of that language that it begins with."""
    folded = name.casefold()
    for article in _ARTICLES.get(base(language), ()):
        if folded.startswith(article) and len(name) > len(article):
            return name[len(article) :]
    return name


@cache
def alphabet(language: str) -> Callable[[str], Key]:
    """What gives each name its key, by which a list in the language, a BCP 47 tag, is sorted."""
    return _Alphabet(base(language)).key


class _Alphabet:
    """The order of letters of one language."""

    def __init__(self, spoken: str) -> None:
        self._turkic = spoken in ("az", "tr")
        self._behind = str.maketrans({x: y + _HEAVIEST for x, y in _BEHIND.get(spoken, {}).items()})
        ranks, likenesses = _ranks(_LETTERS.get(_SAME.get(spoken, spoken), ""))
        several = sorted((letter for letter in ranks if len(letter) > 1), key=len, reverse=True)
        self._several = re.compile("|".join(several)) if several else None
        # Letters that are written with several characters stand for themselves as one of the private use area.
        self._short = {letter: chr(0xE000 + number) for number, letter in enumerate(several)}
        start = _LATIN_BEHIND if spoken in _OTHER_SCRIPTS else _LATIN
        weights = {self._short.get(letter, letter): chr(start + rank) for letter, rank in ranks.items()}
        self._weights = _Weights(weights)
        self._accents = _Accents(weights, {self._short.get(letter, letter) for letter in likenesses})

    def key(self, name: str) -> Key:
        """What a name is sorted by: its letters, its accents, and for names that have both alike the name itself."""
        text = name.replace("I", "ı").replace("İ", "i") if self._turkic else name
        text = text.casefold()
        accents = ""
        if not text.isascii():
            text = unicodedata.normalize("NFKC", text).translate(self._behind)
            text = _FOREIGN.sub(lambda run: _foreign(run[0]), text)
        if self._several:
            text = self._several.sub(lambda letter: self._short[letter[0]], text)
        if not text.isascii():
            accents = text.translate(self._accents).rstrip(" ")
        return " ".join(text.translate(self._weights).split()), accents, name.swapcase()


def _ranks(rules: str) -> tuple[dict[str, int], set[str]]:
    """The place of each letter in the alphabet, and the letters that share theirs with another."""
    order = [[letter] for letter in _ROOT]
    likenesses: set[str] = set()
    for rule in rules.split():
        anchor, *following = re.split("([<=])", rule)
        for sign, letter in zip(following[::2], following[1::2], strict=True):
            order = [kept for group in order if (kept := [one for one in group if one != letter])]
            place = next(number for number, group in enumerate(order) if anchor in group)
            if sign == "=":
                order[place].append(letter)
                likenesses.add(letter)
            else:
                order.insert(place + 1, [letter])
                anchor = letter
    return {letter: rank for rank, group in enumerate(order) for letter in group}, likenesses


@lru_cache(maxsize=65536)
def _foreign(run: str) -> str:
    """The weights of a run of letters of other scripts, as characters."""
    key = _root().sort_key(run)
    return "".join(chr(_OTHERS + weight) for weight in key[: key.index(0)])


@cache
def _root() -> Collator:
    from pyuca import Collator

    return Collator()


def _parts(letter: str, weights: dict[str, str]) -> tuple[str, str]:
    """The letters that a character counts as, and the accents that it has besides."""
    if letter in weights:
        return letter, ""
    if letter in _WRITTEN_OUT:
        return _WRITTEN_OUT[letter], _STROKE
    first, *marks = list(unicodedata.normalize("NFD", letter))
    for mark in marks:
        whole = unicodedata.normalize("NFC", first + mark)
        if whole in weights:
            marks.remove(mark)
            return whole, "".join(marks)
    if first in _WRITTEN_OUT:
        return _WRITTEN_OUT[first], _STROKE + "".join(marks)
    return first, "".join(marks)


class _Weights(dict[int, str]):
    """The weights of characters, worked out when first asked for."""

    def __init__(self, weights: dict[str, str]) -> None:
        self._letters = weights

    def __missing__(self, code: int) -> str:
        letters, _ = _parts(chr(code), self._letters)
        weight = self[code] = "".join(self._weight(letter) for letter in letters)
        return weight

    def _weight(self, letter: str) -> str:
        if letter in self._letters or letter >= chr(_OTHERS) or letter.isdecimal():
            return self._letters.get(letter, letter)
        match unicodedata.category(letter)[0], unicodedata.category(letter):
            case _, "Pd" | "Zs" | "Cc":
                return " "
            case "S", _:
                return _SYMBOL
            case "P", _:
                return {"&": _SYMBOL, "/": " ", "\\": " "}.get(letter, "")
            case "L", _:
                return chr(_LATIN_BEHIND + ord(letter))
            case _:
                return ""


class _Accents(dict[int, str]):
    """The accents of characters: a space for each letter, and behind it its accents."""

    def __init__(self, weights: dict[str, str], likenesses: set[str]) -> None:
        self._letters = weights
        self._likenesses = likenesses

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if unicodedata.combining(character):
            accents = _rank(character)
        else:
            letters, marks = _parts(character, self._letters)
            marks += _STROKE if character in self._likenesses or letters in self._likenesses else ""
            accents = " " * len(letters) + "".join(map(_rank, marks))
        self[code] = accents
        return accents


def _rank(mark: str) -> str:
    return chr(0x21 + _ACCENTS.index(mark)) if mark in _ACCENTS else mark
