"""From a fault to the person's own line as it was probably meant: shown in the remedy, and read in its place.

Whatever is shown has been read first, by the same parser and by the same rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from undersigned.problems import Refused
from undersigned.source import braces
from undersigned.source.composing import Composer
from undersigned.source.losses import COMMENT_OR_TEXT
from undersigned.source.mending import Fault
from undersigned.source.outline import goes_on, outlined
from undersigned.source.quoting import WIDEST, as_shown, as_text, in_words

_LONGEST = 2_000
_FARTHEST = 100
_MEANT_AS_TEXT = frozenset({"U106", "U107", "U109", "U110", "U111", "U116", "U117"})
_WITH_BOTH = frozenset({"U106", "U107"})


@dataclass(frozen=True, slots=True)
class _Repair:
    """A whole line, what to say where it is too long to be shown, and how much of it can be read by itself."""

    line: str
    in_words: str
    alone: str | None = None


def reads(text: str) -> bool:
    """Whether a line, by itself, can be read without a problem."""
    try:
        composer = Composer([text.strip()], "").run()
    except Refused:
        return False
    return composer.failure is None and not composer.problems and not composer.faults


def concrete(fault: Fault, lines: Sequence[str]) -> Fault:
    """The fault with the mended line in its remedy, where what was meant leaves no doubt."""
    if fault.repaired or fault.repair == "":
        return fault
    if fault.problem.remedy == COMMENT_OR_TEXT:
        return _comment_or_text(fault, lines)
    otherwise = fault.problem.remedy if fault.problem.code in _WITH_BOTH else fault.otherwise
    for repair in _repairs(fault, lines):
        if reads(repair.alone or repair.line) and repair.line != lines[fault.line]:
            remedy = _shown(repair)
            problem = replace(fault.problem, remedy=_both(remedy or fault.problem.remedy, otherwise))
            return replace(fault, problem=problem, mended=repair.line, repaired=True)
    return _below_a_bar(fault, lines) or fault


def _shown(repair: _Repair) -> str:
    written = as_shown(repair.line)
    return f"write it as  {written}" if len(written) <= WIDEST else repair.in_words


def _both(remedy: str, otherwise: str) -> str:
    return f"{remedy}; {otherwise}" if otherwise else remedy


def _comment_or_text(fault: Fault, lines: Sequence[str]) -> Fault:
    """The fault of a `#` that may begin a comment or belong to the text."""
    for repair in _repairs(fault, lines):
        remedy = _shown(repair)
        if reads(repair.line) and remedy:
            remedy = f"{fault.problem.remedy}; if it belongs to the text, {remedy}"
            return replace(fault, problem=replace(fault.problem, remedy=remedy))
    return fault


def _repairs(fault: Fault, lines: Sequence[str]) -> Iterator[_Repair]:
    text = lines[fault.line]
    if fault.repair is not None:
        yield _Repair(fault.repair, "")
    if fault.problem.code not in _MEANT_AS_TEXT or len(text) > _LONGEST:
        return
    line = outlined(text)
    column = line.text_column
    if _inside_braces(lines, fault.line):
        cut = _end_of_value(text, column)
        inner = as_text(text[:cut], column)
        if inner is not None:
            yield _Repair(inner + text[cut:], "", inner)
        return
    last = goes_on(lines, fault.line)
    if _opens(text[column:]) and last is None and (found := braces.mended(text, column)) is not None:
        changed = ", ".join(found[1])
        yield _Repair(found[0], f"write  {changed}" if changed and len(changed) <= WIDEST else "")
    if column and last is None and (quoted := as_text(text, column)) is not None:
        yield _Repair(quoted, in_words(lines, fault.line, column))


def _end_of_value(text: str, start: int) -> int:
    """Where the value ends that begins at `start`, in a line that goes on with a group or list in braces."""
    end = len(text.rstrip())
    while end > start and (
        text[end - 1] in ", " or any(text[end - 1] == c and text.count(c) > text.count(o) for o, c in ("{}", "[]"))
    ):
        text, end = text[: end - 1], end - 1
    return end


def _below_a_bar(fault: Fault, lines: Sequence[str]) -> Fault | None:
    """For a text that goes on below its line, or cannot be quoted simply: it belongs below a `|`."""
    line = outlined(lines[fault.line])
    start = lines[fault.line][: line.text_column]
    if fault.problem.code not in _MEANT_AS_TEXT or not start.strip() or not line.value:
        return None
    if _opens(line.value) and braces.mended(lines[fault.line], line.text_column) is not None:
        return None
    if fault.problem.code in _WITH_BOTH and len(line.value.split()) < 2:
        return None  # a name or a type of what stands below it, and no text
    if _inside_braces(lines, fault.line):
        return None
    remedy = in_words(lines, fault.line, line.text_column)
    problem = replace(fault.problem, remedy=_both(remedy, fault.otherwise))
    if goes_on(lines, fault.line) is None:
        return replace(fault, problem=problem)
    return replace(fault, problem=problem, mended=start.rstrip() + " |", repaired=True)


def _opens(value: str) -> bool:
    return value[:1] in ("{", "[") and not value.startswith(("{{", "{%"))


def _inside_braces(lines: Sequence[str], number: int) -> bool:
    """Whether a line goes on with a group or list in braces that a line above it opened."""
    for n in range(number - 1, max(-1, number - _FARTHEST), -1):
        value = outlined(lines[n]).value
        if _opens(value):
            open_ones = sum(value.count(sign) for sign in "{[") - sum(value.count(sign) for sign in "}]")
            return open_ones > 0 and not any("}" in text or "]" in text for text in lines[n + 1 : number])
        if lines[n].strip() and not lines[n].startswith(" "):
            return False
    return False
