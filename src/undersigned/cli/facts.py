"""The commands that look through the facts."""

from __future__ import annotations

from typing import Annotated

import typer

from undersigned.cli.groups import TableOrJson, TagWords, Words, facts
from undersigned.cli.survey import Survey
from undersigned.cli.tables import print_tables
from undersigned.cli.terminal import count_of, known_format, known_name, print_json, usage_error, workspace_here

_ALL = "`undersigned facts list` shows all"

_FACTS_LIST = """List the shared facts by date; with TEXT those that say these words anywhere.

\b
  undersigned facts list
  undersigned facts list "Kem Ley"
  undersigned facts list --tag labour

"As of" is the day on which a figure was right. --format json gives a list of objects with the keys id, date, sentence,
sources, as_of and tags.
"""


_FACTS_SHOW = """Show one fact: its sentence, whom it names, its sources as a note prints them, and where it is used.

\b
  undersigned facts show kem-ley-killing

--format json gives a list of one object with the keys id, date, place, as_of, tags, sentences (by language), persons,
sources and uses.
"""


_FACTS_USED = """Show where facts are used: in which letters, when, and whether stated or only cited in a note.

\b
  undersigned facts used kem-ley-killing
  undersigned facts used                   every fact, and those that nobody uses

Facts, and sentences of letters, that say nearly the same as a fact stand below. --format json gives a list of objects
with the keys id, uses and other_words, one for each fact.
"""


@facts.command("list", help=_FACTS_LIST)
def facts_list(words: Words = "", tag: TagWords = "", output_format: TableOrJson = "table") -> None:
    from undersigned.catalogue import tables
    from undersigned.catalogue.fact_catalogue import listing
    from undersigned.library import Library

    known_format(output_format)
    entries = listing(Library(workspace_here()))
    known_name(tag, (name for entry in entries for name in entry.tags), "tag")
    found = [entry for entry in entries if entry.is_wanted(words, tag)]
    if output_format == "json":
        return print_json(entry.record() for entry in found)
    print_tables([tables.fact_list(found)] if found else [])
    shows = "`undersigned facts show ID` shows one with its sources."
    print(f"{count_of(len(found), 'fact')}. {shows}" if found else f"No fact says this, of {len(entries)}.")
    return None


@facts.command("show", help=_FACTS_SHOW)
def facts_show(
    name: Annotated[str, typer.Argument(metavar="ID", help="The fact’s id.")], output_format: TableOrJson = "table"
) -> None:
    from undersigned.catalogue import tables
    from undersigned.catalogue.fact_catalogue import show
    from undersigned.catalogue.usage import fact_uses

    known_format(output_format)
    survey = Survey()
    if said := survey.library.facts.unknown(name, _ALL):
        usage_error(said)
    shown = show(survey.library, name)
    uses = [use for one in survey.drafted() for use in fact_uses(one) if use.id == name]
    if output_format == "json":
        print_json([{**shown.record(), "uses": [use.record() for use in uses]}])
    else:
        print_tables([tables.fact_shown(shown, uses)])
    survey.leave()


@facts.command("used", help=_FACTS_USED)
def facts_used(
    name: Annotated[str, typer.Argument(metavar="[ID]", help="The fact’s id; none means all.")] = "",
    output_format: TableOrJson = "table",
) -> None:
    from undersigned.catalogue.echoes import fact_echoes
    from undersigned.catalogue.usage import fact_uses

    known_format(output_format)
    survey = Survey()
    if name and (said := survey.library.facts.unknown(name, _ALL)):
        usage_error(said)
    names = [name] if name else sorted(survey.library.facts)
    drafted = survey.drafted()
    uses = [use for one in drafted for use in fact_uses(one)]
    survey.print_uses(names, uses, fact_echoes(survey.library, drafted), output_format, only=name)
    survey.leave()
