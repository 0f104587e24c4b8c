"""Plain text to Markdown that reads back as the same text, wherever it is put."""

from __future__ import annotations

import re

# Each alternative is a sign that is markup somewhere: whatever stands beside it; unless it joins two letters; at the
# start of a text, where a list, a container or a link's address could begin; in `:::`; or before a bracket.
_MARKUP = re.compile(r"[\\`*_\[\]<>#+!&^~|=]|(?<!\w)-|-(?!\w)|\A[:.()]|(?<=:):")
_LIST_MARK = re.compile(r"\A(\(?\w+)([.)])")
# White space at an end would be dropped, and a dash at the end of a quotation announces its source.
_EDGE = re.compile(r"\A(?:\s+|—(?=\s))|\s+\Z")


def escape(text: str) -> str:
    """Markdown for one line of plain text.

    `parse` makes exactly `Text(text)` of it in any place where text can stand: at the start of a line, in a list item,
    in a heading, next to other escaped text. Punctuation gets a backslash rather than an entity, so that changing the
    case of the result does no harm; white space at either end and a dash at the start become numeric entities.
    """
    return _EDGE.sub(_entities, _LIST_MARK.sub(r"\1\\\2", _MARKUP.sub(r"\\\g<0>", text)))


def _entities(match: re.Match[str]) -> str:
    return "".join(f"&#{ord(character)};" for character in match[0])
