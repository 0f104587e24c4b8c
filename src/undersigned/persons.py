"""Persons whom facts name: who is no public figure has agreed to it."""

from __future__ import annotations

from collections.abc import Iterator

from undersigned.assembly import Path, Places
from undersigned.models.shared import Fact
from undersigned.problems import Problem


def unagreed_persons(fact: Fact, places: Places, path: Path = ()) -> Iterator[Problem]:
    """Those whom a fact names, who are not public figures and have not agreed; `path` is where the fact stands."""
    for index, person in enumerate(fact.persons):
        if not person.public and person.consent is None:
            message = f"{person.name} is named, is no public figure, and has not agreed"
            remedy = "add “consent: …” (how and when), or “public: true”, or leave the name out"
            yield Problem("U315", places.span((*path, "persons", index)), message, remedy)
