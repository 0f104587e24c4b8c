"""What templates and prose see of a campaign: small frozen views whose texts are escaped Markdown.

README, “Names in prose and templates”, lists them for people, and a test holds the two together.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from markupsafe import Markup

from undersigned.language import base, format_date, in_language, join
from undersigned.markdown import FIELD_CLOSE, FIELD_OPEN, placeholder
from undersigned.models.campaign import Campaign, Sender
from undersigned.models.shared import Addressee
from undersigned.sandbox import CallRefused, View, markdown, text

BY_ADDRESSEE = ("addressees", "salutation")
"""The names that stand for something else in the letter to the next addressee."""


@dataclass(frozen=True, slots=True)
class PartView(View):
    """A part of the letter that the campaign gives; printed, it stands where the template puts it.

    `run_in` is for templates whose own words go on in its first line: `({{ place }}) – {{ opening.run_in }}`. A part
    that the campaign does not give has no name, counts as false and prints nothing.
    """

    part: str

    def __bool__(self) -> bool:
        return bool(self.part)

    def __html__(self) -> Markup:
        return markdown(placeholder(self.part)) if self.part else Markup()

    @property
    def run_in(self) -> Markup:
        return markdown(f"{FIELD_OPEN}{self.part}{FIELD_CLOSE}") if self.part else Markup()


class Absent(View):
    """A field that the campaign does not state: false in `{% if … %}`, and a problem where it is printed."""

    __slots__ = ("field",)

    def __init__(self, field: str) -> None:
        self.field = field

    def __bool__(self) -> bool:
        return False

    def __getattr__(self, name: str) -> Absent:
        if name.startswith("_"):
            raise AttributeError(name)
        return self

    def __html__(self) -> Markup:
        message = f"the campaign does not state “{self.field}”, which stands here"
        raise CallRefused("U509", message, f"add “{self.field}: …” to it")


@dataclass(frozen=True, slots=True)
class DemandsView(View):
    """The demands: printed they are the list; `count` leaves out what the addressee itself does."""

    count: int
    printed: int

    def __html__(self) -> Markup:
        return markdown(placeholder("demands")) if self.printed else Markup("")


@dataclass(frozen=True, slots=True)
class SignatoriesView(View):
    """Who signs: `count` is the total, unnamed ones included; `others` is one fewer; `lead` names the leading ones."""

    count: int
    others: int
    lead: Markup

    def __html__(self) -> Markup:
        return markdown(placeholder("signatories")) if self.count else Markup("")


@dataclass(frozen=True, slots=True)
class AddresseesView(View):
    """Those who receive the letter: `names` joined as the language does; printed they are their address blocks."""

    count: int
    names: Markup

    def __html__(self) -> Markup:
        return markdown(placeholder("addressees")) if self.count else Markup("")


@dataclass(frozen=True, slots=True)
class ActorView(View):
    """Somebody who must act: printed it is the name as it stands in a sentence, `its` the possessive."""

    id: str
    name: Markup
    its: str

    def __html__(self) -> Markup:
        return self.name


@dataclass(frozen=True, slots=True)
class Nobody(View):
    """The one who must act where none is named: there is nothing to print, and the problem says so."""

    code: str
    message: str
    remedy: str

    def __html__(self) -> Markup:
        raise CallRefused(self.code, self.message, self.remedy)


@dataclass(frozen=True, slots=True)
class ContactView(View):
    """Whom readers may ask."""

    name: Markup
    email: Markup | Absent
    phone: Markup | Absent


@dataclass(frozen=True, slots=True)
class SenderView(View):
    """Who sends the letter."""

    organisation: Markup
    address: tuple[Markup, ...]
    website: Markup | Absent
    contact: ContactView | Absent


@dataclass(frozen=True, slots=True)
class CampaignView(View):
    """Another campaign of the workspace, as this letter refers to it."""

    title: Markup
    date: Markup
    signatories: int
    addressees: int


def line(words: str | None) -> Markup:
    """A field of plain text; nothing where it is not stated."""
    return text(words) if words else Markup("")


def stated(words: str | None, field: str) -> Markup | Absent:
    """A field of plain text, printed only where the campaign states it."""
    return text(words) if words else Absent(field)


def day(date: datetime.date, language: str) -> Markup:
    """The date in words, marked up as a date."""
    return markdown(f"[{text(format_date(date, language))}](date:{date.isoformat()})")


def possessive(addressee: Addressee) -> str:
    """The word for what belongs to somebody: as stated, or after number and kind."""
    return addressee.possessive or ("their" if addressee.plural or addressee.kind in ("person", "group") else "its")


def actor(addressee: Addressee, language: str) -> ActorView:
    """The view of one who must act."""
    return ActorView(addressee.id, text(in_language(addressee.names, language, addressee.name)), possessive(addressee))


def addressees(people: tuple[Addressee, ...], language: str) -> AddresseesView:
    """The view of those who receive the letter."""
    names = [text(in_language(person.names, language, person.name)) for person in people]
    return AddresseesView(len(people), markdown(join(names, language)))


def sender(model: Sender | None) -> SenderView | Absent:
    """The view of the sender, printed only where the campaign states one."""
    if model is None:
        return Absent("sender")
    contact = model.contact
    return SenderView(
        text(model.organisation),
        tuple(text(address) for address in model.address),
        stated(model.website, "sender.website"),
        ContactView(
            text(contact.name),
            stated(contact.email, "sender.contact.email"),
            stated(contact.phone, "sender.contact.phone"),
        )
        if contact
        else Absent("sender.contact"),
    )


def salutation(campaign: Campaign) -> Markup:
    """The salutation that is stated, or made from the greetings of the addressees where each has one."""
    if campaign.salutation:
        return text(campaign.salutation)
    greetings = [person.greeting for person in campaign.addressees]
    if greetings and all(greetings) and base(campaign.language) == "en":
        return text(f"Dear {join([greeting for greeting in greetings if greeting], campaign.language)},")
    return Markup("")
