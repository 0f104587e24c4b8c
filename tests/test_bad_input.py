"""Bad input: every fault gets one clear line with its place and a remedy, all faults at once, and nothing is written.

A case file in `cases/bad/` holds, one after the other,

    $ render x                                    the command, if it is another
    --- campaigns/x/campaign.yaml                 a file of the workspace and its text, as many as needed;
                                                  “(latin-1)”, “(missing)” or “(folder)” after its name say what else
    === problems
    campaigns/x/campaign.yaml:1:1 U201 some words      place, code, and words that the line must hold as well

The other files are those of `tests/workspaces.py`. Every case runs through the command line.
"""

from __future__ import annotations

import copy
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import workspaces
from undersigned.problems import Refused
from undersigned.rendering import Order, Renderer
from undersigned.source import read
from undersigned.workspace import Workspace

CASES = sorted((Path(__file__).parent / "cases" / "bad").glob("*.case"))
_FILE = re.compile(r"^--- (\S+)(?: \((.+)\))?\n", re.MULTILINE)
_PLACED = re.compile(r"(?P<place>[^\s:][^:]*:\d+:\d+): (?P<code>U\d{3}) (?P<words>.+)")
# The words of the programs inside, which staff who write letters have no use for.
_PROGRAMMERS_WORDS = re.compile(
    r"Traceback|pydantic|jinja|Python|NoneType|\bdict\b|\bstr\b|\bint\b|tuple|\bobject\b|mapping|scalar|Errno|'[a-z_]+'"
    r"|undefined|\[\]|\{\}"
)


def _case(path: Path) -> tuple[list[str], dict[str, str | bytes | None], list[str], list[str]]:
    """The command, the files, the folders and the expected lines of a case."""
    text, expected = path.read_bytes().decode().split("=== problems\n")
    command = ["render", "x"]
    if text.startswith("$ "):
        first, text = text.split("\n", 1)
        command = first[2:].split()
    files: dict[str, str | bytes | None] = {}
    folders: list[str] = []
    _, *sections = _FILE.split(text)
    for name, manner, content in zip(sections[::3], sections[1::3], sections[2::3], strict=True):
        match manner:
            case None:
                files[name] = content
            case "latin-1":
                files[name] = content.encode("latin-1")
            case "missing":
                files[name] = None
            case "folder":
                folders.append(name)
            case _:
                raise ValueError(manner)
    return command, files, folders, expected.splitlines()


def _snapshot(root: Path) -> dict[str, bytes | None]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes() if path.is_file() else None for path in root.rglob("*")
    }


def test_there_are_cases() -> None:
    assert len(CASES) > 80


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_fault_is_said_with_its_place(case: Path, tmp_path: Path) -> None:
    command, files, folders, expected = _case(case)
    workspaces.build(tmp_path, files)
    for folder in folders:
        (tmp_path / folder).mkdir(parents=True)
    before = _snapshot(tmp_path)
    run = workspaces.run(tmp_path, *command)
    printed = run.err.splitlines()
    found = [_PLACED.fullmatch(line) for line in printed]
    assert all(found), run.err
    assert [f"{line['place']} {line['code']}" for line in found if line] == [
        " ".join(line.split(" ")[:2]) for line in expected
    ], run.err
    for line, wanted in zip(printed, expected, strict=True):
        assert " ".join(wanted.split(" ")[2:]) in line
        assert not _PROGRAMMERS_WORDS.search(line), line
    assert run.status == 1
    assert str(tmp_path) not in run.out + run.err
    assert _snapshot(tmp_path) == before, "nothing is written"


def test_a_problem_says_what_to_do() -> None:
    """Of all the cases' messages, those without a remedy are few, and none of them leaves a reader at a loss."""
