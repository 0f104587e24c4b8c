"""What a letter is written on: styles, lists, settings, header and footer, as stock parts or out of a letterhead.

Parts that wait for words of the letter hold tokens in square brackets (`[subject]`); `fill` puts the words in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from .package import Part, Relationship
from .story import FirstNumbers

_STOCK = Path(__file__).parent / "stock"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TOKEN = re.compile(r"\[([a-z-]+)\]")

A4 = (
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417" w:header="709" w:footer="709" w:gutter="0"/>'
)
"""A4 with margins of 2.5 centimetres."""


class Template(NamedTuple):
    """A part with tokens in its text."""

    name: str
    content_type: str
    text: str
    relationships: tuple[Relationship, ...] = ()

    def part(self, words: Mapping[str, str]) -> Part:
        return Part(self.name, self.content_type, fill(self.text, words).encode(), self.relationships)


class Stationery(NamedTuple):
    """All that surrounds a letter's text.

    `relationships` are the document's to these parts. `references` and `page` go into its sections: which header and
    footer, which paper and margins. `numbering` has the token `[lists]`; `first_look` is the number of the first stock
    look among its definitions, `first` the first list and bookmark that are free.
    """

    templates: tuple[Template, ...]
    numbering: Template
    relationships: tuple[Relationship, ...]
    references: str
    page: str = A4
    title_page: bool = True
    even_and_odd: bool = False
    parts: tuple[Part, ...] = ()
    first_look: int = 0
    first: FirstNumbers = FirstNumbers()


@lru_cache(maxsize=16)
def stock(name: str) -> str:
    """The text of a stock part."""
    return (_STOCK / f"{name}.xml").read_text(encoding="utf-8")


def fill(text: str, words: Mapping[str, str]) -> str:
    """`text` with the words (WordprocessingML by now) for each token that has some; other brackets stay as they are."""
    return _TOKEN.sub(lambda token: words.get(token[1], token[0]), text)


def word_part(name: str, kind: str, text: str, relationships: tuple[Relationship, ...] = ()) -> Template:
    """A part of the main folder; `kind` is the last word of its content type."""
    return Template(f"word/{name}.xml", f"{_TYPE}.{kind}+xml", text, relationships)


FONTS = word_part("fontTable", "fontTable", stock("fontTable"))
THEME = Template("word/theme/theme1.xml", "application/vnd.openxmlformats-officedocument.theme+xml", stock("theme"))


@lru_cache(maxsize=1)
def stock_stationery() -> Stationery:
    """A4, the subject at the head of each page but the first, the page's number at the foot of each."""
    return Stationery(
        templates=(
            word_part("styles", "styles", stock("styles")),
            FONTS,
            THEME,
            word_part("header1", "header", stock("first-header")),
            word_part("header2", "header", stock("header")),
            word_part("footer1", "footer", stock("footer")),
            word_part("footer2", "footer", stock("footer")),
        ),
        numbering=word_part("numbering", "numbering", stock("numbering")),
        relationships=(
            Relationship("styles", "styles", "word/styles.xml"),
            Relationship("fonts", "fontTable", FONTS.name),
            Relationship("theme", "theme", THEME.name),
            Relationship("header1", "header", "word/header1.xml"),
            Relationship("header2", "header", "word/header2.xml"),
            Relationship("footer1", "footer", "word/footer1.xml"),
            Relationship("footer2", "footer", "word/footer2.xml"),
        ),
        references=(
            '<w:headerReference w:type="first" r:id="header1"/><w:headerReference w:type="default" r:id="header2"/>'
            '<w:footerReference w:type="first" r:id="footer1"/><w:footerReference w:type="default" r:id="footer2"/>'
        ),
    )
