"""What every command prints, writes and asks of the world: problems, progress, files, folders as people type them."""

from __future__ import annotations

import datetime
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import typer

if TYPE_CHECKING:
    from undersigned.problems import Problem
    from undersigned.rendering import Output
    from undersigned.workspace import Workspace

FINE, PROBLEMS, USAGE = 0, 1, 2


SOME_FILES = 6
"""From how many files on a progress bar is worth showing."""


_in_use: list[Path] = []
"""The folder of the workspace that the command has been given, where it has: problems name files from there."""


def begin() -> None:
    """Forgets the command before."""
    _in_use.clear()


def workspace_here() -> Workspace:
    from undersigned.workspace import find_workspace

    return find_workspace(Path.cwd())


def campaigns_named(names: Sequence[str]) -> tuple[Workspace, list[str]]:
    """The workspace and the slugs that the arguments name: slugs, folders of campaigns, or none for all."""
    from undersigned.workspace import find_workspace

    here = workspace_here()
    roots: dict[Path, Workspace] = {}
    slugs: list[str] = []
    for name in names:
        path = Path(name)
        folder = path.parent if path.name == "campaign.yaml" else path
        if os.path.isfile(folder / "campaign.yaml"):
            workspace = find_workspace(folder.resolve())
            slugs.append(folder.resolve().name)
        elif path.name.strip(" .") and _can_be(here.campaigns / name):
            workspace = here
            slugs.append(name)
        else:
            usage_error(f"“{name}” names no campaign; write the name of its folder, or no name for all of them")
        roots[workspace.root] = workspace
    if len(roots) > 1:
        usage_error("these campaigns lie in several workspaces; name those of one at a time")
    workspace = next(iter(roots.values()), here)
    _in_use.append(workspace.root)
    slugs = slugs or workspace.slugs()
    if not slugs:
        usage_error("there is no campaign here; “undersigned init” makes a workspace, “undersigned new” a campaign")
    return workspace, list(dict.fromkeys(slugs))


def _can_be(path: Path) -> bool:
    """Whether there could be such a file: no part of its name is too long."""
    try:
        path.exists()
    except OSError:
        return False
    return True


def formats_named(names: str) -> tuple[Any, ...]:
    from undersigned.rendering import FORMATS

    formats = tuple(dict.fromkeys(name.strip() for name in names.split(",") if name.strip()))
    for name in formats:
        if name not in FORMATS:
            usage_error(f"--to takes {', '.join(FORMATS)}, not “{name}”")
    return formats or FORMATS


def source_date() -> datetime.datetime | None:
    """The time that SOURCE_DATE_EPOCH gives, if it is set (https://reproducible-builds.org/specs/source-date-epoch/)."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return None
    try:
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).replace(tzinfo=None)
    except (ValueError, OverflowError, OSError):
        usage_error("SOURCE_DATE_EPOCH must be a number of seconds")


def write(outputs: Sequence[Output], folder: Path) -> None:
    from undersigned.writers.files import write_all

    with _writing(outputs, folder):
        write_all((folder / output.path, output.content) for output in progress(outputs, len(outputs), "Writing"))


def save(outputs: Sequence[Output], workspace: Workspace) -> None:
    """Writes files of the workspace that must agree with each other, inside `editing.locked`."""
    from undersigned import editing

    with _writing(outputs, workspace.root):
        editing.write(workspace, outputs)


@contextmanager
def _writing(outputs: Sequence[Output], folder: Path) -> Iterator[None]:
    """Says in plain words why files cannot be written below a folder, where possible before the first one is."""
    from undersigned.problems import Problem, Refused, Span

    in_the_way = [problem for output in outputs if (problem := _in_the_way(folder, output.path))]
    if in_the_way:
        raise Refused(in_the_way)
    try:
        yield
    except OSError as error:
        message = f"the file cannot be written: {(error.strerror or 'no reason given').lower()}"
        remedy = "check that you may write there, and that the file is not open in Word; nothing was written"
        raise Refused([Problem("U701", Span(shown_path(Path(error.filename))), message, remedy)]) from None


def _in_the_way(folder: Path, path: str) -> Problem | None:
    """What stands where a file is to be written: known before the first file is."""
    from undersigned.problems import Problem, Span

    target = folder / path
    if target.is_dir():
        message, place = "a folder stands where this file is to be written", f"{shown_path(folder)}/{path}"
        return Problem("U701", Span(place), message, "rename the folder, or write elsewhere with --out")
    parent = next(parent for parent in target.parents if parent.exists())
    if not parent.is_dir():
        message = "a file stands where a folder is wanted"
        return Problem("U701", Span(shown_path(parent)), message, "rename the file, or write elsewhere with --out")
    return None


def progress(items: Iterable[Any], count: int, label: str) -> Iterable[Any]:
    """The items, with a progress bar on a terminal when there are more than a few."""
    if count < SOME_FILES or not sys.stderr.isatty():
        yield from items
        return
    with typer.progressbar(items, length=count, label=label, file=sys.stderr) as bar:
        yield from bar


_COLOURS = {"error": "red", "warning": "yellow", "advice": "cyan"}


def report(problems: Iterable[Problem], output_format: str = "text", letters: Mapping[str, Path] | None = None) -> None:
    """Problems to stderr, one a line, on a terminal with the line of the file below; as JSON or GitHub's annotations to
    stdout. Files are named from the workspace, but for `letters`, by the names that people are shown."""
    if output_format == "json":
        print_json(problem.record() for problem in problems)
        return
    if output_format == "github":
        named = _named_in_repository(letters or {})
        for problem in problems:
            print(_annotation(problem, named(problem.span.file)))
        return
    excerpts = _excerpts(letters or {}) if sys.stderr.isatty() else None
    for problem in problems:
        code = styled(problem.code, fg=_COLOURS[problem.severity], stream=sys.stderr)
        print(f"{_tame(str(problem.span))}: {code} {_tame(problem.words)}", file=sys.stderr)
        for line in excerpts(problem) if excerpts else ():
            print(line, file=sys.stderr)


_UNTAMED = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def _tame(words: str) -> str:
    """Words of somebody's file on one line of a terminal, which must not take any of them for an order to itself."""
    return _UNTAMED.sub(lambda sign: " " if sign[0].isspace() else "\ufffd", words)


_LEVELS = {"error": "error", "warning": "warning", "advice": "notice"}


def _annotation(problem: Problem, file: str) -> str:
    """A problem as GitHub shows it beside the line, https://docs.github.com/actions/reference/workflow-commands."""
    span = problem.span
    said = f"{problem.message} ({problem.remedy})" if problem.remedy else problem.message
    place = f"file={_property(file)},line={span.line},col={span.column},title={problem.code}"
    return f"::{_LEVELS[problem.severity]} {place}::{_data(said)}"


def _named_in_repository(letters: Mapping[str, Path]) -> Callable[[str], str]:
    """What names a file from the root of its Git repository, as annotations want it; outside of one, as it is."""
    root = (_in_use[-1] if _in_use else workspace_here().root).resolve()

    def named(file: str) -> str:
        path = letters[file].resolve() if file in letters else root / file
        repository = next((folder for folder in path.parents if (folder / ".git").exists()), None)
        return path.relative_to(repository).as_posix() if repository and path.is_file() else file

    return named


def _data(words: str) -> str:
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(words: str) -> str:
    return _data(words).replace(":", "%3A").replace(",", "%2C")


def _excerpts(letters: Mapping[str, Path]) -> Callable[[Problem], Iterator[str]]:
    """What shows the line of a problem on the terminal."""
    from undersigned.cli.excerpts import GUTTER, Excerpts, terminal_width

    excerpts, width = Excerpts(_in_use[-1] if _in_use else workspace_here().root, letters), terminal_width()

    def shown(problem: Problem) -> Iterator[str]:
        if (found := excerpts.of(problem.span, width)) is None:
            return
        text, column = found
        number, bar = f"{problem.span.line} │ ".rjust(GUTTER), "│ ".rjust(GUTTER)
        yield styled(number, dim=True, stream=sys.stderr) + text
        yield styled(bar, dim=True, stream=sys.stderr) + " " * column + styled("^", fg="red", stream=sys.stderr)

    return shown


def today() -> datetime.date:
    return datetime.date.today()  # noqa: DTZ011 - the day as people here have it


def report_fault(fault: Exception) -> None:
    """Says that the program, and not the input, is at fault, and where, for those who mend it."""
    place = "an unknown place"
    traceback = fault.__traceback__
    while traceback is not None:
        module = traceback.tb_frame.f_globals.get("__name__", "")
        if module.startswith("undersigned"):
            place = f"{module}, line {traceback.tb_lineno}"
        traceback = traceback.tb_next
    print(
        f"undersigned: a fault of the program, not of your files ({type(fault).__name__} in {place}); "
        "nothing was lost. Please report it, with the command that you typed.",
        file=sys.stderr,
    )


def styled(text: str, *, fg: str | None = None, bold: bool = False, dim: bool = False, stream: Any = None) -> str:
    """The text in colour, bold or faint where it goes to a terminal."""
    terminal = (stream or sys.stdout).isatty() and not os.environ.get("NO_COLOR")
    return typer.style(text, fg=fg, bold=bold or None, dim=dim or None) if terminal else text


def shown_path(folder: Path) -> str:
    """A folder as people would type it from where they are: never the whole path, unless they typed one."""
    typed = any(Path(word).is_absolute() for word in sys.argv[1:])
    return folder.as_posix() if typed else Path(os.path.relpath(folder)).as_posix()


def count_of(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def usage_error(message: str) -> NoReturn:
    print(f"undersigned: {message}", file=sys.stderr)
    raise typer.Exit(USAGE)


def known_format(name: str) -> None:
    if name not in ("table", "json"):
        usage_error(f"--format is table or json, not “{name}”")


def known_name(wanted: str, names: Iterable[str], what: str) -> None:
    """Ends the run where none of the names holds the words that an option gives for one."""
    known = sorted(dict.fromkeys(names), key=str.casefold)
    held = known if what != "language" else [name for name in known if name == wanted]
    if wanted and not any(wanted.casefold() in name.casefold() for name in held):
        usage_error(
            f"no {what} is called “{wanted}”; there are {', '.join(known)}" if known else f"there are no {what}s"
        )


def print_json(records: Iterable[Any]) -> None:
    import json

    every_sign = (sys.stdout.encoding or "utf-8").lower().startswith("utf")
    print(json.dumps(list(records), ensure_ascii=not every_sign, indent=2))
