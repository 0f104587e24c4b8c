"""The checks of spelling, acronyms, numbers and remains: their rules, and that they raise on no text."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import workspaces
from tests.shipped import ROOT, SLUGS
from undersigned.checks import acronyms, numbers, remains, spelling
from undersigned.checks.checked import Checked
from undersigned.checks.counted import counted
from undersigned.checks.findings import Finding, Reading
from undersigned.checks.numerals import numbers as numbers_in
from undersigned.checks.prose import BLANK, own_words, signature_list
from undersigned.checks.spelling_pairs import spelt
from undersigned.document import (
    BulletList,
    DateLine,
    Entry,
    Heading,
    ListItem,
    Note,
    OrderedList,
    Origin,
    OriginKind,
    Paragraph,
    Quotation,
    Signatories,
    Title,
)
from undersigned.passages import Passage
from undersigned.rendering import Order, Renderer
from undersigned.workspace import Workspace

MODULES = (spelling, acronyms, numbers, remains)

PIECES = (
    *"aA1.,:;?!()[]{}<>*_#-–—…•\"'“”‘’«»/ \n\u00a0\x00é",
    *(
        "labour",
        "labor",
        "organise",
        "organize",
        "Center",
        "per cent",
        "percent",
        "RGC",
        "(RGC)",
        "NGOs",
        "(NGOs)",
        "XIX",
    ),
    *(
        "the undersigned",
        "33",
        "twelve",
        "vingt et une",
        "organisations",
        "and 54 other organisations",
        "demands",
        "We,",
    ),
    *(
        "TODO",
        "[name]",
        "<name>",
        "[date]",
        "[…]",
        " … ",
        "**a",
        "{{",
        "}}",
        "](http:",
        "[^a]",
        "1. a 2. b",
        "<b>",
        "NN",
    ),
    *(
        "Yours sincerely,",
        "Signatories:",
        "https://www.example.org/a__b",
        "a@b.org",
        "Royal Government of Cambodia (RGC)",
    ),
)
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.characters()), max_size=30).map(" ".join) | st.text(max_size=60)
PLACES: tuple[tuple[type, tuple[type, ...]], ...] = (
    (Paragraph, ()),
    (Heading, ()),
    (Title, ()),
    (DateLine, ()),
    (Paragraph, (OrderedList, ListItem)),
    (Paragraph, (BulletList, ListItem)),
    (Paragraph, (Quotation,)),
    (Paragraph, (Paragraph, Note)),
    (Entry, (Signatories,)),
)


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    kinds: tuple[OriginKind, ...] = ("part", "field")
    kind = draw(st.sampled_from(kinds))
    file = draw(st.sampled_from(("letter.txt", "letter.docx", "campaigns/x/campaign.yaml")))
    passages = [
        Passage(words, Origin(file, line, kind, "body"), *draw(st.sampled_from(PLACES)))
        for line, words in enumerate(draw(st.lists(TEXTS, max_size=8)), 1)
    ]
    return Reading(tuple(passages), draw(st.sampled_from(("en", "en-US", "fr", "de"))))


def letter(*paragraphs: str, language: str = "en", file: str = "campaigns/x/campaign.yaml") -> Reading:
    """A drafted letter of some paragraphs, or a file."""
    kind: OriginKind = "field" if file.endswith(".yaml") else "part"
    found = (Passage(words, Origin(file, line, kind, "body")) for line, words in enumerate(paragraphs, 1))
    return Reading(tuple(found), language)


def findings(reading: Reading) -> Iterator[Finding]:
    for module in MODULES:
        for check in module.WORDS:
            yield from check(reading)


def found(*paragraphs: str, language: str = "en", file: str = "campaigns/x/campaign.yaml") -> list[tuple[str, str]]:
    return [(one.code, one.words) for one in findings(letter(*paragraphs, language=language, file=file))]


@given(readings())
def test_no_text_is_too_strange(reading: Reading) -> None:
    for finding in findings(reading):
        assert finding.passage in reading.passages
        assert 0 <= finding.start < finding.end <= len(finding.passage.words)
        assert finding.message
        assert finding.remedy


@given(TEXTS)
def test_own_words_stand_where_they_stood(words: str) -> None:
    own = own_words(words)
    assert len(own) == len(words)
    assert all(mine in (BLANK, theirs) for mine, theirs in zip(own, words, strict=True))


@given(TEXTS, st.sampled_from(("en", "fr")))
def test_what_is_counted_stands_in_the_text(words: str, language: str) -> None:
    last = 0
    for one in counted(words, language):
        assert last <= one.start < one.end <= len(words)
        assert one.value > 1
        last = one.end


# --- spelling ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "advise advertise arise comprise compromise despise devise disguise enterprise excise exercise franchise",
        "improvise incise likewise otherwise praise precise premise promise raise revise rise supervise surprise",
        "unwise clockwise disenfranchised promising advising fundraising uprisings adviser crises expertise televise",
        "size prize seize capsize sizes seized prizes maize oversized analyses paralyses licensing licensed license",
        "laboratory laborious humorous honorary vigorous elaborate collaborator tour hour four meter tire story check",
        "install installing controlled fulfilled fulfilling practice practices travel cancel cancellation entered",
        "defensive offensive merchandise dialogue catalogue judgment",
        "disable disabled visible citizen horizon denizen basis emphasis wiser miser dismissed",
    ],
)
def test_words_that_are_spelt_so_everywhere(words: str) -> None:
    assert [word for word in words.split() if spelt(word)] == []


@pytest.mark.parametrize(
    ("first", "other"),
    [
        ("labour", "labor"),
        ("honourable", "honorable"),
        ("neighbouring", "neighboring"),
        ("behavioural", "behavioral"),
        ("favourites", "favorites"),
        ("centre", "center"),
        ("centred", "centered"),
        ("theatres", "theaters"),
        ("defence", "defense"),
        ("offences", "offenses"),
        ("travelled", "traveled"),
        ("counsellors", "counselors"),
        ("labelling", "labeling"),
        ("fulfil", "fulfill"),
        ("fulfilment", "fulfillment"),
        ("enrols", "enrolls"),
        ("instalments", "installments"),
        ("wilfully", "willfully"),
        ("analysed", "analyzed"),
        ("paralysing", "paralyzing"),
        ("programme", "program"),
        ("sceptical", "skeptical"),
        ("practised", "practiced"),
        ("organisations", "organizations"),
        ("criticise", "criticize"),
        ("organisational", "organizational"),
        ("recognisable", "recognizable"),
        ("destabilising", "destabilizing"),
    ],
)
def test_the_two_spellings_of_a_word(first: str, other: str) -> None:
    one, two = spelt(first), spelt(other)
    assert one
    assert two
    assert (one.first, two.first) == (True, False)
    assert (one.question, one.word) == (two.question, two.word)
    assert found(f"They {first} it, and {first} it, then they {other} it.") == [("U631", other)]
    assert found(f"They {other} it, and {other} it, then they {first} it.") == [("U631", first)]
    assert found(f"They {first} it.", f"They {first} it.") == []


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("We labour on.", "The Labor Party and the Fair Labor Association.", "He spoke of “labor”, ‘a labor of love’."),
        ("We labour on.", "Center for Justice staff came.", "Organize for Rights: labour."),
        ("We organise.", "See https://example.org/organize and organize@example.org."),
        ("A programme.", "A computer program."),
        ("We recognize labour rights in the centre, and organize.",),
        ("LABOR AND LABOUR", "labour"),
        ("We labour on.", "They provide for labor […] and elections.", "[1] See the report on labor.", "* Of labor."),
    ],
)
def test_names_and_quotations_keep_their_spelling(paragraphs: tuple[str, ...]) -> None:
    assert found(*paragraphs) == []


def test_most_words_decide_and_else_the_language() -> None:
    assert found("The labour centre, the labor center.") == [("U631", "labor"), ("U631", "center")]
    assert found("The labour centre, the labor center.", language="en-US") == [("U631", "labour"), ("U631", "centre")]
    assert found("labor labor labour") == [("U631", "labour")]


def test_ise_is_never_american() -> None:
    assert found("We organise labor, and organise defense, and organise it all.") == [
        ("U631", "labor"),
        ("U631", "defense"),
    ]
    assert found("Of labor, defense and centers we organise one.") == [("U631", "organise")]
    assert found("We organize labour, and organize defence.") == []


def test_one_habit_is_said_five_times_at_most() -> None:
    assert len(found("labour " * 30 + "labor " * 20)) == 5


def test_other_languages_are_not_spelt_in_english() -> None:
    assert found("La couleur du travail: color, labor, centre, organise, organize.", language="fr") == []


# --- acronyms ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "explanation",
    [
        "the Royal Government (RGC)",
        "the Royal Government (the “RGC”)",
        "the Royal Government (hereafter RGC)",
        "the Law (RGC; see below)",
        "RGC (Royal Government of Cambodia)",
        "the RGC, the Royal Government,",
        "what is known as the RGC",
        "the Royal Government of Cambodia",
        "le Gouvernement (ci-après RGC)",
    ],
)
def test_an_acronym_may_be_explained_in_many_ways(explanation: str) -> None:
    assert found("The RGC met.", "The RGC went on.", f"It was {explanation} then, and met again.") == []
    assert found("The RGC met.", "The RGC went on.", "It was the government.") == [("U632", "RGC")]


@pytest.mark.parametrize(
    "words",
    ["XIX", "MMXX", "UNESCO", "NGOs", "OHCHR", "UN", "MUST", "A/HRC/30", "U.S.A.", "ILO’s", "COVID-19", "USD6"],
)
def test_words_that_need_no_explanation(words: str) -> None:
    assert found(f"We say {words} here.", f"We say {words} here, too.") == []


def test_headlines_in_capitals_hold_no_acronyms() -> None:
    assert found("WHAT RGC POLICE DID", "WHAT RGC POLICE SAY") == []


def test_acronyms_of_those_who_sign_are_known() -> None:
    drafted = letter("With FIDH and FIDH.")
    signed = Passage(
        "Fédération (FIDH)", Origin("campaigns/x/sign-ons.yaml", 1, "signatory", "fidh"), Entry, (Signatories,)
    )
    assert list(findings(Reading((*drafted.passages, signed)))) == []


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (("The Paris Accord Group (PAG) met, and the PAG (Peace Accord Group) went.",), []),
        (("The Paris Peace Accord (PPA) was signed.", "It held."), [("U633", "(PPA)")]),
        (("The Paris Peace Accord (PPA) was signed.", "The PPA held."), []),
        (("The Paris Peace Committee (PPC) was founded.", "It met."), []),
        (("The Ligue des droits (LICADHO) was founded.", "It met."), []),
        (("The Paris Peace Accord (PPA) held, the PPA.", "A Peace Plan for All (PPA) is due."), [("U633", "(PPA)")]),
        (
            ("The Universal Labor Office (ULO) and the ULO.", "Each universal labour office (ULO) is."),
            [("U633", "(ULO)")],
        ),
        (("The Accord (PPA)", "Another Accord (PPA)"), []),
    ],
)
def test_acronyms_explained_in_vain_again_and_for_two_things(
    paragraphs: tuple[str, ...], expected: list[tuple[str, str]]
) -> None:
    assert [one for one in found(*paragraphs, file="letter.md") if one[0] == "U633"] == expected


def test_what_stands_for_two_things_is_a_warning() -> None:
    reading = letter(
        "The Committee against Torture (CAT) met, and the CAT sat.", "The Convention against Torture (CAT) is old."
    )
    assert [(one.code, one.severity, one.start) for one in findings(reading)] == [("U633", "warning", 31)]


# --- numbers ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "language", "value"),
    [
        ("two", "en", 2),
        ("Nineteen", "en", 19),
        ("forty", "en", 40),
        ("ninety-nine", "en", 99),
        ("hundred", "en", 100),
        ("1,200", "en", 1200),
        ("33", "en", 33),
        ("deux", "fr", 2),
        ("vingt et une", "fr", 21),
        ("soixante-dix-sept", "fr", 77),
        ("soixante et onze", "fr", 71),
        ("quatre-vingts", "fr", 80),
        ("quatre-vingt-onze", "fr", 91),
        ("1\u202f200", "fr", 1200),
    ],
)
def test_numbers_in_figures_and_words(words: str, language: str, value: int) -> None:
    assert [one.value for one in numbers_in(f"les {words} xx", language)] == [value]


@pytest.mark.parametrize("words", ["one", "1", "26th", "3.5", "30/23", "2016-07", "someone", "B4A", "12:30", "20%"])
def test_what_is_no_number(words: str) -> None:
    assert list(numbers_in(f"the {words} that", "en")) == []


def test_all_numbers_up_to_a_hundred_have_words() -> None:
    from undersigned.checks.numerals import _known

    for language in ("en", "fr"):
        assert set(range(101)) <= set(_known(language).values())


@pytest.mark.parametrize(
    ("words", "language", "expected"),
    [
        ("We, the undersigned 33 organisations, write.", "en", ("signatories", 33, True)),
        ("We, the 55 undersigned international and regional organisations", "en", ("signatories", 55, True)),
        ("We, twenty-one civil society organizations and 12 individuals, ask", "en", ("signatories", 33, True)),
        (
            "In a letter published today, 12 Cambodian, regional and international NGOs ask",
            "en",
            ("signatories", 12, True),
        ),
        ("Global Witness and 54 other organisations write", "en", ("others", 54, True)),
        ("Global Witness and 54 other organisations wrote", "en", ("others", 54, False)),
        ("33 civil society organizations", "en", ("signatories", 33, False)),
        ("33 civil society organizations signed this open letter", "en", ("signatories", 33, True)),
        ("The 33 organisations that signed our letter of 2020", "en", ("signatories", 33, False)),
        ("Two Cambodian organisations that signed this letter", "en", ("signatories", 2, False)),
        ("The 33 signatories of this letter", "en", ("signatories", 33, True)),
        ("Two signatories of this letter", "en", ("signatories", 2, False)),
        ("In our letter of 3 May 2024, we, 40 organisations, ask", "en", ("signatories", 40, False)),
        ("We, 40 organisations, asked for this", "en", ("signatories", 40, False)),
        ("It was refused in 2024. Today we, 40 organisations, ask", "en", ("signatories", 40, True)),
        ("On behalf of the 12 organisations listed below", "en", ("signatories", 12, True)),
        ("on behalf of the 12 organisations that were closed", "en", ("signatories", 12, False)),
        ("Signed by 12 organisations:", "en", ("signatories", 12, True)),
        ("to take these seven steps:", "en", ("demands", 7, True)),
        ("We ask for five things:", "en", ("demands", 5, True)),
        ("It is blamed for three demands:", "en", ("demands", 3, False)),
        ("au nom des 12 organisations énumérées ci-dessous", "fr", ("signatories", 12, True)),
        ("deux organisations signataires ont disparu", "fr", ("signatories", 2, False)),
        ("Nous demandons cinq choses :", "fr", ("demands", 5, True)),
        ("a group of 23 companies and non-governmental organisations", "en", ("signatories", 23, False)),
        ("with the following five concrete recommendations:", "en", ("demands", 5, True)),
        ("our twelve demands", "en", ("demands", 12, True)),
        ("twelve demands", "en", ("demands", 12, False)),
        ("the three measures set out below", "en", ("demands", 3, True)),
        ("We write to the 13 governments", "en", ("addressees", 13, True)),
        ("We are writing to 13 governments", "en", ("addressees", 13, True)),
        ("Nous, les 33 organisations soussignées, écrivons", "fr", ("signatories", 33, True)),
        ("les vingt et une organisations signataires", "fr", ("signatories", 21, True)),
        ("Amnesty et 54 autres organisations écrivent", "fr", ("others", 54, True)),
        ("les cinq mesures suivantes", "fr", ("demands", 5, True)),
        ("nous écrivons aux 13 gouvernements", "fr", ("addressees", 13, True)),
    ],
)
def test_what_numbers_count(words: str, language: str, expected: tuple[str, int, bool]) -> None:
    assert [(one.subject, one.value, one.sure) for one in counted(words, language)] == [expected]


@pytest.mark.parametrize(
    "words",
    [
        "more than 30 organisations",
        "some 30 to 40 organisations",
        "over 50 groups",
        "some 40 NGOs",
        "26 political prisoners",
        "15 core conventions",
        "12 May",
    ],
)
def test_round_numbers_and_numbers_of_other_things(words: str) -> None:
    assert list(counted(words, "en")) == []


@pytest.mark.parametrize(
    "closing", ["Yours sincerely,", "Signatories:", "Signed by:", "The undersigned organisations", "Signataires"]
)
def test_a_list_of_names_in_a_file_is_counted(closing: str) -> None:
    names = ("North Network (NN)", "East Lawyers", "International organisations:", "Zebra Union, Westland")
    file = letter(
        "We, the undersigned 4 organisations, write.", closing, *names, "CC: the Minister", file="letter.docx"
    )
    assert [passage.words for passage in signature_list(file)] == [names[0], names[1], names[3]]
    assert [(one.code, one.words) for one in findings(file)] == [("U634", "4 organisations")]


def test_without_a_list_of_names_nothing_is_counted() -> None:
    assert (
        found("We, the undersigned 4 organisations, write.", "Yours sincerely,", "Jane Doe", file="letter.docx") == []
    )
    assert found("We, the undersigned 4 organisations, write.", "One.", "Two.", "Three.", file="letter.docx") == []


@pytest.mark.parametrize(
    ("below", "listed"),
    [
        (("Geneva, 3 May 2026",), 0),
        (("With copies to:", "The minister"), 0),
        (("Press contact", "Jane Doe"), 0),
        (("Contacts: Jane Doe",), 0),
        (("Readers of the West",), 1),
        (("Copyright for All",), 1),
    ],
)
def test_what_stands_below_names_is_none(below: tuple[str, ...], listed: int) -> None:
    names = ("North Network", "East Lawyers", "Sisters Inc.")
    read = [one.words for one in signature_list(letter("Yours faithfully,", *names, *below, file="letter.docx"))]
    assert read == [*names, *below[:listed]]


def test_remarks_and_notes_are_no_names() -> None:
    lines = (
        "Signatories (3)",
        "(in alphabetical order)",
        "Geneva, 3 May 2026",
        "East Lawyers",
        "North Network",
        "Union",
    )
    assert [one.words for one in signature_list(letter(*lines, file="letter.docx"))] == [*lines[3:]]


@pytest.mark.parametrize(
    "lines",
    [
        ("North Network", "East Lawyers", "and its friends", "Zebra Union", "Union of the West"),
        ("North Network", "Eastland", "East Lawyers", "France", "Zebra Union"),
        ("North Network", "The office", "Telephone 012 345 678", "Zebra Union", "East Lawyers"),
        ("North Network", "Faith-based organisations", "East Lawyers", "Zebra Union", "Union of the West"),
        ("Endorsed by:", "North Network", "East Lawyers", "Zebra Union", "Signed by:", "A Friend", "A Foe", "A Fool"),
    ],
)
def test_where_it_is_not_plain_how_many_sign_nothing_is_said(lines: tuple[str, ...]) -> None:
    assert found("We, the undersigned 3 organisations, write.", "Yours,", "Signed:", *lines, file="letter.txt") == []


def test_others_are_counted_without_those_that_are_named() -> None:
    names = ("North Network (NN)", "East Lawyers", "Zebra Union", "Union of the West")
    words = "North Network and {} other organisations write to you."
    assert found(words.format(3), "Signed:", *names, file="letter.txt") == []
    assert found(words.format(4), "Signed:", *names, file="letter.txt") == [("U634", "4 other organisations")]
    assert found(words.format(4).replace("write", "wrote"), "Signed:", *names, file="letter.txt") == []


# --- remains ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        *(
            "TODO",
            "FIXME",
            "XXX",
            "TBC",
            "???",
            "(source?)",
            "(?)",
            "[name]",
            "[Name of organisation]",
            "[insert date]",
        ),
        *("[check]", "[add figures for 2020]", "[à compléter]", "<name>", "<your organisation>", "Lorem ipsum", "20XX"),
        *("[to be confirmed]", "[date]", "[name?]", "[??]", "[ ]", "insert name here", "NN", "XX organisations"),
        *("Error! Reference source not found.", "Click or tap here to enter text", "[lieu, date]", "________"),
    ],
)
def test_placeholders(words: str) -> None:
    assert [code for code, _ in found(f"The men {words} were there.", file="letter.docx")] == ["U636"]


@pytest.mark.parametrize(
    "words",
    [
        *(
            "[t]he",
            "[UN]",
            "[sic]",
            "[France and Indonesia]",
            "[name withheld]",
            "[names changed]",
            "[…]",
            "[the minister]",
        ),
        *("Article XXX", "“[name] …”", "<https://example.org>", "<info@example.org>", "3 < 5 > 2", "(date of birth)"),
        *("it goes on…", "[2017]", "[1]", "insert a reference", "what?", "(why?)", "data_set_name", "“we will”…"),
    ],
)
def test_what_looks_like_a_placeholder(words: str) -> None:
    assert found(f"The men {words} were there.") == []


@pytest.mark.parametrize(
    "words", ["Letter to …", "… and so", "We ask … to go", "We ask ... to go", "article … of the …."]
)
def test_words_that_are_missing(words: str) -> None:
    assert [code for code, _ in found(words)] == ["U636"]


def test_the_date_of_a_draft_is_to_come() -> None:
    def dated(line: str) -> Reading:
        origin = Origin("campaigns/x/campaign.yaml", 1, "field", "body")
        return Reading((Passage(line, origin, DateLine), Passage("We met on [date].", origin)))

    assert list(findings(dated("Geneva, [date]"))) == []
    assert [one.words for one in findings(dated("Geneva, 3 May 2020"))] == ["[date]"]


@pytest.mark.parametrize(
    "words",
    [
        *(
            "**bold",
            "**bold**",
            "__bold",
            "see [this](https://example.org)",
            "{{ date }}",
            "a }} b",
            "{% if a %}",
            "a [^note] b",
        ),
        *(
            "So: - one",
            "these; • two",
            "so: 1. One. 2. Two.",
            "so ## Heading",
            "so ##Heading",
            "<b>bold</b>",
            "<br/>",
            "</i>",
        ),
    ],
)
def test_marks_that_are_printed(words: str) -> None:
    assert [code for code, _ in found(f"It is {words} there.", file="letter.docx")] == ["U637"]


@pytest.mark.parametrize(
    "words",
    [
        *(
            "2 ** 3",
            "violated**.",
            "(LANGO)***",
            "a_b__c",
            "#1",
            "C#",
            "a - b",
            "1990 - 2000",
            "Articles 1. and 2.",
            "a • b"[:1],
        ),
        *("[this] (that)", "https://example.org/a__b**c", "<3", "note*", "{a}", "5 % of"),
    ],
)
def test_what_looks_like_a_mark(words: str) -> None:
    assert found(f"It is {words} there.", file="letter.docx") == []


def test_marks_of_templates_in_a_campaign_are_said_of_their_field() -> None:
    assert found("It is {{ date }} and }} there.") == [("U637", "}}")]


def test_markdown_is_no_fault_of_a_plain_text() -> None:
    assert found("**bold** [^1] ## so: - one", file="letter.txt") == []
    assert found("{{ date }} <u>a</u>", file="letter.txt") == [("U637", "{{ date }}"), ("U637", "<u>a</u>")]


# --- campaigns --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("slug", SLUGS)
def test_the_shipped_campaigns_are_clean(slug: str) -> None:
    drafts = Renderer(Workspace(ROOT)).drafts(slug, Order((slug,)))
    assert drafts.letters
    for drafted in (one.drafted for one in drafts.letters if one.drafted):
        checked = Checked(drafted, datetime.date(2026, 7, 1))
        letters = (check(checked) for module in MODULES for check in getattr(module, "LETTER", ()))
        assert [*findings(checked.reading), *(one for check in letters for one in check)] == []


@pytest.mark.parametrize("kind", ["joint-letter", "council-letter", "request-letter", "news-item"])
def test_a_new_campaign_is_told_what_is_missing(kind: str, tmp_path: Path) -> None:
    workspaces.build(tmp_path)
    assert workspaces.run(tmp_path, "new", "fresh", "--document", kind).status == 0
    checked = workspaces.run(tmp_path, "check", "fresh", "--strict")
    assert checked.status == 1
    assert checked.err.count("U636 warning: words are missing in") >= 2
