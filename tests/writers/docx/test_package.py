"""The package around the text: same bytes, sound references, and nothing about who wrote it, where or when."""

from __future__ import annotations

import datetime
import hashlib
import io
import os
import posixpath
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from lxml import etree

from tests import samples
from undersigned.document import Document
from undersigned.writers.docx import Writer, stock_letterhead

from .reading import RELATIONSHIPS, TIME, R, differences, parts, tree, written

ROOT = Path(__file__).parents[3]
PRINT_HASH = """
import datetime, hashlib
from tests import samples
from undersigned.writers.docx import Writer
time = datetime.datetime(2024, 3, 14, 9, 30, tzinfo=datetime.UTC)
print(hashlib.sha256(Writer().write(samples.LETTER, time=time)).hexdigest())
"""


@pytest.mark.parametrize(("seed", "zone"), [("0", "UTC"), ("4711", "Pacific/Kiritimati")])
def test_the_same_bytes_everywhere(seed: str, zone: str, tmp_path: Path) -> None:
    here = hashlib.sha256(Writer().write(samples.LETTER, time=TIME)).hexdigest()
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(ROOT)}
    there = subprocess.run(
        [sys.executable, "-c", PRINT_HASH], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    assert there.stdout.strip() == here


@pytest.mark.parametrize("document", samples.ALL.values(), ids=samples.ALL)
def test_references_lead_to_parts_and_parts_are_referred_to(document: Document) -> None:
    package = written(document)
    referred_to = {"word/document.xml"}
    for name in [name for name in package if name.endswith(".rels")]:
        for reference in tree(package, name).iter(f"{RELATIONSHIPS}Relationship"):
            target = str(reference.get("Target"))
            if reference.get("TargetMode") != "External":
                referred_to.add(posixpath.normpath(target.lstrip("/")))
    own = {name for name in package if not name.endswith(".rels")} - {"[Content_Types].xml"}
    assert referred_to == own
    typed = {str(entry.get("PartName")).lstrip("/") for entry in tree(package, "[Content_Types].xml")}
    assert own <= typed


@pytest.mark.parametrize("document", samples.ALL.values(), ids=samples.ALL)
def test_every_relationship_in_the_text_exists_in_that_part(document: Document) -> None:
    package = written(document)
    for name in ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml"):
        if name not in package:
            continue
        used = {str(node.get(f"{R}id")) for node in tree(package, name).iter() if node.get(f"{R}id")}
        folder, _, file = name.rpartition("/")
        known = {
            str(entry.get("Id"))
            for entry in (
                tree(package, f"{folder}/_rels/{file}.rels") if f"{folder}/_rels/{file}.rels" in package else ()
            )
        }
        assert used <= known


def test_the_properties_are_title_and_language_alone() -> None:
    package = written(replace(samples.LETTER, title="Dams & <law>", language="en-GB"))
    found = {etree.QName(node).localname: node.text for node in tree(package, "docProps/core.xml")}
    assert found == {"title": "Dams & <law>", "language": "en-GB"}
    assert [name for name in package if name.startswith("docProps")] == ["docProps/core.xml"]


@pytest.mark.parametrize(
    ("time", "stored"),
    [
        (TIME, (2024, 3, 14, 9, 30, 0)),
        (datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC), (1980, 1, 1, 0, 0, 0)),
        (
            datetime.datetime(2024, 3, 14, 1, 0, tzinfo=datetime.timezone(datetime.timedelta(hours=2))),
            (2024, 3, 13, 23, 0, 0),
        ),
    ],
)
def test_entries_carry_the_time_given(time: datetime.datetime, stored: tuple[int, ...]) -> None:
    content = Writer().write(samples.DRAFT, time=time)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert {entry.date_time for entry in package.infolist()} == {stored}
        assert package.namelist()[0] == "[Content_Types].xml"


def test_time_changes_nothing_but_the_entries() -> None:
    later = datetime.datetime(2030, 1, 1, tzinfo=datetime.UTC)
    assert parts(Writer().write(samples.LETTER, time=later)) == written(samples.LETTER)


def test_the_comparison_finds_what_differs() -> None:
    one = Writer().write(samples.LETTER, time=TIME)
    other = Writer().write(replace(samples.LETTER, subject="Another"), time=TIME)
    assert differences(one, one) == []
    assert differences(one, other) == ["word/header2.xml"]


@pytest.mark.parametrize("document", samples.ALL.values(), ids=samples.ALL)
def test_python_docx_opens_it(document: Document) -> None:
    opened = docx.Document(io.BytesIO(Writer().write(document, time=TIME)))
    assert len(opened.paragraphs) >= len(document.blocks)
    assert opened.core_properties.title == document.title


def test_the_stock_letterhead_is_a_letter_on_itself() -> None:
    opened = docx.Document(io.BytesIO(stock_letterhead()))
    section = opened.sections[0]
    assert section.header.paragraphs[0].text == "[subject]"
    assert section.footer.paragraphs[0].text == "[page] 1 [of] 1"
    assert section.different_first_page_header_footer
