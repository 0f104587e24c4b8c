"""How a letter lists those who sign, and how it prints its notes."""

from typing import Literal

from pydantic import Field

from .base import Day, Figure, Flag, Line, Model, SignatoryId


class SignatoryList(Model):
    """How the signatories are listed."""

    order: Literal["alphabetical", "listed"] = Field(
        "alphabetical",
        description="alphabetical, by the alphabet of the letter’s language, or listed, in the order of sign-ons.yaml. "
        "Otherwise alphabetical.",
    )
    articles: Literal["keep", "ignore"] = Field(
        "keep", description="ignore sorts “The Lawyers” under L, keep under T. Otherwise keep."
    )
    lead: tuple[SignatoryId, ...] = Field((), description="The ids of those who stand first.")
    group_by: Literal["none", "scope", "country", "kind", "class"] = Field(
        "none",
        description="Groups under headings: by scope, country, kind, or class (organisations and individuals). "
        "Otherwise none.",
    )
    headings: dict[str, Line] = Field(
        default_factory=dict,
        description="Other headings for the groups, and their order.",
        examples=[{"organisations": "Coalition members", "individuals": "Friends"}],
    )
    scopes: dict[str, Line] = Field(
        default_factory=dict,
        description="Other words by which sentences call organisations of a scope.",
        examples=[{"national": "Cambodian"}],
    )
    columns: Figure = Field(1, ge=1, le=3, description="In how many columns they stand: 1, 2 or 3.")
    numbered: Flag = Field(False, description="true numbers them.")
    restart: Flag = Field(False, description="true begins the numbers anew in each group.")
    acronyms: Flag = Field(True, description="false leaves the acronyms out.")
    countries: Literal["none", "comma", "brackets"] = Field(
        "none", description="Prints the countries after a comma or in brackets. Otherwise none are printed."
    )
    regions: Flag = Field(True, description="false leaves the regions of branches out.")
    signers: Flag = Field(
        False, description="true adds who said yes for an organisation, where sign-ons.yaml says “public: true”."
    )
    late: Line | None = Field(
        None,
        description="The heading over those who signed after the deadline; none lists them among the others.",
        examples=["Also signed by", "none"],
    )
    as_of: Day | None = Field(None, description="Prints below the list as of which day it is.", examples=["2020-07-21"])


class NoteLayout(Model):
    """Where notes stand, what marks them, and how a source that was cited before is cited again."""

    place: Literal["foot", "end"] = Field(
        "foot", description="foot: at the foot of each page; end: at the end of the letter. Otherwise foot."
    )
    marks: Literal["numbers", "symbols"] = Field(
        "numbers", description="numbers, or symbols (*, †, ‡). Otherwise numbers."
    )
    again: Literal["ibid", "short", "full"] = Field(
        "ibid",
        description="A source cited before: ibid says “Ibid.” right after it, and author and short title later; short "
        "says the latter always; full repeats everything. Otherwise ibid.",
    )
