"""The list of those who sign, as a letter prints it: order, groups, and what stands below.

It holds those who have confirmed. A draft adds those who have been asked and have not, under a heading of their own.
Who has declined or withdrawn stands nowhere, and who is withheld is not known here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import get_args

from undersigned import language
from undersigned.brief import Brief, Signatory
from undersigned.collation import Key, alphabet
from undersigned.countries import country_key, country_name
from undersigned.document import (
    Block,
    Date,
    Entry,
    Inline,
    Origin,
    Paragraph,
    Signatories,
    SignatoryGroup,
    Text,
)
from undersigned.models.register import Organisation, Scope
from undersigned.printed_names import PERSONAL, is_personal, printed_name, sorted_by
from undersigned.register import confirmed, unconfirmed

_USUAL = (*get_args(Scope), "organisations", "individuals")
_OTHER = "other"


def signatory_list(brief: Brief, *, draft: bool = False) -> tuple[Block, ...]:
    """All that a letter says of who signs it: the list, and what stands below it."""
    options, spoken = brief.campaign.signatories, brief.campaign.language
    words = language.words(spoken).signatories
    asked = unconfirmed(brief) if draft else []
    blocks: list[Block] = [signatories(brief)]
    if asked:
        blocks.append(_not_yet(brief, asked))
    if any(is_personal(signatory) for signatory in [*confirmed(brief), *asked]):
        blocks.append(_below(brief, "personal-capacity", Text(f"{PERSONAL} {words.personal}")))
    if brief.withheld:
        sentence = language.plural(language.words(spoken).withheld, brief.withheld, spoken)
        blocks.append(_below(brief, "withheld", Text(sentence)))
    if options.as_of:
        before, _, after = words.as_of.partition("{date}")
        date = Date(language.format_date(options.as_of, spoken), options.as_of)
        blocks.append(_below(brief, "as-of", Text(before), date, Text(after)))
    return tuple(blocks)


def _below(brief: Brief, name: str, *content: Inline) -> Paragraph:
    return Paragraph(content, Origin(brief.span.file, brief.span.line, "part", name))


def signatories(brief: Brief) -> Signatories:
    """The block of those who have confirmed: those who lead first, those who signed late last, the others in the order
    and in the groups that the campaign asks for."""
    options = brief.campaign.signatories
    listed = _in_order(brief, confirmed(brief))
    late = [one for one in listed if _is_late(brief, one.signatory)]
    in_time = [one for one in listed if not _is_late(brief, one.signatory)] if late else listed
    groups = _groups(brief, in_time)
    if late:
        groups.append(SignatoryGroup(_entries(late), (Text(_late_heading(brief)),)))
    return Signatories(tuple(groups), options.columns, options.numbered, options.restart)


def _not_yet(brief: Brief, asked: Iterable[Signatory]) -> Signatories:
    """Those whom only a draft names, each with how matters stand."""
    words = language.words(brief.campaign.language).signatories
    entries = tuple(
        Entry((Text(f"{one.words} [{words.statuses[one.signatory.signon.status]}]"),), one.origin)
        for one in _in_order(brief, asked)
    )
    return Signatories((SignatoryGroup(entries, (Text(words.unconfirmed),)),))


# --- order ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Listed:
    """A signatory with the name that this letter prints."""

    words: str
    signatory: Signatory

    @property
    def origin(self) -> Origin:
        span = self.signatory.span
        return Origin(span.file, span.line, "signatory", self.signatory.signon.id)


def _in_order(brief: Brief, signing: Iterable[Signatory]) -> list[_Listed]:
    options, spoken = brief.campaign.signatories, brief.campaign.language
    listed = [_Listed(printed_name(signatory, options, spoken), signatory) for signatory in signing]
    if options.order == "alphabetical":
        key = alphabet(spoken)
        listed.sort(key=lambda one: key(sorted_by(one.signatory, options, spoken, one.words)))
    if options.lead:
        rank = {name: number for number, name in enumerate(options.lead)}
        listed.sort(key=lambda one: rank.get(one.signatory.signon.id, len(rank)))
    return listed


def _entries(listed: Iterable[_Listed]) -> tuple[Entry, ...]:
    return tuple(Entry((Text(one.words),), one.origin) for one in listed)


def _is_late(brief: Brief, signatory: Signatory) -> bool:
    """Whether somebody signed after the day of the deadline; who leads the list is never late."""
    campaign = brief.campaign
    deadline = campaign.signoff.deadline if campaign.signoff else None
    day = signatory.signon.date
    if deadline is None or day is None or campaign.signatories.late == "none":
        return False
    return day > deadline.date() and signatory.signon.id not in campaign.signatories.lead


def _late_heading(brief: Brief) -> str:
    campaign = brief.campaign
    if campaign.signatories.late:
        return campaign.signatories.late
    form = language.words(campaign.language).signatories.late
    deadline = campaign.signoff.deadline if campaign.signoff else None
    return language.fill(form, date=language.format_date(deadline.date(), campaign.language)) if deadline else ""


# --- groups -----------------------------------------------------------------------------------------------------------


def _groups(brief: Brief, listed: list[_Listed]) -> list[SignatoryGroup]:
    """The list in its groups, without those that nobody stands in."""
    options = brief.campaign.signatories
    if options.group_by == "none":
        return [SignatoryGroup(_entries(listed))] if listed else []
    group_of = _GROUPINGS[options.group_by]
    groups: dict[str, list[_Listed]] = {}
    for one in listed:
        groups.setdefault(group_of(one.signatory), []).append(one)
    stated = {_key(options.group_by, name): heading for name, heading in options.headings.items()}
    headings = {name: stated.get(name) or _heading(brief, name, groups[name]) for name in groups}
    order = tuple(stated) or _USUAL
    key = alphabet(brief.campaign.language)
    ranked = sorted(groups, key=lambda name: _rank(name, order, key(headings[name])))
    return [SignatoryGroup(_entries(groups[name]), (Text(headings[name]),)) for name in ranked]


def _rank(name: str, order: tuple[str, ...], key: Key) -> tuple[int, Key]:
    """Groups stand in the order of the campaign's headings, else as is usual, else of the alphabet, the rest last."""
    place = order.index(name) if name in order else len(order) + (name == _OTHER)
    return place, key


def _heading(brief: Brief, name: str, members: list[_Listed]) -> str:
    """The heading that a group has of itself: in the words of the language, or as the register calls it."""
    spoken = brief.campaign.language
    words: Mapping[str, str] = language.words(spoken).signatories.groups
    if name in words:
        return words[name]
    signing = members[0].signatory.signing
    if brief.campaign.signatories.group_by == "country":
        return country_name(signing.country or name, spoken)
    return language.sentence_case(signing.kind or name) if isinstance(signing, Organisation) else name


def _key(group_by: str, name: str) -> str:
    """The group that a heading of the campaign is for."""
    if name in (_OTHER, *_USUAL):
        return name
    return country_key(name) if group_by == "country" else name.casefold()


def _of_scope(signatory: Signatory) -> str:
    signing = signatory.signing
    return (signing.scope or _OTHER) if isinstance(signing, Organisation) else "individuals"


def _of_country(signatory: Signatory) -> str:
    country = signatory.signing.country
    return country_key(country) if country else _OTHER


def _of_kind(signatory: Signatory) -> str:
    signing = signatory.signing
    return (signing.kind or _OTHER).casefold() if isinstance(signing, Organisation) else "individuals"


def _of_class(signatory: Signatory) -> str:
    return "organisations" if isinstance(signatory.signing, Organisation) else "individuals"


_GROUPINGS: Mapping[str, Callable[[Signatory], str]] = {
    "scope": _of_scope,
    "country": _of_country,
    "kind": _of_kind,
    "class": _of_class,
}
