"""Looking for words in entries of the library, whatever their capitals and accents."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any


def fold(text: str) -> str:
    """A text without capitals and accents, its apostrophes straight, for comparing."""
    straight = text.replace("’", "'")
    if straight.isascii():
        return straight.lower()
    plain = unicodedata.normalize("NFKD", straight).casefold()
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def haystack(name: str, data: Any) -> str:
    """All that an entry says, folded: its id and every text in it as it was written."""
    return fold(" ".join([name, *_texts(data)]))


def holds(words: str, text: str) -> bool:
    """Whether folded words hold every word of a text that somebody looks for."""
    return all(word in words for word in fold(text).split())


def in_name(text: str, name: str) -> bool:
    """Whether the name of a topic, tag or the like holds a text that somebody looks for."""
    return fold(text) in fold(name)


def _texts(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, Mapping):
        for value in data.values():
            yield from _texts(value)
    elif isinstance(data, Sequence):
        for value in data:
            yield from _texts(value)
