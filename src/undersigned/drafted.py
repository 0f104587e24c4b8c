"""A drafted document with what it was drafted from: what the catalogue and the checks read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from undersigned import passages
from undersigned.brief import Brief
from undersigned.document import Document
from undersigned.drafting import Drafter
from undersigned.library import Library
from undersigned.loading import read_campaign
from undersigned.models.demand import Demand
from undersigned.passages import Passage
from undersigned.problems import Refused
from undersigned.templating import Templates


@dataclass(frozen=True)
class Drafted:
    """One document of a campaign in one language, to all its addressees, with what was noted while it was drafted."""

    brief: Brief
    document: Document
    asked: Mapping[str, list[str]]
    stated: Mapping[str, list[str]]

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        return tuple(passages.passages(self.document.blocks))

    @cached_property
    def listed(self) -> dict[str, Passage]:
        """The demands that the document lists, by id."""
        return passages.demands(self.document.blocks)

    @cached_property
    def own(self) -> dict[str, Demand]:
        """The demands and commitments of the campaign, those below others included, by id."""
        campaign = self.brief.campaign
        promised = campaign.commitments.items if campaign.commitments else ()
        items = [*(item for group in campaign.demands for item in group.items), *promised]
        return {demand.id: demand for item in items for demand in (item, *item.items)}


def draft_all(library: Library, templates: Templates, slug: str) -> list[Drafted]:
    """Every document of a campaign in each of its languages. Raises `Refused` with all that stands in the way; what is
    only worth a warning is left to `check`."""
    loaded = read_campaign(library, slug)
    problems = [problem for problem in loaded.problems if problem.severity == "error"]
    drafted = []
    for brief in loaded.briefs:
        drafter = Drafter(brief, templates)
        try:
            drafted.append(Drafted(brief, drafter.draft(), drafter.asked, drafter.stated))
        except Refused as refused:
            problems += refused.problems
    if problems:
        raise Refused(problems)
    return drafted
