"""The stock letterhead, for people to open in Word and redesign. Its text says how."""

from __future__ import annotations

from undersigned.document import (
    Annex,
    Block,
    Document,
    Entry,
    Inlines,
    Labels,
    Letterhead,
    ListItem,
    OrderedList,
    Paragraph,
    Quotation,
    Salutation,
    SampleNotice,
    Signatories,
    SignatoryGroup,
    Subject,
    Text,
    Title,
    Valediction,
)


def _says(words: str) -> Inlines:
    return (Text(words),)


def _paragraph(words: str) -> Paragraph:
    return Paragraph(_says(words))


_STEPS = (
    "Put your logo into the header of this page (double-click at the top of it). The first page has a header of its "
    "own; the pages after it have another.",
    "In the header of the later pages the word [subject] stands for the subject of each letter. Keep it, with its "
    "brackets, where you want the subject to be, or delete it.",
    "The footer counts the pages. Each letter has the words for [page] and [of] in its own language; if all your "
    "letters are in one, you may write them out.",
    "Set the paper size and the margins under Layout.",
    "Change fonts, sizes, colours and spacing in the styles, not in the text: right-click a style in the Styles pane "
    "and choose Modify. Every paragraph of a letter has a style named after what it is, such as Signatory.",
    "Save the file as letterhead.docx, in the Word format .docx, where you found it.",
)

_PARTS: tuple[Block, ...] = (
    SampleNotice(_says("A notice that this is a sample, in the style Sample Notice")),
    Subject("Re:", _says("the style Subject")),
    Salutation(_says("Your Excellencies, (the style Salutation)")),
    _paragraph("Running text has the style Body Text. A passage that is quoted has the style Quote:"),
    Quotation((_paragraph("A passage from a treaty."),), _says("the style Quote Source")),
    Valediction(_says("Yours sincerely, (the style Valediction)")),
    Signatories((SignatoryGroup(tuple(Entry(_says(f"Organisation {name}")) for name in "ABCD")),), columns=2),
)

SPECIMEN = Document(
    title="Letterhead",
    subject="[subject]",
    blocks=(
        Letterhead((_says("Name of your coalition"), _says("Its address, as letters show it"))),
        Title(_says("How to change this letterhead")),
        _paragraph(
            "Letters take their styles, paper, header and footer from this file. They take none of its text, so this "
            "page may stay as it is. To make it yours:"
        ),
        OrderedList(tuple(ListItem((_paragraph(step),)) for step in _STEPS)),
        Annex(_says("What the parts of a letter look like"), _PARTS),
    ),
    language="en-GB",
    labels=Labels(page="[page]", of="[of]"),
)
