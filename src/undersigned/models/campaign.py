"""A campaign as one of its documents sees it, and the kinds of document there are."""

from typing import Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from .base import Day, Figure, Flag, Id, Line, Model, Moment, Tag, Text
from .demand import Commitments, DemandGroup, Frame, ListMarks
from .listing import NoteLayout as NoteLayout
from .listing import SignatoryList as SignatoryList
from .shared import Addressee, Fact


class Contact(Model):
    """Whom readers may ask; printed, so public."""

    name: Line = Field(description="Whom readers may ask; printed, so public.")
    email: Line | None = Field(
        None, description="The e-mail address; printed, so public.", examples=["jane@example.org"]
    )
    phone: Line | None = Field(
        None, description="The telephone number; printed, so public.", examples=["+41 22 555 01 00"]
    )


class Sender(Model):
    """Who sends the letter; printed, so public."""

    organisation: Line = Field(description="The organisation that sends the letter.")
    address: tuple[Line, ...] = Field((), description="The lines of its address.")
    website: Line | None = Field(None, description="Its website.", examples=["www.example.org"])
    contact: Contact | None = Field(None, description="Whom readers may ask; printed, so public.")


class CopyRecipient(Model):
    """Who receives a copy: the line as it is to be printed, and the last day in office."""

    id: Id | None = Field(None, description="A name for the entry: small letters, digits and hyphens.")
    name: Line = Field(description="The line as it is to be printed.")
    until: Day | None = Field(
        None, description="The last day in office: a letter of a later date is refused.", examples=["2027-05-31"]
    )


class SignOff(Model):
    """How organisations agree to the text: which frozen version, until when, and whom to ask."""

    version: Line | None = Field(None, description="The frozen text that is being agreed to.", examples=["v1"])
    comments_until: Day | None = Field(None, description="The last day for comments.", examples=["2026-05-08"])
    deadline: Moment | None = Field(
        None, description="The last moment for signing: a day, or a day and a time.", examples=["2026-05-15 18:00"]
    )
    time_zone: Line | None = Field(
        None, description="The time zone of the deadline.", examples=["Europe/Zurich", "Asia/Phnom_Penh"]
    )
    contact: Line | None = Field(None, description="Whom signatories write to.", examples=["jane@example.org"])


class AnnexText(Model):
    """Matter after the letter, under its own heading: a text, and with `list: sources` all sources that it cites."""

    heading: Line = Field(description="The heading of the annex.")
    body: Text | None = Field(None, description="The text of the annex, in Markdown.")
    list_: Literal["sources"] | None = Field(
        None,
        alias="list",
        description="sources: lists every source that the notes cite, after the body if there is one.",
    )

    @model_validator(mode="after")
    def _says_something(self) -> "AnnexText":
        if self.body is None and self.list_ is None:
            raise PydanticCustomError("body_missing", "text expected")
        return self


class Acceptance(Model):
    """A problem that the campaign lives with, and why: every one of that code, or those whose message holds `words`."""

    code: Line = Field(description="The code of the warning or advice that is accepted.", examples=["U402"])
    reason: Line = Field(description="Why it is right as it stands.")
    words: Line | None = Field(None, description="Words of its message: what else has the code is not accepted.")
    file: Line | None = Field(
        None,
        description="The file it is about, as `undersigned check` prints it.",
        examples=["campaigns/shared/facts.yaml"],
    )


PROSE_PARTS = ("standfirst", "opening", "body", "lead_in", "after_demands", "closing")
"""The fields of a campaign that are prose, in the order of a letter; each may stand in a file of its own."""


class Limits(Model):
    """How much a document of a kind may hold: more is advised against, and where `profile` names whose rule the number
    of words is, very likely a mistake."""

    demands: Figure | None = Field(None, ge=1, description="How many demands it may list.", examples=[15])
    words_in_demand: Figure | None = Field(None, ge=1, description="How many words a sentence of a demand may have.")
    words: Figure | None = Field(
        None,
        ge=1,
        description="How many words it may have from title to closing, notes included. For NGOs’ written statements to "
        "the United Nations it is 1,500, or 2,000 with general consultative status.",
        examples=[2000],
    )
    profile: Line | None = Field(
        None,
        description="Whose rule the number of words is.",
        examples=["a written statement to the Human Rights Council"],
    )


class Campaign(Model):
    """`campaign.yaml` with what one entry of its `documents` has otherwise."""

    sample: Flag = Field(False, description="true prints the notice that nobody signed this text.")
    title: Line = Field(description="The heading of the letter.", examples=["Joint open letter on …"])
    language: Tag = Field(
        "en",
        description="The language of the letter: dates, lists and the frames of demands follow it. Otherwise en.",
        examples=["en", "fr"],
    )
    date: Day | None = Field(
        None,
        description="The date of the letter. Without it the letter is a draft, and says [date].",
        examples=["2026-12-10"],
    )
    place: Line | None = Field(None, description="The place in the date line.", examples=["Geneva"])
    subject: Line | None = Field(None, description="The Re: line, and the header from page two.")
    url: Line | None = Field(None, description="Where the letter will stand on the web; not printed yet.")
    sender: Sender | None = Field(
        None, description="Who sends it: organisation, address, website and contact; printed, so public."
    )
    target: Addressee | None = Field(
        None,
        description="Who must carry out the demands: an id of campaigns/shared/addressees.yaml, the code of a state, "
        "as KH, or an entry of its own.",
    )
    addressees: tuple[Addressee, ...] = Field(
        (),
        description="Who receives the letter: “use: id” (a group stands for its members), “use: NL”, a line of text, "
        "or entries of their own.",
    )
    cc: tuple[CopyRecipient, ...] = Field((), description="Who receives a copy, a line each, or “use: id”.")
    masthead: tuple[Line, ...] = Field((), description="The lines at the head of a newsletter.")
    standfirst: Text | None = Field(None, description="The sentences below the headline of a news item or newsletter.")
    salutation: Line | None = Field(
        None,
        description="The salutation as you want it, or none; otherwise made from the addressees’ greetings.",
        examples=["Your Excellencies,", "none"],
    )
    opening: Text | None = Field(
        None, description="The first paragraphs, in Markdown; may stand in opening.md beside this file instead."
    )
    body: Text | None = Field(
        None, description="The text before the demands, in Markdown; may stand in body.md beside this file instead."
    )
    lead_in: Text | None = Field(
        None, description="The words that lead in the demands.", examples=["We therefore call on {{ target }} to:"]
    )
    demands: tuple[DemandGroup, ...] = Field(
        (),
        description="The demands: blocks of the library (use), own ones (act), or groups of them (heading and items).",
    )
    commitments: Commitments | None = Field(None, description="What those who sign promise to do themselves.")
    after_demands: Text | None = Field(None, description="The text after the demands, in Markdown.")
    closing: Text | None = Field(None, description="The last paragraphs, in Markdown.")
    valediction: Line | None = Field(
        None,
        description="The words above the signatories, or none; otherwise those of the kind of letter.",
        examples=["Yours sincerely,", "none"],
    )
    annexes: tuple[AnnexText, ...] = Field(
        (), description="What follows after the letter: a heading each, with a body, “list: sources”, or both."
    )
    credit: Line | None = Field(None, description="Whose photograph a news item shows.", examples=["Photo: Jane Doe"])
    tags: tuple[Line, ...] = Field((), description="The topics under which a news item or newsletter is filed.")
    facts: tuple[Fact, ...] = Field(
        (), description="Facts of this campaign alone, below an id each, as in campaigns/shared/facts.yaml."
    )
    notes: NoteLayout | None = Field(
        None, description="Where notes stand, what marks them, and how a source is cited again."
    )
    signatories: SignatoryList = Field(
        SignatoryList(), description="How the signatories are listed; who they are stands in sign-ons.yaml."
    )
    signoff: SignOff | None = Field(None, description="What is being agreed to, until when, and whom to ask.")
    limits: Limits | None = Field(
        None,
        description="How much is too much for those who receive this letter, where it is otherwise than for its kind.",
        examples=[{"words": 1500, "profile": "a written statement to the Human Rights Council"}],
    )
    embargo: Moment | None = Field(
        None, description="Until when nobody may publish it: a day, or a day and a time.", examples=["2026-12-10 09:00"]
    )
    sent: Line | None = Field(
        None,
        description="The frozen text that was sent: it is rendered for ever, whatever changes here.",
        examples=["v1"],
    )
    accept: tuple[Acceptance, ...] = Field(
        (), description="Warnings and advice that are right as they stand: the code of each, and the reason."
    )


class LetterKind(Model):
    """`kind.yaml`: what a kind of document needs and how it is laid out."""

    description: Line = Field(description="What kind of document this is, in a few words.")
    frame: Frame | None = Field(
        None,
        description="The grammar in which demands are said: imperative, infinitive, should, clause, noun, gerund or "
        "sentence. Without it the kind lists no demands.",
    )
    marks: ListMarks = Field("1.", description="How demands are marked. Otherwise 1.")
    notes: NoteLayout = Field(
        NoteLayout(), description="Where notes stand, what marks them, and how a source is cited again."
    )
    signatories: SignatoryList = Field(
        SignatoryList(), description="How the signatories are listed, unless a campaign says otherwise."
    )
    needs: tuple[Line, ...] = Field((), description="The fields that a campaign must fill in for this kind.")
    addressed: Flag = Field(True, description="Whether it is a letter, of which each addressee can get one.")
    limits: Limits = Field(Limits(), description="How much a document of this kind may hold.")
