"""The checks of facts, notes, links, demands and addressees: what the case files of `cases/checks/` do not show.

The logic that tells a fault from what only looks like one, that no words bring a check down, and that what the project
ships is clean.
"""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import workspaces
from tests.shipped import ROOT, SLUGS
from undersigned.checks import addressees, demands, facts, notes
from undersigned.checks.checked import Checked
from undersigned.checks.demands import begins_with_a_verb
from undersigned.checks.findings import Finding, Reading
from undersigned.checks.links import SHORTENERS
from undersigned.checks.salutations import faults
from undersigned.document import Link, Note, Origin, Paragraph, Text
from undersigned.models.shared import Addressee
from undersigned.passages import Linked, Passage
from undersigned.problems import Problem
from undersigned.rendering import Order, Renderer
from undersigned.workspace import Workspace

ORIGIN = Origin("letter.md", 1, "part", "letter")
TODAY = datetime.date(2020, 7, 21)


def _read(*words: str, language: str = "en") -> list[str]:
    """The codes that the checks of notes and links find in paragraphs."""
    reading = Reading(tuple(Passage(one, ORIGIN) for one in words), language)
    return [finding.code for check in notes.WORDS for finding in check(reading)]


def _found(root: Path, slug: str) -> list[Finding | Problem]:
    """What the checks of the letter find in a campaign, those of words included."""
    drafts = Renderer(Workspace(root)).drafts(slug, Order((slug,)))
    assert drafts.errors == []
    found: list[Finding | Problem] = []
    for letter in drafts.letters:
        assert letter.drafted
        checked = Checked(letter.drafted, TODAY)
        for words in notes.WORDS:
            found += words(checked.reading)
        for check in (*facts.LETTER, *notes.LETTER, *demands.LETTER, *addressees.LETTER):
            found += check(checked)
    return found


# --- what is shipped --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("slug", SLUGS)
def test_a_shipped_campaign_has_nothing_to_mend(slug: str) -> None:
    accepted = {"mass-arrests-2019", "covid-prisoners-2020"}
    found = [one for one in _found(ROOT, slug) if not any(name in one.message for name in accepted)]
    assert found == []


@pytest.mark.parametrize("kind", ["joint-letter", "council-letter", "request-letter", "news-item", "newsletter"])
def test_a_new_campaign_has_nothing_to_mend(kind: str, tmp_path: Path) -> None:
    assert workspaces.run(tmp_path, "init", ".").status == 0
    assert workspaces.run(tmp_path, "new", "later", "--document", kind).status == 0
    assert _found(tmp_path, "later") == []
    assert _found(tmp_path, "example") == []


def test_every_act_of_the_stock_begins_with_a_verb() -> None:
    library = Renderer(Workspace(ROOT)).library
    acts = [demand.act.text for name in library.demands if (demand := library.demand(name)).act]
    assert len(acts) > 40
    assert [act for act in acts if not begins_with_a_verb(act)] == []


def test_gerunds_of_the_stock_are_no_acts() -> None:
    library = Renderer(Workspace(ROOT)).library
    gerunds = [demand.gerund.text for name in library.demands if (demand := library.demand(name)).gerund]
    assert [words for words in gerunds if begins_with_a_verb(words) and not words.startswith("{{")] == []


# --- acts -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "act",
    [
        "release all prisoners",
        "*immediately* release them",
        "implement the treaty",
        "document the attacks",
        "have the prisons opened",
        "string a rope",
        "{{ what }} the law",
        "",
    ],
)
def test_this_may_be_a_verb(act: str) -> None:
    assert begins_with_a_verb(act)


@pytest.mark.parametrize(
    "act",
    [
        "The release of all",
        "an end to torture",
        "that all be released",
        "to release them",
        "its laws to be mended",
        "Cambodia’s laws to be mended",
        "the states' duty",
        "amendment of the law",
        "prompt implementation of the law",
        "releasing them",
        "immediately releasing them",
        "should release them",
        "“to release” them",
    ],
)
def test_this_is_no_verb(act: str) -> None:
    assert not begins_with_a_verb(act)


@given(st.text())
def test_any_words_may_be_an_act(act: str) -> None:
    begins_with_a_verb(act)


# --- notes ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (["One.[1] Two.[2]", "[1] See the law.", "[2] See the court."], []),
        (["One.[1] Two.[2]", "[1] See the law. [2] See the court."], []),
        (["One.[1]", "[1] See the law, para. [23] of it."], []),
        (["In 2016 [3] countries did it, at [4] of the list."], []),
        (["One.[1] Two.[2]", "[1] See the law."], ["U650"]),
        (["One.[1]", "[1] See the law.", "[2] See the court."], ["U650"]),
        (["One.[1][2]", "[1] Law of 1990.", "[2] Ibidem, article 3."], []),
        (["Un.[1] Deux.[2]", "[1] La loi est mauvaise.", "[2] Id., p. 4."], ["U652"]),
        (["One.[1]", "[1] See also, for example:"], ["U657"]),
        (["One.[1]", "[1]"], ["U657"]),
        (["One.[1]", "[1] The report is available at"], ["U657"]),
    ],
)
def test_typed_notes(words: list[str], codes: list[str]) -> None:
    assert _read(*words) == codes


def test_a_habit_is_told_a_few_times_only() -> None:
    words = " ".join(f"Word.[{number}]" for number in range(2, 40))
    assert _read(words, "[1] See the law of 1990.") == ["U650"] * 6


def test_the_place_of_marks_is_told_once_and_where_fewer_stand() -> None:
    passage = Passage("One[1], two,[2] three.[3]", ORIGIN)
    noted = Passage("[1] Law of 1990. [2] Law of 1991. [3] Law of 1992.", ORIGIN)
    (finding,) = (one for check in notes.WORDS for one in check(Reading((passage, noted))))
    assert (finding.code, finding.words, finding.severity) == ("U656", "One[1],", "advice")


def test_french_puts_a_space_before_some_signs() -> None:
    assert _read("Un[1]\u202f; deux.[2]", "[1] Loi de 1990.", "[2] Loi de 1991.", language="fr") == ["U656"]


def test_a_source_in_full_again_and_again_is_no_note_said_twice() -> None:
    of_a_fact = Origin("facts.yaml", 3, "fact", "arrests")
    note = Note((Paragraph((Text("East Lawyers, “Arrests in June”, 1 July 2020."),), of_a_fact),))
    passage = Passage("One. Two.", ORIGIN, notes=((4, note), (9, note)))
    assert [one for check in notes.WORDS for one in check(Reading((passage,)))] == []


# --- links ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("host", SHORTENERS)
def test_a_shortened_address_is_known_in_words_and_in_links(host: str) -> None:
    assert _read(f"See {host}/abc.") == ["U653"]
    assert _read(f"See https://www.{host.upper()}/abc.") == ["U653"]
    linked = Passage("the report", ORIGIN, links=(Linked(0, 10, f"https://{host}/abc"),))
    assert [one.code for check in notes.WORDS for one in check(Reading((linked,)))] == ["U653"]


@pytest.mark.parametrize(
    "words",
    [
        "https://youtu.be/abc",
        "https://example.org/t.co/abc",
        "notbit.ly/x",
        "me@bit.ly",
        "bit.ly",
        "Exit.co/x",
        "x.t.co/a",
    ],
)
def test_other_addresses_are_not_shortened(words: str) -> None:
    assert _read(f"See {words} for it.") == []


def test_each_shortened_address_is_told_once() -> None:
    assert _read("See bit.ly/abc and https://bit.ly/abc, but bit.ly/ABC is another.") == ["U653", "U653"]


@pytest.mark.parametrize("words", ["here", "Click here!", "→ read more", "Ici", "en savoir plus…", "this link"])
def test_words_of_links_that_say_nothing(words: str) -> None:
    linked = Passage(words, ORIGIN, links=(Linked(0, len(words), "https://example.org/report"),))
    assert [one.code for check in notes.WORDS for one in check(Reading((linked,)))] == ["U655"]


def test_a_link_without_words_is_seen_by_nobody() -> None:
    passage = Passage("See  .", ORIGIN, links=(Linked(4, 4, "https://example.org/report"),))
    (finding,) = (one for check in notes.WORDS for one in check(Reading((passage,))))
    assert (finding.code, finding.severity) == ("U654", "warning")


_ADDRESSES = st.sampled_from(["https://bit.ly/a", "https://example.org/", "mailto:a@b.c", ""])
_TEXTS = st.text(st.sampled_from("ab1 .,:;?![]^()“”’«»\u00a0*\nIbidSee/t.co")) | st.text()


@st.composite
def _passages(draw: st.DrawFn) -> Passage:
    words = draw(_TEXTS)
    at = st.integers(0, len(words))
    said = draw(_TEXTS)
    note = Note((Paragraph((Text(said), Link((Text("x"),), "https://t.co/a"))),) if said else ())
    marks = tuple((place, note) for place in sorted(draw(st.lists(at, max_size=3))))
    start = draw(at)
    links = (Linked(start, draw(st.integers(start, len(words))), draw(_ADDRESSES)),)
    return Passage(words, ORIGIN, notes=marks, links=links)


@given(st.lists(_passages(), max_size=4), st.sampled_from(["en", "fr", "km"]))
def test_no_words_bring_the_checks_of_notes_down(passages: list[Passage], language: str) -> None:
    for check in notes.WORDS:
        for finding in check(Reading(tuple(passages), language)):
            assert 0 <= finding.start <= finding.end <= len(finding.passage.words)
            assert finding.message
            assert finding.remedy


# --- salutations ------------------------------------------------------------------------------------------------------

MINISTER = Addressee(
    id="minister", name="Alex Able", kind="person", office="Minister of Justice", greeting="Minister Able"
)
PREMIER = Addressee(id="premier", name="Élise Dupont-Brun", kind="person", office="Prime Minister of Westland")
ENVOY = Addressee(id="envoy", name="Kim Lee", kind="person", office="Permanent Representative of Eastland")
STATE = Addressee(id="aland", name="Aland", kind="state")
BODY = Addressee(id="court", name="the Court of Eastland", kind="body")
STATES = Addressee(id="states", name="the States", kind="body", plural=True)


@pytest.mark.parametrize(
    ("salutation", "receiving"),
    [
        ("Your Excellency,", [STATE]),
        ("Your Excellencies,", [STATE, MINISTER]),
        ("Your Excellencies,", [STATES]),
        ("Your Excellencies,", [BODY]),
        ("Your Excellency and Minister Able,", [PREMIER, MINISTER]),
        ("Dear Minister,", [MINISTER]),
        ("Dear Minister Able:", [MINISTER]),
        ("Dear Mr Able,", [MINISTER]),
        ("Dear Mr Minister,", [MINISTER]),
        ("Dear Prime Minister Dupont-Brun,", [PREMIER]),
        ("Dear Prime Minister Dupont and Minister Able,", [PREMIER, MINISTER]),
        ("Dear Ambassador Lee,", [ENVOY]),
        ("Dear Sir,", [MINISTER]),
        ("Dear Sir or Madam,", [BODY]),
        ("Dear Sirs,", [BODY]),
        ("Dear friends and colleagues,", [STATE, BODY]),
        ("Dear Members of the Court,", [BODY]),
        ("Madame la Première Ministre,", [PREMIER]),
        ("Monsieur le Ministre,", [MINISTER]),
        ("Excellences,", [STATE, MINISTER]),
        ("Mesdames, Messieurs,", [STATE, MINISTER]),
        ("To whom it may concern:", []),
    ],
)
def test_a_salutation_that_fits(salutation: str, receiving: list[Addressee]) -> None:
    assert list(faults(salutation, receiving)) == []


@pytest.mark.parametrize(
    ("salutation", "receiving", "told"),
    [
        ("Your Excellency,", [STATE, MINISTER], "greets one, and the letter goes to 2 addressees"),
        ("Your Excellency,", [STATES], "greets one, and the letter goes to the States"),
        ("Your Excellencies,", [MINISTER], "greets several, and the letter goes to Alex Able"),
        ("Excellences,", [STATE], "greets several, and the letter goes to Aland"),
        ("Dear Sir,", [BODY], "greets one person"),
        ("Madame,", [STATE, MINISTER], "greets one person"),
        ("Dear Sirs,", [MINISTER], "greets several"),
        ("Dear Minister", [MINISTER], "ends without a comma"),
        ("Dear Minister.", [MINISTER], "ends without a comma"),
        ("Dear Prime Minister,", [MINISTER], "greets a “prime minister”, and the letter goes to: Minister of Justice"),
        ("Dear Judge,", [MINISTER], "greets a “judge”"),
        ("Dear Minister Baker,", [MINISTER], "greets “Minister Baker”, to whom the letter is not addressed"),
        ("Dear Ms de la Cruz,", [MINISTER], "greets “Ms de la Cruz”"),
        ("Madame la Ministre Martin,", [MINISTER], "Ministre Martin”, to whom"),
        ("Dear Dr Able and Dr Baker,", [MINISTER, PREMIER], "greets “Dr Baker”"),
    ],
)
def test_a_salutation_that_does_not_fit(salutation: str, receiving: list[Addressee], told: str) -> None:
    (fault,) = faults(salutation, receiving)
    assert told in fault[0]


_NAMES = st.from_regex(r"[A-ZÉ][\w’-]{1,8}( [A-Z][a-z]{1,6})?", fullmatch=True)


@given(st.text() | st.from_regex(r"(Dear|Madame la|Your) [\w .’-]{0,20},?"), _NAMES, st.booleans())
def test_no_salutation_brings_the_check_down(salutation: str, name: str, plural: bool) -> None:
    receiving = [Addressee(id="a", name=name, kind="body", plural=plural), MINISTER]
    for message, remedy in faults(salutation, receiving):
        assert message
        assert remedy


@given(_NAMES)
def test_who_is_addressed_may_be_greeted_by_name(name: str) -> None:
    person = Addressee(id="a", name=f"Jo {name}", kind="person", office="Minister of Justice")
    assert [fault for fault in faults(f"Dear Minister {name},", [person]) if "to whom" in fault[0]] == []


# --- addressees of a campaign -----------------------------------------------------------------------------------------

JOINT = """\
title: Open letter
documents:
  joint-letter:
date: 2020-07-21
target: government
addressees: [{use: minister}, {use: government}]
cc: [COPY]
demands: [open-prisons]
"""


@pytest.mark.parametrize(
    ("copy", "codes"),
    [
        ("Alex Able", ["U361"]),
        ("H.E. Mr. ALEX ABLE", ["U361"]),
        ("Minister Alex Able", ["U361"]),
        ("Government of Eastland", ["U361"]),
        ("{use: government}", ["U361"]),
        ("Office of Alex Able", []),
        ("Alex Ableson", []),
        ("The Permanent Mission of the Government of Eastland", []),
        ("Bo Baker, Adviser, Alex Able", []),
    ],
)
def test_who_would_read_the_letter_twice(copy: str, codes: list[str], tmp_path: Path) -> None:
    entry = copy if copy.startswith("{") else f'"{copy}"'
    workspaces.build(tmp_path, {"campaigns/joint/campaign.yaml": JOINT.replace("COPY", entry)})
    assert [found.code for found in _found(tmp_path, "joint")] == codes


def test_every_check_of_the_letter_says_what_to_do(tmp_path: Path) -> None:
    """No message of these checks ends with a full stop or lacks a remedy."""
    workspaces.build(tmp_path, {"campaigns/joint/campaign.yaml": JOINT.replace("COPY", "Alex Able, {use: minister}")})
    found = _found(tmp_path, "joint")
    assert len(found) >= 2
    for one in found:
        assert one.remedy
        assert not one.message.endswith(".")
        assert re.match(r"U\d{3}$", one.code)
