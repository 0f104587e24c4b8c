"""Fills in forms as people do, with nothing of ours: the parts of a Word file by zipfile, its controls by lxml."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
MAIN = "word/document.xml"

ANSWERS = {
    "organisation": "North Network (NN)",
    "signer": "Jane Doe",
    "function": "Director",
    "date": "20 November 2026",
    "endorse": "yes",
}


def unpacked(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def edited(content: bytes, change: Callable[[etree._Element], None], part: str = MAIN) -> bytes:
    """A Word file with one part changed in place."""
    parts = unpacked(content)
    root = etree.fromstring(parts[part])
    change(root)
    parts[part] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return packed(parts)


def filled(content: bytes, answers: Mapping[str, str]) -> bytes:
    """A form with some answers, as Word would save it."""

    def change(root: etree._Element) -> None:
        for key, answer in answers.items():
            fill(control(root, key), answer)

    return edited(content, change)


def control(root: etree._Element, key: str) -> etree._Element:
    """The content control with a tag of ours."""
    (found,) = (one for one in root.iter(f"{W}sdt") if one.find(f"{W}sdtPr/{W}tag[@{W}val='us_{key}']") is not None)
    return found


def fill(element: etree._Element, answer: str) -> None:
    """Types an answer into a control, or ticks its box for `yes` and unticks it for `no`."""
    properties = element.find(f"{W}sdtPr")
    content = element.find(f"{W}sdtContent")
    assert properties is not None
    assert content is not None
    checked = next(properties.iter(f"{W14}checked"), None)
    first, *others = content.iter(f"{W}r")
    for run in others:
        parent = run.getparent()
        assert parent is not None
        parent.remove(run)
    text = first.find(f"{W}t")
    assert text is not None
    if checked is not None:
        checked.set(f"{W14}val", "1" if answer == "yes" else "0")
        text.text = "☒" if answer == "yes" else "☐"
        return
    text.text = answer
    for prompting in (properties.find(f"{W}showingPlcHdr"), first.find(f"{W}rPr")):
        parent = None if prompting is None else prompting.getparent()
        if prompting is not None and parent is not None:
            parent.remove(prompting)
