"""The styles of a letterhead, with ours added where it has none by that id."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from .markup import WORD
from .stationery import stock

_W = f"{{{WORD}}}"
_VAL = f"{_W}val"
_ID = f"{_W}styleId"
_LANG = f"{_W}lang"
_LANGUAGES = ("val", "eastAsia", "bidi")


def complete(styles: etree._Element) -> etree._Element:
    """`styles` (a `w:styles`) with what our letters need added, and the language left to the letter.

    Where our id is missing but the name is there under another id, as in every Word that does not speak English, ours
    is made to look like theirs: an empty style based on it.
    """
    ids = {style.get(_ID) for style in styles.iter(f"{_W}style")}
    by_name = {_name(style): style for style in styles.iter(f"{_W}style")}
    defaults = {style.get(f"{_W}type") for style in styles.iter(f"{_W}style") if style.get(f"{_W}default") == "1"}
    for ours in etree.fromstring(stock("styles").encode()).iter(f"{_W}style"):
        if ours.get(_ID) in ids:
            continue
        theirs = by_name.get(_name(ours))
        kind = ours.get(f"{_W}type")
        if theirs is not None and theirs.get(f"{_W}type") == kind:
            if kind in ("paragraph", "character"):
                styles.append(_like(theirs, ours))
            continue
        added = deepcopy(ours)
        if kind in defaults and f"{_W}default" in added.attrib:
            del added.attrib[f"{_W}default"]
        styles.append(added)
    _leave_language(styles)
    return styles


def _name(style: etree._Element) -> str:
    name = style.find(f"{_W}name")
    return "" if name is None else (name.get(_VAL) or "").casefold()


def _like(theirs: etree._Element, ours: etree._Element) -> etree._Element:
    style = etree.Element(f"{_W}style", {f"{_W}type": ours.get(f"{_W}type") or "", f"{_W}customStyle": "1"})
    style.set(_ID, ours.get(_ID) or "")
    etree.SubElement(style, f"{_W}name", {_VAL: f"{ours.get(_ID)} (letter)"})
    etree.SubElement(style, f"{_W}basedOn", {_VAL: theirs.get(_ID) or ""})
    return style


def _leave_language(styles: etree._Element) -> None:
    """The token `[language]` in the defaults, and no other language in any style."""
    for language in list(styles.iter(_LANG)):
        parent = language.getparent()
        if parent is not None:
            parent.remove(language)
    defaults = _child(styles, "docDefaults")
    properties = _child(_child(defaults, "rPrDefault"), "rPr")
    etree.SubElement(properties, _LANG, {f"{_W}{name}": "[language]" for name in _LANGUAGES})


def _child(parent: etree._Element, name: str) -> etree._Element:
    """The child of that name, which is made, before all others, where it is missing."""
    found = parent.find(f"{_W}{name}")
    if found is None:
        found = etree.Element(f"{_W}{name}")
        parent.insert(0, found)
    return found
