"""Answers are found whatever a word processor did to the file, and none is taken where there could be two."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from typing import Any

import pytest
from lxml import etree

from tests.filling import ANSWERS, MAIN, W14, W, edited, fill, filled, packed, unpacked
from tests.filling import control as control_of
from tests.returned.files import (
    DIGEST,
    FRENCH,
    LETTER,
    bookmark,
    control,
    paragraph,
    prepared,
    run,
    style,
    table,
    within,
    word_file,
)
from undersigned.problems import Span
from undersigned.returned.answers import Answers, Reference
from undersigned.returned.answers_docx import read_docx
from undersigned.signoff.sign_off import Asked
from undersigned.versions.agreed import agreed_words
from undersigned.versions.comparing import changed, word_diff

DAY = datetime.date(2026, 11, 20)
FORM = prepared()
FULL = filled(FORM, ANSWERS)
AS_GIVEN = ("North Network (NN)", "Jane Doe", "Director", DAY, True, False)


def read(content: bytes) -> Answers:
    return read_docx(content, Span("form.docx"))


def codes(answers: Answers) -> list[str]:
    return [doubt.code for doubt in answers.doubts]


def replaced(content: bytes, pattern: str, by: str = "", part: str = MAIN) -> bytes:
    """A file with some of its XML otherwise, which must be there."""
    parts = unpacked(content)
    text, count = re.subn(pattern, by, parts[part].decode(), flags=re.DOTALL)
    assert count, pattern
    return packed({**parts, part: text.encode()})


# --- forms as they are sent -------------------------------------------------------------------------------------------


def test_a_form_that_nobody_filled_in_has_no_answers() -> None:
    answers = read(FORM)
    assert answers.given == ("North Network (NN)", "", "", None, False, False), "the name was written in for them"
    assert answers.doubts == ()
    assert answers.reference == Reference("open-prisons", "v1", DIGEST, "north-network", "joint-letter", "en")


def test_a_form_that_was_filled_in() -> None:
    answers = read(FULL)
    assert answers.given == AS_GIVEN
    assert answers.doubts == ()
    assert answers.how == "form"


def test_the_words_are_those_that_are_agreed_to() -> None:
    answers = read(FULL)
    assert answers.words is not None
    assert changed(word_diff(agreed_words(LETTER), answers.words)) == 0
    assert "As before." in answers.words


def test_a_changed_letter_has_other_words() -> None:
    answers = read(replaced(FULL, "open prisons, ", "closed prisons, "))
    (same, gone, new, *_) = word_diff(agreed_words(LETTER), answers.words or ())
    assert (gone.words, new.words) == (("open",), ("closed",))
    assert same.kind == "same"


def test_a_changed_note_has_other_words() -> None:
    answers = read(replaced(FULL, "As before", "As never before", part="word/footnotes.xml"))
    assert changed(word_diff(agreed_words(LETTER), answers.words or ())) == 1


def test_a_form_in_french() -> None:
    form = prepared(FRENCH, Asked("zebra-union", "Union Zèbre"))
    answers = read(filled(form, {**ANSWERS, "organisation": "Union Zèbre", "date": "5/6/2026", "withhold": "yes"}))
    assert answers.given == ("Union Zèbre", "Jane Doe", "Director", datetime.date(2026, 6, 5), True, True)
    assert answers.doubts == ()
    assert read(form).given == ("Union Zèbre", "", "", None, False, False)


def test_a_form_for_one_who_is_withheld_is_ticked() -> None:
    answers = read(filled(prepared(asked=Asked("withheld-01", "Secret", withheld=True)), {"endorse": "yes"}))
    assert answers.withhold is True
    assert answers.reference is not None
    assert answers.reference.signatory == "withheld-01"


# --- what word processors do ------------------------------------------------------------------------------------------


def without_tags(content: bytes) -> bytes:
    return replaced(content, r"<w:tag [^>]*/>")


def without_names(content: bytes) -> bytes:
    return replaced(without_tags(content), r"<w:alias [^>]*/>")


def flattened(content: bytes) -> bytes:
    """Controls made plain text, as by old programs; bookmarks stay."""
    return edited(content, _flatten)


def _flatten(root: etree._Element) -> None:
    while (element := next(root.iter(f"{W}sdt"), None)) is not None:
        parent = element.getparent()
        content = element.find(f"{W}sdtContent")
        assert parent is not None
        assert content is not None
        place = parent.index(element)
        parent.remove(element)
        for number, child in enumerate(list(content)):
            parent.insert(place + number, child)


def without_bookmarks(content: bytes) -> bytes:
    return replaced(content, r"<w:bookmark(Start|End) [^>]*/>")


def without_properties(content: bytes) -> bytes:
    return replaced(content, r"<property .*</property>", part="docProps/custom.xml")


def split(content: bytes) -> bytes:
    """Each letter a run of its own, with marks of the spelling checker between, in smart tags."""

    def change(root: etree._Element) -> None:
        for text in list(root.iter(f"{W}t")):
            run_ = text.getparent()
            assert run_ is not None
            parent = run_.getparent()
            assert parent is not None
            tag = etree.Element(f"{W}smartTag")
            for letter in text.text or "":
                one = etree.SubElement(tag, f"{W}r")
                properties = run_.find(f"{W}rPr")
                if properties is not None:
                    one.append(etree.fromstring(etree.tostring(properties)))
                etree.SubElement(one, f"{W}t").text = letter
                etree.SubElement(tag, f"{W}proofErr")
            parent.replace(run_, tag)

    return edited(content, change)


def strict(content: bytes) -> bytes:
    """Saved as “Strict Open XML Document”."""
    parts = unpacked(content)
    old, new = (
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    return packed({name: part.replace(old, new) if name.startswith("word/") else part for name, part in parts.items()})


def renamed(content: bytes) -> bytes:
    """The main part under another name, as Word Online calls it."""
    parts = unpacked(content)
    parts["word/document2.xml"] = parts.pop(MAIN)
    parts["word/_rels/document2.xml.rels"] = parts.pop("word/_rels/document.xml.rels")
    for name in ("[Content_Types].xml", "_rels/.rels"):
        parts[name] = parts[name].replace(b"word/document.xml", b"word/document2.xml")
    return packed(parts)


def with_alternatives(content: bytes) -> bytes:
    """Every table with a fallback for old programs, which says something else."""
    table_ = r"(<w:tbl>.*</w:tbl>)"
    no = "<w:p><w:r><w:t>no</w:t></w:r></w:p>"
    both = rf"<mc:Choice Requires='w14'>\1</mc:Choice><mc:Fallback>{no}</mc:Fallback>"
    return replaced(content, table_, f"<mc:AlternateContent>{both}</mc:AlternateContent>")


TREATMENTS: list[Callable[[bytes], bytes]] = [
    without_tags,
    without_names,
    without_bookmarks,
    without_properties,
    flattened,
    split,
    strict,
    renamed,
    with_alternatives,
    lambda content: without_properties(flattened(content)),
    lambda content: without_bookmarks(without_names(content)),
    lambda content: without_properties(without_bookmarks(flattened(content))),
    lambda content: split(without_tags(content)),
]


@pytest.mark.parametrize("treat", TREATMENTS)
def test_answers_survive_word_processors(treat: Callable[[bytes], bytes]) -> None:
    answers = read(treat(FULL))
    assert answers.given == AS_GIVEN
    assert answers.doubts == ()
    assert answers.reference is not None
    assert (answers.reference.campaign, answers.reference.signatory) == ("open-prisons", "north-network")
    assert changed(word_diff(agreed_words(LETTER), answers.words or ())) == 0


@pytest.mark.parametrize("treat", TREATMENTS)
def test_prompts_are_no_answers_whatever_happened(treat: Callable[[bytes], bytes]) -> None:
    answers = read(treat(FORM))
    assert answers.given == ("North Network (NN)", "", "", None, False, False)
    assert answers.doubts == ()


def test_a_prompt_of_word_itself_in_any_language_is_no_answer() -> None:
    """Word puts its own prompt where somebody has deleted an answer."""
    prompt = run("Klicken Sie hier", '<w:rStyle w:val="Platzhalter"/>')
    styles = style("Platzhalter", '<w:name w:val="Placeholder Text"/>')
    body = paragraph(control("signer", prompt, "<w:showingPlcHdr/>"))
    assert read(word_file(body, styles=styles)).signer == ""
    assert read(word_file(body.replace("<w:showingPlcHdr/>", ""), styles=styles)).signer == "Klicken Sie hier"


@pytest.mark.parametrize(
    "body",
    [
        paragraph(control("signer", run("Jane Doe"))),
        control("signer", paragraph(run("Jane Doe"))),
        table((control("signer", paragraph(run("Jane Doe"))),)),
        within("tbl", within("tr", control("signer", within("tc", paragraph(run("Jane Doe")))))),
        within("tbl", control("signer", within("tr", within("tc", paragraph(run("Jane Doe")))))),
        paragraph(control("x", control("signer", run("Jane Doe")))),
        paragraph(control("", run("Jane Doe"), alias="Name of the person signing", tag=False)),
        paragraph(control("", run("Jane Doe"), alias="NAME", tag=False)),
        paragraph(bookmark("signer", run("Jane Doe"))),
        paragraph(bookmark("SIGNER", run("Jane ") + run("Doe"))),
        '<w:bookmarkStart w:id="1" w:name="us_signer"/>' + paragraph(run("Jane Doe")) + '<w:bookmarkEnd w:id="1"/>',
        table((paragraph(run("Name of the person signing")), paragraph(run("Jane Doe")))),
        table((paragraph(run("Name:")) + paragraph(run("in full")), paragraph(run("Jane Doe")))),
        table((paragraph(run("Nom de la personne signataire :")), paragraph(run("Jane"), run(" Doe")))),
        table((paragraph(run("Name")), paragraph(control("signer", "") + run("Jane Doe")))),
        table((paragraph(run("Name")), paragraph(bookmark("signer", "") + run("Jane Doe")))),
        paragraph(control("signer", '<w:hyperlink w:anchor="x">' + run("Jane Doe") + "</w:hyperlink>")),
        paragraph(control("signer", "<w:fldSimple>" + run("Jane Doe") + "</w:fldSimple>")),
        paragraph(control("signer", "<w:r><w:t>Jane</w:t><w:tab/><w:t>Doe</w:t><w:br/></w:r>")),
        paragraph(control("signer", run("\u202eJane\u200b \u00a0 Doe\u2069"))),
        paragraph(control("signer", "<w:r><w:instrText>PAGE</w:instrText></w:r>" + run("Jane Doe"))),
    ],
)  # fmt: skip
def test_an_answer_is_found_where_it_stands(body: str) -> None:
    answers = read(word_file(body))
    assert answers.signer == "Jane Doe"
    assert answers.doubts == ()


def test_answers_are_cleaned() -> None:
    answers = read(
        word_file(paragraph(control("organisation", run("Cafe\u0301\u0085 \u2028d’E\u0301tudes\ue000 می‌خواهم"))))
    )
    assert answers.organisation == "Café d’Études می‌خواهم"


# --- boxes ------------------------------------------------------------------------------------------------------------


def box(text: str, checked: str = "") -> Answers:
    state = f'<w14:checkbox><w14:checked w14:val="{checked}"/></w14:checkbox>' if checked else ""
    return read(word_file(paragraph(control("endorse", text, state))))


@pytest.mark.parametrize("text", ["☒", "☑", "✓", "✔️", "X", "x", "yes", "Yes.", "OUI", "☒ yes"])
@pytest.mark.parametrize("checked", ["", "1", "true"])
def test_a_box_is_ticked_in_many_ways(text: str, checked: str) -> None:
    assert box(run(text), checked).endorse is True


@pytest.mark.parametrize("text", ["☐", "□", "no", "Non"])
@pytest.mark.parametrize("checked", ["", "0", "false"])
def test_a_box_is_empty_in_many_ways(text: str, checked: str) -> None:
    assert box(run(text), checked).endorse is False


@pytest.mark.parametrize(
    ("font", "code", "ticked"),
    [("Wingdings", "F0FE", True), ("Wingdings", "F0A8", False), ("Wingdings 2", "52", True)],
)
def test_a_box_may_come_from_a_symbol_font(font: str, code: str, ticked: bool) -> None:
    assert box(f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>').endorse is ticked


@pytest.mark.parametrize(("text", "checked"), [("☐", "1"), ("☒", "0"), ("☐ ☒", ""), ("no", "1")])
def test_a_box_that_says_two_things_says_nothing(text: str, checked: str) -> None:
    answers = box(run(text), checked)
    assert answers.endorse is None
    assert codes(answers) == ["U932" if checked else "U933"]


@pytest.mark.parametrize(
    "text", ["yes, but", "yes (if the board agrees)", "yes?", "☐ yes", "maybe", "☒ if paragraph 3 goes", "✪"]
)
def test_a_box_that_says_more_is_not_ticked(text: str) -> None:
    answers = box(run(text), "1")
    assert answers.endorse is None
    assert codes(answers) == ["U933"]


def test_a_box_without_a_sign_is_what_word_keeps() -> None:
    assert box("", "1").endorse is True
    assert box("").endorse is None


# --- dates ------------------------------------------------------------------------------------------------------------


def dated(text: str, kept: str = "") -> Answers:
    day = f'<w:date w:fullDate="{kept}"/>' if kept else "<w:date/>"
    return read(word_file(paragraph(control("date", run(text), day))))


@pytest.mark.parametrize(
    "text", ["20 November 2026", "le vendredi 20 novembre 2026", "11/20/2026", "20. 11. 2026", "20 តុលា 2026"]
)
def test_the_picked_date_and_the_written_one_agree(text: str) -> None:
    assert dated(text, "2026-11-20T00:00:00Z").date == DAY


def test_a_picked_date_decides_what_day_and_month_are() -> None:
    assert dated("06/05/2026", "2026-06-05T00:00:00Z").date == datetime.date(2026, 6, 5)
    answers = dated("06/05/2026")
    assert answers.date is None
    assert "2026-05-06 or 2026-06-05" in answers.doubts[0].message


@pytest.mark.parametrize("text", ["21 November 2026", "20 November 2025", "soon", "21 តុលា 2026"])
def test_a_picked_date_and_another_written_one_are_two_answers(text: str) -> None:
    answers = dated(text, "2026-11-20T00:00:00Z")
    assert answers.date is None
    assert codes(answers) == ["U932"]


def test_no_date_is_no_date() -> None:
    assert dated("").date is None
    assert dated("").doubts == ()


# --- what nobody should guess -----------------------------------------------------------------------------------------


def test_two_answers_are_none() -> None:
    body = paragraph(control("signer", run("Jane Doe"))) + paragraph(control("signer", run("John Roe")))
    answers = read(word_file(body))
    assert answers.signer == ""
    (doubt,) = answers.doubts
    assert doubt.code == "U932"
    assert "“Jane Doe” and “John Roe”" in doubt.message
    assert "Jane" not in doubt.discreet


def test_one_answer_twice_is_one() -> None:
    body = paragraph(control("signer", run("Jane Doe"))) + paragraph(control("signer", run("Jane  Doe")))
    assert read(word_file(body)).signer == "Jane Doe"


def test_words_beside_an_answer_are_another_answer() -> None:
    beside = paragraph(control("organisation", run("North Network")) + run(" if the text changes"))
    assert codes(read(word_file(table((beside,))))) == ["U932"]


VANISHING = style(
    "Base",
    "<w:rPr><w:vanish/></w:rPr>",
    Small='<w:basedOn w:val="Base"/>',
    Loop='<w:basedOn w:val="Loop"/>',
)


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("<w:ins>" + run("Jane Doe") + "</w:ins>", "tracked"),
        (run("Jane ") + "<w:del><w:r><w:delText>Roe</w:delText></w:r></w:del>" + run("Doe"), "tracked"),
        ("<w:moveTo>" + run("Jane Doe") + "</w:moveTo>", "tracked"),
        (run("Jane Doe") + "<w:moveFrom>" + run("x") + "</w:moveFrom>", "tracked"),
        (run("Jane Doe") + run("not", "<w:vanish/>"), "hidden"),
        (run("Jane Doe", '<w:rStyle w:val="Small"/>'), "hidden"),
        (run("Jane Doe", "<w:strike/>"), "struck"),
        (run("Jane ") + run("Doe", "<w:dstrike/>"), "struck"),
    ],
)
def test_an_answer_that_is_marked_is_doubtful(content: str, found: str) -> None:
    answers = read(word_file(paragraph(control("signer", content)), styles=VANISHING))
    (doubt,) = answers.doubts
    assert doubt.code == "U934"
    assert found in doubt.message


def test_a_control_inside_a_tracked_change_is_doubtful() -> None:
    assert codes(read(word_file(paragraph("<w:ins>" + control("signer", run("Jane")) + "</w:ins>")))) == ["U934"]


@pytest.mark.parametrize(
    "look",
    [
        '<w:vanish w:val="0"/>',
        '<w:strike w:val="false"/>',
        "<w:b/>",
        '<w:rStyle w:val="Small"/><w:vanish w:val="off"/>',
        '<w:rStyle w:val="Loop"/>',
    ],
)
def test_other_looks_are_no_matter(look: str) -> None:
    answers = read(word_file(paragraph(control("signer", run("Jane Doe", look))), styles=VANISHING))
    assert answers.signer == "Jane Doe"
    assert answers.doubts == ()


def test_marks_outside_of_answers_are_for_the_comparison_of_words() -> None:
    body = paragraph("<w:ins>" + run("More. ") + "</w:ins><w:del><w:r><w:delText>Gone.</w:delText></w:r></w:del>")
    answers = read(
        word_file(body + paragraph(bookmark("form", run("Form"))) + paragraph(control("signer", run("Jane"))))
    )
    assert answers.doubts == ()
    assert answers.words == ("More.",)


def test_a_comment_is_for_somebody_to_read() -> None:
    answers = read(replaced(FULL, "<w:tbl>", '<w:p><w:r><w:commentReference w:id="1"/></w:r></w:p><w:tbl>'))
    assert codes(answers) == ["U935"]


@pytest.mark.parametrize("key", ["organisation", "signer", "function"])
def test_a_long_answer_is_set_aside_not_cut(key: str) -> None:
    assert codes(read(word_file(paragraph(control(key, run("x" * 201)))))) == ["U931"]
    assert getattr(read(word_file(paragraph(control(key, run("x" * 200))))), key) == "x" * 200


def test_a_letter_without_a_form_is_told() -> None:
    answers = read(word_file(paragraph(run("Only words."))))
    assert codes(answers) == ["U930"]
    assert answers.words == ("Only words.",)


# --- the reference ----------------------------------------------------------------------------------------------------


def test_two_references_are_none() -> None:
    answers = read(replaced(FULL, "· north-network<", "· east-lawyers<"))
    assert answers.reference is None
    assert codes(answers) == ["U936"]


def test_the_blank_form_has_a_reference_without_a_name() -> None:
    blank = prepared(asked=Asked("", ""))
    for form in (blank, without_properties(blank)):
        reference = read(form).reference
        assert reference is not None
        assert (reference.digest, reference.signatory) == (DIGEST, "")


def test_a_file_without_any_reference_has_none() -> None:
    bare = edited(without_properties(FULL), lambda root: fill_reference(root, "lost"))
    assert read(bare).reference is None


def fill_reference(root: etree._Element, text: str) -> None:
    for one in root.iter(f"{W}t"):
        if " · v1 · " in (one.text or ""):
            one.text = text


def test_what_helps_to_fill_in_forms_fills_them_in() -> None:
    """What the tests above rely on: prompts are gone, states are set."""
    root = etree.fromstring(unpacked(FORM)[MAIN])
    element: Any = control_of(root, "signer")
    fill(element, "Jane Doe")
    assert element.find(f"{W}sdtPr/{W}showingPlcHdr") is None
    assert next(root.iter(f"{W14}checked")).get(f"{W14}val") == "0"
