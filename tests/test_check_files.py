"""Letters that people have as files: what is read of them, and where each word of it stands."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import workspaces
from tests.filling import packed
from tests.returned.files import NAMES, paragraph, run, within, word_file
from undersigned.checks import WORDS
from undersigned.checks.files import ENDINGS, Letter, check_file, is_letter, read
from undersigned.checks.findings import Finding
from undersigned.checks.tongues import plain, presumably, tally
from undersigned.document import (
    BulletList,
    Heading,
    Note,
    Paragraph,
    Quotation,
    Signatories,
    Title,
)
from undersigned.problems import Problem, Refused


def letter(text: str | bytes, ending: str = ".txt") -> Letter:
    return read(text.encode() if isinstance(text, str) else text, f"letter{ending}", ending)


def words(text: str | bytes, ending: str = ".txt") -> list[str]:
    return [passage.words for passage in letter(text, ending).reading.passages]


def refusal(content: bytes, ending: str = ".txt") -> Problem:
    with pytest.raises(Refused) as caught:
        read(content, f"letter{ending}", ending)
    return caught.value.problems[-1]


def place(of: Letter, word: str) -> str:
    """Where a word that stands there once is reported: line and column."""
    (passage,) = (passage for passage in of.reading.passages if word in passage.words)
    start = passage.words.index(word)
    span = of.locate(Finding("U999", passage, start, start + len(word), "…", "…")).span
    return f"{span.line}:{span.column}"


# --- Markdown ---------------------------------------------------------------------------------------------------------

MARKDOWN = """\
---
title: An open letter
lang: fr
---

# Ouvrez les prisons

Voir [le rapport](https://example.org/r).[^1]

####

> Nul n’est oublié.

- première

  suite
- seconde ![](signe.png)

[^1]: Une note.
"""


def test_markdown_is_read_with_its_structure() -> None:
    read_ = letter(MARKDOWN, ".md")
    assert read_.problems == ()
    assert read_.reading.language == "fr"
    found = [(one.origin.line, one.block, one.within[:1], one.words) for one in read_.reading.passages]
    assert found == [
        (6, Title, (), "Ouvrez les prisons"),
        (8, Paragraph, (), "Voir le rapport."),
        (19, Paragraph, (Paragraph,), "Une note."),
        (10, Heading, (), ""),
        (12, Paragraph, (Quotation,), "Nul n’est oublié."),
        (14, Paragraph, (BulletList,), "première"),
        (16, Paragraph, (BulletList,), "suite"),
        (17, Paragraph, (BulletList,), "seconde "),
        (17, Paragraph, (), ""),
    ]
    linked = read_.reading.passages[1]
    assert [(link.start, link.end, link.href) for link in linked.links] == [(5, 15, "https://example.org/r")]
    assert [at for at, _ in linked.notes] == [16]
    assert read_.reading.passages[2].lies_in(Note)
    assert read_.reading.passages[-1].pictures == ("",)
    assert place(read_, "note") == "19:11"


def test_notes_that_are_not_written_are_a_fault_of_any_letter() -> None:
    read_ = letter("Words.[^a]\n\n[^b]: Nobody cites this.\n", ".md")
    assert [(problem.code, problem.span.line) for problem in read_.problems] == [("U603", 1), ("U604", 3)]


@pytest.mark.parametrize(
    "text", ["A note^[in a note^[is one too many]].", "::: letter\nwords\n", ">" * 60 + " deep", "\ue000body\ue001"]
)
def test_what_our_reader_of_markdown_leaves_out_is_read_as_text(text: str) -> None:
    for word in ("note", "letter", "words", "deep", "body"):
        if word in text:
            assert word in " ".join(words(text, ".md"))


# --- Word -------------------------------------------------------------------------------------------------------------


def test_paragraphs_of_word_are_what_their_styles_say() -> None:
    styles = (
        f'<w:styles {NAMES}><w:style w:type="paragraph" w:styleId="Zitat"><w:name w:val="Quote"/></w:style></w:styles>'
    )
    names = ("Signatory", "Zitat", "Title", "Nobody")
    body = "".join(paragraph(run(name), style=name) for name in names)
    passages = read(word_file(body, styles=styles), "letter.docx", ".docx").reading.passages
    assert [
        passage.lies_in(kind) for passage, kind in zip(passages, (Signatories, Quotation, Title), strict=False)
    ] == [True] * 3
    assert (passages[3].block, passages[3].within) == (Paragraph, ())


def test_the_place_in_a_word_file_is_paragraph_and_character() -> None:
    read_ = read(word_file(paragraph(run("One")) + paragraph(run("We, the the"))), "letter.docx", ".docx")
    assert place(read_, "the the") == "2:5"


def _cell(words: str) -> str:
    return f"<w:tc>{paragraph(run(words))}</w:tc>"


def test_names_in_a_word_file_under_headings_and_in_a_table() -> None:
    heading = '<w:p><w:pPr><w:outlineLvl w:val="1"/></w:pPr>{}</w:p>'.format
    says = "We, the undersigned {} organisations, write to you of this.".format
    names = ("Alpha Union", "Beta Union", "Gamma Union", "Delta Union")
    rows = [("Organisation", "Country"), *((name, "Eastland") for name in names)]
    table = "".join(f"<w:tr>{''.join(map(_cell, row))}</w:tr>" for row in rows)
    under = [paragraph(run(name)) for name in names]
    under[2:2] = [heading(run("Local"))]
    for lists, number, wrong in (
        (f"<w:tbl>{table}</w:tbl>", 4, False),
        ("".join(under), 4, False),
        ("".join(under), 5, True),
    ):
        body = paragraph(run(says(number))) + paragraph(run("Yours faithfully,")) + lists
        found = [problem.code for problem in check_file(word_file(body), "letter.docx", ".docx")]
        assert found.count("U634") == wrong


def test_what_is_left_in_a_word_file_is_told() -> None:
    comment = within("r", '<w:commentReference w:id="1"/>')
    change = within("ins", run(" now"))
    (problems) = read(word_file(paragraph(run("Words"), comment, change, change)), "letter.docx", ".docx").problems
    assert [(problem.code, problem.severity) for problem in problems] == [("U638", "advice")] * 2
    assert "2 tracked changes are" in problems[0].message
    assert "1 comment is" in problems[1].message


def test_a_word_file_that_does_not_say_its_language() -> None:
    reading = read(word_file(paragraph(run("Nous demandons que la loi soit changée."))), "a.docx", ".docx").reading
    assert (reading.language, reading.declares_language) == ("fr", False)


def test_a_letter_is_read_in_its_own_language_whatever_it_says() -> None:
    french = "Nous demandons que le Gouvernement du pays ouvre ses prisons aux visiteurs : la loi le permet. " * 4
    (problem,) = check_file(f"---\nlang: en\n---\n\n{french}".encode(), "lettre.md", ".md")
    assert (problem.code, str(problem.span)) == ("U382", "lettre.md:5:1")


def test_a_word_file_by_another_name() -> None:
    assert words(word_file(paragraph(run("Words"))), ".txt") == ["Words"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"%PDF-1.7", "U832"),
        (b"words", "U832"),
        (packed({"a.txt": b"a"}), "U832"),
        (word_file(paragraph())[:200], "U833"),
        (word_file(paragraph()), "U102"),
    ],
)
def test_what_is_no_letter_in_word(content: bytes, code: str) -> None:
    problem = refusal(content, ".docx")
    assert problem.code == code
    assert "collect" not in problem.remedy


# --- whatever comes ---------------------------------------------------------------------------------------------------

_WRITTEN = """the ¦The ¦26th¦anniversary¦(¦)¦ , ¦“¦”¦"¦'¦’¦–¦-¦…¦  ¦\n¦\n\n¦- ¦1. ¦[1]¦[^1]¦[^1]: ¦https://goo.gl/x¦Ibid.
¦TODO¦{{ ¦}}¦**¦# ¦> ¦| ¦labour¦labor¦NGO¦(NGO)¦« ¦ »¦!¦0¦](¦![¦<u>¦&amp;¦Yours sincerely,\n¦CC:\n¦12 groups¦â€œ¦‚Äú"""
_UNSEEN = "\u00ad¦\u200b¦\u202e¦\u00a0¦\t¦\x07¦\x1b¦\ufffd¦\ue000"
_PIECES = st.sampled_from(f"{_WRITTEN}¦{_UNSEEN}".split("¦"))


def _problems(content: bytes, ending: str) -> Iterator[Problem]:
    try:
        yield from check_file(content, f"letter{ending}", ending)
    except Refused as refused:
        yield from refused.problems


@pytest.mark.parametrize("ending", ENDINGS)
@given(st.one_of(st.binary(max_size=80), st.lists(_PIECES, max_size=30).map(lambda pieces: "".join(pieces).encode())))
def test_no_file_breaks_the_checks(ending: str, content: bytes) -> None:
    lines = content.count(b"\n") + content.count(b"\r") + 1
    for problem in _problems(content, ending):
        assert problem.span.file == f"letter{ending}"
        assert 1 <= problem.span.line <= lines
        assert problem.span.column >= 1
        assert problem.remedy
        assert str(problem).isprintable()


@given(st.lists(_PIECES, max_size=30).map("".join))
def test_a_word_file_of_the_same_words(text: str) -> None:
    safe = text.translate({7: None, 27: None}).replace("&", "&amp;").replace("<", "&lt;")
    for problem in _problems(word_file("".join(paragraph(run(line)) for line in safe.split("\n"))), ".docx"):
        assert problem.span.line >= 1
        assert problem.remedy


def test_checks_read_passages_without_words() -> None:
    (empty,) = letter("![](sign.png)\n\n\nWords", ".md").reading.passages[:1]
    assert empty.words == ""
    for check in WORDS:
        list(check(letter("![](sign.png)", ".txt").reading))


# --- languages --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Open the prisons", "en"),
        ("Les prisons du pays sont à ouvrir", "fr"),
        ("Open letter", "en"),
        ("Wir fordern die Regierung auf, alle politischen Gefangenen unverzüglich und bedingungslos freizulassen, so "
         "wie es die Vereinten Nationen seit vielen Jahren verlangen.", "und"),
    ],
)  # fmt: skip
def test_the_language_of_a_text_is_guessed(text: str, language: str) -> None:
    assert presumably(text) == language
    assert plain(tally(text)) == ""


def test_a_longer_text_tells_its_language_plainly() -> None:
    assert plain(tally("We ask that the Government of the country open its prisons to the visitors. " * 4)) == "en"
    assert plain(tally("Nous demandons que le Gouvernement ouvre les prisons aux visiteurs. " * 5)) == "fr"
    assert plain(tally("Organisation internationale Human Rights Watch " * 12)) == ""


# --- the command ------------------------------------------------------------------------------------------------------


def test_a_missing_file_is_told_with_the_one_that_is_meant(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Words.")
    (tmp_path / "letter.pdf").write_bytes(b"%PDF")
    run_ = workspaces.run(tmp_path, "check", "leter.txt")
    assert run_.status == 1
    assert run_.err == "leter.txt:1:1: U801 the file is not there (did you mean “letter.txt”?)\n"


@pytest.mark.parametrize("name", ["letter.doc", "letter.odt", "letter.PDF", "letter.rtf", "letter.html"])
def test_a_file_of_another_kind_is_answered_plainly(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"whatever")
    run_ = workspaces.run(tmp_path, "check", name)
    assert run_.status == 1
    assert run_.err.startswith(f"{name}:1:1: U832 ")
    assert ".docx" in run_.err or ".txt" in run_.err
    assert run_.err.count("\n") == 1


def test_a_folder_is_no_letter(tmp_path: Path) -> None:
    workspaces.build(tmp_path)
    (tmp_path / "old.txt").mkdir()
    assert "U801 this is a folder" in workspaces.run(tmp_path, "check", "old.txt").err


def test_a_letter_and_a_campaign_are_checked_together(tmp_path: Path) -> None:
    workspaces.build(tmp_path, {"letter.txt": "Words."})
    run_ = workspaces.run(tmp_path, "check", "joint", "letter.txt")
    assert "1 campaign and 1 letter checked" in run_.out


def test_a_word_file_is_checked_from_end_to_end(tmp_path: Path) -> None:
    heading = '<w:p><w:pPr><w:outlineLvl w:val="{}"/></w:pPr>{}</w:p>'.format
    gone = within("del", within("r", "<w:delText>fifty</w:delText>"))
    body = [
        heading(0, run("Open the prisons")),
        heading(2, run("In the capital")),
        paragraph(),
        paragraph(run("We, the"), gone, run(" the undersigned, write on the "), run("26"), run("thanniversary.")),
    ]
    (tmp_path / "letter.docx").write_bytes(word_file("".join(body)))
    found = workspaces.run(tmp_path, "check", "letter.docx").err.splitlines()
    assert [line.split(" ")[:2] for line in found] == [
        ["letter.docx:1:1:", "U386"],
        ["letter.docx:1:1:", "U638"],
        ["letter.docx:2:1:", "U380"],
        ["letter.docx:3:5:", "U625"],
        ["letter.docx:3:39:", "U624"],
    ]


def test_endings() -> None:
    assert all(map(is_letter, (*ENDINGS, ".DOCX", ".doc")))
    assert not any(map(is_letter, ("", ".yaml", ".yml", ".json")))
