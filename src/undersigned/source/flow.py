"""Faults inside `{…}` and `[…]`: what parts the entries is missing, or what ends them."""

from __future__ import annotations

import re
from dataclasses import replace

from undersigned.source import braces
from undersigned.source.failures import Failure
from undersigned.source.losses import shortened
from undersigned.source.mending import Fault, filled
from undersigned.source.outline import above, indent, outlined
from undersigned.source.quoting import without_comment
from undersigned.source.values import suspicion
from undersigned.source.vocabulary import FIELDS

_CLOSING = {"{": "}", "[": "]"}
_FARTHEST = 100
_NAME = re.compile(r"\s*[\w-]+\s*")


def in_braces(failure: Failure) -> Fault | None:
    """Inside `{…}` or `[…]`: what ends it, or parts it, is missing."""
    line, column = failure.context_line, failure.context_column
    text = failure.lines[line]
    opening = text[column : column + 1]
    start = outlined(text).value_column
    if (seen := suspicion(text)) and seen.code == "U116" and seen.column <= column:
        return failure.suspected(line, seen)
    if opening not in _CLOSING:
        above_it = _opened_above(failure)
        return in_braces(above_it) if above_it is not None else None
    if (found := re.search(r"[\s\[{,]#", without_comment(text)[column:])) is not None:
        dropped = shortened(text[column + found.end() - 1 :])
        message = f"a # begins a comment here, so “{dropped}” would be left out"
        problem = failure.problem("U109", line, column + found.end() - 1, message, 'put the text in "…"')
        return Fault(problem, line, filled(text, column))
    if failure.line != line:
        return _braces_over_lines(failure, opening)
    mended = filled(text, column)
    known = text[start : start + 1] in ("{", "[")
    repair = (braces.mended(text, start) if known else None) or (None, ())
    if failure.character in ("}", "]"):
        message = f"“{opening}” is closed by “{failure.character}” here"
        remedy = f"write “{_CLOSING[opening]}” in its place"
        problem = failure.problem("U103", line, failure.column, message, remedy)
        return Fault(problem, line, mended, repair=repair[0])
    if not failure.character:
        return _not_closed(failure, opening, line)
    if failure.character == ":" and not _comma_missing(text, failure.column):
        message = f"a text inside “{opening}” holds a colon"
        problem = failure.problem("U111", line, failure.column, message, 'put the text in "…"')
        return Fault(problem, line, mended)
    if failure.character == "{":
        message = f"a text that holds a brace needs quotes inside “{opening}”"
        problem = failure.problem("U116", line, failure.column, message, 'put the whole text in "…"')
        return Fault(problem, line, mended)
    place = failure.column
    if failure.character == ":":
        place = len(text[:place].rstrip()) - len(re.findall(r"[\w-]*$", text[:place].rstrip())[0])
    word = re.match(r"[\w-]+", text[place:])
    before = f"“{word[0]}”" if word else "this"
    message = f"a comma is missing before {before} inside “{opening}”"
    remedy = f"put a comma and a space before {before}"
    return Fault(failure.problem("U103", line, place, message, remedy), line, mended, repair=repair[0])


def _opened_above(failure: Failure) -> Failure | None:
    """The same failure as one of the group or list in braces that a line above opens and does not close."""
    for number in range(failure.context_line - 1, max(-1, failure.context_line - _FARTHEST), -1):
        line = outlined(failure.lines[number])
        if line.value[:1] in _CLOSING:
            return replace(failure, context_line=number, context_column=line.value_column)
        if failure.lines[number].strip() and not failure.lines[number].startswith(" "):
            return None
    return None


def _comma_missing(text: str, colon: int) -> bool:
    """Whether the word before a colon is the name of a field that begins without a comma before it."""
    found = re.search(r"\s(?P<key>[a-z_]+)\s*$", text[:colon])
    return found is not None and found["key"] in FIELDS


def _braces_over_lines(failure: Failure, opening: str) -> Fault:
    """A group or list in braces that goes over several lines: a comma is missing between two of them, or its end."""
    lines, first = failure.lines, failure.context_line
    last = above(lines, failure.line)
    margin = outlined(lines[first]).holder
    if failure.character and indent(failure.text) > margin and last is not None:
        begins_here = not failure.text[: failure.column].strip() or _NAME.fullmatch(failure.text[: failure.column])
        if begins_here and not lines[last].rstrip().endswith((",", "{", "[")):
            end = len(lines[last].rstrip())
            message = f"a comma is missing at the end of this line, inside the “{opening}” of line {first + 1}"
            written = f"{lines[last].strip()},"
            problem = failure.problem("U103", last, end, message, f"write it as  {written}")
            return Fault(problem, last, lines[last].rstrip() + ",", repaired=True)
        if seen := suspicion(failure.text):
            return failure.suspected(failure.line, seen)
        if failure.character == "{":
            message = f"a text that holds a brace needs quotes inside “{opening}”"
            problem = failure.problem("U116", failure.line, failure.column, message, 'put the whole text in "…"')
            return Fault(problem, failure.line, filled(failure.text, outlined(failure.text).value_column))
        message = f"a comma is missing before this inside the “{opening}” of line {first + 1}, or quotes around a text"
        remedy = "part the entries by commas; put a text that holds quotes, braces or a colon in quotes as a whole"
        problem = failure.problem("U103", failure.line, failure.column, message, remedy)
        return Fault(problem, failure.line, filled(failure.text, outlined(failure.text).value_column))
    inside = [n for n in range(first + 1, failure.line + 1) if lines[n].strip() and indent(lines[n]) > margin]
    return _not_closed(failure, opening, inside[-1] if inside else first)


def _not_closed(failure: Failure, opening: str, last: int) -> Fault:
    """`last` is the line after which the closing sign belongs."""
    closing = _CLOSING[opening]
    line, column = failure.context_line, failure.context_column
    text = failure.lines[last].rstrip()
    where = "at the end of the line" if last == line else f"after “{text.split()[-1]}” in line {last + 1}"
    message = f"the “{opening}” opened here is not closed"
    problem = failure.problem("U103", line, column, message, f"write “{closing}” {where}")
    if last != line:
        return Fault(problem, line, failure.lines[line], {last: text + closing}, repaired=True)
    found = braces.mended(text, column)
    return Fault(problem, line, filled(failure.lines[line], column), repair=found[0] if found else None)


def colon_in_braces(failure: Failure) -> Fault:
    """`{field:}` and `{field:,`: libyaml wants a space after each colon."""
    message = "there is no space after this colon"
    remedy = "type a space after it; if the colon belongs to a text, put that text in quotes"
    mended = filled(failure.text, outlined(failure.text).value_column)
    return Fault(failure.problem("U103", failure.line, failure.column, message, remedy), failure.line, mended)
