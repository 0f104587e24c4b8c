"""Results as a table that people can read."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from itertools import pairwise

from tests.bench.timing import Result, own_peak

_KILOBYTE = 1024
_MEGABYTE = 1024 * _KILOBYTE
_HEAD = ("", "median", "fastest", "slowest", "memory", "ratio")
_WIDTHS = (44, 12, 12, 12, 10, 8)


def say(line: str = "") -> None:
    """Prints a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def heading(title: str, aim: str = "") -> None:
    """The title of a table, what it is to show, and the names of its columns."""
    say()
    say(title)
    if aim:
        say(f"  {aim}")
    _row(_HEAD)


def against(results: Sequence[Result], base: Result) -> None:
    """A row a result; the ratio is its median to the median of `base`."""
    for result in results:
        _result(result, f"{result.seconds / base.seconds:.2f}")


def growth(results: Sequence[Result], sizes: Sequence[int], thing: str) -> None:
    """A row a result; the ratio is its median to the median of the row before.

    Then what each further thing costs: the same from row to row where the line is straight, whatever it costs to begin.
    """
    before: Result | None = None
    for result in results:
        _result(result, f"{result.seconds / before.seconds:.2f}" if before else "")
        before = result
    for (small, least), (big, most) in pairwise(zip(results, sizes, strict=True)):
        microseconds = 1_000_000 * (big.seconds - small.seconds) / (most - least)
        kilobytes = (big.peak - small.peak) / _KILOBYTE / (most - least)
        say(f"  from {least:,} to {most:,}: {microseconds:.0f} µs and {kilobytes:.1f} kB a {thing}")


def _result(result: Result, ratio: str) -> None:
    seconds = (f"{1000 * value:,.1f} ms" for value in (result.seconds, result.fastest, result.slowest))
    _row((result.contender.name, *seconds, _memory(result), ratio))


def _memory(result: Result) -> str:
    floor = own_peak()
    return f"{result.peak / _MEGABYTE:,.0f} MB" if result.peak > floor else f"< {floor / _MEGABYTE:,.0f} MB"


def _row(cells: Sequence[str]) -> None:
    name, *numbers = cells
    columns = (f"{cell:>{width}}" for cell, width in zip(numbers, _WIDTHS[1:], strict=True))
    say(f"  {name:{_WIDTHS[0]}}{''.join(columns)}")
