"""From pydantic's errors to Problems in the words of the campaign language.

Keyed on the error's type and its exact path; pydantic's own sentences are never read or shown.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, TypeVar, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from undersigned import likely_values
from undersigned.assembly import Path, Places, settle
from undersigned.key_slips import inner_type, known_keys, slip_of
from undersigned.models.base import PROSE_FIELDS, Model
from undersigned.problems import Problem, Refused, Span

M = TypeVar("M", bound=Model)

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
    "dict_type": "a group of fields",
    "model_type": "a group of fields",
    "model_attributes_type": "a group of fields",
}

_OF_A_DOCUMENT = 3
"""How long the path of a field is that a document or a language has otherwise: `documents.news-item.cc`."""
_GROUPS = ("dict_type", "model_type", "model_attributes_type")
_LISTS = ("tuple_type", "list_type")
_NUMBERS = ("int_type", "int_parsing", "int_from_float")


def validate(model: type[M], tree: Any, origin: Span) -> tuple[M, Places]:
    """The model made from a tree of pieces, and where its parts stand. Raises `Refused` with every problem."""
    data, places = settle(tree, origin)
    strays = [*_empty_strays(model, places)]
    try:
        made = model.model_validate(data)
    except ValidationError as error:
        raise Refused([*problems_of(error, model, places), *strays]) from None
    if strays:
        raise Refused(strays)
    return made, places


def faulty(model: type[Model], tree: Any) -> set[str]:
    """The fields of the model whose values in the tree are wrong; a field that is missing is among them."""
    data, _ = settle(tree, Span(""))
    try:
        model.model_validate(data)
    except ValidationError as error:
        return {str(detail["loc"][0]) for detail in error.errors(include_url=False) if detail["loc"]}
    return set()


def problems_of(error: ValidationError, model: type[Model], places: Places) -> Iterator[Problem]:
    """One Problem for each of the error's details; a key that is missing since it stands there under another name is
    part of what is said of that name."""
    details = error.errors(include_url=False)
    lacking = {detail["loc"] for detail in details if detail["type"] == "missing"}
    slips = {
        detail["loc"]: slip_of(str(detail["loc"][-1]), model, detail["loc"][:-1], _below(detail["loc"][:-1], lacking))
        for detail in details
        if detail["type"] == "extra_forbidden"
    }
    renamed = {(*path[:-1], slip.meant) for path, slip in slips.items() if slip.meant}
    for detail in details:
        if detail["loc"] in slips and not places.unquoted_colon(detail["loc"][:-1]):
            slip = slips[detail["loc"]]
            yield Problem("U201", places.key_span(detail["loc"]), slip.message, slip.remedy)
        elif detail["loc"] not in renamed & lacking:
            yield _problem(detail, model, places)


def _empty_strays(model: type[Model], places: Places) -> Iterator[Problem]:
    """Keys without a value that are unknown where they stand."""
    for *holder, key in places.empty:
        if holder[-1:] == ["parameters"]:  # an editor lets it pass
            message = f"the parameter “{key}” is empty"
            remedy = f"write “{key}: {{example: …}}”, with what could fill the gap"
            yield Problem("U404", places.key_span((*holder, key)), message, remedy)
        known = known_keys(model, tuple(holder))
        if known and key not in known and key != "id":
            slip = slip_of(str(key), model, tuple(holder))
            yield Problem("U201", places.key_span((*holder, key)), slip.message, slip.remedy)


def _below(path: Path, paths: Collection[Path]) -> list[str]:
    """The last steps of the paths that are one step longer than this one."""
    return [str(one[-1]) for one in paths if one[:-1] == path]


def _problem(detail: ErrorDetails, model: type[Model], places: Places) -> Problem:
    path = detail["loc"]
    kind = detail["type"]
    if path[-1:] == ("[key]",):  # what is wrong is a key, and pydantic's path goes one step further
        return _wrong_key(detail, path[:-1], places)
    name = _shown(places.written(path))
    if kind in ("extra_forbidden", "missing") and places.unquoted_colon(path[:-1]):
        return _unquoted_colon(places.span(path[:-1]))
    if kind == "missing" and _is_written(path, places):
        return Problem("U205", places.key_span(path), f"{name} is empty", "write it behind the colon")
    if kind == "missing":
        return Problem("U202", places.span(path[:-1]), f"“{path[-1]}” is missing", f"add a line “{path[-1]}: …”")
    if kind == "body_missing":
        return Problem("U202", places.span(path), "“body” is missing", "add a line “body: …”, or “list: sources”")
    span = places.span(path)
    if kind in _EXPECTED:
        if kind == "string_type" and places.unquoted_colon(path):
            return _unquoted_colon(span)
        expected = inner_type(model, path)
        return Problem(
            "U203",
            span,
            f"{name} must be {_EXPECTED[kind]}",
            _retyped(kind, places.written(path), detail["input"], expected),
        )
    if kind in likely_values.DATES:
        return Problem("U204", span, *likely_values.wrong_date(kind, name, detail["input"]))
    if kind == "language_wrong":
        written = detail["input"]
        said = f"{name}: “{written}”" if isinstance(written, str) else name
        return Problem("U204", span, f"{said} is not the short name of a language", likely_values.language(written))
    if kind == "identifier_wrong":
        written = detail["input"]
        return Problem("U204", span, f"{name}: “{written}” is not an id", likely_values.identifier(written))
    if kind == "text_empty":
        return Problem("U205", span, f"{name} is empty", "write it, or take the line away")
    if kind == "literal_error":
        allowed = [str(value) for value in get_args(inner_type(model, path))]
        meant = likely_values.choice(str(detail["input"]), allowed)
        remedy = f"did you mean “{meant}”?" if meant else "write one of these"
        return Problem("U204", span, f"{name} must be one of {', '.join(allowed)}", remedy)
    if kind in ("greater_than_equal", "less_than_equal"):
        bound = detail["ctx"].get("ge", detail["ctx"].get("le"))
        side = "at least" if kind == "greater_than_equal" else "at most"
        remedy = f"write {bound} or {'more' if side == 'at least' else 'less'}"
        return Problem("U204", span, f"{name} must be {side} {bound}", remedy)
    return Problem("U203", span, f"{name} has a value of the wrong kind")


def _is_written(path: Path, places: Places) -> bool:
    """Whether a key stands in the file; what stands behind it may be nothing."""
    for length in range(len(path), -1, -1):
        piece = places.grafts.get(path[:length])
        if piece is not None:
            found = piece.data
            try:
                for step in path[length:]:
                    found = found[step]
            except (IndexError, KeyError, TypeError):
                return False
            return True
    return False


def _wrong_key(detail: ErrorDetails, path: Path, places: Places) -> Problem:
    """What is wrong with a key that is a language's tag, the only ones that are free and have a form."""
    message = f"{_shown(path[:-1])}: “{path[-1]}” is not the short name of a language"
    return Problem("U204", places.key_span(path), message, likely_values.language(path[-1]))


def _unquoted_colon(span: Span) -> Problem:
    message = "a text with a colon was read as a field and its value"
    return Problem("U111", span, message, "put the whole text in quotation marks")


def _retyped(kind: str, path: Path, value: Any, expected: Any) -> str:
    """What to write instead of a value of the wrong type."""
    if kind == "bool_type":
        return likely_values.flag(value)
    if kind in _NUMBERS:
        return likely_values.figure(value)
    key = str(path[-1]) if path else ""
    inherits = len(path) == _OF_A_DOCUMENT and path[0] in ("documents", "languages")
    if kind in _GROUPS:
        if remedy := likely_values.group_for(value, key, expected, inherits=inherits):
            return remedy
        return "indent its fields below it, each with a colon" if path else "begin each line with a field and a colon"
    if kind in _LISTS:
        return likely_values.list_for(value, key, expected, inherits=inherits)
    if kind in ("date_type", "datetime_type"):
        return "leave it empty while the day is not fixed"
    if isinstance(value, bool):
        return f'if the word is meant, put it in quotation marks: "{str(value).lower()}"'
    if isinstance(path[-1], int):
        return "write one text after each “- ”"
    if isinstance(value, list) and path[-1] not in PROSE_FIELDS and (remedy := likely_values.text_for(value, key)):
        return remedy
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
