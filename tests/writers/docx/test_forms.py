"""Word files to sign: a locked letter, a page to fill in, and controls that are found again."""

from __future__ import annotations

import datetime
import io
from collections import Counter
from dataclasses import replace

import docx
import pytest
from docx_plus.controls import list_controls, read_controls, set_control_value
from lxml import etree

from tests import samples
from undersigned.document import Document, Note, NoteStyle, Origin, Paragraph, Signatories, Strong, Text
from undersigned.form import Field, Form
from undersigned.writers.docx.forms import FormWriter

from .reading import TIME, W, paragraphs, parts, style_of, tree, value, words
from .test_letterhead import LETTERHEAD

W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
FORM = Form(
    heading="Sign this letter",
    before=((Text("Send it to "), Strong((Text("Ada & <Co>"),)), Text(".")),),
    fields=(
        Field("organisation", "Organisation, as it is to appear", value='Dams & "Water" <urgent>', prompt="Its name"),
        Field(
            "signer", "Name of the person signing", prompt="Click here and type your name", hint="It is not printed."
        ),
        Field("date", "Date", "date", prompt="Choose the date"),
        Field("endorse", "We endorse this text", "tick"),
        Field("withhold", "Do not publish our name", "tick", value="yes"),
    ),
    after=((Text("Nothing else can be changed."),),),
    reference_label="Reference:",
    reference="water · v1 · 0123456789abcdef · dams",
)
KEYS = [field.key for field in FORM.fields]
PROPERTIES = {"undersigned-campaign": "water", "undersigned-words": "0123456789abcdef", "undersigned-signatory": "<&>"}


def to_sign(*letters: Document, form: Form | None = FORM, letterhead: bytes | None = None) -> bytes:
    return FormWriter(letterhead).write(letters or (samples.LETTER,), form, PROPERTIES, time=TIME)


def control(root: etree._Element, key: str) -> etree._Element:
    (found,) = (one for one in root.iter(f"{W}sdt") if value(one, f"{W}sdtPr/{W}tag") == f"us_{key}")
    return found


# --- what is locked ---------------------------------------------------------------------------------------------------


def locks(root: etree._Element) -> list[str | None]:
    """Whether each section is locked, in order."""
    return [value(section, f"{W}formProt") for section in root.iter(f"{W}sectPr")]


def test_the_letter_is_locked_and_the_page_to_fill_in_is_not() -> None:
    package = parts(to_sign())
    protection = tree(package, "word/settings.xml").find(f"{W}documentProtection")
    assert protection is not None
    assert (protection.get(f"{W}edit"), protection.get(f"{W}enforcement")) == ("forms", "1")
    body = tree(package)[0]
    assert locks(body) == ["1", "1", "1", "0"]
    last_of_letter = [one for one in body if one.find(f"{W}pPr/{W}sectPr") is not None][-1]
    behind = list(body)[body.index(last_of_letter) + 1 :]
    assert [etree.QName(one).localname for one in behind] == ["sdt", "p", "sectPr"]
    assert behind[0].find(f"{W}sdtPr/{W}group") is not None
    assert words(behind[0]).startswith("Sign this letter")
    assert words(behind[1]) == f"Reference: {FORM.reference}"


def test_in_the_group_words_stand_in_controls_or_are_not_to_be_changed() -> None:
    """In Word a group locks what is in it, but for controls; these say of themselves whether they can be changed."""
    root = tree(parts(to_sign()))
    for key in KEYS:
        assert value(control(root, key), f"{W}sdtPr/{W}lock") == "sdtLocked"
    assert value(control(root, "reference"), f"{W}sdtPr/{W}lock") == "sdtContentLocked"


def test_the_form_begins_on_a_page_of_its_own() -> None:
    *_, last = tree(parts(to_sign())).iter(f"{W}sectPr")
    assert last.find(f"{W}type") is None  # 17.6.22: a new page, where nothing is said


def test_a_copy_for_comments_is_open_and_has_no_form() -> None:
    package = parts(to_sign(form=None))
    assert tree(package, "word/settings.xml").find(f"{W}documentProtection") is None
    assert set(locks(tree(package))) == {None}
    assert next(tree(package).iter(f"{W}sdt"), None) is None
    assert b"undersigned-campaign" in package["docProps/custom.xml"]


# --- the controls -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("field", FORM.fields, ids=KEYS)
def test_a_control_has_tag_alias_and_a_bookmark_outside_of_it(field: Field) -> None:
    found = control(tree(parts(to_sign())), field.key)
    assert value(found, f"{W}sdtPr/{W}alias") == field.label
    before, after = found.getprevious(), found.getnext()
    assert before is not None
    assert after is not None
    assert (before.tag, before.get(f"{W}name")) == (f"{W}bookmarkStart", f"us_{field.key}")
    assert (after.tag, after.get(f"{W}id")) == (f"{W}bookmarkEnd", before.get(f"{W}id"))


def test_what_nobody_has_answered_yet_shows_a_prompt() -> None:
    root = tree(parts(to_sign()))
    shown = {key: control(root, key).find(f"{W}sdtPr/{W}showingPlcHdr") is not None for key in KEYS}
    assert shown == {"organisation": False, "signer": True, "date": True, "endorse": False, "withhold": False}
    said = {key: words(control(root, key)) for key in KEYS}
    assert said == {
        "organisation": 'Dams & "Water" <urgent>',
        "signer": "Click here and type your name",
        "date": "Choose the date",
        "endorse": "☐",
        "withhold": "☒",
    }
    ticks = {key: control(root, key).find(f".//{W14}checked") for key in ("endorse", "withhold")}
    assert {key: tick.get(f"{W14}val") for key, tick in ticks.items() if tick is not None} == {
        "endorse": "0",
        "withhold": "1",
    }


def test_the_date_is_written_in_the_language_of_the_form() -> None:
    french = tree(parts(to_sign(form=replace(FORM, language="fr"))))
    assert value(control(french, "date"), f"{W}sdtPr/{W}date/{W}lid") == "fr"


def test_a_form_runs_from_left_to_right_behind_a_letter_that_does_not() -> None:
    body = tree(parts(to_sign(samples.ALL["right-to-left"])))[0]
    assert [one.find(f"{W}bidi") is not None for one in body.iter(f"{W}sectPr")][-2:] == [True, False]
    assert next(control(body, "signer").iterancestors(f"{W}sdtContent")).find(f".//{W}bidi") is None


@pytest.mark.parametrize("letterhead", [None, LETTERHEAD], ids=["stock", "letterhead"])
def test_every_number_and_name_comes_once(letterhead: bytes | None) -> None:
    root = tree(parts(to_sign(samples.LETTER, samples.SYMBOLS, letterhead=letterhead)))
    marks = list(root.iter(f"{W}bookmarkStart"))
    counts = [
        Counter(one.get(f"{W}id") for one in marks),
        Counter(one.get(f"{W}name") for one in marks),
        Counter(value(one, f"{W}sdtPr/{W}id") for one in root.iter(f"{W}sdt")),
    ]
    assert [name for count in counts for name, number in count.items() if number > 1] == []
    ends = [one.get(f"{W}id") for one in root.iter(f"{W}bookmarkEnd")]
    assert sorted(one.get(f"{W}id", "") for one in marks) == sorted(map(str, ends))
    used = {style_of(one) for one in paragraphs(root)} | {str(one.get(f"{W}val")) for one in root.iter(f"{W}rStyle")}
    styles = {one.get(f"{W}styleId") for one in tree(parts(to_sign(letterhead=letterhead)), "word/styles.xml")}
    assert used - {""} <= styles


def test_the_bookmarks_of_the_form_are_none_of_the_letter() -> None:
    marked = Paragraph((Text("x"),), Origin("campaign.yaml", 1, "signatory", "form"))
    root = tree(parts(to_sign(Document("Letter", (marked,)))))
    names = [one.get(f"{W}name") for one in root.iter(f"{W}bookmarkStart")]
    assert names == ["s_form", "us_form", *(f"us_{key}" for key in KEYS), "us_reference"]


# --- the letters ------------------------------------------------------------------------------------------------------


def test_several_letters_each_begin_on_a_page_of_their_own() -> None:
    letters = [Document(name, (Paragraph((Text(name),)),)) for name in ("One", "Two", "Three")]
    body = tree(parts(to_sign(*letters)))[0]
    assert [words(one) for one in body if one.find(f"{W}pPr/{W}sectPr") is not None] == ["One", "Two", "Three"]
    assert locks(body) == ["1", "1", "1", "0"]
    assert [one.find(f"{W}type") for one in body.iter(f"{W}sectPr")] == [None] * 4
    header = [one.find(f"{W}headerReference") is not None for one in body.iter(f"{W}sectPr")]
    assert header == [True, False, False, False]


def test_notes_stand_before_the_form() -> None:
    """At the end of a document they would stand behind it."""
    noted = Paragraph((Text("x"), Note((Paragraph((Text("A note."),)),))))
    package = parts(to_sign(Document("L", (noted,), notes=NoteStyle("end", "symbols"))))
    assert "word/endnotes.xml" not in package
    assert "A note." in words(tree(package, "word/footnotes.xml"))
    assert 'w:numFmt w:val="chicago"' in package["word/document.xml"].decode()


@pytest.mark.parametrize("document", samples.ALL.values(), ids=samples.ALL)
def test_the_letter_says_what_it_says_elsewhere(document: Document) -> None:
    from undersigned.writers.docx import Writer

    letter = words(tree(parts(Writer().write(document, time=TIME))))
    assert words(tree(parts(to_sign(document)))).startswith(letter)


def test_an_empty_letter_and_one_that_ends_in_columns() -> None:
    assert locks(tree(parts(to_sign(Document("", ()))))) == ["1", "0"]
    listed = next(block for block in samples.LETTER.blocks if isinstance(block, Signatories))
    assert listed.columns > 1
    assert locks(tree(parts(to_sign(Document("", (listed,)))))) == ["1", "1", "0"]


# --- what is kept with the file ---------------------------------------------------------------------------------------


def test_properties_are_kept_and_nothing_is_known_of_who_made_it() -> None:
    package = parts(to_sign())
    kept = {one.get("name"): "".join(map(str, one.itertext())) for one in tree(package, "docProps/custom.xml")}
    assert kept == PROPERTIES
    assert [one.get("pid") for one in tree(package, "docProps/custom.xml")] == ["2", "3", "4"]
    core = package["docProps/core.xml"].decode()
    assert "creator" not in core
    assert "created" not in core
    assert "modified" not in core


def test_same_input_same_bytes() -> None:
    assert to_sign() == to_sign()
    writer = FormWriter()
    first = writer.write([samples.LETTER], FORM, PROPERTIES, time=TIME)
    other = writer.write([samples.LETTER], replace(FORM, reference="x"), PROPERTIES, time=TIME)
    assert first == to_sign()
    assert other != first
    assert writer.write([samples.LETTER], FORM, PROPERTIES, time=TIME) == first


# --- filled in by another library -------------------------------------------------------------------------------------


def test_docx_plus_finds_and_fills_in_every_control() -> None:
    document = docx.Document(io.BytesIO(to_sign()))
    kinds = {one.tag: one.control_type for one in list_controls(document) if one.tag}
    assert kinds == {
        "us_organisation": "text",
        "us_signer": "text",
        "us_date": "date",
        "us_endorse": "checkbox",
        "us_withhold": "checkbox",
        "us_reference": "text",
    }
    set_control_value(document, "us_signer", "Zoë & Søn")
    set_control_value(document, "us_date", datetime.datetime(2020, 7, 1))  # noqa: DTZ001 - a day, as Word keeps it
    set_control_value(document, "us_endorse", True)
    saved = io.BytesIO()
    document.save(saved)
    again = docx.Document(io.BytesIO(saved.getvalue()))
    found = {tag: one.value for tag, one in read_controls(again).items()}
    assert found["us_signer"] == "Zoë & Søn"
    assert found["us_endorse"] is True
    root = tree(parts(saved.getvalue()))
    before = control(root, "signer").getprevious()
    assert before is not None
    assert before.get(f"{W}name") == "us_signer"  # still around what was written
