"""What a language does to words: dates, lists, ordinals, counts, frames and the marks after them."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from undersigned import citing, language
from undersigned.document import Link, Paragraph, Text
from undersigned.models.base import Period, Prose
from undersigned.models.shared import Fact, Source

DAY = datetime.date(2020, 7, 1)


@pytest.mark.parametrize(
    ("spoken", "expected"),
    [("en", "1 July 2020"), ("en-GB", "1 July 2020"), ("fr", "1er juillet 2020"), ("es", "1 de julio de 2020")],
)
def test_a_date_in_words(spoken: str, expected: str) -> None:
    assert language.format_date(DAY, spoken) == expected


@pytest.mark.parametrize(
    ("items", "spoken", "expected"),
    [
        ([], "en", ""),
        (["A"], "en", "A"),
        (["A", "B"], "en", "A and B"),
        (["A", "B", "C"], "en", "A, B and C"),
        (["A", "B", "C"], "fr", "A, B et C"),
        (["{0}", "{1} {}", "%s"], "en", "{0}, {1} {} and %s"),
    ],
)
def test_a_list_as_a_sentence_has_it(items: list[str], spoken: str, expected: str) -> None:
    assert language.join(items, spoken) == expected


@given(items=st.lists(st.text("ab{}0 ,%", min_size=1), min_size=2, max_size=6))
def test_no_item_of_a_list_is_changed(items: list[str]) -> None:
    with_semicolons = "; ".join(items[:-1]) + "; and " + items[-1]
    with_commas = ", ".join(items[:-1]) + " and " + items[-1]
    some_have_commas = len(items) > 2 and any(", " in item for item in items)
    assert language.join(items, "en") == (with_semicolons if some_have_commas else with_commas)


def test_items_with_commas_are_held_apart() -> None:
    assert language.join(["the Chair, Ms A", "B", "C"], "en") == "the Chair, Ms A; B; and C"
    assert language.join(["la présidente, Mme A", "B", "C"], "fr") == "la présidente, Mme A\u00a0; B\u00a0; et C"
    assert language.join(["the Chair, Ms A", "B"], "en") == "the Chair, Ms A and B"


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (1, "1st"),
        (2, "2nd"),
        (3, "3rd"),
        (4, "4th"),
        (11, "11th"),
        (12, "12th"),
        (13, "13th"),
        (26, "26th"),
        (102, "102nd"),
    ],
)
def test_ordinals(number: int, expected: str) -> None:
    assert language.ordinal(number, "en") == expected


def test_french_ordinals() -> None:
    assert [language.ordinal(number, "fr") for number in (1, 2, 33)] == ["1er", "2e", "33e"]


@pytest.mark.parametrize(
    ("count", "spoken", "expected"),
    [
        (1, "en", "One further signatory is not named."),
        (2, "en", "2 further signatories are not named."),
        (1, "fr", "Un autre signataire n’est pas nommé."),
        (3, "fr", "3 autres signataires ne sont pas nommés."),
    ],
)
def test_the_sentence_about_those_who_are_not_named(count: int, spoken: str, expected: str) -> None:
    assert language.plural(language.words(spoken).withheld, count, spoken) == expected


@pytest.mark.parametrize(
    ("start", "end", "years"),
    [
        ((1991, 10, 23), (2017, 10, 23), 26),
        ((1991, 10, 23), (2017, 10, 22), 25),
        ((2016, 2, 29), (2017, 2, 28), 0),
        ((2016, 2, 29), (2017, 3, 1), 1),
    ],
)
def test_anniversaries(start: tuple[int, int, int], end: tuple[int, int, int], years: int) -> None:
    assert language.years_since(datetime.date(*start), datetime.date(*end)) == years


def test_the_words_of_a_language_that_nobody_knows_are_english() -> None:
    assert language.words("xx") is language.words("en")
    assert language.words("fr-CH") is language.words("fr")


@pytest.mark.parametrize(
    ("spoken", "expected"), [("en", "ltr"), ("ar", "rtl"), ("ar-EG", "rtl"), ("he", "rtl"), ("km", "ltr")]
)
def test_directions(spoken: str, expected: str) -> None:
    assert language.direction(spoken) == expected


# --- frames -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("act", "expected"),
    [
        ("release all prisoners", "Release all prisoners."),
        ("release all prisoners.", "Release all prisoners."),
        ("ask: why?", "Ask: why?"),
        ("*immediately* release them", "*Immediately* release them."),
        ("“release” them", "“Release” them."),
        ("élargir les droits", "Élargir les droits."),
        ("release them[^1]", "Release them.[^1]"),
        ("release them[^1][^fact:a-b]", "Release them.[^1][^fact:a-b]"),
        ("release them [^1]", "Release them.[^1]"),
        ("release them and wait…", "Release them and wait…"),
    ],
)
def test_imperatives(act: str, expected: str) -> None:
    assert language.imperative(act) == expected


@pytest.mark.parametrize(
    ("phrase", "mark", "expected"),
    [
        ("to go", ";", "to go;"),
        ("to go;", ";", "to go;"),
        ("to go,", "; and", "to go; and"),
        ("to go[^1]", ";", "to go;[^1]"),
        ("to go[^1]", "; and", "to go;[^1] and"),
        ("to go[^1]", ".", "to go.[^1]"),
        ("to go, etc.", ".", "to go, etc."),
        ("to go ", ".", "to go."),
    ],
)
def test_marks_after_a_phrase(phrase: str, mark: str, expected: str) -> None:
    assert language.punctuate(phrase, mark) == expected


def test_the_other_frames_of_english() -> None:
    assert language.infinitive("release them", "en") == "to release them"
    assert language.should("the Government", "release them", "en") == "The Government should release them."
    assert language.called_upon("the Government", "release them", "en") == "the Government to release them"


def test_the_frames_of_french() -> None:
    assert language.imperative("libérer les détenus") == "Libérer les détenus."
    assert language.infinitive("libérer les détenus", "fr") == "de libérer les détenus"
    assert language.infinitive("abroger la loi", "fr-CH") == "d’abroger la loi"
    assert language.should("le Gouvernement", "abroger la loi", "fr") == "Nous prions le Gouvernement d’abroger la loi."
    assert language.should("vous", "libérer les détenus", "fr") == "Nous vous prions de libérer les détenus."
    assert language.called_upon("le Gouvernement", "abroger la loi", "fr") == "le Gouvernement à abroger la loi"


# --- sources ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("period", "spoken", "expected"),
    [
        ("2016-07-10", "en", "10 July 2016"),
        ("2016-07", "en", "July 2016"),
        ("2016", "en", "2016"),
        ("2019-11/2019-12", "en", "November 2019 – December 2019"),
        ("2016-07", "fr", "juillet 2016"),
    ],
)
def test_periods_in_words(period: str, spoken: str, expected: str) -> None:
    assert citing.period(Period(period), spoken) == expected


def _note(spoken: str, *sources: Source) -> str:
    (paragraph,) = citing.note(citing.citation(Fact(id="one", text=Prose("It happened."), sources=sources)), spoken)
    assert isinstance(paragraph, Paragraph)
    parts = [inline.children if isinstance(inline, Link) else (inline,) for inline in paragraph.content]
    return "".join(text.text for part in parts for text in part if isinstance(text, Text))


def test_a_note_names_its_sources() -> None:
    full = Source.model_validate(
        {
            "author": "A & B",
            "title": "The *title*",
            "publisher": "Press",
            "date": "2016-07-13",
            "url": "https://example.org/a_b",
            "archived": "https://example.org/old",
            "locator": "para. 4",
        }
    )
    short = Source(title="Another")
    expected = "A & B, “The *title*”, Press, 13 July 2016, para. 4, https://example.org/a_b, archived at https://example.org/old"
    assert _note("en", full) == f"{expected}."
    assert _note("en", full, short) == f"{expected}; “Another”."
    assert _note("fr", short) == "«\u00a0Another\u00a0»."
