"""Letters in Markdown as the checks read them: the blocks of our own reader, and where their words stand."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from undersigned.document import Heading, Note, Origin
from undersigned.markdown import FIELD_OPEN, Place, parse
from undersigned.passages import Linked, Passage, passages
from undersigned.problems import Problem, Span

_LARGEST = 200_000
"""Characters: no letter is longer, and reading takes the longer."""
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?P<fields>(?:(?!---).*\n){0,100})---[ \t]*\n")
_LANGUAGE = re.compile(r"^lang(?:uage)?:[ \t]*[\"']?([A-Za-z]{2,3}(?:-\w+)*)", re.MULTILINE)
_PICTURE = re.compile(r"!\[((?:[^\]\\\n]|\\.){0,500})\]\(")
_EMPTY_LINK = re.compile(r"(?<!!)\[\]\((?P<href>(?:https?:|mailto:|www\.)[^\s()]+)\)")
_EMPTY_HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]*#*[ \t]*$", re.MULTILINE)
_MARK = re.compile(r"[\s>]*(?:(?:[-*+]|\(?\w{1,5}[.)]|\[\^[^\]\s]+\]:)[ \t]+)*")
_WORD = re.compile(r"[^\W_]+")
_FIRST_WORDS = 3
_NEAR = 1_000
"""Characters that may stand between two words of a passage: the address of a link, the marks of a quotation."""

_FAULTS = frozenset({"U603", "U604"})
"""The problems of our reader that are faults of any letter: notes that are not written, or that no mark leads to."""
_NOT_READ = frozenset({"U605", "U606", "U608"})
"""Those for which it leaves words out."""


@dataclass(frozen=True, slots=True)
class MarkdownLetter:
    """What is in a file, and where; `language` is that of its front matter, if it has one."""

    passages: tuple[Passage, ...]
    language: str
    problems: tuple[Problem, ...]
    places: Places


class Places:
    """Where the words of passages stand in a text with marks between and in them: behind what is found of them in
    turn, each word no further than `_NEAR` characters on."""

    def __init__(self, text: str, passages: Sequence[Passage]) -> None:
        self._text = text
        self._begins = [0, *(found.end() for found in re.finditer("\n", text))]
        self._notes = {passage.words: passage for passage in passages if passage.lies_in(Note)}
        self._aligned: dict[int, tuple[Passage, list[tuple[int, int, int]]]] = {}

    def of(self, passage: Passage, at: int) -> Span:
        """The place of a character of a passage; its line where it is not found."""
        passage = self._notes.get(passage.words, passage) if passage.lies_in(Note) else passage
        kept = self._aligned.get(id(passage))
        if kept is None:
            kept = self._aligned[id(passage)] = passage, list(self._align(passage))
        offset = self._offset(passage, at, kept[1]) if passage.words else None
        if offset is None:
            return Span(passage.origin.file, passage.origin.line)
        line = bisect_right(self._begins, offset)
        return Span(passage.origin.file, line, offset - self._begins[line - 1] + 1)

    def _align(self, passage: Passage) -> Iterator[tuple[int, int, int]]:
        """The words of a passage: where each begins in it, where in the text, and where it ends there."""
        done = self._begins[passage.origin.line - 1]
        for word in _WORD.finditer(passage.words):
            found = self._whole(word.group(), done)
            if found >= 0:
                done = found + len(word.group())
                yield word.start(), found, done

    def _whole(self, word: str, start: int) -> int:
        """Where a whole word stands first; -1 where it is not near."""
        text, end = self._text, start + len(word) + _NEAR
        found = text.find(word, start, end)
        while found >= 0 and (
            text[found - 1 : found].isalnum() or text[found + len(word) : found + len(word) + 1].isalnum()
        ):
            found = text.find(word, found + 1, end)
        return found

    def _offset(self, passage: Passage, at: int, aligned: Sequence[tuple[int, int, int]]) -> int | None:
        number = bisect_right(aligned, at, key=lambda word: word[0]) - 1
        within, begin, end = aligned[number] if number >= 0 else (0, 0, self._begins[passage.origin.line - 1])
        if number >= 0 and at < within + end - begin:
            return begin + at - within
        behind = within + end - begin if number >= 0 else 0
        limit = aligned[number + 1][1] if number + 1 < len(aligned) else end + _NEAR
        sign = passage.words[at : at + 1]
        same = passage.words.count(sign, behind, at) if sign else 0
        for offset in range(end, min(limit, len(self._text))):
            if self._text[offset] == sign or (sign == " " and self._text[offset] == "\n"):
                if not same:
                    return offset
                same -= 1
        return end if number >= 0 else None


def read_markdown(lines: Sequence[str], name: str) -> MarkdownLetter | None:
    """A letter in Markdown; None where it is better read as plain text, since it is too long or holds what our reader
    would leave out."""
    text = "\n".join(lines)
    if len(text) > _LARGEST or FIELD_OPEN in text:
        return None
    matter = _FRONT_MATTER.match(text)
    above = matter.group().count("\n") if matter else 0
    body = text[matter.end() :] if matter else text
    parsed = parse(body, Place(name, above + 1, "part", "letter"), parts=True)
    if any(problem.code in _NOT_READ for problem in parsed.problems):
        return None
    language = _LANGUAGE.search(matter["fields"]) if matter else None
    found = [*_unread(body, above, name), *passages(parsed.blocks)]
    in_order = sorted(found, key=lambda passage: passage.origin.line)
    faults = dict.fromkeys(problem for problem in parsed.problems if problem.code in _FAULTS)
    read = tuple(_placed(in_order, lines))
    return MarkdownLetter(read, language[1] if language else "", tuple(faults), Places(text, read))


def _unread(body: str, above: int, name: str) -> Iterator[Passage]:
    """What has no words: pictures, and links and headings without any."""
    for found in _PICTURE.finditer(body):
        yield Passage("", _origin(found, body, above, name), pictures=(found[1].strip(),))
    for found in _EMPTY_LINK.finditer(body):
        yield Passage("", _origin(found, body, above, name), links=(Linked(0, 0, found["href"]),))
    for found in _EMPTY_HEADING.finditer(body):
        yield Passage("", _origin(found, body, above, name), Heading, level=len(found[1]))


def _origin(found: re.Match[str], body: str, above: int, name: str) -> Origin:
    return Origin(name, above + body.count("\n", 0, found.start()) + 1, "part", "letter")


def _placed(found: Sequence[Passage], lines: Sequence[str]) -> Iterator[Passage]:
    """The passages with their own lines, where what is around them, as a list or the mark of a note, begins above."""
    begin: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    for number, line in reversed([*enumerate(lines, 1)]):
        words = _WORD.findall(_MARK.sub("", line, count=1).lower())[:_FIRST_WORDS]
        for length in range(1, len(words) + 1):
            begin[line.startswith("[^"), *words[:length]].append(number)
    for passage in found:
        words = _WORD.findall(passage.words.lower())[:_FIRST_WORDS]
        own = begin.get((passage.lies_in(Note), *words), []) if passage.within else []
        while own and own[-1] < passage.origin.line:
            own.pop()
        yield replace(passage, origin=replace(passage.origin, line=own.pop())) if own else passage
