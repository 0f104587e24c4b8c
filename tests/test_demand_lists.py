"""Lists of demands of every make, in all three formats: their marks, their numbers, and what refers to them.

A list is drawn at random, its letter drafted and written, and what it must say is worked out here a second time, from
the rules alone. The files are read by pandoc and lxml, which know nothing of the writers.
"""

from __future__ import annotations

import io
import json
import re
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pypandoc  # type: ignore[import-untyped]
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from tests import workspaces
from tests.readers import words_of_docx, words_of_html, words_of_markdown
from undersigned.rendering import Order, Renderer
from undersigned.workspace import Workspace

FRAME_OF = {
    "joint-letter": "imperative",
    "council-letter": "clause",
    "news-item": "noun",
    "request-letter": "infinitive",
}
HEAD: dict[str, dict[str, Any]] = {
    "joint-letter": {"addressees": ["The donors"]},
    "council-letter": {"addressees": ["The donors"], "subject": "Eastland"},
    "news-item": {"opening": "It began."},
    "request-letter": {"addressees": ["The donors"]},
}
COUNTING = ("1.", "1)", "a.", "a)", "(a)", "i.", "i)", "(i)")


@dataclass
class Item:
    """One entry of a list as a campaign writes it; `stem` is what it asks for, without any mark at its end."""

    id: str
    stem: str
    tail: str = ""
    note: bool = False
    heading: str = ""
    also: bool = False
    elsewhere: bool = False
    operative: bool = False
    detail: bool = False
    marks: str = "a)"
    parts: list[Item] = field(default_factory=list)

    def written(self) -> dict[str, Any]:
        said = self.stem + self.tail + ("[^why]\n\n[^why]: Because.\n" if self.note else "")
        if self.operative:
            return {"id": self.id, "verb": "Condemns", "operative": said}
        entry: dict[str, Any] = {"id": self.id, "act": said, "noun": f"the will to {said}", "verb": "Urges"}
        if self.heading:
            entry["heading"] = self.heading
        if self.also:
            entry["also"] = [{"link": "then", "verb": "requests", "act": "report on it", "actor": "commission"}]
        if self.elsewhere:
            entry["actor"] = "parliament"
            entry["noun"] = f"the will of {{{{ actor }}}} to {said}"
            entry["infinitive"] = f"{{{{ actor }}}} to {said}"
        if self.detail:
            entry["detail"] = "In detail."
        if self.parts:
            entry["items"] = [part.written() for part in self.parts]
            entry["marks"] = self.marks
        return entry


@dataclass
class Group:
    """A group of a list, as a campaign writes it."""

    heading: str
    lead_in: bool
    numbering: str
    marks: str | None
    items: list[Item]

    def written(self) -> dict[str, Any]:
        entry: dict[str, Any] = {"numbering": self.numbering, "items": [item.written() for item in self.items]}
        if self.heading:
            entry["heading"] = self.heading
        if self.lead_in:
            entry["lead_in"] = "We ask this:"
        if self.marks:
            entry["marks"] = self.marks
        return entry


@st.composite
def demand_lists(draw: st.DrawFn) -> list[Group]:
    """One to three groups of one to six entries, at least one of them a demand."""
    groups: list[Group] = []
    number = 0
    for index in range(draw(st.integers(1, 3))):
        items: list[Item] = []
        for _ in range(draw(st.integers(1, 6))):
            number += 1
            items.append(draw(_items(number)))
        heading = f"Group {index}" if draw(st.booleans()) else ""
        marks = draw(st.sampled_from([None, None, *COUNTING, "bullets", "none"]))
        numbering = draw(st.sampled_from(["restart", "continue"]))
        groups.append(Group(heading, draw(st.booleans()), numbering, marks, items))
    groups[0].items[0].operative = False
    return groups


@st.composite
def _items(draw: st.DrawFn, number: int) -> Item:
    stem = f"open gate {number}" + draw(st.sampled_from(["", "", "; in time; publish its keys"]))
    item = Item(f"item-{number}", stem, draw(st.sampled_from(["", "", ".", ";", ","])), draw(st.booleans()))
    match draw(st.sampled_from(["plain", "plain", "also", "heading", "parts", "elsewhere", "operative", "detail"])):
        case "also":
            item.also = True
        case "heading":
            item.heading = "Gates"
        case "elsewhere":
            item.elsewhere = True
        case "operative":
            item.operative = True
        case "detail":
            item.detail = True
        case "parts":
            item.marks = draw(st.sampled_from([*COUNTING, "bullets"]))
            tails = st.sampled_from(["", ".", ";"])
            item.parts = [
                Item(f"part-{number}-{n}", f"mend hinge {n} of gate {number}", draw(tails), draw(st.booleans()))
                for n in range(1, draw(st.integers(1, 3)) + 1)
            ]
    return item


# --- what must be said ------------------------------------------------------------------------------------------------

BODY, OTHER, THIRD = "the Government of Eastland", "the Parliament of Eastland", "the Commissioners"


def expected(groups: list[Group], frame: str) -> dict[str, str]:
    """The words of every entry, by its id."""
    said: dict[str, str] = {}
    for group in groups:
        items = [item for item in group.items if frame == "clause" or not item.operative]
        for position, item in enumerate(items):
            mark = "." if frame == "imperative" else _mark(position, len(items))
            words = _words(item, frame)
            said[item.id] = words + (":" if item.parts else "" if words.endswith(".") else mark)
            for n, part in enumerate(item.parts):
                ended = mark if n == len(item.parts) - 1 else _mark(n, len(item.parts))
                said[part.id] = ("the will to " if frame == "noun" else "") + part.stem + ended
    return said


def _mark(position: int, count: int) -> str:
    return "." if position == count - 1 else "; and" if position == count - 2 else ";"


def _words(item: Item, frame: str) -> str:
    actor = OTHER if item.elsewhere else BODY
    match frame:
        case "clause" if item.operative:
            return f"Condemns {item.stem}"
        case "clause":
            return f"Urges {actor} to {item.stem}" + (f"; then requests {THIRD} to report on it" if item.also else "")
        case "noun":
            words = f"the will of {actor} to {item.stem}" if item.elsewhere else f"the will to {item.stem}"
            return f"{item.heading}: {words}" if item.heading else words
        case "infinitive":
            words = f"{actor} to {item.stem}" if item.elsewhere else f"to {item.stem}"
            return f"{item.heading}: {words}" if item.heading else words
    words = f"The {actor[4:]} should {item.stem}" if item.elsewhere else f"O{item.stem[1:]}"
    words = f"{item.heading}. {words}" if item.heading else words
    return f"{words}. In detail." if item.detail else words


def numbered(groups: list[Group], kind: str) -> dict[str, str]:
    """The number of every entry that has one, by its id, as a sentence says it: `2`, `c`, `2(a)`."""
    if FRAME_OF[kind] == "clause":
        return {}
    usual = {"joint-letter": "1.", "news-item": "bullets", "request-letter": "a)"}[kind]
    found: dict[str, str] = {}
    last = 0
    for group in groups:
        items = [item for item in group.items if not item.operative]
        if not items:
            continue
        marks = group.marks or usual
        start = last + 1 if group.numbering == "continue" else 1
        last = start - 1 + (len(items) if marks in COUNTING else 0)
        for offset, item in enumerate(items if marks in COUNTING else ()):
            found[item.id] = _counted(marks, start + offset)
            for n, part in enumerate(item.parts if item.marks in COUNTING else (), 1):
                found[part.id] = f"{found[item.id]}({_counted(item.marks, n)})"
    return found


_ROMAN = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"]
_ROMAN += [f"x{unit}" for unit in _ROMAN[:8]]


def _counted(marks: str, number: int) -> str:
    """A number as marks of that look count: `3`, `c`, `iii`."""
    look = marks.strip("().")
    return str(number) if look == "1" else chr(ord("a") + number - 1) if look == "a" else _ROMAN[number - 1]


# --- reading ----------------------------------------------------------------------------------------------------------


@dataclass
class Read:
    """What a reader finds: entries by key, with the words of their first paragraph and their mark; references."""

    words: dict[str, str] = field(default_factory=dict)
    marks: dict[str, str] = field(default_factory=dict)
    references: list[tuple[str, str]] = field(default_factory=list)


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def read_html(text: str) -> Read:
    page = etree.fromstring(text, etree.HTMLParser())
    for mark in list(page.iter("sup")):
        _drop(mark)
    read = Read()
    for element in page.iter("li", "p"):
        key = element.get("id", "")
        if not key.startswith("d_"):
            continue
        paragraph = element if element.tag == "p" else element.find("p")
        assert paragraph is not None
        read.words[key] = _squeezed("".join(map(str, paragraph.itertext())))
        mark = _html_mark(element)
        if mark:
            read.marks[key] = mark
    for link in page.iter("a"):
        if link.get("href", "").startswith("#d_"):
            read.references.append((link.get("href", "")[1:], "".join(map(str, link.itertext()))))
    return read


def _drop(element: etree._Element) -> None:
    parent, before = element.getparent(), element.getprevious()
    assert parent is not None
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    parent.remove(element)


def _html_mark(element: etree._Element) -> str:
    """The number that a browser prints before an item, with that of the item around it."""
    ordered = element.getparent()
    if element.tag != "li" or ordered is None or ordered.tag != "ol":
        return ""
    place = int(ordered.get("start", "1")) + [item for item in ordered if item.tag == "li"].index(element)
    own = _counted(ordered.get("type", "1"), place)
    outer = ordered.getparent()
    around = _html_mark(outer) if outer is not None else ""
    return f"{around}({own})" if around else own


def read_docx(content: bytes) -> Read:
    command = [pypandoc.get_pandoc_path(), "--from", "docx", "--to", "json"]
    run = subprocess.run(command, input=content, capture_output=True, check=True)
    read = Read()
    _read_blocks(json.loads(run.stdout)["blocks"], "", read)
    return read


_LOOKS = {"LowerAlpha": "a", "LowerRoman": "i"}


def _read_blocks(blocks: list[dict[str, Any]], mark: str, read: Read) -> None:
    for block in blocks:
        match block:
            case {"t": "OrderedList", "c": [[start, {"t": look}, _], items]}:
                for place, item in enumerate(items, start):
                    own = _counted(_LOOKS.get(look, "1"), place)
                    _read_blocks(item, f"{mark}({own})" if mark else own, read)
            case {"t": "BulletList", "c": items}:
                for item in items:
                    _read_blocks(item, "", read)
            case {"t": "Para" | "Plain", "c": inlines}:
                for key in _anchors(inlines):
                    read.words[key] = _squeezed(_pandoc_text(inlines))
                    if mark:
                        read.marks[key] = mark
                read.references += _links(inlines)
            case {"t": "BlockQuote", "c": inner}:
                _read_blocks(inner, mark, read)


def _nodes(node: Any) -> Iterator[dict[str, Any]]:
    for child in node if isinstance(node, list) else node.values() if isinstance(node, dict) else ():
        if isinstance(child, dict) and "t" in child:
            yield child
        yield from _nodes(child)


def _anchors(inlines: list[Any]) -> list[str]:
    return [node["c"][0][0] for node in _nodes(inlines) if node["t"] == "Span" and node["c"][0][0].startswith("d_")]


def _links(inlines: list[Any]) -> list[tuple[str, str]]:
    links = [node["c"] for node in _nodes(inlines) if node["t"] == "Link"]
    return [(target[1:], _pandoc_text(words)) for _, words, (target, _) in links if target.startswith("#d_")]


def _pandoc_text(inlines: list[Any]) -> str:
    text = ""
    for inline in inlines:
        match inline:
            case {"t": "Str", "c": word}:
                text += word
            case {"t": "Space" | "SoftBreak" | "LineBreak"}:
                text += " "
            case {"t": "Emph" | "Strong", "c": inner} | {"t": "Span" | "Link", "c": [_, inner, *_]}:
                text += _pandoc_text(inner)
    return text


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def bookmarked(content: bytes) -> dict[str, str]:
    """The words of the paragraph on which each bookmark of a Word file stands."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    found: dict[str, str] = {}
    for paragraph in body.iter(f"{W}p"):
        words = _squeezed("".join(text.text or "" for text in paragraph.iter(f"{W}t")))
        for start in paragraph.iter(f"{W}bookmarkStart"):
            found[str(start.get(f"{W}name"))] = words
    return found


_MARK = re.compile(r"^ *(?:[-+*] +)*\(?(\d+|[a-z]|[ivx]+)[.)] +(?=\S)", re.MULTILINE)


def marks_in(markdown: str) -> list[str]:
    """The marks of all items of a Markdown text, in order, without signs around them."""
    return _MARK.findall(markdown)


def _key(name: str) -> str:
    return f"d_{name.replace('-', '_')}"


# --- the property -----------------------------------------------------------------------------------------------------

# Behind such a mark pandoc takes what is nested for code (see the tests of the Markdown writer).
_WIDE_MARK = re.compile(r"\([a-z]{1,5}\) |\b[ivxl]{2,}[.)] |\d\d[.)] ")
_DOUBLED = re.compile(r"[.,;:]\s*[.,;:]|\b(\w+) \1\b|  ")


def _written(root: Path, kind: str, groups: list[Group], references: list[str]) -> dict[str, bytes]:
    body = "\n\n".join([*(f'See {{{{ demand("{name}") }}}} here.' for name in references), "That is all."])
    campaign = {
        "title": "A letter",
        "date": "2020-07-21",
        "documents": {kind: {}},
        "target": "government",
        **HEAD[kind],
        "body": body,
        "demands": [group.written() for group in groups],
    }
    workspaces.build(root, {"campaigns/x/campaign.yaml": json.dumps(campaign)})
    order = Order(("x",))
    renderer = Renderer(Workspace(root))
    outputs = renderer.outputs(renderer.letters(order), order)
    return {output.path.rsplit(".", 1)[1]: output.content for output in outputs}


@pytest.mark.parametrize("kind", FRAME_OF)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(groups=demand_lists())
def test_any_list_of_demands_is_right_in_every_format(kind: str, groups: list[Group]) -> None:
    said = {_key(name): words for name, words in expected(groups, FRAME_OF[kind]).items()}
    numbers = {_key(name): number for name, number in numbered(groups, kind).items()}
    with tempfile.TemporaryDirectory() as folder:
        written = _written(Path(folder), kind, groups, list(numbered(groups, kind)))
    page, text = written["html"].decode(), written["md"].decode()

    html = read_html(page)
    assert html.words == said
    assert not [words for words in html.words.values() if _DOUBLED.search(words)]
    assert {key: html.marks[key] for key in numbers} == numbers
    headings = {_key(item.id): group.heading for group in groups for item in group.items}
    headings |= {_key(part.id): group.heading for group in groups for item in group.items for part in item.parts}
    words = [
        _reference(number, headings[key], _ambiguous(number, numbers, headings)) for key, number in numbers.items()
    ]
    assert html.references == list(zip(numbers, words, strict=True))

    word = read_docx(written["docx"])
    assert word.references == html.references
    assert {key: word.marks.get(key) for key in numbers} == numbers
    assert {key: word.words[key] for key in numbers} == {key: said[key] for key in numbers}
    assert {key: line for key, line in bookmarked(written["docx"]).items() if key in said} == said

    printed = [number.rstrip(")").rsplit("(", 1)[-1] for number in _all_marks(html, page)]
    assert marks_in(text) == printed
    assert not re.search(r".\[\^\d+\][.;:,]", text), "notes stand behind the marks of a sentence"
    for one in words:
        assert f"See {one} here." in text
    reading = words_of_html(page)
    assert words_of_docx(written["docx"]) == reading
    if not _WIDE_MARK.search(text):
        assert words_of_markdown(text) == reading


def _ambiguous(number: str, numbers: dict[str, str], headings: dict[str, str]) -> bool:
    """Whether a number stands in several lists that have other headings."""
    return len({headings[key] for key, other in numbers.items() if other == number}) > 1


def _reference(number: str, heading: str, ambiguous: bool) -> str:
    return f"demand {number} under “{heading}”" if ambiguous and heading else f"demand {number}"


def _all_marks(html: Read, page: str) -> list[str]:
    """The marks of all items of a page that have one, in order, those of notes left out."""
    tree = etree.fromstring(page, etree.HTMLParser())
    notes = next((part for part in tree.iter("section") if part.get("role") == "doc-endnotes"), None)
    return [
        mark
        for item in tree.iter("li")
        if (mark := _html_mark(item)) and (notes is None or notes not in item.iterancestors())
    ]


# --- marks at the end of words that somebody wrote --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("free Dr. A. Able et al.", "free Dr. A. Able et al.;"),
        ("publish names, places, etc.", "publish names, places, etc.;"),
        ("talk to the U.S.", "talk to the U.S.;"),
        ("open the gates.", "open the gates;"),
        ("open the gates;[^why]", "open the gates;"),
        ("say why not?", "say why not?;"),
    ],
)
def test_the_full_stop_of_an_abbreviation_stays_and_a_sentences_goes(first: str, second: str, tmp_path: Path) -> None:
    note = "\n\n[^why]: Because.\n" if "[^why]" in first else ""
    items = [Item("item-1", first + note), Item("item-2", "go"), Item("item-3", "stop")]
    written = _written(tmp_path, "council-letter", [Group("", False, "restart", None, items)], [])
    assert read_html(written["html"].decode()).words["d_item_1"] == f"Urges {BODY} to {second}"


@pytest.mark.parametrize("tail", ["", ".", ";", ",", '.{{ cite("arrests") }}'])
def test_a_demand_in_prose_ends_as_the_prose_does(tail: str, tmp_path: Path) -> None:
    campaign = {
        "title": "A letter",
        "documents": {"joint-letter": {}},
        "target": "government",
        "addressees": ["The donors"],
        "body": 'We urge you {{ ask("own") }}, and {{ ask("own") }}.',
        "demands": [{"id": "own", "act": f"go on{tail}"}],
    }
    root = workspaces.build(tmp_path, {"campaigns/x/campaign.yaml": json.dumps(campaign)})
    written = re.sub(r"\[\^\d+\]", "", workspaces.markdown(root, "x"))
    assert "We urge you to go on, and to go on.\n" in written


def test_french_puts_a_space_before_its_semicolons(tmp_path: Path) -> None:
    campaign = {
        "title": "Une lettre",
        "documents": {"council-letter": {}},
        "language": "fr",
        "subject": "Estlande",
        "target": {"id": "them", "name": "le Gouvernement"},
        "addressees": ["Les donateurs"],
        "demands": [
            {"id": "one", "act": "ouvrir[^n]\n\n[^n]: Note.\n", "verb": "Exhorte"},
            {"id": "two", "act": "fermer :", "verb": "Invite", "items": [{"act": "ceci."}, {"act": "cela"}]},
            {"id": "three", "act": "cesser;", "verb": "Engage"},
        ],
    }
    root = workspaces.build(tmp_path, {"campaigns/x/campaign.yaml": json.dumps(campaign)})
    written = workspaces.markdown(root, "x")
    assert "*Exhorte* le Gouvernement à ouvrir\u00a0;[^1]\n" in written
    assert "*Invite* le Gouvernement à fermer\u00a0:\n" in written
    assert "a) ceci\u00a0; et\n" in written
    assert "b) cela\u00a0; et\n" in written
    assert "*Engage* le Gouvernement à cesser.\n" in written
