"""What a form changes in the entry of whoever signed it: a first answer always, one that stands only if it agrees."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

import pytest

from undersigned.collecting.noting import Consents, Signature, noted
from undersigned.models.register import SignOn, WithheldSignOn
from undersigned.returned.answers import Answers, Doubt

DAY = datetime.date(2026, 5, 3)
ANSWERS = Answers("North Network", "Jane Doe", "Director", DAY, True, False)
SIGNATURE = Signature("north-network", ANSWERS, "v2", ("North Network", "North Network (NN)"))
CONSENTS = Consents(lambda name: name in ("v2", "v2.1"), lambda one, other: one > other)
ALL = {
    "status": "confirmed",
    "date": DAY,
    "signer": {"name": "Jane Doe", "function": "Director"},
    "how": "form",
    "version": "v2",
}
EMAIL = replace(SIGNATURE, answers=replace(ANSWERS, how="email"))


def entry(**values: Any) -> SignOn:
    return SignOn.model_validate({"id": "north-network", **values})


def test_a_first_answer_is_noted_whole() -> None:
    assert noted(SIGNATURE, None, CONSENTS) == ALL
    for status in ("invited", "pending"):
        assert noted(SIGNATURE, entry(status=status, note="x", contacted=DAY), CONSENTS) == ALL


def test_a_condition_is_met_by_signing() -> None:
    now = entry(status="conditional", condition="if others sign", version="v2")
    assert noted(SIGNATURE, now, CONSENTS) == {**{k: v for k, v in ALL.items() if k != "version"}, "condition": None}


def test_the_same_answer_changes_nothing() -> None:
    assert noted(SIGNATURE, entry(**ALL), CONSENTS) == {}
    assert noted(EMAIL, entry(**ALL), CONSENTS) == {}, "the form is the better evidence"


def test_an_id_alone_gets_what_was_not_known() -> None:
    assert noted(SIGNATURE, entry(), CONSENTS) == {key: value for key, value in ALL.items() if key != "status"}


def test_the_form_comes_before_an_email() -> None:
    now = entry(**{**ALL, "how": "email", "date": datetime.date(2026, 5, 1)})
    assert noted(SIGNATURE, now, CONSENTS) == {"how": "form", "date": DAY}


def test_a_name_may_still_be_printed() -> None:
    now = entry(status="invited", signer={"name": "Jane Doe", "public": True})
    changes = noted(SIGNATURE, now, CONSENTS)
    assert isinstance(changes, dict)
    assert changes["signer"] == {"name": "Jane Doe", "function": "Director", "public": True}


@pytest.mark.parametrize(
    ("typed", "before", "after"),
    [
        ("North Network", None, ...),
        ("North Network (NN)", None, ...),
        ("", None, ...),
        ("", "Old Name", ...),
        ("Old Name", "Old Name", ...),
        ("Northern Network", None, "Northern Network"),
        ("Northern Network", "Old Name", "Northern Network"),
        ("North Network", "Old Name", None),
        ("NORTH NETWORK", None, "NORTH NETWORK"),
    ],
)
def test_the_name_is_noted_where_the_letter_would_print_another(typed: str, before: str | None, after: Any) -> None:
    now = entry(status="invited", **({"as": before} if before else {}))
    changes = noted(replace(SIGNATURE, answers=replace(ANSWERS, organisation=typed)), now, CONSENTS)
    assert isinstance(changes, dict)
    assert changes.get("as", ...) == after


def test_no_name_is_noted_of_those_who_are_withheld() -> None:
    hidden = WithheldSignOn.model_validate({"id": "withheld-01", "name": "Secret", "status": "invited"})
    signature = replace(SIGNATURE, id="withheld-01", usual=None)
    assert noted(signature, hidden, CONSENTS) == ALL


@pytest.mark.parametrize(
    "values",
    [
        {"signer": {"name": "John Roe"}},
        {"date": datetime.date(2026, 5, 1)},
        {"signer": {"name": "Jane Doe", "function": "Chair"}},
        {"as": "Old Name"},
        {"version": "v2.1"},
    ],
)
def test_another_answer_that_stands_is_kept(values: dict[str, Any]) -> None:
    doubt = noted(SIGNATURE, entry(**{**ALL, **values}), CONSENTS)
    assert isinstance(doubt, Doubt)
    assert doubt.code == "U947"


@pytest.mark.parametrize("status", ["declined", "withdrawn"])
def test_a_no_is_kept(status: str) -> None:
    doubt = noted(SIGNATURE, entry(status=status, date=DAY), CONSENTS)
    assert isinstance(doubt, Doubt)
    assert doubt.code == "U949"
    assert "2026-05-03" in doubt.message


def test_who_agreed_to_other_words_may_agree_anew() -> None:
    now = entry(**{**ALL, "version": "v1", "signer": {"name": "John Roe"}, "date": datetime.date(2026, 4, 1)})
    assert noted(SIGNATURE, now, CONSENTS) == {key: ALL[key] for key in ("date", "signer", "version")}
