"""Templates and prose, compiled once and rendered in the sandbox.

What goes in are views: small frozen objects whose texts are Markdown that is escaped already. What comes out is
Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, NoReturn

from jinja2 import BaseLoader, Environment, StrictUndefined, Template, nodes
from jinja2.exceptions import SecurityError, TemplateError, TemplateNotFound, TemplateSyntaxError, UndefinedError

from undersigned.markdown import FIELD_OPEN
from undersigned.models.base import Prose
from undersigned.problems import Problem, Refused, Span, did_you_mean
from undersigned.sandbox import CallRefused, Context, Sandbox, filters, finalize
from undersigned.template_names import faults, in_prose, in_text

OUTPUT_LIMIT = 5_000_000
"""The longest text that one template may give, in characters."""

_BROUGHT_ABOUT = (
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


@dataclass(slots=True)
class _Parsed:
    """A template as read: its tree, for the checks, and once it is needed, its code."""

    tree: nodes.Template
    source: str
    file: str
    template: Template | None = None
    lines: dict[str, int] = field(default_factory=dict)
    """The line of the template that each first line of a rendered passage comes from, as far as it was asked for."""

    def numbered(self) -> Iterator[tuple[int, str]]:
        return enumerate(self.source.split("\n"), 1)


class _Loader(BaseLoader):
    """Gives Jinja the templates that `Templates` has parsed already, when one extends or imports another."""

    def __init__(self, compiled: Callable[[str], Template | None]) -> None:
        self._compiled = compiled

    def load(self, environment: Environment, name: str, globals: Any = None) -> Template:  # noqa: A002 - Jinja's name
        template = self._compiled(name)
        if template is None:
            raise TemplateNotFound(name)
        return template


@dataclass
class Templates:
    """Compiles and renders the templates of one run, each once.

    `find` gives a template's text and the file name to show for it, or None where there is no such template.
    """

    find: Callable[[str], tuple[str, str] | None]
    _prose: dict[Prose, _Parsed] = field(default_factory=dict)
    _letters: dict[str, _Parsed | None] = field(default_factory=dict)
    _checked: set[tuple[object, frozenset[str]]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._environment = Sandbox(
            autoescape=True,
            undefined=StrictUndefined,
            finalize=finalize,
            loader=_Loader(self._compiled),
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            cache_size=-1,
        )
        self._environment.globals = {}
        self._environment.filters = filters(self._environment)

    def file(self, name: str) -> str:
        """The file name to show for a template."""
        parsed = self._parsed(name)
        return parsed.file if parsed else name

    def line(self, name: str, rendered: str) -> int:
        """The line of a template on which a rendered passage begins, as near as its first words tell; else 1."""
        parsed = self._parsed(name)
        if parsed is None:
            return 1
        first = rendered.lstrip().split("\n", 1)[0]
        if first not in parsed.lines:
            begins = ((number, line.split("{", 1)[0].strip()[:20]) for number, line in parsed.numbered())
            parsed.lines[first] = next((n for n, words in begins if words and first.startswith(words)), 1)
        return parsed.lines[first]

    def prose(self, prose: Prose, context: Context) -> str:
        """The Markdown of a prose field. Raises `Refused` with every wrong name in it."""
        if "{{" not in prose.text and "{%" not in prose.text and "{#" not in prose.text:
            return prose.text
        parsed = self._prose.get(prose)
        if parsed is None:
            parsed = self._prose[prose] = self._parsed_prose(prose)
        self._check(prose, context, lambda: faults(parsed.tree, context, in_prose(prose)))
        if parsed.template is None:
            parsed.template = self._template(parsed, None, prose.span)
        result = self._render(parsed.template, context, lambda _file, line: prose.span(line))
        if FIELD_OPEN in result:
            message = "a whole part of the letter cannot stand inside prose"
            raise Refused([Problem("U608", prose.span(), message, "write of it what you need, as `signatories.count`")])
        return result

    def letter(self, name: str, context: Context) -> str:
        """The Markdown of a whole letter. Raises `Refused`, with the template's file and line."""
        self._check(name, context, lambda: self._letter_faults(name, context, set()))
        template = self._compiled(name)
        assert template is not None, "the check has found it"  # noqa: S101 - a fault of the program, not of the input
        return self._render(template, context, Span)

    def _check(self, what: object, context: Context, look: Callable[[], Iterator[Problem]]) -> None:
        """Looks for wrong names, once for each template and set of names."""
        key = (what, frozenset(context))
        if key in self._checked:
            return
        problems = list(look())
        if problems:
            raise Refused(problems)
        self._checked.add(key)

    def _parsed_prose(self, prose: Prose) -> _Parsed:
        statement = re.search(r"\{[%#]", prose.text)
        if statement:
            line, column = _line_and_column(prose.text, statement.start())
            message = "a statement or comment of a template stands in prose"
            remedy = "use {{ … }} only, or put a template into the campaign’s folder"
            raise Refused([Problem("U504", prose.span(line, column), message, remedy)])
        try:
            return _Parsed(self._environment.parse(prose.text), prose.text, prose.file)
        except TemplateSyntaxError as error:
            raise Refused([_syntax(prose.span(error.lineno))]) from None

    def _parsed(self, name: str) -> _Parsed | None:
        """A letter's template, parsed; None where there is none. Raises TemplateSyntaxError."""
        if name not in self._letters:
            found = self.find(name)
            self._letters[name] = found and _Parsed(self._environment.parse(found[0], name, found[1]), *found)
        return self._letters[name]

    def _compiled(self, name: str) -> Template | None:
        parsed = self._parsed(name)
        if parsed is not None and parsed.template is None:
            parsed.template = self._template(parsed, name, lambda line: Span(parsed.file, line))
        return parsed.template if parsed else None

    def _template(self, parsed: _Parsed, name: str | None, place: Callable[[int], Span]) -> Template:
        try:
            code = self._environment.compile(parsed.tree, name, parsed.file)
        except TemplateSyntaxError as error:
            raise Refused([_syntax(place(error.lineno))]) from None
        return self._environment.template_class.from_code(self._environment, code, {})

    def _letter_faults(self, name: str, context: Context, seen: set[str]) -> Iterator[Problem]:
        """Every wrong name in a template and in those that it extends or imports."""
        if name in seen:
            return
        seen.add(name)
        try:
            parsed = self._parsed(name)
        except TemplateSyntaxError as error:
            yield _syntax(Span(error.filename or name, error.lineno))
            return
        if parsed is None:
            yield Problem("U506", Span(f"templates/letters/{name}"), f"there is no template “{name}”", "check its name")
            return
        yield from faults(parsed.tree, context, in_text(parsed.source, parsed.file))
        yield from self._lost(parsed)
        for reference in parsed.tree.find_all((nodes.Extends, nodes.Import, nodes.FromImport, nodes.Include)):
            target = getattr(reference, "template", None)
            if not isinstance(target, nodes.Const):
                continue
            if self.find(target.value) is None:
                message = f"there is no template “{target.value}”"
                yield Problem("U506", Span(parsed.file, reference.lineno), message, "check its name")
            else:
                yield from self._letter_faults(target.value, context, seen)

    def _lost(self, parsed: _Parsed) -> Iterator[Problem]:
        """What a template that extends another says in vain: blocks that the other lacks, text outside blocks."""
        extended = parsed.tree.find(nodes.Extends)
        if extended is None or not isinstance(extended.template, nodes.Const):
            return
        known = self._blocks(extended.template.value)
        if known is None:
            return
        for block in parsed.tree.find_all(nodes.Block):
            if block.name not in known:
                remedy = did_you_mean(block.name, known) or f"it has {', '.join(sorted(known))}"
                message = f"“{extended.template.value}” has no block “{block.name}”, so this would not be printed"
                yield Problem("U510", Span(parsed.file, block.lineno), message, remedy)
        for node in parsed.tree.body:
            if isinstance(node, nodes.Output) and any(_says_something(part) for part in node.nodes):
                message = "what stands outside the blocks of this template would not be printed"
                remedy = "put it between {% block … %} and {% endblock %}"
                yield Problem("U510", Span(parsed.file, node.lineno), message, remedy)

    def _blocks(self, name: str) -> set[str] | None:
        """The blocks of a template and of all that it extends; None where one of them cannot be read."""
        try:
            parsed = self._parsed(name)
        except TemplateSyntaxError:
            return None
        if parsed is None:
            return None
        own = {block.name for block in parsed.tree.find_all(nodes.Block)}
        extended = parsed.tree.find(nodes.Extends)
        if extended is None:
            return own
        inherited = self._blocks(extended.template.value) if isinstance(extended.template, nodes.Const) else None
        return None if inherited is None else own | inherited

    def _render(self, template: Template, context: Context, place: Callable[[str, int], Span]) -> str:
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
        except _BROUGHT_ABOUT as error:  # what a template brings about is the template's problem, said with its place
            self._refuse(error, template.filename or "", place)
        return "".join(parts)

    def _refuse(self, error: Exception, file: str, place: Callable[[str, int], Span]) -> NoReturn:
        names = {file, *(parsed.file for parsed in self._letters.values() if parsed)}
        span = place(*(_where(error.__traceback__, names) or (file, 1)))
        if isinstance(error, CallRefused):
            problem = Problem(error.code, span, error.message, error.remedy)
        elif isinstance(error, UndefinedError):
            problem = Problem("U502", span, "a name in {{ … }} stands for nothing here", "check its spelling")
        elif isinstance(error, TemplateNotFound):
            problem = Problem("U506", span, f"there is no template “{error.name}”", "check its name")
        elif isinstance(error, SecurityError):
            problem = Problem("U507", span, f"this is not allowed in a template: {error}", "see README, “Names”")
        elif isinstance(error, TemplateSyntaxError):
            problem = _syntax(Span(error.filename or file, error.lineno))
        else:
            problem = Problem("U505", span, "what stands in {{ … }} cannot be worked out", "check names and brackets")
        raise Refused([problem]) from None


def _syntax(span: Span) -> Problem:
    remedy = "check brackets, quotation marks, and that each {% if … %} or {% block … %} has its end"
    return Problem("U501", span, "what stands in {{ … }} or {% … %} here cannot be read", remedy)


def _says_something(part: nodes.Node) -> bool:
    return not isinstance(part, nodes.TemplateData) or bool(part.data.strip())


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
