"""The command that reads what came back: signoff collect."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from undersigned.cli.groups import signoff
from undersigned.cli.terminal import FINE, PROBLEMS, campaigns_named, count_of, progress, report, save, today

if TYPE_CHECKING:
    from undersigned.collecting import Collected, SignedOn
    from undersigned.collecting.returns import Returned
    from undersigned.problems import Problem
    from undersigned.workspace import Workspace

_COLLECT = """Read the forms and e-mails that came back, and note who has signed.

\b
  undersigned signoff collect 2026-letter inbox/*
  undersigned signoff collect 2026-letter "Re open letter.eml" form.docx

Takes Word files (.docx), saved by Word or LibreOffice under whatever name, and e-mails (.eml) with the labelled lines
of the note filled in or a form attached. Nothing is guessed: whatever is not certain is set aside with a reason, and
all other files are collected. Originals are kept in signatories/private/. Collecting a file again changes nothing.
"""


@signoff.command("collect", help=_COLLECT)
def collect(
    campaign: Annotated[str, typer.Argument(metavar="CAMPAIGN", help="The slug or folder of the campaign.")],
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Word files and e-mails that came back.")],
) -> None:
    from undersigned.collecting import collect as collect_all
    from undersigned.collecting import returns
    from undersigned.editing import locked

    workspace, (slug,) = campaigns_named([campaign])
    workspace.campaign_folder(slug)
    numbered = list(enumerate(files, 1))
    returned = [returns.read_returned(number, path) for number, path in progress(numbered, len(files), "Reading")]
    received = [one for file in returned for one in file.received]
    by_digest = {one.digest: file for file in returned for one in file.received}
    with locked(workspace):
        collected = collect_all(received, returns.known(workspace, slug, today()))
        set_aside = _write(workspace, slug, collected, by_digest)
    report([*collected.remarks, *set_aside])
    _print_sum(collected, set_aside, len(files))
    raise typer.Exit(PROBLEMS if set_aside else FINE)


def _write(workspace: Workspace, slug: str, collected: Collected, files: Mapping[str, Returned]) -> list[Problem]:
    """Writes what was collected, says who signed, and gives back what had to be set aside."""
    from undersigned.collecting import returns

    outputs, problems = returns.outputs(workspace, slug, collected, files)
    save(outputs, workspace)
    for one in [*collected.named, *(() if problems else collected.withheld)]:
        print(f"  {one.id}: {_told(one)}")
    for name in collected.unchanged:
        print(f"  {name}: as collected before")
    for path in dict.fromkeys(output.path for output in outputs if "/returned/" not in output.path):
        print(f"Changed {path}.")
    return [*collected.set_aside, *problems]


def _told(one: SignedOn) -> str:
    """`confirmed (form of 2026-05-03, version v1), printed as “…”`; of the withheld, not even the day."""
    values: Mapping[str, Any] = one.values
    if one.id.startswith("withheld-"):
        return "confirmed"
    details = [
        f"{values['how']}" if "how" in values else "",
        f"version {values['version']}" if "version" in values else "",
    ]
    said = ", ".join(detail for detail in details if detail)
    printed = f", printed as “{values['as']}”" if values.get("as") else ""
    return f"confirmed{f' ({said})' if said else ''}{printed}"


def _print_sum(collected: Collected, set_aside: list[Problem], files: int) -> None:
    new = len(collected.named) + len(collected.withheld)
    aside = len({problem.span for problem in set_aside})
    parts = [f"{new:,} collected"]
    parts += [f"{len(collected.unchanged):,} as before"] if collected.unchanged else []
    parts += [f"{aside:,} set aside"] if aside else []
    print(f"{count_of(files, 'file')}: {', '.join(parts)}.")
