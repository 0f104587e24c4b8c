"""Slips of the hand: “26thanniversary”, “the the”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, pairwise
from operator import eq

from undersigned.checks.findings import Finding, Reading, WordsCheck
from undersigned.checks.gates import behind
from undersigned.checks.patterns import Pattern, small
from undersigned.checks.places import counted, elsewhere, every, shown

# --- ordinals ---------------------------------------------------------------------------------------------------------

_SUFFIXES = ("st", "nd", "rd", "th")


def _may_be_ordinal(text: str) -> bool:
    """Whether the ending of an ordinal stands behind a number, or behind its space as a word of its own."""
    return any(
        number[-1:].isdecimal() or (number[-1:].isspace() and number[-2:-1].isdecimal() and not rest[:1].isalnum())
        for suffix in _SUFFIXES
        for number, rest in pairwise(text.split(suffix))
    )


_ORDINAL = Pattern(
    r"(?<![\w.,/:])(?P<number>\d{1,3}(?:,\d{3})+|\d+)(?P<space>[ \xa0\u202f])?(?P<suffix>st|nd|rd|th)"
    r"(?P<rest>(?(space)|[A-Za-z]*))(?!\w)",
    where=_may_be_ordinal,
)
_SHORT = frozenset({"at", "by", "in", "is", "of", "on", "or", "to"})
_SHORTEST = 3
"""How many letters behind the ending make a word: “the 20ths” has none."""
_COUNTED = Pattern(
    r"(?:st(?:ate|udent|aff|age|ation|ep|or|ud|rike|reet|rong)|th(?:ousand|ing|ird|ree|e$|at$|ose$|ese$|is$))"
)
"""Words behind a number that begin like the ending of an ordinal: “21states” lacks a space, and is no “21st”."""
_ORDER = Pattern(
    r"(?<![\w.,/:])(?P<number>\d+)(?P<suffix>[eè]res?|i?[eè]mes?)(?!\w)", hints=("ere", "ère", "eme", "ème")
)


def english_ordinals(reading: Reading) -> Iterator[Finding]:
    """Ordinals that the next word clings to, that are torn apart, or that end wrongly."""
    if reading.speaks != "en":
        return
    for passage, found in every(_ORDINAL, reading):
        mended = _mended(found)
        if mended and mended != found[0]:
            message = f"{shown(found[0])} {_fault(found)}"
            yield Finding("U624", passage, found.start(), found.end(), message, f"write {shown(mended)}")


def _mended(found: re.Match[str]) -> str:
    """An ordinal as it is written; the empty string where it may be none."""
    number, suffix, rest = found["number"], found["suffix"], found["rest"]
    if not rest:
        return f"{number}{_suffix(number)}"
    if len(rest) < _SHORTEST and rest not in _SHORT and f"{suffix}{rest}" not in {"the", "that", "this"}:
        return ""
    if _COUNTED.match(f"{suffix}{rest}"):
        return f"{number} {suffix}{rest}"
    return f"{number}{_suffix(number)} {rest}"


def _fault(found: re.Match[str]) -> str:
    if found["rest"]:
        return "is two words"
    return "is one word" if found["space"] else "ends in the wrong letters"


def _suffix(number: str) -> str:
    if number[-2:] in {"11", "12", "13"}:
        return "th"
    return {"1": "st", "2": "nd", "3": "rd"}.get(number[-1], "th")


def french_ordinals(reading: Reading) -> Iterator[Finding]:
    """Ordinals that French writes shorter (Imprimerie nationale, Lexique des règles typographiques)."""
    if reading.speaks != "fr":
        return
    places = ((found["suffix"], passage, found.start(), found.end()) for passage, found in every(_ORDER, reading))
    for suffix, passage, start, end, more in counted(places):
        words = passage.words[start:end]
        number = words.removesuffix(suffix)
        short = number + ("re" if number == "1" else "e") + ("s" if suffix.endswith("s") else "")
        message = f"{shown(words)} is longer than French writes it{elsewhere(more)}"
        yield Finding("U624", passage, start, end, message, f"write {shown(short)}", "advice")


# --- words that run together ------------------------------------------------------------------------------------------


def _may_run_together(text: str) -> bool:
    """Whether a word with a capital follows the end of a sentence at once, or behind a quotation mark."""
    words = (after.lstrip("”’»") for mark in ".!?" for after in behind(text, mark, 3))
    return any(word[:1].isupper() and word[1:2].islower() for word in words)


_RUN_TOGETHER = Pattern(
    r"(?<![^\W_])[^\W\d_]*(?P<before>[a-zß-öø-ÿ]{2}[.!?][”’»]?)(?P<after>[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]+)",
    where=_may_run_together,
)


def run_together(reading: Reading) -> Iterator[Finding]:
    """Sentences without a space between them: “Cambodia.The”."""
    for passage, found in every(_RUN_TOGETHER, reading):
        mended = f"{found[0][: found.start('after') - found.start()]} {found['after']}"
        message = f"{shown(found[0])} lacks a space between two sentences"
        yield Finding("U624", passage, found.start(), found.end(), message, f"write {shown(mended)}")


# --- doubled words ----------------------------------------------------------------------------------------------------


def _may_say_twice(text: str) -> bool:
    """Whether one word stands twice in a row, or two do, with nothing but spaces between; an apostrophe makes two."""
    words = re.findall(r"\w+|[^\s\w’']+", small(text))
    twos = pairwise(words), pairwise(islice(words, 2, None))
    return any(map(eq, words, islice(words, 1, None))) or any(map(eq, *twos))


_DOUBLED = Pattern(
    r"(?<![\w-])(?<!\w[’'])(?P<word>[^\W\d_]+(?:[’'][^\W\d_]+)?)\s+(?P<again>(?P=word))(?![\w-]|[’']\w)",
    re.IGNORECASE,
    where=_may_say_twice,
)
_PHRASE = Pattern(
    r"(?<![\w-])(?P<word>(?:of|in|to|and|on|for|at|by|from|with|that|as|is|was|are) (?:the|an?|this|these|its?|their))"
    r"\s+(?P<again>(?P=word))(?![\w-])",
    re.IGNORECASE,
    where=_may_say_twice,
)
_ENGLISH = """
    a all an and any are as at be been but by can could did does for from has have he him his how if in into is it its
    may must
    my nor not of on or our per she should than the their them they this to too us via was we were which who why will
    with would
"""
_FRENCH = """
    à au aux ce ces cet de des dont du elle et il ils je la le les leurs mais ne on ont ou où par pas pour qu que qui sa
    se ses son sont sur un une
"""
_LITTLE = {"en": frozenset(_ENGLISH.split()), "fr": frozenset(_FRENCH.split())}
"""Short words that nobody writes twice. Some may stand twice: “that that”, “had had”, “nous nous”, “tout en en”."""
_OTHERS = """
    that very many much more long never ever there same please hear half knock blah only
    nous vous faire très bien plus même leur quoi être
"""
_TWICE = frozenset(_OTHERS.split())
"""Longer words that may stand twice."""
_IN_NAMES = frozenset({"the", "of", "and", "for", "from", "with"})
"""What is no name when it begins with a capital, as Bora Bora and To To are."""
_WORD_LENGTH = 4


def doubled_words(reading: Reading) -> Iterator[Finding]:
    """Words that stand twice: “the the”."""
    little = _LITTLE.get(reading.speaks)
    if little is None:
        return
    if not _may_say_twice("\0".join(passage.words for passage in reading.passages)):
        return  # which is sharper than the same of `text`: a passage may begin with the last word of the one before
    for pattern in (_DOUBLED, _PHRASE):
        for passage, found in every(pattern, reading):
            if _is_doubled(found["word"], found["again"], little) or pattern is _PHRASE:
                message = f"{shown(found[0])} says the same twice"
                yield Finding(
                    "U625", passage, found.start(), found.end(), message, f"write {shown(found['word'])} once"
                )


def _is_doubled(word: str, again: str, little: frozenset[str]) -> bool:
    plain = word.lower()
    if again.islower():
        may_be = word.islower() and len(word) >= _WORD_LENGTH and plain not in _TWICE
        return plain in little or may_be
    if word.islower():
        return plain == "the"
    return plain in _IN_NAMES


WORDS: tuple[WordsCheck, ...] = (english_ordinals, french_ordinals, run_together, doubled_words)
