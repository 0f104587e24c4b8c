"""The ids that a workspace knows, each with a few words about what it stands for, as editors offer them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from undersigned.assembly import Piece
from undersigned.library import Library
from undersigned.models.base import fold
from undersigned.models.demand import FRAMES
from undersigned.problems import Refused

Words = Mapping[str, str]
"""Ids, and what each stands for."""


class Known:
    """The ids of a library, by what they are the id of, and the kinds of document.

    Names that are withheld stand in no register, and nothing below `signatories/private/` is read. Raises `Refused`
    where a file that holds ids cannot be read.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        shelves = (library.addressees, library.demands, library.instruments, library.organisations, library.people)
        unread = [problem for shelf in shelves if not shelf.complete for problem in shelf.problems]
        if unread:
            raise Refused(unread)
        organisations = _words(library.organisations, _signing)
        self._ids: dict[str, Words] = {
            "addressee": {name: _said(library.addressees[name], "name") for name in library.addressees.suggestions()},
            "demand block": {name: " ".join(self._asked(name, block)) for name, block in library.demands.items()},
            "instrument": _words(library.instruments, lambda piece: _said(piece, "name")),
            "organisation": organisations,
            "signatory": {**organisations, **_words(library.people, _signing)},
        }

    def ids(self, what: str) -> Words:
        """The ids of one sort, as `demand block`."""
        return self._ids[what]

    def kinds(self) -> Words:
        """The kinds of document, and what each is."""
        workspace = self._library.workspace
        files = {kind: workspace.find_template(f"letters/{kind}/kind.yaml") for kind in workspace.kinds()}
        return {kind: _said(Piece.whole(workspace.read(file)), "description") for kind, file in files.items() if file}

    def _asked(self, name: str, block: Piece) -> Iterator[str]:
        """What has replaced the block, what it asks for, and what drafters are told about it."""
        successor = self._library.successor(name)
        if successor:
            yield f"Replaced by “{successor}”."
        yield next((words for key in ("act", *FRAMES) if (words := _said(block, key))), "")
        if note := _said(block, "note"):
            yield f"– {note}"


def _words(entries: Mapping[str, Piece], about: Callable[[Piece], str]) -> Words:
    return {name: about(piece) for name, piece in entries.items()}


def _signing(piece: Piece) -> str:
    name, acronym = _said(piece, "name"), _said(piece, "acronym")
    return f"{name} ({acronym})" if acronym else name


def _said(piece: Piece, key: str) -> str:
    """The text under a key, on one line; empty where there is none."""
    stated = piece.get(key)
    return fold(stated.data) if stated and isinstance(stated.data, str) else ""
