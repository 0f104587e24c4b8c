"""Where demand blocks and facts are used: in which campaigns and documents, when, how, and in which words.

Every document is drafted, and the words are read from what it prints: a block that a campaign takes up and no document
prints is not used.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any, Literal

from undersigned import numbering
from undersigned.brief import Brief
from undersigned.catalogue import passages
from undersigned.catalogue.passages import Passage
from undersigned.document import Document
from undersigned.drafting import Drafter
from undersigned.inlines import plain_text
from undersigned.library import Library
from undersigned.loading import read_campaign
from undersigned.markdown import Place, parse_inline
from undersigned.models.demand import Demand
from undersigned.problems import Refused
from undersigned.templating import Templates

How = Literal["listed", "merged", "in prose", "stated", "cited"]


@dataclass(frozen=True, slots=True)
class Use:
    """One place that uses a demand block (`listed`, `merged` with others, `in prose`) or a fact (`stated`, `cited`).

    `date` is that of the document, year-month-day, empty in a draft; `number` what a sentence of the letter would call
    the demand by (`2`, `3(b)`), empty where its list has none. `words` are as printed, of a fact that is cited those
    before the mark of the note. `file` and `line` say where they come from.
    """

    id: str
    campaign: str
    document: str
    language: str
    date: str
    how: How
    number: str
    words: str
    file: str
    line: int

    def record(self) -> dict[str, Any]:
        """The use as a program reads it, of a block or fact that it knows."""
        record = asdict(self)
        del record["id"]
        return {**record, "date": self.date or None, "number": self.number or None}


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

    def use(self, name: str, how: How, passage: Passage, words: str, number: str = "") -> Use:
        day = self.brief.campaign.date
        origin = passage.origin
        return Use(
            name,
            self.brief.slug,
            self.brief.document,
            self.brief.campaign.language,
            day.isoformat() if day else "",
            how,
            number,
            words,
            origin.file,
            origin.line,
        )


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


def demand_uses(drafted: Drafted) -> Iterator[Use]:
    """Every use of a block of the library in a document: first in its lists, then in its prose."""
    places = numbering.places(drafted.brief.campaign, drafted.brief.kind)
    for name, passage in drafted.listed.items():
        demand = drafted.own[name]
        place = places.get(name)
        number = place.number if place else ""
        for block in blocks_of(demand):
            yield drafted.use(block, "merged" if demand.merge else "listed", passage, passage.words, number)
    for name, said in drafted.asked.items():
        own = drafted.own.get(name)
        for words in map(plain, said):
            printed = _printing(drafted, words)
            for block in blocks_of(own) if own else (name,):
                if printed:
                    yield drafted.use(block, "in prose", printed, words)


def blocks_of(demand: Demand) -> tuple[str, ...]:
    """The blocks of the library that a demand is made of; none where it is the campaign's own."""
    return (demand.use,) if demand.use else demand.merge


def fact_uses(drafted: Drafted) -> Iterator[Use]:
    """Every use of a shared fact in a document; what a campaign states as a fact of its own is none."""
    stated = {name: list(map(plain, said)) for name, said in drafted.stated.items()}
    for name, said in stated.items():
        for words in said:
            printed = _printing(drafted, words)
            if printed and name not in drafted.brief.facts:
                yield drafted.use(name, "stated", printed, words)
    for passage in drafted.passages:
        for before, note in passage.notes:
            origin = note.blocks[0].origin
            if origin is None or origin.kind != "fact" or origin.id in drafted.brief.facts:
                continue
            if not before.rstrip().endswith(tuple(stated.get(origin.id, ()))):
                words = (passages.sentences(before) or [""])[-1]
                yield drafted.use(origin.id, "cited", passage, words)


def plain(markdown: str) -> str:
    """The words of a phrase in Markdown, without its notes."""
    return plain_text(parse_inline(markdown.split("[^")[0] if "[^" in markdown else markdown, _NOWHERE)[0])


_NOWHERE = Place("", 1, "field", "")


def _printing(drafted: Drafted, words: str) -> Passage | None:
    """The passage that prints the words; None where the document leaves them out."""
    return next((passage for passage in drafted.passages if words in passage.words), None)
