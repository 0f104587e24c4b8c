"""Where demand blocks and facts are used: in which campaigns and documents, when, how, and in which words.

Every document is drafted, and the words are read from what it prints: a block that a campaign takes up and no document
prints is not used.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any, Literal

from undersigned import numbering
from undersigned.drafted import Drafted
from undersigned.inlines import plain_text
from undersigned.markdown import Place, parse_inline
from undersigned.models.demand import Demand
from undersigned.passages import Passage, sentences

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


def demand_uses(drafted: Drafted) -> Iterator[Use]:
    """Every use of a block of the library in a document: first in its lists, then in its prose."""
    places = numbering.places(drafted.brief.campaign, drafted.brief.kind)
    for name, passage in drafted.listed.items():
        demand = drafted.own[name]
        place = places.get(name)
        number = place.number if place else ""
        for block in blocks_of(demand):
            yield _use(drafted, block, "merged" if demand.merge else "listed", passage, passage.words, number)
    for name, said in drafted.asked.items():
        own = drafted.own.get(name)
        for words in map(plain, said):
            printed = _printing(drafted, words)
            for block in blocks_of(own) if own else (name,):
                if printed:
                    yield _use(drafted, block, "in prose", printed, words)


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
                yield _use(drafted, name, "stated", printed, words)
    for passage in drafted.passages:
        for at, note in passage.notes:
            before = passage.words[:at]
            origin = note.blocks[0].origin
            if origin is None or origin.kind != "fact" or origin.id in drafted.brief.facts:
                continue
            if not before.rstrip().endswith(tuple(stated.get(origin.id, ()))):
                words = (sentences(before) or [""])[-1]
                yield _use(drafted, origin.id, "cited", passage, words)


def plain(markdown: str) -> str:
    """The words of a phrase in Markdown, without its notes."""
    return plain_text(parse_inline(markdown.split("[^")[0] if "[^" in markdown else markdown, _NOWHERE)[0])


_NOWHERE = Place("", 1, "field", "")


def _printing(drafted: Drafted, words: str) -> Passage | None:
    """The passage that prints the words; None where the document leaves them out."""
    return next((passage for passage in drafted.passages if words in passage.words), None)


def _use(drafted: Drafted, name: str, how: How, passage: Passage, words: str, number: str = "") -> Use:
    day = drafted.brief.campaign.date
    origin = passage.origin
    return Use(
        name,
        drafted.brief.slug,
        drafted.brief.document,
        drafted.brief.campaign.language,
        day.isoformat() if day else "",
        how,
        number,
        words,
        origin.file,
        origin.line,
    )
