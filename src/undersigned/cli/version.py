"""The commands that freeze the text of a campaign."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from undersigned.cli.groups import app, version
from undersigned.cli.tables import print_tables
from undersigned.cli.terminal import (
    FINE,
    PROBLEMS,
    campaigns_named,
    count_of,
    report,
    source_date,
    styled,
    usage_error,
    write,
)

if TYPE_CHECKING:
    from undersigned.version_saving import Saving
    from undersigned.workspace import Workspace

app.add_typer(version, name="version")

_SAVE = """Freeze the words of every document of a campaign, in all its languages, under a name.

\b
  undersigned version save 2026-letter v1
  undersigned version save 2026-letter v2      other words: says who must agree again
  undersigned version save 2026-letter v1.1 --editorial --reason "spelling of a name"

Say in campaign.yaml which version people agree to, as “signoff: {version: v1}”, and once the letter has gone out which
one was sent, as “sent: v1”: then it is printed with these words for ever. A version is never overwritten. A correction
(--editorial) keeps the consent to the version before; signatories are told with the next reminder.
"""

_LIST = """List the versions of a campaign, the oldest first: the day, what each corrects, which one is in use.

\b
  undersigned version list 2026-letter
"""

OneCampaign = Annotated[str, typer.Argument(metavar="CAMPAIGN", help="The slug or folder of a campaign.")]


@version.command("save", help=_SAVE)
def version_save(
    campaign: OneCampaign,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The name of the version, as v1.")],
    editorial: Annotated[
        bool, typer.Option("--editorial", help="A correction: who agreed to the version before, agrees to it.")
    ] = False,
    reason: Annotated[str, typer.Option("--reason", metavar="WORDS", help="Why it is corrected.")] = "",
) -> None:
    from undersigned.editing import locked
    from undersigned.models.base import fold
    from undersigned.rendering import Renderer
    from undersigned.version_saving import prepare

    if editorial and not fold(reason):
        usage_error("--editorial needs --reason “…”: signatories will ask why the text has changed")
    if reason and not editorial:
        usage_error("--reason belongs to --editorial")
    workspace, slug = _campaign(campaign)
    renderer = Renderer(workspace)
    with locked(workspace):
        day = (source_date() or datetime.datetime.now()).date()  # noqa: DTZ005 - the day that it is where they save it
        saving = prepare(renderer, slug, name, day, fold(reason) if editorial else None)
        write([saving.output], workspace.root)
    _print_saving(slug, saving)


def _print_saving(slug: str, saving: Saving) -> None:
    from undersigned.consent import in_words
    from undersigned.versions.comparing import shown

    saved = saving.version
    for one in saving.rewordings:
        title = f"{one.document} in “{one.language}”: {count_of(one.number, 'word')} changed since {saving.base}"
        print(styled(title, bold=True))
        print(f"  {shown(one.changes)}")
    print(f"Saved {saving.output.path} ({count_of(len(saved.documents), 'document')}).")
    if saved.editorial_of:
        print(f"Who has agreed to {saved.editorial_of} agrees to {saved.name}, too: {saved.reason}.")
    elif saving.again or saving.withheld:
        everybody = in_words(saving.again, saving.withheld, most=len(saving.again))
        print(f"Other words than in {saving.base}: {everybody}.")
    if not saving.is_asked_for:
        print(f"Next: write “signoff: {{version: {saved.name}}}” in campaigns/{slug}/campaign.yaml.")


@version.command("list", help=_LIST)
def version_list(campaign: OneCampaign) -> None:
    from undersigned.catalogue.tables import Table
    from undersigned.problems import Refused
    from undersigned.version_saving import listing

    workspace, slug = _campaign(campaign)
    try:
        entries, problems = listing(workspace, slug)
    except Refused as refused:
        entries, problems = (), refused.problems
    rows = tuple((entry.name, entry.saved, entry.words, entry.use) for entry in entries)
    if rows:
        print_tables([Table("", ("Version", "Saved", "What it holds", "In use"), rows, 2)])
    first = f"`undersigned version save {slug} v1` saves the first."
    print(f"{count_of(len(rows), 'version')}." if rows or problems else f"No version yet. {first}")
    report(problems)
    raise typer.Exit(PROBLEMS if problems else FINE)


def _campaign(name: str) -> tuple[Workspace, str]:
    """The workspace and the slug of a campaign that there is. Raises `Refused`."""
    workspace, (slug,) = campaigns_named([name])
    workspace.campaign_folder(slug)
    return workspace, slug
