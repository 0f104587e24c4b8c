"""Which words of a letter are its own: neither names nor quotations nor addresses, which are as others write them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from undersigned.checks.findings import Reading, words_of
from undersigned.checks.patterns import Pattern
from undersigned.document import (
    Addressees,
    BulletList,
    Contact,
    CopyList,
    Credit,
    Letterhead,
    Masthead,
    Note,
    OrderedList,
    Quotation,
    SampleNotice,
    Signatories,
    SignatoryGroup,
    Tags,
    Valediction,
)
from undersigned.models.base import Prose
from undersigned.models.campaign import PROSE_PARTS, Campaign
from undersigned.passages import Passage, sentences

OF_OTHERS = (
    Addressees,
    Contact,
    CopyList,
    Credit,
    Letterhead,
    Masthead,
    Note,
    Quotation,
    SampleNotice,
    Signatories,
    Tags,
)
"""The parts of a letter that hold names, titles and what others said."""

BLANK = "\x00"

_ADDRESSES = {"http": r"\bhttps?://\S+", "www.": r"\bwww\.\S+", "@": r"\S{1,64}@\S+"}
_QUOTED = {
    "“": r"“[^“”]*”",
    "„": r"„[^„“”]*[“”]",
    "«": r"«[^«»]*»",
    '"': r"\"[^\"]*\"",
    "‘": r"(?<!\w)‘[^‘’]{0,400}(?:’\w[^‘’]{0,400}){0,20}’(?!\w)",
    "'": r"(?<!\w)'(?=\S)[^']{0,400}(?:'\w[^']{0,400}){0,20}'(?!\w)",
}
_NOT_OWN = _ADDRESSES | _QUOTED
"""What is not a letter's own, by the signs without which there is none."""
_ADDRESS = Pattern("|".join(_ADDRESSES.values()), hints=_ADDRESSES)


@lru_cache(maxsize=512)
def own_words(words: str) -> str:
    """The words with `BLANK` for each character of quotations and addresses."""
    looked_for = tuple(source for sign, source in _NOT_OWN.items() if sign in words)
    return _any_of(looked_for).sub(lambda found: BLANK * len(found.group()), words) if looked_for else words


@cache
def _any_of(sources: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(sources))


def addresses(words: str) -> Iterator[tuple[int, int]]:
    """Where addresses of pages and mailboxes begin and end."""
    return (found.span() for found in _ADDRESS.finditer(words))


@lru_cache(maxsize=2)
def own_passages(reading: Reading) -> Sequence[tuple[Passage, str]]:
    """The passages of a letter's own prose, each with its own words."""
    names = {id(passage) for passage in (*signature_list(reading), *_run_on_names(reading))}
    prose = (one for one in reading.passages if not one.lies_in(*OF_OTHERS) and id(one) not in names)
    return [(passage, own) for passage in prose if not _OTHERS.match(own := own_words(passage.words))]


@lru_cache(maxsize=2)
def own_text(reading: Reading) -> str:
    """The own words of all passages of a letter's own prose, one below the other."""
    return "\n".join(own for _, own in own_passages(reading))


@lru_cache(maxsize=2)
def own_vocabulary(reading: Reading) -> frozenset[str]:
    """The words of a letter's own prose, as they are printed; a word ends where its letters do."""
    return words_of(own_text(reading))


def written(campaign: Campaign) -> Iterator[tuple[str, Prose]]:
    """What people typed as the prose of a campaign, by the names of its fields: `opening`, `lead_in`, `annex`."""
    for part in PROSE_PARTS:
        if prose := getattr(campaign, part):
            yield part, prose
    yield from (("lead_in", group.lead_in) for group in campaign.demands if group.lead_in)
    if campaign.commitments and campaign.commitments.lead_in:
        yield "lead_in", campaign.commitments.lead_in
    yield from (("annex", annex.body) for annex in campaign.annexes if annex.body)


# --- files, in which nothing says what a line stands for --------------------------------------------------------------

_OTHERS = Pattern(r"\[\d{1,3}\]\s|\*{1,3}\s|.*\[(?:…|\.{3})\]", re.DOTALL, hints=("[", "*"))
"""Notes that begin with their marks; and paragraphs that leave words out, for that is done in quotations."""
_LONGEST_NAME = 160
_SIGNED = Pattern(
    r"(?:(?:very )?(?:yours )?(?:sincerely|faithfully|truly|respectfully)(?: yours| submitted)?|(?:co-?)?signed(?: by)?"
    r"|(?:(?:co-?)?signed|endorsed) by(?: the)?(?: following)?(?: [\w-]+)? organi[sz]ations"
    r"|(?:with )?(?:kind |best |warm )?regards|endorsed by|(?:the )?undersigned(?: organi[sz]ations)?"
    r"|(?:[\w-]+ ){0,4}(?:co-?)?signator(?:ies|y organi[sz]ations)|signing organi[sz]ations"
    r"|.{0,60}\bon behalf of(?: the)?(?: [\w-]+){0,2} organi[sz]ations(?: listed)?(?: below)?"
    r"|(?:[\w-]+ ){0,4}signataires|signée? par|(?:les )?organisations soussignées"
    r"|(?:très )?(?:cordialement|respectueusement|sincèrement)|(?:avec )?(?:nos |mes )?salutations \w+"
    r"|(?:nous vous prions |je vous prie |veuillez )[^.!?]{0,120}(?:salutations|considération|sentiments)\b[^.!?]{0,40}"
    r")"
    r"(?: \(\d+\))?[\s\u00a0,:.]*",
    re.IGNORECASE,
    hints=("ly", "sign", "regards", "endorsed", "ment", "salutations", "considération", "behalf"),
)
_AFTER_NAMES = Pattern(
    r"c\.?c\b|(?:(?:with|avec) )?(?:a )?cop(?:y|ies?)\b|annex|appendix|attachments?\b|enclosures?\b|enc[ls]?[.:]"
    r"|notes?\b|(?:(?:press|media|your|further) )?contacts?\b|(?:press|media) (?:enquir|inquir|office|release)"
    r"|for (?:more|further)|pour plus|contacts? (?:de )?presse|click|download|share\b|tags|topics|related"
    r"|about\b|https?:|www\.|read\b|photo|background|p\.?s\.|\[\d",
    re.IGNORECASE,
)
_ASIDE = Pattern(r"\(.*\)[.:]?|\[.*\]", re.DOTALL, hints="([")
"""Lines that are no names: “(in alphabetical order)”."""
_DATED = Pattern(
    r"\b\d{1,2}(?:st|nd|rd|th|er)?(?: of)? [^\W\d_]{3,9}\.?,? (?:19|20)\d\d\b"
    r"|\b[^\W\d_]{3,9}\.? \d{1,2},? (?:19|20)\d\d\b"
    r"|\b(?:19|20)\d\d-\d\d-\d\d\b|\b\d{1,2}[./]\d{1,2}[./](?:19|20)?\d\d\b",
    where=lambda text: any(map(str.isdecimal, text)),
)
_ENDS = (".", "!", "?", "↩", "↩︎")
_SHORTENED = Pattern(r"(?:\b\w\.|\b(?:Inc|Ltd|Co|Corp|Jr|Sr|Esq|Ph\.?D|Assoc|Org|Univ)\.)\Z", hints=".")
"""How names end that end with a full stop."""


def is_file(reading: Reading) -> bool:
    """Whether a letter was read from a file: what was drafted knows of each passage what it stands for."""
    return all(passage.origin.kind == "part" for passage in reading.passages)


def signature_list(reading: Reading) -> Sequence[Passage]:
    """The names of those who sign a letter that was read from a file, if a list of them is to be recognised: short
    lines below “Yours sincerely” or “Signatories”; where some are numbered or have bullets, these."""
    blocks = signature_blocks(reading)
    names = [passage for passage in blocks[-1] if not is_label(passage)] if blocks else []
    return marked(names) or names


def signature_blocks(reading: Reading) -> Sequence[Sequence[Passage]]:
    """The lines below each “Yours sincerely”, “Signatories” and the like, labels of groups included, up to what is no
    name any more; none is empty. Those by a style of ours stand together."""
    if not is_file(reading):
        return ()
    styled = [one for one in reading.passages if Signatories in one.within]
    if any(not is_label(passage) for passage in styled):
        return [styled]
    begins = [number for number, passage in enumerate(reading.passages, 1) if begins_names(passage)]
    ends = [*(number - 1 for number in begins[1:]), len(reading.passages)]
    blocks = (_lines(reading.passages[start:end]) for start, end in zip(begins, ends, strict=False))
    return [block for block in blocks if block]


def _run_on_names(reading: Reading) -> Iterator[Passage]:
    """Paragraphs of a file that hold the names of all who sign, with line breaks or commas between them."""
    if not is_file(reading):
        return
    for line, below in pairwise(reading.passages):
        if begins_names(line) and not may_be_name(below) and len(sentences(below.words)) == 1:
            yield below


def marked(lines: Sequence[Passage]) -> Sequence[Passage]:
    """The lines that are numbered or, where none is, those with bullets."""
    numbered = [passage for passage in lines if OrderedList in passage.within]
    return numbered or [passage for passage in lines if BulletList in passage.within]


def is_label(passage: Passage) -> bool:
    """Whether a line is surely the label of a group of names: by its style, as a heading, by its colon."""
    return passage.block is SignatoryGroup or passage.level > 0 or passage.words.rstrip().endswith(":")


def begins_names(passage: Passage) -> bool:
    """Whether names may follow a line."""
    return passage.block is Valediction or bool(_SIGNED.fullmatch(passage.words.strip()))


def may_be_name(passage: Passage) -> bool:
    """Whether a line may be a name, or the label of some."""
    words = passage.words.strip()
    if len(words) > _LONGEST_NAME or (words.endswith(_ENDS) and not _SHORTENED.search(words)):
        return False
    return not _AFTER_NAMES.match(words)


def is_below_names(passage: Passage) -> bool:
    """Whether a line is one of those that stand below a list of names: “CC:”, the date."""
    words = passage.words.strip()
    return bool(_AFTER_NAMES.match(words)) or _is_date(passage)


def _is_date(passage: Passage) -> bool:
    return not passage.within and _DATED.search(passage.words) is not None


def _lines(below: Sequence[Passage]) -> Sequence[Passage]:
    """The lines of a list that begins with the first passage; remarks and the date above it are left out."""
    found: list[Passage] = []
    for passage in below:
        words = passage.words.strip()
        if not words or passage.lies_in(Note) or _ASIDE.fullmatch(words):
            continue
        if _is_date(passage):
            if found:
                break
            continue
        if not may_be_name(passage):
            break
        found.append(passage)
    return found
