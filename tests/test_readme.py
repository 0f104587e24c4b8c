"""The README says what is so: the names that prose can use, the codes of its examples, the kinds of document."""

from __future__ import annotations

import re
from pathlib import Path

from tests import workspaces
from undersigned.drafting import Drafter
from undersigned.library import Library
from undersigned.loading import load_campaign
from undersigned.models.campaign import Campaign, SignatoryList
from undersigned.rendering import Renderer
from undersigned.workspace import Workspace

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def _section(title: str) -> str:
    return README.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def _first_cells(title: str) -> list[str]:
    rows = re.findall(r"^\| (.+?) \|", _section(title), re.MULTILINE)[1:]
    return [name for row in rows for name in re.findall(r"`([^`]+)`", row)]


def test_names_in_prose_are_those_of_the_program(tmp_path: Path) -> None:
    root = workspaces.build(tmp_path)
    brief = load_campaign(Library(Workspace(root)), "joint")[0]
    names = Drafter(brief, Renderer(Workspace(root)).templates).names(brief)
    known = {*names.same_for_all(), *names.by_addressee(), *names.of_demands(), "ask"}
    listed = {re.split(r"[.(]", name)[0] for name in _first_cells("Names in prose and templates") if name[0] != "."}
    for_templates = {"salutation", "valediction", "masthead", "credit", "is_dated"}
    assert listed | for_templates == known


def test_fields_of_a_campaign_are_those_of_the_model() -> None:
    assert set(_first_cells("The campaign")) == set(Campaign.model_fields) | {"documents", "languages"}


def test_ways_to_list_signatories_are_those_of_the_model() -> None:
    assert set(_first_cells("Who signs")) == set(SignatoryList.model_fields)


def test_kinds_are_those_that_are_there() -> None:
    assert sorted(_first_cells("Kinds of document")) == Workspace(ROOT).kinds()


def test_the_picture_is_there() -> None:
    picture = re.search(r"!\[([^\]]+)\]\(([^)]+)\)", README)
    assert picture
    assert len(picture[1]) > 40, "a text for those who do not see it"
    assert (ROOT / picture[2]).is_file()
