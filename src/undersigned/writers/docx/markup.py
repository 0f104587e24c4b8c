"""The one place where text meets WordprocessingML, and the names that the format lives by."""

from __future__ import annotations

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_CONTROLS = (*range(9), 11, 12, *range(14, 32))
_NOT_XML = dict.fromkeys((*_CONTROLS, *range(0xD800, 0xE000), 0xFFFE, 0xFFFF), "\ufffd")


def escape(text: str) -> str:
    """`text` for element content or a quoted attribute.

    Loading refuses characters that XML 1.0 cannot hold, with file and line. One that comes here all the same is
    shown as U+FFFD, since a document that holds it would not open at all.
    """
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return text if text.isprintable() else text.translate(_NOT_XML)
