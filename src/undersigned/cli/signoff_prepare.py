"""The commands that write to those who are asked: signoff prepare, remind."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from undersigned.cli.groups import signoff
from undersigned.cli.terminal import campaigns_named, report, save, shown_path, source_date, write

if TYPE_CHECKING:
    from undersigned.signoff.preparing import Prepared

_PREPARE = """Write what organisations sign: for each that was invited a Word file and a note to send it with.

\b
  undersigned signoff prepare 2026-letter
  undersigned signoff prepare 2026-letter --out ~/to-send

Each file holds the letter, locked, and a page to fill in; blank.docx is for those who are not invited yet, and
for-comments.docx is the letter alone, to be written into. The notes (.md) are ready to be pasted into an e-mail. Save
the text first (undersigned version save), and name it below “signoff:”. Who must not be named has files in
signatories/private/ alone.
"""

_REMIND = """Write the next note to each who has not answered, and note down that they were written to today.

\b
  undersigned signoff remind 2026-letter

The notes say how long there is left, and which mistakes were corrected in the text; those who have signed and do not
know of a correction get a note, too. Send each with the file that `signoff prepare` made.
"""

CampaignName = Annotated[str, typer.Argument(metavar="CAMPAIGN", help="The slug or folder of the campaign.")]
OutFolder = Annotated[
    Path | None, typer.Option("--out", metavar="DIR", help="Where to write (default: out/ in the workspace).")
]


@signoff.command("prepare", help=_PREPARE)
def prepare(campaign: CampaignName, out: OutFolder = None) -> None:
    from undersigned.editing import locked
    from undersigned.signoff.preparing import prepare as prepared

    workspace, (slug, *_) = campaigns_named([campaign])
    files = prepared(workspace, slug, time=source_date())
    folder = out or workspace.root / "out"
    report(files.warnings)
    write(files.public, folder)
    if files.private:
        with locked(workspace):
            save(files.private, workspace)
    print(f"Prepared for {_signatories(files.asked)}: {shown_path(folder)}/{slug}/sign-off/.")
    if not files.asked:
        print(f"Nobody who may be named waits for one: `undersigned signoff invite {slug} ID` invites.")
    _tell_of_private(files, slug)


@signoff.command("remind", help=_REMIND)
def remind(campaign: CampaignName, out: OutFolder = None) -> None:
    from undersigned.editing import locked
    from undersigned.signoff.preparing import remind as reminding

    workspace, (slug, *_) = campaigns_named([campaign])
    folder = out or workspace.root / "out"
    with locked(workspace):
        notes = reminding(workspace, slug, datetime.datetime.now().astimezone())
        report(notes.warnings)
        write(notes.public, folder)
        save(notes.private, workspace)
    if notes.asked:
        where = f"{shown_path(folder)}/{slug}/sign-off/reminders"
        print(f"Wrote notes to {_signatories(notes.asked)}: {where}/.")
    else:
        print("Nobody who may be named needs a reminder.")
    _tell_of_private(notes, slug)


def _tell_of_private(files: Prepared, slug: str) -> None:
    """Says where the files of the others are, and neither who nor how many they are."""
    if files.has_private:
        print(f"Who must not be named: see signatories/private/{slug}/sign-off/, and send nothing from elsewhere.")


def _signatories(number: int) -> str:
    return "1 signatory" if number == 1 else f"{number:,} signatories"
