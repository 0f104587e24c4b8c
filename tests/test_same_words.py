"""The three formats say the same: their words, read back by readers that know nothing of the writers, are equal."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import samples
from tests.readers import Reading, words_of_docx, words_of_html, words_of_markdown
from tests.shipped import LETTERS
from undersigned.writers import html, markdown
from undersigned.writers.docx import Writer

TIME = datetime.datetime(2024, 3, 14, tzinfo=datetime.UTC)


def test_nothing_else_is_rendered(letters: Path) -> None:
    written = {path.relative_to(letters).as_posix() for path in letters.rglob("*") if path.is_file()}
    assert written == {f"{letter}.{ending}" for letter in LETTERS for ending in ("docx", "html", "md")}
    assert len(LETTERS) >= 6


@pytest.mark.parametrize("letter", LETTERS)
def test_a_shipped_letter_says_the_same_in_each_format(letters: Path, letter: str) -> None:
    page = words_of_html((letters / f"{letter}.html").read_text(encoding="utf-8"))
    assert len(page.body) > 100
    assert words_of_markdown((letters / f"{letter}.md").read_text(encoding="utf-8")) == page
    assert words_of_docx(letters / f"{letter}.docx") == page


@pytest.mark.parametrize("sample", samples.ALL)
def test_a_sample_says_the_same_in_each_format(sample: str) -> None:
    document = samples.ALL[sample]
    page = words_of_html(html.write(document))
    assert words_of_markdown(markdown.write(document)) == page
    assert words_of_docx(Writer().write(document, time=TIME)) == page


# --- the readers themselves -------------------------------------------------------------------------------------------

BODY = "A title Re: a subject One, two — three List a b"
NOTES = ["A note of two paragraphs.", "Another."]

PAGE = """<!doctype html><title>Not read</title><style>p { color: red }</style>
<body><header><h1>A title</h1><p><b>Re:</b> a subject</p></header>
<main><p>One,<sup><a role="doc-noteref" href="#n1">1</a></sup><br>t<em>wo</em> — <cite>three</cite></p><hr>
<ol><li><p>List</p><ul><li>a<sup><a role="doc-noteref" href="#n2">2</a></sup></li><li>b</li></ul></li></ol>
<section role="doc-endnotes"><ol><li id="n1"><p>A note</p><p>of two paragraphs. <a role="doc-backlink">back</a></p></li>
<li id="n2"><p>Another.<a role="doc-backlink">back</a></p></li></ol></section></main></body>"""

MARKDOWN = """# A title

**Re:** a subject

One,[^1]\\
t*wo* — three

* * *

(a) List

    - a[^2]
    - b

[^1]: A note

    of two paragraphs.

[^2]: Another.
"""


@pytest.mark.parametrize(
    ("read", "text"), [(words_of_html, PAGE), (words_of_markdown, MARKDOWN)], ids=["html", "markdown"]
)
def test_a_reader_reads_every_word(read: Callable[[str], Reading], text: str) -> None:
    reading = read(text)
    assert " ".join(reading.body) == BODY
    assert [" ".join(note) for note in reading.notes] == NOTES


def test_the_reader_of_word_files_reads_what_pandoc_takes_for_metadata() -> None:
    words = " ".join(words_of_docx(Writer().write(samples.LETTER, time=TIME)).body)
    assert words.startswith("Sample, signed by nobody. River Coalition 12 Quay Street, Geneva Geneva, 14 March 2024")
    assert "Commission Joint open letter on the river Mekong Re: Dams" in words


def test_a_word_that_is_missing_is_noticed() -> None:
    document = samples.NEWSLETTER
    page = html.write(document)
    assert words_of_html(page.replace("hearing", "")) != words_of_html(page)
