"""Demands: what somebody must do, worded once and rendered in the frame that a document asks for."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from .base import AddresseeId, Id, Line, Model, Tag, Text

Frame = Literal["imperative", "infinitive", "should", "clause", "noun", "gerund", "sentence"]
FRAMES: tuple[Frame, ...] = ("imperative", "infinitive", "should", "clause", "noun", "gerund", "sentence")
ListMarks = Literal["1.", "1)", "a.", "a)", "(a)", "i.", "i)", "(i)", "bullets", "none"]


class ParameterWords(Model):
    """What a parameter is filled with in another language, where the campaign does not fill it itself."""

    example: tuple[Line, ...]
    default: tuple[Line, ...] | None = None


class Parameter(ParameterWords):
    """A gap in a demand block that each letter fills; without a default it must be filled.

    `kind` says with what: one text, a list of one or more texts, a number in figures, or a date as 2026-12-31, which
    the letter writes in its own language.
    """

    kind: Literal["text", "list", "number", "date"] = "text"
    description: Line | None = None
    languages: dict[Tag, ParameterWords] = Field(default_factory=dict)


class Basis(Model):
    """The rule of law that a demand rests on: an instrument of `campaigns/shared/instruments.yaml`, and where in it."""

    instrument: Id
    article: Line | None = None


class Also(Model):
    """A second verb inside an operative clause: "; in this regard, *urges* the Government to …"."""

    link: Line | None = None
    verb: Line
    act: Text
    actor: AddresseeId | None = None


class Wording(Model):
    """The words of a demand in one language: `act` is a bare infinitive without "to", other frames are written out."""

    act: Text | None = None
    imperative: Text | None = None
    infinitive: Text | None = None
    should: Text | None = None
    clause: Text | None = None
    noun: Text | None = None
    gerund: Text | None = None
    sentence: Text | None = None
    detail: Text | None = None
    verb: Line | None = None
    also: tuple[Also, ...] = ()


class Demand(Wording):
    """One demand as a document uses it: a block of the library with what the campaign changes, or a campaign's own.

    Exactly one of four shapes, told by a key: a block from the library (`use`), a demand of this campaign (`act` or
    another frame, with an `id` if it is referred to), one bullet for several demands (`merge`), or what the addressee
    itself does (`operative`, with its `verb`), which is not a demand.

    `heading` stands in bold before its words. `items` are demands below it, lettered as `marks` says, that complete its
    words. `concerns` names the addressees that are asked for it, when each gets a letter of its own.
    """

    id: Id
    use: Id | None = None
    merge: tuple[Id, ...] = ()
    operative: Text | None = None
    with_: dict[str, tuple[Line, ...]] = Field(default_factory=dict, alias="with")
    actor: AddresseeId | None = None
    parameters: dict[str, Parameter] = Field(default_factory=dict)
    topic: Line | None = None
    tags: tuple[Line, ...] = ()
    basis: tuple[Basis, ...] = ()
    note: Line | None = None
    supersedes: Id | None = None
    languages: dict[Tag, Wording] = Field(default_factory=dict)
    heading: Line | None = None
    concerns: tuple[AddresseeId, ...] = ()
    items: tuple[Demand, ...] = ()
    marks: ListMarks = "a)"


class DemandGroup(Model):
    """Demands that stand together; those of a plain list are one group without heading."""

    heading: Line | None = None
    lead_in: Text | None = None
    numbering: Literal["restart", "continue"] = "restart"
    marks: ListMarks | None = None
    items: tuple[Demand, ...]


class Commitments(Model):
    """What those who sign promise to do themselves; each item is a phrase that completes the lead-in."""

    heading: Line | None = None
    lead_in: Text | None = None
    marks: ListMarks = "a)"
    items: tuple[Demand, ...]
