"""What campaigns share, on demand: demand blocks, facts, addressees, instruments and the register.

Each file is read when something in it is first asked for, and each entry becomes a model when it is first used: a
letter pays for what it uses. `check_all` looks at every entry.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple, TypeVar

from undersigned import likely_values
from undersigned.addresses import wrong_pages
from undersigned.assembly import Made, Piece, Places
from undersigned.assembly import Path as Path_
from undersigned.demand_wording import wording_slips
from undersigned.misnamed import campaigns_without_file, misnamed_shared
from undersigned.models.base import Model
from undersigned.models.demand import Demand, ParameterWords
from undersigned.models.register import Organisation, Person
from undersigned.models.shared import Addressee, Fact, Instrument
from undersigned.namesakes import namesakes
from undersigned.persons import unagreed_persons, unfit_person
from undersigned.printed_slips import printed_slips, unfit_parameters
from undersigned.problems import Problem, Refused
from undersigned.shelves import Addressees
from undersigned.shelves import Shelf as Shelf
from undersigned.validation import validate
from undersigned.workspace import STOCK_NAME, Workspace

M = TypeVar("M", bound=Model)


def listed(piece: Piece | None) -> object:
    """A list that may be written as one text: `example: X` for `example: [X]`."""
    return Made(piece, [piece]) if piece is not None and isinstance(piece.data, str) else piece


def parameters(piece: Piece | None) -> object:
    """The parameters of a block, a single example or default put into a list."""
    if piece is None or not isinstance(piece.data, dict):
        return piece
    return Made(piece, {name: _parameter(gap) for name, gap in piece.entries().items()})


def _parameter(gap: Piece) -> object:
    if not isinstance(gap.data, dict):
        return gap
    tree: dict[str, object] = {
        key: listed(value) if key in ("example", "default") else value for key, value in gap.entries().items()
    }
    languages = gap.get("languages")
    if languages is not None and isinstance(languages.data, dict):
        tree["languages"] = {tag: _parameter(words) for tag, words in languages.entries().items()}
    return Made(gap, tree)


def block_tree(name: str, piece: Piece) -> dict[str, object] | Piece:
    """A demand block with its short forms written out. Raises `Refused` where the words cannot name its parameters."""
    if not isinstance(piece.data, dict):
        return piece
    if unfit := list(unfit_parameters(piece)):
        raise Refused(unfit)
    return {"id": name, **piece.entries(), "parameters": parameters(piece.get("parameters"))}


def wrongly_filled(kind: str, values: tuple[str, ...]) -> tuple[str, str] | None:
    """What a parameter of this kind must be filled with instead of these values, and how to write it; None if fine."""
    match kind:
        case "text" if len(values) != 1:
            return "one text", "write it on one line after the colon"
        case "number" if len(values) != 1 or not values[0].isdecimal():
            return "a whole number", likely_values.figure(" ".join(values))
        case "date" if len(values) != 1 or not _is_day(values[0]):
            return "a date", likely_values.wrong_date("day_of_text", "", " ".join(values))[1]
    return None


def _is_day(value: str) -> bool:
    try:
        return len(value) == 10 and bool(datetime.date.fromisoformat(value))
    except ValueError:
        return False


def wrong_examples(demand: Demand, places: Places, path: Path_ = ()) -> Iterator[Problem]:
    """Examples and defaults of a demand's parameters that are not of the parameter's own kind; `path` leads to it."""
    for name, parameter in demand.parameters.items():
        stated: list[tuple[ParameterWords, Path_]] = [(parameter, ())]
        stated += [(words, ("languages", tag)) for tag, words in parameter.languages.items()]
        for words, below in stated:
            for key, values in (("example", words.example), ("default", words.default)):
                if values is not None and (fault := wrongly_filled(parameter.kind, values)):
                    span = places.span((*path, "parameters", name, *below, key))
                    message = f"the {key} of “{name}” must be {fault[0]}, or its “kind” another"
                    yield Problem("U408", span, message, fault[1])


class Referred(NamedTuple):
    """What other campaigns may say of one: its title and date, and how many sign and receive its first document."""

    title: str
    date: datetime.date | None
    signatories: int
    addressees: int


@dataclass
class Library:
    """The shared files of one workspace. Entries that do not validate raise `Refused` when asked for."""

    workspace: Workspace
    _demands: dict[str, Demand] = field(default_factory=dict)
    _facts: dict[str, Fact] = field(default_factory=dict)
    _addressees: dict[str, Addressee] = field(default_factory=dict)
    referred: dict[str, Referred] = field(default_factory=dict)
    """The campaigns that others have named so far, by slug."""

    @cached_property
    def slugs(self) -> list[str]:
        """The campaigns of the workspace, sorted."""
        return self.workspace.slugs()

    @cached_property
    def misnamed(self) -> list[Problem]:
        """Files of the shared folders that are not read where they stand, or by their names."""
        return list(misnamed_shared(self.workspace))

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
    def addressees(self) -> Addressees:
        path = self.workspace.root / "campaigns/shared/addressees.yaml"
        return Addressees(self.workspace, [[path]] if path.is_file() else [], "addressee")

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
        demand = self._demands.get(name)
        if demand is None:
            piece = self.demands[name]
            demand, places = validate(Demand, block_tree(name, piece), piece.key_span)
            problems = list(wrong_examples(demand, places))
            if problems:
                raise Refused(problems)
            self._demands[name] = demand
        return demand

    @cached_property
    def _successors(self) -> dict[str, str]:
        """The block that replaces each block that is replaced, as `supersedes` says."""
        replaced: dict[str, str] = {}
        for name, piece in self.demands.items():
            older = piece.get("supersedes")
            if older is not None and isinstance(older.data, str):
                replaced[older.data] = name
        return replaced

    def successor(self, name: str) -> str | None:
        """The newest block that stands for an older one; None where it is the newest, or they form a circle."""
        newest = name
        for _ in self._successors:
            if newest not in self._successors:
                return newest if newest != name else None
            newest = self._successors[newest]
        return newest if newest != name and newest not in self._successors else None

    def _circles(self) -> Iterator[Problem]:
        """Blocks that replace each other in a circle, each reported once."""
        for name in self._successors.values():
            following = self._successors.get(name)
            steps = [name]
            while following and following not in steps:
                steps.append(following)
                following = self._successors.get(following)
            if following == name:
                span = self.demands[name].at("supersedes").span
                message = f"“{name}” replaces a block that replaces it in turn"
                yield Problem("U409", span, message, "take one “supersedes” away: an older block replaces none")

    def fact(self, name: str) -> Fact:
        fact = self._facts.get(name)
        if fact is None:
            piece = self.facts[name]
            tree = {"id": name, **piece.entries()} if isinstance(piece.data, dict) else piece
            fact, places = validate(Fact, tree, piece.key_span)
            problems = [*wrong_pages(fact, places), *unagreed_persons(fact, places)]
            if problems:
                raise Refused(problems)
            self._facts[name] = fact
        return fact

    def addressee(self, name: str) -> Addressee:
        addressee = self._addressees.get(name)
        if addressee is None:
            addressee = self._addressees[name] = self._entry(Addressee, name, self.addressees)
        return addressee

    def _entry(self, model: type[M], name: str, shelf: Shelf) -> M:
        """The entry of an id. Raises `Refused`; of a reference that is no id it says what is meant."""
        try:
            return _entry(model, name, shelf[name])
        except Refused as refused:
            named = {problem.span: problem for problem in self._unknown_in(shelf[name], shelf)}
            is_one = {problem: named.get(problem.span, problem) for problem in refused.problems}
            raise Refused([is_one[one] if one.code == "U204" else one for one in refused.problems]) from None

    def receivers(self, name: str) -> frozenset[str]:
        """The ids of those whom an addressee stands for: of a group its members, of anybody else itself alone."""
        found: set[str] = set()
        waiting, seen = [name], set()
        while waiting:
            name = waiting.pop()
            if name in seen or name not in self.addressees:
                continue
            seen.add(name)
            addressee = self.addressee(name)
            waiting += addressee.members
            if not addressee.members:
                found.add(addressee.id)
        return frozenset(found)

    def instrument(self, name: str) -> Instrument:
        return _entry(Instrument, name, self.instruments[name])

    def organisation(self, name: str) -> Organisation:
        return self._entry(Organisation, name, self.organisations)

    def signatory(self, name: str) -> Organisation | Person:
        if name in self.organisations:
            return self.organisation(name)
        person = self._entry(Person, name, self.people)
        places = Places(self.people[name].key_span, {(): self.people[name]})
        problems = list(unfit_person(person, places))
        if problems:
            raise Refused(problems)
        return person

    def problems(self) -> Iterator[Problem]:
        """The problems of the files that have been read so far: what is unreadable, ids that come twice."""
        for shelf in vars(self).values():
            if isinstance(shelf, Shelf):
                yield from shelf.problems
        if "demands" in vars(self):
            yield from self._circles()

    def slips(self) -> Iterator[Problem]:
        """What demand blocks of the workspace would print by mistake, if any block has been asked for."""
        return iter(self._slips_of_demands if "demands" in vars(self) else ())

    @cached_property
    def _slips_of_demands(self) -> list[Problem]:
        return list(self._slips(self.demands))

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
            yield from self._slips(shelf)
        yield from namesakes(self.organisations)
        yield from namesakes(self.people)
        yield from self._circles()
        yield from self.misnamed
        yield from campaigns_without_file(self.workspace)

    def _slips(self, shelf: Shelf) -> Iterator[Problem]:
        """Braces that would be printed and acts that are none, in the workspace's own files."""
        lines = self.workspace.lines
        if shelf is self.organisations or shelf is self.people:
            return
        for name, piece in shelf.items():
            if piece.source.file.startswith(STOCK_NAME):
                continue
            yield from printed_slips(piece, lines)
            if shelf is self.demands and name in self._demands:
                yield from wording_slips(self._demands[name], "en", lines)

    def _unknown_references(self, shelf: Shelf) -> Iterator[Problem]:
        """Ids in the workspace's own files that lead nowhere; what the stock names, a workspace may lack."""
        for piece in shelf.values():
            yield from self._unknown_in(piece, shelf)

    def _unknown_in(self, piece: Piece, shelf: Shelf) -> Iterator[Problem]:
        for key, (others, what) in self._references(shelf).items():
            for named in _ids(piece, key):
                if others.complete and named.data not in others and not named.source.file.startswith(STOCK_NAME):
                    remedy = others.meanings.remedy(named.data, f"add it to the file of {what}s")
                    problem = f"no {what} is called “{named.data}”"
                    yield Problem("U311", named.span, problem, remedy)

    def _references(self, shelf: Shelf) -> dict[str, tuple[Shelf, str]]:
        """The keys whose values are ids of other entries."""
        if shelf is self.demands:
            return {
                "actor": (self.addressees, "addressee"),
                "instrument": (self.instruments, "instrument"),
                "supersedes": (self.demands, "demand block"),
            }
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
