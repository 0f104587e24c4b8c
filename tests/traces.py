"""Looks for words in files of any kind, however they are written there: packed, encoded, escaped or torn by markup."""

from __future__ import annotations

import base64
import binascii
import html
import io
import quopri
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from urllib.parse import unquote_plus

_DEEP = 2
"""How many encodings may lie in each other."""
_NO_ARCHIVE = (zipfile.BadZipFile, zlib.error, ValueError, EOFError, OSError, NotImplementedError, RuntimeError)
"""What reading says of bytes that only begin like an archive."""
_SHORTEST = 6
"""Fewer letters can come together by chance."""


def traces(words: Iterable[str], files: Mapping[str, bytes]) -> list[str]:
    """Where one of the words stands, as `page.html: quillfeather`. Words of fewer than six letters are left out."""
    wanted = {plain(word) for word in words if len(plain(word)) >= _SHORTEST}
    assert wanted, "nothing to look for"
    return sorted(
        {
            f"{name}: {word}"
            for name, content in files.items()
            for text in (plain(name), *_said(content))
            for word in wanted
            if word in text
        }
    )


def plain(text: str) -> str:
    """The letters and digits alone, small and without accents."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if letter.isalnum())


def _said(content: bytes) -> Iterator[str]:
    """All that a file could say, as letters and digits."""
    for part in _parts(content):
        yield from _readings(part)


@cache
def _readings(part: bytes, depth: int = _DEEP) -> frozenset[str]:
    """All that bytes could say, be it encoded so many times; the parts that all Word files have are read once."""
    texts = set(_decoded(part))
    texts |= {other for text in texts for other in _unescaped(text)}
    found = {plain(text) for text in texts}
    if depth and not part.startswith(b"PK"):
        for inner in _hidden(part):
            found |= _readings(inner, depth - 1)
    return frozenset(found)


def _parts(content: bytes) -> Iterator[bytes]:
    """The file itself and, of an archive, the names and files in it."""
    yield content
    if not content.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            for entry in package.infolist():
                yield entry.filename.encode()
                yield entry.comment
                yield from _parts(package.read(entry))
    except _NO_ARCHIVE:
        return


def _decoded(content: bytes) -> Iterator[str]:
    """The text in each encoding; UTF-8 also where it was encoded twice."""
    text = content.decode("utf-8", "ignore")
    yield text
    yield text.encode("cp1252", "ignore").decode("utf-8", "ignore")
    yield content.decode("latin-1")
    for order in ("utf-16-le", "utf-16-be"):
        yield content.decode(order, "ignore")
        yield content[1:].decode(order, "ignore")


def _unescaped(text: str) -> Iterator[str]:
    """The text without markup, and with its entities, percent signs and escapes resolved."""
    bare = re.sub(r"<[^>]*>", "", text)
    for one in (text, bare):
        yield html.unescape(html.unescape(one))
        yield unquote_plus(one)
        yield re.sub(r"\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})", lambda found: chr(int(found[1] or found[2], 16)), one)


def _hidden(content: bytes) -> Iterator[bytes]:
    """What may be encoded as base64, quoted-printable or hexadecimal digits."""
    if b"=" in content:
        yield quopri.decodestring(content)
    for run in re.findall(rb"[A-Za-z0-9+/_-]{12,}", content):
        digits = run.translate(bytes.maketrans(b"-_", b"+/"))
        for start in range(4):
            whole = (len(digits) - start) // 4 * 4
            yield base64.b64decode(digits[start : start + whole])
            rest = digits[start + whole :]
            if len(rest) > 1:
                yield base64.b64decode(digits[start:] + b"=" * (4 - len(rest)))
    for run in re.findall(rb"(?:[0-9a-fA-F]{2}){6,}", content):
        yield binascii.unhexlify(run)
