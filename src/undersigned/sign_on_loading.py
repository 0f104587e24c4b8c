"""`sign-ons.yaml` to models, and those who sign to entries of the register."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from undersigned.assembly import Made, Piece, Places
from undersigned.brief import Signatory
from undersigned.library import Library
from undersigned.models.register import Person, SignOn, SignOns
from undersigned.problems import Problem, Refused, Span, collect, did_you_mean
from undersigned.validation import validate
from undersigned.workspace import Workspace


def read_sign_ons(workspace: Workspace, folder: Path) -> tuple[SignOns, Places | None]:
    path = folder / "sign-ons.yaml"
    if not path.is_file():
        return SignOns(), None
    whole = Piece.whole(workspace.read(path))
    entries = whole.get("signatories")
    if entries is None or not isinstance(entries.data, list):
        return validate(SignOns, whole, whole.span)
    items = [Made(item, {"id": item}) if isinstance(item.data, str) else item for item in entries.items()]
    return validate(SignOns, {**whole.entries(), "signatories": items}, whole.span)


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
            remedy = did_you_mean(signon.id, [*library.organisations, *library.people])
            problems.append(Problem("U303", span, message, remedy or "add it to signatories/organisations.yaml"))
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
    remedy = did_you_mean(person.organisation, library.organisations) or "add it to signatories/organisations.yaml"
    raise Refused([Problem("U311", named.span, f"no organisation is called “{person.organisation}”", remedy)])
