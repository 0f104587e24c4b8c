"""How many sign, by the classes and scopes in which a sentence can say it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Counts:
    """Numbers of confirmed signatories; `countries` is that of the countries they come from.

    `total` is everybody, `withheld` those of them who are not named. These are counted in no other number: who they are
    is known to no letter.
    """

    total: int = 0
    organisations: int = 0
    individuals: int = 0
    withheld: int = 0
    international: int = 0
    regional: int = 0
    national: int = 0
    local: int = 0
    countries: int = 0
