"""A rendered template cut between its top-level blocks, so that each can be parsed, and kept, by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from undersigned.markdown import FIELD_CLOSE, FIELD_OPEN

_WHOLE = re.compile(f"\\s*{FIELD_OPEN}([^{FIELD_CLOSE}]+){FIELD_CLOSE}\\s*")
_RUN_IN = re.compile(f"\\s*([^\n]+?) *{FIELD_OPEN}([^{FIELD_CLOSE}]+){FIELD_CLOSE}\\s*")
_GOES_ON = re.compile(r"[ \t]|[-*+>] |\(?[0-9a-z]+[.)] |\[\^")


def field_of(chunk: str) -> str | None:
    """The name of the field that a chunk stands for, None where it says anything itself."""
    whole = _WHOLE.fullmatch(chunk)
    return whole[1] if whole else None


def run_in_of(chunk: str) -> tuple[str, str] | None:
    """The words of a chunk that run into a field's first paragraph, and the field's name; None for any other chunk."""
    run_in = _RUN_IN.fullmatch(chunk)
    return (run_in[1], run_in[2]) if run_in else None


def placed(source: str) -> set[str]:
    """The fields that a rendered template prints anywhere."""
    return set(re.findall(f"{FIELD_OPEN}([^{FIELD_CLOSE}]+){FIELD_CLOSE}", source))


def part_of(chunk: str) -> str | None:
    """The name of the letter part that a chunk is, None for plain text."""
    part = re.match(r":::+ *([\w-]+)", chunk)
    return part[1] if part else None


def chunks(source: str) -> Iterator[str]:
    """The pieces of a template's Markdown, in order; joined by blank lines they say what it says.

    A cut is made at a blank line outside a container, unless what follows may go on with what stands before it
    (indented text, an item of a list, the text of a note). A text with notes of its own is not cut.
    """
    if "\n[^" in source:
        yield source
        return
    chunk: list[str] = []
    fence = ""
    blank = False
    for line in source.split("\n"):
        if not fence and blank and chunk and line.strip() and not _GOES_ON.match(line):
            yield "\n".join(chunk)
            chunk = []
        opening = re.match(r":{3,}", line)
        if opening and not fence and line.strip(": "):
            fence = opening[0]
        elif fence and line.strip() == fence:
            fence = ""
            chunk.append(line)
            yield "\n".join(chunk)
            chunk, blank = [], False
            continue
        blank = not line.strip()
        if chunk or not blank:
            chunk.append(line)
    if chunk:
        yield "\n".join(chunk)
