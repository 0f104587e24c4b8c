"""How a text must be written so that YAML leaves it as it is: in quotes, or below a `|`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from undersigned.source.outline import goes_on, outlined, spaces

WIDEST = 100
"""How many characters of a mended line are shown."""
_COMMENT = re.compile(r"(?:\s{2,}|^)#(?:\s.*)?$")
_APOSTROPHE = re.compile(r"'(?:[a-z]|\d|T(?:was|is)\b)")
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
    bare = without_comment(value)
    written = quoted(bare)
    return None if written is None else text[:column] + written + value[len(bare) :]


def without_comment(text: str) -> str:
    """The text without a comment that two spaces part from it."""
    comment = _COMMENT.search(text)
    return text[: comment.start()] if comment else text.rstrip()


def as_shown(line: str) -> str:
    """A mended line as a remedy shows it: without the spaces before it and the comment behind it."""
    return without_comment(line).strip()


def in_words(lines: Sequence[str], number: int, column: int) -> str:
    """What to do with a text, from `column` of a line on, that is too long to be shown in quotes."""
    start, value = lines[number][:column].strip(), without_comment(lines[number][column:]).strip()
    inner = _unquoted(value)
    if not start or (goes_on(lines, number) is None and '"' not in inner and "\\" not in inner):
        words = inner.split()
        first, last = " ".join(words[:2]), " ".join(words[2:][-2:]) or " ".join(words)
        if value == f'"{inner}':
            return f'write another " after “{last}”, where the text ends'
        instead = "" if value == inner else ", in place of those around it"
        return f'put the whole text in straight quotes{instead}: one " before “{first}” and one " after “{last}”'
    width = spaces(max(outlined(lines[number]).holder, 0) + 2)
    remedy = (
        f"write only  {start} |  in this line, and the text from the next line on, each line beginning with {width}"
    )
    return remedy if value == inner else f"{remedy}, without the quotes around it"


def _unquoted(value: str) -> str:
    """The text without quotes around all of it, straight or curly, or with the first one where the last is missing."""
    first, last = value[:1], value[-1:]
    mixed = (first == '"' and last == "”" and "“" not in value) or {first, last} == {"'", '"'}
    if mixed and value.count(first) == value.count(last) == 1:
        return value[1:-1]
    if len(value) > 1 and last in {_CURLY.get(first), '"' if first in _CURLY else None, "”" if first == "„" else None}:
        return value[1:-1].strip() if first == "«" else value[1:-1]
    if first not in ("'", '"'):
        return value[:-1] if last == '"' and value.count('"') == 1 else value
    second = value.find(first, 1)
    if second < 0:
        return value if _APOSTROPHE.match(value) else value[1:]
    inside = value[second - 1].isspace() or value[second + 1 : second + 2].isalnum()
    return value[1:-1] if last == first and (second == len(value) - 1 or inside) else value
