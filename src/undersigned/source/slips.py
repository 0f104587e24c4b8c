"""Slips by which a line is read as something else: a space that is missing, a text that is not indented."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from undersigned.problems import Problem
from undersigned.source.mending import Fault, at, shifted
from undersigned.source.omissions import bar_left_out
from undersigned.source.outline import above, below, header_above, indent, instead, outlined, spaces
from undersigned.source.quoting import as_shown, without_comment
from undersigned.source.unindented import below_its_field, empty_below_a_bar, lost_text
from undersigned.source.values import suspicion
from undersigned.source.vocabulary import FIELDS

_TIGHT_DASH = re.compile(r"(?P<indent> *)-(?=[^\s-])")
_TIGHT_COLON = re.compile(r"(?P<key>[a-z][a-z0-9_-]*):(?=[^\s:/])")
_ID_WITHOUT_COLON = re.compile(r"(?P<key>use|id|merge) (?=[a-z0-9]+(?:-[a-z0-9]+)*\s*(?:#.*)?$)")
_BRACE_WITHOUT_COLON = re.compile(r" *(?:- +)*(?P<key>[a-z_]+) +(?=[{\[])")
_NUMBERED = re.compile(r"(?P<lead> *)(?P<number>\d{1,2}[.)]) +(?P<key>[a-z_]+):(?:\s|$)")
_BAR_WITHOUT_COLON = re.compile(r"(?P<key>[a-z][a-z0-9_-]*) +(?=[|>]\s*$)")
_FIELD_IN_TEXT = re.compile(r" *(?P<key>[a-z_]+): *[|>]?$")

_LONG = 40
"""From how many characters on a line is rather one of prose."""


def tight_dash(lines: Sequence[str], file: str, number: int) -> Fault | None:
    """U113 for a line such as `-The President`."""
    text = lines[number]
    if (found := _TIGHT_DASH.match(text)) is None:
        return None
    written = f"- {text[found.end() :].strip()}"
    message = "there is no space after this “-”, so it begins no entry of a list"
    problem = Problem("U113", at(file, number, found.end() - 1), message, "put a space after the “-”")
    return Fault(problem, number, found["indent"] + written, repair=found["indent"] + written)


def tight_dashes(lines: Sequence[str], file: str, event: Any) -> Iterator[Fault]:
    """U113 for the lines of a bare text that begins with `-`, where it stands first in its line."""
    start = event.start_mark
    if not lines[start.line][: start.column].strip():
        for number in range(start.line, event.end_mark.line + 1):
            if (fault := tight_dash(lines, file, number)) is not None:
                yield fault


def colon_left_out(lines: Sequence[str], file: str, event: Any, *, in_list: bool) -> Iterator[Fault]:
    """U103 for an entry such as `- use:open-prisons` or `- use open-prisons`, and for a line below a field."""
    start = event.start_mark
    text = lines[start.line]
    own_line = not text[: start.column].strip()
    if (found := _TIGHT_COLON.match(text, start.column)) is not None:
        if (found["key"] in FIELDS and (in_list or own_line)) or (own_line and not in_list):
            problem = Problem("U103", at(file, start.line, found.end() - 1), *no_space_after(found["key"]))
            yield Fault(problem, start.line, repair=f"{text[: found.end()]} {text[found.end() :]}")
    elif (
        own_line and event.end_mark.line > start.line and (found := _BAR_WITHOUT_COLON.match(text, start.column))
    ) or (in_list and (found := _ID_WITHOUT_COLON.match(text, start.column)) is not None):
        message = f"the colon after “{found['key']}” is missing"
        problem = Problem("U103", at(file, start.line, start.column), message, "write it there, and a space after it")
        yield Fault(problem, start.line, repair=f"{text[: found.end('key')]}: {text[found.end() :]}")


def closing_sign(lines: Sequence[str], file: str, event: Any) -> Iterator[Fault]:
    """U117 and U103 for a bare text that ends with a quote, or a list that ends with a bracket, not opened before."""
    value, start, end = event.value, event.start_mark, event.end_mark
    sign = value[-1]
    if _TIGHT_COLON.match(lines[start.line], start.column) or any(
        c in lines[start.line][: start.column] for c in '"[{'
    ):
        return  # it opens in what is taken for the field's name
    place = at(file, end.line, end.column - 1)
    text = lines[start.line]
    if sign == '"':
        if value.count(sign) == 1 and not value[-2:-1].isdigit():
            message = "a quote closes here that is not opened"
            problem = Problem("U117", place, message, f"write one before “{value.split()[0]}”, too, or delete this one")
            yield Fault(problem, start.line)
        return
    if "," in value and value.count("]") > value.count("[") and start.line == end.line:
        message = "the “]” at the end closes nothing: no “[” stands before it"
        problem = Problem("U103", place, message, "write “[” where the list begins, or delete this one")
        yield Fault(problem, start.line, repair=f"{text[: start.column]}[{text[start.column :]}")


def odd_name(lines: Sequence[str], file: str, number: int) -> Iterator[Fault]:
    """U113 for an entry such as `1. use: open-prisons`, U103 for `contact {name: Ann}`."""
    yield from numbered_entry(lines, file, number)
    if (found := _BRACE_WITHOUT_COLON.match(lines[number])) is not None and found["key"] in FIELDS:
        message = f"the colon after “{found['key']}” is missing"
        repair = f"{lines[number][: found.end('key')]}: {lines[number][found.end() :]}"
        problem = Problem("U103", at(file, number, found.start("key")), message, "write it there, and a space after it")
        yield Fault(problem, number, repair=repair)


def numbered_entry(lines: Sequence[str], file: str, number: int) -> Iterator[Fault]:
    """U113 for an entry such as `1. use: open-prisons`."""
    if (found := _NUMBERED.match(lines[number])) is not None and found["key"] in FIELDS:
        following = below(lines, number)
        column = 0 if following is None else indent(lines[following])
        column = column if len(found["lead"]) + 1 < column <= found.start("key") else len(found["lead"]) + 2
        dash = "-".ljust(column - len(found["lead"]))
        mended = f"{found['lead']}{dash}{lines[number][found.start('key') :]}"
        message = f"“{found['number']}” begins no entry of a list here: each begins with a plain hyphen"
        problem = Problem("U113", at(file, number, found.start("number")), message, f"write it as  {as_shown(mended)}")
        yield Fault(problem, number, mended, repaired=True, ends_text=True)


def braces_for_name(lines: Sequence[str], file: str, number: int) -> Iterator[Fault]:
    """U103 for a note such as `[^law]: See …` left of its text, and for several groups in one line."""
    if (seen := suspicion(lines[number])) is not None and seen.code == "U103":
        yield Fault(Problem("U103", at(file, number, seen.column), seen.message, seen.remedy), number)
    elif lines[number].lstrip().startswith("[^") and (fault := lost_text(lines, file, number)) is not None:
        yield replace(fault, ends_text=True)


def line_across(lines: Sequence[str], file: str, number: int) -> Iterator[Fault]:
    """U108 for a line such as `---`, which parts two files for YAML, and two parts of a text for people."""
    sign = lines[number].strip()[:3]
    message = f"`{sign}` begins another file for YAML, which would not be read"
    message = "`...` ends the file for YAML" if sign == "..." else message
    header = header_above(lines, number)
    if header is None or (first := below(lines, header)) is None or first == number:
        yield Fault(Problem("U108", at(file, number, 0), message, "delete this line"), number, "")
        return
    width = spaces(indent(lines[first]))
    remedy = f"begin it with {width}, like line {first + 1}, if it is a line across the text; if not, delete it"
    mended = " " * indent(lines[first]) + lines[number].strip()
    yield Fault(Problem("U108", at(file, number, 0), message, remedy), number, mended, repaired=True, ends_text=True)


def no_space_after(key: str) -> tuple[str, str]:
    """The message and the remedy of a colon without a space after it."""
    return f"there is no space after “{key}:”, so it is not read as a field", "put a space after the colon"


def sentence_for_name(lines: Sequence[str], file: str, number: int) -> Iterator[Fault]:
    """U103 for a line of a text that stands where fields stand, and holds a colon by chance."""
    upper = above(lines, number)
    if upper is None or outlined(lines[number]).is_entry:
        return
    key = outlined(lines[number]).key or ""
    words = key.split()
    if len(words) == 1 and key.lower() in FIELDS:
        return
    if not without_comment(outlined(lines[upper]).value):
        below_it = below_its_field(lines, file, number)
        yield from () if below_it is None else (below_it,)
        return
    if (brace := _BRACE_WITHOUT_COLON.match(lines[number])) is not None and brace["key"] in FIELDS:
        return
    if header_above(lines, number) is not None or len(without_comment(lines[upper]).strip()) > _LONG or len(words) > 2:
        fault = lost_text(lines, file, number)
        if fault is not None:
            yield replace(fault, ends_text=True)


def text_without_bar(lines: Sequence[str], file: str, number: int) -> Iterator[Fault]:
    """U103 for a text below `opening:` in which a colon makes a line look like a field."""
    if not outlined(lines[number]).is_field:
        yield from bar_left_out(lines, file, number)


def text_without_spaces(lines: Sequence[str], file: str, header: int) -> Iterator[Fault]:
    """U103 for a text below a `|` that begins in the column of its field, or left of it."""
    if (fault := empty_below_a_bar(lines, file, header)) is not None:
        yield fault


def fields_in_text(lines: Sequence[str], file: str, event: Any, column: int) -> Iterator[Fault]:
    """U119 for a line of a text below `|` that was meant as the next field, and is indented like the text.

    `column` is that of the field that the text belongs to, from 0.
    """
    start = event.start_mark.line
    last = min(event.end_mark.line, len(lines) - 1)
    candidates = [n for n in range(start + 1, last + 1) if lines[n].endswith((":", "|", ">"))]
    ground = next((indent(lines[n]) for n in range(start + 1, last + 1) if lines[n].strip()), 0) if candidates else 0
    for number in candidates:
        found = _FIELD_IN_TEXT.match(lines[number])
        if found is None or indent(lines[number]) != ground or found["key"] not in FIELDS:
            continue
        following = below(lines, number)
        hangs = following is not None and indent(lines[following]) > ground
        entry = outlined(lines[following]) if hangs and following is not None else None
        in_list = entry is not None and entry.is_entry and entry.key in FIELDS
        if in_list or (hangs and lines[number].rstrip().endswith(("|", ">"))) or "_" in found["key"]:
            name = outlined(lines[start]).name
            message = f"“{found['key']}” is indented like the text of {name}, and would be printed as a part of it"
            remedy = f"begin it with {spaces(max(column, 0))}{instead(ground)}"
            end = next(
                (n for n in range(number + 1, last + 1) if lines[n].strip() and indent(lines[n]) <= ground), last + 1
            )
            moved = shifted(lines, range(number, end), max(column, 0) - ground)
            if len(moved) > 1:
                remedy += f", and move the lines down to line {max(moved) + 1} as far to the left"
            problem = Problem("U119", at(file, number, ground), message, remedy)
            yield Fault(problem, number, moved.pop(number), moved, repaired=True, ends_text=True)
            return
