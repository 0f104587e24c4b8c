"""A campaign as far as it is about to be signed: the saved letters, and who must answer."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from undersigned import consent, versions
from undersigned.brief import Brief, Signatory
from undersigned.document import Document, Entry, Signatories, SignatoryGroup, Text
from undersigned.loading import load_campaign
from undersigned.models.campaign import SignOff
from undersigned.models.register import Answer, Organisation, SignOn, WithheldSignOn
from undersigned.printed_names import PERSONAL, printed_name
from undersigned.problems import Problem, Refused
from undersigned.rendering import Output, Renderer
from undersigned.sent import with_list
from undersigned.signoff import private
from undersigned.signoff.sign_off import RESERVED, Asked, Correction, Terms, Why, is_time_zone
from undersigned.signoff.sign_off_words import wording
from undersigned.signoff.sign_on_changes import SignOnChange
from undersigned.versions import FrozenDocument
from undersigned.versions.agreed import digest
from undersigned.workspace import Workspace

if TYPE_CHECKING:
    from undersigned.writers.docx.forms import FormWriter

_EXAMPLE = "signoff: {version: v1, deadline: 2026-05-15 18:00, time_zone: Europe/Zurich, contact: sign@example.org}"
_NEEDED = {"version": "version: v1", "deadline": "deadline: 2026-05-15 18:00", "contact": "contact: sign@example.org"}
_WAITING: dict[str, Why] = {"invited": "new", "pending": "pending", "conditional": "conditional"}


@dataclass(frozen=True, slots=True)
class Packet:
    """What is to be signed in one language: the letters in order, and the terms. `suffix` is as in `letter.fr.docx`."""

    briefs: tuple[Brief, ...]
    letters: tuple[Document, ...]
    terms: Terms
    suffix: str


class Signing:
    """One campaign as far as it is about to be signed."""

    def __init__(self, workspace: Workspace, slug: str) -> None:
        self._workspace = workspace
        self._slug = slug
        self._renderer = Renderer(workspace)
        self._briefs = load_campaign(self._renderer.library, slug)
        problems = [problem for problem in self._renderer.library.problems() if problem.severity == "error"]
        if problems:
            raise Refused(problems)
        brief = self._briefs[0]
        signoff = brief.campaign.signoff
        if signoff is None or signoff.version is None or signoff.deadline is None or signoff.contact is None:
            raise Refused([_unstated(brief, signoff)])
        self._signoff, self._deadline, self._contact = signoff, signoff.deadline, signoff.contact
        if not versions.is_saved(workspace, slug, signoff.version):
            raise Refused([versions.missing(workspace, slug, signoff.version, brief.span)])
        self._version = versions.read(workspace, slug, signoff.version)
        self.withheld = private.withheld(workspace, slug)
        if self.withheld:
            private.check_ignored(workspace)
        self._check_names()

    def _check_names(self) -> None:
        problems = [
            Problem("U926", one.span, f"“{one.signon.id}” is the name of a file for everybody", "give it another id")
            for one in self._briefs[0].signatories
            if one.signon.id in RESERVED
        ]
        if problems:
            raise Refused(problems)

    # --- the letters

    def packets(self) -> list[Packet]:
        """What is to be signed, in each language of the campaign."""
        problems: list[Problem] = []
        signed: list[tuple[Brief, FrozenDocument]] = []
        for brief in self._briefs:
            try:
                frozen = self._frozen(brief)
                signed += [(brief, frozen)] if frozen else []
            except Refused as refused:
                problems += refused.problems
        if not problems and not signed:
            message = "the campaign has no letter that could be signed"
            problems.append(Problem("U925", self._briefs[0].span, message, "add one under “documents”"))
        if problems:
            raise Refused(problems)
        order = {brief.campaign.language: number for number, brief in reversed(list(enumerate(self._briefs)))}
        signed.sort(key=lambda one: order[one[0].campaign.language])
        return [self._packet(list(group)) for _, group in groupby(signed, key=lambda one: one[0].campaign.language)]

    def _frozen(self, brief: Brief) -> FrozenDocument | None:
        """The saved letter, None for what nobody signs. Raises `Refused` where it says something else today."""
        name = self._version.name
        frozen = self._version.document(brief.document, brief.campaign.language)
        if frozen and brief.campaign.sent == name:
            return frozen if frozen.is_signed else None
        found = consent.rewording(brief, self._renderer.templates, self._version)
        if not found.is_signed:
            return None
        spoken = f" in “{found.language}”" if brief.multilingual else ""
        command = f"undersigned version save {brief.slug} NAME"
        remedy = f"save what it says today with `{command}`, and write that name below “signoff:”"
        if frozen is None:
            message = f"the version “{name}” does not hold the {found.document}{spoken}"
            raise Refused([Problem("U923", brief.span, message, remedy)])
        if found.number:
            words = "1 word" if found.number == 1 else f"{found.number:,} words"
            message = f"the {found.document}{spoken} no longer says what the version “{name}” says: {words} changed"
            raise Refused([Problem("U923", brief.span, message, remedy)])
        return frozen

    def _packet(self, signed: Sequence[tuple[Brief, FrozenDocument]]) -> Packet:
        briefs, documents = zip(*signed, strict=True)
        campaign = briefs[0].campaign
        words = documents[0].digest if len(documents) == 1 else digest([w for one in documents for w in one.words])
        terms = Terms(
            slug=self._slug,
            title=campaign.title,
            version=self._version.name,
            digest=words,
            documents=tuple(one.document for one in documents),
            language=documents[0].language,
            deadline=self._deadline,
            time_zone=self._signoff.time_zone or "",
            contact=self._contact,
            sender=campaign.sender.organisation if campaign.sender else "",
            comments_until=self._signoff.comments_until,
        )
        suffix = f".{campaign.language}" if briefs[0].multilingual else ""
        return Packet(briefs, tuple(_without_names(one) for one in documents), terms, suffix)

    def writer(self, packet: Packet) -> FormWriter:
        """The writer on the paper of the first letter."""
        from undersigned.writers.docx.forms import FormWriter

        return self._renderer.on_letterhead(packet.briefs[0], FormWriter)

    def warnings(self, packet: Packet) -> Iterator[Problem]:
        zone = packet.terms.time_zone
        if not zone:
            message = "“signoff” does not say in which time zone the deadline is"
            yield Problem("U924", packet.briefs[0].span, message, "add time_zone: Europe/Zurich", "warning")
        elif not is_time_zone(zone):
            message = f"“{zone}” is not in the time-zone database; it is printed as it is, and counted as UTC"
            remedy = "write a name that is, as Europe/Zurich for Geneva"
            yield Problem("U924", packet.briefs[0].span, message, remedy, "warning")

    # --- those who sign

    @cached_property
    def _to_agree_again(self) -> frozenset[str]:
        """The ids of those who agreed to other words."""
        named = [(one.signon.id, one.signon) for one in self._briefs[0].signatories]
        every: list[tuple[str, Answer]] = [*named, *self.withheld.items()]
        return frozenset(versions.must_agree_again(self._workspace, self._slug, every, self._version.name))

    def named(self) -> list[Signatory]:
        """Those who may be named and must answer."""
        every = self._briefs[0].signatories
        return [one for one in every if one.signon.status in _WAITING or one.signon.id in self._to_agree_again]

    def unnamed(self) -> list[WithheldSignOn]:
        every = self.withheld.values()
        return [one for one in every if one.status in _WAITING or one.id in self._to_agree_again]

    def told(self) -> list[Signatory]:
        """Those who may be named, have signed, and do not know of corrections yet."""
        return [one for one in self._briefs[0].signatories if self._is_to_be_told(one.signon)]

    def told_in_private(self) -> list[WithheldSignOn]:
        return [one for one in self.withheld.values() if self._is_to_be_told(one)]

    def _is_to_be_told(self, answer: Answer) -> bool:
        current = self._version
        if answer.status != "confirmed" or not answer.version or answer.version == current.name:
            return False
        known = answer.contacted is not None and answer.contacted >= current.saved
        return not known and versions.holds_for(self._workspace, self._slug, answer.version, current.name)

    @cached_property
    def _corrections(self) -> tuple[tuple[str, Correction], ...]:
        """The corrections that led to the version, the oldest first, each behind the version that it corrects."""
        found = []
        for name in versions.holding(self._workspace, self._slug, self._version.name):
            one = versions.read(self._workspace, self._slug, name)
            if one.editorial_of:
                found.append((one.editorial_of, Correction(one.name, one.saved, one.reason)))
        return tuple(reversed(found))

    def corrections(self, answer: Answer) -> tuple[Correction, ...]:
        """The corrections since somebody agreed, or else was last written to."""
        if answer.status == "confirmed":
            corrected = [name for name, _ in self._corrections]
            start = corrected.index(answer.version) if answer.version in corrected else len(corrected)
            return tuple(one for _, one in self._corrections[start:])
        return tuple(one for _, one in self._corrections if not answer.contacted or one.saved >= answer.contacted)

    def contacted(
        self, named: Sequence[Signatory], unnamed: Sequence[WithheldSignOn], today: datetime.date
    ) -> list[Output]:
        """The files that say when somebody was last written to."""
        values = {"contacted": today}
        public = [SignOnChange(one.signon.id, values) for one in named]
        changes = {one.id: values for one in unnamed}
        return private.changed_withheld(self._workspace, self._slug, changes, public=public)

    def asked(self, signatory: Signatory, packet: Packet) -> Asked:
        """One who may be named, as the letter in the packet's language would print the name."""
        campaign = packet.briefs[0].campaign
        name = printed_name(signatory, campaign.signatories, campaign.language)
        asked = self._asked(signatory.signon.id, name, signatory.signon)
        if isinstance(signatory.entry, Organisation):
            return asked
        return replace(asked, called=name.replace(PERSONAL, ""), signer=asked.signer or signatory.entry.name)

    def asked_in_private(self, entry: WithheldSignOn, packet: Packet) -> Asked:
        """One who may not be named. The name is as a letter would print it, if it could."""
        shared = {"name", "acronym", "country", "region", "scope", "kind", "website"}
        organisation = Organisation(id=entry.id, **entry.model_dump(include=shared))
        signatory = Signatory(organisation, SignOn(id=entry.id), packet.briefs[0].span)
        campaign = packet.briefs[0].campaign
        name = printed_name(signatory, campaign.signatories, campaign.language)
        return replace(self._asked(entry.id, name, entry), withheld=True)

    def _asked(self, name: str, printed: str, answer: Answer) -> Asked:
        why: Why = "again" if name in self._to_agree_again else _WAITING.get(answer.status, "told")
        return Asked(
            id=name,
            name=printed,
            signer=answer.signer.name if answer.signer else "",
            why=why,
            condition=answer.condition or "",
            agreed=answer.version or "",
            contacted=answer.contacted,
        )


def _unstated(brief: Brief, signoff: SignOff | None) -> Problem:
    """The problem of a campaign that does not say how it is signed."""
    if signoff is None:
        message = "the campaign does not say how it is signed: which version, until when, and where to send it"
        return Problem("U921", brief.span, message, f"add a line such as “{_EXAMPLE}”")
    lacking = [key for key in _NEEDED if getattr(signoff, key) is None]
    message = f"“signoff” lacks {' and '.join(f'“{key}”' for key in lacking)}"
    return Problem("U922", brief.span, message, f"add {', '.join(_NEEDED[key] for key in lacking)}")


def _without_names(frozen: FrozenDocument) -> Document:
    """The letter with a line in brackets where its signatories will be listed."""
    line = Signatories((SignatoryGroup((Entry((Text(wording(frozen.language).names),)),)),))
    return replace(frozen.tree, blocks=with_list(frozen.tree.blocks, (line,)))
