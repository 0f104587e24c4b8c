"""Demands: what somebody must do, worded once and rendered in the frame that a document asks for."""

from typing import Literal

from pydantic import Field

from .base import AddresseeId, BlockId, Id, InstrumentId, Line, Model, Tag, Text

Frame = Literal["imperative", "infinitive", "should", "clause", "noun", "gerund", "sentence"]
FRAMES: tuple[Frame, ...] = ("imperative", "infinitive", "should", "clause", "noun", "gerund", "sentence")
ListMarks = Literal["1.", "1)", "a.", "a)", "(a)", "i.", "i)", "(i)", "bullets", "none"]


class ParameterWords(Model):
    """What a parameter is filled with in another language, where the campaign does not fill it itself."""

    example: tuple[Line, ...] = Field(
        description="What the gap could be filled with, as people see it in the catalogue: a text, or a list of texts.",
    )
    default: tuple[Line, ...] | None = Field(
        None, description="What fills the gap in a letter that says nothing. Without it every letter must fill the gap."
    )


class Parameter(ParameterWords):
    """A gap in a demand block that each letter fills; without a default it must be filled."""

    kind: Literal["text", "list", "number", "date"] = Field(
        "text",
        description="What fills the gap: text (one text), list (one or several texts), number (in figures), "
        "date (as 2026-12-31, which the letter writes in its own language). Otherwise text.",
    )
    description: Line | None = Field(
        None, description="What belongs into the gap, for drafters.", examples=["What is to be published"]
    )
    languages: dict[Tag, ParameterWords] = Field(
        default_factory=dict, description="Example and default in other languages, below their tags, as fr."
    )


class Basis(Model):
    """The rule of law that a demand rests on: an instrument of `campaigns/shared/instruments.yaml`, and where in it."""

    instrument: InstrumentId = Field(
        description="The treaty, law or resolution: an id of campaigns/shared/instruments.yaml."
    )
    article: Line | None = Field(None, description="The article or paragraph in it.", examples=["22", "9(3)"])


class Also(Model):
    """A second verb inside an operative clause: "; in this regard, *urges* the Government to …"."""

    link: Line | None = Field(
        None, description="What joins it to the words before it.", examples=["in this regard,", "and"]
    )
    verb: Line = Field(description="The second operative verb, in small letters.", examples=["urges", "calls upon"])
    act: Text = Field(description="What the actor is to do: a bare infinitive, without “to”.")
    actor: AddresseeId | None = Field(None, description="Who must act, if it is somebody else than in the clause.")


class Wording(Model):
    """The words of a demand in one language: `act` is a bare infinitive without "to", other frames are written out."""

    act: Text | None = Field(
        None,
        description="What must be done: a bare infinitive, without “to”. The frames imperative, infinitive, should and "
        "clause are made of it.",
        examples=["release all political prisoners"],
    )
    imperative: Text | None = Field(
        None, description="The demand as an order: “Release all prisoners”. Otherwise made from “act”."
    )
    infinitive: Text | None = Field(
        None, description="The demand after “we urge you”: “to release all prisoners”. Otherwise made from “act”."
    )
    should: Text | None = Field(
        None,
        description="The demand as advice: “the Government should release all prisoners”. Otherwise made from “act”.",
    )
    clause: Text | None = Field(
        None,
        description="The demand in a resolution, after its verb: “the Government to release all prisoners”. Otherwise "
        "made from the actor and “act”.",
    )
    noun: Text | None = Field(
        None, description="The demand as a noun, for bullets in news items: “the release of all prisoners”."
    )
    gerund: Text | None = Field(None, description="The demand after “by”: “releasing all prisoners”.")
    sentence: Text | None = Field(None, description="The demand as a sentence: “All prisoners are released.”")
    detail: Text | None = Field(None, description="What follows after the imperative, in sentences of its own.")
    verb: Line | None = Field(
        None,
        description="The operative verb that the demand takes in a resolution.",
        examples=["Urges", "Calls upon", "Requests"],
    )
    also: tuple[Also, ...] = Field(
        (), description="Further verbs inside the clause of a resolution, each with its act."
    )


class Demand(Wording):
    """One demand as a document uses it: a block of the library with what the campaign changes, or a campaign's own.

    Exactly one of four shapes, told by a key: a block from the library (`use`), a demand of this campaign (`act` or
    another frame, with an `id` if it is referred to), one bullet for several demands (`merge`), or what the addressee
    itself does (`operative`, with its `verb`), which is not a demand.
    """

    id: Id = Field(
        description="A name for the demand, by which {{ demand(…) }} refers to it: small letters, digits and hyphens.",
        examples=["see-a-lawyer"],
    )
    use: BlockId | None = Field(
        None, description="A block of the library, by its id; `undersigned demands list` shows all."
    )
    merge: tuple[BlockId, ...] = Field(
        (), description="Several blocks of the library that become one bullet, whose words are written out below."
    )
    operative: Text | None = Field(
        None,
        description="What the addressee itself does, in resolutions only, with its “verb”: “Condemns” attacks on "
        "lawyers. No demand.",
    )
    with_: dict[str, tuple[Line, ...]] = Field(
        default_factory=dict,
        alias="with",
        description="What fills the gaps of the block: the name of each parameter, and a text or a list of texts.",
    )
    actor: AddresseeId | None = Field(
        None, description="Who must act, where it is not the target: an addressee’s id or the code of a state, as KH."
    )
    parameters: dict[str, Parameter] = Field(
        default_factory=dict, description="The gaps that each letter fills, such as {{ law }}, by their names."
    )
    topic: Line | None = Field(
        None, description="The subject under which the library lists the demand.", examples=["freedom of association"]
    )
    tags: tuple[Line, ...] = Field((), description="Words by which the library can be searched.")
    basis: tuple[Basis, ...] = Field((), description="The rules of law that the demand rests on.")
    note: Line | None = Field(None, description="A word to drafters; never printed in a letter.")
    supersedes: BlockId | None = Field(
        None, description="An older block that this one replaces; campaigns that still use it are told."
    )
    languages: dict[Tag, Wording] = Field(
        default_factory=dict, description="The demand in other languages, below their tags, as fr."
    )
    heading: Line | None = Field(None, description="Words in bold before the demand.")
    concerns: tuple[AddresseeId, ...] = Field(
        (), description="Who is asked for it, when each addressee gets a letter of its own: ids, or codes of states."
    )
    items: tuple["Demand", ...] = Field((), description="Demands below this one, lettered, that complete its words.")
    marks: ListMarks = Field("a)", description="How the demands below this one are marked. Otherwise a).")


class DemandGroup(Model):
    """Demands that stand together; those of a plain list are one group without heading."""

    heading: Line | None = Field(None, description="The heading over a group of demands.")
    lead_in: Text | None = Field(
        None, description="The words that lead in this group of demands.", examples=["We ask that you"]
    )
    numbering: Literal["restart", "continue"] = Field(
        "restart", description="Whether the numbers of this group begin anew (restart) or go on (continue)."
    )
    marks: ListMarks | None = Field(
        None, description="How the demands are marked. Otherwise as the kind of letter has it."
    )
    items: tuple[Demand, ...] = Field(description="The demands of the group.")


class Commitments(Model):
    """What those who sign promise to do themselves; each item is a phrase that completes the lead-in."""

    heading: Line | None = Field(None, description="The heading over the promises.")
    lead_in: Text | None = Field(None, description="The words that lead in the promises.", examples=["We will"])
    marks: ListMarks = Field("a)", description="How the promises are marked. Otherwise a).")
    items: tuple[Demand, ...] = Field(description="The promises: a phrase each that completes the lead-in.")
