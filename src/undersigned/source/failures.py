"""What libyaml could not read, and where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from undersigned.problems import Problem
from undersigned.source.mending import Fault, at, filled
from undersigned.source.outline import goes_on
from undersigned.source.values import Suspicion


@dataclass(frozen=True, slots=True)
class Failure:
    """What libyaml said, and where: `line` and `column` of the error and of what it was in the middle of, from 0."""

    lines: Sequence[str]
    file: str
    what: str
    line: int
    column: int
    context: str
    context_line: int
    context_column: int
    last_text: Any  # the event of the last text before the error

    @property
    def text(self) -> str:
        """The line of the error."""
        return self.lines[self.line]

    @property
    def character(self) -> str:
        """The character at the error, or the empty string at the end of a line."""
        return self.text[self.column : self.column + 1]

    @property
    def at_line_start(self) -> bool:
        """Whether only spaces stand before the error."""
        return not self.text[: self.column].strip()

    def problem(self, code: str, line: int, column: int, message: str, remedy: str) -> Problem:
        """A problem of the file, at a line and column from 0."""
        return Problem(code, at(self.file, line, column), message, remedy)

    def suspected(self, line: int, seen: Suspicion) -> Fault:
        """The fault that a line shows by itself."""
        problem = self.problem(seen.code, line, seen.column, seen.message, seen.remedy)
        if seen.read_as is not None:
            goes_on_below = goes_on(self.lines, line) is not None
            read_as = seen.opens if seen.opens and goes_on_below else seen.read_as
            return Fault(problem, line, read_as, repaired=not seen.loses)
        return Fault(problem, line, filled(self.lines[line], seen.value_column), repair=seen.repair)
