"""An import and the files of a workspace: what is known before it, and what it writes, all in one go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from undersigned.editing import PRIVATE, Yaml
from undersigned.ignoring import is_ignored, repository
from undersigned.intake.columns import PRIVATE as PRIVATE_FIELDS
from undersigned.intake.columns import Columns
from undersigned.intake.importing import Known, Plan
from undersigned.library import Library
from undersigned.models.register import Organisation
from undersigned.problems import Problem, Refused, Span
from undersigned.rendering import Output
from undersigned.signoff.private import changed_contacts, changed_withheld, check_ignored, contacts, withheld
from undersigned.signoff.recording import version_now
from undersigned.signoff.sign_on_changes import SignOnChange, sign_ons
from undersigned.versions import is_saved
from undersigned.workspace import Workspace

_REGISTER = "signatories/organisations.yaml"
_MEMORY = f"{PRIVATE}/import.yaml"
_FIRST_WORDS = """\
# What the headers of imported files mean, as it was said with --map; a file with the same headers is read the same way.
[]
"""


def register(library: Library) -> dict[str, Organisation]:
    """All organisations of the register by id. Raises `Refused` with everything that is wrong in it."""
    found: dict[str, Organisation] = {}
    problems = list(library.organisations.problems)
    for name in library.organisations:
        try:
            entry = library.signatory(name)
        except Refused as refused:
            problems += refused.problems
            continue
        if isinstance(entry, Organisation):
            found[name] = entry
    if problems:
        raise Refused(problems)
    return found


def known(library: Library, slug: str) -> Known:
    """What stands in the workspace before an import. Raises `Refused`."""
    workspace = library.workspace
    workspace.campaign_folder(slug)
    organisations = register(library)
    answers = {sign_on.id: sign_on for sign_on in sign_ons(workspace, slug).signatories}
    taken = frozenset([*organisations, *library.people])
    return Known(organisations, taken, answers, withheld(workspace, slug), contacts(workspace))


def outputs(workspace: Workspace, slug: str, plan: Plan, columns: Columns) -> list[Output]:
    """The files that a plan changes: register, sign-ons, private files, and what headers mean. Raises `Refused`."""
    text = version_now(workspace, slug)
    agreed = text if text and is_saved(workspace, slug, text) else None
    public = [SignOnChange(one.id, _agreeing(one.sign_on, agreed)) for one in plan.taken if one.sign_on is not None]
    hidden = {name: _agreeing(values, agreed) for name, values in plan.withheld.items()}
    changed = [
        *_register(workspace, plan),
        *changed_withheld(workspace, slug, hidden, public=public),
        *changed_contacts(workspace, plan.contacts),
    ]
    if columns.said:
        changed += _remembered(workspace, columns.said)
    return changed


def _agreeing(values: Mapping[str, Any], version: str | None) -> Mapping[str, Any]:
    """What is noted of an answer, with the text that a yes agrees to: the one that the campaign asks for today."""
    return {**values, "version": version} if version and values.get("status") == "confirmed" else values


def _register(workspace: Workspace, plan: Plan) -> list[Output]:
    learned = [one for one in plan.taken if one.alias]
    if not plan.new and not learned:
        return []
    yaml = Yaml.read(workspace, workspace.root / _REGISTER)
    for one in plan.new:
        yaml.data[one.id] = dict(one.organisation or {})
    for one in learned:
        entry = yaml.data[one.id]
        entry["aliases"] = [*(entry.get("aliases") or ()), one.alias]
    return [Output(_REGISTER, yaml.bytes())]


# --- what headers mean ------------------------------------------------------------------------------------------------


def remembered(workspace: Workspace) -> list[dict[str, str]]:
    """For each table that was mapped before, the field of each header; what is no such mapping is passed over."""
    path = workspace.root / _MEMORY
    if not path.is_file():
        return []
    data = workspace.read(path).data
    return [_mapping(one) for one in data if isinstance(one, dict)] if isinstance(data, list) else []


def _mapping(data: Mapping[str, Any]) -> dict[str, str]:
    return {header: meaning for header, meaning in data.items() if isinstance(meaning, str)}


def _remembered(workspace: Workspace, said: Mapping[str, str]) -> list[Output]:
    check_ignored(workspace)
    path = workspace.root / _MEMORY
    yaml = Yaml.read(workspace, path, otherwise=_FIRST_WORDS)
    if not isinstance(yaml.data, list):
        yaml.data = []
    others = [one for one in yaml.data if not isinstance(one, dict) or set(one) != set(said)]
    yaml.data = [*others, dict(said)]
    content = yaml.bytes()
    return [] if path.is_file() and path.read_bytes() == content else [Output(_MEMORY, content)]


# --- files that git would take ----------------------------------------------------------------------------------------


def exposed(path: Path, name: str) -> Problem | None:
    """A warning about a file with private answers that git would take in with the next commit."""
    root = repository(path.parent)
    if root is None or is_ignored(root, path):
        return None
    message = "the file holds contacts, or who is not to be named, and git would take it in with the next commit"
    return Problem("U829", Span(name), message, f"move it to {PRIVATE}/ or out of the folder", "warning")


def is_private(plan: Plan, columns: Columns) -> bool:
    """Whether the table that was imported holds what must not be published."""
    return bool(plan.withheld_rows or plan.aside or PRIVATE_FIELDS & columns.places.keys())


def review_path(slug: str) -> str:
    """Where the review of an import is written if nobody says otherwise, below the workspace."""
    return f"{PRIVATE}/{slug}/import-review.csv"


def named_sign_ons(library: Library, slug: str) -> tuple[list[Organisation], Mapping[str, Any], Sequence[str]]:
    """The organisations on a campaign's list with their sign-ons, and the ids on it that are no organisations."""
    organisations = register(library)
    answers = {sign_on.id: sign_on for sign_on in sign_ons(library.workspace, slug).signatories}
    listed = [organisations[name] for name in answers if name in organisations]
    return listed, answers, [name for name in answers if name not in organisations]
