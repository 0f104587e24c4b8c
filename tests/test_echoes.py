"""What campaigns say in other words than the library, or than each other: near-duplicates planted and left out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests import workspaces
from tests.shipped import ROOT
from tests.workspaces import run
from undersigned import passages
from undersigned.catalogue.similarity import Measure, alike, nearness, telling_words

SAID_AGAIN = {
    "release-political-prisoners": (
        "release immediately all the political prisoners in the country",
        "set all political prisoners free, immediately and without conditions",
    ),
    "drop-charges": (
        "drop immediately every charge against the union leader Ann Able",
        "withdraw all charges brought against the union leader Ann Able",
    ),
    "death-penalty-moratorium": (
        "introduce a moratorium on all executions with a view to abolishing the death penalty",
    ),
    "repeal-or-amend-law": ("repeal or thoroughly amend the Press Law",),
    "protect-from-reprisals": ("protect all who cooperate with the United Nations from intimidation and reprisals",),
    "open-prisons": ("open all prisons and police stations to unannounced visits by independent monitoring bodies",),
}
SAID_IN_PROSE = {
    "release-political-prisoners": "All political prisoners must be released without delay.",
    "open-prisons": "Places of detention have to be opened to unannounced visits by independent monitors.",
    "restore-internet-access": (
        "The internet must be restored at once, with mobile telephone services, everywhere in the country."
    ),
    "investigate-attacks": (
        "We expect thorough and independent investigations into all attacks on journalists, and that those responsible "
        "are brought to account."
    ),
}
SOMETHING_ELSE = (
    "build a road to the village",
    "pay teachers their wages",
    "publish the report of the audit office on the dam before the end of the year",
)
PROSE_ABOUT_SOMETHING_ELSE = (
    "The weather in Geneva was fine.",
    "Political prisoners are held in the central prison.",
    "We met the president of the electoral commission twice.",
    "Journalists were arrested in May, which the Government denies.",
    "Indigenous peoples gave their consent to nothing.",
    "The charges against him concern a speech.",
)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    workspaces.build(tmp_path)
    for name in ("council", "news", "paper", "request"):
        (tmp_path / "campaigns" / name / "campaign.yaml").unlink()
    return tmp_path


def _campaign(*demands: str, body: str = "Nothing.") -> str:
    head = workspaces.JOINT.partition("opening:")[0]
    items = "".join(f"  - {{id: own-{number}, act: {json.dumps(act)}}}\n" for number, act in enumerate(demands, 1))
    return f"{head}body: |\n  {body}\ndemands:\n{items or '  - use: open-prisons'}\n"


def _echoes(root: Path, what: str = "demands", name: str = "") -> list[tuple[str, dict[str, Any]]]:
    shown = run(root, what, "used", *([name] if name else []), "--format", "json")
    assert (shown.status, shown.err) == (0, "")
    return [(record["id"], echo) for record in json.loads(shown.out) for echo in record["other_words"]]


# --- demands ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("block", "act"), [(block, act) for block, acts in SAID_AGAIN.items() for act in acts])
def test_a_demand_that_the_library_has_already(block: str, act: str, workspace: Path) -> None:
    text = _campaign(*SOMETHING_ELSE, act)
    workspaces.build(workspace, {"campaigns/joint/campaign.yaml": text})
    ((found, echo),) = _echoes(workspace)
    assert (found, echo["own"], echo["campaign"], echo["document"]) == (block, "own-4", "joint", "joint-letter")
    assert echo["percent"] >= 60
    assert (echo["file"], echo["line"]) == ("campaigns/joint/campaign.yaml", text[: text.index(act)].count("\n") + 1)


@pytest.mark.parametrize(("block", "sentence"), SAID_IN_PROSE.items())
def test_prose_that_makes_a_demand_of_the_library(block: str, sentence: str, workspace: Path) -> None:
    text = _campaign(body="\n  ".join([*PROSE_ABOUT_SOMETHING_ELSE, sentence, "The end."]))
    workspaces.build(workspace, {"campaigns/joint/campaign.yaml": text})
    ((found, echo),) = _echoes(workspace)
    assert (found, echo["own"], echo["words"]) == (block, None, sentence)
    assert (echo["file"], echo["line"]) == (
        "campaigns/joint/campaign.yaml",
        text[: text.index(sentence)].count("\n") + 1,
    )


def test_what_says_something_else_is_left_alone(workspace: Path) -> None:
    text = _campaign(*SOMETHING_ELSE, body="\n  ".join(PROSE_ABOUT_SOMETHING_ELSE))
    workspaces.build(workspace, {"campaigns/joint/campaign.yaml": text})
    assert _echoes(workspace) == []


def test_what_comes_from_the_library_is_no_echo_of_it(workspace: Path) -> None:
    body = 'We urge you {{ ask("release-political-prisoners") }}. {{ ask("open-prisons") }}'
    workspaces.build(workspace, {"campaigns/joint/campaign.yaml": _campaign(body=body)})
    assert _echoes(workspace) == []


def test_two_campaigns_with_one_demand_of_their_own(workspace: Path) -> None:
    other = _campaign("have the report on the dam published by the audit office before the year ends")
    workspaces.build(
        workspace, {"campaigns/joint/campaign.yaml": _campaign(*SOMETHING_ELSE), "campaigns/other/campaign.yaml": other}
    )
    ((found, echo),) = _echoes(workspace)
    assert (found, echo["campaign"], echo["own"]) == ("joint/own-3", "other", "own-1")


def test_french_is_compared_with_french(workspace: Path) -> None:
    french = _campaign(
        "remettre en liberté, immédiatement, tous les prisonniers politiques", "construire une route"
    ).replace("title:", "language: fr\ntitle:")
    workspaces.build(workspace, {"campaigns/joint/campaign.yaml": french})
    ((found, echo),) = _echoes(workspace)
    assert (found, echo["own"], echo["language"]) == ("release-political-prisoners", "own-1", "fr")


def test_how_it_is_printed(workspace: Path) -> None:
    text = _campaign(body="All political prisoners must be released without delay.")
    workspaces.build(workspace, {"campaigns/joint/campaign.yaml": text})
    shown = run(workspace, "demands", "used", "release-political-prisoners").out.splitlines()
    percent = _echoes(workspace)[0][1]["percent"]
    assert shown == [
        "The same in other words",
        f"  campaigns/joint/campaign.yaml:12  says nearly what `release-political-prisoners` says ({percent} %)  "
        "All political prisoners must be released without delay.",
        "Used nowhere (1)",
        "  release-political-prisoners",
    ]
    assert "The same in other words" not in run(workspace, "demands", "used", "drop-charges").out


def test_the_shipped_letters_echo_little() -> None:
    for what in ("demands", "facts"):
        found = _echoes(ROOT, what)
        assert len(found) <= 6
        for _, echo in found:
            lines = (ROOT / echo["file"]).read_text().splitlines()
            assert telling_words(echo["words"])[0] in lines[echo["line"] - 1].casefold()


# --- facts ------------------------------------------------------------------------------------------------------------

AGAIN = """\
arrests-again:
  text: On 3 June 2020 the police arrested twelve people.
other:
  text: A new bridge was opened on 3 June 2020.
"""


def test_a_fact_that_is_stated_twice(workspace: Path) -> None:
    body = 'Twelve people had been arrested on the third of June. {{ fact("arrests") }} Nobody was arrested in May.'
    facts = {"campaigns/shared/facts.yaml": workspaces.FACTS + AGAIN}
    workspaces.build(workspace, {"campaigns/joint/campaign.yaml": _campaign(body=body), **facts})
    found = _echoes(workspace, "facts")
    assert [(name, echo["own"], echo["words"]) for name, echo in found] == [
        ("arrests", None, "Twelve people had been arrested on the third of June."),
        ("arrests", "arrests-again", "On 3 June 2020 the police arrested twelve people."),
    ]
    assert found[1][1]["campaign"] is None
    assert found[1][1]["file"] == "campaigns/shared/facts.yaml"
    assert [name for name, _ in _echoes(workspace, "facts", "plain-fact")] == []


# --- measures ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("release", "releasing", True),
        ("amend", "amendment", True),
        ("examine", "examination", True),
        ("investigate", "investigations", True),
        ("liberer", "liberes", True),
        ("charges", "changes", False),
        ("right", "light", False),
        ("prison", "prince", False),
        ("law", "lawyer", False),
    ],
)
def test_forms_of_a_word(one: str, other: str, same: bool) -> None:
    assert alike(one, other) is alike(other, one) is same


def test_nearness_is_from_nothing_to_the_same() -> None:
    texts = ["repeal the press law", "the press law", "build a road", "close the prison"]
    words = [telling_words(text) for text in texts]
    weighed = [Measure(words).weigh(each) for each in words]
    assert nearness(weighed[0], weighed[0]) == pytest.approx(1)
    assert nearness(weighed[0], weighed[2]) == 0
    assert 0.5 < nearness(weighed[0], weighed[1]) < 1
    assert nearness(weighed[0], weighed[1], ["repeal"]) == 0


def test_words_that_tell_nothing_are_left_out() -> None:
    assert telling_words("We urge the Governments to act on 3 June: l’État, “Été”!") == ("act", "june", "etat", "ete")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("Mr Able met Dr. Baker on 3 May. No. 98 stands.", ["Mr Able met Dr. Baker on 3 May.", "No. 98 stands."]),
        ("He said “No.” Then he left.", ["He said “No.”", "Then he left."]),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert passages.sentences(text) == expected


def test_the_line_of_a_sentence() -> None:
    lines = ["body: |", "  First words here. Second", "  words stand there.{{ cite() }} Third", "  *part* of it."]
    assert passages.line_of(lines, 2, "First words here.") == 2
    assert passages.line_of(lines, 2, "Second words stand there.") == 2
    assert passages.line_of(lines, 2, "words stand there.") == 3
    assert passages.line_of(lines, 2, "Third part of it.") == 3
    assert passages.line_of(lines, 2, "Nothing of this.") == 2
