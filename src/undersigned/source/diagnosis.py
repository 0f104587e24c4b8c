"""Finding all faults of a file: it is read again and again, in a copy that is mended fault by fault."""

from __future__ import annotations

from collections.abc import Sequence

from undersigned.problems import Problem
from undersigned.source.composing import Composer
from undersigned.source.indentation import inside_blocks, line_starts
from undersigned.source.mending import Fault, entry_around
from undersigned.source.syntax import explain
from undersigned.source.text import looks_odd

_MOST_CHARACTERS_READ = 8_000_000  # by all attempts together, so that a large broken file is not read a hundred times
_MOST_ATTEMPTS = 100


def diagnosed(lines: list[str], file: str, composer: Composer) -> list[Problem]:
    """All problems: odd beginnings of lines first, then each syntax error; `composer` is the first attempt."""
    mended = list(lines)
    problems = []
    spread = composer.spread if composer.failure is None else composer.spread | inside_blocks(lines)
    odd_lines = []
    for fault in line_starts(lines, file, spread) if looks_odd(lines) else ():
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
