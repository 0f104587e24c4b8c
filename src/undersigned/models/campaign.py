"""A campaign as one of its documents sees it, and the kinds of document there are."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from .base import Day, Flag, Id, Line, Model, Moment, Tag, Text
from .demand import Commitments, DemandGroup, Frame, ListMarks
from .shared import Addressee, Fact


class Contact(Model):
    """Whom readers may ask; printed, so public."""

    name: Line
    email: Line | None = None
    phone: Line | None = None


class Sender(Model):
    """Who sends the letter; printed, so public. The address is a line each."""

    organisation: Line
    address: tuple[Line, ...] = ()
    website: Line | None = None
    contact: Contact | None = None


class CopyRecipient(Model):
    """Who receives a copy: the line as it is to be printed, and the last day in office."""

    id: Id | None = None
    name: Line
    until: Day | None = None


class SignatoryList(Model):
    """How the signatories are listed.

    `headings` gives groups the campaign's own headings and their order, `scopes` the words by which a sentence calls
    organisations of each scope. `signers` names those who signed for organisations and may be named. `late` is the
    heading over those who signed after the deadline; `none` lists them among the others.
    """

    order: Literal["alphabetical", "listed"] = "alphabetical"
    articles: Literal["keep", "ignore"] = "keep"
    lead: tuple[Id, ...] = ()
    group_by: Literal["none", "scope", "country", "kind", "class"] = "none"
    headings: dict[str, Line] = Field(default_factory=dict)
    scopes: dict[str, Line] = Field(default_factory=dict)
    columns: int = Field(default=1, ge=1, le=3)
    numbered: Flag = False
    restart: Flag = False
    acronyms: Flag = True
    countries: Literal["none", "comma", "brackets"] = "none"
    regions: Flag = True
    signers: Flag = False
    late: Line | None = None
    as_of: Day | None = None


class SignOff(Model):
    """How organisations agree to the text: which frozen version, until when, and whom to ask."""

    version: Line | None = None
    comments_until: Day | None = None
    deadline: Moment | None = None
    time_zone: Line | None = None
    contact: Line | None = None


class AnnexText(Model):
    """Matter after the letter, under its own heading: a text, and with `list: sources` all sources that it cites."""

    heading: Line
    body: Text | None = None
    list_: Literal["sources"] | None = Field(default=None, alias="list")

    @model_validator(mode="after")
    def _says_something(self) -> AnnexText:
        if self.body is None and self.list_ is None:
            raise PydanticCustomError("body_missing", "text expected")
        return self


class Acceptance(Model):
    """A problem that the campaign lives with, and why: every one of that code, or those whose message holds `words`."""

    code: Line
    reason: Line
    words: Line | None = None
    file: Line | None = None


class NoteLayout(Model):
    """Where notes stand, what marks them, and how a source that was cited before is cited again.

    `ibid` says "Ibid." for the source of the note just before, and author and short title otherwise; `short` says the
    latter always; `full` repeats everything.
    """

    place: Literal["foot", "end"] = "foot"
    marks: Literal["numbers", "symbols"] = "numbers"
    again: Literal["ibid", "short", "full"] = "ibid"


PROSE_PARTS = ("standfirst", "opening", "body", "lead_in", "after_demands", "closing")
"""The fields of a campaign that are prose, in the order of a letter; each may stand in a file of its own."""


class Campaign(Model):
    """`campaign.yaml` with what one entry of its `documents` has otherwise."""

    sample: Flag = False
    title: Line
    language: Tag = "en"
    date: Day | None = None
    place: Line | None = None
    subject: Line | None = None
    url: Line | None = None
    sender: Sender | None = None
    target: Addressee | None = None
    addressees: tuple[Addressee, ...] = ()
    cc: tuple[CopyRecipient, ...] = ()
    masthead: tuple[Line, ...] = ()
    standfirst: Text | None = None
    salutation: Line | None = None
    opening: Text | None = None
    body: Text | None = None
    lead_in: Text | None = None
    demands: tuple[DemandGroup, ...] = ()
    commitments: Commitments | None = None
    after_demands: Text | None = None
    closing: Text | None = None
    valediction: Line | None = None
    annexes: tuple[AnnexText, ...] = ()
    credit: Line | None = None
    tags: tuple[Line, ...] = ()
    facts: tuple[Fact, ...] = ()
    notes: NoteLayout | None = None
    signatories: SignatoryList = SignatoryList()
    signoff: SignOff | None = None
    embargo: Moment | None = None
    sent: Line | None = None
    accept: tuple[Acceptance, ...] = ()


class LetterKind(Model):
    """`kind.yaml`: what a kind of document needs and how it is laid out.

    `addressed` says whether it is a letter, of which each addressee can get one.
    """

    description: Line
    frame: Frame | None = None
    marks: ListMarks = "1."
    notes: NoteLayout = NoteLayout()
    signatories: SignatoryList = SignatoryList()
    needs: tuple[Line, ...] = ()
    addressed: Flag = True
