"""The HTML writer: its elements, its links back and forth, and words that no browser may take for markup."""

from __future__ import annotations

import datetime
import re
import time
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from tests import samples
from tests.readers import words_of_html
from tests.samples import DAY, item, note, paragraph, says, stands_for
from tests.strategies import any_line, documents
from undersigned.document import (
    Addressees,
    Annex,
    Block,
    Break,
    BulletList,
    Clause,
    Closing,
    Contact,
    CopyList,
    Credit,
    Date,
    DateLine,
    Document,
    Emphasis,
    Entry,
    Heading,
    Letterhead,
    LineBreak,
    Link,
    ListItem,
    Marks,
    Masthead,
    NoteStyle,
    OperativeClauses,
    OrderedList,
    Paragraph,
    Quotation,
    Salutation,
    SampleNotice,
    Signatories,
    SignatoryGroup,
    Standfirst,
    Strong,
    Subject,
    Tags,
    Text,
    Title,
    Valediction,
)
from undersigned.writers import html

SEED = stands_for("demand", "seed-banks")


def body(*blocks: Block) -> str:
    """What stands in the page's `main` for `blocks`, after a paragraph that ends the letter's head."""
    written = html.write(Document("A letter", (paragraph("Head."), *blocks)))
    return written.partition("<p>Head.</p>\n")[2].partition("\n</main>")[0]


def parsed(document: Document) -> etree._Element:
    return etree.fromstring(html.write(document), etree.HTMLParser())


def everything(element: etree._Element, attribute: str) -> list[str]:
    return [value for one in element.iter("*") if (value := one.get(attribute)) is not None]


GROUPS = (
    SignatoryGroup((Entry(says("A")), Entry(says("B"))), says("Here")),
    SignatoryGroup((Entry(says("C"), stands_for("signatory", "c")),)),
)

BLOCKS: dict[str, tuple[Block, str]] = {
    "paragraph": (Paragraph(says("A & B"), SEED), '<p id="d_seed_banks">A &amp; B</p>'),
    "inlines": (
        paragraph(Emphasis(says("a", Strong(says("b")))), LineBreak(), Date("1 May", datetime.date(2024, 5, 1))),
        '<p><em>a<strong>b</strong></em><br>\n<time datetime="2024-05-01">1 May</time></p>',
    ),
    "link": (
        paragraph(Link(says("site"), 'https://example.org/?a=1&b="')),
        '<p><a href="https://example.org/?a=1&amp;b=&quot;">site</a></p>',
    ),
    "link in a link": (
        paragraph(Link(says("a", Link(says("b"), "https://example.org/b")), "https://example.org/a")),
        '<p><a href="https://example.org/a">ab</a></p>',
    ),
    "heading": (Heading(2, says("Why"), SEED), '<h2 id="d_seed_banks">Why</h2>'),
    "heading that skips levels": (Heading(5, says("Why")), "<h2>Why</h2>"),
    "bullets": (
        BulletList((item("a", more=(BulletList((item("b", origin=SEED),)),)),)),
        '<ul>\n<li><p>a</p>\n<ul>\n<li id="d_seed_banks"><p>b</p></li>\n</ul></li>\n</ul>',
    ),
    "numbers": (
        OrderedList((item("a"), item("b")), origin=SEED),
        '<ol id="d_seed_banks">\n<li><p>a</p></li>\n<li><p>b</p></li>\n</ol>',
    ),
    "numbers from 3": (
        OrderedList((item("a"),), "i)", 3),
        '<ol type="i" class="bracket" start="3">\n<li><p>a</p></li>\n</ol>',
    ),
    "quotation": (
        Quotation((paragraph("Rain."),), says("Report, ", Emphasis(says("p. 1"))), SEED),
        '<figure class="quotation" id="d_seed_banks">\n<blockquote>\n<p>Rain.</p>\n</blockquote>\n'
        "<figcaption>— <cite>Report, <em>p. 1</em></cite></figcaption>\n</figure>",
    ),
    "quotation without a source": (
        Quotation((paragraph("Rain."),)),
        '<div class="quotation">\n<blockquote>\n<p>Rain.</p>\n</blockquote>\n</div>',
    ),
    "break": (Break(SEED), '<hr id="d_seed_banks">'),
    "sample notice": (SampleNotice(says("Sample.")), '<p class="sample-notice">Sample.</p>'),
    "letterhead": (
        Letterhead((says("Coalition"), says("Geneva"))),
        '<address class="letterhead">\n<p>Coalition</p>\n<p>Geneva</p>\n</address>',
    ),
    "masthead": (
        Masthead((says("News"), says("Geneva"))),
        '<div class="masthead">\n<p>News</p>\n<address>\n<p>Geneva</p>\n</address>\n</div>',
    ),
    "masthead of one line": (Masthead((says("News"),)), '<div class="masthead">\n<p>News</p>\n</div>'),
    "title": (Title(says("On rain")), "<h1>On rain</h1>"),
    "standfirst": (Standfirst(says("Short.")), '<p class="standfirst">Short.</p>'),
    "date line": (
        DateLine(says("Geneva, ", Date("14 March", DAY))),
        '<p class="date-line">Geneva, <time datetime="2024-03-14">14 March</time></p>',
    ),
    "addressees": (
        Addressees(((says("A"), says("Minister")), (says("B"),))),
        '<ul class="addressees" aria-label="Addressees">\n<li><p>A</p>\n<p>Minister</p></li>\n<li><p>B</p></li>\n</ul>',
    ),
    "subject, for want of a title": (Subject("Re:", says("Rain")), '<h1 class="subject"><b>Re:</b> Rain</h1>'),
    "subject without a label": (Subject("", says("Rain")), '<h1 class="subject">Rain</h1>'),
    "salutation": (Salutation(says("Dear A,")), '<p class="salutation">Dear A,</p>'),
    "clauses": (
        OperativeClauses((Clause((paragraph(Emphasis(says("Urges")), " rain;"),), SEED),)),
        '<ul class="clauses">\n<li id="d_seed_banks"><p><em>Urges</em> rain;</p></li>\n</ul>',
    ),
    "closing": (Closing((paragraph("Thanks."),)), '<div class="closing">\n<p>Thanks.</p>\n</div>'),
    "valediction": (Valediction(says("Yours,")), '<p class="valediction">Yours,</p>'),
    "signatories": (
        Signatories(GROUPS, 3),
        '<section class="signatories columns-3" aria-label="Signatories">\n<h2>Here</h2>\n'
        "<ul>\n<li>A</li>\n<li>B</li>\n</ul>\n"
        '<ul>\n<li id="s_c">C</li>\n</ul>\n</section>',
    ),
    "numbered signatories": (
        Signatories(GROUPS, numbered=True),
        '<section class="signatories columns-1" aria-label="Signatories">\n<h2>Here</h2>\n'
        "<ol>\n<li>A</li>\n<li>B</li>\n</ol>\n"
        '<ol start="3">\n<li id="s_c">C</li>\n</ol>\n</section>',
    ),
    "signatories numbered in each group": (
        Signatories(GROUPS, numbered=True, restart=True),
        '<section class="signatories columns-1" aria-label="Signatories">\n<h2>Here</h2>\n'
        "<ol>\n<li>A</li>\n<li>B</li>\n</ol>\n"
        '<ol>\n<li id="s_c">C</li>\n</ol>\n</section>',
    ),
    "copies": (
        CopyList("CC:", (Entry(says("A")),)),
        '<div class="copy-list">\n<p>CC:</p>\n<ul>\n<li>A</li>\n</ul>\n</div>',
    ),
    "copies without a label": (
        CopyList("", (Entry(says("A")),)),
        '<div class="copy-list">\n<ul>\n<li>A</li>\n</ul>\n</div>',
    ),
    "annex": (
        Annex(says("Annex"), (Heading(3, says("Dates")),)),
        '<section class="annex">\n<h2>Annex</h2>\n<h3>Dates</h3>\n</section>',
    ),
    "contact": (
        Contact((Heading(2, says("Contact")), paragraph("A"), paragraph("B"))),
        '<div class="contact">\n<h2>Contact</h2>\n<address>\n<p>A</p>\n<p>B</p>\n</address>\n</div>',
    ),
    "credit": (Credit(says("Photograph: A")), '<p class="credit">Photograph: A</p>'),
    "tags": (
        Tags("Topics:", (Entry(says("rain")),)),
        '<div class="tags">\n<p>Topics:</p>\n<ul>\n<li>rain</li>\n</ul>\n</div>',
    ),
}


@pytest.mark.parametrize(("block", "expected"), BLOCKS.values(), ids=BLOCKS)
def test_blocks(block: Block, expected: str) -> None:
    assert body(block) == expected


LOOKS: dict[Marks, str] = {
    "1.": "<ol>",
    "1)": '<ol class="bracket">',
    "a.": '<ol type="a">',
    "a)": '<ol type="a" class="bracket">',
    "(a)": '<ol type="a" class="in-brackets">',
    "i.": '<ol type="i">',
    "i)": '<ol type="i" class="bracket">',
    "(i)": '<ol type="i" class="in-brackets">',
}


@pytest.mark.parametrize(("marks", "expected"), LOOKS.items(), ids=LOOKS)
def test_marks_of_lists(marks: Marks, expected: str) -> None:
    assert body(OrderedList((item("a"),), marks)).startswith(f"{expected}\n")


# --- the page ---------------------------------------------------------------------------------------------------------


def test_the_head_of_a_letter_stands_in_the_header_and_the_rest_in_main() -> None:
    page = parsed(samples.LETTER)
    (header,), (main,) = page.iter("header"), page.iter("main")
    assert [one.tag for one in header] == ["p", "address", "p", "ul", "h1", "p", "p"]
    assert main[0].get("class") == "salutation"
    assert [page.get("lang"), page.get("dir")] == ["en-GB", "ltr"]
    assert page.findtext("head/title") == "Joint open letter on the river Mekong"


def test_a_page_without_a_head_has_no_header() -> None:
    assert "<header>" not in html.write(Document("A letter", (paragraph("Text."), DateLine(says("Geneva")))))


def test_the_subject_is_a_heading_only_where_there_is_no_title() -> None:
    assert [one.get("class") for one in parsed(samples.LETTER).iter("h1")] == [None]
    assert [one.get("class") for one in parsed(samples.DRAFT).iter("h1")] == ["subject"]


def test_a_page_runs_from_right_to_left() -> None:
    page = parsed(samples.RIGHT_TO_LEFT)
    assert [page.get("lang"), page.get("dir")] == ["ar", "rtl"]


@pytest.mark.parametrize("sample", samples.ALL)
def test_a_page_has_no_script_and_asks_nothing_of_any_other_place(sample: str) -> None:
    written = html.write(samples.ALL[sample])
    page = parsed(samples.ALL[sample])
    assert {one.tag for one in page.iter("*")}.isdisjoint({"script", "link", "img", "iframe", "base"})
    assert not re.search(r"url\(|@import|javascript:", written)


def test_no_heading_skips_a_level() -> None:
    levels = (4, 4, 3, 6, 2, 5)
    written = body(*(Heading(level, says("Why")) for level in levels))
    assert re.findall(r"<h(\d)>", written) == ["2", "2", "2", "3", "2", "3"]


def test_regions_of_signatories_are_told_apart() -> None:
    assert everything(parsed(samples.DRAFT), "aria-label") == ["Signatories", "Signatories 2"]


def test_the_same_page_each_time() -> None:
    assert html.write(samples.LETTER) == html.write(samples.LETTER)


# --- ids and notes ----------------------------------------------------------------------------------------------------


def test_what_stands_for_the_same_twice_is_named_once() -> None:
    twice = Paragraph(says("a"), SEED)
    assert body(twice, twice) == '<p id="d_seed_banks">a</p>\n<p>a</p>'


def test_notes_link_back_and_forth() -> None:
    page = parsed(samples.LETTER)
    marks = [one for one in page.iter("a") if one.get("role") == "doc-noteref"]
    backs = [one for one in page.iter("a") if one.get("role") == "doc-backlink"]
    assert [one.text for one in marks] == ["1", "2", "3"]
    assert [one.get("aria-label") for one in marks] == ["Note 1", "Note 2", "Note 3"]
    assert backs[1].get("aria-label") == "Back to the text (Note 2)"
    for mark, back in zip(marks, backs, strict=True):
        item_of_back = next(one for one in back.iterancestors("li"))
        assert mark.get("href") == f"#{item_of_back.get('id')}"
        assert back.get("href") == f"#{mark.get('id')}"


def test_a_note_of_several_blocks_ends_with_its_way_back() -> None:
    list_last = replace(note(), blocks=(paragraph("a"), BulletList((item("b"),))))
    written = html.write(Document("", (paragraph("x", note("one", "two"), list_last),)))
    assert re.search(r"<li id=\"note-1\"><p>one</p>\n<p>two <a href=\"#noteref-1\"[^>]*>↩\ufe0e</a></p></li>", written)
    assert re.search(r"<li><p>b</p></li>\n</ul>\n<p><a href=\"#noteref-2\"[^>]*>↩\ufe0e</a></p></li>", written)


def test_the_mark_of_a_note_in_a_link_stands_after_the_link() -> None:
    link = Link(says("a", Emphasis(says("b", note("Note."))), "c"), "https://example.org/")
    assert '<a href="https://example.org/">a<em>b</em>c</a><sup><a id="noteref-1"' in body(paragraph(link))


def test_symbols_run_as_in_word() -> None:
    blocks = tuple(paragraph("x", note(str(number))) for number in range(9))
    page = parsed(Document("", blocks, notes=NoteStyle(marks="symbols")))
    marks = [one.text or "" for one in page.iter("a") if one.get("role") == "doc-noteref"]
    assert " ".join(marks) == "* † ‡ § ** †† ‡‡ §§ ***"
    assert 'symbols: "*" "†" "‡" "§"' in (page.findtext("head/style") or "")
    assert "symbols" in everything(page, "class")


# --- whatever the words are -------------------------------------------------------------------------------------------


@given(documents())
@settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=100)
def test_every_page_is_well_formed(document: Document) -> None:
    written = html.write(document)
    as_xml = re.sub(r"<(meta|br|hr)\b([^>]*)>", r"<\1\2/>", written.removeprefix("<!doctype html>\n"))
    page = etree.fromstring(as_xml.encode())
    ids = everything(page, "id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in everything(page, "href") if link.startswith("#")} <= set(ids)
    for link in page.iter("a"):
        assert not list(link.iterdescendants("a"))


@given(any_line)
@settings(deadline=None, max_examples=150)
def test_any_line_arrives_as_typed(line: str) -> None:
    words = (Text(line),)
    blocks = (
        Title(words),
        Subject("Re:", words),
        Addressees(((words,),)),
        Signatories((SignatoryGroup((Entry(words),)),)),
        BulletList((ListItem((Paragraph(words),)),)),
    )
    page = parsed(Document(line, blocks))
    assert words_of_html(html.write(Document(line, blocks))).body == [*line.split(), "Re:", *line.split() * 4]
    (entry,) = [one for one in page.iter("li") if next(one.iterancestors("section"), None) is not None]
    assert entry.text == line
    assert page.findtext("head/title") == line


def test_ten_thousand_signatories_take_ten_times_as_long_as_a_thousand() -> None:
    def seconds(count: int) -> float:
        document = samples.with_signatories(count)
        start = time.perf_counter()
        html.write(document)
        return time.perf_counter() - start

    seconds(1000)
    thousand = min(seconds(1000) for _ in range(5))
    assert min(seconds(10_000) for _ in range(3)) < 25 * thousand


def test_marks_side_by_side_are_held_apart() -> None:
    written = body(Paragraph((Text("a"), note("x"), note("y"), Text(" b"), note("z"))))
    assert written.count("</sup>\u202f<sup>") == 1
