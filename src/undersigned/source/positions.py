"""Lines that may stand in another column: the line that cannot be read, the one above it, the first of its group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from undersigned.problems import Problem
from undersigned.source.mending import Fault, at, shifted
from undersigned.source.outline import (
    above,
    below,
    field_above,
    field_around,
    indent,
    instead,
    levels,
    outlined,
    spaces,
)
from undersigned.source.quoting import without_comment
from undersigned.source.vocabulary import FIELDS, OF_CAMPAIGNS

_Lines = Sequence[str]
_FARTHEST = 300
_HANGING = 0.6
"""How much less likely it is that the lines below are to be moved, too."""
_MOST = 4
"""How many columns are tried for one line."""


def moved(lines: _Lines, file: str, number: int) -> Iterator[Fault]:
    """Each of these lines in the columns of those around it, the likeliest first."""
    upper, header = field_above(lines, number), field_around(lines, number)
    if header is not None and not _is_below_an_empty_one(lines, header):
        header = None
    moves: list[tuple[float, int, Fault]] = []
    for place in dict.fromkeys((number, upper, _first_of_group(lines, number), header)):
        if place is None or not _may_move(lines, place, number):
            continue
        for column in _columns(lines, place, number):
            cost = abs(column - indent(lines[place])) + (place != number) / 2 + _strange(lines, place, column) / 4
            beside = place in (upper, header) and column == indent(lines[number])
            cost -= beside and _is_the_odd_one(lines, place, column)
            near = place in (number, upper)
            for hanging, fault in enumerate(_at_column(lines, file, place, column, hanging=near)):
                moves.append((cost + hanging * _HANGING, -column, fault))
    for _, _, fault in sorted(moves, key=lambda move: move[:2]):
        yield fault


def _may_move(lines: _Lines, place: int, number: int) -> bool:
    """Whether a line is a field or an entry, and not one of those that are at home at the margin."""
    line = outlined(lines[place])
    if line.key is None and not line.is_entry:
        return False
    return place == number or bool(indent(lines[place])) or line.key not in OF_CAMPAIGNS


def _columns(lines: _Lines, place: int, number: int) -> list[int]:
    """Where a line may begin instead, the nearest first; an entry also so that its field stands below others."""
    line, now = outlined(lines[place]), indent(lines[place])
    found = {column for column, *_ in levels(lines, place)} | _columns_below(lines, place)
    if place != number:
        found |= {indent(lines[number]), outlined(lines[number]).column}
    if line.is_entry:
        found |= {column - line.column + now for column in found}
    nearest = sorted(found - {now}, key=lambda column: (abs(column - now), -column))[:_MOST]
    return [column for column in nearest if column >= 0]


def _strange(lines: _Lines, number: int, column: int) -> bool:
    """Whether a field would stand beside what is none, as an id, or the other way round."""
    like = next((n for n in _upwards(lines, number) if n != number and outlined(lines[n]).column == column), None)
    key = outlined(lines[number]).key
    return like is not None and key is not None and (outlined(lines[like]).key in FIELDS) != (key in FIELDS)


def odd_one(lines: _Lines, file: str, number: int) -> Iterator[Fault]:
    """The field above line `number` in the column of that line and of what stands above it."""
    upper, column = field_above(lines, number), indent(lines[number])
    if upper is None or outlined(lines[upper]).key is None:
        return
    if outlined(lines[upper]).key in OF_CAMPAIGNS and not indent(lines[upper]):
        return
    if indent(lines[upper]) < column and _is_the_odd_one(lines, upper, column):
        yield from _at_column(lines, file, upper, column)


def _is_the_odd_one(lines: _Lines, number: int, column: int) -> bool:
    """Whether lines above a line stand at `column`, as those below it do, or the one above it has nothing below it."""
    return _is_below_an_empty_one(lines, number) or any(level[0] == column for level in levels(lines, number))


def _is_below_an_empty_one(lines: _Lines, number: int) -> bool:
    """Whether the line above a line is a field with nothing in it, and in the same column."""
    upper = field_above(lines, number)
    line = None if upper is None else outlined(without_comment(lines[upper]))
    return line is not None and line.key is not None and not line.value and line.column == indent(lines[number])


def among_fields(lines: _Lines, file: str, number: int) -> Iterator[Fault]:
    """Fields that only campaigns have, in the column of the one before it."""
    found = [n for n in _upwards(lines, number) if outlined(lines[n]).key in OF_CAMPAIGNS][:_MOST]
    for place, before in pairwise(found):
        if indent(lines[place]) != indent(lines[before]) and not outlined(lines[place]).is_entry:
            yield from _at_column(lines, file, place, indent(lines[before]))


def left_of_its_group(lines: _Lines, file: str, number: int) -> Iterator[Fault]:
    """The line above with nothing below it, in the column of line `number`: what belongs to it begins beside it."""
    depth = indent(lines[number])
    for place in _upwards(lines, number):
        line = outlined(without_comment(lines[place]))
        if indent(lines[place]) < depth:
            return
        if indent(lines[place]) == depth and line.key is not None and not line.value and not line.is_entry:
            end = next((n for n in range(place + 1, len(lines)) if lines[n].strip() and indent(lines[n]) < depth), None)
            group = {n: lines[n] for n in range(place + 1, end or len(lines))}
            for column in sorted({c for c, *_ in levels(lines, place) if c < depth}, reverse=True):
                for fault in _at_column(lines, file, place, column):
                    yield replace(fault, others={**group, **fault.others})


def _upwards(lines: _Lines, number: int) -> Iterator[int]:
    place: int | None = number
    while place is not None and place > number - _FARTHEST:
        yield place
        place = above(lines, place)


def with_what_hangs(lines: _Lines, file: str, fault: Fault) -> Iterator[Fault]:
    """The same fault where the lines below, which stand deeper, are moved as far as the line itself."""
    number, now = fault.line, indent(lines[fault.line])
    if fault.mended is None or fault.others or fault.mended.strip() != lines[number].strip():
        return
    end = _end_of_group(lines, number, indent(fault.mended))
    last = max(n for n in range(number, end) if lines[n].strip() and not lines[n].lstrip().startswith("#"))
    hanging = shifted(lines, range(number, last + 1), indent(fault.mended) - now)
    if len(hanging) > 1:
        first, parting, rest = fault.problem.remedy.partition(";")
        side = "left" if indent(fault.mended) < now else "right"
        remedy = f"{first}, and move the lines down to line {max(hanging) + 1} as far to the {side}{parting}{rest}"
        yield replace(fault, problem=replace(fault.problem, remedy=remedy), mended=hanging.pop(number), others=hanging)


def _at_column(lines: _Lines, file: str, number: int, column: int, *, hanging: bool = True) -> Iterator[Fault]:
    now = indent(lines[number])
    like = next((n for n in _around(lines, number) if indent(lines[n]) == column), None)
    message = f"this line has {spaces(now)} before it, which is {'too few' if column > now else 'too many'}"
    remedy = f"begin it with {spaces(column)}{instead(now)}"
    if like is not None:
        remedy += f", like line {like + 1}"
    problem = Problem("U103", at(file, number, now), message, remedy)
    fault = Fault(problem, number, " " * column + lines[number].lstrip(" "), repaired=True)
    yield fault
    if hanging:
        yield from with_what_hangs(lines, file, fault)


def _end_of_group(lines: _Lines, number: int, column: int) -> int:
    """The line after those that stand deeper than a line, down to the next entry of the list at `column`."""
    end = number + 1
    while end < len(lines) and (not lines[end].strip() or indent(lines[end]) > indent(lines[number])):
        if outlined(lines[number]).is_entry and lines[end].startswith(" " * column + "- "):
            break
        end += 1
    return end


def _around(lines: _Lines, number: int) -> Iterator[int]:
    """The lines above, the nearest first, then those below, without comments."""
    upper = above(lines, number)
    while upper is not None and upper > number - _FARTHEST:
        yield upper
        upper = above(lines, upper)
    lower = below(lines, number)
    while lower is not None and lower < number + _FARTHEST:
        if not lines[lower].lstrip().startswith("#"):
            yield lower
        lower = below(lines, lower)


def _columns_below(lines: _Lines, number: int) -> set[int]:
    """The columns of the next line."""
    lower = below(lines, number)
    while lower is not None and lines[lower].lstrip().startswith("#"):
        lower = below(lines, lower)
    return set() if lower is None else {indent(lines[lower]), outlined(lines[lower]).column}


def _first_of_group(lines: _Lines, number: int) -> int | None:
    """The first line below the line that line `number` stands deeper than."""
    depth = indent(lines[number])
    first, upper = None, above(lines, number)
    while upper is not None and indent(lines[upper]) >= depth and upper > number - _FARTHEST:
        first, upper = upper, above(lines, upper)
    return first
