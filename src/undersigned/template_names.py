"""Wrong names in templates: all of them, found on Jinja's own syntax tree before anything is rendered.

What calls cannot answer is found here, too, once a text has turned out to hold such a call: all of it, each in its
place.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from jinja2 import nodes

from undersigned import other_words
from undersigned.braces import Locate
from undersigned.markdown import FIELD_OPEN
from undersigned.nearest import nearest
from undersigned.problems import Problem, Refused, Span, did_you_mean
from undersigned.sandbox import UNKNOWN, CallRefused, Context, Function, View, constant, spelled

_GIVEN = frozenset({"loop", "self", "super", "caller", "varargs", "kwargs"})
"""Names that Jinja itself provides where they make sense."""
_LIKELIEST = ("fact", "ask")
"""The calls that people mean rather than others that take the same ids."""


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


def faults(tree: nodes.Template, context: Context, locate: Locate) -> Iterator[Problem]:
    """Wrong names, wrong attributes of views, and unknown ids in calls."""
    free = undeclared(tree)
    said: set[nodes.Node] = set()
    yield from _unquoted(tree, context, free, locate, said)
    for name in tree.find_all(nodes.Name):
        if name.ctx == "load" and name.name in free and name.name not in context and not _holds(said, name):
            remedy = _as_call(name.name, context) or _called_otherwise(name, tree, context)
            remedy = remedy or did_you_mean(name.name, context) or "see README, “Names”"
            yield Problem("U502", locate(name.lineno, name.name), f"nothing is called “{name.name}” here", remedy)
    for attribute in tree.find_all(nodes.Getattr):
        owner = _value(attribute.node, context, free)
        if _holds(said, attribute) or not isinstance(owner, View):
            continue
        if isinstance(owner, Function) or not hasattr(owner, attribute.attr):
            span = locate(attribute.lineno, spelled(attribute))
            yield Problem("U503", span, f"there is no “{spelled(attribute)}”", _instead(attribute.attr, owner))
    for filtered in tree.find_all(nodes.Filter):
        yield from _unknown_filter(filtered, locate)
    for item in tree.find_all(nodes.Getitem):
        if not _holds(said, item):
            yield from _by_number(item, _value(item.node, context, free), context, locate)
        if isinstance(item.arg, nodes.Slice):
            message = "text and lists cannot be cut into pieces"
            span = locate(item.lineno, spelled(item.node))
            yield Problem("U507", span, message, "write out what should stand there")
    for call in tree.find_all(nodes.Call):
        yield from _unknown_id(call, context, free, locate)
        yield from _no_function(call, context, free, locate)


def _by_number(item: nodes.Getitem, owner: Any, context: Context, locate: Locate) -> Iterator[Problem]:
    """What stands in square brackets, or as a number behind a dot, and belongs in a call: `fact["arrests"]`."""
    if not isinstance(owner, View) or not isinstance(item.arg, nodes.Const):
        return
    name, wanted = spelled(item.node), item.arg.value
    span = locate(item.lineno, name)
    if isinstance(owner, Function):
        is_id = isinstance(wanted, str)
        remedy = f"write {name}({json.dumps(wanted, ensure_ascii=False)})" if is_id else _example(owner, wanted)
        yield Problem("U501", span, f"“{name}” wants round brackets", remedy)
    elif not isinstance(wanted, str) or not hasattr(owner, wanted):
        one = context.get(name.removesuffix("s"))
        remedy = _example(one, wanted) if isinstance(one, Function) else _instead(str(wanted), owner)
        yield Problem("U503", span, f"“{name}” has no part “{wanted}”", remedy)


def _example(function: Function, number: Any) -> str:
    """How to name by its id what was named by a number."""
    known = list((function.known() if function.known else None) or ())
    place = number - 1 if isinstance(number, int) and 0 < number <= len(known) else 0
    form = function.form.replace('"id"', f'"{known[place]}"') if known else function.form
    return f"write the id of the one that is meant, as {form}"


def _called_otherwise(name: nodes.Name, tree: nodes.Template, context: Context) -> str:
    """What to write for a name that is called so in French, or joined by a sign that is no dot."""
    owner, _, part = name.name.partition("_")
    if part and isinstance(context.get(owner), View) and hasattr(context[owner], part):
        return f"write {owner}.{part}"
    meant = other_words.NAMES.get(name.name.casefold(), "")
    if meant not in context:
        return ""
    if not isinstance(context[meant], Function):
        return f"write {meant}"
    call = next((call for call in tree.find_all(nodes.Call) if call.node is name), None)
    return f"write {_rewritten(meant, call) or context[meant].form}"


def _rewritten(function: str, call: nodes.Call | None) -> str:
    """A call of another function with the same texts; empty where what it is given has to be worked out."""
    given = [constant(one) for one in call.args] if call and not call.kwargs else [UNKNOWN]
    return "" if UNKNOWN in given else f"{function}({', '.join(json.dumps(one, ensure_ascii=False) for one in given)})"


def _instead(name: str, owner: View) -> str:
    if isinstance(owner, Function):
        known = owner.known() if owner.known else None
        meant = nearest(name, known or ())
        return f"write {owner.form.replace('id', meant)}" if meant else f"write it as {owner.form}"
    attributes = [known for known in dir(owner) if not known.startswith("_")]
    return did_you_mean(name, attributes) or f"it has {', '.join(attributes)}"


# --- ids without quotation marks --------------------------------------------------------------------------------------


def _unquoted(
    tree: nodes.Template, context: Context, free: set[str], locate: Locate, said: set[nodes.Node]
) -> Iterator[Problem]:
    """Ids that stand in braces like names: `fact(arrests)`, `mass-arrests-2019`; what they are made of goes to `said`.

    A hyphen is a minus there, so that each part of an id would be reported as a name of its own.
    """
    for call in tree.find_all(nodes.Call):
        function = _value(call.node, context, free)
        first = call.args[0] if call.args else None
        if not isinstance(function, Function) or first is None:
            continue
        yield from _unquoted_words(call, context, free, locate, said)
        if function.known is None or isinstance(first, nodes.Const):
            continue
        words = _joined(first)
        if words and _is_unknown(first, context, free):
            said.add(first)
            form = function.form.partition("(")[0]
            known = function.known() or ()
            meant = nearest(words, known) or words
            message = f"the id in {form}(…) stands without quotation marks"
            span = locate(first.lineno, words.partition("-")[0])
            yield Problem("U513", span, message, f'write {form}("{meant}")')
    for node in tree.find_all((nodes.Sub, nodes.Getattr)):
        words = _joined(node)
        if not words or "-" not in words or _holds(said, node) or not _is_unknown(node, context, free):
            continue
        said.add(node)
        message = f"“{words}” is no name: in {{{{ … }}}} names have no hyphens, and ids stand in quotation marks"
        remedy = _as_call(words, context) or did_you_mean(words, context) or 'write fact("…"), or ask("…"), with the id'
        yield Problem("U513", locate(node.lineno, words.partition("-")[0]), message, remedy)


def _unquoted_words(
    call: nodes.Call, context: Context, free: set[str], locate: Locate, said: set[nodes.Node]
) -> Iterator[Problem]:
    """Words that a call is given behind what it begins with: `cite("arrests", p. 4)`, `plural(count, its, their)`."""
    for given in (*call.args[1:], *(pair.value for pair in call.kwargs)):
        words = _joined(given)
        if isinstance(given, nodes.Getitem) and isinstance(given.arg, nodes.Const):
            words = f"{spelled(given.node)}. {given.arg.value}"  # what Jinja makes of “p. 4”
        if words and not isinstance(given, nodes.Const) and _is_unknown(given, context, free):
            said.add(given)
            span = locate(given.lineno, re.split(r"[-. ]", words)[0])
            yield Problem("U513", span, f"“{words}” stands without quotation marks", f'write "{words}"')


def _joined(node: nodes.Node) -> str:
    """What was written where Jinja sees names with a minus between them; empty for anything else."""
    match node:
        case nodes.Sub():
            left, right = _joined(node.left), _joined(node.right)
            return f"{left}-{right}" if left and right else ""
        case nodes.Name():
            return str(node.name)
        case nodes.Const() if isinstance(node.value, int) and not isinstance(node.value, bool):
            return str(node.value)
        case nodes.Getattr():
            owner = _joined(node.node)
            return f"{owner}.{node.attr}" if owner else ""
    return ""


def _is_unknown(node: nodes.Node, context: Context, free: set[str]) -> bool:
    """Whether all names in it stand for nothing, but for one before a dot: `facts.mass-arrests`."""
    names = [node] if isinstance(node, nodes.Name) else list(node.find_all(nodes.Name))
    return all(name.name in free and (name.name not in context or _is_function(name, context)) for name in names)


def _is_function(name: nodes.Name, context: Context) -> bool:
    return isinstance(context.get(name.name), Function)


def _holds(said: set[nodes.Node], node: nodes.Node) -> bool:
    return any(one is node or any(inner is node for inner in one.find_all(type(node))) for one in said)


def _as_call(words: str, context: Context) -> str:
    """The call in which an id belongs that stands where a name does; empty where no call takes it."""
    wanted = words.rpartition(".")[2]
    for name in (*_LIKELIEST, *context):
        function = context.get(name)
        if isinstance(function, Function) and function.known is not None and wanted in (function.known() or ()):
            return f'write {name}("{wanted}")'
    return ""


# --- filters and calls ------------------------------------------------------------------------------------------------


def _unknown_filter(node: nodes.Filter, locate: Locate) -> Iterator[Problem]:
    known = node.environment.filters if node.environment else {}
    if node.name not in known:
        remedy = did_you_mean(node.name, known) or f"there are {', '.join(sorted(known))}"
        yield Problem(
            "U507", locate(node.lineno, node.name, r"\|\s*"), f"no filter is called “{node.name}” here", remedy
        )


def _unknown_id(call: nodes.Call, context: Context, free: set[str], locate: Locate) -> Iterator[Problem]:
    function = _value(call.node, context, free)
    if not isinstance(function, Function) or function.known is None:
        return
    first = call.args[0] if call.args else None
    known = function.known()
    if known is None or not isinstance(first, nodes.Const):
        return
    if isinstance(first.value, int | float):
        message = f"a {function.what.partition(' ')[0]} is named by its id, not by a number"
        span = locate(first.lineno, str(first.value))
        yield Problem(function.code, span, message, _example(function, first.value))
    elif not isinstance(first.value, str) or first.value not in known:
        wanted = str(first.value)
        remedy = did_you_mean(wanted, known) or _ADDED.get(function.what) or f"there are {', '.join(known)}"
        yield Problem(function.code, locate(first.lineno, wanted), f"no {function.what} is called “{wanted}”", remedy)


def _no_function(call: nodes.Call, context: Context, free: set[str], locate: Locate) -> Iterator[Problem]:
    """Calls of names that are none of functions: `date("2020-07-21")`."""
    value = _value(call.node, context, free)
    if value is None or isinstance(value, Function):
        return
    name = spelled(call.node)
    remedy = (
        f"write {_rewritten('day', call) or 'day(…)'}" if name == "date" and call.args else f"write {{{{ {name} }}}}"
    )
    yield Problem("U507", locate(call.lineno, name), f"“{name}” takes nothing in brackets", remedy)


_ADDED = {
    "demand": "`undersigned demands list` shows all",
    "fact": "add it to campaigns/shared/facts.yaml, or below “facts” of the campaign",
    "instrument": "add it to campaigns/shared/instruments.yaml",
}
"""What to do about an id that nothing is like."""


def unanswered(tree: nodes.Template, context: Context, locate: Locate) -> Iterator[Problem]:
    """What calls in a text cannot answer, and names in it that cannot be printed: all of them, each in its place."""
    free = undeclared(tree)
    called = {id(call.node) for call in tree.find_all(nodes.Call)}
    for call in tree.find_all(nodes.Call):
        function = _value(call.node, context, free)
        first = call.args[0] if call.args else None
        word = str(first.value) if isinstance(first, nodes.Const) else spelled(call.node)
        span = locate(first.lineno if first is not None else call.lineno, word)
        keywords = {pair.key: locate(pair.lineno, f"{pair.key}=") for pair in call.kwargs}
        for refusal in _refusals(function, call) if isinstance(function, Function) else ():
            if isinstance(refusal, Problem):
                yield refusal
            else:
                place = keywords.get(refusal.about, span)
                yield Problem(refusal.code, place, refusal.message, refusal.remedy)
    for attribute in tree.find_all(nodes.Getattr):
        if isinstance(_value(attribute.node, context, free), str):
            message = f"“{spelled(attribute.node)}” is a text, and has no “.{attribute.attr}”"
            remedy = f"write {{{{ {spelled(attribute.node)} }}}}"
            yield Problem("U507", locate(attribute.lineno, spelled(attribute)), message, remedy)
    for output in tree.find_all(nodes.Output):
        for node in output.nodes:
            if isinstance(node, nodes.Name | nodes.Getattr) and id(node) not in called:
                value, span = _value(node, context, free), locate(node.lineno, spelled(node))
                yield from _unprintable(spelled(node), value, span)


def _refusals(function: Function, call: nodes.Call) -> Iterator[CallRefused | Problem]:
    args = [constant(value) for value in call.args]
    kwargs = {pair.key: constant(pair.value) for pair in call.kwargs}
    if call.dyn_args is not None or call.dyn_kwargs is not None:
        return
    if not function.takes(args, kwargs):
        yield function.misused()
        return
    if function.known is not None and args[0] is UNKNOWN:
        return
    found = list(function.faults(*args, **kwargs)) if function.faults else []
    yield from found
    if found or UNKNOWN in args or UNKNOWN in kwargs.values():
        return
    try:
        function(*args, **kwargs)
    except CallRefused as refusal:
        yield refusal
    except Refused as refused:
        yield from refused.problems


def _unprintable(name: str, value: Any, span: Span) -> Iterator[Problem]:
    if isinstance(value, list | tuple):
        message = f"“{name}” holds several texts, which cannot be printed as a whole"
        yield Problem("U507", span, message, f'write {{{{ {name} | join(", ") }}}}')
    if not isinstance(value, View):
        return
    printed = getattr(value, "__html__", None)
    if printed is None:
        message = f"{{{{ {name} }}}} cannot be printed as a whole"
        parts = [part for part in dir(value) if not part.startswith("_")]
        form = value.form if isinstance(value, Function) else " or ".join(f"{name}.{part}" for part in parts)
        yield Problem("U507", span, message, f"write {form}")
        return
    try:
        words = printed()
    except CallRefused as refusal:
        yield Problem(refusal.code, span, refusal.message, refusal.remedy)
    else:
        if FIELD_OPEN in words:
            message = f"{{{{ {name} }}}} is a whole part of the letter, and cannot stand inside prose"
            yield Problem("U608", span, message, "write of it what you need, as {{ signatories.count }}")


def _value(node: nodes.Node, context: Context, free: set[str]) -> Any:
    """What a chain of names stands for, as far as it can be told before rendering."""
    if isinstance(node, nodes.Name):
        return context.get(node.name) if node.name in free else None
    if isinstance(node, nodes.Getattr):
        owner = _value(node.node, context, free)
        return getattr(owner, node.attr, None) if isinstance(owner, View) else None
    return None
