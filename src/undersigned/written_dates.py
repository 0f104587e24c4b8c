"""Dates as people write them, read for what they mean: `21 July 2020`, `21.07.2020`, `le 21 juillet 2020, 18 h 30`.

Nothing is taken for granted: what may be read in two ways gives both, and what names no day gives none. The campaign
language itself knows `2020-07-21` alone; this says how to write there what somebody wrote.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterator

# Patterns are compiled where they are used first, as most runs need none of them.
_MONTHS = (
    ("jan", "january", "janv", "janvier"),
    ("feb", "february", "febr", "fev", "fevr", "fevrier"),
    ("mar", "march", "mars"),
    ("apr", "april", "avr", "avril"),
    ("may", "mai"),
    ("jun", "june", "juin"),
    ("jul", "july", "juil", "juillet"),
    ("aug", "august", "aou", "aout"),
    ("sep", "sept", "september", "septembre"),
    ("oct", "october", "octobre"),
    ("nov", "november", "novembre"),
    ("dec", "december", "decembre"),
)
_NUMBER = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_MONTH = "(?P<month>" + "|".join(sorted(_NUMBER, key=len, reverse=True)) + r")\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er)?\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_WEEKDAY = (
    r"^(?:le |the |on )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche),? "
)
_LEADING = r"^(?:le|the|on) "
_ONE_DAY = (
    rf"{_DAY}[ -]?(?:of )?{_MONTH}[ ,-]*{_YEAR}",
    rf"{_MONTH} ?{_DAY}[ ,]+{_YEAR}",
    rf"{_YEAR}[ ,-]+{_MONTH}[ -]{_DAY}",
    r"(?P<year>(?:19|20)\d\d)[-/. ](?P<number>\d{1,2})[-/. ](?P<day>\d{1,2})",
    r"(?P<year>(?:19|20)\d\d)(?P<number>\d\d)(?P<day>\d\d)",
    rf"(?P<day>\d{{1,2}})\. ?(?P<number>\d{{1,2}})\. ?{_YEAR}",
)
_TWO_WAYS = rf"(\d{{1,2}})[/-](\d{{1,2}})[/-]{_YEAR}"
_MONTH_ALONE = (
    rf"{_MONTH}[ ,]*{_YEAR}",
    r"(?P<year>(?:19|20)\d\d)[/.-](?P<number>\d{1,2})",
    rf"(?P<number>\d{{1,2}})[/.]{_YEAR}",
)
_UNTIL = r" ?(?:–|—|/| - | to | until | bis | au | a ) ?"
_TIME = (
    r"(?:(?<=\d)t(?=\d)|[ ,]+(?:at |a )?)"
    r"(?P<hour>\d{1,2})(?: ?[:.h] ?(?P<minute>\d\d)?(?::\d\d(?:\.\d+)?)?| ?(?=[ap]\.?m))"
    r" ?(?P<half>[ap])?(?:\.?m\.?)?"
    r" ?(?:hrs|hours|uhr|h|z|utc|gmt|cest|cet|bst|e[sd]t|[+-]\d\d:?\d\d)?(?: \([^)]*\)| time)?$"
)


def days(text: str) -> tuple[str, ...]:
    """The days that a text may mean, as `2020-07-21`: one, two where day and month may be exchanged, or none."""
    return tuple(dict.fromkeys(_days(_plain(text))))


def moments(text: str) -> tuple[str, ...]:
    """The moments that a text may mean, as `2020-07-15 18:00`; without the time where it names none."""
    plain = _plain(text)
    found = re.search(_TIME, plain)
    before = plain[: found.start()] if found else plain
    time = _time(found) if found else ""
    if found and not time:
        return ()
    at = f" {time}" if time else ""
    return tuple(dict.fromkeys(f"{day}{at}" for day in _days(before.rstrip(" ,")))) or (days(text) if found else ())


def periods(text: str) -> tuple[str, ...]:
    """The days, months, years or spans of these that a text may mean, as `2016-07` or `2019-11/2019-12`."""
    plain = _plain(text)
    found = _whole(plain)
    if found:
        return tuple(dict.fromkeys(found))
    ends = re.split(_UNTIL, plain)
    if len(ends) == 1 and re.fullmatch(r"\d{4}-\d{4}", plain):
        ends = plain.split("-")
    if len(ends) != 2:
        return ()
    last = _whole(ends[1])
    first = _whole(ends[0]) or _whole(_completed(ends[0], ends[1]))
    return tuple(f"{begin}/{end}" for begin in first for end in last if begin < end)[:2]


def as_written(text: str) -> bool:
    """Whether a text has the form of a date of the campaign language, whether the day exists or not."""
    return re.fullmatch(r"\d{4}-\d\d-\d\d( \d\d:\d\d)?", text) is not None


def _plain(text: str) -> str:
    folded = "".join(one for one in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(one))
    folded = " ".join(folded.split()).strip(" .,")
    return re.sub(_LEADING, "", re.sub(_WEEKDAY, "", folded))


def _days(plain: str) -> Iterator[str]:
    for form in _ONE_DAY:
        found = re.fullmatch(form, plain)
        if found:
            parts = found.groupdict()
            month = _NUMBER[parts["month"]] if parts.get("month") else int(parts["number"])
            yield from _existing(int(parts["year"]), month, int(parts["day"]))
            return
    found = re.fullmatch(_TWO_WAYS, plain)
    if found:
        one, other, year = (int(part) for part in found.groups())
        yield from _existing(year, other, one)
        yield from _existing(year, one, other)


def _existing(year: int, month: int, day: int) -> Iterator[str]:
    try:
        yield datetime.date(year, month, day).isoformat()
    except ValueError:
        return


def _whole(plain: str) -> tuple[str, ...]:
    if re.fullmatch(r"(?:19|20)\d\d", plain):
        return (plain,)
    found = next((match for form in _MONTH_ALONE if (match := re.fullmatch(form, plain))), None)
    if found is None:
        return tuple(_days(plain))
    parts = found.groupdict()
    month = _NUMBER[parts["month"]] if parts.get("month") else int(parts["number"])
    return (f"{parts['year']}-{month:02}",) if 1 <= month <= 12 else ()


def _completed(first: str, last: str) -> str:
    """The beginning of a span with what its end says for both: `3` of `3–5 June 2020` is `3 June 2020`."""
    rest = re.search(rf"(?:{_MONTH.replace('month', 'm')}[ ,]*)?{_YEAR.replace('year', 'y')}$", last)
    if rest is None:
        return first
    return f"{first} {rest['y']}" if re.search("[a-z]", first) else f"{first} {rest[0]}"


def _time(found: re.Match[str]) -> str:
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if found["half"]:
        if not 1 <= hour <= 12:
            return ""
        hour = hour % 12 + (12 if found["half"] == "p" else 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else ""
