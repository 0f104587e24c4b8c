"""What an import would change: entries, what is known already, and what people decided, to a plan. Nothing is written.

Whoever is not to be named is a number in the plan, and entries for the private folder. A row that is in doubt is never
decided here: it is asked about, or set aside with a reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from undersigned.intake.entries import Entry, in_rows
from undersigned.intake.spreadsheets import Sheet
from undersigned.matching import SURE, Match, Matcher, Name, country_key
from undersigned.matching.likeness import plain
from undersigned.models.register import Organisation, PrivateContact, SignOn, WithheldSignOn
from undersigned.name_words import words
from undersigned.problems import Problem
from undersigned.searching import fold

NEW = "new"
_LONGEST_ID = 60
_NO_IDS = frozenset({NEW, "null", "true", "false"})
"""What YAML or this program would take for something else."""
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_OPEN: frozenset[str] = frozenset({"invited", "pending", "conditional"})


@dataclass(frozen=True, slots=True)
class Known:
    """What stands in the workspace: the register, ids that are taken by anybody, and one campaign's sign-ons."""

    organisations: Mapping[str, Organisation]
    taken: frozenset[str] = frozenset()
    sign_ons: Mapping[str, SignOn] = field(default_factory=dict)
    withheld: Mapping[str, WithheldSignOn] = field(default_factory=dict)
    contacts: Mapping[str, PrivateContact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Taken:
    """An entry that is named: the id it has or gets, how it was found, and what changes.

    `organisation` is a new entry of the register, `alias` a spelling that one learns, `sign_on` what is to be said in
    `sign-ons.yaml`; each None where there is nothing to do.
    """

    entry: Entry
    id: str
    match: Match | None = None
    organisation: Mapping[str, Any] | None = None
    alias: str | None = None
    sign_on: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """An entry that may be one of the register: somebody has to say."""

    entry: Entry
    matches: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class Aside:
    """An entry that is not taken, and why, in words that name nobody."""

    entry: Entry
    reason: str
    matches: tuple[Match, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """All that an import does. `withheld_rows` counts rows of those who are not named, known before or not."""

    taken: tuple[Taken, ...] = ()
    asked: tuple[Asked, ...] = ()
    aside: tuple[Aside, ...] = ()
    repeated: int = 0
    withheld_rows: int = 0
    withheld: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    contacts: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    @property
    def new(self) -> list[Taken]:
        return [taken for taken in self.taken if taken.organisation is not None]

    @property
    def matched(self) -> list[Taken]:
        """Those of the register whose sign-on or spellings change."""
        return [one for one in self.taken if one.organisation is None and (one.sign_on is not None or one.alias)]

    @property
    def unchanged(self) -> list[Taken]:
        return [one for one in self.taken if one.organisation is None and one.sign_on is None and not one.alias]


def look_up(entries: Iterable[Entry], matcher: Matcher) -> Iterator[tuple[int, tuple[Match, ...]]]:
    """For each entry its line and the organisations of the register that it may mean."""
    for entry in entries:
        yield entry.line, matcher.matches(Name(entry.name, entry.acronym, entry.country))


def plan(
    sheet: Sheet,
    entries: Sequence[Entry],
    known: Known,
    matches: Mapping[int, tuple[Match, ...]],
    decisions: Mapping[int, str] | None = None,
) -> Plan:
    """What the entries change.

    `matches` are those of `look_up`, by line; `decisions` what people said of those in doubt: an id of the register, or
    `new`.
    """
    return _Planning(sheet, known, matches, decisions or {}).run(entries)


@dataclass(frozen=True, slots=True)
class _Target:
    """Whom an entry means: an id of the register, somebody new, or (neither) one of several."""

    id: str = ""
    is_new: bool = False
    wrong: str = ""


class _Planning:
    def __init__(
        self, sheet: Sheet, known: Known, matches: Mapping[int, tuple[Match, ...]], decisions: Mapping[int, str]
    ) -> None:
        self.sheet = sheet
        self.known = known
        self.matches = matches
        self.decisions = decisions
        self.ids = set(known.organisations) | known.taken | _NO_IDS
        self.taken: list[Taken] = []
        self.asked: list[Asked] = []
        self.aside: list[Aside] = []
        self.withheld: dict[str, dict[str, Any]] = {}
        self.contacts: dict[str, dict[str, Any]] = {}
        self.withheld_rows = 0
        self.in_register = {one.register_id: name for name, one in known.withheld.items() if one.register_id}
        self.hidden: dict[str, list[str]] = {}
        for name, one in known.withheld.items():
            self.hidden.setdefault(_name_key(one.name), []).append(name)

    def run(self, entries: Sequence[Entry]) -> Plan:
        groups = self._groups(entries)
        for group in groups:
            self._group(group)
        return Plan(
            tuple(self.taken),
            tuple(self.asked),
            tuple(self.aside),
            len(entries) - len(groups) - sum(len(group) - 1 for group in groups if _are_at_odds(group)),
            self.withheld_rows,
            self.withheld,
            self.contacts,
            tuple(self._problems()),
        )

    # --- who is who ---------------------------------------------------------------------------------------------------

    def _target(self, entry: Entry) -> _Target:
        said = entry.id or self.decisions.get(entry.line, "")
        if said == NEW:
            return _Target(is_new=True)
        if said in self.known.organisations:
            return _Target(said)
        if said:
            if _ID.fullmatch(said) and said not in self.ids:
                return _Target(is_new=True)
            return _Target(wrong="the id it states cannot be given to an organisation")
        matches = self.matches.get(entry.line, ())
        if matches and matches[0].how in SURE:
            return _Target(matches[0].id)
        return _Target(is_new=not matches)

    def _groups(self, entries: Sequence[Entry]) -> list[list[Entry]]:
        """Rows of one organisation together, in the order of their first ones."""
        groups: dict[tuple[str, ...], list[Entry]] = {}
        countries: dict[str, set[str]] = {}
        for entry in entries:
            countries.setdefault(_name_key(entry.name), set()).update({country_key(entry.country)} - {""})
        for entry in entries:
            target = self._target(entry)
            name = _name_key(entry.name)
            where = country_key(entry.country) if len(countries[name]) > 1 else ""
            key = (target.id,) if target.id else (entry.id, name, where, str(entry.register.get("region", "")))
            groups.setdefault(key, []).append(entry)
        return list(groups.values())

    def _group(self, group: list[Entry]) -> None:
        if _are_at_odds(group):
            reason = f"{in_rows([entry.line for entry in group])} answer for one organisation, and not the same"
            self.aside += [Aside(entry, reason) for entry in group]
            return
        entry = group[-1]
        target = self._target(entry)
        if target.wrong:
            self.aside.append(Aside(entry, target.wrong))
        elif not entry.status:
            self.aside.append(Aside(entry, "its status is none that is known"))
        elif not entry.is_named:
            self._withhold(entry, target)
        elif target.id:
            self._take_known(entry, target.id)
        elif target.is_new:
            self._take_new(entry)
        else:
            self.asked.append(Asked(entry, self.matches[entry.line]))

    # --- those who are named ------------------------------------------------------------------------------------------

    def _take_known(self, entry: Entry, name: str) -> None:
        if name in self.in_register:
            self.aside.append(
                Aside(entry, f"agrees to be named, and stands among the withheld ({self.in_register[name]})")
            )
            return
        before = self.known.sign_ons.get(name)
        if before is not None and before.status not in _OPEN and before.status != entry.status:
            reason = f"says otherwise than the sign-on of “{name}”, which is {before.status}"
            self.aside.append(Aside(entry, reason))
            return
        organisation = self.known.organisations[name]
        match = next((one for one in self.matches.get(entry.line, ()) if one.id == name), None)
        sign_on = _sign_on(entry) if before is None or before.status != entry.status else None
        self.taken.append(Taken(entry, name, match, None, _alias(entry, organisation, match), sign_on))
        self._add_contact(entry, name)

    def _take_new(self, entry: Entry) -> None:
        hidden = self._hidden(entry)
        if hidden:
            self.aside.append(Aside(entry, f"agrees to be named, and may stand among the withheld ({hidden})"))
            return
        name = entry.id if entry.id not in ("", NEW) else _new_id(entry, self.ids)
        self.ids.add(name)
        self.taken.append(Taken(entry, name, None, {"name": entry.name, **entry.register}, None, _sign_on(entry)))
        self._add_contact(entry, name)

    def _add_contact(self, entry: Entry, name: str) -> None:
        """Only what was not known: who writes to them may have noted something better since."""
        before = self.known.contacts.get(name)
        stated = {} if before is None else before.model_dump(exclude_none=True)
        values = {key: value for key, value in entry.contact.items() if key not in stated}
        if values:
            self.contacts[name] = values

    # --- those who are not --------------------------------------------------------------------------------------------

    def _withhold(self, entry: Entry, target: _Target) -> None:
        matches = self.matches.get(entry.line, ())
        name = self.in_register.get(target.id) or self._hidden(entry)
        doubtful = {match.id for match in matches} if name is None and not target.is_new else set()
        possible = {target.id} if target.id else doubtful
        if possible & self.known.sign_ons.keys():
            sure = "stands" if target.id else "may stand"
            reason = f"has not said yes to being named, and {sure} in sign-ons.yaml: ask, or use `signoff withhold`"
            self.aside.append(Aside(entry, reason, matches))
            return
        self.withheld_rows += 1
        if name is None:
            from undersigned.signoff.private import next_id

            name = next_id([*self.known.withheld, *self.withheld])
            self.withheld[name] = _withheld(entry, target.id)
        elif self.known.withheld[name].status in _OPEN and self.known.withheld[name].status != entry.status:
            self.withheld[name] = _sign_on(entry)

    def _hidden(self, entry: Entry) -> str | None:
        """The neutral id of one who is withheld under the same name, and is not known to be of another country."""
        for name in self.hidden.get(_name_key(entry.name), ()):
            countries = {country_key(entry.country), country_key(self.known.withheld[name].country or "")} - {""}
            if len(countries) < 2:
                return name
        return None

    # --- what is to be said -------------------------------------------------------------------------------------------

    def _problems(self) -> Iterator[Problem]:
        """One warning for each reason, with the rows."""
        reasons: dict[str, list[int]] = {}
        for aside in self.aside:
            reasons.setdefault(aside.reason, []).append(aside.entry.line)
        for reason, lines in reasons.items():
            message = reason if reason.startswith("row") else f"{in_rows(lines)}: {reason}"
            remedy = "nothing was taken from there; write in the file what holds, or use `signoff record`"
            yield Problem("U827", self.sheet.span(lines[0]), message, remedy, "warning")


def _are_at_odds(group: Sequence[Entry]) -> bool:
    """Whether rows of one organisation differ in what matters: may it be named, and does it sign?"""
    return len({(entry.is_named, entry.status) for entry in group}) > 1


def _name_key(name: str) -> str:
    """What is the same for one organisation, however its name is typed."""
    return "".join(words(name)) or plain(name)


def _sign_on(entry: Entry) -> dict[str, Any]:
    values: dict[str, Any] = {"status": entry.status}
    if entry.printed_as:
        values["as"] = entry.printed_as
    if entry.date:
        values["date"] = entry.date
    if entry.signer:
        values["signer"] = dict(entry.signer)
    if entry.status == "confirmed":
        values["how"] = "form"
    return values


def _withheld(entry: Entry, register_id: str) -> dict[str, Any]:
    """An entry of the private file."""
    fields = {key: value for key, value in entry.register.items() if key in WithheldSignOn.model_fields}
    values: dict[str, Any] = {"name": entry.name, **fields}
    if register_id:
        values["register_id"] = register_id
    if entry.contact:
        values["contact"] = dict(entry.contact)
    return {**values, **{key: value for key, value in _sign_on(entry).items() if key != "as"}}


def _alias(entry: Entry, organisation: Organisation, match: Match | None) -> str | None:
    """The spelling that an organisation was known by to a person alone, for the next time."""
    if match is not None and match.how in SURE:
        return None
    spellings = (organisation.name, *organisation.aliases, *organisation.names.values())
    known = {plain(spelling) for spelling in spellings} | {plain(organisation.acronym or "")}
    return None if plain(entry.name) in known else entry.name


def _new_id(entry: Entry, taken: set[str]) -> str:
    """An id of the acronym or, if that is none or taken, of the name, numbered if it must be."""
    candidates = [slug for text in (entry.acronym, entry.name) if (slug := _slug(text))] or ["organisation"]
    for candidate in candidates:
        if candidate not in taken:
            return candidate
    number = 2
    while f"{candidates[-1]}-{number}" in taken:
        number += 1
    return f"{candidates[-1]}-{number}"


def _slug(text: str) -> str:
    letters = re.findall(r"[a-z0-9]+", fold(text).replace("'", "").replace("&", " and "))
    slug = ""
    for part in letters:
        longer = f"{slug}-{part}" if slug else part[:_LONGEST_ID]
        if len(longer) > _LONGEST_ID:
            break
        slug = longer
    return slug
