"""A letterhead: a .docx that people designed in Word. Its styles, page, header and footer are used, its text is not.

It is read once, with python-docx; letters on it are put together as on stock paper.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass, field

import docx
from docx.document import Document as WordDocument
from docx.opc.part import Part as OpenedPart
from lxml import etree

from undersigned.problems import Refused, Span
from undersigned.returned.gate import open_word_file

from .letterhead_numbering import STOCK, Numbering, joined
from .letterhead_styles import complete
from .markup import DECLARATION, RELATIONS, WORD, escape
from .package import Part, Relationship
from .stationery import FONTS, THEME, Stationery, Template, stock, word_part
from .story import FirstNumbers

_W = f"{{{WORD}}}"
_R_ID = f"{{{RELATIONS}}}id"
_REFERENCES = (f"{_W}headerReference", f"{_W}footerReference")
_REVISIONS = (f"{_W}ins", f"{_W}del", f"{_W}moveFrom", f"{_W}moveTo")
_TOKEN = re.compile(r"\[(?:subject|page|of)\]")
_OTHER_TOKEN = re.compile(r"\[(?!(?:subject|page|of|language)\])(?=[a-z-]+\])")
_NO_WORD_FILE = ("U832", "U833")
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    etree.XMLSyntaxError,
    ArithmeticError,
    AttributeError,
    LookupError,
    OSError,
    RuntimeError,
    ValueError,
)
_UNUSABLE = "it is not a Word document (.docx), or it is damaged"


class UnusableLetterhead(Exception):  # noqa: N818 - it is the file that cannot be used
    """The file is no letterhead; the text says why, in words for whoever made it."""


def opened(content: bytes) -> Stationery:
    """The stationery that a .docx file makes, once it has passed the gate. Raises `UnusableLetterhead`."""
    try:
        package, _ = open_word_file(content, Span("letterhead.docx"))
        package.check_xml()
        return _stationery(docx.Document(io.BytesIO(content)))
    except Refused as refused:
        (problem,) = refused.problems
        if problem.code not in _NO_WORD_FILE:
            raise UnusableLetterhead(problem.message) from None
        raise UnusableLetterhead(_UNUSABLE) from refused
    except _DAMAGED as error:
        raise UnusableLetterhead(_UNUSABLE) from error


def _stationery(document: WordDocument) -> Stationery:
    copied = _Copied()
    section = document.sections[0]._sectPr
    references = "".join([_reference(element, document, copied) for element in section.iterchildren(*_REFERENCES)])
    numbering, numbers = _numbering(document, copied)
    _add_theme_and_fonts(document, copied)
    return Stationery(
        templates=(_styles(document), *copied.templates),
        numbering=numbering,
        relationships=(Relationship("styles", "styles", "word/styles.xml"), *copied.relationships),
        references=references,
        page=_attributes(section.find(f"{_W}pgSz")) + _attributes(section.find(f"{_W}pgMar")),
        title_page=section.find(f"{_W}titlePg") is not None,
        even_and_odd=document.settings.odd_and_even_pages_header_footer,
        parts=tuple(copied.parts.values()),
        first_look=numbers.first_look,
        first=FirstNumbers(numbers.first_list, copied.first_bookmark, frozenset(copied.names)),
    )


@dataclass(slots=True)
class _Copied:
    """What has been taken over so far: texts with tokens, other parts by name, and what the document refers to."""

    templates: list[Template] = field(default_factory=list)
    parts: dict[str, Part] = field(default_factory=dict)
    relationships: list[Relationship] = field(default_factory=list)
    first_bookmark: int = 1
    names: set[str] = field(default_factory=set)


def _reference(element: etree._Element, document: WordDocument, copied: _Copied) -> str:
    """One header or footer: copied with its images, and referred to from the section."""
    part = document.part.rels[str(element.get(_R_ID))].target_part
    name = f"letterhead-{element.get(_R_ID)}"
    kind = etree.QName(element).localname.removesuffix("Reference")
    if all(known.id != name for known in copied.relationships):
        copied.relationships.append(Relationship(name, kind, _path(part)))
        text = _running_text(part, copied)
        copied.templates.append(Template(_path(part), part.content_type, text, _copy_targets(part, copied)))
    return f'<w:{kind}Reference w:type="{element.get(f"{_W}type")}" r:id="{name}"/>'


def _running_text(part: OpenedPart, copied: _Copied) -> str:
    """A header or footer with each token in one piece, wherever Word has cut it into runs."""
    root = etree.fromstring(part.blob)
    if next(root.iter(*_REVISIONS), None) is not None:
        raise UnusableLetterhead("its header or footer has tracked changes; accept or reject them in Word")
    for paragraph in root.iter(f"{_W}p"):
        _join_tokens(list(paragraph.iter(f"{_W}t")))
    for mark in root.iter(f"{_W}bookmarkStart"):
        copied.first_bookmark = max(copied.first_bookmark, int(mark.get(f"{_W}id") or 0) + 1)
        copied.names.add(str(mark.get(f"{_W}name")))
    return DECLARATION + _OTHER_TOKEN.sub("&#91;", etree.tostring(root, encoding="unicode"))


def _join_tokens(texts: list[etree._Element]) -> None:
    """Moves the whole of a token into the text in which it begins."""
    whole = "".join([text.text or "" for text in texts])
    for token in _TOKEN.finditer(whole):
        offset = 0
        for text in texts:
            content = text.text or ""
            start, end = max(token.start() - offset, 0), token.end() - offset
            if token.start() - offset in range(len(content)):
                text.text = content[:start] + token[0] + content[end:]
                text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            elif start < len(content) and end > 0:
                text.text = content[end:]
            offset += len(content)


def _copy_targets(part: OpenedPart, copied: _Copied) -> tuple[Relationship, ...]:
    """The relationships of a part; what they lead to within the package (images, above all) is copied too."""
    relationships = []
    for name, relation in sorted(part.rels.items()):
        target = relation.target_ref
        if not relation.is_external:
            target = _path(relation.target_part)
            _copy(relation.target_part, copied)
        relationships.append(Relationship(name, relation.reltype, target, relation.is_external))
    return tuple(relationships)


def _copy(part: OpenedPart, copied: _Copied) -> None:
    path = _path(part)
    if path not in copied.parts:
        copied.parts[path] = Part(path, part.content_type, part.blob)
        copied.parts[path] = Part(path, part.content_type, part.blob, _copy_targets(part, copied))


def _path(part: OpenedPart) -> str:
    return str(part.partname).removeprefix("/")


def _styles(document: WordDocument) -> Template:
    """Their styles and ours. A letterhead without any has ours alone."""
    part = _target(document, "styles")
    if part is None:
        return word_part("styles", "styles", stock("styles"))
    root = etree.fromstring(part.blob)
    text = _OTHER_TOKEN.sub("&#91;", etree.tostring(complete(root), encoding="unicode"))
    return word_part("styles", "styles", DECLARATION + text)


def _numbering(document: WordDocument, copied: _Copied) -> tuple[Template, Numbering]:
    part = _target(document, "numbering")
    if part is None:
        return word_part("numbering", "numbering", STOCK.text), STOCK
    numbering = joined(part.blob)
    return word_part("numbering", "numbering", numbering.text, _copy_targets(part, copied)), numbering


def _add_theme_and_fonts(document: WordDocument, copied: _Copied) -> None:
    """Theirs, since their styles may speak of them, or ours: openxml-audit wants both in every document."""
    for kind, ours in (("theme", THEME), ("fontTable", FONTS)):
        part = _target(document, kind)
        path = ours.name if part is None else _path(part)
        copied.relationships.append(Relationship(f"letterhead-{kind}", kind, path))
        if part is None:
            copied.templates.append(ours)
        else:
            _copy(part, copied)


def _target(document: WordDocument, kind: str) -> OpenedPart | None:
    found = [relation for relation in document.part.rels.values() if relation.reltype == f"{RELATIONS}/{kind}"]
    return found[0].target_part if found else None


def _attributes(element: etree._Element | None) -> str:
    """Paper size or margins, with the attributes of the main namespace alone."""
    if element is None:
        return ""
    names = {etree.QName(name): str(value) for name, value in element.attrib.items()}
    attributes = [f' w:{name.localname}="{escape(value)}"' for name, value in names.items() if name.namespace == WORD]
    return f"<w:{etree.QName(element).localname}{''.join(attributes)}/>"
