"""Who is meant by the words that somebody typed: an id, or exactly a name, acronym or alias of the register."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from undersigned.library import Library
from undersigned.models.base import fold
from undersigned.models.register import WithheldSignOn
from undersigned.problems import Problem, Refused, Span, did_you_mean

_FILE = "signatories/organisations.yaml"


def identified(library: Library, words: str) -> str:
    """The id in the register. Raises `Refused` where it knows none (U905) or several (U906) by these words."""
    shelves = (library.organisations, library.people)
    unread = [problem for shelf in shelves if not shelf.complete for problem in shelf.problems]
    if unread:
        raise Refused(unread)
    if any(words in shelf for shelf in shelves):
        return words
    wanted = _plain(words)
    names = {name: list(_names(piece.data)) for shelf in shelves for name, piece in shelf.items()}
    found = [name for name, known in names.items() if wanted in map(_plain, known)]
    if len(found) == 1:
        return found[0]
    if found:
        message = f"the register has several who are called “{words}”: {', '.join(found)}"
        raise Refused([Problem("U906", Span(_FILE), message, "write the id of the one that is meant")])
    raise Refused([_unknown(words, names)])


def withheld_id(entries: Mapping[str, WithheldSignOn], words: str) -> str | None:
    """The neutral id of the one withheld whom the words mean; None where they mean nobody among them."""
    if words in entries:
        return words
    wanted = _plain(words)
    found = [
        name
        for name, entry in entries.items()
        if words == entry.register_id or wanted in map(_plain, _names(entry.model_dump()))
    ]
    return found[0] if len(found) == 1 else None


def proposed_id(name: str) -> str:
    """An id made from a name: its letters without accents, with hyphens between the words."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
    return "-".join(re.findall(r"[a-z0-9]+", re.sub(r"['’]", "", plain))) or "new-organisation"


def _names(entry: Any) -> Iterator[str]:
    """Everything that an entry of the register is called."""
    if not isinstance(entry, dict):
        return
    name, acronym = entry.get("name"), entry.get("acronym")
    several = [name, acronym, *(entry.get("aliases") or ()), *dict(entry.get("names") or {}).values()]
    if name and acronym:
        several.append(f"{name} ({acronym})")
    yield from (one for one in several if isinstance(one, str))


def _plain(words: str) -> str:
    return fold(unicodedata.normalize("NFC", words)).replace("’", "'").casefold()


def _unknown(words: str, names: Mapping[str, list[str]]) -> Problem:
    near = did_you_mean(words, [*names, *(name for known in names.values() for name in known)])
    quoted = '"' + words.replace("\\", "").replace('"', "") + '"'
    adding = f"to add it, write “{proposed_id(words)}: {{name: {quoted}}}” on a line of its own in {_FILE}"
    message = f"the register has nobody called “{words}”"
    if re.fullmatch(r"withheld-\d+", words):
        remedy = "look up the ids in signatories/private/, in the folder of this campaign"
        return Problem("U905", Span("signatories/private"), f"nobody is withheld as “{words}”", remedy)
    return Problem("U905", Span(_FILE), message, f"{near} {adding}".strip())
