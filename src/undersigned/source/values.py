"""Text that needs quotes: what a single line shows of why YAML could not read on."""

from __future__ import annotations

import re
from dataclasses import dataclass

from undersigned.source.losses import QUOTE_OR_BLOCK, SIGNS, bare_sign, shortened
from undersigned.source.outline import outlined, spaces
from undersigned.source.quoting import WIDEST, as_text, quoted_with_escapes, without_comment
from undersigned.source.vocabulary import FIELDS, is_surely_a_field

_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'")
_COLON = re.compile(r":(?=\s|$)")
_SECOND_FIELD = re.compile(
    r"(?:(?<!\s)[,;]\s*|\s{2,}|^[\w-]+\s|[,;]?\s+(?P<dash>-)\s+|(?P<one>\s))(?P<key>[a-z_]+):(?:\s|$)"
)
_SURELY_A_VALUE = re.compile(r"\s*(?:\d{4}-|[\[{|>\"]|$)")
_FIRST_FIELD = re.compile(r"(?P<key>[a-z_]+):\s")
_SEVERAL_GROUPS = re.compile(r"\{[^{}]*\}\s*(?:[,;&]|and|et)?\s*\{")
_WIDEST = 70


@dataclass(frozen=True, slots=True)
class Suspicion:
    """What is probably wrong with a line: where (columns from 0), and from where on the line is text."""

    code: str
    column: int
    value_column: int
    message: str
    remedy: str
    repair: str | None = None  # the line as it was probably meant, where quotes alone do not mend it
    read_as: str | None = None  # what to read in its place, where the line becomes two
    opens: str = ""  # the same where the text goes on in the next line
    loses: bool = False  # whether that leaves out a part of what the line says


def suspicion(text: str) -> Suspicion | None:
    """Why this line may be unreadable, judged by itself; None where it looks well."""
    line = outlined(text)
    value = without_comment(line.value)
    if not value or value.startswith("#"):
        return None
    start = text[: line.value_column]
    if line.key is not None and line.key.startswith("(") and value.endswith(")") and line.key[1:] in FIELDS:
        repair = f"{line.lead}{{{text.rstrip()[line.column + 1 : -1]}}}"
        message = "a group of fields stands in braces, not in round brackets"
        return Suspicion("U103", line.column, line.value_column, message, "write {…}", repair)
    for look in (_sign, _list_on_the_line, _curly_quotes, _comma_after_quotes, _quotes, _block_header, _colon):
        if (seen := look(value, line.value_column, start)) is not None:
            return seen
    return None


def _sign(value: str, column: int, start: str) -> Suspicion | None:
    if value[0] == "{" and _SEVERAL_GROUPS.match(value):
        message = "several entries stand in one line"
        return Suspicion("U103", column, column, message, "begin a new line with “- ” before each “{”")
    if value.strip() in ("]", "}"):
        opening = {"]": "[", "}": "{"}[value.strip()]
        message = f"“{value.strip()}” closes nothing: no “{opening}” stands before it"
        return Suspicion("U103", column, column, message, f"write “{opening}” before it", f"{start}{opening}{value}")
    if value[0] in "[{":
        closing = {"[": "]", "{": "}"}[value[0]]
        end = value.rfind(closing)
        rest = value[end + 1 :].strip()
        if not value.startswith(("{{", "{%")) and (end < 0 or not rest or rest.startswith(("#", ",", closing))):
            return None
        if (field := re.match(r"\{\s*([a-z_]+): ", value)) is not None and field[1] in FIELDS:
            message = f"there is text after the closing “{closing}”"
            place = column + end + 1 + len(value[end + 1 :]) - len(value[end + 1 :].lstrip())
            return Suspicion("U103", place, column, message, "delete it, or move it into the braces")
    elif value[0] in "*&!" and re.fullmatch(r"[*&!][\w-]+(?:\s.*)?", value) and not value.startswith("*"):
        return None
    if value.startswith("* ") and not start.strip():
        repair = f"{start}- {value[2:].strip()}"
        return Suspicion("U113", column, column, "“*” begins no entry of a list", "write “- ” in its place", repair)
    return Suspicion("U116", column, column, bare_sign(value[:2]), QUOTE_OR_BLOCK) if value[0] in SIGNS else None


def _list_on_the_line(value: str, column: int, start: str) -> Suspicion | None:
    if not value.startswith(("- ", "? ")):
        return None
    if value[0] == "?":
        return Suspicion("U116", column, column, bare_sign("?"), QUOTE_OR_BLOCK)
    message = "a list begins in the line below its field"
    quoted = as_text(start + value, column)
    text = f"write  {quoted.strip()}" if quoted and len(quoted.strip()) <= _WIDEST else 'put it in "…"'
    remedy = f"write  {start.strip()}  and press Enter before each “- ”; if it is a text, {text}"
    return Suspicion("U103", column, column, message, remedy)


def _curly_quotes(value: str, column: int, start: str) -> Suspicion | None:
    if value[0] not in "“”„‟‘’‚«»" or not _COLON.search(value):
        return None
    message = f"“{value[0]}” is no quote for YAML, which knows straight ones only, and the text holds a colon"
    if value[0] in "“”":
        message = "YAML knows straight quotes only, and the text holds a colon"
    return Suspicion("U117", column, column, message, 'put straight quotes around all of it: "…"')


def _comma_after_quotes(value: str, column: int, start: str) -> Suspicion | None:
    closed = _QUOTED.match(value)
    if closed is None or value[closed.end() :].strip() not in (",", ";"):
        return None
    sign = value[closed.end() :].strip()
    message = f"a “{sign}” stands after the closing quote; lines do not end with one here"
    return Suspicion("U103", column + closed.end(), column, message, "delete it", start + value[: closed.end()])


def _quotes(value: str, column: int, start: str) -> Suspicion | None:
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


def _block_header(value: str, column: int, start: str) -> Suspicion | None:
    found = re.match(r"([|>])[-+0-9]*\s*(?=[^\s#])", value)
    if found is None:
        return None
    sign = found[1]
    message = f"the text begins in the same line as the `{sign}`"
    width = spaces(max(outlined(start + "x").holder, 0) + 2)
    if not re.search(r"\w", value[found.end() :]):
        message = f"something stands behind the `{sign}`"
        return Suspicion("U103", column, column, message, f"write only  {start.strip()} {sign}", f"{start}{sign}")
    if not start.strip():
        return None  # a line of a text
    remedy = f"press Enter after the `{sign}`, and begin the new line with {width}"
    read_as = start + quoted_with_escapes(value[found.end() :])
    return Suspicion("U103", column, column, message, remedy, read_as=read_as, opens=f"{start}{sign}")


def _second_field(value: str, column: int, start: str, second: re.Match[str]) -> Suspicion:
    """Two fields in one line, or two entries of a list."""
    line = outlined(start + "x")
    message = f"“{second['key']}” stands in the same line as the field before it"
    before = value[: second.start("dash") if second["dash"] else second.start("key")].rstrip()
    this, rest = f"{start.strip()} {before.rstrip(',;')}", value[second.start("key") :].strip()
    width = line.column
    if line.is_entry and (second["dash"] or second["key"] == line.key):
        message = "two entries of the list stand in one line"
        width, rest = line.lead.rfind("-"), f"- {rest}"
    before_it = f", with {spaces(width)} before it" if width else ""
    if second["dash"] and not line.is_entry:
        rest, before_it = f"- {rest}", ", with as many spaces before it as the other entries of the list have"
    remedy = f"write  {this}  in this line, and  {rest}  in the next{before_it}"
    if len(this) + len(rest) > WIDEST:
        remedy = f"press Enter before “{second['key']}:”, and begin the new line with {spaces(width)}"
        if rest.startswith("- "):
            remedy += " and “- ”"
        if before.endswith((",", ";")):
            remedy += f"; delete the “{before[-1]}” before it"
    if second["one"]:
        remedy += "; or, if it belongs to the text, put the whole text in straight quotes"
    read_as = None if second["dash"] and not line.is_entry else " " * width + rest
    place = column + second.start("key")
    return Suspicion("U103", place, column + second.start(), message, remedy, read_as=read_as, loses=True)


def _colon(value: str, column: int, start: str) -> Suspicion | None:
    found = None if value[0] in "\"'{[|>" else _COLON.search(value)
    if found is None:
        return None
    if found.start() == 0:
        message = "a field’s name is missing before this colon"
        return Suspicion("U115", column, column, message, f"write it there, as  title{value.rstrip()}")
    if (group := re.fullmatch(r"\(\s*(\w+: .*)\)", value)) is not None:
        message = "a group of fields stands in braces, not in round brackets"
        return Suspicion("U103", column, column, message, "write {…}", f"{start}{{{group[1]}}}")
    line = outlined(start + "x")
    if value.rstrip().endswith("}") and value.count("}") > value.count("{"):
        begins = _FIRST_FIELD.match(value) is not None
        message = "the “}” at the end closes nothing: no “{” stands before it"
        repair = f"{start}{{{value}" if begins else f"{line.lead}{{{(start + value)[len(line.lead) :]}"
        return Suspicion("U103", column + len(value.rstrip()) - 1, column, message, "write “{” where it begins", repair)
    if (first := _FIRST_FIELD.match(value)) is not None and (first["key"] in FIELDS or line.key == "with"):
        message = f"“{first['key']}” stands in the same line as “{line.key}”, which it belongs to"
        remedy = f"write it in the next line, with {spaces(max(line.holder, 0) + 2)} before it:  {value.strip()}"
        if len(value) <= _WIDEST:
            return Suspicion("U103", column, column, message, remedy)
    for second in _SECOND_FIELD.finditer(value):
        sure = second["one"] is None or is_surely_a_field(second["key"])
        if second["key"] in FIELDS and (sure or _SURELY_A_VALUE.match(value, second.end())):
            return _second_field(value, column, start, second)
    if (address := re.search(r"\bhttps?: //", value)) is not None:
        message = "a space stands in the address, behind its colon"
        repair = f"{start}{value[: address.end() - 3]}{value[address.end() - 2 :]}"
        return Suspicion("U103", column + address.end() - 3, column, message, "delete it", repair)
    before = shortened(value[: found.start()], 30)
    message = f"the line holds a second colon, so YAML takes “{before}” for the name of a field"
    if not start.strip():
        message = "the text holds a colon, so YAML takes what is before it for the name of a field"
    return Suspicion("U111", column + found.start(), column, message, 'put the text in "…"')
