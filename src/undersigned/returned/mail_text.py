"""The text of an e-mail as its reader sees it: pages without markup, and which lines the sender only quotes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser

MARKED = "\ue000"
"""Stands in the text of a page for what is struck out or hidden there."""

_DIVIDERS = re.compile(
    r"-{2,} ?(?:original message|forwarded message|message d.origine|message transféré) ?-{2,}.*|_{20,}"
    r"|(?:on|le)\b.{5,200}\b(?:wrote|a écrit) ?:|begin forwarded message:|début du message (?:transféré|réexpédié) ?:",
    re.IGNORECASE | re.DOTALL,
)
_OUTLOOK = re.compile(r"\*?(?:From|De) ?:\*? .*@?.*", re.IGNORECASE)
_OUTLOOK_NEXT = re.compile(r"\*?(?:Sent|Date|Envoyé|To|À) ?:", re.IGNORECASE)


def flowed(text: str) -> str:
    """Lines that end in a space go on in the next (RFC 3676, 4.1), but for the sign before a signature."""
    return re.sub(r"(?<!^--) \r?\n(?!>|-- $)", " ", text, flags=re.MULTILINE)


_BREAKS = frozenset("address blockquote br dd div dl dt h1 h2 h3 h4 hr li ol p table tr ul".split())  # noqa: SIM905
_UNSEEN = frozenset({"head", "noscript", "script", "style", "template", "title"})
_STRUCK = frozenset({"del", "s", "strike"})
_DEEPEST = 200
"""How many such elements may stand in each other."""


@dataclass(slots=True)
class _Effect:
    """An element that makes its text quoted, marked or unseen, and how many of its kind are open inside it."""

    tag: str
    kind: str
    inside: int = 0


class _Page(HTMLParser):
    """The text of a page: blocks on lines of their own, quotations behind `> `, marked text marked."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[list[str]] = [[]]
        self._open: list[_Effect] = []

    @property
    def lines(self) -> list[str]:
        return ["".join(pieces) for pieces in self._lines]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BREAKS:
            self._lines.append([])
        elif tag in ("td", "th"):
            self._add(" ")
        same = next((effect for effect in reversed(self._open) if effect.tag == tag), None)
        kind = _effect_of(tag, {name: value or "" for name, value in attrs})
        if same is not None and kind in ("", same.kind):
            same.inside += 1
        elif kind:
            self._open.append(_Effect(tag, kind))
            if len(self._open) > _DEEPEST:
                raise ValueError("elements stand in each other too deep")

    def handle_endtag(self, tag: str) -> None:
        for place in range(len(self._open) - 1, -1, -1):
            if self._open[place].tag == tag:
                self._open[place].inside -= 1
                if self._open[place].inside < 0:
                    del self._open[place:]
                break
        if tag in _BREAKS:
            self._lines.append([])

    def handle_data(self, data: str) -> None:
        kinds = {effect.kind for effect in self._open}
        if "unseen" not in kinds:
            self._add(re.sub(r"\s+", " ", data))
            if "marked" in kinds and data.strip():
                self._add(MARKED)

    def _add(self, text: str) -> None:
        line = self._lines[-1]
        if not line and text.strip() and any(effect.kind == "quoted" for effect in self._open):
            line.append("> ")
        line.append(text)


def _effect_of(tag: str, attributes: dict[str, str]) -> str:
    style = attributes.get("style", "").replace(" ", "").lower()
    if tag in _UNSEEN:
        return "unseen"
    hidden = "hidden" in attributes or "display:none" in style or "visibility:hidden" in style
    if hidden or tag in _STRUCK or "line-through" in style:
        return "marked"
    quote = "gmail_quote" in attributes.get("class", "") or "divRplyFwdMsg" in attributes.get("id", "")
    return "quoted" if tag == "blockquote" or quote else ""


def text_of_page(page: str) -> str:
    """The text of an HTML message as it is read, without markup; `> ` stands before quoted lines.

    Raises ValueError for a page that no mail program makes.
    """
    reader = _Page()
    reader.feed(page)
    reader.close()
    return "\n".join(_tidy(line) for line in reader.lines if line.strip())


def _tidy(line: str) -> str:
    """A line with one space behind its first colon, and none before it."""
    label, colon, answer = line.partition(":")
    return f"{label.rstrip()}: {answer.lstrip()}" if colon else line


# --- own lines and quoted ones ----------------------------------------------------------------------------------------


def parted(text: str) -> tuple[list[str], list[str]]:
    """The lines of the sender, and those that are quoted: marked with `>`, or all below a divider."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").split("\n")
    own: list[str] = []
    quoted: list[str] = []
    for number, line in enumerate(lines):
        if _divides(lines, number):
            quoted += lines[number:]
            break
        (quoted if line.lstrip().startswith((">", "&gt;")) else own).append(line)
    return own, quoted


def _divides(lines: list[str], number: int) -> bool:
    """Whether everything from a line on is the message that is answered."""
    line = lines[number].strip()
    joined = " ".join(one.strip() for one in lines[number : number + 3])
    if _DIVIDERS.fullmatch(line) or (line[:3].lower() in ("on ", "le ") and _wrote(joined)):
        return True
    following = [one.strip() for one in lines[number + 1 : number + 4]]
    return bool(_OUTLOOK.fullmatch(line)) and any(_OUTLOOK_NEXT.match(one) for one in following)


def _wrote(text: str) -> bool:
    match = _DIVIDERS.match(text)
    return match is not None and match[0].rstrip().endswith(":")


def quoted_alone(text: str) -> str:
    """The quoted lines alone, without what marks them."""
    _, quoted = parted(text)
    lines = map(without_marks, quoted)
    return "\n".join(line for line in lines if not (_DIVIDERS.fullmatch(line.strip()) or _OUTLOOK.fullmatch(line)))


def without_marks(line: str) -> str:
    return re.sub(r"^[>\s]+", "", line)
