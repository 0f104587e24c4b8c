"""Spaces around brackets and punctuation, and brackets and quotation marks that are not closed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from undersigned.checks.findings import Finding, Reading, WordsCheck
from undersigned.checks.gates import before, behind, has_pairs_alone
from undersigned.checks.patterns import Pattern
from undersigned.checks.places import around, counted, elsewhere, every, is_plain, shown, visible, widened
from undersigned.checks.prose import OF_OTHERS
from undersigned.passages import Passage

_SPACE = " \t\xa0\u202f"
_SPACES = f"[{_SPACE}]+"
_LETTER = "[A-Za-zÀ-ÖØ-öø-ɏḀ-ỿͰ-ӿ]"
"""Of the scripts that set brackets and commas off by a space: the Latin, Greek and Cyrillic."""


def _has_letter(signs: Iterable[str]) -> bool:
    """Whether there may be a `_LETTER` among some signs; a few of the Greek block are none to Unicode."""
    return any(sign.isalpha() or "Ͱ" <= sign <= "ӿ" for sign in signs)


# --- brackets ---------------------------------------------------------------------------------------------------------

_BEFORE_BRACKET = Pattern(
    rf"(?<![^\W_])(?P<word>{_LETTER}{{2,40}})\((?P<inside>[^()]{{1,60}})(?P<closed>\)?)",
    where=lambda text: _has_letter(before(text, "(")),
)
_BEHIND_BRACKET = Pattern(
    rf"(?<!\w)\((?P<inside>[^()]{{2,60}})\)(?P<after>{_LETTER}{{2,40}})",
    where=lambda text: _has_letter(behind(text, ")")),
)
_INSIDE_BRACKET = Pattern(
    rf"\({_SPACES}(?=[^\s)._])|(?<=[^\s(._«“‘\"]){_SPACES}\)",
    where=lambda text: any(map(str.isspace, behind(text, "(") | before(text, ")"))),
)
_BOX = 3
_TICK_BOX = Pattern(r"\(\s*\S\s*\)")
_PREFIXES = "de dis fe hu im in inter intra ir mis multi non over post pre re sub super trans un under wo"
_PREFIX = frozenset(_PREFIXES.split())
_ITEM = Pattern(r"\d{1,3}[a-z]?|[ivxlc]{1,6}")
_FUNCTIONS = frozenset({"ask", "cite", "demand", "fact", "instrument"})
"""What stands before a bracket in `{{ … }}`; without the braces it is something else that is wrong."""
_CAPITAL_ENDINGS = frozenset({"S", "ES", "IES", "E", "C"})
_LONGEST_ENDING = {"en": 4}
_LONG_ENDING = 6


def spaces_at_brackets(reading: Reading) -> Iterator[Finding]:
    """Brackets that cling to the word before or behind them, or do not cling to what they hold."""
    longest_ending = _LONGEST_ENDING.get(reading.speaks, _LONG_ENDING)
    for passage, found in every(_BEFORE_BRACKET, reading):
        if not _belongs(found["word"], found["inside"], longest_ending):
            yield _clinging(passage, found, "before", found.end("word"))
    for passage, found in every(_BEHIND_BRACKET, reading):
        inside = found["inside"]
        if " " in inside or inside.isupper():
            yield _clinging(passage, found, "behind", found.start("after"))
    places = (
        (found[0][0].strip(), passage, found.start(), found.end())
        for passage, found in every(_INSIDE_BRACKET, reading)
        if not _TICK_BOX.search(passage.words[max(found.start() - _BOX, 0) : found.end() + _BOX])
    )
    for opening, passage, start, end, more in counted(places):
        side = "after the opening bracket" if opening else "before the closing bracket"
        message = f"a space stands {side} in {around(passage.words, start, end)}{elsewhere(more)}"
        yield Finding("U626", passage, *widened(passage.words, start, end), message, "take the space out")


def _belongs(word: str, inside: str, longest_ending: int) -> bool:
    """Whether a bracket may cling to a word: “member(s)”, “in(formal)”, “COM(2020)”, “Rule(2)”, “f(x)”."""
    if inside.replace(".", "").replace("-", "").isalpha() and len(inside) <= longest_ending and not inside.isupper():
        return True
    if inside[0] in "'\"*" or word in _FUNCTIONS or (word.isupper() and inside in _CAPITAL_ENDINGS):
        return True
    if word.lower() in _PREFIX and inside.islower():
        return True
    return _ITEM.fullmatch(inside) is not None or (word.isupper() and inside[0].isdigit())


def _clinging(passage: Passage, found: re.Match[str], side: str, at: int) -> Finding:
    words, (start, end) = passage.words, found.span()
    message = f"{shown(words[start:end])} lacks a space {side} the bracket"
    return Finding("U626", passage, start, end, message, f"write {shown(f'{words[start:at]} {words[at:end]}')}")


# --- punctuation ------------------------------------------------------------------------------------------------------

_MARKS = {
    ",": "a comma",
    ".": "a full stop",
    ";": "a semicolon",
    ":": "a colon",
    "!": "an exclamation mark",
    "?": "a question mark",
}
_SPACE_BEFORE = Pattern(
    rf"(?<=[^\s_(\[“‘«/|–—.…=-])(?P<space>{_SPACES})(?P<mark>,(?!\d)|;(?!-?\))|[.:!?](?=[\s”’»)\]]|$))(?! ?\.)",
    where=lambda text: any(map(str.isspace, (sign for mark in _MARKS for sign in before(text, mark)))),
)
_FRENCH_MARKS = frozenset(";:!?")
_FRENCH = Pattern(r"\b(?:le|la|les|des|du|et|une?|pour|aux?|dans|sur)\b|\b[ld]’", re.IGNORECASE)
_FRENCH_NEAR = 50
_SPACE_BEHIND = Pattern(
    rf"&#?\w{{1,31}};|(?<=[\w)\].”’»])(?P<mark>[,;])(?={_LETTER}{{2}})",
    where=lambda text: "&" in text or _has_letter(behind(text, ",") | behind(text, ";")),
)
_DOUBLED = Pattern(
    r"(?<=[\w)\]”’»])(?:,,|;;|::(?!\w)|\.\.|,\.|;\.|:\.|,;|;,|:,|,:|:;|;:)(?![.,;:/])",
    where=lambda text: ".." in text or any(sign in ",;:." for mark in ",;:" for sign in behind(text, mark)),
)
_SUSPENDED = (
    "and|or|to|nor|but|as|through|than|versus|vs|rather|plus|not|if|of|et|ou|à|puis|comme|voire|mais|und|oder|en"
)


def _may_be_one_sided(text: str) -> bool:
    """Whether a letter or the like stands beside a dash that has a space on its other side."""
    beside = (sign for dash in "-–—" for sign in behind(text, f" {dash}") | before(text, f"{dash} "))
    return any(map(str.isalnum, beside))


_ONE_SIDED = Pattern(
    rf"(?<=[^\W\d_])(?:- (?!(?:{_SUSPENDED})\b)(?=[^\W\d_]{{2}})| -(?=[^\W\d_]{{2}})|[–—][ \xa0](?=[^\W\d_])"
    r"|[ \xa0][–—](?=[^\W\d_]))",
    where=lambda text: _may_be_one_sided(text.replace("\xa0", " ")),
)
"""Hyphens and dashes with a space on one side; “short- and long-term” is meant."""
_IN_QUOTES = Pattern(r"(?<!\w)“[ \t]+(?=\w)|(?<=[\w.,!?…])[ \t]+”(?!\w)", hints=("“ ", "“\t", " ”", "\t”"))
_DOUBLED_SPACES = Pattern(r"(?<=\S) {2,}(?=\S)", hints=["  "])
_NEAR = 18
_SENTENCE_END = Pattern(r"[.!?:…][”’»)\]]{0,2}$")
_LIST_MARK = Pattern(r"\s*(?:[\w.]{0,4}[.)\]]|\[?\w{1,4}\]|[•*‐–—-])$")


def spaces_before_marks(reading: Reading) -> Iterator[Finding]:
    """Spaces before punctuation; French has one before some marks, and so may the French titles in other letters."""
    places = (
        (found["mark"], passage, found.start(), found.end())
        for passage, found in every(_SPACE_BEFORE, reading)
        if not (found["mark"] in _FRENCH_MARKS and _may_be_french(reading, passage, found))
    )
    for mark, passage, start, end, more in counted(places):
        message = f"a space stands before {_MARKS[mark]} in {around(passage.words, start, end)}{elsewhere(more)}"
        yield Finding("U627", passage, *widened(passage.words, start, end), message, "take the space out")


def _may_be_french(reading: Reading, passage: Passage, found: re.Match[str]) -> bool:
    words, start, end = passage.words, found.start(), found.end()
    if reading.speaks == "fr" or found["space"] in "\xa0\u202f":
        return True
    if found["mark"] == ":" and words[start - 1].isdigit() and words[end:].lstrip()[:1].isdigit():
        return True
    is_inside = words.rfind("«", 0, start) > words.rfind("»", 0, start - 1)  # or right behind
    if is_inside or words[end:].lstrip().startswith("«"):
        return True
    return len(_FRENCH.findall(words[max(start - _FRENCH_NEAR, 0) : end + _FRENCH_NEAR])) > 1


def spaces_behind_marks(reading: Reading) -> Iterator[Finding]:
    """Commas and semicolons with a word right behind them."""
    places = (
        (found["mark"], passage, found.start(), found.end())
        for passage, found in every(_SPACE_BEHIND, reading)
        if found["mark"]
    )
    for mark, passage, start, end, more in counted(places):
        message = f"no space stands behind {_MARKS[mark]} in {around(passage.words, start, end)}{elsewhere(more)}"
        yield Finding("U627", passage, *widened(passage.words, start, end), message, f"write “{mark} ”")


def one_sided_dashes(reading: Reading) -> Iterator[Finding]:
    """Hyphens and dashes with a space on one side only: “Secretary- General”. Plain text breaks its lines there."""
    places = (
        (found[0], passage, found.start(), found.end())
        for passage, found in every(_ONE_SIDED, reading)
        if reading.speaks in ("en", "fr") and not passage.lies_in(*OF_OTHERS)
        if found[0] != "- " or not is_plain(passage)
    )
    for sign, passage, start, end, more in counted(places):
        where = around(passage.words, start, end)
        message = f"“{sign.strip()}” has a space on one side only in {where}{elsewhere(more)}"
        remedy = "take the space out, or put one on both sides of a dash" if "-" in sign else "put one on both sides"
        yield Finding("U627", passage, *widened(passage.words, start, end), message, remedy)


def spaces_in_quotes(reading: Reading) -> Iterator[Finding]:
    """Quotation marks that do not cling to what they hold; those of French are set off."""
    places = (
        (found[0].strip(), passage, found.start(), found.end())
        for passage, found in every(_IN_QUOTES, reading)
        if reading.speaks != "fr" and _is_paired(passage.words, found)
    )
    for mark, passage, start, end, more in counted(places):
        side = "after the opening" if mark == "“" else "before the closing"
        message = f"a space stands {side} quotation mark in {around(passage.words, start, end)}{elsewhere(more)}"
        yield Finding("U627", passage, *widened(passage.words, start, end), message, "take the space out")


def _is_paired(words: str, found: re.Match[str]) -> bool:
    """Whether the mark that a space stands beside has another; one that stands alone is another fault."""
    start, end = found.span()
    if found[0][0] == "“":
        return 0 <= words.find("”", end) < (words.find("“", end) % (len(words) + 1))
    return words.rfind("“", 0, start) > words.rfind("”", 0, start)


def doubled_marks(reading: Reading) -> Iterator[Finding]:
    """Marks of punctuation of which one is too many: “,,”, “;.”."""
    for passage, found in every(_DOUBLED, reading):
        start, end = found.span()
        message = f"{shown(found[0])} has one mark too many in {around(passage.words, start, end)}"
        yield Finding("U627", passage, *widened(passage.words, start, end), message, "leave one of the two")


def doubled_spaces(reading: Reading) -> Iterator[Finding]:
    """Two spaces within a line. Files of plain text set columns with more, and have two behind a sentence."""
    places = (
        ("", passage, found.start(), found.end())
        for passage in (reading.passages if _DOUBLED_SPACES.may_match(reading.text) else ())
        for found in _DOUBLED_SPACES.finditer(passage.words)
        if not _is_layout(passage, found)
    )
    for _, passage, start, end, more in counted(places):
        message = f"two spaces stand in {_spaced(passage.words, start, end)}{elsewhere(more)}"
        yield Finding("U627", passage, *widened(passage.words, start, end), message, "leave one", "advice")


def _is_layout(passage: Passage, found: re.Match[str]) -> bool:
    """Whether spaces set columns or follow the number of a note or item or, in plain text, a sentence."""
    before = passage.words[max(found.start() - _NEAR, 0) : found.start()]
    if found.start() < _NEAR and _LIST_MARK.match(before):
        return True
    return is_plain(passage) and (found.end() - found.start() > 2 or _SENTENCE_END.search(before) is not None)


def _spaced(words: str, start: int, end: int) -> str:
    """The words on both sides, with the spaces between them."""
    before, after = words[max(start - _NEAR, 0) : start].split()[-1], words[end : end + _NEAR].split()[0]
    return f"“{visible(before)}  {visible(after)}”"


# --- pairs ------------------------------------------------------------------------------------------------------------

_CLOSING = {"(": ")", "[": "]", "“": "”", "«": "»"}
_OTHER_QUOTES = ("‘", "„", '"')
_BEFORE_NO_BRACKET = frozenset("«“‘'\":;-")


def unclosed(reading: Reading) -> Iterator[Finding]:
    """Brackets and quotation marks that stand alone."""
    if _may_be_unclosed(reading.text):
        from undersigned.checks import pairs

        yield from pairs.unclosed(reading)


def _may_be_unclosed(text: str) -> bool:
    """Whether there may be more to a letter’s brackets and quotation marks than that what opens is closed, one by one:
    marks of other kinds, smileys, brackets that are spoken of, damage that looks like them."""
    if any(mark in text for mark in (*_OTHER_QUOTES, "â")):
        return True
    if any(not has_pairs_alone(text, opening, closing) for opening, closing in _CLOSING.items()):
        return True
    return any(near.rstrip()[-1:] in _BEFORE_NO_BRACKET for mark in "()[]" for near in before(text, mark, 4))


WORDS: tuple[WordsCheck, ...] = (
    spaces_at_brackets,
    spaces_before_marks,
    spaces_behind_marks,
    one_sided_dashes,
    spaces_in_quotes,
    doubled_marks,
    doubled_spaces,
    unclosed,
)
