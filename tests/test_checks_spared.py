"""Cheap questions that spare a letter the dearer parts of a check: none may miss what these would find."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.test_checks_damage import reading
from undersigned.checks import encoding, gates, pairs, slips, spacing

LINE_BREAK = "\n"
SIGNS = st.text("ab (,.\n", max_size=30)
MARKS = st.text("()[]“”«»„‘’'\":;-a1 \nâ€x", max_size=40)
WORDS = st.lists(
    st.sampled_from(["the", "The", "of", "l’on", "that", "(the", "the,", "UN", "a", "İf", "if"]), max_size=12
)
SPACES = st.sampled_from([" ", "  ", "\n", "\xa0"])
MISREAD = st.sampled_from(["cp1252", "latin-1", "mac_roman", "cp1250", "cp1251", "cp437"])


@given(SIGNS, st.sampled_from("(,."), st.integers(1, 3))
def test_what_stands_beside_a_mark(text: str, mark: str, length: int) -> None:
    for found in re.finditer(re.escape(mark), text):
        behind = text[found.end() :].partition(mark)
        before = text[: found.start()].rpartition(mark)
        after = f"{behind[0]}{behind[1] or LINE_BREAK}"[:length]
        ahead = f"{before[1] or LINE_BREAK}{before[2]}"[-length:]
        assert any(near.startswith(after) for near in gates.behind(text, mark, length))
        assert any(near.endswith(ahead) for near in gates.before(text, mark, length))
    assert bool(gates.behind(text, mark)) == bool(gates.before(text, mark)) == (mark in text)


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("a (b) c (d)", True),
        ("nothing", True),
        ("a (b (c))", False),
        ("a) (b", False),
        ("(a", False),
        ("(a\nb)", False),
        ("(a) b)", False),
    ],
)
def test_pairs_one_by_one(text: str, alone: bool) -> None:
    assert gates.has_pairs_alone(text, "(", ")") is alone


@given(st.lists(MARKS, min_size=1, max_size=3), st.sampled_from(["en", "fr", "de"]))
@example(["see (a) and (b), “so” he said", "«oui»"], "en")
@example(["so sad :( he left)"], "en")
@example(["the sign '(' and more)"], "en")
def test_no_mark_that_stands_alone_is_spared(texts: list[str], language: str) -> None:
    read = reading(*texts, language=language)
    assert list(spacing.unclosed(read)) == list(pairs.unclosed(read))


def test_a_plain_letter_is_spared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(pairs, "unclosed")
    assert not list(spacing.unclosed(reading("The law (of 2020) is “void”: it’s so.", "So (we say) are [two].")))


@given(st.lists(st.tuples(WORDS, SPACES), max_size=4))
def test_no_word_that_stands_twice_is_spared(pieces: list[tuple[list[str], str]]) -> None:
    text = "".join(space.join(words) + space for words, space in pieces)
    if any(pattern.compiled.search(text) for pattern in (slips._DOUBLED, slips._PHRASE)):
        assert slips._may_say_twice(text)


@given(st.lists(st.tuples(st.text("aé’“”–—…ü‚ ", max_size=6), MISREAD), max_size=4))
def test_no_damaged_word_is_spared(pieces: list[tuple[str, str]]) -> None:
    text = "".join(words + words.encode().decode(encoding_, "ignore") for words, encoding_ in pieces)
    if list(encoding._damages(text)):
        assert encoding._may_be_damaged(text)


def test_many_marks_are_no_flood() -> None:
    found = list(pairs.unclosed(reading("(" * 20_000)))
    assert len(found) == 10
    assert [finding.message for finding in found if "more" in finding.message] == [found[-1].message]
    assert found[-1].message.endswith("; 19,990 more such marks in this letter")


def test_one_mark_more_than_are_named() -> None:
    found = list(pairs.unclosed(reading(*["one ] two"] * 9, "three ] [ four")))
    assert len(found) == 10
    assert found[-1].message.endswith("; 1 more such mark in this letter")
    assert "more" not in list(pairs.unclosed(reading(*["one ] two"] * 10)))[-1].message
