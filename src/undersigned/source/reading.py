"""Reading a file: straight through where all is well, and again and again around each fault where it is not."""

from __future__ import annotations

import gc
from collections.abc import Sequence

from undersigned.problems import Problem, Refused
from undersigned.source.composing import Composer
from undersigned.source.indentation import inside_blocks, line_starts, looks_odd
from undersigned.source.mending import Fault, entry_around
from undersigned.source.syntax import explain
from undersigned.source.text import decode, nothing_in, unfit_characters, without_unfit_characters
from undersigned.source.tree import Source

_MOST_CHARACTERS_READ = 8_000_000  # by all attempts together, so that a large broken file is not read fifty times
_MOST_ATTEMPTS = 50


def read(text: bytes, file: str) -> Source:
    """The data and places of a YAML file; `file` is its name to show, relative to the workspace.

    Raises `Refused` with all problems that can be found.
    """
    collecting = gc.isenabled()
    gc.disable()  # it walks all the data again and again while they grow, and none of them is garbage
    try:
        return _read(text, file)
    finally:
        if collecting:
            gc.enable()


def _read(text: bytes, file: str) -> Source:
    lines = decode(text, file)
    problems = list(unfit_characters(lines, file))
    if problems:
        lines = without_unfit_characters(lines)
    composer = Composer(lines, file).run()
    if composer.failure is not None or composer.problems or looks_odd(lines):
        problems += _all_problems(lines, file, composer)
    elif composer.data is None:
        problems.append(nothing_in(file))
    if problems:
        raise Refused(problems)
    return Source(file, composer.data, composer.place)


def _all_problems(lines: Sequence[str], file: str, composer: Composer) -> list[Problem]:
    """Odd beginnings of lines first, then each syntax error, reading on in a copy that is mended fault by fault."""
    mended = list(lines)
    problems = []
    spread = composer.spread if composer.failure is None else composer.spread | inside_blocks(lines)
    odd_lines = []
    for fault in line_starts(lines, file, spread):
        problems.append(fault.problem)
        odd_lines.append(fault.line)
        mended[fault.line] = fault.mended or ""
    if odd_lines:
        composer = Composer(mended, file).run()
    problems += composer.problems
    attempts = min(_MOST_ATTEMPTS, _MOST_CHARACTERS_READ // (1 + sum(map(len, lines))))
    for _ in range(attempts):
        if composer.failure is None:
            break
        fault = explain(composer.failure, mended, file, composer.last_text)
        entry = entry_around(mended, fault.line)
        if fault.problem.code != "U103" or not _explained(fault, entry, odd_lines, problems):
            problems.append(fault.problem)
        _mend(mended, fault, entry)
        composer = Composer(mended, file).run()
        problems += composer.problems
    return problems


def _explained(fault: Fault, entry: range, odd_lines: Sequence[int], problems: Sequence[Problem]) -> bool:
    """Whether an unclear fault probably comes of another: in its line, an odd line beside it, or the document's end."""
    line = fault.problem.span.line
    known = any(p.span.line == line or (p.code == "U108" and p.span.line < line) for p in problems)
    return known or any(odd in entry for odd in odd_lines)


def _mend(lines: list[str], fault: Fault, entry: range) -> None:
    if fault.mended is not None and fault.mended != lines[fault.line]:
        lines[fault.line] = fault.mended
        return
    for number in entry:
        lines[number] = ""
