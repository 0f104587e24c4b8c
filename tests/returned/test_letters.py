"""Any letter in Word, whoever made it: what is printed of it, paragraph by paragraph, and what was left in the file."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import strategies
from tests.filling import packed, unpacked
from tests.returned.files import NAMES, paragraph, run, table, within, word_file
from undersigned.document import Closing, Document, Origin
from undersigned.passages import passages
from undersigned.problems import Refused, Span
from undersigned.returned.letters import Printed, WordLetter, read_letter
from undersigned.writers.docx import Writer

SPAN = Span("letter.docx")
ORIGIN = Origin("campaign.yaml", 1, "field", "body")
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"

STYLES = f"""<w:styles {NAMES}>
<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/>
  <w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Unterzeile"><w:name w:val="Our heading"/>
  <w:basedOn w:val="berschrift1"/></w:style>
<w:style w:type="paragraph" w:styleId="berschrift3"><w:name w:val="heading 3"/></w:style>
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="Liste"><w:name w:val="List Bullet"/>
  <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Franz"><w:name w:val="French"/><w:rPr><w:lang w:val="fr-FR"/></w:rPr></w:style>
</w:styles>"""


def letter(body: str, links: str = "", header: str = "", **parts: str) -> WordLetter:
    """What is read of a file with this body; `links` are relations of the body, `header` is another part."""
    files = unpacked(word_file(body, **{"styles": STYLES, **parts}))
    relations = files["word/_rels/document.xml.rels"].decode()
    files["word/_rels/document.xml.rels"] = relations.replace("</Relationships>", f"{links}</Relationships>").encode()
    if header:
        types = files["[Content_Types].xml"].decode()
        kind = f'<Override PartName="/word/header1.xml" ContentType="{_TYPE}.header+xml"/></Types>'
        files["[Content_Types].xml"] = types.replace("</Types>", kind).encode()
        files["word/header1.xml"] = f"<w:hdr {NAMES}>{header}</w:hdr>".encode()
    return read_letter(packed(files), SPAN)


def printed(body: str, **more: str) -> list[Printed]:
    return list(letter(body, **more).paragraphs)


def words(body: str, **more: str) -> list[str]:
    return [one.words for one in printed(body, **more)]


def drawing(properties: str, content: str = f'<pic:pic xmlns:pic="{_DRAWING}/picture"/>') -> str:
    inside = f'<wp:docPr xmlns:wp="{_DRAWING}/wordprocessingDrawing" id="1" name="logo" {properties}'
    return f"<w:r><w:drawing>{inside}{content}</w:drawing></w:r>"


# --- paragraphs -------------------------------------------------------------------------------------------------------


def test_paragraphs_are_numbered_as_people_count_them() -> None:
    body = (
        paragraph(run("One"))
        + paragraph()
        + paragraph(run("  "))
        + paragraph(run("Two "))
        + table((paragraph(run("Three")),))
    )
    assert [(one.number, one.words) for one in printed(body)] == [(1, "One"), (2, "Two"), (3, "Three")]


def test_headings_have_the_level_of_their_style_or_of_their_own() -> None:
    own = '<w:p><w:pPr><w:outlineLvl w:val="3"/></w:pPr><w:r><w:t>Own</w:t></w:r></w:p>'
    text = '<w:p><w:pPr><w:pStyle w:val="berschrift1"/><w:outlineLvl w:val="9"/></w:pPr><w:r><w:t>No</w:t></w:r></w:p>'
    styled = [
        paragraph(run(name), style=name) for name in ("Titel", "berschrift1", "Unterzeile", "berschrift3", "Standard")
    ]
    assert [one.level for one in printed("".join(styled) + own + text)] == [1, 1, 1, 3, 0, 4, 0]


def test_an_empty_heading_is_kept_and_an_empty_line_is_not() -> None:
    assert [one.level for one in printed(paragraph(style="berschrift3") + paragraph(style="Standard"))] == [3]


def test_items_of_lists_are_told_by_their_numbering() -> None:
    own = '<w:p><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr><w:r><w:t>Own</w:t></w:r></w:p>'
    off = own.replace("<w:numPr>", '<w:pStyle w:val="Liste"/><w:numPr>').replace('w:val="2"', 'w:val="0"')
    assert [one.listed for one in printed(own + paragraph(run("Styled"), style="Liste") + off)] == [True, True, False]


def test_signs_that_are_no_text() -> None:
    signs = "<w:tab/><w:t>b</w:t><w:noBreakHyphen/><w:softHyphen/><w:t>c </w:t><w:br/><w:t> d</w:t><w:br/><w:t>e</w:t>"
    assert words(paragraph(within("r", f"<w:t>a</w:t>{signs}"))) == ["a\tb\u2011c d e"]


def test_words_stand_in_boxes_controls_and_alternatives_once() -> None:
    box = within("txbxContent", paragraph(run("In a box")))
    first, other = within("mc:Choice", within("pict", box)), within("mc:Fallback", within("pict", box))
    alternatives = f"<mc:AlternateContent>{first}{other}</mc:AlternateContent>".replace("w:mc:", "mc:")
    sdt = within("sdt", within("sdtPr", "") + within("sdtContent", run("chosen")))
    body = paragraph(run("We have "), sdt, within("r", alternatives), run(" this.")) + paragraph(run("Next"))
    assert words(body) == ["We have chosen this.", "In a box", "Next"]


# --- tracked changes, comments, hidden text ---------------------------------------------------------------------------


def test_words_are_read_as_if_all_changes_were_accepted() -> None:
    gone = within("del", within("r", "<w:delText>fifty</w:delText>")) + within("moveFrom", run(" away"))
    found = letter(paragraph(run("We are "), gone, within("ins", run("sixty")), run(".")))
    assert [one.words for one in found.paragraphs] == ["We are sixty."]
    assert found.changes == 3


def test_a_deleted_end_of_a_paragraph_joins_two() -> None:
    gone = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{}</w:p>"
    assert words(gone.format(run("One ")) + paragraph(run("two")) + paragraph(run("three"))) == ["One two", "three"]
    heading = gone.format("").replace("<w:rPr>", '<w:pStyle w:val="berschrift1"/><w:rPr>', 1)
    assert [(one.words, one.level) for one in printed(heading + paragraph(run("Text")))] == [("Text", 0)]


def test_deleted_rows_and_hidden_text_are_not_printed() -> None:
    row = within("tr", within("trPr", "<w:del/>") + within("tc", paragraph(run("Gone"))))
    found = letter(
        within("tbl", row) + paragraph(run("Seen"), run(" hidden", "<w:vanish/>"), run(" no", '<w:vanish w:val="0"/>'))
    )
    assert [one.words for one in found.paragraphs] == ["Seen no"]
    assert (found.changes, found.hidden) == (1, 1)


def test_comments_are_counted() -> None:
    comment = within("r", '<w:commentReference w:id="1"/>')
    assert letter(paragraph(run("One"), comment) + paragraph(comment)).comments == 2
    assert letter(paragraph(run("One"))).comments == 0


# --- notes and links --------------------------------------------------------------------------------------------------

_LINK = f'<Relationship Id="r1" Type="{_R}/hyperlink" Target="https://example.org/a" TargetMode="External"/>'


def test_notes_stand_where_their_marks_are_and_behind_their_paragraphs() -> None:
    note = '<w:footnote w:id="{}"{}>{}</w:footnote>'
    rule = note.format(-1, ' w:type="separator"', paragraph(run("never printed")))
    own = note.format(2, "", paragraph(within("r", "<w:footnoteRef/>"), run(" See the report."), run("")))
    notes = f"<w:footnotes {NAMES}>{rule}{own}</w:footnotes>"
    mark = within("r", '<w:footnoteReference w:id="2"/>')
    body = paragraph(run("  Twelve"), mark, run(" were arrested.")) + paragraph(run("Next"))
    first, note_, following = printed(body, footnotes=notes)
    assert first.words == "Twelve were arrested."
    assert first.notes == ((6, (note_,)),)
    assert (note_.words, note_.note, note_.number) == ("See the report.", True, 1)
    assert (following.words, following.number) == ("Next", 2)


def test_links_lead_where_their_relation_or_field_says() -> None:
    linked = f'<w:hyperlink r:id="r1" xmlns:r="{_R}">{run("the report")}</w:hyperlink>'
    within_ = f'<w:hyperlink w:anchor="annex">{run("the annex")}</w:hyperlink>'
    field = "".join(
        within("r", piece)
        for piece in (
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText> HYPERLINK "https://example.org/b" \\o "tip" </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>the law</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    (found,) = printed(paragraph(run("See "), linked, run(", "), within_, run(" and "), field, run(".")), links=_LINK)
    assert found.words == "See the report, the annex and the law."
    assert [(found.words[start:end], href) for start, end, href in found.links] == [
        ("the report", "https://example.org/a"),
        ("the annex", "#annex"),
        ("the law", "https://example.org/b"),
    ]


# --- pictures, language, headers --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ('descr="A torch in a ring"/>', ("A torch in a ring",)),
        ('title="Our sign"/>', ("Our sign",)),
        ("/>", ("",)),
        (
            '><x:decorative xmlns:x="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></wp:docPr>',
            (),
        ),
    ],
)
def test_pictures_have_alternative_texts(properties: str, expected: tuple[str, ...]) -> None:
    assert [one.pictures for one in printed(paragraph(run("Words"), drawing(properties)))] == [expected]


def test_a_text_box_is_no_picture_and_a_picture_in_it_is_one() -> None:
    box = within("txbxContent", paragraph(run("Box"), drawing("/>")))
    found = printed(paragraph(run("Words"), drawing("/>", box)))
    assert [(one.words, one.pictures) for one in found] == [("Words", ()), ("Box", ("",))]


def test_pictures_of_old_versions() -> None:
    shape = '<w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" alt="A torch"><v:imagedata/></v:shape></w:pict>'
    assert printed(paragraph(within("r", shape)))[0].pictures == ("A torch",)


def test_the_language_is_that_of_most_words() -> None:
    french = run("Nous demandons la libération de tous", '<w:lang w:val="fr-CH"/>')
    assert letter(paragraph(run("Dear"), french)).language == "fr-CH"
    assert letter(paragraph(run("Cher"), style="Franz")).language == "fr-FR"
    assert letter(paragraph(run("Dear all"))).language == "en-GB"
    assert letter(paragraph(run("Dear all")), styles=f"<w:styles {NAMES}/>").language == ""


def test_headers_come_last() -> None:
    first, header = letter(paragraph(run("Body")), header=paragraph(run("Head"), drawing("/>"))).paragraphs
    assert (first.words, first.margin) == ("Body", False)
    assert (header.words, header.margin, header.pictures, header.number) == ("Head", True, ("",), 1)


# --- whatever comes ---------------------------------------------------------------------------------------------------


def test_elements_nested_as_deep_as_the_gate_lets_them() -> None:
    deep = run("deep")
    for name in ("ins", "smartTag", "customXml", "sdtContent") * 60:
        deep = within(name, deep)
    assert words(paragraph(deep)) == ["deep"]


def test_boxes_in_boxes() -> None:
    box = paragraph(run("innermost"))
    for _ in range(40):
        box = paragraph(within("r", within("pict", within("txbxContent", box))))
    assert words(box) == ["innermost"]


_ELEMENTS = """
p r t tab br ins del moveFrom hyperlink tbl tr tc sdt sdtContent txbxContent pict drawing fldChar instrText
footnoteReference commentReference pPr rPr vanish outlineLvl numPr sectPr
"""
_TEXTS = st.sampled_from(["", *map(run, ("a", " ", "é"))])


def _around(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(within, st.sampled_from(_ELEMENTS.split()), st.lists(inner, max_size=3).map("".join))


@given(st.recursive(_TEXTS, _around, max_leaves=12))
def test_elements_in_any_order_are_read(content: str) -> None:
    for one in printed(content):
        assert one.words == one.words.strip(" \t")
        assert all(0 <= start < end <= len(one.words) for start, end, _ in one.links)


def test_what_is_no_word_file_is_refused() -> None:
    with pytest.raises(Refused):
        read_letter(b"PK\x03\x04 and nothing else", SPAN)


@given(strategies.documents())
def test_our_own_letters_are_read_as_they_were_written(document: Document) -> None:
    """Word for word, in order; marks of lists and the like are no words."""
    time = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    read = read_letter(Writer().write(document, time=time), SPAN)
    assert read.comments == read.changes == read.hidden == 0
    found = " ".join(one.words for one in read.paragraphs if not one.margin)
    for passage in passages((Closing(document.blocks, ORIGIN),)):
        assert _squeezed(passage.words) in _squeezed(found)


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_shipped_letters(letters: Path) -> None:
    for file in sorted(letters.glob("*/*.docx")):
        read = read_letter(file.read_bytes(), SPAN)
        assert read.language == "en"
        assert [one.level for one in read.paragraphs if one.level][:1] == [1]
