"""Which demands a document lists, to whom, and the number that each has in its list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from undersigned import marks
from undersigned.library import Library
from undersigned.models.campaign import Campaign, LetterKind
from undersigned.models.demand import Demand, DemandGroup, Frame, ListMarks


@dataclass(frozen=True, slots=True)
class Listed:
    """The demands of one group that a document lists, with the marks of the list and its first number."""

    group: DemandGroup
    demands: tuple[Demand, ...]
    marks: ListMarks
    start: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where a demand stands: its number as a sentence says it, and the heading of its list where several have it."""

    number: str
    heading: str = ""


def listed(group: DemandGroup, frame: Frame | None) -> tuple[Demand, ...]:
    """The items that a document with this frame prints: what the addressee itself does stands in clauses only."""
    if frame is None:
        return ()
    return tuple(demand for demand in group.items if frame == "clause" or not demand.operative)


def lists(campaign: Campaign, kind: LetterKind) -> Iterator[Listed]:
    """The lists of demands of a document, in order; a list without demands is left out."""
    number = 0
    for group in campaign.demands:
        demands = listed(group, kind.frame)
        if not demands:
            continue
        look = group.marks or kind.marks
        start = number + 1 if group.numbering == "continue" else 1
        number = start - 1 + (len(demands) if _counts(look, kind) else 0)
        yield Listed(group, demands, look, start)


def places(campaign: Campaign, kind: LetterKind) -> dict[str, Place | None]:
    """Where each demand of a document stands, by its id and by those of the blocks that it merges; None where its list
    has no numbers."""
    found: dict[str, Place | None] = {}
    headings: dict[str, set[str]] = {}
    for one in lists(campaign, kind):
        for offset, demand in enumerate(one.demands):
            number = _number(one.marks, one.start + offset, kind)
            for name, place in _with_parts(demand, number, one.group.heading or "", kind):
                found.setdefault(name, place)
                if place:
                    headings.setdefault(place.number, set()).add(place.heading)
    return {
        name: Place(place.number, place.heading if len(headings[place.number]) > 1 else "") if place else None
        for name, place in found.items()
    }


def concerning(campaign: Campaign, addressee: str, library: Library) -> Campaign:
    """The campaign with the demands that concern one of its addressees, when each gets a letter of its own.

    A demand that names nobody in `concerns` concerns all, unless one of the addressees alone must carry it out.
    """
    everybody = frozenset(person.id for person in campaign.addressees)
    groups = []
    for group in campaign.demands:
        items = tuple(demand for demand in group.items if addressee in _concerned(demand, everybody, library))
        groups.append(group.model_copy(update={"items": items}))
    return campaign.model_copy(update={"demands": tuple(groups)})


def vary(campaign: Campaign, library: Library) -> bool:
    """Whether the demands of a campaign, or how they speak of who must act, depend on who receives the letter."""
    everybody = frozenset(person.id for person in campaign.addressees)
    target = {campaign.target.id} if campaign.target else set()
    actors = target | {demand.actor for group in campaign.demands for demand in group.items if demand.actor}
    return any(demand.concerns for group in campaign.demands for demand in group.items) or any(
        library.receivers(actor) & everybody for actor in actors
    )


def _concerned(demand: Demand, everybody: frozenset[str], library: Library) -> frozenset[str]:
    if demand.concerns:
        return frozenset().union(*(library.receivers(name) for name in demand.concerns))
    acting = library.receivers(demand.actor) if demand.actor else frozenset()
    return acting if acting and acting < everybody else everybody


def _with_parts(demand: Demand, number: str, heading: str, kind: LetterKind) -> Iterator[tuple[str, Place | None]]:
    place = Place(number, heading) if number else None
    for name in (demand.id, *demand.merge):
        yield name, place
    for position, part in enumerate(demand.items, 1):
        mark = _number(demand.marks, position, kind, within=True)
        yield part.id, Place(f"{number}({mark})", heading) if number and mark else None


def _counts(look: ListMarks, kind: LetterKind) -> bool:
    return look not in ("none", "bullets") and kind.frame != "clause"


def _number(look: ListMarks, number: int, kind: LetterKind, *, within: bool = False) -> str:
    if look == "none" or look == "bullets" or (kind.frame == "clause" and not within):
        return ""
    return marks.bare(look, number)
