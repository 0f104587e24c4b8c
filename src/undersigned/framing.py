"""Demands in the frame that a document asks for: numbered imperatives, operative clauses, bullets, prose."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from undersigned import language, views
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
from undersigned.markdown import Place
from undersigned.models.base import Prose
from undersigned.models.demand import FRAMES, Also, Demand, DemandGroup, Frame, ListMarks, Wording
from undersigned.models.shared import Addressee
from undersigned.problems import Problem, Refused, Span
from undersigned.sandbox import Context, as_markdown, markdown
from undersigned.templating import Templates
from undersigned.workspace import STOCK_NAME

Parse = Callable[[str, Place], tuple[Block, ...]]

_NAMES_ACTOR = re.compile(r"\{\{[^}]*\bactor\b")
_SEMICOLONS: frozenset[Frame] = frozenset({"clause", "noun", "gerund", "infinitive"})


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
        number = 0
        problems: list[Problem] = []
        for index, group in enumerate(self.brief.campaign.demands, 1):
            demands = listed(group, frame)
            if not demands:
                continue
            start = number + 1 if group.numbering == "continue" else 1
            marks = group.marks or self.brief.kind.marks
            number = start - 1 + (0 if marks in ("none", "bullets") else len(demands))
            try:
                blocks += self._introduction(group.heading, group.lead_in, f"demands-{index}")
                items = self._items(demands, frame)
            except Refused as refused:
                problems += refused.problems
                continue
            blocks += assemble(items, frame, marks, start)
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
            items.append(self._item(item, words, _mark(position, len(promised.items), semicolons=True)))
        return (*introduction, *assemble(items, "infinitive", promised.marks, 1))

    def ask(self, demand: Demand, given: dict[str, tuple[str, ...]]) -> str:
        """A demand as prose takes it up, `to release all prisoners`; what is Markup in `given` is Markdown already."""
        head, _ = self._framed(demand.model_copy(update={"with_": {**demand.with_, **given}}), "infinitive")
        return head

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

    def _items(self, demands: list[Demand], frame: Frame) -> list[ListItem]:
        problems: list[Problem] = []
        items: list[ListItem] = []
        for position, demand in enumerate(demands):
            mark = _mark(position, len(demands), semicolons=frame in _SEMICOLONS)
            try:
                items.append(self._item(demand, self._bound(demand, frame), mark))
            except Refused as refused:
                problems += refused.problems
        if problems:
            raise Refused(problems)
        return items

    def _item(self, demand: Demand, words: tuple[str, str], mark: str) -> ListItem:
        head, rest = words
        span = _span(demand, self.brief)
        place = Place(span.file, span.line, "demand", demand.id)
        first, *others = self.parse(language.punctuate(head, mark) + rest, place)
        return ListItem((replace(first, origin=None), *others), Origin(span.file, span.line, "demand", demand.id))

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
        raise Refused([Problem("U407", _span(demand, self.brief), message, remedy)])

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
        elif wording.act and self._is_english():
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
        if frame == "infinitive":
            return language.infinitive(act)
        if frame == "should":
            return language.should(self._name(demand, actor), act)
        raise self._lacks(demand, frame)

    def _clause(self, demand: Demand, wording: Wording, actor: Addressee | None) -> tuple[str, str]:
        if wording.clause:
            head, rest = self._words(demand, wording.clause, actor)
        elif wording.act and self._is_english():
            act, rest = self._words(demand, wording.act, actor)
            head = f"{self._name(demand, actor)} {language.infinitive(act)}"
        else:
            raise self._lacks(demand, "clause")
        if not wording.verb:
            message = f"the demand “{demand.id}” has no verb for an operative clause"
            raise Refused([Problem("U405", _span(demand, self.brief), message, "add “verb: Calls upon”")])
        for also in wording.also:
            second, notes = self._also(demand, also, actor)
            head, rest = f"{head}; {second}", rest + notes
        return f"*{views.line(wording.verb)}* {head}", rest

    def _also(self, demand: Demand, also: Also, actor: Addressee | None) -> tuple[str, str]:
        second = self._known(also.actor) if also.actor else actor
        act, rest = self._words(demand, also.act, second)
        link = f"{views.line(also.link)} " if also.link else ""
        name = self._name(demand, second)
        return f"{link}*{views.line(also.verb)}* {name} {language.infinitive(act)}", rest

    def _words(self, demand: Demand, prose: Prose, actor: Addressee | None) -> tuple[str, str]:
        """A phrase on one line, its parameters filled in, and what stands below its first paragraph."""
        rendered = self.templates.prose(prose, self._context(demand, actor)).strip()
        head, _, rest = rendered.partition("\n\n")
        return " ".join(head.split("\n")), f"\n\n{rest}" if rest else ""

    def _context(self, demand: Demand, actor: Addressee | None) -> Context:
        """What the words of a demand can name: parameters, the actor, and the letter's names but its addressees."""
        spoken = self.brief.campaign.language
        context = {name: value for name, value in self.context.items() if name not in views.BY_ADDRESSEE}
        for name, parameter in demand.parameters.items():
            values = demand.with_.get(name) or parameter.default or parameter.example
            context[name] = markdown(language.join([as_markdown(value) for value in values], spoken))
        if actor:
            view = views.actor(actor, spoken)
            return {**context, "actor": view, "its": view.its}
        nobody = views.Nobody(*self._nobody(demand))
        return {**context, "actor": nobody, "its": nobody}

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

    def _name(self, demand: Demand, actor: Addressee | None) -> str:
        if actor is None:
            code, message, remedy = self._nobody(demand)
            raise Refused([Problem(code, _span(demand, self.brief), message, remedy)])
        return views.actor(actor, self.brief.campaign.language).name

    def _is_english(self) -> bool:
        return language.base(self.brief.campaign.language) == "en"

    def _lacks(self, demand: Demand, frame: Frame) -> Refused:
        spoken = self.brief.campaign.language
        message = f"the {self.brief.document} needs the demand “{demand.id}” as {frame}, and it has no such words"
        where = f"{frame}: …" if self._is_english() else f"languages: {{{spoken}: {{{frame}: …}}}}"
        remedy = f"add “{where}” to it, or where the campaign uses it"
        return Refused([Problem("U405", _span(demand, self.brief), message, remedy)])


def listed(group: DemandGroup, frame: Frame | None) -> list[Demand]:
    """The items that a document with this frame prints: what the addressee itself does stands in clauses only."""
    return [demand for demand in group.items if frame is not None and (frame == "clause" or not demand.operative)]


def _mark(position: int, count: int, *, semicolons: bool) -> str:
    if not semicolons or position == count - 1:
        return "."
    return "; and" if position == count - 2 else ";"


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
