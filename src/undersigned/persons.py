"""Persons whom facts and lists of signatories name: who is no public figure has agreed to it. Those who receive a
letter: what their entries say twice, or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from undersigned.assembly import Path, Places
from undersigned.models.campaign import Campaign
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


def unfit_addressees(campaign: Campaign, places: Places) -> Iterator[Problem]:
    """Those who receive a letter, where the name says what another field says as well, and groups of nobody."""
    for index, person in enumerate(campaign.addressees):
        path = ("addressees", index)
        if person.kind == "group" and not person.members:
            message = f"“{person.name}” is a group that has no members"
            remedy = "add “members: […]” with their ids, or write “kind: body” and “plural: true”"
            yield Problem("U304", places.span((*path, "kind")), message, remedy, "warning")
        name = person.formal or person.name
        for key, said in (("honorific", person.honorific), ("office", person.office)):
            if said and re.search(rf"{'^' * (key == 'honorific')}\b{re.escape(said)}(?!\w)", name, re.IGNORECASE):
                message = f"“{said}” stands in the name and in “{key}”, and would be printed twice"
                span = places.span((*path, "formal" if person.formal else "name"))
                yield Problem("U625", span, message, f"take it out of the name, or take “{key}” away", "warning")
