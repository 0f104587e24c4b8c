"""Files with faults: what is shown as mended, what is read on as it was meant, and where that stands."""

from __future__ import annotations

import inspect
import re
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.test_source import CASES, codes, halves, problems_of, source
from undersigned.models import base, campaign, demand, register, shared
from undersigned.problems import Span
from undersigned.source import Path_, Source, Unsound, writing
from undersigned.source.mending import column_before
from undersigned.source.vocabulary import FIELDS, LISTS, OF_CAMPAIGNS, PROSE

_SHOWN = re.compile(r"write (?:it|both in one line,) as  (.+?)(?:; if .*|: none are .*)?$")


def test_the_line_that_is_shown_can_be_read() -> None:
    shown = [
        found[1]
        for case in CASES
        for problem in problems_of(halves(case)[0])
        if (found := _SHOWN.search(problem.remedy)) is not None
    ]
    assert len(shown) > 80
    for line in shown:
        assert codes(line.rstrip(",") + "\n") == [], line
        assert len(line) <= 100


def of_unsound(text: str) -> Source:
    """What a file says whose faults leave no doubt of what was meant."""
    with pytest.raises(Unsound) as raised:
        source(text)
    assert raised.value.source is not None
    return raised.value.source


MENDED = {
    "a tab": ("a:\n\tb: c\n", "a:\n  b: c\n"),
    "a no-break space": ("a:\u00a0b\n", "a: b\n"),
    "dashes of a word processor": ("a:\n  – b\n  — c\n", "a:\n  - b\n  - c\n"),
    "no space after dashes": ("a:\n  -b\n  -c: d\n", "a:\n  - b\n  - c: d\n"),
    "no space after a colon": ("a: b\nc:d\ne: f\n", "a: b\nc: d\ne: f\n"),
    "another sign for the colon": ("a: b\ntitle = c\ne: f\n", "a: b\ntitle: c\ne: f\n"),
    "no colon": ("a: b\ntitle C\ne: f\n", "a: b\ntitle: C\ne: f\n"),
    "no dash": ("a:\n  - B\n  C\n  - D\n", "a:\n  - B\n  - C\n  - D\n"),
    "no first dash": ("a:\n  B\n  - C\n", "a:\n  - B\n  - C\n"),
    "an entry too deep": ("a:\n  - b\n    - c\n", "a:\n  - b\n  - c\n"),
    "an entry between columns": ("a:\n  - b\n   - c: d\n     e: f\n", "a:\n  - b\n  - c: d\n    e: f\n"),
    "a field too deep": ("title: b\n  sender:\n    name: c\n", "title: b\nsender:\n  name: c\n"),
    "a field beside its entry": ("a:\n  - use: b\n  with:\n    c: d\n", "a:\n  - use: b\n    with:\n      c: d\n"),
    "a colon": ("a: B: c\nd: e\n", 'a: "B: c"\nd: e\n'),
    "a colon in an entry": ("a:\n  - B: c\n", 'a:\n  - "B: c"\n'),
    "a hash": ("a: b #c\n", 'a: "b #c"\n'),
    "a comma in braces": ("a: {b: c, d, e: f}\n", 'a: {b: "c, d", e: f}\n'),
    "no comma in braces": ("a: {b: c name: d}\n", "a: {b: c, name: d}\n"),
    "no comma between lines": ("a: {b: c,\n  d: e\n  f: g}\n", "a: {b: c,\n  d: e,\n  f: g}\n"),
    "braces left open": ("a: {b: c,\n  d: e\nf: g\n", "a: {b: c,\n  d: e}\nf: g\n"),
    "an expression": ("a: {{ b }} c\n", 'a: "{{ b }} c"\n'),
    "an expression in braces": ('a: {b: {{ c("d", 1) }}, e: f}\n', "a: {b: '{{ c(\"d\", 1) }}', e: f}\n"),
    "a star": ("a: *b* c\n", 'a: "*b* c"\n'),
    "a name for a value": ("a: &b c\n", 'a: "&b c"\n'),
    "a quote left open": ('a: "b\nc: d\n', 'a: "b"\nc: d\n'),
    "a quote left open over lines": ('a: "b\n  c\nd: e\n', 'a: "b\n  c"\nd: e\n'),
    "text after a quote": ('a: "b" c\n', "a: '\"b\" c'\n"),
    "text below a bar": ("a: |\nb\nc d: e\nf: g\n", "a: |\n  b\n  c d: e\nf: g\n"),
    "a paragraph left of its text": ("a: |\n  b\n\nC d\n\n  e\nf: g\n", "a: |\n  b\n\n  C d\n\n  e\nf: g\n"),
    "a dash of the first entry": (
        "cc:\n  use: b\n    with: c\n  - use: d\n",
        "cc:\n  - use: b\n    with: c\n  - use: d\n",
    ),
    "a dash of a later entry": (
        "cc:\n  - use: b\n    with: c\n    use: d\n    with: e\n",
        "cc:\n  - use: b\n    with: c\n  - use: d\n    with: e\n",
    ),
    "a colon over a text": ("title: a\nbody\n  b\n\n  c: d\n", "title: a\nbody: |\n  b\n\n  c: d\n"),
    "a colon above a field": ("a:\n  order b\n  columns: c\n", "a:\n  order: b\n  columns: c\n"),
    "a bar": ("lead_in:\n  We ask you to:\na: b\n", "lead_in: |\n  We ask you to:\na: b\n"),
    "a line behind a hash": ("a:\n  - use: b\n#    with:\n      c: d\n", "a:\n  - use: b\n    with:\n      c: d\n"),
    "a field and what is below it": (
        "a:\n  - use: b\n  with:\n    c: d\n",
        "a:\n  - use: b\n    with:\n      c: d\n",
    ),
    "the first entry of several": ("cc:\n - b\n  - c\n  - d\n", "cc:\n  - b\n  - c\n  - d\n"),
    "a heading left of its text": ("a: |\n  b\n\n## C\n\n  d\ne: f\n", "a: |\n  b\n\n  ## C\n\n  d\ne: f\n"),
    "a line across a text": ("a: |\n  b\n\n---\n\n  d\ne: f\n", "a: |\n  b\n\n  ---\n\n  d\ne: f\n"),
    "a note left of its text": ("a: |\n  b\n\n[^c]: d\n\n  e\nf: g\n", "a: |\n  b\n\n  [^c]: d\n\n  e\nf: g\n"),
    "entries without dashes": ("cc:\n  A b\n  C d\n", "cc:\n  - A b\n  - C d\n"),
    "entries with numbers": ("cc:\n  1. A\n  2. B\n", "cc:\n  - A\n  - B\n"),
    "a list inside a text": ("a: |\n  b\n  cc:\n    - use: d\n", "a: |\n  b\ncc:\n  - use: d\n"),
    "a wrapped line": ("a: b\nc d\ne: f\n", "a: b\n  c d\ne: f\n"),
}


def mended_by_its_words(text: str) -> str | None:
    """The text with the first remedy done to the letter, where that is one of the two that are the most frequent."""
    problem = problems_of(text)[0]
    lines = text.split("\n")
    line = lines[problem.span.line - 1]
    if found := re.fullmatch(
        r"write it as  (.+?)(?:  with (no|\d+) spaces? before the “-”)?(?:; if .*)?", problem.remedy
    ):
        depth = len(line) - len(line.lstrip(" ")) if found[2] is None else int(found[2].replace("no", "0"))
        lines[problem.span.line - 1] = " " * depth + found[1]
    elif found := re.fullmatch(
        r"(?:delete it, and )?begin (?:it|this line) with (no|\d+) spaces?(?: instead of \d+)?"
        r"(?:, (?:like|to go with|so that) .*?)?(?:; if .*)?",
        problem.remedy,
    ):
        lines[problem.span.line - 1] = " " * int(found[1].replace("no", "0")) + line.lstrip(" \t")
    else:
        return None
    return "\n".join(lines)


def test_doing_what_is_said_takes_the_problem_away() -> None:
    done = 0
    for case in CASES:
        text, kind, _ = halves(case)
        mended = mended_by_its_words(text) if kind == "problems" else None
        if mended is not None and not re.search(r" and (move|so each) ", problems_of(text)[0].remedy):
            done += 1
            before, after = problems_of(text), problems_of(mended)
            assert before[0] not in after, case.stem
            assert len(after) < len(before) or case.stem in {"U113-bullets-after-tabs"}, (case.stem, after)
    assert done > 140


@pytest.mark.parametrize("case", MENDED)
def test_what_was_meant_is_read_on(case: str) -> None:
    broken, mended = MENDED[case]
    assert of_unsound(broken).data == source(mended).data


@pytest.mark.parametrize(
    ("text", "path", "place"),
    [
        ("a: {b: c, d, e: f}\ng: h\n", ("a", "e"), (1, 17)),
        ("a: {b: c, d, e: f}\ng: h\n", ("g",), (2, 4)),
        ("a: {b: c name: d}\n", ("a", "name"), (1, 16)),
        ("a: {b: the C: d, e: f}\n", ("a", "e"), (1, 21)),
        ("a: *b* c\n", ("a",), (1, 4)),
        ("a:\n  -b: c\n", ("a", 0, "b"), (2, 7)),
        ("a:\n  - b\n    - c: d\n", ("a", 1, "c"), (3, 10)),
        ("title: b\n    place: c\n", ("place",), (2, 12)),
    ],
)
def test_places_are_those_of_the_file_as_it_stands(text: str, path: Path_, place: tuple[int, int]) -> None:
    assert of_unsound(text).span(path) == Span("letter.yaml", *place)


@given(st.text("ab ", max_size=8), st.text("ab ", max_size=8), st.text("abc", max_size=4), st.text("abc", max_size=4))
def test_columns_of_a_mended_line(start: str, end: str, before: str, after: str) -> None:
    original, mended = start + before + end, start + after + end
    columns = [column_before(mended, original, column) for column in range(len(mended) + 1)]
    assert columns == sorted(columns)
    assert columns[: len(start)] == list(range(len(start)))
    assert columns[-1] <= len(original)


@pytest.mark.parametrize(
    "text",
    [
        "a: b\n---\nc: d\n",
        "a: {use: b}, {use: c}\n",
        "title: a, place: b\n",
        "a: {use: c} d\n",
        "sender:\n    name: a\n  email: b\n",
        "- [a]: b\n",
    ],
)
def test_where_it_is_in_doubt_nothing_is_read_on(text: str) -> None:
    with pytest.raises(Unsound) as raised:
        source(text)
    assert raised.value.source is None


def test_a_name_of_several_words_is_written_in_quotes() -> None:
    data = {"title": "We write to you", "And to all of us": "x", "Your email": "email"}
    written = "\n".join(writing.spread_out(data, 0))
    assert written == 'title: We write to you\n"And to all of us": x\n"Your email": email'
    assert source(written).data == data
    assert source(writing.in_braces(data)).data == data
    assert codes(written.replace('"', "")) == ["2:1: U103"]


def test_the_names_of_fields_are_those_of_the_models() -> None:
    models = (base, campaign, demand, register, shared)
    classes = {
        member
        for module in models
        for _, member in inspect.getmembers(module, inspect.isclass)
        if issubclass(member, base.Model)
    }
    names = {info.alias or name for model in classes for name, info in model.model_fields.items()}
    assert names | {"documents", "languages"} == FIELDS


def fields_of(*modules: ModuleType) -> dict[str, list[tuple[str, object]]]:
    """The fields of all models, by their names: the model that has each, and what it holds."""
    found: dict[str, list[tuple[str, object]]] = {}
    for module in modules:
        for name, member in inspect.getmembers(module, inspect.isclass):
            if issubclass(member, base.Model):
                for field, info in member.model_fields.items():
                    found.setdefault(info.alias or field, []).append((name, info.annotation))
    return found


def test_what_fields_hold_is_what_the_models_say() -> None:
    fields = fields_of(base, campaign, demand, register, shared)
    holds = {name: {str(annotation) for _, annotation in of_models} for name, of_models in fields.items()}
    assert {name for name, texts in holds.items() if all("base.Prose" in text for text in texts)} == PROSE
    lists = {name for name, texts in holds.items() if any(text.startswith("tuple[") for text in texts)}
    assert lists - {"facts", "signatories", "example", "default"} == LISTS  # those are written as groups, or as texts
    only = {name for name, of_models in fields.items() if {model for model, _ in of_models} == {"Campaign"}}
    assert only | {"documents"} == OF_CAMPAIGNS
