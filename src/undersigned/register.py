"""The list of signatories as a letter prints it: names, order, groups."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable

from undersigned.brief import Brief, Signatory
from undersigned.document import Entry, Origin, Signatories, SignatoryGroup, Text
from undersigned.language import base, in_language
from undersigned.models.campaign import SignatoryList
from undersigned.models.register import Organisation, Person

_ARTICLES = {"en": ("the ", "a ", "an "), "fr": ("le ", "la ", "les ", "l’", "l'")}


def confirmed(brief: Brief) -> list[Signatory]:
    """Those who have agreed, in the order in which the campaign lists them."""
    return [signatory for signatory in brief.signatories if signatory.signon.status == "confirmed"]


def count(brief: Brief) -> int:
    """How many sign, those who are not named included."""
    return len(confirmed(brief)) + brief.withheld


def printed_name(signatory: Signatory, options: SignatoryList, language: str) -> str:
    """The name as this letter prints it: as the sign-on says, else made from the register."""
    if signatory.signon.as_:
        return signatory.signon.as_
    entry = signatory.entry
    return _organisation(entry, options, language) if isinstance(entry, Organisation) else _person(entry)


def _organisation(entry: Organisation, options: SignatoryList, language: str) -> str:
    name = in_language(entry.names, language, entry.name)
    if entry.acronym and options.acronyms:
        name += f" ({entry.acronym})"
    if entry.region:
        name += f" – {entry.region}"
    if entry.country and options.countries != "none":
        name += f", {entry.country}" if options.countries == "comma" else f" ({entry.country})"
    return name


def _person(entry: Person) -> str:
    name = " ".join(part for part in (entry.titles, entry.name) if part)
    return ", ".join(part for part in (name, entry.post_nominals, entry.affiliation) if part)


def signatories(brief: Brief) -> Signatories:
    """The block of signatories: those who lead first, the others in the order that the campaign asks for."""
    options, language = brief.campaign.signatories, brief.campaign.language
    named = [(printed_name(signatory, options, language), signatory) for signatory in confirmed(brief)]
    if options.order == "alphabetical":
        named.sort(key=lambda pair: _sort_key(pair[0], options, language))
    if options.lead:
        rank = {name: number for number, name in enumerate(options.lead)}
        named.sort(key=lambda pair: rank.get(pair[1].signon.id, len(rank)))
    groups = [
        SignatoryGroup(tuple(_entry(name, signatory) for name, signatory in members), heading)
        for heading, members in _groups(named, options)
    ]
    return Signatories(tuple(groups), options.columns, options.numbered, options.restart)


def _entry(name: str, signatory: Signatory) -> Entry:
    span = signatory.span
    return Entry((Text(name),), Origin(span.file, span.line, "signatory", signatory.signon.id))


def _sort_key(name: str, options: SignatoryList, language: str) -> str:
    """The name as the alphabet sorts it: without accents, capitals, punctuation and, if so asked, a leading article."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
    if options.articles == "ignore":
        for article in _ARTICLES.get(base(language), ()):
            plain = plain.removeprefix(article)
    return re.sub(r"[^\w\s]", "", plain)


Named = list[tuple[str, Signatory]]


def _groups(named: Named, options: SignatoryList) -> Iterable[tuple[tuple[Text, ...], Named]]:
    if options.group_by == "none":
        return [((), named)] if named else []
    value = _GROUPINGS[options.group_by]
    groups: dict[str, Named] = {}
    for pair in named:
        groups.setdefault(value(pair[1].entry), []).append(pair)
    ranked = sorted(groups, key=lambda group: _rank(group, options))
    return [((Text(options.headings.get(group, group.capitalize())),), groups[group]) for group in ranked]


_USUAL = ("international", "regional", "national", "local", "organisations", "individuals")


def _rank(group: str, options: SignatoryList) -> tuple[int, str]:
    """Groups stand in the order of the campaign's headings, else as is usual, else of the alphabet."""
    order = tuple(options.headings) or _USUAL
    return (order.index(group) if group in order else len(order), group)


def _of_class(entry: Organisation | Person) -> str:
    return "organisations" if isinstance(entry, Organisation) else "individuals"


_GROUPINGS: dict[str, Callable[[Organisation | Person], str]] = {
    "scope": lambda entry: (entry.scope or "other") if isinstance(entry, Organisation) else "individuals",
    "country": lambda entry: entry.country or "other",
    "kind": lambda entry: (entry.kind or "other") if isinstance(entry, Organisation) else "individuals",
    "class": _of_class,
}
