"""What is found in spaces, punctuation, brackets, quotation marks and dashes.

What `check` says of whole letters lies in the cases `spacing-*` and `typography-*`.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.test_checks_damage import findings, reading
from undersigned.checks import pairs, places, spacing, typography
from undersigned.checks.findings import Finding, Reading
from undersigned.document import Entry, Note, Origin, Paragraph, Quotation, Signatories
from undersigned.passages import Passage

WORDS = st.lists(st.sampled_from(["law", "court", "prisons", "rights"]), min_size=1, max_size=4).map(" ".join)


def found(read: Reading) -> list[tuple[str, str]]:
    """The codes and words of what is found."""
    return [(finding.code, finding.words) for finding in findings(read)]


def _unclosed(*texts: str, language: str = "en") -> list[Finding]:
    return list(pairs.unclosed(reading(*texts, language=language)))


# --- places -----------------------------------------------------------------------------------------------------------


@given(st.text())
def test_prose_is_as_long_as_the_words(words: str) -> None:
    assert len(places.prose(words)) == len(words)


@pytest.mark.parametrize(
    ("words", "hidden"),
    [
        ("See https://example.org/a,b;c(d).", "https://example.org/a,b;c"),
        ("Write to jane.doe@example.org.", "jane.doe@example.org"),
        ("(www.example.org/x)", "www.example.org/x"),
        ("Avaaz.Org,Amnesty", "Avaaz.Org,Amnesty"),
        ("Open letter.Final.docx.", "letter.Final.docx"),
        ("See bit.ly/2xIh7A4, please", "bit.ly/2xIh7A4"),
    ],
)
def test_addresses_are_no_prose(words: str, hidden: str) -> None:
    assert places.prose(words) == words.replace(hidden, "_" * len(hidden))


@pytest.mark.parametrize(
    "words", ["Cambodia.The law", "the U.S.A. and", "e.g.this", "law.It is", "1.5 million", "and/or"]
)
def test_other_words_are_prose(words: str) -> None:
    assert places.prose(words) == words


def test_what_is_shown_is_short_and_on_one_line() -> None:
    assert places.shown("the\n  the\u200b") == "“the the”"
    assert len(places.shown("word " * 100)) == 42
    assert places.around("We, the undersigned, write to you today", 8, 19) == "“We, the undersigned, write to you”"


# --- spaces -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mark", ";:!?")
def test_french_has_spaces_before_marks(mark: str) -> None:
    for space in (" ", "\xa0", "\u202f"):
        assert found(reading(f"Le droit{space}{mark}", language="fr")) == []
    assert found(reading(f"The law {mark}")) == [("U627", f"law {mark}")]
    assert found(reading(f"See “Cambodge : le droit et la loi {mark}” in Le Monde.")) == []


@pytest.mark.parametrize("mark", ",.")
def test_no_language_has_a_space_before_a_comma_or_full_stop(mark: str) -> None:
    for language in ("en", "fr", "de"):
        assert found(reading(f"Der Fall {mark}", language=language)) == [("U627", f"Fall {mark}")]


def test_two_spaces_behind_a_sentence_are_a_manner_of_plain_text() -> None:
    words = "The law.  The court  ruled.     The end."
    plain = Reading((Passage(words, Origin("letter.txt", 1, "field", "text")),))
    assert found(plain) == [("U627", "court  ruled.")]
    (finding,) = spacing.doubled_spaces(reading(words))
    assert finding.severity == "advice"
    assert "here and at 2 more places" in finding.message


@pytest.mark.parametrize("words", ["1.  The law", "a)  the law", "•  the law", "[12]  See the law", "–  the law"])
def test_the_mark_of_an_item_may_stand_off(words: str) -> None:
    assert found(reading(words)) == []


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("les député(e)s et les ami(e)s", "fr"),
        ("les directeur(rices) et citoyen(nes)", "fr"),
        ("die Mitarbeiter(innen)", "de"),
        ("ORGANISATION(S)", "en"),
        ("COM(2020) 123 and P8_TA(2018)0303", "en"),
        ("(re)building (under)funded (in)formal (pro-)democracy", "en"),
    ],
)
def test_brackets_within_words_stay(words: str, language: str) -> None:
    assert found(reading(words, language=language)) == []


# --- pairs ------------------------------------------------------------------------------------------------------------


@given(WORDS, WORDS, st.sampled_from(["()", "[]", "“”", "«»", '""', "‘’", "„“"]))
def test_what_closes_is_fine_and_half_of_it_is_not(before: str, inside: str, pair: str) -> None:
    opening, closing = pair[0], pair[1]
    assert _unclosed(f"{before} {opening}{inside}{closing}.") == []
    (finding,) = _unclosed(f"{before} {opening}{inside}.")
    assert finding.words.startswith(opening)
    if opening not in "‘„":
        (finding,) = _unclosed(f"{before} {inside}{closing}.")
        assert finding.words.endswith(f"{closing}.")


def test_a_quotation_of_several_paragraphs_opens_in_each() -> None:
    assert _unclosed("He said: “One.", "“Two.", "“Three.”") == []
    assert _unclosed("« Un.", "« Deux. »", language="fr") == []
    assert len(_unclosed("He said: “One.", "“Two.", "“Three.")) == 1


def test_what_closes_in_one_of_the_next_paragraphs_is_fine() -> None:
    assert _unclosed("They asked (among others:", "for one thing;", "for another).") == []
    assert len(_unclosed("They asked (among others:", *["for one thing;"] * 20, "for another).")) == 2


def test_notes_close_by_themselves() -> None:
    origin = Origin("letter.md", 1, "field", "text")
    text, note = (Passage(words, origin, Paragraph, within) for words, within in (("(one", ()), ("two)", (Note,))))
    assert len(list(pairs.unclosed(Reading((text, note))))) == 2


@pytest.mark.parametrize(
    "words",
    [
        "a) one; b) two, 1) three and (iv) four",
        "the law (as a) or b) says) and (see 1))",
        "She is 5’10” or 5'10\" tall.",
        "The ‘90s, Ra‘ad and the lawyers’ law.",
        "Fine :-) and so ;)",
        "The mark “(” and « ) » are brackets.",
        "Er sagte „gut“ and went.",
        "Read more »",
    ],
)
def test_marks_that_are_no_pairs(words: str) -> None:
    assert _unclosed(words) == []


def test_quotation_marks_of_other_languages_are_left_alone() -> None:
    assert _unclosed("Hän sanoi ”hyvä” ja »hyvä».", language="fi") == []
    assert len(_unclosed("Hän sanoi (”hyvä”.", language="fi")) == 1


# --- quotation marks and dashes ---------------------------------------------------------------------------------------


def test_the_rarer_kind_is_reported_once_with_both_numbers() -> None:
    texts = ["The court’s law and the lawyers’ rights."] * 3 + ["It's the court's."] * 1
    (finding,) = typography.mixed_quotes(reading(*texts))
    assert (finding.words, finding.severity) == ("It's", "advice")
    assert "curly (6) and straight (2)" in finding.message


def test_french_tells_apostrophes_from_quotation_marks() -> None:
    assert found(reading("L'État dit «\xa0non\xa0», et l'avocat aussi.", language="fr")) == []
    assert [code for code, _ in found(reading("L’État dit, et l'avocat aussi.", language="fr"))] == ["U629"]


@pytest.mark.parametrize("within", [(Signatories,), (Quotation,), (Note,)])
def test_names_and_words_of_others_are_spelt_as_they_are(within: tuple[type, ...]) -> None:
    origin = Origin("letter.md", 1, "field", "text")
    long = "the lawyers and the judges of the court and of the country agree"
    own = Passage(f"The court’s law – {long} – is good.", origin)
    theirs = Passage(f"The people's law - {long} - is better.", origin, Entry, within)
    assert found(Reading((own, theirs))) == []
    assert [code for code, _ in found(Reading((own, Passage(theirs.words, origin))))] == ["U629", "U630"]
