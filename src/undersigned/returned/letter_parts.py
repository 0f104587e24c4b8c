"""What a letter in Word is put together from: its paragraphs while they are read, its notes, where its links lead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from .gate import Package
from .story import W

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"

NotePart = tuple[etree._Element, Mapping[str, str]]


def notes_of(package: Package, main: str) -> Iterator[tuple[tuple[str, str], NotePart]]:
    """The notes by kind and id, each with the links of its part, without the rules that set them off (17.18.33)."""
    for kind in ("footnote", "endnote"):
        name = package.related(main, f"{kind}s")
        root = package.xml(name) if name else None
        if name and root is not None:
            links = links_of(package, name)
            for note in root.iter(f"{W}{kind}"):
                if (note.get(f"{W}type") or "normal") == "normal":
                    yield (kind, note.get(f"{W}id") or ""), (note, links)


def links_of(package: Package, source: str) -> dict[str, str]:
    """Where the links of a part lead, by the id of their relation."""
    folder, _, name = source.rpartition("/")
    root = package.xml(f"{folder}/_rels/{name}.rels".lstrip("/"))
    relations = () if root is None else root.iter(_RELATIONSHIP)
    return {str(one.get("Id")): str(one.get("Target")) for one in relations if one.get("TargetMode") == "External"}


@dataclass(slots=True)
class Field:
    """An open field: what it is told to do, and the character with which its words begin (17.16.18)."""

    told: str = ""
    start: int = 0


@dataclass(slots=True)
class Draft:
    """A paragraph while it is being read; `boxes` and the notes' parts are read when it has ended."""

    style: str
    level: int
    listed: bool
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    broken: bool = False
    """Whether a new line has just begun."""
    notes: list[tuple[int, NotePart]] = field(default_factory=list)
    links: list[tuple[int, int, str]] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
