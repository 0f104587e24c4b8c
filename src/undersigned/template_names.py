"""Wrong names in templates: all of them, found on Jinja's own syntax tree before anything is rendered."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from jinja2 import nodes

from undersigned.models.base import Prose
from undersigned.problems import Problem, Span, did_you_mean
from undersigned.sandbox import Context, Function, View

_GIVEN = frozenset({"loop", "self", "super", "caller", "varargs", "kwargs"})
"""Names that Jinja itself provides where they make sense."""


def undeclared(tree: nodes.Template) -> set[str]:
    """The names that a template reads and does not give to anything itself; its blocks see its imports and settings."""
    read: set[str] = set()
    given: set[str] = set(_GIVEN)
    for name in tree.find_all(nodes.Name):
        (read if name.ctx == "load" else given).add(name.name)
    given |= {macro.name for macro in tree.find_all(nodes.Macro)}
    given |= {node.target for node in tree.find_all(nodes.Import)}
    for node in tree.find_all(nodes.FromImport):
        given |= {name if isinstance(name, str) else name[1] for name in node.names}
    return read - given


Locate = Callable[[int, str], Span]


def _column(lines: list[str], line: int, word: str) -> int:
    content = lines[line - 1] if line <= len(lines) else ""
    match = re.search(rf"\{{[{{%].*?(?<![\w.]){re.escape(word)}(?!\w)", content)
    return match.end() - len(word) + 1 if match else 1


def in_text(source: str, file: str) -> Locate:
    lines = source.split("\n")
    return lambda line, word: Span(file, line, _column(lines, line, word))


def in_prose(prose: Prose) -> Locate:
    lines = prose.text.split("\n")
    return lambda line, word: prose.span(line, _column(lines, line, word))


def faults(tree: nodes.Template, context: Context, locate: Locate) -> Iterator[Problem]:
    """Wrong names, wrong attributes of views, and unknown ids in calls."""
    free = undeclared(tree)
    for name in tree.find_all(nodes.Name):
        if name.ctx == "load" and name.name in free and name.name not in context:
            remedy = did_you_mean(name.name, context) or "see README, “Names”"
            yield Problem("U502", locate(name.lineno, name.name), f"nothing is called “{name.name}” here", remedy)
    for attribute in tree.find_all(nodes.Getattr):
        owner = _value(attribute.node, context, free)
        if isinstance(owner, View) and not hasattr(owner, attribute.attr):
            known = [name for name in dir(owner) if not name.startswith("_")]
            remedy = did_you_mean(attribute.attr, known) or f"it has {', '.join(known)}"
            span = locate(attribute.lineno, _spelled(attribute))
            yield Problem("U503", span, f"there is no “{_spelled(attribute)}”", remedy)
    for filtered in tree.find_all(nodes.Filter):
        yield from _unknown_filter(filtered, locate)
    for item in tree.find_all(nodes.Getitem):
        if isinstance(item.arg, nodes.Slice):
            message = "text and lists cannot be cut into pieces"
            yield Problem(
                "U507", locate(item.lineno, _spelled(item.node)), message, "write out what should stand there"
            )
    for call in tree.find_all(nodes.Call):
        yield from _unknown_id(call, context, free, locate)


def _unknown_filter(node: nodes.Filter, locate: Locate) -> Iterator[Problem]:
    known = node.environment.filters if node.environment else {}
    if node.name not in known:
        remedy = did_you_mean(node.name, known) or f"there are {', '.join(sorted(known))}"
        yield Problem("U507", locate(node.lineno, node.name), f"no filter is called “{node.name}” here", remedy)


def _unknown_id(call: nodes.Call, context: Context, free: set[str], locate: Locate) -> Iterator[Problem]:
    function = _value(call.node, context, free)
    if not isinstance(function, Function) or function.known is None:
        return
    first = call.args[0] if call.args else None
    known = function.known()
    if known is None or not isinstance(first, nodes.Const):
        return
    if not isinstance(first.value, str) or first.value not in known:
        wanted = str(first.value)
        remedy = did_you_mean(wanted, known) or f"write it into the file of {function.what}s first"
        yield Problem(function.code, locate(first.lineno, wanted), f"no {function.what} is called “{wanted}”", remedy)


def _value(node: nodes.Node, context: Context, free: set[str]) -> Any:
    """What a chain of names stands for, as far as it can be told before rendering."""
    if isinstance(node, nodes.Name):
        return context.get(node.name) if node.name in free else None
    if isinstance(node, nodes.Getattr):
        owner = _value(node.node, context, free)
        return getattr(owner, node.attr, None) if isinstance(owner, View) else None
    return None


def _spelled(node: nodes.Node) -> str:
    if isinstance(node, nodes.Getattr):
        return f"{_spelled(node.node)}.{node.attr}"
    return node.name if isinstance(node, nodes.Name) else "…"
