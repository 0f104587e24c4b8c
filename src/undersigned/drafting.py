"""One campaign, one kind of document, one addressee, to one `Document`.

Each prose field is rendered and parsed by itself, into blocks that know their file and line. The kind's template is rendered with
placeholder lines where these blocks go, its own sentences are parsed, and the blocks take the placeholders' places. Whatever has
been parsed once is kept: in the letter to the next addressee, blocks that say the same are the same objects, and the
writers write them once.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from undersigned import citing, language, register, views
from undersigned.document import (
    Addressees,
    Annex,
    Block,
    CopyList,
    Document,
    Entry,
    Inlines,
    NoteStyle,
    Origin,
    Paragraph,
    SampleNotice,
    Tags,
    Text,
)
from undersigned.framing import Framing, listed
from undersigned.loading import Brief, load_campaign
from undersigned.markdown import FIELD_CLOSE, FIELD_OPEN, Parsed, Place, parse
from undersigned.models.base import Prose
from undersigned.models.demand import Demand
from undersigned.models.shared import Addressee, Fact
from undersigned.problems import Problem, Refused, did_you_mean
from undersigned.sandbox import CallRefused, Context, Function, markdown, text
from undersigned.templating import Templates

PROSE_PARTS = ("standfirst", "opening", "body", "lead_in", "after_demands", "closing")


def draft(brief: Brief, templates: Templates) -> Document:
    """The document of a brief, to all its addressees. Raises `Refused` with every problem found on the way."""
    return Drafter(brief, templates).draft()


@dataclass
class Drafter:
    """Drafts one document of a campaign, to all its addressees or to one after the other."""

    brief: Brief
    templates: Templates
    warnings: list[Problem] = field(default_factory=list)
    _parsed: dict[tuple[str, Place], Parsed] = field(default_factory=dict)
    _notes: dict[str, tuple[Block, ...]] = field(default_factory=dict)
    _constant: dict[str, tuple[Block, ...]] = field(default_factory=dict)

    def draft(self, addressee: Addressee | None = None) -> Document:
        """The letter to `addressee`, or to all addressees of the campaign. Raises `Refused` with every problem."""
        brief = self.brief
        if addressee is not None:
            brief = replace(brief, campaign=brief.campaign.model_copy(update={"addressees": (addressee,)}))
        return _Drafting(brief, self.templates, self).document()

    def parse(self, source: str, place: Place) -> tuple[Block, ...]:
        """Markdown of a field or an item to blocks, each text once. Raises `Refused`."""
        parsed = self._parsed.get((source, place))
        if parsed is None:
            parsed = self._parsed[source, place] = parse(source, place, notes=self._notes)
        return self._checked(parsed)

    def parse_part(self, source: str, place: Place, fields: dict[str, tuple[Block, ...]]) -> tuple[Block, ...]:
        """Markdown of a template to blocks; what holds no placeholder is parsed once."""
        if FIELD_OPEN in source:
            return self._checked(parse(source, place, parts=True, fields=fields, notes=self._notes))
        parsed = self._parsed.get((source, place))
        if parsed is None:
            parsed = self._parsed[source, place] = parse(source, place, parts=True, notes=self._notes)
        return self._checked(parsed)

    def cite(self, fact: Fact) -> str:
        """The label of the note with a fact's sources."""
        label = f"fact:{fact.id}"
        if label not in self._notes:
            self._notes[label] = citing.note(fact, self.brief.campaign.language)
        return label

    def constant(self, name: str, make: Callable[[], tuple[Block, ...]]) -> tuple[Block, ...]:
        """Blocks that are the same for every addressee."""
        blocks = self._constant.get(name)
        if blocks is None:
            blocks = self._constant[name] = make()
        return blocks

    def _checked(self, parsed: Parsed) -> tuple[Block, ...]:
        errors = [problem for problem in parsed.problems if problem.severity == "error"]
        if errors:
            raise Refused(errors)
        self.warnings += parsed.problems
        return parsed.blocks


@dataclass
class _Drafting:
    """The work on one letter."""

    brief: Brief
    templates: Templates
    drafter: Drafter
    problems: list[Problem] = field(default_factory=list)

    def document(self) -> Document:
        campaign = self.brief.campaign
        context = self._context()
        framing = Framing(self.brief, self.templates, context, self.drafter.parse)
        context["ask"] = Function(self._ask(framing), self._demands, "U301", "demand")
        fields: dict[str, tuple[Block, ...]] = {"demands": (), "commitments": (), **dict(self._lists())}
        parts = dict(self._prose_parts(context, fields))
        self._try(lambda: fields.update(demands=framing.blocks()))
        self._try(lambda: fields.update(commitments=framing.commitments()))
        fields["annexes"] = tuple(self._annexes(context))
        blocks = self._letter({**context, **parts, **self._views(fields)}, fields)
        if self.problems:
            raise Refused(self.problems)
        spoken = campaign.language
        layout = campaign.notes or self.brief.kind.notes
        return Document(
            title=campaign.title,
            blocks=blocks,
            language=spoken,
            direction=language.direction(spoken),
            subject=campaign.subject or "",
            date=campaign.date,
            notes=NoteStyle(layout.place, layout.marks),
            labels=language.words(spoken).labels,
        )

    def _try(self, work: Callable[[], Any]) -> Any:
        try:
            return work()
        except Refused as refused:
            self.problems.extend(refused.problems)
            return None

    # --- what templates and prose can name ---

    def _context(self) -> dict[str, Any]:
        campaign = self.brief.campaign
        spoken = campaign.language
        count = register.count(self.brief)
        frame = self.brief.kind.frame
        demands = [demand for group in campaign.demands for demand in listed(group, frame) if not demand.operative]
        return {
            "title": views.line(campaign.title),
            "subject": views.line(campaign.subject),
            "place": views.line(campaign.place),
            "date": views.day(campaign.date, spoken) if campaign.date else text(language.words(spoken).no_date),
            "is_dated": campaign.date is not None,
            "sender": views.sender(campaign.sender),
            "masthead": tuple(text(line) for line in campaign.masthead),
            "credit": views.line(campaign.credit),
            "salutation": views.salutation(campaign),
            "valediction": views.line(campaign.valediction),
            "addressees": views.addressees(campaign.addressees, spoken),
            "target": views.actor(campaign.target, spoken) if campaign.target else views.line(None),
            "demands": views.CountedView("demands", len(demands)),
            "signatories": views.SignatoriesView(count, count - 1, self._leading()),
            **self._functions(),
        }

    def _functions(self) -> dict[str, Function]:
        spoken = self.brief.campaign.language
        return {
            "fact": Function(self._fact, self._facts, "U302", "fact"),
            "cite": Function(self._cite, self._facts, "U302", "fact"),
            "campaign": Function(self._campaign, self.brief.library.workspace.slugs, "U308", "campaign"),
            "instrument": Function(self._instrument, lambda: self.brief.library.instruments, "U309", "instrument"),
            "ordinal": Function(lambda number: text(language.ordinal(number, spoken))),
            "years_since": Function(self._years_since),
            "day": Function(lambda day: views.day(_day(day), spoken)),
        }

    def _leading(self) -> Any:
        options, spoken = self.brief.campaign.signatories, self.brief.campaign.language
        by_id = {signatory.signon.id: signatory for signatory in register.confirmed(self.brief)}
        names = [text(register.printed_name(by_id[lead], options, spoken)) for lead in options.lead if lead in by_id]
        return markdown(language.join(names, spoken))

    def _facts(self) -> dict[str, Any]:
        return {**self.brief.library.facts, **self.brief.facts}

    def _demands(self) -> dict[str, Any]:
        own = {demand.id: demand for group in self.brief.campaign.demands for demand in group.items}
        return {**self.brief.library.demands, **own}

    def _find_fact(self, name: str) -> Fact:
        name = str(name)
        try:
            return self.brief.facts.get(name) or self.brief.library.fact(name)
        except KeyError:
            raise CallRefused("U302", f"no fact is called “{name}”", did_you_mean(name, self._facts())) from None

    def _fact(self, name: str) -> Any:
        fact = self._find_fact(name)
        sentence = " ".join(self.templates.prose(fact.text, self._bare()).split("\n")).strip()
        return markdown(sentence) + (self._mark(fact) if fact.sources else markdown(""))

    def _cite(self, name: str) -> Any:
        fact = self._find_fact(name)
        if not fact.sources:
            raise CallRefused("U310", f"the fact “{name}” has no source to cite", "add “sources:” to it")
        return self._mark(fact)

    def _mark(self, fact: Fact) -> Any:
        return markdown(f"[^{self.drafter.cite(fact)}]")

    def _bare(self) -> Context:
        """What the sentence of a fact can name: nothing that would tie it to one letter."""
        return {name: function for name, function in self._functions().items() if name not in ("fact", "cite")}

    def _ask(self, framing: Framing) -> Callable[..., Any]:
        own = {demand.id: demand for group in self.brief.campaign.demands for demand in group.items}

        def ask(name: str, **parameters: str) -> Any:
            demand: Demand | None = own.get(str(name))
            if demand is None and name in self.brief.library.demands:
                demand = self.brief.library.demand(str(name))
            if demand is None:
                raise CallRefused("U301", f"no demand is called “{name}”", did_you_mean(str(name), self._demands()))
            missing = [
                gap
                for gap, parameter in demand.parameters.items()
                if parameter.default is None and gap not in demand.with_ and gap not in parameters
            ]
            if missing:
                example = f'ask("{name}", {missing[0]}="…")'
                raise CallRefused("U401", f"the demand “{name}” needs “{missing[0]}”", f"write {example}")
            return markdown(framing.ask(demand, {gap: str(value) for gap, value in parameters.items()}))

        return ask

    def _campaign(self, slug: str) -> views.CampaignView:
        if slug not in self.brief.library.workspace.slugs():
            raise CallRefused("U308", f"there is no campaign “{slug}”")
        other = load_campaign(self.brief.library, slug)[0]
        date = other.campaign.date
        return views.CampaignView(
            text(other.campaign.title),
            views.day(date, self.brief.campaign.language) if date else markdown(""),
            register.count(other),
            len(other.campaign.addressees),
        )

    def _instrument(self, name: str) -> Any:
        if name not in self.brief.library.instruments:
            raise CallRefused("U309", f"no instrument is called “{name}”")
        instrument = self.brief.library.instrument(name)
        return text(instrument.names.get(self.brief.campaign.language, instrument.name))

    def _years_since(self, day: str) -> int:
        if self.brief.campaign.date is None:
            raise CallRefused(
                "U505", "the years cannot be counted in a letter without a date", "give the campaign a date"
            )
        return language.years_since(_day(day), self.brief.campaign.date)

    # --- the blocks that the campaign gives ---

    def _prose_parts(self, context: Context, fields: dict[str, tuple[Block, ...]]) -> Iterator[tuple[str, Any]]:
        for name in PROSE_PARTS:
            prose: Prose | None = getattr(self.brief.campaign, name)
            rendered = self._try(lambda prose=prose: self.templates.prose(prose, context)) if prose else None  # type: ignore[misc]
            if prose is None or rendered is None:
                yield name, markdown("")
                continue
            place = Place(prose.file, prose.line, "field", name)
            fields[name] = self._try(lambda r=rendered, p=place: self.drafter.parse(r, p)) or ()  # type: ignore[misc]
            yield name, views.PartView(name, markdown(rendered.strip()))

    def _lists(self) -> Iterator[tuple[str, tuple[Block, ...]]]:
        campaign = self.brief.campaign
        words = language.words(campaign.language)
        if campaign.sample:
            yield "sample", self.drafter.constant("sample", lambda: (SampleNotice((Text(words.sample),)),))
        if campaign.addressees:
            origin = self._origin("addressees")
            entries = tuple(tuple(_address(person, campaign.language)) for person in campaign.addressees)
            yield "addressees", (Addressees(entries, origin),)
        if campaign.cc:
            copies = tuple(Entry((Text(copy.name),)) for copy in campaign.cc)
            yield "cc", self.drafter.constant("cc", lambda: (CopyList(words.copies, copies, self._origin("cc")),))
        if campaign.tags:
            topics = tuple(Entry((Text(tag),)) for tag in campaign.tags)
            yield "tags", self.drafter.constant("tags", lambda: (Tags(words.topics, topics, self._origin("tags")),))
        yield "signatories", self.drafter.constant("signatories", self._signatories)

    def _signatories(self) -> tuple[Block, ...]:
        blocks: tuple[Block, ...] = (register.signatories(self.brief),)
        if self.brief.withheld:
            forms, spoken = language.words(self.brief.campaign.language).withheld, self.brief.campaign.language
            sentence = language.plural(forms, self.brief.withheld, spoken)
            blocks += (Paragraph((Text(sentence),), self._origin("withheld")),)
        return blocks

    def _annexes(self, context: Context) -> Iterator[Block]:
        for number, annex in enumerate(self.brief.campaign.annexes, 1):
            place = Place(annex.body.file, annex.body.line, "field", f"annex-{number}")
            body = self._try(lambda a=annex, p=place: self.drafter.parse(self.templates.prose(a.body, context), p))  # type: ignore[misc]
            origin = Origin(place.file, place.line, "part", f"annex-{number}")
            yield Annex((Text(annex.heading),), body or (), origin)

    def _origin(self, name: str) -> Origin:
        return Origin(self.brief.span.file, self.brief.span.line, "part", name)

    def _views(self, fields: dict[str, tuple[Block, ...]]) -> dict[str, Any]:
        """The lists that only templates place."""
        return {
            name: views.PartView(name) if fields.get(name) else markdown("")
            for name in ("sample", "cc", "tags", "annexes", "commitments")
        }

    # --- the letter itself ---

    def _letter(self, context: Context, fields: dict[str, tuple[Block, ...]]) -> tuple[Block, ...]:
        rendered = self._try(lambda: self.templates.letter(self.brief.template, context))
        blocks: list[Block] = []
        if rendered is None:
            return ()
        file = self.templates.file(self.brief.template)
        for number, chunk in enumerate(_chunks(rendered), 1):
            whole = _WHOLE.fullmatch(chunk)
            if whole:
                blocks += fields.get(whole[1], ())
                continue
            part = re.match(r":::+ *([\w-]+)", chunk)
            place = Place(
                file, self.templates.line(self.brief.template, chunk), "part", part[1] if part else f"text-{number}"
            )
            blocks += self._try(lambda c=chunk, p=place: self.drafter.parse_part(c, p, fields)) or ()  # type: ignore[misc]
        return tuple(blocks)


_WHOLE = re.compile(f"\\s*{FIELD_OPEN}([^{FIELD_CLOSE}]+){FIELD_CLOSE}\\s*")
_GOES_ON = re.compile(r"[ \t]|[-*+>] |\(?[0-9a-z]+[.)] |\[\^")


def _chunks(source: str) -> Iterator[str]:
    """A template's Markdown cut between its top-level blocks, so that each can be parsed, and kept, by itself.

    A cut is made at a blank line outside a container, unless what follows may go on with what stands before it (indented
    text, an item of a list, the text of a note). A text with notes of its own is not cut.
    """
    if "\n[^" in source:
        yield source
        return
    chunk: list[str] = []
    fence = ""
    blank = False
    for line in source.split("\n"):
        if not fence and blank and chunk and line.strip() and not _GOES_ON.match(line):
            yield "\n".join(chunk)
            chunk = []
        opening = re.match(r":{3,}", line)
        if opening and not fence and line.strip(": "):
            fence = opening[0]
        elif fence and line.strip() == fence:
            fence = ""
            chunk.append(line)
            yield "\n".join(chunk)
            chunk, blank = [], False
            continue
        blank = not line.strip()
        if chunk or not blank:
            chunk.append(line)
    if chunk:
        yield "\n".join(chunk)


def _address(person: Addressee, spoken: str) -> Iterator[Inlines]:
    """The lines of an address block: style, honorific and name, office, organisation, capacity, address."""
    name = person.formal or person.names.get(spoken, person.name)
    lines = [
        person.style,
        f"{person.honorific} {name}" if person.honorific else name,
        person.office,
        person.organisation,
        person.capacity,
        *person.address,
    ]
    return ((Text(line),) for line in lines if line)


def _day(day: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(str(day))
    except ValueError:
        raise CallRefused("U505", f"“{day}” is not a date that exists", "write year-month-day, as 2020-07-21") from None
