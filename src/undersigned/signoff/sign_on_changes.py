"""Changes to `sign-ons.yaml`: who has been asked and what they have answered, each entry where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from undersigned.assembly import Made, Piece
from undersigned.editing import Yaml
from undersigned.models.register import SignOns
from undersigned.problems import Problem, Refused
from undersigned.rendering import Output
from undersigned.source import Source
from undersigned.validation import validate
from undersigned.workspace import Workspace

_NONE_YET = "signatories: []\n"
_SAID_BY_AN_ID_ALONE = {"status": "confirmed"}


@dataclass(frozen=True)
class SignOnChange:
    """What is to be said of one signatory, who need not be in the list yet.

    `values` has the keys of the file (`status`, `date`, `signer`, `as` …); None takes a key away, and keys that it does
    not name stay as they are.
    """

    id: str
    values: Mapping[str, Any]


def sign_ons(workspace: Workspace, slug: str) -> SignOns:
    """The sign-ons of a campaign; none where the file is not there. Raises `Refused`."""
    path = _path(workspace, slug)
    return _validated(workspace.read(path)) if path.is_file() else SignOns()


def changed_sign_ons(
    workspace: Workspace,
    slug: str,
    changes: Sequence[SignOnChange],
    withheld: int | None = None,
    *,
    gone: Iterable[str] = (),
) -> Output:
    """`sign-ons.yaml` with some entries changed or added, those of `gone` taken away, and the number of the withheld.

    The order stays, those who are new come last; an id alone becomes an entry with braces only where there is more to
    say. Raises `Refused` where the file is unsound already, or the values are none that it can hold.
    """
    path = _path(workspace, slug)
    yaml = Yaml.read(workspace, path, otherwise=_NONE_YET)
    _validated(yaml.source)
    data = yaml.data
    entries = data.get("signatories") or []
    leaving = frozenset(gone)
    left = [entry for entry in entries if _id(entry) not in leaving]
    _apply(left, changes, yaml)
    if left != entries:
        data["signatories"] = left
    if withheld is not None and withheld != int(data.get("withheld") or 0):
        data["withheld"] = str(withheld)
    output = Output(workspace.name(path), yaml.bytes())
    if yaml.changed:
        _validated(Yaml.of(output.content, output.path).source)
    return output


def _apply(entries: list[Any], changes: Sequence[SignOnChange], yaml: Yaml) -> None:
    """Changes entries where they stand, and adds those that are new at the end."""
    places: dict[Any, int] = {}
    twice: set[Any] = set()
    for index, entry in enumerate(entries):
        if places.setdefault(_id(entry), index) != index:
            twice.add(_id(entry))
    for change in changes:
        if change.id in twice:
            span = yaml.source.span(("signatories",))
            raise Refused([Problem("U306", span, f"“{change.id}” stands in the list twice", "take one away")])
        if change.id not in places:
            places[change.id] = len(entries)
            entries.append(change.id)
        old = entries[places[change.id]]
        entries[places[change.id]] = _changed(old, change.values)


def _changed(old: str | dict[str, Any], values: Mapping[str, Any]) -> str | dict[str, Any]:
    entry = with_values({"id": old} if isinstance(old, str) else old, values)
    more = {key: value for key, value in entry.items() if key != "id"}
    return old if isinstance(old, str) and more in ({}, _SAID_BY_AN_ID_ALONE) else entry


def with_values(entry: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """An entry with other values; None takes a key away, in groups inside as well."""
    from undersigned.source.writing import plain_data

    changed = {**entry, **plain_data(values)}
    return {
        key: {name: inner for name, inner in value.items() if inner is not None} if isinstance(value, dict) else value
        for key, value in changed.items()
        if value is not None
    }


def _id(entry: Any) -> Any:
    return entry.get("id") if isinstance(entry, dict) else entry


def _path(workspace: Workspace, slug: str) -> Path:
    return workspace.campaign_folder(slug) / "sign-ons.yaml"


def _validated(source: Source) -> SignOns:
    whole = Piece.whole(source)
    entries = whole.get("signatories")
    if entries is None or not isinstance(entries.data, list):
        return validate(SignOns, whole, whole.span)[0]
    items = [Made(item, {"id": item}) if isinstance(item.data, str) else item for item in entries.items()]
    return validate(SignOns, {**whole.entries(), "signatories": items}, whole.span)[0]
