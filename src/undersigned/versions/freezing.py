"""Document trees as plain values that JSON can hold, and back again, exactly.

The form of a node is its dataclass: `Text` is its words, any other node a group of its fields under their own names,
with `node` for its name where more than one could stand there. Fields that have their default are left out. What the
annotations of the dataclass do not allow is not read. Dataclasses that hold a tree are frozen in the same way.
"""

from __future__ import annotations

import datetime
import types
from collections.abc import Iterator
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from undersigned.document import Text

T = TypeVar("T")

_NAME = "node"


class NotATree(ValueError):  # noqa: N818 - it says what it is, as `Refused` does
    """What was to be read is not what was frozen; `path` says where, as `blocks.3.content.0`."""

    def __init__(self, path: str, fault: str) -> None:
        self.path = path
        super().__init__(f"{path or 'the whole'} {fault}")


def freeze(node: Any) -> dict[str, Any]:
    """A document, or a dataclass that holds some, as groups, lists, texts, numbers, and true or false. Keys stand in
    the order of the fields."""
    return dict(_entries(node, type(node)))


def thaw(kind: type[T], data: Any) -> T:
    """The `Document`, or other dataclass, that `freeze` gave as `data`. Raises `NotATree`."""
    node: T = _node(kind, data, "")
    return node


# --- there ------------------------------------------------------------------------------------------------------------


def _plain(value: Any, hint: Any) -> Any:
    """A value of the tree; `hint` is what may stand in its place."""
    if isinstance(value, Text):
        return value.text
    if isinstance(value, tuple):
        return [_plain(item, get_args(hint)[0]) for item in value]
    if isinstance(value, datetime.date):
        return value.isoformat()
    return dict(_entries(value, hint)) if is_dataclass(value) else value


def _entries(node: Any, hint: Any) -> Iterator[tuple[str, Any]]:
    if len(_nodes(hint)) > 1:
        yield _NAME, type(node).__name__
    for field, inner in _fields(node.__class__):
        value = getattr(node, field.name)
        if field.default is MISSING or value != field.default:
            yield field.name, _plain(value, inner)


@cache
def _fields(node: Any) -> tuple[tuple[Field[Any], Any], ...]:
    """The fields of a node, each with the type of what it holds."""
    hints = get_type_hints(node)
    return tuple((field, hints[field.name]) for field in fields(node))


@cache
def _nodes(hint: Any) -> dict[str, type[Any]]:
    """The nodes that may stand where the type is `hint`, by name."""
    choices = get_args(hint) if get_origin(hint) in (Union, types.UnionType) else (hint,)
    return {choice.__name__: choice for choice in choices if is_dataclass(choice) and isinstance(choice, type)}


# --- and back ---------------------------------------------------------------------------------------------------------


def _value(hint: Any, data: Any, path: str) -> Any:
    """The value of type `hint` that stands at `path`."""
    form = get_origin(hint)
    if form is tuple:
        return _items(get_args(hint)[0], data, path)
    if form is dict:
        return _checked(data, isinstance(data, dict), path)
    if form is Literal:
        return _checked(data, isinstance(data, str) and data in get_args(hint), path)
    if form in (Union, types.UnionType):
        return _one_of(hint, data, path)
    if hint is datetime.date:
        return _date(data, path)
    return _node(hint, data, path) if is_dataclass(hint) else _checked(data, type(data) is hint, path)


def _items(hint: Any, data: Any, path: str) -> tuple[Any, ...]:
    _checked(data, isinstance(data, list), path)
    return tuple(_value(hint, item, f"{path}.{number}") for number, item in enumerate(data))


def _one_of(hint: Any, data: Any, path: str) -> Any:
    """One of several nodes, or of one type and None: a field that is None has that for its default and is left out."""
    nodes = _nodes(hint)
    if isinstance(data, str) and Text in nodes.values():
        return Text(_checked(data, bool(data), path))
    if len(nodes) > 1:
        _checked(data, isinstance(data, dict) and isinstance(data.get(_NAME), str), path)
        name = _checked(data[_NAME], data[_NAME] in nodes and data[_NAME] != "Text", path)
        return _node(nodes[name], {key: value for key, value in data.items() if key != _NAME}, path)
    (only,) = (choice for choice in get_args(hint) if choice is not types.NoneType)
    return _value(only, data, path)


def _node(node: Any, data: Any, path: str) -> Any:
    _checked(data, isinstance(data, dict), path)
    own = _fields(node)
    unknown = data.keys() - {field.name for field, _ in own}
    if unknown:
        raise NotATree(path, f"has “{min(unknown)}”, which is unknown")
    values = {}
    for field, hint in own:
        if field.name in data:
            values[field.name] = _value(hint, data[field.name], f"{path}.{field.name}".lstrip("."))
        elif field.default is MISSING:
            raise NotATree(path, f"lacks “{field.name}”")
    return node(**values)


def _date(data: Any, path: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(data)
    except (TypeError, ValueError):
        raise NotATree(path, "is not a date") from None


def _checked(data: Any, fits: bool, path: str) -> Any:
    if not fits:
        raise NotATree(path, "does not hold what belongs there")
    return data
