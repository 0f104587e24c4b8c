"""What one document is drafted from."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from undersigned.assembly import Places
from undersigned.counting import Counts
from undersigned.library import Library
from undersigned.models.campaign import Campaign, LetterKind
from undersigned.models.register import Organisation, Person, SignOn
from undersigned.models.shared import Addressee, Fact
from undersigned.problems import Span


@dataclass(frozen=True, slots=True)
class Signatory:
    """One who signs: the entry of the register, the answer to this campaign, and where that stands.

    `organisation` is the one for which a person signs who does not sign for themselves.
    """

    entry: Organisation | Person
    signon: SignOn
    span: Span
    organisation: Organisation | None = None

    @property
    def signing(self) -> Organisation | Person:
        """Whose signature it is: that of the organisation if a person gives it on behalf of one."""
        return self.organisation or self.entry


@dataclass(frozen=True, slots=True)
class Brief:
    """All that one document of one campaign is drafted from, in one language.

    `group` is whom the letter addresses as a whole, where its addressees are the members of one group;
    `multilingual` says that the campaign has other languages besides; `facts_are_foreign` that its own facts are
    written in another language than this letter. `counts` are numbers of signatories that sentences say instead of
    today's: those with which a version was saved; `places` is where the fields of the campaign stand.
    """

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
    group: Addressee | None = None
    multilingual: bool = False
    facts_are_foreign: bool = False
    counts: Counts | None = None
    places: Places = field(default_factory=lambda: Places(Span("")))

    @property
    def letterhead(self) -> Path | None:
        """The Word file whose paper the document is printed on: the campaign's own, the kind's, or the workspace's."""
        workspace = self.library.workspace
        own = workspace.campaigns / self.slug / "letterhead.docx"
        kinds = workspace.find_template(f"letters/{self.document}/letterhead.docx")
        return own if own.is_file() else kinds or workspace.find_template("letterhead.docx")

    def speaks_to(self, actor: Addressee) -> bool:
        """Whether the letter speaks to somebody: whether all who receive it are this actor, or members of it."""
        receiving = {addressee.id for addressee in self.campaign.addressees}
        if not self.kind.addressed or not receiving:
            return False
        return receiving <= ({actor.id} | (self.library.receivers(actor.id) if actor.members else set()))
