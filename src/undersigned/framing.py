"""Demands in the frame that a document asks for: numbered imperatives, operative clauses, bullets, prose."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup

from undersigned import language, numbering, views
from undersigned.brief import Brief
from undersigned.document import (
    Block,
    BulletList,
    Clause,
    Heading,
    ListItem,
    OperativeClauses,
    OrderedList,
    Origin,
    Paragraph,
    Text,
)
from undersigned.library import wrongly_filled
from undersigned.markdown import Place
from undersigned.models.base import Prose
from undersigned.models.demand import FRAMES, Also, Demand, Frame, ListMarks, Parameter, Wording
from undersigned.models.shared import Addressee
from undersigned.problems import Problem, Refused, Span
from undersigned.sandbox import Context, as_markdown, markdown
from undersigned.templating import Templates
from undersigned.workspace import STOCK_NAME

Parse = Callable[[str, Place], tuple[Block, ...]]

_NAMES_ACTOR = re.compile(r"\{\{[^}]*\bactor\b")
_SEMICOLONS: frozenset[Frame] = frozenset({"clause", "noun", "gerund", "infinitive"})
_SENTENCES: frozenset[Frame] = frozenset({"imperative", "should", "sentence"})
_OF_THE_CAMPAIGN = frozenset({"U304", "U406"})
"""Problems that arise in the words of a block and are mended in the campaign."""
_MADE_OF_THE_ACT = ("imperative", "infinitive", "should")
_OF_THE_LETTER = ("addressees", "salutation")
"""What the words of a demand cannot name, as they stand in other documents, too."""


@dataclass(frozen=True, slots=True)
class Framing:
    """Puts the demands of one brief into words. `parse` makes blocks of Markdown, `context` is what prose can name."""

    brief: Brief
    templates: Templates
    context: Context
    parse: Parse

    def blocks(self) -> tuple[Block, ...]:
        """Every demand that the document lists, group by group."""
        frame = self.brief.kind.frame
        if frame is None:
            return ()
        blocks: list[Block] = []
        problems: list[Problem] = []
        for index, one in enumerate(numbering.lists(self.brief.campaign, self.brief.kind), 1):
            try:
                blocks += self._introduction(one.group.heading, one.group.lead_in, f"demands-{index}")
                items = self._items(one.demands, frame)
            except Refused as refused:
                problems += refused.problems
                continue
            blocks += assemble(items, frame, one.marks, one.start)
        if problems:
            raise Refused(problems)
        return tuple(blocks)

    def commitments(self) -> tuple[Block, ...]:
        """What those who sign promise: phrases that complete the lead-in, parted by semicolons."""
        promised = self.brief.campaign.commitments
        if promised is None:
            return ()
        introduction = self._introduction(promised.heading, promised.lead_in, "commitments")
        items = []
        for position, item in enumerate(promised.items):
            words = self._words(item, item.act, None) if item.act else self._framed(item, "infinitive")
            items.append(
                self._item(item, words, self._mark(position, len(promised.items), semicolons=True), "infinitive")
            )
        return (*introduction, *assemble(items, "infinitive", promised.marks, 1))

    def ask(self, demand: Demand, given: dict[str, tuple[str, ...]]) -> str:
        """A demand as prose takes it up, `to release all prisoners`; what is Markup in `given` is Markdown already."""
        head, _ = self._framed(demand.model_copy(update={"with_": {**demand.with_, **given}}), "infinitive")
        return language.unended(head)

    def words(self, demand: Demand, frame: Frame) -> str:
        """A demand in one frame, without the marks that its position in a list gives."""
        return self._framed(demand, frame)[0]

    def _introduction(self, heading: str | None, lead_in: Prose | None, name: str) -> list[Block]:
        blocks: list[Block] = []
        if heading:
            place = lead_in.span() if lead_in else self.brief.span
            blocks.append(Heading(2, (Text(heading),), Origin(place.file, place.line, "field", f"{name}-heading")))
        if lead_in:
            rendered = self.templates.prose(lead_in, self.context)
            blocks += self.parse(rendered, Place(lead_in.file, lead_in.line, "field", f"{name}-lead-in"))
        return blocks

    def _items(self, demands: Sequence[Demand], frame: Frame) -> list[ListItem]:
        problems: list[Problem] = []
        items: list[ListItem] = []
        for position, demand in enumerate(demands):
            mark = self._mark(position, len(demands), semicolons=frame in _SEMICOLONS)
            try:
                items.append(self._item(demand, self._bound(demand, frame), mark, frame))
            except Refused as refused:
                problems += refused.problems
        if problems:
            raise Refused(problems)
        return items

    def _item(self, demand: Demand, words: tuple[str, str], mark: str, frame: Frame) -> ListItem:
        """One item of a list, `mark` being what its position puts at its end, after what stands below it."""
        head, rest = words
        span = _span(demand, self.brief)
        place = Place(span.file, span.line, "demand", demand.id)
        said = language.words(self.brief.campaign.language)
        ended = language.punctuate(head, said.colon if demand.items else mark)
        first, *others = self.parse(_after_heading(demand, ended, frame, said.colon) + rest, place)
        if demand.items:
            others += assemble(self._parts(demand, frame, mark), "infinitive", demand.marks, 1)
        return ListItem((replace(first, origin=None), *others), Origin(span.file, span.line, "demand", demand.id))

    def _mark(self, position: int, count: int, *, semicolons: bool) -> str:
        """What stands behind the words in a place of a list, counted from 0."""
        if not semicolons or position == count - 1:
            return "."
        return language.words(self.brief.campaign.language).semicolons[position == count - 2]

    def _parts(self, demand: Demand, frame: Frame, mark: str) -> list[ListItem]:
        """The demands below a demand: phrases that complete its words, the last one ended as the demand would be."""
        inner = frame if frame in ("noun", "gerund") else "infinitive"
        items = []
        last = len(demand.items) - 1
        for position, stated in enumerate(demand.items):
            part = stated if stated.actor else stated.model_copy(update={"actor": demand.actor})
            words = self._framed(part, inner) if inner != "infinitive" else self._bare(part)
            ended = mark if position == last else self._mark(position, last + 1, semicolons=True)
            items.append(self._item(part, words, ended, inner))
        return items

    def _bare(self, demand: Demand) -> tuple[str, str]:
        """The bare infinitive of a demand, `release all prisoners`."""
        wording = _wording(demand, self.brief.campaign.language)
        if wording.act is None:
            raise self._lacks(demand, "act")
        return self._words(demand, wording.act, self._actor(demand))

    def _bound(self, demand: Demand, frame: Frame) -> tuple[str, str]:
        """The words in a list whose lead-in speaks to the target, said of another where another must act."""
        target = self.brief.campaign.target
        if frame in ("clause", "should") or demand.actor is None or (target and demand.actor == target.id):
            return self._framed(demand, frame)
        wording = _wording(demand, self.brief.campaign.language)
        written: Prose | None = getattr(wording, frame)
        if written is None and frame == "imperative":
            return self._framed(demand, "should")
        head, rest = self._framed(demand, frame)
        actor = self._actor(demand)
        if (written and _NAMES_ACTOR.search(written.text)) or (actor and actor.name.casefold() in head.casefold()):
            return head, rest
        message = f"the demand “{demand.id}” is for another than the target, and its words as {frame} do not say so"
        remedy = f"name {{{{ actor }}}} in “{frame}: …”, or leave the demand out of the {self.brief.document}"
        raise Refused([Problem("U407", _stated(demand, self.brief), message, remedy)])

    def _framed(self, demand: Demand, frame: Frame) -> tuple[str, str]:
        """The words in the frame, and what stands below them (the texts of notes)."""
        if demand.operative:
            head, rest = self._words(demand, demand.operative, None)
            return f"*{views.line(demand.verb)}* {head}", rest
        actor = self._actor(demand)
        wording = _wording(demand, self.brief.campaign.language)
        written: Prose | None = getattr(wording, frame)
        if frame == "clause":
            return self._clause(demand, wording, actor)
        if written:
            head, rest = self._words(demand, written, actor)
            if frame in _SENTENCES:
                head = language.with_pronoun(language.sentence_case(head), self.brief.campaign.language)
        elif wording.act and (frame == "imperative" or self._makes_frames()):
            head, rest = self._words(demand, wording.act, actor)
            head = self._made(head, frame, demand, actor)
        else:
            raise self._lacks(demand, frame)
        if frame == "imperative" and wording.detail:
            detail, notes = self._words(demand, wording.detail, actor)
            return f"{language.punctuate(head, '.')} {detail}", rest + notes
        return head, rest

    def _made(self, act: str, frame: Frame, demand: Demand, actor: Addressee | None) -> str:
        if frame == "imperative":
            return language.imperative(act)
        spoken = self.brief.campaign.language
        if frame == "infinitive":
            return language.infinitive(act, spoken)
        if frame == "should":
            return language.should(self._name(demand, actor, as_you=True), act, spoken)
        raise self._lacks(demand, frame)

    def _clause(self, demand: Demand, wording: Wording, actor: Addressee | None) -> tuple[str, str]:
        if wording.clause:
            head, rest = self._words(demand, wording.clause, actor, in_clause=True)
        elif wording.act and self._makes_frames():
            act, rest = self._words(demand, wording.act, actor, in_clause=True)
            head = language.called_upon(self._name(demand, actor), act, self.brief.campaign.language)
        else:
            raise self._lacks(demand, "clause")
        if not wording.verb:
            message = f"the demand “{demand.id}” has no verb for an operative clause"
            raise Refused([Problem("U405", _stated(demand, self.brief), message, "add “verb: Calls upon”")])
        for also in wording.also:
            second, notes = self._also(demand, also, actor)
            semicolon = language.words(self.brief.campaign.language).semicolons[0]
            head, rest = f"{language.punctuate(head, semicolon)} {second}", rest + notes
        return f"*{views.line(wording.verb)}* {head}", rest

    def _also(self, demand: Demand, also: Also, actor: Addressee | None) -> tuple[str, str]:
        second = self._known(also.actor) if also.actor else actor
        act, rest = self._words(demand, also.act, second, in_clause=True)
        link = f"{views.line(also.link)} " if also.link else ""
        called = language.called_upon(self._name(demand, second), act, self.brief.campaign.language)
        return f"{link}*{views.line(also.verb)}* {called}", rest

    def _words(
        self, demand: Demand, prose: Prose, actor: Addressee | None, *, in_clause: bool = False
    ) -> tuple[str, str]:
        """A phrase on one line, its parameters filled in, and what stands below its first paragraph.

        A clause is what a resolution says: the letter speaks to nobody in it.
        """
        try:
            rendered = self.templates.prose(prose, self._context(demand, actor, in_clause)).strip()
        except Refused as refused:
            raise Refused(self._where_used(problem, demand) for problem in refused.problems) from None
        head, _, rest = rendered.partition("\n\n")
        return " ".join(head.split("\n")), f"\n\n{rest}" if rest else ""

    def _where_used(self, problem: Problem, demand: Demand) -> Problem:
        """A problem of a block that is the campaign's, with the place where the campaign uses the block."""
        return replace(problem, span=_stated(demand, self.brief)) if problem.code in _OF_THE_CAMPAIGN else problem

    def _context(self, demand: Demand, actor: Addressee | None, in_clause: bool) -> Context:
        """What the words of a demand can name: parameters, the actor, and the letter's names but its addressees."""
        spoken = self.brief.campaign.language
        context = {name: value for name, value in self.context.items() if name not in _OF_THE_LETTER}
        for name, parameter in demand.parameters.items():
            context[name] = self._filled(parameter, demand.with_.get(name))
        possessives = language.words(spoken).possessives
        if actor:
            addressed = not in_clause and self.brief.speaks_to(actor)
            view = views.actor(actor, spoken, addressed=addressed, as_you=addressed)
            return {**context, "actor": view, **{word: getattr(view, word) for word in possessives}}
        nobody = views.Nobody(*self._nobody(demand))
        return {**context, "actor": nobody, **dict.fromkeys(possessives, nobody)}

    def _filled(self, parameter: Parameter, given: tuple[str, ...] | None) -> Any:
        """The words of a parameter: as given (what is Markup is Markdown already), or its default, or its example."""
        spoken = self.brief.campaign.language
        stated = parameter.languages.get(spoken) or parameter.languages.get(language.base(spoken)) or parameter
        values = given or stated.default or stated.example
        fits = not isinstance(values[0], Markup) and not wrongly_filled(parameter.kind, values)
        if fits and parameter.kind == "date":
            return views.day(datetime.date.fromisoformat(values[0]), spoken)
        if fits and parameter.kind == "number":
            return markdown(language.format_number(values[0], spoken))
        return markdown(language.join([as_markdown(value) for value in values], spoken))

    def _actor(self, demand: Demand) -> Addressee | None:
        """Who must carry out the demand; None where nobody is named, or somebody whom only the stock knows."""
        if demand.actor is None:
            return self.brief.campaign.target
        known = self._known(demand.actor)
        if known is None and not _span(demand, self.brief).file.startswith(STOCK_NAME):
            self._name(demand, None)
        return known

    def _known(self, name: str) -> Addressee | None:
        library = self.brief.library
        return library.addressee(name) if name in library.addressees else None

    def _nobody(self, demand: Demand) -> tuple[str, str, str]:
        """Code, message and remedy where words need the actor and there is none."""
        if demand.actor:
            message = f"nobody is called “{demand.actor}”, who is to carry out the demand “{demand.id}”"
            return "U304", message, "add it to campaigns/shared/addressees.yaml, or name another: “actor: …”"
        message = f"nobody is said to carry out the demand “{demand.id}”"
        return "U406", message, "add “target: …” to the campaign, or “actor: …” to the demand"

    def _name(self, demand: Demand, actor: Addressee | None, *, as_you: bool = False) -> str:
        """The name of who must act; with `as_you` it is “you” where the letter speaks to the actor."""
        if actor is None:
            code, message, remedy = self._nobody(demand)
            raise Refused([Problem(code, _stated(demand, self.brief), message, remedy)])
        return views.actor(actor, self.brief.campaign.language, as_you=as_you and self.brief.speaks_to(actor)).name

    def _makes_frames(self) -> bool:
        return language.base(self.brief.campaign.language) in language.MAKES_FRAMES

    def _lacks(self, demand: Demand, frame: str) -> Refused:
        spoken = language.base(self.brief.campaign.language)
        inside = "" if spoken == "en" else f" in the language “{spoken}”"
        message = (
            f"the {self.brief.document} needs the demand “{demand.id}” as {frame}{inside}, and it has no such words"
        )
        wanted = "act: …" if frame in _MADE_OF_THE_ACT and self._makes_frames() else f"{frame}: …"
        if demand.use and spoken != "en":
            wanted = f"languages: {{{spoken}: {{{wanted}}}}}"
        remedy = f"add “{wanted}” where the campaign uses it, or to the block"
        return Refused([Problem("U405", _stated(demand, self.brief), message, remedy)])


def _after_heading(demand: Demand, words: str, frame: Frame, colon: str) -> str:
    """The words behind the demand's heading, if it has one: in bold, with a full stop before a sentence, else a colon.

    A clause of a resolution begins with its verb, and has none.
    """
    if demand.heading is None or frame == "clause":
        return words
    sign = "." if frame in _SENTENCES else colon
    heading = demand.heading if demand.heading.endswith((".", "!", "?", ":")) else f"{demand.heading}{sign}"
    return f"**{views.line(heading)}** {words}"


def _wording(demand: Demand, spoken: str) -> Wording:
    """The words of a demand in a language: a block's are English, a campaign's own in the campaign's language."""
    stated = demand.languages.get(spoken) or demand.languages.get(language.base(spoken))
    if stated is None and demand.use and language.base(spoken) != "en":
        return Wording()
    return stated or demand


def _span(demand: Demand, brief: Brief) -> Span:
    for prose in (demand.act, demand.operative, *(getattr(demand, frame) for frame in FRAMES)):
        if prose and prose.file:
            place: Span = prose.span()
            return place
    return brief.span


def _stated(demand: Demand, brief: Brief) -> Span:
    """Where the campaign itself states or uses a demand; where its words stand if it does so in prose alone."""
    for number, group in enumerate(brief.campaign.demands):
        for index, item in enumerate(group.items):
            path = ("demands", number, "items", index)
            paths = {item.id: path} | {part.id: (*path, "items", i) for i, part in enumerate(item.items)}
            if demand.id in paths:
                return brief.places.span((*paths[demand.id], "use" if demand.use else "id"))
    return _span(demand, brief)


def assemble(items: list[ListItem], frame: Frame, marks: ListMarks, start: int) -> tuple[Block, ...]:
    """The items as the list that the frame and its marks ask for."""
    if frame == "clause":
        return (OperativeClauses(tuple(Clause(item.blocks, item.origin) for item in items)),)
    if marks == "bullets":
        return (BulletList(tuple(items)),)
    if marks == "none":
        return tuple(_with_origin(block, item.origin) for item in items for block in item.blocks)
    return (OrderedList(tuple(items), marks, start),)


def _with_origin(block: Block, origin: Origin | None) -> Block:
    return replace(block, origin=block.origin or origin) if isinstance(block, Paragraph) else block
