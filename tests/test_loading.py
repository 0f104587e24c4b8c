"""From files to models: short forms, references, what stands where, and what belongs together."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import workspaces
from undersigned.brief import Brief
from undersigned.library import Library
from undersigned.loading import load_campaign
from undersigned.models.base import Prose
from undersigned.workspace import Workspace, find_workspace

X = "campaigns/x/campaign.yaml"
HEAD = "title: A letter\ndocuments:\n  newsletter:\nmasthead: [NEWS]\nbody: Words.\n"


def _brief(root: Path, more: str = "", **changes: str) -> Brief:
    workspaces.build(root, {X: HEAD + more, **changes})
    (brief,) = load_campaign(Library(Workspace(root)), "x")
    return brief


# --- short forms ------------------------------------------------------------------------------------------------------


def test_a_group_stands_for_its_members(tmp_path: Path) -> None:
    more = "addressees: [{use: donors}, {use: minister, greeting: Alex}, All, {name: Some, kind: state}]\n"
    brief = _brief(tmp_path, more)
    people = brief.campaign.addressees
    assert [person.id for person in people] == ["first-donor", "second-donor", "third-donor", "minister", "all", "some"]
    assert people[3].greeting == "Alex", "what the campaign says comes before what is shared"
    assert people[3].office == "Minister of Justice"


@pytest.mark.parametrize("name", ["ÉTAT", "中国", "***", "A & B"])
def test_an_addressee_of_the_campaigns_own_has_an_id(name: str, tmp_path: Path) -> None:
    brief = _brief(tmp_path, f'addressees: ["{name}"]\n')
    assert brief.campaign.addressees[0].name == name
    assert brief.campaign.addressees[0].id


def test_copies_are_lines_or_entries(tmp_path: Path) -> None:
    brief = _brief(tmp_path, "cc: [One, {use: minister}, {use: government}, {name: Four}]\n")
    assert [copy.name for copy in brief.campaign.cc] == ["One", "Dr Alex Able", "the Government of Eastland", "Four"]


def test_an_address_is_a_line_each(tmp_path: Path) -> None:
    brief = _brief(tmp_path, "sender:\n  organisation: NN\n  address: |\n    Long Street 1\n\n    Eastville\n")
    assert brief.campaign.sender is not None
    assert brief.campaign.sender.address == ("Long Street 1", "Eastville")


def test_a_masthead_may_be_one_line(tmp_path: Path) -> None:
    assert _brief(tmp_path, "").campaign.masthead == ("NEWS",)
    workspaces.build(tmp_path, {X: HEAD.replace("[NEWS]", "THE NEWS")})
    assert load_campaign(Library(Workspace(tmp_path)), "x")[0].campaign.masthead == ("THE NEWS",)


def test_sign_ons_are_ids_or_entries(tmp_path: Path) -> None:
    signons = "signatories: [zebra-union, {id: north-network, as: The NN, status: pending}, jane-doe]\nwithheld: 2\n"
    brief = _brief(tmp_path, **{"campaigns/x/sign-ons.yaml": signons})
    assert [(s.signon.id, s.signon.status, s.signon.as_, s.span.line) for s in brief.signatories] == [
        ("zebra-union", "confirmed", None, 1),
        ("north-network", "pending", "The NN", 1),
        ("jane-doe", "confirmed", None, 1),
    ]
    assert brief.withheld == 2


def test_parameters_may_be_one_text_or_several(tmp_path: Path) -> None:
    more = "demands:\n  - {use: mend-law, with: {law: one}}\n  - {use: mend-law, id: b, with: {law: [one, two]}}\n"
    items = _brief(tmp_path, more).campaign.demands[0].items
    assert [item.with_["law"] for item in items] == [("one",), ("one", "two")]


def test_ids_of_demands(tmp_path: Path) -> None:
    more = """\
demands:
  - open-prisons
  - {use: mend-law, id: mend-one, with: {law: one}}
  - {merge: [open-prisons, mend-law], act: go}
  - {act: go}
  - heading: More
    items:
      - {act: go}
"""
    groups = _brief(tmp_path, more).campaign.demands
    assert [[item.id for item in group.items] for group in groups] == [
        ["open-prisons", "mend-one", "open-prisons-and-mend-law", "demand-4"],
        ["demand-5"],
    ]


def test_a_campaign_words_a_block_otherwise(tmp_path: Path) -> None:
    more = "demands:\n  - {use: open-prisons, act: open them, verb: Asks, actor: parliament}\n"
    (item,) = _brief(tmp_path, more).campaign.demands[0].items
    assert item.act is not None
    assert (item.act.text, item.verb, item.actor) == ("open them", "Asks", "parliament")
    assert item.noun is not None
    assert item.noun.file == "templates/demands/testing.yaml"


def test_every_scalar_is_text(tmp_path: Path) -> None:
    more = "place: NO\nsubject: 012\ncredit: 12:30\ntags: [1.0, ~a, yes, 1e3, 2020-07-21]\n"
    campaign = _brief(tmp_path, more).campaign
    assert (campaign.place, campaign.subject, campaign.credit) == ("NO", "012", "12:30")
    assert campaign.tags == ("1.0", "~a", "yes", "1e3", "2020-07-21")


def test_white_space_of_a_line_is_folded(tmp_path: Path) -> None:
    assert _brief(tmp_path, 'place: "  East   side\\n of   it "\n').campaign.place == "East side of it"


def test_what_is_null_is_as_if_it_were_not_there(tmp_path: Path) -> None:
    campaign = _brief(tmp_path, "place: null\nsender:\ntags:\ndemands:\nsignatories:\n").campaign
    assert campaign.place is None
    assert campaign.sender is None
    assert campaign.tags == ()


# --- what stands where ------------------------------------------------------------------------------------------------


def test_a_block_of_the_workspace_stands_for_the_stock_block_of_its_id(tmp_path: Path) -> None:
    own = {"templates/demands/mine.yaml": "release-political-prisoners: {act: let them go}\n"}
    library = Library(Workspace(workspaces.build(tmp_path, own)))
    assert {"open-prisons", "investigate-attacks"} <= set(library.demands)
    assert library.demand("release-political-prisoners").act == Prose("let them go", "templates/demands/mine.yaml", 1)
    assert not library.demands.problems


def test_a_workspace_is_found_from_below(tmp_path: Path) -> None:
    root = workspaces.build(tmp_path)
    assert find_workspace(root / "campaigns" / "joint").root == root
    assert find_workspace(root).root == root
    assert find_workspace(Path("/nowhere")).root == Path("/nowhere")


def test_all_that_is_shared_is_sound(tmp_path: Path) -> None:
    assert list(Library(Workspace(workspaces.build(tmp_path))).check_all()) == []


def test_only_what_is_used_need_be_sound(tmp_path: Path) -> None:
    changes = {"campaigns/shared/facts.yaml": workspaces.FACTS + "broken: {txt: No.}\n"}
    root = workspaces.build(tmp_path, changes)
    assert not workspaces.problems(root)
    assert [problem.code for problem in Library(Workspace(root)).check_all()] == ["U201"]


# --- what differs between the documents of a campaign -----------------------------------------------------------------


def test_problems_that_two_documents_share_are_said_once(tmp_path: Path) -> None:
    letter = HEAD.replace("newsletter:", "newsletter:\n  news-item: {opening: It began.}").replace(
        "Words.", "'{{ x }}'"
    )
    root = workspaces.build(tmp_path, {X: letter + "tasg: [a]\n"})
    found = [(problem.code, problem.span.line) for problem in workspaces.problems(root, "x")]
    assert found == [("U502", 6), ("U201", 7)]


def test_only_the_documents_that_are_wanted_are_loaded(tmp_path: Path) -> None:
    letter = "title: A letter\ndocuments:\n  newsletter:\n  news-item: {date: never}\nmasthead: [N]\nbody: Words.\n"
    library = Library(Workspace(workspaces.build(tmp_path, {X: letter})))
    assert [brief.document for brief in load_campaign(library, "x", ["newsletter"])] == ["newsletter"]


def test_a_file_with_a_key_twice_is_read_on(tmp_path: Path) -> None:
    campaign = "title: A\ntitle: B\ntitel: C\ndocuments:\n  newsletter:\nmasthead: [N]\nbody: We {{ nope }}.\n"
    root = workspaces.build(tmp_path, {"campaigns/x/campaign.yaml": campaign})
    found = [(problem.code, problem.span.line) for problem in workspaces.problems(root, "x")]
    assert found == [("U105", 2), ("U201", 3), ("U502", 7)]


@pytest.mark.parametrize(("tag", "codes"), [("fr-CH", []), ("fr", []), ("EN", ["U204"]), ("french", ["U204"])])
def test_a_language_falls_back_to_its_first_part(tag: str, codes: list[str], tmp_path: Path) -> None:
    campaign = f"title: T\nlanguage: {tag}\ndocuments: {{newsletter: }}\nmasthead: [N]\nbody: B\n"
    files = {"campaigns/x/campaign.yaml": campaign, "campaigns/x/newsletter.fr.md.j2": "{{ body }}\n"}
    assert [problem.code for problem in workspaces.problems(workspaces.build(tmp_path, files), "x")] == codes
