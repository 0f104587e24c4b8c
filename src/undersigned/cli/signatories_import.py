"""The command that brings in what organisations answered in a web form: signatories import."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from undersigned.cli.groups import signatories
from undersigned.cli.terminal import (
    campaigns_named,
    count_of,
    progress,
    report,
    save,
    shown_path,
    styled,
    write,
)

if TYPE_CHECKING:
    from undersigned.intake.columns import Columns
    from undersigned.intake.entries import Entry
    from undersigned.intake.importing import Asked, Known, Plan
    from undersigned.intake.spreadsheets import Sheet
    from undersigned.matching import Match
    from undersigned.problems import Problem
    from undersigned.workspace import Workspace

MOST_LISTED = 20
"""How many of a sort are listed one by one."""

_IMPORT = """Bring in what organisations answered in a web form: CSV or Excel, whatever its headers.

\b
  undersigned signatories import in.xlsx --campaign 2026-letter           what would change
  undersigned signatories import in.xlsx --campaign 2026-letter --write
  undersigned signatories import in.csv --campaign 2026 --map "Who?=name" --map "OK?=consent"

Only those are named whose answer to being named publicly is a plain yes; all others are withheld, in
signatories/private/. Names that the register may know in another spelling are asked about; what nobody decides goes
into a review, a CSV file in which “Register id” is filled in, with an id or “new”, and which is then imported itself.
"""


@signatories.command("import", help=_IMPORT)
def signatories_import(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A CSV or Excel (.xlsx) file.")],
    campaign: Annotated[str, typer.Option("--campaign", metavar="CAMPAIGN", help="Whose sign-ons they are.")],
    mapping: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="HEADER=FIELD", help="What a header means; may be repeated, is remembered."),
    ] = None,
    sheet: Annotated[str, typer.Option("--sheet", metavar="NAME", help="The sheet of an Excel file to read.")] = "",
    do_write: Annotated[bool, typer.Option("--write", help="Do it; without this, nothing is written.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Ask nothing: what is in doubt goes into the review.")] = False,
    review: Annotated[
        Path | None, typer.Option("--report", metavar="FILE", help="Where the review is written.")
    ] = None,
) -> None:
    from undersigned.editing import locked
    from undersigned.intake import columns as meanings
    from undersigned.intake import outputs, remembered
    from undersigned.intake.entries import read_entries
    from undersigned.intake.spreadsheets import read
    from undersigned.problems import in_order

    workspace, (slug, *_) = campaigns_named([campaign])
    table = read(_content(file), shown_path(file), sheet)
    columns = meanings.understand(table, mapping or (), remembered(workspace))
    entries, doubts = read_entries(table, columns)
    work = _Import(workspace, slug, table, columns, entries)
    plan = work.plan({})
    asks = do_write and not yes and sys.stdin.isatty()
    decisions = _ask(plan.asked) if asks else {}
    if not do_write:
        _warn([*doubts, *plan.problems], table, work, plan, file)
        _tell(work, plan)
        _save_review(work, plan, review, wanted=review is not None)
        print("Nothing was written: this shows what would change. With --write it is done.")
        return
    with locked(workspace):
        plan = work.plan(decisions, anew=True)
        changed = outputs(workspace, slug, plan, columns)
        save(changed, workspace)
    _warn(in_order([*doubts, *plan.problems]), table, work, plan, file)
    _tell(work, plan)
    _save_review(work, plan, review, wanted=True)
    for output in changed:
        print(f"  {output.path}")
    waiting = len(plan.asked) + len(plan.aside)
    nothing = f"Nothing was changed: {count_of(waiting, 'row')} to decide on first." if waiting else _ALL_KNOWN
    print(f"Wrote {count_of(len(changed), 'file')}." if changed else nothing)


_ALL_KNOWN = "Nothing to change: all of it was known."


class _Import:
    """One import, planned as often as need be: before anything is asked, and again while nobody else writes."""

    def __init__(
        self, workspace: Workspace, slug: str, table: Sheet, columns: Columns, entries: Sequence[Entry]
    ) -> None:
        self.workspace = workspace
        self.slug = slug
        self.table = table
        self.columns = columns
        self.entries = entries
        self.known: Known = self._known()
        self._matches = self._look_up()

    def plan(self, decisions: Mapping[int, str], *, anew: bool = False) -> Plan:
        from undersigned.intake.importing import plan

        if anew:
            before = self.known.organisations
            self.known = self._known()
            if self.known.organisations != before:
                self._matches = self._look_up()
        return plan(self.table, self.entries, self.known, self._matches, decisions)

    def _known(self) -> Known:
        from undersigned.intake import known
        from undersigned.library import Library

        return known(Library(self.workspace), self.slug)

    def _look_up(self) -> dict[int, tuple[Match, ...]]:
        from undersigned.intake.importing import look_up
        from undersigned.matching import Matcher

        found = look_up(self.entries, Matcher(self.known.organisations.values()))
        return dict(progress(found, len(self.entries), "Matching"))


def _content(file: Path) -> bytes:
    from undersigned.intake.spreadsheets import LARGEST
    from undersigned.problems import Problem, Refused, Span

    try:
        with file.open("rb") as opened:
            return opened.read(LARGEST + 1)
    except OSError as error:
        reason = "is not there" if isinstance(error, FileNotFoundError) else "cannot be read"
        place = Span(shown_path(file))
        problem = Problem("U820", place, f"the file {reason}", "check its name, and who may read it")
        raise Refused([problem]) from None


def _ask(asked: Sequence[Asked]) -> dict[int, str]:
    """What somebody says of each entry in doubt: the id that it is, or `new`; nothing for later."""
    from undersigned.intake.exporting import proposal
    from undersigned.intake.importing import NEW

    decisions: dict[int, str] = {}
    for number, one in enumerate(asked, 1):
        print(f"{number} of {len(asked)}: row {one.entry.line}, {styled(one.entry.name, bold=True)}")
        for place, match in enumerate(one.matches, 1):
            print(f"   {place}  {proposal(match)}")
        ids = [match.id for match in one.matches]
        choices = {"y": ids[0], "n": NEW, "": ""} | {str(place): name for place, name in enumerate(ids, 1)}
        while True:
            said = typer.prompt(
                "   Is it 1 (y), another (its number), or new (n)? Enter: later", "", show_default=False
            )
            if said.strip().lower() in choices:
                break
        answer = choices[said.strip().lower()]
        if answer:
            decisions[one.entry.line] = answer
    return decisions


def _warn(problems: Iterable[Problem], table: Sheet, work: _Import, plan: Plan, file: Path) -> None:
    from undersigned.intake import exposed, is_private
    from undersigned.problems import in_order

    found = [*table.warnings, *problems]
    problem = exposed(file, table.file) if is_private(plan, work.columns) else None
    report(in_order([*found, *([problem] if problem else [])]))


def _tell(work: _Import, plan: Plan) -> None:
    """What the plan does: names of those who are named, numbers of all others."""
    from undersigned.intake.exporting import proposal

    table, columns = work.table, work.columns
    print(f"{table.file}: {count_of(len(table.rows), 'row')}")
    fields = {place: name for name, place in columns.places.items()}
    width = min(max(map(len, table.headers)), 50)
    for place, header in enumerate(table.headers):
        short = header if len(header) <= width else f"{header[: width - 1]}…"
        print(f"  {short:{width}}  {fields.get(place, '(not used)')}")
    if table.repaired:
        print(f"Encoding mended in {count_of(len(table.repaired), 'row')}")
    _list_some("New", [f"{one.id}: {one.entry.name}" for one in plan.new])
    _list_some(
        "Matched", [f"{one.id}: {one.entry.name}" + (" (a new alias)" if one.alias else "") for one in plan.matched]
    )
    _list_some(
        "To be asked",
        [f"row {one.entry.line}, {one.entry.name}: is it {proposal(one.matches[0])}?" for one in plan.asked],
    )
    print(f"Withheld: {plan.withheld_rows:,}")
    for what, number in (
        ("Known already", len(plan.unchanged)),
        ("Set aside", len(plan.aside)),
        ("Answered more than once", plan.repeated),
    ):
        if number:
            print(f"{what}: {number:,}")


def _list_some(what: str, lines: Sequence[str]) -> None:
    if lines:
        print(f"{what}: {len(lines):,}")
        for line in lines[:MOST_LISTED]:
            print(f"  {line}")
        if len(lines) > MOST_LISTED:
            print(f"  … and {len(lines) - MOST_LISTED:,} more")


def _free(path: Path, content: bytes) -> Path:
    """The path, or one with a number behind it where another review lies that somebody may be filling in."""
    numbered = (path.with_stem(f"{path.stem}-{number}") for number in itertools.count(2))
    return next(one for one in itertools.chain([path], numbered) if not one.exists() or one.read_bytes() == content)


def _save_review(work: _Import, plan: Plan, path: Path | None, *, wanted: bool) -> None:
    """The rows that nobody has decided, as a file to fill in; in the private folder if nobody says otherwise."""
    from undersigned.intake import exposed, review_path
    from undersigned.intake.exporting import review_csv
    from undersigned.rendering import Output
    from undersigned.signoff.private import check_ignored

    if not wanted or not (plan.asked or plan.aside):
        return
    if path is None:
        check_ignored(work.workspace)
    content = review_csv(plan)
    target = path or _free(work.workspace.root / review_path(work.slug), content)
    write([Output(target.name, content)], target.parent)
    problem = exposed(target, shown_path(target))
    if problem:
        report([problem])
    undecided = count_of(len(plan.asked) + len(plan.aside), "row")
    print(f"Review: {shown_path(target)} ({undecided}; fill in “Register id”, then import it)")
