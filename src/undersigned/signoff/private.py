"""What lies in `signatories/private/`: contacts, and who signs without being named.

Nothing that is published is made with this module. What a command says of the withheld, it says by their neutral ids.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from undersigned.assembly import Piece
from undersigned.editing import PRIVATE, Yaml
from undersigned.ignoring import is_ignored, repository
from undersigned.models.base import Model
from undersigned.models.register import PrivateContact, Signer, SignOn, WithheldSignOn
from undersigned.problems import Problem, Refused, Span
from undersigned.rendering import Output
from undersigned.signoff.sign_on_changes import SignOnChange, changed_sign_ons, sign_ons, with_values
from undersigned.source import Source
from undersigned.validation import validate
from undersigned.workspace import Workspace

M = TypeVar("M", bound=Model)

_FIRST_WORDS = """\
# Who signs without being named, under neutral ids; letters count those who are confirmed, and name nobody.
# This folder stays on this machine: it must never be published, and git ignores it.
{}
"""


def withheld_file(workspace: Workspace, slug: str) -> Path:
    return workspace.root / PRIVATE / slug / "withheld.yaml"


def contacts_file(workspace: Workspace) -> Path:
    return workspace.root / PRIVATE / "contacts.yaml"


def withheld(workspace: Workspace, slug: str) -> dict[str, WithheldSignOn]:
    """Who signs a campaign without being named, by neutral id; nobody where the folder is not there."""
    path = withheld_file(workspace, slug)
    return _entries(WithheldSignOn, _read(workspace, path), identified=True) if path.is_file() else {}


def contacts(workspace: Workspace) -> dict[str, PrivateContact]:
    """Whom to write to, by the id in the register; nobody where the folder is not there."""
    path = contacts_file(workspace)
    return _entries(PrivateContact, _read(workspace, path), identified=False) if path.is_file() else {}


def confirmed(entries: Iterable[WithheldSignOn]) -> int:
    """How many of the withheld a letter counts."""
    return sum(entry.status == "confirmed" for entry in entries)


def known_as(entries: Mapping[str, WithheldSignOn]) -> dict[str, str]:
    """The neutral ids of those withheld who stand in the register, by their ids there."""
    return {entry.register_id: name for name, entry in entries.items() if entry.register_id}


def contradictions(workspace: Workspace, slug: str) -> Iterator[Problem]:
    """Where the public list and the private folder disagree: one who stands in both, and another number.

    Says lines and neutral ids, no names. Nothing where the folder is not there.
    """
    hidden = withheld(workspace, slug)
    path = workspace.campaign_folder(slug) / "sign-ons.yaml"
    if not hidden or not path.is_file():
        return
    source, listed = workspace.read(path), sign_ons(workspace, slug)
    for index, sign_on in enumerate(listed.signatories):
        for name, entry in hidden.items():
            if entry.register_id == sign_on.id:
                message = f"who stands here is {name} as well, and must not be named"
                remedy = "take the line away, or let `signoff withhold` do it"
                yield Problem("U907", source.span(("signatories", index)), message, remedy)
    known = sum(entry.status == "confirmed" for entry in hidden.values())
    if known != listed.withheld:
        message = f"{listed.withheld:,} sign without being named, and the private folder has {known:,} who do"
        remedy = f"work where {PRIVATE}/ is complete, and let `signoff record` write the number"
        yield Problem("U950", source.span(("withheld",)), message, remedy, "warning")


def next_id(existing: Iterable[str]) -> str:
    """The neutral id after the highest: `withheld-03`. No number comes twice while its successor is there."""
    numbers = [int(found[1]) for name in existing if (found := re.fullmatch(r"withheld-(\d+)", name))]
    return f"withheld-{max(numbers, default=0) + 1:02}"


def changed_withheld(
    workspace: Workspace,
    slug: str,
    changes: Mapping[str, Mapping[str, Any]],
    *,
    public: Sequence[SignOnChange] = (),
    gone: Collection[str] = (),
) -> list[Output]:
    """`withheld.yaml` with some entries changed or added, and `sign-ons.yaml` with the number that follows from it.

    `public` and `gone` change `sign-ons.yaml` further (see `changed_sign_ons`). A file that stays as it is is left out.
    The private file comes first: whoever is killed after it has lost nobody. Raises `Refused`.
    """
    path = withheld_file(workspace, slug)
    before = confirmed(withheld(workspace, slug).values())
    stated = sign_ons(workspace, slug).withheld
    outputs = []
    after = before
    if changes:
        check_ignored(workspace)
        if stated > before:
            raise Refused([_too_many(workspace, slug, stated, before)])
        yaml = _edited(workspace, path)
        for name, values in changes.items():
            yaml.data[name] = with_values(yaml.data.get(name) or {}, values)
        outputs.append(Output(workspace.name(path), yaml.bytes()))
        entries = _entries(WithheldSignOn, Yaml.of(outputs[0].content, outputs[0].path).source, identified=True)
        after = confirmed(entries.values())
    number = after if changes or before > stated else None
    outputs.append(changed_sign_ons(workspace, slug, public, number, gone=gone))
    return [output for output in outputs if not _is_there(workspace, output)]


def changed_contacts(workspace: Workspace, changes: Mapping[str, Mapping[str, Any] | None]) -> list[Output]:
    """`contacts.yaml` with some entries changed or added, those that are None taken away; nothing where it stays."""
    path = contacts_file(workspace)
    if not changes or (not path.is_file() and not any(changes.values())):
        return []
    check_ignored(workspace)
    yaml = _edited(workspace, path)
    for name, values in changes.items():
        if values is None:
            yaml.data.pop(name, None)
        else:
            yaml.data[name] = with_values(yaml.data.get(name) or {}, values)
    output = Output(workspace.name(path), yaml.bytes())
    return [] if _is_there(workspace, output) else [output]


def check_ignored(workspace: Workspace) -> None:
    """Raises `Refused` (U902) where the workspace lies in a git repository that would take the private folder in."""
    root = repository(workspace.root)
    folder = workspace.root / PRIVATE
    if root is None or is_ignored(root, folder / "any" / "withheld.yaml"):
        return
    message = f"git does not ignore {PRIVATE}/, so the names in it would be published with the next commit"
    remedy = f"add a line “{PRIVATE}/” to .gitignore; nothing was written"
    raise Refused([Problem("U902", Span(".gitignore"), message, remedy)])


def of_sign_on(sign_on: SignOn, entry: Model, contact: PrivateContact | None) -> dict[str, Any]:
    """What the private file says of a signatory whom the campaign named until now.

    `entry` is the register's; of its fields those are taken over that the private file has, too.
    """
    answer = sign_on.model_dump(mode="json", exclude_unset=True, exclude={"id", "as_"})
    said = {"contact": contact.model_dump(mode="json", exclude_unset=True)} if contact else {}
    return {**of_entry(entry), **said, "status": sign_on.status, **answer}


def of_entry(entry: Model) -> dict[str, Any]:
    """What the private file takes over from an entry of the register."""
    fields = entry.model_dump(mode="json", exclude_unset=True)
    values = {**fields, "register_id": fields["id"]}
    return {key: values[key] for key in WithheldSignOn.model_fields if key != "id" and values.get(key)}


def _too_many(workspace: Workspace, slug: str, stated: int, found: int) -> Problem:
    span = workspace.read(workspace.campaign_folder(slug) / "sign-ons.yaml").span(("withheld",))
    message = f"{stated} sign without being named, but {PRIVATE}/{slug}/withheld.yaml has only {found} of them here"
    remedy = (
        f"work where the folder {PRIVATE}/ is complete; if the number was written by hand, put 0, then enter each with "
        "`signoff invite --private` and `signoff record`"
    )
    return Problem("U903", span, message, remedy)


def _edited(workspace: Workspace, path: Path) -> Yaml:
    """A private file to be changed; one of no entries is begun."""
    if path.is_file():
        _read(workspace, path)
    yaml = Yaml.read(workspace, path, otherwise=_FIRST_WORDS if path.name == "withheld.yaml" else "")
    if not isinstance(yaml.data, dict):
        raise Refused([_no_entries(Piece.whole(yaml.source))])
    return yaml


def _is_there(workspace: Workspace, output: Output) -> bool:
    path = workspace.root / output.path
    return path.is_file() and path.read_bytes() == output.content


def _read(workspace: Workspace, path: Path) -> Source:
    try:
        return workspace.read(path)
    except Refused as refused:
        raise Refused([masked(problem) for problem in refused.problems]) from None


def _entries(model: type[M], source: Source, *, identified: bool) -> dict[str, M]:
    whole = Piece.whole(source)
    if not isinstance(whole.data, dict):
        raise Refused([_no_entries(whole)])
    found: dict[str, M] = {}
    problems: list[Problem] = []
    for name, piece in whole.entries().items():
        tree = {"id": name, **piece.entries()} if identified and isinstance(piece.data, dict) else piece
        try:
            found[name] = validate(model, tree, piece.key_span)[0]
        except Refused as refused:
            problems += [masked(problem) for problem in refused.problems]
    if problems:
        raise Refused(problems)
    return found


def _no_entries(whole: Piece) -> Problem:
    return Problem("U203", whole.span, "the file holds no entries", "begin each with its id and a colon")


def masked(problem: Problem) -> Problem:
    """The problem without anything that it says of a private file, but for the names of fields and neutral ids: errors
    are passed around, and shown in meetings."""
    message, remedy = _kept(problem.message), _kept(problem.remedy)
    if message is None:
        field = re.match("“([^“”]*)”: “", problem.message)
        message = (f"“{_steps(field[1])}”: " if field else "") + _summary(problem.code)
    if problem.code in _OF_NO_WORDS:
        remedy = problem.remedy
    elif remedy is None or re.search(r"[…\d]", remedy):
        remedy = f"look at that line, which is not repeated here; `check --explain {problem.code}` says more"
    return Problem(problem.code, problem.span, message, remedy, problem.severity)


_OF_NO_WORDS = ("U102", "U202")
"""The codes of what is not there: whatever is said of it, nothing is quoted."""


def _kept(words: str) -> str | None:
    """The words of a problem where they quote nothing but one field at most; else None.

    Whatever comes from a file stands in quotation marks, in backticks, or behind two spaces.
    """
    if re.search('["`]|  |0x', words) or len(re.findall("[“”]", words)) not in (0, 2):
        return None
    return re.sub("“(.*)”", lambda quoted: f"“{_steps(quoted[1])}”", words)


def _steps(path: str) -> str:
    """The path of a field, as “withheld-01.status”, without what somebody has made up."""
    return ".".join(step if step in _FIELDS or _NEUTRAL.fullmatch(step) else "…" for step in path.split("."))


_FIELDS = {*WithheldSignOn.model_fields, *PrivateContact.model_fields, *Signer.model_fields}
_NEUTRAL = re.compile(r"withheld-\d+")


def _summary(code: str) -> str:
    """What a code means, as part of a sentence."""
    from undersigned.codes import explanations

    summary = explanations()[code].summary.removesuffix(".")
    return summary[:1].lower() + summary[1:]
