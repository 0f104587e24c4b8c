"""What reading gives: the data, and beside it a tree of places of the same shape."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from undersigned.problems import Problem, Refused, Span
from undersigned.source.mending import column_before

Path_ = tuple[str | int, ...]

# A place packs the start of a value into one integer (line and column from 0, then how the value is written), because a
# register has a hundred thousand of them.
_COLUMN_BITS = 24
_STYLE_BITS = 2
STYLE_MASK = (1 << _STYLE_BITS) - 1
_COLUMN_MASK = (1 << _COLUMN_BITS) - 1
INLINE, LITERAL, FOLDED = 0, 1, 2


class Branch:
    """The place of a mapping or list, and those of its values and keys. `braced` says that `{` or `[` is written."""

    __slots__ = ("braced", "children", "keys", "start")

    def __init__(self, start: int, children: dict[str, Place] | list[Place], *, braced: bool) -> None:
        self.start = start
        self.children = children
        self.keys: dict[str, int] = {}
        self.braced = braced


Place = int | Branch


def pack(line: int, column: int, style: int = INLINE) -> int:
    """One integer for a place; line and column count from 0."""
    return (line << _COLUMN_BITS | column) << _STYLE_BITS | style


def line_of(place: int) -> int:
    """The line of a packed place, from 0."""
    return place >> (_COLUMN_BITS + _STYLE_BITS)


def column_of(place: int) -> int:
    """The column of a packed place, in characters from 0."""
    return place >> _STYLE_BITS & _COLUMN_MASK


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was read: `data` is made of dict, list, str, True, False and None only.

    `file` is the name to show, relative to the workspace. Every question about a path is answered from the nearest part
    of it that the file has, and none raises: an error about a missing field points at the mapping that lacks it.
    """

    file: str
    data: Any
    _place: Place = field(repr=False, compare=False)
    _changed: Mapping[int, tuple[str, str]] = field(default_factory=dict, repr=False, compare=False)
    """Lines that were mended before they were read, each with the line as it stands in the file."""

    def span(self, path: Path_) -> Span:
        """Where the value at `path` begins."""
        return self._span(_start(self._nearest(path)))

    def key_span(self, path: Path_) -> Span:
        """Where the key of the mapping entry at `path` begins; for anything but an entry, where the value does."""
        if path:
            parent = self._nearest(path[:-1])
            if isinstance(parent, Branch) and path[-1] in parent.keys:
                return self._span(parent.keys[str(path[-1])])
        return self.span(path)

    def keeps_lines(self, path: Path_) -> bool:
        """Whether the value is text under `|`: its line n, from 0, is line `first_line + n` of the file."""
        return _style(self._nearest(path)) == LITERAL

    def first_line(self, path: Path_) -> int:
        """The line, from 1, on which the text of the value begins: under `|` and `>` the line after that sign."""
        place = self._nearest(path)
        return line_of(_start(place)) + (1 if _style(place) == INLINE else 2)

    def _span(self, place: int) -> Span:
        line, column = line_of(place), column_of(place)
        if line in self._changed:
            column = column_before(*self._changed[line], column)
        return Span(self.file, line + 1, column + 1)

    def _nearest(self, path: Path_) -> Place:
        place = self._place
        for step in path:
            child = _child(place, step)
            if child is None:
                break
            place = child
        return place


class Unsound(Refused):
    """A file with problems; `source` is what it says all the same, where they leave no doubt about the rest of it."""

    def __init__(self, problems: Iterable[Problem], source: Source | None) -> None:
        super().__init__(problems)
        self.source = source


def looks_like_unquoted_colon(source: Source, path: Path_) -> bool:
    """Whether the mapping at `path` was probably meant as text, as in `- CIVICUS: World Alliance`.

    True for one entry on one line without braces, whose key has a space or a capital, as no field of the language has.
    """
    place = source._nearest(path)
    if not isinstance(place, Branch) or place.braced or len(place.keys) != 1 or not isinstance(place.children, dict):
        return False
    ((key, start),) = place.keys.items()
    value = place.children[key]
    on_one_line = isinstance(value, int) and _style(value) == INLINE and line_of(value) == line_of(start)
    return on_one_line and (" " in key or key != key.lower())


def _child(place: Place, step: str | int) -> Place | None:
    if not isinstance(place, Branch):
        return None
    children = place.children
    if isinstance(children, dict):
        return children.get(step) if isinstance(step, str) else None
    return children[step] if isinstance(step, int) and -len(children) <= step < len(children) else None


def _start(place: Place) -> int:
    return place.start if isinstance(place, Branch) else place


def _style(place: Place) -> int:
    return INLINE if isinstance(place, Branch) else place & STYLE_MASK
