"""The words of any Word letter, paragraph by paragraph, as they are printed once all tracked changes are accepted.

Headings are told by their outline level, lists by their numbering, links by relation or field: whatever program made
the file. Numbers in brackets are clauses of ECMA-376 Part 1.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from lxml import etree

from undersigned.problems import Span

from .drawings import DRAWINGS, alternative_texts
from .gate import open_word_file
from .letter_parts import Draft, Field, NotePart, links_of, notes_of
from .letter_styles import NO_LANGUAGE, Styles
from .story import W, looks, on

_VAL = f"{W}val"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MATHS_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"

_IN = frozenset({f"{W}ins", f"{W}moveTo"})
_OUT = frozenset({f"{W}del", f"{W}moveFrom"})
_SKIPPED = frozenset(
    f"{W}{name}"
    for name in "rPr pPr sdtPr sdtEndPr tblPr trPr tcPr sectPr rt delText delInstrText softHyphen".split()  # noqa: SIM905
)
_SIGNS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}noBreakHyphen": "\u2011",
    f"{W}sym": "\u2022",
}
"""What stands for signs that are no text; one of a symbol font is mostly a bullet."""
_BREAKS = frozenset({f"{W}br", f"{W}cr"})
"""New lines within a paragraph: one space each, whatever spaces stand around it."""
_HYPERLINK = re.compile(r'\s*HYPERLINK\s+"([^"]*)"', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Printed:
    """One paragraph. `number` is its number among those of the text that print anything, from 1; a note has that of the
    paragraph with its mark, headers and footers (`margin`) have 1.

    `style` is the id of its style, `name` that style's name in small letters, English for Word's own. `level` is that
    of a heading from 1 on, 0 of all else. `notes`, each with its paragraphs, and `links` (start, end, address) stand at
    characters of `words`; `pictures` are alternative texts.
    """

    words: str
    number: int
    style: str = ""
    name: str = ""
    level: int = 0
    listed: bool = False
    note: bool = False
    margin: bool = False
    notes: tuple[tuple[int, tuple[Printed, ...]], ...] = ()
    links: tuple[tuple[int, int, str], ...] = ()
    pictures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WordLetter:
    """A letter in Word. `language` is a BCP 47 tag, empty where the file says none. `comments`, `changes` (insertions
    and deletions) and `hidden` (pieces of hidden text, which are not read) are the numbers of what was left in it."""

    paragraphs: tuple[Printed, ...]
    language: str
    comments: int
    changes: int
    hidden: int


def read_letter(content: bytes, span: Span) -> WordLetter:
    """The letter in a Word file; headers and footers come last. Raises `Refused` (U831 to U838) for what is no Word
    file or not to be opened."""
    package, main = open_word_file(content, span)
    styles = package.related(main, "styles")
    walk = _Walk(package.xml(styles) if styles else None, dict(notes_of(package, main)))
    walk.read(package.xml(main), links_of(package, main))
    walk.number = 1
    for name in sorted(package.parts):
        if package.type_of(name).endswith((".header+xml", ".footer+xml")):
            walk.read(package.xml(name), links_of(package, name), margin=True)
    return WordLetter(tuple(walk.found), walk.language, walk.comments, walk.changes, walk.hidden)


class _Walk:
    """One way through the parts of a document; what is printed gathers in `found`."""

    def __init__(self, styles: etree._Element | None, notes: Mapping[tuple[str, str], NotePart]) -> None:
        self.found: list[Printed] = []
        self.number = self.comments = self.changes = self.hidden = 0
        self._styles = Styles(styles)
        self._hiding = looks(styles).hidden
        self._notes = notes
        self._links: Mapping[str, str] = {}
        self._draft: Draft | None = None
        self._goes_on = False
        self._where = Printed("", 0)
        self._spoken = ""
        self._languages: Counter[str] = Counter()

    @property
    def language(self) -> str:
        """That of most words, else that of the default style."""
        said = [name for name, _ in self._languages.most_common() if name.lower() not in NO_LANGUAGE]
        return said[0] if said else self._styles.language(self._styles.default)

    def read(
        self, root: etree._Element | None, links: Mapping[str, str], *, note: bool = False, margin: bool = False
    ) -> None:
        """All paragraphs below an element."""
        kept = self._links, self._where
        self._links, self._where = links, replace(self._where, note=note, margin=margin or self._where.margin)
        if root is not None:
            self._visit(root, gone=False)
        self._end()
        self._links, self._where = kept

    def _visit(self, element: etree._Element, *, gone: bool) -> None:
        """All that an element holds; `gone` is what will be no more once changes are accepted."""
        for child in element.iterchildren(etree.Element):
            tag = str(child.tag)
            if tag in _SKIPPED:
                continue
            if tag == f"{W}p":
                self._paragraph(child, gone=gone)
            elif tag == f"{W}r":
                self._run(child, gone=gone)
            elif tag in _IN or tag in _OUT:
                self.changes += 1
                self._visit(child, gone=gone or tag in _OUT)
            elif tag == f"{W}tr":
                deleted = child.find(f"{W}trPr/{W}del") is not None
                self.changes += deleted
                self._visit(child, gone=gone or deleted)
            elif tag == f"{_MC}AlternateContent":
                first = next(child.iterchildren(f"{_MC}Choice", f"{_MC}Fallback"), None)
                if first is not None:
                    self._visit(first, gone=gone)
            elif tag == f"{W}hyperlink":
                self._hyperlink(child, gone=gone)
            else:
                self._piece(child, tag, gone=gone)

    # --- paragraphs ---------------------------------------------------------------------------------------------------

    def _paragraph(self, element: etree._Element, *, gone: bool) -> None:
        properties = element.find(f"{W}pPr")
        style = _named(properties, "pStyle") or self._styles.default
        if not self._goes_on or (self._draft and not self._draft.pieces):
            self._draft = None if self._goes_on else self._draft
            self._end()
            level, listed = self._styles.level(style, properties), self._styles.listed(style, properties)
            self._draft = Draft(style, level, listed and not level)
        self._visit(element, gone=gone)
        mark = None if properties is None else properties.find(f"{W}rPr")
        tracked = set() if mark is None else {str(child.tag) for child in mark}
        self.changes += bool(tracked & (_IN | _OUT))
        self._goes_on = bool(tracked & _OUT)
        if not self._goes_on:
            self._end()

    def _end(self) -> None:
        """Keeps the paragraph that is open, then its notes and boxes."""
        draft, self._draft, self._goes_on = self._draft, None, False
        if draft is None:
            return
        text = "".join(draft.pieces)
        words = text.strip(" \t")
        cut = len(text) - len(text.lstrip(" \t"))
        if words or draft.pictures or draft.level:
            self.number += not (self._where.note or self._where.margin)
            place = len(self.found)
            self.found.append(self._where)
            notes = [(max(0, at - cut), self._note(*note)) for at, note in draft.notes]
            self.found[place] = replace(
                self._where,
                words=words,
                number=max(1, self.number),
                style=draft.style,
                name=self._styles.name(draft.style),
                level=draft.level,
                listed=draft.listed,
                notes=tuple(notes),
                links=tuple((max(0, a - cut), min(z - cut, len(words)), to) for a, z, to in draft.links if a < z),
                pictures=tuple(draft.pictures),
            )
        for box in draft.boxes:
            self.read(box, self._links, note=self._where.note)

    def _note(self, root: etree._Element, links: Mapping[str, str]) -> tuple[Printed, ...]:
        first = len(self.found)
        self.read(root, links, note=True)
        return tuple(self.found[first:])

    # --- what stands in them ------------------------------------------------------------------------------------------

    def _run(self, element: etree._Element, *, gone: bool) -> None:
        properties = element.find(f"{W}rPr")
        vanish = None if properties is None else properties.find(f"{W}vanish")
        hidden = on(vanish) if vanish is not None else _named(properties, "rStyle") in self._hiding
        if hidden and not gone and any(text.text for text in element.iterchildren(f"{W}t")):
            self.hidden += 1
        self._spoken = _named(properties, "lang")
        self._visit(element, gone=gone or hidden)

    def _piece(self, element: etree._Element, tag: str, *, gone: bool) -> None:
        """One piece of a run, or anything that only stands around others."""
        draft = self._draft
        if tag == f"{W}commentReference":
            self.comments += 1
        elif draft is None or gone:
            self._visit(element, gone=gone)
        elif tag in (f"{W}t", _MATHS_TEXT):
            text = element.text or ""
            self._add(draft, text.lstrip(" ") if draft.broken else text)
        elif tag in _SIGNS:
            self._add(draft, _SIGNS[tag])
        elif tag in _BREAKS:
            if not (draft.pieces and draft.pieces[-1].endswith(" ")):
                self._add(draft, " ")
            draft.broken = True
        elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            kind = tag.removeprefix(W).removesuffix("Reference")
            note = self._notes.get((kind, element.get(f"{W}id") or ""))
            if note is not None and not self._where.note:
                draft.notes.append((draft.length, note))
        elif tag == f"{W}fldChar":
            self._field(draft, element.get(f"{W}fldCharType") or "")
        elif tag == f"{W}instrText":
            if draft.fields:
                draft.fields[-1].told += element.text or ""
        elif tag == f"{W}txbxContent":
            draft.boxes.append(element)
        else:
            if tag in DRAWINGS:
                draft.pictures += alternative_texts(element)
            self._visit(element, gone=gone)

    def _add(self, draft: Draft, text: str) -> None:
        draft.broken = False
        draft.pieces.append(text)
        draft.length += len(text)
        self._languages[self._spoken or self._styles.language(draft.style)] += len(text)

    def _hyperlink(self, element: etree._Element, *, gone: bool) -> None:
        draft = self._draft
        start = draft.length if draft else 0
        self._visit(element, gone=gone)
        anchor = element.get(f"{W}anchor")
        href = self._links.get(element.get(f"{_R}id") or "") or (f"#{anchor}" if anchor else "")
        if draft and href:
            draft.links.append((start, draft.length, href))

    def _field(self, draft: Draft, step: str) -> None:
        if step == "begin":
            draft.fields.append(Field())
        elif step == "separate" and draft.fields:
            draft.fields[-1].start = draft.length
        elif step == "end" and draft.fields:
            ended = draft.fields.pop()
            address = _HYPERLINK.match(ended.told)
            if address:
                draft.links.append((ended.start, draft.length, address[1]))


def _named(properties: etree._Element | None, name: str) -> str:
    """What properties say by an element with a value, as the id of a style."""
    found = None if properties is None else properties.find(f"{W}{name}")
    return "" if found is None else found.get(_VAL) or ""
