"""Bad input: every fault gets one clear line with its place and a remedy, all faults at once, and nothing is written.

The cases lie in `cases/bad/`, in the form that `tests/case_files.py` describes.
"""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import case_files, workspaces
from undersigned.problems import Refused
from undersigned.rendering import Order, Renderer
from undersigned.source import read
from undersigned.workspace import Workspace

CASES = case_files.cases("bad")


def test_there_are_cases() -> None:
    assert len(CASES) > 150


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_fault_is_said_with_its_place(case: Path, tmp_path: Path) -> None:
    assert case_files.play(case, tmp_path).status == 1


# --- whatever stands in a file, the answer is a letter or a list of problems ------------------------------------------

RICH = """\
title: Open letter
documents:
  joint-letter: {date: 2020-01-01, title: Another title, signatories: {columns: 1}}
  news-item: {opening: It began.}
date: 2020-07-21
sender:
  organisation: North Network
  address: "Long Street, Eastville"
  contact: {name: Jane Doe, email: jane@example.org, phone: "1"}
target: {id: them, name: the Government}
addressees:
  - {use: donors}
  - All others
  - {name: The rest, kind: state, address: [One, Two]}
  - {use: minister, greeting: Hi}
cc: [One, {use: minister}, {name: Three}]
masthead: [One, Two]
standfirst: In short.
salutation: none
opening: |
  We ask you {{ ask("open-prisons") }}.
body: |
  {{ fact("own") }} It happened.{{ cite("arrests") }}[^note]

  [^note]: A note.
lead_in: We ask you to
demands:
  - heading: One
    lead_in: First,
    numbering: continue
    marks: a)
    items:
      - open-prisons
      - use: mend-law
        with: {law: [one law, another law]}
        also: [{verb: urges, act: go, actor: parliament, link: then}]
        actor: commission
        noun: amendments by {{ actor }}
  - {merge: [open-prisons, mend-law], noun: an end, act: end it, id: both}
  - id: mine
    act: do {{ it }}
    noun: it
    parameters: {it: {example: this, default: that}}
    languages: {fr: {imperative: faire}}
    basis: [{instrument: treaty, article: "1"}]
    detail: In detail.
    verb: Urges
  - {verb: Condemns, operative: all that}
commitments: {heading: Promises, lead_in: We will, marks: a), items: [go on, {act: come back}, {use: open-prisons}]}
after_demands: After that.
closing: At last.
valediction: none
annexes: [{heading: Annex, body: More words.}]
credit: "Photo: Jane Doe"
tags: [Prisons]
facts:
  own:
    text: It happened.
    sources: [{title: Page, date: 2019-11/2019-12, url: "https://example.org/", locator: p. 1}]
    persons: [{name: Jane Doe, public: true}]
notes: {place: end, marks: symbols, again: full}
signatories:
  order: listed
  articles: ignore
  lead: [zebra-union]
  group_by: scope
  headings: {regional: Regional}
  columns: "2"
  numbered: true
  scopes: {international: world-wide}
  countries: comma
  regions: false
  signers: true
  late: none
  as_of: 2020-01-01
signoff: {version: v1, deadline: 2020-07-15 18:00}
embargo: 2020-07-21 09:00
accept: [{code: U402, reason: It is so., words: some}]
"""

RICH_FILES = {
    **workspaces.FILES,
    "campaigns/rich/campaign.yaml": RICH,
    "campaigns/rich/sign-ons.yaml": """\
signatories: [zebra-union, {id: jane-doe, status: confirmed, signer: {name: Jane Doe, public: true}}]
withheld: "2"
""",
    "templates/letters/joint-letter/kind.yaml": """\
description: letter
frame: imperative
marks: 1.
notes: {place: foot, marks: numbers}
signatories: {columns: "2"}
needs: [addressees, demands]
""",
}
_DATA = {name: read(text.encode(), name).data for name, text in RICH_FILES.items()}

# Values that stand where they should not: of every type, ids, prose that cannot be worked out, marks of all sorts.
VALUES: list[Any] = [
    *(None, True, False, "", "x", [], {}, ["x"], {"x": "y"}, [[]], [{}], [None]),
    *({"use": "x"}, {"use": "open-prisons"}, {"use": ["a"]}, {"items": ["x"]}, {"items": "x"}, ["a", ["b"]]),
    *("open-prisons", "donors", "zebra-union", "none", "2020-13-01", "fr", "xx-YY", "e n", "-", "\\", "a\n\nb"),
    *("{{ x }}", "{{", "{{ fact(1) }}", "{{ fact() }}", '{{ ask("mend-law") }}', "{{ ask(title) }}", "{{ 1 / 0 }}"),
    *(
        "{{ signatories }}",
        "{{ demands }}",
        "{{ sender }}",
        "{% if %}",
        "<b>",
        "[x](javascript:y)",
        "# x\n\n- y",
        "[^1]",
    ),
]


def _paths(data: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    children = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [path, *(below for key, value in children for below in _paths(value, (*path, key)))]


@st.composite
def _spoilt(draw: st.DrawFn) -> tuple[str, Any]:
    """A file of the workspace, and its data with one to three values changed, dropped or added."""
    name = draw(st.sampled_from(sorted(_DATA)))
    data = copy.deepcopy(_DATA[name])
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from([path for path in _paths(data) if path] or [()]))
        if not path:
            break
        holder = data
        for step in path[:-1]:
            holder = holder[step]
        match draw(st.sampled_from(["change", "change", "change", "drop", "add"])):
            case "drop":
                del holder[path[-1]]
            case "add" if isinstance(holder, dict):
                holder["added"] = copy.deepcopy(draw(st.sampled_from(VALUES)))
            case _:
                holder[path[-1]] = copy.deepcopy(draw(st.sampled_from(VALUES)))
    return name, data


@pytest.mark.parametrize("date", ["[2020]", "{year: 2020}", "true"])
def test_the_date_of_a_source_is_a_text(date: str, tmp_path: Path) -> None:
    facts = f"arrests: {{text: It happened., sources: [{{title: Page, date: {date}}}]}}\n"
    root = workspaces.build(tmp_path, {"campaigns/shared/facts.yaml": facts})
    assert [problem.code for problem in workspaces.problems(root)] == ["U204"]


def test_the_campaign_to_be_spoilt_is_sound(tmp_path: Path) -> None:
    assert not workspaces.problems(workspaces.build(tmp_path, RICH_FILES), "rich")


@settings(max_examples=3000, deadline=None, suppress_health_check=list(HealthCheck))
@given(spoilt=_spoilt())
def test_whatever_stands_in_a_file_the_answer_is_a_letter_or_problems(
    spoilt: tuple[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> None:
    name, data = spoilt
    root = tmp_path_factory.getbasetemp() / "spoilt"
    if not root.is_dir():
        workspaces.build(root, RICH_FILES)
    (root / name).write_text(json.dumps(data, ensure_ascii=False))
    slug = name.split("/")[1] if name.endswith(("campaign.yaml", "sign-ons.yaml")) else "rich"
    order = Order((slug,), formats=("md", "html"))
    renderer = Renderer(Workspace(root))
    try:
        for output in renderer.outputs(renderer.letters(order), order):
            assert output.content
    except Refused as refused:
        said = [str(problem) for problem in refused.problems]
    else:
        said = ["nothing is wrong"]
    finally:
        (root / name).write_text(RICH_FILES[name])
    assert said
    assert not [line for line in said if str(root) in line or case_files.PROGRAMMERS_WORDS.search(line)]
