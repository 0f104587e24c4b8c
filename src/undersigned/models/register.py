"""Who signs: the register of organisations and people, and the sign-ons of one campaign."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from .base import Day, Flag, Id, Line, Model

Scope = Literal["international", "regional", "national", "local"]


class Organisation(Model):
    """An organisation as it is to appear in letters.

    `names` gives its name in other languages. A branch names its `region` and its `parent`, the organisation that it
    belongs to. `sort_as` is what the alphabet goes by, if not the name.
    """

    id: Id
    name: Line
    sort_as: Line | None = None
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
    """Somebody who signs: in a personal capacity, or on behalf of an organisation (`capacity`).

    `organisation` is the id of the one that is signed for; `consent` says how and when this person agreed to be named.
    `sort_as` is what the alphabet goes by, if not the name without its titles: `Doe, Jane`.
    """

    id: Id
    name: Line
    sort_as: Line | None = None
    titles: Line | None = None
    post_nominals: Line | None = None
    affiliation: Line | None = None
    organisation: Id | None = None
    capacity: Literal["personal", "organisation"] = "personal"
    consent: Line | None = None
    country: Line | None = None
    aliases: tuple[Line, ...] = ()


Status = Literal["invited", "pending", "conditional", "confirmed", "declined", "withdrawn"]


class Signer(Model):
    """Who said yes for an organisation. Never printed, unless `public` says that the name may stand in the letter."""

    name: Line
    function: Line | None = None
    public: Flag = False


class Answer(Model):
    """What somebody who was asked to sign has answered.

    `version` is the frozen text that was agreed to, `how` the way in which consent came, `contacted` the day of the
    last message to them. `condition` is what a conditional yes depends on.
    """

    status: Status = "confirmed"
    date: Day | None = None
    signer: Signer | None = None
    how: Literal["form", "email", "word of mouth"] | None = None
    version: Line | None = None
    condition: Line | None = None
    note: Line | None = None
    contacted: Day | None = None


class SignOn(Answer):
    """One organisation's or person's answer to one campaign. `as` is the name as this letter prints it."""

    id: Id
    as_: Line | None = Field(default=None, alias="as")


class SignOns(Model):
    """`sign-ons.yaml`: who has been asked and who has signed; `withheld` is how many sign without being named."""

    signatories: tuple[SignOn, ...] = ()
    withheld: int = Field(default=0, ge=0)


class PrivateContact(Model):
    """Whom to write to at an organisation. Lies in `signatories/private/contacts.yaml`, and is printed nowhere."""

    name: Line | None = None
    email: Line | None = None
    phone: Line | None = None
    note: Line | None = None


class WithheldSignOn(Answer):
    """One who signs without being named: an entry of `signatories/private/<slug>/withheld.yaml`, printed nowhere."""

    id: Id
    name: Line
    acronym: Line | None = None
    scope: Scope | None = None
    kind: Line | None = None
    country: Line | None = None
    region: Line | None = None
    website: Line | None = None
    register_id: Id | None = None
    contact: PrivateContact | None = None
