"""Acronyms that nobody explains, or that are explained twice, in vain or in two ways."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from string import ascii_letters
from typing import NamedTuple

from undersigned.checks.checked import Checked, LetterCheck
from undersigned.checks.findings import Finding, Reading, WordsCheck
from undersigned.checks.patterns import Pattern
from undersigned.checks.places import shown
from undersigned.checks.prose import is_file, own_passages, own_text, own_vocabulary, written
from undersigned.checks.spelling_pairs import spelt
from undersigned.document import Annex, Clause, ListItem, Signatories
from undersigned.passages import Passage
from undersigned.problems import Severity

_LANGUAGES = ("en", "fr")
_ACRONYM = Pattern(r"(?<![\w/.&’'-])[A-Z]{3,7}s?(?![\w/&-]|\.\w)")
_EXPLAINED = Pattern(
    # (ABC), (the “ABC”), (hereafter ABC; …)
    r"[(\[](?:(?:the|or|hereafter|hereinafter|formerly|ci-après|l[ae]s?)\s)*[“«\"]?\s?(?P<in>[A-Za-z]*[A-Z][A-Za-z-]*[A-Z]s?)\b"
    # ABC (Association of Beekeepers); ABC, the Association of Beekeepers
    r"|\b(?P<before>[A-Z]{3,7}s?)[”\"]?(?:\s\((?=[^\W\d_]+\s[^\W\d_])|,\s(?:the|l[ae]s?)\s(?=[A-Z]))"
    # known as ABC; Association of Beekeepers, or ABC
    r"|(?:\b(?:known\sas|called|dite?s?)|,\sor)\s(?:the\s|l[ae]s?\s)?[“«\"]?(?P<as>[A-Z]{3,7}s?)\b"
)
_ROMAN = Pattern(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_JOINERS = (
    r"(?:(?:of|for|the|and|on|in|to|against|with|de|du|des|d[’']|la|le|les|l[’']|et|pour|sur|aux?|à|en|contre)\s?)*"
)

# What those who receive letters know: bodies of the United Nations, unions of states, currencies, and everyday words.
_KNOWN = """
    AIDS APEC ASEAN BBC BRICS CEO CHF CIA CNN COP COVID ECHR ECOWAS EEAS EEC EFTA EUR FAO FAQ FBI FIFA GBP GDP GMT GPS
    HIV IAEA ICC ICRC IDP ILO IMF INTERPOL IOM ISO JPY KGB LGBT LGBTI LGBTIQ LGBTQ LGBTQI MEP NASA NATO NGO NHRI OAS
    OECD OHCHR OSCE PCR PDF PIN SARS SIM SMS SOS SUV UAE UEFA UNDP UNEP UNESCO UNFPA UNGA UNHCR UNICEF UNIDO UNODC UNRWA
    UPR URL USA USB USD USSR UTC VAT VIP WFP WHO WIPO WTO
    AFP CICR CNUCED CPI FMI HCDH HCR OCDE OIM OIT OMC OMS ONG ONU ONUSIDA OTAN PAM PDG PIB PNUD SIDA TVA VIH
"""
_STRESSED = "ALL AND ARE FOR FREE HERE MUST NEVER NOT NOW ONLY STOP THE THIS WITH YES YOU YOUR"
_NO_QUESTION = frozenset(f"{_KNOWN} {_STRESSED}".split())


def unexplained_acronyms(reading: Reading) -> Iterator[Finding]:
    """U632: an acronym that the letter uses twice or more and explains nowhere."""
    if reading.speaks not in _LANGUAGES or not _may_want_explaining(reading):
        return
    used: defaultdict[str, list[tuple[Passage, re.Match[str]]]] = defaultdict(list)
    words: set[str] = set()
    for passage, own in own_passages(reading):
        if _is_headline(own):
            continue
        words.update(re.findall(r"\b[a-z]{3,7}\b", own))
        for match in _ACRONYM.finditer(own):
            used[_one(match.group())].append((passage, match))
    often = {name: places for name, places in used.items() if len(places) > 1 and not _is_known(name, words)}
    if not often:
        return
    whole = "\n".join(passage.words for passage in reading.passages if not _is_headline(passage.words))
    explained = _explained(reading, whole)
    for name, places in often.items():
        if name not in explained and not _spelt_out(name).search(whole):
            passage, match = places[0]
            message = f"“{name}” stands here {len(places)} times, and nowhere what it means"
            remedy = f"write the name out where it comes first, with “({name})” after it"
            yield Finding("U632", passage, match.start(), match.start() + len(name), message, remedy, "advice")


def _may_want_explaining(reading: Reading) -> bool:
    """Whether a letter has a word in capitals twice that few know and that stands in no brackets."""
    text = own_text(reading)
    names = {_one(word) for word in own_vocabulary(reading)} - _NO_QUESTION
    often = [name for name in names if name.isupper() and len(name) > 2 and text.count(name) > 1]
    return any(not _stands_in_brackets(name, reading) for name in often)


def _stands_in_brackets(name: str, reading: Reading) -> bool:
    """Whether an acronym is explained in the commonest way."""
    places = (passage.words for passage in reading.passages if f"({name})" in passage.words)
    return any(not _is_headline(words) for words in places)


def _one(acronym: str) -> str:
    """The acronym of one: “NGO” for “NGOs”."""
    return acronym.removesuffix("s")


def _is_headline(words: str) -> bool:
    letters = [letter for letter in words if letter.isalpha()]
    return sum(map(str.isupper, letters)) > len(letters) / 2


def _is_known(name: str, words: set[str]) -> bool:
    """Whether a word in capitals needs no explanation, or is no acronym: a number, a word that somebody stresses."""
    return name in _NO_QUESTION or name.lower() in words or bool(_ROMAN.fullmatch(name))


def _explained(reading: Reading, whole: str) -> set[str]:
    """The acronyms that stand in brackets behind a name, or before one, and those of bodies that sign."""
    found = {_one(match[match.lastgroup or 0]) for match in _EXPLAINED.finditer(f"{whole}\n")}
    for passage in reading.passages:
        if passage.lies_in(Signatories):
            found.update(_one(match.group()) for match in _ACRONYM.finditer(passage.words))
    return found


def _spelt_out(name: str) -> re.Pattern[str]:
    """A name whose words begin with the letters of an acronym."""
    return re.compile(r"\b" + rf"[\w’]*[\s-]{_JOINERS}".join(name) + r"[\w’]+")


# --- explained twice, in vain, in two ways ----------------------------------------------------------------------------

_DEFINED = Pattern(
    r"\((?:the\s|hereafter\s|hereinafter\s|ci-après\s)?[“\"]?(?P<name>[A-Z][A-Za-z-]{0,10}[A-Z]s?)[”\"]?\)",
    where=lambda text: any(_may_be_defined(before) for before in text.split(")")[:-1]),
)
_BODIES = Pattern(
    r"\b(?:alliance|assembly|association|bank|board|bureau|cent(?:re|er)|coalition|commission|committee|company|confederation"
    r"|congress|corporation|council|court|defenders|federation|forum|foundation|front|fund|group|initiative|institut\w*"
    r"|international|league|ministry|movement|network|office|organi[sz]ation|parliament|party|police|program(?:me)?"
    r"|secretariat|service|society|tribunal|union|watch|without borders|journalists)s?\b",
    re.IGNORECASE,
)
_WORD = Pattern(r"[^\W_]+(?:[’'][^\W_]+)*")
_COMPOUND = Pattern(r"[^\W_]+(?:[’'-][^\W_]+)*")
_SMALL = frozenset("of for the and on in to against with a an de du des la le les et pour sur au aux en l d".split())  # noqa: SIM905
_LETTERS = (*ascii_letters, "-")
_ALIKE = 6


def _may_be_defined(before: str) -> bool:
    """Whether what stands before a closing bracket ends with a capital, as acronyms do."""
    return before.rstrip('”"').removesuffix("s")[-1:].isupper()


class _Definition(NamedTuple):
    """An acronym in brackets, from character `start` to `end` of a passage."""

    passage: Passage
    start: int
    end: int
    name: str

    @property
    def words(self) -> str:
        return self.passage.words[self.start : self.end]

    @property
    def long(self) -> str:
        """The words that it stands for; empty where its letters do not tell them."""
        before = self.passage.words[: self.start]
        return _long_form(_one(self.name), before, _WORD) or _long_form(_one(self.name), before, _COMPOUND)

    def finding(self, message: str, remedy: str, *, warning: bool = False) -> Finding:
        severity: Severity = "warning" if warning else "advice"
        return Finding("U633", self.passage, self.start, self.end, message, remedy, severity)


def definitions_at_odds(reading: Reading) -> Iterator[Finding]:
    """U633: an acronym that stands for two things (a warning); in a file, also one that is explained again, or
    explained and not used."""
    for name, definitions in _defined(reading).items():
        finding = _of_two_things(name, definitions)
        if finding is None and is_file(reading):
            finding = _superfluous(name, definitions, reading)
        if finding is not None:
            yield finding


def definitions_in_vain(checked: Checked) -> Iterator[Finding]:
    """U633: an acronym that a campaign explains again, or explains and does not use.

    What blocks and facts of the library explain, they explain for other letters, too.
    """
    defined = _defined(checked.reading)
    typed = " ".join(prose.text for _, prose in written(checked.campaign)) if defined else ""
    for name, definitions in defined.items():
        if any(one.words in typed for one in definitions) and _of_two_things(name, definitions) is None:
            finding = _superfluous(name, definitions, checked.reading)
            if finding is not None and finding.words in typed:
                yield finding


@lru_cache(maxsize=2)
def _defined(reading: Reading) -> Mapping[str, Sequence[_Definition]]:
    """Acronyms in brackets in running text; a line that ends with one is a name in a list."""
    by_name: defaultdict[str, list[_Definition]] = defaultdict(list)
    for passage, own in own_passages(reading) if reading.speaks in _LANGUAGES else ():
        for match in _DEFINED.finditer(passage.words):
            is_own = own[match.start()] == "(" and own[match.end() - 1] == ")"  # and no part of a quotation
            if is_own and (own[match.end() :].strip(" .,;") or own.count(" ") > 15):
                definition = _Definition(passage, match.start(), match.end(), match["name"])
                by_name[_one(definition.name)].append(definition)
    return by_name


def _of_two_things(name: str, definitions: Sequence[_Definition]) -> Finding | None:
    if len(definitions) == 1:
        return None
    known = next((one.long for one in definitions if one.long), "")
    for other in definitions[1:]:
        if known and other.long and _differ(known, other.long):
            message = f"“{name}” stands for {shown(known)} above and for {shown(other.long)} here"
            return other.finding(message, "use it for one of them, and write the other out", warning=True)
    return None


def _superfluous(name: str, definitions: Sequence[_Definition], reading: Reading) -> Finding | None:
    first = definitions[0]
    in_text = [one for one in definitions if not one.passage.lies_in(ListItem, Clause, Annex)]
    if len(in_text) > 1:
        message = f"“({name})” is explained here for a second time"
        return in_text[1].finding(message, f"write “{name}” here, or the name without the brackets")
    if first.words == f"({first.name})" and first.long and _uses(name, reading) == 1 and not _BODIES.search(first.long):
        message = f"“({name})” is explained here, and then never used"
        return first.finding(message, "leave the brackets out, or use it further on")
    return None


def _uses(name: str, reading: Reading) -> int:
    """How often a letter has an acronym as a word of its own."""
    ends = re.finditer(rf"{name}s?(?![A-Za-z-])", reading.text)
    return sum(not reading.text.endswith(_LETTERS, 0, found.start()) for found in ends)


def _long_form(name: str, before: str, word_of: Pattern) -> str:
    """The words before the brackets whose first letters, small words aside, are those of the acronym; else nothing."""
    letters = [letter for letter in name if letter.isupper()]
    words = list(word_of.finditer(before[-160:]))
    end = words[-1].end() if words else 0
    while words and letters:
        word = words.pop()
        if word.group()[0].upper() == letters[-1]:
            letters.pop()
            if not letters:
                return before[-160:][word.start() : end]
        elif word.group().lower() not in _SMALL:
            return ""
    return ""


def _differ(one: str, other: str) -> bool:
    """Whether two names stand for two things: each has a word that the other has not."""
    first, second = _stems(one), _stems(other)
    return bool(first - second) and bool(second - first)


def _stems(name: str) -> set[str]:
    """The words of a name without their endings, spelt in one way."""
    words = (word.lower() for word in _WORD.findall(name))
    spellings = (known.word if (known := spelt(word)) else word for word in words if word not in _SMALL)
    return {word[:_ALIKE] for word in spellings}


WORDS: tuple[WordsCheck, ...] = (unexplained_acronyms, definitions_at_odds)
LETTER: tuple[LetterCheck, ...] = (definitions_in_vain,)
