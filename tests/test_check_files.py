"""Letters that people have as files: what is read of them, and where each word of it stands."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests import workspaces
from tests.filling import packed
from tests.returned.files import NAMES, paragraph, run, within, word_file
from undersigned.checks import WORDS
from undersigned.checks.files import ENDINGS, Letter, check_file, is_letter, read
from undersigned.checks.findings import Finding
from undersigned.checks.plain_letters import read_lines
from undersigned.checks.tongues import plainly, presumably
from undersigned.document import (
    BulletList,
    Heading,
    ListItem,
    Note,
    OrderedList,
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


# --- plain text -------------------------------------------------------------------------------------------------------

WRAPPED = """\
Open letter
21 July 2020
Your Excellencies,
We, the undersigned organisations, urge you to ask the Government of Eastland to open
the prisons of the country to independent visitors, and to amend the Assembly Law without
any further delay. Twelve people were arrested in June, and nobody has told their families
why.
In April the law came into force. It has been used against lawyers, journalists and union
Members ever since.
1. Open the prisons to independent visitors, who should come without notice, as often as
they wish.
2. Amend the law.
Yours sincerely,
 North Network (NN)
East Lawyers
"""


def test_lines_broken_at_a_width_are_joined() -> None:
    read_ = letter(WRAPPED)
    firsts = [(passage.origin.line, " ".join(passage.words.split()[:2])) for passage in read_.reading.passages]
    assert firsts == [
        (1, "Open letter"),
        (2, "21 July"),
        (3, "Your Excellencies,"),
        (4, "We, the"),
        (8, "In April"),
        (10, "Open the"),
        (12, "Amend the"),
        (13, "Yours sincerely,"),
        (14, "North Network"),
        (15, "East Lawyers"),
    ]
    assert place(read_, "without any further") == "5:83"
    assert place(read_, "any further") == "6:1"
    assert place(read_, "Members") == "9:1"
    assert place(read_, "visitors, who") == "10:36"
    assert place(read_, "North") == "14:2"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One paragraph, a line.\nAnother, a line.\n", ["One paragraph, a line.", "Another, a line."]),
        ("We urge the\nthe Government", ["We urge the the Government"]),
        ("We write to the\nUnited Nations", ["We write to the United Nations"]),
        ("It ends here.\n\n\nit begins there", ["It ends here.", "it begins there"]),
        ("Heading\nWords of a paragraph.", ["Heading", "Words of a paragraph."]),
        ("The first,\nand the second", ["The first, and the second"]),
        ("  • one\n  • two;\n  - three\n* four", ["one", "two;", "three", "four"]),
        ("(a) one\nb) two\n3. three\n12) four\niv) five", ["one", "two", "three", "four", "five"]),
        ("[1] A note.\n[2]\u00a0Another.", ["[1] A note.", "[2]\u00a0Another."]),
        ("Before\n* * *\nAfter\n_____\n\u00a0\nEnd", ["Before", "After", "End"]),
        ("1999 was the year.\n2.5 per cent.", ["1999 was the year.", "2.5 per cent."]),
    ],
)
def test_paragraphs_of_plain_text(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_lists_and_headlines_are_told() -> None:
    bullet, number, headline, plain = letter("- one\n1. two\n\nPRISONS IN EASTLAND\n\nNGO").reading.passages
    assert (bullet.block, bullet.within) == (Paragraph, (BulletList, ListItem))
    assert number.within == (OrderedList, ListItem)
    assert headline.block is Heading
    assert (plain.block, plain.within) == (Paragraph, ())


@given(st.lists(st.text("aé A.,-•*(1)\t \u00a0\u00ad\v", max_size=30), max_size=8))
@example(["  - a", "b", "", "1. c"])
def test_every_word_is_read_and_every_place_is_right(lines: list[str]) -> None:
    plain = read_lines(lines, "letter.txt")
    seen: set[tuple[int, int]] = set()
    for passage in plain.passages:
        for at, sign in enumerate(passage.words):
            span = plain.place(passage, at)
            line = lines[span.line - 1]
            written = line[span.column - 1] if span.column <= len(line) else " "
            assert sign == written or (sign == " " and not line[span.column - 1 :].strip())
            seen.add((span.line, span.column))
    for number, line in enumerate(lines, 1):
        for column, sign in enumerate(line, 1):
            assert not sign.isalpha() or (number, column) in seen or _is_mark(line, column)


def _is_mark(line: str, column: int) -> bool:
    """Whether a letter belongs to the mark of a list, as in `a)`."""
    return line[column : column + 1] in (")", "a", "A", "é", ".") and ")" in line[column : column + 5]


# --- encodings --------------------------------------------------------------------------------------------------------

ACCENTED = "Les défenseurs – tous – sont “libres”\nà Genève.\n"


@pytest.mark.parametrize(
    "content",
    [
        ACCENTED.encode(),
        ACCENTED.encode("utf-8-sig"),
        ACCENTED.replace("\n", "\r\n").encode(),
        ACCENTED.replace("\n", "\r").encode(),
        ACCENTED.encode("windows-1252"),
        codecs.BOM_UTF16_LE + ACCENTED.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + ACCENTED.encode("utf-16-be"),
        ACCENTED.encode("utf-16-le"),
        ACCENTED.encode("utf-16-be"),
    ],
)
def test_text_is_read_in_the_encodings_that_there_are(content: bytes) -> None:
    read_ = letter(content)
    assert [passage.words for passage in read_.reading.passages] == ["Les défenseurs – tous – sont “libres” à Genève."]
    assert read_.problems == ()
    assert place(read_, "Genève") == "2:3"


def test_what_cannot_be_read_is_said_once() -> None:
    content = "Les défenseurs sont\n libérés".encode() + b"\xc3 et \xff.\n"
    (problem,) = letter(content).problems
    assert (problem.code, str(problem.span)) == ("U101", "letter.txt:2:9")
    assert "2 of its characters" in problem.message
    assert letter("Les d\ufffdfenseurs sont.").problems == ()  # somebody typed it, or a program did long ago


def test_controls_are_said_and_left_out() -> None:
    read_ = letter("Open\x1b[31m the prisons.\n")
    assert [problem.code for problem in read_.problems] == ["U114"]
    assert read_.reading.passages[0].words == "Open\ufffd[31m the prisons."


@pytest.mark.parametrize("content", [b"\x00\x01\x02" * 400, b"MZ\x90\x00\x03\x00\x00\x00\x04" + bytes(range(256)) * 4])
def test_what_is_no_text_is_refused(content: bytes) -> None:
    assert refusal(content).code == "U832"


@pytest.mark.parametrize("ending", [".txt", ".md"])
@pytest.mark.parametrize("content", [b"", b"\n \n", codecs.BOM_UTF8, b"* * *\n"])
def test_a_file_without_words(content: bytes, ending: str) -> None:
    assert refusal(content, ending).code == "U102"


def test_a_text_that_is_too_large() -> None:
    assert refusal(b"a" * 5_000_001).code == "U118"


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

_PIECES = st.sampled_from(
    [
        *(
            "the ",
            "The ",
            "26th",
            "anniversary",
            "(",
            ")",
            " , ",
            "“",
            "”",
            '"',
            "'",
            "’",
            "–",
            "-",
            "…",
            "\u00ad",
            "\u200b",
        ),
        *(
            "\u202e",
            "â€œ",
            "‚Äú",
            "\u00a0",
            "  ",
            "\n",
            "\n\n",
            "- ",
            "1. ",
            "[1]",
            "[^1]",
            "[^1]: ",
            "https://goo.gl/x ",
        ),
        *(
            "Ibid.",
            "TODO",
            "{{ ",
            "}}",
            "**",
            "# ",
            "> ",
            "| ",
            "labour",
            "labor",
            "NGO",
            "(NGO)",
            "\t",
            "« ",
            " »",
            "!",
            "0",
        ),
    ]
)


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
        assert "\n" not in str(problem)


@given(st.lists(_PIECES, max_size=30).map("".join))
def test_a_word_file_of_the_same_words(text: str) -> None:
    safe = text.replace("&", "&amp;").replace("<", "&lt;")
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
    assert plainly(text) == ""


def test_a_longer_text_tells_its_language_plainly() -> None:
    assert plainly("We ask that the Government of the country open its prisons to the visitors. " * 4) == "en"
    assert plainly("Nous demandons que le Gouvernement ouvre les prisons aux visiteurs. " * 5) == "fr"
    assert plainly("Organisation internationale Human Rights Watch " * 12) == ""


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
    assert "U308" in workspaces.run(tmp_path, "check", "old.txt").err


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
