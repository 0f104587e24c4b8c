"""Whether git ignores a file, as far as the `.gitignore` files of its repository tell.

The rules are those of gitignore(5): the last pattern that matches decides, in a deeper file before one above it; what
lies in an ignored folder is ignored. Neither git nor its own folder is asked, so what a machine ignores by its own
settings does not count: the next person's machine does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath


def repository(folder: Path) -> Path | None:
    """The root of the git repository that a folder lies in; None where it lies in none."""
    absolute = folder.resolve()
    return next((place for place in (absolute, *absolute.parents) if (place / ".git").exists()), None)


def is_ignored(root: Path, file: Path) -> bool:
    """Whether the repository at `root` ignores a file below it, which need not be there."""
    steps = file.resolve().relative_to(root).parts
    return any(_decided(root, steps[:depth], is_folder=depth < len(steps)) for depth in range(1, len(steps) + 1))


def _decided(root: Path, steps: tuple[str, ...], *, is_folder: bool) -> bool:
    """What the patterns say of one folder or file by itself."""
    ignored = False
    for depth in range(len(steps)):
        path = PurePosixPath(*steps[depth:])
        for rule in _rules(root.joinpath(*steps[:depth], ".gitignore")):
            if (is_folder or not rule.folders_only) and rule.pattern.fullmatch(path.as_posix()):
                ignored = not rule.takes_back
    return ignored


@dataclass(frozen=True, slots=True)
class _Rule:
    pattern: re.Pattern[str]
    takes_back: bool
    folders_only: bool


def _rules(file: Path) -> Iterator[_Rule]:
    if not file.is_file():
        return
    lines = file.read_text(encoding="utf-8-sig", errors="replace").splitlines()
    for line in (re.sub(r"(?<!\\) +$", "", line) for line in lines):
        if not line or line.startswith("#"):
            continue
        takes_back = line.startswith("!")
        glob = line[1:] if takes_back else line
        folders_only = glob.endswith("/")
        glob = glob.rstrip("/") if folders_only else glob
        anchored = "/" in glob
        glob = glob.removeprefix("/")
        yield _Rule(_pattern(glob if anchored else f"**/{glob}"), takes_back, folders_only)


_PARTS = re.compile(r"\*\*/|/\*\*$|\*+|\?|\[!?[^\]]+\]|\\?.", re.DOTALL)


def _pattern(glob: str) -> re.Pattern[str]:
    def part(found: re.Match[str]) -> str:
        match found[0]:
            case "**/":
                return "(?:.*/)?"
            case "/**":
                return "/.+"
            case "?":
                return "[^/]"
            case stars if stars.startswith("*"):
                return "[^/]*"
            case group if group.startswith("[") and len(group) > 1:
                inside = group[1:-1].replace("\\", r"\\")
                return f"[^{inside[1:]}]" if inside.startswith("!") else f"[{inside}]"
            case sign:
                return re.escape(sign.removeprefix("\\") or "\\")

    return re.compile(_PARTS.sub(part, glob), re.DOTALL)
