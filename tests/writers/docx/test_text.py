"""What a letter says, as Word's markup says it."""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
from pathlib import Path

import pypandoc  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests import samples
from tests.samples import item, note, paragraph, says, stands_for
from tests.strategies import documents
from undersigned.document import (
    Addressees,
    BulletList,
    Document,
    Entry,
    Heading,
    Link,
    ListItem,
    Marks,
    Note,
    NoteStyle,
    OrderedList,
    Paragraph,
    Quotation,
    Salutation,
    Signatories,
    SignatoryGroup,
    Subject,
    Text,
    Title,
)
from undersigned.writers.docx import Writer

from .reading import TIME, W, letter, paragraphs, parts, style_of, tree, value, words, written

XML_LINES = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="".join(map(chr, range(32))) + "\ufffe\uffff"),
    min_size=1,
)


@given(XML_LINES)
def test_any_text_arrives_as_typed(text: str) -> None:
    assert words(paragraphs(tree(letter(Paragraph((Text(text),)))), "BodyText")[0]) == text


@given(XML_LINES)
def test_any_text_arrives_as_typed_from_right_to_left(text: str) -> None:
    package = written(Document("x", (Paragraph((Text(text),)),), direction="rtl"))
    assert words(paragraphs(tree(package), "BodyText")[0]) == text


@given(XML_LINES)
def test_any_subject_arrives_in_the_header(text: str) -> None:
    assert words(tree(written(Document("x", (), subject=text)), "word/header2.xml")) == text


def test_a_character_that_xml_cannot_hold_is_seen() -> None:
    assert words(tree(letter(paragraph("a\x00b\x1fc\ud800\ufffe\x7f")))) == "a\ufffdb\ufffdc\ufffd\ufffd\x7f"


@settings(max_examples=60)
@given(documents(), st.sampled_from(["foot", "end"]))
def test_every_letter_is_sound(document: Document, place: str) -> None:
    package = written(document)
    roots = [tree(package, name) for name in package if name.startswith("word/") and name.endswith(".xml")]
    starts = [node for root in roots for node in root.iter(f"{W}bookmarkStart")]
    ends = [node.get(f"{W}id") for root in roots for node in root.iter(f"{W}bookmarkEnd")]
    assert sorted(str(node.get(f"{W}id")) for node in starts) == sorted(str(end) for end in ends)
    assert len({node.get(f"{W}id") for node in starts}) == len(starts)
    assert len({node.get(f"{W}name") for node in starts}) == len(starts)
    styles = {node.get(f"{W}styleId") for node in tree(package, "word/styles.xml").iter(f"{W}style")}
    used = {node.get(f"{W}val") for root in roots for node in root.iter(f"{W}pStyle", f"{W}rStyle")}
    assert used <= styles
    lists = {node.get(f"{W}numId") for node in tree(package, "word/numbering.xml").iter(f"{W}num")}
    assert {node.get(f"{W}val") for root in roots for node in root.iter(f"{W}numId")} <= lists
    references = [int(str(node.get(f"{W}id"))) for node in tree(package).iter(f"{W}footnoteReference")]
    assert references == list(range(1, len(references) + 1))
    sections = list(tree(package).iter(f"{W}sectPr"))
    assert [node.find(f"{W}titlePg") is not None for node in sections] == [True] + [False] * (len(sections) - 1)


@settings(max_examples=40)
@given(st.lists(documents(), min_size=2, max_size=3))
def test_a_writer_that_has_written_before_writes_the_same(letters: list[Document]) -> None:
    writer = Writer()
    joined = [Document("x", (*letters[0].blocks, *one.blocks)) for one in letters]
    for document in (*joined, *joined):
        assert writer.write(document, time=TIME) == Writer().write(document, time=TIME)


def test_shared_blocks_keep_their_numbers_right() -> None:
    shared = (
        paragraph("See", note("a note"), "."),
        OrderedList((item("one"),)),
        paragraph("x", origin=stands_for("field", "x")),
    )
    first = Document("x", (Salutation(says("Dear A,")), *shared))
    second = Document("x", (paragraph("Before", note("n")), OrderedList((item("zero"),)), *shared))
    third = Document("x", (paragraph("taken", origin=stands_for("field", "x")), *shared))
    writer = Writer()
    for document in (first, second, first, third, first):
        assert writer.write(document, time=TIME) == Writer().write(document, time=TIME)


@pytest.mark.parametrize(
    ("marks", "look"),
    [
        ("1.", ("decimal", "%1.")),
        ("1)", ("decimal", "%1)")),
        ("a.", ("lowerLetter", "%1.")),
        ("a)", ("lowerLetter", "%1)")),
        ("(a)", ("lowerLetter", "(%1)")),
        ("i.", ("lowerRoman", "%1.")),
        ("i)", ("lowerRoman", "%1)")),
        ("(i)", ("lowerRoman", "(%1)")),
    ],
)
def test_lists_are_words_own_and_each_begins_anew(marks: Marks, look: tuple[str, str]) -> None:
    package = letter(OrderedList((item("one"), item("two")), marks, 3), OrderedList((item("again"),), marks))
    numbers = [value(one, f"{W}pPr/{W}numPr/{W}numId") for one in paragraphs(tree(package), "ListParagraph")]
    assert numbers == ["1", "1", "2"]
    numbering = tree(package, "word/numbering.xml")
    starts = [value(number, f"{W}lvlOverride/{W}startOverride") for number in numbering.iter(f"{W}num")]
    assert starts == ["3", "1"]
    chosen = value(next(numbering.iter(f"{W}num")), f"{W}abstractNumId")
    abstract = next(node for node in numbering.iter(f"{W}abstractNum") if node.get(f"{W}abstractNumId") == chosen)
    assert (value(abstract, f"{W}lvl/{W}numFmt"), value(abstract, f"{W}lvl/{W}lvlText")) == look


def test_later_paragraphs_of_an_item_stand_below_its_words() -> None:
    inner = OrderedList((item("deep", more=(paragraph("deeper"),)),), "a)")
    found = paragraphs(tree(letter(BulletList((item("one", more=(paragraph("two"), inner)),)))), "ListParagraph")
    levels = [value(one, f"{W}pPr/{W}numPr/{W}ilvl") for one in found]
    assert levels == ["0", None, "1", None]
    lefts = [one.find(f"{W}pPr/{W}ind") for one in found]
    assert [None if left is None else left.get(f"{W}left") for left in lefts] == [None, "567", None, "1134"]


def test_an_item_that_begins_with_a_list_has_its_mark_on_a_line_by_itself() -> None:
    found = paragraphs(tree(letter(OrderedList((ListItem((BulletList((item("x"),)),)),)))), "ListParagraph")
    assert [words(one) for one in found] == ["", "x"]
    assert value(found[0], f"{W}pPr/{W}numPr/{W}numId") == "1"


@pytest.mark.parametrize("place", ["foot", "end"])
@pytest.mark.parametrize(("marks", "format_"), [("numbers", "decimal"), ("symbols", "chicago")])
def test_notes_are_words_own(place: str, marks: str, format_: str) -> None:
    held = Note((paragraph("See ", Link(says("this"), "https://example.org/a b")), OrderedList((item("x"),))))
    style = NoteStyle(place, marks)  # type: ignore[arg-type]
    package = written(Document("x", (paragraph("Word", held, "."),), notes=style))
    notes = tree(package, f"word/{place}notes.xml")
    assert [node.get(f"{W}id") for node in notes] == ["-1", "0", "1"]
    assert words(notes[2]) == " See thisx"
    assert b"https://example.org/a%20b" in package[f"word/_rels/{place}notes.xml.rels"]
    for root in (tree(package, "word/settings.xml"), next(tree(package).iter(f"{W}sectPr"))):
        assert value(root, f"{W}{place}notePr/{W}numFmt") == format_


def test_a_letter_without_notes_has_no_part_for_them() -> None:
    assert not [name for name in letter(paragraph("x")) if "note" in name]


def test_a_note_in_a_note_is_an_error() -> None:
    with pytest.raises(ValueError, match="a note holds a note"):
        letter(paragraph(Note((paragraph("x", note("y")),))))


def test_what_introduces_something_is_kept_with_it() -> None:
    package = letter(
        paragraph("alone"),
        paragraph("list:"),
        BulletList((item("x"),)),
        paragraph("as follows"),
        Quotation((paragraph("q"),)),
    )
    kept = [words(one) for one in paragraphs(tree(package)) if one.find(f"{W}pPr/{W}keepNext") is not None]
    assert kept == ["list:", "as follows"]


def test_a_quotation_is_kept_with_its_source() -> None:
    found = paragraphs(tree(letter(Quotation((paragraph("q"),), says("Article 3")))))
    assert [(style_of(one), words(one)) for one in found] == [("Quote", "q"), ("QuoteSource", "— Article 3")]
    assert found[0].find(f"{W}pPr/{W}keepNext") is not None


def signatories(*names: str, columns: int = 1) -> Signatories:
    return Signatories((SignatoryGroup(tuple(Entry(says(name)) for name in names)),), columns)


def columns(package: dict[str, bytes]) -> list[str | None]:
    return [node.get(f"{W}num") for node in tree(package).iter(f"{W}cols")]


def test_columns_are_a_section_that_ends_in_its_last_paragraph() -> None:
    package = letter(paragraph("before"), signatories("A", "B", columns=2), paragraph("after"))
    assert columns(package) == [None, "2", None]
    ended = [words(one) for one in paragraphs(tree(package)) if one.find(f"{W}pPr/{W}sectPr") is not None]
    assert ended == ["before", "B"]
    assert [style_of(one) for one in paragraphs(tree(package))] == ["BodyText", "Signatory", "Signatory", "BodyText"]


def test_a_letter_that_ends_or_begins_with_columns() -> None:
    package = letter(signatories("A", columns=3), signatories("B", columns=2))
    assert columns(package) == ["3", "2", None]
    assert [style_of(one) for one in paragraphs(tree(package))] == ["Signatory", "Signatory", "SectionEnd"]
    assert len(list(tree(package).iter(f"{W}titlePg"))) == 1


@pytest.mark.parametrize(("restart", "numbers"), [(False, ["1", "1"]), (True, ["1", "2"])])
def test_signatories_are_numbered_through_or_by_group(restart: bool, numbers: list[str]) -> None:
    groups = tuple(SignatoryGroup((Entry(says(name)),), says("Group")) for name in "AB")
    package = letter(Signatories(groups, numbered=True, restart=restart))
    found = paragraphs(tree(package), "Signatory")
    assert [value(one, f"{W}pPr/{W}numPr/{W}numId") for one in found] == numbers


def test_a_name_goes_to_the_first_paragraph_and_only_once() -> None:
    package = letter(
        OrderedList((item("one", origin=stands_for("demand", "x")),), origin=stands_for("part", "demands")),
        paragraph("two", origin=stands_for("demand", "x")),
    )
    first, second = paragraphs(tree(package))
    assert [node.get(f"{W}name") for node in first.iter(f"{W}bookmarkStart")] == ["p_demands", "d_x"]
    assert not list(second.iter(f"{W}bookmarkStart"))


def test_the_outline_has_no_gap() -> None:
    titled = letter(Title(says("T")), Subject("Re:", says("S")), Heading(2, says("H")))
    untitled = letter(Subject("Re:", says("S")), Heading(2, says("H")))
    assert [value(one, f"{W}pPr/{W}outlineLvl") for one in paragraphs(tree(titled), "Subject")] == [None]
    assert [value(one, f"{W}pPr/{W}outlineLvl") for one in paragraphs(tree(untitled), "Subject")] == ["0"]
    styles = {str(node.get(f"{W}styleId")): node for node in tree(titled, "word/styles.xml").iter(f"{W}style")}
    levels = [value(styles[name], f"{W}pPr/{W}outlineLvl") for name in ("Title", *(f"Heading{n}" for n in range(2, 7)))]
    assert levels == ["0", "1", "2", "3", "4", "5"]


def test_addresses_are_encoded_once() -> None:
    package = letter(paragraph(Link(says("x"), 'https://example.org/é "a"?q=%C3%A9&r=100%#b[1]')))
    target = re.search(r'Target="(https[^"]*)"', package["word/_rels/document.xml.rels"].decode())
    assert target is not None
    assert target[1] == "https://example.org/%C3%A9%20%22a%22?q=%C3%A9&amp;r=100%25#b%5B1%5D"


def test_from_right_to_left_latin_names_run_their_own_way() -> None:
    root = tree(
        written(Document("x", (paragraph("منتدى River Coalition 2 (ARF) نهر"),), language="ar", direction="rtl"))
    )
    runs = [(words(run), run.find(f"{W}rPr/{W}rtl") is not None) for run in root.iter(f"{W}r")]
    assert runs == [("منتدى ", True), ("River Coalition 2 (ARF)", False), (" نهر", True)]
    assert all(one.find(f"{W}pPr/{W}bidi") is not None for one in paragraphs(root))
    assert root.find(f".//{W}sectPr/{W}bidi") is not None


def test_an_addressee_is_one_paragraph() -> None:
    package = letter(Addressees(((says("A"), says("B")), (says("C"),))))
    assert [words(one) for one in paragraphs(tree(package), "Address")] == ["A\nB", "C"]


def pandoc(content: bytes, to: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "letter.docx")
        path.write_bytes(content)
        read = subprocess.run(
            [pypandoc.get_pandoc_path(), "--from=docx", f"--to={to}", "--wrap=none", str(path)],
            capture_output=True,
            check=True,
        )
    return read.stdout.decode()


def test_pandoc_reads_the_letter() -> None:
    read = pandoc(Writer().write(samples.LETTER, time=TIME), "markdown")
    for expected in (
        "## What happened",
        "### In numbers",
        "1.  []{#d_publish_studies .anchor}Publish every impact study.",
        "Without [demand 2](#d_consult), and above all [*demand 1*](#d_publish_studies),",
        "    (a) houses;",
        "        i.  rice",
        "c)  to share our maps,",
        "[charter](https://example.org/charter?a=1&b=%C3%A9)",
        "*italic with **bold** inside*",
        "[^2]: The charter was adopted in 1995.",
        "    A second paragraph of the same note, with a & sign.",
        "> Nobody asked us before the water rose.",
        "--- Report of the villages, *para. 7*",
        "3.  \\* Not \\_a\\_ \\<list\\>, Ltd.",
        "## Annex: earlier letters",
    ):
        assert expected in read


def test_pandoc_reads_notes_at_the_end_too() -> None:
    found = json.dumps(json.loads(pandoc(Writer().write(samples.SYMBOLS, time=TIME), "json")))
    assert found.count('"t": "Note"') == 3


def test_every_part_of_a_letter_has_its_own_style() -> None:
    used = {style_of(one) for one in paragraphs(tree(written(samples.LETTER)))}
    assert {
        *("SampleNotice", "LetterheadName", "Letterhead", "DateLine", "Address", "Title", "Subject", "Standfirst"),
        *("Salutation", "BodyText", "Heading2", "Heading3", "Quote", "QuoteSource", "ListParagraph", "OperativeClause"),
        *(
            "Break",
            "Closing",
            "Valediction",
            "SignatoryGroup",
            "Signatory",
            "CopyListLabel",
            "CopyList",
            "AnnexHeading",
        ),
        *("Contact", "Credit", "Tags"),
    } == used


def test_language_is_marked() -> None:
    package = written(samples.RIGHT_TO_LEFT)
    language = next(tree(package, "word/styles.xml").iter(f"{W}lang"))
    assert {etree.QName(name).localname: kept for name, kept in language.attrib.items()} == {
        "val": "ar",
        "eastAsia": "ar",
        "bidi": "ar",
    }
    assert parts(Writer().write(samples.RIGHT_TO_LEFT, time=TIME)) == package


def test_a_list_that_ends_a_quotation_stays_with_its_source() -> None:
    promises = BulletList((item("peace"), item("water")))
    written_letter = tree(letter(Quotation((paragraph("They undertake:"), promises), says("Treaty"))))
    kept = [part.find(f"{W}pPr/{W}keepNext") is not None for part in paragraphs(written_letter)]
    assert kept[:4] == [True, False, True, False]
