"""The words of a status: how matters stand, what is left of the time, and the page that is shared."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from undersigned.language import base, plural

_DAY = datetime.timedelta(days=1)
_HOUR = datetime.timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class StatusWords:
    """The words of one language. `states` are by state, `headings` those of the columns of the page's table.

    `signed` says how many have signed of those who were asked, `withheld` how many of them are not named.
    """

    heading: str
    as_of: str
    text: str
    states: Mapping[str, str]
    signed: str
    withheld: Mapping[str, str]
    nobody: str
    deadline: str
    days: Mapping[str, str]
    hours: Mapping[str, str]
    last_hour: str
    last_day: str
    passed: str
    passed_days: Mapping[str, str]
    in_numbers: str
    table: str
    headings: tuple[str, str, str, str, str]
    unknown: str


ENGLISH = StatusWords(
    heading="Signatures",
    as_of="As of {day}",
    text="Text to be signed: version {version}",
    states={
        "signed": "signed",
        "again": "must confirm again",
        "conditional": "on a condition",
        "pending": "decision pending",
        "invited": "no answer yet",
        "declined": "declined",
        "withdrawn": "withdrawn",
    },
    signed="{signed} of {asked} signed",
    withheld={"one": "One of those who signed is not named.", "other": "{count} of those who signed are not named."},
    nobody="Nobody has been asked yet.",
    deadline="Deadline: {deadline}",
    days={"one": "{count} day left", "other": "{count} days left"},
    hours={"one": "{count} hour left", "other": "{count} hours left"},
    last_hour="less than an hour left",
    last_day="the last day",
    passed="the deadline has passed",
    passed_days={"one": "passed {count} day ago", "other": "passed {count} days ago"},
    in_numbers="In numbers",
    table="Who was asked",
    headings=("Name", "Status", "Since", "Version", "Last contact"),
    unknown="not noted",
)

FRENCH = StatusWords(
    heading="Signatures",
    as_of="État au {day}",
    text="Texte à signer\u00a0: version {version}",
    states={
        "signed": "signé",
        "again": "à confirmer de nouveau",
        "conditional": "sous condition",
        "pending": "décision attendue",
        "invited": "pas encore de réponse",
        "declined": "refusé",
        "withdrawn": "retiré",
    },
    signed="{signed} sur {asked} ont signé",
    withheld={
        "one": "Un des signataires n’est pas nommé.",
        "other": "{count} des signataires ne sont pas nommés.",
    },
    nobody="Personne n’a encore été invité.",
    deadline="Délai\u00a0: {deadline}",
    days={"one": "encore {count} jour", "other": "encore {count} jours"},
    hours={"one": "encore {count} heure", "other": "encore {count} heures"},
    last_hour="moins d’une heure",
    last_day="dernier jour",
    passed="le délai a expiré",
    passed_days={"one": "expiré depuis {count} jour", "other": "expiré depuis {count} jours"},
    in_numbers="En chiffres",
    table="Qui a été invité",
    headings=("Nom", "État", "Depuis le", "Version", "Dernier contact"),
    unknown="pas noté",
)

_WORDINGS = {"en": ENGLISH, "fr": FRENCH}


def words(language: str) -> StatusWords:
    """The words of a language, a BCP 47 tag; English where the program does not know it."""
    return _WORDINGS.get(base(language), ENGLISH)


def is_spoken(language: str) -> bool:
    """Whether there are words in a language."""
    return base(language) in _WORDINGS


def time_left(left: datetime.timedelta, language: str, *, has_hour: bool) -> str:
    """How long there is left: `3 days left`, `5 hours left`, `the last day`, `passed 2 days ago`.

    What has begun is not counted, so that nobody believes to have more time than there is; without an hour the days
    that are counted come after today, and `left` runs until the end of the last one.
    """
    said = words(language)
    if left <= datetime.timedelta():
        days = -left // _DAY
        return plural(said.passed_days, days, language) if days else said.passed
    if left >= 2 * _DAY or not has_hour:
        days = left // _DAY
        return plural(said.days, days, language) if days else said.last_day
    hours = left // _HOUR
    return plural(said.hours, hours, language) if hours else said.last_hour
