"""How people answer: the labels of the questions, yes and no, days, and the line that says what a form belongs to."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterator, Mapping

from .answers import Reference, clean

TICKED = frozenset("☒☑✓✔✗✘✕✖✅🗹🗷🗸")
UNTICKED = frozenset("☐□▢◻⬜")
_SELECTOR = "\ufe0f"
_SIGNS = "".join(sorted(TICKED | UNTICKED)) + " "

_LONGEST_LABEL = 100

_YES = frozenset({"yes", "y", "oui", "o", "x"})
_NO = frozenset({"no", "n", "non"})

_LABELS: Mapping[str, tuple[str, ...]] = {
    "organisation": (
        "Organisation",
        "Organization",
        "Organisation, as it is to appear",
        "Organisation, telle qu’elle doit apparaître",
    ),
    "signer": ("Name", "Name of the person signing", "Nom", "Nom de la personne signataire"),
    "function": ("Function", "Fonction"),
    "date": ("Date",),
    "endorse": ("We endorse this text", "Nous souscrivons à ce texte"),
    "withhold": ("Do not publish our name", "Ne pas publier notre nom"),
    "reference": ("Reference", "Référence"),
}

_MONTHS = (
    ("january", "jan", "janvier", "janv"),
    ("february", "feb", "février", "févr", "fév"),
    ("march", "mar", "mars"),
    ("april", "apr", "avril", "avr"),
    ("may", "mai"),
    ("june", "jun", "juin"),
    ("july", "jul", "juillet", "juil"),
    ("august", "aug", "août"),
    ("september", "sept", "sep", "septembre"),
    ("october", "oct", "octobre"),
    ("november", "nov", "novembre"),
    ("december", "dec", "décembre", "déc"),
)


def folded(text: str) -> str:
    """A text for comparing: small letters without accents, digits, single spaces."""
    plain = unicodedata.normalize("NFKD", clean(text)).casefold()
    return " ".join(re.findall(r"\w+", "".join(sign for sign in plain if not unicodedata.combining(sign))))


_HEADINGS = frozenset(map(folded, ("Sign this letter", "Signer cette lettre")))
_PROMPTS = frozenset(
    map(
        folded,
        (
            "Click here and type the name",
            "Click here and type your name",
            "Click here and type your function",
            "Click here and choose or type the date",
            "Cliquez ici et saisissez le nom",
            "Cliquez ici et saisissez votre nom",
            "Cliquez ici et saisissez votre fonction",
            "Cliquez ici et choisissez ou saisissez la date",
            "Click or tap here to enter text",
            "Click or tap to enter a date",
            "Cliquez ou appuyez ici pour entrer du texte",
            "Cliquez ou appuyez ici pour entrer une date",
        ),
    )
)
"""Ours, and Word's own. LibreOffice forgets that they are prompts."""
_KEY_OF = {folded(label): key for key, labels in _LABELS.items() for label in labels}
_MONTH_OF = {folded(name): number for number, names in enumerate(_MONTHS, 1) for name in names}


def key_of(label: str) -> str | None:
    """The question that a label asks, or None: `Organisation, as it is to appear` and `Organisation` are one. What
    stands in brackets, as `(yes/no)`, is left away."""
    return _KEY_OF.get(folded(re.sub(r"\([^)]*\)", " ", label[:_LONGEST_LABEL])))


def name_of(key: str) -> str:
    """A question as messages call it."""
    return _LABELS[key][0]


def is_heading(text: str) -> bool:
    """Whether a text is the heading of the form."""
    return folded(text) in _HEADINGS


def is_prompt(text: str) -> bool:
    """Whether a text is what stood there before anybody answered."""
    return folded(text) in _PROMPTS


# --- yes and no -------------------------------------------------------------------------------------------------------


def yes_or_no(text: str) -> bool | None:
    """What a box or a word says, or both: True, False, or None where it is neither, or both, or more than that."""
    text = clean(text).replace(_SELECTOR, "")
    word = text.lstrip(_SIGNS).rstrip(".! ")
    said = {sign in TICKED for sign in text[: len(text) - len(text.lstrip(_SIGNS))] if sign != " "}
    if word:
        plain = word.casefold()
        if plain not in _YES | _NO:
            return None
        said.add(plain in _YES)
    return said.pop() if len(said) == 1 else None


# --- days -------------------------------------------------------------------------------------------------------------

_NUMBERS = re.compile(r"(\d{1,4})\s*([./-])\s*(\d{1,2})\s*\2\s*(\d{1,4})\.?")
_DAY_FIRST = re.compile(r"(\d{1,2})(?: ?(?:st|nd|rd|th|er|e))? (?:of )?(\w+) (\d{4})")
_MONTH_FIRST = re.compile(r"(\w+) (\d{1,2})(?: ?(?:st|nd|rd|th))? (\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4}) (\w+) (\d{1,2})")
_CLOCK = re.compile(r"[T ,]+\d{1,2}[:h]\d\d(?::\d\d)?(?:\.\d+)?\s*(?:Z|[AaPp]\.?[Mm]\.?)?$")


def days(text: str, language: str = "") -> list[datetime.date]:
    """The days that a typed date may mean: none where it is no date, two where day and month may be exchanged.

    `05/06/2026` means one day in French, and two in English; with dots it is the fifth of June everywhere.
    """
    text = _CLOCK.sub("", clean(text))
    numbers = _NUMBERS.fullmatch(text)
    found = _from_numbers(numbers, language) if numbers else _from_words(text)
    return sorted({day for year, month, number in found if (day := _day(year, month, number))})


def _from_numbers(match: re.Match[str], language: str) -> Iterator[tuple[int, int, int]]:
    first, sign, second, third = match[1], match[2], int(match[3]), match[4]
    if len(first) == 4:
        yield int(first), second, int(third)
        return
    if len(third) == 4 and len(first) <= 2:
        yield int(third), second, int(first)
        if sign != "." and language.partition("-")[0] != "fr":
            yield int(third), int(first), second


def _from_words(text: str) -> Iterator[tuple[int, int, int]]:
    """Day, month and year with the month written out, the weekday before it left away."""
    words = folded(re.sub(r"[.,]", " ", text))
    day_first = _DAY_FIRST.search(words)
    month_first = _MONTH_FIRST.search(words)
    year_first = _YEAR_FIRST.fullmatch(words)
    if day_first and _before(words, day_first) and day_first[2] in _MONTH_OF:
        yield int(day_first[3]), _MONTH_OF[day_first[2]], int(day_first[1])
    elif month_first and _before(words, month_first) and month_first[1] in _MONTH_OF:
        yield int(month_first[3]), _MONTH_OF[month_first[1]], int(month_first[2])
    elif year_first and year_first[2] in _MONTH_OF:
        yield int(year_first[1]), _MONTH_OF[year_first[2]], int(year_first[3])


def _before(words: str, match: re.Match[str]) -> bool:
    """Whether a date is all that there is, but for one word before it, as `Friday` or `le`, or two."""
    rest = words[: match.start()].split()
    return match.end() == len(words) and len(rest) <= 2 and not any(word.isdigit() for word in rest)


def _day(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


# --- the reference ----------------------------------------------------------------------------------------------------

_DOT = r"\s*[·•∙⋅‧|]\s*"
_REFERENCE = re.compile(
    rf"(?<![a-z0-9-])([a-z0-9]+(?:-[a-z0-9]+)*){_DOT}([^·•∙⋅‧|\n]{{1,100}}?){_DOT}([0-9a-f]{{16}})(?:{_DOT}([a-z0-9-]*))?(?![\w-])"
)


def references(text: str) -> list[Reference]:
    """The references in a text, each once: `2026-letter · v1 · 0123456789abcdef · north-network`."""
    found = _REFERENCE.finditer(unicodedata.normalize("NFC", text))
    return list(dict.fromkeys(Reference(one[1], clean(one[2]), one[3], one[4] or "") for one in found))
