"""The command line: the one place that prints, exits, and reads the clock and the environment.

Commands import what they need when they run, so that `--help` answers at once.
"""

from __future__ import annotations

import datetime
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

if TYPE_CHECKING:
    from undersigned.problems import Problem
    from undersigned.rendering import Output
    from undersigned.workspace import Workspace

FINE, PROBLEMS, USAGE = 0, 1, 2
SOME_FILES = 6
"""From how many files on a progress bar is worth showing."""
MANY_FILES = 24
"""From how many files on they are no longer listed one by one."""

_HELP = """Draft the joint open letters that coalitions send.

A campaign is described once, in campaigns/SLUG/campaign.yaml, and rendered to Word, HTML and Markdown, which say the
same words.

\b
  undersigned init my-letters              a new workspace, with an example
  undersigned new 2026-letter --document joint-letter
  undersigned check 2026-letter            every problem, with file, line and remedy
  undersigned render 2026-letter           out/2026-letter/joint-letter.docx, .html, .md
"""

_RENDER = """Render campaigns to Word, HTML and Markdown.

Every campaign is checked first: if anything is wrong, all of it is listed and nothing is written.

\b
  undersigned render 2020-eba                        all its documents, in three formats
  undersigned render 2020-eba --to docx              the Word file alone
  undersigned render 2016-hrc33 --document news-item
  undersigned render                                 every campaign of the workspace
  undersigned render 2020-eba --each-addressee       one letter to each addressee
  undersigned render 2026-letter --language fr       the French version alone
"""

_CHECK = """List every problem of campaigns, with file, line, column and remedy. Writes nothing.

\b
  undersigned check                    every campaign, and the shared files
  undersigned check 2020-eba
  undersigned check --strict           warnings count, too
  undersigned check --format github    annotations for a pull request
"""

_INIT = """Make a workspace: folders, an example campaign that renders at once, and a letterhead to redesign in Word.

\b
  undersigned init my-letters && cd my-letters
  undersigned render example

Files that are there already are left as they are.
"""

_NEW = """Begin a campaign: a commented campaign.yaml that renders at once, to be filled in line by line.

\b
  undersigned new 2026-open-letter --document joint-letter
  undersigned render 2026-open-letter
"""

_DEMANDS = """Look through the library of demand blocks.

\b
  undersigned demands list
  undersigned demands show release-political-prisoners
"""

_DEMANDS_LIST = """List the demand blocks of the library, by topic.

\b
  undersigned demands list
  undersigned demands list --topic detention
"""

_DEMANDS_SHOW = """Show one demand block in all its frames, its parameters filled with examples.

\b
  undersigned demands show release-political-prisoners
"""


app = typer.Typer(
    name="undersigned",
    help=_HELP,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
demands = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help=_DEMANDS)
app.add_typer(demands, name="demands")


def run() -> None:
    """Runs the command that the arguments name; people see answers, never a traceback."""
    from undersigned.problems import Refused

    try:
        app()
    except Refused as refused:
        _report(refused.problems)
        sys.exit(PROBLEMS)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(PROBLEMS)
    except Exception as fault:  # a traceback would frighten people, and show paths of their machine
        _report_fault(fault)
        sys.exit(PROBLEMS)


def _report_fault(fault: Exception) -> None:
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


def _version(wanted: bool) -> None:
    if wanted:
        from undersigned import __version__

        print(f"undersigned {__version__}")
        raise typer.Exit(FINE)


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", "-V", is_eager=True, callback=_version, help="Show the version and exit.")
    ] = False,
) -> None:
    """Takes the options that stand before a command; `_version` has answered the only one."""


CampaignNames = Annotated[
    list[str] | None, typer.Argument(metavar="[CAMPAIGN]...", help="Slugs or folders of campaigns; none means all.")
]


@app.command(help=_RENDER)
def render(
    campaigns: CampaignNames = None,
    document: Annotated[
        list[str] | None, typer.Option("--document", metavar="KIND", help="Only this document; may be repeated.")
    ] = None,
    to: Annotated[str, typer.Option("--to", metavar="FORMATS", help="Formats, with commas.")] = "docx,html,md",
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="Where to write (default: out/ in the workspace).")
    ] = None,
    each_addressee: Annotated[
        bool, typer.Option("--each-addressee", help="One letter to each addressee instead of one to all.")
    ] = False,
    language: Annotated[
        list[str] | None,
        typer.Option("--language", metavar="TAG", help="Only this language, as fr; may be repeated."),
    ] = None,
) -> None:
    from undersigned.rendering import Order, Renderer

    workspace, slugs = _campaigns(campaigns or [])
    order = Order(
        tuple(slugs), tuple(document or ()), tuple(language or ()), _formats(to), each_addressee, _source_date()
    )
    renderer = Renderer(workspace)
    letters = renderer.letters(order)
    count = len(letters) * len(order.formats)
    outputs = list(_progress(renderer.outputs(letters, order), count, "Rendering"))
    _report(renderer.warnings)
    folder = out or workspace.root / "out"
    _write(outputs, folder)
    if count <= MANY_FILES:
        for output in outputs:
            print(f"  {_shown(folder)}/{output.path}")
    print(f"Wrote {_count(count, 'file')} to {_shown(folder)}/ ({_count(len(letters), 'letter')}).")


@app.command(help=_CHECK)
def check(
    campaigns: CampaignNames = None,
    output_format: Annotated[
        str, typer.Option("--format", metavar="text|json|github", help="How problems are printed.")
    ] = "text",
    strict: Annotated[bool, typer.Option("--strict", help="Warnings count as problems.")] = False,
) -> None:
    from undersigned.problems import Refused, in_order
    from undersigned.rendering import Order, Renderer

    if output_format not in ("text", "json", "github"):
        _usage(f"--format is text, json or github, not “{output_format}”")
    workspace, slugs = _campaigns(campaigns or [])
    renderer = Renderer(workspace)
    problems: list[Problem] = list(renderer.library.check_all()) if not campaigns else []
    for slug in _progress(slugs, len(slugs), "Checking"):
        try:
            problems += renderer.check_letterheads(renderer.letters(Order((slug,))))
        except Refused as refused:
            problems += refused.problems
    found = in_order([*problems, *renderer.warnings])
    _report(found, output_format)
    errors = [problem for problem in found if problem.severity == "error"]
    if output_format == "text":
        fine = f"{_count(len(slugs), 'campaign')} checked: nothing to mend."
        print(f"{_count(len(slugs), 'campaign')} checked: {_count(len(found), 'problem')}." if found else fine)
    raise typer.Exit(PROBLEMS if errors or (strict and found) else FINE)


@app.command(help=_INIT)
def init(
    directory: Annotated[Path, typer.Argument(metavar="[DIR]", help="The folder (default: this one).")] = Path(),
) -> None:
    from undersigned.scaffolding import EXAMPLE_SLUG, workspace_files

    outputs = list(workspace_files())
    new = [output for output in outputs if not (directory / output.path).exists()]
    _write(new, directory)
    for output in new:
        print(f"  {_shown(directory)}/{output.path}")
    there = "" if directory.resolve() == Path.cwd() else f"cd {_shown(directory)} && "
    print(f"Made a workspace in {_shown(directory)}/. Next: {there}undersigned render {EXAMPLE_SLUG}")


@app.command(help=_NEW)
def new(
    slug: Annotated[str, typer.Argument(metavar="SLUG", help="The campaign’s folder, as 2026-open-letter.")],
    document: Annotated[str, typer.Option("--document", metavar="KIND", help="The kind of document.")],
) -> None:
    from undersigned.scaffolding import campaign_files

    workspace = _workspace()
    outputs = list(campaign_files(workspace, slug, document))
    _write(outputs, workspace.root)
    for output in outputs:
        print(f"  {output.path}")
    print(f"Fill in campaigns/{slug}/campaign.yaml, then: undersigned render {slug}")


@demands.command("list", help=_DEMANDS_LIST)
def demands_list(
    topic: Annotated[str, typer.Option("--topic", metavar="WORDS", help="Only topics with these words.")] = "",
) -> None:
    from itertools import groupby

    from undersigned.demand_catalogue import listing
    from undersigned.library import Library

    entries = [entry for entry in listing(Library(_workspace())) if topic.casefold() in entry.topic.casefold()]
    width = max((len(entry.id) for entry in entries), default=0)
    for name, group in groupby(entries, key=lambda entry: entry.topic):
        print(_styled(name, bold=True))
        for entry in group:
            print(f"  {entry.id:{width}}  {entry.act}")
    print(f"{_count(len(entries), 'block')}. `undersigned demands show ID` shows one in all its frames.")


@demands.command("show", help=_DEMANDS_SHOW)
def demands_show(name: Annotated[str, typer.Argument(metavar="ID", help="The block’s id.")]) -> None:
    from undersigned.demand_catalogue import show
    from undersigned.library import Library

    shown = show(Library(_workspace()), name)
    print(_styled(name, bold=True) + (f"  ({shown.demand.topic})" if shown.demand.topic else ""))
    for frame, words in shown.frames:
        print(f"  {frame:10}  {words}")
    for gap, parameter in shown.demand.parameters.items():
        default = "" if parameter.default is None else f", default “{', '.join(parameter.default)}”"
        print(f"  with {gap}: for example “{', '.join(parameter.example)}”{default}")
    for basis in shown.demand.basis:
        print(f"  basis: {basis.instrument}" + (f", article {basis.article}" if basis.article else ""))
    if shown.demand.note:
        print(f"  note: {shown.demand.note}")


def _workspace() -> Workspace:
    from undersigned.workspace import find_workspace

    return find_workspace(Path.cwd())


def _campaigns(names: Sequence[str]) -> tuple[Workspace, list[str]]:
    """The workspace and the slugs that the arguments name: slugs, folders of campaigns, or none for all."""
    from undersigned.workspace import find_workspace

    workspace = _workspace()
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
        _usage("there is no campaign here; “undersigned init” makes a workspace, “undersigned new” a campaign")
    return workspace, list(dict.fromkeys(slugs))


def _formats(names: str) -> tuple[Any, ...]:
    from undersigned.rendering import FORMATS

    formats = tuple(dict.fromkeys(name.strip() for name in names.split(",") if name.strip()))
    for name in formats:
        if name not in FORMATS:
            _usage(f"--to takes {', '.join(FORMATS)}, not “{name}”")
    return formats or FORMATS


def _source_date() -> datetime.datetime | None:
    """The time that SOURCE_DATE_EPOCH gives, if it is set (https://reproducible-builds.org/specs/source-date-epoch/)."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return None
    try:
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).replace(tzinfo=None)
    except (ValueError, OverflowError, OSError):
        _usage("SOURCE_DATE_EPOCH must be a number of seconds")


def _write(outputs: Sequence[Output], folder: Path) -> None:
    from undersigned.problems import Problem, Refused, Span
    from undersigned.writers.files import write_all

    in_the_way = [problem for output in outputs if (problem := _in_the_way(folder, output.path))]
    if in_the_way:
        raise Refused(in_the_way)
    try:
        write_all((folder / output.path, output.content) for output in _progress(outputs, len(outputs), "Writing"))
    except OSError as error:
        message = f"the file cannot be written: {(error.strerror or 'no reason given').lower()}"
        remedy = "check that you may write there, and that the file is not open in Word; nothing was written"
        raise Refused([Problem("U701", Span(_shown(Path(error.filename))), message, remedy)]) from None


def _in_the_way(folder: Path, path: str) -> Problem | None:
    """What stands where a file is to be written: known before the first file is."""
    from undersigned.problems import Problem, Span

    target = folder / path
    if target.is_dir():
        message, place = "a folder stands where this file is to be written", f"{_shown(folder)}/{path}"
        return Problem("U701", Span(place), message, "rename the folder, or write elsewhere with --out")
    parent = next(parent for parent in target.parents if parent.exists())
    if not parent.is_dir():
        message = "a file stands where a folder is wanted"
        return Problem("U701", Span(_shown(parent)), message, "rename the file, or write elsewhere with --out")
    return None


def _progress(items: Iterable[Any], count: int, label: str) -> Iterable[Any]:
    """The items, with a progress bar on a terminal when there are more than a few."""
    if count < SOME_FILES or not sys.stderr.isatty():
        yield from items
        return
    with typer.progressbar(items, length=count, label=label, file=sys.stderr) as bar:
        yield from bar


def _report(problems: Iterable[Problem], output_format: str = "text") -> None:
    """Problems to stderr, one a line; as JSON to stdout."""
    if output_format == "json":
        import json
        from dataclasses import asdict

        print(json.dumps([asdict(problem) for problem in problems], ensure_ascii=False, indent=2))
        return
    for problem in problems:
        if output_format == "github":
            level = "error" if problem.severity == "error" else "warning"
            span = problem.span
            words = problem.words.replace("%", "%25")
            print(f"::{level} file={span.file},line={span.line},col={span.column},title={problem.code}::{words}")
        else:
            colour = "red" if problem.severity == "error" else "yellow"
            code = _styled(problem.code, fg=colour, stream=sys.stderr)
            print(f"{problem.span}: {code} {problem.words}", file=sys.stderr)


def _styled(text: str, *, fg: str | None = None, bold: bool = False, stream: Any = None) -> str:
    """The text in colour or bold where it goes to a terminal."""
    terminal = (stream or sys.stdout).isatty() and not os.environ.get("NO_COLOR")
    return typer.style(text, fg=fg, bold=bold or None) if terminal else text


def _shown(folder: Path) -> str:
    """A folder as people would type it from where they are: never the whole path, unless they typed one."""
    typed = any(Path(word).is_absolute() for word in sys.argv[1:])
    return folder.as_posix() if typed else Path(os.path.relpath(folder)).as_posix()


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def _usage(message: str) -> NoReturn:
    print(f"undersigned: {message}", file=sys.stderr)
    raise typer.Exit(USAGE)
