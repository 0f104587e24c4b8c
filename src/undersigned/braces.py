"""Where `{{ … }}` and `{% … %}` stand in a text, and where a place of the text is in the file that it came from."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from undersigned.models.base import Prose
from undersigned.problems import Problem, Span

Lines = Callable[[str], Sequence[str]]
"""The lines of a file, by the name that people are shown; none where it cannot be read."""
At = Callable[[int], Span]
"""The place in its file of an offset in a text."""

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_MARK = re.compile(r"[\w-]+|[^\w\s]+|\s+")
_AHEAD = 60
"""How many lines more than its own a text may fill in a file that wraps it in another way."""


@dataclass(frozen=True, slots=True)
class Braces:
    """One `{{`, what is between it and its `}}`, and where; `end` is None where it is not closed before the next."""

    start: int
    end: int | None
    inside: str


def no_lines(_file: str) -> Sequence[str]:
    """The lines of files where there are none to look into."""
    return ()


def braces(text: str) -> Iterator[Braces]:
    """Every `{{` of a text."""
    start = text.find("{{")
    while start >= 0:
        end, following = text.find("}}", start + 2), text.find("{{", start + 2)
        closed = end >= 0 and not 0 <= following < end
        stop = end if closed else following if following >= 0 else len(text)
        yield Braces(start, end + 2 if closed else None, text[start + 2 : stop])
        start = following if not closed else text.find("{{", end + 2)


def offset_of(text: str, line: int, word: str, nth: int = 0, before: str = "") -> int:
    """Where a word stands for the nth time, from 0, inside the tags of a line (from 1); else the line's first tag.

    `before` is what stands in front of it, as a pattern.
    """
    begin = 0
    for _ in range(line - 1):
        begin = text.find("\n", begin) + 1
    end = text.find("\n", begin) if "\n" in text[begin:] else len(text)
    tags = [found.span() for found in _TAG.finditer(text)]
    whole = r"(?!\w)" if word[-1:].isalnum() else ""
    pattern = re.compile(rf"(?<![\w.]){before}({re.escape(word)}){whole}")
    places = [found.start(1) for found in pattern.finditer(text, begin, end)] if word else []
    inside = [place for place in places if any(start < place < stop for start, stop in tags)]
    if inside:
        return inside[min(nth, len(inside) - 1)]
    return next((start for start, _ in tags if begin <= start < end), begin)


def in_text(text: str, file: str) -> At:
    """Places in a text that is a whole file."""
    ends = [found.start() for found in re.finditer("\n", text)]

    def at(offset: int) -> Span:
        line = bisect_right(ends, offset - 1)
        return Span(file, line + 1, offset - (ends[line - 1] if line else -1))

    return at


def in_prose(prose: Prose, lines: Lines) -> At:
    """Places in a text that stands in a file, perhaps indented, quoted or wrapped in another way."""
    return lambda offset: _in_file(prose, lines(prose.file), offset)


def _in_file(prose: Prose, lines: Sequence[str], offset: int) -> Span:
    text = prose.text
    begin = text.rfind("\n", 0, offset) + 1
    above = text.count("\n", 0, offset)
    if prose.keeps_lines:
        number = prose.line + above
        own = text[begin:].split("\n", 1)[0]
        written = lines[number - 1] if number <= len(lines) else ""
        return Span(prose.file, number, offset - begin + 1 + max(0, written.find(own)))
    return _wrapped(prose, lines, offset) or Span(prose.file, prose.line)


def _wrapped(prose: Prose, lines: Sequence[str], offset: int) -> Span | None:
    """The place of the same words in the file, the same time that they stand there; None where they do not."""
    text = prose.text
    mark = _MARK.match(text, offset)
    begun = _MARK.match(text)
    if mark is None or begun is None:
        return None
    written = "\n".join(lines[prose.line - 1 : prose.line + text.count("\n") + _AHEAD])
    place = max(0, written.find(text[:15].split("\n")[0].rstrip()))
    for _ in range(text.count(mark[0], 0, offset) + 1):
        place = written.find(mark[0], place)
        if place < 0:
            return None
        place += len(mark[0])
    found = place - len(mark[0])
    line_start = written.rfind("\n", 0, found) + 1
    return Span(prose.file, prose.line + written.count("\n", 0, found), found - line_start + 1)


Locate = Callable[..., Span]
"""The place of a word in the tags of a line, and of what stands before it, as a pattern; asked for the same again, it
gives the next one."""


def locator(text: str, at: At) -> Locate:
    """What finds the places of words in a text, of the same word on the same line one after the other."""
    asked: Counter[tuple[int, str, str]] = Counter()

    def locate(line: int, word: str, before: str = "") -> Span:
        asked[line, word, before] += 1
        return at(offset_of(text, line, word, asked[line, word, before] - 1, before))

    return locate


def at_mark(problem: Problem, lines: Lines) -> Problem:
    """A problem of a note where its mark stands in the paragraph that was found at fault."""
    mark = re.search(r"\[\^[^\]\s]+\]", problem.message) if problem.code in ("U603", "U604") else None
    for number, line in enumerate(lines(problem.span.file)[problem.span.line - 1 :] if mark else (), problem.span.line):
        if mark and mark[0] in line:
            return replace(problem, span=Span(problem.span.file, number, line.index(mark[0]) + 1))
        if not line.strip():
            break
    return problem
