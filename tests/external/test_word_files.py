"""Every shipped Word file is taken by two validators without a murmur, and printed by LibreOffice word for word."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

from tests.external.programs import installed, of_node, of_python
from tests.readers import words_of_docx
from tests.shipped import LETTERS
from tests.writers.docx.reading import W

pytestmark = pytest.mark.external


@pytest.fixture(params=LETTERS)
def word_file(request: pytest.FixtureRequest, letters: Path, tmp_path: Path) -> Path:
    """A copy of a letter, as validators can rewrite what they are given."""
    return Path(shutil.copy(letters / f"{request.param}.docx", tmp_path / "letter.docx"))


def test_the_open_xml_sdk_has_nothing_to_report(word_file: Path) -> None:
    """Its verdict stands in the JSON, not in the exit status."""
    command = [of_node(".bin/ooxml-validator"), str(word_file), "--officeVersion", "Microsoft365"]
    run = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")
    verdict = json.loads(run.stdout)
    assert verdict["ok"] is True, verdict
    assert verdict["errors"] == []


def test_openxml_audit_has_nothing_to_report(word_file: Path) -> None:
    command = [of_python("openxml-audit"), "--format", "microsoft365", "--output", "json", str(word_file)]
    run = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")
    assert run.returncode == 0, run.stdout + run.stderr


# --- LibreOffice ------------------------------------------------------------------------------------------------------

MARK = re.compile(r"[•◦▪–]|[*†‡§]+|\(?[0-9a-z]{1,4}[.)]|[0-9]+")
"""What stands on a printed page beside the text: bullets, marks of lists and notes, numbers of pages."""

MARK_SIGNS = frozenset("0123456789*†‡§")


def test_libreoffice_prints_every_word_and_no_other(word_file: Path, tmp_path: Path) -> None:
    """A word that is torn in the PDF, or bears the mark of a note, must be there by its letters."""
    reading = words_of_docx(word_file)
    expected = Counter([*reading.body, *(word for note in reading.notes for word in note)])
    printed = Counter(printed_words(word_file, tmp_path))
    torn, others = expected - printed, printed - expected
    assert torn.total() <= len(reading.notes) + expected.total() / 100
    assert letters(torn) - letters(others) == Counter()

    in_margins = words_in_margins(word_file)
    unexplained = Counter({word: number for word, number in others.items() if word not in in_margins})
    fragments = Counter({word: number for word, number in unexplained.items() if not MARK.fullmatch(word)})
    more_letters = letters(fragments) - letters(torn)
    assert set(more_letters) <= MARK_SIGNS, fragments


def letters(words: Counter[str]) -> Counter[str]:
    return Counter(letter for word in words.elements() for letter in word)


def words_in_margins(word_file: Path) -> set[str]:
    """The words of headers and footers, which stand on many pages."""
    with zipfile.ZipFile(word_file) as package:
        parts = [package.read(name) for name in package.namelist() if re.match(r"word/(header|footer)", name)]
    texts = [node.text or "" for part in parts for node in etree.fromstring(part).iter(f"{W}t")]
    return {word for text in texts for word in text.split()}


def printed_words(word_file: Path, folder: Path) -> list[str]:
    """The words of the PDF that LibreOffice makes of a file, in a profile of its own."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = [
        installed("soffice"),
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        str(word_file),
    ]
    subprocess.run(convert, capture_output=True, check=True, timeout=180)
    read = [installed("pdftotext"), "-raw", str(word_file.with_suffix(".pdf")), "-"]
    return subprocess.run(read, capture_output=True, check=True, encoding="utf-8").stdout.split()
