"""Who signs: the register of organisations and people, and the sign-ons of one campaign."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from .base import Day, Flag, Id, Line, Model

Scope = Literal["international", "regional", "national", "local"]


class Organisation(Model):
    """An organisation as it is to appear in letters."""

    id: Id
    name: Line
    acronym: Line | None = None
    scope: Scope | None = None
    kind: Line | None = None
    country: Line | None = None
    region: Line | None = None
    aliases: tuple[Line, ...] = ()
    names: dict[str, Line] = Field(default_factory=dict)
    parent: Id | None = None
    website: Line | None = None


class Person(Model):
    """Somebody who signs; `organisation`, `capacity` and `consent` are kept for signing on behalf of others."""

    id: Id
    name: Line
    titles: Line | None = None
    post_nominals: Line | None = None
    affiliation: Line | None = None
    organisation: Id | None = None
    capacity: Literal["personal", "organisation"] = "personal"
    consent: Line | None = None
    country: Line | None = None
    aliases: tuple[Line, ...] = ()


class Signer(Model):
    """Who said yes for an organisation. Never printed."""

    name: Line
    function: Line | None = None
    public: Flag = False


class SignOn(Model):
    """One organisation's or person's answer to one campaign. `as` is the name as this letter prints it."""

    id: Id
    status: Literal["invited", "pending", "conditional", "confirmed", "declined", "withdrawn"] = "confirmed"
    as_: Line | None = Field(default=None, alias="as")
    date: Day | None = None
    signer: Signer | None = None
    how: Literal["form", "email", "word of mouth"] | None = None
    version: Line | None = None
    condition: Line | None = None
    note: Line | None = None
    contacted: Day | None = None


class SignOns(Model):
    """`sign-ons.yaml`: who has been asked and who has signed; `withheld` is how many sign without being named."""

    signatories: tuple[SignOn, ...] = ()
    withheld: int = Field(default=0, ge=0)
