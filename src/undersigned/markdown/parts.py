"""Containers (`::: name` … `:::`) to the parts of a letter.

A part that holds nothing is left out, so that a template need not ask whether there is anything to say. A part that
cannot be made is reported, and what it holds stays in the letter as plain blocks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from undersigned.document import (
    Addressees,
    Annex,
    Block,
    BulletList,
    Clause,
    Closing,
    Contact,
    CopyList,
    Credit,
    DateLine,
    Emphasis,
    Entry,
    Heading,
    Inline,
    Inlines,
    Letterhead,
    LetterPart,
    LineBreak,
    Masthead,
    OperativeClauses,
    OrderedList,
    Origin,
    Paragraph,
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
from undersigned.inlines import merged, plain_text
from undersigned.markdown.inlines import without_space
from undersigned.problems import did_you_mean

Blocks = tuple[Block, ...]
Options = Sequence[str]

VERSE = ("letterhead", "masthead", "addressees")
"""The parts in which each line of Markdown is a line of the letter."""

MOST_COLUMNS = 3
_SIGNATORY_OPTIONS = ("columns=1", "columns=2", "columns=3", "numbered", "restart")


class _Malformed(Exception):  # noqa: N818 - it is the template that is malformed
    """The content of a part is not what the part is made of: code, message, remedy."""


def part(
    name: str, options: Options, blocks: Blocks, origin: Origin | None, report: Callable[[str, str, str], None]
) -> Blocks:
    """The letter part `name` made of the blocks in its container; problems go to `report`."""
    make = _PARTS.get(name)
    if make is None:
        report("U606", f"there is no part “{name}” of a letter", did_you_mean(name, _PARTS) or f"use {_names()}")
        return blocks
    if not blocks:
        return ()
    try:
        if options and name != "signatories":
            raise _Malformed("U606", f"“{name}” takes no options", f"write “::: {name}” alone")
        return (replace(make(blocks, options), origin=origin),)
    except _Malformed as malformed:
        report(*malformed.args)
        return blocks


def _names() -> str:
    *names, last = sorted(_PARTS)
    return f"{', '.join(names)} or {last}"


# --- what parts are made of -------------------------------------------------------------------------------------------


def _paragraphs(name: str, blocks: Blocks) -> Iterator[Inlines]:
    for block in blocks:
        if not isinstance(block, Paragraph):
            raise _Malformed("U606", f"“{name}” is made of lines of text only", "take lists and headings out of it")
        yield block.content


def _one_paragraph(name: str, blocks: Blocks) -> Inlines:
    first, *others = _paragraphs(name, blocks)
    if others:
        raise _Malformed(
            "U610", f"“{name}” is one paragraph, and there are {len(others) + 1}", "take the blank line out"
        )
    return first


def _lines(content: Inlines) -> Iterator[Inlines]:
    line: list[Inline] = []
    for inline in content:
        if isinstance(inline, LineBreak):
            yield tuple(line)
            line.clear()
        else:
            line.append(inline)
    yield tuple(line)


def _all_lines(name: str, blocks: Blocks) -> tuple[Inlines, ...]:
    return tuple(line for content in _paragraphs(name, blocks) for line in _lines(content) if line)


def _entries(name: str, block: Block) -> tuple[Entry, ...]:
    if not isinstance(block, BulletList | OrderedList):
        raise _Malformed("U606", f"“{name}” wants a list", "begin each line with “- ”")
    return tuple(Entry(_one_paragraph(name, item.blocks)) for item in block.items if item.blocks)


def _label_and_entries(name: str, blocks: Blocks) -> tuple[str, tuple[Entry, ...]]:
    match blocks:
        case (Paragraph(label), BulletList() | OrderedList() as entries):
            return plain_text(label), _entries(name, entries)
        case _:
            raise _Malformed("U606", f"“{name}” is a line such as “CC:” and a list", "put a blank line between the two")


# --- the parts --------------------------------------------------------------------------------------------------------


def _addressees(blocks: Blocks, _: Options) -> Addressees:
    entries = (tuple(line for line in _lines(content) if line) for content in _paragraphs("addressees", blocks))
    return Addressees(tuple(entry for entry in entries if entry))


_LABEL = re.compile(r"[^:]{1,40}:")


def _subject(blocks: Blocks, _: Options) -> Subject:
    match _one_paragraph("subject", blocks):
        case (Strong((Text(label),)), *rest) if _LABEL.fullmatch(label):
            return Subject(label, without_space(tuple(rest)))
        case (Text(text), *rest) as content:
            label, colon, words = text.partition(": ")
            return Subject(f"{label}:", merged([Text(words), *rest])) if colon else Subject("", tuple(content))
        case content:
            return Subject("", content)


def _clauses(blocks: Blocks, _: Options) -> OperativeClauses:
    clauses: list[list[Block]] = []
    for block in blocks:
        if isinstance(block, OperativeClauses):
            clauses += [list(clause.blocks) for clause in block.clauses]
        elif not clauses or (isinstance(block, Paragraph) and isinstance(block.content[0], Emphasis)):
            clauses.append([block])
        else:
            clauses[-1].append(block)
    return OperativeClauses(tuple(Clause(tuple(clause)) for clause in clauses))


def _signatories(blocks: Blocks, options: Options) -> Signatories:
    for option in options:
        if option not in _SIGNATORY_OPTIONS:
            meant = did_you_mean(option, ("numbered", "restart"))
            remedy = meant or f"use columns=1 to columns={MOST_COLUMNS}, numbered, restart"
            raise _Malformed("U606", f"“signatories” has no option “{option}”", remedy)
    columns = next((int(option[-1]) for option in options if option.startswith("columns=")), 1)
    return Signatories(tuple(_groups(blocks)), columns, "numbered" in options, "restart" in options)


def _groups(blocks: Blocks) -> Iterator[SignatoryGroup]:
    heading: Inlines = ()
    for block in blocks:
        if isinstance(block, Heading) and not heading:
            heading = block.content
        else:
            yield SignatoryGroup(_entries("signatories", block), heading)
            heading = ()
    if heading:
        raise _Malformed("U606", "a heading of “signatories” has no list under it", "begin each line with “- ”")


def _annex(blocks: Blocks, _: Options) -> Annex:
    match blocks:
        case (Heading(content=heading) | Title(content=heading), *rest):
            return Annex(heading, tuple(rest))
        case _:
            raise _Malformed("U606", "an annex begins with its heading", "put a line such as “## Annex” first")


def _copy_list(blocks: Blocks, _: Options) -> CopyList:
    return CopyList(*_label_and_entries("copy-list", blocks))


def _tags(blocks: Blocks, _: Options) -> Tags:
    return Tags(*_label_and_entries("tags", blocks))


_PARTS: dict[str, Callable[[Blocks, Options], LetterPart]] = {
    "sample": lambda blocks, _: SampleNotice(_one_paragraph("sample", blocks)),
    "letterhead": lambda blocks, _: Letterhead(_all_lines("letterhead", blocks)),
    "masthead": lambda blocks, _: Masthead(_all_lines("masthead", blocks)),
    "standfirst": lambda blocks, _: Standfirst(_one_paragraph("standfirst", blocks)),
    "date": lambda blocks, _: DateLine(_one_paragraph("date", blocks)),
    "addressees": _addressees,
    "subject": _subject,
    "salutation": lambda blocks, _: Salutation(_one_paragraph("salutation", blocks)),
    "clauses": _clauses,
    "closing": lambda blocks, _: Closing(blocks),
    "valediction": lambda blocks, _: Valediction(_one_paragraph("valediction", blocks)),
    "signatories": _signatories,
    "copy-list": _copy_list,
    "annex": _annex,
    "contact": lambda blocks, _: Contact(blocks),
    "credit": lambda blocks, _: Credit(_one_paragraph("credit", blocks)),
    "tags": _tags,
}
"""What makes which part; the names are what templates write after `:::`."""
