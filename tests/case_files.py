"""Case files: files of a workspace, a command, and the problems that it must report, side by side.

A case file holds, one after the other,

    $ render x                                    the command, if it is another
    --- campaigns/x/campaign.yaml                 a file of the workspace and its text, as many as needed;
                                                  “(latin-1)”, “(missing)” or “(folder)” after its name say what else
    === problems
    campaigns/x/campaign.yaml:1:1 U201 some words      place, code, and words that the line must hold as well

The other files are those of `tests/workspaces.py`. Every case runs through the command line.
"""

from __future__ import annotations

import re
from pathlib import Path

from tests import workspaces

_FILE = re.compile(r"^--- (\S+)(?: \((.+)\))?\n", re.MULTILINE)
_PLACED = re.compile(r"(?P<place>[^\s:][^:]*:\d+:\d+): (?P<code>U\d{3}) (?P<words>.+)")
# The words of the programs inside, which staff who write letters have no use for.
PROGRAMMERS_WORDS = re.compile(
    r"Traceback|pydantic|jinja|Python|NoneType|\bdict\b|\bstr\b|\bint\b|tuple|\bobject\b|mapping|scalar|Errno|'[a-z_]+'"
    r"|undefined|\[\]|\{\}"
)


def cases(folder: str) -> list[Path]:
    """The case files of a folder of `tests/cases`."""
    return sorted((Path(__file__).parent / "cases" / folder).glob("*.case"))


def play(case: Path, root: Path) -> workspaces.Run:
    """Runs the command of a case in its workspace, below `root`, and compares what is reported with what must be.

    The line of a problem says what is wrong and what to do, in the words of those who write letters; no path of the
    machine is shown, and nothing is written.
    """
    command, files, folders, expected = _read(case)
    workspaces.build(root, files)
    for folder in folders:
        (root / folder).mkdir(parents=True)
    before = _snapshot(root)
    run = workspaces.run(root, *command)
    printed = run.err.splitlines()
    found = [_PLACED.fullmatch(line) for line in printed]
    assert all(found), run.err
    assert [f"{line['place']} {line['code']}" for line in found if line] == [
        " ".join(line.split(" ")[:2]) for line in expected
    ], run.err
    for line, wanted in zip(printed, expected, strict=True):
        assert " ".join(wanted.split(" ")[2:]) in line
        assert not PROGRAMMERS_WORDS.search(line), line
        assert line.endswith(")") or " must be at " in line, f"no remedy: {line}"
    assert str(root) not in run.out + run.err
    assert _snapshot(root) == before, "nothing is written"
    return run


def _read(path: Path) -> tuple[list[str], dict[str, str | bytes | None], list[str], list[str]]:
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
