"""Hypothesis strategies for document trees, with texts that try to be taken for markup.

The trees hold what the parser and the drafting can make: no empty text or paragraph, no note in a note, no link in a
link, headings without line breaks. Every writer has to cope with all of them.
"""

from __future__ import annotations

import datetime
from functools import cache
from typing import Any

from hypothesis import strategies as st

from undersigned.document import (
    Addressees,
    Annex,
    Block,
    Break,
    BulletList,
    Clause,
    Closing,
    Contact,
    CopyList,
    Credit,
    CrossReference,
    Date,
    DateLine,
    Document,
    Emphasis,
    Entry,
    Heading,
    Inline,
    Inlines,
    Letterhead,
    LineBreak,
    Link,
    ListItem,
    Masthead,
    Note,
    OperativeClauses,
    OrderedList,
    Origin,
    Paragraph,
    Quotation,
    Salutation,
    SampleNotice,
    Signatories,
    SignatoryGroup,
    Standfirst,
    Strong,
    Subject,
    Tags,
    Text,
    Title,
    Valediction,
)

PIECES = (
    *"abixzAI019éßñø",
    *"\\`*_{}[]()#+-.!<>&~|=:^'\"/?,;%@$",
    *" \u00a0\u2009\u3000—–“”«»…€中ع\u0301\u200d\u200b😀",
    *("  ", "1.", "2)", "a)", "(a)", "ii.", "(iv) ", "# ", "> ", "- ", "— ", "-- ", "---", "***", "===", ":::", "```"),
    *(
        "[^1]",
        "[^1]: ",
        "](",
        "![",
        "&amp;",
        "&#42;",
        "<b>",
        "</p>",
        "<!--",
        "]]>",
        "http://a.b",
        "<a@b.c>",
        "{{",
        "{%",
    ),
    *("the ", " law", "word", "Cambodia"),
)
"""What nasty texts are made of."""

texts = st.lists(st.sampled_from(PIECES), min_size=1, max_size=5).map("".join)
"""One line of text that no reader should take for markup."""

any_line = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn", "Zl", "Zp"]), min_size=1, max_size=30)
"""Any one-line text at all: no control character, no noncharacter."""

hrefs = st.sampled_from(
    [
        "https://example.org/",
        "https://example.org/a_b/(c)?d=1&copy=2&lt;3#e",
        "http://example.org/%C3%BC*x*~y!",
        "mailto:coalition@example.org",
    ]
)
dates = st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))
REFERRED_TO = Origin("campaigns/x/campaign.yaml", 1, "demand", "release")
"""What every cross-reference leads to: the title of a document with letter parts has it."""

words: st.SearchStrategy[Inline] = texts.map(Text)


@cache
def inlines(*, notes: bool = True, links: bool = True, breaks: bool = True) -> st.SearchStrategy[Inlines]:
    """The content of a paragraph, from one to five nodes, emphasis nested."""
    leaves: list[st.SearchStrategy[Inline]] = [
        words,
        words,
        st.builds(Date, texts, dates),
        st.builds(CrossReference, texts, st.just(REFERRED_TO.key)),
    ]
    if breaks:
        leaves.append(st.just(LineBreak()))

    nodes = list(leaves)
    for _ in range(2):
        some = st.lists(st.one_of(nodes), min_size=1, max_size=2).map(tuple)
        nodes += [st.builds(Emphasis, some), st.builds(Strong, some)]
    if links:
        nodes.append(st.builds(Link, inlines(notes=False, links=False, breaks=breaks), hrefs))
        nodes.append(hrefs.map(lambda href: Link((Text(href),), href)))
    if notes:
        nodes.append(note_nodes())
    # Something is said in every paragraph, be it in italics.
    said: st.SearchStrategy[Inline] = st.one_of(words, words.map(lambda word: Emphasis((word,))))
    others = st.lists(st.one_of(nodes), max_size=2)
    return st.tuples(others, said, others).map(lambda parts: (*parts[0], parts[1], *parts[2]))


def note_nodes() -> st.SearchStrategy[Inline]:
    return st.builds(Note, st.lists(blocks(notes=False, depth=1), min_size=1, max_size=2).map(tuple))


@cache
def blocks(*, notes: bool = True, depth: int = 2) -> st.SearchStrategy[Block]:
    """One plain block, with lists and quotations nested up to `depth`."""
    content = inlines(notes=notes)
    choices: list[st.SearchStrategy[Any]] = [
        st.builds(Paragraph, content),
        st.builds(Heading, st.integers(2, 6), inlines(notes=notes, breaks=False)),
        st.just(Break()),
    ]
    if depth:
        inner = st.deferred(lambda: st.lists(blocks(notes=notes, depth=depth - 1), min_size=1, max_size=2).map(tuple))
        items, several = (st.lists(st.builds(ListItem, inner), min_size=n, max_size=3).map(tuple) for n in (1, 2))
        lettered = st.sampled_from(["a.", "a)", "(a)", "i.", "i)", "(i)"])
        choices += [
            st.builds(BulletList, items),
            st.builds(OrderedList, items, st.sampled_from(["1.", "1)"]), st.integers(0, 200)),
            st.builds(OrderedList, items, lettered),
            # A list may start anywhere, but one item alone that starts beyond the first is prose to any reader.
            st.builds(OrderedList, several, lettered, st.integers(2, 20)),
            st.builds(Quotation, inner, st.one_of(st.just(()), content)),
        ]
    return st.one_of(choices)


def parts() -> st.SearchStrategy[Block]:
    """One part of a letter."""
    line, lines = inlines(notes=False), st.lists(inlines(notes=False, breaks=False), min_size=1, max_size=3).map(tuple)
    some = st.lists(blocks(depth=1), min_size=1, max_size=3).map(tuple)
    entries = st.lists(st.builds(Entry, line), min_size=1, max_size=4).map(tuple)
    groups = st.lists(st.builds(SignatoryGroup, entries, st.one_of(st.just(()), line)), min_size=1, max_size=3).map(
        tuple
    )
    columns = st.integers(1, 3)
    return st.one_of(
        *(st.builds(node, line) for node in (SampleNotice, Standfirst, DateLine, Salutation, Valediction, Credit)),
        *(st.builds(node, lines) for node in (Letterhead, Masthead)),
        st.builds(Addressees, st.lists(lines, min_size=1, max_size=3).map(tuple)),
        st.builds(Subject, st.sampled_from(["Re:", "Objet :"]), line),
        st.builds(OperativeClauses, st.lists(st.builds(Clause, some), min_size=1, max_size=3).map(tuple)),
        *(st.builds(node, some) for node in (Closing, Contact)),
        st.builds(Signatories, groups, columns, st.booleans(), st.booleans()),
        *(st.builds(node, st.sampled_from(["CC:", "Topics:"]), entries) for node in (CopyList, Tags)),
        st.builds(Annex, inlines(notes=False, breaks=False), some),
    )


def documents(*, letter_parts: bool = True) -> st.SearchStrategy[Document]:
    """A document of a few blocks, with a title and parts of a letter unless it is to be plain prose."""
    body: st.SearchStrategy[Block] = st.one_of(blocks(), parts()) if letter_parts else blocks()
    title = st.builds(Title, inlines(breaks=False), st.just(REFERRED_TO))
    several = st.lists(body, max_size=4).map(tuple)
    everything = st.tuples(title, several).map(lambda pair: (pair[0], *pair[1])) if letter_parts else several
    return st.builds(Document, st.just("Title"), everything)
