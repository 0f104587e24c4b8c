"""What `signoff invite` and `signoff withhold` change: who is asked, and who is not to be named."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from undersigned.library import Library
from undersigned.models.register import Organisation, Person, SignOn, WithheldSignOn
from undersigned.problems import Problem, Refused, Span, did_you_mean
from undersigned.rendering import Output
from undersigned.signoff import private
from undersigned.signoff.identification import identified, withheld_id
from undersigned.signoff.recording import Step
from undersigned.signoff.sign_on_changes import SignOnChange, sign_ons
from undersigned.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Withholding:
    """A name that is withheld from now on, and where it still stands.

    `named` are lines of the campaign's files that name it, `entry` its place in the register, `letters` the other
    campaigns that list it, `files` those below `out/` that carry its id.
    """

    step: Step
    named: list[Span]
    entry: Span | None
    letters: list[str]
    files: list[str]


def invite(library: Library, slug: str, names: Sequence[str], date: datetime.date) -> tuple[list[Step], list[Output]]:
    """Puts those who are in the register on the list as invited; one who stands there already, or is withheld, stays.

    A step for each, and the files. Raises `Refused` with everyone whom the register does not know.
    """
    workspace = library.workspace
    listed, hidden = _listed(workspace, slug)
    steps: dict[str, Step] = {}
    changes: list[SignOnChange] = []
    for name in _all_identified(library, hidden, names):
        if name in hidden:
            steps[name] = Step(name, status=hidden[name].status)
        elif name in listed:
            steps[name] = Step(name, status=listed[name].status)
        elif name not in steps:
            changes.append(SignOnChange(name, {"status": "invited", "date": date}))
            steps[name] = Step(name, [])
    if not changes:
        return list(steps.values()), []
    outputs = private.changed_withheld(workspace, slug, {}, public=changes)
    new = {change.id for change in changes}
    return [Step(s.id, outputs, s.status) if s.id in new else s for s in steps.values()], outputs


def invite_privately(
    library: Library, slug: str, names: Sequence[str], newcomer: dict[str, Any] | None, date: datetime.date
) -> tuple[list[Step], list[Output]]:
    """As `invite`, for those whom nobody is to name: some of the register, and one who is not to stand there at all.

    `newcomer` has the keys of the private file, `name` first. Raises `Refused`, also for one who is on the list (U907).
    """
    workspace = library.workspace
    listed, hidden = _listed(workspace, slug)
    changes: dict[str, dict[str, Any]] = {}
    steps: dict[str, Step] = {}
    invited = {"status": "invited", "date": date}
    for name in _all_identified(library, hidden, names):
        if name in hidden:
            steps[name] = Step(name, status=hidden[name].status)
            continue
        if name in listed:
            raise Refused([_on_the_list(workspace, slug, name)])
        contact = private.contacts(workspace).get(name)
        said = {"contact": contact.model_dump(mode="json", exclude_unset=True)} if contact else {}
        changes[private.next_id([*hidden, *changes])] = {**private.of_entry(library.signatory(name)), **said, **invited}
    if newcomer:
        there = withheld_id(hidden, newcomer["name"])
        if there:
            steps[there] = Step(there, status=hidden[there].status)
        else:
            changes[private.next_id([*hidden, *changes])] = {**newcomer, **invited}
    outputs = private.changed_withheld(workspace, slug, changes) if changes else []
    return [*steps.values(), *(Step(name, outputs) for name in changes)], outputs


def _listed(workspace: Workspace, slug: str) -> tuple[dict[str, SignOn], dict[str, WithheldSignOn]]:
    return {one.id: one for one in sign_ons(workspace, slug).signatories}, private.withheld(workspace, slug)


def _all_identified(library: Library, hidden: dict[str, WithheldSignOn], names: Sequence[str]) -> list[str]:
    """The ids of everyone named, neutral ones for the withheld. Raises `Refused` with all who are unknown."""
    found: list[str] = []
    problems: list[Problem] = []
    known = private.known_as(hidden)
    for words in names:
        try:
            name = withheld_id(hidden, words) or identified(library, words)
            found.append(known.get(name, name))
        except Refused as refused:
            problems += refused.problems
    if problems:
        raise Refused(problems)
    return found


def _on_the_list(workspace: Workspace, slug: str, name: str) -> Problem:
    span = Span(workspace.name(workspace.campaign_folder(slug) / "sign-ons.yaml"))
    message = f"“{name}” stands in the list of this campaign already"
    return Problem("U907", span, message, f"take it from there with `signoff withhold {slug} {name}`")


def withhold(library: Library, slug: str, words: str) -> Withholding:
    """Moves a signatory and its contact from the list to the private file. Raises `Refused`."""
    workspace = library.workspace
    listed, hidden = _listed(workspace, slug)
    name = words if words in listed else _register_id(library, hidden, words)
    there = private.known_as(hidden).get(name)
    if name not in listed:
        if there is None:
            span = Span(workspace.name(workspace.campaign_folder(slug) / "sign-ons.yaml"))
            if name in hidden:
                message, remedy = f"{name} is withheld already", "there is nothing to do"
                raise Refused([Problem("U907", span, message, remedy)])
            remedy = (
                did_you_mean(name, listed) or f"keep it out from the start: `signoff invite {slug} {name} --private`"
            )
            raise Refused([Problem("U907", span, f"“{name}” does not stand in the list of this campaign", remedy)])
        return Withholding(Step(there, status=hidden[there].status), [], None, [], [])
    entry = library.signatory(name)
    letters = _other_letters(workspace, slug, name)
    contact = private.contacts(workspace).get(name)
    neutral = there or private.next_id(hidden)
    values = private.of_sign_on(listed[name], entry, contact)
    first, *rest = private.changed_withheld(workspace, slug, {neutral: values}, gone=[name])
    leaving = private.changed_contacts(workspace, {name: None}) if contact and not letters else []
    outputs = [first, *leaving, *rest]
    named = list(_named(workspace, slug, [name, *_names(entry)], outputs))
    piece = library.organisations.get(name) or library.people.get(name)
    step = Step(neutral, outputs, listed[name].status)
    return Withholding(step, named, piece.key_span if piece else None, letters, _files(workspace, slug, name))


def _register_id(library: Library, hidden: dict[str, WithheldSignOn], words: str) -> str:
    found = withheld_id(hidden, words)
    return (hidden[found].register_id or found) if found else identified(library, words)


def _other_letters(workspace: Workspace, slug: str, name: str) -> list[str]:
    """The other campaigns that list somebody; one whose list cannot be read counts, to be safe."""
    found = []
    for other in workspace.slugs():
        if other != slug:
            try:
                if any(one.id == name for one in sign_ons(workspace, other).signatories):
                    found.append(other)
            except Refused:
                found.append(other)
    return found


def _names(entry: Organisation | Person) -> Iterator[str]:
    yield entry.name
    yield from entry.aliases
    if isinstance(entry, Organisation):
        yield from (*entry.names.values(), *filter(None, [entry.acronym]))


def _named(workspace: Workspace, slug: str, words: Sequence[str], outputs: Sequence[Output]) -> Iterator[Span]:
    """The lines of the campaign's own files that name somebody, as they are once `outputs` are written."""
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, words)) + r")(?!\w)")
    changed = {output.path: output.content for output in outputs}
    folder = workspace.campaign_folder(slug)
    for path in sorted(file for file in folder.rglob("*") if file.suffix in (".yaml", ".md", ".j2", ".json")):
        name = workspace.name(path)
        content = changed.get(name) or workspace.read_bytes(path)
        for number, line in enumerate(content.decode("utf-8", "replace").splitlines(), 1):
            if found := pattern.search(line):
                yield Span(name, number, found.start() + 1)


def _files(workspace: Workspace, slug: str, name: str) -> list[str]:
    """The files that earlier commands have made for somebody: forms and notes."""
    return sorted(workspace.name(path) for path in (workspace.root / "out" / slug).glob(f"**/{name}[.-]*"))
