"""What the parser carries along while it makes a tree out of one text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from undersigned.document import Block, Origin, OriginKind
from undersigned.markdown.syntax import Node
from undersigned.problems import Problem, Severity, Span

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text stands: its file, the line on which it begins, and what it is, for the origins of its blocks."""

    file: str
    line: int
    kind: OriginKind
    id: str


@dataclass(slots=True)
class Reading:
    """One text on its way to a tree; lines are counted from 0 in the text."""

    text: str
    place: Place
    parts: bool
    fields: Mapping[str, tuple[Block, ...]]
    notes: Mapping[str, tuple[Block, ...]]
    inline_notes: Mapping[int, tuple[Node, ...]] = field(default_factory=dict)
    definitions: dict[str, Node] = field(default_factory=dict)
    defined: dict[str, tuple[Block, ...]] = field(default_factory=dict)
    colonless: set[str] = field(default_factory=set)
    """Labels of notes that are written without the colon, and have been reported."""
    problems: list[Problem] = field(default_factory=list)
    in_note: bool = False
    verse: bool = False
    """Whether each line of the text is a line of the letter, as in an address."""

    def line_text(self, line: int) -> str:
        """One line of the text, empty beyond its end."""
        lines = self.text.split("\n")
        return lines[line] if line < len(lines) else ""

    def line_that_begins(self, words: str) -> int | None:
        """The first line of the text that begins with these words and goes on; None where none does."""
        lines = enumerate(self.text.split("\n"))
        return next(
            (number for number, line in lines if line.strip() != words and line.lstrip().startswith(words)), None
        )

    def origin(self, line: int, ordinal: int) -> Origin:
        return Origin(self.place.file, self.place.line + line, self.place.kind, self.place.id, ordinal)

    def report(self, code: str, line: int, message: str, remedy: str = "", severity: Severity = "error") -> None:
        span = Span(self.place.file, self.place.line + line)
        self.problems.append(Problem(code, span, message, remedy, severity))
