"""libyaml's errors in plain words: each is traced to the line that causes it, which is often not the line it names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from yaml.error import MarkedYAMLError

from undersigned.problems import Problem
from undersigned.source.losses import QUOTE_OR_BLOCK, SIGNS, at, bare_sign, open_quote, unfit_escape
from undersigned.source.mending import Fault, filled
from undersigned.source.values import Suspicion, suspicion, value_column

_SHAPE = "each line is “field: value”, or `- ` and an entry; fields of one group begin in the same column"
_NO_SPACE = re.compile(r" *(?:- +)*(?P<key>[^\s:#]+):(?=[^\s:/])")


@dataclass(frozen=True, slots=True)
class Failure:
    """What libyaml said, and where: `line` and `column` of the error and of what it was in the middle of, from 0."""

    lines: Sequence[str]
    file: str
    what: str
    line: int
    column: int
    context: str
    context_line: int
    context_column: int
    last_text: Any  # the event of the last text before the error

    @property
    def text(self) -> str:
        """The line of the error."""
        return self.lines[self.line]

    @property
    def character(self) -> str:
        """The character at the error, or the empty string at the end of a line."""
        return self.text[self.column : self.column + 1]

    @property
    def at_line_start(self) -> bool:
        """Whether only spaces stand before the error."""
        return not self.text[: self.column].strip()


def explain(error: MarkedYAMLError, lines: Sequence[str], file: str, last_text: Any) -> Fault:
    """The fault behind libyaml's error; `last_text` is the last text that it read before."""
    line, column = _place(error.problem_mark, lines)
    context_line, context_column = _place(error.context_mark or error.problem_mark, lines)
    what, context = error.problem or "", error.context or ""
    failure = Failure(lines, file, what, line, column, context, context_line, context_column, last_text)
    for key, function in _EXPLANATIONS:
        if key in what or key in context:
            return function(failure)
    return _anything(failure)


def _place(mark: Any, lines: Sequence[str]) -> tuple[int, int]:
    if mark is None:
        return 0, 0
    if mark.line >= len(lines):
        return len(lines) - 1, len(lines[-1])
    return mark.line, min(mark.column, len(lines[mark.line]))


def _colon(failure: Failure) -> Fault:
    """A colon where none may stand: in the middle of a text, or in a line that is read as going on with a text."""
    last = failure.last_text
    begins = last.start_mark.line if last is not None and last.end_mark.line == failure.line else failure.line
    if begins == failure.line or last.style:
        if seen := suspicion(failure.text):
            return _suspected(failure, failure.line, seen)
        remedy = 'put the text in "…"'
        problem = _problem(failure, "U111", failure.line, failure.column, "the text holds a colon", remedy)
        return Fault(problem, failure.line, filled(failure.text, value_column(failure.text)))
    column = _indent(failure.text)
    if column == last.start_mark.column == _indent(failure.lines[begins]):
        return _no_colon(failure, begins, column)
    message = f"this line looks like a field but goes on with the text of line {begins + 1}"
    remedy = "begin it in the same column as the field above; if it belongs to the text, put all of the text in quotes"
    return Fault(_problem(failure, "U103", failure.line, column, message, remedy), failure.line, None)


def _missing_colon(failure: Failure) -> Fault:
    return _no_colon(failure, failure.context_line, failure.context_column)


def _no_colon(failure: Failure, line: int, column: int) -> Fault:
    text = failure.lines[line]
    if found := _NO_SPACE.match(text):
        message = f"there is no space after “{found['key']}:”"
        return Fault(_problem(failure, "U103", line, found.end() - 1, message, "put one there"), line, "")
    if seen := suspicion(text):
        return _suspected(failure, line, seen)
    message = "this line is neither “field: value” nor an entry of a list"
    remedy = "write the field's name and a colon, or `- `; to go on with the text above, indent it more than its field"
    return Fault(_problem(failure, "U103", line, column, message, remedy), line, "")


def _escape(failure: Failure) -> Fault:
    """A backslash inside double quotes that YAML does not know."""
    column = failure.text.rfind("\\", 0, failure.column + 1)
    escape = re.compile(r"\\(?:[uU][0-9A-Fa-f]+|.?)").match(failure.text, max(column, 0))
    written = escape[0] if escape else "\\"
    mended = failure.text[: max(column, 0)] + "x" + failure.text[max(column, 0) + 1 :]
    if re.fullmatch(r"\\[uU](?:0000)?[dD][89A-Fa-f][0-9A-Fa-f]{2}", written):
        character = chr(int(written[2:], 16))
        return Fault(unfit_escape(written, character, at(failure.file, failure.line, column)), failure.line, mended)
    message = f"`{written}` means nothing inside double quotes"
    remedy = "write the backslash twice, or put the text in '…'"
    return Fault(_problem(failure, "U103", failure.line, max(column, 0), message, remedy), failure.line, mended)


def _quoted(failure: Failure) -> Fault:
    line, column = failure.context_line, failure.context_column
    message = "the quote opened here is never closed"
    remedy = "close it at the end of the text, or delete it"
    return Fault(_problem(failure, "U117", line, column, message, remedy), line, filled(failure.lines[line], column))


def _sign(failure: Failure) -> Fault:
    """A character that no value can begin with."""
    text, line, column = failure.text, failure.line, failure.column
    if failure.character == "\t":
        problem = _problem(failure, "U104", line, column, "a tab stands here", "replace it by spaces")
        return Fault(problem, line, text[:column] + " " + text[column + 1 :])
    if (seen := suspicion(text)) and seen.column <= column:
        return _suspected(failure, line, seen)
    return _bare_sign(failure, line, column)


def _name_of_reference(failure: Failure) -> Fault:
    """`*`, `&` or `!` and then no name: they were meant as text."""
    return _bare_sign(failure, failure.context_line, failure.context_column)


def _bare_sign(failure: Failure, line: int, column: int) -> Fault:
    text = failure.lines[line]
    character = text[column : column + 1]
    if character not in SIGNS:
        return _anything(failure)
    mended = text[:column] + "x" + text[column + 1 :]
    return Fault(_problem(failure, "U116", line, column, bare_sign(character), QUOTE_OR_BLOCK), line, mended)


def _braces(failure: Failure) -> Fault:
    """Inside `{…}` or `[…]`: what ends it, or parts it, is missing."""
    line, column = failure.context_line, failure.context_column
    opening = failure.lines[line][column : column + 1]
    mended = filled(failure.lines[line], column)
    if (seen := suspicion(failure.lines[line])) and seen.code == "U116" and seen.column <= column:
        return _suspected(failure, line, seen)
    if failure.line == line and failure.character == ":":
        message, remedy = f"a text inside `{opening}` holds a colon", 'put the text in "…"'
        return Fault(_problem(failure, "U111", line, failure.column, message, remedy), line, mended)
    if failure.line == line and failure.character:
        message = f"a comma is missing before this inside `{opening}`, or quotes around a text"
        remedy = "part the entries by commas; put a text that holds quotes or brackets in quotes as a whole"
        return Fault(_problem(failure, "U103", line, failure.column, message, remedy), line, mended)
    closing = "}" if opening == "{" else "]"
    message, remedy = f"the `{opening}` opened here is not closed", f"write `{closing}` at its end"
    return Fault(_problem(failure, "U103", line, column, message, remedy), line, mended)


def _colon_in_braces(failure: Failure) -> Fault:
    """`{field:}` and `{field:,`: libyaml wants a space after each colon."""
    message, remedy = "there is no space after this colon", "put one there; if the colon belongs to the text, quote it"
    mended = filled(failure.text, value_column(failure.text))
    return Fault(_problem(failure, "U103", failure.line, failure.column, message, remedy), failure.line, mended)


def _structure(failure: Failure) -> Fault:
    """A group or list ends where more of it was expected: a wrong indentation, or text after a complete value."""
    last = failure.last_text
    if last is not None and last.style in ("'", '"') and last.start_mark.line < last.end_mark.line == failure.line:
        start = last.start_mark
        mended = filled(failure.lines[start.line], start.column)
        return Fault(open_quote(failure.file, start, failure.line), start.line, mended)
    if seen := suspicion(failure.text):
        return _suspected(failure, failure.line, seen)
    if failure.character in ("]", "}"):
        message = f"there is one `{failure.character}` too many"
        problem = _problem(failure, "U103", failure.line, failure.column, message, "delete it")
        return Fault(problem, failure.line, filled(failure.text, value_column(failure.text)))
    if not failure.at_line_start:
        return _anything(failure)
    in_list = "collection" in failure.context
    if in_list and failure.column == failure.context_column:
        message, remedy = "an entry of a list lacks its mark", "begin the line with `- `"
        return Fault(_problem(failure, "U103", failure.line, failure.column, message, remedy), failure.line, None)
    return _cut_by_comment(failure) or _indentation(failure)


def _cut_by_comment(failure: Failure) -> Fault | None:
    """A line of a bare text that begins with `#`: it ends the text, and the line after it hangs in the air."""
    above = max((n for n in range(failure.line) if failure.lines[n].strip()), default=0)
    text = failure.lines[above]
    if not text.lstrip().startswith("#") or _indent(text) < failure.column:
        return None
    column = _indent(text)
    message = "a line that begins with `#` is a comment and ends the text above it"
    problem = _problem(failure, "U109", above, column, message, QUOTE_OR_BLOCK)
    return Fault(problem, above, text[:column] + "x" + text[column + 1 :])


def _indentation(failure: Failure) -> Fault:
    """A line between two indentations: both are offered."""
    outer, outer_line = failure.context_column, failure.context_line
    inner, inner_line = -1, 0
    for number in range(failure.line - 1, outer_line, -1):
        indent = _indent(failure.lines[number])
        if failure.lines[number].strip() and indent > failure.column and (inner < 0 or indent < inner):
            inner, inner_line = indent, number
    choices = [f"{outer or 'no'} space{'' if outer == 1 else 's'} if it goes with line {outer_line + 1}"]
    if inner >= 0:
        choices.append(f"{inner} if it goes with line {inner_line + 1}")
    message = "this line is indented neither like a line above nor under one"
    remedy = f"write before it {', '.join(choices)}"
    return Fault(_problem(failure, "U103", failure.line, failure.column, message, remedy), failure.line, None)


def _block_header(failure: Failure) -> Fault:
    """After `|` or `>`."""
    if seen := suspicion(failure.lines[failure.context_line]):
        return _suspected(failure, failure.context_line, seen)
    message, remedy = "the text under this sign cannot be read", "begin it in the next line, indented with spaces"
    line, column = failure.context_line, failure.context_column
    return Fault(_problem(failure, "U103", line, column, message, remedy), line, None)


def _anything(failure: Failure) -> Fault:
    if seen := suspicion(failure.text):
        return _suspected(failure, failure.line, seen)
    message = "YAML cannot make out what this is"
    return Fault(_problem(failure, "U103", failure.line, failure.column, message, _SHAPE), failure.line, None)


def _suspected(failure: Failure, line: int, seen: Suspicion) -> Fault:
    problem = _problem(failure, seen.code, line, seen.column, seen.message, seen.remedy)
    return Fault(problem, line, filled(failure.lines[line], seen.value_column))


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip(" "))


def _problem(failure: Failure, code: str, line: int, column: int, message: str, remedy: str) -> Problem:
    return Problem(code, at(failure.file, line, column), message, remedy)


# The first key found in libyaml's (or PyYAML's) sentence decides. Both are stable: they are part of the parsers' C and
# Python sources, and what is not recognised is still reported by `_anything`.
_EXPLANATIONS = (
    ("mapping values are not allowed", _colon),
    ("could not find expected ':'", _missing_colon),
    ("escape", _escape),
    ("hexdecimal", _escape),
    ("hexadecimal", _escape),
    ("scanning a quoted scalar", _quoted),
    ("cannot start any token", _sign),
    ("scanning an alias", _name_of_reference),
    ("scanning an anchor", _name_of_reference),
    ("scanning a tag", _name_of_reference),
    ("parsing a tag", _name_of_reference),
    ("undefined tag handle", _name_of_reference),
    ("parsing a flow", _braces),
    ("found unexpected ':'", _colon_in_braces),
    ("parsing a block mapping", _structure),
    ("parsing a block collection", _structure),
    ("scanning a block scalar", _block_header),
)
