"""What campaigns share, on demand: demand blocks, facts, addressees, instruments and the register.

Each file is read when something in it is first asked for, and each entry becomes a model when it is first used: a
letter pays for what it uses. `check_all` looks at every entry.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from undersigned.addresses import wrong_pages
from undersigned.assembly import Made, Piece
from undersigned.models.base import Model
from undersigned.models.demand import Demand
from undersigned.models.register import Organisation, Person
from undersigned.models.shared import Addressee, Fact, Instrument
from undersigned.problems import Problem, Refused, did_you_mean
from undersigned.validation import validate
from undersigned.workspace import STOCK_NAME, Workspace

M = TypeVar("M", bound=Model)


class Shelf(Mapping[str, Piece]):
    """The entries of some files of one sort, by id, as they are written; `complete` if all files could be read.

    Files come in groups: an entry of an earlier group stands for those of the same id in later ones.
    """

    def __init__(self, workspace: Workspace, groups: list[list[Path]], what: str) -> None:
        self._entries: dict[str, Piece] = {}
        self.problems: list[Problem] = []
        self.complete = True
        for files in groups:
            earlier = frozenset(self._entries)
            for file in files:
                try:
                    self._add(Piece.whole(workspace.read(file)), what, earlier)
                except Refused as refused:
                    self.problems.extend(refused.problems)
                    self.complete = False

    def _add(self, whole: Piece, what: str, earlier: frozenset[str]) -> None:
        if not isinstance(whole.data, dict):
            message = f"a file of {what}s holds ids with what belongs to each"
            self.problems.append(Problem("U203", whole.span, message, "begin each entry with its id and a colon"))
            self.complete = False
        for name in whole.entries():
            piece = whole.at(name)
            first = self._entries.setdefault(name, piece)
            if first is not piece and name not in earlier:
                message = f"there are two {what}s with the id “{name}”"
                remedy = f"the first is in {first.key_span.file}, line {first.key_span.line}; rename one"
                self.problems.append(Problem("U307", piece.key_span, message, remedy))

    def __getitem__(self, name: str) -> Piece:
        return self._entries[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)


def listed(piece: Piece | None) -> object:
    """A list that may be written as one text: `example: X` for `example: [X]`."""
    return Made(piece, [piece]) if piece is not None and isinstance(piece.data, str) else piece


def parameters(piece: Piece | None) -> object:
    """The parameters of a block, a single example or default put into a list."""
    if piece is None or not isinstance(piece.data, dict):
        return piece
    return {
        name: {key: listed(value) if key in ("example", "default") else value for key, value in gap.entries().items()}
        if isinstance(gap.data, dict)
        else gap
        for name, gap in piece.entries().items()
    }


def block_tree(name: str, piece: Piece) -> dict[str, object] | Piece:
    """A demand block with its short forms written out."""
    if not isinstance(piece.data, dict):
        return piece
    return {"id": name, **piece.entries(), "parameters": parameters(piece.get("parameters"))}


@dataclass
class Library:
    """The shared files of one workspace. Entries that do not validate raise `Refused` when asked for."""

    workspace: Workspace
    _facts: dict[str, Fact] = field(default_factory=dict)
    _addressees: dict[str, Addressee] = field(default_factory=dict)

    def _shelf(self, relative: str, what: str) -> Shelf:
        path = self.workspace.root / relative
        return Shelf(self.workspace, [[path]] if path.is_file() else [], what)

    @cached_property
    def demands(self) -> Shelf:
        return Shelf(self.workspace, self.workspace.demand_files(), "demand block")

    @cached_property
    def facts(self) -> Shelf:
        return self._shelf("campaigns/shared/facts.yaml", "fact")

    @cached_property
    def addressees(self) -> Shelf:
        return self._shelf("campaigns/shared/addressees.yaml", "addressee")

    @cached_property
    def instruments(self) -> Shelf:
        return self._shelf("campaigns/shared/instruments.yaml", "instrument")

    @cached_property
    def organisations(self) -> Shelf:
        return self._shelf("signatories/organisations.yaml", "organisation")

    @cached_property
    def people(self) -> Shelf:
        return self._shelf("signatories/people.yaml", "person")

    def demand(self, name: str) -> Demand:
        piece = self.demands[name]
        return validate(Demand, block_tree(name, piece), piece.key_span)[0]

    def fact(self, name: str) -> Fact:
        fact = self._facts.get(name)
        if fact is None:
            piece = self.facts[name]
            tree = {"id": name, **piece.entries()} if isinstance(piece.data, dict) else piece
            fact, places = validate(Fact, tree, piece.key_span)
            problems = list(wrong_pages(fact, places))
            if problems:
                raise Refused(problems)
            self._facts[name] = fact
        return fact

    def addressee(self, name: str) -> Addressee:
        addressee = self._addressees.get(name)
        if addressee is None:
            addressee = self._addressees[name] = _entry(Addressee, name, self.addressees[name])
        return addressee

    def instrument(self, name: str) -> Instrument:
        return _entry(Instrument, name, self.instruments[name])

    def signatory(self, name: str) -> Organisation | Person:
        if name in self.organisations:
            return _entry(Organisation, name, self.organisations[name])
        return _entry(Person, name, self.people[name])

    def problems(self) -> Iterator[Problem]:
        """The problems of the files that have been read so far: what is unreadable, ids that come twice."""
        for shelf in vars(self).values():
            if isinstance(shelf, Shelf):
                yield from shelf.problems

    def check_all(self) -> Iterator[Problem]:
        """Every problem in the shared files, whether a campaign uses the entry or not."""
        shelves: list[tuple[Shelf, Callable[[str], object]]] = [
            (self.demands, self.demand),
            (self.facts, self.fact),
            (self.addressees, self.addressee),
            (self.instruments, self.instrument),
            (self.organisations, self.signatory),
            (self.people, self.signatory),
        ]
        for shelf, load in shelves:
            yield from shelf.problems
            for name in shelf:
                try:
                    load(name)
                except Refused as refused:
                    yield from refused.problems
            yield from self._unknown_references(shelf)

    def _unknown_references(self, shelf: Shelf) -> Iterator[Problem]:
        """Ids in the workspace's own files that lead nowhere; what the stock names, a workspace may lack."""
        for piece in shelf.values():
            for key, (others, what) in self._references(shelf).items():
                for named in _ids(piece, key):
                    if others.complete and named.data not in others and not named.source.file.startswith(STOCK_NAME):
                        remedy = did_you_mean(named.data, others) or f"add it to the file of {what}s"
                        problem = f"no {what} is called “{named.data}”"
                        yield Problem("U311", named.span, problem, remedy)

    def _references(self, shelf: Shelf) -> dict[str, tuple[Shelf, str]]:
        """The keys whose values are ids of other entries."""
        if shelf is self.demands:
            return {"actor": (self.addressees, "addressee"), "instrument": (self.instruments, "instrument")}
        if shelf is self.addressees:
            return {"members": (self.addressees, "addressee")}
        if shelf in (self.organisations, self.people):
            return {
                "parent": (self.organisations, "organisation"),
                "organisation": (self.organisations, "organisation"),
            }
        return {}


def _ids(piece: Piece, key: str) -> Iterator[Piece]:
    """The texts under a key, wherever below the piece it stands."""
    for name, value in piece.entries().items():
        if name == key:
            yield from (item for item in (value, *value.items()) if isinstance(item.data, str))
        else:
            yield from _ids(value, key)
    for item in piece.items():
        yield from _ids(item, key)


def _entry(model: type[M], name: str, piece: Piece) -> M:
    tree = {"id": name, **piece.entries()} if isinstance(piece.data, dict) else piece
    return validate(model, tree, piece.key_span)[0]
