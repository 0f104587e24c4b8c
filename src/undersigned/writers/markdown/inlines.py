"""Inline nodes to Markdown.

Emphasis is the hard part: whether `*` opens or closes depends on the characters beside it, and `_` never works inside
a word. Two rules make every tree come out right. Delimiters that touch or enclose each other take turns between `*`
and `_`. And where a letter stands in the way, it is written as an entity, which readers take for punctuation:
`wor&#100;*“so”*` is the rare price for not using raw HTML.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from undersigned.document import CrossReference, Date, Emphasis, Inline, Inlines, LineBreak, Link, Note, Strong, Text
from undersigned.writers.markdown.escaping import address, entity, is_bare, kind, words

if TYPE_CHECKING:
    from collections.abc import Callable

    Number = Callable[[Note], int]

_OTHER = {"*": "_", "_": "*"}


@dataclass(frozen=True, slots=True)
class _Delimiter:
    signs: str
    opens: bool


@dataclass(frozen=True, slots=True)
class _Words:
    """Escaped text."""

    text: str


@dataclass(frozen=True, slots=True)
class _Markup:
    """Everything else: brackets, addresses, marks of notes, line breaks."""

    text: str


_Piece = _Delimiter | _Words | _Markup


def inlines(content: Inlines, number: Number) -> str:
    """The Markdown of a line; `number` gives each note its number."""
    pieces = _pieces(content, "_", number)
    _guard_brackets(pieces)
    while _free_delimiters(pieces):
        pass
    return "".join(_shown(piece) for piece in pieces)


def _pieces(content: Inlines, enclosing: str, number: Number) -> list[_Piece]:
    pieces: list[_Piece] = []
    for inline in content:
        before = pieces[-1] if pieces else None
        sign = _OTHER[before.signs[0] if isinstance(before, _Delimiter) else enclosing]
        pieces += _inline(inline, sign, number)
    return pieces


def _inline(inline: Inline, sign: str, number: Number) -> list[_Piece]:
    match inline:
        case Text(text) | Date(text) | CrossReference(text):
            return [_Words(words(text))]
        case Emphasis(children):
            return [_Delimiter(sign, True), *_pieces(children, sign, number), _Delimiter(sign, False)]
        case Strong(children):
            return [_Delimiter(sign * 2, True), *_pieces(children, sign, number), _Delimiter(sign * 2, False)]
        case Link(children, href):
            return _link(children, href, sign, number)
        case LineBreak():
            return [_Markup("\\\n")]
        case Note():
            return [_Markup(f"[^{number(inline)}]")]
        case _:
            assert_never(inline)


def _link(children: Inlines, href: str, sign: str, number: Number) -> list[_Piece]:
    match children:
        case (Text(shown),) if is_bare(shown, href):
            return [_Markup(f"<{shown}>")]
    return [_Markup("["), *_pieces(children, _OTHER[sign], number), _Markup(f"]({address(href)})")]


def _shown(piece: _Piece) -> str:
    return piece.signs if isinstance(piece, _Delimiter) else piece.text


def _guard_brackets(pieces: list[_Piece]) -> None:
    """Keep text from making something else of the bracket beside it: `![`, `^[`, `[^`, `[^1]:` and `[^1](`."""
    for index, piece in enumerate(pieces):
        if not isinstance(piece, _Words):
            continue
        text = piece.text
        before = _shown(pieces[index - 1]) if index else ""
        after = _shown(pieces[index + 1]) if index + 1 < len(pieces) else ""
        if (before.startswith("[^") and text.startswith((":", "("))) or (before == "[" and text.startswith("^")):
            text = f"\\{text}"
        if after.startswith("[") and text.endswith(("!", "^")):
            text = f"{text[:-1]}\\{text[-1]}"
        pieces[index] = _Words(text)


def _free_delimiters(pieces: list[_Piece]) -> bool:
    """Write as entities the characters that keep a delimiter from opening or closing; whether there were any.

    CommonMark 0.31, 6.2: a delimiter next to white space on its inner side is none; next to punctuation on its inner
    side it needs white space or punctuation on its outer side; and `_` needs that always.
    """
    changed = False
    for index, piece in enumerate(pieces):
        if isinstance(piece, _Delimiter):
            outer, inner = (index - 1, index + 1) if piece.opens else (index + 1, index - 1)
            if _is_white(_character(pieces, inner, last=not piece.opens)):
                changed |= _encode(pieces, inner, last=not piece.opens)
            blocked = kind(_character(pieces, outer, last=piece.opens)) in ("letter", "other")
            demanding = piece.signs[0] == "_" or kind(_character(pieces, inner, last=not piece.opens)) != "letter"
            if blocked and demanding:
                changed |= _encode(pieces, outer, last=piece.opens)
    return changed


def _is_white(character: str) -> bool:
    return character.isspace() or not (character.isprintable())


def _character(pieces: list[_Piece], index: int, *, last: bool) -> str:
    """The character of a piece that touches a delimiter; the edge of a paragraph counts as a space."""
    text = _shown(pieces[index]) if 0 <= index < len(pieces) else ""
    return text[-1 if last else 0] if text else " "


def _encode(pieces: list[_Piece], index: int, *, last: bool) -> bool:
    piece = pieces[index]
    if not isinstance(piece, _Words):
        return False
    text = piece.text
    pieces[index] = _Words(text[:-1] + entity(text[-1]) if last else entity(text[0]) + text[1:])
    return True
