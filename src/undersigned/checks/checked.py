"""A drafted letter as the checks that know campaigns see it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from undersigned.brief import Brief
from undersigned.checks.findings import Finding, Reading
from undersigned.drafted import Drafted
from undersigned.models.campaign import Campaign
from undersigned.problems import Problem, Span


@dataclass(frozen=True)
class Checked:
    """One document of a campaign in one language, and the day on which it is looked at."""

    drafted: Drafted
    today: datetime.date

    @property
    def brief(self) -> Brief:
        return self.drafted.brief

    @property
    def campaign(self) -> Campaign:
        return self.drafted.brief.campaign

    @cached_property
    def reading(self) -> Reading:
        return Reading(self.drafted.passages, self.campaign.language)

    def span(self, *path: str | int) -> Span:
        """Where a field of the campaign stands, as `span("cc", 2, "name")`; of a list or group, its key."""
        return self.brief.places.span(path)


LetterCheck = Callable[[Checked], Iterable[Finding | Problem]]
