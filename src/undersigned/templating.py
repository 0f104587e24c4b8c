"""Templates and prose, compiled once and rendered in the sandbox.

What goes in are views: small frozen objects whose texts are Markdown that is escaped already. What comes out is
Markdown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Any, NoReturn

from jinja2 import BaseLoader, Environment, StrictUndefined, Template, nodes
from jinja2.exceptions import TemplateNotFound, TemplateSyntaxError

from undersigned.braces import At, Lines, Locate, in_prose, in_text, locator, no_lines, offset_of
from undersigned.markdown import FIELD_OPEN
from undersigned.models.base import Prose
from undersigned.problems import Problem, Refused, Span, did_you_mean
from undersigned.sandbox import (
    BROUGHT_ABOUT,
    Context,
    Sandbox,
    filters,
    finalize,
    line_of,
    only_blocks,
    said_of,
    says_something,
)
from undersigned.template_names import faults, unanswered
from undersigned.template_syntax import cannot_be_read, statements, unreadable, unreadable_template

Look = Callable[[nodes.Template, Context, Locate], Iterator[Problem]]

OUTPUT_LIMIT = 5_000_000
"""The longest text that one template may give, in characters."""


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

    `find` gives a template's text and the file name to show for it, or None where there is no such template; `lines`
    those of the files in which prose stands, for the exact places of what is wrong in it; `known` the names of all
    templates, for those that are not there.
    """

    find: Callable[[str], tuple[str, str] | None]
    lines: Lines = no_lines
    known: Callable[[], Iterable[str]] = tuple
    _prose: dict[Prose, _Parsed] = field(default_factory=dict)
    _letters: dict[str, _Parsed | None] = field(default_factory=dict)
    _files: set[str] = field(default_factory=set)
    """The files of all letters' templates that were asked for."""
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
        """The Markdown of a prose field. Raises `Refused` with all that is wrong in it."""
        if "{{" not in prose.text and "{%" not in prose.text and "{#" not in prose.text:
            return prose.text
        at = in_prose(prose, self.lines)
        parsed = self._prose.get(prose)
        if parsed is None:
            parsed = self._prose[prose] = self._parsed_prose(prose, at, context)

        def wrong(look: Look) -> list[Problem]:
            return list(look(parsed.tree, context, locator(prose.text, at)))

        self._check(prose, context, lambda: iter(wrong(faults)), lambda: wrong(unanswered))
        if parsed.template is None:
            parsed.template = self._template(parsed, None, prose.span)
        try:
            result = self._render(parsed.template, context, lambda _file, line: at(offset_of(prose.text, line, "")))
        except Refused as refused:
            # What stopped it is one of perhaps many, and known by its line alone.
            found = wrong(unanswered)
            said = {(problem.span.file, problem.span.line) for problem in found}
            rest = [one for one in refused.problems if (one.span.file, one.span.line) not in said]
            raise Refused([*found, *rest]) from None
        if FIELD_OPEN in result:
            message, remedy = "a whole part of the letter cannot stand inside prose", "write of it what you need"
            raise Refused(wrong(unanswered) or [Problem("U608", prose.span(), message, remedy)])
        return result

    def letter(self, name: str, context: Context, user: str = "", stock: str = "") -> str:
        """The Markdown of a whole letter; `user` says whose it is, for messages, `stock` which template it may extend.
        Raises `Refused`, with the places of what is wrong in its templates."""
        try:
            self._check(
                name, context, lambda: chain(self._extends_nothing(name, stock), self._letter_faults(name, context))
            )
            template = self._compiled(name)
            assert template is not None, "the check has found it"  # noqa: S101 - a fault of the program, not of the input
            return self._render(template, context, self._at_tag)
        except Refused as refused:
            raise Refused(self._used(problem, user) for problem in refused.problems) from None

    def _used(self, problem: Problem, user: str) -> Problem:
        """A problem of a template with whose letter is drafted from it."""
        if not user or problem.span.file not in self._files:
            return problem
        return replace(problem, message=f"{problem.message}; {user} is drafted from this template")

    def _at_tag(self, file: str, line: int) -> Span:
        """The first tag on a line of a template."""
        parsed = next((parsed for parsed in self._letters.values() if parsed and parsed.file == file), None)
        return in_text(parsed.source, file)(offset_of(parsed.source, line, "")) if parsed else Span(file, line)

    def _check(
        self,
        what: object,
        context: Context,
        look: Callable[[], Iterator[Problem]],
        further: Callable[[], list[Problem]] = list,
    ) -> None:
        """Looks for wrong names, once for each template and set of names; `further` is looked for where some are."""
        key = (what, frozenset(context))
        if key in self._checked:
            return
        problems = list(look())
        if problems:
            said = {problem.span for problem in problems}
            raise Refused([*problems, *(problem for problem in further() if problem.span not in said)])
        self._checked.add(key)

    def _parsed_prose(self, prose: Prose, at: At, context: Context) -> _Parsed:
        problems = [*statements(prose.text, at), *unreadable(prose.text, at, self._is_readable, context)]
        if problems:
            raise Refused(problems)
        try:
            return _Parsed(self._environment.parse(prose.text), prose.text, prose.file)
        except TemplateSyntaxError as error:
            raise Refused([cannot_be_read(at(offset_of(prose.text, error.lineno, "")))]) from None

    def _is_readable(self, text: str) -> bool:
        try:
            self._environment.parse(text)
        except TemplateSyntaxError:
            return False
        return True

    def _parsed(self, name: str) -> _Parsed | None:
        """A letter's template, parsed; None where there is none. Raises TemplateSyntaxError."""
        if name not in self._letters:
            found = self._found(name)
            self._letters[name] = found and _Parsed(self._environment.parse(found[0], name, found[1]), *found)
        return self._letters[name]

    def _found(self, name: str) -> tuple[str, str] | None:
        found = self.find(name)
        self._files.update([found[1]] if found else ())
        return found

    def _compiled(self, name: str) -> Template | None:
        parsed = self._parsed(name)
        if parsed is not None and parsed.template is None:
            parsed.template = self._template(parsed, name, lambda line: Span(parsed.file, line))
        return parsed.template if parsed else None

    def _template(self, parsed: _Parsed, name: str | None, place: Callable[[int], Span]) -> Template:
        try:
            code = self._environment.compile(parsed.tree, name, parsed.file)
        except TemplateSyntaxError as error:
            raise Refused([cannot_be_read(place(error.lineno))]) from None
        return self._environment.template_class.from_code(self._environment, code, {})

    def root(self, name: str) -> str:
        """The template that a letter extends in the end; itself where it extends none."""
        seen: list[str] = []
        while name not in seen and (parsed := self._parsed(name)):
            seen.append(name)
            extended = parsed.tree.find(nodes.Extends)
            if extended is not None and isinstance(extended.template, nodes.Const):
                name = str(extended.template.value)
        return seen[-1] if seen else name

    def _extends_nothing(self, name: str, stock: str) -> Iterator[Problem]:
        """A template of nothing but blocks of the one that it may extend, and does not."""
        try:
            parsed = self._parsed(name)
        except TemplateSyntaxError:
            return
        if parsed is None or not stock:
            return
        blocks = only_blocks(parsed.tree)
        if blocks and blocks <= (self._blocks(stock) or set()):
            message = "this template does not say which letter it changes, so that only its own blocks would be printed"
            remedy = f'write as its first line: {{% extends "{stock}" %}}'
            yield Problem("U510", Span(parsed.file), message, remedy)

    def _letter_faults(
        self, name: str, context: Context, seen: set[str] | None = None, around: tuple[str, ...] = ()
    ) -> Iterator[Problem]:
        """Every wrong name in a template and in those that it is made of; `around` are those that lead to it."""
        seen = set() if seen is None else seen
        if name in seen:
            return
        seen.add(name)
        try:
            parsed = self._parsed(name)
        except TemplateSyntaxError as error:
            yield from self._unreadable(name, error.lineno, context)
            return
        if parsed is None:
            yield self._missing(name, Span(f"templates/letters/{name}"))
            return
        at = in_text(parsed.source, parsed.file)
        yield from faults(parsed.tree, context, locator(parsed.source, at))
        yield from self._lost(parsed)
        for reference in parsed.tree.find_all((nodes.Extends, nodes.Import, nodes.FromImport, nodes.Include)):
            target = getattr(reference, "template", None)
            if not isinstance(target, nodes.Const):
                continue
            place = at(offset_of(parsed.source, target.lineno, target.value))
            if self.find(target.value) is None:
                yield self._missing(target.value, place)
            elif target.value in (name, *around):
                message = f"this template is made of “{target.value}”, which is made of this one"
                yield Problem("U508", place, message, "name another template here")
            else:
                yield from self._letter_faults(target.value, context, seen, (name, *around))

    def _unreadable(self, name: str, line: int, context: Context) -> Iterator[Problem]:
        """What is wrong with a template that cannot be read, all of it if that can be told."""
        text, file = self._found(name) or ("", name)
        at = in_text(text, file)
        found = list(unreadable_template(text, at, self._is_readable, context))
        yield from found or [cannot_be_read(at(offset_of(text, line, "")))]

    def _missing(self, name: str, span: Span) -> Problem:
        remedy = did_you_mean(name, self.known()) or "write its folder and file, as joint-letter/letter.md.j2"
        return Problem("U506", span, f"there is no template “{name}”", remedy)

    def _lost(self, parsed: _Parsed) -> Iterator[Problem]:
        """What a template that extends another says in vain: blocks that the other lacks, text outside blocks."""
        extended = parsed.tree.find(nodes.Extends)
        if extended is None or not isinstance(extended.template, nodes.Const):
            return
        known = self._blocks(extended.template.value)
        if known is None:
            return
        at = in_text(parsed.source, parsed.file)
        for block in parsed.tree.find_all(nodes.Block):
            if block.name not in known:
                remedy = did_you_mean(block.name, known) or f"it has {', '.join(sorted(known))}"
                message = f"“{extended.template.value}” has no block “{block.name}”, so this would not be printed"
                yield Problem("U510", at(offset_of(parsed.source, block.lineno, block.name)), message, remedy)
        for node in parsed.tree.body:
            if says_something(node):
                message = "what stands outside the blocks of this template would not be printed"
                remedy = "put it between {% block … %} and {% endblock %}"
                yield Problem("U510", Span(parsed.file, node.lineno), message, remedy)

    def _blocks(self, name: str, around: tuple[str, ...] = ()) -> set[str] | None:
        """The blocks of a template and of all that it extends; None where one cannot be read, or is `around`."""
        if name in around:
            return None
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
        if not isinstance(extended.template, nodes.Const):
            return None
        inherited = self._blocks(extended.template.value, (name, *around))
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
        except BROUGHT_ABOUT as error:  # what a template brings about is the template's problem, said with its place
            self._refuse(error, template.filename or "", place)
        return "".join(parts)

    def _refuse(self, error: Exception, file: str, place: Callable[[str, int], Span]) -> NoReturn:
        names = {file, *(parsed.file for parsed in self._letters.values() if parsed)}
        span = place(*(line_of(error.__traceback__, names) or (file, 1)))
        if isinstance(error, TemplateNotFound):
            problem = self._missing(str(error.name), span)
        elif isinstance(error, TemplateSyntaxError):
            problem = cannot_be_read(Span(error.filename or file, error.lineno))
        else:
            problem = said_of(error, span)
        raise Refused([problem]) from None
