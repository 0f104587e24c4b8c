"""The commands that look through the library of demand blocks."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from undersigned.cli.groups import OneLanguage, TableOrJson, TagWords, Words, demands
from undersigned.cli.survey import Survey
from undersigned.cli.tables import print_tables
from undersigned.cli.terminal import (
    count_of,
    formats_named,
    known_format,
    known_name,
    print_json,
    shown_path,
    source_date,
    usage_error,
    workspace_here,
    write,
)

_ALL = "`undersigned demands list` shows all"

_DEMANDS_LIST = """List the demand blocks of the library, by topic; with TEXT those that say these words anywhere.

\b
  undersigned demands list
  undersigned demands list "fair trial"
  undersigned demands list --topic detention --tag torture
  undersigned demands list --language fr   what each asks for in French

A word in [brackets] is a gap that the campaign fills in. --format json gives a list of objects with the keys id, topic,
asks, tags and replaced_by.
"""


_DEMANDS_SHOW = """Show one demand block: its words in every frame, filled with examples, and all that belongs to it.

\b
  undersigned demands show release-political-prisoners
  undersigned demands show release-political-prisoners --language fr

--format json gives a list of one object with the keys id, topic, tags, languages, frames (by language), parameters,
basis, note, supersedes, replaced_by and uses.
"""


_DEMANDS_USED = """Show where demand blocks are used: in which letters, when, how, and in which words.

\b
  undersigned demands used release-political-prisoners
  undersigned demands used                 every block, and those that nobody uses

What campaigns say in other words than the library stands below: there a block could take the place of a sentence.
--format json gives a list of objects with the keys id, uses and other_words, one for each block.
"""


_DEMANDS_CATALOGUE = """Write the whole library as one document, for people who do not open terminals.

\b
  undersigned demands catalogue            out/catalogue/demands.docx, .html, .md
  undersigned demands catalogue --language fr --to docx
"""


@demands.command("list", help=_DEMANDS_LIST)
def demands_list(
    words: Words = "",
    topic: Annotated[str, typer.Option("--topic", metavar="WORDS", help="Only topics with these words.")] = "",
    tag: TagWords = "",
    language: OneLanguage = "en",
    output_format: TableOrJson = "table",
) -> None:
    from undersigned.catalogue import tables
    from undersigned.catalogue.demand_catalogue import listing, spoken
    from undersigned.library import Library

    known_format(output_format)
    library = Library(workspace_here())
    known_name(language, spoken(library), "language")
    entries = listing(library, language)
    known_name(topic, (entry.topic for entry in entries), "topic")
    known_name(tag, (name for entry in entries for name in entry.tags), "tag")
    found = [entry for entry in entries if entry.is_wanted(words, topic, tag)]
    if output_format == "json":
        return print_json(entry.record() for entry in found)
    print_tables(list(tables.demand_list(found)))
    topics = ", ".join(dict.fromkeys(entry.topic for entry in entries))
    print(
        f"{count_of(len(found), 'block')}. `undersigned demands show ID` shows one in all its frames."
        if found
        else f"No block says this. There are blocks on {topics}."
    )
    return None


@demands.command("show", help=_DEMANDS_SHOW)
def demands_show(
    name: Annotated[str, typer.Argument(metavar="ID", help="The block’s id.")],
    language: OneLanguage = "en",
    output_format: TableOrJson = "table",
) -> None:
    from undersigned.catalogue import tables
    from undersigned.catalogue.demand_catalogue import show
    from undersigned.catalogue.usage import demand_uses

    known_format(output_format)
    survey = Survey()
    if said := survey.library.demands.unknown(name, _ALL):
        usage_error(said)
    shown = show(survey.library, name)
    known_name(language, shown.frames, "language")
    uses = [use for one in survey.drafted() for use in demand_uses(one) if use.id == name]
    if output_format == "json":
        print_json([{**shown.record(), "uses": [use.record() for use in uses]}])
    else:
        print_tables([tables.demand_shown(shown, [language], uses)])
    survey.leave()


@demands.command("used", help=_DEMANDS_USED)
def demands_used(
    name: Annotated[str, typer.Argument(metavar="[ID]", help="The block’s id; none means all.")] = "",
    output_format: TableOrJson = "table",
) -> None:
    from undersigned.catalogue.echoes import demand_echoes
    from undersigned.catalogue.usage import demand_uses

    known_format(output_format)
    survey = Survey()
    if name and (said := survey.library.demands.unknown(name, _ALL)):
        usage_error(said)
    names = [name] if name else sorted(survey.library.demands)
    drafted = survey.drafted()
    uses = [use for one in drafted for use in demand_uses(one)]
    survey.print_uses(names, uses, demand_echoes(survey.library, drafted), output_format, only=name)
    survey.leave()


@demands.command("catalogue", help=_DEMANDS_CATALOGUE)
def demands_catalogue(
    to: Annotated[str, typer.Option("--to", metavar="FORMATS", help="Formats, with commas.")] = "docx,html,md",
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="Where to write (default: out/ in the workspace).")
    ] = None,
    language: OneLanguage = "en",
) -> None:
    from undersigned.catalogue.catalogue_document import catalogue
    from undersigned.catalogue.demand_catalogue import spoken
    from undersigned.rendering import Letter, Order, Renderer

    formats = formats_named(to)
    renderer = Renderer(workspace_here())
    known_name(language, spoken(renderer.library), "language")
    suffix = "" if language == "en" else f".{language}"
    letter = Letter(f"catalogue/demands{suffix}", catalogue(renderer.library, language), None)
    outputs = list(renderer.outputs([letter], Order((), formats=formats, time=source_date())))
    folder = out or renderer.workspace.root / "out"
    write(outputs, folder)
    for output in outputs:
        print(f"  {shown_path(folder)}/{output.path}")
    print(
        f"Wrote the library of {count_of(len(renderer.library.demands), 'block')} to {shown_path(folder)}/catalogue/."
    )
