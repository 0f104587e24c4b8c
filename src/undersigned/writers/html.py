"""Document to HTML: one page that carries its style with it, without script, and asks nothing of any other place.

One function a node, named after it, returns the node's HTML; `_escape` is the one place where words meet markup.
Every word printed stands in the tree; names of regions (`aria-label`) are for screen readers alone, and the style sheet
draws the marks of lists, with the same counters as Word.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from html import escape as _escape
from itertools import groupby, takewhile
from pathlib import Path
from typing import TYPE_CHECKING, assert_never

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

if TYPE_CHECKING:
    from collections.abc import Iterable

_HEAD = (SampleNotice, Letterhead, Masthead, Title, Standfirst, DateLine, Addressees, Subject)
_SYMBOLS = "*†‡§"
_ARROW = "↩\N{VARIATION SELECTOR-15}"  # the selector keeps telephones from drawing a coloured picture


@dataclass(slots=True)
class _Page:
    """What is known so far while a page is written."""

    document: Document
    subject_heads: bool
    """Whether the subject is the page's heading of level 1, for want of a title."""
    level: int = 1
    ids: set[str] = field(default_factory=set)
    notes: list[Note] = field(default_factory=list)
    lists_of_signatories: int = 0
    in_link: bool = False
    after_link: str = ""


def write(document: Document) -> str:
    """The page, from `<!doctype html>` to its last line break."""
    page = _Page(document, subject_heads=not any(isinstance(part, Title) for part in document.blocks))
    head = tuple(takewhile(lambda part: isinstance(part, _HEAD), document.blocks))
    header = f"<header>\n{_blocks(head, page)}\n</header>\n" if head else ""
    main = _blocks(document.blocks[len(head) :], page)
    return (
        "<!doctype html>\n"
        f'<html lang="{_escape(document.language)}" dir="{document.direction}">\n'
        "<head>\n"
        '<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{_escape(document.title)}</title>\n"
        f"<style>\n{_style()}</style>\n"
        "</head>\n"
        "<body>\n"
        f"{header}<main>\n{main}\n{_notes(page)}</main>\n"
        "</body>\n"
        "</html>\n"
    )


@cache
def _style() -> str:
    return Path(__file__).with_name("html.css").read_text(encoding="utf-8")


def _id(origin: Origin | None, page: _Page) -> str:
    """The attribute that says what an element stands for; the first element that does has it, as an id names one."""
    if origin is None or (key := origin.key) in page.ids:
        return ""
    page.ids.add(key)
    return f' id="{key}"'


# --- inline nodes -----------------------------------------------------------------------------------------------------


def _inlines(nodes: Inlines, page: _Page) -> str:
    return "".join([_inline(node, page) for node in nodes])


def _inline(node: Inline, page: _Page) -> str:
    match node:
        case Text():
            return _escape(node.text)
        case Emphasis():
            return f"<em>{_inlines(node.children, page)}</em>"
        case Strong():
            return f"<strong>{_inlines(node.children, page)}</strong>"
        case Link():
            return _link(node, page)
        case Date():
            return f'<time datetime="{node.day.isoformat()}">{_escape(node.text)}</time>'
        case LineBreak():
            return "<br>\n"
        case Note():
            return _note_mark(node, page)
        case _:
            assert_never(node)


def _link(node: Link, page: _Page) -> str:
    """A link holds no other link (HTML, 4.5.1): an inner one gives its words, the mark of a note follows after."""
    if page.in_link:
        return _inlines(node.children, page)
    page.in_link = True
    words = _inlines(node.children, page)
    page.in_link = False
    marks, page.after_link = page.after_link, ""
    return f'<a href="{_escape(node.href)}">{words}</a>{marks}'


def _note_mark(node: Note, page: _Page) -> str:
    page.notes.append(node)
    number = len(page.notes)
    label = _escape(f"{page.document.labels.note} {number}")
    mark = (
        f'<sup><a id="noteref-{number}" href="#note-{number}" role="doc-noteref" aria-label="{label}">'
        f"{_mark(number, page)}</a></sup>"
    )
    if page.in_link:
        page.after_link += mark
        return ""
    return mark


def _mark(number: int, page: _Page) -> str:
    """Number or symbol of a note; symbols run as in Word (ECMA-376 Part 1, 17.18.59, `chicago`): *, †, ‡, §, **."""
    if page.document.notes.marks == "numbers":
        return str(number)
    times, which = divmod(number - 1, len(_SYMBOLS))
    return _SYMBOLS[which] * (times + 1)


# --- plain blocks -----------------------------------------------------------------------------------------------------


def _blocks(nodes: Iterable[Block], page: _Page) -> str:
    return "\n".join([_block(node, page) for node in nodes])


def _block(node: Block, page: _Page) -> str:
    match node:
        case Paragraph():
            return _paragraph("", node, page)
        case Heading():
            return _heading(node.level, node.content, page, node.origin)
        case BulletList():
            return _bullet_list(node, page)
        case OrderedList():
            return _ordered_list(node, page)
        case Quotation():
            return _quotation(node, page)
        case Break():
            return f"<hr{_id(node.origin, page)}>"
        case SampleNotice():
            return _paragraph("sample-notice", node, page)
        case Letterhead():
            return _letterhead(node, page)
        case Masthead():
            return _masthead(node, page)
        case Title():
            return f"<h1{_id(node.origin, page)}>{_inlines(node.content, page)}</h1>"
        case Standfirst():
            return _paragraph("standfirst", node, page)
        case DateLine():
            return _paragraph("date-line", node, page)
        case Addressees():
            return _addressees(node, page)
        case Subject():
            return _subject(node, page)
        case Salutation():
            return _paragraph("salutation", node, page)
        case OperativeClauses():
            return _operative_clauses(node, page)
        case Closing():
            return f'<div class="closing"{_id(node.origin, page)}>\n{_blocks(node.blocks, page)}\n</div>'
        case Valediction():
            return _paragraph("valediction", node, page)
        case Signatories():
            return _signatories(node, page)
        case CopyList():
            return _labelled_list("copy-list", node, page)
        case Annex():
            return _annex(node, page)
        case Contact():
            return _contact(node, page)
        case Credit():
            return _paragraph("credit", node, page)
        case Tags():
            return _labelled_list("tags", node, page)
        case _:
            assert_never(node)


def _paragraph(
    name: str,
    node: Paragraph | SampleNotice | Standfirst | DateLine | Salutation | Valediction | Credit,
    page: _Page,
) -> str:
    kind = f' class="{name}"' if name else ""
    return f"<p{kind}{_id(node.origin, page)}>{_inlines(node.content, page)}</p>"


def _heading(level: int, content: Inlines, page: _Page, origin: Origin | None = None) -> str:
    """A heading at its level, or at the next one below the last heading, as no level may be skipped (WCAG, G141)."""
    page.level = min(level, page.level + 1)
    return f"<h{page.level}{_id(origin, page)}>{_inlines(content, page)}</h{page.level}>"


def _bullet_list(node: BulletList, page: _Page) -> str:
    return f"<ul{_id(node.origin, page)}>\n{_items(node.items, page)}\n</ul>"


def _ordered_list(node: OrderedList, page: _Page) -> str:
    """The attribute `type` says what counts, for readers without style; the class how it looks."""
    counter = node.marks.strip("().")
    kind = "" if counter == "1" else f' type="{counter}"'
    look = "" if node.marks.endswith(".") else ' class="in-brackets"' if node.marks[0] == "(" else ' class="bracket"'
    start = "" if node.start == 1 else f' start="{node.start}"'
    return f"<ol{kind}{look}{start}{_id(node.origin, page)}>\n{_items(node.items, page)}\n</ol>"


def _items(items: Iterable[ListItem | Clause], page: _Page) -> str:
    return "\n".join(f"<li{_id(item.origin, page)}>{_blocks(item.blocks, page)}</li>" for item in items)


def _quotation(node: Quotation, page: _Page) -> str:
    """The source stands beside the passage in a figure, as a block quotation holds quoted words only (HTML, 4.4.4)."""
    passage = f"<blockquote>\n{_blocks(node.blocks, page)}\n</blockquote>"
    if not node.citation:
        return f'<div class="quotation"{_id(node.origin, page)}>\n{passage}\n</div>'
    source = f"<figcaption>— <cite>{_inlines(node.citation, page)}</cite></figcaption>"
    return f'<figure class="quotation"{_id(node.origin, page)}>\n{passage}\n{source}\n</figure>'


# --- parts of a letter ------------------------------------------------------------------------------------------------


def _lines(lines: Iterable[Inlines], page: _Page) -> str:
    return "\n".join(f"<p>{_inlines(line, page)}</p>" for line in lines)


def _letterhead(node: Letterhead, page: _Page) -> str:
    return f'<address class="letterhead"{_id(node.origin, page)}>\n{_lines(node.lines, page)}\n</address>'


def _masthead(node: Masthead, page: _Page) -> str:
    name, address = _lines(node.lines[:1], page), _lines(node.lines[1:], page)
    address = f"\n<address>\n{address}\n</address>" if address else ""
    return f'<div class="masthead"{_id(node.origin, page)}>\n{name}{address}\n</div>'


def _addressees(node: Addressees, page: _Page) -> str:
    """A list and no `address`, which is for those who write (HTML, 4.3.10)."""
    label = _escape(page.document.labels.addressees)
    entries = "\n".join(f"<li>{_lines(lines, page)}</li>" for lines in node.entries)
    return f'<ul class="addressees" aria-label="{label}"{_id(node.origin, page)}>\n{entries}\n</ul>'


def _subject(node: Subject, page: _Page) -> str:
    tag = "h1" if page.subject_heads else "p"
    page.subject_heads = False
    words = f"<b>{_escape(node.label)}</b> {_inlines(node.content, page)}"
    return f'<{tag} class="subject"{_id(node.origin, page)}>{words}</{tag}>'


def _operative_clauses(node: OperativeClauses, page: _Page) -> str:
    return f'<ul class="clauses"{_id(node.origin, page)}>\n{_items(node.clauses, page)}\n</ul>'


def _signatories(node: Signatories, page: _Page) -> str:
    page.lists_of_signatories += 1
    label = page.document.labels.signatories
    if page.lists_of_signatories > 1:  # regions are told apart by their names
        label = f"{label} {page.lists_of_signatories}"
    groups = []
    start = 1
    for group in node.groups:
        groups.append(_signatory_group(group, start if node.numbered else None, page))
        start = 1 if node.restart else start + len(group.entries)
    opening = f'<section class="signatories columns-{node.columns}" aria-label="{_escape(label)}"'
    return f"{opening}{_id(node.origin, page)}>\n" + "\n".join(groups) + "\n</section>"


def _signatory_group(node: SignatoryGroup, start: int | None, page: _Page) -> str:
    """A group's heading and its list, numbered from `start`, if there is one."""
    heading = f"{_heading(3, node.heading, page)}\n" if node.heading else ""
    if start is None:
        return f"{heading}<ul>\n{_entries(node.entries, page)}\n</ul>"
    number = "" if start == 1 else f' start="{start}"'
    return f"{heading}<ol{number}>\n{_entries(node.entries, page)}\n</ol>"


def _entries(entries: Iterable[Entry], page: _Page) -> str:
    return "\n".join([f"<li{_id(entry.origin, page)}>{_inlines(entry.content, page)}</li>" for entry in entries])


def _labelled_list(name: str, node: CopyList | Tags, page: _Page) -> str:
    entries = f"<p>{_escape(node.label)}</p>\n<ul>\n{_entries(node.entries, page)}\n</ul>"
    return f'<div class="{name}"{_id(node.origin, page)}>\n{entries}\n</div>'


def _annex(node: Annex, page: _Page) -> str:
    heading = _heading(2, node.heading, page)
    return f'<section class="annex"{_id(node.origin, page)}>\n{heading}\n{_blocks(node.blocks, page)}\n</section>'


def _contact(node: Contact, page: _Page) -> str:
    """The paragraphs stand in an `address`, which must hold neither headings nor sections (HTML, 4.3.10)."""
    parts = []
    for plain, run in groupby(node.blocks, lambda block: isinstance(block, Paragraph)):
        words = _blocks(run, page)
        parts.append(f"<address>\n{words}\n</address>" if plain else words)
    return f'<div class="contact"{_id(node.origin, page)}>\n' + "\n".join(parts) + "\n</div>"


# --- notes ------------------------------------------------------------------------------------------------------------


def _notes(page: _Page) -> str:
    """All notes after the text, as a page on a screen has no foot; a list of links back and forth (DPUB-ARIA 1.1)."""
    if not page.notes:
        return ""
    look = ' class="symbols"' if page.document.notes.marks == "symbols" else ""
    notes = "\n".join(_note(number, note, page) for number, note in enumerate(page.notes, 1))
    label = _escape(page.document.labels.notes)
    return f'<section role="doc-endnotes" aria-label="{label}">\n<ol{look}>\n{notes}\n</ol>\n</section>\n'


def _note(number: int, note: Note, page: _Page) -> str:
    labels = page.document.labels
    label = _escape(f"{labels.back} ({labels.note} {number})")
    back = f'<a href="#noteref-{number}" role="doc-backlink" aria-label="{label}">{_ARROW}</a>'
    words = _blocks(note.blocks, page)
    inside = words.removesuffix("</p>")
    end = f" {back}</p>" if inside != words else f"\n<p>{back}</p>"
    return f'<li id="note-{number}">{inside}{end}</li>'
