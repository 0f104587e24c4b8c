"""Names where ids belong: entries of the library, and states by whatever people call them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import workspaces
from undersigned.library import Library
from undersigned.references import registered
from undersigned.states import states
from undersigned.suggestions import is_id, new_entry, state_named
from undersigned.workspace import Workspace

NAMES = {
    "Netherlands": "NL",
    "the Netherlands": "NL",
    "Pays-Bas": "NL",
    "les Pays-Bas": "NL",
    "Holland": "NL",
    "the Kingdom of the Netherlands": "NL",
    "UK": "GB",
    "Great Britain": "GB",
    "Royaume-Uni": "GB",
    "USA": "US",
    "États-Unis": "US",
    "South Korea": "KR",
    "North Korea": "KP",
    "Russia": "RU",
    "Iran": "IR",
    "Ivory Coast": "CI",
    "Cote d'Ivoire": "CI",
    "Vietnam": "VN",
    "Laos": "LA",
    "Czech Republic": "CZ",
    "Burma": "MM",
    "germany": "DE",
}


@pytest.mark.parametrize("name", NAMES)
def test_a_state_is_known_by_its_names(name: str) -> None:
    state = state_named(name)
    assert state is not None
    assert state.code == NAMES[name]


@pytest.mark.parametrize("name", ["Narnia", "Europe", "NL", "", "Taiwan", "Guinea Pig"])
def test_what_is_no_state_is_none(name: str) -> None:
    assert state_named(name) is None


def test_the_official_names_of_states_are_their_own() -> None:
    assert all(state_named(name) == state for state in states() for name in (state.english, state.french))


@pytest.mark.parametrize(
    ("words", "remedy"),
    [
        ("North Network", "write the id of the one that is meant: north-network or north-network-asia"),
        ("the east lawyers", "write its id: east-lawyers"),
        ("EAST LAWYERS", "write its id: east-lawyers"),
        ("Union Zèbre", "write its id: zebra-union"),
        ("Union Zebre", "write its id: zebra-union"),
        ("Zebra Unoin", "did you mean “zebra-union”?"),
        ("Zebra", "did you mean “zebra-union”?"),
        ("Jane Doe", "write its id: jane-doe"),
        ("jane-do", "did you mean “jane-doe”?"),
        ("Amnesty", "add it to signatories/organisations.yaml as “amnesty: {name: Amnesty}”, and write amnesty here"),
        ("amnesty-uk", "add it to signatories/organisations.yaml"),
    ],
)
def test_who_signs_may_be_named_otherwise(words: str, remedy: str, tmp_path: Path) -> None:
    assert registered(words, Library(Workspace(workspaces.build(tmp_path)))) == remedy


def test_whom_the_register_calls_by_an_alias_is_found(tmp_path: Path) -> None:
    register = "omct: {name: World Organisation Against Torture, acronym: OMCT, aliases: [The Torture Organization]}\n"
    root = workspaces.build(tmp_path, {"signatories/organisations.yaml": register})
    for words in ("OMCT", "torture organization", "the World Organisation Against Torture"):
        assert Library(Workspace(root)).organisations.meanings.remedy(words, "") == "write its id: omct"


def test_what_is_an_id() -> None:
    assert all(map(is_id, ("a", "forum-asia", "2020-eba")))
    assert not any(map(is_id, ("A", "forum_asia", "a b", "", "-a", "é", None, 3)))


def test_a_name_without_letters_makes_no_id() -> None:
    assert new_entry("中国", "x.yaml") == "add it to x.yaml"
