"""The sandbox in which templates and `{{ … }}` in prose are worked out.

What goes in are views: small frozen objects whose texts are Markdown that is escaped already. What comes out is Markdown.
A template can read the views and call the few functions given to it, and nothing else: no methods, no string surgery that
could cut an escape in two, no filter that damages escaped text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, NoReturn

from jinja2 import StrictUndefined, TemplateError, TemplateNotFound, TemplateSyntaxError, UndefinedError, meta, nodes
from jinja2.exceptions import SecurityError
from jinja2.loaders import FunctionLoader
from jinja2.runtime import BlockReference, LoopContext, Macro, TemplateReference
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from undersigned.markdown import FIELD_OPEN, escape
from undersigned.models.base import Prose
from undersigned.problems import Problem, Refused, Span, did_you_mean

OUTPUT_LIMIT = 5_000_000
"""The longest text that one template may give, in characters."""

Context = Mapping[str, Any]


class View:
    """What templates may look into: its public attributes, and nothing more."""

    __slots__ = ()


class CallRefused(Exception):  # noqa: N818 - like `Refused`: the call is refused, nothing has gone wrong
    """A function that a template called cannot answer; drafting and templating turn it into a Problem."""

    def __init__(self, code: str, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.code, self.message, self.remedy = code, message, remedy


@dataclass(frozen=True, slots=True)
class Function(View):
    """Something a template can call. `known` gives the ids that its first argument may be, if it takes one."""

    call: Callable[..., Any]
    known: Callable[[], Mapping[str, Any] | list[str]] | None = None
    code: str = ""
    what: str = ""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        try:
            return self.call(*args, **kwargs)
        except TypeError:
            raise CallRefused("U505", "it is called with other values than it takes", "see README, “Names”") from None


def text(words: str) -> Markup:
    """Plain text as a view holds it: Markdown that reads as these words."""
    return Markup(escape(words))  # noqa: S704 - `escape` is our own, for Markdown


def markdown(words: str) -> Markup:
    """Text that is Markdown already."""
    return Markup(words)  # noqa: S704 - Markdown from a campaign's author; the parser knows no HTML


def _finalize(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, str) and not isinstance(value, Markup):
        return text(value)
    return value


class _Sandbox(ImmutableSandboxedEnvironment):
    intercepted_binops = frozenset({"*", "**", "%"})

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        readable = View | LoopContext | TemplateReference
        module = type(obj).__name__ == "TemplateModule"
        return (isinstance(obj, readable) or module) and not attr.startswith("_")

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


def _filters(environment: ImmutableSandboxedEnvironment) -> dict[str, Callable[..., Any]]:
    """The filters that leave escaped text whole."""
    stock = environment.filters
    join = stock["join"]

    def joined(eval_ctx: Any, value: Any, d: str = "", attribute: Any = None) -> Any:
        items = [item if isinstance(item, Markup) else _finalize(item) for item in _whole(value)]
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


@dataclass(frozen=True, slots=True)
class _Compiled:
    render: Any
    problems: tuple[Problem, ...]


@dataclass
class Templates:
    """Compiles and renders the templates of one run, each once.

    `find` gives a template's text and the file name to show for it, or None where there is no such template.
    """

    find: Callable[[str], tuple[str, str] | None]
    _prose: dict[Prose, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._environment = _Sandbox(
            autoescape=True,
            undefined=StrictUndefined,
            finalize=_finalize,
            loader=FunctionLoader(self._load),
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            cache_size=-1,
        )
        self._environment.globals = {}
        self._environment.filters = _filters(self._environment)
        self._files: dict[str, str] = {}

    def _load(self, name: str) -> tuple[str, str, Callable[[], bool]] | None:
        found = self.find(name)
        if found is None:
            return None
        source, file = found
        self._files[name] = file
        return source, file, lambda: True

    def file(self, name: str) -> str:
        """The file name to show for a template that has been rendered."""
        return self._files.get(name, name)

    def line(self, name: str, rendered: str) -> int:
        """The line of a template on which a rendered passage begins, as near as its first words tell; else 1."""
        found = self.find(name)
        first = rendered.lstrip().split("\n", 1)[0]
        for number, line in enumerate(found[0].split("\n") if found else (), 1):
            if (
                line.strip()
                and line.split("{", 1)[0].strip()[:20]
                and first.startswith(line.split("{", 1)[0].strip()[:20])
            ):
                return number
        return 1

    # --- prose ---

    def prose(self, prose: Prose, context: Context) -> str:
        """The Markdown of a prose field. Raises `Refused` with every wrong name in it."""
        if "{{" not in prose.text and "{%" not in prose.text and "{#" not in prose.text:
            return prose.text
        template = self._prose.get(prose)
        if template is None:
            template = self._prose[prose] = self._compile_prose(prose)
        problems = list(_faults(template.tree, set(template.names), context, _in_prose(prose)))
        if problems:
            raise Refused(problems)
        result = self._render(template.template, context, lambda _file, line: prose.span(line))
        if FIELD_OPEN in result:
            message = "a whole part of the letter cannot stand inside prose"
            raise Refused([Problem("U608", prose.span(), message, "write of it what you need, as `signatories.count`")])
        return result

    def _compile_prose(self, prose: Prose) -> _Prose:
        statement = re.search(r"\{[%#]", prose.text)
        if statement:
            line, column = _line_and_column(prose.text, statement.start())
            message = "a statement or comment of a template stands in prose"
            remedy = "use {{ … }} only, or put a template into the campaign’s folder"
            raise Refused([Problem("U504", prose.span(line, column), message, remedy)])
        try:
            tree = self._environment.parse(prose.text)
            names = {node.name for node in tree.find_all(nodes.Name) if node.ctx == "load"}
            code = self._environment.compile(tree, filename=prose.file)
        except TemplateSyntaxError as error:
            raise Refused([_syntax(error, prose.span(error.lineno))]) from None
        template = self._environment.template_class.from_code(self._environment, code, {})
        return _Prose(template, tree, frozenset(names))

    # --- letters ---

    def letter(self, name: str, context: Context) -> str:
        """The Markdown of a whole letter. Raises `Refused`, with the template's file and line."""
        problems = list(self._letter_faults(name, context, set()))
        if problems:
            raise Refused(problems)
        template = self._environment.get_template(name)
        return self._render(template, context, lambda file, line: Span(file, line))

    def _letter_faults(self, name: str, context: Context, seen: set[str]) -> Iterator[Problem]:
        """Every wrong name in a template and in those that it extends or imports."""
        if name in seen:
            return
        seen.add(name)
        loaded = self._load(name)
        if loaded is None:
            yield Problem("U506", Span(f"templates/letters/{name}"), f"there is no template “{name}”", "check its name")
            return
        source, file, _ = loaded
        try:
            tree = self._environment.parse(source, name, file)
            undeclared = meta.find_undeclared_variables(tree)
            self._environment.get_template(name)
        except TemplateSyntaxError as error:
            yield _syntax(error, Span(self._files.get(error.name or "", file), error.lineno))
            return
        except (TemplateError, AssertionError):  # a template that it refers to: reported below
            undeclared = set()
        yield from _faults(tree, undeclared - _declared(tree), context, _in_text(source, file))
        for reference in tree.find_all((nodes.Extends, nodes.Import, nodes.FromImport, nodes.Include)):
            target = getattr(reference, "template", None)
            if isinstance(target, nodes.Const) and self.find(target.value) is None:
                message = f"there is no template “{target.value}”"
                yield Problem("U506", Span(file, reference.lineno), message, "check its name")
            elif isinstance(target, nodes.Const):
                yield from self._letter_faults(target.value, context, seen)

    # --- both ---

    def _render(self, template: Any, context: Context, place: Callable[[str, int], Span]) -> str:
        parts: list[str] = []
        size = 0
        try:
            for part in template.generate(context):
                parts.append(part)
                size += len(part)
                if size > OUTPUT_LIMIT:
                    message = f"the text grows past {OUTPUT_LIMIT:,} characters"
                    raise Refused([Problem("U508", place(template.filename or "", 1), message, "look for a loop")])
        except Refused:
            raise
        except Exception as error:  # whatever a template brings about is the template's problem, said with its place
            self._refuse(error, template.filename or "", place)
        return "".join(parts)

    def _refuse(self, error: Exception, file: str, place: Callable[[str, int], Span]) -> NoReturn:
        names = {file, *self._files.values()}
        span = place(*(_where(error.__traceback__, names) or (file, 1)))
        if isinstance(error, CallRefused):
            problem = Problem(error.code, span, error.message, error.remedy)
        elif isinstance(error, UndefinedError):
            problem = Problem("U502", span, "a name in {{ … }} stands for nothing here", "check its spelling")
        elif isinstance(error, TemplateNotFound):
            problem = Problem("U506", span, f"there is no template “{error.name}”", "check its name")
        elif isinstance(error, SecurityError):
            problem = Problem("U507", span, f"the template asks for something that is not allowed: {error}")
        elif isinstance(error, TemplateSyntaxError):
            problem = _syntax(error, Span(self._files.get(error.name or "", file), error.lineno))
        else:
            problem = Problem("U505", span, "what stands in {{ … }} cannot be worked out", "check names and brackets")
        raise Refused([problem]) from None


@dataclass(frozen=True, slots=True)
class _Prose:
    template: Any
    tree: nodes.Template
    names: frozenset[str]


def _syntax(error: TemplateSyntaxError, span: Span) -> Problem:
    return Problem("U501", span, f"the template cannot be read: {error.message}", "check {{ … }} and {% … %} there")


def _where(traceback: TracebackType | None, files: set[str]) -> tuple[str, int] | None:
    """The innermost line of a template in a traceback (Jinja rewrites tracebacks so that they name templates)."""
    found = None
    while traceback is not None:
        file = traceback.tb_frame.f_code.co_filename
        if file in files:
            found = (file, traceback.tb_lineno)
        traceback = traceback.tb_next
    return found


def _line_and_column(source: str, offset: int) -> tuple[int, int]:
    return source.count("\n", 0, offset) + 1, offset - (source.rfind("\n", 0, offset) + 1) + 1


def _declared(tree: nodes.Template) -> set[str]:
    """The names that a template gives to its own imports, macros and settings; its blocks see them too."""
    names = {macro.name for macro in tree.find_all(nodes.Macro)}
    names |= {node.target for node in tree.find_all(nodes.Import)}
    names |= {
        name if isinstance(name, str) else name[1] for node in tree.find_all(nodes.FromImport) for name in node.names
    }
    return names | {name.name for node in tree.find_all(nodes.Assign) for name in node.find_all(nodes.Name)}


Locate = Callable[[int, str], Span]


def _column(lines: list[str], line: int, word: str) -> int:
    content = lines[line - 1] if line <= len(lines) else ""
    match = re.search(rf"\{{[{{%].*?(?<![\w.]){re.escape(word)}(?!\w)", content)
    return match.end() - len(word) + 1 if match else 1


def _in_text(source: str, file: str) -> Locate:
    lines = source.split("\n")
    return lambda line, word: Span(file, line, _column(lines, line, word))


def _in_prose(prose: Prose) -> Locate:
    lines = prose.text.split("\n")
    return lambda line, word: prose.span(line, _column(lines, line, word))


def _faults(tree: nodes.Template, undeclared: set[str], context: Context, locate: Locate) -> Iterator[Problem]:
    """Wrong names, wrong attributes of views, and unknown ids in calls."""
    for name in tree.find_all(nodes.Name):
        if name.ctx == "load" and name.name in undeclared and name.name not in context:
            remedy = did_you_mean(name.name, context) or "see README, “Names”"
            yield Problem("U502", locate(name.lineno, name.name), f"nothing is called “{name.name}” here", remedy)
    for attribute in tree.find_all(nodes.Getattr):
        owner = _value(attribute.node, context, undeclared)
        if isinstance(owner, View) and not hasattr(owner, attribute.attr):
            known = [name for name in dir(owner) if not name.startswith("_")]
            remedy = did_you_mean(attribute.attr, known) or f"it has {', '.join(known)}"
            span = locate(attribute.lineno, _spelled(attribute))
            yield Problem("U503", span, f"there is no “{_spelled(attribute)}”", remedy)
    for call in tree.find_all(nodes.Call):
        yield from _unknown_id(call, context, undeclared, locate)


def _unknown_id(call: nodes.Call, context: Context, undeclared: set[str], locate: Locate) -> Iterator[Problem]:
    function = _value(call.node, context, undeclared)
    if not isinstance(function, Function) or function.known is None:
        return
    first = call.args[0] if call.args else None
    if isinstance(first, nodes.Const) and (not isinstance(first.value, str) or first.value not in function.known()):
        wanted = str(first.value)
        remedy = did_you_mean(wanted, function.known()) or f"write it into the file of {function.what}s first"
        assert isinstance(call.node, nodes.Name)
        yield Problem(
            function.code, locate(call.lineno, call.node.name), f"no {function.what} is called “{wanted}”", remedy
        )


def _value(node: nodes.Node, context: Context, undeclared: set[str]) -> Any:
    """What a chain of names stands for, as far as it can be told before rendering."""
    if isinstance(node, nodes.Name):
        return context.get(node.name) if node.name in undeclared else None
    if isinstance(node, nodes.Getattr):
        owner = _value(node.node, context, undeclared)
        return getattr(owner, node.attr, None) if isinstance(owner, View) else None
    return None


def _spelled(node: nodes.Node) -> str:
    if isinstance(node, nodes.Getattr):
        return f"{_spelled(node.node)}.{node.attr}"
    return node.name if isinstance(node, nodes.Name) else "…"
