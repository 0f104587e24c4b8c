"""Marks of Markdown, HTML and templates that are printed as they were typed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from undersigned.checks.findings import Finding, Reading, WordsCheck
from undersigned.checks.places import shown
from undersigned.checks.prose import addresses, is_file
from undersigned.document import Addressees, CopyList, Letterhead, Masthead, Signatories
from undersigned.passages import Passage


@dataclass(frozen=True, slots=True)
class Remains:
    """Something that was left in a letter: how it looks, what is said of it, and what to do."""

    pattern: re.Pattern[str]
    message: str
    remedy: str


_MOST = 5
_TAGS = (
    "a|b|blockquote|br|center|div|em|font|h[1-6]|hr|i|img|li|mark|ol|p|small|span|strong|sub|sup|table|td|th|tr|u|ul"
)
TAG = re.compile(rf"<(?P<tag>{_TAGS})(?:\s[^<>]*)?/?>(?:[^<>]{{0,200}}</(?P=tag)>)?|</(?:{_TAGS})\s?>", re.IGNORECASE)
_TEMPLATE = Remains(
    re.compile(r"\{\{[^{}]{0,80}\}\}|\{%[^{}]{0,80}%\}|\{\{|\}\}|\{%|%\}|\{#|#\}"),
    "{} is printed as it is typed",
    "write out what is meant; in a campaign, only prose (opening, body and the like) is filled in",
)
_HTML = Remains(
    TAG,
    "{} is printed as it is typed: HTML is not understood here",
    "delete what stands in < and >; in Markdown write *italics*, **bold** and [words](address)",
)
_LIST = "begin the list in a paragraph of its own, with each item on a line of its own"
_MARKDOWN = (
    Remains(
        re.compile(
            r"(?<![\w*])\*\*(?=[^\s*])(?:[^*]{1,80}(?<=\S)\*\*|\w*)|(?<![\w_])__(?=[^\W_])(?:[^_]{1,80}(?<=\S)__|\w*)"
        ),
        "{} is printed with its marks: they are not closed, or not understood here",
        "close it with the same marks, or delete them",
    ),
    Remains(
        re.compile(r"\]\s?\(\s?(?:https?:|www\.|mailto:)"),
        "the marks of a link, {}, are printed as they are typed",
        "write [words](https://…) without a line break or a space between the brackets",
    ),
    Remains(
        re.compile(r"\[\^[^\]\s]{1,40}\]"),
        "the mark of a note, {}, is printed as it is typed",
        "a note can stand in prose only, and needs a line with its text: “[^name]: …”",
    ),
    Remains(
        re.compile(r"(?<!\S)#{2,6}(?=\s?\w)"),
        "{} is printed as it is typed, not as the mark of a heading",
        "begin the heading on a line of its own, with a space behind the marks",
    ),
    Remains(
        re.compile(r"(?<=\s)[•▪◦●‣∙](?=\s)|(?<=[:;]\s)[-*](?=\s\w)"),
        "{} marks an item of a list inside a paragraph",
        _LIST,
    ),
    Remains(
        re.compile(r"(?:(?<=[:;.]\s)|\A)1[.)](?=\s\D.{1,600}?\s2[.)]\s\D)"),
        "{} begins a list inside a paragraph",
        _LIST,
    ),
)
_NAMES = (Addressees, CopyList, Letterhead, Masthead, Signatories)
"""Parts whose words arrive as they are typed, asterisks and all."""


def visible_marks(reading: Reading) -> Iterator[Finding]:
    """U637: marks of Markdown, HTML or a template that are printed, at most five of a kind. In a plain text, marks of
    Markdown are no fault."""
    counts: Counter[str] = Counter()
    drafted = not is_file(reading)
    for passage in reading.passages:
        for remains in _looked_for(passage):
            for match in remains.pattern.finditer(passage.words):
                if drafted and match.group().startswith("{{"):  # what U514 says of the field
                    continue
                if counts[remains.message] < _MOST and not _in_address(passage, match):
                    counts[remains.message] += 1
                    message = remains.message.format(shown(match.group()))
                    yield Finding("U637", passage, match.start(), match.end(), message, remains.remedy)


def _looked_for(passage: Passage) -> Iterator[Remains]:
    yield _TEMPLATE
    if passage.lies_in(*_NAMES):
        return
    yield _HTML
    if not passage.origin.file.endswith(".txt"):
        yield from _MARKDOWN


def _in_address(passage: Passage, match: re.Match[str]) -> bool:
    return any(start < match.start() < end for start, end in addresses(passage.words))


WORDS: tuple[WordsCheck, ...] = (visible_marks,)
