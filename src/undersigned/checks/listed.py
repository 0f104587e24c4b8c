"""How many names or demands a letter lists that was read from a file: nothing there says what a line stands for, so it
is at least so many and at most so many, and where that is not plain, it is nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise, takewhile
from typing import NamedTuple

from undersigned.checks.findings import Reading
from undersigned.checks.patterns import Pattern, small
from undersigned.checks.prose import begins_names, is_below_names, is_label, marked, may_be_name, signature_blocks
from undersigned.document import Heading, ListItem, Note
from undersigned.passages import Passage
from undersigned.states import named

_FEWEST = 3
"""How many names below each other are taken for a list of those who sign."""
_FEWEST_ITEMS = 2
"""How many items a list has at least."""
_NEAR = 4
"""How many lines below a list are looked at for more of it."""
_LONG = 7
"""A line of twice as many words may be two names that were joined."""
_NARROW = 50
"""How many characters a line has at least that goes on in the next."""
_SENTENCE = 6
"""How many words a sentence has at least that announces a list; labels of parts of one have fewer."""
_JOINED = 1.5
_WORDS = 2
"""How many times more names than lines there are where lines were joined, and how many words a name has at least."""


class Listed(NamedTuple):
    """How many there are at least, 0 where that is not plain, and at most; `lines` are those of the list. Where they
    are `marked` by numbers or bullets, each is one; `words` are how many words they have where a line may be several
    that were joined. `first` and `last` are those of a list of names."""

    least: int
    most: int
    lines: int
    marked: bool = True
    words: int = 0
    first: str = ""
    last: str = ""

    def disagrees(self, value: int) -> bool:
        """Whether a number is surely not that of the list.

        A few lines below “Yours sincerely” may be those of one who signs, and the names be somewhere else; those of
        Markdown and Word may be several, whose breaks are lost; and of each name there may be two lines or more, as in
        a table.
        """
        if value > self.most:
            joined = value >= _JOINED * self.lines and self.words >= _WORDS * value
            return self.marked or (value <= self.lines * (self.lines - 1) and not joined)
        return value < self.least and (self.marked or self.most < 2 * value)

    def without(self, number: int) -> Listed:
        """The others, where so many of those listed are named."""
        return self._replace(least=max(0, self.least - number), most=self.most - number, lines=self.lines - number)

    def told(self, value: int, noun: str = "") -> str:
        """How a message tells how many are listed, where it is not `value`."""
        if value > self.most:
            return f"{self.most}{noun}" if self.least else f"{self.most}{noun} at most"
        return f"{self.lines}{noun}" if self.least == self.most else f"{self.least}{noun} or more"


# --- names ------------------------------------------------------------------------------------------------------------

_GROUPS = """
a academic academics activists africa agencies america americas an and artists as asia associations based bodies by
capacity church churches city civil coalitions collectives companies country countries cso csos date
economists email europe european experts faith federations for foundations from function global groups human
in individual individuals institutions institutes international journalists law latin lawyers list local location
members middle mps name names national networks ngo ngos no non governmental north northern of on online
organisation organisations organization organizations other others pacific parliament parliamentarians people
personal persons place platforms position professors regional religious rights scholars scientists signatories
signatory signature signatures signed society south state students supporters supporting teachers the think tanks
title trade unions universities university we west western women women’s women's writers youth
afrique amérique associations avocats avocates chercheurs chercheuses collectifs de des droits du en et europe
experts expertes fédérations femmes fonction groupes individus internationales internationaux la le les locales
locaux l’homme nationales nationaux nom noms nord ong organisations particuliers pays personnalités personnes
prénom régionales régionaux réseaux signataires signature société sud syndicats titre universitaires ville
"""
_OF_GROUPS = frozenset(_GROUPS.split())
"""Words of which the labels of groups, and the heads of tables, are made."""
_KINDS = (" organisations", " organizations", " groups", " networks", " individuals", " signatories", " institutions")
"""How labels end that are written as sentences are."""
_OF_PERSONS = Pattern(
    r"(?:(?:executive|deputy|vice|co|managing|general|acting|former|founding|senior|national|regional|programme|program"
    r"|policy|advocacy|associate|assistant|honorary|founder and)[\s-])*"
    r"(?:(?:director|president|chair(?:man|woman|person)?|secretary|coordinator|co-ordinator|head|founder|members?|manager"
    r"|researcher|lawyer|spokesperson|treasurer|ceo|minister|officer|advis[eo]r|representative"
    r"|directeur|directrice|présidente?|secrétaire|coordinateur|coordinatrice|responsable|porte-parole|membre|avocate?"
    r"|chargée?)\b|(?:professor|lecturer|professeure?)(?:\s(?:of|in|de|en|emerit)|,|\Z))"
)
"""How the functions of persons begin, in small letters."""
_REACHED = Pattern(r"@|https?:|www\.|\b(?:tel|phone|fax|e-?mail|t[ée]l)\b|\d{5}|\d[\d ]{6}")
"""Addresses and numbers of telephones, in small letters."""
_APART = Pattern(r"\s*[;|\t/•]+\s*|\s{2,}")


@lru_cache(maxsize=2)
def names(reading: Reading) -> Listed | None:
    """How many sign a letter by the names it lists; None where there is no such list, where names may follow behind it,
    and where it says more of those who sign than their names. Somebody who signs above a list may sign besides."""
    blocks = signature_blocks(reading)
    lists = [block for block in blocks if len(block) >= _FEWEST]
    lines = [line for block in lists for line in block if not is_label(line)]
    listed = marked(lines) or lines
    if len(listed) < _FEWEST or any(map(_says_more, lines)) or _goes_on(reading.passages, blocks[-1][-1]):
        return None
    is_marked = bool(marked(lines)) and len(listed) == len(lines)
    least = 0 if len(lists) > 1 or any(map(is_label, lists[0])) else _surely(lines, listed)
    most = len(lines) if is_marked else sum(map(_may_hold, lines))
    most += len(blocks) - len(lists)
    words = 0 if lines[0].origin.file.endswith(".txt") else sum(len(line.words.split()) for line in lines)
    return Listed(least, most, len(listed), is_marked, words, listed[0].words, listed[-1].words)


def _says_more(line: Passage) -> bool:
    """Whether a line is the function of somebody, or where to reach somebody."""
    words = small(line.words.strip())
    return bool(_OF_PERSONS.match(words) or _REACHED.search(words))


def _may_hold(line: Passage) -> int:
    """How many names a line may hold."""
    words = line.words.strip()
    _, *more = words.split(",")
    besides = len(more) if len(more) > 1 else sum(" " in piece.strip() and not named(piece.strip()) for piece in more)
    return max(1 + len(_APART.findall(words)), 1 + besides, len(words.split()) // _LONG)


def _surely(lines: Sequence[Passage], listed: Sequence[Passage]) -> int:
    """How many lines are names for certain; 0 where some may be labels, or go on in the next.

    Labels of groups stand first in their group, and several of them are single words; below a blank line there may be
    something else.
    """
    if any(map(_may_be_label, lines)):
        return 0
    if len(listed) < len(lines):
        return len(listed)
    first = _first_group(lines)
    single = sum(" " not in line.words.strip() for line in lines[1:] if not line.within)
    if single > 1 or (not lines[0].within and " " not in lines[0].words.strip()):
        first = [line for line in first if line.within or " " in line.words.strip()]
    return len(first)


def _first_group(lines: Sequence[Passage]) -> Sequence[Passage]:
    """The lines up to a blank one, if not all are parted by blank ones, without the first, which may be their label."""
    gaps = [after.origin.line - line.origin.line > 1 + len(line.words) // _NARROW for line, after in pairwise(lines)]
    return lines[1 : gaps.index(True) + 1] if any(gaps) and not all(gaps) else lines


def _may_be_label(line: Passage) -> bool:
    words = line.words.strip()
    said = small(words.strip("*_#:. ")).replace("-", " ").replace("&", " ").split()
    return (
        line.block is Heading
        or words[:1].islower()
        or words[:1] in "*_#"
        or words.endswith((",", "-", "–", " and", " et", " of", " de", *_KINDS))
        or not (set(said) - _OF_GROUPS)
        or named(words) is not None
    )


def _goes_on(passages: Sequence[Passage], last: Passage) -> bool:
    """Whether names may follow behind the sentence that ended their list."""
    at = next(number for number, passage in enumerate(passages) if passage is last)
    for passage in [one for one in passages[at + 1 :] if one.words.strip() and not one.lies_in(Note)][:_NEAR]:
        if is_label(passage) or is_below_names(passage):
            return False
        if may_be_name(passage):
            return True
    return False


# --- demands ----------------------------------------------------------------------------------------------------------

_PART_OF = Pattern(
    r"\b(?:of|among|de|parmi)\s(?:(?:the|our|these|those|their|its|nos|ces|les)\s)?(?:following\s)?\Z",
    re.IGNORECASE,
    hints=("of", "among", "de", "parmi"),
)
_ANNOUNCES = Pattern(r"[^.!?:;,]{0,80}:\s*\Z", hints=(":",))


def items(reading: Reading, lead: Passage, start: int, end: int) -> Listed | None:
    """How many items the list has that a passage announces, its number being from character `start` to `end`; None
    where it announces none, or where it is not plain where that list ends."""
    if _PART_OF.search(lead.words[:start]) or not _ANNOUNCES.match(lead.words, end):
        return None
    below = [one for one in reading.passages if one.words.strip() and not one.lies_in(Note)]
    at = next((number for number, passage in enumerate(below, 1) if passage is lead), len(below))
    run = list(takewhile(_is_item, below[at:]))
    top = [item for item in run if item.within.count(ListItem) == 1 and item.within[0] is run[0].within[0]]
    if len(top) < _FEWEST_ITEMS or _ends_otherwise(run, top) or _is_torn(below[at + len(run) :]):
        return None
    return Listed(len(top) if _are_alike(top) else 0, len(run), len(top))


def _is_item(passage: Passage) -> bool:
    return ListItem in passage.within


def _ends_otherwise(run: Sequence[Passage], top: Sequence[Passage]) -> bool:
    """Whether bullets stand at the end of a list with numbers, or the other way round: below its last item, or not."""
    return top[-1] is not run[-1] and run[-1].within.count(ListItem) == 1


def _is_torn(below: Sequence[Passage]) -> bool:
    """Whether the list may go on behind what stands below it: other items, which nothing of their own announces."""
    for before, passage in pairwise(below):
        if begins_names(before):
            return False
        if _is_item(passage):
            return before.block is Heading or not is_label(before) or len(before.words.split()) < _SENTENCE
    return False


def _are_alike(top: Sequence[Passage]) -> bool:
    """Whether each passage is an item, and none goes on in the next, or lies below another."""
    begin = {item.words.strip()[:1].islower() for item in top}
    ends = [item.words.rstrip()[-1] for item in top[:-1]]
    if len(begin) > 1 or ":" in ends or (";" in ends and ends.count(".") > 1):
        return False
    in_markdown = top[0].origin.file.endswith(".md")
    return not in_markdown or all(after.origin.line - item.origin.line == 1 for item, after in pairwise(top))
