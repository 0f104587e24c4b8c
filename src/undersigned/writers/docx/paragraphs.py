"""One paragraph: its properties in the order of the schema, its bookmarks, its words."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from undersigned.document import Inlines

from .inlines import runs
from .ledger import Ledger


class Setting(NamedTuple):
    """How a paragraph stands, beyond its style.

    `number` is the list and level (from 0) whose mark it carries; `left` and `hanging` are in twentieths of a point,
    None where the style or the list's own definition says it; `outline` makes it a heading for screen readers (from 0).
    """

    keep_next: bool = False
    number: tuple[int, int] | None = None
    left: int | None = None
    hanging: int = 0
    outline: int | None = None


AS_STYLED = Setting()


def paragraph(style: str, content: Inlines, ledger: Ledger, setting: Setting = AS_STYLED) -> str:
    """A paragraph that says `content`, under the names that wait for one."""
    before, after = ledger.bookmarks()
    return paragraph_of(style, before + runs(content, ledger) + after, ledger, setting)


def paragraph_of(style: str, content: str, ledger: Ledger, setting: Setting = AS_STYLED) -> str:
    """A paragraph around runs that were made already. It has properties always: see `sections.end_section`."""
    return f"<w:p>{_properties(style, setting, ledger.manner.rtl)}{content}</w:p>"


@lru_cache(maxsize=256)
def _properties(style: str, setting: Setting, rtl: bool) -> str:
    """ECMA-376 Part 1, 17.3.1.26: children in the order of CT_PPrBase."""
    content = f'<w:pStyle w:val="{style}"/>'
    if setting.keep_next:
        content += "<w:keepNext/>"
    if setting.number:
        number, level = setting.number
        content += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    if rtl:
        content += "<w:bidi/>"
    if setting.left is not None:
        hanging = f'w:hanging="{setting.hanging}"' if setting.hanging else 'w:firstLine="0"'
        content += f'<w:ind w:left="{setting.left}" {hanging}/>'
    if setting.outline is not None:
        content += f'<w:outlineLvl w:val="{setting.outline}"/>'
    return f"<w:pPr>{content}</w:pPr>"
