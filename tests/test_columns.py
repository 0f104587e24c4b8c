"""What the columns of a web form mean: guessed, said, remembered."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from undersigned.intake.columns import Columns, understand
from undersigned.intake.spreadsheets import Sheet
from undersigned.problems import Problem, Refused


def sheet(*headers: str) -> Sheet:
    return Sheet("in.csv", 1, headers, ())


def meanings(*headers: str, said: Sequence[str] = ()) -> dict[str, str]:
    """The header of each field."""
    columns = understand(sheet(*headers), said)
    return {name: headers[place] for name, place in columns.places.items()}


def refused(*headers: str, said: Sequence[str] = ()) -> tuple[Problem, ...]:
    with pytest.raises(Refused) as refusal:
        understand(sheet(*headers), said)
    return refusal.value.problems


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Organisation name", "name"),
        ("Name of your organization (as it should appear)", "name"),
        ("Nom de l’organisation", "name"),
        ("ORGANISATION", "name"),
        ("Organisation / Organization", "name"),
        ("Dénomination", "name"),
        ("Country of registration", "country"),
        ("Pays", "country"),
        ("E-mail", "email"),
        ("Courriel", "email"),
        ("Contact person", "contact"),
        ("Personne de contact", "contact"),
        ("Function", "function"),
        ("Fonction", "function"),
        ("Do you agree to be named publicly?", "consent"),
        ("Acceptez-vous que votre nom soit publié ?", "consent"),
        ("May we publish your organisation’s name?", "consent"),
        ("Do not publish our name", "withhold"),
        ("Please don’t list us publicly", "withhold"),
        ("Souhaitez-vous rester anonyme ?", "withhold"),
        ("Ne pas publier notre nom", "withhold"),
        ("Acronym", "acronym"),
        ("Sigle", "acronym"),
        ("Website", "website"),
        ("Site web", "website"),
        ("Timestamp", "date"),
        ("Horodateur", "date"),
        ("Comments", "comments"),
        ("Commentaires", "comments"),
        ("Name of signatory", "signer"),
        ("Type of organisation", "kind"),
    ],
)
def test_common_headers_are_known(header: str, field: str) -> None:
    assert meanings("Organisation" if field != "name" else "Other", header)[field] == header


@pytest.mark.parametrize(
    "header", ["Do you endorse the letter?", "Do you agree to our privacy policy?", "ID", "Start time", "Public"]
)
def test_what_says_nothing_about_being_named_is_no_consent(header: str) -> None:
    columns = understand(sheet("Organisation", header))
    assert "consent" not in columns.places
    assert columns.unused == (header,)


def test_name_is_the_contact_where_an_organisation_is_asked_for() -> None:
    assert meanings("Name", "Organization")["contact"] == "Name"
    assert meanings("Name", "Country")["name"] == "Name"


def test_what_is_said_stands_above_guesses() -> None:
    found = meanings(
        "Who?", "Organisation", "OK = fine?", said=["who=name", "OK = fine? = consent", "Organisation=unused"]
    )
    assert found == {"name": "Who?", "consent": "OK = fine?"}


def test_what_was_said_is_remembered_for_the_same_headers() -> None:
    first = understand(sheet("Who?", "OK?"), ["Who?=name", "OK?=consent"])
    assert first.said == {"Who?": "name", "OK?": "consent"}
    again = understand(sheet("OK?", "Who?"), (), [{"X": "name"}, first.said])
    assert again.places == {"consent": 0, "name": 1}
    assert again.said == {}
    with pytest.raises(Refused):
        understand(sheet("OK?", "Who?", "More"), (), [first.said])


def test_every_mistake_is_said_at_once() -> None:
    problems = refused("A", "B", said=["C=name", "A=nmae", "no"])
    assert [problem.code for problem in problems] == ["U825"] * 3
    assert any("did you mean “name”?" in problem.remedy for problem in problems)
    (twice,) = refused("A", "B", said=["A=name", "B=name"])
    assert (twice.span.column, twice.code) == (2, "U825")


def test_without_an_organisation_nothing_is_read() -> None:
    (problem,) = refused("Alpha", "Beta")
    assert problem.code == "U825"
    assert '--map "Header=name"' in problem.remedy
    assert "“Alpha”, “Beta”" in problem.remedy


def test_a_field_without_a_column_is_empty() -> None:
    assert Columns({"name": 0}).cell(("A",), "country") == ""
