"""Lines that YAML would join into one paragraph, or leave out, without a word: texts of several lines without `|`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from undersigned.problems import Problem
from undersigned.source.mending import Fault, at
from undersigned.source.outline import above, indent, instead, outlined, spaces
from undersigned.source.vocabulary import LISTS

_BULLET = re.compile(r" *(?:[-*+•●▪◦‣·\uf0b7]|#{1,6}|>)[ \t]")
_NUMBER = re.compile(r" *(?:\d{1,2}[.)]|(?:[a-z]|[ivx]{2,4})\))[ \t]")
_MARK = re.compile(rf"{_BULLET.pattern}|{_NUMBER.pattern}| *-")
_PLUS = re.compile(r" *\+[ \t]+")
_FIRST_NUMBER = re.compile(r" *(?:1[.)]|[ai]\))[ \t]")
_FIRST_OF_MARKS = frozenset("-*+•●▪◦‣·\uf0b7#>0123456789")
_NAME = re.compile(r"[a-z][a-z0-9_-]*")
_SHORT = 60


def joined(lines: Sequence[str], file: str, event: Any, *, in_braces: bool) -> Iterator[Fault]:
    """Faults of a text over several lines that is bare, in quotes or below `>`; `event` is libyaml's."""
    first, last = event.start_mark.line, event.end_mark.line
    if event.style == ">":
        last = min(last, len(lines)) - (event.end_mark.column == 0)
    inside = range(first + 1, last + 1)
    if not event.style and not in_braces and _is_list(lines, event):
        yield from _entries(lines, file, range(first, last + 1))
        return
    if not in_braces and not any(_may_stand_apart(lines[number].lstrip()) for number in inside):
        return
    if not event.style:
        dashes = [number for number in inside if lines[number].lstrip(" ").startswith("- ")]
        if dashes:
            yield from _dashes(lines, file, event, dashes)
            return
        if in_braces:
            yield from _without_commas(lines, file, event, inside)
            return
    if (number := _separate(lines, event, inside)) is not None:
        yield from _joined(lines, file, event, number)


def _may_stand_apart(text: str) -> bool:
    """Whether a line is empty or may begin with a mark: quick, and rather too careful."""
    return not text or text[0] in _FIRST_OF_MARKS or ")" in text[:5]


def _dashes(lines: Sequence[str], file: str, event: Any, dashes: list[int]) -> Iterator[Fault]:
    """Lines with `- ` that go on with the text above them: entries of a list in the wrong column, or prose."""
    start = event.start_mark
    first = outlined(lines[start.line])
    own_line = not lines[start.line][: start.column].strip()
    if first.is_entry and first.key is None:
        dash = first.lead.rfind("-")
        columns = {indent(lines[number]) for number in dashes}
        if len(dashes) > 1 and len(columns) == 1 and first.lead.count("-") == 1:
            (column,) = columns
            message = f"this “- ” has {spaces(dash)} before it, and those below it have {column}"
            remedy = f"begin it with {spaces(column)}{instead(dash)}, like line {dashes[0] + 1}"
            problem = Problem("U103", at(file, start.line, dash), message, remedy)
            others = {number: lines[number] for number in dashes}
            yield Fault(problem, start.line, " " * column + lines[start.line].lstrip(" "), others, repaired=True)
            return
        for number in dashes:
            now = indent(lines[number])
            problem = Problem("U103", at(file, number, now), *deeper_than_the_list(dash, now, start.line))
            yield Fault(problem, number, " " * dash + lines[number].lstrip(" "), repaired=True)
    elif own_line and _is_entry_without_dash(lines, range(start.line, dashes[0]), start.column):
        word = lines[start.line].strip()
        if dashes[0] == start.line + 1 and indent(lines[dashes[0]]) > start.column and _NAME.fullmatch(word):
            message = f"the colon after “{word}” is missing"
            problem = Problem("U103", at(file, start.line, start.column), message, f"write it as  {word}:")
            others = {number: lines[number] for number in dashes}
            yield Fault(problem, start.line, f"{lines[start.line].rstrip()}:", others, repaired=True)
            return
        for number in range(start.line, dashes[0]):
            written = f"- {lines[number].strip()}"
            column = indent(lines[dashes[0]])
            message = f"the “- ” is missing that the entry in line {dashes[0] + 1} has"
            remedy = f"write it as  {written}"
            if column != start.column:
                remedy += f"  with {spaces(column)} before the “-”"
            problem = Problem("U103", at(file, number, start.column), message, remedy)
            yield Fault(problem, number, " " * column + written, repaired=True)
    elif not own_line and first.key in LISTS:
        header = f"{lines[start.line][: start.column].strip()}"
        entry = f"- {lines[start.line][start.column :].strip()}"
        width = spaces(indent(lines[dashes[0]]))
        message = f"“{first.key}” has a text in its own line, and a list below it"
        remedy = f"write only  {header}  in line {start.line + 1}, and  {entry}  in the next, with {width} before it"
        problem = Problem("U119", at(file, start.line, start.column), message, remedy)
        yield Fault(problem, start.line, lines[start.line][: start.column].rstrip(), repaired=True)
    else:
        yield from _joined(lines, file, event, dashes[0])


def deeper_than_the_list(column: int, now: int, first: int) -> tuple[str, str]:
    """The message and the remedy of an entry that stands deeper than the list's other one, in line `first`."""
    message = f"this “- ” begins no entry of the list: it stands deeper than the one in line {first + 1}"
    return message, f"begin it with {spaces(column)}{instead(now)}, like line {first + 1}"


def _is_entry_without_dash(lines: Sequence[str], numbers: range, column: int) -> bool:
    """Whether lines in the column of a list below them look like entries of it rather than like prose before it."""
    texts = [lines[number] for number in numbers]
    return all(text.strip() and indent(text) == column and not text.rstrip().endswith((".", ":")) for text in texts)


def _without_commas(lines: Sequence[str], file: str, event: Any, inside: range) -> Iterator[Fault]:
    """Entries between braces, each on a line of its own, that lack their commas."""
    start = event.start_mark
    texts = [lines[start.line], *(lines[number] for number in inside)]
    if not all(indent(text) == start.column and 0 < len(text.strip()) <= _SHORT for text in texts):
        return  # one entry that goes on, deeper than it began
    for number in range(start.line, inside[-1]):
        end = len(lines[number].rstrip())
        message = "a comma is missing at the end of this line, so it is one text with the next"
        remedy = f"write it as  {lines[number].strip()},"
        problem = Problem("U103", at(file, number, end), message, remedy)
        yield Fault(problem, number, lines[number].rstrip() + ",", repaired=True)


def _separate(lines: Sequence[str], event: Any, inside: range) -> int | None:
    """The first line that was meant to stand apart: of a list, a heading, a quotation, or after an empty line."""
    texts = [number for number in inside if lines[number].strip()]
    folded = event.style == ">"
    if folded:
        ground = min((indent(lines[number]) for number in texts), default=0)
        texts = [number for number in texts if indent(lines[number]) == ground]  # deeper lines keep their ends
        first = texts.pop(0) if texts else 0
    else:
        first = event.start_mark.line
    own_line = folded or not lines[first][: event.start_mark.column].strip()
    numbered = sum(_NUMBER.match(lines[number]) is not None for number in ([first] if own_line else []) + texts)
    for number in texts:
        text, after_text = lines[number], bool(lines[number - 1].strip())
        if folded and after_text and indent(lines[number - 1]) > ground:
            continue
        if not after_text:
            after_one = bool(lines[number - 2].strip()) and not (folded and indent(lines[number - 2]) > ground)
            if after_one and not _BULLET.match(text) and not _NUMBER.match(text):
                return number
        elif _BULLET.match(text) or (_NUMBER.match(text) and (numbered > 1 or _FIRST_NUMBER.match(text))):
            return number
    return None


def _is_list(lines: Sequence[str], event: Any) -> bool:
    """Whether lines of a text stand below a field that holds a list, all in one column and without marks."""
    start, end = event.start_mark, event.end_mark
    texts = [text for text in lines[start.line : end.line + 1] if text.strip()]
    if lines[start.line][: start.column].strip() or any(indent(text) != start.column for text in texts):
        return False
    header = above(lines, start.line)
    return header is not None and outlined(lines[header]).key in LISTS and not any(map(_MARK.match, texts))


def _entries(lines: Sequence[str], file: str, numbers: range) -> Iterator[Fault]:
    """U103 for the entries of a list that all lack their dashes."""
    for number in numbers:
        if lines[number].strip():
            column, written = indent(lines[number]), f"- {lines[number].strip()}"
            message = "the “- ” is missing that begins an entry of a list"
            problem = Problem("U103", at(file, number, column), message, f"write it as  {written}")
            yield Fault(problem, number, " " * column + written, repaired=True)


def _numbers(lines: Sequence[str], file: str, numbers: range) -> Iterator[Fault]:
    """U113 for the entries of a list that begin with numbers or `+`."""
    for number in numbers:
        if (found := _NUMBER.match(lines[number]) or _PLUS.match(lines[number])) is not None:
            column, sign = indent(lines[number]), found[0].strip()
            written = f"- {lines[number][found.end() :].strip()}"
            message = f"“{sign}” begins no entry of a list here: each begins with a plain hyphen"
            problem = Problem("U113", at(file, number, column), message, f"write it as  {written}")
            yield Fault(problem, number, " " * column + written, repaired=True)


def _joined(lines: Sequence[str], file: str, event: Any, number: int) -> Iterator[Fault]:
    start = event.start_mark
    first = outlined(lines[start.line])
    own_line = start.line != number and not lines[start.line][: start.column].strip()
    place = start.line
    while own_line and first.key is None and not first.is_entry and place > 0:
        place -= 1
        first = outlined(lines[place]) if lines[place].strip() else first
    if first.key is None and not first.is_entry:
        return  # a file of nothing but text, which is a problem of its own
    if (
        own_line
        and not event.style
        and first.key in LISTS
        and (_NUMBER.match(lines[start.line]) or _PLUS.match(lines[start.line]))
    ):
        yield from _numbers(lines, file, range(start.line, event.end_mark.line + 1))
        return
    header = f"{lines[place][: first.value_column].strip()} |".strip()
    if event.style == ">":
        remedy = f"write `|` in place of `>` in line {start.line + 1}"
    elif own_line:
        remedy = f"write  {header}  in line {place + 1}"
    else:
        width = spaces(max(first.holder, 0) + 2)
        remedy = f"write only  {header}  in line {place + 1}, and the text below it, each line beginning with {width}"
    if event.style in ("'", '"'):
        remedy += ", without the quotes around it"
    if lines[number - 1].strip():
        message = "this line would be joined to the one above it, as if it were the same paragraph"
    else:
        message = "the empty line above would be lost, and this text joined to the paragraph before it"
    yield Fault(Problem("U119", at(file, number, indent(lines[number])), message, remedy), number)
