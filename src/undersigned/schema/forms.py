"""From the types of the models to JSON Schema (draft 2020-12): the forms that values have as people write them.

Our reader of YAML leaves every value a text but true, false and nothing; an editor also knows numbers, so that a title
may be one. A key without a value is as good as no key, wherever it may be left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from undersigned.models.base import Day, Figure, Flag, Id, Line, Model, Moment, Tag, Text, When
from undersigned.schema.known import Known

Schema = dict[str, Any]
Form = Callable[["Forms"], Schema]
Place = tuple[type[Model], str]
"""A field of a model."""

_DAY = "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
_PERIOD = "[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"
_ID = "[a-z0-9]+(-[a-z0-9]+)*"
_EMPTY = "write it, or take the line away"
_AS_AN_ID = "use small letters, digits and hyphens, as release-prisoners"
NOTHING: Schema = {"type": "null", "description": "Nothing: as if the line were not there."}


def scalar(types: list[str], pattern: str, misspelt: str, expected: str, **more: Any) -> Schema:
    """A value of one line: the types that an editor may take it for, its pattern, and what to write instead."""
    return {"type": types, "pattern": pattern, "patternErrorMessage": misspelt, "errorMessage": expected, **more}


_TEXT, _ONE_DATE = ["string", "number"], "write year-month-day, as 2020-07-21"
_ONE_MOMENT = "write a day, as 2020-07-15, or a day and a time, as 2020-07-15 18:00"
_ONE_PERIOD = "write 2016-07-10, 2016-07, 2016 or 2019-11/2019-12"
_ONE_TAG = "write en, fr, or with a country fr-CH"
_SCALARS: dict[Any, tuple[str, Schema]] = {
    Line: ("line", scalar(_TEXT, "[^ \\t\\r\\n]", _EMPTY, "write one text here; the words true and false in quotes")),
    Text: (
        "prose",
        scalar(_TEXT, "\\S", _EMPTY, "write one text here; begin a longer one with | and indent it below"),
    ),
    Tag: ("language", scalar(["string"], "^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$", _ONE_TAG, _ONE_TAG)),
    Id: ("id", scalar(_TEXT, f"^{_ID}$", _AS_AN_ID, _AS_AN_ID, minimum=0)),
    Day: ("day", scalar(["string"], f"^{_DAY}$", _ONE_DATE, _ONE_DATE)),
    Moment: (
        "moment",
        scalar(["string"], f"^{_DAY}( ([01][0-9]|2[0-3]):[0-5][0-9])?$", _ONE_MOMENT, _ONE_MOMENT),
    ),
    When: (
        "period",
        scalar(
            ["string", "integer"], f"^{_PERIOD}(/{_PERIOD})*$", _ONE_PERIOD, _ONE_PERIOD, minimum=1000, maximum=9999
        ),
    ),
    Flag: ("flag", {"type": ["boolean"], "errorMessage": "write true or false, without quotation marks"}),
}
"""The types that fields are made of: the name of each, and its form."""

_NUMBER = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")


def as_editors_read(texts: Iterable[str]) -> dict[Any, str]:
    """The values that an editor may read where one of the texts is written (YAML 1.2, 10.3.2), and which one it is."""
    found: dict[Any, str] = {}
    for text in texts:
        found[text] = text
        if _NUMBER.fullmatch(text):
            number = float(text)
            found[int(number) if number.is_integer() else number] = text
    return found


@dataclass(frozen=True, slots=True)
class Dialect:
    """How one sort of file writes the models.

    `fields` are the forms of fields that it writes otherwise, or that the model does not have; None says that a field
    is not written there, as it is the key of an entry or means nothing. `may_lack` are those that need not be stated,
    and have no empty form all the same. `rules` are further keywords for models.
    """

    fields: Mapping[Place, Form | None] = field(default_factory=dict)
    may_lack: frozenset[Place] = frozenset()
    rules: Mapping[type[Model], Schema] = field(default_factory=dict)


class Forms:
    """The forms of types, fields and models in one dialect; what comes more than once stands in `definitions`."""

    def __init__(self, known: Known, dialect: Dialect) -> None:
        self.known = known
        self.dialect = dialect
        self.definitions: dict[str, Schema] = {}

    def of(self, hint: Any) -> Schema:
        """The form of a type, without the empty one."""
        hint = _without_nothing(hint)
        if hint in _SCALARS:
            name, schema = _SCALARS[hint]
            return self.define(name, schema)
        if get_origin(hint) is Annotated:
            return self.id_of(get_args(hint)[-1])
        if get_origin(hint) is Literal:
            expected = f"write one of {', '.join(get_args(hint))}"
            return {"enum": list(as_editors_read(get_args(hint))), "errorMessage": expected}
        if get_origin(hint) is tuple:
            return listed(self.of(get_args(hint)[0]))
        if get_origin(hint) is dict:
            key, value = get_args(hint)
            return self.entries(optional(self.of(value)), key)
        return self.model(hint)

    def entries(self, value: Schema, key: Any = str) -> Schema:
        """Keys of a type, with a value each."""
        names = {} if key is str else {"propertyNames": {**_SCALARS[key][1], "type": "string"}}
        return {"type": "object", **names, "additionalProperties": value}

    def id_of(self, what: str) -> Schema:
        """An id of this sort: one of those that there are."""
        ids, name = self.known.ids(what), f"{what.replace(' ', '-')}-id"
        values = as_editors_read(ids)
        self.definitions[name] = {
            "title": what.capitalize(),
            "enum": list(values),
            "enumDescriptions": [ids[text] for text in values.values()],
            "errorMessage": f"no {what} is called so; after adding one, run `undersigned schema` again",
        }
        return {"$ref": f"#/$defs/{name}"}

    def define(self, name: str, schema: Schema) -> Schema:
        """A reference to a definition, which knows the empty form, without that form."""
        self.definitions[name] = {**schema, "type": [*schema["type"], "null"]}
        return {"$ref": f"#/$defs/{name}", "type": schema["type"]}

    def model(self, model: type[Model]) -> Schema:
        """A reference to the form of a model."""
        name = model.__name__
        if name not in self.definitions:
            self.definitions[name] = {}  # for a model that refers to itself
            self.definitions[name] = {"title": _title(name), "type": "object", **self.group(model)}
        return {"$ref": f"#/$defs/{name}"}

    def group(self, model: type[Model]) -> Schema:
        """The keys of a model, those that must be there, and nothing else."""
        hints = get_type_hints(model, include_extras=True)
        properties: dict[str, Schema] = {}
        required = []
        for name, info in model.model_fields.items():
            form = self._field(model, name, hints[name])
            if form is None:
                continue
            key = info.alias or name
            needed, lacking = info.is_required(), self._says(self.dialect.may_lack, model, name)
            form = form if needed or lacking else optional(form)
            examples = {"examples": info.examples} if info.examples else {}
            properties[key] = {"description": info.description, **examples, **form}
            required += [key] if needed and not lacking else []
        for (base, name), further in self.dialect.fields.items():
            if base is model and name not in model.model_fields and further:
                properties[name] = further(self)
        group = {"properties": properties, "additionalProperties": False, **self.dialect.rules.get(model, {})}
        return {**group, "required": required} if required else group

    def _field(self, model: type[Model], name: str, hint: Any) -> Schema | None:
        found = self._says(self.dialect.fields, model, name)
        if found:
            form = self.dialect.fields[found]
            return form(self) if form else None
        if _without_nothing(hint) in (int, Figure):
            return _figure(model, name)
        return self.of(hint)

    @staticmethod
    def _says(said: Iterable[Place], model: type[Model], name: str) -> Place | None:
        """What is said about a field of the model, or of one that it builds on."""
        return next(((base, field) for base, field in said if field == name and issubclass(model, base)), None)


def _title(name: str) -> str:
    """`DemandGroup` as two words."""
    return re.sub(r"(?<=[a-z])[A-Z]", lambda found: f" {found[0].lower()}", name)


def _figure(model: type[Model], name: str) -> Schema:
    """A whole number between the bounds of its field, in figures or as a text of figures."""
    metadata = model.model_fields[name].metadata
    least = next((one.ge for one in metadata if hasattr(one, "ge")), 0)
    most = next((one.le for one in metadata if hasattr(one, "le")), None)
    if most is None:
        bounds, figures = {"minimum": least}, "[1-9][0-9]*" if least else "[0-9]+"
        expected = "write a whole number in figures"
    else:
        bounds, figures = {"minimum": least, "maximum": most}, "|".join(str(n) for n in range(least, most + 1))
        expected = f"write {figures.replace('|', ' or ')}"
    return scalar(["integer", "string"], f"^\\+?0*({figures})$", expected, expected, **bounds)


def _without_nothing(hint: Any) -> Any:
    """The type that stands in an optional one."""
    if get_origin(hint) in (Union, UnionType):
        return next(choice for choice in get_args(hint) if choice is not NoneType)
    return hint


def listed(item: Schema) -> Schema:
    """A list."""
    return {"type": "array", "items": item, "errorMessage": "write a list here: one line each, with “- ” before it"}


def either(*forms: Schema) -> Schema:
    """One of several forms, of which no two fit the same value.

    Those with keys come first: where none fits, an editor says what is wrong with the first that could.
    """
    return {"oneOf": list(forms)}


def optional(form: Schema) -> Schema:
    """The form or nothing."""
    if "oneOf" in form:
        return {**form, "oneOf": [*form["oneOf"], NOTHING]}
    if "enum" in form:
        return {**form, "enum": [*form["enum"], None]}
    if "$ref" in form:
        whole = {key: value for key, value in form.items() if key != "type"}
        return whole if "type" in form else either(form, NOTHING)
    types = form["type"] if isinstance(form["type"], list) else [form["type"]]
    return {**form, "type": [*types, "null"]}
