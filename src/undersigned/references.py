"""What a campaign refers to and nobody knows: instruments, those who must act, leading signatories, versions."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import replace

from undersigned import versions
from undersigned.assembly import Path, Places
from undersigned.library import Library
from undersigned.models.campaign import Campaign
from undersigned.models.register import SignOns
from undersigned.problems import Problem, did_you_mean
from undersigned.suggestions import new_entry
from undersigned.workspace import Workspace

ADD_ADDRESSEE = "add it to campaigns/shared/addressees.yaml"
ADD_INSTRUMENT = "add it to campaigns/shared/instruments.yaml"


def unknown_instruments(campaign: Campaign, library: Library, places: Places) -> Iterator[Problem]:
    """The treaties and laws that demands of the campaign's own rest on, and that nobody knows."""
    known = library.instruments
    for group_index, group in enumerate(campaign.demands):
        for index, demand in enumerate(group.items):
            for i, basis in enumerate(demand.basis):
                span = places.span(("demands", group_index, "items", index, "basis", i, "instrument"))
                if span.file.startswith("campaigns/") and basis.instrument not in known and known.complete:
                    remedy = known.meanings.remedy(basis.instrument, ADD_INSTRUMENT)
                    yield Problem("U309", span, f"no instrument is called “{basis.instrument}”", remedy)


def unknown_actors(campaign: Campaign, library: Library, places: Places) -> Iterator[Problem]:
    """Those whom a demand of the campaign names as the one who must act, and whom nobody knows."""
    for group_index, group in enumerate(campaign.demands):
        for index, demand in enumerate(group.items):
            path = ("demands", group_index, "items", index)
            named: list[tuple[str | None, Path]] = [(demand.actor, (*path, "actor"))]
            named += [(also.actor, (*path, "also", i, "actor")) for i, also in enumerate(demand.also)]
            named += [(name, (*path, "concerns", i)) for i, name in enumerate(demand.concerns)]
            for number, part in enumerate(demand.items):
                named.append((part.actor, (*path, "items", number, "actor")))
            for name, actor_path in named:
                if name and name not in library.addressees and library.addressees.complete:
                    remedy = library.addressees.meanings.remedy(name, ADD_ADDRESSEE)
                    message = f"nobody who could act is called “{name}”"
                    yield Problem("U304", places.span(actor_path), message, remedy)


def unknown_leads(campaign: Campaign, library: Library, places: Places, signons: SignOns) -> Iterator[Problem]:
    """Those who are to lead the list and do not sign, or no longer."""
    statuses = {signon.id: signon.status for signon in signons.signatories}
    for index, lead in enumerate(campaign.signatories.lead):
        span = places.span(("signatories", "lead", index))
        status = statuses.get(lead)
        if status in ("declined", "withdrawn"):
            message = f"“{lead}” leads the list, and has {status} according to sign-ons.yaml"
            yield Problem("U303", span, message, "take it away here, or correct its status there")
        elif status is None:
            yield Problem("U303", span, *_not_signing(lead, library, statuses))


def _not_signing(lead: str, library: Library, signing: Container[str]) -> tuple[str, str]:
    """Message and remedy for one who leads a list on which it is not."""
    if lead in library.organisations or lead in library.people:
        message = f"“{lead}” leads the list but is not among those who sign"
        return message, f"add “- {lead}” to sign-ons.yaml, or take it away here"
    known = [name for name in (*library.organisations, *library.people) if name in signing]
    meant = did_you_mean(lead, known)
    message = f"“{lead}” leads the list, and no organisation or person of the register is called so"
    return message, meant or registered(lead, library)


def registered(words: str, library: Library) -> str:
    """Whom of the register somebody means by words that are no id in it, or how to add one."""
    found = library.people.meanings.named(words) if not library.organisations.meanings.named(words) else []
    if found:
        return library.people.meanings.remedy(words, "")
    add = library.people.meanings.remedy(words, new_entry(words, "signatories/organisations.yaml"))
    return library.organisations.meanings.remedy(words, add)


def wrong_codes(campaign: Campaign, places: Places) -> Iterator[Problem]:
    """Acceptances of what is no code."""
    for index, entry in enumerate(campaign.accept):
        if not re.fullmatch(r"U\d{3}", entry.code):
            digits = re.search(r"\d{3}", entry.code)
            remedy = f"write U{digits[0]}" if digits else "write the code of a problem, as U402"
            span = places.span(("accept", index, "code"))
            yield Problem("U204", span, f"“{entry.code}” is not the code of a problem", remedy)


def unsaved_version(campaign: Campaign, workspace: Workspace, slug: str, places: Places) -> Iterator[Problem]:
    """The version that people are asked to agree to, where it has not been saved: a campaign may name it first."""
    name = campaign.signoff.version if campaign.signoff else None
    if name and not versions.is_saved(workspace, slug, name):
        missing = versions.missing(workspace, slug, name, places.span(("signoff", "version")))
        remedy = f"save it before anybody is asked: undersigned version save {slug} {name}"
        yield replace(missing, remedy=missing.remedy if "?" in missing.remedy else remedy, severity="warning")
