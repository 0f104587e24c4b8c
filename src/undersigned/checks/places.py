"""Places in a passage: how a message shows them, and which are addresses or names of files and no prose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from undersigned.checks.findings import Reading
from undersigned.checks.gates import behind
from undersigned.checks.patterns import Pattern
from undersigned.passages import Passage

_SHOWN = 40
_AROUND = 18
_WIDEST = 24
_NO_PROSE = Pattern(
    r"(?<![^\s<>“”«»\"()\[\]])[^\s<>“”«»\"()\[\]]*?(?:://|@|\.[^\W_])[^\s<>“”«»\"()\[\]]*",
    where=lambda text: "@" in text or "://" in text or any(map(str.isalnum, behind(text, "."))),
)
"""A word that may be an address: it begins behind a space, so that each is looked at once."""
_SCHEME = Pattern(r"\w{2,10}://", hints=["://"])
_ENDINGS = (
    "org|com|net|int|info|edu|gov|mil|biz|eu|uk|fr|de|ch|kh|asia|ngo|news|tv|"
    "pdf|docx?|odt|rtf|txt|md|xlsx?|csv|pptx?|zip|jpe?g|png|gif|svg|html?|php|aspx?|ya?ml|json|xml"
)
_DOMAIN = Pattern(rf"(?:[\w-]+\.)+(?:(?:{_ENDINGS})(?![\w-])|(?-i:[a-z]{{2,6}})/)", re.IGNORECASE)
_MAIL = Pattern(r"[\w.+-]*\w@\w", hints="@")
_DAMAGE = Pattern(r"(?:Ã¢â‚¬|â€)(?:[ÂÅ].|\S)?", hints="â")
_BEFORE, _AFTER = "{‘’'*_", ".,;:!?…}’'*_"


def shown(words: str) -> str:
    """The words as a message quotes them: on one line, not too many, without what nobody sees or what would turn the
    direction of the message itself."""
    plain = " ".join(visible(words).split())
    return f"“{plain if len(plain) <= _SHOWN else plain[: _SHOWN - 1].rstrip() + '…'}”"


def visible(words: str) -> str:
    """The words without characters that nobody sees, spaces excepted."""
    return "".join(letter for letter in words if letter.isprintable() or letter.isspace())


def around(words: str, start: int, end: int) -> str:
    """The words at a place and beside it, as a message quotes them."""
    first = max(start - _AROUND, 0)
    last = min(end + _AROUND, len(words))
    before, after = words[first:start], words[end:last]
    if first and " " in before.rstrip():
        before = before.split(" ", 1)[1]
    if last < len(words) and " " in after.lstrip():
        after = after.rsplit(" ", 1)[0]
    return shown(f"{before}{words[start:end]}{after}")


def is_plain(passage: Passage) -> bool:
    """Whether a passage is of a file of plain text, in which every paragraph may be broken over lines."""
    return passage.origin.file.casefold().endswith(".txt")


def widened(words: str, start: int, end: int) -> tuple[int, int]:
    """A place with the words that touch it, by which it is found in a file that holds other marks of the sort."""
    first, last = max(start - _WIDEST, 0), min(end + _WIDEST, len(words))
    while start > first and not words[start - 1].isspace():
        start -= 1
    while end < last and not words[end].isspace():
        end += 1
    return start, end


def elsewhere(count: int) -> str:
    """What a message adds where the same is to be mended at more places."""
    if not count:
        return ""
    return ", here and at one more place" if count == 1 else f", here and at {count} more places"


@lru_cache(maxsize=2048)
def prose(words: str) -> str:
    """The words with low lines for each character of an address, a name of a file and the like, and of damage that
    holds quotation marks which nobody put."""
    if _DAMAGE.may_match(words):
        words = _DAMAGE.compiled.sub(lambda found: "_" * len(found[0]), words)
    pieces, done = [], 0
    for start, end in _addresses(words):
        pieces += [words[done:start], "_" * (end - start)]
        done = end
    return "".join([*pieces, words[done:]])


def _addresses(words: str) -> Iterator[tuple[int, int]]:
    for found in _NO_PROSE.finditer(words):
        token = found[0]
        scheme = _SCHEME.search(token)
        begins = scheme.start() if scheme else len(token) - len(token.lstrip(_BEFORE))
        token = token[begins:].rstrip(_AFTER)
        if scheme or token.lower().startswith(("www.", "mailto:")) or _MAIL.match(token) or _DOMAIN.match(token):
            yield found.start() + begins, found.start() + begins + len(token)


def every(pattern: Pattern, reading: Reading) -> Iterator[tuple[Passage, re.Match[str]]]:
    """Every place of a pattern in the prose of a letter, which is made of the passages alone that may hold one."""
    for passage in reading.passages if pattern.may_match(reading.text) else ():
        if pattern.may_match(passage.words):
            for found in pattern.finditer(prose(passage.words)):
                yield passage, found


def counted(places: Iterable[tuple[str, Passage, int, int]]) -> Iterator[tuple[str, Passage, int, int, int]]:
    """The first place of each kind, and at how many more it is found."""
    first: dict[str, tuple[Passage, int, int]] = {}
    more: dict[str, int] = {}
    for kind, passage, start, end in places:
        more[kind] = more.get(kind, -1) + 1
        first.setdefault(kind, (passage, start, end))
    for kind, (passage, start, end) in first.items():
        yield kind, passage, start, end, more[kind]
