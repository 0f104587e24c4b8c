"""Reads .docx files for the tests, with the standard library's zip reader and lxml."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterator

from lxml import etree

from undersigned.document import Block, Document
from undersigned.writers.docx import Writer

TIME = datetime.datetime(2024, 3, 14, 9, 30, tzinfo=datetime.UTC)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"


def written(document: Document, letterhead: bytes | None = None) -> dict[str, bytes]:
    """The parts of what a new writer makes of `document`."""
    return parts(Writer(letterhead).write(document, time=TIME))


def letter(*blocks: Block, title: str = "A letter") -> dict[str, bytes]:
    return written(Document(title, blocks))


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def tree(package: dict[str, bytes], name: str = "word/document.xml") -> etree._Element:
    return etree.fromstring(package[name])


def paragraphs(root: etree._Element, style: str | None = None) -> list[etree._Element]:
    return [one for one in root.iter(f"{W}p") if style is None or style_of(one) == style]


def style_of(paragraph: etree._Element) -> str:
    return value(paragraph, f"{W}pPr/{W}pStyle") or ""


def value(element: etree._Element, path: str) -> str | None:
    """The `w:val` of what stands at `path`, None where nothing does."""
    found = element.find(path)
    return None if found is None else str(found.get(f"{W}val"))


def words(element: etree._Element) -> str:
    """Texts in order, with line breaks."""
    return "".join(_words(element))


def _words(element: etree._Element) -> Iterator[str]:
    for node in element.iter(f"{W}t", f"{W}br"):
        yield "\n" if node.tag == f"{W}br" else node.text or ""


def differences(ours: bytes, theirs: bytes) -> list[str]:
    """Names of the parts that one file has otherwise than the other, XML compared as XML; for golden files."""
    left, right = parts(ours), parts(theirs)
    return [name for name in sorted({*left, *right}) if _canonical(left.get(name)) != _canonical(right.get(name))]


def _canonical(content: bytes | None) -> bytes | None:
    if content is None or not content.startswith(b"<?xml"):
        return content
    return etree.tostring(etree.fromstring(content), method="c14n")
