"""The library of demand blocks, listed, searched and shown, on the command line."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests import workspaces
from tests.shipped import ROOT
from tests.workspaces import run

OLDER = """\
visit-prisons: {topic: testing, act: visit the prisons, verb: Urges}
"""
NEWER = workspaces.BLOCKS.replace("open-prisons:\n", "open-prisons:\n  supersedes: visit-prisons\n")
RESTING = """\
basis:
  - {instrument: treaty, article: 9(1)}
  - {instrument: treaty, article: "12"}
  - {instrument: treaty, article: Annex 5}
  - {instrument: unknown, article: Principle 5}
  - {instrument: acps}
"""
KINDS = """\
pay-wages:
  topic: wages
  parameters:
    sum_owed: {kind: number, example: "12000"}
    day: {kind: date, example: 2026-12-31, description: By when}
    people: {kind: list, example: [miners, teachers], default: [all_workers]}
  act: pay {{ people }} the {{ sum_owed }} dollars by {{ day }}
  verb: Urges
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return workspaces.build(tmp_path)


def _json(root: Path, *arguments: str) -> list[dict[str, object]]:
    shown = run(root, *arguments, "--format", "json")
    assert (shown.status, shown.err) == (0, "")
    records: list[dict[str, object]] = json.loads(shown.out)
    return records


def _on_terminal(root: Path, *arguments: str, **environment: str) -> str:
    """What a command prints on a terminal; `COLUMNS` in the environment gives its width."""
    ours, theirs = pty.openpty()
    environment = {**{k: v for k, v in os.environ.items() if k != "NO_COLOR"}, "TERM": "xterm", **environment}
    command = [sys.executable, "-m", "undersigned", *arguments]
    with subprocess.Popen(command, cwd=root, env=environment, stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        pieces = []
        while True:
            try:
                piece = os.read(ours, 65536)
            except OSError:  # Linux says so when the other end is closed
                break
            if not piece:
                break
            pieces.append(piece)
        assert process.wait() == 0
    os.close(ours)
    return b"".join(pieces).decode().replace("\r\n", "\n")


# --- list -------------------------------------------------------------------------------------------------------------


def test_the_library_by_topic(workspace: Path) -> None:
    shown = run(workspace, "demands", "list", "--topic", "TEST")
    assert shown.out.splitlines() == [
        "testing",
        "  mend-law      Amend [law] without delay and meet its obligations.",
        "  open-prisons  Open the prisons to independent visitors.",
        "2 blocks. `undersigned demands show ID` shows one in all its frames.",
    ]
    everything = run(workspace, "demands", "list").out
    assert "release-political-prisoners" in everything
    assert "open-prisons" in everything


def test_a_gap_without_default_is_shown_by_its_name_and_others_filled(workspace: Path) -> None:
    workspaces.build(workspace, {"templates/demands/testing.yaml": workspaces.BLOCKS + KINDS})
    (entry,) = _json(workspace, "demands", "list", "--topic", "wages")
    assert entry["asks"] == "Pay all_workers the [sum owed] dollars by [day]."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("INDEPENDENT visitors", ["open-prisons"]),
        ("obligations law", ["mend-law"]),
        ("modifier", ["mend-law"]),
        ("OPEN-PRISONS", ["open-prisons"]),
        ("xyzzy", []),
    ],
)
def test_text_is_looked_for_everywhere(text: str, expected: list[str], workspace: Path) -> None:
    found = [entry["id"] for entry in _json(workspace, "demands", "list", text, "--topic", "testing")]
    assert found == expected


def test_text_is_found_whatever_its_accents(tmp_path: Path) -> None:
    found = [entry["id"] for entry in _json(tmp_path, "demands", "list", "LIBERER immediatement")]
    assert "release-political-prisoners" in found


def test_tags(workspace: Path) -> None:
    blocks = workspaces.BLOCKS.replace("  topic: testing\n  act", "  topic: testing\n  tags: [Prisons, access]\n  act")
    workspaces.build(workspace, {"templates/demands/testing.yaml": blocks})
    (entry,) = _json(workspace, "demands", "list", "--tag", "prison", "--topic", "testing")
    assert entry == {
        "id": "open-prisons",
        "topic": "testing",
        "asks": "Open the prisons to independent visitors.",
        "tags": ["Prisons", "access"],
        "replaced_by": None,
    }
    assert "independent visitors.  (Prisons, access)\n" in run(workspace, "demands", "list", "open-prisons").out


@pytest.mark.parametrize(
    ("option", "named"),
    [
        ("--topic", "testing, trade and aid"),
        ("--tag", "torture"),
        ("--language", "en, fr"),
        ("--format", "table or json"),
    ],
)
def test_an_unknown_word_brings_the_known_ones(option: str, named: str, workspace: Path) -> None:
    shown = run(workspace, "demands", "list", option, "xyz")
    assert (shown.status, shown.out) == (2, "")
    assert "“xyz”" in shown.err
    assert named in shown.err


def test_text_that_no_block_says(workspace: Path) -> None:
    shown = run(workspace, "demands", "list", "xyzzy")
    assert shown.status == 0
    assert shown.out.startswith("No block says this. There are blocks on accountability, ")


def test_another_language(workspace: Path) -> None:
    entries = {entry["id"]: entry["asks"] for entry in _json(workspace, "demands", "list", "--language", "fr")}
    assert entries["mend-law"] == "Modifier [law]."
    assert entries["open-prisons"] is None
    assert entries["release-political-prisoners"] == "Libérer immédiatement tous les prisonniers politiques."
    assert "open-prisons  (no words in this language)" in re.sub(
        " {3,}", "  ", run(workspace, "demands", "list", "--language", "fr").out
    )


def test_a_block_that_was_replaced_is_marked(workspace: Path) -> None:
    workspaces.build(workspace, {"templates/demands/testing.yaml": OLDER + NEWER})
    assert "Visit the prisons. (replaced by open-prisons)\n" in run(workspace, "demands", "list").out
    older = run(workspace, "demands", "show", "visit-prisons").out
    assert re.search(r"\n  replaced by +open-prisons\n", older)
    newer = run(workspace, "demands", "show", "open-prisons").out
    assert re.search(r"\n  replaces +visit-prisons\n", newer)


def test_a_fault_in_a_file_of_blocks(workspace: Path) -> None:
    broken = workspaces.BLOCKS.replace("verb: Urges", "verbs: Urges")
    workspaces.build(workspace, {"templates/demands/testing.yaml": broken})
    shown = run(workspace, "demands", "list")
    assert (shown.status, shown.out) == (1, "")
    assert shown.err.startswith("templates/demands/testing.yaml:8:")


# --- on a terminal ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_a_table_fits_its_terminal(width: int, workspace: Path) -> None:
    for command in (["list"], ["show", "mend-law"], ["used"]):
        printed = _on_terminal(workspace, "demands", *command, COLUMNS=str(width))
        plain = re.sub(r"\x1b\[[0-9;]*m", "", printed)
        assert all(len(line) <= width for line in plain.splitlines() if "`undersigned" not in line), command
        assert "\x1b[" in printed
        assert "prisons" in plain or "mend-law" in plain


def test_no_colour_where_none_is_wanted(workspace: Path) -> None:
    printed = _on_terminal(workspace, "demands", "list", NO_COLOR="1", COLUMNS="100")
    assert not re.search(r"\x1b\[[0-9;]*3[0-7]m", printed)
    assert "Block" in printed


def test_nothing_wraps_a_line_in_a_pipe(tmp_path: Path) -> None:
    lines = run(tmp_path, "demands", "list").out.splitlines()
    assert max(map(len, lines)) > 200
    assert sum(line.startswith("  ") for line in lines) == len(_json(tmp_path, "demands", "list"))


# --- show -------------------------------------------------------------------------------------------------------------


def test_one_block_in_all_its_frames(workspace: Path) -> None:
    shown = run(workspace, "demands", "show", "mend-law").out
    for words in (
        "imperative  Amend the Assembly Law without delay and meet its obligations.",
        "infinitive  to amend the Assembly Law without delay and meet its obligations",
        "should      The Government should amend the Assembly Law without delay and meet its obligations.",
        "clause      Calls upon the Government to amend the Assembly Law without delay and meet its obligations",
        "noun        the amendment of the Assembly Law without delay",
        "gerund      amending the Assembly Law without delay",
        "sentence    The law named the Assembly Law is amended without delay.",
        "with law    a text or a list of them; for example “the Assembly Law”",
        "with how    a text or a list of them; for example “quickly”; otherwise “without delay”",
        "topic       testing",
        "languages   en, fr",
        "used        joint joint-letter, 2020-07-21: listed as 2",
        "used        request request-letter, 2020-07-21: in prose",
    ):
        assert f"  {words}\n" in shown


def test_one_block_in_another_language(workspace: Path) -> None:
    shown = run(workspace, "demands", "show", "mend-law", "--language", "fr")
    assert re.search(r"\n  imperative \(fr\) +Modifier the Assembly Law\.\n", shown.out)
    assert "Amend" not in shown.out
    assert run(workspace, "demands", "show", "open-prisons", "--language", "fr").status == 2


def test_what_a_block_rests_on(workspace: Path) -> None:
    blocks = workspaces.BLOCKS + "".join(f"  {line}\n" for line in RESTING.splitlines())
    workspaces.build(workspace, {"templates/demands/testing.yaml": blocks})
    (record,) = _json(workspace, "demands", "show", "mend-law")
    assert record["basis"] == [
        "the Treaty of Eastville, articles 9(1) and 12, Annex 5",
        "unknown, Principle 5",
        "acps",
    ]
    shown = run(ROOT, "demands", "show", "release-political-prisoners").out
    assert "International Covenant on Civil and Political Rights (ICCPR), article" in shown


def test_a_block_as_json(workspace: Path) -> None:
    (record,) = _json(workspace, "demands", "show", "mend-law")
    assert set(record) == {
        *("id", "topic", "tags", "languages", "frames", "parameters", "basis", "note", "supersedes", "replaced_by"),
        "uses",
    }
    assert record["languages"] == ["en", "fr"]
    frames = record["frames"]
    assert isinstance(frames, dict)
    assert frames["fr"] == {"imperative": "Modifier the Assembly Law."}
    assert frames["en"]["noun"] == "the amendment of the Assembly Law without delay"


def test_every_stock_block_can_be_shown(tmp_path: Path) -> None:
    names = [str(entry["id"]) for entry in _json(tmp_path, "demands", "list")]
    assert len(names) >= 40
    for name in names:
        shown = run(tmp_path, "demands", "show", name)
        assert (shown.status, shown.err) == (0, "")
        assert all(f"  {frame}" in shown.out for frame in ("imperative", "clause", "noun", "gerund", "sentence"))
        assert not re.search(r"article (Principle|Rule|Annex)", shown.out)


def test_a_block_that_is_not_there(workspace: Path) -> None:
    for command in ("show", "used"):
        shown = run(workspace, "demands", command, "mend-laws")
        assert (shown.status, shown.out) == (2, "")
        assert shown.err == "undersigned: no demand block is called “mend-laws” (did you mean “mend-law”?)\n"
