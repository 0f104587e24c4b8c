"""One campaign, one kind of document, one addressee, to one `Document`.

Each prose field is rendered and parsed by itself, into blocks that know their file and line. The kind's template is
rendered with placeholder lines where these blocks go, its own sentences are parsed, and the blocks take the
placeholders' places. Whatever has been made once is kept: in the letter to the next addressee, blocks that say the same
are the same objects, and the writers write them once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import Any

from undersigned import addressing, citing, language, numbering, register, views
from undersigned.braces import at_mark
from undersigned.brief import Brief
from undersigned.chunks import chunks, field_of, part_of, placed, run_in_of
from undersigned.document import (
    Addressees,
    Annex,
    Block,
    CopyList,
    Document,
    Entry,
    NoteStyle,
    Origin,
    Paragraph,
    SampleNotice,
    Signatories,
    Tags,
    Text,
)
from undersigned.framing import Framing
from undersigned.inlines import merged
from undersigned.listing import signatory_list
from undersigned.markdown import FIELD_OPEN, Parsed, Place, parse
from undersigned.models.base import Prose
from undersigned.models.campaign import PROSE_PARTS
from undersigned.models.shared import Addressee, Fact
from undersigned.naming import Names, varies, varying
from undersigned.problems import Problem, Refused, Span
from undersigned.sandbox import Context
from undersigned.templating import Templates

Fields = dict[str, tuple[Block, ...]]
_MAIN_PARTS = {"body", "demands", "signatories"}
"""The parts of a letter that a template leaves out by mistake rather than on purpose."""


@dataclass
class Drafter:
    """Drafts one document of a campaign, to all its addressees or to one after the other."""

    brief: Brief
    templates: Templates
    tentative: bool = False
    """Whether these are drafts: they say so, and name those who have not confirmed yet."""
    unnamed: bool = False
    """Whether an empty list of signatories holds the place of theirs: so are versions drafted that are to be saved."""
    warnings: list[Problem] = field(default_factory=list)
    asked: dict[str, list[str]] = field(default_factory=dict)
    """The demands that prose takes up, with the words in which it does."""
    stated: dict[str, list[str]] = field(default_factory=dict)
    """The facts that prose states, with the words in which it does."""
    unplaced: set[str] = field(default_factory=set)
    """What the campaign gives and the template does not print, once a letter is drafted."""
    _parsed: dict[tuple[str, Place], tuple[Block, ...]] = field(default_factory=dict)
    _notes: Fields = field(default_factory=dict)
    _kept: dict[str, Any] = field(default_factory=dict)

    def draft(self, addressee: Addressee | None = None) -> Document:
        """The letter to `addressee`, or to all addressees of the campaign. Raises `Refused` with every problem."""
        brief = self.brief
        if addressee is not None:
            campaign = brief.campaign
            if "demands" in self.varying:
                campaign = numbering.concerning(campaign, addressee.id, brief.library)
            brief = replace(brief, campaign=campaign.model_copy(update={"addressees": (addressee,)}), group=None)
        return _Drafting(brief, self.templates, self).document()

    @cached_property
    def citations(self) -> citing.Citations:
        """What the letters cite, for what they cite again."""
        campaign = self.brief.campaign
        layout = campaign.notes or self.brief.kind.notes
        return citing.Citations(layout.again, NoteStyle(layout.place, layout.marks), campaign.language)

    @cached_property
    def varying(self) -> tuple[str, ...]:
        """The names that stand for something else in the letter to the next addressee."""
        return varying(self.brief.campaign, self.brief.library)

    def names(self, brief: Brief) -> Names:
        """The names of the campaign as the letter of that brief has them."""
        return Names(brief, self.templates, self._cite, self.asked, self.stated)

    def keep(self, name: str, make: Callable[[], Any], *, same: bool = True) -> Any:
        """What `make` gives, made once where it is the same for every addressee."""
        if not same:
            return make()
        if name not in self._kept:
            self._kept[name] = make()
        return self._kept[name]

    def parse(self, source: str, place: Place) -> tuple[Block, ...]:
        """Markdown of a field or an item to blocks, each text once. Raises `Refused`."""
        blocks = self._parsed.get((source, place))
        if blocks is None:
            blocks = self._parsed[source, place] = self._sound(parse(source, place, notes=self._notes))
        return blocks

    def parse_part(self, source: str, place: Place, fields: Fields) -> tuple[Block, ...]:
        """Markdown of a template to blocks; what holds no placeholder is parsed once. Raises `Refused`."""
        if FIELD_OPEN in source:
            return self._sound(parse(source, place, parts=True, fields=fields, notes=self._notes))
        blocks = self._parsed.get((source, place))
        if blocks is None:
            parsed = parse(source, place, parts=True, notes=self._notes)
            blocks = self._parsed[source, place] = self._sound(parsed)
        return blocks

    def _cite(self, fact: Fact, locator: str) -> str:
        citation = citing.citation(fact, locator)
        if citation.label not in self._notes:
            self._notes[citation.label] = citing.note(citation, self.brief.campaign.language)
            self.citations.add(citation, self._notes[citation.label])
        self.citations.count(citation)
        return citation.label

    def _sound(self, parsed: Parsed) -> tuple[Block, ...]:
        lines = self.brief.library.workspace.lines
        problems = [at_mark(problem, lines) for problem in parsed.problems]
        errors = [problem for problem in problems if problem.severity == "error"]
        if errors:
            raise Refused(errors)
        self.warnings += problems
        return parsed.blocks


@dataclass
class _Drafting:
    """The work on one letter."""

    brief: Brief
    templates: Templates
    drafter: Drafter
    problems: list[Problem] = field(default_factory=list)

    def document(self) -> Document:
        self._warn_of_language()
        names = self.drafter.names(self.brief)
        demands = self.drafter.keep("demand-names", names.of_demands, same="demands" not in self.drafter.varying)
        context: dict[str, Any] = {
            **self.drafter.keep("names", names.same_for_all),
            **demands,
            **names.by_addressee(),
        }
        framing = Framing(self.brief, self.templates, context, self.drafter.parse)
        context["ask"] = names.ask(framing)
        fields: Fields = {"demands": (), "commitments": (), "signatories": (), **dict(self._lists())}
        parts = dict(self._prose_parts(context, fields))
        self._demands(framing, fields)
        fields["annexes"] = self._keep("annexes", lambda: tuple(self._annexes(context)), self._annexes_vary()) or ()
        blocks = self._letter({**context, **parts, **_views(fields)}, fields)
        if self.problems:
            raise Refused(self.problems)
        if fields.get("sample") and not any(isinstance(block, SampleNotice) for block in blocks):
            # Whatever a template leaves out, nobody is to think that this was signed.
            blocks = fields["sample"] + blocks
        if self.drafter.tentative:
            notice = language.words(self.brief.campaign.language).signatories.draft_notice
            blocks = (SampleNotice((Text(notice),)), *blocks)
        return self._whole(self._with_sources(blocks))

    def _with_sources(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        """The blocks with what is cited again shortened, and the sources listed in the annex that asks for them."""
        citations = self.drafter.citations
        listing = {f"annex-{n}": annex for n, annex in enumerate(self.brief.campaign.annexes, 1) if annex.list_}
        if listing:
            listed = citations.sources(blocks)
            if not listed:
                message = "an annex is to list the sources that the letter cites, and it cites none"
                remedy = "cite a fact that has sources, or take “list: sources” away"
                annex = int(next(iter(listing)).removeprefix("annex-")) - 1
                raise Refused([Problem("U319", self.brief.places.span(("annexes", annex, "list")), message, remedy)])
            blocks = tuple(
                citing.with_sources(block, listed)
                if isinstance(block, Annex) and block.origin and block.origin.id in listing
                else block
                for block in blocks
            )
        return citations.shortened(blocks) if citations.may_repeat() else blocks

    def _whole(self, blocks: tuple[Block, ...]) -> Document:
        campaign = self.brief.campaign
        spoken = campaign.language
        # Word prints the subject, or else the title, at the head of each page from the second on.
        mark = f"[{language.words(spoken).signatories.draft}] " if self.drafter.tentative else ""
        return Document(
            title=mark + campaign.title,
            blocks=blocks,
            language=spoken,
            direction=language.direction(spoken),
            subject=mark + campaign.subject if campaign.subject else "",
            date=campaign.date,
            notes=self.drafter.citations.style,
            labels=language.words(spoken).labels,
        )

    def _warn_of_language(self) -> None:
        spoken = self.brief.campaign.language
        if language.base(spoken) not in language.LANGUAGES:
            message = f"the program has no words of its own in “{spoken}”: “CC:”, “Page” and the like will be English"
            remedy = f"it knows {', '.join(language.LANGUAGES)}"
            span = self.brief.places.span(("language",))
            self.drafter.warnings.append(Problem("U312", span, message, remedy, "warning"))

    def _extendable(self) -> str:
        """The template of the kind that the letter's own can extend, in its language if there is one; else empty."""
        spoken, kind = self.brief.campaign.language, self.brief.document
        names = [f"{kind}/letter.{tag}.md.j2" for tag in (spoken, language.base(spoken))]
        find = self.brief.library.workspace.find_template
        others = (name for name in (*names, f"{kind}/letter.md.j2") if name != self.brief.template)
        return next((name for name in others if find(f"letters/{name}")), "")

    def _warn_of_lost(self, unplaced: set[str]) -> set[str]:
        """Warns of what the stock template of the kind prints, and the workspace's own does not; gives what that is."""
        lost = unplaced & _MAIN_PARTS
        if lost:
            lost &= self.brief.library.workspace.printed_by_stock(self.brief.document)
        file = self.templates.file(self.templates.root(self.brief.template)) if lost else ""
        for part in sorted(lost):
            message = f"the {self.brief.document} does not print “{part}”, which the campaign gives"
            remedy = f"put {{{{ {part} }}}} on a line of its own in {file}"
            self.drafter.warnings.append(Problem("U313", Span(file), message, remedy, "warning"))
        return lost

    def _keep(self, name: str, make: Callable[[], Any], vary: bool = False) -> Any:
        """What `make` gives, or None where it is refused; its problems are kept with the others."""
        try:
            return self.drafter.keep(name, make, same=not vary)
        except Refused as refused:
            self.problems.extend(refused.problems)
            return None

    def _prose_parts(self, context: Context, fields: Fields) -> Iterator[tuple[str, Any]]:
        for name in PROSE_PARTS:
            prose: Prose | None = getattr(self.brief.campaign, name)
            made = self._keep(name, partial(self._prose, name, prose, context), self._varies(prose)) if prose else None
            fields[name] = made or ()
            yield name, views.PartView(name if made else "")

    def _prose(self, name: str, prose: Prose, context: Context) -> tuple[Block, ...]:
        rendered = self.templates.prose(prose, context)
        return self.drafter.parse(rendered, Place(prose.file, prose.line, "field", name))

    def _demands(self, framing: Framing, fields: Fields) -> None:
        campaign = self.brief.campaign
        vary = "demands" in self.drafter.varying or any(self._varies(group.lead_in) for group in campaign.demands)
        fields["demands"] = self._keep("demands", framing.blocks, vary) or ()
        vary = campaign.commitments is not None and (
            "demands" in self.drafter.varying or self._varies(campaign.commitments.lead_in)
        )
        fields["commitments"] = self._keep("commitments", framing.commitments, vary) or ()

    def _lists(self) -> Iterator[tuple[str, tuple[Block, ...]]]:
        campaign = self.brief.campaign
        words = language.words(campaign.language)
        if campaign.sample:
            yield "sample", self._keep("sample", lambda: (SampleNotice((Text(words.sample),)),))
        if campaign.addressees:
            entries = tuple(
                tuple((Text(line),) for line in addressing.lines(person, campaign.language))
                for person in campaign.addressees
            )
            yield "addressees", (Addressees(entries, self._origin("addressees")),)
        if campaign.cc:
            copies = tuple(Entry((Text(copy.name),)) for copy in campaign.cc)
            yield "cc", self._keep("cc", lambda: (CopyList(words.copies, copies, self._origin("cc")),))
        if campaign.tags:
            topics = tuple(Entry((Text(tag),)) for tag in campaign.tags)
            yield "tags", self._keep("tags", lambda: (Tags(words.topics, topics, self._origin("tags")),))
        if self.drafter.unnamed:
            yield "signatories", (Signatories(()),)
        elif register.count(self.brief) or (self.drafter.tentative and register.unconfirmed(self.brief)):
            yield "signatories", self._keep("signatories", self._signatories)

    def _signatories(self) -> tuple[Block, ...]:
        return signatory_list(self.brief, draft=self.drafter.tentative)

    def _annexes(self, context: Context) -> Iterator[Block]:
        for number, annex in enumerate(self.brief.campaign.annexes, 1):
            body = self._prose(f"annex-{number}", annex.body, context) if annex.body else ()
            place = annex.body.span() if annex.body else self.brief.span
            origin = Origin(place.file, place.line, "part", f"annex-{number}")
            yield Annex((Text(annex.heading),), body, origin)

    def _annexes_vary(self) -> bool:
        return any(self._varies(annex.body) for annex in self.brief.campaign.annexes)

    def _varies(self, prose: Prose | None) -> bool:
        return varies(prose, self.drafter.varying)

    def _origin(self, name: str) -> Origin:
        return Origin(self.brief.span.file, self.brief.span.line, "part", name)

    def _letter(self, context: Context, fields: Fields) -> tuple[Block, ...]:
        """The kind's template, its own sentences parsed and the campaign's blocks put in their places."""
        name = self.brief.template
        user = f"the {self.brief.document} of “{self.brief.slug}”"
        rendered = self._keep(
            "letter", lambda: self.templates.letter(name, context, user, self._extendable()), vary=True
        )
        if rendered is None:
            return ()
        stated = {part for part, content in fields.items() if content}
        taken_up = {"demands"} if self.drafter.asked else set()
        unplaced = stated - placed(rendered) - {"sample", "addressees"} - taken_up
        self.drafter.unplaced = unplaced - self._warn_of_lost(unplaced)
        blocks: list[Block] = []
        file = self.templates.file(name)
        for number, chunk in enumerate(chunks(rendered), 1):
            stands_for = field_of(chunk)
            if stands_for:
                blocks += fields.get(stands_for, ())
                continue
            place = Place(file, self.templates.line(name, chunk), "part", part_of(chunk) or f"text-{number}")
            goes_on = run_in_of(chunk)
            words = goes_on[0] if goes_on else chunk
            parsed = self._keep("part", partial(self.drafter.parse_part, words, place, fields), vary=True) or ()
            blocks += _run_in(parsed, fields.get(goes_on[1], ())) if goes_on else parsed
        return tuple(blocks)


def _run_in(words: tuple[Block, ...], field: tuple[Block, ...]) -> tuple[Block, ...]:
    """The field with the words at the beginning of its first paragraph, or before it where it begins with none."""
    match (words, field):
        case ((Paragraph(before),), (Paragraph(after) as first, *rest)):
            return (replace(first, content=merged((*before, Text(" "), *after))), *rest)
        case _:
            return (*words, *field)


def _views(fields: Fields) -> dict[str, Any]:
    """The lists that only templates place."""
    return {
        name: views.PartView(name if fields.get(name) else "")
        for name in ("sample", "cc", "tags", "annexes", "commitments")
    }
