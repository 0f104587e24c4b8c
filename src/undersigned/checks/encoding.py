"""Letters that were read in the wrong encoding: what they were meant to be."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING

from undersigned.checks.findings import Finding, Reading, WordsCheck
from undersigned.checks.gates import behind, signs
from undersigned.checks.patterns import Pattern
from undersigned.checks.places import around, counted, elsewhere, shown
from undersigned.passages import Passage

if TYPE_CHECKING:
    from undersigned.checks.misreadings import Sequence

_MOST = 6
"""How many kinds of damaged words are named in one letter: one export damages hundreds."""
_HONEST = frozenset("‐‑‒―‖‗‘’‛“”„‟†‡•‣․‥…‧«»\xa0")
"""Characters that do not begin what damage leaves, whatever stands behind them."""
_WORD = Pattern(r"[^ \t\r\n]+")
_PART = Pattern(r"â€(?=(?P<lost>\ufffd)?)|(?<![^\W_])Ã (?=[a-z])|(?<=[a-z])Õ(?=[a-z])|[\x80-\x9f]")
"""What is left of sequences that lost their last character, the apostrophe of old Mac files, and controls that stand
for characters of Windows-1252."""
_PARTS = {"Ã ": "à ", "Õ": "’", "â€": ""}
_NAMES = {
    "“": "an opening quotation mark (“)",
    "”": "a closing quotation mark (”)",
    "‘": "an opening single quotation mark (‘)",
    "’": "an apostrophe or a closing single quotation mark (’)",
    "–": "a dash (–)",
    "—": "a long dash (—)",
    "…": "an ellipsis (…)",
    "•": "a bullet (•)",
    " ": "a space",
    "\xa0": "a no-break space",
    "\u202f": "a narrow no-break space",
    "\xad": "a soft hyphen",
    "\u200b": "an invisible space",
    "\ufeff": "an invisible mark of the encoding",
    "\ufffd": "a character that is lost",
    "": "a quotation mark or a dash",
}
_CONTROLS = frozenset(map(chr, (*range(9), *range(14, 32), 127)))
_CONTROL = Pattern(r"[\x00-\x08\x0e-\x1f\x7f]", where=lambda text: not _CONTROLS.isdisjoint(signs(text)))
_LOST = Pattern("(?<!â€)\ufffd+", hints="\ufffd")
_ENTITY = Pattern(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});", hints="&")

_Damage = tuple[int, int, str]
"""Where words begin and end that were others before, and which; these are empty where nobody can tell."""


def damaged_words(reading: Reading) -> Iterator[Finding]:
    """Words that were read in another encoding than they were written in, by sequence."""
    if not _may_be_damaged(reading.text):
        return
    kinds = list(
        counted(
            (f"{passage.words[start:end]}\n{meant}", passage, start, end)
            for passage in reading.passages
            if not passage.words.isascii()
            for start, end, meant in _damages(passage.words)
        )
    )
    rest = sum(1 + more for *_, more in kinds[_MOST:])
    for number, (kind, passage, start, end, more) in enumerate(kinds[:_MOST], 1):
        words, _, meant = kind.partition("\n")
        also = f"; {rest} more places are damaged in the same way" if rest and number == _MOST else ""
        yield Finding("U620", passage, start, end, f"{_said(words, meant)}{elsewhere(more)}{also}", _remedy(meant))


def _may_be_damaged(text: str) -> bool:
    """Whether a text holds what damage leaves: two characters beyond ASCII side by side, or what is left of them."""
    beyond = [sign for sign in signs(text) if not sign.isascii()]
    if any(sign in "ÃÕ" or sign <= "\x9f" for sign in beyond):
        return True
    return any(not after.isascii() for sign in beyond if sign not in _HONEST for after in behind(text, sign))


def _said(words: str, meant: str) -> str:
    stands = f"an invisible character (U+{ord(words):04X})" if _is_control(words) else shown(words)
    return f"{stands} was {_named(meant)} before it was read in the wrong encoding"


def _named(meant: str) -> str:
    if meant in _NAMES:
        return _NAMES[meant]
    return shown(meant) if meant.isprintable() else f"an invisible character (U+{ord(meant[0]):04X})"


def _remedy(meant: str) -> str:
    if not meant or "\ufffd" in meant:
        return "look up in the original what stood there"
    if meant.isspace():
        return "put a space there"
    if not meant.isprintable():
        return "take it out"
    return f"write {meant if len(meant) == 1 else shown(meant)}, or copy the words from the original once more"


def _is_control(words: str) -> bool:
    return len(words) == 1 and unicodedata.category(words) == "Cc"


def _damages(words: str) -> Iterator[_Damage]:
    from undersigned.checks import misreadings

    covered: set[int] = set()
    if misreadings.SUSPICIOUS.search(words):
        for found in _WORD.finditer(words):
            for begins, ends, meant in _in_word(found[0]):
                start, end = found.start() + begins, found.start() + ends
                covered.update(range(start, end))
                yield start, end, meant
    for part in _PART.finditer(words):
        if part.start() not in covered:
            # the last byte of ” means nothing in Windows-1252, and was lost
            yield part.start(), part.end(), "”" if part["lost"] else _meant_by(part[0])


def _meant_by(part: str) -> str:
    """What a part of a sequence, or a control, stands for."""
    return part.encode("latin-1").decode("cp1252", "ignore") if _is_control(part) else _PARTS[part]


def _in_word(word: str) -> Iterator[_Damage]:
    """The damage in a word: what was a letter is shown with the letters beside it, what was a mark by itself."""
    from undersigned.checks import misreadings

    sequences = misreadings.found_in(word) if misreadings.SUSPICIOUS.search(word) else []
    if not sequences:
        return
    if misreadings.found_in(misreadings.mended(word, sequences)):
        start, end = sequences[0].start, sequences[-1].end
        yield start, end, _mended_again(word[start:end])
        return
    done = number = 0
    while number < len(sequences):
        one = _stretch(word, sequences, number, done)
        done = one[1]
        yield one
        while number < len(sequences) and sequences[number].start < done:
            number += 1


def _stretch(word: str, sequences: list[Sequence], number: int, done: int) -> _Damage:
    """One sequence that was a mark, or one that was a letter with all the letters beside it."""
    first = sequences[number]
    if not _is_letter(first.meant):
        mark = _meant_by(first.meant) if _is_control(first.meant) else first.meant
        return first.start, first.end, mark
    start = end = first.start
    while start > done and _is_letter(word[start - 1]):
        start -= 1
    meant = [word[start:end]]
    while end < len(word):
        at_sequence = number < len(sequences) and sequences[number].start == end
        letter = sequences[number].meant if at_sequence else word[end]
        if not _is_letter(letter):
            break
        meant.append(letter)
        end = sequences[number].end if at_sequence else end + 1
        number += at_sequence
    return start, end, "".join(meant)


def _is_letter(character: str) -> bool:
    return unicodedata.category(character)[0] in "LM"


def _mended_again(words: str) -> str:
    """What words were that went through the wrong encoding twice; empty where nobody can tell."""
    from ftfy import fix_encoding

    from undersigned.checks import misreadings

    mended = fix_encoding(words)
    is_whole = mended != words and not misreadings.found_in(mended) and not _PART.search(mended)
    return mended if is_whole else ""


def lost_characters(reading: Reading) -> Iterator[Finding]:
    """Marks that programs leave where they could not read a character, and controls that no letter has."""
    for _, passage, start, end, more in counted(_places(_LOST, reading)):
        message = f"characters were lost in {around(passage.words, start, end)}{elsewhere(more)}"
        yield Finding("U620", passage, start, end, message, _remedy("\ufffd"))
    for control, passage, start, end, more in counted(_places(_CONTROL, reading)):
        where = around(passage.words, start, end)
        message = f"a control character that nobody sees (U+{ord(control):04X}) stands in {where}{elsewhere(more)}"
        yield Finding("U620", passage, start, end, message, "take it out")


def html_entities(reading: Reading) -> Iterator[Finding]:
    """Characters as web pages write them, which no letter shows as such."""
    for words, passage, start, end, more in counted(_places(_ENTITY, reading)):
        from html import unescape

        meant = unescape(words)
        if meant != words:
            message = f"{shown(words)} is HTML for {_named(meant)}{elsewhere(more)}"
            yield Finding("U620", passage, start, end, message, _remedy(meant))


def _places(pattern: Pattern, reading: Reading) -> Iterator[tuple[str, Passage, int, int]]:
    for passage in reading.passages if pattern.may_match(reading.text) else ():
        for found in pattern.finditer(passage.words):
            yield found[0], passage, found.start(), found.end()


WORDS: tuple[WordsCheck, ...] = (damaged_words, lost_characters, html_entities)
