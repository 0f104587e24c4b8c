"""Rows of a table as what organisations answered: cells understood, nothing decided yet.

Whoever does not clearly agree to be named is withheld. What a problem says here names rows and headers, never what a
cell holds.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, get_args

from undersigned.intake.columns import Columns
from undersigned.intake.spreadsheets import Row, Sheet
from undersigned.models.base import fold as one_line
from undersigned.models.register import Scope, Status
from undersigned.problems import Problem
from undersigned.searching import fold

YES = frozenset({"yes", "oui", "x", "true", "1"})
NO = frozenset({"", "no", "non", "false", "0", "n"})
_SCOPES = {
    "internationale": "international",
    "global": "international",
    "mondial": "international",
    "mondiale": "international",
    "regionale": "regional",
    "nationale": "national",
    "locale": "local",
} | {scope: scope for scope in get_args(Scope)}
_STATUSES = frozenset(get_args(Status))
_PLAIN_FIELDS = ("acronym", "country", "region", "kind", "website", "parent")
_MOST_REPORTED = 20
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?!\d)")


@dataclass(frozen=True, slots=True)
class Entry:
    """One row; `register` holds the fields of the register that it states, besides the name, as the register has them.

    `id` is what the row itself says of the register: an id, `new`, or nothing. `status` is empty where it says a word
    that is none.
    """

    line: int
    name: str
    is_named: bool
    id: str = ""
    register: Mapping[str, Any] = field(default_factory=dict)
    status: str = "confirmed"
    date: datetime.date | None = None
    printed_as: str = ""
    signer: Mapping[str, str] = field(default_factory=dict)
    contact: Mapping[str, str] = field(default_factory=dict)

    @property
    def acronym(self) -> str:
        return str(self.register.get("acronym", ""))

    @property
    def country(self) -> str:
        return str(self.register.get("country", ""))


def read_entries(sheet: Sheet, columns: Columns) -> tuple[list[Entry], list[Problem]]:
    """The entries of a sheet, and warnings about rows and cells that are left out."""
    problems: list[Problem] = []
    rows = [row for row in sheet.rows if columns.cell(row.cells, "name")]
    nameless = [row.line for row in sheet.rows if not columns.cell(row.cells, "name")]
    if nameless:
        place = sheet.span(nameless[0], columns.places["name"])
        message = f"no organisation is named in {in_rows(nameless)}, left out"
        problems.append(Problem("U826", place, message, "write it in the file, if it is one", "warning"))
    problems += _consents(sheet, columns, rows)
    is_day_first, doubt = _order_of_dates(sheet, columns, rows)
    entries = [_entry(row, columns, is_day_first) for row in rows]
    return entries, [*problems, *doubt, *_unknown_words(sheet, columns, rows)]


def in_rows(lines: Sequence[int]) -> str:
    """`row 7`, `rows 7, 9 and 12`, with the first ten of many."""
    if len(lines) == 1:
        return f"row {lines[0]}"
    if len(lines) > 10:
        return f"{len(lines):,} rows ({', '.join(map(str, lines[:10]))} …)"
    return f"rows {', '.join(map(str, lines[:-1]))} and {lines[-1]}"


def _entry(row: Row, columns: Columns, is_day_first: bool | None) -> Entry:
    def cell(name: str) -> str:
        return one_line(columns.cell(row.cells, name))

    register: dict[str, Any] = {name: cell(name) for name in _PLAIN_FIELDS if cell(name)}
    scope = _SCOPES.get(fold(cell("scope")))
    if scope:
        register["scope"] = scope
    aliases = [one_line(line) for line in columns.cell(row.cells, "aliases").splitlines() if line.strip()]
    if aliases:
        register["aliases"] = aliases
    names = {name[5:]: cell(name) for name in columns.places if name.startswith("name:") and cell(name)}
    if names:
        register["names"] = names
    name = cell("name")
    acronym = register.get("acronym")
    if acronym and name.endswith(f" ({acronym})"):  # a letter would print it twice
        name = name.removesuffix(f" ({acronym})")
    signer = {"name": cell("signer")} if cell("signer") else {}
    if signer and cell("function"):
        signer["function"] = cell("function")
    status = fold(cell("status"))
    return Entry(
        line=row.line,
        name=name,
        is_named=_may_be_named(row, columns),
        id=cell("id"),
        register=register,
        status=(status if status in _STATUSES else "") if status else "confirmed",
        date=_date(cell("date"), is_day_first),
        printed_as=cell("as"),
        signer=signer,
        contact=_contact(cell("contact"), cell("email"), cell("phone"), cell("comments"), cell("function"), signer),
    )


def _contact(name: str, email: str, phone: str, comments: str, function: str, signer: Mapping[str, str]) -> Any:
    note = "; ".join(part for part in ("" if signer else function, comments) if part)
    values = {"name": name, "email": email, "phone": phone, "note": note}
    return {key: value for key, value in values.items() if value}


# --- consent ----------------------------------------------------------------------------------------------------------


def _answer(row: Row, columns: Columns, name: str) -> str:
    return fold(columns.cell(row.cells, name)).strip(" .!\u00a0")


def _may_be_named(row: Row, columns: Columns) -> bool:
    """Only a clear yes names, and only if nothing asks to be withheld."""
    return _answer(row, columns, "consent") in YES and _answer(row, columns, "withhold") in NO


def _consents(sheet: Sheet, columns: Columns, rows: Sequence[Row]) -> Iterator[Problem]:
    if "consent" not in columns.places:
        message = "no column says who may be named, so all are withheld"
        remedy = 'say which does with --map "Header=consent", or add one with “yes” for those who agree'
        yield Problem("U828", sheet.span(sheet.header_line), message, remedy, "warning")
        return
    unclear = [row.line for row in rows if _answer(row, columns, "consent") not in YES | NO]
    if unclear:
        message = f"{in_rows(unclear)}: the answer is neither a plain yes nor a plain no, so they are withheld"
        remedy = "where they do agree to be named, write “yes” in the file, and nothing else"
        yield Problem("U828", sheet.span(unclear[0], columns.places["consent"]), message, remedy, "warning")


def _unknown_words(sheet: Sheet, columns: Columns, rows: Sequence[Row]) -> Iterator[Problem]:
    """Words that a choice does not have, in rows of those who are named."""
    for name, known, instead in (
        ("scope", _SCOPES, "it is left out"),
        ("status", _STATUSES, "they are left out"),
    ):
        unknown = [
            row.line
            for row in rows
            if _may_be_named(row, columns)
            and columns.cell(row.cells, name)
            and fold(one_line(columns.cell(row.cells, name))) not in known
        ]
        if unknown:
            words = ", ".join(sorted(set(known) if name == "status" else get_args(Scope)))
            message = f"{in_rows(unknown)}: this is no {name} that is known, and {instead}"
            place = sheet.span(unknown[0], columns.places[name])
            yield Problem("U826", place, message, f"write one of {words}", "warning")


# --- dates ------------------------------------------------------------------------------------------------------------


def _date(text: str, is_day_first: bool | None) -> datetime.date | None:
    """The day that a time begins with; None where it has none that is certain."""
    iso = _ISO.match(text)
    other = _DAY_FIRST.match(text)
    if iso:
        year, month, day = iso.groups()
    elif other and (other[2] == "." or is_day_first is not None):
        first, _, second, year = other.groups()
        day, month = (first, second) if other[2] == "." or is_day_first else (second, first)
    else:
        return None
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None


def _order_of_dates(sheet: Sheet, columns: Columns, rows: Iterable[Row]) -> tuple[bool | None, list[Problem]]:
    """Whether 05/06/2026 is in June: told by the days after the 12th of those who are named; None where none tells."""
    texts = [columns.cell(row.cells, "date") for row in rows if _may_be_named(row, columns)]
    found = [match for text in texts if (match := _DAY_FIRST.match(text)) and match[2] != "."]
    if not found:
        return None, []
    day_first = any(int(match[1]) > 12 for match in found)
    month_first = any(int(match[3]) > 12 for match in found)
    if day_first != month_first:
        return day_first, []
    message = "nothing tells whether the day or the month comes first in these dates, so they are left out"
    place = sheet.span(sheet.header_line, columns.places["date"])
    return None, [Problem("U826", place, message, "write them as 2026-12-31 in the file", "warning")]
