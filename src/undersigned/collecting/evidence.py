"""Files that came back, on the table: what each says, what is known to judge it by, and what speaks against it.

Whoever signs without being named is called by a neutral id (`withheld-01`) throughout, and a file that is theirs, or
may be, by its number among the files.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from undersigned.models.register import Answer, Organisation, Person, SignOn, WithheldSignOn
from undersigned.name_words import words
from undersigned.problems import Problem, Refused, Span
from undersigned.returned.answers import Answers, Doubt
from undersigned.versions import Version


@dataclass(frozen=True, slots=True)
class Received:
    """One file, or one part of an e-mail: what it says, or why it could not be read.

    `number` counts the files as they were named, from 1; `file` is that name; `place` is empty or, in an e-mail, as
    `attachment 1`. `digest` is the SHA-256 of the file in hexadecimal digits.
    """

    number: int
    file: str
    digest: str
    answers: Answers | Refused
    place: str = ""

    def is_among(self, kept: Collection[str]) -> bool:
        """Whether one of some beginnings of digests is that of this file."""
        return any(self.digest.startswith(start) for start in kept)

    def span(self, *, openly: bool) -> Span:
        """How messages call it: by its name, or by its number alone."""
        name = self.file if openly else f"file {self.number}"
        return Span(f"{name}, {self.place}" if self.place else name)


@dataclass(frozen=True)
class Known:
    """What is known of a campaign: whom it asks, what they answered, and the versions of its words.

    `usual` gives the spellings under which the letter would print somebody; `kept` are the first digits of the digests
    of files that were collected before; `holds` says whether consent to a version holds for `current`, the one that is
    asked for.
    """

    slug: str
    current: str
    signons: Mapping[str, SignOn]
    withheld: Mapping[str, WithheldSignOn]
    organisations: Mapping[str, Organisation]
    people: Mapping[str, Person]
    usual: Callable[[str], Collection[str]]
    version: Callable[[str], Version | None]
    holds: Callable[[str], bool]
    kept: frozenset[str]
    today: datetime.date

    @cached_property
    def secret(self) -> dict[str, str]:
        """The neutral ids of those withheld who stand in the register, by their ids there."""
        return {entry.register_id: name for name, entry in self.withheld.items() if entry.register_id}

    @cached_property
    def _secret_names(self) -> tuple[str, ...]:
        names = [name for entry in self.withheld.values() for name in (entry.name, entry.acronym) if name]
        return tuple(f" {' '.join(words(name))} " for name in names if words(name))

    def mentions(self, text: str) -> bool:
        """Whether a text holds the name or acronym of somebody who is withheld."""
        said = f" {' '.join(words(text))} " if self._secret_names else ""
        return any(name in said for name in self._secret_names)

    def answer(self, name: str) -> Answer | None:
        return self.withheld.get(name) or self.signons.get(name)

    def is_later(self, one: str, other: str) -> bool:
        """Whether one version was saved after another."""
        first, second = self.version(one), self.version(other)
        return first is not None and second is not None and first.saved > second.saved


@dataclass(slots=True)
class Case:
    """One file on the table: whose it is, whether messages may name it and quote it, and what speaks against it."""

    known: Known
    received: Received
    answers: Answers | None = None
    id: str = ""
    openly: bool = False
    problems: list[Problem] = field(default_factory=list)

    @property
    def span(self) -> Span:
        """How messages call the file."""
        return self.received.span(openly=self.openly and not self.known.mentions(self.received.file))

    def object(self, code: str, message: str, remedy: str, discreet: str = "") -> None:
        """Sets the file aside; `discreet` is the message where the file must not be quoted."""
        quoted = self.openly and not self.known.mentions(message)
        self.problems.append(Problem(code, self.span, message if quoted else discreet or message, remedy))

    def doubt(self, doubt: Doubt) -> None:
        self.object(doubt.code, doubt.message, doubt.remedy, doubt.discreet)
