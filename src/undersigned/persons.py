"""Persons whom facts and lists of signatories name: who is no public figure has agreed to it."""

from __future__ import annotations

from collections.abc import Iterator

from undersigned.assembly import Path, Places
from undersigned.models.register import Person
from undersigned.models.shared import Fact
from undersigned.problems import Problem


def unagreed_persons(fact: Fact, places: Places, path: Path = ()) -> Iterator[Problem]:
    """Those whom a fact names, who are not public figures and have not agreed; `path` is where the fact stands."""
    for index, person in enumerate(fact.persons):
        if not person.public and person.consent is None:
            message = f"{person.name} is named, is no public figure, and has not agreed"
            remedy = "add “consent: …” (how and when), or “public: true”, or leave the name out"
            yield Problem("U315", places.span((*path, "persons", index)), message, remedy)


def unfit_person(person: Person, places: Places) -> Iterator[Problem]:
    """What somebody of the register who signs on behalf of an organisation lacks: the organisation, or consent."""
    if person.capacity != "organisation":
        return
    if person.organisation is None:
        message = f"{person.name} signs on behalf of an organisation, and none is named"
        yield Problem("U331", places.span(("capacity",)), message, "add “organisation: …” with its id")
    if person.consent is None:
        message = f"{person.name} would be named as signing for an organisation, and has not agreed to that"
        remedy = "add “consent: …” (how and when), or let the organisation sign without a name"
        yield Problem("U330", places.span(("capacity",)), message, remedy)
