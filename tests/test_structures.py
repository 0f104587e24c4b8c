"""Each structure of the published letters, from its source to Markdown, HTML and Word, by case files.

A case in `cases/structures/` begins with the structure that it shows, as `STRUCTURES` names it, a line each. Then come
the files of a small workspace, whose campaign is called `x`, or one `letter.md` (Markdown with the parts of a letter),
and last what is made of them: the Markdown, what stands in the page's body, and the paragraphs of the Word file with
its notes, lists and links. After a change that is meant, `UPDATE_CASES=1 pytest tests/test_structures.py` writes the
three anew; read what has changed.
"""

from __future__ import annotations

import datetime
import difflib
import io
import os
import re
import tempfile
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from tests.readers import Reading, words_of_docx, words_of_html, words_of_markdown
from undersigned.document import Document
from undersigned.markdown import Place, parse
from undersigned.rendering import Order, Renderer
from undersigned.workspace import Workspace
from undersigned.writers import html, markdown
from undersigned.writers.docx import Writer

FOLDER = Path(__file__).parent / "cases" / "structures"
CASES = sorted(FOLDER.glob("*.case"))
TIME = datetime.datetime(2024, 3, 14, tzinfo=datetime.UTC)
OUTPUTS = ("markdown", "html", "docx")

STRUCTURES = {
    # the joint letter
    "title, date line, salutation": "joint-head",
    "the number of signatories is part of the sentence and is right": "joint-number",
    "governments in prose, twice, “the Netherlands” under its article": "joint-governments",
    "defined terms": "joint-defined-terms",
    "a lead-in that ends in a colon, then numbered imperatives with full stops": "joint-imperatives",
    "a demand that carries an example sentence": "joint-example",
    "a demand that is an alternative": "joint-alternative",
    "imperatives that begin with an adverb": "joint-adverbs",
    "more asks in prose, after the list": "joint-asks-in-prose",
    "a valediction": "joint-valediction",
    "signatories one a line, unnumbered, with acronym, country or region": "joint-signatories",
    "one body signs twice, as Europe and as Global": "joint-signatories",
    # the letter to the states of a council
    "place and date, then “Re:” and the salutation": "council-head",
    "no number in the opening, but the kinds of signatory": "council-kinds",
    "headings, and under the last of them “a resolution that:”": "council-headings",
    "operative clauses, each with its verb; “;”, “; and” and “.” at their ends": "council-clauses",
    "semicolons inside a clause": "council-semicolons",
    "a second verb inside a clause": "council-second-verb",
    "a “* * *” break, thanks, no valediction": "council-break",
    "the leading organisations first": "council-signatories",
    "a discursive note": "council-note",
    "“Ibid., p. 1.”": "council-ibid",
    "a cross-reference in a note, and an annex with references": "council-annex",
    "marks of notes before or after punctuation, and after a closing quotation mark": "council-marks",
    "ordinals of sessions with ranges of dates": "council-sessions",
    "an anniversary": "council-anniversary",
    "editorial brackets, “[t]he” and “[…]”": "council-brackets",
    # the news item
    "a title “Country | …” and a standfirst": "news-title",
    "“(Geneva) – ” before the first sentence": "news-dateline",
    "a lead-in to bullets that compress clauses, one a gerund, one a noun phrase": "news-bullets",
    "each demand stays bound to who must act": "news-actors",
    "quotations within the text": "news-quotations",
    "contact": "news-end",
    "photo credit": "news-end",
    "topic tags": "news-end",
    # the request letter
    "an introduction that names date, sender “and … other organisations”, and addressees": "request-introduction",
    "three addressees with titles and roles": "request-addressees",
    "a salutation to three": "request-addressees",
    "a block quotation with an interpolation": "request-interpolation",
    "a block quotation with “[…]” and its citation in brackets": "request-omission",
    "the joiner “and,” between two quotations": "request-joiner",
    "a lettered item with nested bullets": "request-joiner",
    "press citations in the line": "request-press",
    "the ask in prose": "request-ask",
    "notes with symbols, after the copy list": "request-symbols",
    "numbered signatories, alphabetical, countries in brackets after acronyms": "request-signatories",
    "copies to people with royal and national styles": "request-copies",
    "short links": "request-links",
    # the newsletter
    "a masthead with address": "newsletter-head",
    "the headline in capitals and again in sentence case": "newsletter-head",
    "an institution’s quotation": "newsletter-quotation",
    "background": "newsletter-background",
    "underlined links": "newsletter-background",
    "no demands of its own; it reports a parliament’s": "newsletter-reported",
    # one demand, five grammars
    "one demand in each frame": "grammars",
    "two demands joined in one clause, apart in the list of another letter": "grammars-joined",
    # what coalitions need
    "organisations and individuals as two classes": "coalition-classes",
    "somebody who signs without being named": "coalition-classes",
    "an asterisk for personal capacity": "coalition-classes",
    "somebody who signs on behalf of an organisation": "coalition-late",
    "late sign-ons under their own heading": "coalition-late",
    "the day as of which the list is": "coalition-late",
}
"""What the published letters are built of, and the case that shows it."""


# --- cases ------------------------------------------------------------------------------------------------------------

_SECTION = re.compile(r"^--- (.+)\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Case:
    """A case as its file holds it. `source` is what people wrote of it, `files` the workspace in that."""

    text: str
    source: str
    structures: list[str]
    files: dict[str, str]


@dataclass(frozen=True, slots=True)
class Output:
    """One document in the three formats; `name` tells the documents of a case apart, if there are several."""

    name: str
    markdown: str
    html: str
    docx: bytes


def case_of(path: Path) -> Case:
    """Reads a case file."""
    text = path.read_text(encoding="utf-8")
    head, *sections = _SECTION.split(text)
    source, files = head, {}
    for name, content in zip(sections[::2], sections[1::2], strict=True):
        if name.split(" ")[0] in OUTPUTS:
            break
        source += f"--- {name}\n{content}"
        files[name] = content
    return Case(text, source, head.splitlines(), files)


@cache
def outputs_of(path: Path) -> tuple[Output, ...]:
    """What the program makes of a case."""
    documents = dict(_documents(case_of(path).files))
    return tuple(
        Output(
            f" ({name})" if len(documents) > 1 else "",
            markdown.write(document),
            html.write(document),
            Writer().write(document, time=TIME),
        )
        for name, document in documents.items()
    )


def _documents(files: dict[str, str]) -> Iterator[tuple[str, Document]]:
    if "letter.md" in files:
        parsed = parse(files["letter.md"], Place("letter.md", 1, "part", "letter"), parts=True)
        assert parsed.problems == ()
        yield "letter", Document("Letter", parsed.blocks)
        return
    with tempfile.TemporaryDirectory() as root:
        for name, content in files.items():
            file = Path(root, name)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(content, encoding="utf-8")
        renderer = Renderer(Workspace(Path(root)))
        for letter in renderer.letters(Order(("x",))):
            yield letter.path.removeprefix("x/"), letter.document
        # Cases print the part that they are about (U313 would name the others), and full stops that are one too many.
        assert [problem for problem in renderer.warnings if problem.code not in ("U313", "U414")] == []


# --- what a case holds of the three formats ---------------------------------------------------------------------------


def expectation(path: Path) -> str:
    """What a case file should hold, given what people wrote at its head."""
    sections = []
    for output in outputs_of(path):
        page = re.search(r"<body>\n(.*)</body>", output.html, re.DOTALL)
        assert page
        for name, content in zip(OUTPUTS, (output.markdown, page[1], word_of(output.docx)), strict=True):
            sections.append(f"--- {name}{output.name}\n{content}")
    return case_of(path).source + "".join(sections)


_PAPER = re.compile(r"<w:(?:headerReference|footerReference|pgSz|pgMar|titlePg)\b[^>]*/>")


def word_of(docx: bytes) -> str:
    """The text of a Word file with its notes, a paragraph a line, and the lists and links that these name."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        parts = {name: package.read(name).decode() for name in package.namelist() if name.endswith((".xml", ".rels"))}
    body = _inside("body", parts["word/document.xml"])
    text = _PAPER.sub("", body[: body.rindex("<w:sectPr>")])
    notes = [
        note
        for kind in ("footnote", "endnote")
        for note in re.findall(rf"<w:{kind} w:id=.*?</w:{kind}>", parts.get(f"word/{kind}s.xml", ""), re.DOTALL)
    ]
    lists = [
        definition[0]
        for definition in re.finditer(r'<w:num w:numId="(\d+)">.*?</w:num>', parts["word/numbering.xml"])
        if f'<w:numId w:val="{definition[1]}"/>' in text
    ]
    marks = re.findall(r"<w:(?:foot|end)notePr>.*?</w:(?:foot|end)notePr>", parts["word/settings.xml"])
    links = [
        f'<Relationship Id="{name}" Target="{target}"/>'
        for part in sorted(parts)
        for name, target in re.findall(r'Id="([^"]+)"[^>]*/hyperlink" Target="([^"]+)"', parts[part])
    ]
    lines = [text, *notes, *marks, *lists, *links]
    return "".join(f"{line.rstrip()}\n" for line in "\n".join(lines).replace("</w:p>", "</w:p>\n").split("\n") if line)


def _inside(element: str, part: str) -> str:
    opening, closing = f"<w:{element}>", f"</w:{element}>"
    return part[part.index(opening) + len(opening) : part.rindex(closing)]


def difference(held: str, made: str) -> str:
    """The lines in which two texts differ; nothing where they are equal."""
    lines = difflib.unified_diff(held.splitlines(), made.splitlines(), "the case", "what is made", lineterm="")
    return "\n".join(lines) or ("" if held == made else "line breaks differ")


# --- tests ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_structure_is_written_as_its_case_has_it(path: Path) -> None:
    made = expectation(path)
    held = case_of(path).text
    if os.environ.get("UPDATE_CASES"):
        path.write_text(made, encoding="utf-8")
    differs = difference(held, made)
    assert not differs, f"\n{differs}"


@pytest.fixture(scope="module")
def readings() -> dict[Path, list[tuple[Reading, Reading, Reading]]]:
    """The words of every case's documents in each format; pandoc runs side by side, as it takes longest."""
    outputs = [(path, output) for path in CASES for output in outputs_of(path)]
    with ThreadPoolExecutor() as pool:
        pages = pool.map(lambda pair: words_of_html(pair[1].html), outputs)
        plain = pool.map(lambda pair: words_of_markdown(pair[1].markdown), outputs)
        word = pool.map(lambda pair: words_of_docx(pair[1].docx), outputs)
        read: dict[Path, list[tuple[Reading, Reading, Reading]]] = {}
        for (path, _), *three in zip(outputs, pages, plain, word, strict=True):
            read.setdefault(path, []).append((three[0], three[1], three[2]))
    return read


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_structure_says_the_same_in_each_format(
    path: Path, readings: dict[Path, list[tuple[Reading, Reading, Reading]]]
) -> None:
    assert readings[path]
    for page, plain, word in readings[path]:
        assert page.body
        assert plain == page
        assert word == page


def test_each_structure_has_its_case_and_each_case_its_structure() -> None:
    assert {path.stem: case_of(path).structures for path in CASES} == {
        name: [phrase for phrase, case in STRUCTURES.items() if case == name] for name in STRUCTURES.values()
    }


@pytest.mark.parametrize("output", OUTPUTS)
def test_a_change_in_any_format_is_noticed(output: str) -> None:
    made = expectation(CASES[0])
    assert difference(case_of(CASES[0]).text, made) == ""
    head, section, rest = made.partition(f"--- {output}\n")
    assert "é" not in made
    changed = head + section + rest.replace("e", "é", 1)
    assert "é" in difference(changed, made)
    assert difference(made, made.replace("\n", "\r\n"))
