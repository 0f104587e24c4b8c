"""Time and memory of child processes, taken side by side: contenders take turns, so that all share the noise."""

from __future__ import annotations

import os
import resource
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

Command = tuple[str, ...]

_KILOBYTE = 1024


class ContenderError(Exception):
    """A contender ended with another status than 0."""


@dataclass(frozen=True, slots=True)
class Contender:
    """Commands that do one job, one after the other, each in a process of its own.

    A contender that `tells` prints the seconds that its work took, without start-up, as the last line of its output.
    """

    name: str
    commands: tuple[Command, ...]
    folder: Path
    tells: bool = False


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds, and the largest resident memory of any of the processes in bytes."""

    seconds: float
    peak: int


@dataclass(frozen=True, slots=True)
class Result:
    """All rounds of one contender."""

    contender: Contender
    rounds: tuple[Spent, ...]

    @property
    def seconds(self) -> float:
        """The median."""
        return median(spent.seconds for spent in self.rounds)

    @property
    def fastest(self) -> float:
        return min(spent.seconds for spent in self.rounds)

    @property
    def slowest(self) -> float:
        return max(spent.seconds for spent in self.rounds)

    @property
    def peak(self) -> int:
        """The median of the peaks, in bytes."""
        return round(median(spent.peak for spent in self.rounds))


def race(contenders: Sequence[Contender], rounds: int) -> list[Result]:
    """Runs the contenders A, B, A, B, … and gives their results in the order given. The first round does not count: it
    fills the disk's cache and compiles what Python has not compiled yet. Raises `ContenderError`."""
    spent: list[list[Spent]] = [[] for _ in contenders]
    for number in range(rounds + 1):
        for contender, taken in zip(contenders, spent, strict=True):
            one = _run(contender)
            if number:
                taken.append(one)
    return [Result(contender, tuple(taken)) for contender, taken in zip(contenders, spent, strict=True)]


def own_peak() -> int:
    """The largest resident memory of this process so far, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _KILOBYTE


def _environment() -> dict[str, str]:
    """The environment, but let Python store byte code: no installed program compiles itself at each start."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _run(contender: Contender) -> Spent:
    seconds, peak, said = 0.0, 0, ""
    for command in contender.commands:
        taken, memory, said = _process(command, contender.folder)
        seconds += taken
        peak = max(peak, memory)
    return Spent(float(said.splitlines()[-1]) if contender.tells else seconds, peak)


def _process(command: Command, folder: Path) -> tuple[float, int, str]:
    """One process: seconds from its start until it has ended, its peak memory, and what it printed.

    Linux gives a child the peak of the process that starts it to begin with: what a child needs below `own_peak()` is
    not known.
    """
    begin = time.perf_counter()
    with subprocess.Popen(
        command, cwd=folder, env=_environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
    ) as process:
        said = process.stdout.read() if process.stdout else ""
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise ContenderError(f"{' '.join(command)} ended with {process.returncode}\n{said}")
    return seconds, usage.ru_maxrss * _KILOBYTE, said
