"""Lines of a text that lack the spaces by which YAML would know that they belong to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from undersigned.problems import Problem
from undersigned.source.mending import Fault, at, shifted
from undersigned.source.outline import above, below, header_above, indent, instead, outlined, owner, run_of_text, spaces

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
    if not lines[upper].lstrip().startswith("#"):
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
        message = f"the text of {line.name} needs spaces before it; without them, YAML looks for a field here"
        remedy = f"begin this line with {spaces(width)}{down_to}"
    else:
        message = f"this line has fewer spaces before it than the text of {line.name}, so YAML looks for a field here"
        remedy = f"begin it with {spaces(width)}{instead(now)}, like line {first + 1}{down_to}"
        if line.key:
            remedy += "; if it is a field of its own, check its name and its colon"
    mended = shifted(lines, run, max(width - now, 0))
    problem = Problem("U103", at(file, number, now), message, remedy)
    return Fault(problem, number, mended.pop(number), mended, repaired=True)


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
    run = run_of_text(lines, number, line.holder)
    name = f"{line.name} in line {place + 1}" if line.key else f"line {place + 1}"
    message = f"this line has too few spaces before it to go on with {name}"
    if not all(lines[n].strip() for n in range(upper + 1, run[-1] + 1)):
        header = f"{lines[place][: line.value_column].strip()} |"
        message = f"this line has too few spaces before it to belong to {name}"
        remedy = (
            f"write only  {header}  in line {place + 1}, and all of the text below it, each line beginning with {width}"
        )
    elif len(run) > 1:
        remedy = f"begin it, and each line down to line {run[-1] + 1}, with {width} if they go on with that text"
    else:
        remedy = f"begin it with {width} if it goes on with that text; if not, begin it with a field’s name and a colon"
    problem = Problem("U103", at(file, number, now), message, remedy)
    mended = shifted(lines, run, max(line.holder, 0) + 2 - now)
    return Fault(problem, number, mended.pop(number), mended, repaired=True)
