"""Groups `{…}` and lists `[…]` on one line, written anew as they were probably meant."""

from __future__ import annotations

import re
from collections.abc import Iterator

from undersigned.source.quoting import quoted, quoted_with_escapes
from undersigned.source.vocabulary import FIELDS

_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'")
_FIELD = re.compile(r"\s*(?P<key>\"[^\"]*\"|'[^']*'|[\w-]+)\s*:(?:\s+|$)")
_NO_SPACE = re.compile(r"\s*(?P<key>[a-z_]+):(?=\S)")
_NEXT_FIELD = re.compile(r"\s*;?\s+(?P<key>[a-z_]+):\s")
_EQUALS = re.compile(r"\s*(?P<key>[a-z_]+)\s*=\s*(?=\S)")
_UNSAFE = re.compile(r"[\[\]{},]|:(?:\s|$)|\s#")
_SIGNS = "*&!|>%@`\"'“”„‟«»‘’‚#?"
_CLOSING = {"{": "}", "[": "]"}
_PAIRS = {"{{": "}}", "{%": "%}"}
_DEEPEST = 20
_LONGEST = 2_000


class _Unclear(Exception):  # noqa: N818 - the text is, and nothing has gone wrong in the program
    pass


def mended(text: str, column: int) -> tuple[str, tuple[str, ...]] | None:
    """The line with the group or list that opens at `column` written as it was probably meant, and its changed parts.

    None where that cannot be told, or where no group or list is meant, as in `[Draft] Open letter`.
    """
    if text[column : column + 1] not in _CLOSING or len(text) > _LONGEST:
        return None
    reader = _Reader(text)
    try:
        end, written = reader.group(column, 1)
    except _Unclear:
        return None
    rest = text[end:]
    if rest.strip(" ,}]") and not re.match(r"\s+#", rest):
        return None
    if not rest.strip(" ,}]"):
        rest = ""
    return text[:column] + written + rest, tuple(reader.changed)


class _Reader:
    """Reads one line of text leniently; `changed` are the fields and entries that are written in another way."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.changed: list[str] = []
        self._nested: dict[int, tuple[int, str]] = {}

    def group(self, start: int, depth: int) -> tuple[int, str]:
        """The end of the group or list that begins at `start`, and how it is written."""
        if depth > _DEEPEST:
            raise _Unclear
        opening = self.text[start]
        extents: list[tuple[int, int]] = []
        position = start + 1
        while True:
            end = self._end_of_entry(position, depth)
            if self.text[position:end].strip():
                extents.append((position, end))
            position = end + 1
            if self.text[end : end + 1] != ",":
                break
        parts = self._fields(extents) if opening == "{" else self._items(extents)
        return min(position, len(self.text)), opening + ", ".join(parts) + _CLOSING[opening]

    def _end_of_entry(self, position: int, depth: int) -> int:
        """Where the comma or the closing sign stands that ends an entry, or the end of the line."""
        text = self.text
        inner: list[str] = []
        begins = True
        while position < len(text):
            character = text[position]
            if begins and (end := self._end_of_whole(position, depth)) > position:
                position, begins = end, False
                continue
            if closing := _PAIRS.get(text[position : position + 2]):
                end = text.find(closing, position + 2)
                if end < 0:
                    raise _Unclear
                position = end + 2
                begins = False
                continue
            if inner:
                inner = inner[:-1] if character == inner[-1] else inner
            elif character in ",}]":
                return position
            if character in _CLOSING and not begins:
                inner.append(_CLOSING[character])
            begins = character.isspace() and (begins or text[position - 1] == ":")
            position += 1
        return position

    def _end_of_whole(self, position: int, depth: int) -> int:
        """The end of what stands between quotes or braces and begins here; the position itself where nothing does."""
        text = self.text
        if (found := _QUOTED.match(text, position)) is not None:
            return found.end()
        if text[position] == "“":
            return text.find("”", position) + 1
        if text[position] in _CLOSING and text[position : position + 2] not in _PAIRS:
            self._nested[position] = self.group(position, depth + 1)
            return self._nested[position][0]
        return position

    def _fields(self, extents: list[tuple[int, int]]) -> Iterator[str]:
        fields: list[tuple[str, int, int]] = []
        for start, end in extents:
            found = _FIELD.match(self.text, start, end)
            close = _NO_SPACE.match(self.text, start, end) if found is None else None
            if found is None and close is not None and close["key"] in FIELDS:
                found = close
                self.changed.append(f"{close['key']}: {self.text[close.end() : end].strip()}")
            equals = _EQUALS.match(self.text, start, end) if found is None else None
            if equals is not None and equals["key"] in FIELDS:
                found = equals
                self.changed.append(f"{equals['key']}: {self.text[equals.end() : end].strip()}")
            if found is not None:
                fields.append((found["key"], found.end(), end))
            elif fields:
                key, begin, _ = fields.pop()  # the comma belongs to the text before it
                fields.append((key, begin, end))
            else:
                raise _Unclear
        for key, start, end in fields:
            yield from self._field(key, start, end)

    def _field(self, key: str, start: int, end: int) -> Iterator[str]:
        """`key: value`, and further fields where the comma between them is missing."""
        position = start
        while self.text[position : position + 1].isspace():
            position += 1
        if position in self._nested:
            position = self._nested[position][0]
        elif (whole := _QUOTED.match(self.text, position, end)) is not None:
            position = whole.end()
        while (found := _NEXT_FIELD.search(self.text, position, end)) is not None:
            if found["key"] in FIELDS:
                yield f"{key}: {self._value(key, start, found.start())}"
                self.changed.append(f"{found['key']}: {self.text[found.end() : end].strip()}")
                yield from self._field(found["key"], found.end(), end)
                return
            position = found.end() - 1
        yield f"{key}: {self._value(key, start, end)}"

    def _items(self, extents: list[tuple[int, int]]) -> Iterator[str]:
        for start, end in extents:
            raw = self.text[start:end].strip()
            neighbours = _QUOTED.findall(raw)
            if len(neighbours) > 1 and not _QUOTED.sub("", raw).strip():
                self.changed.extend(neighbours)
                yield from neighbours
            else:
                yield self._value("", start, end)

    def _value(self, key: str, start: int, end: int) -> str:
        raw = self.text[start:end].strip()
        start += len(self.text[start:end]) - len(self.text[start:end].lstrip())
        nested_end, written = self._nested.get(start, (0, ""))
        if nested_end == start + len(raw):
            return written
        if not raw or _QUOTED.fullmatch(raw):
            return raw
        if raw[0] not in _SIGNS and not _UNSAFE.search(raw):
            return raw
        written = quoted(raw) or quoted_with_escapes(raw)
        self.changed.append(f"{key}: {written}" if key else written)
        return written
