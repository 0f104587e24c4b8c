"""What one document is drafted from."""

from __future__ import annotations

from dataclasses import dataclass

from undersigned.library import Library
from undersigned.models.campaign import Campaign, LetterKind
from undersigned.models.register import Organisation, Person, SignOn
from undersigned.models.shared import Fact
from undersigned.problems import Span


@dataclass(frozen=True, slots=True)
class Signatory:
    """One who signs: the entry of the register, the answer to this campaign, and where that stands."""

    entry: Organisation | Person
    signon: SignOn
    span: Span


@dataclass(frozen=True, slots=True)
class Brief:
    """All that one document of one campaign is drafted from."""

    slug: str
    document: str
    kind: LetterKind
    campaign: Campaign
    signatories: tuple[Signatory, ...]
    withheld: int
    facts: dict[str, Fact]
    library: Library
    template: str
    span: Span
