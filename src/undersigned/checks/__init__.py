"""What a careful colleague would see in a letter before it is sent: each check is a small generator of findings.

Checks of the words (`WORDS` of a module) read what is printed, passage by passage, be it a drafted campaign or a file
that somebody has. Checks of the letter (`LETTER`) know what it was drafted from as well: facts, demands, signatories.
"""

from __future__ import annotations

from collections.abc import Iterator

from undersigned.checks import (
    acronyms,
    addressees,
    characters,
    demands,
    encoding,
    facts,
    form,
    notes,
    numbers,
    remains,
    signatories,
    slips,
    spacing,
    spelling,
    typography,
)
from undersigned.checks.checked import Checked, LetterCheck
from undersigned.checks.findings import Finding, Lines, Reading, WordsCheck, located
from undersigned.problems import Problem

WORDS: tuple[WordsCheck, ...] = (
    *encoding.WORDS,
    *characters.WORDS,
    *slips.WORDS,
    *spacing.WORDS,
    *typography.WORDS,
    *spelling.WORDS,
    *acronyms.WORDS,
    *numbers.WORDS,
    *remains.WORDS,
    *notes.WORDS,
    *form.WORDS,
)
LETTER: tuple[LetterCheck, ...] = (
    *spelling.LETTER,
    *acronyms.LETTER,
    *numbers.LETTER,
    *notes.LETTER,
    *facts.LETTER,
    *demands.LETTER,
    *addressees.LETTER,
    *signatories.LETTER,
    *form.LETTER,
)


def check_words(reading: Reading, lines: Lines) -> Iterator[Problem]:
    """What is wrong with the words of a letter, whoever wrote it; `lines` gives those of the files they came from."""
    for check in WORDS:
        for finding in check(reading):
            yield located(finding, lines)


def check_letter(checked: Checked, lines: Lines) -> Iterator[Problem]:
    """What is wrong with a drafted letter: its words, and what they are about."""
    yield from check_words(checked.reading, lines)
    for check in LETTER:
        for found in check(checked):
            yield located(found, lines) if isinstance(found, Finding) else found
