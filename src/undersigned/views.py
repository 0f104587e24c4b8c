"""What templates and prose see of a campaign: small frozen views whose texts are escaped Markdown.

README, “Names in prose and templates”, lists them for people, and a test holds the two together.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from markupsafe import Markup

from undersigned import addressing
from undersigned.language import format_date, join, words
from undersigned.markdown import FIELD_CLOSE, FIELD_OPEN, placeholder
from undersigned.models.campaign import Campaign, Sender
from undersigned.models.shared import Addressee
from undersigned.sandbox import CallRefused, View, markdown, text


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
class Uncounted(View):
    """A number that the register does not tell, since entries of it do not say enough: there is nothing to print."""

    message: str
    remedy: str

    def __html__(self) -> Markup:
        raise CallRefused("U332", self.message, self.remedy)


@dataclass(frozen=True, slots=True)
class SignatoriesView(View):
    """Who signs: `count` is the total, unnamed ones included; `lead` names those who lead the list.

    `others` is how many sign besides these, or besides one where nobody leads. Classes and scopes leave out who is not
    named; `scopes` joins those that occur. What the register does not tell is a problem where it is printed.
    """

    count: int
    others: int
    lead: Markup
    organisations: int
    individuals: int
    international: int | Uncounted
    regional: int | Uncounted
    national: int | Uncounted
    local: int | Uncounted
    countries: int | Uncounted
    scopes: Markup | Uncounted

    def __html__(self) -> Markup:
        return markdown(placeholder("signatories"))  # holds the place of the list where nobody has signed yet, too


@dataclass(frozen=True, slots=True)
class AddresseesView(View):
    """Those who receive the letter: `names` joined as the language does; printed they are their address blocks.

    `you` is how a sentence speaks to them: "your Government", "your Governments" or "you"; `vocative` is what the
    salutation calls them, without its comma, and nothing where there is no salutation. `has_address` says that there is
    one whose address block a letter prints.
    """

    count: int
    names: Markup
    you: str
    vocative: Markup
    has_address: bool

    def __html__(self) -> Markup:
        return markdown(placeholder("addressees")) if self.count else Markup("")


@dataclass(frozen=True, slots=True)
class Foreign(View):
    """A word of another language than the letter's: there is nothing to print."""

    word: str
    language: str
    instead: str

    def __html__(self) -> Markup:
        other = "English" if self.word in words("en").possessives else "French"
        message = f"“{self.word}” is {other}, and this letter is in “{self.language}”"
        raise CallRefused("U503", message, f"write {self.instead} in its place")


@dataclass(frozen=True, slots=True)
class ActorView(View):
    """Somebody who must act: printed it is the name as it stands in a sentence.

    `its` is the English possessive, `son`, `sa` and `ses` are the French ones; `is_addressed` says whether the letter
    speaks to this actor.
    """

    id: str
    name: Markup
    its: str | Foreign
    son: str | Foreign
    sa: str | Foreign
    ses: str | Foreign
    is_addressed: bool

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


def _possessives(addressee: Addressee, addressed: bool) -> dict[str, str]:
    """The words for what belongs to somebody, as each language has them: as stated, or after number and kind."""
    english, french = words("en").possessives, words("fr").possessives
    several = addressee.plural or addressee.kind == "group"
    column = 2 if addressed else 1 if several else 0
    found = {word: forms[column] for word, forms in (*english.items(), *french.items())}
    if not addressed and (addressee.possessive or addressee.kind == "person"):
        found["its"] = addressee.possessive or "their"
    return found


def actor(addressee: Addressee, language: str, *, addressed: bool = False, as_you: bool = False) -> ActorView:
    """The view of one who must act; `addressed` where the letter speaks to it, `as_you` where words call it "you"."""
    name = words(language).you if as_you else addressing.in_language(addressee, language).name
    theirs = _possessives(addressee, addressed)
    own = words(language).possessives
    *firsts, last = (f"“{word}”" for word in own)
    instead = f"{', '.join(firsts)} or {last}" if firsts else last
    said = {word: form if word in own else Foreign(word, language, instead) for word, form in theirs.items()}
    return ActorView(addressee.id, text(name), is_addressed=addressed, **said)


def addressees(campaign: Campaign, group: Addressee | None) -> AddresseesView:
    """The view of those who receive the letter; `group` is whom it addresses as a whole."""
    people, language = campaign.addressees, campaign.language
    names = [text(name) for name in addressing.names(people, group, language)]
    greeting = _greeting(campaign, group)
    return AddresseesView(
        len(people),
        markdown(join(names, language)),
        addressing.you(people, language),
        text("" if greeting == "none" else greeting.rstrip(" \u00a0,:!")),
        len(people) == 1 and addressing.has_address(people[0]),
    )


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


def salutation(campaign: Campaign, group: Addressee | None) -> Markup:
    """The salutation that is stated, or else follows from the addressees."""
    return text(_greeting(campaign, group))


def _greeting(campaign: Campaign, group: Addressee | None) -> str:
    return campaign.salutation or addressing.salutation(campaign.addressees, group, campaign.language)
