"""The demands that a document lists, each with its place in the campaign and the words that are printed of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from undersigned.checks.checked import Checked
from undersigned.language import base
from undersigned.models.demand import Demand
from undersigned.problems import Span


class Asked(NamedTuple):
    """A demand of a document. `words` are all that is printed of it, those of the demands below it included; `below`
    says that it stands below another, whose words it completes."""

    demand: Demand
    span: Span
    words: str
    below: bool = False


@lru_cache(maxsize=2)
def asked(checked: Checked) -> Sequence[Asked]:
    """The demands in the order of their lists, each with those below it; what the addressee itself does is none."""
    return tuple(_all_asked(checked))


def _all_asked(checked: Checked) -> Iterator[Asked]:
    if checked.brief.kind.frame is None:
        return
    for group_index, group in enumerate(checked.campaign.demands):
        for index, demand in enumerate(group.items):
            if not demand.operative:
                path = ("demands", group_index, "items", index)
                yield _asked(checked, demand, path)
                for number, part in enumerate(demand.items):
                    yield _asked(checked, part, (*path, "items", number), below=True)


def _asked(checked: Checked, demand: Demand, path: tuple[str | int, ...], *, below: bool = False) -> Asked:
    passage = checked.drafted.listed.get(demand.id)
    span = checked.span(*path, "use") if demand.use else checked.span(*path)
    return Asked(demand, span, passage.words if passage else "", below)


def is_english(checked: Checked) -> bool:
    """Whether the letter is in English, and so the words that the campaign itself gives to demands."""
    return base(checked.campaign.language) == "en"
