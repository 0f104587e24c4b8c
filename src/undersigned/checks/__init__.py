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
    clauses,
    demands,
    encoding,
    facts,
    form,
    notes,
    numbers,
    referred,
    remains,
    signatories,
    slips,
    spacing,
    spelling,
    typed_notes,
    typography,
)
from undersigned.checks.checked import Checked, LetterCheck
from undersigned.checks.findings import Finding, Lines, WordsCheck, located
from undersigned.checks.salutations import is_made_wrongly
from undersigned.document import Salutation
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
    *typed_notes.WORDS,
    *form.WORDS,
)
LETTER: tuple[LetterCheck, ...] = (
    *spelling.LETTER,
    *acronyms.LETTER,
    *numbers.LETTER,
    *notes.LETTER,
    *facts.LETTER,
    *demands.LETTER,
    *clauses.LETTER,
    *referred.LETTER,
    *addressees.LETTER,
    *signatories.LETTER,
    *form.LETTER,
)


def check_letter(checked: Checked, lines: Lines) -> Iterator[Problem]:
    """What is wrong with a drafted letter: its words, and what they are about; `lines` gives those of the files they
    came from."""
    for words_check in WORDS:
        for finding in words_check(checked.reading):
            if not _is_said(finding, checked):
                yield located(finding, lines, checked.put_together_from)
    for check in LETTER:
        for found in check(checked):
            yield located(found, lines, checked.put_together_from) if isinstance(found, Finding) else found


def _is_said(finding: Finding, checked: Checked) -> bool:
    """Whether what is wrong with a salutation is said of the greetings that it is made of."""
    return finding.passage.block is Salutation and is_made_wrongly(checked)
