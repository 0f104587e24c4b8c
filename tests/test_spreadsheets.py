"""CSV and Excel files: what comes out of them, and what is refused, with its row and a remedy."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from undersigned.intake.spreadsheets import Sheet, guarded, read, unguarded
from undersigned.problems import Problem, Refused

SHEET_XML = "xl/worksheets/sheet1.xml"
NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def workbook(*sheets: Sequence[Sequence[Any]]) -> bytes:
    """An Excel file as openpyxl writes it, a sheet for each table."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for number, rows in enumerate(sheets, 1):
        sheet = book.create_sheet(f"Sheet {number}")
        for row in rows:
            sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def with_part(content: bytes, name: str, part: str) -> bytes:
    """The same file with one part exchanged."""
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.namelist():
            new.writestr(one, part if one == name else old.read(one))
    return changed.getvalue()


def sheet_xml(cells: str) -> str:
    return f'<worksheet xmlns="{NAMESPACE}"><sheetData>{cells}</sheetData></worksheet>'


def table(sheet: Sheet) -> list[tuple[str, ...]]:
    return [sheet.headers, *(row.cells for row in sheet.rows)]


def refused(content: bytes, name: str = "") -> tuple[Problem, ...]:
    with pytest.raises(Refused) as refusal:
        read(content, "in.csv", name)
    return refusal.value.problems


def _read_or_refused(content: bytes) -> Sheet | tuple[Problem, ...]:
    try:
        return read(content, "in")
    except Refused as refusal:
        return refusal.problems


# --- CSV --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_csv_as_programs_write_it(delimiter: str, encoding: str, end: str) -> None:
    rows = [["Nom", "Pays"], ["Fédération d’aide", "Côte d’Ivoire"], ["Zoë", '"Suède, Suisse; Tchad\t"']]
    text = end.join(delimiter.join(row) for row in rows) + end
    assert table(read(text.encode(encoding), "in.csv")) == [
        ("Nom", "Pays"),
        ("Fédération d’aide", "Côte d’Ivoire"),
        ("Zoë", "Suède, Suisse; Tchad"),
    ]


def test_excel_says_itself_what_its_delimiter_is() -> None:
    sheet = read(b"sep=;\r\nName;Country\r\nA, B and C;Kenya\r\n", "in.csv")
    assert sheet.headers == ("Name", "Country")
    assert (sheet.rows[0].line, sheet.rows[0].cells) == (3, ("A, B and C", "Kenya"))


def test_one_column_needs_no_delimiter() -> None:
    assert table(read(b"Name\nA, B; and C\nD\n", "in.csv")) == [("Name",), ("A, B; and C",), ("D",)]


def test_lines_are_those_of_the_file_where_cells_go_over_several() -> None:
    sheet = read(b'Name,Note\n\nA,"one\ntwo\nthree"\n,\nB,\n', "in.csv")
    assert [(row.line, row.cells) for row in sheet.rows] == [(3, ("A", "one\ntwo\nthree")), (7, ("B", ""))]


@pytest.mark.parametrize("wrong", ["cp1252", "latin-1", "cp437"])
def test_utf_8_that_was_read_as_something_else_is_mended(wrong: str) -> None:
    typed = "Fédération des Étudiants à São Tomé"
    sheet = read(f"Name\n{typed.encode().decode(wrong)}\nplain\n".encode(), "in.csv")
    assert [row.cells[0] for row in sheet.rows] == [typed, "plain"]
    assert sheet.repaired == (2,)


def test_a_file_that_mixes_encodings_is_mended_cell_by_cell() -> None:
    sheet = read("Name\nÉtudiants réunis\n".encode("cp1252") + "Fédération à São Tomé\n".encode(), "in.csv")
    assert [row.cells[0] for row in sheet.rows] == ["Étudiants réunis", "Fédération à São Tomé"]
    assert [problem.code for problem in sheet.warnings] == ["U821"]


@pytest.mark.parametrize("typed", ["Ångström & Søn", "Łódź Ωmega", "ສິດທິ", "人权", "“Quoted” – dash’s", "Ğ İ ş"])
def test_names_that_are_right_stay_as_typed(typed: str) -> None:
    sheet = read(f"Name\n{typed}\n".encode(), "in.csv")
    assert (sheet.rows[0].cells[0], sheet.repaired, sheet.warnings) == (typed, (), ())


@pytest.mark.parametrize("encoding", ["cp1251", "cp1256", "koi8-r"])
def test_another_alphabet_in_an_old_encoding_is_not_guessed(encoding: str) -> None:
    words = "مجموعة حقوق" if encoding == "cp1256" else "Союз журналистов"
    (problem,) = refused(f"Name,Country\n{words},X\n".encode(encoding))
    assert (problem.code, problem.span.line) == ("U821", 2)
    assert "CSV UTF-8" in problem.remedy


def test_blanks_and_what_nobody_sees_are_taken_away() -> None:
    sheet = read("\u200b Name ,Country\n\u00a0A\u0007B \u200b,\u00adX\n".encode(), "in.csv")
    assert table(sheet) == [("Name", "Country"), ("AB", "X")]


# --- form -------------------------------------------------------------------------------------------------------------


def _places(problems: Iterable[Problem]) -> list[tuple[str, int, int]]:
    return [(problem.code, problem.span.line, problem.span.column) for problem in problems]


def test_headers_that_come_twice_are_refused() -> None:
    problems = refused(b"Name,Pays, NAME ,pays\nA,B,C,D\n")
    assert _places(problems) == [("U824", 1, 3), ("U824", 1, 4)]
    assert "columns, 1 and 3" in problems[0].message


def test_every_ragged_row_is_named() -> None:
    problems = refused(b"Name,Country\nA\nB,C,\nD,E,F\n\nG,H\n")
    assert _places(problems) == [("U823", 2, 1), ("U823", 4, 3)]
    assert "row 4 has 3 cells, and there are 2 headers" in problems[1].message


def test_a_column_without_a_header_must_be_empty() -> None:
    assert read(b"Name,,Country\nA,,B\n", "in.csv").headers == ("Name", "Country")
    assert _places(refused(b"Name,,Country\nA,lost,B\n")) == [("U824", 1, 2)]


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        (b"", "U820", 1),
        (b"\xef\xbb\xbf \r\n", "U820", 1),
        (b"Name,Country\n", "U820", 1),
        (b"%PDF-1.7", "U820", 1),
        (b"<html><table>", "U820", 1),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "U820", 1),
        (b"Name\nA\x00B\n", "U821", 1),
        (b'Name,Country\nA,B\n"C,D\nE,F\n', "U822", 3),
        (b'Name,Country\n"A"B,C\n', "U822", 2),
        (b"Name\n" + b"x" * 200_000, "U822", 2),
        (b"x" * 20_000_001, "U820", 1),
    ],
    ids=[
        "empty",
        "blank",
        "headers-only",
        "pdf",
        "html",
        "old-excel",
        "nul",
        "open-quote",
        "stray-quote",
        "long",
        "20MB",
    ],
)
def test_what_is_no_table_is_refused(content: bytes, code: str, line: int) -> None:
    (problem,) = refused(content)
    assert (problem.code, problem.span.line, problem.span.file) == (code, line, "in.csv")
    assert problem.remedy


@given(st.binary(max_size=300))
def test_whatever_the_bytes_there_is_a_table_or_a_refusal(content: bytes) -> None:
    sheet = _read_or_refused(content)
    if isinstance(sheet, Sheet):
        assert all(len(row.cells) == len(sheet.headers) for row in sheet.rows)
    else:
        assert all(problem.remedy for problem in sheet)


# --- Excel ------------------------------------------------------------------------------------------------------------


def test_excel_cells_become_what_people_see() -> None:
    moment = datetime.datetime.fromisoformat("2026-05-01 09:03")
    rows: list[list[Any]] = [
        ["Name", "When", "Phone", "Agree", "Share", "Time", "Day"],
        [" Ä ", moment, 41791234567, True, 0.1, moment.time(), moment.date()],
        ["B", None, None, False, 12.0, None, None],
    ]
    assert table(read(workbook(rows), "in.xlsx"))[1:] == [
        ("Ä", "2026-05-01 09:03:00", "41791234567", "true", "0.1", "09:03:00", "2026-05-01"),
        ("B", "", "", "false", "12", "", ""),
    ]


def test_rows_of_excel_keep_their_numbers() -> None:
    sheet = read(workbook([[], ["Name", "Country"], [], ["A", "B"]]), "in.xlsx")
    assert (sheet.header_line, [row.line for row in sheet.rows]) == (2, [4])


def test_other_sheets_are_not_passed_over_in_silence() -> None:
    nothing: list[list[str]] = []
    content = workbook(nothing, [["Name"], ["A"]], [["Name"], ["B"]])
    sheet = read(content, "in.xlsx")
    assert sheet.rows[0].cells == ("A",)
    assert "“Sheet 2”" in sheet.warnings[0].message
    assert read(content, "in.xlsx", "Sheet 3").rows[0].cells == ("B",)
    assert "Sheet 1, Sheet 2, Sheet 3" in refused(content, "Sheet 4")[0].remedy


def test_a_value_beside_the_headers_is_refused() -> None:
    assert _places(refused(workbook([["Name"], ["A", "lost"]]))) == [("U824", 1, 2)]


def test_cells_with_errors_and_formulas_without_results_are_named() -> None:
    cells = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c><c r="B1" t="inlineStr"><is><t>X</t></is></c></row>'
        '<row r="2"><c r="A2" t="inlineStr"><is><t>A</t></is></c><c r="B2" t="e"><v>#N/A</v></c></row>'
        '<row><c t="str"><f>1+1</f></c><c t="str"><f>1+1</f><v>2</v></c></row>'
    )
    sheet = read(with_part(workbook([["x"]]), SHEET_XML, sheet_xml(cells)), "in.xlsx")
    assert _places(sheet.warnings) == [("U826", 2, 2), ("U826", 3, 1)]


@pytest.mark.parametrize(
    "cells",
    [
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c><c r="ZZ1"><v>2</v></c></row>',
        '<row r="999999999"><c><v>1</v></c></row>',
    ],
    ids=["corners", "wide", "row-alone"],
)
def test_cells_far_apart_do_not_fill_the_memory(cells: str) -> None:
    (problem,) = refused(with_part(workbook([["x"]]), SHEET_XML, sheet_xml(cells)))
    assert problem.code == "U820"
    assert "too large" in problem.message


def test_formats_far_away_are_nothing() -> None:
    cells = '<row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c></row><row r="2"><c r="A2"><v>1</v></c></row>'
    far = '<row r="1048576"><c r="XFD1048576" s="0"/></row>'
    assert len(read(with_part(workbook([["x"]]), SHEET_XML, sheet_xml(cells + far)), "in.xlsx").rows) == 1


@pytest.mark.parametrize(
    ("name", "part"),
    [
        (SHEET_XML, '<!DOCTYPE x [<!ENTITY a "b">]>' + sheet_xml("")),
        (SHEET_XML, "<worksheet"),
        ("xl/workbook.xml", "<workbook/>"),
    ],
)
def test_what_no_program_writes_is_refused(name: str, part: str) -> None:
    (problem,) = refused(with_part(workbook([["Name"], ["A"]]), name, part))
    assert problem.code == "U820"


def test_a_bomb_is_not_unpacked() -> None:
    bomb = with_part(workbook([["Name"], ["A"]]), "xl/styles.xml", "<styleSheet>" + " " * 300_000_000)
    assert len(bomb) < 1_000_000
    assert [problem.code for problem in refused(bomb)] == ["U836"]


def test_another_archive_is_no_workbook() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert [problem.code for problem in refused(content.getvalue())] == ["U820"]


@given(st.lists(st.integers(0, 5_000), min_size=1, max_size=4), st.binary(min_size=1, max_size=8))
def test_a_damaged_workbook_is_refused_or_read(places: list[int], noise: bytes) -> None:
    content = bytearray(workbook([["Name"], ["A"]]))
    for place in places:
        content[place % len(content) : place % len(content) + len(noise)] = noise
    sheet = _read_or_refused(bytes(content))
    assert isinstance(sheet, Sheet) or all(problem.remedy for problem in sheet)


# --- formulas ---------------------------------------------------------------------------------------------------------


@given(st.text(st.sampled_from("'=+-@\t\ra＝ "), max_size=6))
def test_what_was_guarded_is_given_back(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell
    assert not guarded(cell).startswith(("=", "+", "-", "@", "\t", "\r", "＝"))


@pytest.mark.parametrize("cell", ["Rights", "'t Huis", "'s-Hertogenbosch", "a=b", "''"])
def test_other_cells_are_left_alone(cell: str) -> None:
    assert guarded(cell) == unguarded(cell) == cell
