"""What somebody meant by a value that cannot stand where it does: a date in words, a choice by another name, `yes`."""

from __future__ import annotations

import calendar
import datetime
import re
import unicodedata
from collections.abc import Callable, Collection, Iterator
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from undersigned import other_words, written_dates
from undersigned.models.base import Model
from undersigned.nearest import nearest, tokens

_FIGURES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_TRUE, _FALSE = ("on", "true", "y", "yes", "oui"), ("false", "n", "no", "off", "non")


NOTHING = frozenset({"n/a", "na", "nil", "no", "none", "nothing", "null", "-", "–", "—", "/", "aucun", "aucune"})
"""What people write where there is nothing."""


def choice(written: str, allowed: Collection[str]) -> str | None:
    """Which of the words that are allowed is meant; None if none is near."""
    meant = next((word for word in other_words.CHOICES.get(" ".join(tokens(written)), ()) if word in allowed), None)
    return meant or nearest(written, allowed)


def flag(written: Any) -> str:
    """How to write what says yes or no."""
    word = str(written).strip().casefold()
    meant = "true" if word in _TRUE else "false" if word in _FALSE else "true or false"
    return f"write {meant}, without quotation marks"


def figure(written: Any) -> str:
    """How to write a number that stands there in words, or with words behind it."""
    words = str(written).casefold().split()
    if words[:1] and words[0] in _FIGURES:
        return f"write {_FIGURES.index(words[0])}"
    digits = re.match(r"\d{1,3}(?:[ ,.\u00a0\u202f]\d{3})+(?!\d)|\d+(?![.\d])", str(written))
    return f"write {re.sub('[^0-9]', '', digits[0])}" if digits else "write it in figures, as 12"


def group_for(written: Any, key: str, expected: Any, *, inherits: bool = False) -> str:
    """How to write the group of keys that is wanted below a key, instead of a text or a list; empty if nobody knows.
    `inherits` is whether what stands further out would hold without the line."""
    if isinstance(written, list) and len(written) == 1 and key == "target" and isinstance(written[0], str):
        return f"write “{key}: {short(written[0])}”, without brackets or “- ”"
    if isinstance(written, list) and (remedy := _group_of_list(written, key, expected)):
        return remedy
    if isinstance(written, list) and len(written) == 1:
        written = written[0]
    if not isinstance(written, str) or not written.strip():
        return ""
    if says_nothing(written):
        return nothing(inherits=inherits)
    inside = _key_and_value(" ".join(written.split()), expected)
    if key.isdecimal() and inside:
        return f"write “- {inside}”"
    if inside.startswith("{"):
        return f"write “{key}: {inside}”"
    return f"write “{inside}” below it, indented" if inside else ""


def _group_of_list(written: list[Any], key: str, expected: Any) -> str:
    """How to write the group that is wanted instead of a list; empty if nobody knows."""
    first = next(iter(written), None)
    if "items" in _keys(expected):
        return f"put a line “items:” between “{key}:” and the list, indented, and indent the list below it"
    if isinstance(first, dict) and all(isinstance(one, dict) for one in written):
        return f"write two spaces in the place of “- ” before “{next(iter(first), '…')}”" + (
            " and the others" * (len(written) > 1)
        )
    if get_origin(expected) is not dict or not all(isinstance(one, str) for one in written) or not written:
        return ""
    wanted = next((key for key, info in _keys(get_args(expected)[1]).items() if info.is_required()), "")
    inside = f"{first}: {{{wanted}: …}}" if wanted else f"{first}: …"
    return f"write “{inside}” on a line below it, indented" + ", and so the others" * (len(written) > 1)


def says_nothing(written: Any) -> bool:
    """Whether somebody wrote a word where there is nothing."""
    return isinstance(written, str) and written.strip(" .").casefold() in NOTHING


def nothing(*, inherits: bool = False) -> str:
    """How to say that there is nothing; `inherits` is whether what stands further out would hold without the line."""
    return "leave it empty behind the colon" if inherits else "take the line away, or leave it empty behind the colon"


def list_for(written: Any, key: str, expected: Any, *, inherits: bool = False) -> str:
    """How to write the list that is wanted below a key, instead of a text or a group."""
    item = next(iter(get_args(expected)), None)
    if says_nothing(written):
        return nothing(inherits=inherits)
    if isinstance(written, str) and written.strip():
        words = short(written)
        if key in _OF_WORDS and "," in written:
            return f"write “{key}: [{words}]”, in square brackets"
        if key not in _OF_LINES:
            words = _key_and_value(words, item) or words
        return f"write “- {words}” on a line below it"
    if isinstance(written, dict) and written:
        first = next(iter(written))
        if first in _keys(item) or first == "use":
            return f"write “- {first}: …”, with a dash, and the other fields indented below it"
        if key in _NAMED_BY:
            return f"write “- {_NAMED_BY[key]}: {first}”, with a dash, and what belongs to it indented below"
    return "write “- ” before each"


def text_for(written: list[Any], key: str) -> str:
    """How to write the text that is wanted behind a key, instead of a list of texts; empty if nobody knows."""
    if not written or not all(isinstance(one, str) and one.strip() for one in written):
        return ""
    if key == "language":
        others = ", and the others below “languages:”, each with a colon and its words" if len(written) > 1 else ""
        return f"write “language: {written[0]}”{others}"
    if any(re.fullmatch(r"\S+[.@]\S+", one) for one in written):
        return f"write one of them: “{key}: {written[0]}”"
    *before, last = written
    joined = f"{', '.join(before)} and {last}" if before else last
    return f"write “{key}: {quoted(joined, flow=True)}”, without brackets or “- ”"


_SPECIAL = "[]{}\"'&*!%@`|>#,-?"


def quoted(words: str, *, flow: bool = False) -> str:
    """A text as it can stand behind a colon: in quotation marks where YAML would take its marks for its own; `flow` is
    whether it may stand in braces."""
    unsafe = re.search(r": |:$| #", words) or words[:1] in tuple(_SPECIAL) or (flow and re.search(r"[,\[\]{}]", words))
    return '"{}"'.format(words.replace('"', "”")) if unsafe else words


_OF_WORDS = frozenset({"aliases", "concerns", "lead", "members", "merge", "tags"})
"""Lists of single words or ids, which people write with commas."""
_OF_LINES = frozenset({"addressees", "cc", "demands", "signatories"})
"""Lists whose entries may be one text."""
_NAMED_BY = {"addressees": "use", "cc": "use", "demands": "use", "signatories": "id"}


def _keys(expected: Any) -> dict[str, Any]:
    """The keys of a group with the types of their values; none of anything else."""
    if not (isinstance(expected, type) and issubclass(expected, Model)):
        return {}
    return {info.alias or name: info for name, info in expected.model_fields.items()}


def _key_and_value(words: str, expected: Any) -> str:
    """The key of a group under which a text belongs that stands in the group's place, and the text; empty if none."""
    keys = _keys(expected)
    for key, info in keys.items():
        allowed = [value for value in _choices(info.annotation) if isinstance(value, str)]
        meant = choice(words, allowed) if allowed else None
        if meant:
            return f"{key}: {meant}"
    if "deadline" in keys and (day := written_dates.moments(words)):
        return f"deadline: {day[0]}"
    if "url" in keys and words.startswith(("http:", "https:", "www.")):
        return f"{{title: …, url: {words}}}"
    if "words_in_demand" in keys and (number := re.match(r"\d[\d.,]*", words)):
        return f"{'demands' if 'demand' in words else 'words'}: {re.sub('[^0-9]', '', number[0])}"
    if "email" in keys and (mail := re.search(r"[\w.+'-]+@[\w.-]+\w", words)):
        return _person_to_ask(words.replace(mail[0], " "), mail[0])
    if "act" in keys:
        return f"act: {_shortened(words)}"
    wanted = next((key for key, info in keys.items() if info.is_required() and key != "id"), "")
    if wanted and get_origin(keys[wanted].annotation) is tuple:
        return f"{wanted}: [{words}]"
    others = [key for key, info in keys.items() if info.is_required() and key not in ("id", wanted)]
    if others:
        return f"{{{wanted}: {quoted(words, flow=True)}, {', '.join(f'{key}: …' for key in others)}}}"
    return f"{wanted}: {_shortened(words)}" if wanted else ""


def _person_to_ask(words: str, email: str) -> str:
    """A name and what else is left of a text beside an address of e-mail."""
    phone = re.search(r"\+?\d[\d ()/.-]{5,}\d", words)
    name = " ".join(words.replace(phone[0] if phone else "\n", " ").split()).strip(" ,;:<>()-–")
    also = f', phone: "{phone[0]}"' if phone else ""
    return f"{{name: {quoted(name, flow=True) or '…'}, email: {email}{also}}}"


def _shortened(words: str) -> str:
    """The beginning of a text, in quotation marks if it needs them."""
    return quoted(words).replace(words, short(words))


def _choices(annotation: Any) -> Iterator[Any]:
    """The values that a type allows one by one."""
    if get_origin(annotation) is Literal:
        yield from get_args(annotation)
    elif get_origin(annotation) in (Union, UnionType):
        for one in get_args(annotation):
            yield from _choices(one)


def short(text: str) -> str:
    """The beginning of a text, to be told in a message."""
    line = " ".join(text.split())
    return line if len(line) <= 40 else f"{line[:39].rstrip()}…"


# --- dates, languages, ids --------------------------------------------------------------------------------------------

_Reader = Callable[[str], tuple[str, ...]]
DATES: dict[str, tuple[_Reader, str, str]] = {
    "date_wrong": (written_dates.days, "a date", "write year-month-day, as 2020-07-21"),
    "moment_wrong": (written_dates.moments, "a date with a time", "write it as 2020-07-15 18:00"),
    "day_of_text": (written_dates.days, "a date", "write year-month-day, as 2020-07-21"),
    "period_wrong": (written_dates.periods, "a date", "write 2016-07-10, 2016-07, 2016 or 2019-11/2019-12"),
}
"""What reads the dates of each kind, what they are called, and how they are written."""


def wrong_date(kind: str, name: str, written: Any) -> tuple[str, str]:
    """Message and remedy for what is no date, or is written in another way than dates are here."""
    read, called, form = DATES[kind]
    if not isinstance(written, str):
        return f"{name} must be {called}", form
    said = f"{name}: “{short(written)}”"
    meant = read(written)
    if written_dates.as_written(written) and not meant:
        return f"{said} is not {called} that exists", _existing(written) or form
    if not meant:
        month = written_dates.periods(written)
        if kind in ("date_wrong", "day_of_text") and len(month) == 1 and len(month[0]) == len("2020-07"):
            return f"{said} names no day", f"write the day as well, as {month[0]}-21"
        empty = "; leave it empty while the day is not fixed" if kind in ("date_wrong", "moment_wrong") else ""
        return f"{said} is not {called}", f"{form}{empty}"
    return f"{said} is not in the form that dates have here", f"write {_either(meant)}"


def _either(meant: tuple[str, ...]) -> str:
    if len(meant) == 1:
        return meant[0]
    shown = (f"{one} for {_in_words(one)}" for one in meant)
    return f"{' or '.join(shown)}, whichever is meant"


_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def _in_words(day: str) -> str:
    date = datetime.date.fromisoformat(day[:10])
    return f"{date.day} {_MONTHS[date.month - 1]}"


def _existing(written: str) -> str:
    """What to do about a day that does not exist: its month is shorter, or month and day are exchanged."""
    year, month, day = (int(part) for part in written[:10].split("-"))
    if 1 <= month <= len(_MONTHS) and year:
        last = calendar.monthrange(year, month)[1]
        return f"{_MONTHS[month - 1]} {year} has {last} days" if day > last else ""
    exchanged = written_dates.days(f"{year:04}-{day:02}-{month:02}")
    return f"did you mean {exchanged[0]}{written[10:]}?" if exchanged else ""


_LANGUAGES = {
    "anglai": "en", "arabe": "ar", "arabic": "ar", "chinese": "zh", "english": "en", "francai": "fr", "french": "fr",
    "german": "de", "indonesian": "id", "khmer": "km", "portuguese": "pt", "russian": "ru", "spanish": "es",
    "thai": "th", "vietnamese": "vi",
}  # fmt: skip


def language(written: Any) -> str:
    """The tag that is meant by a language's name or by a tag in another spelling."""
    form = "write en, fr, or with a country fr-CH"
    if not isinstance(written, str):
        return form
    known = _LANGUAGES.get(" ".join(tokens(written)))
    parts = [part for part in written.replace("_", "-").split("-") if part]
    if known is None and len(parts) in (1, 2) and all(part.isascii() and part.isalpha() for part in parts):
        language, *country = parts
        if len(language) in (2, 3) and all(len(part) == 2 for part in country):
            known = "-".join([language.lower(), *(part.upper() for part in country)])
    return f"write {known}" if known else form


def identifier(written: Any) -> str:
    """The id that a text becomes when its capitals, spaces and accents are taken away."""
    form = "use small letters, digits and hyphens, as release-prisoners"
    slug = as_id(str(written))
    return f"write “{slug}”: small letters, digits and hyphens" if slug and isinstance(written, str) else form


def as_id(name: str) -> str:
    """The id that a name becomes without its capitals, spaces and accents; empty where nothing is left of it."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
