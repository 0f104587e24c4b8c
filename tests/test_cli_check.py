"""`check` in odd places and of odd things: it answers as it was asked to, and checks all that can be checked."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests import workspaces
from tests.workspaces import JOINT, Run, run

CAMPAIGN = "campaigns/joint/campaign.yaml"
BROKEN = {CAMPAIGN: JOINT + "titel: Paris\n"}
PRIVATE = "signatories/private/joint/withheld.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return workspaces.build(tmp_path / "w")


def codes(shown: Run) -> list[str]:
    return re.findall(r":\d+:\d+: (U\d{3}) ", shown.err)


# --- what is asked for ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [".", "..", "", " ", "/", "./", "../..", "x" * 300, f"{'x' * 300}/y"])
def test_what_names_no_campaign(name: str, root: Path) -> None:
    shown = run(root, "check", name)
    assert shown.status == 2
    assert shown.err.startswith(f"undersigned: “{name}” names no campaign")


@pytest.mark.parametrize("name", ["~", "*", "a/b.docx/c", "x" * 200, "a\nb", "\udcff"])
def test_campaigns_that_are_not_there(name: str, root: Path) -> None:
    shown = run(root, "check", name, "joint")
    assert (shown.status, codes(shown)) == (1, ["U308"])
    assert shown.out == "2 campaigns checked: 1 error.\n"


def test_campaigns_of_two_workspaces(root: Path, tmp_path: Path) -> None:
    workspaces.build(tmp_path / "other", BROKEN)
    assert run(root, "check", "joint", "../other/campaigns/joint").status == 2
    assert codes(run(root, "check", "../other/campaigns/joint")) == ["U201"]
    assert codes(run(root, "check", "../other/campaigns/joint/campaign.yaml")) == ["U201"]


def test_the_same_campaign_twice(root: Path) -> None:
    workspaces.build(root, BROKEN)
    shown = run(root, "check", "joint", "campaigns/joint", "./campaigns/joint/campaign.yaml", "joint")
    assert (codes(shown), shown.out) == (["U201"], "1 campaign checked: 1 error.\n")


def test_letters_and_campaigns_together(root: Path) -> None:
    workspaces.build(root, {**BROKEN, "a.txt": "It is the the letter.\n"})
    (root / "empty.md").write_bytes(b"")
    (root / "folder.docx").mkdir()
    (root / "gone.txt").symlink_to("nowhere.txt")
    (root / "loop.txt").symlink_to("loop.txt")
    names = (
        "a.txt",
        "./a.txt",
        "b.txt",
        "empty.md",
        "folder.docx",
        "gone.txt",
        "loop.txt",
        f"{'x' * 300}.txt",
        "joint",
    )
    shown = run(root, "check", *names)
    assert shown.status == 1
    assert sorted(codes(shown)) == ["U102", "U201", "U625", *["U801"] * 5]
    assert shown.out == "1 campaign and 7 letters checked: 7 errors, 1 warning.\n"
    assert "folder.docx:1:1: U801 this is a folder, and no letter (name a file in it)" in shown.err


def test_a_letter_by_its_whole_path_is_shown_as_it_was_typed(root: Path, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("It is the the letter.\n", encoding="utf-8")
    assert run(root, "check", str(letter)).err.startswith(f"{letter}:1:7: U625 ")
    assert run(root, "check", "../letter.txt").err.startswith("../letter.txt:1:7: U625 ")


def test_a_letter_that_nobody_may_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "a.txt").write_text("It is so.\n", encoding="utf-8")

    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", "/home/somebody/a.txt")

    monkeypatch.setattr(Path, "open", refused)
    shown = run(root, "check", "a.txt")
    assert shown.err == "a.txt:1:1: U801 the file cannot be read (check who may read it)\n"


def test_a_shared_file_that_cannot_be_read_is_said_once(root: Path) -> None:
    facts = {"campaigns/shared/facts.yaml": 'arrests: {text: "open\n'}
    used = {"campaigns/council/campaign.yaml": workspaces.COUNCIL.replace("is grave", 'is {{ fact("arrests") }}')}
    workspaces.build(root, {**facts, **used})
    everything = run(root, "check").err.splitlines()
    assert len([line for line in everything if line.startswith("campaigns/shared/facts.yaml")]) == 1
    assert len(set(everything)) == len(everything)


def test_the_exit_status(root: Path) -> None:
    (root / "fine.txt").write_text("It is so.\n", encoding="utf-8")
    (root / "warned.txt").write_text("It is the the letter.\n", encoding="utf-8")
    assert run(root, "check", "fine.txt", "joint", "--strict").status == 0
    assert run(root, "check", "warned.txt", "joint").status == 0
    assert run(root, "check", "warned.txt", "joint", "--strict").status == 1
    assert run(root, "check", "none.txt", "joint").status == 1
    assert run(root, "check", "joint", "--format", "xml").status == 2


# --- codes ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed", [["--explain", "u104", "u106"], ["--explain", "U104,U106"], ["--explain", "U104", "--explain", "u106"]]
)
def test_several_codes_are_explained(typed: list[str], root: Path) -> None:
    shown = run(root, "check", *typed)
    assert shown.status == 0
    assert re.findall(r"^U\d{3}", shown.out, re.MULTILINE) == ["U104", "U106"]


@pytest.mark.parametrize("typed", [["--explain", ""], ["--explain", "U104", "joint"], ["--explain"]])
def test_what_is_no_code(typed: list[str], root: Path) -> None:
    shown = run(root, "check", *typed)
    assert (shown.status, shown.out) == (2, "")
    assert "there is no code" in shown.err or "requires an argument" in shown.err


# --- for programs -----------------------------------------------------------------------------------------------------

REFUSED = (
    {PRIVATE: "withheld-01: {name: A, name: B}\n"},
    {PRIVATE: b"\xff"},
    {"signatories/organisations.yaml": "a: {"},
    {"campaigns/shared/addressees.yaml": "- a"},
    {"templates/demands/testing.yaml": b"\xff\xfe"},
    {"campaigns/joint/sign-ons.yaml": "\tsignatories: []"},
    {CAMPAIGN: b"PK\x03\x04"},
    {CAMPAIGN: None},
)


@pytest.mark.parametrize("changes", REFUSED, ids=[str(number) for number in range(len(REFUSED))])
@pytest.mark.parametrize("names", [(), ("joint",)], ids=["all", "one"])
def test_a_refusal_comes_in_the_form_that_was_asked_for(
    changes: dict[str, str | bytes | None], names: tuple[str, ...], root: Path
) -> None:
    workspaces.build(root, changes)
    as_text = run(root, "check", *names)
    assert as_text.status == 1
    as_json, annotations = (run(root, "check", *names, "--format", form) for form in ("json", "github"))
    assert as_json.err == annotations.err == ""
    assert as_json.status == annotations.status == as_text.status
    assert [problem["code"] for problem in json.loads(as_json.out)] == codes(as_text)
    assert re.findall("title=(U...)::", annotations.out) == codes(as_text)


def test_annotations_name_files_from_the_root_of_the_repository(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    root = workspaces.build(tmp_path / "letters", {"campaigns/joint/campaign.yaml": workspaces.JOINT + "titel: x\n"})
    (root / "old.txt").write_text("It is 50 of of the sum.\n", encoding="utf-8")
    named = "::error file=letters/campaigns/joint/campaign.yaml,"
    assert run(root / "campaigns", "check", "--format", "github").out.startswith(named)
    assert run(root, "check", "old.txt", "--format", "github").out.startswith("::warning file=letters/old.txt,line=1,")
    assert run(tmp_path, "check", "letters/old.txt", "--format", "github").out.startswith(
        "::warning file=letters/old.txt,line=1,"
    )


def test_annotations_stay_on_their_lines(root: Path) -> None:
    """https://docs.github.com/actions/reference/workflow-commands: `%`, line ends, and in properties `:` and `,`."""
    (root / "a,b:100%.txt").write_text("It is 50% of of the sum: a, b.\n", encoding="utf-8")
    shown = run(root, "check", "a,b:100%.txt", "c\r\nd.txt", "e\nf", "--format", "github")
    lines = shown.out.splitlines()
    assert len(lines) == 3
    pattern = re.compile(r"::(error|warning|notice) file=([^,:]+),line=\d+,col=\d+,title=U\d{3}::[^\r\n]+")
    assert all(pattern.fullmatch(line) for line in lines)
    assert (
        "file=a%2Cb%3A100%25.txt,line=1,col=11,title=U625::“of of” says the same twice (write “of” once)" in shown.out
    )
    assert "there is no campaign “e%0Af”" in shown.out


def test_json_is_what_the_readme_says(root: Path) -> None:
    workspaces.build(root, {**BROKEN, "a.txt": "It is the the letter of of it.\n"})
    records = json.loads(run(root, "check", "a.txt", "joint", "--format", "json").out)
    fields = ["code", "severity", "file", "line", "column", "message", "remedy"]
    assert all(list(record) == fields for record in records)
    places = [(record["file"], record["line"], record["column"]) for record in records]
    assert places == sorted(places) == [("a.txt", 1, 7), ("a.txt", 1, 22), (CAMPAIGN, 19, 1)]
    assert {record["severity"] for record in records} <= {"error", "warning", "advice"}


# --- terminals --------------------------------------------------------------------------------------------------------


def test_no_word_of_a_file_gives_the_terminal_an_order(root: Path) -> None:
    (root / "a.txt").write_text("It is so \x1b[31mred red\x1b[0m, \u202ered red\u202c.\n", encoding="utf-8")
    for terminal in (False, True):
        shown = run(root, "check", "a.txt", "b\x1b[2J\u202e.txt", "c\nd", terminal=terminal)
        said = re.sub("\x1b\\[(0|2|31|33|36)m", "", shown.err) if terminal else shown.err
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", said)
    assert "campaigns/c d/campaign.yaml:1:1: U308 there is no campaign “c d”" in run(root, "check", "c\nd").err


def _process(root: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "undersigned", *arguments]
    return subprocess.run(command, cwd=root, env={**os.environ, **environment}, capture_output=True, check=False)


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp437", "utf-8", "utf-16-le"])
def test_every_terminal_can_show_it(encoding: str, root: Path) -> None:
    workspaces.build(root, {CAMPAIGN: JOINT + "tïtél: “中…”\n"})
    shown = _process(root, "check", "joint", PYTHONIOENCODING=encoding)
    assert shown.returncode == 1
    said = shown.stderr.decode(encoding)
    assert "U201 the field " in said
    assert "a fault of the program" not in said
    as_json = _process(root, "check", "joint", "--format", "json", PYTHONIOENCODING=encoding)
    assert json.loads(as_json.stdout.decode(encoding))[0]["message"] == "the field “tïtél” is unknown"
    json.loads(_process(root, "schema", "campaign", PYTHONIOENCODING=encoding).stdout.decode(encoding))


def test_plain_signs_stand_for_those_that_a_terminal_lacks(root: Path) -> None:
    workspaces.build(root, BROKEN)
    shown = _process(root, "check", "joint", PYTHONIOENCODING="ascii")
    assert shown.stderr.decode("ascii").startswith(
        f"{CAMPAIGN}:19:1: U201 the field 'titel' is unknown (did you mean 'title'?)"
    )


@pytest.mark.parametrize(
    "rest", ["| head -c 1", "2>&1 | head -c 1", ">&-", "2>&-", ">&- 2>&-", "| true", "2>&1 | true"]
)
@pytest.mark.parametrize("command", ["check --format json", "check --explain U103", "demands list"])
def test_nobody_need_read_to_the_end(command: str, rest: str, root: Path) -> None:
    workspaces.build(root, BROKEN)
    line = f"{sys.executable} -m undersigned {command} {rest}"
    shown = subprocess.run(["/bin/sh", "-c", line], cwd=root, capture_output=True, check=False, encoding="utf-8")
    for word in ("Traceback", "Exception", "Errno", "a fault of the program"):
        assert word not in shown.stdout + shown.stderr


# --- much of it -------------------------------------------------------------------------------------------------------


def test_problems_and_acceptances_take_time_in_a_straight_line(root: Path) -> None:
    seconds = []
    for number in (100, 1_000):
        body = "".join(f"  Line {place} of the the letter.\n\n" for place in range(number))
        accepted = "".join(f"  - {{code: U625, words: the {place}, reason: so}}\n" for place in range(number))
        text = JOINT.replace("body: |\n", f"body: |\n{body}") + f"accept:\n{accepted}"
        workspaces.build(root, {CAMPAIGN: text})
        start = time.perf_counter()
        shown = run(root, "check", "joint", terminal=True)
        assert f"{2 * number:,} warnings" in shown.out
        seconds.append(time.perf_counter() - start)
    assert seconds[1] < 40 * max(seconds[0], 0.05)


def test_a_thousand_unknown_ids_are_all_said(root: Path) -> None:
    ids = "".join(f"  - q{number}\n" for number in range(1_000))
    register = workspaces.REGISTER + "".join(f"o{number}: {{name: Union {number}}}\n" for number in range(1_000))
    files = {"signatories/organisations.yaml": register, "campaigns/joint/sign-ons.yaml": f"signatories:\n{ids}"}
    workspaces.build(root, files)
    assert codes(run(root, "check", "joint")).count("U303") == 1_000
