"""Functions over inline nodes: joining what belongs together, and the words alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from undersigned.document import CrossReference, Date, Emphasis, Inline, Inlines, LineBreak, Link, Note, Strong, Text


def merged(inlines: Iterable[Inline]) -> Inlines:
    """Inline nodes with neighbouring texts joined and empty ones left out."""
    return tuple(_merge(inlines))


def _merge(inlines: Iterable[Inline]) -> Iterator[Inline]:
    words: list[str] = []
    for inline in inlines:
        if isinstance(inline, Text):
            words.append(inline.text)
            continue
        if text := "".join(words):
            yield Text(text)
        words.clear()
        yield inline
    if text := "".join(words):
        yield Text(text)


def plain_text(inlines: Inlines) -> str:
    """The words alone: a line break becomes a space, notes are left out."""
    return "".join(_words(inline) for inline in inlines)


def _words(inline: Inline) -> str:
    match inline:
        case Text(text) | Date(text) | CrossReference(text):
            return text
        case Emphasis(children) | Strong(children) | Link(children):
            return plain_text(children)
        case LineBreak():
            return " "
        case Note():
            return ""
