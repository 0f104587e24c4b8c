"""The library of demand blocks as people look through it: a list by topic, and one block in all its frames."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from undersigned.brief import Brief
from undersigned.framing import Framing
from undersigned.inlines import plain_text
from undersigned.library import Library
from undersigned.markdown import Place, parse, parse_inline
from undersigned.models.campaign import Campaign, LetterKind
from undersigned.models.demand import FRAMES, Demand, Frame
from undersigned.models.shared import Addressee
from undersigned.problems import Problem, Refused, Span, did_you_mean
from undersigned.templating import Templates

_SOMEBODY = Addressee(id="government", name="the Government", kind="state")


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of the list of blocks."""

    id: str
    topic: str
    act: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One block in all its frames, its parameters filled with their examples."""

    demand: Demand
    frames: tuple[tuple[Frame, str], ...]


def listing(library: Library) -> list[Listed]:
    """Every block, by topic and id. Raises `Refused` where a file of blocks has problems."""
    problems = list(library.demands.problems)
    found: list[Listed] = []
    for name in library.demands:
        try:
            shown = show(library, name)
        except Refused as refused:
            problems += refused.problems
            continue
        words = dict(shown.frames)
        found.append(Listed(name, shown.demand.topic or "other", words.get("imperative", "")))
    if problems:
        raise Refused(problems)
    return sorted(found, key=lambda entry: (entry.topic, entry.id))


def show(library: Library, name: str) -> Shown:
    """One block in the frames that it has; raises `Refused` for an unknown id."""
    if name not in library.demands:
        remedy = did_you_mean(name, library.demands) or "`undersigned demands list` shows all"
        raise Refused([Problem("U301", Span("templates/demands"), f"no demand block is called “{name}”", remedy)])
    demand = library.demand(name)
    return Shown(demand, tuple(_frames(library, demand)))


def _frames(library: Library, demand: Demand) -> Iterator[tuple[Frame, str]]:
    somebody = _SOMEBODY
    if demand.actor and demand.actor not in library.addressees:  # a workspace need not know all whom the stock names
        somebody = Addressee(id=demand.actor, name=f"[{demand.actor}]")
        demand = demand.model_copy(update={"actor": None})
    campaign = Campaign(title="Catalogue", target=somebody)
    kind = LetterKind(description="catalogue")
    brief = Brief("catalogue", "catalogue", kind, campaign, (), 0, {}, library, "", Span("templates/demands"))
    framing = Framing(brief, Templates(lambda _name: None), {}, lambda text, place: parse(text, place).blocks)
    for frame in FRAMES:
        try:
            words = framing.words(demand, frame)
        except Refused as refused:
            if any(problem.code != "U405" for problem in refused.problems):
                raise
            continue
        content, _ = parse_inline(words, Place("", 1, "demand", demand.id))
        yield frame, plain_text(content)
