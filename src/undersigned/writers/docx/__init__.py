"""The Word writer: `Document` to .docx, on stock paper or on a letterhead that somebody designed in Word."""

from __future__ import annotations

import datetime

from undersigned.document import Document

from .letter import ROOT, manner_of, parts
from .package import Packer
from .stationery import Stationery, stock_stationery
from .story import Storyteller


class Writer:
    """Writes letters on one paper, and writes a block that several of them share only once.

    `letterhead` is a .docx file; its styles, page, header and footer are used, its text is not. Raises
    `letterhead.UnusableLetterhead` where it is no such file.
    """

    def __init__(self, letterhead: bytes | None = None) -> None:
        self._stationery = stock_stationery() if letterhead is None else _opened(letterhead)
        self._storyteller = Storyteller(self._stationery.first)
        self._packer = Packer()

    def write(self, document: Document, *, time: datetime.datetime) -> bytes:
        """A whole .docx file. `time` dates the entries of the package, nothing else; same input, same bytes."""
        manner = manner_of(document)
        story = self._storyteller.story(document.blocks, manner)
        return self._packer.package(parts(document, story, manner, self._stationery), ROOT, time)


def stock_letterhead() -> bytes:
    """A .docx file for people to open in Word and redesign: our styles, page, header (with `[subject]`) and footer.

    Its text says what to change.
    """
    from .specimen import SPECIMEN

    return Writer().write(SPECIMEN, time=datetime.datetime(1980, 1, 1))  # noqa: DTZ001 - the earliest that zip files know


def _opened(letterhead: bytes) -> Stationery:
    from .letterhead import opened

    return opened(letterhead)
