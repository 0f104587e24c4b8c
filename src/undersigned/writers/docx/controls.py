"""Content controls (ECMA-376 Part 1, 17.5.2): what people type into, pick from or tick, each found again by its tag.

Around every control there is a bookmark of the same name, outside of it: whoever fills in a control may replace all
that it holds, and LibreOffice keeps the bookmark where it drops the tag.
"""

from __future__ import annotations

import zlib

from undersigned.form import Field

from .inlines import words
from .ledger import Ledger
from .markup import escape

PREFIX = "us_"
"""What tags and bookmarks of ours begin with. Names of blocks have one letter before their underscore."""

UNTICKED, TICKED = "☐", "☒"
_BOX_FONT = "MS Gothic"
_BOX_SIZE = 30
"""Half points: a box that is easily hit."""


def control(field: Field, ledger: Ledger, language: str) -> str:
    """The control of a field within its bookmark, to stand in a paragraph."""
    ledger.waiting.append(name_of(field.key))
    before, after = ledger.bookmarks()
    return before + _control(field, language) + after


def name_of(key: str) -> str:
    """The tag of a field's control, and the name of its bookmark."""
    return f"{PREFIX}{key}"


def _control(field: Field, language: str) -> str:
    match field.answer:
        case "text":
            return _element(field, "<w:text/>", _content(field))
        case "date":
            return _element(field, date_picker(language), _content(field))
        case "tick":
            ticked = bool(field.value)
            return _element(field, check_box(ticked=ticked), box_run(ticked=ticked))


def _element(field: Field, kind: str, content: str) -> str:
    """The properties stand in the order of CT_SdtPr; `sdtLocked` keeps the control, not its content (17.18.53)."""
    placeholder = "<w:showingPlcHdr/>" if field.prompt and not field.value and field.answer != "tick" else ""
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{escape(field.label)}"/><w:tag w:val="{name_of(field.key)}"/>'
        f'<w:id w:val="{identity(field.key)}"/><w:lock w:val="sdtLocked"/>{placeholder}{kind}</w:sdtPr>'
        f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
    )


def identity(key: str) -> int:
    """The number of a control (17.5.2.18): made from its name, so that it is the same in every form."""
    return zlib.crc32(name_of(key).encode()) & 0x7FFFFFFF


def _content(field: Field) -> str:
    return words(field.value) if field.value else prompt(field.prompt)


def prompt(text: str) -> str:
    """What stands in a control until somebody answers."""
    style = '<w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr>'
    return f'<w:r>{style}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def date_picker(language: str) -> str:
    """A day, written out in the form's language (17.5.2.7); Word keeps the day itself beside the words."""
    return (
        f'<w:date><w:dateFormat w:val="d MMMM yyyy"/><w:lid w:val="{escape(language)}"/>'
        '<w:storeMappedDataAs w:val="date"/><w:calendar w:val="gregorian"/></w:date>'
    )


def check_box(*, ticked: bool) -> str:
    """A box to tick ([MS-DOCX] 2.5.2, `checkbox`), with the two signs that it shows."""
    return (
        f'<w14:checkbox><w14:checked w14:val="{int(ticked)}"/>'
        f'<w14:checkedState w14:val="{ord(TICKED):04X}" w14:font="{_BOX_FONT}"/>'
        f'<w14:uncheckedState w14:val="{ord(UNTICKED):04X}" w14:font="{_BOX_FONT}"/></w14:checkbox>'
    )


def box_run(*, ticked: bool) -> str:
    """The sign in the font that has it, so that Word does not jump in size when it is ticked."""
    fonts = "".join(f' w:{use}="{_BOX_FONT}"' for use in ("ascii", "hAnsi", "eastAsia"))
    look = (
        f'<w:rPr><w:rFonts{fonts} w:hint="eastAsia"/><w:sz w:val="{_BOX_SIZE}"/><w:szCs w:val="{_BOX_SIZE}"/></w:rPr>'
    )
    return f"<w:r>{look}<w:t>{TICKED if ticked else UNTICKED}</w:t></w:r>"


def group(key: str, paragraphs: str) -> str:
    """Paragraphs and tables in which Word lets people change the controls alone (17.5.2.15).

    `contentLocked`, which Word adds, would lock the controls in programs that know no groups.
    """
    return (
        f'<w:sdt><w:sdtPr><w:id w:val="{identity(key)}"/><w:lock w:val="sdtLocked"/><w:group/></w:sdtPr>'
        f"<w:sdtContent>{paragraphs}</w:sdtContent></w:sdt>"
    )


def fixed(key: str, label: str, text: str, ledger: Ledger) -> str:
    """Words that nobody is to change, within a bookmark, to stand in a paragraph."""
    ledger.waiting.append(name_of(key))
    before, after = ledger.bookmarks()
    properties = (
        f'<w:alias w:val="{escape(label)}"/><w:tag w:val="{name_of(key)}"/><w:id w:val="{identity(key)}"/>'
        '<w:lock w:val="sdtContentLocked"/><w:text/>'
    )
    content = words(text)
    return f"{before}<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>{after}"
