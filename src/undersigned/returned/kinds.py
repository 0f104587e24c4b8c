"""What a file is that is no Word document, told by how it begins and what is in it, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable

from undersigned.problems import Problem, Refused, Span

ASK_AGAIN = "ask for the file once more"

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE_AS_DOCX = "open it in Word or LibreOffice, save it as .docx, and collect that"
_UNPACK = "unpack it, and collect the files in it"
_RECORD = "ask for the Word file, or write down what it says with `signoff record`"
_KNOWN = (
    (b"%PDF", "a PDF", _RECORD),
    (b"{\\rtf", "a rich text file (.rtf)", _SAVE_AS_DOCX),
    (b"\xff\xd8\xff", "a picture", _RECORD),
    (b"\x89PNG", "a picture", _RECORD),
    (b"<", "a web page or XML", _SAVE_AS_DOCX),
    (b"Rar!", "an archive (.rar)", _UNPACK),
    (b"7z\xbc\xaf", "an archive (.7z)", _UNPACK),
)


def damaged(span: Span) -> Refused:
    """The refusal of a file that breaks off, or whose content is not what was packed."""
    return Refused([Problem("U833", span, "the file is damaged or incomplete", ASK_AGAIN)])


def no_word_file(span: Span, what: str, remedy: str = _SAVE_AS_DOCX) -> Problem:
    """The problem of a file of another kind."""
    return Problem("U832", span, f"this is no Word document (.docx) but {what}", remedy)


def locked(span: Span) -> Problem:
    return Problem("U834", span, "the file is locked with a password", "ask for it without a password")


def no_archive(content: bytes, span: Span) -> Problem:
    """What a file is that does not begin like a zip file."""
    if not content:
        return no_word_file(span, "an empty file", ASK_AGAIN)
    if content.startswith(_OLE):
        return _ole(content, span)
    for signature, what, remedy in _KNOWN:
        if content.startswith(signature):
            return no_word_file(span, what, remedy)
    return no_word_file(span, "a file of another kind", _SAVE_AS_DOCX)


def _ole(content: bytes, span: Span) -> Problem:
    """What a compound file is, by the names in its directory ([MS-CFB] 2.6, in UTF-16)."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        return locked(span)
    if "WordDocument".encode("utf-16-le") in content:
        return no_word_file(span, "one of the old kind (.doc)")
    if "__substg1.0_".encode("utf-16-le") in content:
        remedy = "open it in Outlook, save the Word file that is attached, and collect that"
        return no_word_file(span, "a message saved by Outlook (.msg)", remedy)
    return no_word_file(span, "an old Office file")


def archive(mimetype: bytes | None, span: Span) -> Problem:
    """The problem of a zip file that is no Office file; `mimetype` is its part of that name."""
    if b"opendocument.text" in (mimetype or b"")[:100]:
        return no_word_file(span, "a LibreOffice document (.odt)")
    return no_word_file(span, "a zip folder", _UNPACK)


def other_office_file(types: Iterable[str], span: Span) -> Problem:
    """The problem of an Office file of another kind, by the content types in it."""
    together = " ".join(types)
    kinds = {"spreadsheetml": "an Excel table", "presentationml": "a PowerPoint presentation"}
    what = next((what for kind, what in kinds.items() if kind in together), "another Office file")
    return no_word_file(span, what)
