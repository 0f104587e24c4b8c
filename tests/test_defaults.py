"""What the English templates say of their own accord: to one or several, to who must act or about it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import workspaces
from undersigned.document import Addressees, DateLine, Text
from undersigned.writers import markdown

X = "campaigns/x/campaign.yaml"
LETTER = """\
title: A letter
documents:
  {kind}:
date: 2020-07-21
subject: Prisons in Eastland
target: government
demands: [open-prisons]
"""
NETHERLANDS = "addressees: [{use: NL}]\n"
GOVERNMENT = "addressees: [{use: government}]\n"
DONORS = "addressees: [{use: donors}]\n"
PARLIAMENT = "addressees: [{use: parliament}]\n"


def _build(root: Path, kind: str, more: str, signs: str | None = None) -> Path:
    return workspaces.build(root, {X: LETTER.format(kind=kind) + more, "campaigns/x/sign-ons.yaml": signs})


def _written(root: Path, kind: str, more: str, signs: str | None = None) -> str:
    return workspaces.markdown(_build(root, kind, more, signs), "x")


@pytest.mark.parametrize(
    ("addressees", "sentence"),
    [
        (NETHERLANDS, "call on your Government to urge the Government of Eastland to take the following steps:"),
        (GOVERNMENT, "call on your Government to take the following steps:"),
        (PARLIAMENT, "call on you to urge the Government of Eastland to take the following steps:"),
        (DONORS, "call on Aland, the Bislands and Ceeland to urge the Government of Eastland to take the following "),
    ],
)
def test_the_lead_in_of_a_joint_letter(addressees: str, sentence: str, tmp_path: Path) -> None:
    assert f"\n\nWe therefore {sentence}" in _written(tmp_path, "joint-letter", addressees)


def test_the_lead_in_of_a_joint_letter_to_nobody_else(tmp_path: Path) -> None:
    own = "demands: [{id: own, act: open the prisons}]\n"
    for addressees, called in ((NETHERLANDS, "your Government"), (DONORS, "Aland, the Bislands and Ceeland")):
        letter = LETTER.format(kind="joint-letter").replace("target: government\n", "")
        letter = letter.replace("demands: [open-prisons]\n", own) + addressees
        written = workspaces.markdown(workspaces.build(tmp_path, {X: letter}), "x")
        assert f"\n\nWe therefore call on {called} to take the following steps:\n" in written


def test_members_of_a_group_that_must_act_are_spoken_to(tmp_path: Path) -> None:
    letter = LETTER.format(kind="joint-letter").replace("target: government", "target: donors") + DONORS
    written = workspaces.markdown(workspaces.build(tmp_path, {X: letter}), "x")
    assert "\n\nWe therefore call on your Governments to take the following steps:\n" in written


@pytest.mark.parametrize(
    ("addressees", "sentence"),
    [
        (PARLIAMENT, "We call on the Parliament of Eastland to adopt a resolution that:"),
        (NETHERLANDS, "We call on your delegation to support the adoption of a resolution that:"),
    ],
)
def test_the_lead_in_to_a_council(addressees: str, sentence: str, tmp_path: Path) -> None:
    assert f"\n\n{sentence}\n" in _written(tmp_path, "council-letter", addressees)


@pytest.mark.parametrize(
    ("addressees", "sentence"),
    [
        (NETHERLANDS, "We respectfully ask you to urge the Government of Eastland:"),
        (GOVERNMENT, "We respectfully ask you:"),
    ],
)
def test_the_lead_in_of_a_request(addressees: str, sentence: str, tmp_path: Path) -> None:
    assert f"\n\n{sentence}\n\na) to open the prisons" in _written(tmp_path, "request-letter", addressees)


SIGN_ONS = "signatories: [zebra-union]\n"


@pytest.mark.parametrize(
    ("signs", "counted"), [(None, "undersigned"), (SIGN_ONS, "undersigned"), (workspaces.SIGN_ONS, "3 undersigned")]
)
@pytest.mark.parametrize("kind", ["joint-letter", "council-letter", "request-letter"])
def test_signatories_are_counted_once_there_are_several(
    kind: str, signs: str | None, counted: str, tmp_path: Path
) -> None:
    assert f"\n\nWe, the {counted}, " in _written(tmp_path, kind, GOVERNMENT, signs)


def test_the_opening_says_to_whom_and_about_what(tmp_path: Path) -> None:
    to_one, to_three = (_written(tmp_path, "joint-letter", addressees) for addressees in (NETHERLANDS, DONORS))
    assert "We, the undersigned, write to you on the following matter: Prisons in Eastland.\n" in to_one
    assert "write to Aland, the Bislands and Ceeland on the following matter: Prisons in Eastland.\n" in to_three
    letter = (LETTER.format(kind="joint-letter") + NETHERLANDS).replace("subject: Prisons in Eastland\n", "")
    written = workspaces.markdown(workspaces.build(tmp_path, {X: letter}), "x")
    assert "We, the undersigned, write to you on the matters set out below.\n" in written


@pytest.mark.parametrize(
    ("addressees", "lines"),
    [
        (NETHERLANDS, ["Government of the Kingdom of the Netherlands"]),
        (GOVERNMENT, ["Government of Eastland"]),
        (
            "addressees: [{use: minister}]\n",
            [
                "His Excellency",
                "Mr Dr Alex Able",
                "Minister of Justice",
                "Ministry of Justice",
                "1 Long Street",
                "Eastville",
            ],
        ),
        ("addressees: [{use: parliament, address: [1 Square]}]\n", ["Parliament of Eastland", "1 Square"]),
        (PARLIAMENT, []),
        (DONORS, []),
    ],
)
@pytest.mark.parametrize("kind", ["joint-letter", "council-letter"])
def test_the_address_block_of_a_letter_to_one(kind: str, addressees: str, lines: list[str], tmp_path: Path) -> None:
    (document,) = workspaces.documents(_build(tmp_path, kind, addressees), "x").values()
    blocks = [block for block in document.blocks if isinstance(block, Addressees)]
    assert [line for block in blocks for entry in block.entries for line in entry] == [(Text(line),) for line in lines]
    if blocks:
        after = document.blocks[document.blocks.index(blocks[0]) - 1]
        assert isinstance(after, DateLine)


def test_each_gets_an_address_block_of_its_own(tmp_path: Path) -> None:
    letters = workspaces.documents(_build(tmp_path, "joint-letter", DONORS), "x", each_addressee=True)
    heads = [markdown.write(document).split("\n\n")[2:4] for document in letters.values()]
    assert heads == [[name, "Your Excellency,"] for name in ("Aland", "Bislands", "Ceeland")]
