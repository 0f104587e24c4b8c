"""The form of the letter: headings, pictures, language, length of paragraphs, the embargo."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

from undersigned.checks.checked import Checked, LetterCheck
from undersigned.checks.findings import Finding, Reading, WordsCheck
from undersigned.checks.patterns import Pattern
from undersigned.checks.places import shown
from undersigned.checks.prose import is_file
from undersigned.checks.tongues import Tally, added, plain, presumably, tally
from undersigned.document import (
    Addressees,
    Annex,
    CopyList,
    Credit,
    Heading,
    Letterhead,
    Masthead,
    Note,
    Paragraph,
    Quotation,
    Signatories,
    Tags,
    Title,
)
from undersigned.language import format_date
from undersigned.passages import Passage
from undersigned.problems import Problem, Refused, Severity, Span, did_you_mean

_A_FEW = 3
"""How many times one habit is reported in one letter."""
_LONGEST = 250
"""Words of a paragraph that readers follow without a rest."""
_SOME_LETTERS = 10
"""From how many letters on a heading in capitals is more than an acronym."""
_A_YEAR = datetime.timedelta(days=366)
_SAYS_SOMETHING = Pattern(r"[^\W_]")
_LETTER = Pattern(r"[^\W\d_]")
_NO_DESCRIPTION = Pattern(
    r"(?:image|picture|photo|img|dsc|grafik|bild|capture)?[ _-]*\d*(?:\.(?:png|jpe?g|gif|svg|tiff?|emf|wmf|bmp))?"
    r"|\S+\.(?:png|jpe?g|gif|svg|tiff?|emf|wmf|bmp)|.*\b(?:automatically generated|générée? automatiquement)\W*",
    re.IGNORECASE | re.DOTALL,
)
"""What programs put where a description of a picture belongs: nothing, the name of a file, a guess."""
_OF_OTHERS = (Addressees, CopyList, Credit, Letterhead, Masthead, Note, Quotation, Signatories, Tags)
"""The parts of a letter whose words may well be in another language: names, and what others said."""
_NAMES = {"en": "English", "fr": "French"}


def _whole(code: str, passage: Passage, message: str, remedy: str, severity: Severity) -> Finding:
    """A finding about a passage as a whole."""
    return Finding(code, passage, 0, len(passage.words), message, remedy, severity)


# --- headings ---------------------------------------------------------------------------------------------------------


def _headings(reading: Reading) -> Iterator[tuple[Passage, int]]:
    """The headings with their levels; files of plain text have none that is known."""
    for passage in reading.passages:
        if passage.block in (Title, Heading, Annex):
            level = passage.level or {Title: 1, Annex: 2}.get(passage.block, 0)
            if level:
                yield passage, level


def headings(reading: Reading) -> Iterator[Finding]:
    """Headings more than one level below the one before, and headings without words: those who cannot see a page go
    through it by its headings (WCAG 2.2, success criterion 1.3.1)."""
    before = 0
    for passage, level in _headings(reading):
        if not _SAYS_SOMETHING.search(passage.words):
            remedy = "take it out; in Word, give the empty line the style of the text"
            yield _whole("U380", passage, "there is a heading without words", remedy, "warning")
            continue
        if level > max(before + 1, 2):
            after = f"the one before it of level {before}" if before else "it is the first"
            message = f"the heading {shown(passage.words)} is of level {level}, and {after}"
            remedy = f"make it level {max(before + 1, 2)}; how large it is printed is for its style to say"
            yield _whole("U380", passage, message, remedy, "warning")
        before = level


def capitals(reading: Reading) -> Iterator[Finding]:
    """Headings typed in capitals, which screen readers may spell letter by letter. Titles of newsletters are left
    alone: they are so as a rule."""
    typed = (
        passage
        for number, passage in enumerate(reading.passages)
        if number or passage.level  # what a plain text begins with is its title
        if passage.block is Heading and passage.words.isupper() and " " in passage.words.strip()
        if len(_LETTER.findall(passage.words)) >= _SOME_LETTERS
    )
    for passage in islice(typed, _A_FEW):
        message = f"the heading {shown(passage.words)} is typed in capitals"
        remedy = "type it as a sentence; Word can print it in capitals all the same (Font, All caps)"
        yield _whole("U384", passage, message, remedy, "advice")


# --- paragraphs -------------------------------------------------------------------------------------------------------


def long_paragraphs(reading: Reading) -> Iterator[Finding]:
    """Paragraphs of more than 250 words."""
    for passage in reading.passages:
        length = len(passage.words.split())
        if length > _LONGEST and passage.block is Paragraph and not passage.lies_in(Note):
            message = f"the paragraph that begins {shown(passage.words)} has {length} words"
            yield _whole("U385", passage, message, "part it in two, or make a list of what it lists", "advice")


# --- pictures ---------------------------------------------------------------------------------------------------------

_DESCRIBE = (
    "say in a few words what it shows: in Word with “View Alt Text”, which can mark it as decorative, too; in "
    "Markdown between the square brackets"
)


def pictures(reading: Reading) -> Iterator[Finding]:
    """Pictures that say nothing to those who cannot see them (WCAG 2.2, success criterion 1.1.1)."""
    found = (
        (passage, text) for passage in reading.passages for text in passage.pictures if _NO_DESCRIPTION.fullmatch(text)
    )
    for passage, text in islice(found, _A_FEW):
        yield _whole("U381", passage, _undescribed(text), _DESCRIBE, "warning")


def _undescribed(text: str) -> str:
    if not text.strip():
        return "there is a picture without alternative text"
    return f"there is a picture whose alternative text {shown(text)} does not say what it shows"


def letterhead(checked: Checked) -> Iterator[Problem]:
    """Pictures in the header and footer of the letterhead, as a logo: every Word file has them."""
    path = checked.brief.letterhead
    if path is None:
        return
    from undersigned.returned.letters import read_letter

    workspace = checked.brief.library.workspace
    span = Span(workspace.name(path))
    try:
        letter = read_letter(workspace.read_bytes(path), span)
    except Refused:
        return  # said where it is opened to be printed on
    for printed in letter.paragraphs:
        for text in printed.pictures if printed.margin else ():
            if _NO_DESCRIPTION.fullmatch(text):
                remedy = "in Word, open the header or footer, right-click the picture and choose “View Alt Text”"
                yield Problem("U381", span, f"in the letterhead, {_undescribed(text)}", remedy, "warning")


# --- language ---------------------------------------------------------------------------------------------------------


def _own(reading: Reading) -> list[Passage]:
    return [passage for passage in reading.passages if passage.words and not passage.lies_in(*_OF_OTHERS)]


def written_in(reading: Reading) -> str:
    """The language that a letter is plainly written in, `en` or `fr`, whatever it says; nothing where that is not
    plain."""
    return plain(added(_tallies(reading)))


@lru_cache(maxsize=2)
def _tallies(reading: Reading) -> Sequence[Tally]:
    """The tallies of a letter's own passages."""
    return [tally(passage.words) for passage in _own(reading)]


def language(reading: Reading) -> Iterator[Finding]:
    """A letter in another language than it says, by its small words, or paragraphs left in another."""
    if not reading.declares_language:
        return
    written = written_in(reading)
    if written and written != reading.speaks:
        if is_file(reading):
            remedy = "in Word, select all and set the proofing language; in Markdown, mend “language”"
            yield _in_another(reading, written, remedy)
        return
    spoken = zip(_own(reading), map(plain, _tallies(reading)), strict=True)
    others = ((passage, other) for passage, other in spoken if other not in ("", reading.speaks))
    for passage, other in islice(others, _A_FEW):
        message = f"the paragraph that begins {shown(passage.words)} is in {_NAMES[other]}"
        remedy = f"translate it: the letter says that its language is “{reading.language}”"
        yield _whole("U382", passage, message, remedy, "warning")


def _in_another(reading: Reading, written: str, remedy: str) -> Finding:
    own = _own(reading)
    first = next((passage for passage in own if presumably(passage.words) == written), own[0])
    message = f"the letter is in {_NAMES[written]}, and says that its language is “{reading.language}”"
    return _whole("U382", first, message, remedy, "warning")


def stated_language(checked: Checked) -> Iterator[Finding | Problem]:
    """A campaign in another language than it says, where it says so."""
    reading = checked.reading
    written = written_in(reading)
    if written in ("", reading.speaks):
        return
    finding = _in_another(reading, written, f"write “language: {written}”")
    span = checked.span("language")
    line = checked.brief.library.workspace.lines(span.file)[span.line - 1]
    if line.lstrip().startswith("language:") and line[span.column - 1 :].strip("\"' ").startswith(reading.language):
        yield Problem("U382", span, finding.message, finding.remedy, finding.severity)
    else:
        yield finding


def no_language(reading: Reading) -> Iterator[Finding]:
    """A Word file that does not say in which language it is, so that nobody can have it read aloud or proofed."""
    first = next((passage for passage in reading.passages if passage.words), None)
    if first is not None and not reading.declares_language:
        message = "the file does not say in which language it is written"
        remedy = "in Word, select all, then Review, Language, Set Proofing Language"
        yield _whole("U386", first, message, remedy, "advice")


# --- dates ------------------------------------------------------------------------------------------------------------


def embargo(checked: Checked) -> Iterator[Problem]:
    """An embargo that the letter's date contradicts, or that is not over yet."""
    ends, day = checked.campaign.embargo, checked.date
    if ends is None:
        return
    moment = f"{format_date(ends.date(), 'en')}, {ends:%H:%M}"
    span = checked.span("embargo")
    if checked.campaign.date is None:
        message = f"the letter has an embargo until {moment}, and no date"
        yield Problem("U383", span, message, "give the letter its “date”, the day of the embargo or later", "advice")
    elif day is not None and day < ends.date():
        message = f"the letter is dated {format_date(day, 'en')}, before its embargo ends on {moment}"
        yield Problem("U383", span, message, "make the date the day of the embargo, or mend the embargo", "advice")
    if ends.date() >= checked.today:
        message = f"the letter is under embargo until {moment}"
        remedy = "send it only to those who keep to it, and publish nothing before"
        yield Problem("U383", span, message, remedy, "advice")


def time_zone(checked: Checked) -> Iterator[Problem]:
    """A time zone of the deadline that nobody knows; on a machine without the database of time zones, none is wrong."""
    signoff = checked.campaign.signoff
    if signoff is None or signoff.time_zone is None:
        return
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

    try:
        ZoneInfo(signoff.time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        known = available_timezones()
        if known:
            message = f"“{signoff.time_zone}” is no time zone, and the deadline would be counted in another"
            city = "_".join(signoff.time_zone.casefold().split())
            meant = sorted(zone for zone in known if zone.casefold().endswith(f"/{city}"))
            remedy = f"did you mean “{meant[0]}”?" if meant else did_you_mean(signoff.time_zone, sorted(known))
            remedy = remedy or "write area and city, as Europe/Zurich"
            yield Problem("U924", checked.span("signoff", "time_zone"), message, remedy, "warning")


def far_date(checked: Checked) -> Iterator[Problem]:
    """A date more than a year ahead: a slip in the year, as a rule."""
    day = checked.campaign.date
    if day is not None and day - checked.today > _A_YEAR:
        message = f"the letter is dated {format_date(day, 'en')}, more than a year from now"
        yield Problem("U387", checked.span("date"), message, "check the year", "advice")


WORDS: tuple[WordsCheck, ...] = (headings, capitals, long_paragraphs, pictures, language, no_language)
LETTER: tuple[LetterCheck, ...] = (letterhead, stated_language, embargo, time_zone, far_date)
