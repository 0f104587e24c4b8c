"""What the styles of a Word document say of its paragraphs: headings, lists, languages."""

from __future__ import annotations

import re

from lxml import etree

from .story import W, on

_VAL = f"{W}val"
_HEADING = re.compile(r"heading ([1-9])")
NO_LANGUAGE = frozenset({"", "x-none", "zxx", "und"})
"""What `w:lang` says of words that are in no language."""


class Styles:
    """The styles by id, each with what it is based on."""

    def __init__(self, root: etree._Element | None) -> None:
        self._own: dict[str, etree._Element] = {}
        self._said: dict[tuple[str, str], etree._Element | None] = {}
        self.default = ""
        """The id of the style of paragraphs that name none."""
        for style in () if root is None else root.iter(f"{W}style"):
            name = style.get(f"{W}styleId") or ""
            self._own[name] = style
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") and on(style, f"{W}default"):
                self.default = name
        defaults = None if root is None else root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
        self._language = _value(defaults)

    def name(self, style: str) -> str:
        """The name of a style in small letters, English for Word's own; its id where it has none."""
        own = self._own.get(style)
        return _value(None if own is None else own.find(f"{W}name")).lower() or style.lower()

    def language(self, style: str) -> str:
        """The language of a style, a BCP 47 tag, or nothing."""
        said = _value(self._find(style, f"{W}rPr/{W}lang")) or self._language
        return "" if said.lower() in NO_LANGUAGE else said

    def level(self, style: str, properties: etree._Element | None) -> int:
        """The level of a heading from 1 on, from its own outline level, its style's or its style's name; 0 is none."""
        own = None if properties is None else properties.find(f"{W}outlineLvl")
        outline = own if own is not None else self._find(style, f"{W}pPr/{W}outlineLvl")
        if outline is not None:
            said = _value(outline)
            return int(said) + 1 if said in {*"012345678"} else 0
        heading = _HEADING.fullmatch(self.name(style))
        return 1 if self.name(style) == "title" else int(heading[1]) if heading else 0

    def listed(self, style: str, properties: etree._Element | None) -> bool:
        """Whether a paragraph is an item of a list."""
        own = None if properties is None else properties.find(f"{W}numPr")
        numbering = own if own is not None else self._find(style, f"{W}pPr/{W}numPr")
        number = "" if numbering is None else _value(numbering.find(f"{W}numId"))
        return number not in ("", "0")

    def _find(self, style: str, path: str) -> etree._Element | None:
        """A property as the style has it, or the first of those it is based on that has it."""
        if (style, path) not in self._said:
            self._said[style, path] = self._look_for(style, path)
        return self._said[style, path]

    def _look_for(self, style: str, path: str) -> etree._Element | None:
        seen: set[str] = set()
        while style in self._own and style not in seen:
            seen.add(style)
            found = self._own[style].find(path)
            if found is not None:
                return found
            style = _value(self._own[style].find(f"{W}basedOn"))
        return None


def _value(element: etree._Element | None) -> str:
    return "" if element is None else element.get(_VAL) or ""
