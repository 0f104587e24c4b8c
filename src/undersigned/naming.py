"""What templates and prose can name: the views of one campaign and the functions that they can call.

README, “Names in prose and templates”, lists them for people; a test holds the two together.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from undersigned import language, numbering, register, views
from undersigned.brief import Brief
from undersigned.framing import Framing
from undersigned.library import Library, Referred, wrongly_filled
from undersigned.likely_values import wrong_date
from undersigned.loading import load_campaign
from undersigned.models.base import Prose
from undersigned.models.campaign import Campaign
from undersigned.models.demand import Demand
from undersigned.models.shared import Fact
from undersigned.nearest import nearest
from undersigned.problems import Refused, did_you_mean
from undersigned.sandbox import UNKNOWN, CallRefused, Context, Function, as_markdown, markdown, text
from undersigned.templating import Templates

_BY_ADDRESSEE = ("addressees", "salutation")
_BY_DEMANDS = ("ask", "demand", "demands", "target")
"""Names that stand for something else in the letter to the next addressee: always, and where its demands differ."""


def varying(campaign: Campaign, library: Library) -> tuple[str, ...]:
    """The names that stand for something else in the letter to the next addressee."""
    return _BY_ADDRESSEE + (_BY_DEMANDS if numbering.vary(campaign, library) else ())


def varies(prose: Prose | None, names: tuple[str, ...]) -> bool:
    """Whether a text may read otherwise to the next addressee; `names` are those that stand for something else."""
    return prose is not None and any(name in prose.text for name in names)


@dataclass(frozen=True, slots=True)
class Names:
    """The names of one brief. `cite` notes that a fact is cited, and where in its source, and gives the note's label.

    `asked` collects the demands that prose takes up, `stated` the facts, with the words in which it does.
    """

    brief: Brief
    templates: Templates
    cite: Callable[[Fact, str], str]
    asked: dict[str, list[str]]
    stated: dict[str, list[str]]

    def same_for_all(self) -> dict[str, Any]:
        """The names that mean the same in the letter to every addressee."""
        campaign = self.brief.campaign
        spoken = campaign.language
        return {
            "title": views.line(campaign.title),
            "subject": views.stated(campaign.subject, "subject"),
            "place": views.stated(campaign.place, "place"),
            "date": views.day(campaign.date, spoken) if campaign.date else text(language.words(spoken).no_date),
            "is_dated": campaign.date is not None,
            "sender": views.sender(campaign.sender),
            "masthead": tuple(text(line) for line in campaign.masthead),
            "credit": views.stated(campaign.credit, "credit"),
            "valediction": views.line(campaign.valediction),
            "signatories": self._signatories(),
            **self._functions(),
        }

    def by_addressee(self) -> dict[str, Any]:
        """The names that mean something else in the letter to the next addressee."""
        campaign = self.brief.campaign
        return {
            "addressees": views.addressees(campaign, self.brief.group),
            "salutation": views.salutation(campaign, self.brief.group),
        }

    def of_demands(self) -> dict[str, Any]:
        """The names that mean something else where the demands of the next addressee differ, or who must act is one."""
        campaign, kind = self.brief.campaign, self.brief.kind
        spoken, target = campaign.language, campaign.target
        printed = [demand for one in numbering.lists(campaign, kind) for demand in one.demands]
        places = numbering.places(campaign, kind)

        def demand(name: str) -> Any:
            return self._demand(str(name), places)

        return {
            "target": views.actor(target, spoken, addressed=self.brief.speaks_to(target))
            if target
            else views.Absent("target"),
            "demands": views.DemandsView(sum(not demand.operative for demand in printed), len(printed)),
            "demand": Function(demand, 'demand("id")', self._to_refer_to, "U301", "demand of this letter"),
        }

    def _demand(self, name: str, places: Mapping[str, numbering.Place | None]) -> Any:
        """A reference to a demand of the document's own list, `demand 2`."""
        if name not in places:
            message = f"the {self.brief.document} does not list the demand “{name}”, to which this refers"
            known = did_you_mean(name, places)
            raise CallRefused("U410", message, known or "list it, or refer to one that is listed")
        place = places[name]
        if place is None:
            message = (
                f"the demands of this {self.brief.document} have no numbers, by which this could refer to “{name}”"
            )
            raise CallRefused("U410", message, "say it in words")
        said = language.words(self.brief.campaign.language)
        form = said.demand_under if place.heading else said.demand
        words = form.replace("{number}", place.number).replace("{heading}", place.heading)
        return markdown(f"[{text(words)}](demand:{name})")

    def _functions(self) -> dict[str, Function]:
        spoken = self.brief.campaign.language
        return {
            "fact": Function(self._fact, 'fact("id")', self._facts, "U302", "fact"),
            "cite": Function(self._cite, 'cite("id")', self._facts, "U302", "fact"),
            "plural": Function(self._plural, 'plural(addressees.count, "this", "these")'),
            "campaign": Function(self._campaign, 'campaign("slug").title', self._slugs, "U308", "campaign"),
            "instrument": Function(self._instrument, 'instrument("id")', self._instruments, "U309", "instrument"),
            "ordinal": Function(self._ordinal, "ordinal(26)"),
            "years_since": Function(self._years_since, 'years_since("1991-10-23")'),
            "day": Function(lambda day: views.day(_day(day), spoken), 'day("2020-07-21")'),
        }

    def _slugs(self) -> list[str]:
        return self.brief.library.slugs

    def _plural(self, count: int, one: str, other: str, **forms: str) -> Any:
        """The word that goes with a number: the forms of English, and by name those that other languages have."""
        if isinstance(count, bool) or not isinstance(count, int) or not set(forms) <= {"zero", "two", "few", "many"}:
            raise TypeError(count)
        return as_markdown(language.plural({"one": one, "other": other, **forms}, count, self.brief.campaign.language))

    def _ordinal(self, number: int) -> Any:
        spoken = self.brief.campaign.language
        if language.base(spoken) not in language.LANGUAGES:
            raise CallRefused("U505", f"ordinals are not known in “{spoken}”", "write the word out")
        return text(language.ordinal(number, spoken))

    def _signatories(self) -> views.SignatoriesView:
        counts, leading = register.counts(self.brief), register.leading(self.brief)
        spoken = self.brief.campaign.language
        scopeless = _uncounted(register.without_scope(self.brief), "scope", "regional")
        homeless = scopeless or _uncounted(register.without_country(self.brief), "country", "Kenya")
        scopes = language.join([text(word) for word in register.scopes_in_words(self.brief)], spoken)
        return views.SignatoriesView(
            counts.total,
            counts.total - (len(leading) or 1),
            markdown(language.join([text(name) for name in leading], spoken)),
            counts.organisations,
            counts.individuals,
            scopeless or counts.international,
            scopeless or counts.regional,
            scopeless or counts.national,
            scopeless or counts.local,
            homeless or counts.countries,
            scopeless or markdown(scopes),
        )

    def _facts(self) -> dict[str, Any] | None:
        shelf = self.brief.library.facts
        return {**shelf, **self.brief.facts} if shelf.complete else None

    def _instruments(self) -> Mapping[str, Any] | None:
        shelf = self.brief.library.instruments
        return shelf if shelf.complete else None

    def _demands(self) -> dict[str, Any] | None:
        if not self.brief.library.demands.complete:
            return None
        return {**self.brief.library.demands, **self._own()}

    def _to_refer_to(self) -> dict[str, Any] | None:
        known = self._demands()
        return None if known is None else _Referable(self._own(), known)

    def _own(self) -> dict[str, Demand]:
        """The demands of the campaign by id, those below others included."""
        stated = [demand for group in self.brief.campaign.demands for demand in group.items]
        return {demand.id: demand for one in stated for demand in (*one.items, one)}

    def _find_fact(self, name: str) -> Fact:
        name = str(name)
        try:
            return self.brief.facts.get(name) or self.brief.library.fact(name)
        except KeyError:
            known = self._facts()
            if known is None:
                raise Refused(self.brief.library.facts.problems) from None
            raise CallRefused("U302", f"no fact is called “{name}”", did_you_mean(name, known)) from None

    def _fact(self, name: str) -> Any:
        fact = self._find_fact(name)
        sentence = " ".join(self.templates.prose(self._said(fact), self._bare()).split("\n")).strip()
        said = self.stated.setdefault(fact.id, [])
        if sentence not in said:
            said.append(sentence)
        return markdown(sentence) + (self._mark(fact) if fact.sources else markdown(""))

    def _said(self, fact: Fact) -> Prose:
        """The sentence of a fact in the letter's language.

        A shared fact is written in English, one of the campaign's own in the campaign's language.
        """
        spoken = self.brief.campaign.language
        words = fact.languages.get(spoken) or fact.languages.get(language.base(spoken))
        own = fact.id in self.brief.facts
        if words is None and (self.brief.facts_are_foreign if own else language.base(spoken) != "en"):
            message = f"the fact “{fact.id}” has no words in the language “{spoken}”"
            where = "in the campaign" if own else "in campaigns/shared/facts.yaml"
            remedy = f"add “languages: {{{language.base(spoken)}: {{text: …}}}}” to this fact {where}"
            raise CallRefused("U318", message, remedy)
        return words.text if words else fact.text

    def _cite(self, name: str, locator: str = "") -> Any:
        fact = self._find_fact(name)
        if not fact.sources:
            raise CallRefused("U310", f"the fact “{name}” has no source to cite", "add “sources:” to it")
        if locator and len(fact.sources) > 1:
            message = f"the fact “{name}” has several sources, and “{locator}” could be in any of them"
            raise CallRefused("U310", message, "write the place into the source, as “locator: p. 4”")
        return self._mark(fact, str(locator))

    def _mark(self, fact: Fact, locator: str = "") -> Any:
        return markdown(f"[^{self.cite(fact, locator)}]")

    def _bare(self) -> Context:
        """What the sentence of a fact can name: nothing that would tie it to one letter."""
        return {name: function for name, function in self._functions().items() if name not in ("fact", "cite")}

    def ask(self, framing: Framing) -> Function:
        """The function that puts a demand into prose."""
        own = self._own()

        def faults(name: Any, **parameters: Any) -> Iterator[CallRefused]:
            demand = self._asked(own, name)
            if demand is not None:
                yield from _ask_faults(demand, str(name), parameters)

        def ask(name: str, **parameters: Any) -> Any:
            demand = self._asked(own, name)
            if demand is None:
                known = self._demands()
                if known is None:
                    raise Refused(self.brief.library.demands.problems)
                raise CallRefused("U301", f"no demand is called “{name}”", did_you_mean(str(name), known))
            fault = next(_ask_faults(demand, name, parameters), None)
            if fault is not None:
                raise fault
            words = framing.ask(demand, {gap: _values(value) for gap, value in parameters.items()})
            said = self.asked.setdefault(demand.id, [])
            if words not in said:
                said.append(words)
            return markdown(words)

        return Function(ask, 'ask("id")', self._demands, "U301", "demand", faults)

    def _asked(self, own: Mapping[str, Demand], name: Any) -> Demand | None:
        """The demand of an id, the campaign's own before those of the library."""
        demand = own.get(str(name))
        if demand is None and str(name) in self.brief.library.demands:
            demand = self.brief.library.demand(str(name))
        return demand

    def _campaign(self, slug: str) -> views.CampaignView:
        library = self.brief.library
        if slug not in library.slugs:
            raise CallRefused("U308", f"there is no campaign “{slug}”")
        said = library.referred.get(slug)
        if said is None:
            brief = load_campaign(library, slug)[0]
            other = brief.campaign
            said = Referred(other.title, other.date, register.count(brief), len(other.addressees))
            library.referred[slug] = said
        date = views.day(said.date, self.brief.campaign.language) if said.date else markdown("")
        return views.CampaignView(text(said.title), date, said.signatories, said.addressees)

    def _instrument(self, name: str) -> Any:
        if name not in self.brief.library.instruments:
            if self._instruments() is None:
                raise Refused(self.brief.library.instruments.problems)
            raise CallRefused("U309", f"no instrument is called “{name}”")
        instrument = self.brief.library.instrument(name)
        spoken = self.brief.campaign.language
        found = language.in_language(instrument.names, spoken, "" if language.base(spoken) != "en" else instrument.name)
        if not found:
            remedy = f"add “names: {{{language.base(spoken)}: …}}” to it in campaigns/shared/instruments.yaml"
            raise CallRefused("U318", f"the instrument “{name}” has no name in the language “{spoken}”", remedy)
        return text(found)

    def _years_since(self, day: str) -> int:
        if self.brief.campaign.date is None:
            raise CallRefused(
                "U505", "the years cannot be counted in a letter without a date", "give the campaign a date"
            )
        return language.years_since(_day(day), self.brief.campaign.date)


class _Referable(dict[str, Any]):
    """The demands that a reference may name: any, of which those of the letter are told and meant."""

    def __init__(self, own: Mapping[str, Any], known: Mapping[str, Any]) -> None:
        super().__init__(known)
        self._own = own

    def __iter__(self) -> Iterator[str]:
        return iter(self._own)


def _ask_faults(demand: Demand, name: str, given: Mapping[str, Any]) -> Iterator[CallRefused]:
    """What is wrong with the parameters with which a demand is put into prose."""
    meant = {nearest(gap, demand.parameters) for gap in given if gap not in demand.parameters}
    for gap, parameter in demand.parameters.items():
        if parameter.default is None and gap not in demand.with_ and gap not in {*given, *meant}:
            example = f'ask("{name}", {gap}="{parameter.example[0]}")'
            yield CallRefused("U401", f"the demand “{name}” needs “{gap}”", f"write {{{{ {example} }}}}, for example")
    for gap, value in given.items():
        if gap not in demand.parameters:
            remedy = did_you_mean(gap, demand.parameters) or f"it has {', '.join(demand.parameters) or 'none'}"
            yield CallRefused("U402", f"the demand “{name}” has no parameter “{gap}”", remedy, gap)
        elif value is not UNKNOWN and (fault := wrongly_filled(demand.parameters[gap].kind, _values(value))):
            message = f"“{gap}” of the demand “{name}” must be {fault[0]}"
            yield CallRefused("U408", message, fault[1], gap)


def _uncounted(entries: list[str], field: str, example: str) -> views.Uncounted | None:
    """What stands for numbers that cannot be told, since entries of the register lack a field; None if none does."""
    if not entries:
        return None
    named = f"“{entries[0]}” has" if len(entries) == 1 else f"“{entries[0]}” and {len(entries) - 1} more have"
    remedy = f"add it in signatories/organisations.yaml, as “{field}: {example}”"
    return views.Uncounted(f"this cannot be counted: {named} no {field}", remedy)


def _values(value: Any) -> tuple[str, ...]:
    """What a call gives for a parameter: one text, a number or something that can be printed, or a list of those."""
    items = value if isinstance(value, list | tuple) else (value,)
    return tuple(item if isinstance(item, str) else str(item) for item in items)


def _day(day: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(str(day))
    except ValueError:
        raise CallRefused("U505", *wrong_date("day_of_text", "the day", str(day))) from None
