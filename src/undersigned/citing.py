"""What a note says that a fact's sources make: author, title, publisher, date, address, page."""

from __future__ import annotations

import datetime

from undersigned.addresses import href
from undersigned.document import Block, Inline, Link, Origin, Paragraph, Text
from undersigned.inlines import merged
from undersigned.language import format_date, words
from undersigned.models.base import Period
from undersigned.models.shared import Fact, Source


def note(fact: Fact, language: str) -> tuple[Block, ...]:
    """The note for a fact: its sources one after the other, as one sentence."""
    content: list[Inline] = []
    for source in fact.sources:
        content += [Text("; ")] if content else []
        content += _source(source, language)
    content.append(Text("."))
    span = fact.text.span()
    return (Paragraph(merged(content), Origin(span.file, span.line, "fact", fact.id)),)


def _source(source: Source, language: str) -> list[Inline]:
    opening, closing = words(language).quotes
    parts: list[list[Inline]] = []
    if source.author:
        parts.append([Text(source.author)])
    parts.append([Text(f"{opening}{source.title}{closing}")])
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
