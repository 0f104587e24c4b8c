"""What a campaign refers to and nobody knows: instruments, those who must act, leading signatories, versions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from undersigned import versions
from undersigned.assembly import Path, Places
from undersigned.library import Library
from undersigned.models.campaign import Campaign
from undersigned.models.register import SignOns
from undersigned.problems import Problem, did_you_mean
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
                    remedy = did_you_mean(basis.instrument, known) or ADD_INSTRUMENT
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
                    remedy = did_you_mean(name, library.addressees.suggestions()) or ADD_ADDRESSEE
                    message = f"nobody who could act is called “{name}”"
                    yield Problem("U304", places.span(actor_path), message, remedy)


def unknown_leads(campaign: Campaign, places: Places, signons: SignOns) -> Iterator[Problem]:
    """Those who are to lead the list and do not sign."""
    signing = {signon.id for signon in signons.signatories}
    for index, lead in enumerate(campaign.signatories.lead):
        if lead not in signing:
            span = places.span(("signatories", "lead", index))
            remedy = did_you_mean(lead, signing) or "add it to sign-ons.yaml"
            yield Problem("U303", span, f"“{lead}” leads the list but is not among those who sign", remedy)


def unsaved_version(campaign: Campaign, workspace: Workspace, slug: str, places: Places) -> Iterator[Problem]:
    """The version that people are asked to agree to, where it has not been saved: a campaign may name it first."""
    name = campaign.signoff.version if campaign.signoff else None
    if name and not versions.is_saved(workspace, slug, name):
        missing = versions.missing(workspace, slug, name, places.span(("signoff", "version")))
        remedy = f"save it before anybody is asked: undersigned version save {slug} {name}"
        yield replace(missing, remedy=missing.remedy if "?" in missing.remedy else remedy, severity="warning")
