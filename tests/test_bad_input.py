"""Bad input: every fault gets one clear line with its place and a remedy, all faults at once, and nothing is written.

A case file in `cases/bad/` holds, one after the other,

    $ render x                                    the command, if it is another
    --- campaigns/x/campaign.yaml                 a file of the workspace and its text, as many as needed;
                                                  “(latin-1)”, “(missing)” or “(folder)” after its name say what else
    === problems
    campaigns/x/campaign.yaml:1:1 U201 some words      place, code, and words that the line must hold as well

The other files are those of `tests/workspaces.py`. Every case runs through the command line.
"""

from __future__ import annotations

import copy
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import workspaces
from undersigned.problems import Refused
from undersigned.rendering import Order, Renderer
from undersigned.source import read
from undersigned.workspace import Workspace

CASES = sorted((Path(__file__).parent / "cases" / "bad").glob("*.case"))
_FILE = re.compile(r"^--- (\S+)(?: \((.+)\))?\n", re.MULTILINE)
_PLACED = re.compile(r"(?P<place>[^\s:][^:]*:\d+:\d+): (?P<code>U\d{3}) (?P<words>.+)")
# The words of the programs inside, which staff who write letters have no use for.
_PROGRAMMERS_WORDS = re.compile(
    r"Traceback|pydantic|jinja|Python|NoneType|\bdict\b|\bstr\b|\bint\b|tuple|\bobject\b|mapping|scalar|Errno|'[a-z_]+'"
    r"|undefined|\[\]|\{\}"
)


def _case(path: Path) -> tuple[list[str], dict[str, str | bytes | None], list[str], list[str]]:
    """The command, the files, the folders and the expected lines of a case."""
    text, expected = path.read_bytes().decode().split("=== problems\n")
    command = ["render", "x"]
    if text.startswith("$ "):
        first, text = text.split("\n", 1)
        command = first[2:].split()
    files: dict[str, str | bytes | None] = {}
    folders: list[str] = []
    _, *sections = _FILE.split(text)
    for name, manner, content in zip(sections[::3], sections[1::3], sections[2::3], strict=True):
        match manner:
            case None:
                files[name] = content
            case "latin-1":
                files[name] = content.encode("latin-1")
            case "missing":
                files[name] = None
            case "folder":
                folders.append(name)
            case _:
                raise ValueError(manner)
    return command, files, folders, expected.splitlines()


def _snapshot(root: Path) -> dict[str, bytes | None]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes() if path.is_file() else None for path in root.rglob("*")
    }


def test_there_are_cases() -> None:
    assert len(CASES) > 80


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_fault_is_said_with_its_place(case: Path, tmp_path: Path) -> None:
    command, files, folders, expected = _case(case)
    workspaces.build(tmp_path, files)
    for folder in folders:
        (tmp_path / folder).mkdir(parents=True)
    before = _snapshot(tmp_path)
    run = workspaces.run(tmp_path, *command)
    printed = run.err.splitlines()
    found = [_PLACED.fullmatch(line) for line in printed]
    assert all(found), run.err
    assert [f"{line['place']} {line['code']}" for line in found if line] == [
        " ".join(line.split(" ")[:2]) for line in expected
    ], run.err
    for line, wanted in zip(printed, expected, strict=True):
        assert " ".join(wanted.split(" ")[2:]) in line
        assert not _PROGRAMMERS_WORDS.search(line), line
        assert line.endswith(")") or " must be at " in line, f"no remedy: {line}"
    assert run.status == 1
    assert str(tmp_path) not in run.out + run.err
    assert _snapshot(tmp_path) == before, "nothing is written"


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
accept: [{code: U402, reason: It is so., line: "3"}]
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


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
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
    assert not [line for line in said if str(root) in line or _PROGRAMMERS_WORDS.search(line)]
