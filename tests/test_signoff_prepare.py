"""`signoff prepare` and `signoff remind`: who gets which file, and what is refused."""

from __future__ import annotations

import datetime
import hashlib
import shutil
from pathlib import Path

import pytest
import yaml

from tests.workspaces import JOINT, Run, build, run
from tests.writers.docx.reading import W, parts, tree, value, words
from tests.writers.docx.test_letterhead import LETTERHEAD
from undersigned.problems import Refused, Span
from undersigned.returned.answers_docx import read_docx
from undersigned.signoff.preparing import prepare, remind
from undersigned.versions import digest, read
from undersigned.workspace import Workspace

CAMPAIGN = "campaigns/joint/campaign.yaml"
SIGN_ONS = "campaigns/joint/sign-ons.yaml"
OUT = "out/joint/sign-off"
PRIVATE = "signatories/private/joint"
NOW = datetime.datetime(2020, 7, 12, 10, 0, tzinfo=datetime.UTC)

SIGNOFF = """\
signoff: {version: v1, deadline: 2020-07-15 18:00, time_zone: Europe/Zurich, contact: sign@example.org}
"""

ASKED = """\
signatories:
  - {id: zebra-union, version: v1}   # has signed
  - {id: north-network, status: invited}
  - {id: east-lawyers, status: pending, as: East Lawyers}
  - {id: jane-doe, status: declined}
  - {id: north-network-asia, status: conditional, condition: if it is short, contacted: 2020-07-03}
withheld: 1
"""

WITHHELD = """\
withheld-01: {name: Hidden House, acronym: HH, status: confirmed, version: v1}
withheld-02: {name: Secret Society, acronym: SESO, country: Eastland, status: invited}
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


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A campaign whose text is saved as v1, with three who are asked and one who is asked in private."""
    build(tmp_path, {CAMPAIGN: JOINT + SIGNOFF, SIGN_ONS: ASKED, f"{PRIVATE}/withheld.yaml": WITHHELD})
    assert run(tmp_path, "version", "save", "joint", "v1").status == 0
    return tmp_path


def edit(root: Path, file: str, old: str, new: str) -> None:
    text = (root / file).read_text(encoding="utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new), encoding="utf-8")


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def codes(found: Run) -> list[str]:
    return [line.split()[1] for line in found.err.splitlines()]


# --- who gets what ----------------------------------------------------------------------------------------------------


def test_each_who_must_answer_gets_a_file_and_a_note(workspace: Path) -> None:
    found = run(workspace, "signoff", "prepare", "joint")
    assert (found.status, found.err) == (0, "")
    assert files(workspace / OUT) == [
        "blank.docx",
        "blank.md",
        "east-lawyers.docx",
        "east-lawyers.md",
        "for-comments.docx",
        "north-network-asia.docx",
        "north-network-asia.md",
        "north-network.docx",
        "north-network.md",
    ]
    assert "Prepared for 3 signatories: out/joint/sign-off/." in found.out


def test_the_name_stands_there_as_the_letter_would_print_it(workspace: Path) -> None:
    run(workspace, "signoff", "prepare", "joint")
    names = {
        name: read_docx((workspace / OUT / f"{name}.docx").read_bytes(), Span(name)).organisation
        for name in ("east-lawyers", "north-network", "north-network-asia", "blank")
    }
    assert names == {
        "east-lawyers": "East Lawyers",
        "north-network": "North Network (NN)",
        "north-network-asia": "North Network (NN) – Asia",
        "blank": "",
    }


def test_a_file_knows_what_it_belongs_to_and_holds_the_words_of_the_version(workspace: Path) -> None:
    run(workspace, "signoff", "prepare", "joint")
    answers = read_docx((workspace / OUT / "east-lawyers.docx").read_bytes(), Span("x"))
    frozen = read(Workspace(workspace), "joint", "v1").documents[0]
    assert answers.reference is not None
    kept = answers.reference
    assert (kept.campaign, kept.version, kept.signatory) == ("joint", "v1", "east-lawyers")
    assert (kept.document, kept.language, kept.digest) == ("joint-letter", "en", frozen.digest)
    assert digest(answers.words or ()) == frozen.digest
    assert answers.endorse is False


def test_nobody_is_named_in_a_letter_that_is_still_being_signed(workspace: Path) -> None:
    """A form that was sent cannot be called back; whoever withdraws or is withheld later does not stand in it."""
    run(workspace, "signoff", "prepare", "joint")
    for file in ("east-lawyers.docx", "for-comments.docx"):
        body = words(tree(parts((workspace / OUT / file).read_bytes())))
        assert "[The names of those who sign will stand here.]" in body
        assert "Zebra Union" not in body


def test_a_letter_is_on_the_letterhead_of_the_campaign(workspace: Path) -> None:
    (workspace / "campaigns/joint/letterhead.docx").write_bytes(LETTERHEAD)
    assert run(workspace, "signoff", "prepare", "joint").status == 0
    ours, theirs = parts((workspace / OUT / "blank.docx").read_bytes()), parts(LETTERHEAD)
    assert value(tree(ours), f".//{W}sectPr/{W}pgSz") == value(tree(theirs), f".//{W}sectPr/{W}pgSz")
    assert [name for name in ours if "/media/" in name] == [name for name in theirs if "/media/" in name] != []
    (workspace / "campaigns/joint/letterhead.docx").write_bytes(b"no letterhead")
    assert codes(run(workspace, "signoff", "prepare", "joint")) == ["U702"]


def test_same_input_same_bytes(workspace: Path) -> None:
    run(workspace, "signoff", "prepare", "joint", "--out", "one")
    run(workspace, "signoff", "prepare", "joint", "--out", "two")
    assert files(workspace / "one") == files(workspace / "two")
    for name in files(workspace / "one"):
        assert (workspace / "one" / name).read_bytes() == (workspace / "two" / name).read_bytes()


def test_signatures_that_come_in_make_no_other_files(workspace: Path) -> None:
    """The sentence that counts says what it said when the version was saved."""
    run(workspace, "signoff", "prepare", "joint")
    before = (workspace / OUT / "east-lawyers.docx").read_bytes()
    edit(workspace, SIGN_ONS, "{id: north-network, status: invited}", "{id: north-network, version: v1}")
    found = run(workspace, "signoff", "prepare", "joint")
    assert (found.status, found.err) == (0, "")
    assert "Prepared for 2 signatories" in found.out
    assert (workspace / OUT / "east-lawyers.docx").read_bytes() == before


def test_who_agreed_to_other_words_gets_a_file_again(workspace: Path) -> None:
    edit(workspace, CAMPAIGN, "We, the undersigned", "We, the undersigning")
    assert codes(run(workspace, "signoff", "prepare", "joint")) == ["U923"]
    assert run(workspace, "version", "save", "joint", "v2").status == 0
    edit(workspace, CAMPAIGN, "version: v1", "version: v2")
    assert run(workspace, "signoff", "prepare", "joint").status == 0
    note = (workspace / OUT / "zebra-union.md").read_text(encoding="utf-8")
    assert "Thank you for your agreement to “Open letter on Eastland”, version v1. The text has changed" in note
    assert (workspace / PRIVATE / "sign-off/withheld-01.docx").is_file()


def test_each_language_has_its_files_and_the_news_item_none(tmp_path: Path) -> None:
    build(tmp_path, {CAMPAIGN: TWO_LANGUAGES + SIGNOFF, SIGN_ONS: ASKED})
    run(tmp_path, "version", "save", "joint", "v1")
    assert run(tmp_path, "signoff", "prepare", "joint").status == 0
    assert [name for name in files(tmp_path / OUT) if name.startswith(("blank", "for", "east"))] == [
        *("blank.en.docx", "blank.en.md", "blank.fr.docx", "blank.fr.md"),
        *("east-lawyers.en.docx", "east-lawyers.en.md", "east-lawyers.fr.docx", "east-lawyers.fr.md"),
        *("for-comments.en.docx", "for-comments.fr.docx"),
    ]
    french = read_docx((tmp_path / OUT / "east-lawyers.fr.docx").read_bytes(), Span("x"))
    assert french.reference is not None
    assert (french.reference.document, french.reference.language) == ("joint-letter", "fr")
    assert "Nous écrivons." in (french.words or ())
    assert "east-lawyers.fr.docx" in (tmp_path / OUT / "east-lawyers.fr.md").read_text(encoding="utf-8")


def test_several_letters_of_a_campaign_are_signed_on_one_page(tmp_path: Path) -> None:
    both = JOINT.replace("  joint-letter:\n", "  joint-letter:\n  request-letter: {title: Request}\n")
    build(tmp_path, {CAMPAIGN: both + SIGNOFF, SIGN_ONS: ASKED})
    assert run(tmp_path, "version", "save", "joint", "v1").status == 0
    assert run(tmp_path, "signoff", "prepare", "joint").status == 0
    answers = read_docx((tmp_path / OUT / "blank.docx").read_bytes(), Span("x"))
    frozen = read(Workspace(tmp_path), "joint", "v1").documents
    assert [one.document for one in frozen] == ["joint-letter", "request-letter"]
    assert answers.reference is not None
    assert answers.reference.document == "joint-letter,request-letter"
    assert answers.reference.digest == digest([word for one in frozen for word in one.words])
    assert digest(answers.words or ()) == answers.reference.digest


# --- those who must not be named --------------------------------------------------------------------------------------


def test_who_must_not_be_named_has_files_in_the_private_folder_alone(workspace: Path) -> None:
    found = run(workspace, "signoff", "prepare", "joint")
    assert files(workspace / PRIVATE / "sign-off") == ["withheld-02.docx", "withheld-02.md"]
    answers = read_docx((workspace / PRIVATE / "sign-off/withheld-02.docx").read_bytes(), Span("x"))
    assert answers.organisation == "Secret Society (SESO)"
    assert answers.withhold is True
    assert answers.reference is not None
    assert answers.reference.signatory == "withheld-02"
    assert "signatories/private/joint/sign-off/" in found.out
    for secret in ("Secret", "SESO", "Hidden", "withheld-0"):
        assert secret not in found.out + found.err


@pytest.mark.parametrize("command", ["prepare", "remind"])
def test_nothing_public_depends_on_who_they_are(workspace: Path, command: str) -> None:
    def public() -> dict[str, str]:
        shutil.rmtree(workspace / "out", ignore_errors=True)
        found = run(workspace, "signoff", command, "joint")
        made = {name: hashlib.sha256((workspace / name).read_bytes()).hexdigest() for name in files(workspace)}
        own = {name: one for name, one in made.items() if not name.startswith("signatories/private/")}
        return {**own, "printed": found.out + found.err}

    public()  # the second reminder knows of the first
    before = public()
    other = WITHHELD.replace("Secret Society", "Sócrates & Söhne").replace("SESO", "X").replace("invited", "pending")
    (workspace / PRIVATE / "withheld.yaml").write_text(other.replace("Hidden House", "Zed"), encoding="utf-8")
    assert public() == before


def test_a_clone_without_the_private_folder_prepares_all_the_same(workspace: Path) -> None:
    run(workspace, "signoff", "prepare", "joint", "--out", "one")
    shutil.rmtree(workspace / "signatories/private")
    found = run(workspace, "signoff", "prepare", "joint", "--out", "two")
    assert (found.status, found.err) == (0, "")
    assert not (workspace / "signatories/private").exists()
    assert files(workspace / "one") == files(workspace / "two")


# --- reminders --------------------------------------------------------------------------------------------------------


def notes_of(root: Path) -> dict[str, str]:
    """The reminders as they would be written at `NOW`, by the names of their files."""
    made = remind(Workspace(root), "joint", NOW)
    return {one.path.rpartition("/")[2]: one.content.decode() for one in made.public}


def test_each_who_has_not_answered_is_reminded(workspace: Path) -> None:
    found = run(workspace, "signoff", "remind", "joint")
    assert (found.status, found.err) == (0, "")
    assert files(workspace / OUT / "reminders") == ["east-lawyers.md", "north-network-asia.md", "north-network.md"]
    assert files(workspace / PRIVATE / "sign-off/reminders") == ["withheld-02.md"]
    notes = notes_of(workspace)
    assert "There are 3 days left" in notes["north-network.md"]
    assert "the decision is still to be taken" in notes["east-lawyers.md"]
    assert "on a condition: if it is short." in notes["north-network-asia.md"]


def test_the_day_of_the_last_message_is_noted_down(workspace: Path) -> None:
    made = remind(Workspace(workspace), "joint", NOW)
    changed = {one.path: yaml.safe_load(one.content) for one in made.private if one.path.endswith(".yaml")}
    public = {one["id"]: one.get("contacted") for one in changed[SIGN_ONS]["signatories"]}
    today = NOW.date()
    assert public == {
        "zebra-union": None,
        "north-network": today,
        "east-lawyers": today,
        "jane-doe": None,
        "north-network-asia": today,
    }
    private = changed[f"{PRIVATE}/withheld.yaml"]
    assert [private[name].get("contacted") for name in ("withheld-01", "withheld-02")] == [None, today]


def test_the_next_reminder_knows_of_the_last(workspace: Path) -> None:
    assert "We last wrote to you on" not in notes_of(workspace)["north-network.md"]
    assert run(workspace, "signoff", "remind", "joint").status == 0
    assert "# has signed" in (workspace / SIGN_ONS).read_text(encoding="utf-8")
    assert "We last wrote to you on" in notes_of(workspace)["north-network.md"]


def test_corrections_are_told_to_those_who_wait_and_to_those_who_have_signed(workspace: Path) -> None:
    edit(workspace, CAMPAIGN, "We, the undersigned", "We, the signatories,")
    saved = run(workspace, "version", "save", "joint", "v1.1", "--editorial", "--reason", "one word instead of two")
    assert saved.status == 0, saved.err
    edit(workspace, CAMPAIGN, "version: v1,", "version: v1.1,")
    notes = notes_of(workspace)
    assert sorted(notes) == ["east-lawyers.md", "north-network-asia.md", "north-network.md", "zebra-union.md"]
    assert "one word instead of two" in notes["north-network.md"]
    assert "your signature stands" in notes["zebra-union.md"]
    assert "one word instead of two" in notes["zebra-union.md"]


def test_who_was_told_of_a_correction_is_not_told_again(workspace: Path) -> None:
    edit(workspace, CAMPAIGN, "We, the undersigned", "We, the signatories,")
    run(workspace, "version", "save", "joint", "v1.1", "--editorial", "--reason", "one word instead of two")
    edit(workspace, CAMPAIGN, "version: v1,", "version: v1.1,")
    assert run(workspace, "signoff", "remind", "joint").status == 0
    assert "zebra-union.md" not in notes_of(workspace)


def test_whoever_has_all_answers_reminds_nobody(workspace: Path) -> None:
    (workspace / SIGN_ONS).write_text("signatories:\n  - {id: zebra-union, version: v1}\n", encoding="utf-8")
    shutil.rmtree(workspace / "signatories/private")
    before = (workspace / SIGN_ONS).read_bytes()
    found = run(workspace, "signoff", "remind", "joint")
    assert (found.status, found.out) == (0, "Nobody who may be named needs a reminder.\n")
    assert (workspace / SIGN_ONS).read_bytes() == before
    assert "signoff invite joint" in run(workspace, "signoff", "prepare", "joint").out


# --- what is refused --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["prepare", "remind"])
@pytest.mark.parametrize(
    ("signoff", "code", "says"),
    [
        ("", "U921", "signoff: {version: v1, deadline: 2026-05-15 18:00, time_zone: Europe/Zurich, contact:"),
        (
            "signoff: {version: v1}\n",
            "U922",
            "lacks “deadline” and “contact” (add deadline: 2026-05-15 18:00, contact:",
        ),
        (SIGNOFF.replace("v1", "v2"), "U912", "there is no version “v2”"),
        (SIGNOFF + "body: Other words.\n", "U923", "no longer says what the version “v1” says: "),
    ],
)
def test_what_cannot_be_signed_is_refused(workspace: Path, command: str, signoff: str, code: str, says: str) -> None:
    campaign = JOINT.replace('body: |\n  {{ fact("arrests") }}\n', "") if "body" in signoff else JOINT
    (workspace / CAMPAIGN).write_text(campaign + signoff, encoding="utf-8")
    before = files(workspace)
    found = run(workspace, "signoff", command, "joint")
    assert found.status == 1
    assert codes(found) == [code]
    assert says in found.err
    assert set(files(workspace)) - set(before) <= {"signatories/private/.lock"}


def test_the_line_that_is_proposed_can_be_pasted(tmp_path: Path) -> None:
    build(tmp_path)
    run(tmp_path, "version", "save", "joint", "v1")
    proposed = run(tmp_path, "signoff", "prepare", "joint").err.partition("“")[2].partition("”")[0]
    (tmp_path / CAMPAIGN).write_text(f"{JOINT}{proposed}\n", encoding="utf-8")
    assert run(tmp_path, "signoff", "prepare", "joint").status == 0


def test_a_document_that_is_newer_than_the_version_is_not_in_it(workspace: Path) -> None:
    edit(workspace, CAMPAIGN, "  joint-letter:\n", "  joint-letter:\n  request-letter: {title: Request}\n")
    found = run(workspace, "signoff", "prepare", "joint")
    assert codes(found) == ["U923"]
    assert "the version “v1” does not hold the request-letter" in found.err


def test_a_campaign_without_a_letter_has_nothing_to_sign(tmp_path: Path) -> None:
    build(tmp_path)
    path = tmp_path / "campaigns/news/campaign.yaml"
    path.write_text(path.read_text(encoding="utf-8") + SIGNOFF, encoding="utf-8")
    assert run(tmp_path, "version", "save", "news", "v1").status == 0
    assert codes(run(tmp_path, "signoff", "prepare", "news")) == ["U925"]


def test_nobody_may_have_the_name_of_a_file_for_everybody(workspace: Path) -> None:
    edit(workspace, "signatories/organisations.yaml", "zebra-union:", "blank:")
    edit(workspace, SIGN_ONS, "{id: zebra-union, version: v1}", "{id: blank, status: invited}")
    found = run(workspace, "signoff", "prepare", "joint")
    assert codes(found) == ["U926"]
    assert "campaigns/joint/sign-ons.yaml:2" in found.err


@pytest.mark.parametrize(
    ("zone", "says"),
    [("time_zone: Europe/Geneva, ", "“Europe/Geneva” is not in the time-zone database"), ("", "in which time zone")],
)
def test_a_time_zone_that_nobody_knows_is_a_warning(workspace: Path, zone: str, says: str) -> None:
    edit(workspace, CAMPAIGN, "time_zone: Europe/Zurich, ", zone)
    found = run(workspace, "signoff", "prepare", "joint")
    assert found.status == 0
    assert codes(found) == ["U924"]
    assert says in found.err
    stated = "15 July 2020, 18:00 (Europe/Geneva)" if zone else "15 July 2020, 18:00**"
    assert stated in (workspace / OUT / "blank.md").read_text(encoding="utf-8")


def test_an_unsound_campaign_is_refused_with_all_its_problems(workspace: Path) -> None:
    edit(workspace, CAMPAIGN, "use: open-prisons", "use: no-such-block")
    with pytest.raises(Refused) as refused:
        prepare(Workspace(workspace), "joint")
    assert [problem.code for problem in refused.value.problems] != []


def test_a_letter_that_was_sent_is_signed_as_it_was(workspace: Path) -> None:
    """Whatever has become of the library since: late signatures are for the words that were sent."""
    edit(workspace, CAMPAIGN, "title:", "sent: v1\ntitle:")
    edit(workspace, "templates/demands/testing.yaml", "open the prisons to", "open all prisons to")
    found = run(workspace, "signoff", "prepare", "joint")
    assert (found.status, found.err) == (0, "")
