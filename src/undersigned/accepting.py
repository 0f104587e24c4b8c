"""Problems that a campaign lives with, `accept:`, each with its reason, and acceptances that have nothing to accept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from undersigned.brief import Brief
from undersigned.models.campaign import Acceptance
from undersigned.problems import Problem, Span
from undersigned.searching import fold
from undersigned.workspace import STOCK_NAME

_SHARED = ("campaigns/shared/", "signatories/", "templates/", f"{STOCK_NAME}/")
_QUOTES = str.maketrans("", "", "“”„«»‘’‚`\"'")


@dataclass(frozen=True, slots=True)
class Accepted:
    """One entry of `accept:`, and where it stands."""

    entry: Acceptance
    span: Span

    @property
    def file(self) -> str:
        """The file as problems name it; empty for any."""
        return (self.entry.file or "").replace("\\", "/").removeprefix("./")

    @property
    def words(self) -> str:
        return _plain(self.entry.words or "")

    @property
    def is_of_shared_file(self) -> bool:
        return self.file.startswith(_SHARED)


class Acceptances:
    """What is accepted, ready to be compared with many problems."""

    def __init__(self, accepted: Iterable[Accepted]) -> None:
        self._entries: dict[str, list[tuple[str, str, Accepted]]] = {}
        for one in accepted:
            self._entries.setdefault(one.entry.code, []).append((one.file, one.words, one))

    def of(self, problem: Problem) -> list[Accepted]:
        """The entries about a problem: about its code, its file and words of its message, where these are given."""
        entries = self._entries.get(problem.code)
        if not entries:
            return []
        said = _plain(problem.message)
        return [one for file, words, one in entries if file in ("", problem.span.file) and words in said]


def _plain(words: str) -> str:
    """Words as they are compared: people type other quotation marks than messages have, and other capitals."""
    return " ".join(fold(words.translate(_QUOTES)).split())


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
    known = Acceptances(accepted)
    return [problem for problem in problems if problem.severity == "error" or not known.of(problem)]


def superfluous(
    problems: Sequence[Problem], accepted: Sequence[Accepted], shared: Sequence[Problem] | None = None
) -> Iterator[Problem]:
    """Acceptances of errors, which nobody can live with, and those that nothing is found for any more; as long as there
    are errors, what else there would be is not known.

    `shared` are the problems of shared files, None where these have not been looked through.
    """
    has_errors = any(problem.severity == "error" for problem in problems)
    known = Acceptances(accepted)
    covered: dict[Span, set[str]] = {one.span: set() for one in accepted}
    for problem in (*problems, *(shared or ())):
        for one in known.of(problem):
            covered[one.span].add(problem.severity)
    for one in accepted:
        if covered[one.span] == {"error"}:
            message = f"{one.entry.code} is an error, and cannot be accepted"
            yield Problem("U391", one.span, message, "mend it, and take this entry away", "warning")
        elif not covered[one.span] and not has_errors and (shared is not None or not one.is_of_shared_file):
            said = f" about “{one.entry.words}”" if one.entry.words else ""
            place = f" in {one.entry.file}" if one.entry.file else ""
            message = f"there is no {one.entry.code}{said}{place} to accept any more"
            yield Problem("U390", one.span, message, "take this entry away", "warning")
