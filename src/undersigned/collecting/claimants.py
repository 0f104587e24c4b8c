"""Whose a returned file is: as its reference says, or on the form for newcomers as somebody has written."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property

from undersigned.collecting.evidence import Case, Known, Received
from undersigned.matching import SURE, Match, Matcher, Name
from undersigned.matching.likeness import plain
from undersigned.models.register import Organisation
from undersigned.name_words import words
from undersigned.returned.answers import Answers, shortened


class Claimants:
    """All who may have sent a file, in one campaign."""

    def __init__(self, known: Known) -> None:
        self.known = known

    @cached_property
    def _register(self) -> Matcher:
        return Matcher(self.known.organisations.values())

    def is_open(self, received: Received, answers: Answers, name: str) -> bool:
        """Whether messages may name a file and quote it: who sent it is listed by name and wants to be, or is certainly
        none of those who are withheld."""
        if answers.withhold or name.startswith("withheld-") or name in self.known.withheld:
            return False
        return bool(name) or not self._may_be_withheld(received.file, answers.organisation)

    def _may_be_withheld(self, file: str, typed: str) -> bool:
        """Whether a file without a reference, or on the form for newcomers, may be of one whose name is withheld."""
        if not self.known.withheld:
            return False
        telling = {
            word for entry in self.known.withheld.values() for word in words(f"{entry.name} {entry.acronym or ''}")
        }
        said = "".join(words(file))
        return not typed or any(word in said for word in telling) or bool(self._secret_names.matches(Name(typed)))

    @cached_property
    def _secret_names(self) -> Matcher:
        entries = self.known.withheld.values()
        return Matcher([Organisation(id=one.id, name=one.name, acronym=one.acronym) for one in entries])

    def find(self, case: Case, answers: Answers) -> bool:
        """Settles whose file it is: as its reference says, or on the form for newcomers as the answer does."""
        known = self.known
        if not case.id:
            return self._find_newcomer(case, answers)
        if case.id in known.withheld or case.id in known.organisations or case.id in known.people:
            return self._fits(case, answers.organisation)
        message = f"it was made for “{shortened(case.id)}”, who is not in this workspace"
        remedy = "was the id changed? then use `signoff record`"
        if case.id.startswith("withheld-"):
            remedy = "signatories/private/ is not complete here; collect the file where it is"
        case.object("U945", message, remedy)
        return False

    def _find_newcomer(self, case: Case, answers: Answers) -> bool:
        """Looks the organisation up that somebody has written into the form for newcomers."""
        typed = answers.organisation
        found = self._register.matches(Name(typed)) if typed else ()
        sure = next((match.id for match in found if match.how in SURE), "")
        case.id = self._withheld_as(typed, sure) or sure
        if case.id:
            case.openly = case.openly and case.id not in self.known.withheld
            return True
        if not typed:
            case.object("U945", "it does not say which organisation signs", "ask for it, or use `signoff record`")
        elif answers.withhold:
            self.object_to_name(case)
        else:
            near = f"; near are {_proposed(found)}" if found else ""
            message = f"“{shortened(typed)}” is not in the register under this name{near}"
            remedy = "add it, or the name as an alias, to signatories/organisations.yaml, then collect the file again"
            case.object("U945", message, remedy, "the organisation is not in the register under this name")
        return False

    def _withheld_as(self, typed: str, sure: str) -> str:
        """The neutral id under which an organisation signs that must not be named, if this is one."""
        for name, entry in self.known.withheld.items():
            spellings = {plain(text) for text in (entry.name, entry.acronym) if text}
            if (typed and plain(typed) in spellings) or (sure and entry.register_id == sure):
                return name
        return ""

    def _fits(self, case: Case, typed: str) -> bool:
        """Whether a form that was made for somebody bears a name that can be theirs."""
        usual = {plain(text) for text in self._spellings(case.id)}
        if not typed or plain(typed) in usual:
            return True
        others = [match.id for match in self._register.matches(Name(typed)) if match.how in SURE]
        own = self.known.withheld.get(case.id)
        mine = [case.id, own.register_id if own else None]
        may_be_theirs = own is not None or not self.known.mentions(typed)
        if (not others and may_be_theirs and self._is_near(case.id, typed)) or any(other in mine for other in others):
            return True
        message = f"it was made for “{case.id}”, and another name is written on it"
        remedy = "was it passed on? then send the form for newcomers; if it is a new name, use `signoff record`"
        case.object("U946", f"{message}: “{shortened(typed)}”", remedy, message)
        return False

    def _is_near(self, name: str, typed: str) -> bool:
        """Whether what is written may be another spelling of somebody's name, or the name with more to it."""
        said = {*words(typed)}
        if any(own and own <= said for own in ({*words(text)} for text in self._spellings(name))):
            return True
        entries = [Organisation(id=name, name=text) for text in self._spellings(name)]
        known = self.known.organisations.get(name)
        return bool(Matcher([*entries, *([known] if known else [])]).matches(Name(typed)))

    def _spellings(self, name: str) -> Collection[str]:
        """Under which names somebody is known here."""
        known = self.known
        signon, hidden = known.signons.get(name), known.withheld.get(name)
        stated = [signon.as_] if signon and signon.as_ else []
        return [*known.usual(name), *stated, *([hidden.name] if hidden else [])]

    def object_to_name(self, case: Case) -> None:
        """Somebody who does not want to be named, and stands in the campaign by name, or nowhere yet."""
        slug = self.known.slug
        remedy = f"add them with “undersigned signoff invite {slug} --private”, then use `signoff record`"
        if case.id:
            remedy = f"run “undersigned signoff withhold {slug} {case.id}”, then collect the file again"
        case.object("U948", "whoever signs here does not want to be named", remedy)


def _proposed(matches: Sequence[Match]) -> str:
    return ", ".join(f"{match.id} ({match.score} %)" for match in matches)
