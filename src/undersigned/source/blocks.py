"""Texts below `|` and `>`, told by their lines alone, for files that cannot be read as YAML yet."""

from __future__ import annotations

import re
from collections.abc import Sequence

_BLOCK = re.compile(r"(?P<lead> *(?:- +)*)(?P<key>[^#\s][^#]*?: +)?[|>][+-]?(?P<deep>[1-9]?)[+-]?\s*(?: #.*)?$")


def inside_blocks(lines: Sequence[str]) -> set[int]:
    """The lines (from 0) that seem to be text under `|` or `>`, for files that cannot be read as YAML yet."""
    inside: set[int] = set()
    parent = depth = -1
    in_block = False
    for number, text in enumerate(lines):
        if in_block:
            if not text.strip():
                if 0 <= depth <= _indent(text):
                    inside.add(number)
                continue
            depth = depth if depth >= 0 else _indent(text)
            if _indent(text) > parent and _indent(text) >= depth:
                inside.add(number)
                continue
            in_block = False
        if header := _BLOCK.match(text):
            lead = header["lead"]
            parent = len(lead) if header["key"] else lead.rfind("-") if "-" in lead else _indent(text) - 1
            depth = parent + int(header["deep"]) if header["deep"] else -1
            in_block = True
    return inside


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip(" "))
