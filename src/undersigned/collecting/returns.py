"""From files that came back to files of the workspace: what is read, what is known, what is to be written."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import product
from pathlib import Path
from typing import TypeVar, get_args

from undersigned import versions
from undersigned.brief import Signatory
from undersigned.collecting import Collected
from undersigned.collecting.evidence import Known, Received
from undersigned.editing import PRIVATE
from undersigned.library import Library
from undersigned.models.base import Model
from undersigned.models.campaign import SignatoryList
from undersigned.models.register import Organisation, Person, SignOn, WithheldSignOn
from undersigned.printed_names import printed_name
from undersigned.problems import Problem, Refused, Span
from undersigned.rendering import Output
from undersigned.returned.answers import clean
from undersigned.signoff import private
from undersigned.signoff.sign_on_changes import SignOnChange, sign_ons
from undersigned.versions import Version
from undersigned.workspace import Workspace

M = TypeVar("M", bound=Model)

_DIGITS = 12
"""How many digits of a file's digest its copy is named by."""
_LANGUAGES = ("en", "fr")


@dataclass(frozen=True, slots=True)
class Returned:
    """A file that came back: its bytes, and what was read in it. `kind` is the ending of its copy, as `docx`."""

    content: bytes
    kind: str
    received: tuple[Received, ...]


def read_returned(number: int, path: Path) -> Returned:
    """What a file says: the one that was named as the `number`th, from 1. Nothing that is wrong with it is raised."""
    from undersigned.returned.answers_docx import read_docx
    from undersigned.returned.answers_mail import is_mail, read_mail
    from undersigned.returned.gate import read_file

    name = clean(path.as_posix()) or f"file {number}"
    span = Span(name)
    content, digest, kind = b"", "", "docx"
    try:
        content = read_file(path, span)
        digest = hashlib.sha256(content).hexdigest()
        if not is_mail(content):
            return Returned(content, kind, (Received(number, name, digest, read_docx(content, span)),))
        kind = "eml"
        found = read_mail(content, span)
        parts = (Received(number, name, digest, one.answers, one.place) for one in found)
        return Returned(content, kind, tuple(parts))
    except Refused as refused:
        return Returned(content, kind, (Received(number, name, digest, refused),))


# --- what is known ----------------------------------------------------------------------------------------------------


def known(workspace: Workspace, slug: str, today: datetime.date) -> Known:
    """What the workspace says of a campaign's signatories. Raises `Refused` where any of it is unsound.

    To stand inside `editing.locked`, with the writing that follows.
    """
    library = Library(workspace)
    shelves = (library.organisations, library.people)
    unread = [problem for shelf in shelves for problem in shelf.problems]
    if unread:
        raise Refused(unread)
    current = _asked_for(workspace, slug)
    hidden = private.withheld(workspace, slug)
    folder = workspace.root / PRIVATE / "returned" / slug
    return Known(
        slug=slug,
        current=current,
        signons={one.id: one for one in sign_ons(workspace, slug).signatories},
        withheld=hidden,
        organisations=_Entries(library.organisations, library.organisation),
        people=_Entries(library.people, lambda name: _person(library, name)),
        usual=cache(lambda name: _usual_names(library, hidden, name)),
        version=cache(lambda name: _version(workspace, slug, name)),
        holds=frozenset(versions.holding(workspace, slug, current)).__contains__,
        kept=frozenset(path.stem for path in folder.glob("*")),
        today=today,
    )


class _Entries(Mapping[str, M]):
    """The entries of the register, each read when it is asked for."""

    def __init__(self, names: Collection[str], entry: Callable[[str], M]) -> None:
        self._names = names
        self._entry = cache(entry)

    def __getitem__(self, name: str) -> M:
        if name not in self._names:
            raise KeyError(name)
        return self._entry(name)

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def _person(library: Library, name: str) -> Person:
    entry = library.signatory(name)
    if not isinstance(entry, Person):
        raise KeyError(name)
    return entry


def _asked_for(workspace: Workspace, slug: str) -> str:
    """The version that a campaign asks to agree to. Raises `Refused` where it names none that there is."""
    source = workspace.read(workspace.campaign_folder(slug) / "campaign.yaml")
    signoff = source.data.get("signoff") if isinstance(source.data, dict) else None
    name = signoff.get("version") if isinstance(signoff, dict) else None
    if not isinstance(name, str):
        message = "the campaign does not say which version people agree to"
        raise Refused([Problem("U922", source.span(()), message, "add “signoff: {version: v1}”")])
    if not versions.is_saved(workspace, slug, name):
        raise Refused([versions.missing(workspace, slug, name, source.span(("signoff", "version")))])
    return name


def _version(workspace: Workspace, slug: str, name: str) -> Version | None:
    return versions.read(workspace, slug, name) if versions.is_saved(workspace, slug, name) else None


def _usual_names(library: Library, hidden: Mapping[str, WithheldSignOn], name: str) -> tuple[str, ...]:
    """The name that the register has, and all that the letter's options make of it, in each language."""
    if name in hidden:
        entry: Organisation | Person = _as_organisation(hidden[name])
    elif name in library.organisations or name in library.people:
        entry = library.signatory(name)
    else:
        return ()
    signatory = Signatory(entry, SignOn(id=name), Span(name))
    if isinstance(entry, Person) and entry.capacity == "organisation" and entry.organisation:
        signatory = replace(signatory, organisation=library.organisation(entry.organisation))
    names = [printed_name(signatory, options, language) for options in _OPTIONS for language in _spoken(entry)]
    of_register = entry.names.values() if isinstance(entry, Organisation) else ()
    return tuple(dict.fromkeys([entry.name, *of_register, *names]))


def _spoken(entry: Organisation | Person) -> list[str]:
    return list(dict.fromkeys([*_LANGUAGES, *(entry.names if isinstance(entry, Organisation) else ())]))


_COUNTRIES = get_args(SignatoryList.model_fields["countries"].annotation)
_OPTIONS = tuple(
    SignatoryList(acronyms=acronyms, regions=regions, countries=countries)
    for acronyms, regions, countries in product((True, False), (True, False), _COUNTRIES)
)


def _as_organisation(entry: WithheldSignOn) -> Organisation:
    """One who is withheld as the register would have them, for the spellings of the name."""
    shared = set(Organisation.model_fields) & set(WithheldSignOn.model_fields)
    return Organisation.model_validate(entry.model_dump(include=shared))


# --- what is to be written --------------------------------------------------------------------------------------------


def outputs(
    workspace: Workspace, slug: str, collected: Collected, files: Mapping[str, Returned]
) -> tuple[list[Output], list[Problem]]:
    """The originals of all that was read, then the private file, then the list; and why some of it cannot be written.

    `files` holds what was read by digest. Where the withheld cannot be written down, the others still are. Raises
    `Refused` where nothing can.
    """
    originals = [_original(slug, digest, file) for digest, file in files.items()]
    new = [output for output in originals if not (workspace.root / output.path).is_file()]
    if new:
        private.check_ignored(workspace)
    if not (collected.named or collected.withheld):
        return new, []
    private.check_ignored(workspace)
    public = [SignOnChange(one.id, one.values) for one in collected.named]
    problems: list[Problem] = []
    try:
        hidden = {one.id: one.values for one in collected.withheld}
        changed = private.changed_withheld(workspace, slug, hidden, public=public)
    except Refused as refused:
        problems += refused.problems
        changed = private.changed_withheld(workspace, slug, {}, public=public)
    return [*new, *changed], problems


def _original(slug: str, digest: str, file: Returned) -> Output:
    return Output(f"{PRIVATE}/returned/{slug}/{digest[:_DIGITS]}.{file.kind}", file.content)
