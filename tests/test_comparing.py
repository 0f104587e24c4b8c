"""Wordings compared word by word."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from undersigned.versions.comparing import Change, changed, shown, word_diff, words_of

wordings = st.lists(st.lists(st.sampled_from(["a", "b", "c", "d", "e"]), max_size=6).map(" ".join), max_size=5)


@pytest.mark.parametrize(
    ("old", "new", "number", "line"),
    [
        (["We ask you"], ["We ask you"], 0, ""),
        (["We ask you"], ["We urge you"], 1, "We [-ask-] {+urge+} you"),
        (["We ask you to act"], ["We ask your Government to act"], 2, "We ask [-you-] {+your Government+} to act"),
        (["We ask you"], ["We kindly ask you"], 1, "We {+kindly+} ask you"),
        (["One.", "Two.", "Three."], ["One.", "Three."], 1, "One. [-Two.-] Three."),
        (["One.", "Two."], ["Two.", "One."], 2, "{+Two.+} One. [-Two.-]"),
        ([], ["All new"], 2, "{+All new+}"),
        (["All gone"], [], 2, "[-All gone-]"),
    ],
)
def test_changes_are_counted_and_shown(old: list[str], new: list[str], number: int, line: str) -> None:
    changes = word_diff(old, new)
    assert changed(changes) == number
    assert shown(changes) == line


def test_words_far_from_a_change_are_left_out() -> None:
    old = " ".join(f"w{number}" for number in range(100))
    line = shown(word_diff([old], [old.replace("w50", "x").replace("w80", "")]), around=2)
    assert line == "… w48 w49 [-w50-] {+x+} w51 w52 … w78 w79 [-w80-] w81 w82 …"


def test_paragraphs_and_spaces_make_no_difference() -> None:
    old = ["We ask you", "to act now."]
    assert word_diff(old, ["We\u00a0ask you to  act", "now."]) == [
        Change("same", ("We", "ask", "you", "to", "act", "now."))
    ]


@given(wordings, wordings)
def test_both_wordings_can_be_read_from_the_changes(old: list[str], new: list[str]) -> None:
    changes = word_diff(old, new)
    kept = {
        kind: [word for change in changes if change.kind in ("same", kind) for word in change.words]
        for kind in ("gone", "new")
    }
    assert kept == {"gone": words_of(old), "new": words_of(new)}
    assert all(change.words for change in changes)
    assert all(first.kind != second.kind for first, second in pairwise(changes))
    assert (changed(changes) == 0) == (words_of(old) == words_of(new))


def test_long_letters_are_compared_at_once() -> None:
    old = [f"Paragraph {number} says what the others say, and the law of {number} as well." for number in range(400)]
    new = [paragraph.replace("law", "act") if number % 7 == 0 else paragraph for number, paragraph in enumerate(old)]
    start = time.perf_counter()
    assert changed(word_diff(old, new)) == 58
    assert time.perf_counter() - start < 2
