"""Places in texts and files: whatever the way in which a text is written, a problem stands where its words do."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import workspaces
from undersigned.braces import braces, in_prose, in_text, offset_of
from undersigned.models.base import Prose
from undersigned.problems import Span

HEAD = "title: A letter\ndocuments:\n  newsletter:\nmasthead: [NEWS]\n"
WORDS = st.lists(
    st.sampled_from(["We", "write", "é", "to you", "“so”", "that", "it's", "fact"]), min_size=1, max_size=6
)
STYLES = ("bare", "double", "single", "literal", "deeper", "folded", "file")


def _written(style: str, lines: list[str]) -> str:
    """A body of these lines as a campaign may have it."""
    match style:
        case "bare":
            return "body: " + "\n  ".join(lines) + "\n"
        case "double":
            return f"body: {json.dumps(' '.join(lines), ensure_ascii=False)}\n"
        case "single":
            return "body: '" + "\n  ".join(line.replace("'", "''") for line in lines) + "'\n"
        case "literal":
            return "body: |\n" + "".join(f"  {line}\n" for line in lines)
        case "deeper":
            return "body: |-\n" + "".join(f"      {line}\n" for line in lines)
        case _:
            return "body: >\n" + "".join(f"  {line}\n" for line in lines)


@pytest.mark.parametrize("style", STYLES)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(texts=st.lists(st.tuples(WORDS, st.booleans()), min_size=1, max_size=4))
def test_every_wrong_word_is_pointed_at(
    style: str, texts: list[tuple[list[str], bool]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    lines = [" ".join(words) + (" {{ titel }} {{ fact('arrest') }}" if wrong else "") for words, wrong in texts]
    root = workspaces.build(tmp_path_factory.getbasetemp() / f"places-{style}")
    text = HEAD + ("" if style == "file" else _written(style, lines))
    file = root / "campaigns" / "x" / ("body.md" if style == "file" else "campaign.yaml")
    file.parent.mkdir(exist_ok=True)
    (root / "campaigns" / "x" / "campaign.yaml").write_text(text)
    if style == "file":
        file.write_text("\n".join(lines) + "\n")
    found = [problem for problem in workspaces.problems(root, "x") if problem.severity == "error"]
    written = file.read_text().split("\n")
    assert len(found) == 2 * sum(wrong for _, wrong in texts)
    for problem in found:
        there = written[problem.span.line - 1][problem.span.column - 1 :]
        assert there.startswith("titel" if problem.code == "U502" else "arrest"), problem


@given(text=st.text("ab \n{}", max_size=30), data=st.data())
def test_the_place_of_an_offset_is_its_line_and_column(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    lines = text[:offset].split("\n")
    assert in_text(text, "x")(offset) == Span("x", len(lines), len(lines[-1]) + 1)


def test_a_word_is_looked_for_in_tags_alone_and_as_often_as_asked() -> None:
    text = "title {{ title }} title {{ subtitle }} {{ title }}\n{{ title }}"
    assert [offset_of(text, 1, "title", nth) for nth in (0, 1, 2)] == [9, 42, 42]
    assert offset_of(text, 2, "title") == 54
    assert offset_of(text, 2, "nothing") == 51, "the line’s first tag"


def test_braces_that_are_open_end_where_the_next_begin() -> None:
    found = list(braces("a {{ b {{ c }} d }} {{ e"))
    assert [(one.start, one.end, one.inside) for one in found] == [(2, None, " b "), (7, 14, " c "), (20, None, " e")]


def test_without_the_lines_of_its_file_prose_is_placed_by_its_own() -> None:
    at = in_prose(Prose("one\ntwo {{ x }}", "letter.yaml", 5, keeps_lines=True), lambda _: ())
    assert at(8) == Span("letter.yaml", 6, 5)
    assert in_prose(Prose("one two", "letter.yaml", 5), lambda _: ())(4) == Span("letter.yaml", 5)
