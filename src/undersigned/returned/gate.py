"""The one gate for zip files and XML that come in: what is too large, ambiguous or not what it says is turned away.

Word files are zip files (ECMA-376 Part 2). Everything in one is looked at before any of it is unpacked: how large it
is and would become, how many parts it has, how they are called. XML is read without a DOCTYPE, so without entities, and
only in the two encodings that the standard allows. Archives inside the archive are never opened.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NoReturn

from lxml import etree

from undersigned.problems import Problem, Refused, Span

from .kinds import ASK_AGAIN, archive, damaged, locked, no_archive, no_word_file, other_office_file

LARGEST_FILE = 20_000_000
"""Bytes of a file as it came."""
LARGEST_UNPACKED = 200_000_000
"""Bytes of all its parts."""
LARGEST_XML = 20_000_000
"""Bytes of one part that is read as XML: a letter of 500 pages has 5 million."""
MOST_PARTS = 2_000
HIGHEST_RATIO = 100
"""How many times larger than the file its parts may be, where they come to more than `SMALL`."""
SMALL = 10_000_000

_ZIP = b"PK\x03\x04"
_ZIP_ENTRY = b"PK\x01\x02"
_ENCRYPTED_ENTRY = 0x1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
_LEADS_OUT = re.compile(r"\A/|\A[a-z]:|(\A|/)\.\.(/|\Z)|[\x00-\x1f]")

_CONTENT_TYPES = "[Content_Types].xml"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_WORD_TYPES = tuple(
    f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}.main+xml"
    for kind in ("document", "template")
)
_STRICT = "http://purl.oclc.org/ooxml/"
_TRANSITIONAL = {
    f"{_STRICT}wordprocessingml/main": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    f"{_STRICT}officeDocument/relationships": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    f"{_STRICT}officeDocument/customProperties": "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties",
    f"{_STRICT}officeDocument/docPropsVTypes": "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes",
}
"""What "Strict Open XML Document" calls the namespaces that all other files have (ECMA-376 Part 1 and Part 4)."""


def read_file(path: Path, span: Span) -> bytes:
    """The bytes of a file that somebody named. Raises `Refused` where it cannot be read or is too large."""
    try:
        if not path.is_file():
            reason = "this is a folder, not a file" if path.is_dir() else "the file is not there"
            raise Refused([Problem("U830", span, reason, "name each file, as in inbox/*.docx")])
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except (OSError, ValueError):
        raise Refused([Problem("U830", span, "the file cannot be read", "check who may read it")]) from None
    check_size(content, span)
    return content


def check_size(content: bytes, span: Span) -> None:
    """Raises `Refused` where a file is larger than `LARGEST_FILE`."""
    if len(content) > LARGEST_FILE:
        message = f"the file is larger than {LARGEST_FILE // 1_000_000} MB, so it is not opened"
        raise Refused([Problem("U831", span, message, "ask for it without pictures or scans")])


@dataclass(frozen=True)
class Package:
    """A zip file that has passed: its parts by name, unpacked when they are asked for."""

    archive: zipfile.ZipFile
    span: Span
    parts: dict[str, zipfile.ZipInfo]
    """Each part by its name in small letters: parts are named without regard to case (ECMA-376 Part 2, 6.2.2.3)."""

    def read(self, name: str) -> bytes | None:
        """The bytes of a part, None where there is none. Raises `Refused` where it is damaged."""
        entry = self.parts.get(name.lower())
        if entry is None:
            return None
        try:
            return self.archive.read(entry)
        except _DAMAGED:
            raise damaged(self.span) from None

    def xml(self, name: str) -> etree._Element | None:
        """The root of an XML part, None where there is none. Raises `Refused` as `parse` does."""
        content = self.read(name)
        return None if content is None else parse(content, self.span)

    def check_xml(self) -> None:
        """Looks at every XML part without keeping it. Raises `Refused` as `parse` does."""
        for name in self.parts:
            if name.endswith((".xml", ".rels")):
                self.xml(name)

    @cached_property
    def content_types(self) -> dict[str, str]:
        """The type of each part that has one of its own, by its name in small letters, and of endings, as `.xml`."""
        root = self.xml(_CONTENT_TYPES)
        if root is None:
            return {}
        own = {str(one.get("PartName")).lower().lstrip("/"): one for one in root.iter(f"{_TYPES}Override")}
        usual = {"." + str(one.get("Extension")).lower(): one for one in root.iter(f"{_TYPES}Default")}
        return {name: str(one.get("ContentType")).lower() for name, one in {**usual, **own}.items()}

    def type_of(self, name: str) -> str:
        """The content type of a part, or nothing."""
        name = name.lower()
        return self.content_types.get(name) or self.content_types.get("." + name.rpartition(".")[2], "")

    def related(self, source: str, kind: str) -> str | None:
        """The name of the part that `source` (or, if empty, the package) refers to as a `kind`, as `footnotes`."""
        folder, _, name = source.rpartition("/")
        root = self.xml(f"{folder}/_rels/{name}.rels".lstrip("/"))
        for relation in () if root is None else root.iter(f"{_RELATIONS}Relationship"):
            if str(relation.get("Type")).endswith(f"/{kind}") and relation.get("TargetMode") != "External":
                return _resolved(folder, str(relation.get("Target")))
        return None


def _resolved(folder: str, target: str) -> str:
    """The name of a part from the folder of the one that refers to it (ECMA-376 Part 2, 6.5)."""
    path = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}"
    kept: list[str] = []
    for step in path.split("/"):
        if step == ".." and kept:
            kept.pop()
        elif step not in ("", ".", ".."):
            kept.append(step)
    return "/".join(kept)


def open_package(content: bytes, span: Span) -> Package:
    """A zip file, looked over before anything is unpacked. Raises `Refused` with one problem (U831 to U837)."""
    check_size(content, span)
    if not content.startswith(_ZIP):
        raise Refused([no_archive(content, span)])
    if content.count(_ZIP_ENTRY) > MOST_PARTS:
        _refuse_bomb(span, f"it has more than {MOST_PARTS:,} parts")
    try:
        opened = zipfile.ZipFile(io.BytesIO(content))
    except _DAMAGED:
        raise damaged(span) from None
    entries = opened.infolist()
    for problem in _wrong(entries, len(content), span):
        raise Refused([problem])
    return Package(opened, span, {_name(entry): entry for entry in entries if not _name(entry).endswith("/")})


def _name(entry: zipfile.ZipInfo) -> str:
    """The name of a part without regard to case; some programs for Windows pack with backslashes."""
    return entry.orig_filename.replace("\\", "/").lower()


def open_word_file(content: bytes, span: Span) -> tuple[Package, str]:
    """A Word document without macros, and the name of its main part. Raises `Refused` (U831 to U838)."""
    package = open_package(content, span)
    _check_kind(package)
    main = package.related("", "officeDocument")
    if main is None or package.type_of(main) not in _WORD_TYPES:
        raise Refused([other_office_file(package.content_types.values(), span)])
    return package, main


def parse(content: bytes, span: Span) -> etree._Element:
    """The root of XML in UTF-8 or UTF-16 (ECMA-376 Part 2, 6.1.4), the namespaces of strict files made the usual ones.

    Raises `Refused`: U838 where a DOCTYPE declares anything, U833 where it is no XML.
    """
    if len(content) > LARGEST_XML:
        _refuse_bomb(span, f"a part of it has more than {LARGEST_XML // 1_000_000} MB of text")
    try:
        text = _decoded(content)
        if "<!DOCTYPE" in text or "<!ENTITY" in text:
            message = "the file declares a document type, which no Word file does, so it is not opened"
            raise Refused([Problem("U838", span, message, f"do not open it either; {ASK_AGAIN}")])
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
        )
        root = etree.fromstring(re.sub(r"\A\s*<\?xml\b[^>]*\?>", "", text).encode(), parser)
    except (etree.XMLSyntaxError, UnicodeError):
        raise damaged(span) from None
    if any(str(namespace).startswith(_STRICT) for namespace in root.nsmap.values()):
        _make_transitional(root)
    return root


def _decoded(content: bytes) -> str:
    """XML as text, whatever encoding it claims. Raises UnicodeError."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16")
    if content[:2] in (b"\x00<", b"<\x00"):
        return content.decode("utf-16-be" if content[:1] == b"\x00" else "utf-16-le")
    return content.decode("utf-8-sig")


def _make_transitional(root: etree._Element) -> None:
    for element in root.iter(etree.Element):
        element.tag = _renamed(str(element.tag))
        for name in [name for name in element.attrib if _STRICT in str(name)]:
            element.set(_renamed(str(name)), element.attrib.pop(name))


def _renamed(name: str) -> str:
    namespace, _, local = name.removeprefix("{").rpartition("}")
    return f"{{{_TRANSITIONAL.get(namespace, namespace)}}}{local}" if namespace else name


# --- what is turned away ----------------------------------------------------------------------------------------------


def _wrong(entries: list[zipfile.ZipInfo], size: int, span: Span) -> Iterator[Problem]:
    """What speaks against unpacking a zip file of `size` bytes, the first of which is enough."""
    if len(entries) > MOST_PARTS:
        yield _bomb(span, f"it has more than {MOST_PARTS:,} parts")
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > LARGEST_UNPACKED or (unpacked > SMALL and unpacked > HIGHEST_RATIO * size):
        yield _bomb(span, f"it would unpack to {unpacked // 1_000_000:,} MB")
    if any(entry.flag_bits & _ENCRYPTED_ENTRY for entry in entries):
        yield locked(span)
    elif any(entry.compress_type not in _METHODS for entry in entries):
        yield no_word_file(span, "an archive packed in a way that Word does not know")
    if any(_LEADS_OUT.search(_name(entry)) for entry in entries):
        message = "a part of the file has a name that leads out of it, so it is not opened"
        yield Problem("U837", span, message, f"do not open it either; {ASK_AGAIN}")
    if len({_name(entry) for entry in entries}) < len(entries):
        message = "the file has two parts of one name, so that programs differ on what it says"
        yield Problem("U837", span, message, ASK_AGAIN)


def _refuse_bomb(span: Span, what: str) -> NoReturn:
    raise Refused([_bomb(span, what)])


def _bomb(span: Span, what: str) -> Problem:
    return Problem("U836", span, f"the file is not opened: {what}", f"do not open it either; {ASK_AGAIN}")


def _check_kind(package: Package) -> None:
    """Raises `Refused` where there are macros, or where it is an archive of another kind."""
    span = package.span
    if not package.content_types:
        raise Refused([archive(package.read("mimetype"), span)])
    types = {*package.content_types.values()}
    if any(name.rpartition("/")[2].startswith("vbaproject") for name in package.parts) or any(
        "macroenabled" in kind or "vbaproject" in kind for kind in types
    ):
        message = "the file has macros, or is of a kind that may have them, so it is not opened"
        raise Refused([Problem("U835", span, message, "ask for it as a Word document without macros (.docx)")])
