"""What a letter says of its own demands in figures: the number of one that is not there, a day that is over."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from undersigned import numbering
from undersigned.checks.checked import Checked, LetterCheck
from undersigned.checks.findings import Finding
from undersigned.checks.patterns import Pattern
from undersigned.checks.places import shown
from undersigned.checks.prose import own_passages
from undersigned.models.demand import Demand
from undersigned.problems import Problem

_REFERRED = Pattern(
    r"(?<!\w)(?:demand|demande|Demand|Demande) (?P<number>\d{1,2})(?=[;:!?)]|[.,](?!\d)|\s(?:below|above|ci-dess)|\Z)",
    hints=("emand",),
)
"""A demand by its number; “we demand 30 days” is none."""


def unknown_numbers(checked: Checked) -> Iterator[Finding]:
    """U634: “demand 7” in a letter that has four."""
    if not _REFERRED.may_match(checked.reading.text):
        return
    last = _last_number(checked)
    for passage, own in own_passages(checked.reading) if last else ():
        for found in _REFERRED.finditer(own):
            if int(found["number"]) > last:
                message = f"the letter refers to {shown(found[0])}, and numbers its demands up to {last}"
                remedy = 'write {{ demand("…") }} with the demand’s id, which says its number itself'
                yield Finding("U634", passage, *found.span(), message, remedy)


def _last_number(checked: Checked) -> int:
    """The highest number of a demand; 0 where a list has other marks than numbers, or none."""
    kind = checked.brief.kind
    lists = list(numbering.lists(checked.campaign, kind))
    if kind.frame == "clause" or any(not one.marks.startswith("1") for one in lists):
        return 0
    return max((one.start + len(one.demands) - 1 for one in lists), default=0)


def days_that_are_over(checked: Checked) -> Iterator[Problem]:
    """U342: a day by which something is demanded, and which is before that of the letter."""
    date = checked.date
    if date is None:
        return
    for number, group in enumerate(checked.campaign.demands):
        for index, demand in enumerate(group.items):
            for name, day in _days(demand):
                if day < date:
                    message = f"the demand “{demand.id}” is to be met by {day}, and the letter is dated {date}"
                    span = checked.span("demands", number, "items", index, "with", name)
                    yield Problem("U342", span, message, "correct the one or the other date", "warning")


def _days(demand: Demand) -> Iterator[tuple[str, datetime.date]]:
    """The parameters of a demand that name the day by which it is to be met, and what fills them."""
    for name, values in demand.with_.items():
        parameter = demand.parameters.get(name)
        if parameter is None or parameter.kind != "date" or demand.act is None or len(values) != 1:
            continue
        if re.search(rf"\b(?:by|no later than)\s+\{{\{{\s*{re.escape(name)}\s*\}}\}}", demand.act.text):
            try:
                yield name, datetime.date.fromisoformat(values[0])
            except ValueError:
                continue  # said where it is filled in


LETTER: tuple[LetterCheck, ...] = (unknown_numbers, days_that_are_over)
