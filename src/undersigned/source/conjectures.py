"""What a line was probably meant to be: changes of one line, tried out one by one, until the lines around it read well.

The line that cannot be read is often not the one to be mended: a line above it lacks its colon or its dash, begins in
another column, or was left behind a `#`. Whatever is said has been read first, by the same parser and the same rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from undersigned.problems import Refused
from undersigned.source.composing import Composer
from undersigned.source.mending import Fault, entry_around, filled
from undersigned.source.omissions import (
    bar_left_out,
    colon_left_out,
    commented_out,
    dash_left_out,
    first_dash_left_out,
)
from undersigned.source.outline import above, below, field_above, header_above, indent, outlined
from undersigned.source.positions import among_fields, left_of_its_group, moved, odd_one, with_what_hangs
from undersigned.source.quoting import without_comment
from undersigned.source.unindented import headings_of_text, lost_text

_LONGEST = 400
"""Of how many lines on lines are not read again and again."""

_Lines = Sequence[str]


def likelier(lines: _Lines, file: str, number: int, fault: Fault) -> Fault:
    """What probably lies behind the failure in line `number` (from 0): `fault`, or a slip that explains more."""
    window = _window(lines, number)
    if len(window) > _LONGEST or fault.problem.code not in ("U103", "U111", "U116", "U109"):
        return fault
    best, farthest = fault, number
    for candidate in _candidates(lines, file, number, fault):
        if candidate is fault and _holds_a_stand_in(lines, fault):
            continue
        end = _reads_until(lines, window, candidate, number)
        if end > farthest:
            best, farthest = candidate, end
        if end >= window.stop:
            break
    return best


def behind_repetition(lines: _Lines, file: str, fault: Fault) -> Fault:
    """What probably lies behind a field that comes twice: an entry without its dash, a heading behind a `#`."""
    number = fault.line
    window = _window(lines, number)
    if len(window) > _LONGEST:
        return fault
    for candidate in (
        *dash_left_out(lines, file, number),
        *colon_left_out(lines, file, above(lines, number)),
        *commented_out(lines, file, number),
        *left_of_its_group(lines, file, number),
    ):
        if _reads_until(lines, window, candidate, number) > number:
            if candidate.line != number:
                return candidate
            remedy = f"if it begins an entry of its own, {candidate.problem.remedy}; if not, keep one of the two"
            return replace(candidate, problem=replace(fault.problem, remedy=remedy))
    return fault


def _candidates(lines: _Lines, file: str, number: int, fault: Fault) -> Iterator[Fault]:
    """The likeliest first: of those that explain as much, the first is taken."""
    for place in dict.fromkeys((number, fault.line, above(lines, number))):
        yield from colon_left_out(lines, file, place)
    yield from dash_left_out(lines, file, number)
    upper = field_above(lines, number)
    for place in dict.fromkeys((number, fault.line, number if upper is None else upper)):
        yield from commented_out(lines, file, place)
        if not outlined(lines[place]).is_field and header_above(lines, place) is not None:
            lost = lost_text(lines, file, place)
            yield from () if lost is None else (lost,)
    yield from headings_of_text(lines, file, number)
    yield from first_dash_left_out(lines, file, number)
    yield from bar_left_out(lines, file, number)
    yield from among_fields(lines, file, number)
    yield from odd_one(lines, file, number)
    yield fault
    yield from with_what_hangs(lines, file, fault)
    yield from moved(lines, file, number)


def _holds_a_stand_in(lines: _Lines, fault: Fault) -> bool:
    if fault.mended is None or fault.repaired or fault.repair:
        return fault.mended is None
    return not fault.mended or fault.mended == filled(lines[fault.line], len(fault.mended.rstrip("x")))


def _leaves_its_group(lines: _Lines, candidate: Fault, mended: str) -> bool:
    """Whether a field is moved, and what stands below it is left behind, so that it would be empty."""
    number = candidate.line
    lower = below(lines, number)
    line = outlined(without_comment(mended))
    if lower is None or lower in candidate.others or line.value or line.key is None:
        return False
    return indent(lines[lower]) > indent(lines[number]) and indent(lines[lower]) <= line.column


def _window(lines: _Lines, number: int) -> range:
    """The entries at the margin that the line and those beside it belong to."""
    upper, lower = above(lines, number), below(lines, number)
    first = entry_around(lines, number if upper is None else upper).start
    last = entry_around(lines, number if lower is None else lower).stop
    first = min(first, entry_around(lines, number).start)
    if first:
        first = entry_around(lines, first - 1).start  # a line of it may have come to the margin
    return range(first, max(last, entry_around(lines, number).stop))


def _reads_until(lines: _Lines, window: range, candidate: Fault, number: int) -> int:
    """The first line that has a problem, of those that matter, once a line is changed; the window's end without one."""
    mended = candidate.mended if candidate.repair is None else candidate.repair
    if mended is None or _leaves_its_group(lines, candidate, mended):
        return number
    copy = list(lines[window.start : window.stop])
    for line, text in {candidate.line: mended, **candidate.others}.items():
        if line in window:
            copy[line - window.start] = text
    try:
        composer = Composer(copy, "").run()
    except Refused:
        return number
    places = [problem.span.line - 1 for problem in composer.problems]
    places += [fault.problem.span.line - 1 for fault in composer.faults]
    if composer.failure is not None:
        mark = composer.failure.problem_mark or composer.failure.context_mark
        places.append(mark.line if mark is not None else 0)
    first = min(number, candidate.line) - window.start
    return window.start + min((place for place in places if place >= first), default=len(window))
