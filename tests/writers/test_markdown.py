"""The Markdown writer: what it writes reads back as the same words in the same plain structure, here and in pandoc."""

from __future__ import annotations

import json
import re
import subprocess
import unicodedata
from typing import Any

import pypandoc  # type: ignore[import-untyped]
import pytest
from hypothesis import HealthCheck, assume, example, given, settings

from tests import samples
from tests.strategies import documents
from undersigned.document import (
    Block,
    BulletList,
    Document,
    Emphasis,
    Inline,
    Inlines,
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
from undersigned.markdown import Place, parse
from undersigned.writers.markdown import plain, write

PLACE = Place("letter.md", 1, "field", "body")


def letter(*blocks: Block) -> Document:
    return Document("", blocks)


def line(*content: Inline) -> Document:
    return letter(Paragraph(content))


def item(*words: str) -> ListItem:
    return ListItem(tuple(Paragraph((Text(word),)) for word in words))


# --- reading back -----------------------------------------------------------------------------------------------------


@given(documents())
@settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=60)
@example(line(Note((Paragraph((Text("a"),)),)), Text(": b")))
@example(line(Text("a"), Emphasis((Text("“b”"),)), Text("c"), Strong((Text("d"),)), Text("e")))
@example(letter(BulletList((item("a"),)), BulletList((item("b", "c"),)), BulletList((item("d"),))))
def test_reads_back_as_the_same_plain_letter(document: Document) -> None:
    written = write(document)
    read = parse(written, PLACE, parts=True)
    assert read.problems == (), written
    assert read.blocks == plain(document), written


@pytest.mark.parametrize("name", samples.ALL)
def test_samples_read_back(name: str) -> None:
    document = samples.ALL[name]
    read = parse(write(document), PLACE, parts=True)
    assert (read.blocks, read.problems) == (plain(document), ())


# --- pandoc -----------------------------------------------------------------------------------------------------------


def pandoc_words(written: str) -> str:
    """All letters and signs that pandoc reads, notes in their places, without white space."""
    command = [pypandoc.get_pandoc_path(), "-f", "commonmark+footnotes+fancy_lists", "-t", "json"]
    run = subprocess.run(command, input=written.encode(), capture_output=True, check=True)
    return squeezed("".join(_leaves(json.loads(run.stdout)["blocks"])))


def _leaves(node: Any) -> list[str]:
    match node:
        case {"t": "Str", "c": text}:
            return [text]
        case {"t": "Code" | "CodeBlock" | "RawInline" | "RawBlock" as kind}:
            raise AssertionError(f"{kind}: {node}")
        case {"t": "OrderedList", "c": [_, items]}:
            return _leaves(items)
        case {"t": "Link", "c": [_, content, _]}:
            return _leaves(content)
        case {"t": "Header", "c": [_, _, content]}:
            return _leaves(content)
        case {"c": content}:
            return _leaves(content)
        case list():
            return [leaf for child in node for leaf in _leaves(child)]
        case _:
            return []


def tree_words(node: object) -> str:
    """The same of a plain tree."""
    match node:
        case Text(text):
            return text
        case tuple():
            return "".join(map(tree_words, node))
        case Quotation(blocks, citation):
            return tree_words(blocks) + (f"—{tree_words(citation)}" if citation else "")
        case BulletList(items) | OrderedList(items):
            return tree_words(items)
        case ListItem(blocks) | Note(blocks):
            return tree_words(blocks)
        case Emphasis(children) | Strong(children) | Link(children):
            return tree_words(children)
        case _:
            return tree_words(getattr(node, "content", ()))


def squeezed(text: str) -> str:
    return unicodedata.normalize("NFC", re.sub(r"\s+", "", text))  # pandoc converts its input to that form


# Behind a mark of more than two signs pandoc wants more than the three columns that plain CommonMark can bear: it ends
# the item sooner, and may take what is nested below it for code.
WIDE_MARK = re.compile(r"\([a-z]{1,5}\) |\b[ivxl]{2,}[.)] ")


@given(documents())
@settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=20)
def test_pandoc_reads_the_same_words(document: Document) -> None:
    written = write(document)
    assume(not WIDE_MARK.search(written))
    assert pandoc_words(written) == squeezed(tree_words(plain(document))), written


@pytest.mark.parametrize("name", samples.ALL)
def test_pandoc_reads_the_words_of_samples(name: str) -> None:
    document = samples.ALL[name]
    assert pandoc_words(write(document)) == squeezed(tree_words(plain(document)))


# --- pleasant to read -------------------------------------------------------------------------------------------------

MARKUP: dict[str, tuple[Inlines, str]] = {
    "nothing is escaped without need": (
        (Text("It's 50 % (or more) - see snake_case, #1, A. Smith & Co. at https://a.org/~b_c!"),),
        "It's 50 % (or more) - see snake_case, #1, A. Smith & Co. at https://a.org/~b_c!",
    ),
    "signs are": ((Text("*a* <b> `c` [d] &amp; \\"),), r"\*a\* \<b> \`c\` \[d\] \&amp; \\"),
    "a list mark": ((Text("1. a"),), r"1\. a"),
    "a heading": ((Text("# a"),), r"\# a"),
    "each line": ((Text("a"), LineBreak(), Text("- b"), LineBreak(), Text("=")), "a\\\n\\- b\\\n\\="),
    "italics": ((Text("the "), Emphasis((Text("ICCPR"),)), Text(", 1966")), "the *ICCPR*, 1966"),
    "italics within a word": ((Text("un"), Emphasis((Text("signed"),)), Text("ed")), "un*signed*ed"),
    "italics that a letter would undo": ((Text("so"), Emphasis((Text("“a”"),))), "s&#111;*“a”*"),
    "bold in italics": ((Emphasis((Text("a "), Strong((Text("b"),)))),), "*a __b__*"),
    "italics beside bold": ((Emphasis((Text("a"),)), Strong((Text("b"),))), "*a*__b__"),
    "an address": ((Link((Text("https://a.org"),), "https://a.org"),), "<https://a.org>"),
    "an e-mail address": ((Link((Text("a@b.org"),), "mailto:a@b.org"),), "<a@b.org>"),
    "an address with brackets": ((Link((Text("a"),), "https://a.org/(b)"),), "[a](<https://a.org/(b)>)"),
    "a link that looks like a note": ((Link((Text("^a"),), "https://a.org"),), r"[\^a](https://a.org)"),
    "an exclamation before a link": ((Text("Stop!"), Link((Text("a"),), "https://a.org")), r"Stop\![a](https://a.org)"),
}


@pytest.mark.parametrize(("content", "written"), MARKUP.values(), ids=MARKUP)
def test_inlines(content: Inlines, written: str) -> None:
    assert write(line(*content)) == f"{written}\n"


def test_lists_that_follow_each_other_stay_apart() -> None:
    two = (item("a"), item("b"))
    document = letter(BulletList(two), BulletList(two), OrderedList(two), OrderedList(two, "1.", 3))
    assert write(document) == "- a\n- b\n\n+ a\n+ b\n\n1. a\n2. b\n\n3) a\n4) b\n"


def test_letters_end_with_the_alphabet() -> None:
    document = letter(OrderedList(tuple(item(str(n)) for n in range(27)), "a)"))
    assert write(document).startswith("1) 0\n2) 1\n")


def test_an_empty_document_is_an_empty_text() -> None:
    assert write(letter()) == ""
