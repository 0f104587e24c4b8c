"""Demands: what somebody must do, worded once and rendered in the frame that a document asks for."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from .base import Id, Line, Model, Text

Frame = Literal["imperative", "infinitive", "should", "clause", "noun", "gerund", "sentence"]
FRAMES: tuple[Frame, ...] = ("imperative", "infinitive", "should", "clause", "noun", "gerund", "sentence")


class Parameter(Model):
    """A gap in a demand block that each letter fills, with one text or several; without a default it must be given."""

    example: tuple[Line, ...]
    default: tuple[Line, ...] | None = None
    description: Line | None = None


class Basis(Model):
    """The rule of law that a demand rests on: an instrument of `campaigns/shared/instruments.yaml`, and where in it."""

    instrument: Id
    article: Line | None = None


class Also(Model):
    """A second verb inside an operative clause: "; in this regard, *urges* the Government to …"."""

    link: Line | None = None
    verb: Line
    act: Text
    actor: Id | None = None


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
    """

    id: Id
    use: Id | None = None
    merge: tuple[Id, ...] = ()
    operative: Text | None = None
    with_: dict[str, tuple[Line, ...]] = Field(default_factory=dict, alias="with")
    actor: Id | None = None
    parameters: dict[str, Parameter] = Field(default_factory=dict)
    topic: Line | None = None
    tags: tuple[Line, ...] = ()
    basis: tuple[Basis, ...] = ()
    note: Line | None = None
    supersedes: Id | None = None
    languages: dict[str, Wording] = Field(default_factory=dict)


ListMarks = Literal["1.", "1)", "a.", "a)", "(a)", "i.", "i)", "(i)", "bullets", "none"]


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
