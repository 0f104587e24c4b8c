"""Document to HTML: one page that carries its style with it, without script, and asks nothing of any other place.

One function a node, named after it, returns the node's HTML; inline nodes are in `html_inlines`, where words are
escaped. Every word printed stands in the tree; names of regions (`aria-label`) are for screen readers alone, and the
style sheet draws the marks of lists.
"""

from __future__ import annotations

from functools import cache
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
    DateLine,
    Document,
    Entry,
    Heading,
    Inlines,
    Letterhead,
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
    Subject,
    Tags,
    Title,
    Valediction,
)
from undersigned.writers.html_inlines import Page, escape, identity, inlines

if TYPE_CHECKING:
    from collections.abc import Iterable

_HEAD = (SampleNotice, Letterhead, Masthead, Title, Standfirst, DateLine, Addressees, Subject)
_ARROW = "↩\N{VARIATION SELECTOR-15}"  # the selector keeps telephones from drawing a coloured picture


def write(document: Document) -> str:
    """The page, from `<!doctype html>` to its last line break."""
    page = Page(document, subject_heads=not any(isinstance(part, Title) for part in document.blocks))
    head = tuple(takewhile(lambda part: isinstance(part, _HEAD), document.blocks))
    header = f"<header>\n{_blocks(head, page)}\n</header>\n" if head else ""
    main = _blocks(document.blocks[len(head) :], page)
    return (
        "<!doctype html>\n"
        f'<html lang="{escape(document.language)}" dir="{document.direction}">\n'
        "<head>\n"
        '<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{escape(document.title)}</title>\n"
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


# --- plain blocks -----------------------------------------------------------------------------------------------------


def _blocks(nodes: Iterable[Block], page: Page) -> str:
    return "\n".join([_block(node, page) for node in nodes])


def _block(node: Block, page: Page) -> str:
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
            return f"<hr{identity(node.origin, page)}>"
        case SampleNotice():
            return _paragraph("sample-notice", node, page)
        case Letterhead():
            return _letterhead(node, page)
        case Masthead():
            return _masthead(node, page)
        case Title():
            return f"<h1{identity(node.origin, page)}>{inlines(node.content, page)}</h1>"
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
            return f'<div class="closing"{identity(node.origin, page)}>\n{_blocks(node.blocks, page)}\n</div>'
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
    page: Page,
) -> str:
    kind = f' class="{name}"' if name else ""
    return f"<p{kind}{identity(node.origin, page)}>{inlines(node.content, page)}</p>"


def _heading(level: int, content: Inlines, page: Page, origin: Origin | None = None) -> str:
    """A heading as many levels below the title as headings are open above it: none may be skipped (WCAG, G141)."""
    while page.open_headings and page.open_headings[-1] >= level:
        page.open_headings.pop()
    page.open_headings.append(level)
    tag = f"h{len(page.open_headings) + 1}"
    return f"<{tag}{identity(origin, page)}>{inlines(content, page)}</{tag}>"


def _bullet_list(node: BulletList, page: Page) -> str:
    return f"<ul{identity(node.origin, page)}>\n{_items(node.items, page)}\n</ul>"


def _ordered_list(node: OrderedList, page: Page) -> str:
    """The attribute `type` says what counts, for readers without style; the class how it looks."""
    counter = node.marks.strip("().")
    kind = "" if counter == "1" else f' type="{counter}"'
    look = "" if node.marks.endswith(".") else ' class="in-brackets"' if node.marks[0] == "(" else ' class="bracket"'
    start = "" if node.start == 1 else f' start="{node.start}"'
    return f"<ol{kind}{look}{start}{identity(node.origin, page)}>\n{_items(node.items, page)}\n</ol>"


def _items(items: Iterable[ListItem | Clause], page: Page) -> str:
    return "\n".join(f"<li{identity(item.origin, page)}>{_blocks(item.blocks, page)}</li>" for item in items)


def _quotation(node: Quotation, page: Page) -> str:
    """The source stands beside the passage in a figure, as a block quotation holds quoted words only (HTML, 4.4.4)."""
    passage = f"<blockquote>\n{_blocks(node.blocks, page)}\n</blockquote>"
    if not node.citation:
        return f'<div class="quotation"{identity(node.origin, page)}>\n{passage}\n</div>'
    source = f"<figcaption>— <cite>{inlines(node.citation, page)}</cite></figcaption>"
    return f'<figure class="quotation"{identity(node.origin, page)}>\n{passage}\n{source}\n</figure>'


# --- parts of a letter ------------------------------------------------------------------------------------------------


def _lines(lines: Iterable[Inlines], page: Page) -> str:
    return "\n".join(f"<p>{inlines(line, page)}</p>" for line in lines)


def _letterhead(node: Letterhead, page: Page) -> str:
    return f'<address class="letterhead"{identity(node.origin, page)}>\n{_lines(node.lines, page)}\n</address>'


def _masthead(node: Masthead, page: Page) -> str:
    name, address = _lines(node.lines[:1], page), _lines(node.lines[1:], page)
    address = f"\n<address>\n{address}\n</address>" if address else ""
    return f'<div class="masthead"{identity(node.origin, page)}>\n{name}{address}\n</div>'


def _addressees(node: Addressees, page: Page) -> str:
    """A list and no `address`, which is for those who write (HTML, 4.3.10)."""
    label = escape(page.document.labels.addressees)
    entries = "\n".join(f"<li>{_lines(lines, page)}</li>" for lines in node.entries)
    return f'<ul class="addressees" aria-label="{label}"{identity(node.origin, page)}>\n{entries}\n</ul>'


def _subject(node: Subject, page: Page) -> str:
    tag = "h1" if page.subject_heads else "p"
    page.subject_heads = False
    label = f"<b>{escape(node.label)}</b> " if node.label else ""
    return f'<{tag} class="subject"{identity(node.origin, page)}>{label}{inlines(node.content, page)}</{tag}>'


def _operative_clauses(node: OperativeClauses, page: Page) -> str:
    return f'<ul class="clauses"{identity(node.origin, page)}>\n{_items(node.clauses, page)}\n</ul>'


def _signatories(node: Signatories, page: Page) -> str:
    page.lists_of_signatories += 1
    label = page.document.labels.signatories
    if page.lists_of_signatories > 1:  # regions are told apart by their names
        label = f"{label} {page.lists_of_signatories}"
    groups = []
    start = 1
    for group in node.groups:
        groups.append(_signatory_group(group, start if node.numbered else None, page))
        start = 1 if node.restart else start + len(group.entries)
    opening = f'<section class="signatories columns-{node.columns}" aria-label="{escape(label)}"'
    return f"{opening}{identity(node.origin, page)}>\n" + "\n".join(groups) + "\n</section>"


def _signatory_group(node: SignatoryGroup, start: int | None, page: Page) -> str:
    """A group's heading and its list, numbered from `start`, if there is one."""
    heading = f"{_heading(3, node.heading, page)}\n" if node.heading else ""
    if start is None:
        return f"{heading}<ul>\n{_entries(node.entries, page)}\n</ul>"
    number = "" if start == 1 else f' start="{start}"'
    return f"{heading}<ol{number}>\n{_entries(node.entries, page)}\n</ol>"


def _entries(entries: Iterable[Entry], page: Page) -> str:
    return "\n".join([f"<li{identity(entry.origin, page)}>{inlines(entry.content, page)}</li>" for entry in entries])


def _labelled_list(name: str, node: CopyList | Tags, page: Page) -> str:
    label = f"<p>{escape(node.label)}</p>\n" if node.label else ""
    entries = f"<ul>\n{_entries(node.entries, page)}\n</ul>"
    return f'<div class="{name}"{identity(node.origin, page)}>\n{label}{entries}\n</div>'


def _annex(node: Annex, page: Page) -> str:
    heading = _heading(2, node.heading, page)
    return f'<section class="annex"{identity(node.origin, page)}>\n{heading}\n{_blocks(node.blocks, page)}\n</section>'


def _contact(node: Contact, page: Page) -> str:
    """The paragraphs stand in an `address`, which must hold neither headings nor sections (HTML, 4.3.10)."""
    parts = []
    for plain, run in groupby(node.blocks, lambda block: isinstance(block, Paragraph)):
        words = _blocks(run, page)
        parts.append(f"<address>\n{words}\n</address>" if plain else words)
    return f'<div class="contact"{identity(node.origin, page)}>\n' + "\n".join(parts) + "\n</div>"


# --- notes ------------------------------------------------------------------------------------------------------------


def _notes(page: Page) -> str:
    """All notes after the text, as a page on a screen has no foot; a list of links back and forth (DPUB-ARIA 1.1)."""
    if not page.notes:
        return ""
    look = ' class="symbols"' if page.document.notes.marks == "symbols" else ""
    notes = "\n".join(_note(number, note, page) for number, note in enumerate(page.notes, 1))
    label = escape(page.document.labels.notes)
    return f'<section role="doc-endnotes" aria-label="{label}">\n<ol{look}>\n{notes}\n</ol>\n</section>\n'


def _note(number: int, note: Note, page: Page) -> str:
    labels = page.document.labels
    label = escape(f"{labels.back} ({labels.note} {number})")
    back = f'<a href="#noteref-{number}" role="doc-backlink" aria-label="{label}">{_ARROW}</a>'
    words = _blocks(note.blocks, page)
    inside = words.removesuffix("</p>")
    end = f" {back}</p>" if inside != words else f"\n<p>{back}</p>"
    return f'<li id="note-{number}">{inside}{end}</li>'
