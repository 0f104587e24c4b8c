"""Quotations: whose words they are, and where one can read them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from undersigned.checks.checked import Checked, LetterCheck
from undersigned.checks.findings import Finding
from undersigned.checks.patterns import Pattern
from undersigned.checks.places import shown
from undersigned.document import (
    Annex,
    Block,
    Closing,
    Contact,
    Credit,
    DateLine,
    Entry,
    Heading,
    Letterhead,
    Masthead,
    Note,
    Origin,
    Quotation,
    SampleNotice,
    Standfirst,
    Subject,
    Title,
)
from undersigned.passages import Passage, passages, sentences

_LEAST = 5
"""Words in quotation marks that are a quotation; fewer are a title, a name or somebody’s term."""
_QUOTED = Pattern(
    r"“([^“”]*)”|«\s?([^«»]*?)\s?»|(?<!\w)\"([^\"]*)\"(?!\w)|(?<!\w)‘((?:[^‘’]|(?<=\w)’(?=\w))*)’(?!\w)",
    hints='“«"‘',
)
_WORD = Pattern(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_TITLE_SHARE = 0.6
"""What share of the longer words of a title begins with a capital: “NGOs Put Cambodia on Notice”."""
_LONGER = 4
_NAMED = Pattern(
    r"\b(?:called|entitled|named|titled|article|campaign|letter|motto|report|resolution|slogan|statement|title|theme"
    r"|appelée?s?|intitulée?s?|campagne|communiqué|devise|déclaration|lettre|rapport|résolution|thème|titre),?\s*$",
    re.IGNORECASE,
)
"""What stands before a title that is written as a sentence."""
_TITLE_NOUNS = "communiqué declaration déclaration guide rapport report resolution résolution statement"
_TITLES = frozenset(_TITLE_NOUNS.split())
"""With what a title begins that is written as a sentence."""
_CITED = Pattern(
    r"\([^()]*\d{4}[^()]*\)|\b(?:articles?|art\.|chapters?|chapitres?|paragraphs?|paragraphes?|paras?\.|sections?|annexe?s?"
    r"|clauses?|resolutions?|résolutions?|no\.|n[o°])\s*(?:\d|(?-i:[IVXLC]+\b))"
    r"|\b(?:arts|sects?|ch|pp?|principles?|principes?|rules?|règles?|guidelines?|recitals?|directives?|standards?|opinions?"
    r"|comments?|observations?|decrees?|décrets?|laws?|lois?)\b\.?\s*\d",
    re.IGNORECASE,
)
"""What in a sentence says where its words stand: a reference in brackets with its year, an article, a resolution."""
_BRACKETED = Pattern(r"\([^()]*[A-ZÀ-Þ0-9][^()]*\)\W*$", hints="(")
_NOT_PROSE = (
    Annex,
    Contact,
    Credit,
    DateLine,
    Entry,
    Heading,
    Letterhead,
    Masthead,
    Note,
    Quotation,
    SampleNotice,
    Standfirst,
    Subject,
    Title,
)


def unsourced_quotations(checked: Checked) -> Iterator[Finding]:
    """Passages set off as quotations that say nowhere whose words they are."""
    if Quotation in checked.reading.nodes:
        yield from _unsourced(checked.drafted.document.blocks, None)


def _unsourced(node: Any, origin: Origin | None) -> Iterator[Finding]:
    """The findings below a part of the tree; `origin` is that of what holds it."""
    if isinstance(node, tuple):
        for before, item in zip((None, *node), node, strict=False):
            if isinstance(item, Quotation):
                yield from _of_quotation(item, before, item.origin or origin)
            else:
                yield from _unsourced(item, origin)
    elif is_dataclass(node) and not isinstance(node, Origin | Note):
        for part in fields(node):
            yield from _unsourced(getattr(node, part.name), getattr(node, "origin", None) or origin)


def _of_quotation(quotation: Quotation, before: Any, origin: Origin | None) -> Iterator[Finding]:
    if quotation.citation or origin is None:
        return
    said = _passages(quotation, origin)
    led_in = _passages(before, origin) if before else []
    if not said or any(passage.notes for passage in said) or _BRACKETED.search(said[-1].words):
        return
    if led_in and any(at >= len(led_in[-1].words) - 1 for at, _ in led_in[-1].notes):
        return
    if led_in and _CITED.search(sentences(led_in[-1].words)[-1]):
        return
    first = said[0]
    message = f"the quotation {shown(first.words)} does not say where it comes from"
    remedy = "end it with a line of its own, “— Treaty, article 3”, or put a note behind it"
    yield Finding("U343", first, 0, len(first.words), message, remedy, "warning")


def _passages(block: Block, origin: Origin) -> list[Passage]:
    """The passages of a block, without those of its notes; `origin` is for a block that has none of its own."""
    return [passage for passage in passages((Closing((block,), origin),)) if not passage.lies_in(Note)]


def unsourced_words(checked: Checked) -> Iterator[Finding]:
    """Words in quotation marks, in a sentence of a letter that has no note and no reference."""
    if not checked.brief.kind.addressed or checked.reading.speaks not in ("en", "fr"):
        return
    for passage in checked.drafted.passages:
        if not _QUOTED.may_match(passage.words) or passage.lies_in(*_NOT_PROSE):
            continue
        for quoted in _QUOTED.finditer(passage.words):
            if _is_quotation(passage.words, quoted) and not _is_sourced(passage, quoted):
                message = f"the words {shown(_inside(quoted))} are quoted, and nothing says where they stand"
                remedy = "put a note with the source behind them"
                yield Finding("U343", passage, quoted.start(), quoted.end(), message, remedy, "advice")


def _inside(quoted: re.Match[str]) -> str:
    return next((words for words in quoted.groups() if words is not None), "")


def _is_quotation(words: str, quoted: re.Match[str]) -> bool:
    """Whether words in quotation marks are somebody’s, and no title or term."""
    inside = _WORD.findall(_inside(quoted))
    if len(inside) < _LEAST or inside[0].lower() in _TITLES or _NAMED.search(words[: quoted.start()]):
        return False
    before = words[: quoted.start()]
    if before.rfind("(") > before.rfind(")"):
        return False
    longer = [word for word in inside if len(word) >= _LONGER]
    return sum(word[0].isupper() for word in longer) < _TITLE_SHARE * len(longer) or not longer


def _is_sourced(passage: Passage, quoted: re.Match[str]) -> bool:
    """Whether the sentences with a quotation have a note or a reference; one before may have the reference."""
    first, last = quoted.start(), quoted.end()
    at = before = 0
    for sentence in sentences(passage.words):
        begins = passage.words.find(sentence, at)
        at = begins + len(sentence) if begins >= 0 else at
        if begins >= 0 and begins < quoted.end() and at > quoted.start():
            first, last = min(first, begins), max(last, at)
        elif begins >= 0 and at <= quoted.start():
            before = begins
    if any(first < mark <= last + 1 for mark, _ in passage.notes):
        return True
    return bool(_CITED.search(passage.words, before, last))


LETTER: tuple[LetterCheck, ...] = (unsourced_quotations, unsourced_words)
