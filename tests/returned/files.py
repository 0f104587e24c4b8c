"""Forms to read: one as the program prepares it, and Word files of a few lines, written out by hand."""

from __future__ import annotations

import datetime

from tests.filling import packed
from undersigned.document import (
    DateLine,
    Document,
    Heading,
    Note,
    Paragraph,
    Quotation,
    SampleNotice,
    Signatories,
    Text,
    Title,
)
from undersigned.signoff.sign_off import Asked, Terms, form, properties
from undersigned.versions.agreed import agreed_words, digest
from undersigned.writers.docx.forms import FormWriter

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
NAMES = f'xmlns:w="{_W}" xmlns:w14="{_W14}" xmlns:mc="{_MC}"'

_NOTE = Note((Paragraph((Text("As before."),)),))
LETTER = Document(
    "Open prisons",
    (
        SampleNotice((Text("Sample."),)),
        Title((Text("Open prisons"),)),
        DateLine((Text("Geneva, 1 May 2026"),)),
        Paragraph(
            (Text("We ask"), Note((Paragraph((Text("As before."),)),)), Text(" for open prisons, non\u2011stop."))
        ),
        Heading(2, (Text("Why"),)),
        Quotation((Paragraph((Text("Doors open."),)),), (Text("A minister"),)),
        Signatories(()),
    ),
)
DIGEST = digest(agreed_words(LETTER))
FRENCH = Document("Ouvrez", (Paragraph((Text("Nous demandons l’ouverture des prisons."),)),), language="fr")


def terms(letter: Document = LETTER) -> Terms:
    return Terms(
        slug="open-prisons",
        title=letter.title,
        version="v1",
        digest=digest(agreed_words(letter)),
        documents=("joint-letter",),
        language=letter.language,
        deadline=datetime.datetime(2026, 5, 15, 18, 0),  # noqa: DTZ001 - as campaigns state it
        time_zone="Europe/Zurich",
        contact="sign@example.org",
    )


def prepared(letter: Document = LETTER, asked: Asked | None = None) -> bytes:
    """A form as `signoff prepare` writes it."""
    asked = asked or Asked("north-network", "North Network (NN)")
    own = terms(letter)
    time = datetime.datetime(2026, 5, 1, tzinfo=datetime.UTC)
    return FormWriter().write([letter], form(own, asked), properties(own, asked), time=time)


def word_file(body: str, **parts: str) -> bytes:
    """A Word file with this body; `styles`, `footnotes` and `endnotes` are other parts, `custom` the properties."""
    word = {name: f"word/{name}.xml" for name in parts if name != "custom"}
    relations = "".join(f'<Relationship Id="{n}" Type="{_OFFICE}/{n}" Target="{n}.xml"/>' for n in word)
    custom = f'<Relationship Id="c" Type="{_OFFICE}/custom-properties" Target="docProps/custom.xml"/>'
    main = f'<Relationship Id="d" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    files = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{main}{custom}</Relationships>',
        "word/document.xml": f"<w:document {NAMES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>',
        **{path: parts[name] for name, path in word.items()},
    }
    if "custom" in parts:
        files["docProps/custom.xml"] = parts["custom"]
    return packed({name: content.encode() for name, content in files.items()})


def paragraph(*runs: str, style: str = "") -> str:
    properties_ = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties_}{''.join(runs)}</w:p>"


def run(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def control(key: str, content: str, more: str = "", *, alias: str = "", tag: bool = True) -> str:
    named = (f'<w:alias w:val="{alias}"/>' if alias else "") + (f'<w:tag w:val="us_{key}"/>' if tag else "")
    return f"<w:sdt><w:sdtPr>{named}{more}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def bookmark(key: str, content: str, number: int = 1) -> str:
    return f'<w:bookmarkStart w:id="{number}" w:name="us_{key}"/>{content}<w:bookmarkEnd w:id="{number}"/>'


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>{paragraph()}"


def within(element: str, content: str) -> str:
    return f"<w:{element}>{content}</w:{element}>"


def style(name: str, content: str, **others: str) -> str:
    """A part of styles: what each holds, by its id."""
    every = {name: content, **others}
    styles = [f'<w:style w:styleId="{key}">{one}</w:style>' for key, one in every.items()]
    return f"<w:styles {NAMES}>{''.join(styles)}</w:styles>"
