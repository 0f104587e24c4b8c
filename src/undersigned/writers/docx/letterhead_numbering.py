"""The lists of a letterhead, which its styles may refer to, with our own looks behind them."""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from .markup import WORD
from .stationery import stock

_W = f"{{{WORD}}}"
_LOOK_ID = f"{_W}abstractNumId"
_LIST_ID = f"{_W}numId"


class Numbering(NamedTuple):
    """A numbering part with the token `[lists]`, and the first numbers that are free for our looks and lists."""

    text: str
    first_look: int = 0
    first_list: int = 1


STOCK = Numbering(stock("numbering"))


def joined(theirs: bytes) -> Numbering:
    """Our looks go after their own definitions, our lists after their own lists (the order of CT_Numbering)."""
    root = etree.fromstring(theirs)
    looks, lists = root.findall(f"{_W}abstractNum"), root.findall(f"{_W}num")
    first_look = 1 + max([int(look.get(_LOOK_ID) or 0) for look in looks], default=-1)
    first_list = 1 + max([int(entry.get(_LIST_ID) or 0) for entry in lists], default=0)
    before = looks[-1] if looks else None
    place = 0 if before is None else root.index(before) + 1
    ours = etree.fromstring(stock("numbering").encode()).findall(f"{_W}abstractNum")
    for number, look in enumerate(ours):
        look.set(_LOOK_ID, str(first_look + number))
        look.tail = None  # the stock part's own token
        root.insert(place + number, look)
    last = lists[-1] if lists else ours[-1]
    last.tail = "[lists]"
    return Numbering(etree.tostring(root, encoding="unicode"), first_look, first_list)
