"""From a campaign to the files that organisations get: Word files to sign, covering notes, reminders.

What is to be signed is a saved version; its list of signatories stays empty here, since it fills while people sign. Who
must not be named has files of their own, which go to `signatories/private/` and nowhere else.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from undersigned.editing import PRIVATE
from undersigned.problems import Problem
from undersigned.rendering import Output
from undersigned.signoff.sign_off import (
    BLANK,
    FOR_COMMENTS,
    NEWCOMER,
    Asked,
    Correction,
    form,
    note,
    properties,
    reminder,
)
from undersigned.signoff.signing import Packet, Signing
from undersigned.workspace import Workspace

if TYPE_CHECKING:
    from undersigned.writers.docx.forms import FormWriter

_FOLDER = "sign-off"
_EARLIEST = datetime.datetime(1980, 1, 1)  # noqa: DTZ001 - the earliest that zip files know, and they know no time zone


@dataclass(frozen=True, slots=True)
class Prepared:
    """Files to be written: `public` below the output folder, `private` below the workspace's root.

    `asked` is how many of those who may be named get one; `has_private` says that there are some who may not.
    """

    public: tuple[Output, ...]
    private: tuple[Output, ...]
    asked: int
    has_private: bool
    warnings: tuple[Problem, ...]


def prepare(workspace: Workspace, slug: str, *, time: datetime.datetime | None = None) -> Prepared:
    """A file to sign and a note for each who has been asked and must answer, and the same for newcomers.

    `time` dates the entries of the files. Raises `Refused` where the campaign does not say how it is signed (U921,
    U922), has no letter (U925), or no longer says what its version does (U923), besides what drafting raises.
    """
    signing = Signing(workspace, slug)
    named, unnamed = signing.named(), signing.unnamed()
    packets = signing.packets()
    public: list[Output] = []
    hidden: list[Output] = []
    for packet in packets:
        kit = _Kit(packet, signing.writer(packet), time or _EARLIEST)
        for signatory in named:
            public += kit.files(signing.asked(signatory, packet), f"{slug}/{_FOLDER}")
        public += kit.files(NEWCOMER, f"{slug}/{_FOLDER}")
        public.append(kit.for_comments(f"{slug}/{_FOLDER}"))
        for entry in unnamed:
            hidden += kit.files(signing.asked_in_private(entry, packet), f"{PRIVATE}/{slug}/{_FOLDER}")
    return Prepared(
        tuple(public), tuple(hidden), len(named), bool(signing.withheld), tuple(signing.warnings(packets[0]))
    )


@dataclass(frozen=True, slots=True)
class _Kit:
    """What files of one language are made with."""

    packet: Packet
    writer: FormWriter
    time: datetime.datetime

    def files(self, asked: Asked, folder: str) -> Iterator[Output]:
        """The Word file to sign and the note that goes with it."""
        terms, name = self.packet.terms, f"{asked.id or BLANK}{self.packet.suffix}"
        content = self.writer.write(self.packet.letters, form(terms, asked), properties(terms, asked), time=self.time)
        yield Output(f"{folder}/{name}.docx", content)
        yield Output(f"{folder}/{name}.md", note(terms, asked, f"{name}.docx").encode())

    def for_comments(self, folder: str) -> Output:
        """The letters alone, to be written into."""
        content = self.writer.write(self.packet.letters, None, properties(self.packet.terms, NEWCOMER), time=self.time)
        return Output(f"{folder}/{FOR_COMMENTS}{self.packet.suffix}.docx", content)


# --- reminders --------------------------------------------------------------------------------------------------------


def remind(workspace: Workspace, slug: str, now: datetime.datetime) -> Prepared:
    """The next note for each who must answer, or has to know of corrections; `now` has a zone. Raises as `prepare`.

    Among the private files are `withheld.yaml` and `sign-ons.yaml` with the day on which people were written to, so
    whoever calls this holds the lock of the workspace (`editing.locked`).
    """
    signing = Signing(workspace, slug)
    packets = signing.packets()
    named, unnamed = [*signing.named(), *signing.told()], [*signing.unnamed(), *signing.told_in_private()]
    public: list[Output] = []
    hidden: list[Output] = []
    for packet in packets:
        for signatory in named:
            asked, corrections = signing.asked(signatory, packet), signing.corrections(signatory.signon)
            public.append(_reminder(packet, asked, f"{slug}/{_FOLDER}", corrections, now))
        for entry in unnamed:
            asked, corrections = signing.asked_in_private(entry, packet), signing.corrections(entry)
            hidden.append(_reminder(packet, asked, f"{PRIVATE}/{slug}/{_FOLDER}", corrections, now))
    hidden += signing.contacted(named, unnamed, now.date())
    return Prepared(
        tuple(public), tuple(hidden), len(named), bool(signing.withheld), tuple(signing.warnings(packets[0]))
    )


def _reminder(
    packet: Packet, asked: Asked, folder: str, corrections: Sequence[Correction], now: datetime.datetime
) -> Output:
    name = f"{asked.id}{packet.suffix}"
    text = reminder(packet.terms, asked, f"{name}.docx", corrections, now)
    return Output(f"{folder}/reminders/{name}.md", text.encode())
