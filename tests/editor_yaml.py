"""YAML as an editor reads it: the types of YAML 1.2’s core schema (10.3.2), by another parser than the program’s.

The program leaves every value a text but `true`, `false` and nothing; an editor also knows numbers, and takes `True`
and `NULL` for what they look like. Keys are texts for both.
"""

from __future__ import annotations

import re
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode


class _Editor(yaml.SafeLoader):
    """PyYAML’s own parser, in Python, with the types of YAML 1.2 in place of those of 1.1."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - PyYAML's own way of keeping them

    def construct_mapping(self, node: MappingNode, deep: bool = False) -> dict[Any, Any]:
        return {_key(key): self.construct_object(value, deep=True) for key, value in node.value}


def _key(node: Node) -> str:
    assert isinstance(node, ScalarNode)
    return str(node.value)


_TYPES = {
    "null": r"~|null|Null|NULL|",
    "bool": r"true|True|TRUE|false|False|FALSE",
    "int": r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+",
    "float": r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)",
}
for _name, _pattern in _TYPES.items():
    _Editor.add_implicit_resolver(f"tag:yaml.org,2002:{_name}", re.compile(f"(?:{_pattern})$"), None)


def _whole_number(_: _Editor, node: ScalarNode) -> int:
    return int(node.value, 0) if node.value[:2] in ("0x", "0o") else int(node.value)


def _number(_: _Editor, node: ScalarNode) -> float:
    return float(node.value.replace(".inf", "inf").replace(".nan", "nan"))


def _entries(loader: _Editor, node: MappingNode) -> dict[Any, Any]:
    return loader.construct_mapping(node)


_Editor.add_constructor("tag:yaml.org,2002:int", _whole_number)
_Editor.add_constructor("tag:yaml.org,2002:float", _number)
_Editor.add_constructor("tag:yaml.org,2002:map", _entries)


def read(text: str) -> Any:
    """The data of a file, as an editor checks them."""
    return yaml.load(text, _Editor)  # noqa: S506 - a SafeLoader
