"""What to do with the answers that came back: who has signed, and what somebody must look at first.

It never guesses. A file is collected only where all of it is certain: whose it is, which words were agreed to and that
they still hold, that nobody changed them, and one answer to each question. Everything else is set aside with a reason,
and the others are collected. Nothing here reads or writes a file.

Whoever signs without being named is called by a neutral id (`withheld-01`) throughout, and a file that is theirs, or
may be, by its number among the files.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from undersigned.collecting.claimants import Claimants
from undersigned.collecting.evidence import Case, Known, Received
from undersigned.collecting.noting import Consents, Signature, noted
from undersigned.collecting.wordings import words_signed
from undersigned.problems import Problem, Refused
from undersigned.returned.answers import Answers, Doubt, clean, shortened
from undersigned.versions.comparing import changed, shown, word_diff

_LONGEST_DIFF = 400
_MORE_WORDS = 1000
"""How many words more than twice the letter's own are not compared any more: that would take minutes."""
_DAY = datetime.timedelta(days=1)
"""People sign in all time zones."""
_CLOSED = ("confirmed", "declined", "withdrawn")


@dataclass(frozen=True, slots=True)
class SignedOn:
    """One who has signed: the values to be written, as YAML has them; None takes a key away."""

    id: str
    values: Mapping[str, Any]
    received: Received


@dataclass(frozen=True)
class Collected:
    """What came of some files: who signs anew, for whom nothing has changed, what was set aside (errors), and what
    should be known besides (warnings)."""

    named: tuple[SignedOn, ...]
    withheld: tuple[SignedOn, ...]
    unchanged: tuple[str, ...]
    set_aside: tuple[Problem, ...]
    remarks: tuple[Problem, ...]


def collect(received: Iterable[Received], known: Known) -> Collected:
    """Decides on each file. Two for one signatory must give the same answers."""
    judge = _Judge(known)
    cases = [judge.case(one) for one in received]
    _compare(cases)
    signed: dict[str, SignedOn] = {}
    unchanged: list[str] = []
    remarks: list[Problem] = []
    for case in sorted(cases, key=lambda case: case.answers is not None and case.answers.how != "form"):
        if case.problems or case.answers is None or case.id in signed or case.id in unchanged:
            continue
        values = judge.values(case, case.answers)
        if values:
            signed[case.id] = SignedOn(case.id, values, case.received)
            remarks += judge.remarks(case, case.answers)
        elif values is not None:
            unchanged.append(case.id)
    in_order = sorted(signed.values(), key=lambda one: one.received.number)
    return Collected(
        tuple(one for one in in_order if one.id not in known.withheld),
        tuple(one for one in in_order if one.id in known.withheld),
        tuple(unchanged),
        tuple(problem for case in cases for problem in case.problems),
        tuple(remarks),
    )


def _compare(cases: Sequence[Case]) -> None:
    """Objects to files of one signatory that do not say the same."""
    groups: dict[str, list[Case]] = {}
    for case in cases:
        if case.id and case.answers and not case.answers.doubts and _is_filled_in(case.answers):
            groups.setdefault(case.id, []).append(case)
    for name, group in groups.items():
        if len({case.answers.given for case in group if case.answers}) < 2:
            continue
        for case in group:
            others = ", ".join(one.span.file for one in group if one is not case)
            message = f"“{name}” has sent two files with different answers, this one and {others}"
            case.object("U947", message, "ask which one holds, then collect that one alone")


def _is_filled_in(answers: Answers) -> bool:
    """Whether anybody has answered: a form that came back as it was sent contradicts nothing."""
    return bool(answers.endorse or answers.function or answers.date)


@dataclass
class _Judge:
    """Judges files by what is known of the campaign."""

    known: Known

    def __post_init__(self) -> None:
        self._claimants = Claimants(self.known)

    def case(self, received: Received) -> Case:
        """A file with everything that speaks against it by itself."""
        if isinstance(received.answers, Refused):
            case = Case(self.known, received, openly=not self.known.withheld)
            for problem in received.answers.problems:
                case.object(problem.code, problem.message, problem.remedy)
            return case
        answers = received.answers
        stated = answers.reference.signatory if answers.reference else ""
        name = self.known.secret.get(stated, stated)
        case = Case(self.known, received, answers, name, self._claimants.is_open(received, answers, name))
        for doubt in answers.doubts:
            case.doubt(doubt)
        agreed = None if answers.doubts else self._words_referred_to(case, answers)
        if agreed is not None and self._claimants.find(case, answers):
            self._check_words(case, answers, agreed)
            self._check_consent(case, answers)
        return case

    # --- what was agreed to

    def _words_referred_to(self, case: Case, answers: Answers) -> tuple[str, ...] | None:
        """The words that a form was made from, if they are those of this campaign and consent to them still holds."""
        known, reference = self.known, answers.reference
        if reference is None:
            message = "nothing in it says which campaign and version it belongs to"
            case.object("U940", message, "ask for the form as it was sent, or use `signoff record`")
            return None
        if reference.campaign != known.slug:
            discreet = "it belongs to another campaign"
            case.object("U941", f"{discreet}, “{shortened(reference.campaign)}”", "collect it there", discreet)
            return None
        version = known.version(reference.version)
        agreed = words_signed(version, reference) if version else None
        if version is None:
            message = f"it was made for the version “{shortened(reference.version)}”, which this campaign lacks"
            case.object(
                "U942", message, "fetch that version from git, or send the form anew", "its version is not here"
            )
        elif not known.holds(version.name):
            message = f"it agrees to “{version.name}”, and “{known.current}”, with other words, is asked for now"
            case.object("U943", message, "send them the form of that version")
        elif agreed is None:
            message = f"it was not made from the words of the version “{version.name}”"
            case.object("U942", message, "send the form anew with `signoff prepare`")
        else:
            return agreed
        return None

    def _check_words(self, case: Case, answers: Answers, agreed: Sequence[str]) -> None:
        """Whether the letter in a file is still the one that is agreed to."""
        if answers.words is None:
            return
        if _count(answers.words) > 2 * _count(agreed) + _MORE_WORDS:
            message = "the letter in it is another text, far longer than the one that is agreed to"
            case.object("U944", message, "ask for the form as it was sent")
            return
        changes = word_diff([_plain(text) for text in agreed], [_plain(text) for text in answers.words])
        number = changed(changes)
        if number:
            message = f"the text of the letter was changed ({number:,} word{'' if number == 1 else 's'})"
            difference = clean(shortened(shown(changes), _LONGEST_DIFF))
            remedy = "ask what they want; who changes the text has not agreed to it"
            case.object("U944", f"{message}: {difference}", remedy, message)

    def _check_consent(self, case: Case, answers: Answers) -> None:
        """What must be there for a yes, and a day on which it can have been said."""
        if not answers.endorse:
            message = "“We endorse this text” is not ticked, or not answered with yes"
            case.object("U938", message, "ask whether they sign; nothing was noted for them")
        elif not answers.signer:
            message = "the name of the person who signs is missing"
            case.object("U938", message, "ask for it, or use `signoff record`")
        if answers.withhold and case.id not in self.known.withheld:
            self._claimants.object_to_name(case)
        version = self.known.version(answers.reference.version) if answers.reference else None
        earliest = version.saved - _DAY if version else datetime.date.min
        if answers.date and not earliest <= answers.date <= self.known.today + _DAY:
            message = f"it is dated {answers.date}, before its text was saved or still to come"
            case.object("U939", message, "ask for the day, then use `signoff record`", "its date cannot be right")

    # --- what is written

    def values(self, case: Case, answers: Answers) -> dict[str, Any] | None:
        """What changes in the sign-on: nothing where it says all this already; None where the file is set aside."""
        known = self.known
        now = known.answer(case.id)
        if now and now.status in _CLOSED and case.received.is_among(known.kept):
            return {}
        version = answers.reference.version if answers.reference else ""
        usual = None if case.id in known.withheld else known.usual(case.id)
        consents = Consents(known.holds, known.is_later)
        found = noted(Signature(case.id, answers, version, usual), now, consents)
        if isinstance(found, Doubt):
            case.doubt(found)
            return None
        return found

    def remarks(self, case: Case, answers: Answers) -> list[Problem]:
        """What the coordinator should know of a file that is collected."""
        if case.id not in self.known.withheld or answers.withhold is not False:
            return []
        message = f"“{case.id}” has signed, and no longer asks not to be named; it stays withheld"
        remedy = "ask them; to name them, put their entry into the register and the list by hand"
        return [Problem("U948", case.received.span(openly=False), message, remedy, "warning")]


def _count(texts: Iterable[str]) -> int:
    """How many words some texts have."""
    return sum(len(text.split()) for text in texts)


def _plain(text: str) -> str:
    """A paragraph for comparing: word processors exchange hyphens that do not break."""
    return clean(text.replace("\u2011", "-").replace("\u00ad", ""))
