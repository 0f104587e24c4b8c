"""From bytes to lines: the encoding, the size, and the characters that no output can hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from undersigned.problems import Problem, Refused, Span

LARGEST = 5_000_000
_MOST_CHARACTERS_REPORTED = 20

# XML 1.0 (2.2) refuses the C0 controls, surrogates, U+FFFE and U+FFFF; HTML also refuses the C1 controls and the other
# noncharacters; U+0085, U+2028 and U+2029 end a line for some readers and not for others.
UNFIT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17))
    + "]"
)
ODD_SPACES = "\u00a0\u1680\u180e\u2000-\u200b\u202f\u205f\u3000\ufeff"
DASHES = "–—―‐‑‒−•●▪◦‣·∙\uf02d\uf076\uf0a7\uf0b7\uf0d8"  # the last are the bullets of Word's own symbol fonts
ODD_START = re.compile(rf" *(?:- *)*(?:[\t{ODD_SPACES}{DASHES}]|o\t|[a-z][a-z0-9_-]*:[{ODD_SPACES}])")
_FIRST_OF_STRANGERS = frozenset(bytes([byte]) for byte in b"P{%<b\xd0\x89\xff\xef \r\n\t")
"""How files begin that may be of another kind: https://en.wikipedia.org/wiki/List_of_file_signatures."""
_SAVE_AS_UTF_8 = "save it again as UTF-8: “Save as”, then Encoding: UTF-8"


def decode(raw: bytes, file: str) -> list[str]:
    """The lines of a file, without their ends. Raises `Refused` for what is too large, not UTF-8 or empty."""
    if len(raw) > LARGEST:
        raise Refused([Problem("U118", Span(file), f"the file is larger than {LARGEST // 1_000_000} MB", "split it")])
    if raw[:1] in _FIRST_OF_STRANGERS and (problem := _stranger(raw, file)) is not None:
        raise Refused([problem])
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in raw[:2]:
        raise Refused([Problem("U101", Span(file), "the file is saved as UTF-16", _SAVE_AS_UTF_8)])
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused([_not_utf_8(error.object, error.start, file)]) from None
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _stranger(raw: bytes, file: str) -> Problem | None:
    from undersigned.source.strangers import stranger  # few files begin like one

    return stranger(raw, file)


def _not_utf_8(raw: bytes, offset: int, file: str) -> Problem:
    before = raw[:offset].decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    meant = raw[offset : offset + 1].decode("windows-1252", "replace")
    guess = "" if meant == "\ufffd" else f"; it looks like “{meant}” in the encoding Windows-1252"
    message = f"the file is not UTF-8: byte 0x{raw[offset]:02X} stands here{guess}"
    return Problem("U101", Span(file, line, column), message, _SAVE_AS_UTF_8)


def nothing_in(lines: Sequence[str], file: str) -> Problem:
    """The problem of a file that says nothing."""
    if any(line.lstrip().startswith("#") for line in lines):
        message = "every line of the file begins with #, and so is a note that nothing is made of"
        return Problem("U102", Span(file), message, "take the “# ” away from the lines that are meant")
    remedy = "write at least one line with a field, such as “title: Open letter”, or delete the file"
    return Problem("U102", Span(file), "the file is empty", remedy)


def looks_odd(lines: list[str]) -> bool:
    """Whether any line may begin with a tab, a space of another kind or a dash: quick, and rather too careful."""
    return any(map(ODD_START.match, lines))


def unfit_when_escaped(text: str) -> bool:
    """Whether a text holds such a character, or a carriage return, which only an escape can bring in."""
    return "\r" in text or UNFIT.search(text) is not None


def unfit_characters(lines: list[str], file: str) -> Iterator[Problem]:
    """One problem for each character that Word, XML or web pages cannot hold; the first twenty."""
    places = (
        (number, found.start(), found.group())
        for number, line in enumerate(lines, 1)
        if not line.isascii() or not line.isprintable()
        for found in UNFIT.finditer(line)
    )
    for (number, column, character), _ in zip(places, range(_MOST_CHARACTERS_REPORTED), strict=False):
        yield unfit(character, Span(file, number, column + 1))


def unfit(character: str, span: Span) -> Problem:
    """The problem of one such character."""
    message = f"the character U+{ord(character):04X} cannot stand in Word files and web pages"
    return Problem("U114", span, message, "delete it; it is invisible in most editors, so retype the words around it")


def without_unfit_characters(lines: list[str]) -> list[str]:
    """The same lines with a stand-in for each such character, so that the rest can be read too."""
    return [UNFIT.sub("\ufffd", line) for line in lines]
