"""Any letter that people have as a file, as the checks read it: plain text, Markdown, Word.

In a Word file the line of a problem is the number of the paragraph among those that are not empty, and the column that
of the character in it; Word shows neither lines nor columns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from undersigned.checks import WORDS
from undersigned.checks.findings import Finding, Reading
from undersigned.checks.form import language, written_in
from undersigned.checks.tongues import presumably
from undersigned.passages import Passage
from undersigned.problems import Problem, Refused, Span

ENDINGS = (".docx", ".md", ".txt")
"""The files that can be read."""
LARGEST = 20_000_000
"""Bytes of a file that is read at all: what the gate for Word files lets in."""
_ZIP = b"PK\x03\x04"

_DOCX = "open it in Word or LibreOffice, save it as .docx, and check that"
_OTHERS = {
    ".doc": ("a Word document of the old kind", _DOCX),
    ".dotx": ("a template of Word", _DOCX),
    ".docm": ("a Word document that may hold macros", _DOCX),
    ".odt": ("a LibreOffice document", _DOCX),
    ".rtf": ("rich text", _DOCX),
    ".pages": ("a document of Pages", "export it as Word (.docx), and check that"),
    ".pdf": ("a PDF", "check the file that it was made from, or copy its words into a file that ends in .txt"),
    ".html": ("a web page", "copy its words into a file that ends in .txt, and check that"),
    ".htm": ("a web page", "copy its words into a file that ends in .txt, and check that"),
    ".eml": ("an e-mail", "save the letter in it as .docx or .txt, and check that"),
    ".msg": ("an e-mail", "save the letter in it as .docx or .txt, and check that"),
}
"""Endings of files that hold words all the same: what they are, and what to do."""


_BEGINNINGS = {b"<!doctype html": ".html", b"<html": ".html", b"{\\rtf": ".rtf", b"%pdf-": ".pdf"}
"""What files of other kinds begin with, whatever their names say."""


def is_letter(ending: str) -> bool:
    """Whether files with this ending hold words, readable here or not."""
    return ending.lower() in (*ENDINGS, *_OTHERS)


@dataclass(frozen=True)
class Letter:
    """A letter in a file: its words, where a character of a passage stands, and what is wrong with the file."""

    reading: Reading
    place: Callable[[Passage, int], Span]
    problems: tuple[Problem, ...] = ()

    def locate(self, finding: Finding) -> Problem:
        """A finding with its place in the file."""
        span = self.place(finding.passage, finding.start)
        return Problem(finding.code, span, finding.message, finding.remedy, finding.severity)


def check_file(content: bytes, name: str, ending: str) -> Iterator[Problem]:
    """What is wrong with a letter and its words; `name` is the file as people are shown it.

    Raises `Refused` where it cannot be read.
    """
    letter = _in_its_own_language(read(content, name, ending))
    yield from letter.problems
    for check in WORDS:
        for finding in check(letter.reading):
            yield letter.locate(finding)


def _in_its_own_language(letter: Letter) -> Letter:
    """A letter that says that it is in another language than it is: said once, and then read in its own."""
    written = written_in(letter.reading)
    if written in ("", letter.reading.speaks):
        return letter
    said = tuple(map(letter.locate, language(letter.reading)))
    declares = letter.reading.declares_language
    reading = Reading(letter.reading.passages, written, declares_language=declares)
    return Letter(reading, letter.place, (*letter.problems, *said))


def read(content: bytes, name: str, ending: str) -> Letter:
    """The letter in the bytes of a file whose name ends in `ending`.

    Raises `Refused`: U832 for a file of another kind, U102 for one without words, U118 for too large a text, and U831
    to U838 for a Word file that is damaged, locked or not to be trusted.
    """
    ending = ending.lower() if ending.lower() == ".docx" else _ending_of(content, ending.lower())
    if ending in _OTHERS:
        what, remedy = _OTHERS[ending]
        raise Refused([Problem("U832", Span(name), f"`check` cannot read this, for it is {what}", remedy)])
    if ending == ".docx" or content.startswith(_ZIP):
        letter = _word(content, name)
    else:
        letter = _text(content, name, markdown=ending == ".md")
    if not any(passage.words for passage in letter.reading.passages):
        remedy = "check that it is the right file; words in pictures cannot be read"
        raise Refused([*letter.problems, Problem("U102", Span(name), "there are no words in the file", remedy)])
    return letter


def _ending_of(content: bytes, ending: str) -> str:
    """The ending that the name of a file should have: a web page is often saved as text."""
    begins = content[:200].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return next((own for beginning, own in _BEGINNINGS.items() if begins.startswith(beginning)), ending)


# --- text -------------------------------------------------------------------------------------------------------------


def _text(content: bytes, name: str, *, markdown: bool) -> Letter:
    from undersigned.checks.plain_letters import decoded, read_lines

    lines = decoded(content, name)
    letter = _markdown(lines, name) if markdown else None
    if letter is not None:
        return letter
    plain = read_lines(lines, name)
    return Letter(_reading(plain.passages), plain.place)


def _reading(read: Sequence[Passage], stated: str = "") -> Reading:
    """What was read of a text file, which cannot say in which language it is unless it has a head of its own."""
    return Reading(tuple(read), stated or _presumed(read))


def _presumed(read: Sequence[Passage]) -> str:
    return presumably("\n".join(passage.words for passage in read))


def _markdown(lines: Sequence[str], name: str) -> Letter | None:
    from undersigned.checks.markdown_letters import read_markdown

    letter = read_markdown(lines, name)
    if letter is None:
        return None
    return Letter(_reading(letter.passages, letter.language), letter.places.of, letter.problems)


# --- Word -------------------------------------------------------------------------------------------------------------


def _word(content: bytes, name: str) -> Letter:
    from undersigned.checks.word_letters import left, passage
    from undersigned.returned.letters import read_letter

    span = Span(name)
    try:
        letter = read_letter(content, span)
    except Refused as refused:
        raise Refused([_as_checked(problem) for problem in refused.problems]) from None
    read = tuple(passage(printed, name) for printed in letter.paragraphs)
    reading = Reading(read, letter.language or _presumed(read), declares_language=bool(letter.language))
    return Letter(reading, lambda of, at: Span(name, of.origin.line, at + 1), tuple(left(letter, span)))


def _as_checked(problem: Problem) -> Problem:
    """A problem of a file that came back, in words for those who only check one."""
    if problem.code == "U832":
        return replace(problem, remedy=_DOCX)
    if problem.code == "U834":
        return replace(problem, remedy="save it without a password, and check that")
    return problem
