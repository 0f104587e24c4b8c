"""Where demand blocks and facts are used, with which words, on the command line and on the shipped campaigns."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests import workspaces
from tests.shipped import ROOT
from tests.workspaces import Run, run

PARTS = """\
title: Parts
documents:
  joint-letter:
    date: 2021-05-04
  news-item:
    title: Parts in the news
    date:
    opening: News.
    body: No fact.
    after_demands: No demand.
target: government
addressees: [{use: parliament}]
opening: |
  Please.
body: |
  A long first paragraph.[^own]

  [^own]: {{ fact("plain-fact") }}
after_demands: |
  Lawyers were jailed.{{ cite("arrests", "p. 4") }} We ask you {{ ask("open-prisons") }}.
demands:
  - id: reform
    act: reform the prisons
    noun: reform of the prisons
    items:
      - use: open-prisons
  - merge: [open-prisons, mend-law]
    act: do both
    noun: both of it
facts:
  plain-fact: {text: Our own fact.}
"""

FRENCH = """\
languages:
  fr:
    title: Lettre ouverte
    subject: Les prisons
    opening: Bonjour.
    body: Rien.
    lead_in: "Nous demandons :"
    demands:
      - use: mend-law
        with: {law: la loi}
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return workspaces.build(tmp_path)


def _uses(root: Path, what: str, name: str, *, status: int = 0) -> list[dict[str, Any]]:
    shown = run(root, what, "used", name, "--format", "json")
    assert shown.status == status
    (record,) = json.loads(shown.out)
    assert record["id"] == name
    uses: list[dict[str, Any]] = record["uses"]
    return uses


def _places(uses: list[dict[str, Any]]) -> list[tuple[str, str, str, str | None]]:
    return [(use["campaign"], use["document"], use["how"], use["number"]) for use in uses]


# --- demands ----------------------------------------------------------------------------------------------------------


def test_the_letters_of_2016_and_2020_use_one_block_each_in_its_own_words() -> None:
    uses = _uses(ROOT, "demands", "release-political-prisoners")
    assert _places(uses) == [
        ("2016-hrc33", "council-letter", "merged", None),
        ("2016-hrc33", "news-item", "listed", None),
        ("2020-eba", "joint-letter", "listed", "1"),
    ]
    clause, bullet, imperative = (use["words"] for use in uses)
    assert clause.startswith("Urges the Cambodian authorities to release immediately every human rights defender, ")
    assert bullet == "the immediate release of all prisoners of conscience and all activists held arbitrarily;"
    assert imperative.startswith("Release, immediately and unconditionally, all political prisoners, including ")
    assert [use["date"] for use in uses] == ["2016-08-18", "2016-09-08", "2020-07-21"]


def test_the_words_are_those_that_the_letters_print(letters: Path) -> None:
    records = json.loads(run(ROOT, "demands", "used", "--format", "json").out)
    uses = [use for record in records for use in record["uses"]]
    assert {use["how"] for use in uses} == {"listed", "merged", "in prose"}
    assert len(uses) > 30
    for use in uses:
        page = (letters / use["campaign"] / f"{use['document']}.md").read_text().replace("*", "").replace("\\", "")
        assert use["words"] in page, use


def test_every_use_of_a_block(workspace: Path) -> None:
    shown = run(workspace, "demands", "used", "mend-law")
    assert (shown.status, shown.err) == (0, "")
    obliged = "without delay and meet its obligations."
    assert shown.out.splitlines() == [
        "mend-law",
        "  2020-07-21  council council-letter  listed       Calls upon the Government of Eastland to amend the "
        f"Assembly Law {obliged}",
        f"  2020-07-21  joint joint-letter      listed as 2  Amend the Assembly Law {obliged}",
        "  2020-07-21  news news-item          listed       the amendment of the Assembly Law without delay.",
        "  2020-07-21  request request-letter  in prose     to amend the Assembly Law without delay and meet your "
        "obligations",
    ]


def test_uses_below_other_demands_and_in_merges(workspace: Path) -> None:
    workspaces.build(workspace, {"campaigns/parts/campaign.yaml": PARTS})
    uses = [use for use in _uses(workspace, "demands", "open-prisons") if use["campaign"] == "parts"]
    assert _places(uses) == [
        ("parts", "joint-letter", "listed", "1(a)"),
        ("parts", "joint-letter", "merged", "2"),
        ("parts", "joint-letter", "in prose", None),
        ("parts", "news-item", "listed", None),
        ("parts", "news-item", "merged", None),
    ]
    assert [use["words"] for use in uses] == [
        "open the prisons to independent visitors.",
        "Do both.",
        "to open the prisons to independent visitors",
        "the opening of the prisons to independent visitors; and",
        "both of it.",
    ]
    assert {use["document"]: use["date"] for use in uses} == {"joint-letter": "2021-05-04", "news-item": None}


def test_what_no_document_prints_is_no_use(workspace: Path) -> None:
    unprinted = workspaces.NEWSLETTER + 'after_demands: Please {{ ask("open-prisons") }}.\n'
    workspaces.build(workspace, {"campaigns/paper/campaign.yaml": unprinted})
    assert "paper" not in {use["campaign"] for use in _uses(workspace, "demands", "open-prisons")}


def test_every_language_of_a_campaign(workspace: Path) -> None:
    workspaces.build(workspace, {"campaigns/joint/campaign.yaml": workspaces.JOINT + FRENCH})
    uses = [use for use in _uses(workspace, "demands", "mend-law") if use["campaign"] == "joint"]
    assert {use["language"]: use["words"] for use in uses} == {
        "en": "Amend the Assembly Law without delay and meet its obligations.",
        "fr": "Modifier la loi.",
    }
    assert "  joint joint-letter (fr)  " in run(workspace, "demands", "used", "mend-law").out


def test_blocks_that_nobody_uses_stand_at_the_end(workspace: Path) -> None:
    shown = run(workspace, "demands", "used").out
    names = shown.partition("\nUsed nowhere (")[2].splitlines()[1:]
    assert "  release-political-prisoners" in names
    assert "  mend-law" not in names
    assert names == sorted(names)
    records = json.loads(run(workspace, "demands", "used", "--format", "json").out)
    assert [record["id"] for record in records if not record["uses"]] == [name.strip() for name in names]


def test_a_block_without_uses(workspace: Path) -> None:
    shown = run(workspace, "demands", "used", "release-political-prisoners")
    assert shown == Run(0, "Used nowhere (1)\n  release-political-prisoners\n", "")
    shown = run(workspace, "demands", "show", "release-political-prisoners")
    assert re.search(r"\n  used +nowhere yet\n", shown.out)


@pytest.mark.parametrize(("group", "name", "count"), [("demands", "open-prisons", 2), ("facts", "arrests", 0)])
def test_a_campaign_that_cannot_be_read_does_not_hide_the_others(
    group: str, name: str, count: int, workspace: Path
) -> None:
    workspaces.build(workspace, {"campaigns/joint/campaign.yaml": workspaces.JOINT + "titel: x\n"})
    assert len(_uses(workspace, group, name, status=1)) == count
    for command in ("used", "show"):
        shown = run(workspace, group, command, name)
        assert shown.status == 1
        assert shown.err.startswith("campaigns/joint/campaign.yaml:19:1: U201 ")
        assert shown.err.count("\n") == 1, "also where another campaign names this one"
        assert name in shown.out


def test_warnings_are_left_to_check(workspace: Path) -> None:
    warned = workspaces.NEWSLETTER.replace("What happened.", "# Too high\n\n  What happened.")
    workspaces.build(workspace, {"campaigns/paper/campaign.yaml": warned})
    shown = run(workspace, "demands", "used", "mend-law")
    assert (shown.status, shown.err) == (0, "")


# --- facts ------------------------------------------------------------------------------------------------------------


def test_every_use_of_a_fact(workspace: Path) -> None:
    workspaces.build(workspace, {"campaigns/parts/campaign.yaml": PARTS})
    uses = _uses(workspace, "facts", "arrests")
    assert [(use["campaign"], use["document"], use["how"], use["words"]) for use in uses] == [
        ("joint", "joint-letter", "stated", "Twelve people were arrested on 3 June 2020."),
        ("parts", "joint-letter", "cited", "Lawyers were jailed."),
    ]


def test_a_fact_of_the_campaign_s_own_is_no_use_of_the_shared_one(workspace: Path) -> None:
    workspaces.build(workspace, {"campaigns/parts/campaign.yaml": PARTS})
    assert _uses(workspace, "facts", "plain-fact") == []
    shared = PARTS.partition("facts:")[0]
    workspaces.build(workspace, {"campaigns/parts/campaign.yaml": shared})
    (use,) = _uses(workspace, "facts", "plain-fact")
    assert use["words"] == "The law came into force in April."
    assert (use["how"], use["file"], use["line"]) == ("stated", "campaigns/parts/campaign.yaml", 16)


def test_the_facts_of_the_shipped_letters() -> None:
    assert {(use["campaign"], use["how"]) for use in _uses(ROOT, "facts", "eba-partial-withdrawal")} == {
        ("2020-eba", "stated"),
        ("2024-newsletter", "cited"),
    }
    shown = run(ROOT, "facts", "used")
    assert (shown.status, shown.err) == (0, "")
    assert "Used nowhere" not in shown.out
