"""CSV that spreadsheet programs take for text alone, and that comes back as it went."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests import workspaces
from tests.workspaces import run
from undersigned.intake.columns import understand
from undersigned.intake.entries import read_entries
from undersigned.intake.exporting import HEADERS, header, register_csv, review_csv, write_csv
from undersigned.intake.importing import Known, look_up, plan
from undersigned.intake.spreadsheets import Sheet, read
from undersigned.matching import Matcher
from undersigned.models.base import fold
from undersigned.models.register import Organisation

LINES = (
    st.text(st.sampled_from("aZé人'=+-@,;\"| \t\u2019.()0"), min_size=1, max_size=12)
    .map(lambda text: fold(text).strip())
    .filter(bool)
)
"""Texts of one line, full of what CSV and spreadsheet programs take for something else."""


def _organisation(draw: Any, number: int) -> Organisation:
    def maybe() -> str | None:
        found: str | None = draw(st.none() | LINES)
        return found

    name = draw(LINES)
    acronym = maybe()
    return Organisation(
        id=f"org-{number}",
        name=name if not acronym else name.removesuffix(f" ({acronym})"),
        acronym=acronym,
        scope=draw(st.sampled_from(["international", "regional", "national", "local", None])),
        country=maybe(),
        region=maybe(),
        kind=maybe(),
        website=maybe(),
        aliases=tuple(draw(st.lists(LINES, max_size=3, unique=True))),
        names=draw(st.dictionaries(st.sampled_from(["fr", "pt-BR", "zh-Hant"]), LINES, max_size=2)),
    )


@st.composite
def registers(draw: Any) -> list[Organisation]:
    return [_organisation(draw, number) for number in range(draw(st.integers(1, 4)))]


def _imported(sheet: Sheet, known: Known) -> dict[str, Organisation]:
    """What importing a sheet adds to the register."""
    entries, problems = read_entries(sheet, understand(sheet))
    assert problems == []
    made = plan(sheet, entries, known, dict(look_up(entries, Matcher(known.organisations.values()))))
    assert (made.asked, made.aside, made.withheld_rows, made.repeated) == ((), (), 0, 0)
    return {one.id: Organisation.model_validate({"id": one.id, **(one.organisation or {})}) for one in made.new}


@given(registers())
def test_a_register_comes_back_as_it_went(organisations: list[Organisation]) -> None:
    sheet = read(register_csv(organisations), "register.csv")
    assert _imported(sheet, Known({})) == {organisation.id: organisation for organisation in organisations}


@given(registers())
def test_coming_back_to_where_it_was_changes_nothing(organisations: list[Organisation]) -> None:
    known = {organisation.id: organisation for organisation in organisations}
    assert _imported(read(register_csv(organisations), "register.csv"), Known(known)) == {}


@given(st.lists(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0")), min_size=2, max_size=2)))
def test_no_cell_begins_a_formula(rows: list[list[str]]) -> None:
    text = write_csv(["=A", "B"], rows).decode("utf-8-sig")
    for row in csv.reader(io.StringIO(text, newline="")):
        for cell in row:
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))


def test_excel_knows_the_encoding() -> None:
    assert write_csv(["Name"], [["Zoë"]]) == b"\xef\xbb\xbfName\r\nZo\xc3\xab\r\n"


def test_every_header_is_known_again() -> None:
    fields = [*HEADERS, "name:fr"]
    sheet = Sheet("x.csv", 1, tuple(map(header, fields)), ())
    columns = understand(sheet)
    assert columns.places == {name: place for place, name in enumerate(fields)}
    assert understand(Sheet("x.csv", 1, (*sheet.headers, "Row", "Why", "Proposals"), ())).unused == (
        "Row",
        "Why",
        "Proposals",
    )


def test_a_campaign_is_exported_without_those_who_are_withheld(tmp_path: Path) -> None:
    hidden = "withheld-01: {name: Hidden Lake, status: confirmed}\n"
    sign_ons = workspaces.SIGN_ONS + "  - {id: jane-doe, status: confirmed}\nwithheld: 1\n"
    workspaces.build(
        tmp_path,
        {"signatories/private/joint/withheld.yaml": hidden, "campaigns/joint/sign-ons.yaml": sign_ons},
    )
    shown = run(tmp_path, "signatories", "export", "--campaign", "joint", "--out", "list.csv")
    assert shown.out == "Wrote 3 organisations to list.csv.\n"
    assert "jane-doe" in shown.err
    rows = list(csv.DictReader(io.StringIO((tmp_path / "list.csv").read_text(encoding="utf-8-sig"))))
    assert [row["Register id"] for row in rows] == ["zebra-union", "north-network", "east-lawyers"]
    assert rows[2]["Printed as"] == "East Lawyers"
    assert rows[0]["Name (fr)"] == "Union Zèbre"
    assert "Hidden" not in (tmp_path / "list.csv").read_text(encoding="utf-8-sig")


def test_an_exported_campaign_changes_nothing_when_it_comes_back(tmp_path: Path) -> None:
    workspaces.build(tmp_path)
    run(tmp_path, "signatories", "export", "--campaign", "joint", "--out", "list.csv")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.yaml")}
    shown = run(tmp_path, "signatories", "import", "list.csv", "--campaign", "joint", "--write")
    assert (shown.status, shown.err) == (0, "")
    assert "Nothing to change" in shown.out
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.yaml")} == before


def test_a_review_is_empty_where_nothing_is_in_doubt() -> None:
    sheet = read(b"Name,Named publicly\nA,yes\n", "x.csv")
    entries, _ = read_entries(sheet, understand(sheet))
    assert len(review_csv(plan(sheet, entries, Known({}), {})).splitlines()) == 1
