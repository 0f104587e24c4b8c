"""The facts that campaigns share, listed and shown on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests import workspaces
from tests.shipped import ROOT
from tests.workspaces import run

FACTS = (
    workspaces.FACTS
    + """\
figure:
  text: The prison held {{ plural(2, "one person", "two persons") }}, among them Ann Able and Bo Baker.
  date: 2019-11/2019-12
  place: Eastville
  as_of: 2020-01-05
  tags: [prisons, Figures]
  persons: [{name: Ann Able, public: true}, {name: Bo Baker, consent: by e-mail on 2 January 2020}]
  languages: {fr: {text: La prison comptait deux personnes.}}
  sources:
    - {title: One page, url: "https://example.org/one", archived: "https://example.org/kept", locator: p. 3}
    - {author: Two Authors, title: Another, publisher: The Press, date: 2020-01}
"""
)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return workspaces.build(tmp_path, {"campaigns/shared/facts.yaml": FACTS})


def test_the_facts_by_date(workspace: Path) -> None:
    assert run(workspace, "facts", "list").out.splitlines() == [
        "  2019-11/2019-12  figure      The prison held two persons, among them Ann Able and Bo Baker.  "
        "(2 sources, as of 2020-01-05)",
        "  2020-06-03       arrests     Twelve people were arrested on 3 June 2020.  (1 source)",
        "  undated          plain-fact  The law came into force in April.  (no sources)",
        "3 facts. `undersigned facts show ID` shows one with its sources.",
    ]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["TWELVE arrested"], ["arrests"]),
        (["eastville"], ["figure"]),
        (["east lawyers"], ["arrests"]),
        (["comptait"], ["figure"]),
        (["--tag", "figure"], ["figure"]),
        (["--tag", "prisons", "April"], []),
    ],
)
def test_facts_are_looked_for(arguments: list[str], expected: list[str], workspace: Path) -> None:
    records = json.loads(run(workspace, "facts", "list", *arguments, "--format", "json").out)
    assert [record["id"] for record in records] == expected


def test_an_unknown_tag_brings_the_known_ones(workspace: Path) -> None:
    shown = run(workspace, "facts", "list", "--tag", "xyz")
    assert (shown.status, shown.out) == (2, "")
    assert shown.err == "undersigned: no tag is called “xyz”; there are Figures, prisons\n"
    assert run(workspace, "facts", "list", "xyzzy").out == "No fact says this, of 3.\n"


def test_one_fact(workspace: Path) -> None:
    assert run(workspace, "facts", "show", "figure").out.splitlines() == [
        "figure",
        "  en      The prison held two persons, among them Ann Able and Bo Baker.",
        "  fr      La prison comptait deux personnes.",
        "  date    November 2019 – December 2019",
        "  place   Eastville",
        "  as of   5 January 2020",
        "  tags    prisons, Figures",
        "  names   Ann Able, a public figure",
        "  names   Bo Baker, not a public figure; consent: by e-mail on 2 January 2020",
        "  source  “One page”, p. 3, https://example.org/one, archived at https://example.org/kept.",
        "  source  Two Authors, “Another”, The Press, January 2020.",
        "  used    nowhere yet",
    ]


def test_one_fact_as_json(workspace: Path) -> None:
    (record,) = json.loads(run(workspace, "facts", "show", "arrests", "--format", "json").out)
    (use,) = record.pop("uses")
    assert (use["campaign"], use["how"], use["words"]) == ("joint", "stated", record["sentences"]["en"])
    assert record == {
        "id": "arrests",
        "date": "2020-06-03",
        "place": None,
        "as_of": None,
        "tags": [],
        "sentences": {"en": "Twelve people were arrested on 3 June 2020."},
        "persons": [],
        "sources": ["East Lawyers, “Arrests in June”, 1 July 2020, https://example.org/arrests."],
    }


def test_a_fact_that_is_not_there(workspace: Path) -> None:
    for command in ("show", "used"):
        shown = run(workspace, "facts", command, "arrest")
        assert (shown.status, shown.out) == (2, "")
        assert shown.err == "undersigned: no fact is called “arrest” (did you mean “arrests”?)\n"


def test_every_shipped_fact_can_be_shown() -> None:
    names = [record["id"] for record in json.loads(run(ROOT, "facts", "list", "--format", "json").out)]
    assert len(names) > 20
    for name in names:
        shown = run(ROOT, "facts", "show", name)
        assert (shown.status, shown.err) == (0, "")
        assert "{{" not in shown.out
