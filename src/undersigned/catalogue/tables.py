"""The library as rows of words, for the command line to print: what stands in each column, in which order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from undersigned import citing, language
from undersigned.catalogue import demand_catalogue, fact_catalogue
from undersigned.catalogue.echoes import Echo
from undersigned.catalogue.usage import Use
from undersigned.models.demand import Parameter
from undersigned.models.shared import PersonNamed

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a title, which may be empty. `wide` is the number of the column that holds sentences, from 0."""

    title: str
    headings: Row
    rows: tuple[Row, ...]
    wide: int


def lines(shown: Sequence[Table]) -> Iterator[str]:
    """The tables as plain text, a line for each row: what stands before the sentences in columns, what follows them in
    brackets."""
    for table in shown:
        if table.title:
            yield table.title
        alike = [row for one in shown if one.wide == table.wide for row in one.rows]
        widths = [
            max(map(len, column), default=0) for column in zip(*(row[: table.wide] for row in alike), strict=True)
        ]
        for row in table.rows:
            before = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
            after = [f"({cell})" for cell in row[table.wide + 1 :] if cell]
            yield "  ".join(["", *before, row[table.wide], *after])


def demand_list(entries: Iterable[demand_catalogue.Entry]) -> Iterator[Table]:
    """A table for each topic: id, what the block asks for, tags."""
    for topic, group in groupby(entries, key=lambda entry: entry.topic):
        rows = tuple((entry.id, _asked(entry), ", ".join(entry.tags)) for entry in group)
        yield Table(topic, ("Block", "What it asks for", "Tags"), rows, 1)


def _asked(entry: demand_catalogue.Entry) -> str:
    asks = entry.asks or "(no words in this language)"
    return f"{asks} (replaced by {entry.replaced_by})" if entry.replaced_by else asks


def demand_shown(shown: demand_catalogue.Shown, languages: Sequence[str], uses: Sequence[Use]) -> Table:
    """One block: a row for each of its frames in these languages, its parameters, and whatever else it says."""
    demand = shown.demand
    rows: list[Row] = []
    for spoken in languages:
        for frame, words in shown.frames[spoken].items():
            rows.append((frame if spoken == languages[0] == "en" else f"{frame} ({spoken})", words))
    rows += [(f"with {name}", _gap(parameter, languages[0])) for name, parameter in demand.parameters.items()]
    rows += [("basis", basis) for basis in shown.basis]
    rows += _stated("topic", demand.topic)
    rows += _stated("tags", ", ".join(demand.tags))
    rows.append(("languages", ", ".join(shown.frames)))
    rows += _stated("note", demand.note)
    rows += _stated("replaces", demand.supersedes)
    rows += _stated("replaced by", shown.replaced_by)
    rows += _used_in(uses)
    return Table(demand.id, ("", ""), tuple(rows), 1)


def fact_list(entries: Iterable[fact_catalogue.Entry]) -> Table:
    """The facts: date, id, the sentence, and in the last column what makes it more or less safe to use again."""
    rows = tuple((entry.date or "undated", entry.id, entry.sentence, _support(entry)) for entry in entries)
    return Table("", ("Date", "Fact", "Sentence", "Sources"), rows, 2)


def _support(entry: fact_catalogue.Entry) -> str:
    count = f"{entry.sources or 'no'} source{'' if entry.sources == 1 else 's'}"
    return f"{count}, as of {entry.as_of}" if entry.as_of else count


def fact_shown(shown: fact_catalogue.Shown, uses: Sequence[Use]) -> Table:
    """One fact: its sentence in each language, when and where, whom it names, its sources, and where it is used."""
    fact = shown.fact
    rows: list[Row] = [(spoken, words) for spoken, words in shown.sentences.items()]
    rows += _stated("date", citing.period(fact.date, "en") if fact.date else None)
    rows += _stated("place", fact.place)
    rows += _stated("as of", language.format_date(fact.as_of, "en") if fact.as_of else None)
    rows += _stated("tags", ", ".join(fact.tags))
    rows += [("names", _person(person)) for person in fact.persons]
    rows += [("source", source) for source in shown.sources] or [("source", "none: it can be stated, not cited")]
    rows += _used_in(uses)
    return Table(fact.id, ("", ""), tuple(rows), 1)


def _person(person: PersonNamed) -> str:
    standing = "a public figure" if person.public else "not a public figure"
    return f"{person.name}, {standing}" + (f"; consent: {person.consent}" if person.consent else "")


def use_list(uses: Sequence[Use]) -> Iterator[Table]:
    """A table for each block or fact that is used: date, campaign and document, how, and the words."""
    for name in sorted({use.id for use in uses}):
        own = sorted((use for use in uses if use.id == name), key=lambda use: (use.date or "9", use.campaign))
        rows = tuple((use.date or "undated", _where(use), _how(use), use.words) for use in own)
        yield Table(name, ("Date", "Where", "How", "Words"), rows, 3)


def echo_list(echoes: Sequence[Echo]) -> Iterator[Table]:
    """A table of what is said a second time: where, what it comes near to, and the words."""
    if echoes:
        rows = tuple((f"{echo.file}:{echo.line}", _nearly(echo), echo.words) for echo in echoes)
        yield Table("The same in other words", ("Where", "What", "Words"), rows, 2)


def unused(names: Sequence[str]) -> Iterator[Table]:
    """A table of the blocks or facts that nobody uses."""
    if names:
        yield Table(f"Used nowhere ({len(names)})", ("",), tuple((name,) for name in names), 0)


def _nearly(echo: Echo) -> str:
    said = f"says nearly what `{echo.id}` says ({echo.percent} %)"
    return f"`{echo.own}` {said}" if echo.own else said


def _where(use: Use) -> str:
    spoken = "" if language.base(use.language) == "en" else f" ({use.language})"
    return f"{use.campaign} {use.document}{spoken}"


def _how(use: Use) -> str:
    return f"{use.how} as {use.number}" if use.number else use.how


def _used_in(uses: Sequence[Use]) -> list[Row]:
    found = dict.fromkeys(f"{_where(use)}, {use.date or 'undated'}: {_how(use)}" for use in uses)
    return [("used", place) for place in found] or [("used", "nowhere yet")]


def _stated(label: str, value: str | None) -> list[Row]:
    return [(label, value)] if value else []


def _gap(parameter: Parameter, spoken: str) -> str:
    own = parameter.languages.get(spoken) or parameter.languages.get(language.base(spoken)) or parameter
    kinds = {"text": "a text", "list": "a text or a list of them", "number": "a number", "date": "a date"}
    parts = [parameter.description] if parameter.description else []
    parts.append(kinds[parameter.kind])
    if own.example != own.default:
        parts.append(f"for example “{', '.join(own.example)}”")
    if own.default is not None:
        parts.append(f"otherwise “{', '.join(own.default)}”")
    return "; ".join(parts)
