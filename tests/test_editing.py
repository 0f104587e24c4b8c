"""YAML changed in place: what is asked for changes, and every other byte stays."""

from __future__ import annotations

import datetime
import os
import subprocess
import sys
import textwrap
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.strategies import any_line, texts
from undersigned.editing import Yaml, locked, write
from undersigned.problems import Refused
from undersigned.rendering import Output
from undersigned.source import read
from undersigned.source.writing import in_braces, spread_out
from undersigned.workspace import Workspace


def edited(text: str, change: Callable[[Any], object]) -> str:
    """The text of a file after its data have been changed."""
    yaml = Yaml.of(text.encode(), "sign-ons.yaml")
    change(yaml.data)
    return yaml.bytes().decode()


def readable(text: str) -> bool:
    try:
        return bool(read(f"k: {in_braces(text)}\n".encode(), "x").data == {"k": text})
    except Refused:
        return False


lines = st.one_of(texts, any_line).filter(readable)
"""Texts that a file can hold at all."""

# --- case by case -----------------------------------------------------------------------------------------------------


def test_what_is_not_changed_is_the_same_file() -> None:
    raw = b"\xef\xbb\xbf# who\r\nsignatories:\r\n-   a # x\r\n".replace(b" # x", b"   # x")
    yaml = Yaml.of(raw, "sign-ons.yaml")
    assert not yaml.changed
    assert yaml.bytes() == raw


def test_an_entry_that_says_more() -> None:
    before = "signatories:\n- a   # the first\n- b\n"
    after = "signatories:\n- {id: a, status: declined}   # the first\n- b\n"
    assert edited(before, lambda data: data["signatories"].__setitem__(0, {"id": "a", "status": "declined"})) == after


def test_a_value_keeps_its_quotes_and_its_comment() -> None:
    before = "a: 'one'   # first\nb: \"two\"\nc: {d: e , f: 'g'}\n"
    after = "a: 'it''s'   # first\nb: \"2\"\nc: {d: h , f: 'i'}\n"
    changes = {"a": "it's", "b": "2", "c": {"d": "h", "f": "i"}}
    assert edited(before, lambda data: data.update(changes)) == after


def test_a_field_comes_after_its_neighbours_comment() -> None:
    before = "- id: a   # one\n  status: invited   # two\n  # three\n\n- b\n"
    after = "- id: a   # one\n  status: invited   # two\n  how: email\n  # three\n\n- b\n"
    assert edited(before, lambda data: data[0].update(how="email")) == after


def test_an_entry_too_wide_for_one_line_is_spread_out() -> None:
    before = "signatories:\n  - {id: a, status: invited}   # asked\n"
    signer = {"name": "Jane Doe", "function": "Director of the department for everything and more"}
    after = edited(before, lambda data: data["signatories"][0].update(status="confirmed", signer=signer, how="email"))
    assert after == textwrap.dedent("""\
        signatories:
          - id: a   # asked
            status: confirmed
            signer: {name: Jane Doe, function: Director of the department for everything and more}
            how: email
        """)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("signatories: []\n", "signatories:\n  - a\n  - {id: b, status: invited}\n"),
        ("signatories: []   # none\n# end", "signatories:   # none\n  - a\n  - {id: b, status: invited}\n# end"),
        ("signatories:\n", "signatories:\n  - a\n  - {id: b, status: invited}\n"),
        ("signatories: null\n", "signatories:\n  - a\n  - {id: b, status: invited}\n"),
        ("signatories: [z]\n", "signatories: [z, a, {id: b, status: invited}]\n"),
        ("signatories: [\n  z,   # Z\n]\n", "signatories: [\n  z, a, {id: b, status: invited},   # Z\n]\n"),
        ("signatories:\n- z\n", "signatories:\n- z\n- a\n- {id: b, status: invited}\n"),
        ("signatories:\n  -   z", "signatories:\n  -   z\n  -   a\n  -   {id: b, status: invited}"),
        ("signatories:\n- id: z\n\n- y\n", "signatories:\n- id: z\n\n- y\n\n- a\n\n- id: b\n  status: invited\n"),
        ("withheld: 1\n", "withheld: 1\nsignatories:\n  - a\n  - {id: b, status: invited}\n"),
    ],
)
def test_new_entries_look_like_those_beside_them(before: str, after: str) -> None:
    def change(data: Any) -> None:
        data["signatories"] = [*(data.get("signatories") or ()), "a", {"id": "b", "status": "invited"}]

    assert edited(before, change) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("s:\n  - a\n  - b   # bee\n  - c\nw: 0\n", "s:\n  - a\n  - c\nw: 0\n"),
        ("s:\n  - a\n  - b   # bee\n    # about b\n  # on c\n  - c\n", "s:\n  - a\n  # on c\n  - c\n"),
        ("s:\n  - a\n  - c\n  - id: b\n    how: email", "s:\n  - a\n  - c"),
        ("s: [a, b, c]\n", "s: [a, c]\n"),
        ("s: [b, a, c]   # all\n", "s: [a, c]   # all\n"),
        ("s: [a, c, {id: b}]\n", "s: [a, c]\n"),
        ("s: [\n  a,   # A\n  b,   # B\n  c\n]\n", "s: [\n  a,   # A\n  c\n]\n"),
        ("s: [\n  a,   # A\n  c,   # C\n  b   # B\n]\n", "s: [\n  a,   # A\n  c,   # C\n]\n"),
    ],
)
def test_an_entry_goes_with_what_is_said_beside_it(before: str, after: str) -> None:
    def change(data: Any) -> None:
        data["s"] = [entry for entry in data["s"] if entry != "b" and not isinstance(entry, dict)]

    assert edited(before, change) == after


def test_the_last_entry_goes() -> None:
    assert edited("s:   # all\n  - a\nw: 1\n", lambda data: data["s"].clear()) == "s: []   # all\nw: 1\n"


def test_a_comment_on_one_who_goes_is_not_left_beside_one_who_comes() -> None:
    before = "s:\n  - a\n  - b   # asked not to be named\n"
    assert edited(before, lambda data: data["s"].__setitem__(1, "c")) == "s:\n  - a\n  - c\n"


def test_the_first_field_of_an_entry_goes() -> None:
    before = "- as: A\n  id: a   # x\n- b\n"
    assert edited(before, lambda data: data[0].pop("as")) == "- id: a   # x\n- b\n"


def test_entries_of_a_register() -> None:
    before = "# all\na:\n  name: A\n  aliases: [x]\n\nb:   # bee\n  name: B\n"
    after = "# all\na:\n  name: A\n  aliases: [x, y]\n\nb:   # bee\n  name: B\n\nc:\n  name: C\n  aliases: [z]\n"

    def change(data: Any) -> None:
        data["a"]["aliases"].append("y")
        data["c"] = {"name": "C", "aliases": ("z",)}

    assert edited(before, change) == after


def test_a_register_without_entries() -> None:
    before = "# nobody yet\n{}\n# end\n"
    assert edited(before, lambda data: data.update(a={"name": "A: B"})) == '# nobody yet\na:\n  name: "A: B"\n# end\n'


def test_dates_numbers_and_empty_values() -> None:
    day = datetime.date(2026, 5, 3)
    assert edited("a: 1\n", lambda data: data.update(a=2, b=day, c=None, d=True, e="null")) == (
        'a: 2\nb: 2026-05-03\nc: null\nd: true\ne: "null"\n'
    )


def test_a_text_below_a_bar_at_the_end_of_a_file() -> None:
    assert edited("a: |\n  text", lambda data: data.update(b="c")) == "a: |\n  text\nb: c"
    assert edited("- a: |\n    text\n\n\n- d\n", lambda data: data[0].update(b="c")) == (
        "- a: |\n    text\n  b: c\n\n\n- d\n"
    )


def test_unsound_files_are_refused_before_anything() -> None:
    with pytest.raises(Refused) as refused:
        Yaml.of(b"a: 1\na: 2\n", "x.yaml")
    assert [problem.code for problem in refused.value.problems] == ["U105"]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    yaml = Yaml.read(Workspace(tmp_path), tmp_path / "sign-ons.yaml", otherwise="signatories: []\n")
    assert yaml.data == {"signatories": []}
    assert Yaml.read(Workspace(tmp_path), tmp_path / "other.yaml").data == {}


def test_what_cannot_be_written_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        edited("a: b\nc: d\n", lambda data: data.update(c="\x07"))
    (problem,) = refused.value.problems
    assert (problem.code, problem.span.line) == ("U901", 2)


# --- properties -------------------------------------------------------------------------------------------------------

KEYS = ("status", "how", "note", "as", "date")
values = st.dictionaries(st.sampled_from(KEYS), lines, max_size=3)


@dataclass(frozen=True, slots=True)
class Listed:
    """A file of sign-ons in pieces: what stands before the entries, each entry with its lines, what stands after."""

    head: list[str]
    entries: list[tuple[dict[str, str], list[str]]]
    noise: list[list[str]]
    tail: list[str]


@st.composite
def listed(draw: st.DrawFn) -> Listed:
    indent = draw(st.sampled_from(["", "  ", "    "]))
    comment = st.sampled_from(["# note", "#", "# - x", "# a: b", "#  “quoted” 'and' \"so\""])
    aside = st.sampled_from(["", "   # aside", "      #", "  # - {id: z}"])
    between = st.lists(st.one_of(st.just(""), st.just("   "), comment.map(lambda c: indent + c)), max_size=2)
    entries, noise = [], []
    for number in range(draw(st.integers(1, 4))):
        name = f"org-{number}"
        fields = draw(values)
        gap = draw(st.sampled_from([" ", "   "]))
        own = {"id": name, **fields}
        style = draw(st.sampled_from(["plain", "braces", "spread"])) if fields else "plain"
        if style == "plain":
            own, written = {"id": name}, [f"{indent}-{gap}{name}" + draw(aside)]
        elif style == "braces":
            comma = draw(st.sampled_from([", ", " , ", ","]))
            inside = comma.join(f"{key}: {in_braces(value)}" for key, value in own.items())
            written = [f"{indent}-{gap}{{{inside}}}" + draw(aside)]
        else:
            space = draw(st.sampled_from([" ", "   "]))
            inner = [f"{key}:{space}{in_braces(value)}{draw(aside)}" for key, value in own.items()]
            deep = [indent + " " + gap + c for c in draw(st.lists(comment, max_size=1))]
            written = [f"{indent}-{gap}{inner[0]}", *(f"{indent} {gap}{line}" for line in inner[1:]), *deep]
        entries.append((own, written))
        noise.append(draw(between))
    head = [*draw(st.lists(comment, max_size=2)), "signatories:" + draw(aside), *draw(between)]
    tail = draw(st.sampled_from([[], ["withheld: 0"], ["", "# end", "withheld:   0   # none", "", ""]]))
    return Listed(head, entries, noise, tail)


def _pieces(file: Listed, index: int, end: str) -> tuple[str, str, str]:
    """What stands before an entry, its lines, and what stands after, each line with its end."""

    def ended(written: list[str]) -> str:
        return "".join(line + end for line in written)

    parts = [(ended(own), ended(noise)) for (_, own), noise in zip(file.entries, file.noise, strict=True)]
    before = ended(file.head) + "".join(own + noise for own, noise in parts[:index])
    after = parts[index][1] + "".join(own + noise for own, noise in parts[index + 1 :]) + ended(file.tail)
    return before, parts[index][0], after


@settings(max_examples=400, deadline=None)
@given(listed(), st.data(), st.sampled_from(["\n", "\r\n"]), st.booleans(), st.booleans())
def test_lines_of_others_are_the_same(file: Listed, data: st.DataObject, end: str, mark: bool, ended: bool) -> None:
    index = data.draw(st.integers(0, len(file.entries) - 1))
    what = data.draw(st.sampled_from(["change", "remove", "count"]))
    before, own, after = _pieces(file, index, end)
    text = before + own + after
    text = text if ended or not text.endswith(end) else text[: -len(end)]
    after = after if ended else after.removesuffix(end)
    bom = "\ufeff" if mark else ""
    yaml = Yaml.of((bom + text).encode(), "sign-ons.yaml")
    assert [entry if isinstance(entry, dict) else {"id": entry} for entry in yaml.data["signatories"]] == [
        entry for entry, _ in file.entries
    ]
    if what == "change":
        changed = {"id": f"org-{index}", **data.draw(values)}
        yaml.data["signatories"][index] = changed
    elif what == "remove":
        del yaml.data["signatories"][index]
    else:
        yaml.data["withheld"] = 7
    result = yaml.bytes().decode()
    wanted = yaml.data if what != "count" else {**yaml.data, "withheld": "7"}
    assert read(result.encode() + b"\n", "sign-ons.yaml").data == wanted
    if what == "change":
        assert result.startswith(bom + before)
        assert result.endswith(after)
    elif what == "remove" and len(file.entries) > 1:
        assert result.rstrip("\r\n") == (bom + before + after).rstrip("\r\n")
    elif what == "count" and file.tail:
        assert result.startswith(bom + before + own)
        assert len(result.split(end)) == len(text.split(end))
    assert result.count("\n") == result.count(end) or end == "\n"


nested = st.recursive(
    st.one_of(lines, st.none(), st.booleans()),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from("abcdef"), inner, max_size=3)),
    max_leaves=8,
)
groups = st.dictionaries(st.sampled_from("abcdef"), nested, min_size=1, max_size=5)


@settings(max_examples=400, deadline=None)
@given(groups, groups, st.booleans())
def test_any_data_become_any_other(old: dict[str, Any], new: dict[str, Any], comments: bool) -> None:
    written = spread_out(old, 0)
    raw = "".join(line + ("   # c" if comments and not line.endswith("|") else "") + "\n" for line in written).encode()
    yaml = Yaml.of(raw, "x.yaml")
    assert yaml.data == old
    yaml.data = new
    assert read(yaml.bytes(), "x.yaml").data == new


@settings(max_examples=300)
@given(lines, st.sampled_from(["", "'", '"']))
def test_what_is_written_reads_back(text: str, quote: str) -> None:
    before = f"a: {quote}x{quote}   # c\nb: y\n"
    yaml = Yaml.of(before.encode(), "x.yaml")
    yaml.data["a"] = text
    assert read(yaml.bytes(), "x.yaml").data == {"a": text, "b": "y"}
    assert yaml.bytes().decode().endswith("   # c\nb: y\n")


def test_a_large_register_is_changed_at_once() -> None:
    """A library that reads and writes all of it anew takes more than ten seconds for this."""
    register = "".join(f"org-{n}:\n  name: Organisation {n}\n  scope: national\n\n" for n in range(10_000))
    yaml = Yaml.of(register.encode(), "organisations.yaml")
    yaml.data["org-5000"]["aliases"] = ["Org"]
    yaml.data["new"] = {"name": "New"}
    after = yaml.bytes().decode()
    assert len(after.splitlines()) == 40_000 + 1 + 3


# --- one writer at a time ---------------------------------------------------------------------------------------------


def test_a_second_writer_waits_and_is_refused(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    held, done = threading.Event(), threading.Event()

    def hold() -> None:
        with locked(workspace):
            held.set()
            done.wait(10)

    holder = threading.Thread(target=hold)
    holder.start()
    held.wait(10)
    try:
        with pytest.raises(Refused) as refused, locked(workspace, patience=0.2):
            pass
        assert [problem.code for problem in refused.value.problems] == ["U703"]
    finally:
        done.set()
        holder.join()
    with locked(workspace, patience=0.2):
        pass


def test_the_lock_ends_with_its_process(tmp_path: Path) -> None:
    program = (
        "import os, sys, pathlib\nfrom undersigned.editing import locked\nfrom undersigned.workspace import Workspace\n"
        "with locked(Workspace(pathlib.Path(sys.argv[1]))):\n    os._exit(9)\n"
    )
    run = subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=False)
    assert run.returncode == 9
    with locked(Workspace(tmp_path), patience=0.5):
        pass


KILLED = """
import os, sys, pathlib
from undersigned import editing
from undersigned.rendering import Output
from undersigned.workspace import Workspace

step, fatal = 0, int(sys.argv[2])
for name in ("replace", "unlink"):
    def dying(*arguments, real=getattr(os, name), **options):
        global step
        step += 1
        if step == fatal:
            os._exit(9)
        return real(*arguments, **options)
    setattr(os, name, dying)
workspace = Workspace(pathlib.Path(sys.argv[1]))
with editing.locked(workspace):
    editing.write(workspace, [Output("a.yaml", b"new a"), Output("sub/b.yaml", b"new b"), Output("c.yaml", b"new c")])
"""


@pytest.mark.parametrize("fatal", range(1, 8))
def test_who_is_killed_has_written_all_or_nothing(tmp_path: Path, fatal: int) -> None:
    """Once the next command has begun; each file by itself is the old or the new one at any time."""
    for name in ("a.yaml", "c.yaml"):
        (tmp_path / name).write_bytes(b"old")
    run = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path), str(fatal)], check=False)
    assert run.returncode in (0, 9)
    for name in ("a.yaml", "c.yaml"):
        assert (tmp_path / name).read_bytes() in (b"old", b"new " + name[:1].encode())
    with locked(Workspace(tmp_path)):
        found = [
            p.read_bytes() if (p := tmp_path / name).exists() else b"" for name in ("a.yaml", "sub/b.yaml", "c.yaml")
        ]
    assert found in ([b"old", b"", b"old"], [b"new a", b"new b", b"new c"])
    assert run.returncode == 9 or found[0] == b"new a"
    if run.returncode == 0:
        assert fatal > 5, "more steps than this test knows"


@pytest.mark.parametrize("fatal", range(1, 5))
def test_a_file_that_cannot_be_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fatal: int) -> None:
    """Those that have been replaced before it are put back."""
    (tmp_path / "a.yaml").write_bytes(b"old")
    real, steps = os.replace, 0

    def failing(*arguments: Any) -> None:
        nonlocal steps
        steps += 1
        if steps == fatal:
            raise PermissionError(13, "Permission denied")
        real(*arguments)

    outputs = [Output("a.yaml", b"new"), Output("b.yaml", b"new"), Output("c.yaml", b"new")]
    with locked(Workspace(tmp_path)):
        monkeypatch.setattr(os, "replace", failing)
        with pytest.raises(PermissionError):
            write(Workspace(tmp_path), outputs)
        monkeypatch.undo()
    names = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file())
    assert names == ["a.yaml", "signatories/private/.lock"]
    assert (tmp_path / "a.yaml").read_bytes() == b"old"
