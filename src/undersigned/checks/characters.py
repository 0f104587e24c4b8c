"""Characters that nobody sees: soft hyphens, zero-width spaces, marks that turn the direction of the text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from undersigned.checks.findings import Finding, Reading, WordsCheck
from undersigned.checks.gates import signs
from undersigned.checks.patterns import Pattern
from undersigned.checks.places import around, counted, elsewhere
from undersigned.passages import Passage

Place = tuple[str, Passage, int, int]


def _may_be_unseen(text: str) -> bool:
    """Whether a text holds characters beyond those of Europe and their marks: what nobody sees lies there."""
    return any(sign >= "\u034f" and not "\u2010" <= sign <= "\u2027" for sign in signs(text))


_SOFT_HYPHEN = Pattern("\xad+", hints="\xad")
_INVISIBLE = Pattern(
    "[\u034f\u115f\u1160\u180e\u200b-\u200f\u2028\u2029\u2060-\u2064\u206a-\u206f\u3164\ufeff\uffa0\ufff9-\ufffc"
    "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]+",
    where=_may_be_unseen,
)
_JOINERS = frozenset("\u034f\u200b\u200c\u200d")
_DIRECTIONS = frozenset("\u200e\u200f")
_NAMES = {
    "\u200b": "a zero-width space",
    "\u200c": "a zero-width non-joiner",
    "\u200d": "a zero-width joiner",
    "\u200e": "a left-to-right mark",
    "\u200f": "a right-to-left mark",
    "\u2028": "a line separator",
    "\u2029": "a paragraph separator",
    "\u2060": "a word joiner",
    "\ufeff": "a byte order mark",
    "\ufffc": "a mark of a picture that is lost",
}
_TURNS = {
    "\u202a": "left-to-right embedding",
    "\u202b": "right-to-left embedding",
    "\u202c": "end of a turn",
    "\u202d": "left-to-right override",
    "\u202e": "right-to-left override",
    "\u2066": "left-to-right isolate",
    "\u2067": "right-to-left isolate",
    "\u2068": "isolate",
    "\u2069": "end of an isolate",
}
_TURNING = Pattern("[\u202a-\u202e\u2066-\u2069]", hints=_TURNS)
_OVERRIDES = "\u202d\u202e"
_OPENING = {"\u202a": "\u202c", "\u202b": "\u202c", "\u2066": "\u2069", "\u2067": "\u2069", "\u2068": "\u2069"}
_PLAIN_SCRIPTS = frozenset({"LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "GEORGIAN"})
"""Scripts whose letters stand side by side: they need neither joiners nor hidden places to break a line."""
_RIGHT_TO_LEFT = Pattern("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")

_NO_BREAKS = "\xa0\u202f"
_DOUBLED_SPACE = Pattern(
    "(?<![ÂÃ])(?:[\xa0\u202f]{2,}|(?<=[ \xa0\u202f])[\xa0\u202f]|[\xa0\u202f](?= ))", hints=_NO_BREAKS
)
_NO_BREAK = Pattern("(?<![ÂÃ])[\xa0\u202f]", hints=_NO_BREAKS)
"""Behind these letters, what damage of the encoding left; another check speaks of it."""
_BINDS = Pattern(r"(?:\S*\d\S*|[§№€£$«‹“([–—…]|\S*[–—]|[A-Za-z]{1,5}\.|(?:[A-Z]\.)+|[A-Z]|a)")
"""What a no-break space stands behind for a reason: “10 July”, “No. 87”, “Mr. X”, “§ 5”."""
_IS_BOUND = Pattern(r"[\d%€£$»›”)\]–—…]")
"""And what it stands before."""
_UNUSUAL = 3
"""How many no-break spaces without a reason an English letter may hold before somebody is told."""
_NEAR = 12
_SPACELESS = frozenset({"km", "th", "lo", "my", "bo", "dz", "jv", "shn"})
"""Languages that write no spaces between words, and hide places to break a line among them."""


def _everywhere(pattern: Pattern, reading: Reading) -> Iterator[tuple[Passage, re.Match[str]]]:
    """Every place of a pattern, addresses included."""
    for passage in reading.passages if pattern.may_match(reading.text) else ():
        for found in pattern.finditer(passage.words):
            yield passage, found


def soft_hyphens(reading: Reading) -> Iterator[Finding]:
    """Soft hyphens: web pages break words at them, and other programs print them or lose the word in a search."""
    places = (("", passage, found.start(), found.end()) for passage, found in _everywhere(_SOFT_HYPHEN, reading))
    for _, passage, start, end, more in counted(places):
        message = f"a soft hyphen that nobody sees stands in {around(passage.words, start, end)}{elsewhere(more)}"
        yield Finding("U621", passage, start, end, message, "take it out")


def invisible_characters(reading: Reading) -> Iterator[Finding]:
    """Characters without a width or a shape of their own, but for those that a script or a picture needs."""
    for kind, passage, start, end, more in counted(_invisible(reading)):
        name = _NAMES.get(kind, f"a character that only some fonts know (U+{ord(kind):04X})")
        if kind not in _NAMES and unicodedata.category(kind) != "Co":
            name = f"a character that nobody sees (U+{ord(kind):04X})"
        message = f"{name} stands in {around(passage.words, start, end)}{elsewhere(more)}"
        yield Finding("U622", passage, start, end, message, _remedy(kind))


def _remedy(kind: str) -> str:
    if unicodedata.category(kind) == "Co":
        return "write a character that every font has, such as • for a bullet"
    return "take it out; nobody sees it, but searches and line breaks go wrong"


def _invisible(reading: Reading) -> Iterator[Place]:
    for passage, found in _everywhere(_INVISIBLE, reading):
        words = passage.words
        beside = words[max(found.start() - 1, 0) : found.start()], words[found.end() : found.end() + 1]
        joins = _JOINERS.issuperset(found[0]) and (reading.speaks in _SPACELESS or any(map(_is_joined, beside)))
        if not joins and not (_DIRECTIONS.issuperset(found[0]) and _RIGHT_TO_LEFT.search(words)):
            yield found[0][0], passage, found.start(), found.end()


def _is_joined(character: str) -> bool:
    """Whether a character is of a script that needs joiners and places to break a line, or of a picture."""
    if not character or character.isascii():
        return False
    if unicodedata.category(character) in {"So", "Sk", "Me", "Mn", "Mc"}:
        return True
    return character.isalpha() and unicodedata.name(character, "LATIN").split(" ")[0] not in _PLAIN_SCRIPTS


def turning_characters(reading: Reading) -> Iterator[Finding]:
    """Characters that turn the direction of the text, unless they end again and a script needs them."""
    for kind, passage, start, end, more in counted(_turning(reading)):
        message = (
            f"a hidden character that turns the direction of the text ({_TURNS[kind]}, U+{ord(kind):04X}) stands in"
            f" {around(passage.words, start, end)}{elsewhere(more)}"
        )
        yield Finding(
            "U623", passage, start, end, message, "take it out; it can make words look otherwise than they are"
        )


def _turning(reading: Reading) -> Iterator[Place]:
    for passage in reading.passages if _TURNING.may_match(reading.text) else ():
        places = list(_TURNING.finditer(passage.words))
        if places and not (_RIGHT_TO_LEFT.search(passage.words) and _close([found[0] for found in places])):
            opening = [found for found in places if found[0] in _OPENING or found[0] in _OVERRIDES]
            for found in opening or places:
                yield found[0], passage, found.start(), found.end()


def _close(characters: list[str]) -> bool:
    """Whether each turn ends, and none overrides the order of letters."""
    open_turns: list[str] = []
    for character in characters:
        if character in _OVERRIDES:
            return False
        if character in _OPENING:
            open_turns.append(_OPENING[character])
        elif not open_turns or open_turns.pop() != character:
            return False
    return not open_turns


def no_break_spaces(reading: Reading) -> Iterator[Finding]:
    """No-break spaces beside another space and, in English, those that bind nothing, when there are some."""
    doubled = [("", passage, found.start(), found.end()) for passage, found in _everywhere(_DOUBLED_SPACE, reading)]
    for _, passage, start, end, more in counted(doubled):
        where = around(passage.words, start, end)
        message = f"a no-break space stands beside another space in {where}{elsewhere(more)}"
        yield Finding("U622", passage, start, end, message, "leave one ordinary space", "advice")
    if reading.speaks != "en":
        return
    unusual = list(_unbound(reading, {(id(passage), start) for _, passage, start, _ in doubled}))
    if len(unusual) >= _UNUSUAL:
        passage, start = unusual[0]
        where = around(passage.words, start, start + 1)
        message = f"{len(unusual)} no-break spaces stand where nothing needs to be kept together, the first in {where}"
        remedy = "put ordinary spaces there, or lines break at odd places"
        yield Finding("U622", passage, start, start + 1, message, remedy, "advice")


def _unbound(reading: Reading, known: set[tuple[int, int]]) -> Iterator[tuple[Passage, int]]:
    for passage, found in _everywhere(_NO_BREAK, reading):
        start = found.start()
        before = passage.words[max(start - _NEAR, 0) : start].split(" ")[-1]
        after = passage.words[start + 1 : start + 2]
        if (id(passage), start) not in known and not _BINDS.fullmatch(before) and not _IS_BOUND.match(after):
            yield passage, start


WORDS: tuple[WordsCheck, ...] = (soft_hyphens, invisible_characters, turning_characters, no_break_spaces)
