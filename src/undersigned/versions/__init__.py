"""Versions of a campaign: the words of its documents as they were when a version was saved, in one file each.

`campaigns/<slug>/versions/<name>.json` holds every document in every language, as a list of its words for people and as
the tree that writers read. Nobody who signs stands in it: the list of signatories is an empty one that holds its place.
A version is never written again, so what is read must be what was saved.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from undersigned.counting import Counts
from undersigned.document import Document, Signatories
from undersigned.models.register import Answer
from undersigned.problems import Problem, Refused, Span, did_you_mean
from undersigned.versions.agreed import agreed_words as agreed_words
from undersigned.versions.agreed import digest as digest
from undersigned.versions.freezing import NotATree, freeze, thaw
from undersigned.workspace import Workspace

_FORMAT = 1
_NAME = re.compile(r"[a-z0-9]+([.-][a-z0-9]+)*")
_LONGEST_NAME = 40
_WIDTH = 120
_RESTORE = "fetch the file back from git or a backup; to change the text, save a new version"


@dataclass(frozen=True, slots=True)
class FrozenDocument:
    """One document in one language: the kind, the words that are agreed to, their digest, and the tree.

    `addressed` says whether each addressee could get one; `listing` is how its signatories were listed, the options of
    `signatories:` in the campaign and the kind; `lead` are those whom its sentences could name, by their ids.
    """

    document: str
    language: str
    words: tuple[str, ...]
    digest: str
    tree: Document
    addressed: bool = False
    listing: dict[str, Any] = field(default_factory=dict)
    lead: tuple[str, ...] = ()

    @property
    def is_signed(self) -> bool:
        """Whether somebody agrees to its words: it is a letter, or lists who signs it."""
        return self.addressed or any(isinstance(block, Signatories) for block in self.tree.blocks)


@dataclass(frozen=True, slots=True)
class Version:
    """A saved version. `counts` are the numbers of signatories that its sentences say.

    Who agreed to the version `editorial_of` agrees to this one, too: it mends, or repeats, those words for a `reason`.
    """

    name: str
    saved: datetime.date
    documents: tuple[FrozenDocument, ...]
    editorial_of: str = ""
    reason: str = ""
    counts: Counts = field(default_factory=Counts)

    def document(self, document: str, language: str) -> FrozenDocument | None:
        """The document of that kind in that language, None where the version lacks it."""
        same = (one for one in self.documents if (one.document, one.language) == (document, language))
        return next(same, None)


# --- which there are --------------------------------------------------------------------------------------------------


def file_of(slug: str, name: str) -> str:
    """The file of a version, as people know it: relative to the workspace."""
    return f"campaigns/{slug}/versions/{name}.json"


def saved_names(workspace: Workspace, slug: str) -> list[str]:
    """The versions of a campaign that have a file, sorted by name; `v10` stands behind `v9`."""
    folder = workspace.campaigns / slug / "versions"
    return sorted((path.stem for path in folder.glob("*.json")), key=_natural)


def names(workspace: Workspace, slug: str) -> list[str]:
    """The versions of a campaign, the oldest first. Raises `Refused` where one cannot be read."""
    saved = {name: read(workspace, slug, name).saved for name in saved_names(workspace, slug)}
    return sorted(saved, key=lambda name: saved[name])


def _natural(name: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdigit() else (0, part) for part in re.split(r"(\d+)", name)]


def is_saved(workspace: Workspace, slug: str, name: str) -> bool:
    """Whether there is a file for a version; what cannot be a name has none."""
    return _is_name(name) and (workspace.root / file_of(slug, name)).is_file()


def new_name(workspace: Workspace, slug: str, name: str) -> None:
    """Raises `Refused` where a version cannot be saved under a name."""
    if not _is_name(name):
        message = f"“{name}” cannot be the name of a version"
        remedy = f"use small letters, digits, hyphens and dots, at most {_LONGEST_NAME}, as v1 or v1.1"
        raise Refused([Problem("U917", Span(f"campaigns/{slug}/versions"), message, remedy)])
    if is_saved(workspace, slug, name):
        message = f"the version “{name}” is saved already, and others may have agreed to it"
        raise Refused([Problem("U916", Span(file_of(slug, name)), message, f"take a new name, as {_next(name)}")])


def _is_name(name: str) -> bool:
    return len(name) <= _LONGEST_NAME and _NAME.fullmatch(name) is not None


def correction_name(name: str) -> str:
    """A name for a correction: `v1.1` for `v1`, `v1.2` for `v1.1`."""
    return _next(name) if re.search(r"\.\d+$", name) else f"{name}.1"


def _next(name: str) -> str:
    """A name that follows: `v2` for `v1`, `v1.3` for `v1.2`."""
    number = re.search(r"\d+$", name)
    return f"{name[: number.start()]}{int(number[0]) + 1}" if number else f"{name}-2"


def missing(workspace: Workspace, slug: str, name: str, span: Span | None = None) -> Problem:
    """The problem of a version that is named somewhere and has no file."""
    known = saved_names(workspace, slug)
    remedy = did_you_mean(name, known) or (f"there are {', '.join(known)}" if known else "save one with `version save`")
    return Problem("U912", span or Span(file_of(slug, name)), f"there is no version “{name}”", remedy)


# --- consent ----------------------------------------------------------------------------------------------------------


def holding(workspace: Workspace, slug: str, current: str) -> tuple[str, ...]:
    """The versions to which one may have agreed to agree to `current`: itself, the one that it corrects, and so on."""
    found: list[str] = []
    while current and current not in found:
        found.append(current)
        current = read(workspace, slug, current).editorial_of if is_saved(workspace, slug, current) else ""
    return tuple(found)


def holds_for(workspace: Workspace, slug: str, agreed: str, current: str) -> bool:
    """Whether consent to the version `agreed` holds for `current`: the same, or one that it became by corrections."""
    return agreed in holding(workspace, slug, current)


def must_agree_again(workspace: Workspace, slug: str, answers: Iterable[tuple[str, Answer]], current: str) -> list[str]:
    """The ids of those who have confirmed a version that does not hold for `current`. Of those who have confirmed
    without naming a version nothing is known; they are left out."""
    versions = holding(workspace, slug, current)
    return [
        name
        for name, answer in answers
        if answer.status == "confirmed" and answer.version and answer.version not in versions
    ]


# --- the file ---------------------------------------------------------------------------------------------------------


def content(version: Version) -> bytes:
    """The file of a version: JSON in a fixed order, a line for each short group, sealed against change."""
    frozen = freeze(version)
    documents = frozen.pop("documents")
    data = {"format": _FORMAT, **frozen, "documents": documents}
    return ("\n".join(_shown({**data, "seal": _seal(data)})) + "\n").encode()


def _shown(value: Any, indent: int = 0, before: str = "", after: str = "") -> Iterator[str]:
    """The lines of a value: one if it fits into it, and else one or more for each part."""
    line = f"{' ' * indent}{before}{json.dumps(value, ensure_ascii=False)}{after}"
    if len(line) <= _WIDTH or not isinstance(value, dict | list) or not value:
        yield line
        return
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    yield f"{' ' * indent}{before}{opening}"
    last = len(value) - 1
    parts = value.items() if isinstance(value, dict) else (("", item) for item in value)
    for number, (key, item) in enumerate(parts):
        label = f"{json.dumps(key, ensure_ascii=False)}: " if key else ""
        yield from _shown(item, indent + 1, label, "" if number == last else ",")
    yield f"{' ' * indent}{closing}{after}"


def _seal(data: Mapping[str, Any]) -> str:
    import hashlib

    same = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(same.encode()).hexdigest()


def _is_sealed(data: Mapping[str, Any]) -> bool:
    try:
        return data.get("seal") == _seal({key: value for key, value in data.items() if key != "seal"})
    except (UnicodeEncodeError, RecursionError):
        return False


def read(workspace: Workspace, slug: str, name: str) -> Version:
    """A version of a campaign. Raises `Refused` where there is none, or its file is not as it was saved."""
    if not is_saved(workspace, slug, name):
        raise Refused([missing(workspace, slug, name)])
    file = file_of(slug, name)
    text = workspace.read_text(workspace.root / file)
    data = _parsed(text, file)
    if data.get("format") != _FORMAT or type(data["format"]) is not int:
        raise Refused([_of_another_program(file, _line_of(text, '"format"'))])
    if not _is_sealed(data):
        raise Refused([_changed(text, file, data)])
    try:
        version = thaw(Version, {key: value for key, value in data.items() if key not in ("format", "seal")})
    except (NotATree, RecursionError):
        raise Refused([_of_another_program(file, 1)]) from None
    if version.name != name:
        message = f"this file holds the version “{version.name}”, and its name says “{name}”"
        raise Refused([Problem("U915", Span(file), message, f"call it {version.name}.json again")])
    return version


def _parsed(text: str, file: str) -> dict[str, Any]:
    try:
        data = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        span, fault = Span(file, error.lineno, error.colno), "it breaks off, or has been changed, here"
    except (ValueError, RecursionError):
        span, fault = Span(file), "it has been changed"
    else:
        if isinstance(data, dict):
            return data
        span, fault = Span(file), "it holds something else"
    raise Refused([Problem("U913", span, f"the file of this version is damaged: {fault}", _RESTORE)])


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands twice")
    return found


def _no_number(name: str) -> Any:
    raise ValueError(name)


def _of_another_program(file: str, line: int) -> Problem:
    message = "this version was saved by another version of the program, which this one does not understand"
    return Problem("U914", Span(file, line), message, "install the newest undersigned")


def _changed(text: str, file: str, data: Mapping[str, Any]) -> Problem:
    """The problem of a file that somebody has edited, at the document whose words no longer are those of its digest."""
    line = 1
    documents = data.get("documents")
    for one in documents if isinstance(documents, list) else ():
        try:
            document = thaw(FrozenDocument, one)
        except (NotATree, RecursionError):
            continue
        if document.words != agreed_words(document.tree) or digest(document.words) != document.digest:
            line = _line_of(text, json.dumps(document.digest))
            break
    message = "the file of this version has been changed since it was saved, so it no longer says what was agreed to"
    return Problem("U915", Span(file, line), message, _RESTORE)


def _line_of(text: str, words: str) -> int:
    """The line on which some words stand first; the first line where they do not."""
    return text[: max(text.find(words), 0)].count("\n") + 1
