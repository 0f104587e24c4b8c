"""What campaigns say in other words than the library does, or than each other: demands and facts written a second time.

A demand of a campaign's own, a sentence of its prose or a fact is compared with every block or fact of the library in
its language. What a document has from the library is no echo of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from undersigned import language
from undersigned.catalogue import demand_catalogue, fact_catalogue
from undersigned.catalogue.similarity import Measure, Weighed, is_adverb, nearness, telling_words
from undersigned.catalogue.usage import blocks_of, plain
from undersigned.drafted import Drafted
from undersigned.inlines import plain_text
from undersigned.library import Library
from undersigned.models.campaign import PROSE_PARTS
from undersigned.models.demand import Demand
from undersigned.passages import Passage, line_of, sentences
from undersigned.problems import Refused
from undersigned.workspace import STOCK_NAME

NEAR_DEMAND = 0.6
"""From which nearness on a text says what a demand says. Of the shipped sentences the nearest that only shares words
with one (`support the people of Cambodia`) has 0.59, the farthest that makes one 0.76; the tests' paraphrases begin at
0.63."""
NEAR_FACT = 0.6
"""The same for facts: the nearest that says something else has 0.56, the one that says the same 0.70."""
FEWEST_WORDS = 3
"""How many telling words a phrase must have to be looked for."""


@dataclass(frozen=True, slots=True)
class Saying:
    """Something that is said once already: a block or a fact of the library, or a demand of a campaign's own.

    `phrases` are ways in which it is said, as telling words; a text must hold one of the `heads` (`release`, `repeal`)
    to say the same.
    """

    id: str
    language: str
    phrases: tuple[tuple[str, ...], ...]
    heads: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Text:
    """Something that a campaign, or the file of facts, says: with its place, and the ids of what it is taken from."""

    words: str
    campaign: str
    document: str
    language: str
    file: str
    line: int
    own: str = ""
    taken: frozenset[str] = frozenset()
    telling: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Echo:
    """A text that says nearly what `id` says, in `percent`; `own` is the id of the demand or fact that says it, empty
    for a sentence of prose. `campaign` and `document` are empty for a shared fact."""

    id: str
    percent: int
    campaign: str
    document: str
    language: str
    own: str
    words: str
    file: str
    line: int

    def record(self) -> dict[str, Any]:
        """The echo as a program reads it, of a block or fact that it knows."""
        record = asdict(self)
        del record["id"]
        return {key: value if value != "" else None for key, value in record.items()}


def demand_echoes(library: Library, drafted: Sequence[Drafted]) -> list[Echo]:
    """Demands and sentences of campaigns that say nearly what a block, or another campaign's own demand, says."""
    own = list(_unique(text for one in drafted for text in _own_demands(one)))
    prose = list(_unique(text for one in drafted for text in _prose(one, _taken_demands(one) | _taken_facts(one))))
    spoken = dict.fromkeys(text.language for text in (*own, *prose))
    blocks = [
        saying
        for demand in demand_catalogue.every(library)
        for tag in dict.fromkeys(map(language.base, spoken))
        if (saying := _block(library, demand, tag)) is not None
    ]
    measure = Measure([*(saying.phrases[0] for saying in blocks), *(text.telling for text in (*own, *prose))])
    comparing = _Comparing(measure, NEAR_DEMAND)
    found = [echo for text in (*own, *prose) for echo in comparing.nearest(text, blocks)]
    for number, text in enumerate(own):
        earlier = [one for one in own[:number] if one.campaign != text.campaign]
        found += comparing.nearest(text, (_saying(f"{one.campaign}/{one.own}", one) for one in earlier))
    return sorted(found, key=lambda echo: (echo.id, -echo.percent, echo.file, echo.line))


def fact_echoes(library: Library, drafted: Sequence[Drafted]) -> list[Echo]:
    """Facts and sentences of prose that say nearly what a fact of the library says."""
    tags = dict.fromkeys(("en", *(language.base(one.brief.campaign.language) for one in drafted)))
    shared = [text for tag in tags for text in _shared_facts(library, tag)]
    own = list(_unique(text for one in drafted for text in _own_facts(one)))
    said = _unique(text for one in drafted for text in _prose(one, _taken_facts(one)))
    prose = [text for text in said if text.words.rstrip("”»’)").endswith((".", "!", "?"))]  # a title states no fact
    sayings = [_saying(text.own, text) for text in shared]
    comparing = _Comparing(Measure([text.telling for text in (*shared, *own, *prose)]), NEAR_FACT)
    found = [echo for text in (*own, *prose) for echo in comparing.nearest(text, sayings)]
    for number, text in enumerate(shared):
        found += comparing.nearest(text, sayings[:number])
    return sorted(found, key=lambda echo: (echo.id, -echo.percent, echo.file, echo.line))


@dataclass
class _Comparing:
    """Compares texts with sayings, each of which is weighed once."""

    measure: Measure
    least: float
    weighed: dict[Saying, list[Weighed]] = field(default_factory=dict)

    def nearest(self, text: Text, sayings: Iterable[Saying]) -> Iterator[Echo]:
        """The saying that a text comes nearest to, if it comes near enough to any."""
        words, spoken = self.measure.weigh(text.telling), language.base(text.language)
        best, found = 0.0, ""
        for saying in sayings:
            if saying.id in text.taken or spoken != saying.language:
                continue
            heads = frozenset() if text.own else saying.heads
            near = max(nearness(phrase, words, heads) for phrase in self._phrases(saying))
            if near > best:
                best, found = near, saying.id
        if best >= self.least:
            place = (text.campaign, text.document, text.language, text.own, text.words, text.file, text.line)
            yield Echo(found, round(best * 100), *place)

    def _phrases(self, saying: Saying) -> list[Weighed]:
        if saying not in self.weighed:
            self.weighed[saying] = [self.measure.weigh(phrase) for phrase in saying.phrases]
        return self.weighed[saying]


def _saying(name: str, text: Text) -> Saying:
    """What a text says, for others to be compared with: all of it, and each sentence that says enough by itself."""
    pieces = [telling_words(piece) for piece in sentences(text.words)]
    phrases = dict.fromkeys([text.telling, *(piece for piece in pieces if len(piece) > 2 * FEWEST_WORDS)])
    return Saying(name, language.base(text.language), tuple(phrases))


# --- demands ----------------------------------------------------------------------------------------------------------


def _block(library: Library, demand: Demand, spoken: str) -> Saying | None:
    """What a block says in a language: its imperative and its noun, gaps left out where enough remains without them."""
    bare = demand.model_copy(
        update={
            "detail": None,
            "languages": {tag: each.model_copy(update={"detail": None}) for tag, each in demand.languages.items()},
        }
    )
    try:
        gaps, full = (
            demand_catalogue.words(library, bare, spoken, fill)
            for fill in (demand_catalogue.without_gaps, demand_catalogue.with_examples)
        )
    except Refused:
        return None
    frames = [frame for frame in ("imperative", "noun") if frame in gaps]
    phrases = []
    for frame in frames:
        without, filled = telling_words(plain_text(gaps[frame])), telling_words(plain_text(full[frame]))
        phrases.append(without if len(without) >= FEWEST_WORDS else filled)
    heads = {_head(phrase) for phrase in phrases[: 1 if spoken == "en" else 2]}
    heads |= set(telling_words(demand.id.split("-")[0])) if spoken == "en" else set()
    phrases = [phrase for phrase in phrases if len(phrase) >= FEWEST_WORDS]
    return Saying(demand.id, spoken, tuple(phrases), frozenset(heads)) if phrases else None


def _head(phrase: tuple[str, ...]) -> str:
    """The word that says what is to be done: the first that is no adverb.

    French puts adjectives behind it, and so has it in nouns as well; English has `prompt and full investigation`.
    """
    return next((word for word in phrase if not is_adverb(word)), "")


def _own_demands(drafted: Drafted) -> Iterator[Text]:
    """The demands that a document lists and that come from no block."""
    for name, passage in drafted.listed.items():
        demand = drafted.own[name]
        if not blocks_of(demand) and not demand.operative and not demand.items:
            yield _text(drafted, passage, passage.words, own=name)


def _taken_demands(drafted: Drafted) -> dict[str, list[str]]:
    """The words with which prose takes blocks up."""
    return {
        block: list(map(plain, said))
        for name, said in drafted.asked.items()
        for block in (blocks_of(drafted.own[name]) if name in drafted.own else (name,))
    }


# --- facts ------------------------------------------------------------------------------------------------------------


def _shared_facts(library: Library, spoken: str) -> Iterator[Text]:
    for fact in fact_catalogue.every(library):
        words = fact_catalogue.sentence(library, fact, spoken)
        if words:
            place = fact.text.span()
            text = Text(words, "", "", spoken, place.file, place.line, fact.id, frozenset({fact.id}))
            yield replace(text, telling=telling_words(words))


def _own_facts(drafted: Drafted) -> Iterator[Text]:
    """The facts that a campaign states as its own."""
    for name, said in drafted.stated.items():
        fact = drafted.brief.facts.get(name)
        for words in map(plain, said) if fact else ():
            if fact:
                place = fact.text.span()
                campaign = drafted.brief.campaign.language
                text = Text(words, drafted.brief.slug, drafted.brief.document, campaign, place.file, place.line, name)
                yield replace(text, telling=telling_words(words))


def _taken_facts(drafted: Drafted) -> dict[str, list[str]]:
    """The words with which prose states facts."""
    return {name: list(map(plain, said)) for name, said in drafted.stated.items()}


# --- prose ------------------------------------------------------------------------------------------------------------


def _prose(drafted: Drafted, taken: dict[str, list[str]]) -> Iterator[Text]:
    """Every sentence of a campaign's own prose, but for those that the library has put there."""
    everything = [words for said in taken.values() for words in said]
    for passage in drafted.passages:
        if not _is_prose(passage):
            continue
        for words in sentences(passage.words):
            if any(words in said for said in everything):
                continue
            names = frozenset(name for name, said in taken.items() if any(one in words for one in said))
            yield _text(drafted, passage, words, taken=names)


def _is_prose(passage: Passage) -> bool:
    origin = passage.origin
    if not origin.file or origin.file.startswith((STOCK_NAME, "templates/")):
        return False
    return (origin.kind == "field" and origin.id in PROSE_PARTS) or origin.id.startswith("annex-")


def _text(
    drafted: Drafted, passage: Passage, words: str, *, own: str = "", taken: frozenset[str] = frozenset()
) -> Text:
    brief, origin = drafted.brief, passage.origin
    place = (brief.slug, brief.document, brief.campaign.language, origin.file, origin.line)
    return Text(words, *place, own, taken, telling_words(words))


def _unique(texts: Iterable[Text]) -> Iterator[Text]:
    """Each text once: a field that several documents print is one text, and is named with the first of them."""
    seen = set()
    for text in texts:
        key = (text.file, text.line, text.words, text.own)
        if key not in seen and len(text.telling) >= FEWEST_WORDS:
            seen.add(key)
            yield text


def placed(echoes: Iterable[Echo], read: Callable[[str], Sequence[str]]) -> Iterator[Echo]:
    """The echoes with the line on which their words begin; `read` gives the lines of a file of the workspace."""
    for echo in echoes:
        yield echo if echo.own else replace(echo, line=line_of(read(echo.file), echo.line, echo.words))
