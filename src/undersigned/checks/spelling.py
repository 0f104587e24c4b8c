"""Words spelt in the British and in the American way in one letter, and names spelt in two ways."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import combinations
from typing import Any, NamedTuple

from undersigned.checks.checked import Checked, LetterCheck
from undersigned.checks.findings import Finding, Reading, WordsCheck
from undersigned.checks.patterns import Pattern
from undersigned.checks.prose import is_file, own_passages, own_text, own_vocabulary, own_words
from undersigned.checks.spelling_pairs import (
    Question,
    Spelt,
    american,
    are_spelt_either_way,
    spelt,
    spelt_either_way,
)
from undersigned.document import Note, Quotation
from undersigned.passages import Passage
from undersigned.searching import fold

_MOST = 5
_DIFFER = 2
"""By how many letters the spellings of a short name differ at the most; of a long one by one more for each word."""
_A_WORD = 8
_WORD = Pattern(r"[^\W\d_]+")
_SENTENCE_BEGINS = Pattern(r"(?:^|[.!?:]\s)[\s(]*$")
_JOINERS = Pattern(r"\s+(?:(?:of|for|on|and|the|in|against|to|&)\s+)*(?P<next>\w)")


class _Found(NamedTuple):
    """A word of the letter that could be spelt otherwise."""

    passage: Passage
    start: int
    words: str
    spelt: Spelt


def mixed_spelling(reading: Reading) -> Iterator[Finding]:
    """U631: words that are not spelt as most words of their kind in the letter are, at most five of each kind."""
    if reading.speaks != "en":
        return
    if _may_be_mixed(reading) or _claims_american(reading):
        yield from _mixed_words(reading)
    if are_spelt_either_way(own_text(reading)):
        yield from _mixed_ways(reading)


def _may_be_mixed(reading: Reading) -> bool:
    """Whether a letter has a word of its own in the American way, or with -ize; without one there is nothing mixed."""
    words = [word for word in own_vocabulary(reading) if word.islower() or word.istitle()]
    known = american({word.lower() for word in words})
    return bool(known) and any(_found(reading, [word for word in words if word.lower() in known]))


def _mixed_words(reading: Reading) -> Iterator[Finding]:
    by_question: defaultdict[Question, list[_Found]] = defaultdict(list)
    for found in _found(reading, {word for word in own_vocabulary(reading) if spelt(word.lower())}):
        by_question[found.spelt.question].append(found)
    verbs, country = by_question["ise"], by_question["country"]
    first_of_verbs = _first_prevails(verbs, tie=not _is_american(country, reading))
    yield from _minority(verbs, first_of_verbs, _in_ize)
    if first_of_verbs:  # -ise is never American
        country += [found for found in verbs if found.spelt.first]
    claimed = _claims_american(reading)
    yield from _minority(country, not _is_american(country, reading), _by_country, claimed=claimed)


def _mixed_ways(reading: Reading) -> Iterator[Finding]:
    by_question: defaultdict[Question, list[_Found]] = defaultdict(list)
    for passage, own in own_passages(reading):
        for match, known in spelt_either_way(own):
            by_question[known.question].append(_Found(passage, match.start(), match.group(), known))
    for found in by_question.values():
        yield from _minority(found, _first_prevails(found, tie=found[0].spelt.first), _either_way)


def _found(reading: Reading, words: Collection[str]) -> Iterator[_Found]:
    """The places of some words that could be spelt otherwise, those in names left out."""
    for passage, own in own_passages(reading):
        if not any(word in own for word in words):
            continue
        for match in _WORD.finditer(own):
            word = match.group()
            if word not in words or not (word.islower() or (word.istitle() and _begins_sentence(own, match))):
                continue
            known = spelt(word.lower())
            if known and not _is_of_computers(own, match):
                yield _Found(passage, match.start(), word, known)


def _begins_sentence(words: str, word: re.Match[str]) -> bool:
    """Whether a word with a capital has it since a sentence begins with it, and not a name."""
    if not _SENTENCE_BEGINS.search(words, max(0, word.start() - 4), word.start()):
        return False
    after = _JOINERS.match(words, word.end())
    return after is not None and after["next"].islower()


def _is_of_computers(words: str, word: re.Match[str]) -> bool:
    """Whether “program” is what it is in British English, too."""
    return word.group().startswith("program") and words[: word.start()].rstrip().endswith(("computer", "software"))


def _is_american(found: Sequence[_Found], reading: Reading) -> bool:
    """Whether most words are American, or the letter says that it is."""
    tie = not reading.language.upper().endswith("-US")
    return _claims_american(reading) or not _first_prevails(found, tie=tie)


def _claims_american(reading: Reading) -> bool:
    """Whether a letter says that it is in American English; in a Word file, that is what Word presumes of any."""
    return reading.language.upper().endswith("-US") and not is_file(reading)


def _first_prevails(found: Sequence[_Found], *, tie: bool) -> bool:
    balance = sum(1 if one.spelt.first else -1 for one in found)
    return balance > 0 if balance else tie


def _minority(
    found: Sequence[_Found],
    first_prevails: bool,
    described: Callable[[_Found, str, bool], tuple[str, str]],
    *,
    claimed: bool = False,
) -> Iterator[Finding]:
    """The words that are spelt otherwise than most, each compared with the same word, or else with another; with none
    where the letter itself claims how it is spelt."""
    most = [one for one in found if one.spelt.first == first_prevails]
    if not most and not claimed:
        return
    same = {one.spelt.word: one.words for one in reversed(most)}
    frequent = Counter(one.words.lower() for one in most).most_common(1)[0][0] if most else ""
    for one in [one for one in found if one.spelt.first != first_prevails][:_MOST]:
        message, remedy = described(one, same.get(one.spelt.word, frequent), first_prevails)
        yield Finding("U631", one.passage, one.start, one.start + len(one.words), message, remedy)


def _in_ize(found: _Found, example: str, first_prevails: bool) -> tuple[str, str]:
    this, other = ("-ize", "-ise") if first_prevails else ("-ise", "-ize")
    message = f"“{found.words}” has {this}, other words in this letter have {other}, as “{example}”"
    return message, f"spell it with {other}; names and quotations stay as they are"


def _by_country(found: _Found, example: str, first_prevails: bool) -> tuple[str, str]:
    this, other = ("American", "British") if first_prevails else ("British", "American")
    message = f"“{found.words}” is {this} spelling, “{example}” in the same letter is {other}"
    if not example:
        message = f"“{found.words}” is {this} spelling, and the letter says that its language is {other} English"
    return message, f"spell it the {other} way; names and quotations stay as they are"


def _either_way(found: _Found, example: str, _: bool) -> tuple[str, str]:
    return f"this letter writes “{found.words}” and “{example}”", "spell it in one way"


# --- names ------------------------------------------------------------------------------------------------------------


def names_spelt_in_two_ways(checked: Checked) -> Iterator[Finding]:
    """U631: an organisation of the register that the letter calls by two spellings of one name, as “Forum-Asia” and
    “FORUM-ASIA”."""
    if not checked.brief.signatories:
        return
    texts = [(one, own_words(one.words)) for one in checked.reading.passages if not one.lies_in(Note, Quotation)]
    whole = "\n".join(words for _, words in texts)
    for piece in checked.brief.library.organisations.values():
        printed = [name for name in _names(piece.data) if name in whole]
        for spellings in _spellings(printed) if _may_be_one(printed) else ():
            yield from _differing(texts, spellings)


def _names(entry: Any) -> list[str]:
    """The names of an entry, its own before its aliases; of an entry without aliases none."""
    if not isinstance(entry, dict) or not isinstance(entry.get("aliases"), list):
        return []
    names = (entry.get("name"), entry.get("acronym"), *entry["aliases"])
    return [name for name in names if isinstance(name, str)]


def _may_be_one(names: Sequence[str]) -> bool:
    """Whether two of some names are about as long as each other, as spellings of one name are."""
    lengths = [sum(map(str.isalnum, name)) for name in names] if len(names) > 1 else ()
    return any(abs(one - other) <= _DIFFER + one // _A_WORD for one, other in combinations(lengths, 2))


def _spellings(names: Sequence[str]) -> Iterator[list[str]]:
    """Those names that differ in their spelling alone."""
    alike: defaultdict[str, list[str]] = defaultdict(list)
    for name in dict.fromkeys(names):
        alike[_sound(name)].append(name)
    yield from (same for same in alike.values() if len(same) > 1)


def _sound(name: str) -> str:
    """What the spellings of one name have in common."""
    words = re.findall(r"[^\W_]+", fold(name).replace("&", " and "))
    return "".join(known.word if (known := spelt(word)) else word for word in words)


def _differing(texts: Sequence[tuple[Passage, str]], names: Sequence[str]) -> Iterator[Finding]:
    """The first place of the name that the letter has less often; where it has both as often, of the later one."""
    places = {name: list(_places(texts, name)) for name in names}
    printed = sorted((name for name in names if places[name]), key=lambda name: -len(places[name]))
    if len(printed) > 1:
        passage, start = places[printed[-1]][0]
        message = f"“{printed[-1]}” is called “{printed[0]}” elsewhere in this letter"
        yield Finding("U631", passage, start, start + len(printed[-1]), message, "spell the name in one way", "advice")


def _places(texts: Sequence[tuple[Passage, str]], name: str) -> Iterator[tuple[Passage, int]]:
    whole = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    for passage, words in texts:
        yield from ((passage, found.start()) for found in whole.finditer(words))


WORDS: tuple[WordsCheck, ...] = (mixed_spelling,)
LETTER: tuple[LetterCheck, ...] = (names_spelt_in_two_ways,)
