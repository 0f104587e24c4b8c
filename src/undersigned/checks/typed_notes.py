"""Notes that somebody typed as they look on paper, in a letter that numbers its own: “[1]”, “^1”, “[law]: …”."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from undersigned.checks.findings import Finding, Reading, WordsCheck
from undersigned.checks.noted import marks, notes
from undersigned.checks.patterns import Pattern, pieces
from undersigned.checks.places import shown
from undersigned.checks.prose import is_file, own_passages
from undersigned.document import Quotation

_MOST = 5
"""How many findings of one habit are worth their lines."""
_RAISED = Pattern(r"(?<=[^\W\d_]{3})[.,;:!?”’»)]{0,2}(?P<mark>\^(?P<number>\d{1,2}))(?![\w^.,]\d|[\w^])", hints="^")
"""A raised number behind a word, as “charged.^1”; “10^6” and “km^2” are none."""


def _may_define(text: str) -> bool:
    """Whether a text has a word in square brackets with a colon behind it."""
    return "]:" in text and any(piece.startswith("[") and "]:" in piece for piece in pieces(text))


_DEFINED = Pattern(r"\A\s*\[(?P<name>[^\W\d_][\w-]{0,30})\]:\s+(?=\S)", where=_may_define)


def typed_notes(reading: Reading) -> Iterator[Finding]:
    """U650: marks and notes typed as “[1]”, which a drafted letter prints as they are. In a file they may be meant."""
    if "[" not in reading.text or is_file(reading):
        return
    noted = {note.number: note for note in reversed(notes(reading)) if note.number}
    seen: set[str] = set()
    for mark in marks(reading) if noted else ():
        if mark.number in noted and mark.number not in seen and not mark.passage.lies_in(Quotation):
            seen.add(mark.number)
            if len(seen) <= _MOST:
                message = f"[{mark.number}] is printed as typed, and the letter numbers its own notes"
                remedy = _remedy(mark.number, noted[mark.number].words)
                yield Finding("U650", mark.passage, mark.start, mark.end, message, remedy)


def _remedy(name: str, words: str) -> str:
    return f"write the mark as [^{name}], and the note as {shown(f'[^{name}]: {words}')} on a line of its own"


def raised_numbers(reading: Reading) -> Iterator[Finding]:
    """U650: marks typed as “^1” in the prose of a drafted letter."""
    if not _RAISED.may_match(reading.text) or is_file(reading):
        return
    found = ((passage, match) for passage, own in own_passages(reading) for match in _RAISED.finditer(own))
    for passage, match in islice(found, _MOST):
        message = f"“{match['mark']}” is printed as typed, and the letter numbers its own notes"
        remedy = f"write the mark as [^{match['number']}], and its note on a line of its own: “[^{match['number']}]: …”"
        yield Finding("U650", passage, match.start("mark"), match.end("mark"), message, remedy)


def notes_without_a_caret(reading: Reading) -> Iterator[Finding]:
    """U650: paragraphs such as “[law]: Article 21.” of a drafted letter whose text has the mark “[law]”."""
    if not _may_define(reading.text) or is_file(reading):
        return
    for passage in reading.passages:
        found = _DEFINED.match(passage.words)
        if found and reading.text.count(f"[{found['name']}]") > 1:
            message = f"“[{found['name']}]:” is printed as typed: a ^ is missing in the note and its mark"
            remedy = _remedy(found["name"], passage.words[found.end() :])
            yield Finding("U650", passage, found.start("name") - 1, found.end("name") + 2, message, remedy)


WORDS: tuple[WordsCheck, ...] = (typed_notes, raised_numbers, notes_without_a_caret)
