"""Which words of a letter are its own: neither names nor quotations nor addresses, which are as others write them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

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
from undersigned.passages import Passage

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
    names = {id(passage) for passage in signature_list(reading)}
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
    r"|(?:with )?(?:kind |best |warm )?regards|endorsed by|(?:the )?undersigned(?: organi[sz]ations)?"
    r"|(?:the )?(?:full )?(?:list of )?(?:all )?signator(?:ies|y organi[sz]ations)|signing organi[sz]ations"
    r"|(?:liste des )?(?:organisations |associations )?signataires|signée? par|(?:les )?organisations soussignées)"
    r"(?: \(\d+\))?[\s\u00a0,:.]*",
    re.IGNORECASE,
    hints=("ly", "sign", "regards", "endorsed"),
)
_AFTER_NAMES = Pattern(
    r"c\.?c\b|copy|copies|copie|annex|appendix|notes?\b|contact|for more|pour plus|click|download|share|tags|topics"
    r"|related|about|https?:|www\.|read|photo|background|\[\d",
    re.IGNORECASE,
)


def is_file(reading: Reading) -> bool:
    """Whether a letter was read from a file: what was drafted knows of each passage what it stands for."""
    return all(passage.origin.kind == "part" for passage in reading.passages)


def signature_list(reading: Reading) -> Sequence[Passage]:
    """The names of those who sign a letter that was read from a file, if a list of them is to be recognised: short
    lines below “Yours sincerely” or “Signatories”; where some are numbered or have bullets, these."""
    if not is_file(reading):
        return ()
    styled = [one for one in reading.passages if Signatories in one.within and one.block is not SignatoryGroup]
    if styled:
        return [passage for passage in styled if not passage.words.endswith(":")]
    begins = [number for number, passage in enumerate(reading.passages, 1) if _begins_names(passage)]
    names: list[Passage] = []
    for passage in reading.passages[begins[-1] :] if begins else ():
        if not _may_be_name(passage):
            break
        names.append(passage)
    numbered = [passage for passage in names if OrderedList in passage.within]
    listed = numbered or [passage for passage in names if BulletList in passage.within]
    return listed or [passage for passage in names if not passage.words.rstrip().endswith(":")]


def _begins_names(passage: Passage) -> bool:
    return passage.block is Valediction or bool(_SIGNED.fullmatch(passage.words.strip()))


def _may_be_name(passage: Passage) -> bool:
    words = passage.words.strip()
    if len(words) > _LONGEST_NAME or words.endswith((".", "!", "?", "↩", "↩︎")):
        return False
    return not _AFTER_NAMES.match(words)
