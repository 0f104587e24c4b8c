"""The commands for the register: list, import, duplicates, export."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from undersigned.cli.groups import TableOrJson, Words, app, signatories
from undersigned.cli.terminal import (
    campaigns_named,
    count_of,
    known_format,
    print_json,
    progress,
    report,
    save,
    shown_path,
    styled,
    usage_error,
    workspace_here,
    write,
)

if TYPE_CHECKING:
    from undersigned.columns import Columns
    from undersigned.entries import Entry
    from undersigned.importing import Asked, Known, Plan
    from undersigned.matching import Match
    from undersigned.models.register import Organisation, Person
    from undersigned.problems import Problem
    from undersigned.spreadsheets import Sheet
    from undersigned.workspace import Workspace

MOST_LISTED = 20
"""How many of a sort an import lists one by one."""

_LIST = """List the organisations and people of the register.

\b
  undersigned signatories list
  undersigned signatories list human rights --scope regional
  undersigned signatories list --country Cambodia --format csv
"""

_IMPORT = """Bring in what organisations answered in a web form: CSV or Excel, whatever its headers.

\b
  undersigned signatories import answers.xlsx --campaign 2026-letter            what would change; writes nothing
  undersigned signatories import answers.xlsx --campaign 2026-letter --write
  undersigned signatories import answers.csv --campaign 2026-letter --map "Who are you?=name" --map "OK?=consent"

Only those are named whose answer to being named publicly is a plain yes; all others are withheld, in
signatories/private/. Names that the register may know in another spelling are asked about; what nobody decides goes
into a review, a CSV file in which “Register id” is filled in, with an id or “new”, and which is then imported itself.
"""

_DUPLICATES = """List entries of the register that may be one organisation, the nearest first.

\b
  undersigned signatories duplicates
"""

_EXPORT = """Write the register, or those named in one campaign, as CSV for a spreadsheet. It can be imported again.

\b
  undersigned signatories export --out register.csv
  undersigned signatories export --campaign 2020-eba --out signatories.csv
"""

app.add_typer(signatories, name="signatories")


@signatories.command("list", help=_LIST)
def signatories_list(
    text: Words = "",
    scope: Annotated[
        str, typer.Option("--scope", metavar="SCOPE", help="international, regional, national or local.")
    ] = "",
    country: Annotated[str, typer.Option("--country", metavar="NAME", help="Only those of this country.")] = "",
    output_format: Annotated[
        str, typer.Option("--format", metavar="table|json|csv", help="How it is printed; CSV has no people.")
    ] = "table",
) -> None:
    from undersigned.library import Library
    from undersigned.matching import country_key
    from undersigned.models.register import Organisation
    from undersigned.searching import haystack, holds

    if output_format not in ("table", "json", "csv"):
        usage_error(f"--format is table, json or csv, not “{output_format}”")
    if scope and scope not in ("international", "regional", "national", "local"):
        usage_error(f"--scope is international, regional, national or local, not “{scope}”")
    library = Library(workspace_here())
    found = [
        entry
        for name, piece in (*library.organisations.items(), *library.people.items())
        if holds(haystack(name, piece.data), text)
        and (not scope or (isinstance(piece.data, dict) and piece.data.get("scope") == scope))
        for entry in [library.signatory(name)]
        if not country or (entry.country and country_key(entry.country) == country_key(country))
    ]
    report(library.problems())
    if output_format == "json":
        print_json(entry.model_dump(mode="json", exclude_defaults=True) for entry in found)
    elif output_format == "csv":
        from undersigned.exporting import register_csv

        _print_csv(register_csv([entry for entry in found if isinstance(entry, Organisation)]))
    else:
        _print_entries(found)


def _print_entries(found: Sequence[Organisation | Person]) -> None:
    from undersigned.cli.tables import print_tables
    from undersigned.models.register import Organisation
    from undersigned.tables import Table

    def row(entry: Organisation | Person) -> tuple[str, ...]:
        if not isinstance(entry, Organisation):
            return entry.id, "person", entry.country or "", entry.name
        name = f"{entry.name} ({entry.acronym})" if entry.acronym else entry.name
        return entry.id, entry.scope or "", entry.country or "", f"{name} – {entry.region}" if entry.region else name

    print_tables([Table("", ("Id", "Scope", "Country", "Name"), tuple(map(row, found)), 3)])
    print(f"{len(found):,} in the register.")


def _print_csv(content: bytes) -> None:
    print(content.decode("utf-8-sig").replace("\r\n", "\n"), end="")


# --- import -----------------------------------------------------------------------------------------------------------


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
    from undersigned import columns as meanings
    from undersigned.editing import locked
    from undersigned.entries import read_entries
    from undersigned.intake import outputs, remembered
    from undersigned.problems import in_order
    from undersigned.spreadsheets import read

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
    print(f"Wrote {count_of(len(changed), 'file')}." if changed else "Nothing to change: all of it was known.")


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
        from undersigned.importing import plan

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
        from undersigned.importing import look_up
        from undersigned.matching import Matcher

        found = look_up(self.entries, Matcher(self.known.organisations.values()))
        return dict(progress(found, len(self.entries), "Matching"))


def _content(file: Path) -> bytes:
    from undersigned.problems import Problem, Refused, Span
    from undersigned.spreadsheets import LARGEST

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
    from undersigned.exporting import proposal
    from undersigned.importing import NEW

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
    from undersigned.exporting import proposal

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


def _save_review(work: _Import, plan: Plan, path: Path | None, *, wanted: bool) -> None:
    """The rows that nobody has decided, as a file to fill in; in the private folder if nobody says otherwise."""
    from undersigned.exporting import review_csv
    from undersigned.intake import exposed, review_path
    from undersigned.private import check_ignored
    from undersigned.rendering import Output

    if not wanted or not (plan.asked or plan.aside):
        return
    if path is None:
        check_ignored(work.workspace)
    target = path or work.workspace.root / review_path(work.slug)
    write([Output(target.name, review_csv(plan))], target.parent)
    problem = exposed(target, shown_path(target))
    if problem:
        report([problem])
    undecided = count_of(len(plan.asked) + len(plan.aside), "row")
    print(f"Review: {shown_path(target)} ({undecided}; fill in “Register id”, then import it)")


# --- duplicates and export --------------------------------------------------------------------------------------------


@signatories.command("duplicates", help=_DUPLICATES)
def signatories_duplicates(output_format: TableOrJson = "table") -> None:
    from dataclasses import asdict

    from undersigned.cli.tables import print_tables
    from undersigned.intake import register
    from undersigned.library import Library
    from undersigned.matching import Matcher, in_order_of_score
    from undersigned.tables import Table

    known_format(output_format)
    organisations = register(Library(workspace_here()))
    found = progress(Matcher(organisations.values()).near_pairs(), len(organisations), "Comparing")
    pairs = in_order_of_score(pair for _, near in found for pair in near)
    if output_format == "json":
        return print_json(map(asdict, pairs))
    rows = tuple((f"{pair.score} %", pair.first, pair.second, " / ".join(pair.spellings)) for pair in pairs)
    print_tables([Table("", ("Score", "Id", "Id", "Names"), rows, 3)] if rows else [])
    number = f"{count_of(len(pairs), 'pair')} may be one organisation."
    print(f"{number} Keep one entry, and list the other spelling as its alias." if pairs else "No near-duplicates.")
    return None


@signatories.command("export", help=_EXPORT)
def signatories_export(
    campaign: Annotated[
        str,
        typer.Option("--campaign", metavar="CAMPAIGN", help="Only those named in this one, with their answers."),
    ] = "",
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Where to write (default: print it).")
    ] = None,
) -> None:
    from undersigned.exporting import register_csv
    from undersigned.intake import named_sign_ons, register
    from undersigned.library import Library
    from undersigned.rendering import Output

    others: Sequence[str] = ()
    if campaign:
        workspace, (slug, *_) = campaigns_named([campaign])
        organisations, answers, others = named_sign_ons(Library(workspace), slug)
        content, number = register_csv(organisations, answers), len(organisations)
    else:
        entries = list(register(Library(workspace_here())).values())
        content, number = register_csv(entries), len(entries)
    if out is None:
        _print_csv(content)
    else:
        write([Output(out.name, content)], out.parent)
        print(f"Wrote {count_of(number, 'organisation')} to {shown_path(out)}.")
    if others:
        print(f"Not in it, as they are no organisations: {', '.join(others)}", file=sys.stderr)
