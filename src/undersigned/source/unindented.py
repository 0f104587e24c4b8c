"""Lines of a text that lack the spaces by which YAML would know that they belong to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from undersigned.problems import Problem, did_you_mean
from undersigned.source.mending import Fault, at, shifted
from undersigned.source.outline import (
    above,
    below,
    field_around,
    header_above,
    indent,
    instead,
    outlined,
    owner,
    run_of_text,
    spaces,
)
from undersigned.source.quoting import without_comment
from undersigned.source.vocabulary import FIELDS, LISTS, PROSE

_FIRST_WORD = re.compile(r" *([a-z][a-z0-9_-]*) +\S[^:]*$")
_LONGEST_BESIDE = 60
_BEHIND_A_HASH = re.compile(r"#  +(?P<text>\S.*?)\s*$")
_BRACES_AND_QUOTES = ("{", "[", '"', "'")


def lost_text(lines: Sequence[str], file: str, number: int) -> Fault | None:
    """The fault of a line that probably belongs to the text above it; None where there is no such text."""
    header = header_above(lines, number)
    if header is not None:
        return _below_a_bar(lines, file, number, header)
    return _after_text(lines, file, number)


def empty_below_a_bar(lines: Sequence[str], file: str, header: int) -> Fault | None:
    """The fault of the first line below a `|` or `>` with nothing in it, where that line looks like its text."""
    number = below(lines, header)
    if number is None or indent(lines[number]) > outlined(lines[header]).holder:
        return None
    if (found := _BEHIND_A_HASH.match(lines[number])) is not None and outlined(found["text"]).key not in FIELDS:
        width = spaces(max(outlined(lines[header]).holder, 0) + 2)
        message = (
            f"the text of {outlined(lines[header]).name} is missing: this line is a note only, since it begins with #"
        )
        remedy = (
            f"take the # away, and begin it with {width}; if no text is wanted, put # before line {header + 1}, too"
        )
        return Fault(Problem("U103", at(file, number, indent(lines[number])), message, remedy), number)
    line = outlined(lines[number])
    next_entry = line.is_entry and outlined(lines[header]).is_entry
    if line.is_field or next_entry or lines[number].lstrip().startswith(("#", "---", "...")):
        return None
    return _below_a_bar(lines, file, number, header)


def headings_of_text(lines: Sequence[str], file: str, number: int) -> Iterator[Fault]:
    """A line such as `## Trade` left of its text, which ends the text: line `number` below it cannot be read then."""
    upper = number - 1
    while upper > 0 and not lines[upper].strip():
        upper -= 1
    if not lines[upper].lstrip().startswith("#") or outlined(lines[number]).key in FIELDS:
        return
    depth = indent(lines[number])
    header = next((n for n in range(upper - 1, -1, -1) if lines[n].strip() and indent(lines[n]) < depth), None)
    if header is None or not outlined(lines[header]).opens_text or indent(lines[upper]) >= depth:
        return
    now = indent(lines[upper])
    name = outlined(lines[header]).name
    message = f"this line begins with # left of the text of {name}, and so ends that text"
    remedy = f"begin it with {spaces(depth)}{instead(now)}, like line {number + 1}"
    problem = Problem("U103", at(file, upper, now), message, remedy)
    yield Fault(problem, upper, " " * depth + lines[upper].lstrip(" "), repaired=True)


def _below_a_bar(lines: Sequence[str], file: str, number: int, header: int) -> Fault:
    line = outlined(lines[header])
    first = below(lines, header)
    now = indent(lines[number])
    width = max(line.holder, 0) + 2 if first is None or first >= number else indent(lines[first])
    run = run_of_text(lines, number, line.holder)
    run = range(number, max(n for n in run if n == number or (lines[n].strip() and indent(lines[n]) < width)) + 1)
    down_to = f", and so each of its lines down to line {run[-1] + 1}" if len(run) > 1 else ""
    if first is None or first >= number:
        message = f"the text of {line.name} needs spaces before it; without them, YAML looks for a field’s name here"
        remedy = f"begin this line with {spaces(width)}{down_to}"
    else:
        message = (
            f"this line has fewer spaces before it than the text of {line.name}, so YAML looks for a field’s name here"
        )
        remedy = f"begin it with {spaces(width)}{instead(now)}, like line {first + 1}{down_to}"
        if line.key and outlined(lines[number]).is_field:
            remedy += "; if it is a field of its own, check its name and its colon"
    mended = shifted(lines, run, max(width - now, 0))
    problem = Problem("U103", at(file, number, now), message, remedy)
    return Fault(problem, number, mended.pop(number), mended, repaired=True)


def _of_one_entry(lines: Sequence[str], run: range, place: int) -> range:
    """The lines of a run down to the next entry of the list that has an entry in line `place`."""
    mark = indent(lines[place])
    ends = (n for n in run[1:] if outlined(lines[place]).is_entry and lines[n].startswith(" " * mark + "- "))
    return range(run.start, next(ends, run.stop))


def _after_text(lines: Sequence[str], file: str, number: int) -> Fault | None:
    """A line in or left of the column of the field whose text it probably goes on with."""
    upper = above(lines, number)
    if upper is None:
        return None
    place = owner(lines, upper)
    line = outlined(lines[place])
    if not line.value or line.value.startswith(_BRACES_AND_QUOTES) or indent(lines[number]) > line.holder >= 0:
        return None
    width = spaces(max(line.holder, 0) + 2)
    now = indent(lines[number])
    run = _of_one_entry(lines, run_of_text(lines, number, line.holder), place)
    name = f"{line.name} in line {place + 1}" if line.key else f"line {place + 1}"
    message = f"this line has too few spaces before it to go on with {name}"
    apart = not all(lines[n].strip() for n in range(upper + 1, run[-1] + 1))
    if apart or upper != number - 1:
        if line.key not in PROSE or any(lines[n].strip() for n in range(upper + 1, number)):
            return None  # a comment stands between
        header = f"{lines[place][: line.value_column].strip()} |"
        message = f"this line has too few spaces before it to belong to {name}"
        remedy = (
            f"write only  {header}  in line {place + 1}, and all of the text below it, each line beginning with {width}"
        )
    elif len(run) == 1 and outlined(lines[number]).key is not None:
        header = f"{lines[place][: line.value_column].strip()} |"
        remedy = (
            f"if it goes on with that text, write only  {header}  in line {place + 1}, and all of the text below it, "
        )
        remedy += f"each line beginning with {width}; if not, check its name and its colon"
    elif len(run) > 1:
        remedy = f"begin it, and each line down to line {run[-1] + 1}, with {width} if they go on with that text"
    else:
        remedy = f"begin it with {width} if it goes on with that text, or with # if it is a note to yourself"
        found, around = _FIRST_WORD.match(lines[number]), field_around(lines, number)
        of_any_name = around is not None and outlined(lines[around]).key == "with"
        if found and (of_any_name or found[1] in FIELDS or did_you_mean(found[1], FIELDS)):
            remedy = (
                f"begin it with {width} if it goes on with that text; if “{found[1]}” is a field, put a colon after it"
            )
    problem = Problem("U103", at(file, number, now), message, remedy)
    mended = shifted(lines, run, max(line.holder, 0) + 2 - now)
    return Fault(problem, number, mended.pop(number), mended, repaired=True)


def below_its_field(lines: Sequence[str], file: str, number: int) -> Fault | None:
    """A text below `field:` that stands in the field's own column, or left of it."""
    upper = above(lines, number)
    line = outlined(lines[upper]) if upper is not None else None
    if upper is None or line is None or line.key is None or without_comment(line.value):
        return None
    if indent(lines[number]) > line.column or (upper != number - 1 and line.key not in PROSE):
        return None
    run = run_of_text(lines, number, line.column)
    start, text = lines[upper][: line.value_column].strip(), lines[number].strip()
    width = spaces(line.column + 2)
    message = f"this line has too few spaces before it to belong to “{line.key}” in line {upper + 1}"
    mark = "- " if line.key in LISTS else ""
    if mark and len(run) == 1:
        remedy = f"write it as  - {text}  with {width} before the “-”"
    elif mark:
        remedy = f"begin it, and each line down to line {run[-1] + 1}, with {width} and “- ”"
    elif len(run) > 1:
        remedy = f"write  {start} |  in line {upper + 1}, and begin each line of the text with {width}"
    elif ": " in text and '"' not in text:
        remedy = f'write both in one line, as  {start} "{text}"'
    elif ":" in text or len(text) > _LONGEST_BESIDE:
        remedy = f"begin it with {width}"
    else:
        remedy = f"write both in one line, as  {start} {text}"
    mended = {n: " " * (line.column + 2) + mark + lines[n].strip() if lines[n].strip() else "" for n in run}
    if not mark:
        mended = shifted(lines, run, line.column + 2 - indent(lines[number]))
        if '"' in remedy:
            mended[number] = f'{" " * (line.column + 2)}"{text}"'
        if len(run) > 1:
            mended[upper] = f"{lines[upper][: line.value_column].rstrip()} |"
    problem = Problem("U103", at(file, number, indent(lines[number])), message, remedy)
    return Fault(problem, number, mended.pop(number), mended, repaired=True)
