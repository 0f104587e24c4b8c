"""The parts of a letter that hold no further blocks: one function for each node, each giving its paragraphs."""

from __future__ import annotations

from undersigned.document import (
    Addressees,
    CopyList,
    Inlines,
    Letterhead,
    Masthead,
    Signatories,
    SignatoryGroup,
    Subject,
    Tags,
)

from .inlines import Look, line_break, lines, runs, words
from .ledger import Ledger
from .lists import SIGNATORIES
from .paragraphs import AS_STYLED, Setting, paragraph, paragraph_of
from .sections import columns

_HEADING_1 = Setting(outline=0)


def letterhead(node: Letterhead, ledger: Ledger) -> str:
    return _head("Letterhead", node.lines, ledger)


def masthead(node: Masthead, ledger: Ledger) -> str:
    return _head("Masthead", node.lines, ledger)


def _head(style: str, content: tuple[Inlines, ...], ledger: Ledger) -> str:
    """The first line, the name, in a style of its own; the others below it as one paragraph."""
    name, *others = content or ((),)
    rest = _lines(style, tuple(others), ledger) if others else ""
    return paragraph(f"{style}Name", name, ledger) + rest


def _lines(style: str, content: tuple[Inlines, ...], ledger: Ledger) -> str:
    before, after = ledger.bookmarks()
    return paragraph_of(style, before + lines(content, ledger) + after, ledger)


def addressees(node: Addressees, ledger: Ledger) -> str:
    return "".join([_lines("Address", entry, ledger) for entry in node.entries])


def subject(node: Subject, ledger: Ledger) -> str:
    """In a letter without a title the subject is what a screen reader finds as the first heading."""
    setting = AS_STYLED if ledger.manner.titled else _HEADING_1
    return _labelled("Subject", node.label, node.content, ledger, setting)


def _labelled(style: str, label: str, content: Inlines, ledger: Ledger, setting: Setting = AS_STYLED) -> str:
    before, after = ledger.bookmarks()
    space = words(" ") if label and content else ""
    said = _label(label, ledger) + space + runs(content, ledger)
    return paragraph_of(style, before + said + after, ledger, setting)


def _label(label: str, ledger: Ledger) -> str:
    return words(label, Look(bold=True, rtl=ledger.manner.rtl)) if label else ""


def signatories(node: Signatories, ledger: Ledger) -> str:
    """Each group under its heading; numbers are Word's own, in one list that runs through or one a group."""
    written: list[str] = []
    number: tuple[int, int] | None = None
    for group in node.groups:
        if node.numbered and (number is None or node.restart):
            number = ledger.new_list(SIGNATORIES, 0, 1), 0
        written += _group(group, number, ledger)
    return columns(node.columns, "".join(written))


def _group(group: SignatoryGroup, number: tuple[int, int] | None, ledger: Ledger) -> list[str]:
    setting = Setting(number=number)
    written = [paragraph("SignatoryGroup", group.heading, ledger)] if group.heading else []
    for entry in group.entries:
        ledger.stands_for(entry.origin)
        written.append(paragraph("Signatory", entry.content, ledger, setting))
    return written


def copy_list(node: CopyList, ledger: Ledger) -> str:
    written = [_labelled("CopyListLabel", node.label, (), ledger)] if node.label else []
    for entry in node.entries:
        ledger.stands_for(entry.origin)
        written.append(paragraph("CopyList", entry.content, ledger))
    return "".join(written)


def tags(node: Tags, ledger: Ledger) -> str:
    """The label and the topics, a line each: commas between them would be words that the other formats do not have."""
    for entry in node.entries:
        ledger.stands_for(entry.origin)
    before, after = ledger.bookmarks()
    label = [_label(node.label, ledger)] if node.label else []
    topics = [runs(entry.content, ledger) for entry in node.entries]
    return paragraph_of("Tags", before + line_break().join([*label, *topics]) + after, ledger)
