"""Finding all faults of a file: it is read again and again, in a copy that is mended fault by fault."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from undersigned.problems import Problem, Span
from undersigned.source.blocks import inside_blocks
from undersigned.source.composing import Composer
from undersigned.source.conjectures import behind_repetition, likelier
from undersigned.source.indentation import line_starts
from undersigned.source.mending import Fault, column_before, entry_around
from undersigned.source.repairs import concrete
from undersigned.source.syntax import explain
from undersigned.source.text import looks_odd

_MOST_CHARACTERS_READ = 8_000_000  # by all attempts together, so that a large broken file is not read a hundred times
_MOST_ATTEMPTS = 100
_MOST_SHOWN_MENDED = 200
_MOST_SEARCHED = 20
_MOST_MENDS = 3  # of one line
_ENOUGH_PROBLEMS = 500


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """All problems of a file, and the last attempt at reading it.

    `changed` are the lines that were mended for that attempt, each with the line as it was; `whole` says that they were
    mended in such a way that they say what was meant.
    """

    problems: list[Problem]
    composer: Composer
    changed: Mapping[int, tuple[str, str]]
    whole: bool


def diagnosed(lines: list[str], file: str, composer: Composer) -> Diagnosis:
    """What is wrong with the lines; `composer` is the first attempt at reading them."""
    copy = _Copy(lines, file)
    if composer.failure is not None or looks_odd(lines):
        spread = composer.spread if composer.failure is None else composer.spread | inside_blocks(lines)
        for fault in line_starts(lines, file, spread):
            copy.odd_lines.append(fault.line)
            copy.take(fault)
        if copy.odd_lines:
            composer = copy.read()
    attempts = min(_MOST_ATTEMPTS, _MOST_CHARACTERS_READ // (1 + sum(map(len, lines))))
    copy.hear(composer)
    for _ in range(attempts):
        if len(copy.problems) > _ENOUGH_PROBLEMS:
            break
        if not copy.mended_since:
            if composer.failure is None:
                break
            copy.explain(composer)
        composer = copy.read()
        copy.hear(composer)
    return Diagnosis(copy.problems, composer, copy.changed(), copy.sound and composer.failure is None)


class _Copy:
    """The lines of a file, mended step by step, and the problems that were found on the way."""

    def __init__(self, lines: Sequence[str], file: str) -> None:
        self.original = lines
        self.lines = list(lines)
        self.file = file
        self.problems: list[Problem] = []
        self.odd_lines: list[int] = []
        self.sound = True
        self.mended_since = False
        self._searched = 0
        self._repaired: Counter[int] = Counter()
        self._mended: set[int] = set()
        self._filled: set[int] = set()
        self._tried: set[tuple[int, str]] = set()
        self._heard: set[Problem] = set()
        self._known: set[tuple[str, int, str]] = set()

    def read(self) -> Composer:
        self.mended_since = False
        return Composer(self.lines, self.file).run()

    def changed(self) -> dict[int, tuple[str, str]]:
        pairs = enumerate(zip(self.lines, self.original, strict=True))
        return {number: pair for number, pair in pairs if pair[0] != pair[1]}

    def hear(self, composer: Composer) -> None:
        """Takes over what an attempt has found, and mends what it can of it."""
        faults = [*composer.faults, *(Fault(p, p.span.line - 1) for p in composer.problems)]
        cuts = [fault.problem.span.line - 1 for fault in composer.faults if fault.ends_text]
        for found in faults:
            if cuts and found.problem.span.line - 1 > min(cuts):
                continue  # it is read anew once the text goes on
            if found.problem in self._heard or (self.mended_since and found.line in self._mended):
                continue  # if it is still there when the line was mended, it is heard again
            self._heard.add(found.problem)
            repaired = self._repaired[found.line]
            if repaired and found.problem.code == "U119":
                continue  # it comes of how the line was mended
            done = repaired >= _MOST_MENDS or len(self._heard) > _MOST_SHOWN_MENDED
            fault = found if done else concrete(self._explained_by_another(found), self.lines)
            self._add(fault.problem)
            if fault.mended is not None and not done and (fault.repaired or fault.problem.code == "U108"):
                self._mend(fault)

    def explain(self, composer: Composer) -> None:
        """Takes over the fault at which an attempt has ended, and mends it, at the cost of its entry if need be."""
        assert composer.failure is not None  # noqa: S101 - it is asked for such attempts alone
        fault = concrete(explain(composer.failure, self.lines, self.file, composer.last_text), self.lines)
        mark = composer.failure.problem_mark or composer.failure.context_mark
        if mark is not None and self._may_search():
            fault = likelier(self.lines, self.file, min(mark.line, len(self.lines) - 1), fault)
        entry = entry_around(self.lines, fault.line)
        if fault.problem.code != "U103" or not self._explained(fault, entry):
            self._add(fault.problem)
        again = (fault.line, fault.problem.message) in self._tried
        self._tried.add((fault.line, fault.problem.message))
        if fault.mended is None or again or not self._mend(fault):
            self.sound = False
            for number in entry:
                self.lines[number] = ""

    def take(self, fault: Fault) -> None:
        """Takes over the fault of a line's beginning."""
        fault = concrete(fault, self.lines)
        self._add(fault.problem)
        self._mend(fault)

    def _explained_by_another(self, fault: Fault) -> Fault:
        repeated = fault.problem.code == "U105" and self._may_search()
        return behind_repetition(self.lines, self.file, fault) if repeated else fault

    def _may_search(self) -> bool:
        self._searched += 1
        return self._searched <= _MOST_SEARCHED

    def _mend(self, fault: Fault) -> bool:
        """Whether that has changed anything."""
        before = list(self.lines) if fault.others else self.lines[fault.line]
        self.lines[fault.line] = fault.mended or ""
        for number, text in fault.others.items():
            self.lines[number] = text
        self.sound &= fault.repaired
        self._mended.update((fault.line, *fault.others))
        if not fault.repaired:
            self._filled.add(fault.line)
        else:
            self._repaired.update((fault.line, *fault.others))
        self.mended_since = True
        return before != (self.lines if fault.others else self.lines[fault.line])

    def _add(self, problem: Problem) -> None:
        """Keeps a problem, at the column that the line has in the file; each once."""
        line, column = problem.span.line - 1, problem.span.column - 1
        if line in self._filled and problem.code != "U105":
            return  # the line has had its problem, and holds a stand-in
        column = column_before(self.lines[line], self.original[line], column)
        problem = replace(problem, span=Span(self.file, line + 1, column + 1))
        known = problem.code, line, problem.message
        if known not in self._known:
            self._known.add(known)
            self.problems.append(problem)

    def _explained(self, fault: Fault, entry: range) -> bool:
        """Whether an unclear fault probably comes of another: in its line, an odd line beside it, or the file's end."""
        line = fault.problem.span.line
        known = any(p.code == "U108" and p.span.line < line for p in self.problems)
        return known or line - 1 in self._mended or any(odd in entry for odd in self.odd_lines)
