"""What people leave out, so that a line further down cannot be read: a colon, a dash, a `|`, or a line behind `#`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from undersigned.problems import Problem
from undersigned.source.mending import Fault, at
from undersigned.source.outline import above, below, field_around, header_above, indent, outlined, spaces
from undersigned.source.quoting import as_shown, without_comment
from undersigned.source.vocabulary import FIELDS, LISTS, PROSE, is_surely_a_field

_WORD = re.compile(r"(?P<lead> *(?:- +)*)(?P<word>[a-z_][a-z0-9_-]*)(?P<colon>:?)(?P<rest>.*)$")
_SIGNS_OF_TEXTS = ("", "|", ">")
_OPENING = ("[", "{", '"')
_OTHER_SIGNS = ("=", ":", ";", "-", "–", "—")
_WITH_ANY_NAMES = ("with", "documents")
"""Below these stand names that are not those of fields."""
_FIRST_OF_ENTRIES = ("use", "id", "merge")
_FARTHEST = 12
"""How many lines up a comment is looked for."""

_Lines = Sequence[str]


def colon_left_out(lines: _Lines, file: str, number: int | None) -> Iterator[Fault]:
    """`order alphabetical` or `order:alphabetical` in line `number`, where the line below shows that it is a field."""
    found = None if number is None else _WORD.match(lines[number])
    if number is None or found is None:
        return
    word, rest = found["word"], found["rest"]
    bare = without_comment(rest).strip()
    heads = bare in _SIGNS_OF_TEXTS and _stands_over_others(lines, number, word)
    known = bare[:1] in _OPENING or _has_any_name(lines, number)
    if found["colon"]:
        message, column = f"there is no space after “{word}:”, so it is not read as a field", found.end("colon") - 1
        if not bare or rest.startswith((" ", "//")) or not (known or word in FIELDS):
            return
    else:
        message, column = f"the colon after “{word}” is missing", len(found["lead"])
        sure = known or _is_surely_one_here(lines, number, word)
        if (rest and not rest.startswith(" ")) or not (heads or (sure and bare[:1] not in _OTHER_SIGNS)):
            return
    rest = " |" if heads and not rest and word in PROSE else rest
    mended = f"{found['lead']}{word}:{rest if rest.startswith(' ') or not rest else ' ' + rest}"
    remedy = f"write it as  {as_shown(mended)}"
    if bare and not heads and _may_go_on(lines, number):
        remedy += f"; if it goes on with the line above, begin it with {spaces(indent(lines[number]) + 2)}"
    yield Fault(Problem("U103", at(file, number, column), message, remedy), number, mended, repaired=True)


def _stands_over_others(lines: _Lines, number: int, word: str) -> bool:
    """Whether the line below stands deeper, and not as a part of a text that goes on around a line."""
    upper, lower = above(lines, number), below(lines, number)
    if lower is None or indent(lines[lower]) <= outlined(lines[number]).column:
        return False
    return word in FIELDS or upper != number - 1 or indent(lines[upper]) != indent(lines[lower])


def _has_any_name(lines: _Lines, number: int) -> bool:
    """Whether a line stands where names stand that are not those of fields, and does not go on with the line above."""
    header = field_around(lines, number)
    return header is not None and outlined(lines[header]).key in _WITH_ANY_NAMES and not _may_go_on(lines, number)


def _is_surely_one_here(lines: _Lines, number: int, word: str) -> bool:
    """Whether a word that begins a line is the name of a field: by itself, or because a field stands below it."""
    lower = below(lines, number)
    line = None if lower is None else outlined(lines[lower])
    beside = line is not None and line.column == outlined(lines[number]).column and line.key in FIELDS
    return is_surely_a_field(word) or (word in FIELDS and (beside or header_above(lines, number) is None))


def _may_go_on(lines: _Lines, number: int) -> bool:
    """Whether the line above ends with a text that a line may go on with."""
    upper = outlined(lines[number - 1]) if number else outlined("")
    text = without_comment(upper.value)
    return upper.column == indent(lines[number]) and bool(text) and text[-1] not in ".|>}]\"'"


def commented_out(lines: _Lines, file: str, number: int) -> Iterator[Fault]:
    """A line behind `#`, above line `number`, that what stands in that line belongs to."""
    depth = indent(lines[number])
    name = outlined(lines[number]).key
    this = f"“{name}”" if name else "this line"
    parted = False
    for upper in range(number - 1, max(-1, number - _FARTHEST), -1):
        text = lines[upper].lstrip()
        if text and not text.startswith("#"):
            return
        parted = parted or not text
        for taken in ("# ", "#"):
            for left in ("", " "):
                mended = lines[upper].replace(taken, left, 1)
                line = outlined(mended)
                heads = line.is_field and without_comment(line.value) in _SIGNS_OF_TEXTS and indent(mended) < depth
                begins = line.is_entry and line.is_field and line.column == depth
                if not (heads or begins) or (parted and not line.opens_text):
                    continue
                message = f"{this} belongs to line {upper + 1}, which is a note only, since it begins with #"
                remedy = f"write line {upper + 1} as  {as_shown(mended)}  with {spaces(indent(mended))} before it"
                remedy += "; or, if neither is wanted, put # before this line, too"
                problem = Problem("U103", at(file, number, depth), message, remedy)
                yield Fault(problem, upper, mended, repaired=heads)


def first_dash_left_out(lines: _Lines, file: str, number: int) -> Iterator[Fault]:
    """The first entry of a list without its dash, as the line with `use` below `demands`."""
    header = field_around(lines, number)
    while header is not None:
        first = _first_below(lines, header)
        upper = outlined(lines[header])
        if first is not None and upper.key in LISTS and not without_comment(upper.value):
            line = outlined(lines[first])
            if line.is_field and not line.is_entry:
                yield from _with_dash(lines, file, first)
        header = field_around(lines, header)


def dash_left_out(lines: _Lines, file: str, number: int) -> Iterator[Fault]:
    """An entry without its dash, told by a field that its list's entries begin with, at or above line `number`."""
    for start in (number, above(lines, number)):
        if start is None:
            continue
        depth = indent(lines[start])
        fields: list[int] = []
        place: int | None = start
        while place is not None and indent(lines[place]) >= depth:
            if indent(lines[place]) == depth:
                if outlined(lines[place]).is_entry:
                    break
                fields.append(place)
            place = above(lines, place)
        if place is None or not outlined(lines[place]).is_entry:
            continue
        if depth not in (outlined(lines[place]).column, indent(lines[place])):
            continue
        firsts: set[str | None] = {*_FIRST_OF_ENTRIES}
        if depth != indent(lines[place]):
            firsts |= {outlined(lines[place]).key, *_first_fields(lines, place)}
        for field in fields:
            if outlined(lines[field]).is_field and outlined(lines[field]).key in firsts:
                yield from _with_dash(lines, file, field)


def bar_left_out(lines: _Lines, file: str, number: int) -> Iterator[Fault]:
    """`body:` above a text of its own lines, which needs a `|`."""
    header = field_around(lines, number)
    if header is None:
        return
    line = outlined(lines[header])
    first = _first_below(lines, header)
    if line.key is None or without_comment(line.value) or first is None:
        return
    below_it = outlined(lines[first])
    if line.key not in PROSE and (line.key in FIELDS or below_it.is_field or below_it.is_entry):
        return
    mended = f"{lines[header][: line.value_column].rstrip()} |"
    message = f"“{line.key}” has a text below it, and no `|` behind its colon"
    problem = Problem("U103", at(file, header, len(mended) - 2), message, f"write it as  {mended.strip()}")
    yield Fault(problem, header, mended, _with_it(lines, header, line.column), repaired=True)


def _with_dash(lines: _Lines, file: str, number: int) -> Iterator[Fault]:
    """The line with `- ` in its column, and with `- ` before its column."""
    text = lines[number].lstrip(" ")
    depth = indent(lines[number])
    message = "the “- ” is missing that begins an entry of a list"
    for column in (depth, depth - 2):
        if column >= 0:
            mended = f"{' ' * column}- {text}"
            remedy = f"write it as  {as_shown(mended)}"
            if column != depth:
                remedy += f"  with {spaces(column)} before the “-”"
            problem = Problem("U103", at(file, number, depth), message, remedy)
            yield Fault(problem, number, mended, _with_it(lines, number, column), repaired=True)


def _with_it(lines: _Lines, number: int, column: int) -> dict[int, str]:
    """The lines below that belong to an entry whose dash stands at `column`, as they are."""
    end = number + 1
    while end < len(lines) and (not lines[end].strip() or indent(lines[end]) > column):
        end += 1
    return {n: lines[n] for n in range(number + 1, end)}


def _first_fields(lines: _Lines, place: int) -> Iterator[str | None]:
    """The fields with which the other entries begin of the list that has an entry in line `place`."""
    column = indent(lines[place])
    for step in (-1, 1):
        number = place + step
        while 0 <= number < len(lines) and (not lines[number].strip() or indent(lines[number]) >= column):
            if lines[number].startswith(" " * column + "- "):
                yield outlined(lines[number]).key
            number += step


def _first_below(lines: _Lines, header: int) -> int | None:
    """The first line below that is neither empty nor a comment, unless it stands no deeper."""
    number = below(lines, header)
    while number is not None and lines[number].lstrip().startswith("#") and outlined(lines[header]).key not in PROSE:
        number = below(lines, number)
    return number if number is not None and indent(lines[number]) > indent(lines[header]) else None
