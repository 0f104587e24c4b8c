"""How a letter speaks to those who receive it: salutations, “your Government”, articles, and who is called “you”."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests import workspaces
from undersigned import addressing
from undersigned.models.shared import Addressee
from undersigned.problems import Problem


def person(greeting: str | None, **more: Any) -> Addressee:
    return Addressee.model_validate({"id": "x", "name": "X", "kind": "person", "greeting": greeting, **more})


STATE = Addressee(id="aland", name="Aland", kind="state")
BODY = Addressee(id="council", name="the Council", kind="body")
GROUP = Addressee(id="all", name="the Members", kind="group", plural=True, members=("aland",))
DELEGATIONS = GROUP.model_copy(update={"greeting": "Excellencies"})
ABLE, BEST, COLE = (person(greeting) for greeting in ("Minister Able", "Judge Best", "Dr Cole"))
QUEEN = person("Your Majesty")
MANY = [person(f"Minister {name}") for name in ("A", "B", "C", "D", "E", "F")]

SALUTATIONS: dict[str, tuple[list[Addressee], Addressee | None, str]] = {
    "one": ([ABLE], None, "Dear Minister Able,"),
    "two": ([ABLE, BEST], None, "Dear Minister Able and Judge Best,"),
    "three": ([ABLE, BEST, COLE], None, "Dear Minister Able, Judge Best and Dr Cole,"),
    "two who are greeted alike": ([person("Members"), person("Members")], None, "Dear Members,"),
    "a state": ([STATE], None, "Your Excellency,"),
    "several states": ([STATE, STATE], None, "Your Excellencies,"),
    "a state with a greeting of its own": (
        [STATE.model_copy(update={"greeting": "Ambassador"})],
        None,
        "Dear Ambassador,",
    ),
    "a state and a minister": ([STATE, ABLE], None, "Your Excellency and Minister Able,"),
    "two states and a minister": ([STATE, STATE, ABLE], None, "Your Excellencies and Minister Able,"),
    "majesty": ([QUEEN], None, "Your Majesty,"),
    "majesty and a minister": ([QUEEN, ABLE], None, "Your Majesty and Minister Able,"),
    "excellency": ([person("Excellency")], None, "Excellency,"),
    "madam": ([person("Madam Chair")], None, "Madam Chair,"),
    "sirs": ([person("Sirs")], None, "Sirs,"),
    "a knight": ([person("Sir Alex")], None, "Dear Sir Alex,"),
    "more than a line holds": (MANY, None, "Your Excellencies,"),
    "a group with a greeting": ([STATE, STATE], DELEGATIONS, "Excellencies,"),
    "a group without": ([STATE, STATE], GROUP, "Your Excellencies,"),
    "a group of one": ([STATE], GROUP, "Your Excellency,"),
    "a body": ([BODY], None, ""),
    "a body and a minister": ([BODY, ABLE], None, ""),
    "nobody": ([], None, ""),
}


@pytest.mark.parametrize("case", SALUTATIONS)
def test_a_salutation_follows_from_the_addressees(case: str) -> None:
    people, group, expected = SALUTATIONS[case]
    assert addressing.salutation(people, group, "en") == expected


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        ([STATE], "Excellence,"),
        ([STATE, STATE], "Excellences,"),
        ([person("Minister Able", languages={"fr": {"greeting": "Madame la Ministre"}})], "Madame la Ministre,"),
        (
            [
                person("A", languages={"fr": {"greeting": "Monsieur le Président"}}),
                person("B", languages={"fr": {"greeting": "Madame la Ministre"}}),
            ],
            "Monsieur le Président et Madame la Ministre,",
        ),
    ],
)
def test_a_french_salutation(people: list[Addressee], expected: str) -> None:
    for language in ("fr", "fr-CH"):
        assert addressing.salutation(people, None, language) == expected


@pytest.mark.parametrize(
    ("people", "english", "french"),
    [
        ([STATE], "your Government", "votre Gouvernement"),
        ([STATE, STATE], "your Governments", "vos Gouvernements"),
        ([BODY], "you", "vous"),
        ([STATE, ABLE], "you", "vous"),
        ([], "you", "vous"),
    ],
)
def test_your_government(people: list[Addressee], english: str, french: str) -> None:
    assert addressing.you(people, "en") == english
    assert addressing.you(people, "fr-CA") == french


def test_the_lines_of_an_address() -> None:
    minister = person(
        "Minister Able",
        name="Alex Able",
        formal="Dr Alex Able",
        honorific="Mr",
        style="His Excellency",
        office="Minister of Justice",
        organisation="Ministry of Justice",
        capacity="acting as President of the Council",
        address=["1 Long Street", "Eastville"],
        languages={"fr": {"honorific": "M.", "style": "Son Excellence", "office": "Ministre de la Justice"}},
    )
    assert addressing.lines(minister, "en") == [
        *("His Excellency", "Mr Dr Alex Able", "Minister of Justice", "Ministry of Justice"),
        *("acting as President of the Council", "1 Long Street", "Eastville"),
    ]
    assert addressing.lines(minister, "fr")[:3] == ["Son Excellence", "M. Dr Alex Able", "Ministre de la Justice"]
    assert addressing.lines(STATE, "en") == ["Aland"]


# --- in a letter ------------------------------------------------------------------------------------------------------


def campaign(kind: str = "joint-letter", **fields: Any) -> dict[str, str | bytes | None]:
    """The file of one campaign, `x`, which states the fields."""
    stated = {
        "title": "A letter",
        "date": "2020-07-21",
        "documents": {kind: {}},
        "target": "government",
        "subject": "Eastland",
        "opening": "We write to {{ addressees.names }} and ask {{ addressees.you }}.",
        "demands": ["open-prisons"],
        **fields,
    }
    return {"campaigns/x/campaign.yaml": json.dumps(stated)}


def written(root: Path, kind: str = "joint-letter", **fields: Any) -> str:
    return workspaces.markdown(workspaces.build(root, campaign(kind, **fields)), "x")


def problems(root: Path, **fields: Any) -> tuple[Problem, ...]:
    return workspaces.problems(workspaces.build(root, campaign(**fields)), "x")


@pytest.mark.parametrize(
    ("addressees", "salutation"),
    [
        ([{"use": "minister"}], "Dear Minister Able,"),
        ([{"use": "donors"}], "Your Excellencies,"),
        ([{"use": "first-donor"}], "Your Excellency,"),
        ([{"use": "NL"}], "Your Excellency,"),
        ([{"use": "first-donor"}, {"use": "minister"}], "Your Excellency and Minister Able,"),
        ([{"use": "minister", "greeting": "Your Majesty"}], "Your Majesty,"),
        ([{"use": "donors", "greeting": "Excellencies of the Board"}], "Excellencies of the Board,"),
        (["The donors"], "Your Excellencies,"),
    ],
)
def test_the_salutation_of_a_letter(addressees: list[Any], salutation: str, tmp_path: Path) -> None:
    assert f"\n{salutation}\n" in written(tmp_path, addressees=addressees)


def test_a_salutation_by_hand_goes_before_any_that_is_made(tmp_path: Path) -> None:
    said = written(tmp_path, addressees=[{"use": "minister"}], salutation="Dear friends,")
    assert "\nDear friends,\n" in said
    assert "Able," not in said


@pytest.mark.parametrize(
    ("addressees", "sentence"),
    [
        (["donors"], "Aland, the Bislands and Ceeland and ask your Governments."),
        (["NL"], "the Netherlands and ask your Government."),
        (["GM", "CI"], "the Gambia and Côte d’Ivoire and ask your Governments."),
        (["minister"], "Alex Able and ask you."),
        (["un-member-states"], "the Member States of the United Nations and ask your Governments."),
    ],
)
def test_names_stand_in_a_sentence_with_their_articles(addressees: list[str], sentence: str, tmp_path: Path) -> None:
    said = written(tmp_path, addressees=[{"use": name} for name in addressees])
    assert f"We write to {sentence}\n" in said


# --- who is “you” -----------------------------------------------------------------------------------------------------

MEND = [{"use": "mend-law", "with": {"law": "the law"}}]


@pytest.mark.parametrize(
    ("kind", "target", "addressees", "said"),
    [
        ("joint-letter", "government", ["donors"], "meet its obligations."),
        ("joint-letter", "government", ["government"], "meet your obligations."),
        ("joint-letter", "donors", ["donors"], "meet your obligations."),
        ("joint-letter", "donors", ["first-donor"], "meet your obligations."),
        ("joint-letter", "donors", ["first-donor", "government"], "meet their obligations."),
        ("joint-letter", "first-donor", ["donors"], "meet its obligations."),
        ("request-letter", "minister", ["minister"], "to amend the law without delay and meet your obligations."),
        ("council-letter", "government", ["government"], "the Government of Eastland to amend the law without delay"),
        ("council-letter", "donors", ["donors"], "and meet their obligations."),
        ("council-letter", "government", ["government"], "and meet its obligations."),
    ],
)
def test_what_is_its_becomes_your_where_the_letter_speaks_to_it(
    kind: str, target: str, addressees: list[str], said: str, tmp_path: Path
) -> None:
    people = [{"use": name} for name in addressees]
    letter = written(tmp_path, kind, target=target, addressees=people, demands=MEND)
    assert said in letter
    assert ("your" in said) == ("your obligations" in letter)


def test_a_page_for_everybody_speaks_to_nobody(tmp_path: Path) -> None:
    demands = [{"id": "own", "noun": "respect for {{ its }} duties"}]
    said = written(tmp_path, "news-item", addressees=[{"use": "government"}], demands=demands)
    assert "- respect for its duties." in said


def test_prose_can_ask_whether_it_speaks_to_the_target(tmp_path: Path) -> None:
    body = '{{ "Your own promise" if target.is_addressed else "Its promise" }} stands, says {{ target }}.'
    assert "Its promise stands, says the Government" in written(
        tmp_path / "1", addressees=[{"use": "donors"}], body=body
    )
    assert "Your own promise stands" in written(tmp_path / "2", addressees=[{"use": "government"}], body=body)


@pytest.mark.parametrize(
    ("target", "possessive"), [("minister", "their"), ("commission", "their"), ("donors", "their")]
)
def test_people_and_groups_have_theirs(target: str, possessive: str, tmp_path: Path) -> None:
    said = written(tmp_path, target=target, addressees=["The press"], demands=MEND)
    assert f"meet {possessive} obligations." in said


# --- who cannot be written to -----------------------------------------------------------------------------------------


def test_an_office_that_has_ended_is_found_wherever_it_is_named(tmp_path: Path) -> None:
    ended = {"use": "minister", "until": "2020-07-20"}
    found = problems(tmp_path, addressees=[ended], cc=[{"name": "Old Office", "until": "2019-01-01"}], target=ended)
    assert [problem.code for problem in found] == ["U314"] * 3
    assert "Alex Able held this office until 2020-07-20" in found[0].message


@pytest.mark.parametrize(
    "fields", [{"addressees": [{"use": "minister", "until": "2020-07-21"}]}, {"date": None}], ids=["last day", "draft"]
)
def test_an_office_is_held_to_its_last_day(fields: dict[str, Any], tmp_path: Path) -> None:
    people = [{"use": "minister", "until": "2020-07-20"}]
    assert not problems(tmp_path, **{"addressees": people, **fields})


@pytest.mark.parametrize("kind", ["person", "office"])
def test_people_need_a_greeting_unless_the_letter_has_a_salutation(kind: str, tmp_path: Path) -> None:
    people = [{"name": "Ada", "kind": kind}]
    assert [problem.code for problem in problems(tmp_path / "1", addressees=people)] == ["U316"]
    for number, stated in enumerate([{"salutation": "Dear Ada,"}, {"salutation": "none"}], 2):
        assert not problems(tmp_path / str(number), addressees=people, **stated)
