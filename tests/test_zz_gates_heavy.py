"""Gates of the checks: what spares a clean letter the patterns of a check says no only where nothing is to be found."""

from __future__ import annotations

import contextlib
import datetime
import importlib
import pkgutil
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from unittest import mock

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.shipped import ROOT, SLUGS
from undersigned import checks
from undersigned.checks import countable, counted, prose, spelling_pairs
from undersigned.checks.checked import Checked
from undersigned.checks.findings import Finding, Reading, words_of
from undersigned.checks.patterns import Pattern, small
from undersigned.document import Entry, ListItem, Note, Origin, OriginKind, Paragraph, Quotation, Signatories, Text
from undersigned.models.base import Prose
from undersigned.passages import Linked, Passage
from undersigned.problems import Problem
from undersigned.rendering import Order, Renderer
from undersigned.workspace import Workspace

TODAY = datetime.date(2026, 1, 1)


def _within(value: object) -> Iterator[Pattern]:
    """The patterns in a value of a module: itself, or in its parts."""
    if isinstance(value, Pattern):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _within(part)
    elif isinstance(value, tuple | list | set | frozenset):
        for part in value:
            yield from _within(part)


def _patterns() -> Iterator[tuple[str, Pattern]]:
    for module in pkgutil.iter_modules(checks.__path__):
        values = vars(importlib.import_module(f"undersigned.checks.{module.name}"))
        for name, value in values.items():
            yield from ((f"{module.name}.{name}-{n}", pattern) for n, pattern in enumerate(_within(value)))
    for language in sorted(countable.LANGUAGES):
        found = enumerate(_within(counted._phrases(language)))
        yield from ((f"counted.{language}-{n}", pattern) for n, pattern in found)


PATTERNS = dict(_patterns())


# --- texts ------------------------------------------------------------------------------------------------------------


def _written() -> Iterator[str]:
    folders = ("campaigns", "templates/demands", "tests/cases/checks")
    for file in sorted(path for folder in folders for path in (ROOT / folder).rglob("*.*")):
        if file.suffix in (".yaml", ".md", ".case"):
            yield from file.read_bytes().decode("utf-8", "replace").split()


WRITTEN = list(_written())
SPACES = (" ", " ", " ", "\n", "\n\n", "\u00a0", "\u202f", "", "  ")
SIGNS = """
    “ ” „ « » " ' ‘ ’ ( ) [ ] { } < > * _ # • - – — … ? ! . , : ; / @ [1] [^a] {{ }} {% ** __ ## 1. 2. 1) 2) ??? (?)
    [date] <name> <b> ___ ... XX xx 20xx X NN ABC NGOs (ABC) TODO http://bit.ly/a www.t.co/x https://example.org/here
    a@b.org İ ſ ı K é two twelve twenty-one vingt et onze 33 1,000 organisations organizations undersigned demands
    governments labor labour center centre organise organize judgment judgement percent cooperate co-operate
"""


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Words of letters and cases as they follow each other there, with signs between and in them."""
    pieces: list[str] = []
    for _ in range(draw(st.integers(1, 4))):
        start, length = draw(st.integers(0, len(WRITTEN) - 1)), draw(st.integers(1, 12))
        pieces += WRITTEN[start : start + length]
        pieces += draw(st.lists(st.sampled_from(SIGNS.split()), max_size=3))
    spaced = "".join(piece + draw(st.sampled_from(SPACES)) for piece in pieces)
    return draw(st.sampled_from((spaced, spaced, spaced.upper(), spaced.strip())))


Passages = tuple[Passage, ...]
PLACES: tuple[tuple[type, tuple[type, ...]], ...] = (
    (Paragraph, ()),
    (Paragraph, ()),
    (Paragraph, (ListItem,)),
    (Paragraph, (Quotation,)),
    (Paragraph, (Paragraph, Note)),
    (Entry, (Signatories,)),
)


@st.composite
def passages(draw: st.DrawFn, files: Sequence[str] = ("letter.txt", "letter.md", "campaign.yaml")) -> Passages:
    file = draw(st.sampled_from(files))
    kind: OriginKind = "field" if file.endswith(".yaml") else "part"
    found = []
    for line, words in enumerate(draw(st.lists(texts(), min_size=1, max_size=4)), 1):
        origin = Origin(file, line, kind, "body")
        block, within = draw(st.sampled_from(PLACES))
        note = Note((Paragraph((Text(draw(texts())),), origin),))
        notes = ((draw(st.integers(0, len(words))), note),) if draw(st.booleans()) else ()
        links = (Linked(0, min(9, len(words)), draw(st.sampled_from(SIGNS.split()))),) if draw(st.booleans()) else ()
        found.append(Passage(words, origin, block, within, notes, links))
    return tuple(found)


LANGUAGES = st.sampled_from(("en", "en-GB", "en-US", "fr"))


# --- patterns ---------------------------------------------------------------------------------------------------------


def test_patterns_are_found() -> None:
    assert len(PATTERNS) > 80
    assert "remains._STANDS_IN-0" in PATTERNS


@settings(max_examples=5000, deadline=None)
@given(texts())
@example("the Reſt organİze")
def test_a_pattern_matches_nothing_where_its_gate_says_no(text: str) -> None:
    for name, pattern in PATTERNS.items():
        if not pattern.may_match(text):
            assert pattern.compiled.search(text) is None, name


@pytest.mark.parametrize("name", PATTERNS)
@settings(max_examples=250, suppress_health_check=list(HealthCheck), deadline=None)
@given(data=st.data())
def test_a_gate_lets_through_what_its_pattern_matches(name: str, data: st.DataObject) -> None:
    pattern = PATTERNS[name]
    assert pattern.may_match(data.draw(st.from_regex(pattern.compiled)))


@given(st.from_regex(re.compile("reste|signature|kiosk|été", re.IGNORECASE), fullmatch=True))
def test_small_letters_are_those_of_a_search_that_ignores_capitals(word: str) -> None:
    assert small(word) in ("reste", "signature", "kiosk", "été")


@given(texts() | st.text())
def test_words_are_those_of_a_pattern(text: str) -> None:
    assert words_of(text) == frozenset(re.findall(r"[^\W\d_]+", text))


@given(texts() | st.text(alphabet="ab ’'“”\"«»@http:/w.\n"))
def test_own_words_need_signs_of_what_is_not_own(text: str) -> None:
    every = re.compile("|".join(prose._NOT_OWN.values()))
    assert prose.own_words(text) == every.sub(lambda found: prose.BLANK * len(found.group()), text)


@settings(max_examples=5000, deadline=None)
@given(texts())
def test_american_words_are_all_seen(text: str) -> None:
    words = words_of(small(text))
    assert {word for word in words if (known := spelling_pairs.spelt(word)) and not known.first} <= (
        spelling_pairs.american(words)
    )


def test_no_american_word_is_missed() -> None:
    every = set(spelling_pairs._american()) | {"organize", "realizations", "unauthorized"}
    assert spelling_pairs.american(every) == every
    assert not spelling_pairs.american(spelling_pairs._british() | {"organise", "size", "citizen", "prized"})


# --- checks -----------------------------------------------------------------------------------------------------------

GATES = (
    "acronyms._may_want_explaining",
    "counted.may_count",
    "numbers.may_count",
    "numerals.may_be_number",
    "patterns.Pattern.may_match",
    "counted._Phrase.may_match",
    "spelling._may_be_mixed",
    "spelling.are_spelt_either_way",
)


@contextlib.contextmanager
def open_gates() -> Iterator[None]:
    """Lets every check search for all that it knows."""
    with contextlib.ExitStack() as stack:
        for gate in GATES:
            stack.enter_context(mock.patch(f"undersigned.checks.{gate}", return_value=True))
        yield


def _seen(findings: Iterator[Finding | Problem]) -> list[tuple[object, ...]]:
    return [
        (one.code, one.passage.words, one.start, one.end, one.message)
        if isinstance(one, Finding)
        else (one.code, one.span, one.message)
        for one in findings
    ]


def _of_words(found: Passages, language: str) -> list[tuple[object, ...]]:
    reading = Reading(found, language)
    return _seen(finding for check in checks.WORDS for finding in check(reading))


@settings(deadline=None)
@given(passages(), LANGUAGES)
def test_the_words_of_a_letter_are_found_with_and_without_gates(found: Passages, language: str) -> None:
    gated = _of_words(found, language)
    with open_gates():
        assert gated == _of_words(found, language)


@cache
def _drafts() -> tuple[Checked, ...]:
    renderer = Renderer(Workspace(ROOT))
    letters = [one for slug in SLUGS for one in renderer.drafts(slug, Order((slug,))).letters]
    return tuple(Checked(letter.drafted, TODAY) for letter in letters if letter.drafted)


def _letter(number: int, found: Passages, language: str) -> Checked:
    """A shipped letter with other words: those of its body, of its demands, and all that is printed."""
    drafted = _drafts()[number].drafted
    body = Prose("\n\n".join(passage.words for passage in found) or "…", found[0].origin.file)
    campaign = drafted.brief.campaign.model_copy(update={"body": body, "language": language})
    other = replace(drafted, brief=replace(drafted.brief, campaign=campaign))
    demands = {name: found[at % len(found)] for at, name in enumerate(drafted.listed)}
    vars(other).update(passages=found, listed=demands)  # in the place of what is worked out when it is first needed
    return Checked(other, TODAY)


def _of_letter(number: int, found: Passages, language: str) -> list[tuple[object, ...]]:
    checked = _letter(number, found, language)
    return _seen(finding for check in checks.LETTER for finding in check(checked))


@settings(deadline=None)
@given(st.integers(0, 3), passages(("campaign.yaml",)), LANGUAGES)
def test_a_letter_is_checked_with_and_without_gates(number: int, found: Passages, language: str) -> None:
    gated = _of_letter(number, found, language)
    with open_gates():
        assert gated == _of_letter(number, found, language)


def test_gates_are_open_where_something_is_found() -> None:
    """The comparison above is one of letters with findings, or it would prove nothing."""
    words = (
        "The undersigned 33 organizations organise TODO [name] **now, see http://bit.ly/a and “**”. ABC and ABC met."
    )
    found = (Passage(words, Origin("campaign.yaml", 1, "field", "body")),)
    assert {code for code, *_ in _of_words(found, "en")} >= {"U631", "U632", "U636", "U637", "U653"}
    assert "U634" in {code for code, *_ in _of_letter(0, found, "en")}


def test_a_clean_letter_compiles_hardly_anything() -> None:
    """What a letter without faults costs is what the patterns cost that are compiled for it."""
    for pattern in PATTERNS.values():
        vars(pattern).pop("compiled", None)
    words = "The authorities should release all prisoners at once and let observers into the prisons."
    found = (Passage(words, Origin("campaign.yaml", 1, "field", "body")),)
    assert _of_words(found, "en") == []
    assert sum("compiled" in vars(pattern) for pattern in PATTERNS.values()) < 8
