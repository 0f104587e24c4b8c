"""The form of the letter and the list of those who sign: what their case files leave out."""

from __future__ import annotations

import base64
import datetime
import io
import random
import time
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import workspaces
from tests.shipped import ROOT
from undersigned.brief import Signatory
from undersigned.checks import form, near_names
from undersigned.checks.checked import Checked
from undersigned.checks.findings import Reading
from undersigned.document import Annex, Entry, Heading, Origin, Paragraph, Quotation, Signatories, Title
from undersigned.models.register import Organisation, Person, SignOn
from undersigned.passages import Passage
from undersigned.problems import Span
from undersigned.rendering import Order, Renderer
from undersigned.workspace import Workspace
from undersigned.writers.docx import stock_letterhead

ORIGIN = Origin("letter.md", 1, "part", "letter")
DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def reading(*passages: Passage, language: str = "en") -> Reading:
    return Reading(passages, language)


def heading(level: int, words: str = "Words") -> Passage:
    return Passage(words, ORIGIN, Heading, level=level)


# --- headings ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("levels", "wrong"),
    [
        ([], []),
        ([1, 2, 3, 4, 2, 3], []),
        ([2, 3], []),
        ([3], [3]),
        ([1, 3, 4], [3]),
        ([1, 4, 4, 2], [4]),
        ([1, 2, 4, 6], [4, 6]),
        ([0, 0], []),
    ],
)
def test_levels_are_not_skipped(levels: list[int], wrong: list[int]) -> None:
    found = form.headings(reading(*map(heading, levels)))
    assert [finding.passage.level for finding in found] == wrong


def test_titles_and_annexes_have_their_levels() -> None:
    title, annex = Passage("Title", ORIGIN, Title), Passage("Annex", ORIGIN, Annex)
    assert not list(form.headings(reading(title, heading(2), annex, heading(3))))
    assert len(list(form.headings(reading(title, annex, heading(4))))) == 1


@given(st.lists(st.integers(1, 6), max_size=8))
def test_one_level_down_at_a_time_is_never_wrong(levels: list[int]) -> None:
    before = 1
    careful = [before := min(level, before + 1) for level in levels]
    assert not list(form.headings(reading(*map(heading, careful))))


@pytest.mark.parametrize(
    ("words", "is_shouted"),
    [
        ("WHAT WE ASK FOR", True),
        ("ILO AND EU", False),
        ("RECOMMENDATIONS", False),
        ("What WE ask for", False),
        ("1991–2016 – 25", False),
    ],
)
def test_headings_in_capitals(words: str, *, is_shouted: bool) -> None:
    assert len(list(form.capitals(reading(heading(2, words))))) == is_shouted
    assert not list(form.capitals(reading(Passage(words, ORIGIN, Title, level=1), Passage(words, ORIGIN))))


# --- pictures ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "image1.png",
        "IMG_2041.JPG",
        "Picture 3",
        "Grafik 1",
        "logo.svg",
        "A flag\n\nDescription automatically generated",
    ],
)
def test_what_describes_no_picture(text: str) -> None:
    (finding,) = form.pictures(reading(Passage("Words", ORIGIN, pictures=(text,))))
    assert finding.code == "U381"


@pytest.mark.parametrize(
    "text", ["Two visitors before a closed gate", "Logo of the East Lawyers", "Zebra", "Photo of the prison, 2020"]
)
def test_what_describes_one(text: str) -> None:
    assert not list(form.pictures(reading(Passage("Words", ORIGIN, pictures=(text,)))))


@pytest.mark.parametrize("described", [True, False])
def test_a_logo_in_the_letterhead_needs_a_description(tmp_path: Path, *, described: bool) -> None:
    letterhead = docx.Document(io.BytesIO(stock_letterhead()))
    run = letterhead.sections[0].header.paragraphs[0].add_run()
    shape = run.add_picture(io.BytesIO(DOT))
    if described:
        shape._inline.docPr.set("descr", "Logo of the North Network")
    out = io.BytesIO()
    letterhead.save(out)
    workspaces.build(tmp_path, {"templates/letterhead.docx": out.getvalue()})
    found = workspaces.run(tmp_path, "check", "joint").err
    said = "templates/letterhead.docx:1:1: U381 warning: in the letterhead, there is a picture without alternative text"
    assert (said in found) != described


# --- language ---------------------------------------------------------------------------------------------------------

ENGLISH = "We ask that the Government of the country open its prisons to the visitors who have asked for it. " * 3
FRENCH = "Nous demandons que le Gouvernement du pays ouvre ses prisons aux visiteurs qui le lui ont demandé. " * 3


@pytest.mark.parametrize(
    ("passages", "language", "wrong"),
    [
        ([Passage(ENGLISH, ORIGIN)], "en", []),
        ([Passage(ENGLISH, ORIGIN)], "en-GB", []),
        ([Passage(FRENCH, ORIGIN)], "fr", []),
        ([Passage("Titre", ORIGIN), Passage(FRENCH, ORIGIN), Passage(FRENCH, ORIGIN)], "en", [1]),
        ([Passage(ENGLISH, ORIGIN)], "de", [0]),
        ([Passage(ENGLISH * 2, ORIGIN), Passage(FRENCH, ORIGIN)], "en", [1]),
        ([Passage(ENGLISH * 2, ORIGIN), Passage(FRENCH, ORIGIN, Paragraph, (Quotation,))], "en", []),
        ([Passage(ENGLISH * 2, ORIGIN), Passage(FRENCH[:120], ORIGIN)], "en", []),
        ([Passage("Organisation des femmes et des hommes pour la paix", ORIGIN, Entry, (Signatories,))] * 30, "en", []),
    ],
)
def test_the_language_is_the_one_that_the_letter_says(passages: list[Passage], language: str, wrong: list[int]) -> None:
    found = list(form.language(reading(*passages, language=language)))
    assert [finding.passage for finding in found] == [passages[number] for number in wrong]


# --- who signs --------------------------------------------------------------------------------------------------------


def signatory(entry: Organisation | Person, printed: str | None = None) -> Signatory:
    return Signatory(entry, SignOn.model_validate({"id": entry.id, "as": printed}), Span("sign-ons.yaml"))


def near(*entries: Organisation | Person) -> list[tuple[str, str]]:
    return [(one.entry.id, other.entry.id) for one, other in near_names.near_pairs([*map(signatory, entries)])]


def named(*names: str) -> list[Organisation]:
    return [Organisation(id=f"n{number}", name=name) for number, name in enumerate(names)]


@pytest.mark.parametrize(
    "names",
    [
        ("Asia Democracy Network", "Asian Democracy Network"),
        ("World Organisation Against Torture", "World Organization Against Torture"),
        ("Front Line Defenders", "Frontline Defenders"),
        ("Network of East Lawyers", "East Lawyers' Network"),
        ("Center for Justice Eastland", "Centre for Justice, Eastland"),
        ("Mizzima News", "Mizima News"),
        ("Odhikar Foundation", "Odhikhar Foundation"),
        ("East Lawyers (EL)", "East Lawyers"),
    ],
)
def test_one_name_in_two_spellings_is_found(names: tuple[str, str]) -> None:
    assert near(*named(names[0], "Zebra Union", names[1])) == [("n0", "n2")]


@pytest.mark.parametrize(
    "names",
    [
        ("Human Rights Now", "Human Rights Watch", "Human Rights First"),
        ("Asian Forum for Human Rights and Development", "Cambodian Human Rights and Development Association"),
        ("Media Watch", "Media Institute of Southern Africa", "Press Watch"),
        ("PEN America", "PEN Canada", "PEN International"),
        ("International Commission of Jurists", "International Federation of Journalists"),
        ("Teachers Union Local 1", "Teachers Union Local 11", "Teachers Union Local 1204", "Teachers Union Local 1205"),
    ],
)
def test_names_that_only_sound_alike_are_left_alone(names: tuple[str, ...]) -> None:
    assert near(*named(*names)) == []


def test_a_name_as_the_letter_prints_it_counts() -> None:
    first, second = named("Forum Asia", "Something Else")
    pairs = near_names.near_pairs([signatory(first), signatory(second, "Forum-Asia")])
    assert [(one.entry.id, other.entry.id) for one, other in pairs] == [("n0", "n1")]


def test_names_in_a_long_chain_are_compared_with_those_alone_that_share_a_key(monkeypatch: pytest.MonkeyPatch) -> None:
    letters = random.Random(7)  # noqa: S311 - names that have nothing in common
    towns = ["".join(letters.choices("abcdefghiklmnoprstuvz", k=9)).title() for _ in range(60)]
    chain = [
        Organisation(id=f"n{number}", name=f"{town} Watch", aliases=(f"{following} Watch",))
        for number, (town, following) in enumerate(pairwise(towns))
    ]
    assert max(map(len, near_names._groups(chain))) == 2
    apart = near(*chain)
    assert len(apart) == len(chain) - 1
    monkeypatch.setattr(near_names, "_LONGEST", len(chain))
    assert max(map(len, near_names._groups(chain))) == len(chain)
    assert near(*chain) == apart


@given(st.lists(st.text("abcde ", min_size=12, max_size=30).filter(str.strip), min_size=1, max_size=6))
def test_branches_of_one_body_are_never_duplicates(names: list[str]) -> None:
    branches = [Organisation(id=f"n{number}", name=name, parent="body") for number, name in enumerate(names)]
    assert near(Organisation(id="body", name=names[0]), *branches) == []


def test_people_of_one_name() -> None:
    people = [
        Person(id="a", name="Jane Doe", affiliation="East University"),
        Person(id="b", name="John Doe"),
        Person(id="c", name="Jáne  DOE"),
        Person(id="d", name="Jane Doe", affiliation="West University"),
    ]
    assert near(*people) == [("a", "c")]


def test_a_long_list_takes_no_longer_than_its_length() -> None:
    """Ten times as many names take ten times as long, and not a hundred times; half of them share their first words."""
    kinds = ("Human Rights Network", "Lawyers for Peace", "Union of Journalists", "Foundation for the Sea")
    seconds = []
    for count in (500, 5_000):
        entries = [Organisation(id=f"n{i}", name=f"{kinds[i % 4]} of {_place(i)}") for i in range(count)]
        start = time.perf_counter()
        near(*entries)
        seconds.append(time.perf_counter() - start)
    assert seconds[1] < 40 * max(seconds[0], 0.01)


def _place(number: int) -> str:
    """A name of no place, another for each number."""
    digest = f"{number * 7919 % 1_000_003:06d}"
    return "".join("bdfgklmnrs"[int(d)] + "aeiou"[int(d) % 5] for d in digest).capitalize()


def test_no_withheld_signatory_is_named(tmp_path: Path) -> None:
    """They are counted as those who sign, whoever they are and whatever they have answered."""
    sign_ons = "signatories:\n  - {id: north-network, status: invited}\nwithheld: 2\n"
    private = "withheld-01: {name: Zebra Union}\nwithheld-02: {name: North Network}\n"
    files = {"campaigns/joint/sign-ons.yaml": sign_ons, "signatories/private/joint/withheld.yaml": private}
    found = workspaces.run(workspaces.build(tmp_path, files), "check", "joint")
    assert [line.split()[1] for line in found.err.splitlines()] == ["U370"]
    assert "Zebra" not in found.err + found.out


def test_an_embargo_is_over_on_the_day_after(tmp_path: Path) -> None:
    joint = workspaces.JOINT + "embargo: 2020-07-21 09:00\n"
    workspaces.build(tmp_path, {"campaigns/joint/campaign.yaml": joint})
    (letter,) = Renderer(Workspace(tmp_path)).letters(Order(("joint",)))
    assert letter.drafted
    told = {day: len(list(form.embargo(Checked(letter.drafted, datetime.date(2020, 7, day))))) for day in (20, 21, 22)}
    assert told == {20: 1, 21: 1, 22: 0}


def test_shipped_campaigns_have_nothing_to_mend() -> None:
    assert workspaces.run(ROOT, "check", "--strict").err == ""
