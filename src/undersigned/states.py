"""The member states of the United Nations: their names in English and French, as they stand in a sentence.

Names, articles and formal names follow UNTERM, the terminology database of the United Nations. Three short names are as
an editor writes them: the United Kingdom, the Netherlands and the Maldives.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class State:
    """A member state of the United Nations: its ISO 3166-1 alpha-2 code, and its names as they stand in a sentence.

    `id` is made of the English name without its article: `netherlands`, `cote-d-ivoire`. Articles are in lower case:
    `the Netherlands`, `les Pays-Bas`. The formal names are those of an address: `the Kingdom of the Netherlands`.
    """

    code: str
    id: str
    english: str
    english_formal: str
    french: str
    french_formal: str


@cache
def states() -> tuple[State, ...]:
    """All 193, sorted by English name, without regard to article, case and accents."""
    with Path(__file__).with_name("states.csv").open(encoding="utf-8", newline="") as file:
        found = [State(id=_id(row["english"]), **row) for row in csv.DictReader(file)]
    return tuple(sorted(found, key=lambda state: _bare(state.english)))


def find(name: str) -> State | None:
    """The state with this code, in upper case (`NL`), or with this id (`netherlands`)."""
    return _by_name().get(name)


def named(name: str) -> State | None:
    """The state that somebody means by a code, an id, or an English name with or without its article."""
    return find(name) or find(_id(name))


@cache
def _by_name() -> Mapping[str, State]:
    return {name: state for state in states() for name in (state.code, state.id)}


def of_french(name: str) -> str:
    """`de` before a French name with its article, contracted: `le Royaume` → `du Royaume`, `Haïti` → `d’Haïti`.

    An h counts as mute, as it is in every name of a state that has no article.
    """
    article, _, rest = name.partition(" ")
    if article in ("le", "les"):
        return f"{'du' if article == 'le' else 'des'} {rest}"
    if article == "la" or name.startswith("l’"):
        return f"de {name}"
    return f"d’{name}" if _plain(name).startswith(tuple("aeiouh")) else f"de {name}"


def _bare(english: str) -> str:
    return _plain(english.removeprefix("the "))


def _id(english: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", _bare(english)).strip("-")


def _plain(text: str) -> str:
    """In lower case, without accents."""
    return "".join(one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one)).casefold()
