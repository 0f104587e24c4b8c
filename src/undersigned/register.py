"""Who signs a letter, and the numbers that its sentences say: of those who have confirmed, and of nobody else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import get_args

from undersigned import language
from undersigned.brief import Brief, Signatory
from undersigned.counting import Counts
from undersigned.countries import country_key
from undersigned.models.register import Organisation, Scope
from undersigned.printed_names import printed_name

_UNCONFIRMED = ("conditional", "pending", "invited")
_SCOPES: tuple[str, ...] = get_args(Scope)


def confirmed(brief: Brief) -> list[Signatory]:
    """Those who have agreed, in the order in which the campaign lists them."""
    return [signatory for signatory in brief.signatories if signatory.signon.status == "confirmed"]


def unconfirmed(brief: Brief) -> list[Signatory]:
    """Those who have been asked and may still agree, in the order in which the campaign lists them."""
    return [signatory for signatory in brief.signatories if signatory.signon.status in _UNCONFIRMED]


def count(brief: Brief) -> int:
    """How many sign, those who are not named included."""
    if brief.counts is not None:
        return brief.counts.total
    return len(confirmed(brief)) + brief.withheld


def counts(brief: Brief) -> Counts:
    """How many sign, by class and scope; who is not named counts in the total alone. A person who signs on behalf of an
    organisation counts as that organisation."""
    if brief.counts is not None:
        return brief.counts
    signing = [signatory.signing for signatory in confirmed(brief)]
    organisations = [entry for entry in signing if isinstance(entry, Organisation)]
    scopes = Counter(entry.scope for entry in organisations)
    return Counts(
        total=len(signing) + brief.withheld,
        organisations=len(organisations),
        individuals=len(signing) - len(organisations),
        withheld=brief.withheld,
        international=scopes["international"],
        regional=scopes["regional"],
        national=scopes["national"],
        local=scopes["local"],
        countries=len({country_key(entry.country) for entry in signing if entry.country}),
    )


def scopes_in_words(brief: Brief) -> list[str]:
    """The scopes of the organisations that sign, the widest first, as sentences call them."""
    numbers, stated = counts(brief), brief.campaign.signatories.scopes
    forms = language.words(brief.campaign.language).signatories.scopes
    return [stated.get(scope, forms[scope]) for scope in _SCOPES if getattr(numbers, scope)]


def without_scope(brief: Brief) -> list[str]:
    """The ids of the organisations that sign and of whom the register does not say how far they reach."""
    return [] if brief.counts else [entry.id for entry in _organisations(brief) if entry.scope is None]


def without_country(brief: Brief) -> list[str]:
    """The ids of the national and local organisations that sign and whose country the register does not name."""
    near = [entry for entry in _organisations(brief) if entry.scope in ("national", "local")]
    return [] if brief.counts else [entry.id for entry in near if entry.country is None]


def _organisations(brief: Brief) -> Iterator[Organisation]:
    for signatory in confirmed(brief):
        if isinstance(signatory.signing, Organisation):
            yield signatory.signing


def leading(brief: Brief) -> list[str]:
    """The names of those who lead the list, as they are printed."""
    options, spoken = brief.campaign.signatories, brief.campaign.language
    by_id = {signatory.signon.id: signatory for signatory in confirmed(brief)}
    return [printed_name(by_id[lead], options, spoken) for lead in options.lead if lead in by_id]
