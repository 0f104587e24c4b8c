"""The library of demand blocks as people look through it: a list by topic, and one block in all its frames."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from undersigned import language
from undersigned.brief import Brief
from undersigned.document import Inlines
from undersigned.framing import Framing
from undersigned.inlines import plain_text
from undersigned.library import Library
from undersigned.markdown import Place, parse, parse_inline
from undersigned.models.campaign import Campaign, LetterKind
from undersigned.models.demand import FRAMES, Demand, Frame, Parameter, ParameterWords
from undersigned.models.shared import Addressee, AddresseeWords
from undersigned.problems import Refused, Span
from undersigned.sandbox import markdown, text
from undersigned.searching import haystack, holds, in_name
from undersigned.templating import Templates

_SOMEBODY = Addressee(
    id="government",
    name="the Government",
    kind="state",
    languages={"fr": AddresseeWords(name="le Gouvernement")},
)
_FILE = Span("templates/demands")
_NO_TEMPLATES = Templates(lambda _name: None)

Fill = Callable[[str, Parameter, str], tuple[str, ...] | None]
"""What a gap is filled with, by its name, its parameter and the language; None for its default, or else its example."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list of blocks. `asks` is the imperative, None where the block has none in the language wanted;
    `replaced_by` is the block that stands for it now. `haystack` holds whatever a search may find, folded."""

    id: str
    topic: str
    asks: str | None
    tags: tuple[str, ...]
    replaced_by: str | None
    haystack: str = field(repr=False)

    def is_wanted(self, words: str, topic: str, tag: str) -> bool:
        """Whether the block says the words anywhere, and its topic and one of its tags hold what is looked for."""
        tags = self.tags or ("",)
        return holds(self.haystack, words) and in_name(topic, self.topic) and any(in_name(tag, one) for one in tags)

    def record(self) -> dict[str, Any]:
        """The entry as a program reads it."""
        return {
            "id": self.id,
            "topic": self.topic,
            "asks": self.asks,
            "tags": list(self.tags),
            "replaced_by": self.replaced_by,
        }


@dataclass(frozen=True, slots=True)
class Shown:
    """One block in all its frames, by language, its gaps filled. `basis` is in words, an instrument of law each."""

    demand: Demand
    frames: Mapping[str, Mapping[Frame, str]]
    basis: tuple[str, ...]
    replaced_by: str | None

    def record(self) -> dict[str, Any]:
        """The block as a program reads it."""
        demand = self.demand
        return {
            "id": demand.id,
            "topic": topic_of(demand),
            "tags": list(demand.tags),
            "languages": list(self.frames),
            "frames": {spoken: dict(frames) for spoken, frames in self.frames.items()},
            "parameters": [
                {
                    "name": name,
                    "kind": parameter.kind,
                    "description": parameter.description,
                    "example": list(parameter.example),
                    "default": None if parameter.default is None else list(parameter.default),
                }
                for name, parameter in demand.parameters.items()
            ],
            "basis": list(self.basis),
            "note": demand.note,
            "supersedes": demand.supersedes,
            "replaced_by": self.replaced_by,
        }


def listing(library: Library, spoken: str = "en") -> list[Entry]:
    """Every block, by topic and id. Raises `Refused` with all that is wrong in the files of blocks."""
    entries = [
        Entry(
            demand.id,
            topic_of(demand),
            _asks(library, demand, spoken),
            demand.tags,
            library.successor(demand.id),
            haystack(demand.id, library.demands[demand.id].data),
        )
        for demand in every(library)
    ]
    return sorted(entries, key=lambda entry: (entry.topic.casefold(), entry.id))


def every(library: Library) -> list[Demand]:
    """Every block of the library. Raises `Refused` with all that is wrong in the files of blocks."""
    problems = list(library.demands.problems)
    found = []
    for name in library.demands:
        try:
            found.append(library.demand(name))
        except Refused as refused:
            problems += refused.problems
    if problems:
        raise Refused(problems)
    return found


def show(library: Library, name: str) -> Shown:
    """One block in all the frames that it has, by language; raises `Refused` where it is wrong."""
    demand = library.demand(name)
    spoken = {tag: words(library, demand, tag) for tag in languages_of(demand)}
    said = {tag: {frame: plain_text(content) for frame, content in frames.items()} for tag, frames in spoken.items()}
    return Shown(demand, said, tuple(basis_words(library, demand, "en")), library.successor(name))


def topic_of(demand: Demand) -> str:
    return demand.topic or "other"


def languages_of(demand: Demand) -> tuple[str, ...]:
    """The languages that a block has words in, English first."""
    return tuple(dict.fromkeys(("en", *demand.languages)))


def spoken(library: Library) -> tuple[str, ...]:
    """The languages that some block of the library has words in."""
    return tuple(dict.fromkeys(tag for demand in every(library) for tag in languages_of(demand)))


def basis_words(library: Library, demand: Demand, spoken: str) -> list[str]:
    """The rules of law that a block rests on, an instrument each: `Mandela Rules, Rules 58 and 61`, `International
    Covenant on Civil and Political Rights (ICCPR), articles 9 and 19`."""
    found = []
    for instrument, rules in groupby(demand.basis, key=lambda basis: basis.instrument):
        stated = [rule.article for rule in rules if rule.article]
        numbers = [article for article in stated if article[0].isdigit()]
        others = [article for article in stated if article not in numbers]
        parts = [f"article{'s' * (len(numbers) > 1)} {language.join(numbers, spoken)}"] if numbers else []
        found.append(", ".join([_instrument(library, instrument, spoken), *parts, *others]))
    return found


def _instrument(library: Library, name: str, spoken: str) -> str:
    """The name of an instrument, with its acronym where it has one; the id of one that the workspace does not know."""
    if name not in library.instruments:
        return name
    instrument = library.instrument(name)
    words = language.in_language(instrument.names, spoken, instrument.name)
    acronym = instrument.short if instrument.short and instrument.short.isupper() else None
    return f"{words} ({acronym})" if acronym and acronym not in words and language.base(spoken) == "en" else words


# --- words ------------------------------------------------------------------------------------------------------------


def with_examples(_name: str, _parameter: Parameter, _spoken: str) -> tuple[str, ...] | None:
    """Each gap filled with its default or, where it has none, with its example."""
    return None


def with_gaps(name: str, parameter: Parameter, _spoken: str) -> tuple[str, ...] | None:
    """Each gap that a campaign must fill shown as its name in brackets, the others filled with their defaults."""
    return (text(f"[{name.replace('_', ' ')}]"),) if parameter.default is None else None


def without_gaps(_name: str, parameter: Parameter, _spoken: str) -> tuple[str, ...] | None:
    """Nothing for each gap that a campaign must fill, the others filled with their defaults."""
    return (markdown("\u00a0"),) if parameter.default is None else None


def in_brackets(_name: str, parameter: Parameter, spoken: str) -> tuple[str, ...] | None:
    """Each gap filled with its default or example, in brackets."""
    own = parameter.languages.get(spoken) or parameter.languages.get(language.base(spoken))
    stated: ParameterWords = own or parameter
    first, *others = stated.default or stated.example
    if parameter.kind == "date":
        first = language.format_date(datetime.date.fromisoformat(first), spoken)
    elif parameter.kind == "number":
        first = language.format_number(first, spoken)
    values = [text(first), *map(text, others)]
    values[0] = markdown("\\[") + values[0]
    values[-1] += markdown("\\]")
    return tuple(values)


def words(library: Library, demand: Demand, spoken: str, fill: Fill = with_examples) -> dict[Frame, Inlines]:
    """A block in every frame that it has in a language. Raises `Refused` where its words cannot be read."""
    framing, demand = _framing(library, demand, spoken)
    filled = {name: fill(name, parameter, spoken) for name, parameter in demand.parameters.items()}
    demand = demand.model_copy(update={"use": demand.id, "with_": {k: v for k, v in filled.items() if v}})
    return dict(_frames(framing, demand))


def _frames(framing: Framing, demand: Demand) -> Iterator[tuple[Frame, Inlines]]:
    for frame in FRAMES:
        try:
            said = framing.words(demand, frame)
        except Refused as refused:
            if any(problem.code != "U405" for problem in refused.problems):
                raise
            continue
        if frame in ("imperative", "should", "sentence"):
            said = language.punctuate(said, ".")
        yield frame, parse_inline(said, Place("", 1, "demand", demand.id))[0]


def _framing(library: Library, demand: Demand, spoken: str) -> tuple[Framing, Demand]:
    """What words a block for nobody in particular; who must act, where only the stock knows them, is named by id."""
    somebody = _SOMEBODY
    if demand.actor and demand.actor not in library.addressees:
        somebody = Addressee(id=demand.actor, name=f"[{demand.actor}]")
        demand = demand.model_copy(update={"actor": None})
    campaign = Campaign(title="Catalogue", language=spoken, target=somebody)
    kind = LetterKind(description="catalogue")
    brief = Brief("catalogue", "catalogue", kind, campaign, (), 0, {}, library, "", _FILE)
    return Framing(brief, _NO_TEMPLATES, {}, lambda source, place: parse(source, place).blocks), demand


def _asks(library: Library, demand: Demand, spoken: str) -> str | None:
    """What a block asks for, on one line: the imperative without the sentence of advice behind it."""
    brief = {tag: wording.model_copy(update={"detail": None}) for tag, wording in demand.languages.items()}
    said = words(library, demand.model_copy(update={"detail": None, "languages": brief}), spoken, with_gaps)
    return plain_text(said["imperative"]) if "imperative" in said else None
