"""Model and schema agree: what a schema refuses does not load, and what is wrong in itself no schema lets pass.

The cases in `cases/schema/` each hold a sound file, and below it changes that leave it sound or break it, as
`old => new`. Files are read as an editor reads them, and checked by jsonschema, which is not ours.
"""

from __future__ import annotations

import copy
import json
import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests import editor_yaml, workspaces
from tests.test_bad_input import VALUES
from undersigned import schema
from undersigned.library import Library
from undersigned.loading import read_campaign
from undersigned.problems import Problem, Refused
from undersigned.schema.known import Known
from undersigned.source import read
from undersigned.workspace import Workspace, stock_templates


class Case:
    """A sound file, and changes of it that leave it sound or break it."""

    def __init__(self, path: Path) -> None:
        head, sound, broken = re.split(r"^=== (?:sound|broken)\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        first, text = head.split("\n", 1)
        self.text: str = text
        self.schema = path.stem
        self.file = first.removeprefix("--- ")
        self.sound, self.broken = (list(self._changes(part)) for part in (sound, broken))

    def _changes(self, part: str) -> Iterator[tuple[str, str]]:
        for line in part.splitlines():
            old, _, new = line.replace("\\n", "\n").partition(" =>")
            yield old, new.removeprefix(" ")

    def changed(self, old: str, new: str) -> str:
        assert self.text.count(old) == 1, f"“{old}” stands {self.text.count(old)} times in {self.file}"
        return self.text.replace(old, new)


CASES = [Case(path) for path in sorted((Path(__file__).parent / "cases/schema").glob("*.case"))]
SOUND = {case.file: case.text for case in CASES}
(CAMPAIGN,) = (case for case in CASES if case.schema == "campaign")


class Workplace:
    """The sound files in a workspace whose stock has letters and no demand blocks, so that it is read in no time."""

    def __init__(self, root: Path) -> None:
        self.root = workspaces.build(root / "rich", SOUND)
        shutil.copytree(stock_templates() / "letters", root / "stock/letters")
        known = Known(Library(self._workspace()))
        self._validators = {name: Draft202012Validator(schema.schema(known, name)) for name in schema.NAMES}

    def _workspace(self) -> Workspace:
        workspace = Workspace(self.root)
        vars(workspace)["stock"] = self.root.parent / "stock"
        return workspace

    def faults(self, case: Case, data: Any) -> list[str]:
        """What an editor says of the data of a file."""
        errors = self._validators[case.schema].iter_errors(data)
        return [f"{error.json_path}: {error.message[:200]}" for error in errors]

    def problems(self, case: Case, text: str) -> list[Problem]:
        """The errors that loading finds where the file of a case says something else."""
        path = self.root / case.file
        path.write_text(text, encoding="utf-8")
        try:
            library = Library(self._workspace())
            problems = list(library.check_all())
            problems += read_campaign(library, "rich").problems
        except Refused as refused:
            problems += refused.problems
        finally:
            path.write_text(case.text, encoding="utf-8")
        return [problem for problem in problems if problem.severity == "error"]


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Workplace:
    return Workplace(tmp_path_factory.mktemp("agreement"))


def _named(changes: str) -> list[Any]:
    return [
        pytest.param(case, *change, id=f"{case.schema}: {change[0]} => {change[1]}".replace("\n", "|"))
        for case in CASES
        for change in getattr(case, changes)
    ]


def test_there_is_a_case_for_every_schema_and_there_are_enough() -> None:
    assert {case.schema for case in CASES} == set(schema.NAMES)
    assert sum(len(case.broken) for case in CASES) > 200


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.schema)
def test_the_files_to_be_broken_are_sound(case: Case, rich: Workplace) -> None:
    assert rich.problems(case, case.text) == []
    assert rich.faults(case, editor_yaml.read(case.text)) == []


@pytest.mark.parametrize(("case", "old", "new"), _named("sound"))
def test_both_accept(case: Case, old: str, new: str, rich: Workplace) -> None:
    text = case.changed(old, new)
    assert [str(problem) for problem in rich.problems(case, text)] == []
    assert rich.faults(case, editor_yaml.read(text)) == []


@pytest.mark.parametrize(("case", "old", "new"), _named("broken"))
def test_both_refuse(case: Case, old: str, new: str, rich: Workplace) -> None:
    text = case.changed(old, new)
    assert rich.problems(case, text)
    assert rich.faults(case, editor_yaml.read(text))


# --- whatever stands in a file ----------------------------------------------------------------------------------------

SPOILT: list[Any] = [*VALUES, 3, 2020, "2020-02-30", "2020-07-21 18:00", "2020", "2", "NL", "confirmed", "1.", "list"]
SOMETHING = [value for value in SPOILT if value is not None]

STRUCTURAL = frozenset({"U201", "U202", "U203", "U204", "U205"})
"""The codes of what is wrong in itself, whatever else there is."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What one of the two refuses and the other does not, and why, with an example: a change of the campaign.

    `said` is a pattern of what is said: by loading, or by the validator with the place before it.
    """

    why: str
    old: str
    new: str
    said: str = "never in what is spoilt here"


LEFT_TO_CHECK = (
    Difference(
        "no calendar has the day", "date: 2020-07-21", "date: 2021-02-29", r"“\d{4}-\d\d-\d\d\b.*” is not a date"
    ),
    Difference(
        "several fields and files can say it", "letter:\nlang", "letter: {cc: [], addressees: []}\nlang", r" needs “"
    ),
    Difference(
        "there are too many languages to list", "language: en", "language: xx", "is not a language that is known"
    ),
    Difference(
        "a group is a group by its entry",
        "{use: minister, greeting",
        "{use: donors, greeting",
        r"cannot stand beside “use: ",
    ),
    Difference("an address of e-mail has no simple form", "jane@example.org", "jane", "is not an e-mail address"),
    Difference("for an editor it is a number like 2", 'columns: "2"', "columns: 2.0"),
    Difference("for an editor it is the word true", "numbered: true", "numbered: True"),
)
"""What loading refuses with a code of `STRUCTURAL`, and no schema."""

ONLY_EDITORS_SAY = (
    Difference("for an editor it is the word true", "title: Open letter", "title: True"),
    Difference(
        "an empty list of facts holds none, as an empty group would",
        "annexes: []",
        "annexes: []\n    facts: []",
        r"\.facts: \[\] is not",
    ),
)
"""What a schema refuses, and loading does not."""


def _id(difference: Difference) -> str:
    return difference.new.replace("\n", "|")


@pytest.mark.parametrize("difference", LEFT_TO_CHECK, ids=_id)
def test_what_schemas_leave_to_check_is_still_so(difference: Difference, rich: Workplace) -> None:
    text = CAMPAIGN.changed(difference.old, difference.new)
    assert {problem.code for problem in rich.problems(CAMPAIGN, text)} & STRUCTURAL, difference.why
    assert rich.faults(CAMPAIGN, editor_yaml.read(text)) == []


@pytest.mark.parametrize("difference", ONLY_EDITORS_SAY, ids=_id)
def test_what_editors_alone_say_is_still_so(difference: Difference, rich: Workplace) -> None:
    text = CAMPAIGN.changed(difference.old, difference.new)
    assert [str(problem) for problem in rich.problems(CAMPAIGN, text)] == [], difference.why
    assert rich.faults(CAMPAIGN, editor_yaml.read(text))


def _is_known(said: str, differences: Sequence[Difference]) -> bool:
    return any(re.search(difference.said, said) for difference in differences)


def _paths(data: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    children = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [path, *(below for key, value in children for below in _paths(value, (*path, key)))]


@st.composite
def _spoilt(draw: st.DrawFn) -> tuple[Case, Any]:
    """A case, and the data of its file with one value or two changed, dropped or added."""
    case = draw(st.sampled_from([*CASES, *[CAMPAIGN] * 5]))
    data = copy.deepcopy(read(case.text.encode(), case.file).data)
    for _ in range(draw(st.integers(1, 2))):
        paths = [path for path in _paths(data) if path]
        if not paths:
            break
        path = draw(st.sampled_from(paths))
        holder = data
        for step in path[:-1]:
            holder = holder[step]
        match draw(st.sampled_from(["change", "change", "change", "drop", "add"])):
            case "drop":
                del holder[path[-1]]
            case "add" if isinstance(holder, dict):
                holder["added"] = copy.deepcopy(draw(st.sampled_from(SOMETHING)))
            case _:
                holder[path[-1]] = copy.deepcopy(draw(st.sampled_from(SPOILT)))
    return case, data


@settings(max_examples=5000, deadline=None, suppress_health_check=list(HealthCheck))
@given(spoilt=_spoilt())
def test_whatever_stands_in_a_file_both_say_the_same(spoilt: tuple[Case, Any], rich: Workplace) -> None:
    case, data = spoilt
    found = rich.problems(case, json.dumps(data, ensure_ascii=False))
    faults = rich.faults(case, data)
    if faults:
        assert found or all(_is_known(fault, ONLY_EDITORS_SAY) for fault in faults), faults
    else:
        said = [str(problem) for problem in found if problem.code in STRUCTURAL]
        assert [line for line in said if not _is_known(line, LEFT_TO_CHECK)] == []
