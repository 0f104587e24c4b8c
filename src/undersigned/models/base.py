"""What all models share: frozen, no unknown keys, and the few types that fields are made of."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, PlainValidator, StrictBool
from pydantic_core import PydanticCustomError

from undersigned.problems import Span


class Model(BaseModel):
    """A part of a file that people write. Built when first used: a run pays only for the models it needs."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


@dataclass(frozen=True, slots=True)
class Prose:
    """Markdown with `{{ … }}` as somebody wrote it, and where it stands.

    `line` is the line of the file on which the text begins; where `keeps_lines`, line n of the text is line n of the
    file counted from there (a `|` block or a file of its own), otherwise the file may wrap it in another way.
    """

    text: str
    file: str = ""
    line: int = 1
    keeps_lines: bool = False

    def span(self, line: int = 1, column: int = 1) -> Span:
        """The place in the file of a line and column of the text, both counted from 1."""
        return Span(self.file, self.line + line - 1, column) if self.keeps_lines else Span(self.file, self.line)


def _prose(value: Any) -> Prose:
    if isinstance(value, str):
        value = Prose(value)
    if not isinstance(value, Prose):
        raise PydanticCustomError("string_type", "text expected")
    if not value.text.strip():
        raise PydanticCustomError("text_empty", "text expected")
    return value


def fold(text: str) -> str:
    """One line of plain text: trimmed, runs of spaces, tabs and line ends folded. No-break spaces stay as typed."""
    return re.sub(r"[ \t\r\n]+", " ", text).strip(" ")


def _line(text: str) -> str:
    text = fold(text)
    if not text:
        raise PydanticCustomError("text_empty", "text expected")
    return text


def _reader(pattern: str, read: Callable[[str], datetime.date], fault: str) -> Callable[[Any], Any]:
    """Reads text of one form only: pydantic itself would take numbers for seconds since 1970."""

    def value_of(value: Any) -> Any:
        if isinstance(value, str):
            try:
                if re.fullmatch(pattern, value):
                    return read(value)
            except ValueError:
                pass
            raise PydanticCustomError(fault, "not a date")
        return value

    return value_of


_DAY = r"\d{4}-\d\d-\d\d"


@dataclass(frozen=True, slots=True)
class Period:
    """A day, a month, a year, or a span of them: `2016-07-10`, `2016-07`, `2016`, `2019-11/2019-12`."""

    text: str

    @property
    def first(self) -> tuple[int, ...]:
        """Year, month and day of the beginning, as many as are known."""
        return tuple(int(part) for part in self.text.split("/")[0].split("-"))

    @property
    def last(self) -> tuple[int, ...]:
        """Year, month and day of the end, as many as are known."""
        return tuple(int(part) for part in self.text.split("/")[-1].split("-"))


def _period(value: Any) -> Period:
    try:
        for part in value.split("/"):
            if not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", part):
                raise ValueError(part)
            datetime.date.fromisoformat(part + "-01-01"[len(part) - 4 :] if len(part) < 10 else part)
    except (AttributeError, ValueError):
        raise PydanticCustomError("period_wrong", "not a date or period") from None
    return Period(value)


def _figure(value: Any) -> Any:
    """Refuses what pydantic itself would take for a number: `true` for 1, `1_0` for 10, `2.0` for 2."""
    if isinstance(value, bool) or (isinstance(value, str) and not re.fullmatch(r"[-+]?[0-9]+", value)):
        raise PydanticCustomError("int_type", "not a whole number")
    return value


_IDENTIFIER = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def _identifier(text: str) -> str:
    if not _IDENTIFIER.fullmatch(text):
        raise PydanticCustomError("identifier_wrong", "not an id")
    return text


def _addressee_id(text: str) -> str:
    if not re.fullmatch(r"[A-Z]{2}", text):
        return _identifier(text)
    return text


def _tag(text: str) -> str:
    """A language tag as BCP 47 writes it: `en`, `fr-CH`, `zh-Hant`."""
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?", text):
        raise PydanticCustomError("language_wrong", "not a language tag")
    return text


Line = Annotated[str, AfterValidator(_line)]
Text = Annotated[Prose, PlainValidator(_prose)]
Tag = Annotated[str, AfterValidator(_tag)]
Id = Annotated[str, AfterValidator(_identifier)]
# Ids say what they are the id of, for the schemas that editors complete them from.
AddresseeId = Annotated[str, AfterValidator(_addressee_id), "addressee"]
"""The id of an addressee, or the code of a state: two capitals, as `NL` (ISO 3166-1)."""
BlockId = Annotated[str, AfterValidator(_identifier), "demand block"]
InstrumentId = Annotated[str, AfterValidator(_identifier), "instrument"]
OrganisationId = Annotated[str, AfterValidator(_identifier), "organisation"]
SignatoryId = Annotated[str, AfterValidator(_identifier), "signatory"]
"""The id of an organisation or a person of the register."""
Day = Annotated[datetime.date, BeforeValidator(_reader(_DAY, datetime.date.fromisoformat, "date_wrong"))]
_MOMENT = _reader(rf"{_DAY}( \d\d:\d\d)?", datetime.datetime.fromisoformat, "moment_wrong")
Moment = Annotated[datetime.datetime, BeforeValidator(_MOMENT)]
When = Annotated[Period, PlainValidator(_period)]
Figure = Annotated[int, BeforeValidator(_figure)]
"""A whole number, written in figures."""
Flag = StrictBool

PROSE_FIELDS = frozenset(
    {
        "act",
        "after_demands",
        "body",
        "clause",
        "closing",
        "detail",
        "gerund",
        "imperative",
        "infinitive",
        "lead_in",
        "noun",
        "opening",
        "operative",
        "sentence",
        "should",
        "standfirst",
        "text",
    }
)
"""The keys whose values are prose wherever they stand in a campaign, a demand block or a fact."""
