"""Addresses of pages and of people that are printed as links: what is none is refused where it was written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from undersigned.assembly import Path, Places
from undersigned.models.campaign import Campaign
from undersigned.models.shared import Fact
from undersigned.persons import unagreed_persons
from undersigned.problems import Problem

# Schemes that do nothing but open a page (no `javascript:`); no white space and no brackets (RFC 3986, appendix C).
_PAGE = re.compile(r"https?://[^\s<>\"{}|\\^`]+", re.IGNORECASE)
# RFC 5322 allows more; what is left out would need escaping in a link, and nobody has it.
_MAIL = re.compile(r"[\w.+'-]+@[\w-]+(\.[\w-]+)+")


def href(address: str) -> str:
    """The address of a page as links carry it, percent-encoded."""
    if address.isascii():
        return address
    from urllib.parse import quote

    return quote(address, safe="%/:=&?~#+!$,;'@()*[]")


def wrong_pages(fact: Fact, places: Places, path: Path = ()) -> Iterator[Problem]:
    """The addresses of a fact's sources that are no web pages; `path` is where the fact stands."""
    for index, source in enumerate(fact.sources):
        for name, address in (("url", source.url), ("archived", source.archived)):
            if address and not _PAGE.fullmatch(address):
                span = places.span((*path, "sources", index, name))
                yield Problem("U601", span, f"“{address}” is not the address of a page", "begin it with https://")


def wrong_in_campaign(campaign: Campaign, places: Places) -> Iterator[Problem]:
    """The addresses in a campaign that are none: of the sources of its facts, of the person to contact."""
    for index, fact in enumerate(campaign.facts):
        yield from wrong_pages(fact, places, ("facts", index))
        yield from unagreed_persons(fact, places, ("facts", index))
    contact = campaign.sender.contact if campaign.sender else None
    if contact and contact.email and not _MAIL.fullmatch(contact.email):
        span = places.span(("sender", "contact", "email"))
        yield Problem("U204", span, f"“{contact.email}” is not an e-mail address", "write it as jane@example.org")
