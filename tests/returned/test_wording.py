"""Words that people write: the form's own, yes and no, days, references."""

from __future__ import annotations

import datetime

import pytest

from tests.returned.files import FRENCH as FRENCH_LETTER
from tests.returned.files import LETTER, terms
from undersigned.returned import wording
from undersigned.returned.answers import KEYS, Reference
from undersigned.signoff.sign_off import Asked, form, note, reference
from undersigned.signoff.sign_off_words import ENGLISH, FRENCH, Wording

SPOKEN = [ENGLISH, FRENCH]


@pytest.mark.parametrize("said", SPOKEN)
def test_what_the_form_asks_is_known_here(said: Wording) -> None:
    """Forms say what `sign_off_words` says; what is read here must know it, and go on knowing what it once said."""
    assert tuple(said.labels) == KEYS
    for key in KEYS:
        assert wording.key_of(said.labels[key]) == key
        assert wording.key_of(said.mail_labels[key]) == key
    assert wording.key_of(said.reference) == "reference"
    assert all(wording.is_prompt(prompt) for prompt in said.prompts.values())
    assert wording.is_heading(said.heading)
    assert wording.yes_or_no(said.yes) is True


@pytest.mark.parametrize("letter", [LETTER, FRENCH_LETTER])
def test_the_printed_reference_is_read(letter: object) -> None:
    own = terms(letter)  # type: ignore[arg-type]
    for asked in (Asked("north-network", "North"), Asked("withheld-01", "Secret"), Asked("", "")):
        expected = [Reference("open-prisons", "v1", own.digest, asked.id)]
        assert wording.references(form(own, asked).reference) == expected
        assert wording.references(f"… {reference(own, asked)}.") == expected
        assert wording.references(note(own, asked, "form.docx")) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Reference: open-prisons · v1 · 0123456789abcdef · north-network",
        "Référence\u00a0: open-prisons\u00a0·\u00a0v1\u00a0·\u00a00123456789abcdef\u00a0·\u00a0north-network",
        "open-prisons • v1 • 0123456789abcdef • north-network",
        "open-prisons | v1 | 0123456789abcdef | north-network.",
        "> > open-prisons · v1 ·\n> > 0123456789abcdef",
    ],
)
def test_a_reference_survives_mail_programs(text: str) -> None:
    found = wording.references(text)
    if "\n" in text:
        assert found == [], "a line that was cut in two is no reference"
    else:
        assert found == [Reference("open-prisons", "v1", "0123456789abcdef", "north-network")]


@pytest.mark.parametrize("text", ["", "a · b · c · d", "open-prisons · v1 · 0123456789abcde", "Reference:"])
def test_what_is_no_reference(text: str) -> None:
    assert wording.references(text) == []


DAY = datetime.date(2026, 6, 5)


@pytest.mark.parametrize(
    "text",
    [
        "2026-06-05",
        "2026/06/05",
        "2026-06-05T00:00:00Z",
        "5 June 2026",
        "5th June 2026",
        "5th of June, 2026",
        "June 5, 2026",
        "Jun. 5th 2026",
        "Friday, 5 June 2026",
        "Friday 5 June 2026, 10:30",
        "5 juin 2026",
        "le vendredi 5 juin 2026",
        "05.06.2026",
        "5. 6. 2026",
        "5-Jun-2026",
        "2026 June 5",
        "  5\u00a0June\u00a02026 ",
    ],
)
def test_a_day_in_many_forms(text: str) -> None:
    assert wording.days(text) == [DAY]


@pytest.mark.parametrize(
    ("text", "language", "days"),
    [
        ("05/06/2026", "en", [datetime.date(2026, 5, 6), DAY]),
        ("05/06/2026", "fr", [DAY]),
        ("5-6-2026", "", [datetime.date(2026, 5, 6), DAY]),
        ("20/06/2026", "en", [datetime.date(2026, 6, 20)]),
        ("06/20/2026", "en", [datetime.date(2026, 6, 20)]),
        ("06/06/2026", "en", [datetime.date(2026, 6, 6)]),
        ("1er juin 2026", "fr", [datetime.date(2026, 6, 1)]),
    ],
)
def test_day_and_month_may_be_exchanged(text: str, language: str, days: list[datetime.date]) -> None:
    assert wording.days(text, language) == days


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "June 2026",
        "5 June",
        "31 June 2026",
        "5/6/26",
        "5 or 6 June 2026",
        "between 1 May 2026 and 5 June 2026",
        "5 June 2026 if the board agrees",
        "20 Nonsense 2026",
        "2026-06-05 or 2026-06-06",
        "5 June 2026 (provisional)",
    ],
)
def test_what_is_no_day(text: str) -> None:
    assert wording.days(text) == []
