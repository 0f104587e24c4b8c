"""Excel workbooks as rows of text: the gate, then a look at how far the cells reach, then calamine.

calamine lays a sheet out as one block in memory, from its first cell to its last, and ends the whole program where that
is too much: two cells far apart are enough (https://github.com/tafia/calamine/issues/693). It also reads cells with
errors as empty. So every part is looked through here before calamine sees it, and calamine sees nothing else: the parts
are packed anew, as they were unpacked.
"""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from undersigned.problems import Problem, Refused, Span

MOST_ROWS = 100_000
MOST_COLUMNS = 500
MOST_CELLS = 5_000_000

_WORKBOOK = "xl/workbook.xml"
_CELL = re.compile(r"([A-Z]{1,4})([0-9]{1,9})")
_DIGITS_OF_A_FLOAT = 15
"""How many digits of a number Excel keeps."""
_SAVE_AGAIN = "open it in Excel or LibreOffice and save it as .xlsx or as CSV (UTF-8)"
_TOO_LARGE = "copy the rows with answers to a new, plain sheet and save that"


@dataclass(frozen=True, slots=True)
class SheetOfWorkbook:
    """The rows of one sheet from row 1 on, all of one width; `faulty` are cells (row, column; from 1) that hold an
    error or a formula without a result; `others` names the other sheets that hold something."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    faulty: frozenset[tuple[int, int]]
    others: tuple[str, ...]


def read(content: bytes, span: Span, sheet: str = "") -> SheetOfWorkbook:
    """The sheet of that name, or the first visible one that holds something. Raises `Refused` (U820, U831 to U837)."""
    import python_calamine as calamine

    parts = _unpacked(content, span)
    seen = {name: _look_through(part, span) for name, part in parts.items()}
    try:
        workbook = calamine.load_workbook(io.BytesIO(_packed(parts)))
        visible = [
            one.name
            for one in workbook.sheets_metadata
            if one.typ == calamine.SheetTypeEnum.WorkSheet and one.visible == calamine.SheetVisibleEnum.Visible
        ]
        if sheet and sheet not in visible:
            raise _refused(span, f"there is no sheet “{sheet}”", f"its sheets are {', '.join(visible) or 'hidden'}")
        full = [name for name in visible if workbook.get_sheet_by_name(name).start is not None]
        chosen = sheet or next(iter(full), "")
        if chosen not in full:
            raise _refused(span, "no sheet holds anything", "check that it is the right file")
        values = workbook.get_sheet_by_name(chosen).to_python(skip_empty_area=False)
    except calamine.CalamineError:
        raise _refused(span, "the workbook is damaged", _SAVE_AGAIN) from None
    rows = tuple(tuple(map(_text, row)) for row in values)
    faulty = seen.get(_part_of(seen, chosen), _Seen()).faulty
    return SheetOfWorkbook(chosen, rows, frozenset(faulty), tuple(name for name in full if name != chosen))


def _refused(span: Span, message: str, remedy: str) -> Refused:
    return Refused([Problem("U820", span, message, remedy)])


def _text(value: Any) -> str:
    """A cell as people see it, dates as ISO 8601 writes them: 2024-05-01, 2024-05-01 10:03:00."""
    match value:
        case str():
            return value
        case bool():
            return "true" if value else "false"
        case float():
            return str(int(value)) if value.is_integer() else f"{value:.{_DIGITS_OF_A_FLOAT}g}"
        case datetime.datetime():
            return value.isoformat(" ", "seconds")
        case datetime.date() | datetime.time():
            return value.isoformat()
        case _:
            return str(value)


# --- what is looked at first ------------------------------------------------------------------------------------------


def _unpacked(content: bytes, span: Span) -> dict[str, bytes]:
    """The parts of XML by their names, as the one gate lets them through. Raises `Refused`."""
    from undersigned.returned.gate import open_package

    package = open_package(content, span)
    names = {name: entry.filename for name, entry in package.parts.items() if name.endswith((".xml", ".rels"))}
    parts = {name: package.read(key) or b"" for key, name in names.items()}
    if _WORKBOOK not in parts:
        raise _refused(span, "the file is no Excel workbook", _SAVE_AGAIN)
    return parts


def _packed(parts: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


@dataclass(slots=True)
class _Seen:
    """What was seen in one part: its farthest cell, cells with errors, and sheets or relations that it names."""

    rows: int = 0
    columns: int = 0
    faulty: list[tuple[int, int]] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)


def _look_through(part: bytes, span: Span) -> _Seen:
    """What stands in one part of XML. Raises `Refused` for what is too large, damaged or odd."""
    scanner = _Scanner(span)
    try:
        scanner.parse(part)
    except expat.ExpatError:
        raise _refused(span, "the workbook is damaged", _SAVE_AGAIN) from None
    return scanner.seen


class _Scanner:
    """Reads one part, and notes what `_Seen` holds."""

    def __init__(self, span: Span) -> None:
        self.seen = _Seen()
        self._span = span
        self._row = self._column = 0
        self._is_error = self._formula = self._value = False

    def parse(self, part: bytes) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.Parse(part, True)

    def _doctype(self, *_: Any) -> None:
        message = "the workbook holds a document type, which no spreadsheet program writes"
        raise _refused(self._span, message, _SAVE_AGAIN)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(" ")[2]
        if name == "c":
            self._cell(attributes)
        elif name in ("v", "is"):
            self._value = True
        elif name == "f":
            self._formula = True
        elif name == "row":
            self._begin_row(attributes)
        elif name == "sheet":
            named = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
            self.seen.names[named.get("name", "")] = named.get("id", "")
        elif name == "Relationship":
            self.seen.names[attributes.get("Id", "")] = attributes.get("Target", "")

    def _begin_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r", "")
        self._row = int(number) if number.isascii() and number.isdigit() and len(number) < 10 else self._row + 1
        self._column = 0

    def _cell(self, attributes: dict[str, str]) -> None:
        place = _CELL.fullmatch(attributes.get("r", ""))
        if place is None:
            self._column += 1
        else:
            self._row, self._column = int(place[2]), _number(place[1])
        self._is_error = attributes.get("t") == "e"
        self._formula = self._value = False

    def _end(self, tag: str) -> None:
        if tag.rpartition(" ")[2] != "c":
            return
        if self._value or self._formula:
            seen = self.seen
            seen.rows, seen.columns = max(seen.rows, self._row), max(seen.columns, self._column)
            if seen.rows > MOST_ROWS or seen.columns > MOST_COLUMNS or seen.rows * seen.columns > MOST_CELLS:
                far = f"a cell far from the others, in row {self._row:,}, column {self._column:,}"
                raise _refused(self._span, f"a sheet is too large: it has {far}", _TOO_LARGE)
        if self._is_error or (self._formula and not self._value):
            self.seen.faulty.append((self._row, self._column))


def _number(letters: str) -> int:
    """The number of a column from 1: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _part_of(seen: dict[str, _Seen], sheet: str) -> str:
    """The part that holds a sheet, through the relations of the workbook; empty where they lead nowhere."""
    relations = seen.get("xl/_rels/workbook.xml.rels", _Seen()).names
    target = relations.get(seen[_WORKBOOK].names.get(sheet, ""), "")
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
