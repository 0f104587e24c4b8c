"""Who was asked and who has signed: counts, tables, CSV, JSON, the page, and the time that is left."""

from __future__ import annotations

import csv
import datetime
import io
import json
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from tests.workspaces import JOINT, REGISTER, build, run
from undersigned.problems import Refused
from undersigned.status import STATES, Status, numbers, read
from undersigned.status.status_reports import bar, page, summary
from undersigned.status.status_words import time_left, words
from undersigned.workspace import Workspace
from undersigned.writers import status_page

CAMPAIGN = "campaigns/joint/campaign.yaml"
SIGN_ONS = "campaigns/joint/sign-ons.yaml"
WITHHELD = "signatories/private/joint/withheld.yaml"
SIGNOFF = "signoff: {version: v2, deadline: 2020-07-15 18:00, time_zone: Europe/Zurich, contact: sign@example.org}\n"
NOW = datetime.datetime(2020, 7, 12, 10, 0, tzinfo=datetime.UTC)

ASKED = """\
signatories:
  - id: zebra-union
    version: v2
    date: 2020-07-03
    contacted: 2020-07-01
    signer: {name: Ann Signer, function: Director}
  - {id: north-network, version: v1, date: 2020-07-02}
  - {id: east-lawyers, as: East Lawyers}
  - {id: jane-doe, status: declined, date: 2020-07-04}
  - {id: north-network-asia, status: conditional, condition: if the second demand goes, note: Said by phone}
  - {id: open-hands, status: invited}
  - {id: closed-fists, status: pending}
  - {id: last-gasp, status: withdrawn, date: 2020-07-05}
withheld: 2
"""
UNNAMED = """\
withheld-01: {name: Hidden House, status: confirmed, version: v2, signer: {name: Secret Signer}}
withheld-02: {name: Secret Society, status: confirmed, version: v1}
withheld-03: {name: Masked Men, status: invited}
"""
MORE = """\
open-hands: {name: "=Open Hands"}
closed-fists: {name: <Closed> & Fists}
last-gasp: {name: Last Gasp}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A campaign with everybody that there can be: two versions, and three who must not be named."""
    files = {
        "signatories/organisations.yaml": REGISTER + MORE,
        CAMPAIGN: JOINT + SIGNOFF.replace("v2", "v1"),
        SIGN_ONS: ASKED,
        WITHHELD: UNNAMED,
    }
    build(tmp_path, files)
    assert run(tmp_path, "version", "save", "joint", "v1").status == 0
    changed = JOINT.replace("write to", "appeal to") + SIGNOFF
    (tmp_path / CAMPAIGN).write_text(changed, encoding="utf-8")
    assert run(tmp_path, "version", "save", "joint", "v2").status == 0
    return tmp_path


def _status(root: Path, slug: str = "joint", now: datetime.datetime = NOW) -> Status:
    return read(Workspace(root), slug, now)


def _page(root: Path) -> str:
    return status_page.write(page(_status(root)))


# --- who stands where -------------------------------------------------------------------------------------------------


def test_everybody_stands_where_they_are(root: Path) -> None:
    found = {one.id: one.state for one in _status(root).standings}
    assert found == {
        "zebra-union": "signed",
        "north-network": "again",
        "east-lawyers": "signed",
        "jane-doe": "declined",
        "north-network-asia": "conditional",
        "open-hands": "invited",
        "closed-fists": "pending",
        "last-gasp": "withdrawn",
    }


def test_the_order_is_that_of_the_states_and_then_of_the_alphabet(root: Path) -> None:
    assert [one.name for one in _status(root).standings] == [
        "East Lawyers",
        "Zebra Union",
        "North Network (NN)",
        "North Network (NN) – Asia",
        "<Closed> & Fists",
        "=Open Hands",
        "Professor Jane Doe, East University",
        "Last Gasp",
    ]


def test_who_is_not_named_is_counted_where_the_campaign_counts_them(root: Path) -> None:
    status = _status(root)
    assert (status.signed, status.asked, status.withheld) == (4, 10, 2)
    assert sum(map(status.number, STATES)) == status.asked


def test_a_correction_keeps_consent(root: Path) -> None:
    text = (root / CAMPAIGN).read_text(encoding="utf-8").replace("appeal to", "turn to")
    (root / CAMPAIGN).write_text(text.replace("version: v2", "version: v2.1"), encoding="utf-8")
    saving = run(root, "version", "save", "joint", "v2.1")
    assert saving.status == 0
    assert _status(root).number("again") == 2
    (root / "campaigns/joint/versions/v2.1.json").unlink()
    text = (root / CAMPAIGN).read_text(encoding="utf-8").replace("version: v2.1", "version: v2")
    (root / CAMPAIGN).write_text(text, encoding="utf-8")
    assert run(root, "version", "save", "joint", "v2.1", "--editorial", "--reason", "a word").status == 0
    (root / CAMPAIGN).write_text(text.replace("version: v2", "version: v2.1"), encoding="utf-8")
    assert [one.id for one in _status(root).of("again")] == ["north-network"]


def test_a_letter_that_was_sent_has_a_status_whatever_has_become_of_it(root: Path) -> None:
    text = (root / CAMPAIGN).read_text(encoding="utf-8").replace("use: open-prisons", "use: gone-since")
    (root / CAMPAIGN).write_text(text + "sent: v1\n", encoding="utf-8")
    status = _status(root)
    assert status.version == "v1"
    assert [one.id for one in status.of("again")] == ["zebra-union"]


def test_nobody_asked_is_said(tmp_path: Path) -> None:
    build(tmp_path, {SIGN_ONS: None})
    status = _status(tmp_path)
    assert summary(status) == "Nobody has been asked yet."
    assert bar(status) == "░" * 20
    html = status_page.write(page(status))
    assert "Nobody has been asked yet." in html
    assert "<svg" not in html
    assert "<table" not in html


def test_what_is_wrong_in_the_campaign_is_said_and_nothing_is_counted(tmp_path: Path) -> None:
    build(tmp_path, {SIGN_ONS: "signatories: [nobody-known, {id: zebra-union, status: signed}]\n"})
    with pytest.raises(Refused) as refused:
        _status(tmp_path)
    assert [problem.code for problem in refused.value.problems] == ["U204"]


def test_numbers_leave_out_what_nobody_is() -> None:
    from undersigned.models.register import WithheldSignOn

    entries = {
        f"withheld-{number:02}": WithheldSignOn(id=f"withheld-{number:02}", name="X", status=status)
        for number, status in enumerate(("confirmed", "confirmed", "invited"), 1)
    }
    assert numbers(entries, {"withheld-02"}) == {"signed": 1, "again": 1, "invited": 1}


# --- the time that is left --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("left", "has_hour", "said"),
    [
        ({"days": 30, "hours": 23}, True, "30 days left"),
        ({"days": 2}, True, "2 days left"),
        ({"days": 2, "seconds": -1}, True, "47 hours left"),
        ({"hours": 1}, True, "1 hour left"),
        ({"minutes": 59}, True, "less than an hour left"),
        ({}, True, "the deadline has passed"),
        ({"hours": -23}, True, "the deadline has passed"),
        ({"hours": -24}, True, "passed 1 day ago"),
        ({"days": -3, "hours": -5}, True, "passed 3 days ago"),
        ({"days": 1, "hours": 23}, False, "1 day left"),
        ({"hours": 23}, False, "the last day"),
        ({"days": 2, "hours": 1}, False, "2 days left"),
    ],
)
def test_the_time_left_is_never_said_longer_than_it_is(left: Mapping[str, int], has_hour: bool, said: str) -> None:
    assert time_left(datetime.timedelta(**left), "en", has_hour=has_hour) == said


@pytest.mark.parametrize(
    ("deadline", "zone", "now", "said"),
    [
        ("2020-07-15 18:00", "Europe/Zurich", "2020-07-12T10:00+00:00", "3 days left"),
        ("2020-07-15 18:00", "Europe/Zurich", "2020-07-15T15:30+00:00", "less than an hour left"),
        ("2020-07-15 18:00", "UTC", "2020-07-15T15:30+00:00", "2 hours left"),
        ("2020-07-15 18:00", "Pacific/Auckland", "2020-07-15T15:30+00:00", "the deadline has passed"),
        ("2020-07-15", "Pacific/Auckland", "2020-07-15T11:59+00:00", "the last day"),
        ("2020-07-15", "Pacific/Auckland", "2020-07-15T12:00+00:00", "the deadline has passed"),
        ("2020-07-15 18:00", "Nowhere/Atlantis", "2020-07-15T17:30+00:00", "less than an hour left"),
    ],
)
def test_the_deadline_is_in_its_time_zone(tmp_path: Path, deadline: str, zone: str, now: str, said: str) -> None:
    build(tmp_path, {CAMPAIGN: JOINT + f"signoff: {{deadline: {deadline}, time_zone: {zone}}}\n"})
    line = summary(_status(tmp_path, now=datetime.datetime.fromisoformat(now)))
    assert line.startswith("3 of 3 signed ████████████████████")
    assert f"  {said}: 15 July 2020" in line
    assert line.endswith(f"({zone})")


def test_the_day_of_a_status_is_that_of_the_deadline(tmp_path: Path) -> None:
    build(tmp_path, {CAMPAIGN: JOINT + "signoff: {deadline: 2020-07-15, time_zone: Pacific/Auckland}\n"})
    now = datetime.datetime(2020, 7, 13, 13, 0, tzinfo=datetime.UTC)
    assert _status(tmp_path, now=now).day == datetime.date(2020, 7, 14)


def test_the_bar_is_full_only_when_everybody_has_signed(root: Path) -> None:
    status = _status(root)
    assert bar(status) == "████████░░░░░░░░░░░░"
    assert bar(status, 2) == "░░"


# --- the command ------------------------------------------------------------------------------------------------------


@pytest.fixture
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOW.timestamp())))


@pytest.mark.usefixtures("_now")
def test_the_table_says_all_that_the_coalition_knows(root: Path) -> None:
    shown = run(root, "signoff", "status", "joint")
    assert shown.out == (
        "Signed (4)\n"
        "              East Lawyers\n"
        "  2020-07-03  Zebra Union  (version v2; by Ann Signer, Director; last contact 2020-07-01)\n"
        "              2 not named\n"
        "Must confirm again (1)\n"
        "  2020-07-02  North Network (NN)  (version v1)\n"
        "On a condition (1)\n"
        "              North Network (NN) – Asia  (condition: if the second demand goes; note: Said by phone)\n"
        "Decision pending (1)\n"
        "              <Closed> & Fists\n"
        "No answer yet (1)\n"
        "              =Open Hands\n"
        "Declined (1)\n"
        "  2020-07-04  Professor Jane Doe, East University\n"
        "Withdrawn (1)\n"
        "  2020-07-05  Last Gasp\n"
        "In signatories/private/joint/: signed 1, must confirm again 1, no answer yet 1.\n"
        "4 of 10 signed ████████░░░░░░░░░░░░  3 days left: 15 July 2020, 18:00 (Europe/Zurich)\n"
    )
    assert (shown.status, shown.err) == (0, "")


@pytest.mark.usefixtures("_now")
def test_csv_can_be_opened_in_a_spreadsheet(root: Path) -> None:
    printed = run(root, "signoff", "status", "joint", "--format", "csv").out
    run(root, "signoff", "status", "joint", "--format", "csv", "--out", "s.csv")
    written = (root / "s.csv").read_bytes()
    assert written.decode("utf-8-sig").replace("\r\n", "\n") == printed
    rows = list(csv.DictReader(io.StringIO(printed)))
    assert sum(int(row["Number"]) for row in rows) == 10
    by_id = {row["Register id"]: row for row in rows}
    assert by_id["open-hands"]["Name"] == "'=Open Hands"
    assert by_id["zebra-union"] == {
        "Register id": "zebra-union",
        "Name": "Zebra Union",
        "Status": "signed",
        "Since": "2020-07-03",
        "Version": "v2",
        "Function": "Director",
        "Last contact": "2020-07-01",
        "Number": "1",
    }
    assert (by_id[""]["Name"], by_id[""]["Status"], by_id[""]["Number"]) == ("", "signed", "2")


@pytest.mark.usefixtures("_now")
def test_json_holds_the_same(root: Path) -> None:
    record: dict[str, Any] = json.loads(run(root, "signoff", "status", "joint", "--format", "json").out)
    assert record["numbers"] == {
        "signed": 4,
        "again": 1,
        "conditional": 1,
        "pending": 1,
        "invited": 1,
        "declined": 1,
        "withdrawn": 1,
    }
    assert (record["campaign"], record["version"], record["withheld"]) == ("joint", "v2", 2)
    assert (record["deadline"], record["time_zone"]) == ("2020-07-15 18:00", "Europe/Zurich")
    assert record["seconds_left"] == (3 * 24 + 6) * 3600
    assert record["as_of"] == "2020-07-12T10:00:00+00:00"
    assert len(record["signatories"]) == 8
    assert record["signatories"][1]["contacted"] == "2020-07-01"


@pytest.mark.usefixtures("_now")
@pytest.mark.parametrize("options", [["--format", "csv"], ["--format", "json"], ["--html", "s.html"]])
def test_what_is_shared_names_nobody_who_signed_for_an_organisation(root: Path, options: list[str]) -> None:
    shown = run(root, "signoff", "status", "joint", *options, *(["--out", "s.html"] if "--format" in options else []))
    assert shown.status == 0
    shared = (root / "s.html").read_text(encoding="utf-8-sig")
    assert "Zebra Union" in shared
    for word in ("Signer", "Ann", "phone", "second demand", "Hidden", "Secret", "Masked"):
        assert word not in shared


def test_a_signer_whom_the_letter_may_name_is_not_on_the_page(root: Path) -> None:
    listing = "signatories: {signers: true}\n"
    (root / CAMPAIGN).write_text(JOINT + SIGNOFF + listing, encoding="utf-8")
    signing = ASKED.replace("function: Director}", "function: Director, public: true}")
    (root / SIGN_ONS).write_text(signing, encoding="utf-8")
    run(root, "render", "joint", "--to", "md")
    assert "Ann Signer" in (root / "out/joint/joint-letter.md").read_text(encoding="utf-8")
    assert "Ann Signer" not in _page(root)


def test_a_number_that_is_not_that_of_the_private_folder_is_reported(root: Path) -> None:
    (root / SIGN_ONS).write_text(ASKED.replace("withheld: 2", "withheld: 3"), encoding="utf-8")
    shown = run(root, "signoff", "status", "joint")
    assert shown.status == 0
    assert shown.err == (
        "campaigns/joint/sign-ons.yaml:14:11: U950 warning: 3 sign without being named, and the private folder has 2 "
        "who do (work where signatories/private/ is complete, and let `signoff record` write the number)\n"
    )


def test_without_the_private_folder_the_public_number_is_all(root: Path) -> None:
    (root / WITHHELD).unlink()
    shown = run(root, "signoff", "status", "joint")
    assert "private" not in shown.out + shown.err
    assert "2 not named" in shown.out


def test_wrong_usage_is_said(root: Path) -> None:
    for options, said in (
        (["--format", "xlsx"], "--format is table, csv, json, not “xlsx”"),
        (["--out", "x.txt"], "--out goes with --format csv or --format json"),
    ):
        shown = run(root, "signoff", "status", "joint", *options)
        assert shown.status == 2
        assert said in shown.err
    missing = run(root, "signoff", "status", "jiont")
    assert (missing.status, missing.out) == (1, "")
    assert "U308 there is no campaign “jiont” (did you mean “joint”?)" in missing.err


# --- the page ---------------------------------------------------------------------------------------------------------


class _Reading(HTMLParser):
    """The cells of the table, row by row, and every tag with its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._open = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "tr":
            self.rows.append([])
        if tag in ("th", "td"):
            self.rows[-1].append("")
            self._open = True

    def handle_endtag(self, tag: str) -> None:
        if tag in ("th", "td"):
            self._open = False

    def handle_data(self, data: str) -> None:
        if self._open:
            self.rows[-1][-1] += data


def test_the_page_is_a_table_that_can_be_read(root: Path) -> None:
    reading = _Reading(_page(root))
    assert reading.rows[:3] == [
        ["Name", "Status", "Since", "Version", "Last contact"],
        ["East Lawyers", "Signed", "–not noted", "–not noted", "–not noted"],
        ["Zebra Union", "Signed", "3 July 2020", "v2", "1 July 2020"],
    ]
    assert reading.rows[5][:2] == ["<Closed> & Fists", "Decision pending"]
    assert len(reading.rows) == 9
    assert {attributes.get("scope") for tag, attributes in reading.tags if tag == "th"} == {"col", "row"}


def test_the_page_needs_nothing_else(root: Path) -> None:
    reading = _Reading(_page(root))
    assert not {"script", "link", "img", "iframe", "a"} & {tag for tag, _ in reading.tags}
    assert not [attributes for _, attributes in reading.tags if attributes.keys() & {"src", "href", "onclick", "style"}]
    assert "url(" not in _page(root)
    assert "@import" not in _page(root)


def test_the_bar_says_in_words_and_shapes_what_the_numbers_say(root: Path) -> None:
    reading = _Reading(_page(root))
    (picture,) = (attributes for tag, attributes in reading.tags if tag == "svg")
    assert (picture["role"], picture["aria-label"]) == ("img", "4 of 10 signed")
    parts = [(one["class"], one["x"], one["width"]) for tag, one in reading.tags if tag == "rect"]
    assert parts == [("signed", "0", "400"), ("waiting", "400", "400"), ("gone", "800", "200")]


def test_the_page_is_in_the_language_of_the_campaign(tmp_path: Path) -> None:
    french = """\
title: Une lettre
language: fr
date: 2020-07-21
documents: {joint-letter: null}
target: {id: them, name: le Gouvernement}
addressees: [{name: le Conseil}]
body: C’est ainsi.
demands: [{id: open, imperative: Ouvrir les prisons}]
signoff: {deadline: 2020-07-15 18:00, time_zone: Europe/Zurich}
"""
    build(tmp_path, {CAMPAIGN: french, SIGN_ONS: "signatories: [{id: zebra-union, date: 2020-07-01}]\nwithheld: 1\n"})
    html = _page(tmp_path)
    for said in (
        '<html lang="fr">',
        "2 sur 2 ont signé",
        "encore 3 jours",
        "Union Zèbre",
        "1er juillet 2020",
        "Un des signataires n’est pas nommé.",
    ):
        assert said in html
    spoken = words("fr")
    assert spoken.states.keys() == words("en").states.keys() == set(STATES)


def test_a_sample_says_so(tmp_path: Path) -> None:
    build(tmp_path, {CAMPAIGN: "sample: true\n" + JOINT})
    assert "not the text that these organisations signed" in _page(tmp_path)
