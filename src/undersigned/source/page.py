"""The lines of a file that is changed: cuts and insertions are noted first, and made all at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from undersigned.source.extents import Mark


class Tangled(Exception):  # noqa: N818 - the file is, and nothing has gone wrong in the program
    """What is to be changed is written in such a way that it cannot be told apart from what is not."""


@dataclass(frozen=True, slots=True, order=True)
class _Splice:
    start: int
    end: int
    order: int
    text: str


class Page:
    """A file's lines without their ends. Marks count in these lines; the ends stay what they are.

    A new line ends as most of the others do.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._splices: list[_Splice] = []
        pieces = text.replace("\r\n", "\n\0").replace("\r", "\n\1").split("\n")
        self.lines = [piece.lstrip("\0\1") for piece in pieces]
        self._starts: list[int] = []
        position = 0
        for piece, line in zip(pieces, self.lines, strict=True):
            position += 1 if piece.startswith("\0") else 0
            self._starts.append(position)
            position += len(line) + 1
        ends = {end: text.count(end) for end in ("\r\n", "\n", "\r")}
        ends["\n"] -= ends["\r\n"]
        ends["\r"] -= ends["\r\n"]
        self._mixed = sum(number > 0 for number in ends.values()) > 1
        self.newline = max(ends, key=lambda end: (ends[end], end == "\n"))

    def before(self, mark: Mark) -> str:
        """What stands before a place in its line."""
        return self.lines[mark[0]][: mark[1]]

    def insert(self, mark: Mark, text: str) -> None:
        self.cut(mark, mark, text)

    def insert_lines(self, line: int, lines: Sequence[str], column: int) -> None:
        """New lines below a line, indented by `column` spaces."""
        text = "".join(self.newline + (" " * column + added if added else "") for added in lines)
        self._note(self._end(line), self._end(line), text)

    def cut(self, start: Mark, end: Mark, text: str = "") -> None:
        """Puts a text in the place of another."""
        self._note(self._starts[start[0]] + start[1], self._starts[end[0]] + end[1], text)

    def cut_lines(self, first: int, last: int) -> None:
        """Takes away whole lines, each with the line end before it, so that lines can be put below the last of them.

        Where the line ends differ, with the one behind it, so that every other line keeps its own.
        """
        if first and (not self._mixed or last + 1 == len(self.lines)):
            self._note(self._end(first - 1), self._end(last), "")
        elif last + 1 < len(self.lines):
            self._note(self._starts[first], self._starts[last + 1], "")
        else:
            self._note(0, self._end(last), "")

    def changed(self) -> str:
        """The text with all of it changed. Raises `Tangled` where two changes touch the same place."""
        pieces: list[str] = []
        position = 0
        cut = False
        for splice in sorted(self._splices):
            if splice.start < position and not (cut and not splice.text):
                raise Tangled
            pieces += (self._text[position : max(splice.start, position)], splice.text)
            position = max(position, splice.end)
            cut = not splice.text
        return "".join(pieces) + self._text[position:]

    def _note(self, start: int, end: int, text: str) -> None:
        self._splices.append(_Splice(start, end, len(self._splices), text))

    def _end(self, line: int) -> int:
        return self._starts[line] + len(self.lines[line])
