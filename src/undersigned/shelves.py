"""The entries of files of one sort, by id, as they are written: what the library takes from its shelves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from undersigned.assembly import Piece
from undersigned.likely_values import as_id, identifier
from undersigned.problems import Problem, Refused, did_you_mean
from undersigned.source import Source, Unsound
from undersigned.suggestions import AddresseeMeanings, Meanings, is_id
from undersigned.workspace import STOCK_NAME, Workspace


class Shelf(Mapping[str, Piece]):
    """The entries of some files of one sort, by id, as they are written; `complete` if all files could be read.

    Files come in groups: an entry of an earlier group stands for those of the same id in later ones.
    """

    def __init__(self, workspace: Workspace, groups: list[list[Path]], what: str) -> None:
        self._what = what
        self._entries: dict[str, Piece] = {}
        self._meant: dict[str, Piece] = {}
        """Entries whose ids are none, by what these should be: what refers to them so is right."""
        self.problems: list[Problem] = []
        self.complete = True
        for files in groups:
            earlier = frozenset(self._entries)
            for file in files:
                try:
                    source = workspace.read_if_any(file)
                    if source is not None:
                        self._add(Piece.whole(source), what, earlier)
                except Unsound as unsound:
                    self.problems.extend(unsound.problems)
                    if unsound.source is None:
                        self.complete = False
                    else:
                        self._add(Piece.whole(unsound.source), what, earlier)
                except Refused as refused:
                    self.problems.extend(refused.problems)
                    self.complete = False

    def _add(self, whole: Piece, what: str, earlier: frozenset[str]) -> None:
        if not isinstance(whole.data, dict):
            message = f"a file of {what}s holds ids with what belongs to each"
            self.problems.append(Problem("U203", whole.span, message, _with_ids(whole)))
            self.complete = False
        for name, piece in self._unwrapped(whole, what):
            if not _may_be_id(name):
                message = f"“id”: “{name}” is not an id"
                self.problems.append(Problem("U204", piece.key_span, message, identifier(name)))
                self._meant.setdefault(as_id(name), piece)
            self.problems += second_ids(name, piece)
            first = self._entries.setdefault(name, piece)
            if first is not piece and name not in earlier:
                message = f"there are two {what}s with the id “{name}”"
                remedy = f"the first is in {first.key_span.file}, line {first.key_span.line}; rename one"
                self.problems.append(Problem("U307", piece.key_span, message, remedy))

    def _unwrapped(self, whole: Piece, what: str) -> Iterator[tuple[str, Piece]]:
        """The entries of a file, those below a line “facts:” that stands over them included."""
        for name, piece in whole.entries().items():
            below = piece.entries()
            if name.casefold() not in _OVER[what] or not below or not all(_is_group(one) for one in below.values()):
                yield name, piece
                continue
            place = piece.key_span
            further = next(iter(below.values())).key_span.column - place.column
            message = f"no line “{name}:” belongs here: the entries begin at the margin"
            left = "one space" if further == 1 else f"{_COUNTED.get(further, further)} spaces"
            remedy = f"take line {place.line} away, and move what stands below it {left} to the left"
            self.problems.append(Problem("U201", place, message, remedy))
            yield from below.items()

    @cached_property
    def meanings(self) -> Meanings:
        """What people may mean who write something else than an id of this shelf."""
        return Meanings(self._entries)

    def unknown(self, name: str, otherwise: str) -> str:
        """What to tell somebody who typed an id that no entry has; empty where one has it. `otherwise` is the remedy
        where none is near.

        Raises `Refused` where the id may stand in a file that cannot be read.
        """
        if name in self:
            return ""
        if self.problems:
            raise Refused(self.problems)
        return f"no {self._what} is called “{name}” ({did_you_mean(name, self) or otherwise})"

    def __getitem__(self, name: str) -> Piece:
        return self._entries[name] if name in self._entries else self._meant[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)


_OVER = {
    "addressee": ("addressees", "addressee", "recipients"),
    "demand block": ("demands", "demand", "blocks", "demand_blocks"),
    "fact": ("facts", "fact"),
    "instrument": ("instruments", "instrument"),
    "organisation": ("organisations", "organizations", "organisation", "organization", "register", "signatories"),
    "person": ("people", "persons", "person", "register", "signatories"),
}
"""What people write over all entries of a file of each sort, as they do over those of a campaign."""
_COUNTED = {2: "two", 3: "three", 4: "four"}


def _is_group(entry: Piece) -> bool:
    """Whether it is an entry with an id before it, and no field of one."""
    return isinstance(entry.data, dict) and entry.path[-1] not in ("languages", "names", "parameters", "with")


def second_ids(name: str, entry: Piece) -> Iterator[Problem]:
    """The id that an entry states once more inside."""
    inside = entry.get("id")
    if inside is not None:
        message = f"“id” cannot stand here: “{name}”, before the colon, is the id"
        yield Problem("U201", inside.key_span, message, "take this line away")


def _may_be_id(name: str) -> bool:
    """Whether a key has the form of an id, or of the code of a state."""
    return is_id(name) or (len(name) == 2 and name.isascii() and name.isupper())


def _with_ids(whole: Piece) -> str:
    """How to begin the entries of a file that is a list of them, or a text."""
    first = next(whole.items(), None)
    name = (first.get("id") or first.get("name")) if first else None
    wanted = as_id(str(name.data)) if name else ""
    example = f"as “{wanted}:”, and indent what belongs to it" if wanted else "and indent what belongs to it"
    return f"begin each entry with its id and a colon, {example}"


_MEMBER_STATES = "un-member-states"
_STATES_FILE = f"{STOCK_NAME}/states.csv"


class Addressees(Shelf):
    """The addressees of a workspace and, behind them, the states: by code or id, and all of them as a group."""

    @cached_property
    def meanings(self) -> Meanings:
        return AddresseeMeanings(self._entries, self.suggestions)

    def __getitem__(self, name: str) -> Piece:
        if name in self._entries:
            return self._entries[name]
        data = _stock_addressee(name)
        if data is None:
            raise KeyError(name)
        # Who has an entry of one's own for a state means it by its code as well.
        return self._entries.get(data["id"]) or Piece.whole(Source(_STATES_FILE, data, 0))

    def suggestions(self) -> list[str]:
        """Every id that can be used, those of the states and their codes included."""
        from undersigned.states import states

        return [*self, _MEMBER_STATES, *(name for state in states() for name in (state.id, state.code))]


def _stock_addressee(name: str) -> dict[str, Any] | None:
    """What `addressees.yaml` would say of a member state of the United Nations, or of all of them."""
    from undersigned.states import find, of_french, states

    if name == _MEMBER_STATES:
        return {
            "id": _MEMBER_STATES,
            "name": "the Member States of the United Nations",
            "kind": "group",
            "plural": True,
            "as_one": True,
            "members": [state.code for state in states()],
            "languages": {"fr": {"name": "les États Membres de l’Organisation des Nations Unies"}},
        }
    state = find(name)
    if state is None:
        return None
    french = {"name": state.french, "formal": f"Gouvernement {of_french(state.french_formal)}"}
    return {
        "id": state.id,
        "name": state.english,
        "kind": "state",
        "formal": f"Government of {state.english_formal}",
        "country": state.english,
        "languages": {"fr": french},
    }
