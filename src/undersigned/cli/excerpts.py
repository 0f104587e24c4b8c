"""The line of a file that a problem is about, and where in it.

Lines are shown of what people write for a letter, and of nothing else: tables, e-mails and forms that came back name
those who must not be named, and so does the private folder.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from unicodedata import combining, east_asian_width

from undersigned.problems import Span
from undersigned.workspace import STOCK_NAME, Workspace

PRIVATE = ("signatories", "private")
_FOLDERS, _ENDINGS = ("campaigns", "signatories", "templates", STOCK_NAME), (".j2", ".md", ".yaml")
GUTTER = 9
"""The columns in which the number of the line stands."""
_WIDEST, _NARROWEST = 100, 20
"""How many columns of a line are shown: as many as the terminal has, within these."""
_NEAR = 3 * _WIDEST
"""How many characters on each side of a place are looked at."""


def is_private(path: Path) -> bool:
    """Whether a file lies in the folder for what must not be published, whatever way leads there."""
    try:
        ways = (path, path.resolve())
    except (OSError, RuntimeError):  # a link that leads to itself
        return True
    parts = [tuple(part.casefold() for part in way.parts) for way in ways]
    return any(pair == PRIVATE for way in parts for pair in pairwise(way))


class Excerpts:
    """The lines of files. They are named from `root`, but for those in `files`: letters, by the name that is shown."""

    def __init__(self, root: Path, files: Mapping[str, Path]) -> None:
        self._workspace = Workspace(root)
        self._letters = {name: (Workspace(path.parent), path.name) for name, path in files.items()}
        self._lines: dict[str, list[str]] = {}

    def of(self, span: Span, width: int) -> tuple[str, int] | None:
        """What is shown of the line of a place in a terminal so wide, and how many columns of it stand before the
        place; None where there is nothing to show."""
        lines = self._of_file(span.file)
        if span.line > len(lines):
            return None
        before, at, after = _cut(lines[span.line - 1], span.column - 1, max(_NARROWEST, min(_WIDEST, width - GUTTER)))
        shown = before + at + after
        return (shown, _width(before)) if shown.strip() else None

    def _of_file(self, file: str) -> list[str]:
        if file not in self._lines:
            workspace, name = self._letters.get(file, (self._workspace, file))
            shown = file in self._letters or (file.split("/")[0] in _FOLDERS and file.endswith(_ENDINGS))
            self._lines[file] = workspace.lines(name) if shown and not is_private(workspace.root / name) else []
        return self._lines[file]


def _cut(line: str, column: int, width: int) -> tuple[str, str, str]:
    """What is shown of a line: before the column, at it and behind it; cut off at both ends to fit a width."""
    near = slice(max(0, column - _NEAR), column), slice(column, column + 1), slice(column + 1, column + _NEAR)
    before, at, after = ("".join(c if c.isprintable() else " " for c in line[part]) for part in near)
    room = width - max(1, _width(at))
    if _width(before) + _width(after) <= room:
        return before, at, after
    if _width(before) > room * 2 // 3:
        before = "…" + _fitting(before[::-1], room // 2 - 1)[::-1]
    if _width(after) > room - _width(before):
        after = _fitting(after, room - _width(before) - 1) + "…"
    return before, at, after


def _fitting(text: str, width: int) -> str:
    """The beginning of a text that fills no more than so many columns."""
    for number, character in enumerate(text):
        width -= _width(character)
        if width < 0:
            return text[:number]
    return text


def _width(text: str) -> int:
    """How many columns of a terminal a text fills."""
    if text.isascii():
        return len(text)
    return sum(0 if combining(c) else 1 + (east_asian_width(c) in "WF") for c in text)


def terminal_width() -> int:
    """The columns of the terminal that problems go to."""
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or _WIDEST + GUTTER
    except (OSError, ValueError):
        return _WIDEST + GUTTER
