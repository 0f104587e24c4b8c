"""The words around a list of signatories, in each language that the program knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SignatoryWords:
    """The words of one language.

    `scopes` are adjectives as they stand before or after "organisations", `groups` the headings of groups. `on_behalf`
    is how a person signs for an organisation, `signed_by` how an organisation signs by a person. `statuses` say how
    matters stand with somebody whom only a draft lists.
    """

    scopes: Mapping[str, str]
    groups: Mapping[str, str]
    on_behalf: str
    signed_by: str
    personal: str
    as_of: str
    late: str
    unconfirmed: str
    statuses: Mapping[str, str]
    draft: str
    draft_notice: str


ENGLISH = SignatoryWords(
    scopes={
        "international": "international",
        "regional": "regional",
        "national": "national",
        "local": "local",
    },
    groups={
        "international": "International organisations",
        "regional": "Regional organisations",
        "national": "National organisations",
        "local": "Local organisations",
        "organisations": "Organisations",
        "individuals": "Individuals",
        "other": "Others",
    },
    on_behalf="{person}, on behalf of {organisation}",
    signed_by="{organisation}, by {person}",
    personal="In a personal capacity.",
    as_of="Signatories as of {date}.",
    late="Signed after {date}",
    unconfirmed="Not yet confirmed",
    statuses={"invited": "invited", "pending": "decision pending", "conditional": "on a condition"},
    draft="Draft",
    draft_notice="Draft, not for publication.",
)

FRENCH = SignatoryWords(
    scopes={
        "international": "internationales",
        "regional": "régionales",
        "national": "nationales",
        "local": "locales",
    },
    groups={
        "international": "Organisations internationales",
        "regional": "Organisations régionales",
        "national": "Organisations nationales",
        "local": "Organisations locales",
        "organisations": "Organisations",
        "individuals": "Personnes",
        "other": "Autres",
    },
    on_behalf="{person}, pour {organisation}",
    signed_by="{organisation}, par {person}",
    personal="À titre personnel.",
    as_of="Signataires au {date}.",
    late="Signatures reçues après le {date}",
    unconfirmed="Pas encore confirmés",
    statuses={
        "invited": "invitation envoyée",
        "pending": "décision attendue",
        "conditional": "sous condition",
    },
    draft="Projet",
    draft_notice="Projet, ne pas diffuser.",
)
