"""What is wrong in people's files, as values with a position.

Every module that reads input returns or yields `Problem`s; none of them prints. They travel to the command line either
in a return value or, where a run cannot go on, inside the one user-facing error, `Refused`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal

from undersigned.nearest import nearest

Severity = Literal["error", "warning", "advice"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a file that people edit.

    `file` is relative to the workspace, with forward slashes, so that no path of a machine is ever shown; `line` and
    `column` count from 1, columns in characters.
    """

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend: what is wrong, said in the campaign's own terms, and what to do about it."""

    code: str
    span: Span
    message: str
    remedy: str = ""
    severity: Severity = "error"

    @property
    def words(self) -> str:
        """What is wrong, and in brackets what to do; what is no error says first how much it weighs."""
        said = self.message if self.severity == "error" else f"{self.severity}: {self.message}"
        return f"{said} ({self.remedy})" if self.remedy else said

    def record(self) -> dict[str, Any]:
        """The problem as a program reads it: code, severity, file, line, column, message, remedy."""
        place = {"file": self.span.file, "line": self.span.line, "column": self.span.column}
        return {
            "code": self.code,
            "severity": self.severity,
            **place,
            "message": self.message,
            "remedy": self.remedy,
        }

    def __str__(self) -> str:
        return f"{self.span}: {self.code} {self.words}"


class Refused(Exception):  # noqa: N818 - it is the input that is refused, nothing has gone wrong in the program
    """The input cannot be used; `problems` says why, all of it at once, sorted by place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = in_order(problems)
        super().__init__("; ".join(str(problem) for problem in self.problems))


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Each problem once, sorted by file, line and column."""
    unique = dict.fromkeys(problems)
    return tuple(sorted(unique, key=lambda p: (p.span, p.code, p.message)))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A remedy that names the known word that is meant, or the empty string where none is near."""
    found = nearest(word, known)
    return f"did you mean “{found}”?" if found is not None else ""


def collect(problems: list[Problem], load: Callable[[], Any]) -> Any:
    """What `load` gives, or None where it is refused, its problems kept with the others."""
    try:
        return load()
    except Refused as refused:
        problems.extend(refused.problems)
        return None
