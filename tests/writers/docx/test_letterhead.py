"""Letters on a letterhead that somebody made in Word."""

from __future__ import annotations

import base64
import io
import zipfile

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from lxml import etree

from tests import samples
from undersigned.document import Document, Labels, OrderedList
from undersigned.writers.docx import Writer, stock_letterhead
from undersigned.writers.docx.letterhead import UnusableLetterhead

from .reading import TIME, W, paragraphs, tree, value, words, written

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def made_in_word(*header: str) -> bytes:
    """A letterhead with its own margins, an image, a token cut into runs, and a heading style in another tongue."""
    made = docx.Document()
    made.core_properties.author = "Eve Secretary"
    made.add_paragraph("This text is not used.")
    section = made.sections[0]
    section.left_margin = Cm(4)
    paragraph = section.header.paragraphs[0]
    for piece in header:
        paragraph.add_run(piece)
    paragraph.add_run().add_picture(io.BytesIO(PIXEL), width=Cm(1))
    section.footer.paragraphs[0].text = "[page] 1 [of] 2 [rtl] [lists]"
    made.styles["Title"].font.size = Pt(40)
    made.styles["Heading 2"].element.set(qn("w:styleId"), "Ueberschrift2")
    return saved(made)


def saved(made: docx.document.Document) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


LETTERHEAD = made_in_word("Re: [sub", "je", "ct], [subject]", " and [bidi]")


def test_header_and_footer_are_kept_and_their_tokens_filled() -> None:
    document = Document("x", (), subject='Dams & <law> [page] "', labels=Labels(page="Seite", of="von"))
    package = written(document, LETTERHEAD)
    assert words(tree(package, "word/header1.xml")) == 'Re: Dams & <law> [page] ", Dams & <law> [page] " and [bidi]'
    assert words(tree(package, "word/footer1.xml")) == "Seite 1 von 2 [rtl] [lists]"
    assert PIXEL in package.values()


def test_page_and_styles_are_theirs_and_ours_fill_the_gaps() -> None:
    package = written(samples.LETTER, LETTERHEAD)
    margins = {node.get(f"{W}left") for node in tree(package).iter(f"{W}pgMar")}
    assert margins == {"2268"}
    styles = {str(node.get(f"{W}styleId")): node for node in tree(package, "word/styles.xml").iter(f"{W}style")}
    assert value(styles["Title"], f"{W}rPr/{W}sz") == "80"
    assert value(styles["Heading2"], f"{W}basedOn") == "Ueberschrift2"
    assert "Signatory" in styles
    assert len(styles) == len(list(tree(package, "word/styles.xml").iter(f"{W}style")))
    names = [value(style, f"{W}name") for style in styles.values()]
    assert len(names) == len(set(names))


def test_nothing_else_of_the_letterhead_remains() -> None:
    package = written(samples.LETTER, LETTERHEAD)
    assert not [name for name, content in package.items() if b"Eve Secretary" in content or b"not used" in content]
    assert not [name for name in package if "thumbnail" in name or "app.xml" in name or "Effects" in name]


def test_language_is_the_letters() -> None:
    package = written(samples.RIGHT_TO_LEFT, LETTERHEAD)
    assert {node.get(f"{W}val") for node in tree(package, "word/styles.xml").iter(f"{W}lang")} == {"ar"}


def test_lists_count_beside_the_letterheads_own() -> None:
    package = written(Document("x", (OrderedList((samples.item("one"),), "(a)"),)), LETTERHEAD)
    numbering = tree(package, "word/numbering.xml")
    for name, key in (("abstractNum", "abstractNumId"), ("num", "numId")):
        ids = [node.get(f"{W}{key}") for node in numbering.findall(f"{W}{name}")]
        assert len(ids) == len(set(ids))
    used = value(paragraphs(tree(package), "ListParagraph")[0], f"{W}pPr/{W}numPr/{W}numId")
    chosen = next(node for node in numbering.findall(f"{W}num") if node.get(f"{W}numId") == used)
    look = next(
        node
        for node in numbering.findall(f"{W}abstractNum")
        if node.get(f"{W}abstractNumId") == value(chosen, f"{W}abstractNumId")
    )
    assert value(look, f"{W}lvl/{W}lvlText") == "(%1)"
    order = [etree.QName(node).localname for node in numbering]
    assert order == sorted(order, key=["numPicBullet", "abstractNum", "num", "numIdMacAtCleanup"].index)


def test_the_same_bytes_each_time() -> None:
    assert Writer(LETTERHEAD).write(samples.LETTER, time=TIME) == Writer(LETTERHEAD).write(samples.LETTER, time=TIME)


def test_bookmarks_begin_after_those_in_the_header() -> None:
    made = docx.Document()
    mark = OxmlElement("w:bookmarkStart", {qn("w:id"): "7", qn("w:name"): "t_opening"})
    made.sections[0].header.paragraphs[0]._p.extend([mark, OxmlElement("w:bookmarkEnd", {qn("w:id"): "7"})])
    starts = list(tree(written(samples.LETTER, saved(made))).iter(f"{W}bookmarkStart"))
    assert min(int(str(node.get(f"{W}id"))) for node in starts) == 8
    assert "t_opening" not in {node.get(f"{W}name") for node in starts}


def test_the_stock_letterhead_makes_the_same_letter_as_stock_paper() -> None:
    on_paper, on_letterhead = written(samples.LETTER), written(samples.LETTER, stock_letterhead())
    assert [words(one) for one in paragraphs(tree(on_letterhead))] == [words(one) for one in paragraphs(tree(on_paper))]
    assert words(tree(on_letterhead, "word/header2.xml")) == words(tree(on_paper, "word/header2.xml"))
    styles = [
        sorted(str(node.get(f"{W}styleId")) for node in tree(one, "word/styles.xml"))
        for one in (on_paper, on_letterhead)
    ]
    assert styles[0] == styles[1]


def tracked() -> bytes:
    made = docx.Document()
    made.sections[0].header.paragraphs[0]._p.append(OxmlElement("w:ins", {qn("w:id"): "1", qn("w:author"): "Ada"}))
    return saved(made)


def emptied(name: str) -> bytes:
    """A letterhead without one of its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(LETTERHEAD)) as whole, zipfile.ZipFile(out, "w") as less:
        for entry in whole.namelist():
            if entry != name:
                less.writestr(entry, whole.read(entry))
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "not a Word document"),
        (b"PK\x03\x04 and then nothing", "not a Word document"),
        (LETTERHEAD[:2000], "not a Word document"),
        (emptied("word/document.xml"), "not a Word document"),
        (emptied("[Content_Types].xml"), "not a Word document"),
        (tracked(), "tracked changes"),
    ],
)
def test_what_cannot_be_used_is_refused_in_words(content: bytes, reason: str) -> None:
    with pytest.raises(UnusableLetterhead, match=reason):
        Writer(content)
