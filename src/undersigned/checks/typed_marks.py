"""Marks of Markdown, HTML and templates that are printed as they were typed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from undersigned.checks.findings import Finding, Reading, WordsCheck
from undersigned.checks.patterns import Pattern, pieces
from undersigned.checks.places import shown
from undersigned.checks.prose import addresses, is_file
from undersigned.document import Addressees, CopyList, Letterhead, Masthead, Signatories
from undersigned.passages import Passage


class Remains(NamedTuple):
    """Something that was left in a letter: how it looks, what is said of it, and what to do."""

    pattern: Pattern
    message: str
    remedy: str


_MOST = 5
_TAGS = (
    "a|b|blockquote|br|center|div|em|font|h[1-6]|hr|i|img|li|mark|ol|p|small|span|strong|sub|sup|table|td|th|tr|u|ul"
)
TAG = Pattern(
    rf"<(?P<tag>{_TAGS})(?:\s[^<>]*)?/?>(?:[^<>]{{0,200}}</(?P=tag)>)?|</(?:{_TAGS})\s?>", re.IGNORECASE, hints="<"
)
_TEMPLATE = Remains(
    Pattern(r"\{\{[^{}]{0,80}\}\}|\{%[^{}]{0,80}%\}|\{\{|\}\}|\{%|%\}|\{#|#\}", hints="{}"),
    "{} is printed as it is typed",
    "write out what is meant; in a campaign, only prose (opening, body and the like) is filled in",
)
_CALL = Remains(
    Pattern(
        r"(?<![\w.{\[<])(?<![{\[<] )(?:fact|cite|ask|demand|instrument)\([\"'“”‘’«][\w-]+[\"'“”‘’»]\)?",
        hints=("fact(", "cite(", "ask(", "demand(", "instrument("),
    ),
    "{} is printed as it is typed",
    "write it in two pairs of braces, with straight quotation marks: {{ … }}",
)
_LINE_END = Remains(
    Pattern(r"\\n(?=[A-ZÀ-Þ\d\s]|\Z)", hints=("\\n",)),
    "{} is printed as it is typed, and ends no line",
    "write each line on one of its own, in an address as an item of the list",
)
_HTML = Remains(
    TAG,
    "{} is printed as it is typed: HTML is not understood here",
    "delete what stands in < and >; in Markdown write *italics*, **bold** and [words](address)",
)
_BULLETS = "•▪◦●‣∙"


def _may_hold_items(text: str) -> bool:
    """Whether a text may hold the marks of a list: a bullet, or “-” or “*” as a word of its own."""
    return any(bullet in text for bullet in _BULLETS) or not pieces(text).isdisjoint(("-", "*"))


def _may_hold_numbers(text: str) -> bool:
    """Whether a text may count its items: it has both a first and a second number."""
    return not pieces(text).isdisjoint(("1.", "1)")) and not pieces(text).isdisjoint(("2.", "2)"))


_LIST = "begin the list in a paragraph of its own, with each item on a line of its own"
_MARKDOWN = (
    Remains(
        Pattern(
            r"(?<![\w*])\*\*(?=[^\s*])(?:[^*]{1,80}(?<=\S)\*\*|\w*)|(?<![\w_])__(?=[^\W_])(?:[^_]{1,80}(?<=\S)__|\w*)",
            hints=("**", "__"),
        ),
        "{} is printed with its marks: they are not closed, or not understood here",
        "close it with the same marks, or delete them",
    ),
    Remains(
        Pattern(r"(?<=[^\W_] )\*(?=[^\W\d_])[\w’-]+(?!\S*\*)", hints=(" *",)),
        "{} is printed with its mark: it is not closed, or not understood here",
        "close it with the same mark behind the last word, or delete it",
    ),
    Remains(
        Pattern(r"\]\s?\(\s?(?:https?:|www\.|mailto:)", hints="]"),
        "the marks of a link, {}, are printed as they are typed",
        "write [words](https://…) without a line break or a space between the brackets",
    ),
    Remains(
        Pattern(r"\[\^[^\]\s]{1,40}\]", hints=("[^",)),
        "the mark of a note, {}, is printed as it is typed",
        "a note can stand in prose only, and needs a line with its text: “[^name]: …”",
    ),
    Remains(
        Pattern(r"(?<!\S)#{2,6}(?=\s?\w)", hints=("##",)),
        "{} is printed as it is typed, not as the mark of a heading",
        "begin the heading on a line of its own, with a space behind the marks",
    ),
    Remains(
        Pattern(r"(?<=\s)[•▪◦●‣∙](?=\s)|(?<=[:;]\s)[-*](?=\s\w)", where=_may_hold_items),
        "{} marks an item of a list inside a paragraph",
        _LIST,
    ),
    Remains(
        Pattern(r"(?:(?<=[:;.]\s)|\A)1[.)](?=\s\D.{1,600}?\s2[.)]\s\D)", where=_may_hold_numbers),
        "{} begins a list inside a paragraph",
        _LIST,
    ),
)
_NAMES = (Addressees, CopyList, Letterhead, Masthead, Signatories)
"""Parts whose words arrive as they are typed, asterisks and all."""


def visible_marks(reading: Reading) -> Iterator[Finding]:
    """U637: marks of Markdown, HTML or a template that are printed, at most five of a kind. In a plain text, marks of
    Markdown are no fault."""
    may_be_there = [
        remains
        for remains in (_TEMPLATE, _CALL, _LINE_END, _HTML, *_MARKDOWN)
        if remains.pattern.may_match(reading.text)
    ]
    if not may_be_there:
        return
    counts: Counter[str] = Counter()
    drafted = not is_file(reading)
    for passage in reading.passages:
        for remains in may_be_there:
            for match in remains.pattern.finditer(passage.words) if _is_looked_for(remains, passage) else ():
                if drafted and _is_of_braces(match):  # what U514 and U515 say of the field
                    continue
                if counts[remains.message] < _MOST and not _in_address(passage, match):
                    counts[remains.message] += 1
                    message = remains.message.format(shown(match.group()))
                    yield Finding("U637", passage, match.start(), match.end(), message, remains.remedy)


def _is_of_braces(match: re.Match[str]) -> bool:
    """Whether something stands in braces, or ends what one brace began."""
    before = match.string[: match.start()]
    return match.group().startswith("{{") or (match.group() == "}}" and before.rfind("{") > before.rfind("}"))


def _is_looked_for(remains: Remains, passage: Passage) -> bool:
    """Whether marks are looked for in a passage: in names only those of templates, in a plain text none of Markdown."""
    if remains is _TEMPLATE or remains is _LINE_END:
        return True
    return not passage.lies_in(*_NAMES) and (remains is _HTML or not passage.origin.file.endswith(".txt"))


def _in_address(passage: Passage, match: re.Match[str]) -> bool:
    return any(start < match.start() < end for start, end in addresses(passage.words))


WORDS: tuple[WordsCheck, ...] = (visible_marks,)
