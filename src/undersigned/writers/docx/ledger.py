"""What a Word package counts: notes, lists, bookmarks, links. The ledger hands out every number and name."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Set
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import quote

from undersigned.document import Note, Origin

_LONE_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")


class ListStart(NamedTuple):
    """One list of the letter: which stock look it has, on which level (from 0), and with which number it begins."""

    look: int
    level: int
    start: int


class Manner(NamedTuple):
    """What holds for a letter throughout: `note_kind` is `footnote` or `endnote`; `titled` says if it has a title."""

    rtl: bool = False
    note_kind: str = "footnote"
    titled: bool = True


@dataclass(slots=True)
class Ledger:
    """What one block has used of a package's numbers and names, counting on from what stood before it.

    `taken` are the bookmark names before it and `names` its own; `refused` says that it asked for a taken one.
    `waiting` names go to the next paragraph, `queue` holds the notes that are still to be written.
    """

    manner: Manner
    next_note: int = 1
    next_list: int = 1
    next_bookmark: int = 1
    taken: Set[str] = frozenset()
    names: set[str] = field(default_factory=set)
    refused: bool = False
    waiting: list[str] = field(default_factory=list)
    queue: list[Note] = field(default_factory=list)
    lists: list[ListStart] = field(default_factory=list)
    links: dict[str, str] = field(default_factory=dict)

    def stands_for(self, origin: Origin | None) -> None:
        """Name the next paragraph after where it came from."""
        if origin is None:
            return
        key = origin.key
        if key in self.names or key in self.taken:
            self.refused = True
        else:
            self.names.add(key)
            self.waiting.append(key)

    def bookmarks(self) -> tuple[str, str]:
        """What stands before and after the content of a paragraph that has waited-for names."""
        if not self.waiting:
            return "", ""
        first = self.next_bookmark
        self.next_bookmark = first + len(self.waiting)
        starts = [f'<w:bookmarkStart w:id="{n}" w:name="{name}"/>' for n, name in enumerate(self.waiting, first)]
        ends = [f'<w:bookmarkEnd w:id="{n}"/>' for n in range(first, self.next_bookmark)]
        self.waiting.clear()
        return "".join(starts), "".join(ends)

    def new_note(self, note: Note) -> int:
        """The number of a note, which waits to be written after its block."""
        self.queue.append(note)
        self.next_note += 1
        return self.next_note - 1

    def new_list(self, look: int, level: int, start: int) -> int:
        """The number of a new list that counts by itself."""
        self.lists.append(ListStart(look, level, start))
        self.next_list += 1
        return self.next_list - 1

    def link(self, href: str) -> str:
        """The relationship of an address. It is made from the address, so that a paragraph need not know the others."""
        address = quote(_LONE_PERCENT.sub("%25", href), safe="!#$%&'()*+,/:;=?@~-._")
        name = f"link{hashlib.sha256(address.encode()).hexdigest()[:12]}"
        self.links[name] = address
        return name
