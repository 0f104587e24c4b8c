"""CSV and Excel files as people get them from web forms: to headers and rows of clean text, each with its place.

Nothing is guessed that would change what a file says: what is doubtful is refused, with the row and a remedy. A place
is `file:row:column`: the row as a spreadsheet or an editor numbers it, the column counted in cells. What cells hold is
never said in a problem: it may be the name of somebody who is not to be named.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from undersigned.problems import Problem, Refused, Span
from undersigned.searching import fold
from undersigned.source.text import UNFIT

LARGEST = 20_000_000
"""Bytes of a file; 10,000 answers to a form of twelve questions have about 2 million."""
DELIMITERS = (",", ";", "\t")
_NONE = "\x1f"
"""A delimiter that no text holds, for files of one column."""
_LONGEST_CELL = 100_000
_LOOKED_AT = 50
"""How many rows tell what the delimiter is."""
_LOOKED_INTO = 100_000
"""And within how many characters."""
_MOST_REPORTED = 20
_INVISIBLE = re.compile("[\ufeff\u200b\u2060\u00ad]")
_FOREIGN = re.compile("[À-ÖØ-öø-ÿ]{3}")
"""Three accented letters of Windows-1252 in a row: words of another alphabet that were read in the wrong encoding."""
_SAVE_AS_UTF_8 = "open it in Excel or LibreOffice and save it as “CSV UTF-8”, or as .xlsx"
_EMPTY = "check that it is the right file: the first row holds the headers, each other row one answer"
_FORMULA_START = r"[=+\-@\t\r\n＝＋－＠]"
_GUARDED = re.compile(rf"'+{_FORMULA_START}")


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row, as many as there are headers; `line` is the line or row of the file it begins in."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table that was read; `file` is its name to show. `repaired` are the lines in which the encoding was mended."""

    file: str
    header_line: int
    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    warnings: tuple[Problem, ...] = ()
    repaired: tuple[int, ...] = ()

    def span(self, line: int, column: int = 0) -> Span:
        """The place of a cell; `column` is its number from 0."""
        return Span(self.file, line, column + 1)


def read(content: bytes, file: str, sheet: str = "") -> Sheet:
    """The table in a CSV or Excel file, which is told by its bytes; `sheet` names that of a workbook to read.

    Raises `Refused` for files that are no tables, headers that come twice and rows of another length than the headers.
    """
    if len(content) > LARGEST:
        message = f"the file is larger than {LARGEST // 1_000_000} MB"
        raise Refused([Problem("U820", Span(file), message, "split it, or delete the columns that are not needed")])
    foreign = _what_else(content)
    if foreign:
        raise Refused([Problem("U820", Span(file), f"the file is {foreign}", _SAVE_AS_UTF_8)])
    if content.startswith(b"PK\x03\x04"):
        return _from_workbook(content, file, sheet)
    if sheet:
        raise Refused([Problem("U820", Span(file), "a CSV file has no sheets", "leave --sheet away")])
    return _from_csv(content, file)


def _what_else(content: bytes) -> str:
    """What a file is that is no table, by its first bytes."""
    start = content[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not content.strip(b"\x00\xef\xbb\xbf \t\r\n"):
        return "empty"
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        return "an Excel file of the old kind (.xls), or one with a password"
    if start.startswith((b"<!doctype", b"<html", b"<?xml", b"<table")):
        return "a web page or XML, whatever its name says"
    if start.startswith((b"%pdf", b"{\\rtf")):
        return "a text document, not a table"
    return ""


# --- CSV --------------------------------------------------------------------------------------------------------------


def _from_csv(content: bytes, file: str) -> Sheet:
    text, is_windows = _decoded(content, file)
    lines_before = 0
    marked = re.match(r"sep=([,;\t])\r?\n", text)  # what Excel writes to tell itself the delimiter
    if marked:
        text, lines_before = text[marked.end() :], 1
    rows = list(_csv_rows(text, marked[1] if marked else _delimiter(text), file, lines_before))
    table = _table(rows, file)
    if not is_windows:
        return table
    cells = ((row.line, cell) for row in (Row(table.header_line, table.headers), *table.rows) for cell in row.cells)
    for line, cell in cells:
        if _FOREIGN.search(cell):
            message = "the file is not UTF-8, and its letters make no sense in the encoding of Western Windows"
            raise Refused([Problem("U821", Span(file, line), message, _SAVE_AS_UTF_8)])
    message = "the file is not UTF-8 and was read as Windows-1252"
    remedy = "look whether accents came out right; if not, save it as “CSV UTF-8” first"
    warning = Problem("U821", Span(file), message, remedy, "warning")
    return replace(table, warnings=(*table.warnings, warning))


def _decoded(content: bytes, file: str) -> tuple[str, bool]:
    """The text, and whether it had to be read as Windows-1252. Raises `Refused`."""
    try:
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            return content.decode("utf-16"), False
        if b"\x00" not in content:
            return content.decode("utf-8-sig"), False
    except UnicodeDecodeError:
        if b"\x00" not in content:
            import ftfy.bad_codecs

            ftfy.bad_codecs.ok()  # its Windows-1252 takes every byte; a cell that was UTF-8 is mended afterwards
            return content.removeprefix(b"\xef\xbb\xbf").decode("sloppy-windows-1252"), True
    raise Refused(
        [Problem("U821", Span(file), "the file is no text in an encoding that is known here", _SAVE_AS_UTF_8)]
    )


def _delimiter(text: str) -> str:
    """The delimiter under which most of the first rows have as many cells as the first; most cells win among those."""
    best = (0.0, 0, _NONE)
    start = text[:_LOOKED_INTO]
    for delimiter in DELIMITERS:
        widths: list[int] = []
        try:
            for row in csv.reader(io.StringIO(start, newline=""), delimiter=delimiter):
                if any(cell.strip() for cell in row):
                    widths.append(len(row))
                if len(widths) == _LOOKED_AT:
                    break
        except csv.Error:
            pass
        if widths and widths[0] > 1:
            best = max(best, (sum(width == widths[0] for width in widths) / len(widths), widths[0], delimiter))
    return best[2]


def _csv_rows(text: str, delimiter: str, file: str, lines_before: int) -> Iterator[Row]:
    """Rows with the line each begins in. Raises `Refused` where quotation marks do not match."""
    before = csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begins = 1
    try:
        for cells in reader:
            yield Row(begins + lines_before, tuple(cells))
            begins = reader.line_num + 1
    except csv.Error:
        message = "a quotation mark opens a cell here and does not end it as CSV asks, or the cell is very long"
        remedy = "write quotation marks inside a quoted cell twice, or save the file again from a spreadsheet program"
        raise Refused([Problem("U822", Span(file, begins + lines_before), message, remedy)]) from None
    finally:
        csv.field_size_limit(before)


# --- Excel ------------------------------------------------------------------------------------------------------------


def _from_workbook(content: bytes, file: str, sheet: str) -> Sheet:
    from undersigned.intake import workbooks

    found = workbooks.read(content, Span(file), sheet)
    table = _table([Row(number, cells) for number, cells in enumerate(found.rows, 1)], file)
    warnings = list(table.warnings)
    if found.others and not sheet:
        message = f"only the sheet “{found.name}” is read; others hold something, too: {', '.join(found.others)}"
        warnings.append(Problem("U820", Span(file), message, "name the one you mean with --sheet", "warning"))
    for line, column in sorted(found.faulty)[:_MOST_REPORTED]:
        message = "the cell holds an error or a formula without a result, and is taken as empty"
        warnings.append(Problem("U826", Span(file, line, column), message, "write its value in", "warning"))
    return replace(table, warnings=tuple(warnings))


# --- headers and rows -------------------------------------------------------------------------------------------------


def _table(raw: Sequence[Row], file: str) -> Sheet:
    """Headers and rows, cleaned. Raises `Refused` with everything that is wrong with their form."""
    repaired: dict[int, None] = {}
    rows = [Row(row.line, tuple(_clean(cell, row.line, repaired) for cell in row.cells)) for row in raw]
    rows = [row for row in rows if any(row.cells)]
    if not rows:
        raise Refused([Problem("U820", Span(file), "the file holds no rows", _EMPTY)])
    header = rows[0]
    width = len(header.cells)
    problems = [*_wrong_headers(header, rows[1:], file), *_ragged(rows[1:], width, file)]
    if problems:
        raise Refused(problems)
    kept = [number for number, cell in enumerate(header.cells) if cell]
    headers = tuple(header.cells[number] for number in kept)
    if kept == list(range(width)):
        body = tuple(Row(row.line, row.cells[:width]) for row in rows[1:])
    else:
        body = tuple(Row(row.line, tuple(row.cells[number] for number in kept)) for row in rows[1:])
    if not body:
        raise Refused([Problem("U820", Span(file, header.line), "below the headers, the file holds no rows", _EMPTY)])
    return Sheet(file, header.line, headers, body, (), tuple(repaired))


def _clean(cell: str, line: int, repaired: dict[int, None]) -> str:
    """A cell without blanks around it and characters that nothing can hold, its encoding mended, without the
    apostrophe that keeps spreadsheet programs from taking it for a formula."""
    if not cell.isascii():
        cell = _mended(cell, line, repaired)
    if not cell.isprintable():
        cell = UNFIT.sub("", _INVISIBLE.sub("", cell))
    return unguarded(cell).strip()


def _mended(cell: str, line: int, repaired: dict[int, None]) -> str:
    """The cell as it was before somebody read its UTF-8 in another encoding, which `FÃ©dÃ©ration` shows."""
    from ftfy import fix_encoding

    mended = fix_encoding(cell)
    if mended != cell:
        repaired[line] = None
    return mended


def guarded(cell: str) -> str:
    """The cell with an apostrophe before it where a spreadsheet program would take it for a formula.

    What begins with apostrophes before such a sign gets one as well, so that `unguarded` gives back the very cell.
    (https://owasp.org/www-community/attacks/CSV_Injection)
    """
    return f"'{cell}" if re.match(rf"'*{_FORMULA_START}", cell) else cell


def unguarded(cell: str) -> str:
    """The cell that was guarded."""
    return cell[1:] if _GUARDED.match(cell) else cell


def _wrong_headers(header: Row, rows: Iterable[Row], file: str) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for number, cell in enumerate(header.cells):
        if not cell:
            continue
        first = seen.setdefault(" ".join(fold(cell).split()), number)
        if first != number:
            message = f"the header “{cell}” stands over two columns, {first + 1} and {number + 1}"
            yield Problem("U824", Span(file, header.line, number + 1), message, "give each column a header of its own")
    nameless = [number for number, cell in enumerate(header.cells) if not cell]
    filled = Counter(number for row in rows for number in nameless if number < len(row.cells) and row.cells[number])
    for number in sorted(filled):
        message = f"column {number + 1} has no header, and something in it"
        yield Problem("U824", Span(file, header.line, number + 1), message, "give it one, or empty the column")


def _ragged(rows: Iterable[Row], width: int, file: str) -> Iterator[Problem]:
    """Rows that are shorter than the headers, or that hold something beyond them; the first twenty."""
    count = 0
    for row in rows:
        if len(row.cells) == width or (len(row.cells) > width and not any(row.cells[width:])):
            continue
        count += 1
        if count <= _MOST_REPORTED:
            message = f"row {row.line} has {len(row.cells)} cells, and there are {width} headers"
            remedy = "put text with a comma, semicolon or line break in quotation marks, or give the missing cells"
            yield Problem("U823", Span(file, row.line, min(len(row.cells), width + 1)), message, remedy)
