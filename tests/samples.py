"""Documents made by hand: between them they hold every node of the tree, so that a writer can be tried alone."""

from __future__ import annotations

import datetime
from dataclasses import replace

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
    CrossReference,
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
    NoteStyle,
    OperativeClauses,
    OrderedList,
    Origin,
    OriginKind,
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
from undersigned.writers.status_page import Page as StatusPage
from undersigned.writers.status_page import Row, Share

DAY = datetime.date(2024, 3, 14)


def says(*words: str | Inline) -> Inlines:
    """Inlines from plain strings and nodes."""
    return tuple(Text(word) if isinstance(word, str) else word for word in words)


def paragraph(*words: str | Inline, origin: Origin | None = None) -> Paragraph:
    return Paragraph(says(*words), origin)


def item(*words: str | Inline, more: tuple[Block, ...] = (), origin: Origin | None = None) -> ListItem:
    return ListItem((paragraph(*words), *more), origin)


def note(*paragraphs: str) -> Note:
    return Note(tuple(paragraph(text) for text in paragraphs))


def stands_for(kind: OriginKind, name: str, ordinal: int = 1) -> Origin:
    return Origin("campaigns/river/campaign.yaml", 10 + ordinal, kind, name, ordinal)


_HEAD: tuple[Block, ...] = (
    SampleNotice(says("Sample, signed by nobody.")),
    Letterhead((says("River Coalition"), says("12 Quay Street, Geneva"))),
    DateLine(says("Geneva, ", Date("14 March 2024", DAY)), stands_for("field", "date")),
    Addressees(
        (
            (says("H. E. Ms Ada Example"), says("Minister of Water"), says("Capital City")),
            (says("The Chair of the River Commission"),),
        ),
        stands_for("field", "addressees"),
    ),
    Title(says("Joint open letter on the river ", Emphasis(says("Mekong")))),
    Subject("Re:", says("Dams & the right to water <urgent>"), stands_for("field", "subject")),
    Standfirst(says("Forty villages ask for a say before the next dam is built.")),
    Salutation(says("Your Excellencies,")),
)

_PROSE: tuple[Block, ...] = (
    paragraph(
        "We, the undersigned ",
        Strong(says("three organisations")),
        ", write about the river.",
        note("River Commission, annual report 2023, p. 4."),
        " Its ",
        Link(says("charter"), "https://example.org/charter?a=1&b=%C3%A9"),
        " promised consultation",
        note("The charter was adopted in 1995.", "A second paragraph of the same note, with a & sign."),
        ".",
        origin=stands_for("field", "opening"),
    ),
    Heading(2, says("What happened"), stands_for("field", "body")),
    paragraph(
        "First line,",
        LineBreak(),
        "second line; ",
        Emphasis(says("italic with ", Strong(says("bold")), " inside")),
        ".",
    ),
    Quotation(
        (paragraph("Nobody asked us before the water rose."), paragraph("We learnt of it from the radio.")),
        says("Report of the villages, ", Emphasis(says("para. 7"))),
        stands_for("fact", "villages-report"),
    ),
    Quotation((paragraph("A passage whose source stands in the text."),)),
    Heading(3, says("In numbers")),
    BulletList(
        (
            item(
                "forty villages, of which:",
                more=(BulletList((item("thirty moved"), item("ten stayed"))),),
            ),
            item("two dams"),
        )
    ),
)

_DEMANDS: tuple[Block, ...] = (
    Heading(2, says("What we ask")),
    paragraph("We therefore call on you to:"),
    OrderedList(
        (
            item("Publish every impact study.", origin=stands_for("demand", "publish-studies")),
            item(
                "Consult the villages.",
                more=(paragraph("For example, a hearing in each province would let people speak."),),
                origin=stands_for("demand", "consult"),
            ),
            item(
                "Pay for what was lost:",
                more=(
                    OrderedList(
                        (item("houses;"), item("fields.", more=(OrderedList((item("rice"), item("fruit")), "i."),))),
                        "(a)",
                    ),
                ),
                origin=stands_for("demand", "compensate"),
            ),
        ),
    ),
    paragraph(
        "Without ",
        CrossReference("demand 2", "d_consult"),
        ", and above all ",
        Emphasis(says(CrossReference("demand 1", "d_publish_studies"))),
        ", the rest is worth little.",
    ),
    paragraph("We also promise:"),
    OrderedList((item("to share our maps,"), item("to attend every hearing.")), "a)", start=3),
    OperativeClauses(
        (
            Clause((paragraph(Emphasis(says("Calls upon")), " the Government to halt the works;"),)),
            Clause(
                (paragraph(Emphasis(says("Decides")), " to remain seized of the matter."),),
                stands_for("demand", "remain-seized"),
            ),
        )
    ),
    Break(),
    Closing((paragraph("We thank you for your attention."), paragraph("We look forward to your answer."))),
    Valediction(says("Yours sincerely,")),
)

_FOOT: tuple[Block, ...] = (
    Signatories(
        (
            SignatoryGroup(
                (
                    Entry(says("Asian Rivers Forum (ARF)"), stands_for("signatory", "arf")),
                    Entry(says("Ligue de l’eau & Cie, ", Emphasis(says("France"))), stands_for("signatory", "ligue")),
                ),
                says("International organisations"),
            ),
            SignatoryGroup(
                (Entry(says("* Not _a_ <list>, Ltd."), stands_for("signatory", "not-a-list")),), says("Local groups")
            ),
        ),
        columns=2,
        numbered=True,
        origin=stands_for("part", "signatories"),
    ),
    CopyList("CC:", (Entry(says("His Majesty the King")), Entry(says("The Ombudsman")))),
    Annex(
        says("Annex: earlier letters"),
        (paragraph("A first letter was sent in 2020", note("It was never answered."), "."), Heading(3, says("Dates"))),
        stands_for("field", "annex"),
    ),
    Contact((paragraph("Ada Writer, ", Link(says("ada@example.org"), "mailto:ada@example.org")),)),
    Credit(says("Photograph: Ben Lens")),
    Tags("Topics:", (Entry(says("water")), Entry(says("dams")))),
)

LETTER = Document(
    title="Joint open letter on the river Mekong",
    subject="Dams & the right to water <urgent>",
    blocks=(*_HEAD, *_PROSE, *_DEMANDS, *_FOOT),
    language="en-GB",
    date=DAY,
)
"""Every node once at least, notes numbered."""

SYMBOLS = replace(LETTER, notes=NoteStyle(place="end", marks="symbols"))
"""The same words with endnotes marked *, †, ‡."""

NEWSLETTER = Document(
    title="River News",
    blocks=(
        SampleNotice(says("Sample, signed by nobody.")),
        Masthead((says("River News"), says("12 Quay Street, Geneva"))),
        Title(says("Villages win a hearing")),
        Standfirst(says("The commission gave way after three years.")),
        paragraph("The hearing will be held on ", Date("14 March 2024", DAY), "."),
    ),
    date=DAY,
)
"""A short piece with a masthead, without notes or signatories."""

DRAFT = Document(
    title="Request",
    subject="A hearing",
    blocks=(
        DateLine(says("[date]")),
        Subject("Re:", says("A hearing")),
        paragraph("We ask for one."),
        Signatories((SignatoryGroup((Entry(says("Asian Rivers Forum")),)),)),
        Signatories((SignatoryGroup((Entry(says("Ada Writer")),)),)),
    ),
)
"""A letter without a title, and with two lists of signatories."""

RIGHT_TO_LEFT = Document(
    title="رسالة مفتوحة",
    blocks=(
        Title(says("رسالة مفتوحة")),
        paragraph("نكتب إليكم بشأن النهر", note("التقرير السنوي، ص 4."), "."),
        OrderedList((item("انشروا الدراسات."), item("استمعوا إلى القرى."))),
        Signatories((SignatoryGroup((Entry(says("منتدى الأنهار")), Entry(says("River Coalition")))),), columns=2),
    ),
    language="ar",
    direction="rtl",
)
"""A letter that runs from right to left."""

ALL = {
    "letter": LETTER,
    "symbols": SYMBOLS,
    "newsletter": NEWSLETTER,
    "draft": DRAFT,
    "right-to-left": RIGHT_TO_LEFT,
}


_DAY = Date("3 July 2020", datetime.date(2020, 7, 3))
_STATUS = StatusPage(
    language="en",
    title="Open letter on the river",
    title_language="en",
    heading="Signatures",
    notice="Sample modelled on a published letter; not the text that these organisations signed.",
    facts=("As of 12 July 2020", "Deadline: 15 July 2020, 18:00 (Europe/Zurich)", "Text to be signed: version v1"),
    headline="13 of 24 signed",
    left="3 days left",
    shares_label="In numbers",
    shares=(
        Share("Signed", 13, "13", "signed"),
        Share("Must confirm again", 1, "1", "waiting"),
        Share("No answer yet", 8, "8", "waiting"),
        Share("Declined", 2, "2", "gone"),
    ),
    withheld="2 of those who signed are not named.",
    caption="Who was asked",
    columns=("Name", "Status", "Since", "Version", "Last contact"),
    rows=(
        Row(
            "River Coalition & Friends (RCF)",
            "Signed",
            "signed",
            _DAY,
            "v1",
            None,
        ),
        Row("منتدى الأنهار", "Must confirm again", "waiting", None, "v0", _DAY),
        Row("Donau" + "dampfschifffahrts" * 4 + "verein", "No answer yet", "waiting", None, "", None),
        Row("<North> Network", "Declined", "gone", None, "", None),
    ),
    unknown="not noted",
)
STATUSES = {
    "usual": _STATUS,
    "nobody": replace(_STATUS, headline="Nobody has been asked yet.", left="", shares=(), withheld="", rows=()),
    "right-to-left": replace(_STATUS, title="رسالة مفتوحة بشأن النهر", title_language="ar", notice=""),
}
"""Pages that say how far a letter is signed."""


def with_signatories(count: int) -> Document:
    """A letter with so many signatories, for measuring."""
    entries = tuple(
        Entry(says(f"Organisation number {number} & friends"), stands_for("signatory", f"organisation-{number}"))
        for number in range(count)
    )
    return Document("Many", (Title(says("Many")), Signatories((SignatoryGroup(entries),), columns=3)))
