"""libyaml's errors in plain words: each is traced to the line that causes it, which is often not the line it names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from yaml.error import MarkedYAMLError

from undersigned.source import braces
from undersigned.source.columns import between_columns, field_beside_entries, field_too_deep
from undersigned.source.failures import Failure
from undersigned.source.flow import colon_in_braces, in_braces
from undersigned.source.losses import (
    QUOTE_OR_BLOCK,
    SIGNS,
    bare_sign,
    close_it,
    heading,
    open_quote,
    unfit_escape,
)
from undersigned.source.mending import Fault, at, filled
from undersigned.source.outline import above, goes_on, indent, outlined
from undersigned.source.shapes import loose_line, starred
from undersigned.source.slips import numbered_entry, tight_dash
from undersigned.source.values import suspicion

_SHAPE = "each line is “field: text”, or “- ” and an entry; fields of one group begin in the same column"


def explain(error: MarkedYAMLError, lines: Sequence[str], file: str, last_text: Any) -> Fault:
    """The fault behind libyaml's error; `last_text` is the last text that it read before."""
    line, column = _place(error.problem_mark, lines)
    context_line, context_column = _place(error.context_mark or error.problem_mark, lines)
    what, context = error.problem or "", error.context or ""
    failure = Failure(lines, file, what, line, column, context, context_line, context_column, last_text)
    if (fault := tight_dash(lines, file, line)) is not None:
        return fault
    for fault in numbered_entry(lines, file, line):
        return fault
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
            return failure.suspected(failure.line, seen)
        problem = failure.problem("U111", failure.line, failure.column, "the text holds a colon", 'put it in "…"')
        return Fault(problem, failure.line, filled(failure.text, outlined(failure.text).value_column))
    if indent(failure.text) == last.start_mark.column == indent(failure.lines[begins]):
        return loose_line(failure, begins)
    return field_too_deep(failure, begins)


def _missing_colon(failure: Failure) -> Fault:
    return loose_line(failure, failure.context_line)


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
    remedy = "write each backslash twice, or put the text in '…'"
    return Fault(failure.problem("U103", failure.line, max(column, 0), message, remedy), failure.line, mended)


def _quoted(failure: Failure) -> Fault:
    line, column = failure.context_line, failure.context_column
    text = failure.lines[line]
    quote = text[column : column + 1]
    message = "the quote opened here is never closed"
    remedy = f"write another {quote} where the text ends, or delete this one"
    last = goes_on(failure.lines, line)
    if last is not None and quote not in text[column + 1 :] and quote not in failure.lines[last]:
        problem = failure.problem("U117", line, column, message, close_it(failure.lines, quote, last))
        return Fault(problem, line, text, {last: failure.lines[last].rstrip() + quote}, repaired=True)
    problem = failure.problem("U117", line, column, message, remedy)
    return Fault(problem, line, filled(text, column))


def _sign(failure: Failure) -> Fault:
    """A character that no value can begin with."""
    text, line, column = failure.text, failure.line, failure.column
    if failure.character == "\t":
        message = "a tab stands here; YAML knows spaces only"
        problem = failure.problem("U104", line, column, message, "delete it, and type spaces in its place")
        mended = text[:column] + " " + text[column + 1 :].lstrip()
        return Fault(problem, line, mended, repair=mended)
    if fault := starred(failure, line):
        return fault
    if (seen := suspicion(text)) and seen.column <= column:
        return failure.suspected(line, seen)
    return _bare_sign(failure, line, column)


def _name_of_reference(failure: Failure) -> Fault:
    """`*`, `&` or `!` and then no name: they were meant as text."""
    line = failure.context_line
    if fault := starred(failure, line):
        return fault
    if (seen := suspicion(failure.lines[line])) and seen.code == "U113":
        return failure.suspected(line, seen)
    return _bare_sign(failure, failure.context_line, failure.context_column)


def _bare_sign(failure: Failure, line: int, column: int) -> Fault:
    text = failure.lines[line]
    character = text[column : column + 1]
    if character not in SIGNS:
        return _anything(failure)
    mended = text[:column] + "x" + text[column + 1 :]
    return Fault(
        failure.problem("U116", line, column, bare_sign(text[column : column + 2]), QUOTE_OR_BLOCK), line, mended
    )


def _braces(failure: Failure) -> Fault:
    return in_braces(failure) or _anything(failure)


def _structure(failure: Failure) -> Fault:
    """A group or list ends where more of it was expected: a wrong indentation, or text after a complete value."""
    last = failure.last_text
    if last is not None and last.style in ("'", '"') and last.start_mark.line < last.end_mark.line == failure.line:
        return open_quote(failure.lines, failure.file, last.start_mark, failure.line)
    if seen := suspicion(failure.text):
        return failure.suspected(failure.line, seen)
    if failure.character in ("]", "}"):
        message = f"there is one “{failure.character}” too many"
        problem = failure.problem("U103", failure.line, failure.column, message, "delete it")
        column = outlined(failure.text).value_column
        repair = braces.mended(failure.text, column) if failure.text[column : column + 1] in ("{", "[") else None
        return Fault(problem, failure.line, filled(failure.text, column), repair=repair[0] if repair else None)
    if not failure.at_line_start:
        return _anything(failure)
    if "collection" in failure.context and failure.column == failure.context_column:
        return field_beside_entries(failure)
    return _cut_by_comment(failure) or between_columns(failure)


def _cut_by_comment(failure: Failure) -> Fault | None:
    """A line of a bare text that begins with `#`: it ends the text, and the line after it hangs in the air."""
    upper = max((n for n in range(failure.line) if failure.lines[n].strip()), default=0)
    text = failure.lines[upper]
    if not text.lstrip().startswith("#") or indent(text) < failure.column:
        return None
    return heading(failure.lines, failure.file, upper, above(failure.lines, upper) or 0)


def _block_header(failure: Failure) -> Fault:
    """After `|` or `>`."""
    if seen := suspicion(failure.lines[failure.context_line]):
        return failure.suspected(failure.context_line, seen)
    if not failure.lines[failure.context_line][: failure.context_column].strip():
        return loose_line(failure, failure.context_line)
    message = "the text below this sign cannot be read"
    remedy = "write nothing but the sign in this line, and begin the text in the next, with spaces before it"
    line, column = failure.context_line, failure.context_column
    return Fault(failure.problem("U103", line, column, message, remedy), line)


def _anything(failure: Failure) -> Fault:
    if fault := starred(failure, failure.line):
        return fault
    if seen := suspicion(failure.text):
        return failure.suspected(failure.line, seen)
    line = outlined(failure.text)
    if line.value[:1] in ("[", "{") and line.value_column < failure.column:
        problem = failure.problem("U116", failure.line, line.value_column, bare_sign(line.value[:2]), QUOTE_OR_BLOCK)
        return Fault(problem, failure.line, filled(failure.text, line.value_column))
    message = "YAML cannot make out what this is"
    return Fault(failure.problem("U103", failure.line, failure.column, message, _SHAPE), failure.line)


def _after_the_whole(failure: Failure) -> Fault:
    """More comes after what YAML takes for the whole file: a text in quotes, where a field was meant."""
    last = failure.last_text
    begins = None if last is None else last.start_mark
    if begins is None or begins.line >= failure.line or failure.lines[begins.line][: begins.column].strip():
        return _anything(failure)
    return loose_line(failure, begins.line)


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
    ("found unexpected ':'", colon_in_braces),
    ("parsing a block mapping", _structure),
    ("parsing a block collection", _structure),
    ("scanning a block scalar", _block_header),
    ("<document start>", _after_the_whole),
)
