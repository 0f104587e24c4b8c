"""Data put together from several files, each part of which still knows where it stands.

A campaign as one document sees it is made of `campaign.yaml`, what the document overrides, blocks of the library and
files of prose. `Piece` points at a value of one file; loading builds dictionaries and lists of pieces; `settle` turns
them into plain data for the models, and `Places` answers for any path of that data where a person wrote it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from undersigned.models.base import PROSE_FIELDS, Prose
from undersigned.problems import Span
from undersigned.source import Source, looks_like_unquoted_colon

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A value of a file: text, true, false, null, a list or a mapping."""

    source: Source
    path: Path = ()
    data: Any = None

    @classmethod
    def whole(cls, source: Source) -> Piece:
        return cls(source, (), source.data)

    def at(self, step: str | int) -> Piece:
        return Piece(self.source, (*self.path, step), self.data[step])

    def get(self, key: str) -> Piece | None:
        return self.at(key) if isinstance(self.data, dict) and key in self.data else None

    def entries(self) -> dict[str, Piece]:
        """The values of a mapping; of anything else none."""
        return {key: self.at(key) for key in self.data} if isinstance(self.data, dict) else {}

    def items(self) -> Iterator[Piece]:
        """The items of a list; of anything else none."""
        if isinstance(self.data, list):
            for index in range(len(self.data)):
                yield self.at(index)

    @property
    def span(self) -> Span:
        return self.source.span(self.path)

    @property
    def key_span(self) -> Span:
        """The place of the key that the value stands under."""
        return self.source.key_span(self.path)


@dataclass(frozen=True, slots=True)
class Made:
    """A value that loading wrote out from a short form: what it is now, and the piece that it was made from."""

    piece: Piece
    tree: Any


@dataclass(frozen=True, slots=True)
class Places:
    """Where the values of settled data stand: the file and path of every graft; what lies below one stands below it."""

    origin: Span
    grafts: dict[Path, Piece] = field(default_factory=dict)
    empty: list[Path] = field(default_factory=list)
    """The keys without a value, which the settled data does not have."""

    def _nearest(self, path: Path) -> tuple[Piece, Path] | None:
        for length in range(len(path), -1, -1):
            piece = self.grafts.get(path[:length])
            if piece is not None:
                return piece, path[length:]
        return None

    def span(self, path: Path) -> Span:
        found = self._nearest(path)
        return found[0].source.span((*found[0].path, *found[1])) if found else self.origin

    def key_span(self, path: Path) -> Span:
        found = self._nearest(path)
        return found[0].source.key_span((*found[0].path, *found[1])) if found else self.origin

    def written(self, path: Path) -> Path:
        """The path as it is in the file: `facts.arrests.text` for `facts.0.text`."""
        found = self._nearest(path)
        return (*found[0].path, *found[1]) if found else path

    def unquoted_colon(self, path: Path) -> bool:
        """Whether the mapping there looks like a text with a colon that nobody quoted."""
        found = self._nearest(path)
        return found is not None and looks_like_unquoted_colon(found[0].source, (*found[0].path, *found[1]))


def settle(tree: Any, origin: Span) -> tuple[Any, Places]:
    """Plain data for a model from a tree of pieces, made values, dictionaries, lists and scalars, and the places of its
    parts.

    Prose becomes `Prose`, with its place; a key without a value is left out.
    """
    places = Places(origin)
    return _settle(tree, (), places), places


def _settle(tree: Any, path: Path, places: Places) -> Any:
    if isinstance(tree, Piece):
        places.grafts[path] = tree
        return _inside(tree.source, tree.path, tree.data, path, places.empty)
    if isinstance(tree, Made):
        places.grafts[path] = tree.piece
        return _settle(tree.tree, path, places)
    if isinstance(tree, dict):
        settled = {key: _settle(value, (*path, key), places) for key, value in tree.items()}
        return _stated(settled, path, places.empty)
    if isinstance(tree, list):
        return [_settle(item, (*path, index), places) for index, item in enumerate(tree)]
    return tree


def _inside(source: Source, written: Path, data: Any, path: Path, empty: list[Path]) -> Any:
    if isinstance(data, dict):
        inside = {key: _inside(source, (*written, key), item, (*path, key), empty) for key, item in data.items()}
        return _stated(inside, path, empty)
    if isinstance(data, list):
        items = enumerate(data)
        return [_inside(source, (*written, index), item, (*path, index), empty) for index, item in items]
    if isinstance(data, str) and path and path[-1] in PROSE_FIELDS:
        return Prose(data, source.file, source.first_line(written), source.keeps_lines(written))
    return data


def _stated(data: dict[str, Any], path: Path, empty: list[Path]) -> dict[str, Any]:
    """What has a value; the paths of the rest are added to those that are empty."""
    if None not in data.values():
        return data
    empty.extend((*path, key) for key, value in data.items() if value is None)
    return {key: value for key, value in data.items() if value is not None}
