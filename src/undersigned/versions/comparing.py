"""Two wordings compared, word by word. Where paragraphs begin, and how words are spaced, makes no difference."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from typing import Literal

Kind = Literal["same", "gone", "new"]

_AROUND = 6
"""How many words that are the same are shown on either side of a change."""


@dataclass(frozen=True, slots=True)
class Change:
    """A run of words that stand in both wordings, in the old one alone (`gone`), or in the new one alone (`new`)."""

    kind: Kind
    words: tuple[str, ...]


def words_of(paragraphs: Iterable[str]) -> list[str]:
    """The words of some paragraphs, in order."""
    return [word for paragraph in paragraphs for word in paragraph.split()]


def word_diff(old: Sequence[str], new: Sequence[str]) -> list[Change]:
    """What became of the words of `old` in `new`, both a text for each paragraph; where words were exchanged, those
    that are gone stand first. No two runs of a kind follow each other."""
    found: list[tuple[Kind, list[str]]] = []
    for before, after in _differing(old, new):
        if before == after:
            found.append(("same", before))
            continue
        for tag, a, b, c, d in _steps(before, after):
            if tag == "equal":
                found.append(("same", before[a:b]))
            else:
                found += [("gone", before[a:b]), ("new", after[c:d])]
    return list(_joined(found))


def _differing(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[list[str], list[str]]]:
    """The words of stretches of both wordings that belong together: paragraphs that are the same, and what stands
    between them. To compare the words of whole letters would take seconds."""
    if words_of(old) == words_of(new):
        yield words_of(old), words_of(new)
        return
    before, after = ([" ".join(paragraph.split()) for paragraph in wording] for wording in (old, new))
    for _, a, b, c, d in _steps(before, after):
        yield words_of(before[a:b]), words_of(after[c:d])


def _steps(before: Sequence[str], after: Sequence[str]) -> Sequence[tuple[str, int, int, int, int]]:
    """What makes the one into the other, as `difflib` says it."""
    from difflib import SequenceMatcher

    return SequenceMatcher(None, before, after, autojunk=False).get_opcodes()


def _joined(runs: Iterable[tuple[Kind, list[str]]]) -> Iterator[Change]:
    """The runs without empty ones, neighbours of one kind as one; between two of the same words `gone` before `new`."""
    filled = [(kind, words) for kind, words in runs if words]
    for same, stretch in groupby(filled, key=lambda run: run[0] == "same"):
        some = list(stretch)
        kinds: tuple[Kind, ...] = ("same",) if same else ("gone", "new")
        for kind in kinds:
            words = tuple(chain.from_iterable(words for one, words in some if one == kind))
            if words:
                yield Change(kind, words)


def changed(changes: Sequence[Change]) -> int:
    """How many words are others: of those exchanged for each other, the larger number."""
    total = 0
    for same, stretch in groupby(changes, key=lambda change: change.kind == "same"):
        total += 0 if same else max(len(change.words) for change in stretch)
    return total


def shown(changes: Sequence[Change], around: int = _AROUND) -> str:
    """The changes in one line, as `We ask [-you-] {+your Government+} to …`, with the words around each and an ellipsis
    for the others. Empty where nothing has changed."""
    if not changed(changes):
        return ""
    last = len(changes) - 1
    return " ".join(_shown(change, around, number == 0, number == last) for number, change in enumerate(changes))


def _shown(change: Change, around: int, first: bool, last: bool) -> str:
    words = " ".join(change.words)
    if change.kind == "gone":
        return f"[-{words}-]"
    if change.kind == "new":
        return f"{{+{words}+}}"
    kept = around if first or last else 2 * around
    if len(change.words) <= kept + 1:
        return words
    before = () if first else change.words[:around]
    after = () if last else change.words[-around:]
    return " ".join((*before, "…", *after))
