"""What YAML would silently take for something else: each function looks at one event and gives Problems."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from undersigned.problems import Problem, Span
from undersigned.source.mending import Fault, at, filled
from undersigned.source.outline import above, goes_on, header_above, indent, instead, outlined, owner, spaces
from undersigned.source.quoting import in_words, without_comment
from undersigned.source.text import unfit_when_escaped
from undersigned.source.tree import INLINE, STYLE_MASK, Branch, column_of, line_of
from undersigned.source.unindented import below_its_field, lost_text

_COMMENT = re.compile(r"(?P<space>[ \t]+)#(?P<after>.?)")
_COLON = re.compile(r"\s*:")
_ESCAPE = re.compile(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)", re.DOTALL)
_LETTER_ESCAPES = {"\\0": "\0", "\\a": "\a", "\\b": "\b", "\\v": "\v", "\\f": "\f", "\\r": "\r", "\\e": "\x1b"}
_LETTER_ESCAPES |= {"\\N": "\x85", "\\L": "\u2028", "\\P": "\u2029"}

QUOTE_OR_BLOCK = 'put the text in "…", or write `|` after the colon and the text, indented, on the next line'
SIGNS = {
    "*": "a reference to another place",
    "&": "a name that is given to a value",
    "!": "the type of a value",
    "[": "the beginning of a list",
    "{": "the beginning of a group of fields",
    "%": "an instruction",
    "@": "a sign of its own",
    "`": "a sign of its own",
    ",": "the end of an entry",
    "]": "the end of a list",
    "}": "the end of a group of fields",
    "?": "the mark of a name",
}

TILDE = 'leave it empty for nothing, or write "~" in quotes for the sign'
COMMENT_OR_TEXT = "if it is a comment, put another space before the #"


def bare_sign(beginning: str) -> str:
    """The message about a text that begins with one of `SIGNS`."""
    written = beginning if beginning in ("{{", "{%", "**") else beginning[0]
    return f"a text that begins with “{written}” needs quotes: YAML takes “{beginning[0]}” for {SIGNS[beginning[0]]}"


def sign(lines: Sequence[str], file: str, line: int, column: int) -> Iterator[Fault]:
    """U116: a text that begins with one of YAML's signs; where it has lines of its own, its field needs a `|`."""
    beginning = lines[line][column : column + 2]
    problem = Problem("U116", at(file, line, column), bare_sign(beginning), QUOTE_OR_BLOCK)
    header = above(lines, line)
    if header is None or lines[line][:column].strip():
        yield Fault(problem, line)
        return
    if header_above(lines, line) is not None and (lost := lost_text(lines, file, line)) is not None:
        yield replace(lost, ends_text=True)
        return
    upper = outlined(lines[header])
    if upper.key is None or without_comment(upper.value):
        yield Fault(problem, line)
        return
    if indent(lines[header]) >= column:
        lost = below_its_field(lines, file, line)
        yield Fault(problem, line) if lost is None else replace(lost, ends_text=True)
        return
    mended = f"{lines[header][: upper.value_column].rstrip()} |"
    message = f"a text that begins with “{beginning}” needs quotes, or a `|` behind its field’s colon"
    problem = replace(problem, message=message, remedy=f"write  {mended.strip()}  in line {header + 1}")
    yield Fault(problem, header, mended, repaired=True, ends_text=True)


def comment(lines: Sequence[str], file: str, end: Any, *, is_key: bool) -> Iterator[Problem]:
    """U109: what follows ` #` after bare text is dropped, so a comment needs to look like one."""
    line, column = end.line, end.column
    text = lines[line]
    if is_key and (colon := _COLON.match(text, column)):
        column = colon.end()
    if (found := _COMMENT.match(text, column)) is None or (found["space"] != " " and found["after"] in ("", " ")):
        return
    dropped = shortened("#" + without_comment(text[found.end("space") + 1 :]).rstrip())
    message = f"a space and # begin a comment, so “{dropped}” would be left out"
    remedy = 'put the text that holds the # in "…"' if found["after"].strip() else COMMENT_OR_TEXT
    yield Problem("U109", at(file, line, found.end("space")), message, remedy)


def dropped_headings(lines: Sequence[str], file: str, event: Any, headings: set[int], column: int) -> Iterator[Fault]:
    """U109: the first line such as `## Trade` around a bare text, which YAML takes for a comment.

    `headings` are such lines of the file, `column` is that of the field, from 0.
    """
    found: list[int] = []
    above = range(event.start_mark.line - 1, -1, -1)
    under = range(event.end_mark.line + 1, len(lines))
    for direction in (above, under):
        for number in direction:
            text = lines[number]
            if text.strip() and (not text.lstrip().startswith("#") or indent(text) <= column):
                break
            if number in headings:
                found.append(number)
    line = outlined(lines[owner(lines, event.start_mark.line)])
    if found and (line.key is not None or line.is_entry) and not line.value.startswith(("|", ">")):
        yield heading(lines, file, min(found), event.start_mark.line)


def heading(lines: Sequence[str], file: str, number: int, first: int) -> Fault:
    """U109 for a line that begins with `#` in a bare text that begins in line `first`."""
    first = owner(lines, first)
    line = outlined(lines[first])
    header = f"{lines[first][: line.value_column].rstrip()} |"
    message = "a line that begins with # is a comment, so this one would be left out of the text"
    remedy = f"write  {header.strip()}  in line {first + 1}"
    if without_comment(line.value):
        width = spaces(max(line.holder, 0) + 2)
        remedy = f"write only  {header.strip()}  in line {first + 1}, and the text below it, each line beginning with "
        remedy += width
    problem = Problem("U109", at(file, number, indent(lines[number])), message, remedy)
    return Fault(problem, first, header, repaired=True)


def shortened(text: str, longest: int = 40) -> str:
    """A text, or its beginning with “…”."""
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def properties(lines: Sequence[str], file: str, event: Any) -> Iterator[Problem]:
    """U106 and U107: an anchor or a tag before a value; people mean a text by it, if any stands behind it."""
    place = at(file, event.start_mark.line, event.start_mark.column)
    written, *text = lines[place.line - 1][place.column - 1 :].split(maxsplit=1)
    needs_quotes = "a text that begins with “{}” needs quotes: YAML takes “{}” for {}"
    if event.anchor is not None:
        message = f"`{written}` names what stands below it for use elsewhere, which is not done here"
        message = needs_quotes.format("&", "&", SIGNS["&"]) if text else message
        yield Problem("U106", place, message, f"if a name is meant, delete `{written}`: names are not used here")
    if event.tag is not None:
        message = needs_quotes.format("!", "!", SIGNS["!"])
        yield Problem("U107", place, message, f"if a type is meant, delete `{written}`: types are not used here")


def no_text_in_braces(lines: Sequence[str], file: str, key: str, key_place: tuple[int, int, int]) -> Iterator[Problem]:
    """U110: in `{name: Roots for Equity, Pakistan}` the comma makes `Pakistan` a field of its own, with nothing in it.

    `key_place` is the key's line, its column, and the column after it.
    """
    line, column, end = key_place
    if _COLON.match(lines[line], end):
        return
    if re.search(r":\S", key):
        message = f"there is no space after the colon in “{key}”"
        remedy = f"put a space after the colon: “{key.replace(':', ': ', 1)}”"
    else:
        message = f"inside {{…}} a comma ends a text, so “{shortened(key)}” is no part of the one before it"
        remedy = 'put the text that holds the comma in "…"'
    yield Problem("U110", at(file, line, column), message, remedy)


def colon_in_entry(lines: Sequence[str], file: str, entry: Branch) -> Iterator[Problem]:
    """U111 for an entry such as `- CIVICUS: World Alliance`: no field has a capital or a space in its name.

    `entry` has one field.
    """
    ((key, place),) = entry.keys.items()
    line, column = line_of(place), column_of(place)
    value = entry.children[key] if isinstance(entry.children, dict) else entry
    if not isinstance(value, int) or value & STYLE_MASK != INLINE or line_of(value) != line:
        return
    if (" " in key or key != key.lower()) and lines[line][column] not in "\"'":
        message = f"the text holds a colon, so YAML takes “{shortened(key)}” for the name of a field"
        yield Problem("U111", at(file, line, column), message, 'put the text in "…"')


def unfit_escapes(lines: Sequence[str], file: str, event: Any) -> Iterator[Problem]:
    """U114: characters that outputs cannot hold, written as escapes inside double quotes."""
    first, last = event.start_mark, event.end_mark
    for number in range(first.line, last.line + 1):
        begin = first.column if number == first.line else 0
        end = last.column if number == last.line else len(lines[number])
        for found in _ESCAPE.finditer(lines[number], begin, end):
            character = _escaped(found[0])
            if unfit_when_escaped(character):
                yield unfit_escape(found[0], character, at(file, number, found.start()))


def unfit_escape(escape: str, character: str, span: Span) -> Problem:
    r"""U114 for an escape such as `\u0007`, or `\L` in what was meant as a Windows path."""
    message = (
        f"`{escape}` in double quotes means U+{ord(character):04X}, which cannot stand in Word files and web pages"
    )
    return Problem("U114", span, message, "delete it; for a real backslash write two, or put the text in '…'")


def _escaped(escape: str) -> str:
    if escape[1] in "xuU" and len(escape) > 2:
        return chr(int(escape[2:], 16))
    return _LETTER_ESCAPES.get(escape, " ")


def swallowed_lines(lines: Sequence[str], file: str, event: Any, column: int) -> Iterator[Fault]:
    """U117: a quoted text that runs on into lines that are not indented under its field: its quote was left open.

    `column` is that of the field, from 0, or -1 at the top.
    """
    for number in range(event.start_mark.line + 1, event.end_mark.line + 1):
        text = lines[number]
        if text.strip() and indent(text) <= column:
            yield open_quote(lines, file, event.start_mark, number)
            return


def open_quote(lines: Sequence[str], file: str, start: Any, line: int) -> Fault:
    """U117 for a quote that opens at `start` and takes in `line` (from 0)."""
    quote = lines[start.line][start.column]
    below_it = outlined(lines[line])
    is_text = below_it.key is None and not below_it.is_entry
    if line == start.line + 1 and is_text and lines[line].rstrip().endswith(quote):
        return _end_of_quoted(lines, file, start.line, line)
    message = f"the quote opened here is still open in line {line + 1}"
    last = goes_on(lines, start.line)
    place = at(file, start.line, start.column)
    mended = filled(lines[start.line], start.column)
    if last is None:
        return Fault(
            Problem("U117", place, message, f"write another {quote} at the end of the text"), start.line, mended
        )
    if line > last:
        problem = Problem("U117", place, message, close_it(lines, quote, last))
    else:
        problem = Problem(
            "U117", place, message, f"{in_words(lines, start.line, start.column)}, without quotes around it"
        )
    return Fault(problem, start.line, mended, repair="")


def _end_of_quoted(lines: Sequence[str], file: str, first: int, number: int) -> Fault:
    """U117 for the second line of a text in quotes that stands too far to the left."""
    now, width = indent(lines[number]), max(outlined(lines[first]).holder, 0) + 2
    message = f"this line has too few spaces before it to go on with the text in quotes of line {first + 1}"
    problem = Problem("U117", at(file, number, now), message, f"begin it with {spaces(width)}{instead(now)}")
    return Fault(problem, number, " " * width + lines[number].lstrip(" "), repaired=True)


def close_it(lines: Sequence[str], quote: str, last: int) -> str:
    """The remedy of a text whose quote is to be closed at the end of line `last`."""
    return f"write another {quote} after “{shortened(lines[last].split()[-1])}” in line {last + 1}, where the text ends"
