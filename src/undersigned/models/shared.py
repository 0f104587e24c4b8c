"""What several campaigns share: addressees, facts with their sources, instruments of law."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from .base import AddresseeId, Day, Flag, Id, Line, Model, Tag, Text, When


class AddresseeWords(Model):
    """What is said of an addressee in another language; what is left out stays as it is."""

    name: Line | None = None
    formal: Line | None = None
    short: Line | None = None
    honorific: Line | None = None
    style: Line | None = None
    office: Line | None = None
    organisation: Line | None = None
    capacity: Line | None = None
    greeting: Line | None = None
    address: tuple[Line, ...] | None = None


class Addressee(Model):
    """A person, an office, a body or a state that receives letters, or that must act.

    `name` is what stands inside a sentence, with its article ("the Netherlands"). A group has `members` instead: ids of
    other addressees or codes of states; `as_one` says that a sentence calls it by its own name, not by its members'.
    `greeting` is what follows "Dear", or stands alone if it begins with "Your" or is "Excellency". `until` is the last
    day in office.
    """

    id: Id
    name: Line
    kind: Literal["person", "office", "body", "state", "group"] = "body"
    formal: Line | None = None
    short: Line | None = None
    honorific: Line | None = None
    style: Line | None = None
    office: Line | None = None
    organisation: Line | None = None
    capacity: Line | None = None
    greeting: Line | None = None
    address: tuple[Line, ...] = ()
    country: Line | None = None
    language: Tag | None = None
    until: Day | None = None
    plural: Flag = False
    possessive: Literal["its", "their", "his", "her", "your"] | None = None
    languages: dict[Tag, AddresseeWords] = Field(default_factory=dict)
    members: tuple[AddresseeId, ...] = ()
    as_one: Flag = False


class Source(Model):
    """Where a fact can be checked. `archived` is the address of a saved copy; `locator` a page or paragraph; `short` is
    what stands for author and title when the source is cited again."""

    author: Line | None = None
    title: Line
    publisher: Line | None = None
    date: When | None = None
    url: Line | None = None
    archived: Line | None = None
    locator: Line | None = None
    short: Line | None = None


class PersonNamed(Model):
    """Somebody whom a fact names. Who is not a public figure has agreed to it."""

    name: Line
    public: Flag = False
    consent: Line | None = None


class FactWords(Model):
    """The sentence of a fact in another language."""

    text: Text


class Fact(Model):
    """One sentence that can be checked, with its sources. `as_of` is the day on which a figure was right."""

    id: Id
    text: Text
    date: When | None = None
    place: Line | None = None
    sources: tuple[Source, ...] = ()
    as_of: Day | None = None
    tags: tuple[Line, ...] = ()
    persons: tuple[PersonNamed, ...] = ()
    languages: dict[Tag, FactWords] = Field(default_factory=dict)


class Instrument(Model):
    """A treaty, law or resolution that demands rest on."""

    id: Id
    name: Line
    short: Line | None = None
    date: When | None = None
    url: Line | None = None
    names: dict[Tag, Line] = Field(default_factory=dict)
