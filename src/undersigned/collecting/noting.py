"""What a signed form changes in the entry of whoever signed it, and when it may not: an answer that stands is kept."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from undersigned.matching.likeness import plain
from undersigned.models.register import Answer, SignOn
from undersigned.returned.answers import Answers, Doubt

_OPEN = ("invited", "pending", "conditional")
_REFUSED = ("declined", "withdrawn")


@dataclass(frozen=True, slots=True)
class Signature:
    """A yes of which nothing is doubtful: the answers, the version agreed to, and the usual spellings of the name,
    which the letter prints without `as`; None where no name is printed at all."""

    id: str
    answers: Answers
    version: str
    usual: Collection[str] | None


@dataclass(frozen=True, slots=True)
class Consents:
    """How versions follow each other: whether consent to one still holds, and whether one was saved after another."""

    holds: Callable[[str], bool]
    is_later: Callable[[str, str], bool]


def noted(signature: Signature, now: Answer | None, consents: Consents) -> dict[str, Any] | Doubt:
    """The keys of the entry that get another value, None for those to be taken away; nothing where it says all already.

    A doubt where another answer stands there, which this one must not undo.
    """
    wanted = _wanted(signature, now)
    if now is None:
        return {key: value for key, value in wanted.items() if value is not None}
    stands = _stands(now)
    changes = {key: value for key, value in wanted.items() if stands.get(key) != value}
    if changes.keys() <= {"how"} and now.how == "form" and now.status == "confirmed":
        return {}
    if now.status in _REFUSED:
        day = f" on {now.date}" if now.date else ""
        message = f"“{signature.id}” has {now.status}{day}, and a form alone does not change that"
        remedy = "ask whether they sign after all, then use `signoff record` with --replace"
        return Doubt(
            "U949", message, remedy, f"“{signature.id}” has {now.status}, and a form alone does not change that"
        )
    if now.status in _OPEN or _agrees_anew(signature, now, consents) or _goes_further(signature, now, changes):
        return changes
    message = f"“{signature.id}” has signed already, and this file has other answers than those noted"
    return Doubt("U947", message, "ask which ones hold, then use `signoff record` with --replace", message)


def _wanted(signature: Signature, now: Answer | None) -> dict[str, Any]:
    answers = signature.answers
    wanted: dict[str, Any] = {"status": "confirmed"}
    if answers.date:
        wanted["date"] = answers.date
    wanted |= {"signer": _signer(answers, now), "how": answers.how, "version": signature.version, "condition": None}
    if signature.usual is not None:
        wanted["as"] = _name(answers.organisation, now, signature.usual)
    return wanted


def _signer(answers: Answers, now: Answer | None) -> dict[str, Any]:
    """Who signs. That a name may be printed stays as it was, for the same name."""
    signer: dict[str, Any] = {"name": answers.signer}
    if answers.function:
        signer["function"] = answers.function
    if now and now.signer and now.signer.public and now.signer.name == answers.signer:
        signer["public"] = True
    return signer


def _name(typed: str, now: Answer | None, usual: Collection[str]) -> str | None:
    """`as`: the name as somebody wrote it, where the letter would not print it so by itself."""
    before = now.as_ if isinstance(now, SignOn) else None
    if not typed or (before and plain(before) == plain(typed)):
        return before
    return None if plain(typed) in {plain(text) for text in usual} else typed


def _stands(now: Answer) -> Mapping[str, Any]:
    """The entry's values as they would be written."""
    values = now.model_dump(by_alias=True, exclude_none=True)
    if now.signer:
        values["signer"] = now.signer.model_dump(exclude_none=True, exclude_defaults=True)
    return values


def _agrees_anew(signature: Signature, now: Answer, consents: Consents) -> bool:
    """Whether other words were agreed to before, which gave way to these."""
    if now.version is None or now.version == signature.version:
        return False
    return not consents.holds(now.version) or consents.is_later(signature.version, now.version)


def _goes_further(signature: Signature, now: Answer, changes: Mapping[str, Any]) -> bool:
    """Whether the form contradicts nothing that was noted, or is the form to an answer that came in another way."""
    answers = signature.answers
    if now.signer and now.signer.name != answers.signer:
        return False
    if now.version not in (None, signature.version):
        return False
    if now.how != "form" and answers.how == "form":
        return True
    known = _stands(now)
    return not any(key in known for key in changes) and ("as" not in changes or now.how is None)
