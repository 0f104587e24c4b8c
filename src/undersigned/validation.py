"""From pydantic's errors to Problems in the words of the campaign language.

Keyed on the error's type and its exact path; pydantic's own sentences are never read or shown.
"""

from __future__ import annotations

import types
from collections.abc import Iterator
from typing import Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from undersigned.assembly import Path, Places, settle
from undersigned.models.base import PROSE_FIELDS
from undersigned.problems import Problem, Refused, Span, did_you_mean

M = TypeVar("M", bound=BaseModel)

_EXPECTED = {
    "string_type": "a text",
    "date_type": "a date (year-month-day, as 2020-07-21)",
    "datetime_type": "a date with a time (as 2020-07-15 18:00)",
    "bool_type": "true or false",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "tuple_type": "a list (one line each, with “- ” before it)",
    "list_type": "a list (one line each, with “- ” before it)",
    "dict_type": "a group of keys with values",
    "model_type": "a group of keys with values",
    "model_attributes_type": "a group of keys with values",
}

_INSTEAD = {
    "bool_type": "write true or false, without quotation marks",
    "int_type": "write it in figures",
    "int_parsing": "write it in figures",
    "int_from_float": "write it in figures",
    "dict_type": "indent the keys below it, each with a colon",
    "model_type": "indent the keys below it, each with a colon",
    "model_attributes_type": "indent the keys below it, each with a colon",
}

_MEANT = {
    "agreed": "confirmed",
    "asked": "invited",
    "e-mail": "email",
    "no": "declined",
    "refused": "declined",
    "signed": "confirmed",
    "yes": "confirmed",
}
"""Words that people use for one of a few that are allowed, and that no likeness of letters would find."""

_WRONG = {
    "date_wrong": ("is not a date that exists", "write year-month-day, as 2020-07-21"),
    "moment_wrong": ("is not a date with a time that exists", "write it as 2020-07-15 18:00"),
    "period_wrong": ("is not a date that exists", "write 2016-07-10, 2016-07, 2016 or 2019-11/2019-12"),
    "language_wrong": ("is not the short name of a language", "write en, fr, or with a country fr-CH"),
    "identifier_wrong": ("is not an id", "use small letters, digits and hyphens, as release-prisoners"),
}


def validate(model: type[M], tree: Any, origin: Span) -> tuple[M, Places]:
    """The model made from a tree of pieces, and where its parts stand. Raises `Refused` with every problem."""
    data, places = settle(tree, origin)
    try:
        return model.model_validate(data), places
    except ValidationError as error:
        raise Refused(problems_of(error, model, places)) from None


def faulty(model: type[BaseModel], tree: Any) -> set[str]:
    """The fields of the model whose values in the tree are wrong; a field that is missing is among them."""
    data, _ = settle(tree, Span(""))
    try:
        model.model_validate(data)
    except ValidationError as error:
        return {str(detail["loc"][0]) for detail in error.errors(include_url=False) if detail["loc"]}
    return set()


def problems_of(error: ValidationError, model: type[BaseModel], places: Places) -> Iterator[Problem]:
    """One Problem for each of the error's details."""
    for detail in error.errors(include_url=False):
        yield _problem(detail, model, places)


def _problem(detail: ErrorDetails, model: type[BaseModel], places: Places) -> Problem:
    path = detail["loc"]
    kind = detail["type"]
    name = _shown(places.written(path))
    if kind in ("extra_forbidden", "missing") and places.unquoted_colon(path[:-1]):
        return _unquoted_colon(places.span(path[:-1]))
    if kind == "extra_forbidden":
        known = _keys(model, path[:-1])
        remedy = did_you_mean(str(path[-1]), known) or f"known here: {', '.join(known)}"
        return Problem("U201", places.key_span(path), f"the key “{path[-1]}” is unknown", remedy)
    if kind == "missing":
        return Problem("U202", places.span(path[:-1]), f"“{path[-1]}” is missing", f"add a line “{path[-1]}: …”")
    if kind == "body_missing":
        return Problem("U202", places.span(path), "“body” is missing", "add a line “body: …”, or “list: sources”")
    span = places.span(path)
    if kind in _EXPECTED:
        if kind == "string_type" and places.unquoted_colon(path):
            return _unquoted_colon(span)
        return Problem("U203", span, f"{name} must be {_EXPECTED[kind]}", _retyped(kind, path, detail["input"]))
    if kind in _WRONG:
        message, remedy = _WRONG[kind]
        said = f"{name}: “{detail['input']}”" if isinstance(detail["input"], str) else name
        return Problem("U204", span, f"{said} {message}", remedy)
    if kind == "text_empty":
        return Problem("U205", span, f"{name} is empty", "write it, or take the line away")
    if kind == "literal_error":
        allowed = _allowed(model, path)
        written = str(detail["input"])
        meant = _MEANT.get(written.casefold())
        remedy = f"did you mean “{meant}”?" if meant in allowed else did_you_mean(written, allowed)
        return Problem("U204", span, f"{name} must be one of {', '.join(allowed)}", remedy or "write one of these")
    if kind in ("greater_than_equal", "less_than_equal"):
        bound = detail["ctx"].get("ge", detail["ctx"].get("le"))
        side = "at least" if kind == "greater_than_equal" else "at most"
        return Problem("U204", span, f"{name} must be {side} {bound}")
    return Problem("U203", span, f"{name} has a value of the wrong kind")


def _unquoted_colon(span: Span) -> Problem:
    message = "a text with a colon was read as a key and a value"
    return Problem("U111", span, message, "put the whole text in quotation marks")


def _retyped(kind: str, path: Path, value: Any) -> str:
    """What to write instead of a value of the wrong type."""
    if not path:
        return "begin each line with a field and a colon"
    if kind in _INSTEAD:
        return _INSTEAD[kind]
    if kind != "string_type":
        return ""
    if isinstance(value, bool):
        return f'if the word is meant, put it in quotation marks: "{str(value).lower()}"'
    if isinstance(path[-1], int):
        return "write one text after each “- ”"
    if path[-1] in PROSE_FIELDS:
        return f"write it after the colon, or indented below “{path[-1]}: |”"
    return "write it on one line after the colon"


def _shown(path: Path) -> str:
    """The path as people say it: “signatories.columns”, item 3 of “cc”."""
    if not path:
        return "the file"
    keys = ".".join(str(step) for step in path if isinstance(step, str))
    numbers = [step for step in path if isinstance(step, int)]
    return f"item {numbers[-1] + 1} of “{keys}”" if numbers and isinstance(path[-1], int) else f"“{keys}”"


def _inner(annotation: Any, path: Path) -> Any:
    """The type that stands at `path` below a type."""
    origin = get_origin(annotation)
    if origin in (Union, types.UnionType):
        choices = [choice for choice in get_args(annotation) if choice is not type(None)]
        return _inner(choices[0], path) if choices else annotation
    if not path:
        return annotation
    if origin is tuple:
        return _inner(get_args(annotation)[0], path[1:])
    if origin is dict:
        return _inner(get_args(annotation)[1], path[1:])
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        for name, info in annotation.model_fields.items():
            if path[0] in (name, info.alias):
                return _inner(info.annotation, path[1:])
    return None


def _keys(model: type[BaseModel], path: Path) -> list[str]:
    inner = _inner(model, path)
    if isinstance(inner, type) and issubclass(inner, BaseModel):
        return [info.alias or name for name, info in inner.model_fields.items()]
    return []


def _allowed(model: type[BaseModel], path: Path) -> list[str]:
    return [str(value) for value in get_args(_inner(model, path))]
