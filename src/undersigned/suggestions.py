"""What id somebody means who wrote a name where an id belongs, or an id with a slip."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property

from undersigned.assembly import Path, Piece, Places
from undersigned.likely_values import as_id, quoted
from undersigned.nearest import Lexicon
from undersigned.problems import Problem
from undersigned.searching import fold
from undersigned.states import State, states

_SHORTEST_NAME = 3
"""Up to how many letters a name is left alone: acronyms are too much alike."""
_ARTICLE = re.compile(r"(?:the|le|la|les) |l'")
_EVERYDAY = {
    "america": "US", "birmanie": "MM", "bolivia": "BO", "bolivie": "BO", "bosnia": "BA", "britain": "GB",
    "brunei": "BN", "burma": "MM", "cape verde": "CV", "congo-brazzaville": "CG", "congo-kinshasa": "CD",
    "coree du nord": "KP", "coree du sud": "KR", "czech republic": "CZ", "drc": "CD", "east timor": "TL",
    "etats-unis": "US", "great britain": "GB", "holland": "NL", "hollande": "NL", "iran": "IR", "ivory coast": "CI",
    "laos": "LA", "macedonia": "MK", "micronesia": "FM", "moldavie": "MD", "moldova": "MD", "north korea": "KP",
    "russia": "RU", "russie": "RU", "south korea": "KR", "swaziland": "SZ", "syria": "SY", "syrie": "SY",
    "tanzania": "TZ", "tanzanie": "TZ", "timor": "TL", "turkey": "TR", "u.k.": "GB", "u.s.": "US", "u.s.a.": "US",
    "uae": "AE", "uk": "GB", "united states": "US", "us": "US", "usa": "US", "venezuela": "VE", "vietnam": "VN",
}  # fmt: skip
"""Names of states that the United Nations do not use, without article, capitals and accents."""


def is_id(text: object) -> bool:
    """Whether a text has the form of an id."""
    return isinstance(text, str) and re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text) is not None


def state_named(words: str) -> State | None:
    """The state that somebody means by a name, English or French, short or formal, or as people say it."""
    return _states_by_name().get(_told(words))


@cache
def _states_by_name() -> Mapping[str, State]:
    found = {state.code: state for state in states()}
    everyday = {name: found[code] for name, code in _EVERYDAY.items()}
    named = {_told(name): state for state in states() for name in _names_of(state)}
    return {**everyday, **named}


def _names_of(state: State) -> tuple[str, ...]:
    return state.english, state.french, state.english_formal, state.french_formal


class Meanings:
    """What people may mean by words that are no id, among the entries of some files; `ids` are all that can be used,
    where these are more than the entries."""

    def __init__(self, entries: Mapping[str, Piece], ids: Callable[[], Iterable[str]] | None = None) -> None:
        self._entries = entries
        self._all_ids = ids

    def named(self, words: str) -> list[str]:
        """The ids of the entries with this name, acronym or alias, whatever its capitals, accents and article."""
        return self._by_name.get(_told(words), [])

    def remedy(self, words: str, otherwise: str) -> str:
        """Which entry is meant, or what else to do."""
        found = self.named(words)
        if len(found) == 1:
            return f"write its id: {found[0]}"
        if several := self.several(words):
            return one_a_line(several, "")
        if found:
            return f"write the id of the one that is meant: {' or '.join(found)}"
        if (near := self._ids.nearest(words)) is not None:
            return f"did you mean “{near}”?"
        called = self._names.nearest(words) if len(_told(words)) > _SHORTEST_NAME else None
        return f"did you mean “{self._by_name[_told(called)][0]}” ({called})?" if called else otherwise

    def several(self, words: str) -> list[str]:
        """The ids of entries that are named in one text, parted by commas; none where one of them is unknown."""
        parts = [part.strip() for part in words.split(",")]
        found = [part if part in self._entries else self._one(part) for part in parts]
        return found if len(found) > 1 and all(found) else []

    def _one(self, words: str) -> str:
        """The id of the one entry with this name; empty where there is none, or more."""
        found = self.named(words)
        return found[0] if len(found) == 1 else ""

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for entry, piece in self._entries.items():
            for name in dict.fromkeys(_told(name) for name in _names(piece)):
                found.setdefault(name, []).append(entry)
        return found

    @cached_property
    def _ids(self) -> Lexicon:
        return Lexicon(self._all_ids() if self._all_ids else self._entries)

    @cached_property
    def _names(self) -> Lexicon:
        return Lexicon(name for piece in self._entries.values() for name in _names(piece))


class AddresseeMeanings(Meanings):
    """As `Meanings`, for addressees, among whom the states are known by their codes."""

    def _one(self, words: str) -> str:
        state = state_named(words)
        return super()._one(words) or (state.code if state else "")

    def remedy(self, words: str, otherwise: str) -> str:
        state = None if self.named(words) else state_named(words)
        if several := self.several(words):
            return one_a_line(several)
        return f"write {state.code}, the code of {state.english}" if state else super().remedy(words, otherwise)


def one_a_line(names: Sequence[str], key: str = "use: ") -> str:
    """How to write several entries that stand where one belongs."""
    return "write " + " and ".join(f"“- {key}{name}”" for name in names) + ", each on a line of its own"


def id_for_name(written: Piece, known: Mapping[str, Piece], *, of_entry: bool = False) -> Problem | None:
    """What is wrong with an id, or several with commas, where a name is printed as it is; as the name `of_entry` only
    what can be no word."""
    words = written.data
    if not isinstance(words, str):
        return None
    is_word = words.isalpha() and words.islower()
    if words in known and not (of_entry and is_word):
        message = f"“{words}” is the id of an addressee, and would be printed as it stands"
        otherwise = f", or “name: {words}” if the word itself is meant" if is_word else ""
        return Problem("U323", written.span, message, f"write “use: {words}”{otherwise or ' instead' * of_entry}")
    names = [name.strip() for name in words.split(",")]
    if len(names) > 1 and all(name in known for name in names):
        message = f"“{words}” are the ids of {len(names)} addressees, and would be printed as they stand"
        return Problem("U323", written.span, message, one_a_line(names))
    return None


def mere_name(written: Piece, known: Mapping[str, Piece], meanings: Meanings) -> Problem | None:
    """Advice where a name stands alone, and the entry that has it would bring the address and the salutation."""
    found = [name for name in meanings.named(written.data) if not known[name].get("members")]
    state = state_named(written.data)
    if len(found) != 1 and state is None:
        return None
    use = found[0] if found or state is None else state.code
    message = f"“{written.data}” is taken as a mere name, without the address and salutation that are known"
    return Problem("U324", written.span, message, f"write “use: {use}”", "advice")


def in_other_spelling(name: str, entries: Mapping[str, Piece]) -> Piece | None:
    """The entry with that id, or the one whose id would be it if it were one: that is reported where it stands."""
    found = entries.get(name)
    return found or next((piece for key, piece in entries.items() if not is_id(key) and as_id(key) == name), None)


def new_entry(words: str, file: str) -> str:
    """How to add an entry that a name stands for to a file."""
    name = as_id(words)
    if is_id(words) or not name:
        return f"add it to {file}"
    quoted = words if set(words).isdisjoint(":#,[]{}\"'&*!%@`|>") else f'"{words}"'
    return f"add it to {file} as “{name}: {{name: {quoted}}}”, and write {name} here"


def filling(use: str | None, filled: str | None, lacking: Mapping[str, str], path: Path, places: Places) -> str:
    """How to fill the gaps of a demand that are `lacking`, with their examples; `use` is its block, and `filled` one of
    its gaps that is filled already."""
    if filled is not None:
        inside = _in_braces((*path, "with"), filled, places)
        lines = (f"{name}: {quoted(example, flow=True)}" for name, example in lacking.items())
        return f"add {in_a_row(lines)} {'inside the braces of “with”' if inside else 'below “with”, indented'}"
    item = places.grafts.get(path)
    bare = item is not None and isinstance(item.data, str)
    inside = not bare and _in_braces(path, "use" if use else "id", places)
    below = f"write “- use: {use}”, and below it" if bare else "add inside its braces" if inside else "add below it"
    gaps = ", ".join(f"{name}: …" for name in lacking)
    return f"{below} “with: {{{gaps}}}”, for example {in_a_row(lacking.values())}"


def _in_braces(path: Path, key: str, places: Places) -> bool:
    """Whether the group there, which has the key, is written as `{…}`."""
    group, first = places.span(path), places.key_span((*path, key))
    return group.line == first.line and group.column != first.column


def in_a_row(words: Iterable[str]) -> str:
    """Words in quotation marks, in a row: “law”, “how” and “who”."""
    *before, last = (f"“{word}”" for word in words)
    return f"{', '.join(before)} and {last}" if before else last


def _told(name: str) -> str:
    """What tells one name from another."""
    folded = " ".join(fold(name).split())
    return _ARTICLE.sub("", folded, count=1) if _ARTICLE.match(folded) else folded


def _names(piece: Piece) -> Iterator[str]:
    """The names of an entry, in all languages, its short ones and its acronym among them."""
    for key in ("name", "formal", "short", "office", "acronym", "aliases"):
        value = piece.get(key)
        yield from _texts((value, *value.items()) if value else ())
    names = piece.get("names")
    yield from _texts(names.entries().values() if names else ())
    languages = piece.get("languages")
    for words in (languages.entries() if languages else {}).values():
        yield from _texts(name for key in ("name", "formal") if (name := words.get(key)))


def _texts(pieces: Iterable[Piece]) -> Iterator[str]:
    return (piece.data for piece in pieces if isinstance(piece.data, str))
