"""What forms, notes and reminders say, and how long there is until a deadline."""

from __future__ import annotations

import datetime
import re
from dataclasses import fields, replace

import pytest
from markdown_it import MarkdownIt

from undersigned.document import Strong, Text
from undersigned.inlines import plain_text
from undersigned.returned.answers_mail import answers_of
from undersigned.returned.wording import is_prompt, key_of
from undersigned.signoff.sign_off import (
    NEWCOMER,
    Asked,
    Correction,
    Terms,
    deadline,
    form,
    is_time_zone,
    note,
    properties,
    reference,
    reminder,
    time_left,
)
from undersigned.signoff.sign_off_words import ENGLISH, EVERY_PROMPT, FRENCH, Wording

TERMS = Terms(
    slug="2026-letter",
    title="Open letter on *dams*",
    version="v1",
    digest="0123456789abcdef",
    documents=("joint-letter",),
    language="en",
    deadline=datetime.datetime(2026, 7, 15, 18, 0),  # noqa: DTZ001 - the zone stands beside it
    time_zone="Europe/Zurich",
    contact="sign_here@example.org",
    sender="North Network",
)
FRENCH_TERMS = replace(TERMS, language="fr")
NORTH = Asked("north-network", "North [Network] (NN)")
NOW = datetime.datetime(2026, 7, 12, 10, 0, tzinfo=datetime.UTC)
FIXED = [Correction("v1.1", datetime.date(2026, 7, 2), "a date in the second paragraph")]


# --- the deadline -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "15 July 2026, 18:00 (Europe/Zurich)"),
        ({"time_zone": "Europe/Geneva"}, "15 July 2026, 18:00 (Europe/Geneva)"),
        ({"time_zone": ""}, "15 July 2026, 18:00"),
        ({"deadline": datetime.datetime(2026, 7, 15)}, "15 July 2026 (Europe/Zurich)"),  # noqa: DTZ001
        ({"deadline": datetime.datetime(2026, 7, 5, 9, 5), "time_zone": ""}, "5 July 2026, 09:05"),  # noqa: DTZ001
        ({"language": "fr"}, "15 juillet 2026, 18\u00a0h\u00a000 (Europe/Zurich)"),
    ],
)
def test_the_deadline_in_words(changes: dict[str, object], said: str) -> None:
    assert deadline(replace(TERMS, **changes)) == said  # type: ignore[arg-type] # fields of several types


def test_the_time_that_is_left_is_counted_in_the_time_zone() -> None:
    assert time_left(TERMS, NOW) == datetime.timedelta(days=3, hours=6)  # 18:00 in Zurich is 16:00 in UTC in summer
    assert time_left(replace(TERMS, time_zone="Nowhere/City"), NOW) == datetime.timedelta(days=3, hours=8)


@pytest.mark.parametrize(
    ("name", "known"), [("Europe/Zurich", True), ("Europe/Geneva", False), ("Europe", False), ("../x", False)]
)
def test_time_zones_are_those_of_the_database(name: str, known: bool) -> None:
    assert is_time_zone(name) is known


def test_a_day_without_an_hour_lasts_until_midnight() -> None:
    day = replace(TERMS, deadline=datetime.datetime(2026, 7, 12), time_zone="UTC")  # noqa: DTZ001
    assert time_left(day, NOW) == datetime.timedelta(hours=14)


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("2026-07-12T10:00", "There are 3 days left: the deadline is"),
        ("2026-07-13T16:00", "There are 2 days left: the deadline is"),
        ("2026-07-13T16:01", "There are less than 48 hours left: the deadline is"),
        ("2026-07-15T14:30", "There are less than 2 hours left: the deadline is"),
        ("2026-07-15T15:30", "There is less than an hour left: the deadline is"),
        ("2026-07-15T16:00", "The deadline was"),
        ("2027-01-01T00:00", "The deadline was"),
    ],
)
def test_a_reminder_says_how_long_there_is_left(now: str, said: str) -> None:
    moment = datetime.datetime.fromisoformat(now).replace(tzinfo=datetime.UTC)
    text = reminder(TERMS, NORTH, "x.docx", [], moment)
    assert f"\n{said} **15 July 2026, 18:00 (Europe/Zurich)**" in text
    assert ("Subject: Reminder, please sign by 15 July 2026" in text) is (said != "The deadline was")


# --- the form ---------------------------------------------------------------------------------------------------------


def test_the_form_says_what_is_signed_until_when_and_where_to_send_it() -> None:
    made = form(replace(TERMS, comments_until=datetime.date(2026, 7, 8)), NORTH)
    before = " ".join(plain_text(content) for content in made.before)
    for said in ("Open letter on *dams* (version v1)", TERMS.contact, deadline(TERMS)):
        assert said in before
    assert Strong((Text(deadline(TERMS)),)) in made.before[1]
    assert "8 July 2026" in plain_text(made.after[0])
    assert "until" not in plain_text(form(TERMS).after[0])


def test_what_is_known_is_filled_in() -> None:
    known = {field.key: field.value for field in form(TERMS, replace(NORTH, signer="Jane Doe")).fields if field.value}
    assert known == {"organisation": NORTH.name, "signer": "Jane Doe"}
    assert [field.value for field in form(TERMS).fields] == [""] * 6


def test_whoever_is_kept_secret_stays_so_unless_they_untick_it() -> None:
    hidden = {field.key: field for field in form(TERMS, replace(NORTH, withheld=True)).fields}
    assert hidden["withhold"].value
    assert hidden["withhold"].hint == ENGLISH.hints["withheld"]
    assert "(yes/no): yes\n" in note(TERMS, replace(NORTH, withheld=True), "x.docx")
    assert "(yes/no): yes" not in note(TERMS, NORTH, "x.docx")


def test_a_file_and_the_line_below_its_form_name_the_same() -> None:
    assert form(TERMS, NORTH).reference == "2026-letter · v1 · 0123456789abcdef · north-network"
    assert list(properties(TERMS, NORTH).values()) == [
        "2026-letter",
        "v1",
        "joint-letter",
        "en",
        "0123456789abcdef",
        "north-network",
    ]
    assert reference(TERMS, NEWCOMER) == "2026-letter · v1 · 0123456789abcdef"
    assert properties(TERMS, NEWCOMER)["undersigned-signatory"] == ""


# --- the notes --------------------------------------------------------------------------------------------------------


def shown(markdown: str) -> str:
    """What people read of a Markdown text: words, line by line."""
    tokens = MarkdownIt().parse(markdown)
    return "\n".join(
        "".join(child.content for child in token.children) if token.children else token.content
        for token in tokens
        if token.type in ("inline", "code_block")
    )


def test_a_note_is_read_as_it_is_typed() -> None:
    read = shown(note(TERMS, NORTH, "north-network.docx"))
    assert "Subject: Please sign by 15 July 2026: Open letter on *dams*" in read
    assert "We ask North [Network] (NN) to sign “Open letter on *dams*”." in read
    assert "north-network.docx" in read
    assert "send it to sign_here@example.org by 15 July 2026, 18:00 (Europe/Zurich)." in read


@pytest.mark.parametrize(("terms", "yes"), [(TERMS, "yes"), (FRENCH_TERMS, "oui")])
@pytest.mark.parametrize("write", ["note", "reminder"])
def test_the_lines_of_a_note_come_back_as_answers(terms: Terms, yes: str, write: str) -> None:
    text = note(terms, NORTH, "x.docx") if write == "note" else reminder(terms, NORTH, "x.docx", FIXED, NOW)
    lines = [line.strip() for line in text.splitlines() if line.startswith("    ")]
    said = ["", " Jane Doe", " Director", " 2026-07-10", f" {yes}", f" {yes}", ""]
    answers = answers_of("\n".join(line + answer for line, answer in zip(lines, said, strict=True)))
    assert (answers.organisation, answers.signer, answers.function) == (NORTH.name, "Jane Doe", "Director")
    assert (answers.date, answers.endorse, answers.withhold) == (datetime.date(2026, 7, 10), True, True)
    assert answers.reference is not None
    assert (answers.reference.digest, answers.reference.signatory) == (TERMS.digest, NORTH.id)
    assert answers.doubts == ()


def test_a_newcomer_is_not_called_by_a_name() -> None:
    text = note(TERMS, NEWCOMER, "blank.docx")
    assert "We ask your organisation to sign" in text
    assert "    Organisation:\n" in text


def test_who_agreed_to_other_words_is_asked_again() -> None:
    again = replace(NORTH, why="again", agreed="v0")
    assert "The text has changed since, so we have to ask" in note(TERMS, again, "x.docx")
    said = reminder(TERMS, again, "x.docx", [], NOW)
    assert "You agreed to version v0. The text has changed since: please sign version v1, too." in said


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (NORTH, "Your answer has not reached us yet."),
        (replace(NORTH, why="pending"), "the decision is still to be taken"),
        (replace(NORTH, why="conditional", condition="if page 2 goes."), "on a condition: if page 2 goes. Please tell"),
        (replace(NORTH, why="conditional"), "You told us that you can sign on a condition. Please tell us"),
        (replace(NORTH, contacted=datetime.date(2026, 7, 3)), "We last wrote to you on 3 July 2026, asking North"),
    ],
)
def test_a_reminder_takes_up_what_was_said(asked: Asked, said: str) -> None:
    assert said in shown(reminder(TERMS, asked, "x.docx", [], NOW))


def test_a_reminder_tells_of_corrections() -> None:
    said = reminder(TERMS, NORTH, "x.docx", FIXED, NOW)
    assert "nothing but mistakes has been corrected" in said
    assert "\n- 2 July 2026, version v1.1: a date in the second paragraph\n" in said
    assert "mistakes" not in reminder(TERMS, NORTH, "x.docx", [], NOW)


def test_who_has_signed_is_told_of_corrections_and_asked_for_nothing() -> None:
    said = reminder(TERMS, replace(NORTH, why="told"), "x.docx", FIXED, NOW)
    assert "your signature stands" in said
    assert FIXED[0].reason in said
    assert "    Organisation" not in said
    assert "deadline" not in said


# --- both languages ---------------------------------------------------------------------------------------------------


def sentences(said: Wording) -> dict[str, str]:
    """Every sentence by its place."""
    found: dict[str, str] = {}
    for field in fields(said):
        value = getattr(said, field.name)
        parts = (
            value if isinstance(value, dict) else dict(enumerate(value)) if isinstance(value, tuple) else {"": value}
        )
        found |= {f"{field.name}.{key}": text for key, text in parts.items()}
    return found


def gaps(sentence: str) -> set[str]:
    return set(re.findall(r"\{(\w+)", sentence))


def test_both_languages_say_the_same_things() -> None:
    english, french = sentences(ENGLISH), sentences(FRENCH)
    assert english.keys() == french.keys()
    for place, text in english.items():
        assert gaps(french[place]) == gaps(text), place
    assert [
        place for place, text in french.items() if re.search(r"[^\u00a0] ?[;!?»]|«[^\u00a0]|\w:(?!\w|$)", text)
    ] == []


def test_a_french_campaign_has_french_forms_and_notes() -> None:
    assert form(FRENCH_TERMS, NORTH).heading == "Signer cette lettre"
    assert form(FRENCH_TERMS, NORTH).reference_label == "Référence\u00a0:"
    said = note(FRENCH_TERMS, NORTH, "x.docx")
    assert said.startswith("Objet\u00a0: Merci de signer avant le 15 juillet 2026\u00a0: Open letter")
    assert "    Nous souscrivons à ce texte (oui/non)\u00a0:\n" in said
    assert "Il reste 3 jours\u00a0: le délai expire le **15 juillet 2026, 18\u00a0h\u00a000" in reminder(
        FRENCH_TERMS, NORTH, "x.docx", [], NOW
    )


def test_another_language_has_english_ones() -> None:
    assert form(replace(TERMS, language="de"), NORTH).heading == "Sign this letter"


@pytest.mark.parametrize("said", [ENGLISH, FRENCH], ids=["en", "fr"])
def test_what_comes_back_is_known_by_its_label(said: Wording) -> None:
    """Labels and prompts are written in one module and read in another."""
    for key in said.labels:
        assert key_of(said.labels[key]) == key_of(said.mail_labels[key]) == key
    assert key_of(said.reference) == "reference"
    assert all(is_prompt(prompt) for prompt in EVERY_PROMPT)
