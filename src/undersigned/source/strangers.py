"""Files that are no plain text, whatever their names say: they are known by the way they begin."""

from __future__ import annotations

import re

from undersigned.problems import Problem, Span

_BEGINNINGS = (
    (b"PK\x03\x04", "a Word file or another packed one"),
    (b"\xd0\xcf\x11\xe0", "a Word file of the old sort"),
    (b"{\\rtf", "a text with formatting (RTF)"),
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|\?mso)\b", re.I | re.S
)
_REMEDY = "copy its words into Notepad, or into TextEdit after “Make Plain Text”, and save that under this name"


def stranger(raw: bytes, file: str) -> Problem | None:
    """U120 for a Word file, an RTF text, a web page or the like; None for anything else."""
    start = raw[:1000].removeprefix(b"\xef\xbb\xbf").lstrip()
    if _PAGE.match(start):
        message = "this is a web page, and not the text that it shows"
        remedy = "open it in a browser, and copy the words from there; from GitHub, take the one that “Raw” shows"
        return Problem("U120", Span(file), message, remedy)
    for beginning, name in _BEGINNINGS:
        if start.startswith(beginning):
            return Problem("U120", Span(file), f"this is {name}, whatever its name says, and no plain text", _REMEDY)
    return None
