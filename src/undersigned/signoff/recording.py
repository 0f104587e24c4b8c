"""What `signoff record` changes: an answer that came by e-mail or word of mouth, in the list or in the private file."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from dataclasses import replace as replaced
from typing import Any

from undersigned.library import Library
from undersigned.models.register import Answer, Signer, SignOn, Status, WithheldSignOn
from undersigned.problems import Problem, Refused, Span, did_you_mean
from undersigned.rendering import Output
from undersigned.signoff import private
from undersigned.signoff.identification import identified, withheld_id
from undersigned.signoff.sign_on_changes import SignOnChange, sign_ons
from undersigned.source.writing import plain_data
from undersigned.workspace import Workspace

_CONSENTING = ("confirmed", "conditional")
_FINAL = ("declined", "withdrawn")


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as somebody reports it. What is None was not said."""

    status: Status
    date: datetime.date
    signer: Signer | None = None
    how: str | None = None
    version: str | None = None
    condition: str | None = None
    note: str | None = None
    printed_as: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """What a command changes. `id` is that of the register, or a neutral one; without `outputs` all was so already."""

    id: str
    outputs: list[Output] = field(default_factory=list)
    status: Status = "invited"


def record(library: Library, slug: str, words: str, given: Given, *, replace: bool = False) -> Step:
    """The answer of somebody who is in the register or withheld. Raises `Refused`.

    Where another answer stands that this one would undo (U904), only if it is to `replace` it.
    """
    workspace = library.workspace
    workspace.campaign_folder(slug)
    hidden = private.withheld(workspace, slug)
    name = withheld_id(hidden, words) or identified(library, words)
    name = private.known_as(hidden).get(name, name)
    listed = {sign_on.id: sign_on for sign_on in sign_ons(workspace, slug).signatories}
    old: Answer | None = hidden.get(name) or listed.get(name)
    _check_alone(workspace, slug, hidden.get(name), listed)
    if given.version is not None:
        _check_version(workspace, slug, given.version)
    elif given.status in _CONSENTING:
        given = replaced(given, version=version_now(workspace, slug))
    values = _values(old, given)
    if old is not None and not _differs(old, values):
        return Step(name, status=given.status)
    if old is not None and not replace and (reason := _conflict(old, given)):
        raise Refused([_conflicting(workspace, slug, name, reason, withheld=name in hidden)])
    if name in hidden:
        outputs = private.changed_withheld(workspace, slug, {name: values})
    else:
        if given.printed_as:
            values["as"] = given.printed_as
        outputs = private.changed_withheld(workspace, slug, {}, public=[SignOnChange(name, values)])
    return Step(name, outputs, given.status)


def _values(old: Answer | None, given: Given) -> dict[str, Any]:
    """The keys of the entry that an answer sets; None for those that told of another answer."""
    # Who withdraws has signed before: by whom, how and to which text stays on record.
    anew = old is None or (old.status != given.status and given.status != "withdrawn")
    consents = given.status in _CONSENTING
    contacted = max(filter(None, (old.contacted if old else None, given.date)))
    values: dict[str, Any] = {"status": given.status, "date": given.date}
    for key, value, outdated in (
        ("signer", _signer(old, given), anew),
        ("how", given.how, anew),
        ("version", given.version, anew or not (consents or given.status == "withdrawn")),
        ("condition", given.condition, given.status != "conditional"),
        ("note", given.note, False),
    ):
        if value is not None or outdated:
            values[key] = value
    return {**values, "contacted": contacted}


def _signer(old: Answer | None, given: Given) -> dict[str, Any] | None:
    if given.signer is None:
        return None
    before = old.signer if old else None
    public = True if before and before.public and before.name == given.signer.name else None
    function = given.signer.function or (before.function if before and before.name == given.signer.name else None)
    return {"name": given.signer.name, "function": function, "public": public}


def _differs(old: Answer, values: dict[str, Any]) -> bool:
    stands = old.model_dump(mode="json", by_alias=True)
    signer = {key: value for key, value in (values.get("signer") or {}).items() if value is not None}
    wanted = {**plain_data(values), **({"signer": Signer(**signer).model_dump()} if signer else {})}
    return any(stands.get(key) != value for key, value in wanted.items())


def _conflict(old: Answer, given: Given) -> str:
    """Why an answer would undo the one that stands; empty where it only goes further."""
    if old.status in _FINAL and given.status != old.status:
        return "that was a last word"
    if old.status == "confirmed" and given.status not in ("confirmed", "withdrawn"):
        return "who has confirmed can only withdraw"
    by_others = old.signer and given.signer and old.signer.name != given.signer.name
    if old.status == given.status == "confirmed" and by_others:
        return "somebody else has signed"
    if old.status != "invited" and old.date and old.date > given.date:
        return "the new answer is older"
    return ""


def _conflicting(workspace: Workspace, slug: str, name: str, reason: str, *, withheld: bool) -> Problem:
    if withheld:
        span = Span(workspace.name(private.withheld_file(workspace, slug)))
        remedy = "look at its entry there; if the new answer holds, add --replace"
        return Problem("U904", span, f"{name} has answered already, and otherwise", remedy)
    index, old = next((i, one) for i, one in enumerate(sign_ons(workspace, slug).signatories) if one.id == name)
    source = workspace.read(workspace.campaign_folder(slug) / "sign-ons.yaml")
    who = f"by {old.signer.name}" + (f", {old.signer.function}" if old.signer.function else "") if old.signer else ""
    when = f"on {old.date}" if old.date else ""
    before = " ".join(filter(None, (old.status, when, who, f"({old.how})" if old.how else "")))
    message = f"“{name}” has answered already: {before}"
    return Problem(
        "U904", source.span(("signatories", index)), message, f"{reason}; if the new answer holds, add --replace"
    )


def version_now(workspace: Workspace, slug: str) -> str | None:
    """The text that a campaign asks to agree to, as `signoff.version` names it."""
    data = workspace.read(workspace.campaign_folder(slug) / "campaign.yaml").data
    signoff = data.get("signoff") if isinstance(data, dict) else None
    version = signoff.get("version") if isinstance(signoff, dict) else None
    return version if isinstance(version, str) else None


def _check_version(workspace: Workspace, slug: str, version: str) -> None:
    folder = workspace.campaign_folder(slug) / "versions"
    saved = sorted(file.stem for file in folder.glob("*.json"))
    if version not in saved:
        known = f"there are {', '.join(saved)}" if saved else "`version save` makes one"
        message = f"no version “{version}” of this campaign has been saved"
        remedy = did_you_mean(version, saved) or known
        raise Refused([Problem("U908", Span(workspace.name(folder)), message, remedy)])


def _check_alone(workspace: Workspace, slug: str, hidden: WithheldSignOn | None, listed: dict[str, SignOn]) -> None:
    if hidden is not None and hidden.register_id in listed:
        span = Span(workspace.name(workspace.campaign_folder(slug) / "sign-ons.yaml"))
        message = f"{hidden.id} is withheld and stands in the list as well"
        raise Refused([Problem("U907", span, message, "take it from the list with `signoff withhold`")])
