"""Links: addresses that hide where they lead, words that do not say it, addresses that nobody can read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from undersigned.checks.findings import Finding, Reading, WordsCheck
from undersigned.checks.patterns import Pattern, small
from undersigned.checks.places import is_plain, shown
from undersigned.document import (
    Addressees,
    Annex,
    Contact,
    CopyList,
    Credit,
    Letterhead,
    Masthead,
    Note,
    OrderedList,
    Signatories,
    Tags,
)
from undersigned.passages import Passage

SHORTENERS = (
    "adf.ly",
    "amzn.to",
    "bit.do",
    "bit.ly",
    "bitly.com",
    "bl.ink",
    "buff.ly",
    "chng.it",
    "cutt.ly",
    "dlvr.it",
    "eepurl.com",
    "fb.me",
    "goo.gl",
    "hubs.ly",
    "ift.tt",
    "is.gd",
    "j.mp",
    "lc.cx",
    "lnkd.in",
    "mcaf.ee",
    "ow.ly",
    "po.st",
    "qrco.de",
    "rb.gy",
    "rebrand.ly",
    "s.id",
    "shorturl.at",
    "snip.ly",
    "soo.gd",
    "t.co",
    "t.ly",
    "tiny.cc",
    "tiny.one",
    "tinyurl.com",
    "tr.im",
    "trib.al",
    "urlz.fr",
    "v.gd",
    "wp.me",
    "x.gd",
)
"""Hosts that send on to an address which they keep to themselves. Short addresses of a site's own, as youtu.be, are
none: who reads them knows where they lead, and they last as long as the site."""

_SHORT = Pattern(
    rf"(?<![\w.@/-])(?:https?://)?(?:www\.)?(?:{'|'.join(SHORTENERS).replace('.', '[.]')})/"
    r"[^\s<>\"“”«»()\[\]]*[^\s<>\"“”«»()\[\].,;:!?’']",
    re.IGNORECASE,
    where=lambda text: any(host.endswith(SHORTENERS) for host in small(text).split("/")[:-1]),
)
_BARE = Pattern(r"(?:https?://|www\.)[^\s<>“”«»]+", re.IGNORECASE, hints=("http", "www."))
_LONGEST_BARE = 60
"""Characters of an address in running prose."""

_SAYS_NOTHING = frozenset(
    {
        "available here",
        "click here",
        "click",
        "find out more",
        "here",
        "learn more",
        "link",
        "more",
        "read more",
        "see here",
        "this link",
        "cliquer ici",
        "cliquez ici",
        "en savoir plus",
        "ici",
        "lien",
        "ce lien",
        "lire la suite",
        "lire plus",
        "suivez ce lien",
        "voir ici",
    }
)
"""Words of links that do not say where they lead, in English and French."""
_LONGEST_NOTHING = max(map(len, _SAYS_NOTHING))
_CLICK_HERE = Pattern(
    r"\bclick here\b|\bclique[rz] ici\b", re.IGNORECASE, hints=("click here", "cliquer ici", "cliquez ici")
)
_WORD = Pattern(r"\w+(?:[’'-]\w+)*")
_NOT_PROSE = (Addressees, Annex, Contact, CopyList, Credit, Letterhead, Masthead, Note, Signatories, Tags)
_TYPED_NOTE = Pattern(r"\s*(?:\[\d{1,3}\]|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}|[*†‡§]{1,4}\s|\d{1,3}[.)]?\s+(?:See|Ibid|Voir)\b)")
"""How a note begins that somebody typed below a letter."""


def short_addresses(reading: Reading) -> Iterator[Finding]:
    """Addresses that a service has shortened, in links and in words, each once."""
    met: set[str] = set()
    printed = _SHORT.may_match(reading.text)
    for passage in reading.passages:
        for start, end, address in _short_addresses(passage) if printed or passage.links else ():
            bare = _bare(address)
            if bare not in met:
                met.add(bare)
                message = f"{shown(address)} hides where it leads, and stops working when the service does"
                remedy = "give the address of the page itself"
                yield Finding("U653", passage, start, end, message, remedy)


def _short_addresses(passage: Passage) -> Iterator[tuple[int, int, str]]:
    """The beginning, end and address of each in a passage."""
    printed = [(found.start(), found.end(), found[0]) for found in _SHORT.finditer(passage.words)]
    yield from printed
    for link in passage.links:
        if _SHORT.match(link.href) and not any(start < link.end and end > link.start for start, end, _ in printed):
            yield link.start, link.end, link.href


def _bare(address: str) -> str:
    """An address without what may be left out of it; behind the host, capitals matter."""
    host, _, path = re.sub(r"^https?://", "", address, flags=re.IGNORECASE).partition("/")
    return f"{host.lower().removeprefix('www.')}/{path}"


def unreadable_links(reading: Reading) -> Iterator[Finding]:
    """Links that nobody can see, and long addresses in the middle of a sentence."""
    for passage in reading.passages:
        for link in passage.links:
            if not passage.words[link.start : link.end].strip():
                message = f"the link to {shown(link.href)} has no words, and nobody sees it"
                yield Finding("U654", passage, link.start, link.end, message, "give it words, or take it out")
        if passage.lies_in(*_NOT_PROSE) or not _BARE.may_match(passage.words) or _TYPED_NOTE.match(passage.words):
            continue
        for found in _BARE.finditer(passage.words):
            if len(found[0]) > _LONGEST_BARE and not _is_plain_note(passage):
                message = f"an address of {len(found[0])} characters stands in the middle of the text"
                remedy = "put it behind words that say where it leads, as [the report](https://…), or into a note"
                yield Finding("U654", passage, found.start(), found.end(), message, remedy, "advice")


def _is_plain_note(passage: Passage) -> bool:
    """Whether a passage of a plain text is a numbered note: it ends with an address or with the arrow back."""
    words = passage.words.rstrip()
    last = words.split(" ")[-1].rstrip(".") if words else ""
    return passage.lies_in(OrderedList) and is_plain(passage) and (last[:1] == "↩" or bool(_BARE.fullmatch(last)))


def empty_words(reading: Reading) -> Iterator[Finding]:
    """Links whose words do not say where they lead, and words that ask to click where nothing can be clicked."""
    remedy = "name what it leads to, as “the full report”: on paper and to a screen reader that is all there is"
    asks_to_click = _CLICK_HERE.may_match(reading.text)
    for passage in reading.passages:
        told: list[tuple[int, int]] = []
        for link in passage.links:
            words = passage.words[link.start : link.end]
            if _says_nothing(words):
                told.append((link.start, link.end))
                message = f"the words of the link, {shown(words)}, do not say where it leads"
                yield Finding("U655", passage, link.start, link.end, message, remedy)
        for found in _CLICK_HERE.finditer(passage.words) if asks_to_click else ():
            if not any(start <= found.start() < end for start, end in told):
                message = f"“{found[0]}” does not say where it leads"
                yield Finding("U655", passage, found.start(), found.end(), message, remedy)


def _says_nothing(words: str) -> bool:
    if sum(map(str.isalnum, words)) > _LONGEST_NOTHING:
        return False
    return " ".join(_WORD.findall(words.casefold())) in _SAYS_NOTHING


WORDS: tuple[WordsCheck, ...] = (short_addresses, unreadable_links, empty_words)
