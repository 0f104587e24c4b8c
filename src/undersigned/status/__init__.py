"""How far a campaign is signed: who was asked, who has signed, who still waits, and how long there is left.

It is made from what a campaign says in public. Who signs without being named is a number here, as it is there.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from undersigned import versions
from undersigned.brief import Brief, Signatory
from undersigned.collation import alphabet
from undersigned.editing import PRIVATE
from undersigned.library import Library
from undersigned.loading import read_campaign
from undersigned.models.campaign import SignatoryList, SignOff
from undersigned.models.register import Answer
from undersigned.printed_names import PERSONAL, is_personal, printed_name, sorted_by
from undersigned.problems import Problem, Refused
from undersigned.signoff import sign_off
from undersigned.signoff.sign_off import Terms
from undersigned.workspace import Workspace

State = Literal["signed", "again", "conditional", "pending", "invited", "declined", "withdrawn"]
"""How matters stand with somebody: a status, where `signed` has confirmed a text that still holds and `again` one that
no longer does."""
STATES: tuple[State, ...] = get_args(State)
_OF_STATUS: Mapping[str, State] = {"confirmed": "signed", **{state: state for state in STATES[2:]}}


@dataclass(frozen=True, slots=True)
class Standing:
    """One who was asked and may be named. `since` is the day of the answer, `version` the text that was agreed to.

    `signer`, `condition` and `note` are for the coalition's own eyes, not for a page that is shared.
    """

    id: str
    name: str
    state: State
    since: datetime.date | None = None
    version: str = ""
    signer: str = ""
    function: str = ""
    condition: str = ""
    note: str = ""
    contacted: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """Until when answers are awaited, and how long that is from the moment of the status; negative where it has passed.

    `moment` has no zone; midnight means the end of that day.
    """

    moment: datetime.datetime
    time_zone: str
    left: datetime.timedelta

    @property
    def has_hour(self) -> bool:
        """Whether it is a time of a day, and not the end of one."""
        return self.moment.time() != datetime.time()

    @property
    def zone(self) -> datetime.tzinfo:
        """The time zone; UTC where this machine does not know the name."""
        import zoneinfo

        known = self.time_zone in zoneinfo.available_timezones()
        return zoneinfo.ZoneInfo(self.time_zone) if known else datetime.UTC

    def words(self, spoken: str) -> str:
        """`15 July 2020, 18:00 (Europe/Zurich)` in a language."""
        return sign_off.deadline(_terms(self.moment, self.time_zone, spoken))


@dataclass(frozen=True, slots=True)
class Status:
    """The status of a campaign at one moment, `now`, which has a zone.

    `withheld` is how many have signed without being named. `standings` come in the order of `STATES`, those alike in
    that of the alphabet.
    """

    slug: str
    title: str
    language: str
    is_sample: bool
    version: str
    standings: tuple[Standing, ...]
    withheld: int
    now: datetime.datetime
    deadline: Deadline | None = None

    @property
    def asked(self) -> int:
        """How many were asked, whatever they answered."""
        return len(self.standings) + self.withheld

    @property
    def day(self) -> datetime.date:
        """The day of the status, as it is where the deadline is."""
        return (self.now.astimezone(self.deadline.zone) if self.deadline else self.now).date()

    @property
    def signed(self) -> int:
        """How many have signed the text as it is now, those who are not named included."""
        return self.number("signed")

    def number(self, state: State) -> int:
        """How many there are of a state."""
        named = sum(one.state == state for one in self.standings)
        return named + self.withheld if state == "signed" else named

    def of(self, state: State) -> list[Standing]:
        """Those of a state who may be named."""
        return [one for one in self.standings if one.state == state]


def read(workspace: Workspace, slug: str, now: datetime.datetime) -> Status:
    """The status of a campaign. Raises `Refused` with what is wrong in it."""
    loaded = read_campaign(Library(workspace), slug, as_sent=True)
    errors = [problem for problem in loaded.problems if problem.severity == "error"]
    briefs = [*loaded.briefs, *(sent.brief for sent in loaded.as_sent)]
    if errors or not briefs:
        raise Refused(errors)
    brief = next((brief for brief in briefs if brief.campaign.signoff), briefs[0])
    sample = any(brief.campaign.sample for brief in briefs)
    answers = [(one.signon.id, one.signon) for one in brief.signatories]
    return status(brief, outdated(workspace, slug, answers, _version(brief)), now, sample=sample)


def outdated(workspace: Workspace, slug: str, answers: Sequence[tuple[str, Answer]], version: str) -> frozenset[str]:
    """The ids of those who have confirmed other words than those of a version. Raises `Refused`."""
    if not version or not versions.is_saved(workspace, slug, version):
        return frozenset()
    return frozenset(versions.must_agree_again(workspace, slug, answers, version))


def status(brief: Brief, again: Collection[str], now: datetime.datetime, *, sample: bool = False) -> Status:
    """The status of a brief's campaign; `again` are the ids of those who have confirmed other words."""
    campaign = brief.campaign
    signoff = campaign.signoff
    return Status(
        slug=brief.slug,
        title=campaign.title,
        language=campaign.language,
        is_sample=sample or campaign.sample,
        version=_version(brief),
        standings=tuple(_standings(brief, again)),
        withheld=brief.withheld,
        now=now,
        deadline=_deadline(signoff, now) if signoff else None,
    )


def state(answer: Answer, *, again: bool) -> State:
    """How matters stand after an answer; `again` says that it was to other words."""
    found = _OF_STATUS[answer.status]
    return "again" if again and found == "signed" else found


def numbers(entries: Mapping[str, Answer], again: Collection[str]) -> dict[State, int]:
    """How many there are of each state, in the order of `STATES`; states without anybody are left out."""
    found = Counter(state(answer, again=name in again) for name, answer in entries.items())
    return {one: found[one] for one in STATES if found[one]}


def miscounted(workspace: Workspace, status: Status, confirmed: int) -> Iterator[Problem]:
    """A warning where the campaign counts others than those `confirmed` whom the private folder knows."""
    if confirmed == status.withheld:
        return
    source = workspace.read(workspace.campaign_folder(status.slug) / "sign-ons.yaml")
    message = f"{status.withheld:,} sign without being named, and the private folder has {confirmed:,} who do"
    remedy = f"work where {PRIVATE}/ is complete, and let `signoff record` write the number"
    yield Problem("U950", source.span(("withheld",)), message, remedy, "warning")


def _version(brief: Brief) -> str:
    signoff = brief.campaign.signoff
    return brief.campaign.sent or (signoff.version if signoff else None) or ""


def _standings(brief: Brief, again: Collection[str]) -> list[Standing]:
    # A name that may stand in the letter may do so for that letter, and not on other pages.
    options = brief.campaign.signatories.model_copy(update={"signers": False})
    spoken = brief.campaign.language
    key = alphabet(spoken)
    place = {name: number for number, name in enumerate(STATES)}

    def order(one: tuple[Signatory, Standing]) -> tuple[Any, ...]:
        signatory, standing = one
        return place[standing.state], key(sorted_by(signatory, options, spoken, standing.name)), standing.id

    found = [(one, _standing(one, _called(one, options, spoken), again)) for one in brief.signatories]
    return [standing for _, standing in sorted(found, key=order)]


def _called(signatory: Signatory, options: SignatoryList, spoken: str) -> str:
    """The name as the letter prints it, without the mark that is explained below its list."""
    name = printed_name(signatory, options, spoken)
    return name.replace(PERSONAL, "") if is_personal(signatory) else name


def _standing(signatory: Signatory, name: str, again: Collection[str]) -> Standing:
    answer = signatory.signon
    signer = answer.signer
    return Standing(
        id=answer.id,
        name=name,
        state=state(answer, again=answer.id in again),
        since=answer.date,
        version=answer.version or "",
        signer=signer.name if signer else "",
        function=(signer.function if signer else None) or "",
        condition=answer.condition or "",
        note=answer.note or "",
        contacted=answer.contacted,
    )


def _deadline(signoff: SignOff, now: datetime.datetime) -> Deadline | None:
    if signoff.deadline is None:
        return None
    zone = signoff.time_zone or ""
    return Deadline(signoff.deadline, zone, sign_off.time_left(_terms(signoff.deadline, zone, "en"), now))


def _terms(moment: datetime.datetime, zone: str, spoken: str) -> Terms:
    """A deadline as notes and forms know it, so that all of them count in the same way."""
    return Terms("", "", "", "", (), spoken, moment, zone, contact="")
