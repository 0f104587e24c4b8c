"""The commands for the register: list, duplicates, export."""

from __future__ import annotations

import sys
from collections.abc import Sequence
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
    shown_path,
    usage_error,
    workspace_here,
    write,
)

if TYPE_CHECKING:
    from undersigned.models.register import Organisation, Person

_LIST = """List the organisations and people of the register.

\b
  undersigned signatories list
  undersigned signatories list "human rights" --scope regional
  undersigned signatories list --country Cambodia --format csv
"""

_DUPLICATES = """List entries of the register that may be one organisation, the nearest first.

\b
  undersigned signatories duplicates
  undersigned signatories duplicates --format json
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
        from undersigned.intake.exporting import register_csv

        _print_csv(register_csv([entry for entry in found if isinstance(entry, Organisation)]))
    else:
        _print_entries(found)


def _print_entries(found: Sequence[Organisation | Person]) -> None:
    from undersigned.catalogue.tables import Table
    from undersigned.cli.tables import print_tables
    from undersigned.models.register import Organisation

    def row(entry: Organisation | Person) -> tuple[str, ...]:
        if not isinstance(entry, Organisation):
            return entry.id, "person", entry.country or "", entry.name
        name = f"{entry.name} ({entry.acronym})" if entry.acronym else entry.name
        return entry.id, entry.scope or "", entry.country or "", f"{name} – {entry.region}" if entry.region else name

    print_tables([Table("", ("Id", "Scope", "Country", "Name"), tuple(map(row, found)), 3)])
    print(f"{len(found):,} in the register.")


def _print_csv(content: bytes) -> None:
    print(content.decode("utf-8-sig").replace("\r\n", "\n"), end="")


@signatories.command("duplicates", help=_DUPLICATES)
def signatories_duplicates(output_format: TableOrJson = "table") -> None:
    from dataclasses import asdict

    from undersigned.catalogue.tables import Table
    from undersigned.cli.tables import print_tables
    from undersigned.intake import register
    from undersigned.library import Library
    from undersigned.matching import Matcher, in_order_of_score

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
    from undersigned.intake import named_sign_ons, register
    from undersigned.intake.exporting import register_csv
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
