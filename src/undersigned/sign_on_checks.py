"""What is wrong between a campaign's list of signatories and those who sign it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import get_args

from undersigned.assembly import Places
from undersigned.brief import Signatory
from undersigned.language import format_date
from undersigned.models.campaign import Campaign
from undersigned.models.register import Scope
from undersigned.problems import Problem, Span, did_you_mean

_SCOPES: tuple[str, ...] = get_args(Scope)
_HEADINGS = {
    "scope": (*_SCOPES, "individuals", "other"),
    "class": ("organisations", "individuals"),
}
"""The groups that there can be; countries and kinds are as many as people write."""
_GONE = ("declined", "withdrawn")


def sign_on_problems(campaign: Campaign, signatories: Sequence[Signatory], places: Places) -> Iterator[Problem]:
    """Groups and scopes that there are not, and signatures later than the day that the list states for itself."""
    options = campaign.signatories
    yield from _unknown_groups(options.headings, _HEADINGS.get(options.group_by), "headings", places)
    yield from _unknown_groups(options.scopes, _SCOPES, "scopes", places)
    if options.as_of is None:
        return
    for signatory in signatories:
        day = signatory.signon.date
        if signatory.signon.status == "confirmed" and day is not None and day > options.as_of:
            dates = format_date(options.as_of, "en"), format_date(day, "en")
            message = f"the list is as of {dates[0]}, and “{signatory.signon.id}” on it signed on {dates[1]}"
            remedy = f"write “as_of: {day.isoformat()}” or later"
            yield Problem("U334", signatory.span, message, remedy, "warning")


def _unknown_groups(
    stated: Mapping[str, str], known: tuple[str, ...] | None, key: str, places: Places
) -> Iterator[Problem]:
    for name in stated:
        if known is not None and name not in known:
            span = places.key_span(("signatories", key, name))
            remedy = did_you_mean(name, known) or f"there are {', '.join(known)}"
            yield Problem("U335", span, f"no group of signatories is called “{name}”", remedy)


def signing_twice(signatories: Sequence[Signatory]) -> Iterator[Problem]:
    """Organisations that sign themselves and once more through a person, or through two persons."""
    first: dict[str, Span] = {}
    for signatory in signatories:
        if signatory.signon.status in _GONE:
            continue
        name = signatory.signing.id
        before = first.setdefault(name, signatory.span)
        if before is not signatory.span:
            message = f"“{name}” signs twice, counting those who sign on its behalf"
            remedy = f"the first is on line {before.line}; take one away"
            yield Problem("U306", signatory.span, message, remedy)
