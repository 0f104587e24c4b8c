"""What a returned file says: answers, what file they belong to, and what speaks against taking them as they are."""

from __future__ import annotations

import datetime
import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

KEYS = ("organisation", "signer", "function", "date", "endorse", "withhold")
"""The questions of the form."""
LONGEST = 200
"""Characters of an answer. A longer one is set aside, never cut."""

_KEPT = "\u200c\u200d"
"""Joiners, without which Persian, Sinhala or Khmer words fall apart."""
_INVISIBLE = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}


@dataclass(frozen=True, slots=True)
class Reference:
    """What a form belongs to. `digest` stands for the agreed words; `signatory` is empty on the form for newcomers."""

    campaign: str
    version: str
    digest: str
    signatory: str = ""
    document: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why somebody must look at a file. `discreet` is the message with nothing in it that the file says."""

    code: str
    message: str
    remedy: str
    discreet: str = ""


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers in one form or e-mail, cleaned; empty or None where a question has none.

    `words` is the letter in the file, a text for each paragraph, for comparing; None in an e-mail.
    """

    organisation: str = ""
    signer: str = ""
    function: str = ""
    date: datetime.date | None = None
    endorse: bool | None = None
    withhold: bool | None = None
    reference: Reference | None = None
    words: tuple[str, ...] | None = None
    how: Literal["form", "email"] = "form"
    doubts: tuple[Doubt, ...] = ()

    @property
    def given(self) -> tuple[object, ...]:
        """What was answered, for telling two copies apart."""
        return self.organisation, self.signer, self.function, self.date, self.endorse, self.withhold


def clean(text: str) -> str:
    """One line of plain text: composed (NFC), white space folded, without controls, direction marks and other signs
    that nobody sees."""
    spaced = re.sub(r"\s+", " ", unicodedata.normalize("NFC", text))
    return "".join(sign for sign in spaced if sign in _KEPT or unicodedata.category(sign) not in _INVISIBLE).strip()


def too_long(label: str) -> Doubt:
    """The doubt about an answer of more than `LONGEST` characters. How many they are would tell of a withheld one."""
    message = f"the answer to “{label}” is longer than {LONGEST} characters"
    return Doubt("U931", message, "ask for a shorter one, or use `signoff record`", message)


def two_answers(label: str, one: str, other: str) -> Doubt:
    """The doubt about two different answers to one question."""
    discreet = f"there are two different answers to “{label}”"
    message = f"{discreet}: “{shortened(one)}” and “{shortened(other)}”"
    return Doubt("U932", message, "ask which one holds, then use `signoff record`", discreet)


def unclear(label: str, text: str, wanted: str) -> Doubt:
    """The doubt about an answer that is there but cannot be told for certain; `wanted` is as `neither yes nor no`."""
    message = f"the answer to “{label}” is “{shortened(text)}”: {wanted}"
    return Doubt("U933", message, "ask what is meant, then use `signoff record`", f"the answer to “{label}” is unclear")


def marked(label: str, how: str) -> Doubt:
    """The doubt about an answer that is tracked, hidden or struck out, as `how` says."""
    message = f"the answer to “{label}” has {how}"
    remedy = "ask which text holds; then have changes accepted in Word and collect that, or use `signoff record`"
    return Doubt("U934", message, remedy, message)


def shortened(text: str, most: int = 80) -> str:
    """A text that is quoted in a message, cut with an ellipsis."""
    return text if len(text) <= most else text[: most - 1] + "…"
