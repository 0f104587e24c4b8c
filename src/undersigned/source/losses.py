"""What YAML would silently take for something else: each function looks at one event and gives Problems."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from undersigned.problems import Problem, Span
from undersigned.source.text import unfit_when_escaped

_COMMENT = re.compile(r"(?P<space>[ \t]+)#(?P<after>.?)")
_COLON = re.compile(r"\s*:")
_ESCAPE = re.compile(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)", re.DOTALL)
_LETTER_ESCAPES = {"\\0": "\0", "\\a": "\a", "\\b": "\b", "\\v": "\v", "\\f": "\f", "\\r": "\r", "\\e": "\x1b"}
_LETTER_ESCAPES |= {"\\N": "\x85", "\\L": "\u2028", "\\P": "\u2029"}

QUOTE_OR_BLOCK = 'put the text in "…", or write `|` after the colon and the text, indented, on the next line'
SIGNS = {
    "*": "a reference to another place",
    "&": "a name for a value",
    "!": "the type of a value",
    "[": "a list",
    "{": "a group of fields",
    "%": "an instruction",
    "@": "a reserved sign",
    "`": "a reserved sign",
    ",": "the end of an entry",
    "]": "the end of a list",
    "}": "the end of a group of fields",
}

TILDE = 'leave it empty for nothing, or write "~" in quotes for the sign'


def at(file: str, line: int, column: int) -> Span:
    """A span from libyaml's line and column, which count from 0."""
    return Span(file, line + 1, column + 1)


def bare_sign(character: str) -> str:
    """The message about a text that begins with one of `SIGNS`."""
    return f"text cannot begin with a bare “{character}”: YAML takes it for {SIGNS[character]}"


def sign(file: str, line: int, column: int, character: str) -> Iterator[Problem]:
    """U116: a text that begins with one of YAML's signs."""
    yield Problem("U116", at(file, line, column), bare_sign(character), QUOTE_OR_BLOCK)


def comment(lines: Sequence[str], file: str, end: Any, *, is_key: bool) -> Iterator[Problem]:
    """U109: what follows ` #` after bare text is dropped, so a comment needs to look like one."""
    line, column = end.line, end.column
    text = lines[line]
    if is_key and (colon := _COLON.match(text, column)):
        column = colon.end()
    if (found := _COMMENT.match(text, column)) is None or (found["space"] != " " and found["after"] in ("", " ")):
        return
    remedy = 'put the text in "…" if the # belongs to it; before a comment write two spaces, and one after the #'
    yield Problem("U109", at(file, line, found.end("space")), "everything after ` #` would be dropped here", remedy)


def properties(lines: Sequence[str], file: str, event: Any) -> Iterator[Problem]:
    """U106 and U107: an anchor or a tag before a value."""
    place = at(file, event.start_mark.line, event.start_mark.column)
    if event.anchor is not None:
        message = f"`&{event.anchor}` names this value for use elsewhere, which is not done here"
        yield Problem("U106", place, message, "delete it; if the `&` belongs to the text, put the text in quotes")
    if event.tag is not None:
        written = re.match(r"\S*", lines[place.line - 1][place.column - 1 :])
        message = f"`{written[0] if written else '!'}` tells YAML the type of a value, which is not done here"
        yield Problem("U107", place, message, "delete it; if the `!` belongs to the text, put the text in quotes")


def no_text_in_braces(lines: Sequence[str], file: str, key: str, key_place: tuple[int, int, int]) -> Iterator[Problem]:
    """U110: in `{name: Roots for Equity, Pakistan}` the comma makes `Pakistan` a field of its own, with nothing in it.

    `key_place` is the key's line, its column, and the column after it.
    """
    line, column, end = key_place
    if _COLON.match(lines[line], end):
        return
    if re.search(r":\S", key):
        remedy = f"put a space after the colon: “{key.replace(':', ': ', 1)}”"
    else:
        remedy = 'put the text that holds the comma in "…"'
    yield Problem("U110", at(file, line, column), f"inside {{…}} “{key}” is a field with nothing in it", remedy)


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


def swallowed_lines(lines: Sequence[str], file: str, event: Any, column: int) -> Iterator[Problem]:
    """U117: a quoted text that runs on into lines that are not indented under its field: its quote was left open.

    `column` is that of the field, from 0, or -1 at the top.
    """
    for number in range(event.start_mark.line + 1, event.end_mark.line + 1):
        text = lines[number]
        if text.strip() and len(text) - len(text.lstrip(" ")) <= column:
            yield open_quote(file, event.start_mark, number)
            return


def swallowed_entries(lines: Sequence[str], file: str, event: Any) -> Iterator[Problem]:
    """U116: lines that begin with `- ` under a bare text, and go on with it."""
    first = event.start_mark.line
    for number in range(first + 1, event.end_mark.line + 1):
        text = lines[number]
        if text.lstrip(" ").startswith("- "):
            message = f"this “- ” begins no list entry: the line goes on with the text of line {first + 1}"
            remedy = (
                "indent the entry like the others, and leave the line empty after “field:”; or put the text in quotes"
            )
            yield Problem("U116", at(file, number, len(text) - len(text.lstrip(" "))), message, remedy)


def open_quote(file: str, start: Any, line: int) -> Problem:
    """U117 for a quote that opens at `start` and takes in `line` (from 0)."""
    message = f"the quote opened here is still open in line {line + 1}"
    remedy = 'close it at the end of the text; a quote inside the text is written twice in \'…\' and as \\" in "…"'
    return Problem("U117", at(file, start.line, start.column), message, remedy)
