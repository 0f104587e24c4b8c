"""Any one-line text arrives in all three outputs as it was typed, wherever it stands and whatever a template does to
it.

White space is folded and trimmed, as in every plain field. Three readers that are none of ours read the outputs: the
ZIP and XML parsers of Python for Word files, lxml for pages, pandoc for Markdown.
"""

from __future__ import annotations

import io
import json
import subprocess
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypandoc  # type: ignore[import-untyped]
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from lxml import etree, html

from tests import strategies, workspaces
from undersigned.models.base import fold
from undersigned.rendering import Order, Renderer
from undersigned.workspace import Workspace

SLOTS = 24
_GENERATE = (Phase.explicit, Phase.reuse, Phase.generate)
"""An example takes a third of a second: shrinking one would take minutes."""

one_line = st.one_of(strategies.texts, strategies.any_line, st.text("a*_[]()#.1 ", min_size=1)).map(fold).filter(bool)
"""Any text that a plain field can hold, as the models hold it."""

TEMPLATE = """\
{% extends "joint-letter/letter.md.j2" %}
{% macro said(words) %}{{ words }}{% endmacro %}
{% macro passed_on(words) %}{{ said(words) }}{% endmacro %}
{% macro around() %}{{ caller() }}{% endmacro %}
{% block opening %}
{% set kept = title %}
{% set block %}{{ subject }}{% endset %}
kept {{ kept }}

{{ kept }}

said {{ passed_on(subject) }}

{{ said(subject) }}

block {{ block }}

called {% call around() %}{{ place }}{% endcall %}.

tilde {{ title ~ " ; " ~ subject }}

{{ subject ~ title }}

joined {{ [title, subject, place] | join(" ; ") }}

plain {{ place }}{{ place }}

first {{ [subject, title] | first }}

target {{ target }}; {{ target ~ " ~ " ~ target }}

names {{ addressees.names }}

sender {{ sender.organisation }}; {% for line in sender.address %}{{ line }}; {% endfor %}{{ sender.contact.name }}.

lead {{ signatories.lead }}

if {% if title == kept %}{{ title or subject }}{% endif %}

## {{ place }}

- {{ title }}
- item {{ title }}

1. {{ subject }}

> {{ place }}
{% endblock %}
"""


def _campaign(texts: list[str]) -> dict[str, Any]:
    title, subject, place, target, sender, address, contact, gap, several, heading, verb, credit, *others = texts
    own = {"example": gap, "default": gap}
    return {
        "title": title,
        "documents": {"joint-letter": None},
        "date": "2020-07-21",
        "subject": subject,
        "place": place,
        "target": {"id": "target", "name": target},
        "addressees": [{"name": others[0], "kind": "state"}, others[1]],
        "sender": {"organisation": sender, "address": [address], "contact": {"name": contact}},
        "cc": others,
        "demands": [
            {"use": "mend-law", "with": {"law": gap, "how": [several, several]}},
            {
                "heading": heading,
                "items": [{"id": "own", "act": "see {{ it }}", "parameters": {"it": own}}],
            },
        ],
        "annexes": [{"heading": credit, "body": "Words."}],
        "valediction": verb,
        "salutation": credit,
        "signatories": {"lead": ["zebra-union"]},
    }


def _expected(texts: list[str]) -> Iterator[str]:
    title, subject, place, target, sender, address, contact, gap, several, heading, verb, credit, *others = texts
    yield from (title, f"{place}, 21 July 2020", sender, address, heading, credit, verb, *others)
    yield from (f"kept {title}", title, f"said {subject}", subject, f"block {subject}", f"called {place}.")
    yield from (f"tilde {title} ; {subject}", subject + title, f"joined {title} ; {subject} ; {place}")
    yield from (f"plain {place}{place}", f"first {subject}", f"target {target}; {target} ~ {target}")
    yield from (f"names {others[0]} and {others[1]}", f"sender {sender}; {address}; {contact}.", f"if {title}")
    yield from (place, f"item {title}", f"lead {others[2]}", others[2], f"{others[3]} (x)")
    yield f"Amend {gap} {several} and {several} and meet its obligations."


def _outputs(root: Path, texts: list[str]) -> dict[str, bytes]:
    others = texts[12:]
    register = {"zebra-union": {"name": others[2]}, "north-network": {"name": others[3], "acronym": "x"}}
    files = {
        "campaigns/x/campaign.yaml": json.dumps(_campaign(texts), ensure_ascii=False),
        "campaigns/x/sign-ons.yaml": "signatories: [zebra-union, north-network]\n",
        "campaigns/x/joint-letter.md.j2": TEMPLATE,
        "signatories/organisations.yaml": json.dumps(register, ensure_ascii=False),
    }
    workspaces.build(root, files)
    renderer, order = Renderer(Workspace(root)), Order(("x",))
    return {Path(output.path).suffix: output.content for output in renderer.outputs(renderer.letters(order), order)}


UNFIT = {"bell": "\a", "escape": "\x1b", "next line": "\x85", "stand-in": "\ufdd0", "not a character": "\uffff"}


@pytest.mark.parametrize("character", UNFIT.values(), ids=UNFIT)
@pytest.mark.parametrize(
    "file",
    [
        "campaigns/joint/campaign.yaml",
        "campaigns/joint/closing.md",
        "campaigns/joint/letter.md.j2",
        "campaigns/shared/addressees.yaml",
        "signatories/organisations.yaml",
        "templates/demands/testing.yaml",
        "templates/letters/joint-letter/kind.yaml",
    ],
)
def test_what_no_output_can_hold_is_refused_with_its_place(file: str, character: str, tmp_path: Path) -> None:
    text = workspaces.FILES.get(file, "description: A letter.\n") + f"# One\n# two {character}\n"
    root = workspaces.build(tmp_path, {file: text})
    found = [problem for problem in workspaces.problems(root) if problem.code == "U114"]
    assert [(problem.span.file, problem.span.line) for problem in found] == [(file, text.count("\n"))]
    assert found[0].span.column == 7


def test_escaped_characters_are_refused_as_well(tmp_path: Path) -> None:
    changed = workspaces.JOINT.replace("cc: [The President of Eastland]", 'cc: ["The President\\u0007 of Eastland"]')
    root = workspaces.build(tmp_path, {"campaigns/joint/campaign.yaml": changed})
    assert [(problem.code, problem.span.line) for problem in workspaces.problems(root)] == [("U114", 10)]


# --- readers ----------------------------------------------------------------------------------------------------------

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _docx_lines(content: bytes) -> set[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    lines: set[str] = set()
    for paragraph in body.iter(f"{_W}p"):
        pieces = ["\n" if node.tag == f"{_W}br" else node.text or "" for node in paragraph.iter(f"{_W}t", f"{_W}br")]
        lines |= set("".join(pieces).split("\n"))
    return lines


def _html_lines(content: bytes) -> set[str]:
    page = html.document_fromstring(content.decode())
    for line_break in page.iter("br"):
        line_break.tail = "\n" + (line_break.tail or "").lstrip("\n")
    tags = ("p", "li", "h1", "h2", "h3", "div", "address", "blockquote", "span")
    return {line.strip(" \n") for node in page.iter(*tags) for line in "".join(map(str, node.itertext())).split("\n")}


def _pandoc_lines(content: bytes) -> set[str]:
    command = [pypandoc.get_pandoc_path(), "--from", "commonmark+footnotes", "--to", "json"]
    # pandoc composes characters (NFC) as it reads; what we wrote is compared as pandoc would have it.
    done = subprocess.run(command, input=content, capture_output=True, check=True)
    lines: set[str] = set()
    for inlines in _inline_lists(json.loads(done.stdout)["blocks"]):
        lines |= set("".join(_words(inlines)).split("\n"))
    return lines


def _inline_lists(node: Any) -> Iterator[list[Any]]:
    if isinstance(node, dict) and node.get("t") in ("Para", "Plain"):
        yield node["c"]
    elif isinstance(node, dict) and node.get("t") == "Header":
        yield node["c"][2]
    elif isinstance(node, dict):
        yield from _inline_lists(node.get("c"))
    elif isinstance(node, list):
        for child in node:
            yield from _inline_lists(child)


def _words(inlines: list[Any]) -> Iterator[str]:
    for inline in inlines:
        match inline:
            case {"t": "Str", "c": text}:
                yield text
            case {"t": "Space" | "SoftBreak"}:
                yield " "
            case {"t": "LineBreak"}:
                yield "\n"
            case {"t": "Strong" | "Emph", "c": content}:
                yield from _words(content)
            case _:
                yield f"<{inline['t']}>"


def _missing(lines: list[str], extension: str, content: bytes) -> list[str]:
    """Those of the lines that the output does not hold."""
    found = READERS[extension](content)
    return [line for line in lines if (unicodedata.normalize("NFC", line) if extension == ".md" else line) not in found]


READERS = {".docx": _docx_lines, ".html": _html_lines, ".md": _pandoc_lines}


@settings(max_examples=15, deadline=None, phases=_GENERATE, suppress_health_check=list(HealthCheck))
@given(texts=st.lists(one_line, min_size=SLOTS, max_size=SLOTS, unique=True))
def test_any_text_arrives_as_typed(texts: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    outputs = _outputs(tmp_path_factory.mktemp("typed"), texts)
    assert set(outputs) == set(READERS)
    for extension, content in outputs.items():
        assert not _missing(list(_expected(texts)), extension, content), extension


def _other_kinds(texts: list[str]) -> dict[str, Any]:
    """One campaign with fields that a joint letter does not print."""
    masthead, standfirst, credit, tag, phone, contact, office, style, street, verb, place, name = texts
    person = {"name": name, "kind": "person", "office": office, "style": style, "address": [street], "greeting": name}
    return {
        "title": "Title",
        "documents": {"newsletter": None, "news-item": None, "request-letter": None, "council-letter": None},
        "date": "2020-07-21",
        "place": place,
        "subject": credit,
        "target": "government",
        "addressees": [person],
        "masthead": [masthead, "Second line"],
        "standfirst": "{{ place }}",
        "sender": {"organisation": standfirst, "contact": {"name": contact, "phone": phone}},
        "opening": "It began in {{ place }}.",
        "body": "Words.",
        "demands": [{"id": "own", "verb": verb, "act": "go", "noun": "a start"}, {"use": "open-prisons"}],
        "credit": credit,
        "tags": [tag, "Another tag"],
    }


def _expected_elsewhere(texts: list[str]) -> dict[str, list[str]]:
    masthead, standfirst, credit, tag, phone, contact, office, style, street, verb, place, name = texts
    return {
        "newsletter": [masthead, "Second line", tag, place],
        "news-item": [
            credit,
            tag,
            f"({place}, 21 July 2020) – It began in {place}.",
            f"For more information, please contact {contact}, {standfirst}, {phone}.",
        ],
        "request-letter": [style, name, office, street, f"Dear {name},"],
        "council-letter": [
            f"Re: {credit}",
            f"{verb} the Government of Eastland to go; and",
            f"{place}, 21 July 2020",
        ],
    }


@settings(max_examples=8, deadline=None, phases=_GENERATE, suppress_health_check=list(HealthCheck))
@given(texts=st.lists(one_line, min_size=12, max_size=12, unique=True))
def test_any_text_arrives_in_the_other_kinds(texts: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    campaign = json.dumps(_other_kinds(texts), ensure_ascii=False)
    root = workspaces.build(tmp_path_factory.mktemp("typed"), {"campaigns/x/campaign.yaml": campaign})
    renderer, order = Renderer(Workspace(root)), Order(("x",))
    outputs = {Path(output.path): output.content for output in renderer.outputs(renderer.letters(order), order)}
    expected = _expected_elsewhere(texts)
    assert {path.stem for path in outputs} == set(expected)
    for path, content in outputs.items():
        assert not _missing(expected[path.stem], path.suffix, content), path
