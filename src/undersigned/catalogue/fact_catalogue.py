"""The facts that campaigns share as people look through them: a list by date, and one fact with all its sources."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from undersigned import citing
from undersigned.brief import Brief
from undersigned.document import Paragraph
from undersigned.inlines import plain_text
from undersigned.library import Library
from undersigned.markdown import Place, parse
from undersigned.models.base import Prose
from undersigned.models.campaign import Campaign, LetterKind
from undersigned.models.shared import Fact
from undersigned.naming import Names
from undersigned.problems import Refused, Span
from undersigned.searching import haystack, holds, in_name
from undersigned.templating import Templates

_FILE = Span("campaigns/shared/facts.yaml")
_NO_TEMPLATES = Templates(lambda _name: None)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list of facts. `date` is as written (`2016-07-10`, `2019-11/2019-12`), `as_of` year-month-day;
    both may be empty. `haystack` holds whatever a search may find, folded."""

    id: str
    date: str
    sentence: str
    sources: int
    as_of: str
    tags: tuple[str, ...]
    haystack: str = field(repr=False)

    def is_wanted(self, words: str, tag: str) -> bool:
        """Whether the fact says the words anywhere, and one of its tags holds what is looked for."""
        return holds(self.haystack, words) and any(in_name(tag, one) for one in self.tags or ("",))

    def record(self) -> dict[str, Any]:
        """The entry as a program reads it."""
        return {
            "id": self.id,
            "date": self.date or None,
            "sentence": self.sentence,
            "sources": self.sources,
            "as_of": self.as_of or None,
            "tags": list(self.tags),
        }


@dataclass(frozen=True, slots=True)
class Shown:
    """One fact: its sentence by language, and its sources as the first note of a letter prints them."""

    fact: Fact
    sentences: dict[str, str]
    sources: tuple[str, ...]

    def record(self) -> dict[str, Any]:
        """The fact as a program reads it."""
        fact = self.fact
        return {
            "id": fact.id,
            "date": fact.date.text if fact.date else None,
            "place": fact.place,
            "as_of": fact.as_of.isoformat() if fact.as_of else None,
            "tags": list(fact.tags),
            "sentences": self.sentences,
            "persons": [{"name": p.name, "public": p.public, "consent": p.consent} for p in fact.persons],
            "sources": list(self.sources),
        }


def listing(library: Library) -> list[Entry]:
    """Every fact, by date, those without one at the end. Raises `Refused` with all that is wrong in the file."""
    entries = [
        Entry(
            fact.id,
            fact.date.text if fact.date else "",
            sentence(library, fact, "en") or "",
            len(fact.sources),
            fact.as_of.isoformat() if fact.as_of else "",
            fact.tags,
            haystack(fact.id, library.facts[fact.id].data),
        )
        for fact in every(library)
    ]
    return sorted(entries, key=lambda entry: (not entry.date, entry.date, entry.id))


def every(library: Library) -> list[Fact]:
    """Every shared fact, as the file has them. Raises `Refused` with all that is wrong in it."""
    problems = list(library.facts.problems)
    found = []
    for name in library.facts:
        try:
            found.append(library.fact(name))
        except Refused as refused:
            problems += refused.problems
    if problems:
        raise Refused(problems)
    return found


def show(library: Library, name: str) -> Shown:
    """One fact in all its languages, with its sources; raises `Refused` where it is wrong."""
    fact = library.fact(name)
    said = {tag: sentence(library, fact, tag) for tag in languages_of(fact)}
    sources = (citing.citation(fact.model_copy(update={"sources": (source,)})) for source in fact.sources)
    return Shown(fact, {tag: words for tag, words in said.items() if words}, tuple(map(_printed, sources)))


def languages_of(fact: Fact) -> tuple[str, ...]:
    """The languages that a fact has words in, English first."""
    return tuple(dict.fromkeys(("en", *fact.languages)))


def sentence(library: Library, fact: Fact, spoken: str) -> str | None:
    """What a letter in a language prints for a fact, without its note; None where the fact has no words in it."""
    if spoken not in languages_of(fact):
        return None
    campaign = Campaign(title="Catalogue", language=spoken)
    kind = LetterKind(description="catalogue")
    brief = Brief("catalogue", "catalogue", kind, campaign, (), 0, {}, library, "", _FILE)
    names = Names(brief, _NO_TEMPLATES, lambda _fact, _locator: "source", {}, {})
    call = Prose(f'{{{{ fact("{fact.id}") }}}}', _FILE.file)
    rendered = _NO_TEMPLATES.prose(call, names.same_for_all())
    blocks = parse(rendered, Place(_FILE.file, 1, "fact", fact.id), notes={"source": ()}).blocks
    return " ".join(plain_text(block.content) for block in blocks if isinstance(block, Paragraph))


def _printed(cited: citing.Citation) -> str:
    """A source as a note prints it in full."""
    return " ".join(plain_text(block.content) for block in citing.note(cited, "en") if isinstance(block, Paragraph))
