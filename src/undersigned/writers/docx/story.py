"""A letter's text from its blocks. One that the letter before had too, at the same numbers, is not written again."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import zip_longest
from typing import NamedTuple

from undersigned.document import Block

from .body import LETTER, block, introduces
from .ledger import Ledger, ListStart, Manner
from .notes import notes


class Fragment(NamedTuple):
    """One block of a letter as WordprocessingML: its paragraphs, its notes, and what it took from the ledger."""

    paragraphs: str
    notes: str
    note_count: int
    bookmark_count: int
    names: frozenset[str]
    lists: tuple[ListStart, ...]
    links: dict[str, str]
    note_links: dict[str, str]


@dataclass(slots=True)
class Story:
    """All blocks in order, and what the package's other parts must know of them."""

    fragments: list[Fragment] = field(default_factory=list)
    lists: list[ListStart] = field(default_factory=list)
    links: dict[str, str] = field(default_factory=dict)
    note_links: dict[str, str] = field(default_factory=dict)
    note_count: int = 0


class FirstNumbers(NamedTuple):
    """Where counting begins: beyond what a letterhead has taken."""

    list: int = 1
    bookmark: int = 1
    names: frozenset[str] = frozenset()


_Key = tuple[int, bool, int, int, int]


class Storyteller:
    """Writes one letter after the other, and remembers the blocks of the last one by identity (they are immutable)."""

    def __init__(self, first: FirstNumbers) -> None:
        self._first = first
        self._manner = Manner()
        self._remembered: dict[_Key, tuple[Block, Fragment]] = {}

    def story(self, sequence: tuple[Block, ...], manner: Manner) -> Story:
        known = self._remembered if manner == self._manner else {}
        fresh: dict[_Key, tuple[Block, Fragment]] = {}
        story = Story()
        names = set(self._first.names)
        bookmark = self._first.bookmark
        for node, following in zip_longest(sequence, sequence[1:]):
            keep = following is not None and introduces(node, following)
            start = Ledger(manner, story.note_count + 1, self._first.list + len(story.lists), bookmark, names)
            key = (id(node), keep, start.next_note, start.next_list, bookmark)
            remembered = known.get(key)
            if remembered is None or not names.isdisjoint(remembered[1].names):
                remembered = node, _fragment(node, start, keep_next=keep)
            if not start.refused:  # what depends on the names before it holds for this letter alone
                fresh[key] = remembered
            fragment = remembered[1]
            names |= fragment.names
            bookmark += fragment.bookmark_count
            _add(fragment, story)
        self._manner, self._remembered = manner, fresh
        return story


def _fragment(node: Block, ledger: Ledger, *, keep_next: bool) -> Fragment:
    first_note, first_bookmark = ledger.next_note, ledger.next_bookmark
    paragraphs = block(node, LETTER, ledger, keep_next=keep_next)
    waiting, ledger.queue = ledger.queue, []
    links, ledger.links = ledger.links, {}
    ledger.waiting.clear()
    return Fragment(
        paragraphs=paragraphs,
        notes=notes(waiting, ledger, first_note),
        note_count=len(waiting),
        bookmark_count=ledger.next_bookmark - first_bookmark,
        names=frozenset(ledger.names),
        lists=tuple(ledger.lists),
        links=links,
        note_links=ledger.links,
    )


def _add(fragment: Fragment, story: Story) -> None:
    story.fragments.append(fragment)
    story.lists += fragment.lists
    story.links |= fragment.links
    story.note_links |= fragment.note_links
    story.note_count += fragment.note_count
