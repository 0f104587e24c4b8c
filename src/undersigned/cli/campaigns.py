"""The commands for campaigns: render, init, new."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from undersigned.cli.groups import CampaignNames, app
from undersigned.cli.terminal import (
    campaigns_named,
    count_of,
    formats_named,
    progress,
    report,
    shown_path,
    source_date,
    workspace_here,
    write,
)

if TYPE_CHECKING:
    pass

MANY_FILES = 24
"""From how many files on they are no longer listed one by one."""


_RENDER = """Render campaigns to Word, HTML and Markdown.

Every campaign is checked first: if anything is wrong, all of it is listed and nothing is written.

\b
  undersigned render 2020-eba                        all its documents, in three formats
  undersigned render 2020-eba --to docx              the Word file alone
  undersigned render 2016-hrc33 --document news-item
  undersigned render                                 every campaign of the workspace
  undersigned render 2020-eba --each-addressee       one letter to each addressee
  undersigned render 2026-letter --language fr       the French version alone
  undersigned render 2026-letter --draft             says that it is a draft, and who was asked

Without --draft a letter names those alone who have confirmed. A draft is a file of its own, as joint-letter.draft.docx:
it also lists who is invited, is still deciding, or agrees on a condition, and counts none of them.
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
    draft: Annotated[
        bool, typer.Option("--draft", help="Say that it is a draft, and list who has not confirmed yet.")
    ] = False,
) -> None:
    from undersigned.rendering import Order, Renderer

    workspace, slugs = campaigns_named(campaigns or [])
    order = Order(
        tuple(slugs),
        tuple(document or ()),
        tuple(language or ()),
        formats_named(to),
        each_addressee,
        source_date(),
        draft,
    )
    renderer = Renderer(workspace)
    letters = renderer.letters(order)
    count = len(letters) * len(order.formats)
    outputs = list(progress(renderer.outputs(letters, order), count, "Rendering"))
    report(renderer.warnings)
    folder = out or workspace.root / "out"
    write(outputs, folder)
    if count <= MANY_FILES:
        for output in outputs:
            print(f"  {shown_path(folder)}/{output.path}")
    for notice in renderer.notices:
        print(notice)
    print(f"Wrote {count_of(count, 'file')} to {shown_path(folder)}/ ({count_of(len(letters), 'letter')}).")


@app.command(help=_INIT)
def init(
    directory: Annotated[Path, typer.Argument(metavar="[DIR]", help="The folder (default: this one).")] = Path(),
) -> None:
    from undersigned.scaffolding import EXAMPLE_SLUG, workspace_files

    outputs = list(workspace_files())
    new = [output for output in outputs if not (directory / output.path).exists()]
    write(new, directory)
    for output in new:
        print(f"  {shown_path(directory)}/{output.path}")
    there = "" if directory.resolve() == Path.cwd() else f"cd {shown_path(directory)} && "
    print(f"Made a workspace in {shown_path(directory)}/. Next: {there}undersigned render {EXAMPLE_SLUG}")


@app.command(help=_NEW)
def new(
    slug: Annotated[str, typer.Argument(metavar="SLUG", help="The campaign’s folder, as 2026-open-letter.")],
    document: Annotated[str, typer.Option("--document", metavar="KIND", help="The kind of document.")],
) -> None:
    from undersigned.scaffolding import campaign_files

    workspace = workspace_here()
    outputs = list(campaign_files(workspace, slug, document))
    write(outputs, workspace.root)
    for output in outputs:
        print(f"  {output.path}")
    print(f"Fill in campaigns/{slug}/campaign.yaml, then: undersigned render {slug}")
