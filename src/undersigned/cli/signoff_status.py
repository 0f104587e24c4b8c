"""The command that says how far a campaign is signed: signoff status."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from undersigned.cli.groups import signoff
from undersigned.cli.tables import print_tables
from undersigned.cli.terminal import campaigns_named, report, shown_path, source_date, usage_error, write

if TYPE_CHECKING:
    from undersigned.status import Status
    from undersigned.workspace import Workspace

_STATUS = """Say who was asked, who has signed, who still waits, who must confirm again, and how long there is left.

\b
  undersigned signoff status 2026-letter
  undersigned signoff status 2026-letter --html status.html           a page to share
  undersigned signoff status 2026-letter --format csv --out status.csv

The table is for the coalition’s own eyes: it names those who signed for organisations. The page does not, nor do CSV
and JSON. Who signs without being named is a number in all of them.
"""

_FORMATS = ("table", "csv", "json")


@signoff.command("status", help=_STATUS)
def status(
    campaign: Annotated[str, typer.Argument(metavar="CAMPAIGN", help="The slug or folder of the campaign.")],
    output_format: Annotated[
        str, typer.Option("--format", metavar="table|csv|json", help="How it is printed.")
    ] = "table",
    html: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="Also write it as a page to share.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Write CSV or JSON there instead of printing it.")
    ] = None,
) -> None:
    from undersigned.status import read

    if output_format not in _FORMATS:
        usage_error(f"--format is {', '.join(_FORMATS)}, not “{output_format}”")
    if out and output_format == "table":
        usage_error("--out goes with --format csv or --format json; a page to share is written with --html")
    workspace, (slug, *_) = campaigns_named([campaign])
    workspace.campaign_folder(slug)
    found = read(workspace, slug, _now())
    written = [*_write_page(found, html), *_write_report(found, output_format, out)]
    if output_format == "table":
        _print(workspace, found)
    elif not out:
        print(_report(found, output_format).decode("utf-8-sig").replace("\r\n", "\n"), end="")
        return
    for path in written:
        print(f"Wrote {path}.")


def _write_page(status: Status, file: Path | None) -> list[str]:
    if file is None:
        return []
    from undersigned.status.status_reports import page
    from undersigned.writers import status_page

    return [_write(file, status_page.write(page(status)).encode())]


def _write_report(status: Status, output_format: str, file: Path | None) -> list[str]:
    return [_write(file, _report(status, output_format))] if file else []


def _write(file: Path, content: bytes) -> str:
    from undersigned.rendering import Output

    write([Output(file.name, content)], file.parent)
    return shown_path(file)


def _report(status: Status, output_format: str) -> bytes:
    """The status as CSV or JSON."""
    from undersigned.status.status_reports import csv, record

    if output_format == "csv":
        return csv(status)
    import json

    return (json.dumps(record(status), ensure_ascii=False, indent=2) + "\n").encode()


def _print(workspace: Workspace, status: Status) -> None:
    """The tables and the sum, and of those who must not be named the numbers that only this machine knows."""
    from undersigned.signoff import private
    from undersigned.status import miscounted, numbers, outdated
    from undersigned.status.status_reports import in_private, summary, tables

    unnamed = private.withheld(workspace, status.slug)
    again = outdated(workspace, status.slug, list(unnamed.items()), status.version)
    print_tables(list(tables(status)))
    if unnamed:
        print(f"In signatories/private/{status.slug}/: {in_private(numbers(unnamed, again))}.")
        report(miscounted(workspace, status, private.confirmed(unnamed.values())))
    print(summary(status))


def _now() -> datetime.datetime:
    """This moment, with a zone; that of SOURCE_DATE_EPOCH where it is set."""
    stated = source_date()
    return stated.replace(tzinfo=datetime.UTC) if stated else datetime.datetime.now().astimezone()
