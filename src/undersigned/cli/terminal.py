"""What every command prints, writes and asks of the world: problems, progress, files, folders as people type them."""

from __future__ import annotations

import datetime
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
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


def workspace_here() -> Workspace:
    from undersigned.workspace import find_workspace

    return find_workspace(Path.cwd())


def campaigns_named(names: Sequence[str]) -> tuple[Workspace, list[str]]:
    """The workspace and the slugs that the arguments name: slugs, folders of campaigns, or none for all."""
    from undersigned.workspace import find_workspace

    workspace = workspace_here()
    slugs: list[str] = []
    for name in names:
        path = Path(name)
        folder = path.parent if path.name == "campaign.yaml" else path
        if (folder / "campaign.yaml").is_file():
            workspace = find_workspace(folder.resolve())
            slugs.append(folder.resolve().name)
        else:
            slugs.append(name)
    slugs = slugs or workspace.slugs()
    if not slugs:
        usage_error("there is no campaign here; “undersigned init” makes a workspace, “undersigned new” a campaign")
    return workspace, list(dict.fromkeys(slugs))


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


def report(problems: Iterable[Problem], output_format: str = "text", root: Path | None = None) -> None:
    """Problems to stderr, one a line, on a terminal with the line of the file below; as JSON or GitHub's annotations to
    stdout. `root` is the folder that the files are named from (default: that of the workspace here)."""
    if output_format == "json":
        print_json(problem.record() for problem in problems)
        return
    for problem in problems:
        if output_format == "github":
            print(_annotation(problem))
            continue
        code = styled(problem.code, fg=_COLOURS[problem.severity], stream=sys.stderr)
        print(f"{problem.span}: {code} {problem.words}", file=sys.stderr)
        if sys.stderr.isatty():
            for line in _excerpt(problem, root or workspace_here().root):
                print(line, file=sys.stderr)


_LEVELS = {"error": "error", "warning": "warning", "advice": "notice"}


def _annotation(problem: Problem) -> str:
    """A problem as GitHub shows it beside the line, https://docs.github.com/actions/reference/workflow-commands."""
    span = problem.span
    words = problem.words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    file = span.file.replace("%", "%25").replace(",", "%2C").replace(":", "%3A")
    place = f"file={file},line={span.line},col={span.column},title={problem.code}"
    return f"::{_LEVELS[problem.severity]} {place}::{words}"


_PRIVATE = "signatories/private/"
_EXCERPT = 96
"""How many characters of a line are shown."""


def _excerpt(problem: Problem, root: Path) -> Iterator[str]:
    """The line of a problem and a caret below its column; nothing of files whose words are for nobody else."""
    from undersigned.workspace import Workspace

    span = problem.span
    lines = [] if span.file.startswith(_PRIVATE) else Workspace(root).lines(span.file)
    if span.line > len(lines) or not lines[span.line - 1].strip():
        return
    text = "".join(c if c.isprintable() else " " for c in lines[span.line - 1])
    start = max(0, span.column - _EXCERPT // 2) if span.column > _EXCERPT - 10 else 0
    before = "…" if start else ""
    shown = before + text[start : start + _EXCERPT] + ("…" if len(text) > start + _EXCERPT else "")
    gutter = f"{span.line:>6} │ "
    yield styled(gutter, dim=True, stream=sys.stderr) + shown
    bar = styled(f"{'│ ':>{len(gutter)}}", dim=True, stream=sys.stderr)
    yield bar + " " * _width(before + text[start : span.column - 1]) + styled("^", fg="red", stream=sys.stderr)


def _width(text: str) -> int:
    """How many columns of a terminal a text fills."""
    from unicodedata import combining, east_asian_width

    return sum(0 if combining(c) else 1 + (east_asian_width(c) in "WF") for c in text)


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

    print(json.dumps(list(records), ensure_ascii=False, indent=2))
