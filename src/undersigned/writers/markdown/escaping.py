"""The one place where words become Markdown: as few backslashes as the position allows.

The reader may be plain CommonMark with raw HTML, code, fences and references, or one of its dialects with tables,
strike-out, definition lists, front matter and lettered lists; what would be markup in any of them is escaped.
"""

from __future__ import annotations

import re
import unicodedata
from string import punctuation
from typing import Literal

Kind = Literal["space", "sign", "letter", "other"]

_SIGN = re.compile(
    r"[\\`*\[\]]"
    r"|(?<!.[^\W_])_|_(?![^\W_].)"  # well inside a word it is left as it is
    r"|<(?!\s)"
    r"|&(?=#\d{1,7};|#[xX][0-9A-Fa-f]{1,6};|[A-Za-z][A-Za-z0-9]*;)"
    r"|(?<!/)~"
)

_LINE_START = re.compile(
    r"(?P<before>"
    r"(?:\d{1,9}|[a-z]|[ivxlcdm]+|[IVXLCDM]{2,}|[A-Z](?=\)|\.\s\s))(?=[.)](?:\s|$))"
    r"|(?=\((?:\d{1,9}|[A-Za-z]|[ivxlcdm]+|[IVXLCDM]+)\)(?:\s|$))"
    r"|(?=#{1,6}(?:\s|$)|>|[-+](?:\s|$)|-{2,}(?:\s|$)|\+{3}|=+\s*$|:(?:::|\s)|[-:|][-:|\s]*$)"
    r")"
)
_EDGE = re.compile(r"^[^\S\n]+|[^\S\n]+\Z", re.MULTILINE)  # white space that readers drop
_ENTITY_IN_ADDRESS = re.compile(r"&(?=#?\w+;)")
_BARE_ADDRESS = re.compile(r"https?://(?!.*xn--)[A-Za-z0-9./?=&_~+@:,;#-]+")
_BARE_EMAIL = re.compile(r"[A-Za-z0-9._+-]+@(?!.*xn--)[A-Za-z0-9]+([.-][A-Za-z0-9]+)*")


def words(text: str) -> str:
    """Text inside a line."""
    return _SIGN.sub(r"\\\g<0>", text)


def paragraph(markdown: str) -> str:
    """The Markdown of a paragraph's content, made safe at the start of each of its lines and at both ends."""
    markdown = _EDGE.sub(_entities, markdown)
    return "\n".join(
        _LINE_START.sub(r"\g<before>\\", line, count=1) if _LINE_START.match(line) else line
        for line in markdown.split("\n")
    )


def heading(markdown: str) -> str:
    """The Markdown of a heading's content: signs at its end would close it."""
    markdown = _EDGE.sub(_entities, markdown)
    return re.sub(r"(#+)\Z", r"\\\1", markdown)


def uncited(markdown: str) -> str:
    """A quotation that ends with a paragraph and names no source, which a dash before that paragraph would make it."""
    before, blank, last = markdown.rpartition("\n\n")
    return f"{before}{blank}&mdash;{last[1:]}" if last.startswith("— ") else markdown


def address(href: str) -> str:
    """Where a link leads to."""
    escaped = _ENTITY_IN_ADDRESS.sub(r"\&", href)
    return f"<{escaped}>" if re.search(r"[()\s]", escaped) or not escaped else escaped


def is_bare(shown: str, href: str) -> bool:
    """Whether `<shown>` is a link to `href`."""
    if href == f"mailto:{shown}":
        return _BARE_EMAIL.fullmatch(shown) is not None
    return shown == href and _BARE_ADDRESS.fullmatch(href) is not None


def entity(character: str) -> str:
    """A character as punctuation that is read as the character."""
    return f"&#{ord(character)};"


def kind(character: str) -> Kind:
    """What a character is for the rules of emphasis (CommonMark 0.31, 6.2); readers disagree about `other`."""
    if character in " \n":
        return "space"
    category = unicodedata.category(character)
    if character in punctuation or category[0] == "P":
        return "sign"
    return "letter" if category[0] in "LNM" else "other"


def _entities(match: re.Match[str]) -> str:
    return "".join(map(entity, match[0]))
