"""What is wrong with those whom a letter addresses or names: an office that has ended, a greeting that is missing."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from undersigned.addressing import has_greeting
from undersigned.assembly import Path, Places
from undersigned.models.campaign import Campaign, LetterKind
from undersigned.models.shared import Addressee, Fact
from undersigned.problems import Problem


def recipient_problems(
    campaign: Campaign, kind: LetterKind, group: Addressee | None, places: Places
) -> Iterator[Problem]:
    """Offices that ended before the letter's date, and addressees for whom no salutation can be made."""
    named: list[tuple[str, datetime.date | None, Path]] = [
        *((person.name, person.until, ("addressees", i)) for i, person in enumerate(campaign.addressees)),
        *((copy.name, copy.until, ("cc", i)) for i, copy in enumerate(campaign.cc)),
    ]
    if campaign.target:
        named.append((campaign.target.name, campaign.target.until, ("target",)))
    for name, until, path in named:
        if until and campaign.date and until < campaign.date:
            message = f"{name} held this office until {until}, and the letter is dated {campaign.date}"
            yield Problem("U314", places.span((*path, "until")), message, "write to who holds it now")
    if not kind.addressed or campaign.salutation or (group and group.greeting):
        return
    for index, person in enumerate(campaign.addressees):
        if not has_greeting(person):
            message = f"no salutation can be made for {person.name}"
            remedy = "add “greeting: Minister Able” to the addressee, or “salutation: …” to the campaign"
            yield Problem("U316", places.span(("addressees", index)), message, remedy)


def unagreed_persons(fact: Fact, places: Places, path: Path = ()) -> Iterator[Problem]:
    """Those whom a fact names, who are not public figures and have not agreed; `path` is where the fact stands."""
    for index, person in enumerate(fact.persons):
        if not person.public and person.consent is None:
            message = f"{person.name} is named, is no public figure, and has not agreed"
            remedy = "add “consent: …” (how and when), or “public: true”, or leave the name out"
            yield Problem("U315", places.span((*path, "persons", index)), message, remedy)
