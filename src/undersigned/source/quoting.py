"""How a text must be written so that YAML leaves it as it is: in quotes, or below a `|`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from undersigned.source.outline import goes_on, outlined, spaces

_COMMENT = re.compile(r"\s{2,}#(?:\s.*)?$")
_CURLY = {"“": "”", "„": "“", "‟": "”", "«": "»", "‘": "’", "‚": "‘"}


def quoted(value: str) -> str | None:
    """A text in straight quotes, in place of those it has around it; None where it holds quotes of both sorts."""
    inner = _unquoted(value)
    if not inner:
        return None
    if '"' not in inner and "\\" not in inner:
        return f'"{inner}"'
    return f"'{inner}'" if "'" not in inner else None


def quoted_with_escapes(value: str) -> str:
    """A text in double quotes, whatever it holds."""
    escaped = _unquoted(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def as_text(text: str, column: int) -> str | None:
    """The line with all from `column` on, but for a comment, in quotes; None where there is no simple way."""
    value = text[column:].rstrip()
    comment = _COMMENT.search(value)
    end = comment.start() if comment else len(value)
    written = quoted(value[:end])
    return None if written is None else text[:column] + written + value[end:]


def in_words(lines: Sequence[str], number: int, column: int) -> str:
    """What to do with a text, from `column` of a line on, that is too long to be shown in quotes."""
    start, value = lines[number][:column].strip(), _unquoted(lines[number][column:].strip())
    if not start or (goes_on(lines, number) is None and '"' not in value and "\\" not in value):
        words = value.split()
        first, last = " ".join(words[:2]), " ".join(words[2:][-2:]) or " ".join(words)
        return f'put the whole text in straight quotes: one " before “{first}” and one " after “{last}”'
    width = spaces(max(outlined(lines[number]).holder, 0) + 2)
    return f"write only  {start} |  in this line, and the text from the next line on, each line beginning with {width}"


def _unquoted(value: str) -> str:
    """The text without quotes around all of it, straight or curly, or with the first one where the last is missing."""
    first, last = value[:1], value[-1:]
    mixed = (first == '"' and last == "”" and "“" not in value) or {first, last} == {"'", '"'}
    if mixed and value.count(first) == value.count(last) == 1:
        return value[1:-1]
    if len(value) > 1 and last in {_CURLY.get(first), '"' if first in _CURLY else None, "”" if first == "„" else None}:
        return value[1:-1].strip() if first == "«" else value[1:-1]
    if first not in ("'", '"'):
        return value
    second = value.find(first, 1)
    if second < 0:
        return value if first == "'" and (value[1:2].islower() or value[1:2].isdigit()) else value[1:]  # ’tis, ’90s
    inside = value[second - 1].isspace() or value[second + 1 : second + 2].isalnum()
    return value[1:-1] if last == first and (second == len(value) - 1 or inside) else value
