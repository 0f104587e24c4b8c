"""The sandbox in which templates and `{{ … }}` in prose are worked out: what they may read, call and filter.

A template can read views and call the few functions given to it, and nothing else: no methods, no string surgery that
could cut an escape in two, no filter that damages escaped text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from inspect import signature
from types import TracebackType
from typing import Any

from jinja2 import nodes
from jinja2.environment import TemplateModule
from jinja2.exceptions import SecurityError, TemplateError, UndefinedError
from jinja2.runtime import BlockReference, LoopContext, Macro, TemplateReference, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from undersigned.markdown import escape
from undersigned.problems import Problem, Span

Context = Mapping[str, Any]


class View:
    """What templates may look into: its public attributes, and nothing more."""

    __slots__ = ()

    def __str__(self) -> str:
        """What `~` joins: the same as is printed. Raises SecurityError where there is nothing to print."""
        printed = getattr(self, "__html__", None)
        if printed is None:
            raise SecurityError("this cannot be printed as a whole")
        words: str = printed()  # stays Markup, which `str()` would not
        return words


class CallRefused(Exception):  # noqa: N818 - like `Refused`: the call is refused, nothing has gone wrong
    """A function that a template called cannot answer; drafting and templating turn it into a Problem.

    `about` is the word of the call that it is about, if it is another than the first: the name of a parameter.
    """

    def __init__(self, code: str, message: str, remedy: str = "", about: str = "") -> None:
        super().__init__(message)
        self.code, self.message, self.remedy, self.about = code, message, remedy, about


class Unknown:
    """What stands for a value that is not known before a template is rendered."""


UNKNOWN = Unknown()


@dataclass(frozen=True, slots=True)
class Function(View):
    """Something a template can call, as `form` shows.

    `known` gives the ids that its first argument may be, if it takes one; None where they cannot be told, since a file
    cannot be read. `faults` gives all that is wrong with a call, where that may be several things.
    """

    call: Callable[..., Any]
    form: str = ""
    known: Callable[[], Mapping[str, Any] | list[str] | None] | None = None
    code: str = ""
    what: str = ""
    faults: Callable[..., Iterable[CallRefused]] | None = None

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        try:
            return self.call(*args, **kwargs)
        except TypeError:
            raise self.misused() from None

    def misused(self) -> CallRefused:
        """The fault of a call with other values than it takes."""
        message = f"{self.form.partition('(')[0] or 'what is called here'} is given other values than it takes"
        return CallRefused("U505", message, f"write it as {self.form}" if self.form else "see README, “Names”")

    def takes(self, args: Sequence[Any], kwargs: Mapping[str, Any]) -> bool:
        """Whether it can be called with so many values."""
        try:
            signature(self.call).bind(*args, **kwargs)
        except TypeError:
            return False
        return True


def text(words: str) -> Markup:
    """Plain text as a view holds it: Markdown that reads as these words."""
    return Markup(escape(words))  # noqa: S704 - `escape` is our own, for Markdown


def markdown(words: str) -> Markup:
    """Text that is Markdown already."""
    return Markup(words)  # noqa: S704 - Markdown from a campaign's author; the parser knows no HTML


def as_markdown(words: str) -> Markup:
    """Markdown for words that are plain text, or, being Markup, Markdown already."""
    return words if isinstance(words, Markup) else text(words)


def finalize(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, str):
        return as_markdown(value)
    if isinstance(value, list | tuple | dict | Macro):
        raise SecurityError("a list cannot be printed as a whole; “| join” makes a text of it")
    return value


class Sandbox(ImmutableSandboxedEnvironment):
    intercepted_binops = frozenset({"*", "**", "%"})

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        readable = View | LoopContext | TemplateReference | TemplateModule
        return isinstance(obj, readable) and not isinstance(obj, Function) and not attr.startswith("_")

    def unsafe_undefined(self, obj: Any, attribute: str) -> Undefined:
        message = f"“.{attribute}” cannot be used here"
        return self.undefined(message, name=attribute, obj=obj, exc=SecurityError)

    def call(self, context: Any, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        if isinstance(obj, Undefined):
            obj._fail_with_undefined_error()
        if not self.is_safe_callable(obj):
            raise SecurityError("only the functions of the program and macros can be called")
        return super().call(context, obj, *args, **kwargs)

    def is_safe_callable(self, obj: Any) -> bool:
        return isinstance(obj, Function | Macro | BlockReference) or isinstance(
            getattr(obj, "__self__", None), LoopContext | TemplateReference
        )

    def getitem(self, obj: Any, argument: Any) -> Any:
        if isinstance(obj, str):
            raise SecurityError("text cannot be cut into pieces")
        return super().getitem(obj, argument)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        if isinstance(left, str) or isinstance(right, str) or operator == "**":
            raise SecurityError(f"“{operator}” works on numbers only")
        return super().call_binop(context, operator, left, right)


def _whole(value: Any) -> Any:
    if isinstance(value, str):
        raise SecurityError("text cannot be cut into pieces")
    return value


def filters(environment: ImmutableSandboxedEnvironment) -> dict[str, Callable[..., Any]]:
    """The filters that leave escaped text whole."""
    stock = environment.filters
    join = stock["join"]

    def joined(eval_ctx: Any, value: Any, d: str = "", attribute: Any = None) -> Any:
        items = [item if isinstance(item, Markup) else finalize(item) for item in _whole(value)]
        return join(eval_ctx, items, d if isinstance(d, Markup) else markdown(d), attribute)

    joined.jinja_pass_arg = join.jinja_pass_arg  # type: ignore[attr-defined]
    return {
        "join": joined,
        "default": stock["default"],
        "d": stock["default"],
        "upper": stock["upper"],
        "length": lambda value: len(_whole(value)),
        "count": lambda value: len(_whole(value)),
        "first": lambda value: next(iter(_whole(value)), ""),
        "last": lambda value: next(iter(reversed(_whole(value))), ""),
        "list": lambda value: list(_whole(value)),
    }


# --- what a template brings about -------------------------------------------------------------------------------------

BROUGHT_ABOUT = (
    ArithmeticError,
    CallRefused,
    LookupError,
    MemoryError,
    RecursionError,
    TemplateError,
    TypeError,
    ValueError,
)
"""What a template can bring about; anything else is a fault of the program, and not to be laid on somebody's file."""


def said_of(error: Exception, span: Span) -> Problem:
    """What is said to people of such an error, in their own terms."""
    if isinstance(error, CallRefused):
        return Problem(error.code, span, error.message, error.remedy)
    if isinstance(error, UndefinedError):
        return Problem("U502", span, "a name in {{ … }} stands for nothing here", "check its spelling")
    if isinstance(error, SecurityError):
        remedy = "use names as README, “Names”, lists them, and write other words outside the braces"
        return Problem("U507", span, f"this is not allowed in {{{{ … }}}}: {error}", remedy)
    return Problem("U505", span, "what stands in {{ … }} cannot be worked out", "check names and brackets")


def line_of(traceback: TracebackType | None, files: set[str]) -> tuple[str, int] | None:
    """The innermost line of a template in a traceback (Jinja rewrites tracebacks so that they name templates)."""
    found = None
    while traceback is not None:
        file = traceback.tb_frame.f_code.co_filename
        if file in files:
            found = (file, traceback.tb_lineno)
        traceback = traceback.tb_next
    return found


# --- pieces of a template’s tree --------------------------------------------------------------------------------------


def says_something(node: nodes.Node) -> bool:
    """Whether a piece of a template prints more than empty lines."""
    parts = node.nodes if isinstance(node, nodes.Output) else ()
    return any(not isinstance(part, nodes.TemplateData) or bool(part.data.strip()) for part in parts)


def only_blocks(tree: nodes.Template) -> set[str]:
    """The blocks of a template that is made of nothing else and prints no body; none for any other."""
    silent = (nodes.Block, nodes.Import, nodes.FromImport, nodes.Macro, nodes.Assign, nodes.Output)
    if any(not isinstance(node, silent) or says_something(node) for node in tree.body):
        return set()
    if any(name.name == "body" for name in tree.find_all(nodes.Name)):
        return set()
    return {block.name for block in tree.find_all(nodes.Block)}


def constant(node: nodes.Node) -> Any:
    """A value that is written out; UNKNOWN for whatever has to be worked out."""
    if isinstance(node, nodes.Const):
        return node.value
    if isinstance(node, nodes.List | nodes.Tuple):
        items = [constant(item) for item in node.items]
        return UNKNOWN if UNKNOWN in items else items
    return UNKNOWN


def spelled(node: nodes.Node) -> str:
    """A chain of names as it was written."""
    if isinstance(node, nodes.Getattr):
        return f"{spelled(node.node)}.{node.attr}"
    return node.name if isinstance(node, nodes.Name) else "…"
