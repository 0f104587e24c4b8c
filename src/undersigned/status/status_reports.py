"""A status as people and programs read it: tables for a terminal, CSV, JSON, and the page that is shared."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from undersigned import language
from undersigned.catalogue.tables import Table
from undersigned.document import Date
from undersigned.status import STATES, Standing, State, Status
from undersigned.status.status_words import is_spoken, time_left, words

if TYPE_CHECKING:
    from undersigned.writers.status_page import Look, Page, Row, Share

_CELLS = 20
_CSV_HEADERS = ("Register id", "Name", "Status", "Since", "Version", "Function", "Last contact", "Number")
_LOOKS: Mapping[State, Look] = {"signed": "signed", "declined": "gone", "withdrawn": "gone"}
"""How a state looks on the page; all others wait."""


# --- on a terminal ----------------------------------------------------------------------------------------------------


def summary(status: Status) -> str:
    """`23 of 40 signed ███████████░░░░░░░░░  3 days left (15 July 2020, 18:00 (Europe/Zurich))`."""
    said = words("en")
    if not status.asked:
        return said.nobody
    line = f"{said.signed.format(signed=f'{status.signed:,}', asked=f'{status.asked:,}')} {bar(status)}"
    deadline = status.deadline
    if deadline is None:
        return line
    left = time_left(deadline.left, "en", has_hour=deadline.has_hour)
    return f"{line}  {left}: {deadline.words('en')}"


def bar(status: Status, cells: int = _CELLS) -> str:
    """A bar that is full when everybody has signed, and no earlier."""
    full = cells * status.signed // status.asked if status.asked else 0
    return "█" * full + "░" * (cells - full)


def tables(status: Status) -> Iterator[Table]:
    """A table for each state that somebody has, with all that the campaign knows: for the coalition's own eyes."""
    said = words("en")
    for state in STATES:
        rows = tuple((_day(one.since), one.name, _details(one)) for one in status.of(state))
        if state == "signed" and status.withheld:
            rows += (("", f"{status.withheld:,} not named", ""),)
        if rows:
            title = f"{language.sentence_case(said.states[state])} ({status.number(state):,})"
            yield Table(title, ("Since", "Name", "Details"), rows, 1)


def _details(one: Standing) -> str:
    signer = ", ".join(filter(None, (one.signer, one.function)))
    parts = {
        "version": one.version,
        "by": signer,
        "condition:": one.condition,
        "note:": one.note,
        "last contact": _day(one.contacted),
    }
    return "; ".join(f"{label} {value}" for label, value in parts.items() if value)


def in_private(numbers: Mapping[State, int]) -> str:
    """How matters stand with those who must not be named: `signed 2, no answer yet 1`."""
    said = words("en")
    return ", ".join(f"{said.states[state]} {number:,}" for state, number in numbers.items())


def _day(day: datetime.date | None) -> str:
    return day.isoformat() if day else ""


# --- for programs -----------------------------------------------------------------------------------------------------


def csv(status: Status) -> bytes:
    """A row for each who may be named, and one with the number of those who have signed and may not. Nobody's name is
    in it but those of organisations, and of persons who sign themselves."""
    from undersigned.intake.exporting import write_csv

    rows = [_cells(one) for one in status.standings]
    if status.withheld:
        rows.append(("", "", "signed", "", "", "", "", str(status.withheld)))
    return write_csv(_CSV_HEADERS, rows)


def _cells(one: Standing) -> tuple[str, ...]:
    said = words("en").states[one.state]
    return (one.id, one.name, said, _day(one.since), one.version, one.function, _day(one.contacted), "1")


def record(status: Status) -> dict[str, Any]:
    """The status for JSON; as with `csv`, no signer's name is in it."""
    deadline = status.deadline
    return {
        "campaign": status.slug,
        "title": status.title,
        "version": status.version or None,
        "as_of": status.now.isoformat(timespec="seconds"),
        "deadline": deadline.moment.isoformat(sep=" ", timespec="minutes") if deadline else None,
        "time_zone": (deadline.time_zone or None) if deadline else None,
        "seconds_left": int(deadline.left.total_seconds()) if deadline else None,
        "asked": status.asked,
        "signed": status.signed,
        "withheld": status.withheld,
        "numbers": {state: status.number(state) for state in STATES},
        "signatories": [_record(one) for one in status.standings],
    }


def _record(one: Standing) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "status": one.state,
        "since": _day(one.since) or None,
        "version": one.version or None,
        "function": one.function or None,
        "contacted": _day(one.contacted) or None,
    }


# --- the page ---------------------------------------------------------------------------------------------------------


def page(status: Status) -> Page:
    """The page that a coalition shares, in the campaign's language if there are words in it."""
    from undersigned.writers.status_page import Page

    spoken = status.language if is_spoken(status.language) else "en"
    said = words(spoken)
    deadline = status.deadline
    counts = {"signed": _number(status.signed, spoken), "asked": _number(status.asked, spoken)}
    return Page(
        language=spoken,
        title=status.title,
        title_language=status.language,
        heading=said.heading,
        notice=language.words(spoken).sample if status.is_sample else "",
        facts=tuple(_facts(status, spoken)),
        headline=said.signed.format(**counts) if status.asked else said.nobody,
        left=time_left(deadline.left, spoken, has_hour=deadline.has_hour) if deadline else "",
        shares_label=said.in_numbers,
        shares=tuple(_shares(status, spoken)),
        withheld=language.plural(said.withheld, status.withheld, spoken) if status.withheld else "",
        caption=said.table,
        columns=said.headings,
        rows=tuple(_row(one, spoken) for one in status.standings),
        unknown=said.unknown,
    )


def _facts(status: Status, spoken: str) -> Iterator[str]:
    said = words(spoken)
    yield said.as_of.format(day=language.format_date(status.day, spoken))
    if status.deadline:
        yield said.deadline.format(deadline=status.deadline.words(spoken))
    if status.version:
        yield said.text.format(version=status.version)


def _shares(status: Status, spoken: str) -> Iterator[Share]:
    from undersigned.writers.status_page import Share

    for state in STATES:
        if number := status.number(state):
            label = language.sentence_case(words(spoken).states[state])
            yield Share(label, number, _number(number, spoken), _look(state))


def _row(one: Standing, spoken: str) -> Row:
    from undersigned.writers.status_page import Row

    said = language.sentence_case(words(spoken).states[one.state])
    return Row(one.name, said, _look(one.state), _date(one.since, spoken), one.version, _date(one.contacted, spoken))


def _look(state: State) -> Look:
    return _LOOKS.get(state, "waiting")


def _date(day: datetime.date | None, spoken: str) -> Date | None:
    return Date(language.format_date(day, spoken), day) if day else None


def _number(number: int, spoken: str) -> str:
    return language.format_number(str(number), spoken)
