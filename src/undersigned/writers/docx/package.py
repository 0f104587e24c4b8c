"""The Office package: parts, what each holds and whom it refers to (ECMA-376 Part 2), put into a zip file."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import NamedTuple

from .archive import Packed, archive, pack
from .markup import DECLARATION, RELATIONS, escape

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


class Relationship(NamedTuple):
    """A reference from a part: the last word of its type (or all of it), and a path from the root, or an address."""

    id: str
    type: str
    target: str
    external: bool = False


class Part(NamedTuple):
    """One file of the package; `name` is its path from the root, without a slash before it."""

    name: str
    content_type: str
    data: bytes
    relationships: tuple[Relationship, ...] = ()


class Packer:
    """Packs parts, and keeps the packed form of each part until its content changes."""

    def __init__(self) -> None:
        self._packed: dict[str, tuple[bytes, Packed]] = {}

    def package(self, parts: Iterable[Part], root: Iterable[Relationship], time: datetime.datetime) -> bytes:
        """A whole package: content types first, then the root's relationships, then each part, followed by its own."""
        parts = tuple(parts)
        files = [("[Content_Types].xml", _content_types(parts)), ("_rels/.rels", _relationships(root))]
        for part in parts:
            files.append((part.name, part.data))
            if part.relationships:
                folder, _, name = part.name.rpartition("/")
                files.append((f"{folder}/_rels/{name}.rels", _relationships(part.relationships)))
        return archive(((name, self._pack(name, data)) for name, data in files), time)

    def _pack(self, name: str, data: bytes) -> Packed:
        known = self._packed.get(name)
        if known is None or known[0] != data:
            known = self._packed[name] = (data, pack(data))
        return known[1]


def _content_types(parts: tuple[Part, ...]) -> bytes:
    overrides = "".join(
        f'<Override PartName="/{escape(part.name)}" ContentType="{escape(part.content_type)}"/>' for part in parts
    )
    defaults = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
    )
    return f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types">{defaults}{overrides}</Types>'.encode()


def _relationships(relationships: Iterable[Relationship]) -> bytes:
    entries = "".join(map(_relationship, relationships))
    return f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{entries}</Relationships>'.encode()


def _relationship(relationship: Relationship) -> str:
    kind = relationship.type if "/" in relationship.type else f"{RELATIONS}/{relationship.type}"
    target = relationship.target if relationship.external else f"/{relationship.target}"
    mode = ' TargetMode="External"' if relationship.external else ""
    return f'<Relationship Id="{escape(relationship.id)}" Type="{escape(kind)}" Target="{escape(target)}"{mode}/>'
