"""Short forms of a campaign written out: ids of addressees, plain lines, prose in files, before the models see it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from undersigned.assembly import Made, Piece
from undersigned.demand_loading import demand_groups, demand_item
from undersigned.key_slips import known_keys, slip_of
from undersigned.library import Library
from undersigned.likely_values import as_id, nothing, says_nothing, short
from undersigned.models.base import Prose
from undersigned.models.campaign import PROSE_PARTS, Campaign, CopyRecipient
from undersigned.models.shared import Addressee
from undersigned.printed_slips import single_braces
from undersigned.problems import Problem, Span
from undersigned.references import ADD_ADDRESSEE
from undersigned.shelves import second_ids
from undersigned.suggestions import id_for_name, in_other_spelling, is_id, mere_name, one_a_line

_FIELDS = frozenset(known_keys(Campaign, ())) - {"documents", "languages"}


@dataclass(frozen=True, slots=True)
class Expansion:
    """Writes out the short forms of one document's campaign; what cannot be is left out and reported to `problems`."""

    library: Library
    folder: Path
    document: str
    tag: str | None
    """The language, where it is not the campaign's own."""
    problems: list[Problem]

    def write_out(self, tree: dict[str, Any]) -> None:
        """Writes out every short form in a campaign's fields, and puts in the prose of other files."""
        self._rename(tree)
        expand: dict[str, Callable[[Piece], Any]] = {
            "target": lambda piece: self._target(piece, _own_ids(tree.get("addressees"))),
            "addressees": self._all_addressees,
            "cc": lambda piece: [copy for item in piece.items() if (copy := self._copy(item)) is not None],
            "sender": self._sender,
            "facts": lambda piece: [self._own_fact(name, fact) for name, fact in piece.entries().items()],
            "demands": lambda piece: demand_groups(piece, self.library, self.problems),
            "commitments": self._commitments,
            "masthead": lambda piece: [piece] if isinstance(piece.data, str) else piece,
        }
        as_written = {
            "addressees": list,
            "cc": list,
            "demands": list,
            "sender": dict,
            "facts": dict,
            "commitments": dict,
        }
        for key, expansion in expand.items():
            piece = tree.get(key)
            wanted = as_written.get(key, object)
            if isinstance(piece, Piece) and piece.data is not None and isinstance(piece.data, wanted):
                tree[key] = expansion(piece)
            elif key == "facts" and isinstance(piece, Piece) and piece.data:
                message = "“facts” must hold the id of each fact, and below it what belongs to it"
                first = next((name for name, _ in _with_ids(piece)), "my-fact")
                remedy = f"write “{first}:”, and indented below it “text: …”"
                remedy = nothing(inherits=len(piece.path) > 1) if says_nothing(piece.data) else remedy
                self.problems.append(Problem("U203", piece.span, message, remedy))
                tree[key] = [_named(name, fact) for name, fact in _with_ids(piece)]
        self._fields_in_files(tree)

    def _rename(self, tree: dict[str, Any]) -> None:
        """Reads what stands under a key that is misspelt as what is meant, so that it does not seem to be missing; the
        key is reported."""
        for key, piece in [*tree.items()]:
            if isinstance(piece, Piece) and key not in _FIELDS:
                slip = slip_of(key, Campaign, ())
                if slip.meant in _FIELDS and slip.meant not in tree:
                    self.problems.append(Problem("U201", piece.key_span, slip.message, slip.remedy))
                    tree[slip.meant] = tree.pop(key)

    def _fields_in_files(self, tree: dict[str, Any]) -> None:
        names = ["", f".{self.document}"]
        names += [f"{name}.{self.tag}" for name in names] if self.tag else []
        for field in PROSE_PARTS:
            for name in names:
                path = self.folder / f"{field}{name}.md"
                if not path.is_file():
                    continue
                text = self.library.workspace.read_text(path)
                file = self.library.workspace.name(path)
                if not text.strip():
                    self.problems.append(
                        Problem("U205", Span(file), "the file is empty", "write it, or delete the file")
                    )
                    continue
                stated = tree.get(field)
                if isinstance(stated, Piece) and stated.data is not None and not self._translates(name, stated):
                    message = f"“{field}” stands in {file} and in {stated.span.file} as well"
                    self.problems.append(Problem("U206", stated.key_span, message, "keep one of them"))
                prose = tree[field] = Prose(text, file, 1, keeps_lines=True)
                self.problems.extend(single_braces(prose, self.library.workspace.lines))

    def _translates(self, name: str, stated: Piece) -> bool:
        """Whether a file is in the language that is asked for, and what the campaign states is not."""
        return bool(self.tag) and name.endswith(f".{self.tag}") and stated.path[:1] != ("languages",)

    def _all_addressees(self, piece: Piece) -> list[Any]:
        items = list(piece.items())
        return [entry for item in items for entry in self._addressees(item, alone=len(items) == 1)]

    def _addressees(self, item: Piece, *, alone: bool) -> Iterator[Any]:
        if isinstance(item.data, str):
            name = self._bare_id(item)
            if name is None:
                self._report(mere_name(item, self.library.addressees, self.library.addressees.meanings))
                yield Made(item, {"id": as_id(item.data) or "addressee", "name": item})
                return
        else:
            name = item.get("use")
        if name is None:
            yield self._own_addressee(item)
            return
        entry = self._shared_addressee(name)
        if entry is None:  # somebody is meant all the same, and sentences would seem to lack a word
            yield Made(item, {"id": as_id(str(name.data)) or "addressee", "name": str(name.data)})
            return
        if _members(entry):
            if not alone:  # else what it says otherwise goes for the group as a whole
                self._beside(name, item, "has members with entries of their own; write it there")
            yield from self._members(entry, {name.data})
        else:
            yield self._merged_addressee(name, entry, item)

    def _bare_id(self, item: Piece) -> Piece | None:
        """An id that stands where a name would be printed as it is, which is reported; None for any other text."""
        self._report(id_for_name(item, self.library.addressees))
        return item if item.data in self.library.addressees else None

    def _report(self, problem: Problem | None) -> None:
        if problem is not None:
            self.problems.append(problem)

    def _check_name(self, name: Piece, *, alone: bool) -> None:
        """Reports what the name of an entry of the campaign's own is that shared entries have: an id, or the name."""
        shelf = self.library.addressees
        problem = id_for_name(name, shelf, of_entry=True)
        self._report(problem or (mere_name(name, shelf, shelf.meanings) if alone else None))

    def _members(self, group: Piece, seen: set[str]) -> Iterator[Any]:
        """The members of a group and of the groups among them, each once; `seen` are the ids met so far."""
        for member in _members(group):
            entry = self._shared_addressee(member)
            if entry is None or member.data in seen:
                continue
            seen.add(member.data)
            if _members(entry):
                yield from self._members(entry, seen)
            else:
                yield self._merged_addressee(member, entry, None)

    def group(self, addressees: Piece | None) -> Any:
        """Whom the letter addresses as a whole, where its addressees are one group; None where they are not."""
        if addressees is None or not isinstance(addressees.data, list) or len(addressees.data) != 1:
            return None
        item = addressees.at(0)
        name = item.get("use")
        entry = self._shared_addressee(name) if name else None
        return self._merged_addressee(name, entry, item) if name and entry and _members(entry) else None

    def _own_addressee(self, item: Piece) -> Made | Piece:
        if not isinstance(item.data, dict):
            return item
        own = item.get("id")
        known = self.library.addressees.get(own.data) if own and isinstance(own.data, str) else None
        if own and known and "name" not in item.data:
            message = f"“id: {own.data}” begins a new entry, and there is one with this id already"
            self.problems.append(Problem("U323", own.key_span, message, f"write “use: {own.data}”"))
            return self._merged_addressee(own, known, item)
        if (name := item.get("name")) and isinstance(name.data, str):
            self._check_name(name, alone=len(item.data) == 1 and item.path[-1] != "target")
        tree: dict[str, Any] = {"id": as_id(str(item.data.get("name", ""))) or "addressee", **item.entries()}
        if "address" in tree:
            tree["address"] = _lines(tree["address"])
        return Made(item, tree)

    def _merged_addressee(self, name: Piece, entry: Piece, item: Piece | None) -> Made | Piece:
        if not isinstance(entry.data, dict):
            return entry
        own = item.entries() if item else {}
        own.pop("use", None)
        tree: dict[str, Any] = {"id": str(name.data), **entry.entries(), **own}
        address = tree.get("address")
        if isinstance(address, Piece):
            tree["address"] = _lines(address)
        return Made(entry, tree)

    def _target(self, piece: Piece, own: set[str]) -> Made | Piece | None:
        name = piece if isinstance(piece.data, str) else piece.get("use")
        several = self._several(piece if name is None else name)
        if several:
            message = f"“target” is one addressee, and here stand {len(several)}"
            remedy = (
                f"make a group of them in campaigns/shared/addressees.yaml, “kind: group” with "
                f"“members: [{', '.join(several)}]”, and write its id here"
            )
            self.problems.append(Problem("U203", piece.span, message, remedy))
            return Made(piece, {"id": "target", "name": ", ".join(several)})
        if name is None:
            return self._own_addressee(piece)
        is_own = isinstance(name.data, str) and name.data in own
        if is_own:
            message = f"“{name.data}” is an addressee of this campaign alone, and cannot be named by its id"
            remedy = (
                f"move the entry to campaigns/shared/addressees.yaml, below “{name.data}:”, and write "
                f"“use: {name.data}” here"
            )
            self.problems.append(Problem("U304", name.span, message, remedy))
        entry = None if is_own else self._shared_addressee(name)
        if entry is None:  # somebody is meant all the same, and prose names the target
            return Made(piece, {"id": as_id(str(name.data)) or "target", "name": str(name.data)})
        return self._merged_addressee(name, entry, None if name is piece else piece)

    def _several(self, piece: Piece) -> list[str]:
        """The addressees of a list, or of a text with commas, where one is expected."""
        if isinstance(piece.data, list):
            names = [name for name in piece.data if isinstance(name, str)]
            return names if len(names) == len(piece.data) > 1 else []
        return self.library.addressees.meanings.several(piece.data) if isinstance(piece.data, str) else []

    def _shared_addressee(self, name: Piece) -> Piece | None:
        if not isinstance(name.data, str):
            several = [name for name in name.data if isinstance(name, str)] if isinstance(name.data, list) else []
            remedy = one_a_line(several) if several else "write one id of campaigns/shared/addressees.yaml"
            self.problems.append(Problem("U203", name.span, "the id of an addressee is expected here", remedy))
            return None
        self.problems.extend(self.library.addressees.problems)
        found = in_other_spelling(name.data, self.library.addressees)
        if found is None and self.library.addressees.complete:
            remedy = self.library.addressees.meanings.remedy(name.data, _added(name))
            self.problems.append(Problem("U304", name.span, f"no addressee is called “{name.data}”", remedy))
        return found

    def _copy(self, item: Piece) -> Any:
        name = self._bare_id(item) if isinstance(item.data, str) else item.get("use")
        if name is None:
            return Made(item, {"name": item}) if isinstance(item.data, str) else self._own_copy(item)
        entry = self._shared_addressee(name)
        if entry is None:
            return None
        self._beside(name, item, "says it all; write “name: …” instead of “use: …” to say it otherwise")
        said = {key: piece for key, piece in entry.entries().items() if piece.data is not None}
        tree: dict[str, Any] = {"id": said.get("id") or name, "name": said.get("formal") or said.get("name") or name}
        return Made(item, tree | ({"until": until} if (until := said.get("until")) else {}))

    def _beside(self, name: Piece, item: Piece, why: str) -> None:
        """Reports what stands beside a `use` that cannot be said otherwise."""
        for key, piece in item.entries().items():
            if key != "use":
                message = f"“{key}” cannot stand beside “use: {name.data}”"
                self.problems.append(Problem("U201", piece.key_span, message, f"“{name.data}” {why}"))

    def _own_copy(self, item: Piece) -> Any:
        """A copy recipient of the campaign's own; what addressees have keys for stands in its one line."""
        entries = item.entries()
        strays = [key for key in entries if key in Addressee.model_fields and key not in CopyRecipient.model_fields]
        name = item.get("name")
        self._report(id_for_name(name, self.library.addressees, of_entry=True) if name else None)
        if not strays or name is None or not isinstance(name.data, str):
            return item
        said = ", ".join(str(entries[key].data) for key in strays if isinstance(entries[key].data, str))
        message = f"“{strays[0]}” cannot stand here: who receives a copy is one line"
        remedy = f"write “- {short(f'{name.data}, {said}')}”" if said else "write name and office in one line"
        self.problems.append(Problem("U201", entries[strays[0]].key_span, message, remedy))
        return Made(item, {key: piece for key, piece in entries.items() if key not in strays})

    def _own_fact(self, name: str, fact: Piece) -> Any:
        self.problems.extend(second_ids(name, fact))
        return _named(name, fact)

    def _sender(self, piece: Piece) -> Made:
        tree: dict[str, Any] = dict(piece.entries())
        if "address" in tree:
            tree["address"] = _lines(tree["address"])
        return Made(piece, tree)

    def _commitments(self, piece: Piece) -> Made:
        tree: dict[str, Any] = dict(piece.entries())
        items = piece.get("items")
        if items is not None and isinstance(items.data, list):
            promises = [self._commitment(item, f"commitment-{number}") for number, item in enumerate(items.items(), 1)]
            tree["items"] = [promise for promise in promises if promise is not None]
        return Made(piece, tree)

    def _commitment(self, item: Piece, name: str) -> Any:
        if not isinstance(item.data, str):
            return demand_item(item, name, self.library, self.problems)
        return Made(item, {"id": name, "act": Prose(item.data, item.span.file, item.span.line)})


def _own_ids(addressees: Any) -> set[str]:
    """The ids that a campaign gives to addressees of its own."""
    items = addressees.items() if isinstance(addressees, Piece) else ()
    ids = (item.get("id") for item in items)
    return {one.data for one in ids if one is not None and isinstance(one.data, str)}


def _with_ids(facts: Piece) -> Iterator[tuple[str, Piece]]:
    """The entries of a list of facts that say their ids."""
    for item in facts.items():
        name = item.get("id")
        if name is not None and isinstance(name.data, str):
            yield name.data, item


def _members(entry: Piece) -> list[Piece]:
    """The members of a group; of any other addressee none."""
    members = entry.get("members")
    return list(members.items()) if members else []


def _named(name: str, piece: Piece) -> Any:
    """An entry of a group of keys, with its key as its id."""
    return Made(piece, {**piece.entries(), "id": name}) if isinstance(piece.data, dict) else piece


def _lines(piece: Piece) -> Any:
    """An address written as one text, a line each."""
    if isinstance(piece.data, str):
        return Made(piece, [line for line in piece.data.split("\n") if line.strip()])
    return piece


def _added(name: Piece) -> str:
    """How to add an addressee that nobody knows: to the shared ones, or by its name to the campaign alone."""
    key = name.path[-1]
    if key == "target" and says_nothing(name.data):
        return nothing(inherits=len(name.path) > 1)
    if is_id(name.data):
        return ADD_ADDRESSEE
    own = f"“{key}: {{name: {name.data}}}”" if key == "target" else f"“name: {name.data}” instead of “use: …”"
    return f"{ADD_ADDRESSEE}, or write {own}"
