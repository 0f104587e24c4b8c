"""The Markdown parser, by case files and properties.

A case file in `cases/markdown/` holds Markdown, the tree it means, its problems if it has any, and the Markdown that
the writer makes of the tree, parted by lines such as `=== tree`. Files whose names begin with `parts-` are templates.
After a change that is meant, `UPDATE_CASES=1 pytest tests/test_markdown.py` writes the expectations anew; read what
has changed.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import any_line, texts
from undersigned.document import (
    Block,
    BulletList,
    Document,
    Heading,
    Letterhead,
    LineBreak,
    Link,
    ListItem,
    Note,
    OrderedList,
    Paragraph,
    Quotation,
    Strong,
    Text,
)
from undersigned.markdown import FIELD_CLOSE, FIELD_OPEN, Parsed, Place, escape, parse, parse_inline, placeholder
from undersigned.writers.markdown import write

CASES = sorted((Path(__file__).parent / "cases" / "markdown").glob("*.md"))
PLACE = Place("campaign.yaml", 10, "field", "body")
FIELDS: dict[str, tuple[Block, ...]] = {"body": (Paragraph((Text("The body."),)), Paragraph((Text("Its end."),)))}


def outline(node: object, indent: str = "") -> str:
    """A tree with a line for each node and value, to be read by people."""
    if isinstance(node, tuple):
        return "".join(_child(child, indent) for child in node) or f"{indent}nothing\n"
    if not is_dataclass(node):
        return f"{indent}{node!r}\n"
    values = [(field.name, getattr(node, field.name)) for field in fields(node) if field.name != "origin"]
    if not any(isinstance(value, tuple) for _, value in values):
        return f"{indent}{type(node).__name__} {' '.join(repr(value) for _, value in values)}".rstrip() + "\n"
    plain = " ".join(f"{name}={value!r}" for name, value in values if not isinstance(value, tuple))
    trees = [(name, value) for name, value in values if isinstance(value, tuple)]
    lines = f"{indent}{type(node).__name__} {plain}".rstrip() + "\n"
    for name, value in trees:
        if len(trees) > 1:
            lines += f"{indent}  {name}:\n{outline(value, indent + '    ')}"
        else:
            lines += outline(value, indent + "  ")
    return lines


def _child(child: object, indent: str) -> str:
    return f"{indent}-\n{outline(child, indent + '  ')}" if isinstance(child, tuple) else outline(child, indent)


def expectation(path: Path, source: str) -> str:
    """What a case file should hold, given the Markdown at its head."""
    text = re.sub(r"\{\{ (\w+) \}\}", lambda match: placeholder(match[1]), source)
    parsed = parse(text, PLACE, parts=path.name.startswith("parts-"), fields=FIELDS)
    problems = "".join(f"{problem}\n" for problem in parsed.problems)
    sections = {"tree": outline(parsed.blocks), "problems": problems, "written": write(Document("", parsed.blocks))}
    return source + "".join(f"=== {name}\n{section}" for name, section in sections.items() if section)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path) -> None:
    held = path.read_text(encoding="utf-8")
    expected = expectation(path, held.partition("=== tree\n")[0])
    if os.environ.get("UPDATE_CASES"):
        path.write_text(expected, encoding="utf-8")
    assert held == expected


def test_there_are_cases() -> None:
    assert len(CASES) >= 10


# --- escaping ---------------------------------------------------------------------------------------------------------

lines = st.one_of(texts, any_line)


def _blocks(markdown: str) -> tuple[Block, ...]:
    parsed = parse(markdown, PLACE, parts=True)
    assert parsed.problems == ()
    return parsed.blocks


@given(lines, lines)
def test_escaped_text_reads_back_as_typed_anywhere(first: str, second: str) -> None:
    a, b = Text(first), Text(second)
    paragraph = Paragraph((a,))
    assert _blocks(escape(first)) == (paragraph,)
    assert _blocks(f"- {escape(first)}") == (BulletList((ListItem((paragraph,)),)),)
    assert _blocks(f"## {escape(first)}") == (Heading(2, (a,)),)
    assert _blocks(f"> {escape(first)}") == (Quotation((paragraph,)),)
    assert _blocks(f"a) {escape(first)}\n\n{escape(second)}") == (
        OrderedList((ListItem((paragraph,)),), "a)"),
        Paragraph((b,)),
    )
    assert _blocks(f"x\n{escape(first)}") == (Paragraph((Text(f"x {first}"),)),)
    assert _blocks(f"x\\\n{escape(first)}\\\n{escape(second)}") == (
        Paragraph((Text("x"), LineBreak(), a, LineBreak(), b)),
    )
    assert _blocks(escape(first) + escape(second)) == (Paragraph((Text(first + second),)),)
    assert _blocks(f"**{escape(first)}** {escape(second)}") == (Paragraph((Strong((a,)), Text(f" {second}"))),)
    assert _blocks(f"[{escape(first)}](http://a.b){escape(second)}") == (Paragraph((Link((a,), "http://a.b"), b)),)
    assert _blocks(f"::: letterhead\n{escape(first)}\n{escape(second)}\n:::") == (Letterhead(((a,), (b,))),)


def test_escaping_leaves_ordinary_words_alone() -> None:
    assert escape("Anti-Slavery International, Geneva 1203") == "Anti-Slavery International, Geneva 1203"
    assert escape("12. of*") == r"12\. of\*"


def test_escaped_text_survives_a_change_of_case() -> None:
    assert _blocks(escape("a_b & <c> [d]").upper()) == (Paragraph((Text("A_B & <C> [D]"),)),)


# --- what the parser is told ------------------------------------------------------------------------------------------


def test_origins_count_the_texts_own_blocks() -> None:
    parsed = parse(f"One.\n{placeholder('body')}\n- two\n\nThree.", PLACE, fields=FIELDS)
    origins = [block.origin for block in parsed.blocks]
    assert [(origin.line, origin.key) if origin else None for origin in origins] == [
        (10, "t_body"),
        None,
        None,
        (16, "t_body_2"),
        (18, "t_body_3"),
    ]


def test_an_unknown_field_is_a_programming_error() -> None:
    with pytest.raises(KeyError, match="nobody"):
        parse(placeholder("nobody"), PLACE)


def test_a_field_cannot_stand_inside_a_line() -> None:
    parsed = parse(f"Dear {FIELD_OPEN}body{FIELD_CLOSE}friends", PLACE, fields=FIELDS)
    assert parsed.blocks == (Paragraph((Text("Dear friends"),)),)
    assert [(problem.code, problem.remedy) for problem in parsed.problems] == [
        ("U608", "put {{ body }} on a line of its own")
    ]


def test_notes_may_come_from_elsewhere() -> None:
    source = (Paragraph((Text("OHCHR, 2016."),)),)
    parsed = parse("Shot.[^fact:kem-ley] Again.[^fact:kem-ley]", PLACE, notes={"fact:kem-ley": source})
    assert parsed == Parsed(
        (Paragraph((Text("Shot."), Note(source), Text(" Again."), Note(source))),),
        (),
    )


def test_parts_are_text_in_prose() -> None:
    assert parse("::: date\nToday\n:::", PLACE).blocks == (Paragraph((Text("::: date Today :::"),)),)


@pytest.mark.parametrize(
    ("text", "content", "problems"),
    [
        ("", (), []),
        ("release *all*[^1]\nnow\n\n[^1]: Note.", 5, []),
        ("one\n\ntwo", (Text("one"),), [("U610", 12)]),
        ("- one", (), [("U610", 10)]),
    ],
)
def test_inline(text: str, content: object, problems: list[tuple[str, int]]) -> None:
    inlines, found = parse_inline(text, PLACE)
    assert [(problem.code, problem.span.line) for problem in found] == problems
    assert inlines == content or len(inlines) == content - 1  # type: ignore[operator]


@given(st.text(st.sampled_from("ab(i)1.-#>:[]^*_!\\\n\t &<`~=|—"), max_size=60))
def test_no_text_is_too_strange(text: str) -> None:
    for parts in (False, True):
        parsed = parse(text, PLACE, parts=parts)
        assert all(problem.span.line >= PLACE.line for problem in parsed.problems)


def test_nothing_is_dropped_in_silence_at_any_depth() -> None:
    parsed = parse("> " * 150 + "deep", PLACE)
    assert [problem.code for problem in parsed.problems][:1] == ["U606"]


# --- speed ------------------------------------------------------------------------------------------------------------


def test_markdown_it_is_loaded_by_the_first_text_only() -> None:
    code = "import sys, undersigned.markdown; sys.exit(any(m.startswith(('markdown_it', 'mdit')) for m in sys.modules))"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_letter_is_read_in_milliseconds() -> None:
    letter = "\n\n".join(
        f"Paragraph {n} *says* what **it** has to say, with [a link](https://a.org/{n})." for n in range(60)
    )
    parse(letter, PLACE)
    times = []
    for _ in range(5):
        begun = time.perf_counter()
        parse(letter, PLACE)
        times.append(time.perf_counter() - begun)
    assert min(times) < 0.05  # seconds; a third of that on a laptop
