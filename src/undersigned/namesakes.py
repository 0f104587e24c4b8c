"""Entries of the register that are called the same: one body that has been entered twice, as a rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from undersigned.assembly import Piece
from undersigned.problems import Problem
from undersigned.searching import fold


def namesakes(entries: Mapping[str, Piece]) -> Iterator[Problem]:
    """A warning for each name or alias under which another entry is known already, capitals and accents aside.

    Branches are told apart by their regions, acronyms by nobody: many bodies share one.
    """
    known: dict[str, str] = {}
    for entry, piece in entries.items():
        for name in _names(piece):
            first = known.setdefault(_told(name.data, piece), entry)
            if first != entry:
                message = f"“{entry}” has the name or alias “{name.data}”, and so has “{first}”"
                remedy = "keep one entry and list other spellings as its aliases, or give a branch its “region”"
                yield Problem("U333", name.span, message, remedy, "warning")


def _told(name: str, piece: Piece) -> str:
    """What tells an entry from others: its name, with its region if it is a branch."""
    region = piece.get("region")
    words = f"{name} {region.data}" if region is not None and isinstance(region.data, str) else name
    return " ".join(fold(words).split())


def _names(piece: Piece) -> Iterator[Piece]:
    name = piece.get("name")
    if name is not None and isinstance(name.data, str):
        yield name
    aliases = piece.get("aliases")
    if aliases is not None and isinstance(aliases.data, list):
        yield from (alias for alias in aliases.items() if isinstance(alias.data, str))
