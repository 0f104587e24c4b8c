"""Who signs: the register of organisations and people, and the sign-ons of one campaign."""

from typing import Literal

from pydantic import Field

from .base import Day, Figure, Flag, Id, Line, Model, OrganisationId, SignatoryId

Scope = Literal["international", "regional", "national", "local"]


class Organisation(Model):
    """An organisation as it is to appear in letters."""

    id: Id = Field(description="The id by which it is referred to: small letters, digits and hyphens.")
    name: Line = Field(description="The name as letters print it.")
    sort_as: Line | None = Field(None, description="What the alphabet goes by, if not the name.")
    acronym: Line | None = Field(
        None, description="The acronym, printed in brackets after the name.", examples=["FIDH"]
    )
    scope: Scope | None = Field(
        None, description="How far it reaches: international, regional, national or local. Letters count by it."
    )
    kind: Line | None = Field(
        None, description="What sort of organisation it is; lists can be grouped by it.", examples=["bar association"]
    )
    country: Line | None = Field(
        None, description="Where it is at home: a name or a code, as KE.", examples=["KE", "Cambodia"]
    )
    region: Line | None = Field(
        None, description="Of a branch: the region that it stands for, printed after the name.", examples=["Europe"]
    )
    aliases: tuple[Line, ...] = Field((), description="Spellings under which it has signed elsewhere.")
    names: dict[str, Line] = Field(
        default_factory=dict, description="The name in other languages, after their tags, as fr."
    )
    parent: OrganisationId | None = Field(None, description="Of a branch: the id of the organisation it belongs to.")
    website: Line | None = Field(None, description="Its website; never printed in a list of signatories.")


class Person(Model):
    """Somebody who signs: in a personal capacity, or on behalf of an organisation (`capacity`)."""

    id: Id = Field(description="The id by which the person is referred to: small letters, digits and hyphens.")
    name: Line = Field(description="The name as letters print it, without titles.")
    sort_as: Line | None = Field(
        None, description="What the alphabet goes by, if not the name without its titles.", examples=["Doe, Jane"]
    )
    titles: Line | None = Field(None, description="What stands before the name.", examples=["Professor", "Dr"])
    post_nominals: Line | None = Field(None, description="What stands after the name.", examples=["OBE"])
    affiliation: Line | None = Field(
        None,
        description="Where the person works, printed for identification.",
        examples=["University of Eastville"],
    )
    organisation: OrganisationId | None = Field(
        None, description="The id of the organisation that is signed for, where the capacity is “organisation”."
    )
    capacity: Literal["personal", "organisation"] = Field(
        "personal",
        description="personal: for oneself, which a note says where the affiliation could mislead; organisation: on "
        "behalf of one, and counted as that organisation. Otherwise personal.",
    )
    consent: Line | None = Field(
        None,
        description="How and when the person agreed to be named as signing for an organisation; not printed.",
        examples=["e-mail of 3 May 2026"],
    )
    country: Line | None = Field(None, description="Where the person lives or works: a name or a code, as KE.")
    aliases: tuple[Line, ...] = Field((), description="Other spellings of the name.")


Status = Literal["invited", "pending", "conditional", "confirmed", "declined", "withdrawn"]


class Signer(Model):
    """Who said yes for an organisation. Never printed, unless `public` says that the name may stand in the letter."""

    name: Line = Field(description="Who said yes for the organisation.")
    function: Line | None = Field(None, description="What this person is there.", examples=["Director"])
    public: Flag = Field(
        False, description="true: the name may stand in the letter, where the campaign says “signers”."
    )


class Answer(Model):
    """What somebody who was asked to sign has answered."""

    status: Status = Field(
        "confirmed",
        description="invited (asked), pending (still deciding), conditional (yes, on a condition), confirmed (yes), "
        "declined (no), withdrawn (yes, taken back). Otherwise confirmed; letters name these alone.",
    )
    date: Day | None = Field(None, description="The day of the answer.", examples=["2026-05-04"])
    signer: Signer | None = Field(None, description="Who said yes for the organisation.")
    how: Literal["form", "email", "word of mouth"] | None = Field(
        None, description="How the answer came: form, email or word of mouth."
    )
    version: Line | None = Field(None, description="The frozen text that was agreed to.", examples=["v1"])
    condition: Line | None = Field(None, description="What a conditional yes depends on.")
    note: Line | None = Field(None, description="A word to coordinators; never printed.")
    contacted: Day | None = Field(None, description="The day of the last message to them.")


class SignOn(Answer):
    """One organisation's or person's answer to one campaign."""

    id: SignatoryId = Field(description="Who was asked: an id of the register of organisations or people.")
    as_: Line | None = Field(None, alias="as", description="The name as this letter alone prints it.")


class SignOns(Model):
    """`sign-ons.yaml`: who has been asked and who has signed; `withheld` is how many sign without being named."""

    signatories: tuple[SignOn, ...] = Field(
        (), description="Who has been asked and who has signed: an id, which means confirmed, or more in braces."
    )
    withheld: Figure = Field(
        0, ge=0, description="How many sign without being named: they count in the total, and are named nowhere."
    )


class PrivateContact(Model):
    """Whom to write to at an organisation. Lies in `signatories/private/contacts.yaml`, and is printed nowhere."""

    name: Line | None = Field(None, description="Whom to write to.")
    email: Line | None = Field(None, description="The e-mail address.")
    phone: Line | None = Field(None, description="The telephone number.")
    note: Line | None = Field(None, description="A word to coordinators.")


class WithheldSignOn(Answer):
    """One who signs without being named: an entry of `signatories/private/<slug>/withheld.yaml`, printed nowhere."""

    id: Id = Field(description="The neutral id that stands for the name.")
    name: Line = Field(description="The name; it stands here alone.")
    acronym: Line | None = Field(None, description="The acronym.")
    scope: Scope | None = Field(
        None, description="How far the organisation reaches: international, regional, national or local."
    )
    kind: Line | None = Field(None, description="What sort of organisation it is.")
    country: Line | None = Field(None, description="Where it is at home.")
    region: Line | None = Field(None, description="Of a branch: the region that it stands for.")
    website: Line | None = Field(None, description="Its website.")
    register_id: Id | None = Field(None, description="Its id in the register, where it stands there as well.")
    contact: PrivateContact | None = Field(None, description="Whom to write to there.")
