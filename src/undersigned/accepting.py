"""Problems that a campaign lives with, `accept:`, each with its reason, and acceptances that have nothing to accept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from undersigned.brief import Brief
from undersigned.models.campaign import Acceptance
from undersigned.problems import Problem, Span
from undersigned.searching import fold


@dataclass(frozen=True, slots=True)
class Accepted:
    """One entry of `accept:`, and where it stands."""

    entry: Acceptance
    span: Span

    def covers(self, problem: Problem) -> bool:
        """Whether this is about the problem: its code, and its file and the words of its message where they are
        given."""
        entry = self.entry
        return (
            problem.code == entry.code
            and problem.span.file in (entry.file or problem.span.file)
            and fold(entry.words or "") in fold(problem.message)
        )


def acceptances(briefs: Iterable[Brief]) -> tuple[Accepted, ...]:
    """What the documents of a campaign accept, each entry once."""
    found = {
        brief.places.span(("accept", index)): entry
        for brief in briefs
        for index, entry in enumerate(brief.campaign.accept)
    }
    return tuple(Accepted(entry, span) for span, entry in found.items())


def unaccepted(problems: Iterable[Problem], accepted: Sequence[Accepted]) -> list[Problem]:
    """The problems that nobody accepted: every error, and the rest."""
    return [p for p in problems if p.severity == "error" or not any(entry.covers(p) for entry in accepted)]


def superfluous(problems: Sequence[Problem], accepted: Iterable[Accepted]) -> Iterator[Problem]:
    """Acceptances of errors, which nobody can live with, and those that nothing is found for any more; as long as there
    are errors, what else there would be is not known."""
    has_errors = any(problem.severity == "error" for problem in problems)
    for one in accepted:
        covered = {problem.severity for problem in problems if one.covers(problem)}
        if covered == {"error"}:
            message = f"{one.entry.code} is an error, and cannot be accepted"
            yield Problem("U391", one.span, message, "mend it, and take this entry away", "warning")
        elif not covered and not has_errors:
            said = f" about “{one.entry.words}”" if one.entry.words else ""
            message = f"there is no {one.entry.code}{said} to accept any more"
            yield Problem("U390", one.span, message, "take this entry away", "warning")
