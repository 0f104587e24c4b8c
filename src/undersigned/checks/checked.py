"""A drafted letter as the checks that know campaigns see it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cached_property

from undersigned.brief import Brief
from undersigned.checks.findings import Finding, Reading
from undersigned.document import (
    Addressees,
    Contact,
    CopyList,
    Credit,
    DateLine,
    Letterhead,
    Masthead,
    Origin,
    Salutation,
    Signatories,
    SignatoryGroup,
    Standfirst,
    Subject,
    Tags,
    Title,
    Valediction,
)
from undersigned.drafted import Drafted
from undersigned.inlines import plain_text
from undersigned.models.campaign import Campaign
from undersigned.passages import Passage
from undersigned.problems import Problem, Span

_STAND_IN = datetime.date(2000, 1, 1)
"""What loading puts where the date of a campaign is wrong."""


class Checked:
    """One document of a campaign in one language, and the day on which it is looked at.

    Each is equal to itself alone, so that what is found out about it can be kept.
    """

    def __init__(self, drafted: Drafted, today: datetime.date) -> None:
        self.drafted, self.today = drafted, today

    @property
    def brief(self) -> Brief:
        return self.drafted.brief

    @property
    def campaign(self) -> Campaign:
        return self.drafted.brief.campaign

    @cached_property
    def date(self) -> datetime.date | None:
        """The date of the letter; none where the campaign has none, or something else that is no date."""
        day = self.campaign.date
        if day != _STAND_IN:
            return day
        span = self.span("date")
        written = self.brief.library.workspace.lines(span.file)[span.line - 1 : span.line]
        return day if any(day.isoformat() in line for line in written) else None

    @cached_property
    def reading(self) -> Reading:
        printed = (*self.drafted.passages, *self._without_a_place())
        return Reading(tuple(map(self._where_typed, printed)), self.campaign.language)

    def _without_a_place(self) -> Iterator[Passage]:
        """What no template and no field of the letter prints by itself: the subject where it stands in the header
        alone, and the headings of a list of signatories."""
        document = self.drafted.document
        if document.subject and not any(document.subject in one.words for one in self.drafted.passages):
            yield Passage(document.subject, Origin("", 1, "part", "subject"), Subject)
        for block in document.blocks:
            for group in block.groups if isinstance(block, Signatories) else ():
                if group.heading:
                    span = self.span("signatories")
                    origin = Origin(span.file, span.line, "field", "signatories")
                    yield Passage(plain_text(group.heading), origin, SignatoryGroup, (Signatories,))

    def _where_typed(self, passage: Passage) -> Passage:
        """The passage with the place of the campaign's field where the template prints one: a title, a salutation."""
        if passage.origin.kind == "demand" and passage.origin.file.startswith("(stock)"):
            return self._at(passage, self._use_of(passage.origin.id))
        field = _FIELDS.get(passage.block) or next((_FIELDS[node] for node in passage.within if node in _FIELDS), None)
        if field == "salutation" and not self.campaign.salutation:
            field = "addressees"  # whose greetings make it
        if field is None or passage.origin.kind != "part" or not getattr(self.campaign, field):
            return passage
        return self._at(passage, self.span(field))

    def put_together_from(self, finding: Finding) -> Iterator[tuple[str, int, int]]:
        """Where words may stand that are printed by their names or ids: the facts that the letter states, what fills
        the gaps of a demand, and the entries of signatories and addressees."""
        for name in self.drafted.stated:
            text = (self.brief.facts.get(name) or self.brief.library.fact(name)).text
            yield text.file, text.line, text.line + text.text.count("\n") + _WRAPPED
        if finding.passage.origin.file.endswith(".j2"):
            file = self.span("title").file
            yield file, 1, len(self.brief.library.workspace.lines(file))
        if finding.passage.origin.kind == "demand":
            for path in self._given_to(finding.passage.origin.id):
                span = self.span(*path)
                yield span.file, span.line, span.line + _WRAPPED
        for nodes, files in _SHARED.items():
            if finding.passage.lies_in(*nodes):
                yield from ((file, 1, len(self.brief.library.workspace.lines(file))) for file in files)

    def _given_to(self, demand: str) -> Iterator[tuple[str | int, ...]]:
        """The fields of the campaign with what fills the gaps of a demand."""
        for number, group in enumerate(self.campaign.demands):
            for index, item in enumerate(group.items):
                path = ("demands", number, "items", index)
                for one, place in ((item, path), *((part, (*path, "items", n)) for n, part in enumerate(item.items))):
                    if one.id == demand:
                        yield from ((*place, "with", name) for name in one.with_)

    def _use_of(self, demand: str) -> Span:
        """Where the campaign asks for a demand."""
        lists = (
            (number, item) for number, group in enumerate(self.campaign.demands) for item in enumerate(group.items)
        )
        return next(
            (self.span("demands", n, "items", i) for n, (i, item) in lists if item.id == demand), self.span("demands")
        )

    def _at(self, passage: Passage, span: Span) -> Passage:
        return replace(passage, origin=replace(passage.origin, file=span.file, line=span.line))

    def span(self, *path: str | int) -> Span:
        """Where a field of the campaign stands, as `span("cc", 2, "name")`; of a list or group, its key."""
        return self.brief.places.span(path)


_WRAPPED = 4
"""Over how many lines more a file may wrap a text."""
_SHARED: dict[tuple[type, ...], tuple[str, ...]] = {
    (Signatories,): ("signatories/organisations.yaml", "signatories/people.yaml"),
    (Addressees, CopyList, Salutation): ("campaigns/shared/addressees.yaml",),
}
"""Files that hold what is printed in some nodes."""

_FIELDS: dict[type, str] = {
    Addressees: "addressees",
    Contact: "sender",
    CopyList: "cc",
    Credit: "credit",
    DateLine: "place",
    Letterhead: "sender",
    Masthead: "masthead",
    Salutation: "salutation",
    Standfirst: "standfirst",
    Subject: "subject",
    Tags: "tags",
    Title: "title",
    Valediction: "valediction",
}
"""The fields of a campaign that templates print, by the nodes that they become."""

LetterCheck = Callable[[Checked], Iterable[Finding | Problem]]
