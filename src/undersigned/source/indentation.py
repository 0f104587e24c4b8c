"""How lines begin: tabs, spaces of other kinds, and the dashes that word processors put in place of `-`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from undersigned.problems import Problem, Span
from undersigned.source.mending import Fault
from undersigned.source.text import DASHES, ODD_SPACES

_INDENT = re.compile(rf" *(?P<odd>[\t{ODD_SPACES}][ \t{ODD_SPACES}]*)")
_AFTER_MARK = re.compile(rf" *(?:- +)*(?:-|[a-z][a-z0-9_-]*:)(?P<odd>[{ODD_SPACES}]+)")
_DASH = re.compile(rf"(?P<indent> *)(?P<mark>[{DASHES}])(?P<space>[ \t{ODD_SPACES}]+)(?=[^\s{ODD_SPACES}])")
_BLOCK = re.compile(r"(?P<lead> *(?:- +)*)(?P<key>[^#\s][^#]*?: +)?[|>][+-]?(?P<deep>[1-9]?)[+-]?\s*(?: #.*)?$")


def line_starts(lines: Sequence[str], file: str, spread: set[int]) -> Iterator[Fault]:
    """U104, U112 and U113: at most one fault a line. `spread` are the lines (from 0) inside longer texts."""
    open_lines: list[_OpenLine] = []
    for number, text in enumerate(lines):
        bare = text.strip(" \t")
        if number in spread or not bare:
            continue
        fault = _indentation(number, text, file) or _after_mark(number, text, file)
        indent = _indent(text)
        while open_lines and open_lines[-1].indent > indent:
            open_lines.pop()
        above = open_lines[-1] if open_lines else None
        in_list = above is None or above.opens or (above.indent == indent and above.is_entry)
        if fault is None and in_list:
            fault = _dash(number, text, file)
        if fault is not None:
            yield fault
        if not bare.startswith("#"):
            opens = bare.split(" #")[0].rstrip().endswith(":")
            is_entry = bare.startswith("- ") or (fault is not None and fault.problem.code == "U113")
            open_lines.append(_OpenLine(indent, opens=opens, is_entry=is_entry))


@dataclass(frozen=True, slots=True)
class _OpenLine:
    """A line that later ones may belong to: `opens` says that it ends in a colon."""

    indent: int
    opens: bool
    is_entry: bool


def _indentation(number: int, text: str, file: str) -> Fault | None:
    if (found := _INDENT.match(text)) is None:
        return None
    tab = found["odd"].find("\t")
    mended = " " * found.end() + text[found.end() :]
    if tab >= 0:
        span = Span(file, number + 1, found.start("odd") + tab + 1)
        remedy = "replace it by spaces, as many as the lines beside it have"
        return Fault(Problem("U104", span, "a tab stands at the beginning of this line", remedy), number, mended)
    return Fault(_odd_space(number, found, file), number, mended)


def _after_mark(number: int, text: str, file: str) -> Fault | None:
    if (found := _AFTER_MARK.match(text)) is None:
        return None
    start, end = found.span("odd")
    return Fault(_odd_space(number, found, file), number, text[:start] + " " * (end - start) + text[end:])


def _odd_space(number: int, found: re.Match[str], file: str) -> Problem:
    message = f"the space here is not an ordinary one but U+{ord(found['odd'][0]):04X}"
    remedy = "delete it and press the space bar; such spaces come along when text is pasted"
    return Problem("U112", Span(file, number + 1, found.start("odd") + 1), message, remedy)


def _dash(number: int, text: str, file: str) -> Fault | None:
    """U113 for a line that begins with a dash or bullet of a word processor, where a list can begin or go on."""
    if (found := _DASH.match(text)) is None:
        return None
    message = f"“{found['mark']}” is no list mark"
    problem = Problem("U113", Span(file, number + 1, found.start("mark") + 1), message, "begin the line with `- `")
    mended = found["indent"] + "-" + " " * len(found["space"]) + text[found.end() :]
    return Fault(problem, number, mended)


def without_blank_tabs(lines: Sequence[str]) -> list[str]:
    """The same lines, those emptied that hold only tabs and spaces: nobody sees them, and libyaml stops there."""
    inside = inside_blocks(lines)
    return [text if text.strip(" \t") or number in inside else "" for number, text in enumerate(lines)]


def inside_blocks(lines: Sequence[str]) -> set[int]:
    """The lines (from 0) that seem to be text under `|` or `>`, for files that cannot be read as YAML yet."""
    inside: set[int] = set()
    parent = depth = -1
    in_block = False
    for number, text in enumerate(lines):
        if in_block:
            if not text.strip():
                if 0 <= depth <= _indent(text):
                    inside.add(number)
                continue
            depth = depth if depth >= 0 else _indent(text)
            if _indent(text) > parent and _indent(text) >= depth:
                inside.add(number)
                continue
            in_block = False
        if header := _BLOCK.match(text):
            lead = header["lead"]
            parent = len(lead) if header["key"] else lead.rfind("-") if "-" in lead else _indent(text) - 1
            depth = parent + int(header["deep"]) if header["deep"] else -1
            in_block = True
    return inside


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip(" "))
