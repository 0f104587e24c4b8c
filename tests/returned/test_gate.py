"""The gate: what is too large, ambiguous, locked or not what it says is turned away in one line, and nothing else."""

from __future__ import annotations

import datetime
import io
import random
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from tests.filling import MAIN, packed, unpacked
from undersigned.document import Document, Paragraph, Text
from undersigned.problems import Problem, Refused, Span
from undersigned.returned import gate
from undersigned.writers.docx import Writer, stock_letterhead
from undersigned.writers.docx.letterhead import UnusableLetterhead, opened

LETTER = Writer().write(
    Document("A letter", (Paragraph((Text("Words."),)),)), time=datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
)
SPAN = Span("inbox/form.docx")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504
TYPES = "[Content_Types].xml"


def refusal(content: bytes, opening: Callable[[bytes, Span], object] = gate.open_word_file) -> Problem:
    """The one problem of a file that is not let in."""
    with pytest.raises(Refused) as caught:
        opening(content, SPAN)
    (problem,) = caught.value.problems
    assert problem.span == SPAN
    assert problem.remedy
    assert "\n" not in str(problem)
    return problem


def changed(**parts: bytes | None) -> bytes:
    """The letter with some parts otherwise (`main` and `types`), or without them."""
    names = {"main": MAIN, "types": TYPES}
    whole = unpacked(LETTER)
    for key, content in parts.items():
        whole.pop(names[key], None)
        if content is not None:
            whole[names[key]] = content
    return packed(whole)


def test_a_word_file_passes() -> None:
    package, main = gate.open_word_file(LETTER, SPAN)
    assert main == MAIN
    root = package.xml(main)
    assert root is not None
    assert "".join(map(str, root.itertext())) == "Words."
    package.check_xml()


def test_parts_are_found_whatever_their_case_and_slashes() -> None:
    parts = {name.replace("/", "\\").replace("document", "Document"): text for name, text in unpacked(LETTER).items()}
    package, main = gate.open_word_file(packed(parts), SPAN)
    assert package.xml(main) is not None


def test_a_template_without_macros_passes() -> None:
    types = unpacked(LETTER)[TYPES].replace(b"document.main+xml", b"template.main+xml")
    gate.open_word_file(changed(types=types), SPAN)


def test_strict_files_are_read_like_others() -> None:
    theirs = b'<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:p w:rsidR="1"/></w:document>'
    root = gate.parse(theirs, SPAN)
    main = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    assert [str(element.tag) for element in root.iter()] == [f"{main}document", f"{main}p"]
    assert root[0].get(f"{main}rsidR") == "1"


# --- too large --------------------------------------------------------------------------------------------------------


def test_a_file_of_100_mb_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "large.docx"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    problem = refusal(b"", lambda _, span: gate.read_file(path, span))
    assert problem.code == "U831"
    assert "20 MB" in problem.message


def bomb(size: int, count: int = 1) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(count):
            archive.writestr(f"part{number}.xml", bytes(size))
    return out.getvalue()


def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    content = bomb(30_000_000, 3)
    monkeypatch.setattr(zipfile.ZipFile, "read", lambda *_: pytest.fail("it was unpacked"))
    problem = refusal(content)
    assert problem.code == "U836"
    assert "90 MB" in problem.message


def test_a_bomb_that_lies_about_its_size_is_damaged() -> None:
    """Unpacking stops at the size that the file states."""
    content = bytearray(bomb(30_000_000))
    place = content.rfind(b"PK\x01\x02")
    content[place + 24 : place + 28] = struct.pack("<I", 1000)
    package = gate.open_package(bytes(content), SPAN)
    problem = refusal(b"", lambda *_: package.read("part0.xml"))
    assert problem.code == "U833"


def test_many_parts_are_too_many() -> None:
    assert refusal(bomb(1, gate.MOST_PARTS + 1)).code == "U836"
    gate.open_package(bomb(1, gate.MOST_PARTS), SPAN)


def test_a_letter_that_packs_well_is_no_bomb() -> None:
    long = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">%b</w:document>'
    gate.open_word_file(changed(main=long % (b"<w:p/>" * 1_500_000)), SPAN)


def test_a_part_of_endless_text_is_not_parsed() -> None:
    assert refusal(b"<a>" + b"x" * gate.LARGEST_XML + b"</a>", gate.parse).code == "U836"


# --- damaged ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_file_that_breaks_off_is_damaged(share: float) -> None:
    assert refusal(LETTER[: int(len(LETTER) * share)]).code == "U833"


def test_a_wrong_checksum_is_damage() -> None:
    content = bytearray(packed({**unpacked(LETTER), "word/media/note.txt": b"x"}))
    for signature, offset in ((b"PK\x03\x04", 14), (b"PK\x01\x02", 16)):
        place = content.rfind(signature)
        content[place + offset] ^= 0xFF
    package, _ = gate.open_word_file(bytes(content), SPAN)
    assert refusal(b"", lambda *_: package.read("word/media/note.txt")).code == "U833"


@pytest.mark.parametrize(
    "text", [b"", b"<a>", b"<a></b>", b"\xff\xfe\xff", b"<a>\xe9</a>", b"<a>&nbsp;</a>", b"<a>\x01</a>"]
)
def test_what_is_no_xml_is_damaged(text: bytes) -> None:
    assert refusal(text, gate.parse).code == "U833"


def test_elements_a_thousand_deep_are_no_letter() -> None:
    assert refusal(b"<a>" * 5000 + b"</a>" * 5000, gate.parse).code == "U833"


def test_whatever_happened_to_a_file_there_is_one_clear_line() -> None:
    """Two hundred files with some bytes changed: each is read, or refused; nothing else happens."""
    chance = random.Random(4)  # noqa: S311 - no secret
    outcomes = set()
    for _ in range(200):
        content = bytearray(LETTER)
        for _ in range(chance.choice([1, 3, 30])):
            content[chance.randrange(len(content))] = chance.randrange(256)
        try:
            package, _ = gate.open_word_file(bytes(content), SPAN)
            package.check_xml()
            outcomes.add("read")
        except Refused as refused:
            outcomes.add(refused.problems[0].code)
    assert {"read", "U833"} <= outcomes


# --- ambiguous or hostile ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["/etc/passwd", "../word/x.xml", "word/../../x.xml", "C:/x.xml", "..\\x.xml", "a\nb.xml"]
)
def test_a_name_that_leads_out_is_refused(name: str) -> None:
    assert refusal(packed({**unpacked(LETTER), name: b"x"})).code == "U837"


@pytest.mark.parametrize("name", [MAIN, "WORD/Document.xml", "word\\document.xml"])
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_parts_of_one_name_are_refused(name: str) -> None:
    out = io.BytesIO(LETTER)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(name, b"<other/>")
    assert refusal(out.getvalue()).code == "U837"


DOCTYPES = [
    '<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>',
    '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
    '<!DOCTYPE a [<!ENTITY e SYSTEM "http://example.org/">]><a>&e;</a>',
    '<?xml version="1.0"?>\n<!DOCTYPE a><a/>',
]


@pytest.mark.parametrize("text", DOCTYPES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_doctype_is_refused_in_every_encoding(text: str, encoding: str) -> None:
    assert refusal(text.encode(encoding), gate.parse).code == "U838"


@pytest.mark.parametrize("encoding", ["utf-7", "cp037", "shift_jis"])
def test_no_other_encoding_hides_a_doctype(encoding: str) -> None:
    """The declaration is not believed: an entity stays undeclared, and the file is damaged at most."""
    text = f'<?xml version="1.0" encoding="{encoding}"?>' + DOCTYPES[0]
    assert refusal(text.encode(encoding), gate.parse).code in ("U833", "U838")


def test_words_about_a_doctype_are_words() -> None:
    assert gate.parse(b"<a>&lt;!DOCTYPE</a>", SPAN).text == "<!DOCTYPE"


def test_an_archive_inside_is_not_looked_into() -> None:
    inner = bomb(30_000_000)
    content = packed({**unpacked(LETTER), "word/embeddings/inner.docx": inner})
    package, _ = gate.open_word_file(content, SPAN)
    package.check_xml()


# --- no Word file -----------------------------------------------------------------------------------------------------


def compound(name: str) -> bytes:
    return OLE + name.encode("utf-16-le")


@pytest.mark.parametrize(
    ("content", "code", "what"),
    [
        (b"", "U832", "empty"),
        (b"hello", "U832", "another kind"),
        (b"%PDF-1.7", "U832", "PDF"),
        (b"{\\rtf1", "U832", "rich text"),
        (b"\x89PNG\r\n", "U832", "picture"),
        (b"\xff\xd8\xff\xe0", "U832", "picture"),
        (b"<html>", "U832", "web page"),
        (compound("EncryptedPackage"), "U834", "password"),
        (compound("WordDocument"), "U832", ".doc"),
        (compound("__substg1.0_0037001F"), "U832", "Outlook"),
        (compound("Workbook"), "U832", "old Office"),
        (packed({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"}), "U832", ".odt"),
        (packed({"form.docx": LETTER}), "U832", "zip folder"),
        (changed(types=None), "U832", "zip folder"),
    ],
)
def test_other_files_are_told_apart(content: bytes, code: str, what: str) -> None:
    problem = refusal(content)
    assert problem.code == code
    assert what in problem.message


def test_a_table_is_no_letter() -> None:
    types = unpacked(LETTER)[TYPES].replace(b"wordprocessingml.document.main", b"spreadsheetml.sheet.main")
    assert "Excel" in refusal(changed(types=types)).message


def test_a_password_on_the_zip_file_is_told() -> None:
    content = bytearray(LETTER)
    place = 0
    while (place := content.find(b"PK\x01\x02", place)) >= 0:
        content[place + 8] |= 1
        place += 4
    assert refusal(bytes(content)).code == "U834"


@pytest.mark.parametrize(
    "kind",
    [
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
        b"application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    ],
)
def test_a_file_that_may_have_macros_is_refused(kind: bytes) -> None:
    ours = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    types = unpacked(LETTER)[TYPES]
    assert ours in types
    assert refusal(changed(types=types.replace(ours, kind))).code == "U835"


@pytest.mark.parametrize("name", ["word/vbaProject.bin", "word/VBAPROJECT.BIN", "word/vbaProjectSignature.bin"])
def test_macros_in_a_common_file_are_refused(name: str) -> None:
    assert refusal(packed({**unpacked(LETTER), name: b"x"})).code == "U835"


@pytest.mark.parametrize("place", ["", "missing.docx"])
def test_what_is_not_there_is_told(place: str, tmp_path: Path) -> None:
    assert refusal(b"", lambda _, span: gate.read_file(tmp_path / place, span)).code == "U830"


# --- letterheads pass the same gate -----------------------------------------------------------------------------------


def test_a_letterhead_passes_the_same_gate() -> None:
    letterhead = stock_letterhead()
    opened(letterhead)
    parts = unpacked(letterhead)
    styles = etree.tostring(etree.fromstring(parts["word/styles.xml"])).decode()
    parts["word/styles.xml"] = f'<!DOCTYPE a [<!ENTITY e "x">]>{styles}'.encode()
    with pytest.raises(UnusableLetterhead, match="document type"):
        opened(packed(parts))
    with pytest.raises(UnusableLetterhead, match="macros"):
        opened(packed({**unpacked(letterhead), "word/vbaProject.bin": b"x"}))
