"""Versions: what is frozen, what may be read, who must agree again, and what is printed once a letter was sent."""

from __future__ import annotations

import datetime
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.workspaces import JOINT, Run, build, documents, run
from undersigned import versions
from undersigned.document import Annex, Paragraph, Signatories, Text
from undersigned.models.register import SignOn
from undersigned.problems import Problem, Refused
from undersigned.rendering import Order, Renderer
from undersigned.sent import with_list
from undersigned.version_saving import Saving, prepare
from undersigned.versions import Version, digest
from undersigned.versions.agreed import agreed_words
from undersigned.workspace import Workspace

DAY = datetime.date(2020, 7, 1)
CAMPAIGN = "campaigns/joint/campaign.yaml"
SIGN_ONS = "campaigns/joint/sign-ons.yaml"
V1 = "campaigns/joint/versions/v1.json"

AGREED = """\
signatories:
  - {id: zebra-union, version: v1}
  - {id: north-network, status: invited}
  - {id: east-lawyers, as: East Lawyers, version: v1}
withheld: 2
"""

TWO_LANGUAGES = """\
title: A letter
documents:
  joint-letter:
  news-item:
    standfirst: A letter was sent.
    demands: [{id: open, noun: open prisons}]
    sender: {organisation: NN, contact: {name: Jane Doe}}
language: en
date: 2020-07-21
target: {id: them, name: the Government, languages: {fr: {name: le Gouvernement}}}
addressees: [{name: the Council, languages: {fr: {name: le Conseil}}}]
opening: We write.
body: It is so.
demands: [{id: open, act: open the prisons}]
languages:
  fr:
    title: Une lettre
    opening: Nous écrivons.
    body: C’est ainsi.
    demands: [{id: open, imperative: Ouvrir les prisons}]
    documents:
      news-item:
        standfirst: Une lettre est partie.
        demands: [{id: open, noun: l’ouverture des prisons}]
"""


def _prepared(root: Path, name: str = "v1", slug: str = "joint", reason: str | None = None) -> Saving:
    return prepare(Renderer(Workspace(root)), slug, name, DAY, reason)


def _save(root: Path, name: str = "v1", slug: str = "joint", reason: str | None = None) -> Version:
    saving = _prepared(root, name, slug, reason)
    path = root / saving.output.path
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(saving.output.content)
    return saving.version


def _edit(root: Path, file: str, old: str, new: str) -> None:
    text = (root / file).read_text(encoding="utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new), encoding="utf-8")


def _warnings(root: Path, slug: str = "joint") -> list[Problem]:
    renderer = Renderer(Workspace(root))
    renderer.letters(Order((slug,)))
    return renderer.warnings


def _refusal(call: Callable[[], Any]) -> Problem:
    with pytest.raises(Refused) as refused:
        call()
    (problem,) = refused.value.problems
    return problem


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The small workspace, with two who have agreed to `v1`, two unnamed ones, and `v1` to be agreed to and saved."""
    asked = JOINT + "signoff: {version: v1}\n"
    build(tmp_path, {CAMPAIGN: asked, SIGN_ONS: AGREED})
    _save(tmp_path)
    return tmp_path


# --- what is agreed to ------------------------------------------------------------------------------------------------


def test_words_are_what_the_letter_says_without_its_lists_and_date(root: Path) -> None:
    (document,) = documents(root).values()
    words = agreed_words(document)
    assert words[0] == "Open letter on Eastland"
    assert "We, the undersigned 4 organisations, write to Aland, the Bislands and Ceeland." in words
    assert any(text.startswith("Twelve people were arrested") for text in words)
    assert any("Arrests in June" in text for text in words), "the note is agreed to as well"
    said = " ".join(words)
    for left_out in ("Zebra Union", "withheld", "not named", "President", "Geneva, "):
        assert left_out not in said


def test_a_list_and_what_stands_below_it_makes_no_other_words(tmp_path: Path) -> None:
    options = "signatories: {as_of: 2020-07-30}\n"
    signing = AGREED.replace("signatories:\n", "signatories:\n  - jane-doe\n")
    build(tmp_path, {CAMPAIGN: JOINT + options, SIGN_ONS: signing})
    (document,) = documents(tmp_path).values()
    saved = _prepared(tmp_path).version.documents[0]
    assert len(document.blocks) >= len(saved.tree.blocks) + 2, "there is something below the list"
    assert agreed_words(document) == saved.words


def test_spaces_paragraphs_and_forms_of_letters_make_no_other_digest() -> None:
    assert digest(["We are", "at caf\u00e9"]) == digest(["We\u00a0are  at", "cafe\u0301"])
    assert digest(["We are"]) != digest(["Weare"])
    assert len(digest(["We are"])) == 16


# --- the file ---------------------------------------------------------------------------------------------------------


def test_a_version_is_read_as_it_was_saved(root: Path) -> None:
    saved = _prepared(root, "v2").version
    (root / V1.replace("v1", "v2")).write_bytes(versions.content(saved))
    read = versions.read(Workspace(root), "joint", "v2")
    assert read == saved
    assert versions.content(read) == versions.content(saved)


def test_the_file_can_be_read_by_people_and_is_the_same_each_time(root: Path) -> None:
    content = (root / V1).read_bytes()
    (root / V1).unlink()
    assert _prepared(root).output.content == content
    assert b"\r" not in content
    lines = content.decode().splitlines()
    assert lines[1:4] == [' "format": 1,', ' "name": "v1",', ' "saved": "2020-07-01",']
    assert any(
        line.strip() == '"We, the undersigned 4 organisations, write to Aland, the Bislands and Ceeland.",'
        for line in lines
    )


def test_every_document_is_kept_in_every_language(tmp_path: Path) -> None:
    build(tmp_path, {"campaigns/two/campaign.yaml": TWO_LANGUAGES})
    version = _save(tmp_path, slug="two")
    kinds = [(one.document, one.language) for one in version.documents]
    assert kinds == [("joint-letter", "en"), ("joint-letter", "fr"), ("news-item", "en"), ("news-item", "fr")]
    assert [one.is_signed for one in version.documents] == [True, True, False, False]
    assert "Nous écrivons." in version.documents[1].words


def test_nobody_who_signs_is_in_a_version(tmp_path: Path) -> None:
    """The tree holds the place of the list, and no name, whether public or (as here) of a private folder."""
    private = "withheld-01: {name: Hidden Hands Union, acronym: HHU, status: confirmed}\n"
    folder = "signatories/private/joint/withheld.yaml"
    signing = "signatories: [zebra-union, north-network, jane-doe]\nwithheld: 1\n"
    build(tmp_path, {folder: private, SIGN_ONS: signing})
    _save(tmp_path)
    text = (tmp_path / V1).read_text(encoding="utf-8")
    for name in ("Hidden", "HHU", "withheld-01", "Zebra", "zebra-union", "North Network", "Jane"):
        assert name not in text
    tree = versions.read(Workspace(tmp_path), "joint", "v1").documents[0].tree
    assert [block for block in tree.blocks if isinstance(block, Signatories)] == [Signatories(())]


def _sealed(text: str, **changes: Any) -> str:
    """The file with other values, as a program would have written it."""
    data = {**json.loads(text), **changes}
    del data["seal"]
    return json.dumps({**data, "seal": versions._seal(data)})


@pytest.mark.parametrize(
    ("damage", "code", "said"),
    [
        (lambda text: text.replace("Twelve people", "Ten people"), "U915", "has been changed"),
        (lambda text: text.replace('"kind": "field"', '"kind": "part"', 1), "U915", "has been changed"),
        (lambda text: text.replace(' "saved": "2020-07-01",\n', ""), "U915", "has been changed"),
        (lambda text: text.replace('"seal"', '"steal"'), "U915", "has been changed"),
        (lambda text: text[: len(text) // 2], "U913", "breaks off"),
        (lambda text: text.replace(' "name": "v1",', ' "name": "v1", "name": "v1",'), "U913", "changed"),
        (lambda text: text.replace('"format": 1', '"format": NaN'), "U913", "changed"),
        (lambda text: text.replace('"total": 4', '"total": ' + "4" * 5000), "U913", "changed"),
        (lambda text: text.replace("Twelve", "\\ud800"), "U915", "has been changed"),
        (lambda text: "[" * 100_000, "U913", "damaged"),
        (lambda text: "[]", "U913", "something else"),
        (lambda text: "", "U913", "breaks off"),
        (lambda text: _sealed(text, format=2), "U914", "another version of the program"),
        (lambda text: _sealed(text, colour="red"), "U914", "another version of the program"),
        (lambda text: _sealed(text, documents={}), "U914", "another version of the program"),
        (lambda text: _sealed(text, name="v3"), "U915", "holds the version “v3”"),
    ],
)
def test_a_file_that_is_not_as_it_was_saved_is_refused(
    root: Path, damage: Callable[[str], str], code: str, said: str
) -> None:
    text = (root / V1).read_text(encoding="utf-8")
    assert damage(text) != text
    (root / V1).write_text(damage(text), encoding="utf-8")
    problem = _refusal(lambda: versions.read(Workspace(root), "joint", "v1"))
    assert (problem.code, problem.span.file) == (code, V1)
    assert said in problem.message
    assert problem.remedy


def test_what_was_edited_is_named_by_its_line(root: Path) -> None:
    text = (root / V1).read_text(encoding="utf-8")
    (root / V1).write_text(text.replace("Twelve people", "Ten people", 1), encoding="utf-8")
    line = _refusal(lambda: versions.read(Workspace(root), "joint", "v1")).span.line
    assert text.splitlines()[line - 1].strip().startswith('"digest"')


def test_other_line_ends_are_no_change(root: Path) -> None:
    """Git may write them so on Windows."""
    (root / V1).write_bytes((root / V1).read_bytes().replace(b"\n", b"\r\n"))
    assert versions.read(Workspace(root), "joint", "v1").name == "v1"


def test_a_version_that_is_not_there_is_named_with_those_that_are(root: Path) -> None:
    problem = _refusal(lambda: versions.read(Workspace(root), "joint", "v11"))
    assert (problem.code, problem.remedy) == ("U912", "did you mean “v1”?")


@pytest.mark.parametrize("name", ["V1", "v 1", "../v1", "v1/x", "", "v1.", "é", "v1·2", "a" * 41, "v1\n"])
def test_a_name_that_could_be_no_file_everywhere_is_refused(root: Path, name: str) -> None:
    assert _refusal(lambda: _prepared(root, name)).code == "U917"


def test_a_version_is_never_overwritten(root: Path) -> None:
    before = (root / V1).read_bytes()
    found = run(root, "version", "save", "joint", "v1")
    assert (found.status, (root / V1).read_bytes()) == (1, before)
    assert f"{V1}:1:1: U916 the version “v1” is saved already" in found.err
    assert "take a new name, as v2" in found.err


# --- consent ----------------------------------------------------------------------------------------------------------


def test_the_same_words_make_no_warning(root: Path) -> None:
    assert _warnings(root) == []


def test_more_signatures_make_no_other_words(root: Path) -> None:
    (root / SIGN_ONS).write_text("signatories: [zebra-union, north-network, east-lawyers, jane-doe]\nwithheld: 7\n")
    (document,) = documents(root).values()
    assert any("undersigned 11 organisations" in text for text in agreed_words(document))
    assert _warnings(root) == []


def test_who_leads_the_list_makes_no_other_words(tmp_path: Path) -> None:
    opening = "We, {{ signatories.lead or 'all' }} and {{ signatories.others }} others, write.\n"
    text = JOINT.replace(
        "We, the undersigned {{ signatories.count }} organisations, write to {{ addressees.names }}.\n", opening
    )
    assert text != JOINT
    options = "signatories: {lead: [zebra-union]}\nsignoff: {version: v1}\n"
    asked = "signatories:\n  - {id: zebra-union, status: invited}\n  - north-network\n"
    build(tmp_path, {CAMPAIGN: text + options, SIGN_ONS: asked})
    _save(tmp_path)
    assert _warnings(tmp_path) == []
    (tmp_path / SIGN_ONS).write_text("signatories: [zebra-union, north-network]\n")
    (document,) = documents(tmp_path).values()
    assert any("We, Zebra Union and 1 others" in text for text in agreed_words(document))
    assert _warnings(tmp_path) == []


def test_other_words_name_the_document_the_number_and_who_must_agree_again(root: Path) -> None:
    _edit(root, "campaigns/shared/facts.yaml", "Twelve people were", "Ten persons were")
    (problem,) = _warnings(root)
    assert (problem.code, problem.severity, problem.span.file) == ("U910", "warning", CAMPAIGN)
    assert problem.message == (
        "the joint-letter no longer says what the version “v1” says: 2 words changed; "
        "zebra-union, east-lawyers and 2 whose names are withheld must agree again"
    )
    assert "undersigned version save joint v1.1 --editorial --reason “…”" in problem.remedy
    assert run(root, "check", "joint").status == 0
    assert "U910" in run(root, "render", "joint").err


def test_a_campaign_may_name_a_version_before_it_is_saved(tmp_path: Path) -> None:
    build(tmp_path, {CAMPAIGN: JOINT + "signoff:\n  version: v1\n"})
    (problem,) = _warnings(tmp_path)
    assert (problem.code, problem.severity, problem.span.line) == ("U912", "warning", len(JOINT.splitlines()) + 2)
    assert "undersigned version save joint v1" in problem.remedy
    _save(tmp_path)
    assert _warnings(tmp_path) == []


def test_a_damaged_version_is_an_error_of_the_campaign(root: Path) -> None:
    (root / V1).write_text("{}", encoding="utf-8")
    found = run(root, "check", "joint")
    assert found.status == 1
    assert f"{V1}:1:1: U914" in found.err


def test_a_press_release_is_nobody_s_to_agree_to(tmp_path: Path) -> None:
    build(tmp_path, {"campaigns/two/campaign.yaml": TWO_LANGUAGES + "signoff: {version: v1}\n"})
    _save(tmp_path, slug="two")
    _edit(tmp_path, "campaigns/two/campaign.yaml", "A letter was sent.", "A letter has gone out.")
    assert _warnings(tmp_path, "two") == []
    _edit(tmp_path, "campaigns/two/campaign.yaml", "C’est ainsi.", "C’est comme cela.")
    (problem,) = _warnings(tmp_path, "two")
    assert "the joint-letter in “fr” no longer says" in problem.message
    assert problem.message.endswith("2 words changed; nobody has agreed to it yet")


def test_a_letter_that_was_added_later_is_in_no_version(root: Path) -> None:
    _edit(root, CAMPAIGN, "documents:\n  joint-letter:\n", "documents:\n  joint-letter:\n  request-letter:\n")
    (problem,) = _warnings(root)
    assert problem.message == "the request-letter is not in the version “v1”, which people agree to"


def test_a_correction_keeps_consent_and_is_kept_with_its_reason(root: Path) -> None:
    _edit(root, "campaigns/shared/facts.yaml", "3 June", "4 June")
    found = run(root, "version", "save", "joint", "v1.1", "--editorial", "--reason", "the right day")
    assert found.status == 0, found.err
    assert "joint-letter in “en”: 1 word changed since v1" in found.out
    assert "people were arrested on [-3-] {+4+} June 2020." in found.out
    assert "Who has agreed to v1 agrees to v1.1, too: the right day." in found.out
    version = versions.read(Workspace(root), "joint", "v1.1")
    assert (version.editorial_of, version.reason) == ("v1", "the right day")

    (problem,) = _warnings(root)
    assert problem.remedy == "write “version: v1.1” below “signoff:”"
    _edit(root, CAMPAIGN, "version: v1", "version: v1.1")
    assert _warnings(root) == [], "those who agreed to v1 have agreed"


def test_other_words_without_that_must_be_agreed_to_again(root: Path) -> None:
    _edit(root, "campaigns/shared/facts.yaml", "Twelve people", "Ten people")
    found = run(root, "version", "save", "joint", "v2")
    assert (
        "Other words than in v1: zebra-union, east-lawyers and 2 whose names are withheld must agree again."
        in found.out
    )
    _edit(root, CAMPAIGN, "version: v1", "version: v2")
    problems = _warnings(root)
    assert [(problem.code, problem.span.file, problem.span.line) for problem in problems] == [
        ("U911", SIGN_ONS, 2),
        ("U911", SIGN_ONS, 4),
    ]
    assert problems[0].message == "“zebra-union” has agreed to the version “v1”, which says other words than “v2”"
    _edit(root, SIGN_ONS, "zebra-union, version: v1", "zebra-union, version: v2")
    assert [problem.span.line for problem in _warnings(root)] == [4]


def test_the_same_words_under_another_name_are_agreed_to(root: Path) -> None:
    """As for the version that is sent, which has the numbers of its day."""
    (root / SIGN_ONS).write_text(AGREED.replace("status: invited", "version: v1"), encoding="utf-8")
    version = _save(root, "final")
    assert (version.editorial_of, version.reason) == ("v1", "the words are the same")
    assert any("undersigned 5 organisations" in text for text in version.documents[0].words)
    _edit(root, CAMPAIGN, "version: v1", "version: final")
    assert _warnings(root) == []


def test_consent_goes_along_with_corrections_alone(root: Path) -> None:
    workspace = Workspace(root)
    facts = "campaigns/shared/facts.yaml"
    _edit(root, facts, "Twelve", "Ten")
    _save(root, "v1.1", reason="a number")
    _edit(root, CAMPAIGN, "version: v1", "version: v1.1")
    _edit(root, facts, "Ten", "Nine")
    _save(root, "v1.2", reason="again")
    _edit(root, facts, "Nine", "Eight")
    _save(root, "v2")
    assert versions.holds_for(workspace, "joint", "v1", "v1.2")
    assert not versions.holds_for(workspace, "joint", "v1.2", "v1")
    assert not versions.holds_for(workspace, "joint", "v1.2", "v2")
    assert versions.holds_for(workspace, "joint", "v2", "v2")
    answers = [
        ("a", SignOn(id="a", version="v1")),
        ("b", SignOn(id="b", version="v2")),
        ("c", SignOn(id="c", version="v1", status="withdrawn")),
        ("d", SignOn(id="d")),
    ]
    assert versions.must_agree_again(workspace, "joint", answers, "v2") == ["a"]
    assert versions.must_agree_again(workspace, "joint", answers, "v1.2") == ["b"]


def test_a_sign_on_to_a_version_that_never_was_is_named(root: Path) -> None:
    _edit(root, SIGN_ONS, "as: East Lawyers, version: v1", "as: East Lawyers, version: v01")
    (problem,) = _warnings(root)
    assert (problem.code, problem.span.line, problem.remedy) == ("U911", 4, "did you mean “v1”?")


def test_nothing_private_is_looked_at(root: Path) -> None:
    """Whatever the withheld have agreed to: what check says of them is their number."""
    _edit(root, "campaigns/shared/facts.yaml", "Twelve", "Ten")
    before = run(root, "check", "joint"), run(root, "version", "list", "joint")
    private = root / "signatories/private/joint/withheld.yaml"
    private.parent.mkdir(parents=True, exist_ok=True)
    hidden = (f"withheld-0{number}: {{name: Hidden Hands, version: v0, status: confirmed}}\n" for number in (1, 2))
    private.write_text("".join(hidden), encoding="utf-8")
    assert (run(root, "check", "joint"), run(root, "version", "list", "joint")) == before


# --- the command line -------------------------------------------------------------------------------------------------


def test_the_first_version_asks_nobody_again(tmp_path: Path) -> None:
    build(tmp_path)
    found = run(tmp_path, "version", "save", "joint", "v1")
    assert found == Run(
        0,
        f"Saved {V1} (1 document).\nNext: write “signoff: {{version: v1}}” in campaigns/joint/campaign.yaml.\n",
        "",
    )


def test_what_the_campaign_names_already_need_not_be_named(tmp_path: Path) -> None:
    build(tmp_path, {CAMPAIGN: JOINT + "signoff: {version: v1}\n"})
    assert run(tmp_path, "version", "save", "joint", "v1").out == f"Saved {V1} (1 document).\n"


def test_a_problem_of_all_languages_is_said_once(tmp_path: Path) -> None:
    signing = "signatories: [{id: zebra-union, version: v0}]\n"
    build(tmp_path, {"campaigns/two/campaign.yaml": TWO_LANGUAGES + "signoff: {version: v1}\n"})
    assert [problem.code for problem in _warnings(tmp_path, "two")] == ["U912"]
    (tmp_path / "campaigns/two/sign-ons.yaml").write_text(signing, encoding="utf-8")
    _save(tmp_path, slug="two")
    assert [problem.code for problem in _warnings(tmp_path, "two")] == ["U911"]
    _edit(tmp_path, "campaigns/two/campaign.yaml", "signoff: {version: v1}", "sent: v1")
    assert [problem.code for problem in _warnings(tmp_path, "two")] == ["U911"]


def test_versions_are_listed_with_what_they_are_for(root: Path) -> None:
    _edit(root, "campaigns/shared/facts.yaml", "Twelve", "Ten")
    _save(root, "v1.1", reason="a number")
    _edit(root, CAMPAIGN, "signoff: {version: v1}", "signoff: {version: v1.1}\nsent: v1")
    found = run(root, "version", "list", "joint")
    first, second, count = found.out.splitlines()
    assert first.split()[:2] == ["v1", "2020-07-01"]
    assert first.endswith("words  (sent)")
    assert second.endswith("words; corrects v1: a number  (to agree to)")
    assert count == "2 versions."


def test_a_damaged_version_does_not_hide_the_others(root: Path) -> None:
    _save(root, "v2")
    (root / V1).write_text("{", encoding="utf-8")
    found = run(root, "version", "list", "joint")
    assert found.status == 1
    assert found.out.splitlines()[-1] == "1 version."
    assert "U913" in found.err


def test_there_may_be_no_version_yet(tmp_path: Path) -> None:
    build(tmp_path)
    found = run(tmp_path, "version", "list", "joint")
    assert found.out == "No version yet. `undersigned version save joint v1` saves the first.\n"


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("joint", "v2", "--editorial"), 2, "--editorial needs --reason"),
        (("joint", "v2", "--editorial", "--reason", "  "), 2, "--editorial needs --reason"),
        (("joint", "v2", "--reason", "x"), 2, "--reason belongs to --editorial"),
        (("council", "v1", "--editorial", "--reason", "x"), 1, "U912 there is no version yet"),
        (("nowhere", "v1"), 1, "U308"),
    ],
)
def test_what_cannot_be_saved(root: Path, arguments: tuple[str, ...], status: int, said: str) -> None:
    found = run(root, "version", "save", *arguments)
    assert found.status == status
    assert said in found.err


def test_a_campaign_with_problems_is_not_saved(root: Path) -> None:
    _edit(root, CAMPAIGN, "use: open-prisons", "use: open-prison")
    found = run(root, "version", "save", "joint", "v2")
    assert found.status == 1
    assert "U301" in found.err
    assert versions.saved_names(Workspace(root), "joint") == ["v1"]


# --- what was sent ----------------------------------------------------------------------------------------------------


def _rendered(root: Path) -> dict[str, bytes]:
    shutil.rmtree(root / "out", ignore_errors=True)
    found = run(root, "render", "joint")
    assert found.status == 0, found.err
    return {path.name: path.read_bytes() for path in (root / "out").rglob("*.*")}


def _send(root: Path, name: str = "v1") -> None:
    (root / CAMPAIGN).write_text(JOINT + f"signoff: {{version: v1}}\nsent: {name}\n", encoding="utf-8")


def test_what_was_sent_is_printed_as_it_was_drafted(root: Path) -> None:
    drafted = _rendered(root)
    _send(root)
    assert _rendered(root) == drafted
    assert set(drafted) == {"joint-letter.docx", "joint-letter.html", "joint-letter.md"}


def test_what_was_sent_outlives_all_that_it_was_made_from(root: Path) -> None:
    drafted = _rendered(root)
    _send(root)
    for folder in ("templates", "campaigns/shared", "campaigns/council", "campaigns/request"):
        shutil.rmtree(root / folder)
    rest = "title: Other words\ndocuments:\n  joint-letter:\nsent: v1\nsignoff: {version: v9}\n"
    (root / CAMPAIGN).write_text(rest, encoding="utf-8")
    assert _rendered(root) == drafted
    assert run(root, "check", "joint").status == 0


def test_a_kind_of_letter_that_is_gone_is_printed_from_what_was_sent(tmp_path: Path) -> None:
    build(tmp_path)
    stock = Workspace(tmp_path).stock / "letters"
    own = tmp_path / "templates/letters"
    shutil.copytree(stock / "joint-letter", own / "our-letter")
    shutil.copy(stock / "parts.md.j2", own / "parts.md.j2")
    _edit(tmp_path, "templates/letters/our-letter/kind.yaml", "{columns: 2}", "{columns: 3}")
    _edit(tmp_path, CAMPAIGN, "joint-letter:", "our-letter:")
    drafted = _rendered(tmp_path)
    _save(tmp_path)
    (tmp_path / CAMPAIGN).write_text("title: T\ndocuments:\n  our-letter:\nsent: v1\n", encoding="utf-8")
    shutil.rmtree(tmp_path / "templates")
    assert _rendered(tmp_path) == drafted


def test_only_who_signs_is_of_today(root: Path) -> None:
    _send(root)
    _edit(root, SIGN_ONS, "north-network, status: invited", "north-network, status: confirmed")
    _edit(root, SIGN_ONS, "zebra-union, version: v1", "zebra-union, status: withdrawn")
    _edit(root, SIGN_ONS, "withheld: 2", "withheld: 3")
    _edit(root, CAMPAIGN, "sent: v1", "sent: v1\nsignatories: {as_of: 2020-08-01, columns: 1}")
    letter = _rendered(root)["joint-letter.md"].decode()
    assert "We, the undersigned 4 organisations" in letter, "as it was sent"
    assert "North Network" in letter
    assert "Zebra" not in letter
    assert "1 August 2020" in letter


def test_render_says_that_the_words_are_those_that_were_sent(root: Path) -> None:
    _send(root)
    said = run(root, "render", "joint").out.splitlines()
    assert "joint/joint-letter: the words are those sent as “v1”, saved on 2020-07-01." in said
    _edit(root, SIGN_ONS, "withheld: 2", "withheld: 5")
    said = run(root, "render", "joint").out.splitlines()
    (line,) = (line for line in said if "sent as" in line)
    assert line.endswith("saved on 2020-07-01; it had 4 signatories then, and has 7 today.")


def test_a_letter_that_nobody_had_signed_yet_has_a_place_for_those_who_do(tmp_path: Path) -> None:
    build(tmp_path, {SIGN_ONS: "signatories: []\n"})
    _save(tmp_path)
    _send(tmp_path)
    (tmp_path / SIGN_ONS).write_text("signatories: [zebra-union]\n")
    (document,) = documents(tmp_path).values()
    kinds = [type(block).__name__ for block in document.blocks]
    assert kinds.index("Signatories") == kinds.index("CopyList") - 1
    (tmp_path / SIGN_ONS).write_text("signatories: []\n")
    (document,) = documents(tmp_path).values()
    assert "Signatories" not in [type(block).__name__ for block in document.blocks]


def test_a_consent_to_other_words_than_were_sent_is_named(root: Path) -> None:
    _edit(root, "campaigns/shared/facts.yaml", "Twelve", "Ten")
    _save(root, "v2")
    _send(root, "v2")
    assert [(problem.code, problem.span.line) for problem in _warnings(root)] == [("U911", 2), ("U911", 4)]


def test_one_document_of_two_may_have_been_sent(tmp_path: Path) -> None:
    both = TWO_LANGUAGES.replace("  joint-letter:\n", "  joint-letter: {sent: v1}\n")
    build(tmp_path, {"campaigns/two/campaign.yaml": TWO_LANGUAGES})
    _save(tmp_path, slug="two")
    (tmp_path / "campaigns/two/campaign.yaml").write_text(both.replace("It is so.", "It was so."), encoding="utf-8")
    found = documents(tmp_path, "two")
    assert set(found) == {f"two/{kind}.{tag}" for kind in ("joint-letter", "news-item") for tag in ("en", "fr")}
    assert "It is so." in agreed_words(found["two/joint-letter.en"])
    assert "C’est ainsi." in agreed_words(found["two/joint-letter.fr"])


@pytest.mark.parametrize(
    ("name", "options", "code", "said"),
    [
        ("v7", {}, "U912", "there is no version “v7”"),
        ("../v1", {}, "U912", "there is no version"),
        ("v1", {"each_addressee": True}, "U918", "to all its addressees, not one to each"),
    ],
)
def test_what_cannot_be_printed_as_sent(root: Path, name: str, options: dict[str, Any], code: str, said: str) -> None:
    _send(root, name)
    problem = _refusal(lambda: documents(root, **options))
    assert (problem.code, problem.span.file) == (code, CAMPAIGN)
    assert problem.span.line == len((root / CAMPAIGN).read_text().splitlines())
    assert said in problem.message


def test_a_document_that_the_version_lacks_cannot_have_been_sent(root: Path) -> None:
    _send(root)
    _edit(root, CAMPAIGN, "documents:\n  joint-letter:\n", "documents:\n  joint-letter:\n  request-letter:\n")
    problem = _refusal(lambda: documents(root))
    assert problem.code == "U919"
    assert "does not hold the request-letter" in problem.message
    _edit(root, CAMPAIGN, "  request-letter:\n", "  request-letter: {sent: null}\n")
    assert set(documents(root)) == {"joint/joint-letter", "joint/request-letter"}


def test_a_letter_that_was_sent_can_still_be_referred_to(root: Path) -> None:
    _send(root)
    text = documents(root, "paper")["paper/newsletter"]
    assert any("See Open letter on Eastland" in words for words in agreed_words(text))


def test_the_place_of_the_list_is_kept_below_other_blocks_too(root: Path) -> None:
    inner = (Paragraph((Text("a"),)), Signatories(()))
    names = (Paragraph((Text("names"),)),)
    blocks = with_list((Annex((Text("A"),), inner), Signatories(())), names)
    assert blocks == (Annex((Text("A"),), (inner[0], *names)), *names)
