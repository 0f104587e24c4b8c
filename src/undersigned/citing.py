"""What a note says that a fact's sources make: author, title, publisher, date, address, page.

A source that a letter has cited before is cited shorter: `Citations` counts the notes of a finished letter and puts
"Ibid." or author and short title in their place.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any, Literal

from undersigned.addresses import href
from undersigned.document import (
    Annex,
    Block,
    BulletList,
    Inline,
    Inlines,
    Link,
    ListItem,
    Note,
    NoteStyle,
    Origin,
    Paragraph,
    Text,
)
from undersigned.inlines import merged, plain_text
from undersigned.language import format_date, words
from undersigned.marks import symbol
from undersigned.models.base import Period
from undersigned.models.shared import Fact, Source

Again = Literal["ibid", "short", "full"]


@dataclass(frozen=True, slots=True)
class Citation:
    """A fact whose sources a note names; `label` tells the notes of one letter apart."""

    label: str
    fact: Fact
    sources: tuple[Source, ...]


def citation(fact: Fact, locator: str = "") -> Citation:
    """The citation of a fact, `locator` being the place in its one source, where it is another than the fact states."""
    if not locator:
        return Citation(f"fact:{fact.id}", fact, fact.sources)
    sources = tuple(source.model_copy(update={"locator": locator}) for source in fact.sources)
    return Citation(f"fact:{fact.id}:{locator.encode().hex()}", fact, sources)


def note(cited: Citation, language: str) -> tuple[Block, ...]:
    """The note of a citation: its sources one after the other, as one sentence."""
    return _note(cited, [_source(source, language) for source in cited.sources])


def _note(cited: Citation, sources: list[list[Inline]]) -> tuple[Block, ...]:
    content: list[Inline] = []
    for source in sources:
        content += [Text("; ")] if content else []
        content += source
    if not plain_text(tuple(content)).endswith("."):
        content.append(Text("."))
    span = cited.fact.text.span()
    return (Paragraph(merged(content), Origin(span.file, span.line, "fact", cited.fact.id)),)


def _source(source: Source, language: str) -> list[Inline]:
    parts: list[list[Inline]] = [[Text(words)] for words in _author_and_title(source, language)]
    if source.publisher:
        parts.append([Text(source.publisher)])
    if source.date:
        parts.append([Text(period(source.date, language))])
    if source.locator:
        parts.append([Text(source.locator)])
    if source.url:
        parts.append([Link((Text(source.url),), href(source.url))])
    if source.archived:
        parts.append([Text(f"{words(language).archived} "), Link((Text(source.archived),), href(source.archived))])
    joined: list[Inline] = []
    for part in parts:
        joined += [Text(", "), *part] if joined else part
    return joined


def _author_and_title(source: Source, language: str) -> list[str]:
    opening, closing = words(language).quotes
    return [part for part in (source.author, f"{opening}{source.title}{closing}") if part]


def period(when: Period, language: str) -> str:
    """A day, month or year in words, or two of them with a dash between."""
    ends = [when.first] if when.first == when.last else [when.first, when.last]
    return " – ".join(_end(end, language) for end in ends)


def _end(end: tuple[int, ...], language: str) -> str:
    if len(end) == 1:
        return str(end[0])
    if len(end) == 2:
        from babel.dates import format_skeleton

        day = datetime.datetime(end[0], end[1], 1)  # noqa: DTZ001 - a month of the calendar, not a moment
        return format_skeleton("yMMMM", day, locale=language.replace("-", "_"))
    return format_date(datetime.date(*end), language)


# --- the same source again --------------------------------------------------------------------------------------------


@dataclass
class Citations:
    """The citations of one document: what was cited before is cited shorter, and all sources can be listed.

    `again` says how; `language` is that of the letter. Letters to several addressees share what they have in common.
    """

    again: Again
    style: NoteStyle
    language: str
    _by_note: dict[int, Citation] = field(default_factory=dict)
    """The citation that the paragraph of a note makes, by its `id`: the notes live as long as the drafter."""
    _times: dict[str, int] = field(default_factory=dict)
    _notes: dict[tuple[str, str], tuple[Block, ...]] = field(default_factory=dict)
    _blocks: dict[tuple[int, tuple[str, ...]], tuple[Block, Block]] = field(default_factory=dict)
    """Blocks as they were and as they became, by the `id` of the former and the words of its new notes."""

    def add(self, cited: Citation, blocks: tuple[Block, ...]) -> None:
        """Remembers that these blocks are the note of a citation."""
        self._by_note[id(blocks[0])] = cited

    def count(self, cited: Citation) -> None:
        """Counts that a text cites it."""
        for source in cited.sources:
            self._times[_key(source)] = self._times.get(_key(source), 0) + 1

    def may_repeat(self) -> bool:
        """Whether some source may stand in two notes of a letter."""
        return self.again != "full" and any(times > 1 for times in self._times.values())

    def shortened(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        """The blocks of a letter with each source in full where it is cited first, and shorter from then on."""
        reading = _Reading(self)
        return tuple(self._shortened(block, reading) for block in blocks)

    def _shortened(self, block: Block, reading: _Reading) -> Block:
        reading.made.clear()
        changed: Block = _with_notes(block, reading)
        if changed is block:
            return block
        return self._blocks.setdefault((id(block), tuple(reading.made)), (block, changed))[1]

    def sources(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        """The list of all sources that the notes of a letter cite, each once, by author and title."""
        found: dict[str, Inlines] = {}
        for each in _notes(blocks):
            cited = self._by_note.get(id(each.blocks[0]))
            for source in cited.sources if cited else ():
                bare = source.model_copy(update={"locator": None})
                found.setdefault(_key(source), merged([*_source(bare, self.language), Text(".")]))
        items = sorted(found.values(), key=lambda content: plain_text(content).strip("“«\u00a0").casefold())
        return (BulletList(tuple(ListItem((Paragraph(content),)) for content in items)),) if items else ()

    def cited_by(self, each: Note) -> Citation | None:
        """The citation that a note makes; None for a note that somebody wrote."""
        return self._by_note.get(id(each.blocks[0]))

    def made(self, cited: Citation, said: str, sources: list[list[Inline]]) -> tuple[Block, ...]:
        """The note in these words, the same object for the same words."""
        return self._notes.setdefault((cited.label, said), _note(cited, sources))


@dataclass
class _Reading:
    """One letter, read from its first note to its last."""

    citations: Citations
    number: int = 0
    first: dict[str, int] = field(default_factory=dict)
    """The number of the note that cites a source in full, by its key."""
    before: Source | None = None
    """The one source of the note just before."""
    made: list[str] = field(default_factory=list)
    """The words of the notes of sources since the last block began, empty for one that stays as it was."""

    def __call__(self, each: Note) -> Note:
        self.number += 1
        cited = self.citations.cited_by(each)
        if cited is None:
            self.before = None
            return each
        sources = [self._said(source, alone=len(cited.sources) == 1) for source in cited.sources]
        self.before = cited.sources[0] if len(cited.sources) == 1 else None
        if not any(shorter for _, shorter in sources):
            self.made.append("")
            return each
        said = "; ".join(plain_text(tuple(inlines)) for inlines, _ in sources)
        self.made.append(said)
        return Note(self.citations.made(cited, said, [inlines for inlines, _ in sources]))

    def _said(self, source: Source, *, alone: bool) -> tuple[list[Inline], bool]:
        """A source as this note says it, and whether that is shorter than in full."""
        language, key = self.citations.language, _key(source)
        if key not in self.first:
            self.first[key] = self.number
            return _source(source, language), False
        before = self.before
        same_place = before is not None and (source.locator is not None or before.locator is None)
        if self.citations.again == "ibid" and alone and before is not None and _key(before) == key and same_place:
            locator = source.locator if source.locator != before.locator else None
            return [Text(words(language).ibid + (f", {locator}" if locator else ""))], True
        number = self.first[key]
        mark = symbol(number) if self.citations.style.marks == "symbols" else str(number)
        where = words(language).note_above.replace("{number}", mark)
        named = source.short or ", ".join(_author_and_title(source, language))
        return [Text(f"{named} ({where})" + (f", {source.locator}" if source.locator else ""))], True


def _key(source: Source) -> str:
    """What makes two sources the same: everything but the place in it and its short name."""
    when = source.date.text if source.date else ""
    return "\n".join((source.author or "", source.title, source.publisher or "", when, source.url or ""))


def _with_notes(node: Any, change: _Reading) -> Any:
    """A part of the tree with its notes changed, from the first to the last; itself, where none of them is.

    The fields of nodes stand in the order in which they are read.
    """
    if isinstance(node, Note):
        return change(node)
    if isinstance(node, tuple):
        items = tuple(_with_notes(item, change) for item in node)
        return items if any(new is not old for new, old in zip(items, node, strict=True)) else node
    if not is_dataclass(node) or isinstance(node, Text | Origin):
        return node
    values = {part.name: getattr(node, part.name) for part in fields(node)}
    changed = {name: _with_notes(value, change) for name, value in values.items()}
    new = {name: value for name, value in changed.items() if value is not values[name]}
    return replace(node, **new) if new and not isinstance(node, type) else node


def _notes(node: Any) -> Iterator[Note]:
    """The notes below a part of the tree, in reading order."""
    if isinstance(node, Note):
        yield node
    elif isinstance(node, tuple):
        for item in node:
            yield from _notes(item)
    elif is_dataclass(node) and not isinstance(node, Text | Origin):
        for part in fields(node):
            yield from _notes(getattr(node, part.name))


def with_sources(annex: Annex, listed: tuple[Block, ...]) -> Annex:
    """An annex with the list of sources behind what it says itself."""
    return replace(annex, blocks=annex.blocks + listed)
