"""UTF-8 that was read in another encoding: the sequences that this leaves, and what they were before.

A character of UTF-8 has two to four bytes; the first tells how many (The Unicode Standard, table 3-7). Read in an
encoding of one byte a character, it becomes as many characters, as “‚Äú” for “. Honest words hold such sequences, too
(“É” at the end of a quotation in capitals), so that each sequence is weighed by itself.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

SUSPICIOUS = re.compile(
    r"[^\x00-\x7f\u2010-\u2027\xa0«»][^\x00-\x7f’”»…–—\xa0]|[ÂÃÄÅĂĀĆĹáâï¬√·вβΓÔ├┬‚–—][^\x00-\x7f]|[\x80-\x9f]"
)
"""Two characters of which the first may begin such a sequence: quick, and rather too careful."""

_CLOSING = frozenset("’‘”“»›…–—™®©°²³¹\xa0")
_JOINING = frozenset("’–—\xa0")
_MARKS = frozenset("‐‑‒–—―‘’‚‛“”„‟†‡•…‰′″‹›€™№−←↑→↓⇒✓✔✗●■▪★☆\u2002\u2003\u2009\u200a\u200b\u200e\u200f\u202f\u2060")
"""Marks of three bytes that letters hold."""
_RUN = 3
"""How many sequences in a row must be letters of one script other than the Latin to be believed."""
_NAMES_OF_SCRIPTS = (
    "ARABIC ARMENIAN BENGALI CJK CYRILLIC DEVANAGARI ETHIOPIC GEORGIAN GREEK GUJARATI GURMUKHI HANGUL HEBREW HIRAGANA"
    " KANNADA KATAKANA KHMER LAO MALAYALAM MYANMAR ORIYA SINHALA TAMIL TELUGU THAI TIBETAN"
)
_SCRIPTS = frozenset(_NAMES_OF_SCRIPTS.split())
_HALF_MENDED = {"‚Ķ": "…", "‚Ģ": "•"}
"""Sequences of Mac encodings whose last two characters somebody’s program took for UTF-8 once more."""


@dataclass(frozen=True, slots=True)
class Sequence:
    """Characters from `start` up to `end` that were one, `meant`, before."""

    start: int
    end: int
    meant: str


@dataclass(frozen=True, slots=True)
class _Misreading:
    """An encoding in which UTF-8 is read. `leads` are the first bytes whose two-byte sequences are never honest;
    `beside` are those among them, symbols, that are believed beside a letter only. `long` tells whether sequences
    of more bytes are believed that were no marks, but letters of Vietnamese or emoji."""

    bytes_of: dict[str, int]
    sequences: re.Pattern[str]
    leads: frozenset[int]
    beside: frozenset[int]
    long: bool

    def decoded(self, sequence: str) -> str | None:
        """The character that a sequence was, if it can be seen, or is a space or hyphen, or damage in itself."""
        if sequence in _HALF_MENDED:
            return _HALF_MENDED[sequence]
        try:
            meant = bytes(self.bytes_of[character] for character in sequence).decode()
        except UnicodeDecodeError:
            return None
        is_damage = "\x80" <= meant <= "\x9f"
        return meant if is_damage or unicodedata.category(meant) not in {"Cn", "Co", "Cc"} else None


def found_in(words: str) -> list[Sequence]:
    """The damaged sequences among words that no space parts, read in the encoding that explains most of them."""
    best: tuple[int, list[Sequence]] = (0, [])
    for misreading in _misreadings():
        sequences = [
            Sequence(found.start(), found.end(), meant)
            for found in misreading.sequences.finditer(words)
            if (meant := misreading.decoded(found[0]))
        ]
        explained = sum(one.end - one.start for one in sequences)
        if explained > best[0] and _believed(misreading, words, sequences):
            best = (explained, sequences)
    return best[1]


def _believed(misreading: _Misreading, words: str, sequences: list[Sequence]) -> bool:
    return any(_tells(misreading, words, one) for one in sequences) or _are_words(sequences)


def _tells(misreading: _Misreading, words: str, one: Sequence) -> bool:
    """Whether a sequence cannot be honest by itself."""
    characters = words[one.start : one.end]
    if characters in _HALF_MENDED:
        return not words[one.end : one.end + 1].isalpha()
    first = misreading.bytes_of[characters[0]]
    if _may_be_honest(words, one):
        return False
    if len(characters) == 2:
        beside = words[max(one.start - 1, 0) : one.start] + words[one.end : one.end + 1]
        return first in misreading.leads and (first not in misreading.beside or any(map(str.isalpha, beside)))
    if one.meant in _MARKS:
        return True
    return misreading.long and (
        (first == 0xE1 and "Ḁ" <= one.meant <= "ỿ")
        or (first == 0xEF and one.meant in "\ufeff\ufffd")
        or (first == 0xF0 and "\U0001f000" <= one.meant <= "\U0001faff")
    )


def _may_be_honest(words: str, one: Sequence) -> bool:
    """Whether a sequence may be a letter at the end of a word with the marks behind it (“IRMÔ), or letters alone.

    A capital behind a small letter is no honest spelling: “sÄ…” was “są”.
    """
    characters, before = words[one.start : one.end], words[max(one.start - 1, 0) : one.start]
    if before.islower() and characters[0].isupper():
        return False
    if all(map(_is_plain_letter, characters)):
        return one.meant not in _MARKS
    if not (before.isalpha() and characters[0].isalpha()):
        return False
    if not all(_is_plain_letter(character) or character in _CLOSING for character in characters):
        return False
    return _JOINING.issuperset(characters[1:]) or not words[one.end : one.end + 1].isalpha()


def _is_plain_letter(character: str) -> bool:
    return unicodedata.category(character) in {"Lu", "Ll"} and character not in "ƒµ"


def _are_words(sequences: list[Sequence]) -> bool:
    """Whether some sequences in a row are letters of one script."""
    length, end, script = 0, -1, ""
    for one in sequences:
        own = unicodedata.name(one.meant, "").split(" ")[0].split("-")[0]
        length = length + 1 if one.start == end and own == script else 1
        end, script = one.end, own
        if length >= _RUN and script in _SCRIPTS:
            return True
    return False


@cache
def _misreadings() -> tuple[_Misreading, ...]:
    """The encodings that people’s programs take UTF-8 for, the commonest first: of Windows, of the Mac, of DOS."""
    latin = {0xC2, 0xC3, 0xC4, 0xC5}
    return (
        _misreading("cp1252", leads=latin | {0xC6}, long=True),
        _misreading("mac_roman", leads=latin, beside={0xC3, 0xC4, 0xC5}, long=True),
        _misreading("mac_latin2", leads={0xC2, 0xC3}, beside={0xC3}, long=True),
        _misreading("cp1250", leads=latin),
        _misreading("cp1257", leads=latin),
        _misreading("cp1251"),
        _misreading("cp1253"),
        _misreading("cp437", leads={0xC2, 0xC3}, beside={0xC2, 0xC3}),
        _misreading("cp850", leads={0xC2, 0xC3}, beside={0xC2, 0xC3}),
    )


def _misreading(
    encoding: str, *, leads: set[int] | None = None, beside: set[int] | None = None, long: bool = False
) -> _Misreading:
    bytes_of = {bytes([byte]).decode(encoding, "ignore"): byte for byte in range(0x80, 0xF5)}
    bytes_of.pop("", None)
    if encoding.startswith(
        "cp125"
    ):  # a byte that means nothing in such an encoding is kept as the control of its number
        bytes_of |= {chr(byte): byte for byte in range(0x80, 0xA0)}
    return _Misreading(bytes_of, _pattern(bytes_of), frozenset(leads or ()), frozenset(beside or ()), long)


def _pattern(bytes_of: dict[str, int]) -> re.Pattern[str]:
    def some(first: int, last: int) -> str:
        return "[" + "".join(re.escape(one) for one, byte in bytes_of.items() if first <= byte <= last) + "]"

    after = some(0x80, 0xBF)
    sequences = (
        f"{some(0xC2, 0xDF)}{after}",
        f"{some(0xE0, 0xEF)}{after}{{2}}",
        f"{some(0xF0, 0xF4)}{after}{{3}}",
        *map(re.escape, _HALF_MENDED),
    )
    return re.compile("|".join(sequences))


def mended(words: str, sequences: list[Sequence]) -> str:
    """The words with each sequence as it was before."""
    pieces, done = [], 0
    for one in sequences:
        pieces += [words[done : one.start], one.meant]
        done = one.end
    return "".join([*pieces, words[done:]])
