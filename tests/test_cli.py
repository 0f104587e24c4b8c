"""The commands as people type them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import workspaces
from tests.workspaces import CAMPAIGNS, Run, run

COMMANDS = [
    *([], ["render"], ["check"], ["init"], ["new"]),
    *(["demands"], *(["demands", name] for name in ("list", "show", "used", "catalogue"))),
    *(["facts"], *(["facts", name] for name in ("list", "show", "used"))),
]


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return workspaces.build(tmp_path)


def _written(root: Path) -> set[str]:
    return {path.relative_to(root / "out").as_posix() for path in (root / "out").rglob("*.*")}


def _program(root: Path, *arguments: str, **environment: str) -> Run:
    """The command in a process of its own, as an installed program runs it."""
    command = [sys.executable, "-m", "undersigned", *arguments]
    done = subprocess.run(
        command, cwd=root, env={**os.environ, **environment}, capture_output=True, check=False, encoding="utf-8"
    )
    return Run(done.returncode, done.stdout, done.stderr)


# --- help -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_help_teaches_by_example(command: list[str], tmp_path: Path) -> None:
    shown = run(tmp_path, *command, "--help")
    assert shown.status == 0
    assert (
        f"  {' '.join(['undersigned', *command])} "
        in shown.out.split("Options:")[0].split("Usage:", 1)[1].partition("\n")[2]
    )
    assert all(len(line) <= 100 for line in shown.out.splitlines())


def test_the_version(tmp_path: Path) -> None:
    from undersigned import __version__

    assert _program(tmp_path, "--version") == Run(0, f"undersigned {__version__}\n", "")
    assert run(tmp_path, "--version").out == f"undersigned {__version__}\n"


@pytest.mark.parametrize(
    "command",
    [
        ["rendr"],
        ["render", "--colour"],
        ["new"],
        ["new", "x"],
        ["render", "--to", "pdf,docx"],
        ["check", "--format", "xml"],
    ],
)
def test_wrong_usage(command: list[str], workspace: Path) -> None:
    shown = run(workspace, *command)
    assert shown.status == 2
    assert shown.err
    assert "Traceback" not in shown.err


# --- render -----------------------------------------------------------------------------------------------------------


def test_render_writes_every_campaign_in_three_formats(workspace: Path) -> None:
    shown = run(workspace, "render")
    assert (shown.status, shown.err) == (0, "")
    assert _written(workspace) == {
        f"{slug}/{kind}.{ending}" for slug, kind in CAMPAIGNS.items() for ending in ("docx", "html", "md")
    }
    assert shown.out.splitlines()[-1] == "Wrote 15 files to out/ (5 letters)."


def test_render_what_is_wanted(workspace: Path) -> None:
    assert run(workspace, "render", "joint", "--to", "md").out.splitlines() == [
        "  out/joint/joint-letter.md",
        "Wrote 1 file to out/ (1 letter).",
    ]
    assert run(workspace, "render", "campaigns/news", "--to", "html, md", "--out", "elsewhere/deep").status == 0
    assert (workspace / "elsewhere/deep/news/news-item.html").is_file()
    assert not (workspace / "elsewhere/deep/news/news-item.docx").exists()


def test_render_points_to_what_check_finds(workspace: Path) -> None:
    file = workspace / "campaigns/joint/campaign.yaml"
    file.write_text(f"{file.read_text()}closing: |\n  We thank you for the the attention.\n")
    said = "1 warning on what this letter says. To read more:  undersigned check joint"
    assert run(workspace, "render", "joint", "--to", "md").out.splitlines()[-1] == said
    assert "U625 warning" in run(workspace, "check", "joint").err
    documents = workspaces.JOINT.replace("joint-letter:", "joint-letter:\n  request-letter:")
    file.write_text(f"{documents}closing: |\n  We thank you for the the attention.\n")
    both = run(workspace, "render", "joint", "--to", "md").out.splitlines()
    assert both[-1] == said.replace("this letter says", "these letters say")
    assert run(workspace, "render", "joint", "--draft").out.splitlines()[-1].startswith("Wrote ")
    file.write_text(f"{file.read_text()}accept: [{{code: U625, reason: it is meant so}}]\n")
    assert run(workspace, "render", "joint").out.splitlines()[-1].startswith("Wrote ")


def test_render_from_inside_a_campaign(workspace: Path) -> None:
    assert run(workspace / "campaigns" / "joint", "render", ".").status == 0
    assert "joint/joint-letter.docx" in _written(workspace)


def test_render_to_each_addressee(workspace: Path) -> None:
    shown = run(workspace, "render", "joint", "--each-addressee", "--to", "md")
    assert shown.out.splitlines()[-1] == "Wrote 3 files to out/ (3 letters)."
    assert _written(workspace) == {f"joint/joint-letter/{name}-donor.md" for name in ("first", "second", "third")}


def test_rendering_twice_gives_the_same_bytes(workspace: Path) -> None:
    run(workspace, "render", "joint", "--out", "one")
    _program(workspace, "render", "joint", "--out", "two", TZ="Asia/Tokyo", PYTHONHASHSEED="7", LC_ALL="C")
    for ending in ("docx", "html", "md"):
        name = f"joint/joint-letter.{ending}"
        assert (workspace / "one" / name).read_bytes() == (workspace / "two" / name).read_bytes()


@pytest.mark.parametrize("epoch", ["0", "1", "315532800", "1595289600", "4354819199", "99999999999"])
def test_any_time_of_the_environment_will_do(epoch: str, workspace: Path) -> None:
    shown = _program(workspace, "render", "joint", "--to", "docx", SOURCE_DATE_EPOCH=epoch)
    assert (shown.status, shown.err) == (0, "")


def test_a_time_that_is_none(workspace: Path) -> None:
    shown = _program(workspace, "render", "joint", SOURCE_DATE_EPOCH="yesterday")
    assert (shown.status, shown.err) == (2, "undersigned: SOURCE_DATE_EPOCH must be a number of seconds\n")


def test_where_there_is_no_campaign(tmp_path: Path) -> None:
    shown = run(tmp_path, "render")
    assert shown.status == 2
    assert "undersigned init" in shown.err


def test_one_fault_and_nothing_is_written(workspace: Path) -> None:
    workspaces.build(workspace, {"campaigns/news/campaign.yaml": workspaces.NEWS + "titel: x\n"})
    assert run(workspace, "render").status == 1
    assert not (workspace / "out").exists()


def test_what_was_written_before_stays_when_there_is_a_fault(workspace: Path) -> None:
    run(workspace, "render", "news")
    before = (workspace / "out/news/news-item.md").read_bytes()
    workspaces.build(workspace, {"campaigns/news/campaign.yaml": workspaces.NEWS + "titel: x\n"})
    assert run(workspace, "render", "news").status == 1
    assert (workspace / "out/news/news-item.md").read_bytes() == before


# --- check ------------------------------------------------------------------------------------------------------------

WARNED = workspaces.NEWSLETTER.replace("What happened.", "# Too high\n\n  What happened.")


def test_check_finds_nothing(workspace: Path) -> None:
    assert run(workspace, "check") == Run(0, "5 campaigns checked: nothing to mend.\n", "")
    assert run(workspace, "check", "joint", "--strict") == Run(0, "1 campaign checked: nothing to mend.\n", "")
    assert not (workspace / "out").exists()


def test_warnings_count_when_they_are_to(workspace: Path) -> None:
    workspaces.build(workspace, {"campaigns/paper/campaign.yaml": WARNED})
    shown = run(workspace, "check", "paper")
    assert (shown.status, shown.out) == (0, "1 campaign checked: 1 warning.\n")
    assert shown.err.startswith("campaigns/paper/campaign.yaml:7:1: U607 ")
    assert run(workspace, "check", "paper", "--strict").status == 1


def test_problems_as_json(workspace: Path) -> None:
    workspaces.build(workspace, {"campaigns/news/campaign.yaml": workspaces.NEWS + "titel: x\n"})
    shown = run(workspace, "check", "--format", "json")
    (problem,) = json.loads(shown.out)
    assert (shown.status, shown.err) == (1, "")
    assert problem["code"] == "U201"
    assert problem == {
        "code": "U201",
        "severity": "error",
        "file": "campaigns/news/campaign.yaml",
        "line": 17,
        "column": 1,
        "message": "the field “titel” is unknown",
        "remedy": "did you mean “title”?",
    }


def test_no_problems_as_json(workspace: Path) -> None:
    assert run(workspace, "check", "--format", "json") == Run(0, "[]\n", "")


def test_problems_as_annotations(workspace: Path) -> None:
    changes = {"campaigns/news/campaign.yaml": workspaces.NEWS + "100%: x\n", "campaigns/paper/campaign.yaml": WARNED}
    workspaces.build(workspace, changes)
    lines = run(workspace, "check", "--format", "github").out.splitlines()
    assert lines[0].startswith(
        "::error file=campaigns/news/campaign.yaml,line=17,col=1,title=U201::the field “100%25” is"
    )
    assert lines[1].startswith("::warning file=campaigns/paper/campaign.yaml,line=7,col=1,title=U607::")
    assert len(lines) == 2
