"""Data as text that reads back as the same data: plain where that is safe, in quotes otherwise.

Every function gives lines without line ends. Data are made of dict, list, str, True, False and None; `plain_data` makes
such data of dates, numbers and tuples.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from typing import Any

WIDTH = 120
"""Up to how many columns a group or a list is put on one line, between braces."""

# Far fewer texts than YAML allows: whoever reads the file should not have to think whether a sign means something.
_PLAIN = re.compile(r"[^\W_](?:[^\x00-\x1f:#\"\[\]{},\x7f-\x9f\u2028\u2029\ufeff]*[^\s:#\"\[\]{},])?")
_PLAIN_OUTSIDE_BRACES = re.compile(r"[^\W_](?:[^\x00-\x1f:#\"\[\]{}\x7f-\x9f\u2028\u2029\ufeff]*[^\s:#\"\[\]{}])?")
_SPECIAL = frozenset({"null", "true", "false"})
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_NEEDS_ESCAPE = re.compile('[\\\\"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]')


def plain_data(value: Any) -> Any:
    """The data that reading would give for a value: dates and numbers as text, tuples as lists."""
    if isinstance(value, Mapping):
        return {str(key): plain_data(item) for key, item in value.items()}
    if isinstance(value, str):
        return str(value)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, datetime.datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, Iterable):
        return [plain_data(item) for item in value]
    return str(value)


def text(value: str | bool | None, *, braced: bool = True, quote: str = "") -> str:
    """A single value. `braced` says that it stands between braces; `quote` is the sign that it was quoted with."""
    if not isinstance(value, str):
        return "null" if value is None else str(value).lower()
    if quote == "'" and not _NEEDS_ESCAPE.search(value.replace('"', "").replace("\\", "")):
        return "'" + value.replace("'", "''") + "'"
    plain = _PLAIN if braced else _PLAIN_OUTSIDE_BRACES
    if quote != '"' and plain.fullmatch(value) and value not in _SPECIAL:
        return value
    return '"' + _NEEDS_ESCAPE.sub(_escape, value) + '"'


def name(key: str) -> str:
    """A key. One of several words is quoted: as it is, it would look like a line of a text with a colon in it."""
    return text(key, quote='"' if " " in key else "")


def _escape(found: re.Match[str]) -> str:
    return _ESCAPES.get(found[0]) or f"\\u{ord(found[0]):04X}"


def in_braces(value: Any) -> str:
    """Any value on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name(key)}: {in_braces(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(in_braces(item) for item in value) + "]"
    return text(value)


def fits(value: Any, column: int) -> bool:
    """Whether a value may stand on one line that has `column` characters before it."""
    return not isinstance(value, dict | list) or not value or column + len(in_braces(value)) <= WIDTH


def entry(key: str, value: Any, column: int, *, spread: bool = False) -> list[str]:
    """`key: value` for a group that begins in `column`; `spread` puts what the value holds on lines of its own."""
    start = name(key) + ":"
    if not isinstance(value, dict | list):
        return [f"{start} {text(value, braced=False)}"]
    if not value or (not spread and fits(value, column + len(start) + 1)):
        return [f"{start} {in_braces(value)}"]
    return [start, *("  " + line for line in spread_out(value, column + 2))]


def item(value: Any, column: int, *, spread: bool = False, gap: str = " ") -> list[str]:
    """`- value` for a list that begins in `column`; `gap` is what stands after the `-`."""
    if not isinstance(value, dict | list):
        return [f"-{gap}{text(value, braced=False)}"]
    inner = column + 1 + len(gap)
    if not value or isinstance(value, list) or (not spread and fits(value, inner)):
        return [f"-{gap}{in_braces(value)}"]
    first, *rest = spread_out(value, inner)
    return [f"-{gap}{first}", *(" " * (1 + len(gap)) + line for line in rest)]


def spread_out(value: dict[str, Any] | list[Any], column: int, *, spread: bool = False) -> list[str]:
    """A group or list that is not empty, its entries on lines of their own, for a place that begins in `column`."""
    if isinstance(value, dict):
        return [line for key, inner in value.items() for line in entry(key, inner, column, spread=spread)]
    return [line for inner in value for line in item(inner, column, spread=spread)]
