"""Answers of a web form to a workspace: who is new, known, asked about, withheld, and who must not be seen."""

from __future__ import annotations

import csv
import datetime
import io
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import workspaces
from tests.test_spreadsheets import workbook
from tests.workspaces import Run, run
from undersigned.intake.columns import understand
from undersigned.intake.entries import read_entries
from undersigned.intake.importing import Known, Plan, look_up, plan
from undersigned.intake.spreadsheets import read
from undersigned.matching import Matcher
from undersigned.models.register import Organisation, PrivateContact, SignOn, WithheldSignOn
from undersigned.problems import Problem
from undersigned.source import read as read_yaml

HEADERS = "Organisation,Acronym,Country,Named publicly,Date,E-mail,Contact person,Comments,Register id,Status\n"
REGISTER = {
    "omct": Organisation(id="omct", name="World Organisation Against Torture", acronym="OMCT"),
    "zebra-union": Organisation(id="zebra-union", name="Zebra Union", country="Kenya"),
}


def planned(
    rows: str, *, headers: str = HEADERS, decisions: Mapping[int, str] | None = None, **known: Any
) -> tuple[Plan, list[Problem]]:
    """The plan for rows, which are filled up with commas."""
    width = headers.count(",")
    filled = "".join(f"{row}{',' * (width - row.count(','))}\n" for row in rows.splitlines())
    sheet = read((headers + filled).encode(), "in.csv")
    entries, problems = read_entries(sheet, understand(sheet))
    before = Known(REGISTER, frozenset(REGISTER), **known)
    matches = dict(look_up(entries, Matcher(REGISTER.values())))
    return plan(sheet, entries, before, matches, decisions), problems


def made(rows: str, **options: Any) -> Plan:
    return planned(rows, **options)[0]


# --- who is who -------------------------------------------------------------------------------------------------------


def test_new_ones_get_ids_and_their_names_as_typed() -> None:
    found = made(
        "  The  'Nouveau' Réseau – d’Aide ,NR,France,yes\nÉtoile & Cie,,,oui\nNR,,,x\n人权,,,1\n社团,,,true\nNew,,,yes"
    )
    assert [(one.id, one.organisation) for one in found.new] == [
        ("nr", {"name": "The 'Nouveau' Réseau – d’Aide", "acronym": "NR", "country": "France"}),
        ("etoile-and-cie", {"name": "Étoile & Cie"}),
        ("nr-2", {"name": "NR"}),
        ("organisation", {"name": "人权"}),
        ("organisation-2", {"name": "社团"}),
        ("new-2", {"name": "New"}),
    ]
    assert found.new[0].sign_on == {"status": "confirmed", "how": "form"}


def test_an_acronym_after_the_name_is_not_printed_twice() -> None:
    (one,) = made("Big Group (BG),BG,,yes").new
    assert one.organisation == {"name": "Big Group", "acronym": "BG"}
    (one,) = made("Big Group (BG),,,yes").new
    assert one.organisation == {"name": "Big Group (BG)"}


def test_known_ones_are_matched_and_doubtful_ones_asked() -> None:
    found = made("World Organisation Against Torture (OMCT),,,yes\nZebra Unoin,,,yes\nzebra union,,Nepal,yes")
    assert [one.id for one in found.matched] == ["omct"]
    assert [(one.entry.line, one.matches[0].id) for one in found.asked] == [(3, "zebra-union"), (4, "zebra-union")]
    assert found.new == []


def test_what_somebody_decided_is_learned() -> None:
    found = made("Zebra Unoin,,,yes\nZebra Unnion,,,yes", decisions={2: "zebra-union", 3: "new"})
    (known,) = found.matched
    assert (known.id, known.alias) == ("zebra-union", "Zebra Unoin")
    assert [one.id for one in found.new] == ["zebra-unnion"]
    (again,) = made("Zebra Unoin,,,yes,,,,,zebra-union").matched
    assert again.alias == "Zebra Unoin"


def test_an_id_that_cannot_be_is_set_aside() -> None:
    found = made(
        "A,,,yes,,,,,No Id\nB,,,yes,,,,,null\nC,,,yes,,,,,fresh-id",
    )
    assert [one.entry.line for one in found.aside] == [2, 3]
    assert [one.id for one in found.new] == ["fresh-id"]


def test_rows_of_one_organisation_count_once_and_the_last_says_what_holds() -> None:
    found = made("Front Line,,,yes,2026-05-01\nFrontline,,,yes,2026-05-02\nOMCT Friends,,,yes")
    assert found.new[0].sign_on == {"status": "confirmed", "date": datetime.date(2026, 5, 2), "how": "form"}
    assert (len(found.new), found.repeated) == (2, 1)


def test_one_name_in_two_countries_is_two() -> None:
    found = made("Media Watch,,Kenya,yes\nMedia Watch,,Nepal,yes")
    assert [one.id for one in found.new] == ["media-watch", "media-watch-2"]


# --- consent ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("answer", ["yes", "Yes", " OUI ", "x", "X", "TRUE", "1", "yes."])
def test_a_plain_yes_names(answer: str) -> None:
    assert len(made(f"A,,,{answer}").new) == 1


@given(st.text("abenosyuixtr 01.!?,-", max_size=6) | st.sampled_from(["yes, but", "oui mais", "xx", "10", "y", "ok"]))
def test_anything_else_withholds(answer: str) -> None:
    is_plain_yes = answer.strip(" .!") in {"yes", "oui", "x", "true", "1"}
    sheet = read(f'Organisation,Named publicly\nA,"{answer}"\n'.encode(), "in.csv")
    (entry,), _ = read_entries(sheet, understand(sheet))
    assert entry.is_named == is_plain_yes
    found = plan(sheet, [entry], Known({}), {})
    assert (len(found.new), found.withheld_rows) == ((1, 0) if is_plain_yes else (0, 1))


def test_without_a_column_of_consent_nobody_is_named() -> None:
    found, problems = planned("A\nB", headers="Organisation,Country\n")
    assert (found.taken, found.withheld_rows) == ((), 2)
    assert [problem.code for problem in problems] == ["U828"]


@pytest.mark.parametrize(("answer", "named"), [("", 1), ("no", 1), ("yes", 0), ("perhaps", 0)])
def test_a_wish_to_be_withheld_stands_above_consent(answer: str, named: int) -> None:
    found = made(f"A,yes,{answer}", headers="Organisation,Named publicly,Do not publish our name\n")
    assert len(found.taken) == named


def test_answers_that_are_neither_are_pointed_out() -> None:
    _, problems = planned("A,,,sure\nB,,,no\nC,,,")
    (problem,) = problems
    assert (problem.code, problem.severity) == ("U828", "warning")
    assert problem.message.startswith("row 2:")


def test_the_withheld_go_to_the_private_file_with_all_they_answered() -> None:
    found = made("Secret,SE,Nepal,no,2026-05-01,s@example.org,Jo,hush\nWorld Organisation Against Torture,,,no")
    assert found.taken == ()
    assert found.withheld == {
        "withheld-01": {
            "name": "Secret",
            "acronym": "SE",
            "country": "Nepal",
            "contact": {"name": "Jo", "email": "s@example.org", "note": "hush"},
            "status": "confirmed",
            "date": datetime.date(2026, 5, 1),
            "how": "form",
        },
        "withheld-02": {
            "name": "World Organisation Against Torture",
            "register_id": "omct",
            "status": "confirmed",
            "how": "form",
        },
    }


# --- what stands there already ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", ["invited", "pending", "conditional"])
def test_an_answer_settles_what_was_open(status: str) -> None:
    (one,) = made("Zebra Union,,,yes", sign_ons={"zebra-union": SignOn(id="zebra-union", status=status)}).matched
    assert one.sign_on == {"status": "confirmed", "how": "form"}


@pytest.mark.parametrize("status", ["declined", "withdrawn"])
def test_whoever_said_no_is_not_signed_up_by_a_form(status: str) -> None:
    found = made("Zebra Union,,,yes", sign_ons={"zebra-union": SignOn(id="zebra-union", status=status)})
    assert (found.taken, [problem.code for problem in found.problems]) == ((), ["U827"])


def test_the_same_answer_again_changes_nothing() -> None:
    found = made("Zebra Union,,,yes,2026-05-09", sign_ons={"zebra-union": SignOn(id="zebra-union")})
    assert (len(found.unchanged), found.matched, found.new) == (1, [], [])


def test_contacts_fill_gaps_and_overwrite_nothing() -> None:
    contacts = {"omct": PrivateContact(email="old@example.org")}
    found = made("World Organisation Against Torture,,,yes,,new@example.org,Jo", contacts=contacts)
    assert found.contacts == {"omct": {"name": "Jo"}}


@pytest.mark.parametrize(
    ("rows", "known"),
    [
        ("Zebra Union,,,no", {"sign_ons": {"zebra-union": SignOn(id="zebra-union")}}),
        ("Zebra Unoin,,,no", {"sign_ons": {"zebra-union": SignOn(id="zebra-union", status="invited")}}),
        ("Secret,,,yes", {"withheld": {"withheld-01": WithheldSignOn(id="withheld-01", name="SECRET")}}),
        (
            "Zebra Union,,,yes",
            {"withheld": {"withheld-01": WithheldSignOn(id="withheld-01", name="Z", register_id="zebra-union")}},
        ),
        ("Secret,,,yes\nsecret,,,no", {}),
        ("Zebra Union,,,no\nZebra Union,,,yes", {}),
        ("Secret,,,yes,,,,,,maybe", {}),
    ],
    ids=["named", "perhaps-named", "hidden", "hidden-in-register", "both-new", "both-known", "status"],
)
def test_what_contradicts_itself_is_set_aside(rows: str, known: dict[str, Any]) -> None:
    found = made(rows, **known)
    assert (found.taken, found.asked, found.withheld, found.withheld_rows) == ((), (), {}, 0)
    assert len(found.aside) == len(rows.splitlines())
    assert {problem.code for problem in found.problems} == {"U827"}
    said = " ".join(str(problem) for problem in found.problems)
    assert "ecret" not in said
    assert "Zebra" not in said


def test_the_withheld_are_known_again() -> None:
    hidden = WithheldSignOn(id="withheld-03", name="Front Line", status="invited")
    found = made("Frontline,,,no,2026-05-01\nOther,,,no", withheld={"withheld-03": hidden})
    assert found.withheld_rows == 2
    assert found.withheld["withheld-03"]["status"] == "confirmed"
    assert found.withheld["withheld-04"]["name"] == "Other"
    settled = WithheldSignOn(id="withheld-03", name="Front Line")
    assert made("Frontline,,,no", withheld={"withheld-03": settled}).withheld == {}


# --- dates ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (["2026-05-01 10:00", "2026/5/2 9:00 AM"], ["2026-05-01", "2026-05-02"]),
        (["05/13/2026", "05/01/2026"], ["2026-05-13", "2026-05-01"]),
        (["13/05/2026", "05/01/2026"], ["2026-05-13", "2026-01-05"]),
        (["1.5.2026", "05.01.2026 10:00"], ["2026-05-01", "2026-01-05"]),
        (["05/01/2026", "05/02/2026"], ["None", "None"]),
        (["13/05/2026", "05/13/2026"], ["None", "None"]),
        (["soon", "2026-02-30"], ["None", "None"]),
    ],
)
def test_dates_are_read_where_they_are_certain(dates: list[str], expected: list[str]) -> None:
    found = made("\n".join(f"Organisation {n},,,yes,{date}" for n, date in zip("AB", dates, strict=True)))
    assert [str(one.entry.date) for one in found.new] == expected


def test_uncertain_dates_are_said() -> None:
    _, problems = planned("A,,,yes,05/01/2026")
    assert [problem.code for problem in problems] == ["U826"]


# --- the command ------------------------------------------------------------------------------------------------------

ANSWERS = """\
Timestamp,Who are you?,E-mail,Contact person,May we publish your name?
2026-05-01 10:00:00,North Network (NN),nn@example.org,Nina North,Yes
2026-05-01 10:01:00,Réseau Nouveau,rn@example.org,Rita Neuf,oui
2026-05-01 10:02:00,Zebra Unoin,zu@example.org,Zoe Ude,yes
2026-05-01 10:03:00,Hidden Lake Group,hidden@example.org,Hilda Low,no
"""
MAP = ("--map", "Who are you?=name")
PUBLISHED = ("signatories/organisations.yaml", "campaigns/joint/sign-ons.yaml")
PRIVATE_WORDS = ("Hidden Lake", "example.org", "Nina", "Rita", "Zoe", "Hilda")


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    workspaces.build(tmp_path)
    (tmp_path / "answers.csv").write_text(ANSWERS, encoding="utf-8")
    return tmp_path


def _import(root: Path, *options: str, file: str = "answers.csv") -> Run:
    return run(root, "signatories", "import", file, "--campaign", "joint", *options)


def _files(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and path.name != ".lock"
    }


def _yaml(root: Path, name: str) -> Any:
    return read_yaml((root / name).read_bytes(), name).data


def test_a_dry_run_shows_and_writes_nothing(workspace: Path) -> None:
    before = _files(workspace)
    shown = _import(workspace, *MAP)
    assert shown.status == 0
    assert _files(workspace) == before
    assert "reseau-nouveau: Réseau Nouveau" in shown.out
    assert "row 4, Zebra Unoin: is it zebra-union" in shown.out
    assert "Withheld: 1\n" in shown.out
    assert "Nothing was written" in shown.out
    assert not any(word in shown.out + shown.err for word in PRIVATE_WORDS)


def test_writing_takes_what_is_sure_and_leaves_a_review(workspace: Path) -> None:
    register = (workspace / "signatories/organisations.yaml").read_bytes()
    shown = _import(workspace, *MAP, "--write", "--yes")
    assert (shown.status, shown.err) == (0, "")
    assert not any(word in shown.out for word in PRIVATE_WORDS)
    assert (workspace / "signatories/organisations.yaml").read_bytes().startswith(register)
    assert _yaml(workspace, "signatories/organisations.yaml")["reseau-nouveau"] == {"name": "Réseau Nouveau"}
    sign_ons = _yaml(workspace, "campaigns/joint/sign-ons.yaml")
    assert sign_ons["signatories"][-1] == {
        "id": "reseau-nouveau",
        "status": "confirmed",
        "date": "2026-05-01",
        "how": "form",
    }
    assert sign_ons["withheld"] == "1"
    assert _yaml(workspace, "signatories/private/joint/withheld.yaml")["withheld-01"]["name"] == "Hidden Lake Group"
    assert set(_yaml(workspace, "signatories/private/contacts.yaml")) == {"north-network", "reseau-nouveau"}
    public = [content for name, content in _files(workspace).items() if name in PUBLISHED]
    assert len(public) == len(PUBLISHED)
    assert not any(word.encode() in content for content in public for word in PRIVATE_WORDS)
    (row,) = _review(workspace)
    assert (row["Row"], row["Organisation name"], row["E-mail"]) == ("4", "Zebra Unoin", "zu@example.org")
    assert row["Proposals"].startswith("zebra-union (")
    assert run(workspace, "check", "joint").status == 0


def _review(workspace: Path) -> list[dict[str, str]]:
    text = (workspace / "signatories/private/joint/import-review.csv").read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("decision", ["zebra-union", "new"])
def test_a_review_that_was_filled_in_is_imported(workspace: Path, decision: str) -> None:
    _import(workspace, *MAP, "--write", "--yes")
    review = workspace / "signatories/private/joint/import-review.csv"
    rows = _review(workspace)
    with review.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows({**row, "Register id": decision} for row in rows)
    shown = _import(workspace, "--write", "--yes", file="signatories/private/joint/import-review.csv")
    assert (shown.status, shown.err) == (0, "")
    register = _yaml(workspace, "signatories/organisations.yaml")
    if decision == "new":
        assert register["zebra-unoin"] == {"name": "Zebra Unoin"}
    else:
        assert register["zebra-union"]["aliases"] == ["Zebra Unoin"]
        assert "Zebra Unoin" not in _import(workspace, *MAP).out  # an alias needs no asking


def test_twice_changes_nothing(workspace: Path) -> None:
    _import(workspace, *MAP, "--write", "--yes")
    before = _files(workspace)
    shown = _import(workspace, "--write", "--yes")  # what --map said is remembered
    assert (shown.status, _files(workspace)) == (0, before)
    assert "Nothing was changed: 1 row to decide on first." in shown.out


def test_excel_does_as_csv_does(workspace: Path) -> None:
    _import(workspace, *MAP, "--write", "--yes")
    by_csv = _files(workspace)
    workspaces.build(workspace)
    for path in (workspace / "signatories/private").rglob("*"):
        if path.is_file():
            path.unlink()
    (workspace / "answers.xlsx").write_bytes(workbook(list(csv.reader(io.StringIO(ANSWERS)))))
    _import(workspace, *MAP, "--write", "--yes", file="answers.xlsx")
    by_excel = _files(workspace)
    del by_excel["answers.xlsx"]
    assert by_excel == by_csv


def test_refusals_leave_all_as_it_was(workspace: Path) -> None:
    before = _files(workspace)
    bad = {b"A,A\n1,2\n": "U824", b"Organisation,B\n1\n": "U823", b"X,Y\n1,2\n": "U825", b"": "U820"}
    for content, code in bad.items():
        (workspace / "answers.csv").write_bytes(content)
        shown = _import(workspace, "--write")
        assert shown.status == 1
        assert re.match(rf"answers\.csv:\d+:\d+: {code} .+ \(.+\)\n", shown.err)
    (workspace / "answers.csv").write_text(ANSWERS, encoding="utf-8")
    assert _files(workspace) == before
    missing = _import(workspace, file="nowhere.csv")
    assert (missing.status, missing.err.split(":")[0]) == (1, "nowhere.csv")


def test_private_files_that_git_would_take_are_refused_or_pointed_out(workspace: Path) -> None:
    (workspace / ".git").mkdir()
    shown = _import(workspace, *MAP)
    assert "U829" in shown.err
    before = _files(workspace)
    refused = _import(workspace, *MAP, "--write", "--yes")
    assert refused.status == 1
    assert "U902" in refused.err
    assert _files(workspace) == before
    (workspace / ".gitignore").write_text("signatories/private/\nanswers.csv\n", encoding="utf-8")
    assert _import(workspace, *MAP, "--write", "--yes", "--report", "review.csv").err.count("U829") == 1


def test_a_terminal_is_asked(workspace: Path) -> None:
    script = "\r".join(["what", "y", ""])
    code, shown = _on_a_terminal(workspace, script, *MAP, "--write")
    assert code == 0, shown
    assert "Zebra Unoin" in shown
    assert _yaml(workspace, "signatories/organisations.yaml")["zebra-union"]["aliases"] == ["Zebra Unoin"]


def _on_a_terminal(root: Path, typed: str, *options: str) -> tuple[int, str]:
    """The import run on a terminal where somebody types; its status and what it printed."""
    import pty

    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "undersigned", "signatories", "import", "answers.csv", "--campaign", "joint"]
    with subprocess.Popen([*command, *options], cwd=root, stdin=theirs, stdout=subprocess.PIPE) as process:
        os.write(ours, typed.encode())
        out, _ = process.communicate(timeout=60)
    os.close(ours)
    os.close(theirs)
    return process.returncode, out.decode()


# --- list and duplicates ----------------------------------------------------------------------------------------------


def test_the_register_is_listed(workspace: Path) -> None:
    shown = run(workspace, "signatories", "list")
    assert [line.split()[0] for line in shown.out.splitlines()[:-1]] == [
        "north-network",
        "east-lawyers",
        "zebra-union",
        "north-network-asia",
        "jane-doe",
    ]
    assert "North Network (NN) – Asia" in shown.out
    assert run(workspace, "signatories", "list", "zèbre").out.count("\n") == 2
    assert "zebra-union" in run(workspace, "signatories", "list", "--scope", "international").out
    assert "1 in the register" in run(workspace, "signatories", "list", "--country", "eastland").out
    assert "\nzebra-union,Zebra Union," in run(workspace, "signatories", "list", "--format", "csv", "zebra").out
    assert '"id": "jane-doe"' in run(workspace, "signatories", "list", "--format", "json", "jane").out
    assert run(workspace, "signatories", "list", "--scope", "worldwide").status == 2


def test_duplicates_are_listed(workspace: Path) -> None:
    assert run(workspace, "signatories", "duplicates").out == "No near-duplicates.\n"
    register = workspaces.REGISTER + "zebra: {name: Zebras Union}\n"
    (workspace / "signatories/organisations.yaml").write_text(register, encoding="utf-8")
    shown = run(workspace, "signatories", "duplicates")
    assert shown.out.split()[2:4] == ["zebra-union", "zebra"]
    assert "1 pair" in shown.out
    assert '"first": "zebra-union"' in run(workspace, "signatories", "duplicates", "--format", "json").out


def test_a_yes_agrees_to_the_text_of_the_day(tmp_path: Path) -> None:
    signoff = (
        "signoff: {version: v1, deadline: 2099-07-15 18:00, time_zone: Europe/Zurich, contact: sign@example.org}\n"
    )
    root = workspaces.build(tmp_path, {"campaigns/joint/campaign.yaml": workspaces.JOINT + signoff})
    (root / "answers.csv").write_text(ANSWERS, encoding="utf-8")
    assert run(root, "version", "save", "joint", "v1").status == 0
    assert _import(root, *MAP, "--write", "--yes").status == 0
    text = (root / "campaigns/joint/sign-ons.yaml").read_text(encoding="utf-8")
    new = next(part for part in text.split("\n  - ") if "reseau-nouveau" in part)
    assert "version: v1" in new
    hidden = (root / "signatories/private/joint/withheld.yaml").read_text(encoding="utf-8")
    assert "version: v1" in hidden
