"""The pictures of a Word document, and what they say to those who cannot see them."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from .story import W, on

DRAWINGS = frozenset({f"{W}drawing", f"{W}pict", f"{W}object"})
"""The elements that hold pictures, in DrawingML and, from old versions of Word, in VML."""

_PROPERTIES = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_SHOWN = (
    "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic",
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart",
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds",
)
_IMAGE_DATA = "{urn:schemas-microsoft-com:vml}imagedata"


def alternative_texts(drawing: etree._Element) -> Iterator[str]:
    """The alternative text of each picture, chart or diagram in a drawing, empty where there is none. Pictures that
    their author calls mere decoration are left out; those in text boxes are drawings of their own."""
    if drawing.tag != f"{W}drawing":
        for data in drawing.iter(_IMAGE_DATA):
            shape = data.getparent()
            yield "" if shape is None else (shape.get("alt") or "").strip()
    elif any(next(one.iterancestors(f"{W}drawing"), None) is drawing for one in drawing.iter(*_SHOWN)):
        properties = next(drawing.iter(_PROPERTIES), None)
        if properties is None:
            yield ""
        elif not any(on(one, "val") for one in properties.iter(_DECORATIVE)):
            yield (properties.get("descr") or properties.get("title") or "").strip()
