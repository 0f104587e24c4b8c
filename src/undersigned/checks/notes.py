"""Notes: marks and notes that have lost each other, notes that say the same or nothing, marks before and after
punctuation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from undersigned.checks import links
from undersigned.checks.checked import LetterCheck
from undersigned.checks.findings import Finding, Reading, WordsCheck
from undersigned.checks.noted import ReadMark, ReadNote, marks, notes
from undersigned.checks.patterns import Pattern, small
from undersigned.checks.places import shown
from undersigned.checks.prose import is_file
from undersigned.searching import fold

_MOST = 5
"""How many findings of one habit are worth their lines."""
_MARK_AS_TYPED = Pattern(r"\[\^[^\]\s]+\]", hints=("[^",))
_IBID = Pattern(r"\W*(?:(?:ibid|ibidem|idem)\b|id\.)", re.IGNORECASE, hints=("ibid", "idem", "id."))
_CITES = Pattern(r"\d|https?:|[“«‘\"']|\b(?:see|cf|voir|supra|op\. ?cit)\b", re.IGNORECASE)
"""What a note has that names a source: a date, number or address, a title in quotation marks, a “see”."""
_POINTING = "a also and at aussi available cf disponible eg et example exemple for instance or ou par see voir"
_POINTS = frozenset(_POINTING.split())
"""Words that only lead to a source."""


def _may_lead_on(text: str) -> bool:
    """Whether nothing stands behind the last colon of a text, or it says “available”."""
    said = small(text)
    return not any(map(str.isalnum, text.rpartition(":")[2])) or "available" in said or "disponible" in said


_LEADS_ON = Pattern(
    r"(?::|\b(?:available at|available here|disponible à l’adresse))\W*$", re.IGNORECASE, where=_may_lead_on
)
_WORDS_OF_THEIR_OWN = 4
"""From how many words on notes that say the same have said it twice: “See annex.” may come again."""
_STOPS = (".", ",", ";", ":", "?", "!")
_CLOSING = '”’»")]'
_SPACES = " \u00a0\u202f"


def lost_marks(reading: Reading) -> Iterator[Finding]:
    """Marks that point at no note, and typed notes that nothing refers to."""
    for passage in reading.passages if _MARK_AS_TYPED.may_match(reading.text) else ():
        for found in islice(_MARK_AS_TYPED.finditer(passage.words), _MOST):
            message = f"“{found[0]}” is printed as it was typed: there is no note for it here"
            remedy = "write the note, in the same text as its mark; a title or a name takes none"
            yield Finding("U650", passage, found.start(), found.end(), message, remedy)
    typed = [note for note in notes(reading) if note.number]
    marked = [mark for mark in marks(reading) if mark.number]
    yield from islice(_without_note(marked, {note.number for note in typed}), _MOST)
    yield from islice(_without_mark(typed, {mark.number for mark in marked}), _MOST)


def _without_note(marked: Sequence[ReadMark], noted: set[str]) -> Iterator[Finding]:
    """Typed marks without a note. Numbers in brackets are no marks where there is neither a note nor a first one."""
    lost = {mark.number: mark for mark in reversed(marked) if mark.number not in noted}
    if noted:
        for mark in reversed(lost.values()):
            yield _at(mark, f"the mark “[{mark.number}]” points at no note")
    elif "1" in lost:
        others = f", and {len(lost) - 1} more like it" if len(lost) > 1 else ""
        yield _at(lost["1"], f"the mark “[1]” points at no note{others}")


def _at(mark: ReadMark, message: str) -> Finding:
    remedy = "write the note, or take the mark away"
    return Finding("U650", mark.passage, mark.start, mark.end, message, remedy)


def _without_mark(typed: Sequence[ReadNote], marked: set[str]) -> Iterator[Finding]:
    for note in typed:
        if note.number not in marked:
            message = f"nothing refers to the note {shown(f'[{note.number}] {note.words}')}"
            yield _in(note, "U650", message, "put its mark into the text, or take the note away")


def _in(note: ReadNote, code: str, message: str, remedy: str) -> Finding:
    return Finding(code, note.passage, note.start, note.end, message, remedy)


def repeated_notes(reading: Reading) -> Iterator[Finding]:
    """Notes that say in the same words what another says. Those that facts make are left to the layout of notes."""
    met: set[str] = set()
    for note in notes(reading):
        if note.cites:
            continue
        said = " ".join(fold(note.words).split())
        if _IBID.match(said) or len(said.split()) < _WORDS_OF_THEIR_OWN:
            continue
        if said in met:
            message = f"this note is there twice: {shown(note.words)}"
            remedy = "say it once, and refer back to it the second time"
            if not is_file(reading):
                remedy += "; {{ cite(…) }} shortens a fact’s sources by itself"
            yield Finding("U651", note.passage, note.start, note.end, message, remedy, "advice")
        met.add(said)


def ibid_to_nothing(reading: Reading) -> Iterator[Finding]:
    """“Ibid.” that somebody typed, behind no note, or behind one that names no source."""
    before: ReadNote | None = None
    for note in notes(reading):
        if not note.cites and _IBID.match(note.words):
            follows = _follows(before)
            if follows:
                message = f"{shown(note.words)} {follows}"
                remedy = "name the source itself"
                if not is_file(reading):
                    remedy += "; {{ cite(…) }} says “Ibid.” where it is right"
                yield _in(note, "U652", message, remedy)
        before = note


def _follows(before: ReadNote | None) -> str:
    """What is wrong with the note before an “Ibid.”; empty where it names a source, or is an “Ibid.” itself."""
    if before is None:
        return "is the first note, and refers to nothing"
    if _is_empty(before):
        return "refers to a note that says nothing"
    if before.cites or _IBID.match(before.words) or _CITES.search(before.words):
        return ""
    return f"refers to a note that names no source: {shown(before.words)}"


def empty_notes(reading: Reading) -> Iterator[Finding]:
    """Notes that say nothing, or that lead to something which is not there."""
    for note in islice((note for note in notes(reading) if _is_empty(note) or _LEADS_ON.search(note.words)), _MOST):
        said = f"{shown(f'[{note.number}] {note.words}' if note.number else note.words)}"
        if not _is_empty(note):
            message = f"the note {said} ends before what it leads to: a link may have been lost"
        else:
            message = f"the note {said} says nothing" if note.words or note.number else "a note is empty"
        yield _in(note, "U657", message, "write what it was to say, or take it away with its mark")


def _is_empty(note: ReadNote) -> bool:
    """Whether a note says nothing; one that holds the place of a source, “…”, is a matter of what is still to do."""
    if "…" in note.words or any(map(str.isdecimal, note.words)):
        return False
    return _POINTS.issuperset(re.findall(r"\w+", fold(note.words)))


def mixed_places(reading: Reading) -> Iterator[Finding]:
    """Marks of notes that stand before punctuation where others stand behind it; said once, where fewer do."""
    before: list[ReadMark] = []
    behind: list[ReadMark] = []
    for mark in marks(reading):
        words, at = mark.passage.words, mark.start
        if words[:at].rstrip(_CLOSING).endswith(_STOPS):
            behind.append(mark)
        elif words[mark.end :].lstrip(_SPACES).startswith(_STOPS):
            before.append(mark)
    if before and behind:
        fewer, more = (before, behind) if len(before) <= len(behind) else (behind, before)
        message = (
            f"the mark of a note stands {_where(fewer is before)} the punctuation here, "
            f"and {_where(fewer is not before)} it elsewhere: {_around(fewer[0])} and {_around(more[0])}"
        )
        start, end = _bounds(fewer[0])
        written = end if fewer[0].number else fewer[0].start  # a true mark is written otherwise than it is printed
        remedy = "put all of them on one side"
        yield Finding("U656", fewer[0].passage, start, written, message, remedy, "advice")


def _where(before: bool) -> str:
    return "before" if before else "behind"


def _bounds(mark: ReadMark) -> tuple[int, int]:
    """The last word before a mark up to the sign behind it."""
    words = mark.passage.words
    start = words.rfind(" ", 0, max(mark.start - 1, 0)) + 1
    behind = re.match(rf"[{_SPACES}]?[{''.join(_STOPS)}]", words[mark.end :])
    return start, mark.end + (behind.end() if behind else 0)


def _around(mark: ReadMark) -> str:
    start, end = _bounds(mark)
    words = mark.passage.words
    shown = f"[{mark.number or '…'}]"
    return f"“{words[start : mark.start]}{shown}{words[mark.end : end]}”"


WORDS: tuple[WordsCheck, ...] = (
    lost_marks,
    repeated_notes,
    ibid_to_nothing,
    empty_notes,
    mixed_places,
    *links.WORDS,
)
LETTER: tuple[LetterCheck, ...] = ()
