"""What several campaigns share: addressees, facts with their sources, instruments of law."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from .base import Day, Flag, Id, Line, Model, Text, When


class Addressee(Model):
    """A person, an office, a body or a state that receives letters, or that must act.

    `name` is what stands inside a sentence, with its article ("the Netherlands"). A group has `members` instead.
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
    language: Line | None = None
    until: Day | None = None
    plural: Flag = False
    possessive: Literal["its", "their", "his", "her", "your"] | None = None
    names: dict[str, Line] = Field(default_factory=dict)
    members: tuple[Id, ...] = ()


class Source(Model):
    """Where a fact can be checked. `archived` is the address of a saved copy; `locator` a page or paragraph."""

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


class Fact(Model):
    """One sentence that can be checked, with its sources."""

    id: Id
    text: Text
    date: When | None = None
    place: Line | None = None
    sources: tuple[Source, ...] = ()
    as_of: Day | None = None
    tags: tuple[Line, ...] = ()
    persons: tuple[PersonNamed, ...] = ()


class Instrument(Model):
    """A treaty, law or resolution that demands rest on."""

    id: Id
    name: Line
    short: Line | None = None
    date: When | None = None
    url: Line | None = None
    names: dict[str, Line] = Field(default_factory=dict)
