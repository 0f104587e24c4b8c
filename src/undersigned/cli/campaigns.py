"""The commands for campaigns: render, init, new."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn, TextIO

import typer

from undersigned.cli.groups import CampaignNames, app
from undersigned.cli.terminal import (
    USAGE,
    campaigns_named,
    count_of,
    formats_named,
    progress,
    report,
    shown_path,
    source_date,
    usage_error,
    workspace_here,
    write,
)

if TYPE_CHECKING:
    from undersigned.workspace import Workspace

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

Where `undersigned check` finds something in the words of a letter, the last line says how much.
"""


_INIT = """Make a workspace: folders, an example campaign that renders at once, and a letterhead to redesign in Word.

\b
  undersigned init my-letters && cd my-letters
  undersigned render example

Files that are there already are left as they are.
"""


_NEW = """Begin a campaign: a campaign.yaml that renders at once, and shows by its comments what else is possible.

\b
  undersigned new 2026-open-letter --document joint-letter
  undersigned new 2026-open-letter --document joint-letter --document news-item
  undersigned new 2026-open-letter --document joint-letter --title "On the right to strike"
  undersigned new                                the kinds of document there are

Then `undersigned check 2026-open-letter` lists what is still to be filled in.
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
    from undersigned.cli.check import pointer
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
    if not (draft or each_addressee) and (line := pointer(workspace, letters)):
        print(line)


@app.command(help=_INIT)
def init(
    directory: Annotated[Path, typer.Argument(metavar="[DIR]", help="The folder (default: this one).")] = Path(),
) -> None:
    from undersigned.scaffolding import EXAMPLE_SLUG, editor_files, workspace_files
    from undersigned.workspace import Workspace

    missing = [output for output in workspace_files() if not (directory / output.path).exists()]
    write(missing, directory)
    for output in missing:
        print(f"  {shown_path(directory)}/{output.path}")
    write(list(editor_files(Workspace(directory))), directory)
    print(f"Made a workspace in {shown_path(directory)}/. Next:")
    if directory.resolve() != Path.cwd():
        print(f'  cd "{shown_path(directory)}"')
    _print_table(
        (f"undersigned render {EXAMPLE_SLUG}", f"writes the example to out/{EXAMPLE_SLUG}/"),
        ("undersigned new", "says how to begin a letter of your own"),
    )


@app.command(help=_NEW)
def new(
    name: Annotated[
        list[str] | None, typer.Argument(metavar="SLUG", help="The campaign’s folder, as 2026-open-letter.")
    ] = None,
    document: Annotated[
        list[str] | None, typer.Option("--document", metavar="KIND", help="The kind of document; may be repeated.")
    ] = None,
    title: Annotated[str, typer.Option("--title", metavar="TEXT", help="The title, if you know it already.")] = "",
    language: Annotated[
        str, typer.Option("--language", metavar="TAG", help="The language to begin in: en or fr.")
    ] = "en",
) -> None:
    from undersigned.scaffolding import campaign_files, editor_files

    workspace = workspace_here()
    if not workspace.campaigns.is_dir():
        usage_error("there is no workspace here; “undersigned init my-letters” makes one in the folder my-letters")
    slug = " ".join(name or ())
    if not slug or not document:
        _explain_new(workspace, slug)
    outputs = list(campaign_files(workspace, slug, document or (), title=title, language=language))
    write([*outputs, *editor_files(workspace)], workspace.root)
    for output in outputs:
        print(f"  {shown_path(workspace.root / output.path)}")
    print("Next:")
    _print_table(
        (f"fill in {shown_path(workspace.campaigns / slug)}/campaign.yaml", "in any text editor, from top to bottom"),
        (f"undersigned check {slug}", "lists what is still to be filled in"),
        (f"undersigned render {slug}", f"writes Word, web page and Markdown to out/{slug}/"),
    )


def _explain_new(workspace: Workspace, name: str) -> NoReturn:
    """Says what is missing, how the command goes, and which kinds of document there are."""
    from undersigned.scaffolding import USUAL_KIND, described_kinds, proper_name

    said = "say which kind of document it is to be" if name else "give the campaign a name, and say of which kind it is"
    print(f"undersigned: {said}:", file=sys.stderr)
    slug = proper_name(name) or "2026-open-letter"
    print(f"  undersigned new {slug} --document {USUAL_KIND}", file=sys.stderr)
    print("The kinds:", file=sys.stderr)
    _print_table(*described_kinds(workspace), file=sys.stderr)
    raise typer.Exit(USAGE)


def _print_table(*rows: tuple[str, str], file: TextIO | None = None) -> None:
    """Two columns, indented."""
    width = max(len(first) for first, _ in rows)
    for first, second in rows:
        print(f"  {first:{width}}   {second}".rstrip(), file=file)
