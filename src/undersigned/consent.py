"""What people have agreed to, and what the campaign says today: compared word by word.

`signoff.version` names the version that is being agreed to, and each sign-on the version that was agreed to. How many
sign, and who leads them, changes while signatures come in: that makes no other text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from undersigned import versions
from undersigned.brief import Brief, Signatory
from undersigned.counting import Counts
from undersigned.document import Document
from undersigned.drafting import Drafter
from undersigned.problems import Problem, Refused, did_you_mean
from undersigned.register import confirmed
from undersigned.templating import Templates
from undersigned.versions import FrozenDocument, Version
from undersigned.versions.agreed import agreed_words, digest
from undersigned.versions.comparing import Change, changed, word_diff
from undersigned.workspace import Workspace

_MOST_NAMED = 12
"""How many of those who must agree again one line names."""


@dataclass(frozen=True, slots=True)
class Rewording:
    """What one document says otherwise than a version."""

    document: str
    language: str
    changes: tuple[Change, ...]
    is_signed: bool

    @property
    def number(self) -> int:
        """How many words are others."""
        return changed(self.changes)


def freeze(brief: Brief, templates: Templates) -> FrozenDocument:
    """The document as it is today, to be kept in a version. Raises `Refused`."""
    tree = _unnamed(brief, templates)
    words = agreed_words(tree)
    addressed = brief.kind.addressed and bool(brief.campaign.addressees)
    options = brief.campaign.signatories
    listing = options.model_dump(mode="json", by_alias=True, exclude_unset=True)
    signing = {signatory.signon.id for signatory in confirmed(brief)}
    lead = tuple(name for name in options.lead if name in signing)
    return FrozenDocument(brief.document, tree.language, words, digest(words), tree, addressed, listing, lead)


def rewording(brief: Brief, templates: Templates, version: Version) -> Rewording:
    """What a document says otherwise than the version; it is all new where the version lacks it. Raises `Refused`."""
    frozen = version.document(brief.document, brief.campaign.language)
    tree = _unnamed(_as_then(brief, version.counts, frozen.lead) if frozen else brief, templates)
    old, new = frozen.words if frozen else (), agreed_words(tree)
    changes = () if digest(old) == digest(new) else tuple(word_diff(old, new))
    spoken = brief.campaign.language
    signed = frozen or FrozenDocument(brief.document, spoken, new, "", tree, brief.kind.addressed)
    return Rewording(brief.document, spoken, changes, signed.is_signed)


def _unnamed(brief: Brief, templates: Templates) -> Document:
    return Drafter(brief, templates, unnamed=True).draft()


def _as_then(brief: Brief, numbers: Counts, lead: tuple[str, ...]) -> Brief:
    """The brief with the numbers and the leading names that a version was drafted with."""
    named = tuple(
        replace(signatory, signon=signatory.signon.model_copy(update={"status": "confirmed"}))
        for signatory in brief.signatories
        if signatory.signon.id in lead
    )
    return replace(brief, counts=numbers, signatories=named)


def asked_for(brief: Brief) -> str:
    """The version that the campaign asks to agree to; empty where it names none."""
    signoff = brief.campaign.signoff
    return (signoff.version or "") if signoff else ""


# --- what check and render say ----------------------------------------------------------------------------------------


def problems(workspace: Workspace, briefs: Sequence[Brief], templates: Templates) -> Iterator[Problem]:
    """A warning for each document that no longer says what people agree to, and for each sign-on to other words.

    Raises `Refused` where a version cannot be read. A document that cannot be drafted is left out.
    """
    for brief in briefs:
        name = asked_for(brief)
        if not name or not versions.is_saved(workspace, brief.slug, name):
            continue
        version = versions.read(workspace, brief.slug, name)
        try:
            found = rewording(brief, templates, version)
        except Refused:
            continue
        if found.is_signed and found.number:
            yield _reworded(workspace, brief, templates, version, found)
    for name, brief in {asked_for(brief): brief for brief in briefs}.items():
        yield from outdated(workspace, brief, name)


def outdated(workspace: Workspace, brief: Brief, current: str) -> Iterator[Problem]:
    """A warning for each of the named who has agreed to a version that does not hold for the current one."""
    if not versions.is_saved(workspace, brief.slug, current):
        return
    answers = [(signatory.signon.id, signatory.signon) for signatory in brief.signatories]
    again = set(versions.must_agree_again(workspace, brief.slug, answers, current))
    known = versions.saved_names(workspace, brief.slug)
    for signatory in brief.signatories:
        if signatory.signon.id in again:
            yield _no_longer(signatory, current, known)


def _no_longer(signatory: Signatory, current: str, known: Sequence[str]) -> Problem:
    agreed = signatory.signon.version or ""
    if agreed not in known:
        message = f"“{signatory.signon.id}” has agreed to “{agreed}”, and there is no such version"
        return Problem("U911", signatory.span, message, did_you_mean(agreed, known) or _ask_again(current), "warning")
    message = f"“{signatory.signon.id}” has agreed to the version “{agreed}”, which says other words than “{current}”"
    return Problem("U911", signatory.span, message, _ask_again(current), "warning")


def _ask_again(current: str) -> str:
    return f"ask again, and note the answer with “version: {current}”"


def _reworded(workspace: Workspace, brief: Brief, templates: Templates, version: Version, found: Rewording) -> Problem:
    spoken = f" in “{found.language}”" if brief.multilingual else ""
    if version.document(found.document, found.language) is None:
        message = f"the {found.document}{spoken} is not in the version “{version.name}”, which people agree to"
    else:
        words = "1 word" if found.number == 1 else f"{found.number:,} words"
        said = f"{words} changed; {agreeing_again(workspace, brief, version.name)}"
        message = f"the {found.document}{spoken} no longer says what the version “{version.name}” says: {said}"
    saved = _correcting(workspace, brief, templates, version)
    if saved:
        remedy = f"write “version: {saved}” below “signoff:”"
    else:
        name = versions.correction_name(version.name)
        command = f"undersigned version save {brief.slug} {name} --editorial --reason “…”"
        remedy = f"if it is a correction, keep their consent with {command}; if not, save a new version and ask them"
    return Problem("U910", brief.span, message, remedy, "warning")


def _correcting(workspace: Workspace, brief: Brief, templates: Templates, version: Version) -> str:
    """A version that says what the document says today, and for which consent to `version` holds; or nothing."""
    for name in reversed(versions.saved_names(workspace, brief.slug)):
        if name != version.name and versions.holds_for(workspace, brief.slug, version.name, name):
            later = versions.read(workspace, brief.slug, name)
            if not rewording(brief, templates, later).number:
                return name
    return ""


def agreeing_again(workspace: Workspace, brief: Brief, current: str) -> str:
    """Who must agree again when the words of a version change: those who agreed to it, or did not say to what."""
    holding = versions.holding(workspace, brief.slug, current)
    ids = [one.signon.id for one in confirmed(brief) if (one.signon.version or current) in holding]
    return in_words(ids, brief.withheld)


def in_words(ids: Sequence[str], withheld: int, most: int = _MOST_NAMED) -> str:
    """“a, b and 2 whose names are withheld must agree again”; of many the first and the number of the others."""
    named = list(ids) if len(ids) <= most + 1 else [*ids[:most], f"{len(ids) - most:,} others"]
    named += [f"{withheld:,} whose name{' is' if withheld == 1 else 's are'} withheld"] if withheld else []
    if not named:
        return "nobody has agreed to it yet"
    who = f"{', '.join(named[:-1])} and {named[-1]}" if len(named) > 1 else named[0]
    return f"{who} must agree again"
