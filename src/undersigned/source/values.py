"""Text that needs quotes: what a single line shows of why YAML could not read on."""

from __future__ import annotations

import re
from dataclasses import dataclass

from undersigned.source.losses import QUOTE_OR_BLOCK, SIGNS, bare_sign

_LINE = re.compile(
    r"(?P<lead>[ ]*(?:-[ ]+)*)"
    r"(?:(?P<key>\"[^\"]*\"|'[^']*'|[^\s\"'#{}\[\],&*!|>%@`][^:]*(?::\S[^:]*)*?):(?:[ \t]+|$))?"
    r"(?P<value>.*)$"
)
_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'")
_COLON = re.compile(r":(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Suspicion:
    """What is probably wrong with a line: where (columns from 0), and from where on the line is text."""

    code: str
    column: int
    value_column: int
    message: str
    remedy: str


def value_column(text: str) -> int:
    """The column, from 0, at which the value of `field: value` or `- value` begins."""
    found = _LINE.match(text)
    return found.start("value") if found else 0


def suspicion(text: str) -> Suspicion | None:
    """Why this line may be unreadable, judged by itself; None where it looks well."""
    found = _LINE.match(text.rstrip())
    if found is None or not found["value"] or found["value"].startswith("#"):
        return None
    value, column = found["value"], found.start("value")
    for look in (_sign, _list_on_the_line, _curly_quotes, _quotes, _block_header, _colon):
        if (seen := look(value, column)) is not None:
            return seen
    return None


def _sign(value: str, column: int) -> Suspicion | None:
    if value[0] in "[{":
        closing = {"[": "]", "{": "}"}[value[0]]
        end = value.rfind(closing)
        rest = value[end + 1 :].strip()
        if not value.startswith(("{{", "{%")) and (end < 0 or not rest or rest.startswith(("#", ",", closing))):
            return None
    elif value[0] in "*&!" and re.fullmatch(r"[*&!][\w-]+(?:\s.*)?", value) and not value.startswith("*"):
        return None
    return Suspicion("U116", column, column, bare_sign(value[0]), QUOTE_OR_BLOCK) if value[0] in SIGNS else None


def _list_on_the_line(value: str, column: int) -> Suspicion | None:
    if not value.startswith(("- ", "? ")):
        return None
    remedy = "begin the list on the next line; if it is text, put it in quotes"
    message = f"text cannot begin with a bare “{value[0]} ”: YAML takes it for the mark of a list or a field"
    return Suspicion("U116", column, column, message, remedy)


def _curly_quotes(value: str, column: int) -> Suspicion | None:
    if value[0] not in "“”„‟‘’‚«»" or not _COLON.search(value):
        return None
    message = f"“{value[0]}” does not quote for YAML, and the text holds a colon"
    remedy = 'put straight quotes around all of it: "…"'
    if value[0] in "“”":
        message = "curly quotes do not quote for YAML, and the text holds a colon"
    return Suspicion("U117", column, column, message, remedy)


def _quotes(value: str, column: int) -> Suspicion | None:
    if value[0] not in "\"'":
        return None
    closed = _QUOTED.match(value)
    if closed is None:
        return None
    rest = value[closed.end() :]
    if not rest.strip() or rest.lstrip().startswith(("#", ",", "]", "}")) or _COLON.match(rest.lstrip()):
        return None
    message = "the text goes on after its closing quote"
    double = 'put all of it in "…"' if value[0] == "'" else "put all of it in '…'"
    return Suspicion("U117", column + closed.end() - 1, column, message, f"{double}, or write `|` and the text below")


def _block_header(value: str, column: int) -> Suspicion | None:
    if not re.match(r"[|>][-+0-9]*\s*[^\s#]", value):
        return None
    message = f"the text begins in the same line as the `{value[0]}`"
    return Suspicion("U103", column, column, message, "begin the text in the next line, indented")


def _colon(value: str, column: int) -> Suspicion | None:
    found = None if value[0] in "\"'{[|>" else _COLON.search(value)
    if found is None:
        return None
    if found.start() == 0:
        return Suspicion("U115", column, column, "a field's name is missing before this colon", "write it there")
    message = "the text holds a colon, so YAML takes what is before it for a field"
    return Suspicion("U111", column + found.start(), column, message, 'put the text in "…"')
