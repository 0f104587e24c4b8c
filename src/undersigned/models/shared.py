"""What several campaigns share: addressees, facts with their sources, instruments of law."""

from typing import Literal

from pydantic import Field

from .base import AddresseeId, Day, Flag, Id, Line, Model, Tag, Text, When


class AddresseeWords(Model):
    """What is said of an addressee in another language; what is left out stays as it is."""

    name: Line | None = Field(None, description="The name inside a sentence in this language, with its article.")
    formal: Line | None = Field(None, description="The name as an address block has it in this language.")
    short: Line | None = Field(None, description="A shorter name in this language.")
    honorific: Line | None = Field(None, description="What stands before the name in this language.", examples=["M."])
    style: Line | None = Field(
        None, description="The line above the name in this language.", examples=["Son Excellence"]
    )
    office: Line | None = Field(None, description="The office held, in this language.")
    organisation: Line | None = Field(None, description="The organisation in this language.")
    capacity: Line | None = Field(None, description="In what other role the person is written to, in this language.")
    greeting: Line | None = Field(
        None, description="How a letter in this language greets.", examples=["Monsieur le Ministre"]
    )
    address: tuple[Line, ...] | None = Field(None, description="The lines of the address in this language.")


class Addressee(Model):
    """A person, an office, a body or a state that receives letters, or that must act. A group has members instead."""

    id: Id = Field(description="The id by which it is referred to: small letters, digits and hyphens.")
    name: Line = Field(
        description="The name as it stands inside a sentence, with its article.",
        examples=["the Netherlands", "the Minister of Justice"],
    )
    kind: Literal["person", "office", "body", "state", "group"] = Field(
        "body",
        description="What it is: person, office, body, state, or group (several addressees). Otherwise body.",
    )
    formal: Line | None = Field(
        None,
        description="The name as an address block has it, where it differs.",
        examples=["Government of the Kingdom of the Netherlands"],
    )
    short: Line | None = Field(None, description="A shorter name.", examples=["the Human Rights Council"])
    honorific: Line | None = Field(
        None, description="What stands before the name of a person.", examples=["Mr", "Ms", "Dr"]
    )
    style: Line | None = Field(
        None, description="The line above the name in an address block.", examples=["His Excellency", "Her Excellency"]
    )
    office: Line | None = Field(None, description="The office that a person holds.", examples=["Minister of Justice"])
    organisation: Line | None = Field(None, description="Where the person holds it.", examples=["Ministry of Justice"])
    capacity: Line | None = Field(
        None,
        description="In what other role the person is written to.",
        examples=["acting as Chair of the Commission"],
    )
    greeting: Line | None = Field(
        None,
        description="What follows “Dear” in the salutation; it stands alone if it begins with “Your” or “Excellenc…”.",
        examples=["Minister Able", "Your Excellency"],
    )
    address: tuple[Line, ...] = Field((), description="The lines of the address.")
    country: Line | None = Field(None, description="The country, by its name or its code, as KE.")
    language: Tag | None = Field(
        None,
        description="The language in which it is written to with --each-addressee, where the campaign has it.",
        examples=["fr"],
    )
    until: Day | None = Field(
        None,
        description="The last day in office: a letter of a later date is refused.",
        examples=["2027-05-31"],
    )
    plural: Flag = Field(False, description="true where a sentence goes on with “are”, as for “the Commissioners”.")
    possessive: Literal["its", "their", "his", "her", "your"] | None = Field(
        None,
        description="What {{ its }} becomes: its, their, his, her or your. Otherwise its, or their for people and "
        "groups.",
    )
    languages: dict[Tag, AddresseeWords] = Field(
        default_factory=dict,
        description="Name, office, greeting and so on in other languages, below their tags, as fr.",
    )
    members: tuple[AddresseeId, ...] = Field(
        (), description="The members of a group: ids of other addressees, or codes of states (ISO 3166-1), as NL."
    )
    as_one: Flag = Field(
        False, description="true: a sentence calls a group by its own name, not by those of its members."
    )


class Source(Model):
    """Where a fact can be checked; it becomes a note, shortened when it is cited again."""

    author: Line | None = Field(None, description="Who wrote it: a person or an institution.", examples=["OHCHR"])
    title: Line = Field(description="The title of the page, report or article.")
    publisher: Line | None = Field(None, description="Who published it, where that is not the author.")
    date: When | None = Field(
        None,
        description="When it came out: a day, a month, a year or a span of them.",
        examples=["2016-07-13", "2016-07", "2016", "2019-11/2019-12"],
    )
    url: Line | None = Field(None, description="Where it can be read.", examples=["https://www.example.org/report"])
    archived: Line | None = Field(
        None, description="The address of a saved copy.", examples=["https://web.archive.org/web/…"]
    )
    locator: Line | None = Field(None, description="The page or paragraph.", examples=["p. 4", "para. 12"])
    short: Line | None = Field(
        None,
        description="What stands for author and title when the source is cited again.",
        examples=["OHCHR, statement of 13 July 2016"],
    )


class PersonNamed(Model):
    """Somebody whom a fact names. Who is not a public figure has agreed to it."""

    name: Line = Field(description="The name as the fact says it.")
    public: Flag = Field(False, description="true for a public figure.")
    consent: Line | None = Field(
        None,
        description="How and when the person agreed to be named; needed unless it is a public figure.",
        examples=["letter of 3 May 2026"],
    )


class FactWords(Model):
    """The sentence of a fact in another language."""

    text: Text = Field(description="The sentence in this language.")


class Fact(Model):
    """One sentence that can be checked, with its sources."""

    id: Id = Field(description="The id by which {{ fact(…) }} refers to it: small letters, digits and hyphens.")
    text: Text = Field(description="The fact in one sentence, as letters print it.")
    date: When | None = Field(
        None,
        description="When it happened: a day, a month, a year or a span of them.",
        examples=["2016-07-10", "2016-07", "2016", "2019-11/2019-12"],
    )
    place: Line | None = Field(None, description="Where it happened.")
    sources: tuple[Source, ...] = Field((), description="Where it can be checked; each becomes part of the note.")
    as_of: Day | None = Field(None, description="The day on which a figure was right.", examples=["2016-07-21"])
    tags: tuple[Line, ...] = Field((), description="Words by which facts can be found.")
    persons: tuple[PersonNamed, ...] = Field(
        (), description="The people whom it names. Who is no public figure has agreed to it."
    )
    languages: dict[Tag, FactWords] = Field(
        default_factory=dict, description="The fact in other languages, below their tags, as fr."
    )


class Instrument(Model):
    """A treaty, law or resolution that demands rest on."""

    id: Id = Field(description="The id by which it is referred to: small letters, digits and hyphens.")
    name: Line = Field(
        description="The name as sentences say it, without an article.",
        examples=["International Covenant on Civil and Political Rights"],
    )
    short: Line | None = Field(None, description="The acronym or short name.", examples=["ICCPR"])
    date: When | None = Field(None, description="When it was adopted.", examples=["1966", "1966-12-16"])
    url: Line | None = Field(None, description="Where its text can be read.")
    names: dict[Tag, Line] = Field(default_factory=dict, description="The name in other languages, after their tags.")
