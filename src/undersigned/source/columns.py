"""Lines in the wrong column: deeper than those they go with, left of them, or between."""

from __future__ import annotations

from undersigned.problems import did_you_mean
from undersigned.source.failures import Failure
from undersigned.source.joined import deeper_than_the_list
from undersigned.source.mending import Fault, filled
from undersigned.source.outline import header_above, indent, instead, levels, outlined, owner, spaces
from undersigned.source.quoting import without_comment
from undersigned.source.unindented import lost_text
from undersigned.source.vocabulary import FIELDS, LISTS, PROSE

_NAMES_OF_TEXTS = {"target": "name", "contact": "name", "sender": "organisation"}
"""What the text beside these probably is, where they are groups of fields."""


def field_too_deep(failure: Failure, begins: int) -> Fault:
    """A line that looks like a field, and is read as going on with a text that begins in a line above it."""
    text, number = failure.text, failure.line
    line = outlined(text)
    place = owner(failure.lines, begins)
    upper = outlined(failure.lines[place])
    now = indent(text)
    if line.is_entry and upper.is_entry and upper.key is None:
        return _entry_too_deep(failure, place)
    if line.is_entry and upper.key in LISTS and without_comment(upper.value):
        return _text_over_a_list(failure, place)
    if line.is_field and upper.key in _NAMES_OF_TEXTS and without_comment(upper.value):
        return _text_over_fields(failure, place)
    goes_on = f"goes on with {upper.name} in line {place + 1}"
    message = f"this line stands deeper than line {place + 1}, and so {goes_on}"
    header = f"{failure.lines[place][: upper.value_column].strip()} |"
    as_prose = f"write only  {header}  in line {place + 1} and the text below it"
    if line.key is not None and upper.key is not None and (line.key in FIELDS or did_you_mean(line.key, FIELDS)):
        remedy = f"begin it with {spaces(upper.column)}{instead(now)}, so that “{line.key}” stands below {upper.name}"
        remedy += f"; if it belongs to the text, {as_prose}" if upper.key in PROSE else ""
        problem = failure.problem("U103", number, now, message, remedy)
        return Fault(problem, number, " " * upper.column + text.lstrip(" "), repaired=True)
    remedy = f"if it belongs to the text, {as_prose}; if it is a field, begin it with {spaces(max(upper.column, 0))}"
    problem = failure.problem("U103", number, now, message, remedy)
    return Fault(problem, number, filled(text, now))


def _entry_too_deep(failure: Failure, place: int) -> Fault:
    number, now = failure.line, indent(failure.text)
    dash = outlined(failure.lines[place]).lead.rfind("-")
    problem = failure.problem("U103", number, now, *deeper_than_the_list(dash, now, place))
    return Fault(problem, number, " " * dash + failure.text.lstrip(" "), repaired=True)


def _text_over_fields(failure: Failure, place: int) -> Fault:
    """`target: the Government` above further fields of the target."""
    upper = outlined(failure.lines[place])
    field = f"{_NAMES_OF_TEXTS[upper.key or '']}: {without_comment(upper.value)}"
    return _text_over(failure, place, "fields", field, repaired=False)


def _text_over_a_list(failure: Failure, place: int) -> Fault:
    """`demands: release-prisoners` above further entries."""
    upper = outlined(failure.lines[place])
    return _text_over(failure, place, "a list", f"- {without_comment(upper.value)}", repaired=True)


def _text_over(failure: Failure, place: int, below: str, first: str, *, repaired: bool) -> Fault:
    """A text in the line of a field that has more below it; `first` is how it is written as the first of these."""
    upper, width = outlined(failure.lines[place]), indent(failure.text)
    header = failure.lines[place][: upper.value_column].rstrip()
    message = f"“{upper.key}” has a text in its own line, and {below} below it"
    remedy = (
        f"write only  {header.strip()}  in line {place + 1}, and  {first}  in the next, with {spaces(width)} before it"
    )
    return Fault(failure.problem("U103", place, upper.value_column, message, remedy), place, header, repaired=repaired)


def field_beside_entries(failure: Failure) -> Fault:
    """A field in the column of a list's marks: an entry without its dash, or a part of the entry above it."""
    lines, number, column = failure.lines, failure.line, failure.column
    line = outlined(failure.text)
    place = next((n for n in range(number - 1, -1, -1) if lines[n].startswith(" " * column + "- ")), number)
    entry = outlined(lines[place])
    if line.key is None or entry.key is None or line.key == entry.key:
        written = f"- {failure.text.strip()}"
        message = f"this line stands below the “-” of line {place + 1}, and has none itself"
        problem = failure.problem("U103", number, column, message, "begin it with “- ”")
        return Fault(problem, number, repair=" " * column + written)
    message = f"“{line.key}” belongs to the entry in line {place + 1}, but does not stand below “{entry.key}” there"
    remedy = f"begin it with {spaces(entry.column)}{instead(column)}; if it is an entry of its own, with “- ”"
    problem = failure.problem("U103", number, column, message, remedy)
    return Fault(problem, number, " " * entry.column + failure.text.lstrip(" "), repaired=True)


def between_columns(failure: Failure) -> Fault:
    """A line in a column in which nothing above it stands: it belongs to the nearest that is of its sort."""
    number, now = failure.line, failure.column
    text = failure.text
    line = outlined(text)
    found = [level for level in levels(failure.lines, number) if level[0] != now]
    alike = [level for level in found if level[2] == line.is_entry] or found
    header = header_above(failure.lines, number)
    in_text = header is not None and not (line.is_entry and outlined(failure.lines[header]).is_entry)
    may_be_text = (line.key is None and not line.is_entry) or (in_text and not line.is_field)
    if may_be_text and (lost := lost_text(failure.lines, failure.file, number)) is not None:
        return lost
    message = f"this line has {spaces(now)} before it, which is too many or too few"
    if not alike:
        remedy = "begin it in the same column as the lines that it belongs with"
        return Fault(failure.problem("U103", number, now, message, remedy), number)
    strange = {level: (outlined(failure.lines[level[1]]).key in FIELDS) != (line.key in FIELDS) for level in alike}
    column, place, _ = min(alike, key=lambda level: (abs(level[0] - now), strange[level], -level[0]))
    remedy = f"begin it with {spaces(column)}{instead(now)}, {_like(failure, column, place)}"
    others = [level for level in alike if level[0] != column and abs(level[0] - now) == abs(column - now)]
    if not others:
        message = f"this line has {spaces(now)} before it, which is {'too few' if column > now else 'too many'}"
    else:
        second, place, _ = others[0]
        remedy += f", or with {second or 'none'}, {_like(failure, second, place)}"
    problem = failure.problem("U103", number, now, message, remedy)
    return Fault(problem, number, " " * column + text.lstrip(" "), repaired=not others)


def _like(failure: Failure, column: int, place: int) -> str:
    line = outlined(failure.lines[place])
    if line.key and line.column == column and not line.is_entry:
        return f"to go with “{line.key}” in line {place + 1}"
    return f"to go with line {place + 1}"
