"""The status of a campaign as one HTML page to share: it carries its style with it, without script.

Like the writers of letters, it knows nothing of campaigns: whatever it prints is given to it as words. Numbers stand in
the text beside the bar, which is a picture of them and nothing more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Literal

from undersigned.document import Date

Look = Literal["signed", "waiting", "gone"]


@dataclass(frozen=True, slots=True)
class Share:
    """A part of those who were asked: what is said of them, and how many they are, as a number and in figures."""

    label: str
    number: int
    figures: str
    look: Look


@dataclass(frozen=True, slots=True)
class Row:
    """One who was asked. Days that are not known are None."""

    name: str
    status: str
    look: Look
    since: Date | None
    version: str
    contacted: Date | None


@dataclass(frozen=True, slots=True)
class Page:
    """All that the page says, in `language`; the title is in that of the letter. What is empty is left out.

    `unknown` stands in cells where there is nothing to say; `notice` is that of a sample.
    """

    language: str
    title: str
    title_language: str
    heading: str
    notice: str
    facts: tuple[str, ...]
    headline: str
    left: str
    shares_label: str
    shares: tuple[Share, ...]
    withheld: str
    caption: str
    columns: tuple[str, str, str, str, str]
    rows: tuple[Row, ...]
    unknown: str


def write(page: Page) -> str:
    """The page, from `<!doctype html>` to its last line break. Search engines are asked to leave it out."""
    return (
        "<!doctype html>\n"
        f'<html lang="{escape(page.language)}">\n'
        "<head>\n"
        '<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        '<meta name="robots" content="noindex">\n'
        f"<title>{escape(f'{page.heading}: {page.title}')}</title>\n"
        f"<style>\n{_style()}</style>\n"
        "</head>\n"
        "<body>\n"
        f"<header>\n{_head(page)}</header>\n"
        f"<main>\n{_sum(page)}{_table(page)}</main>\n"
        "</body>\n"
        "</html>\n"
    )


@cache
def _style() -> str:
    return Path(__file__).with_name("status_page.css").read_text(encoding="utf-8")


def _head(page: Page) -> str:
    notice = f'<p class="sample-notice">{escape(page.notice)}</p>\n' if page.notice else ""
    title = f'<span lang="{escape(page.title_language)}" dir="auto">{escape(page.title)}</span>'
    facts = "".join(f"<li>{escape(fact)}</li>\n" for fact in page.facts)
    return f'{notice}<h1><small>{escape(page.heading)}</small> {title}</h1>\n<ul class="facts">\n{facts}</ul>\n'


# --- the numbers ------------------------------------------------------------------------------------------------------


def _sum(page: Page) -> str:
    left = f' <span class="left">{escape(page.left)}</span>' if page.left else ""
    withheld = f"<p>{escape(page.withheld)}</p>\n" if page.withheld else ""
    shares = "".join(
        f'<li class="{share.look}"><b>{escape(share.figures)}</b> {escape(share.label)}</li>\n' for share in page.shares
    )
    numbers = f'<ul class="shares">\n{shares}</ul>\n' if shares else ""
    return (
        f'<section class="sum" aria-label="{escape(page.shares_label)}">\n'
        f'<p class="headline"><strong>{escape(page.headline)}</strong>{left}</p>\n'
        f"{_bar(page)}{numbers}{withheld}</section>\n"
    )


def _bar(page: Page) -> str:
    """A bar in thousandths of its width. It has a name for those who do not see it: what stands above it."""
    whole = sum(share.number for share in page.shares)
    if not whole:
        return ""
    parts = "".join(_parts(page.shares, whole))
    return (
        f'<svg class="bar" role="img" aria-label="{escape(page.headline)}" viewBox="0 0 1000 10" '
        f'preserveAspectRatio="none">\n{parts}</svg>\n'
    )


def _parts(shares: Sequence[Share], whole: int) -> Iterator[str]:
    """The parts of the bar: a piece for all that look alike, as pieces side by side would show a seam."""
    before = 0
    for look, group in groupby(shares, lambda share: share.look):
        after = before + sum(share.number for share in group)
        start, end = 1000 * before // whole, 1000 * after // whole
        yield f'<rect class="{look}" x="{start}" width="{end - start}" height="10"/>\n'
        before = after


# --- the table --------------------------------------------------------------------------------------------------------


def _table(page: Page) -> str:
    if not page.rows:
        return ""
    headings = "".join(f'<th scope="col">{escape(heading)}</th>' for heading in page.columns)
    rows = "".join(_row(row, page.unknown) for row in page.rows)
    return (
        f"<table>\n<caption>{escape(page.caption)}</caption>\n"
        f"<thead>\n<tr>{headings}</tr>\n</thead>\n<tbody>\n{rows}</tbody>\n</table>\n"
    )


def _row(row: Row, unknown: str) -> str:
    version = escape(row.version) if row.version else _nothing(unknown)
    return (
        f'<tr><th scope="row" dir="auto">{escape(row.name)}</th><td class="{row.look}">{escape(row.status)}</td>'
        f"<td>{_day(row.since, unknown)}</td><td>{version}</td><td>{_day(row.contacted, unknown)}</td></tr>\n"
    )


def _day(day: Date | None, unknown: str) -> str:
    return f'<time datetime="{day.day.isoformat()}">{escape(day.text)}</time>' if day else _nothing(unknown)


def _nothing(unknown: str) -> str:
    """A dash for the eye, words for the ear."""
    return f'<span aria-hidden="true">–</span><span class="heard">{escape(unknown)}</span>'
