"""`sign-ons.yaml` to models, and those who sign to entries of the register."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, get_args

from undersigned.assembly import Made, Piece, Places
from undersigned.brief import Signatory
from undersigned.key_slips import known_keys
from undersigned.library import Library
from undersigned.likely_values import choice, short
from undersigned.models.register import Person, SignOn, SignOns, Status
from undersigned.nearest import tokens
from undersigned.other_words import OF_IDS
from undersigned.problems import Problem, Refused, Span, collect
from undersigned.references import registered
from undersigned.source import Unsound
from undersigned.suggestions import is_id
from undersigned.validation import validate


def read_sign_ons(library: Library, folder: Path, problems: list[Problem]) -> tuple[SignOns, Places | None]:
    """The list of a campaign, without those who are named by something else than an id, which is reported."""
    path = folder / "sign-ons.yaml"
    try:
        source = library.workspace.read_if_any(path) if path.is_file() else None
    except Unsound as unsound:
        if unsound.source is None:
            raise
        problems.extend(unsound.problems)
        source = unsound.source
    if source is None:
        return SignOns(), None
    whole = Piece.whole(source)
    entries = whole.get("signatories")
    _refuse_other_shapes(whole)
    if entries is None or not isinstance(entries.data, list):
        return validate(SignOns, whole, whole.span)
    items = [
        Made(item, {"id": item}) if isinstance(item.data, str) else item
        for item in entries.items()
        if not _is_name_for_id(item, library, problems)
        and not _is_key_and_answer(item, problems)
        and not _is_id_and_answer(item if isinstance(item.data, str) else item.get("id"), library, problems)
        and not _named_otherwise(item if isinstance(item.data, str) else item.get("id"), library, problems)
    ]
    return validate(SignOns, {**whole.entries(), "signatories": items}, whole.span)


def _refuse_other_shapes(whole: Piece) -> None:
    """Raises `Refused` for a list that stands without its key, or ids that stand as keys."""
    message = "who signs stands in a list below “signatories:”"
    if isinstance(whole.data, list):
        raise Refused([Problem("U203", whole.span, message, "write “signatories:” above the list, at the margin")])
    named = whole if whole.get("signatories") is None else whole.at("signatories")
    keys = [key for key in named.entries() if key not in SignOns.model_fields]
    if keys and all(isinstance(named.data[key], str) and is_id(key) for key in keys):
        answer = choice(named.data[keys[0]], get_args(Status)) or "confirmed"
        remedy = f"write “- {{id: {keys[0]}, status: {answer}}}” there"
        raise Refused([Problem("U203", named.at(keys[0]).key_span, message, remedy)])


def _is_key_and_answer(item: Piece, problems: list[Problem]) -> bool:
    """Whether an entry is an id with an answer behind it, `- forum-asia: confirmed`, which is reported."""
    if not isinstance(item.data, dict) or len(item.data) != 1:
        return False
    ((key, answer),) = item.data.items()
    named = (*known_keys(SignOns, ("signatories", 0)), *OF_IDS)
    if key in named or not is_id(key) or not isinstance(answer, str | None):
        return False
    status = choice(answer, get_args(Status)) if answer else None
    remedy = f"write “{{id: {key}, status: {status or 'confirmed'}}}”" if answer else f"write “{key}” without the colon"
    problems.append(Problem("U203", item.span, f"“{key}” stands where a field belongs", remedy))
    return True


def _is_name_for_id(item: Piece, library: Library, problems: list[Problem]) -> bool:
    """Whether an entry has a name in the place of its id, `- name: Richard Roe`, which is reported; where it says more
    of somebody whom the register does not know, the models report it."""
    if not isinstance(item.data, dict) or "id" in item.data:
        return False
    names = [key for key, said in item.data.items() if " ".join(tokens(key)) in OF_IDS and isinstance(said, str)]
    if not names or not (library.organisations.complete and library.people.complete):
        return False
    words = item.data[names[0]]
    known = _known(words, library)
    if len(item.data) > 1 and not known:
        return False
    remedy = f"write “id: {known}” instead" if len(item.data) > 1 else f"write “- {known}”, its id"
    message = f"“{names[0]}: {short(words)}” cannot stand here: an id of the register belongs here"
    problems.append(
        Problem("U203", item.at(names[0]).key_span, message, remedy if known else registered(words, library))
    )
    return True


_ANSWERED = re.compile(r"(\S.*?)\s*(?:\(([^()]+)\)|(?:\s[-–—]\s|[,;])\s*([^,;]+))")
"""An id or a name, and behind it an answer: in brackets, or after a dash or a comma."""


def _is_id_and_answer(name: Piece | None, library: Library, problems: list[Problem]) -> bool:
    """Whether an entry of one line says the answer as well, `- forum-asia (confirmed)`, which is reported."""
    written = _ANSWERED.fullmatch(name.data.strip()) if name is not None and isinstance(name.data, str) else None
    if name is None or written is None or _known(name.data, library):
        return False
    known = _known(written[1], library)
    status = choice(written[2] or written[3], get_args(Status))
    if status is None or not (library.organisations.complete and library.people.complete):
        return False
    remedy = f"write “- {{id: {known}, status: {status}}}”" if known else registered(written[1], library)
    if known and name.path[-1] == "id":
        remedy = f"write “id: {known}”, and “status: {status}” as a field of its own"
    problems.append(Problem("U303", name.span, f"an id alone belongs here, and “{short(name.data)}” says more", remedy))
    return True


def _known(words: str, library: Library) -> str:
    """The id of the one in the register with that id or name; empty where there is none, or more."""
    shelves = library.organisations, library.people
    if any(words in shelf for shelf in shelves):
        return words
    found = [name for shelf in shelves for name in shelf.meanings.named(words)]
    return found[0] if len(found) == 1 else ""


def ids_only(piece: Piece, library: Library, problems: list[Problem]) -> Any:
    """A list of those who sign without names that stand in it for ids, which are reported."""
    if not isinstance(piece.data, list):
        return piece
    return Made(piece, [item for item in piece.items() if not _named_otherwise(item, library, problems)])


def _named_otherwise(name: Piece | None, library: Library, problems: list[Problem]) -> bool:
    """Whether somebody is named by a text that is no id, which is reported."""
    if name is None or not isinstance(name.data, str) or not name.data.strip() or is_id(name.data):
        return False
    if name.data in library.organisations or name.data in library.people:
        return False  # the register itself gives it this id, which is said by the models
    if library.organisations.complete and library.people.complete:
        message = f"an id of the register belongs here, and “{short(name.data)}” is none"
        problems.append(Problem("U303", name.span, message, registered(name.data, library)))
    problems += [*library.organisations.problems, *library.people.problems]
    return True


def signatories_of(
    library: Library, signons: SignOns, places: Places | None, problems: list[Problem]
) -> Iterator[Signatory]:
    if places is None:
        return
    problems += [*library.organisations.problems, *library.people.problems]
    complete = library.organisations.complete and library.people.complete
    seen: dict[str, Span] = {}
    for index, signon in enumerate(signons.signatories):
        span = places.span(("signatories", index, "id"))
        first = seen.setdefault(signon.id, span)
        if first is not span:
            message = f"“{signon.id}” stands in the list twice"
            problems.append(Problem("U306", span, message, f"the first is on line {first.line}; take one away"))
        elif signon.id not in library.organisations and signon.id not in library.people:
            if not complete:
                continue
            message = f"no organisation or person of the register is called “{signon.id}”"
            problems.append(Problem("U303", span, message, registered(signon.id, library)))
        else:
            signatory = collect(problems, partial(_signatory, library, signon, span))
            if signatory is not None:
                yield signatory


def _signatory(library: Library, signon: SignOn, span: Span) -> Signatory:
    """One who signs, with the organisation for which a person does. Raises `Refused`."""
    person = library.signatory(signon.id)
    signatory = Signatory(person, signon, span)
    if not isinstance(person, Person) or person.capacity != "organisation" or person.organisation is None:
        return signatory
    if person.organisation in library.organisations:
        organisation = library.organisation(person.organisation)
        return replace(signatory, organisation=organisation)
    named = library.people[person.id].at("organisation")
    remedy = library.organisations.meanings.remedy(person.organisation, "add it to signatories/organisations.yaml")
    raise Refused([Problem("U311", named.span, f"no organisation is called “{person.organisation}”", remedy)])
