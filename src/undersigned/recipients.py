"""What is wrong with those whom a letter addresses or names: an office that has ended, a greeting that is missing."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from undersigned.addressing import has_greeting
from undersigned.assembly import Path, Places
from undersigned.language import base
from undersigned.library import Library
from undersigned.models.campaign import Campaign, LetterKind
from undersigned.models.shared import Addressee
from undersigned.problems import Problem
from undersigned.workspace import STOCK_NAME


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


def concerning_nobody(campaign: Campaign, library: Library, kind: LetterKind, places: Places) -> Iterator[Problem]:
    """Demands that concern somebody who does not receive the letter, and would be asked of nobody."""
    receiving = {person.id for person in campaign.addressees}
    if not kind.addressed or not receiving:
        return
    for group_index, group in enumerate(campaign.demands):
        for index, demand in enumerate(group.items):
            for number, name in enumerate(demand.concerns):
                if name in library.addressees and not library.receivers(name) & receiving:
                    span = places.span(("demands", group_index, "items", index, "concerns", number))
                    message = f"the demand “{demand.id}” concerns “{name}”, who does not receive this letter"
                    yield Problem("U322", span, message, "add it to “addressees”, or take it away here", "warning")


def unnamed(campaign: Campaign, library: Library, places: Places) -> Iterator[Problem]:
    """Shared addressees and actors that a letter in another language than English would name in English."""
    spoken = campaign.language
    if base(spoken) == "en":
        return
    stated = [(person, places.span(("addressees", i))) for i, person in enumerate(campaign.addressees)]
    stated += [(campaign.target, places.span(("target",)))] if campaign.target else []
    shared = [(person, span) for person, span in stated if person.id in library.addressees]
    acting = {demand.actor for group in campaign.demands for demand in group.items if demand.actor}
    for name in sorted(acting & set(library.addressees)):
        shared.append((library.addressee(name), library.addressees[name].key_span))
    for person, place in shared:
        if person.kind != "person" and not {spoken, base(spoken)} & set(person.languages):
            named = f"languages: {{{base(spoken)}: {{name: …}}}}"
            remedy = f"add “{named}” to it"
            span = place
            if place.file.startswith(STOCK_NAME):  # where nobody can write
                span = places.span(("language",))
                remedy = f"write in campaigns/shared/addressees.yaml “{person.id}: {{name: {person.name}, {named}}}”"
            yield Problem("U321", span, f"“{person.name}” has no name in the language “{spoken}”", remedy, "warning")
