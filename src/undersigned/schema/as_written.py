"""The files as people write them: where short forms differ from the models, and what each file holds as a whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from undersigned.models.base import Id, Line, Model, Tag, Text
from undersigned.models.campaign import Acceptance, AnnexText, Campaign, CopyRecipient, LetterKind, Sender
from undersigned.models.demand import FRAMES, Commitments, Demand, DemandGroup, ParameterWords
from undersigned.models.register import Organisation, Person, SignOn, SignOns
from undersigned.models.shared import Addressee, Fact, Instrument
from undersigned.schema.forms import Dialect, Form, Forms, Place, Schema, either, listed, optional, scalar


@dataclass(frozen=True, slots=True)
class FileKind:
    """A sort of file: what it is called, where such files lie (patterns below the workspace), and what it holds."""

    title: str
    description: str
    places: tuple[str, ...]
    dialect: Dialect
    whole: Callable[[Forms], Schema]


# --- short forms ------------------------------------------------------------------------------------------------------


def _lines(forms: Forms) -> Schema:
    """A text of several lines, or a list of lines."""
    line = forms.of(Line)
    return {"type": [*line["type"], "array"], "items": line}


def _one_or_several(forms: Forms) -> Schema:
    """A text, or a list of texts."""
    lines = _lines(forms)
    return {**forms.definitions["line"], **lines}


def _used_addressee(forms: Forms) -> Schema:
    about = "An entry or group of campaigns/shared/addressees.yaml, by its id, or a state by its code, as KH."
    return {"description": about, **forms.id_of("addressee")}


def _used_copy(forms: Forms) -> Schema:
    use = {"use": _used_addressee(forms)}
    return {"type": "object", "properties": use, "required": ["use"], "additionalProperties": False}


def _demand(forms: Forms) -> Schema:
    return either(forms.model(Demand), forms.id_of("demand block"))


_IN_ALL: dict[Place, Form | None] = {
    (ParameterWords, "example"): _one_or_several,
    (ParameterWords, "default"): _one_or_several,
}

_BY_ID: dict[Place, Form | None] = {
    (model, "id"): None for model in (Addressee, Demand, Fact, Instrument, Organisation, Person)
}
"""Entries of a file of many have their ids as keys."""

_MAY_LACK: frozenset[Place] = frozenset(
    {
        (Campaign, "title"),
        (Addressee, "id"),
        (Addressee, "name"),
        (Demand, "id"),
        (Demand, "use"),
        (Demand, "merge"),
    }
)
"""What a campaign need not state where something else is stated, and cannot leave empty all the same."""

_A_CODE = "write the code of a problem, as U402"

_SAY = ("use", "merge", "operative", "act", *FRAMES)
"""How a demand says what is asked; none of them may be left empty, except beside the block that a demand uses."""

_SOMETHING: Schema = {"not": {"type": "null"}, "errorMessage": "write it behind the colon"}

_CAMPAIGN = Dialect(
    fields={
        **_IN_ALL,
        (Fact, "id"): None,
        (Campaign, "target"): lambda forms: either(forms.model(Addressee), forms.id_of("addressee")),
        (Campaign, "addressees"): lambda forms: listed(either(forms.model(Addressee), forms.of(Line))),
        (Addressee, "use"): _used_addressee,
        (Addressee, "address"): _lines,
        (Sender, "address"): _lines,
        (Campaign, "cc"): lambda forms: listed(either(forms.model(CopyRecipient), _used_copy(forms), forms.of(Line))),
        (Campaign, "masthead"): _one_or_several,
        (Campaign, "facts"): lambda forms: forms.entries(forms.model(Fact), Id),
        (Campaign, "demands"): lambda forms: listed(either(forms.model(DemandGroup), *_demand(forms)["oneOf"])),
        (DemandGroup, "items"): lambda forms: listed(_demand(forms)),
        (Demand, "items"): lambda forms: listed(_demand(forms)),
        (Demand, "with_"): lambda forms: forms.entries(optional(_one_or_several(forms))),
        (Acceptance, "code"): lambda _: scalar(["string"], "^U[0-9]{3}$", _A_CODE, _A_CODE),
        (Commitments, "items"): lambda forms: listed(either(forms.model(Demand), forms.of(Text))),
    },
    may_lack=_MAY_LACK,
    rules={
        Addressee: {"anyOf": [{"required": ["use"]}, {"required": ["name"]}]},
        AnnexText: {
            "anyOf": [
                {"required": ["body"], "properties": {"body": _SOMETHING}},
                {"required": ["list"], "properties": {"list": {"const": "sources"}}},
            ]
        },
        Demand: {
            "anyOf": [{"required": [key]} for key in _SAY],
            "if": {"required": ["use"], "properties": {"use": _SOMETHING}},
            "else": {"properties": dict.fromkeys(_SAY, _SOMETHING)},
            "dependentRequired": {"operative": ["verb"]},
            "dependentSchemas": {
                "use": {"properties": {"merge": False, "operative": False}},
                "merge": {"properties": {"operative": False}},
            },
        },
    },
)


# --- whole files ------------------------------------------------------------------------------------------------------

_DOCUMENTS = "The kinds of document, and below each what it has otherwise (any field of a campaign), or nothing."
_LANGUAGES = "What the campaign says in further languages, below their tags, as fr."
_TITLED = {"type": "object", "required": ["title"]}


def _campaign(forms: Forms) -> Schema:
    """Every field, `documents` and `languages`. The title may stand in each document instead."""
    document = optional(forms.model(Campaign))
    kinds = {kind: {"description": about, **document} for kind, about in forms.known.kinds().items()}
    expected = f"write a kind of document with a colon: {', '.join(kinds)}"
    documents = {"type": "object", "properties": kinds, "additionalProperties": False, "errorMessage": expected}
    fields = forms.definitions["Campaign"]["properties"]
    fields = {name: {"$ref": f"#/$defs/Campaign/properties/{name}"} for name in fields}
    in_language = {**fields, "documents": {"description": _DOCUMENTS, **optional(documents)}}
    version = {"type": "object", "properties": in_language, "additionalProperties": False}
    return {
        "type": "object",
        "required": ["documents"],
        "properties": {
            **fields,
            "documents": {"description": _DOCUMENTS, **documents, "minProperties": 1},
            "languages": {"description": _LANGUAGES, **optional(forms.entries(version, Tag))},
        },
        "additionalProperties": False,
        "if": {"required": ["documents"], "properties": {"documents": {"additionalProperties": _TITLED}}},
        "else": {"required": ["title"]},
    }


def _entries_of(model: type[Model]) -> Form:
    """A file of ids with an entry each."""
    return lambda forms: forms.entries(forms.model(model), Id)


FILE_KINDS: dict[str, FileKind] = {
    "campaign": FileKind(
        "Campaign",
        "One campaign: who writes to whom, what has happened, and what must be done.",
        ("campaigns/*/campaign.yaml", "templates/letters/*/new*.yaml"),
        _CAMPAIGN,
        _campaign,
    ),
    "sign-ons": FileKind(
        "Sign-ons",
        "Who has been asked to sign one campaign, and who has signed.",
        ("campaigns/*/sign-ons.yaml",),
        Dialect(
            {(SignOns, "signatories"): lambda forms: listed(either(forms.model(SignOn), forms.id_of("signatory")))}
        ),
        lambda forms: {"type": "object", **forms.group(SignOns)},
    ),
    "demands": FileKind(
        "Demand blocks",
        "Demands of the library, each below its id, worded once for every grammar.",
        ("templates/demands/*.yaml",),
        Dialect(
            {**_IN_ALL, **_BY_ID}
            | {(Demand, name): None for name in ("use", "merge", "operative", "with_", "items", "marks")}
        ),
        _entries_of(Demand),
    ),
    "facts": FileKind(
        "Facts",
        "Facts that campaigns share, each below its id, with their sources.",
        ("campaigns/shared/facts.yaml",),
        Dialect(_BY_ID),
        _entries_of(Fact),
    ),
    "addressees": FileKind(
        "Addressees",
        "Who receives letters and who must act, each below an id.",
        ("campaigns/shared/addressees.yaml",),
        Dialect(_BY_ID),
        _entries_of(Addressee),
    ),
    "instruments": FileKind(
        "Instruments",
        "Treaties, laws and resolutions, each below its id.",
        ("campaigns/shared/instruments.yaml",),
        Dialect(_BY_ID),
        _entries_of(Instrument),
    ),
    "organisations": FileKind(
        "Organisations",
        "The register of organisations: each once, below its id, as it is to appear.",
        ("signatories/organisations.yaml",),
        Dialect(_BY_ID),
        _entries_of(Organisation),
    ),
    "people": FileKind(
        "People",
        "The register of people who sign, each below an id.",
        ("signatories/people.yaml",),
        Dialect(_BY_ID),
        _entries_of(Person),
    ),
    "kind": FileKind(
        "Kind of document",
        "What a kind of document needs of a campaign, and how it is laid out.",
        ("templates/letters/*/kind.yaml",),
        Dialect({(LetterKind, "needs"): lambda _: listed({"enum": list(Campaign.model_fields)})}),
        lambda forms: {"type": "object", **forms.group(LetterKind)},
    ),
}
"""The sorts of files that people write, by the name of their schema."""
