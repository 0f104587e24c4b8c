"""Where signatories come from: countries as the register states them, in the words of a letter's language."""

from __future__ import annotations

import re
from functools import lru_cache

from undersigned.collation import without_article
from undersigned.language import base, territory
from undersigned.states import State, named


@lru_cache(maxsize=1024)
def country_name(country: str, language: str) -> str:
    """A country in the letter's language, without an article; as it is stated where that is not known."""
    state, spoken = named(country), base(language)
    if spoken == "fr" and state:
        return without_article(state.french, "fr")
    if spoken == "en":
        return _english(country, state)
    return (territory(state.code if state else country, language) if state or _is_code(country) else "") or country


@lru_cache(maxsize=1024)
def country_key(country: str) -> str:
    """What is the same for a country however the register states it: by its name or by its code."""
    state = named(country)
    return state.code if state else country.casefold()


def _english(country: str, state: State | None) -> str:
    if not _is_code(country):
        return country
    return without_article(state.english, "en") if state else territory(country, "en") or country


def _is_code(country: str) -> bool:
    return re.fullmatch("[A-Z]{2}", country) is not None
