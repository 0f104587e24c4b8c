"""A new version of a campaign: its documents as they are today, what they say otherwise, and who must agree again."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from undersigned import consent, register, versions
from undersigned.assembly import Piece
from undersigned.brief import Brief
from undersigned.consent import Rewording
from undersigned.loading import read_campaign
from undersigned.problems import Problem, Refused, Span
from undersigned.rendering import Output, Renderer
from undersigned.versions import Version
from undersigned.versions.comparing import word_diff, words_of
from undersigned.workspace import Workspace

SAME_WORDS = "the words are the same"


@dataclass(frozen=True, slots=True)
class Saving:
    """A version that is ready to be written to `output`, a path relative to the workspace.

    `base` is the version that it follows, empty for the first one, and `rewordings` what it says otherwise than that;
    `again` are the ids of those who must agree again, and `withheld` how many unnamed ones besides. `is_asked_for` says
    that the campaign asks people to agree to it already.
    """

    version: Version
    output: Output
    base: str = ""
    rewordings: tuple[Rewording, ...] = ()
    again: tuple[str, ...] = ()
    withheld: int = 0
    is_asked_for: bool = False


def prepare(renderer: Renderer, slug: str, name: str, day: datetime.date, reason: str | None = None) -> Saving:
    """The version of that name, saved on that day; with a reason it is a correction, and keeps consent.

    Raises `Refused` where the name is taken or no name, the campaign has problems, or there is nothing to correct.
    """
    workspace = renderer.workspace
    versions.new_name(workspace, slug, name)
    briefs = _briefs(renderer, slug)
    base = _base(renderer, slug, briefs)
    if reason is not None and not base:
        message = "there is no version yet that this could be a correction of"
        remedy = "save it without --editorial, and ask people to agree to it"
        raise Refused([Problem("U912", Span(versions.file_of(slug, name)), message, remedy)])
    documents = _each(briefs, renderer)
    before = versions.read(workspace, slug, base) if base else None
    rewordings = _rewordings(renderer, briefs, before) if before else ()
    same = before is not None and not rewordings
    keeps = same or reason is not None
    version = Version(
        name,
        day,
        tuple(documents),
        editorial_of=base if keeps else "",
        reason=(reason or SAME_WORDS) if keeps else "",
        counts=register.counts(briefs[0]),
    )
    output = Output(versions.file_of(slug, name), versions.content(version))
    changed = not keeps and any(rewording.is_signed for rewording in rewordings)
    again = tuple(signatory.signon.id for signatory in register.confirmed(briefs[0])) if changed else ()
    withheld = briefs[0].withheld if changed else 0
    asked_for = name in map(consent.asked_for, briefs)
    return Saving(version, output, base, rewordings, again, withheld, asked_for)


def _briefs(renderer: Renderer, slug: str) -> Sequence[Brief]:
    """All documents of a campaign as they are today, in all languages. Raises `Refused` where one has problems."""
    loaded = read_campaign(renderer.library, slug)
    errors = [problem for problem in loaded.problems if problem.severity == "error"]
    if errors or not loaded.briefs:
        raise Refused([*errors, *renderer.library.problems()])
    return loaded.briefs


def _base(renderer: Renderer, slug: str, briefs: Sequence[Brief]) -> str:
    """The version that people are asked to agree to or, where that has not been saved, the last that was."""
    for name in filter(None, map(consent.asked_for, briefs)):
        if versions.is_saved(renderer.workspace, slug, name):
            return name
    return next(reversed(versions.names(renderer.workspace, slug)), "")


def _rewordings(renderer: Renderer, briefs: Sequence[Brief], before: Version) -> tuple[Rewording, ...]:
    """What is said otherwise than before, document by document; one that is no longer there is all gone."""
    found = [consent.rewording(brief, renderer.templates, before) for brief in briefs]
    there = {(brief.document, brief.campaign.language) for brief in briefs}
    for one in before.documents:
        if (one.document, one.language) not in there:
            gone = tuple(word_diff(one.words, ()))
            found.append(Rewording(one.document, one.language, gone, one.is_signed))
    return tuple(rewording for rewording in found if rewording.number)


def _each(briefs: Sequence[Brief], renderer: Renderer) -> Sequence[versions.FrozenDocument]:
    """The documents to be kept. Raises `Refused` with the problems of all of them."""
    found: list[versions.FrozenDocument] = []
    problems: list[Problem] = []
    for brief in briefs:
        try:
            found.append(consent.freeze(brief, renderer.templates))
        except Refused as refused:
            problems += refused.problems
    problems += renderer.library.problems()
    if problems:
        raise Refused(problems)
    return found


@dataclass(frozen=True, slots=True)
class Entry:
    """One version in words, for a table: its name, the day, what it holds and corrects, and what it is used for."""

    name: str
    saved: str
    words: str
    use: str


def listing(workspace: Workspace, slug: str) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """The versions of a campaign, the oldest first, and the problems of those that cannot be read."""
    found: list[Version] = []
    problems: list[Problem] = []
    for name in versions.saved_names(workspace, slug):
        try:
            found.append(versions.read(workspace, slug, name))
        except Refused as refused:
            problems += refused.problems
    uses = _uses(workspace, slug)
    entries = (_entry(version, uses) for version in sorted(found, key=lambda version: version.saved))
    return tuple(entries), tuple(problems)


def _entry(version: Version, uses: dict[str, list[str]]) -> Entry:
    held = "; ".join(
        f"{one.document} in “{one.language}”, {len(words_of(one.words)):,} words" for one in version.documents
    )
    corrects = f"; corrects {version.editorial_of}: {version.reason}" if version.editorial_of else ""
    return Entry(version.name, version.saved.isoformat(), held + corrects, ", ".join(uses.get(version.name, ())))


def _uses(workspace: Workspace, slug: str) -> dict[str, list[str]]:
    """What the campaign names each version for; whatever else is wrong in it is no matter here. Raises `Refused`."""
    whole = Piece.whole(workspace.read(workspace.campaign_folder(slug) / "campaign.yaml"))
    documents = whole.get("documents")
    layers = [whole, *(documents.entries().values() if documents else ())]
    found: dict[str, list[str]] = {}
    for layer in layers:
        signoff = layer.get("signoff")
        asked = signoff.get("version") if signoff else None
        for piece, use in ((asked, "to agree to"), (layer.get("sent"), "sent")):
            uses = found.setdefault(str(piece.data).strip(), []) if piece and piece.data else []
            if use not in uses:
                uses.append(use)
    return found
