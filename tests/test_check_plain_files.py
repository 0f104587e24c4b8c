"""Letters in plain text: which lines are one paragraph, in what encoding they are, and where each word stands."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.test_check_files import letter, place, refusal, words
from undersigned.checks.files import check_file
from undersigned.checks.plain_letters import read_lines
from undersigned.document import BulletList, Heading, ListItem, OrderedList, Paragraph

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
    assert place(read_, "Genève") == "2:3"


def test_what_cannot_be_read_is_said() -> None:
    content = "Les défenseurs sont\n libérés".encode() + b"\xc3 et \xff.\n"
    assert words(content) == ["Les défenseurs sont libérés\ufffd et \ufffd."]
    assert [(problem.code, str(problem.span)) for problem in check_file(content, "a.txt", ".txt")] == [
        ("U620", "a.txt:2:9")
    ]


def test_controls_are_said_and_not_repeated() -> None:
    (problem,) = check_file(b"We ask you to open\x07 the prisons.\n", "a.txt", ".txt")
    assert (problem.code, problem.span.column) == ("U620", 19)
    assert str(problem).isprintable()


@pytest.mark.parametrize("content", [b"\x00\x01\x02" * 400, b"MZ\x90\x00\x03\x00\x00\x00\x04" + bytes(range(256)) * 4])
def test_what_is_no_text_is_refused(content: bytes) -> None:
    assert refusal(content).code == "U832"


@pytest.mark.parametrize("ending", [".txt", ".md"])
@pytest.mark.parametrize("content", [b"", b"\n \n", codecs.BOM_UTF8, b"* * *\n"])
def test_a_file_without_words(content: bytes, ending: str) -> None:
    assert refusal(content, ending).code == "U102"


def test_a_text_that_is_too_large() -> None:
    assert refusal(b"a" * 5_000_001).code == "U118"
