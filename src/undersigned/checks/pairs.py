"""Brackets and quotation marks: what opens and does not close, and what closes and was never opened."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from undersigned.checks.findings import Finding, Reading
from undersigned.checks.patterns import Pattern
from undersigned.checks.places import around, prose, shown, widened
from undersigned.document import Addressees, CopyList, Note, Signatories
from undersigned.passages import Passage

_MARK = re.compile(r"[()\[\]“”„«»\"‘’']")
_CLOSING = {"(": ")", "[": "]", "“": "”", "„": "”", "«": "»", '"': '"', "‘": "’"}
_OPENING = {")": "(", "]": "[", "”": "“", "»": "«"}
_BRACKETS = frozenset("([")
_LIST_MARK = Pattern(r"(?:^|[\s;,(])(?:\d{1,3}|[A-Za-z]|[ivxlcIVXLC]{1,6})$")
_SMILEY = Pattern(r"(?:^|\s)[:;]-?$", hints=":;")
_QUOTED, _UNQUOTED = Pattern(r"[«“‘'\"]\s?$", hints="«“‘'\""), Pattern(r"\s?[»”’'\"]", hints="»”’'\"")
"""What stands around a bracket that is spoken of: “(”."""
_QUOTES_KNOWN = frozenset({"en", "fr"})
"""Languages whose quotation marks we know; the others open and close with those of English in their own ways."""
_FAR = 12
"""Within how many passages something that opens may close: a quotation or a list in brackets has some paragraphs."""
_BACK = 8
_MOST = 10
"""How many marks are named in one letter."""

_Marks = Sequence[tuple[int, str]]
_Part = Literal["opens", "closes", "turned"]
"""What a mark does that stands alone, or that it has the form of the other side."""
_Place = tuple[int, _Part]


@dataclass(frozen=True, slots=True)
class _Left:
    """A mark that is left over in a passage: the passage by its number, and the place."""

    number: int
    at: int
    mark: str
    part: _Part


def unclosed(reading: Reading) -> Iterator[Finding]:
    """Brackets and quotation marks that stand alone, within their passage or among the next ones: the first of them,
    and how many more there are."""
    text = [passage for passage in reading.passages if not passage.lies_in(Note)]
    notes = [passage for passage in reading.passages if passage.lies_in(Note)]
    found = [(passages[one.number], one) for passages in (text, notes) for one in _alone_in(passages, reading.speaks)]
    rest = len(found) - _MOST
    for number, (passage, one) in enumerate(found[:_MOST], 1):
        more = "" if rest <= 0 or number < _MOST else f"; {rest:,} more such mark{'s' * (rest > 1)} in this letter"
        yield _finding(passage, one, more)


def _alone_in(passages: Sequence[Passage], spoken: str) -> list[_Left]:
    """What stands alone in the text or in the notes of a letter, in order."""
    left = [
        one
        for number, passage in enumerate(passages)
        for one in _left_in(number, passage, quotes=spoken in _QUOTES_KNOWN)
    ]
    alone = (one for one in _alone(left, passages) if spoken == "fr" or not _is_arrow(passages[one.number].words, one))
    return sorted(alone, key=lambda one: (one.number, one.at))


def _is_arrow(words: str, one: _Left) -> bool:
    """Whether a mark is no quotation mark, but leads on: “Read more »”."""
    return one.part == "closes" and one.mark == "»" and words[one.at - 1 : one.at].isspace()


def _left_in(number: int, passage: Passage, *, quotes: bool) -> Iterator[_Left]:
    """What stands alone in a passage, in order."""
    words = prose(passage.words)
    marks = [(found.start(), found[0]) for found in _MARK.finditer(words)]
    if not marks:
        return
    left = [*_brackets(words, marks)]
    if quotes:
        left += [*_curly(words, marks), *_straight(words, marks)]
        if not passage.lies_in(Signatories, CopyList, Addressees):
            left += _single(words, marks)
    for at, part in sorted(left):
        yield _Left(number, at, words[at], part)


def _brackets(words: str, marks: _Marks) -> list[_Place]:
    """Brackets that stand alone; where that leaves fewer, “a)” is the mark of an item each time."""
    plain = _brackets_but(words, marks, items=False)
    if all(part == "opens" for _, part in plain):
        return plain
    return min(plain, _brackets_but(words, marks, items=True), key=len)


def _brackets_but(words: str, marks: _Marks, *, items: bool) -> list[_Place]:
    opened: dict[str, list[int]] = {"(": [], "[": []}
    left: list[_Place] = []
    for at, mark in marks:
        before = words[max(at - _BACK, 0) : at]
        if mark in "()[]" and _QUOTED.search(before) and _UNQUOTED.match(words, at + 1):
            continue
        if mark in _BRACKETS and not (_SMILEY.search(before) and not words[at + 1 : at + 2].isalnum()):
            opened[mark].append(at)
        elif mark in ")]":
            own = opened[_OPENING[mark]]
            is_item = mark == ")" and (items or not own) and _LIST_MARK.search(before) and not _ends_aside(words, at)
            if own and not is_item:
                own.pop()
            elif not is_item and not _SMILEY.search(before):
                left.append((at, "closes"))
    return left + [(at, "opens") for places in opened.values() for at in places]


def _ends_aside(words: str, at: int) -> bool:
    """Whether a bracket behind a number closes one that is missing, “item 17), fire doors”, and marks no item."""
    alone = words.count(")") == words.count("(") + 1
    return alone and words[at - 1].isdigit() and words[at + 1 : at + 2] in (",", ".", ";", ":")


def _curly(words: str, marks: _Marks) -> list[_Place]:
    """Quotation marks that have a form for each side; the low one of German closes with that which opens in English."""
    opened: dict[str, list[int]] = {"“": [], "„": [], "«": []}
    left: list[_Place] = []
    angled = [one for one in marks if one[1] in "«»"]
    # as in Danish; in French, a quotation goes on with » at the beginning of a paragraph
    is_turned = len(angled) > 1 and angled[0][1] == "»" and angled[0][0] > 0
    for at, mark in marks:
        if mark in "«»" and is_turned:
            continue
        if mark == "“" and opened["„"]:
            opened["„"].pop()
        elif mark == "“" and opened["“"] and _stands_behind(words, at):
            opened["“"].pop()
            left.append((at, "turned"))
        elif mark == "”" and not opened["“"] and _stands_before(words, at):
            left.append((at, "turned"))
            opened["“"].append(at)
        elif mark in opened:
            opened[mark].append(at)
        elif mark in "”»":
            own = opened["«"] if mark == "»" else opened["“"] or opened["„"]
            if own:
                own.pop()
            elif not _is_measure(words, at) and not (mark == "»" and at == 0):
                left.append((at, "closes"))
    return left + [(at, "opens") for places in opened.values() for at in places if words[at] in opened]


def _straight(words: str, marks: _Marks) -> list[_Place]:
    """The straight quotation mark that has no other, if their number is odd and none means inches."""
    places = [at for at, mark in marks if mark == '"']
    if len(places) % 2 == 0 or '""' in words or any(_is_measure(words, at) for at in places):
        return []
    opened = -1
    for at in places:
        opens = _stands_before(words, at)
        if opened >= 0 and opens:
            return [(opened, "opens")]
        if opened < 0 and not opens:
            return [(at, "closes")]
        opened = at if opens else -1
    return [(opened, "opens")]


def _stands_before(words: str, at: int) -> bool:
    """Whether a mark stands before a word, and behind none."""
    behind = at > 0 and not words[at - 1].isspace() and words[at - 1] not in "([—–“‘"
    return not behind and bool(words[at + 1 : at + 2].strip())


def _stands_behind(words: str, at: int) -> bool:
    """Whether a mark stands behind a word, and before none."""
    behind = at > 0 and not words[at - 1].isspace() and words[at - 1] not in "([—–‘-"
    return behind and not words[at + 1 : at + 2].isalnum()


def _is_measure(words: str, at: int) -> bool:
    """Whether a mark may mean inches or seconds: 5’10”."""
    return at > 0 and words[at - 1].isdigit()


def _single(words: str, marks: _Marks) -> Iterator[_Place]:
    """Single quotation marks that open, with nothing behind them that could close; any apostrophe could."""
    last = max((at for at, mark in marks if mark in "’'"), default=-1)
    for at, mark in marks:
        inside = words[at - 1 : at].isalnum() if at else False
        if mark == "‘" and at > last and not inside and not words[at + 1 : at + 2].isdigit():
            yield at, "opens"


def _alone(left: Sequence[_Left], passages: Sequence[Passage]) -> Iterator[_Left]:
    """What no mark in the next passages closes. A quotation of several paragraphs may open in each of them."""
    opened: dict[str, list[_Left]] = {}
    for one in left:
        before = opened.get(one.mark, [])
        if one.part == "opens":
            opened.setdefault(_CLOSING[one.mark], []).append(one)
        elif one.part == "closes" and before and one.number - before[-1].number <= _FAR:
            before.pop()
        else:
            yield one
    for one in sorted((one for ones in opened.values() for one in ones), key=lambda one: (one.number, one.at)):
        following = passages[one.number + 1 : one.number + 2]
        if one.mark in _BRACKETS or not (following and following[0].words.startswith(one.mark)):
            yield one


def _finding(passage: Passage, one: _Left, more: str) -> Finding:
    kind = "bracket" if one.mark in "()[]" else "quotation mark"
    where = around(passage.words, one.at, one.at + 1)
    start, end = widened(passage.words, one.at, one.at + 1)
    if one.part == "opens":
        said, remedy = f"the {kind} that opens in {where} is not closed", f"put {_CLOSING[one.mark]} where it ends"
    elif one.part == "closes":
        said = f"the {kind} that closes in {where} was not opened"
        remedy = f"put {_OPENING.get(one.mark, one.mark)} where it begins, or take this one out"
    else:
        said = f"one quotation mark of {shown(passage.words[start:end])} has the form of the other side"
        remedy = f"write {'”' if one.mark == '“' else '“'} there"
    return Finding("U628", passage, start, end, f"{said}{more}", remedy)
