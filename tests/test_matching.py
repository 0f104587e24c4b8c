"""Names and the register: what is the same, what may be, what is not."""

from __future__ import annotations

import pytest

from tests.shipped import ROOT
from undersigned.intake import register
from undersigned.library import Library
from undersigned.matching import Matcher, Name, near_duplicates
from undersigned.models.register import Organisation
from undersigned.name_words import words
from undersigned.workspace import Workspace

SHIPPED = tuple(register(Library(Workspace(ROOT))).values())


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(SHIPPED)


def organisation(name: str, id_: str = "", **fields: object) -> Organisation:
    return Organisation.model_validate({"id": id_ or "-".join(words(name)), "name": name, **fields})


@pytest.mark.parametrize(
    ("typed", "id_", "how"),
    [
        ("World Organisation Against Torture", "omct", "exact"),
        ("World Organisation Against Torture (OMCT)", "omct", "exact"),
        ("  World Organisation\u00a0Against  Torture ", "omct", "exact"),
        ("Odhikar, Bangladesh", "odhikar", "exact"),
        ("Forest Peoples' Programme", "forest-peoples-programme", "exact"),
        ("Organisation mondiale contre la torture", "omct", "alias"),
        ("World Organization Against Torture", "omct", "alias"),
        ("Forum-Asia", "forum-asia", "alias"),
        ("People's Coalition on Food Sovereignty", "pcfs", "exact"),
        ("People’s Coalition on Food Sovereignty (PCFS) – Europe", "pcfs-europe", "exact"),
    ],
)
def test_what_is_sure_stands_alone(matcher: Matcher, typed: str, id_: str, how: str) -> None:
    (match,) = matcher.matches(Name(typed))
    assert (match.id, match.how, match.score) == (id_, how, 100)


@pytest.mark.parametrize(
    ("typed", "id_", "how"),
    [
        ("world organisation against TORTURE", "omct", "folded"),
        ("The Front-Line Defenders", "front-line-defenders", "folded"),
        ("Frontline Defenders", "front-line-defenders", "folded"),
        ("Cambodian Centre for Human Rights (Phnom Penh)", "cchr", "folded"),
        ("Comission for the Disapeared and Victims of Violence", "kontras", "fuzzy"),
        ("Zambian Social Forum", "zambia-social-forum", "fuzzy"),
        ("Earth Rights International", "earthrights", "folded"),
        ("OMCT", "omct", "acronym"),
        ("Front Lien Defenders", "front-line-defenders", "fuzzy"),
    ],
)
def test_what_is_not_sure_is_proposed(matcher: Matcher, typed: str, id_: str, how: str) -> None:
    match = matcher.matches(Name(typed))[0]
    assert (match.id, match.how) == (id_, how)
    assert match.score < 100


@pytest.mark.parametrize(
    "typed",
    [
        "Greenpeace",
        "PEN International",
        "FIAN Netherlands",
        "Amnesty International",
        "Freedom House",
        "Global Rights",
        "人权",
    ],
)
def test_what_is_new_meets_nobody(matcher: Matcher, typed: str) -> None:
    assert matcher.matches(Name(typed)) == ()


def test_a_known_other_country_makes_nobody_sure(matcher: Matcher) -> None:
    assert matcher.matches(Name("Odhikar", country="Bangladesh"))[0].how == "exact"
    assert matcher.matches(Name("Odhikar", country="BD"))[0].how == "exact"
    assert all(match.how not in ("exact", "alias") for match in matcher.matches(Name("Odhikar", country="Nepal")))


def test_two_with_one_spelling_are_both_proposed() -> None:
    two = [organisation("Media Watch", "mw-1"), organisation("Media Watch", "mw-2", country="Kenya")]
    found = Matcher(two).matches(Name("Media Watch"))
    assert sorted(match.id for match in found) == ["mw-1", "mw-2"]
    assert {match.how for match in found} == {"folded"}


def test_an_acronym_beside_the_name_proposes(matcher: Matcher) -> None:
    (match,) = matcher.matches(Name("Réseau contre la torture", acronym="omct"))
    assert (match.id, match.how) == ("omct", "acronym")


def test_the_shipped_register_has_no_near_duplicates() -> None:
    assert len(SHIPPED) > 80
    assert near_duplicates(SHIPPED) == []


SAME = [
    ("Asia Democracy Network", "Asian Democracy Network"),
    ("EarthRights International", "EarthRights"),
    ("PEN America", "PEN American Center"),
    ("The B Team", "B Team"),
    ("Business and Human Rights Resource Centre", "Business & Human Rights Resource Center"),
    ("Front Line Defenders", "Frontline Defenders"),
    ("International Commission of Jurists", "International Commision of Jurists"),
    ("Human Rights Now", "Human Rights Now (HRN)"),
    ("Zebra Union", "Zebra Unoin"),
]
DIFFERENT = [
    ("Human Rights Now", "Human Rights Watch"),
    ("PEN Canada", "PEN America"),
    ("Freedom Forum", "Freedom House"),
    ("Asian Forum for Human Rights", "Asian Network for Human Rights"),
    ("Committee Against Torture", "World Organisation Against Torture"),
    ("International Federation for Human Rights", "International Service for Human Rights"),
    ("Committee to Protect Journalists", "Committee to Support Journalists"),
    ("Amnesty International", "Amnesty International Nepal"),
    ("Women Workers Union of Kenya", "Women Workers Union of Uganda"),
]


def _found_near(first: str, second: str) -> bool:
    others = [one for one in SHIPPED if one.name not in (first, second)]
    pairs = near_duplicates([*others, organisation(first, "x-1"), organisation(second, "x-2")])
    return any({pair.first, pair.second} == {"x-1", "x-2"} for pair in pairs)


@pytest.mark.parametrize(("first", "second"), SAME)
def test_duplicates_are_found(first: str, second: str) -> None:
    assert _found_near(first, second)


@pytest.mark.parametrize(("first", "second"), DIFFERENT)
def test_others_are_no_false_alarm(first: str, second: str) -> None:
    assert not _found_near(first, second)


def test_a_branch_is_no_duplicate_but_a_name_that_is_an_acronym_is() -> None:
    body = organisation("Food Coalition", "pcfs", acronym="PCFS")
    branch = organisation("Food Coalition", "pcfs-europe", acronym="PCFS", region="Europe", parent="pcfs")
    assert near_duplicates([body, branch]) == []
    assert [(pair.first, pair.second) for pair in near_duplicates([body, organisation("PCFS", "other")])] == [
        ("pcfs", "other")
    ]


def test_the_country_parts_two_of_one_name() -> None:
    kenya = organisation("Center for Prisoners", "a", country="Kenya")
    nepal = organisation("Centre for Prisoners", "b", country="Nepal")
    assert near_duplicates([kenya, nepal]) == []
    assert len(near_duplicates([kenya, organisation("Centre for Prisoners", "b", country="KE")])) == 1
