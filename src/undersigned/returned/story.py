"""The text of a Word document as runs, each with what people would see of it and what stands around it.

Whatever Word or LibreOffice put between paragraph and text is looked through: smart tags, hyperlinks, custom XML,
fields, controls of any size. Alternatives are read in their first form, and nothing twice.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
PREFIX = "us_"
"""What the tags and bookmarks of a form begin with."""
_VAL = f"{W}val"
_OFF = frozenset({"0", "false", "off", "none"})

_TRACKED_IN = frozenset({f"{W}ins", f"{W}moveTo"})
_TRACKED_OUT = frozenset({f"{W}del", f"{W}moveFrom"})
_HIDDEN = ("vanish", "specVanish", "webHidden")
_STRUCK = ("strike", "dstrike")
_SPACES = frozenset({f"{W}tab", f"{W}br", f"{W}cr", f"{W}ptab"})
_SKIPPED = frozenset(
    {f"{W}rPr", f"{W}pPr", f"{W}sdtPr", f"{W}sdtEndPr", f"{W}tblPr", f"{W}trPr", f"{W}tcPr", f"{W}sectPr"}
)
_PROMPT_STYLE = "placeholdertext"
_WINGDINGS = {"FE": "☑", "FD": "☒", "FC": "✓", "FB": "✗", "A8": "☐", "6F": "☐", "71": "☐"}
_WINGDINGS_2 = {"52": "☑", "53": "☒", "54": "☒", "50": "✓", "4F": "✗", "51": "☒", "A3": "☐", "2A": "☐", "30": "☐"}


@dataclass(frozen=True, slots=True)
class Control:
    """A content control: how it is called, and what it keeps beside its text."""

    number: int
    tag: str
    alias: str
    prompting: bool
    checked: bool | None
    day: datetime.date | None


@dataclass(frozen=True, slots=True)
class Run:
    """Some text of one look. `cell` is the number of the table cell, `paragraph` of the paragraph; 0 is none."""

    text: str
    paragraph: int = 0
    cell: int = 0
    row: int = 0
    style: str = ""
    controls: tuple[int, ...] = ()
    bookmarks: frozenset[str] = frozenset()
    tracked: bool = False
    gone: bool = False
    hidden: bool = False
    struck: bool = False
    prompt: bool = False
    note: bool = False


@dataclass(slots=True)
class Story:
    """All runs in reading order, notes behind the paragraph that holds their mark."""

    runs: list[Run] = field(default_factory=list)
    controls: list[Control] = field(default_factory=list)
    cells: dict[int, int] = field(default_factory=dict)
    """The row of each cell."""
    places: dict[str, Run] = field(default_factory=dict)
    """Where each bookmark begins, and each control (`#3`), as a run without text."""


@dataclass(frozen=True, slots=True)
class Looks:
    """What the styles of a document hide, strike or show as a prompt: sets of their ids."""

    hidden: frozenset[str]
    struck: frozenset[str]
    prompts: frozenset[str]


def looks(styles: etree._Element | None) -> Looks:
    """What the styles part says, each style with what it is based on."""
    own: dict[str, etree._Element] = {}
    for style in () if styles is None else styles.iter(f"{W}style"):
        own[style.get(f"{W}styleId") or ""] = style
    return Looks(
        frozenset(name for name in own if _styled(own, name, _HIDDEN)),
        frozenset(name for name in own if _styled(own, name, _STRUCK)),
        frozenset(name for name, style in own.items() if _plain_name(style) == _PROMPT_STYLE) | {"PlaceholderText"},
    )


def _plain_name(style: etree._Element) -> str:
    name = style.find(f"{W}name")
    return "" if name is None else (name.get(_VAL) or "").replace(" ", "").lower()


def _styled(styles: Mapping[str, etree._Element], name: str, properties: tuple[str, ...]) -> bool:
    """Whether a style, or the first of those it is based on that says anything, has one of some properties."""
    seen: set[str] = set()
    while name in styles and name not in seen:
        seen.add(name)
        said = _toggle(styles[name].find(f"{W}rPr"), properties)
        if said is not None:
            return said
        based = styles[name].find(f"{W}basedOn")
        name = "" if based is None else based.get(_VAL) or ""
    return False


def _toggle(properties: etree._Element | None, names: tuple[str, ...]) -> bool | None:
    """Whether run properties switch one of `names` on; None where they say nothing of them (17.17.4)."""
    if properties is None:
        return None
    said = [on(child) for name in names if (child := properties.find(f"{W}{name}")) is not None]
    return any(said) if said else None


def on(element: etree._Element, name: str = _VAL) -> bool:
    """Whether a switch is on (ST_OnOff, 22.9.2.7): it is unless it says otherwise."""
    return (element.get(name) or "1").lower() not in _OFF


def read(body: etree._Element, notes: Mapping[tuple[str, str], etree._Element], shown: Looks) -> Story:
    """The story of a document's body. `notes` are the notes by kind (`footnote`, `endnote`) and id."""
    walk = _Walk(notes, shown)
    walk.children(body, Run(""))
    return walk.story


class _Walk:
    """One way through a document. `here` is a run without text that says where the walk is."""

    def __init__(self, notes: Mapping[tuple[str, str], etree._Element], shown: Looks) -> None:
        self.story = Story()
        self._notes = notes
        self._looks = shown
        self._open: dict[str, str] = {}
        self._waiting: list[etree._Element] = []
        self._paragraphs = self._cells = self._rows = 0

    def children(self, element: etree._Element, here: Run) -> None:
        for child in element.iterchildren(etree.Element):
            self._visit(child, here)

    def _visit(self, element: etree._Element, here: Run) -> None:
        tag = str(element.tag)
        if tag in _SKIPPED:
            return
        if tag == f"{W}p":
            self._paragraph(element, here)
        elif tag == f"{W}r":
            self._run(element, here)
        elif tag == f"{W}sdt":
            self._control(element, here)
        elif tag == f"{W}tr":
            self._rows += 1
            self.children(element, replace(here, row=self._rows))
        elif tag == f"{W}tc":
            self._cells += 1
            self.story.cells[self._cells] = here.row
            self.children(element, replace(here, cell=self._cells))
        elif tag in _TRACKED_IN or tag in _TRACKED_OUT:
            self.children(element, replace(here, tracked=True, gone=here.gone or tag in _TRACKED_OUT))
        elif tag == f"{W}bookmarkStart":
            self._begin(element, here)
        elif tag == f"{W}bookmarkEnd":
            self._open.pop(element.get(f"{W}id") or "", None)
        elif tag == f"{_MC}AlternateContent":
            first = next(element.iterchildren(f"{_MC}Choice"), None)
            self.children(element if first is None else first, here)
        else:
            self.children(element, here)

    def _paragraph(self, element: etree._Element, here: Run) -> None:
        self._paragraphs += 1
        properties = element.find(f"{W}pPr")
        style = properties.find(f"{W}pStyle") if properties is not None else None
        name = "" if style is None else style.get(_VAL) or ""
        waiting, self._waiting = self._waiting, []
        inside = replace(
            here,
            paragraph=self._paragraphs,
            style=name,
            hidden=name in self._looks.hidden,
            struck=name in self._looks.struck,
        )
        self.children(element, inside)
        mark = properties.find(f"{W}rPr") if properties is not None else None
        if mark is not None and any(mark.find(child) is not None for child in (*_TRACKED_IN, *_TRACKED_OUT)):
            self._add("\n", replace(inside, tracked=True))
        else:
            self._add("\n", inside)
        notes, self._waiting = self._waiting, waiting
        for note in notes:
            self.children(note, Run("", note=True))

    def _run(self, element: etree._Element, here: Run) -> None:
        properties = element.find(f"{W}rPr")
        style = properties.find(f"{W}rStyle") if properties is not None else None
        name = "" if style is None else style.get(_VAL) or ""
        hidden, struck = _toggle(properties, _HIDDEN), _toggle(properties, _STRUCK)
        own = replace(
            here,
            hidden=(here.hidden or name in self._looks.hidden) if hidden is None else hidden,
            struck=(here.struck or name in self._looks.struck) if struck is None else struck,
            prompt=name in self._looks.prompts,
        )
        for child in element.iterchildren(etree.Element):
            self._piece(child, own)

    def _piece(self, element: etree._Element, here: Run) -> None:
        """One child of a run."""
        tag = str(element.tag)
        if tag == f"{W}t":
            self._add(element.text or "", here)
        elif tag == f"{W}delText":
            self._add(element.text or "", replace(here, tracked=True, gone=True))
        elif tag in _SPACES:
            self._add(" ", here)
        elif tag == f"{W}noBreakHyphen":
            self._add("\u2011", here)
        elif tag == f"{W}sym":
            self._add(_symbol(element), here)
        elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            kind = tag.removeprefix(W).removesuffix("Reference")
            note = self._notes.get((kind, element.get(f"{W}id") or ""))
            if note is not None and not here.note:
                self._waiting.append(note)
        elif tag != f"{W}rPr":
            self.children(element, here)

    def _control(self, element: etree._Element, here: Run) -> None:
        number = len(self.story.controls)
        properties = element.find(f"{W}sdtPr")
        self.story.controls.append(_control(number, properties))
        content = element.find(f"{W}sdtContent")
        inside = replace(here, controls=(*here.controls, number))
        cell = here.cell
        if content is not None:
            # A control may stand around a whole cell, whose number is the next one.
            cell = self._cells + 1 if content.find(f"{W}tc") is not None else cell
            self.children(content, inside)
        self.story.places[f"#{number}"] = replace(here, cell=cell)

    def _begin(self, element: etree._Element, here: Run) -> None:
        """A bookmark of ours; there may be thousands of others."""
        name = (element.get(f"{W}name") or "").lower()
        if not name.startswith(PREFIX):
            return
        self._open[element.get(f"{W}id") or ""] = name
        self.story.places.setdefault(name, replace(here, paragraph=here.paragraph or self._paragraphs + 1))

    def _add(self, text: str, here: Run) -> None:
        if text:
            self.story.runs.append(replace(here, text=text, bookmarks=frozenset(self._open.values())))


def _control(number: int, properties: etree._Element | None) -> Control:
    if properties is None:
        return Control(number, "", "", False, None, None)
    tag, alias = (properties.find(f"{W}{name}") for name in ("tag", "alias"))
    prompting = properties.find(f"{W}showingPlcHdr")
    checked = next(properties.iter(f"{W14}checked"), None)
    day = properties.find(f"{W}date")
    return Control(
        number,
        "" if tag is None else tag.get(_VAL) or "",
        "" if alias is None else alias.get(_VAL) or "",
        prompting is not None and on(prompting),
        None if checked is None else on(checked, f"{W14}val"),
        None if day is None else _full_date(day.get(f"{W}fullDate") or ""),
    )


def _full_date(text: str) -> datetime.date | None:
    """The day of `2026-11-20T00:00:00Z`."""
    try:
        return datetime.date.fromisoformat(text[:10])
    except ValueError:
        return None


def _symbol(element: etree._Element) -> str:
    """A sign of a symbol font: a box or tick as Unicode has it, else what stands for a sign that cannot be read."""
    code = (element.get(f"{W}char") or "").upper()[-2:]
    font = (element.get(f"{W}font") or "").lower()
    table = _WINGDINGS_2 if font == "wingdings 2" else _WINGDINGS if font == "wingdings" else {}
    return table.get(code, "\ufffd")


def paragraphs(runs: Iterable[Run]) -> Iterator[tuple[Run, str]]:
    """The paragraphs of some runs: the first run of each, and its text, as it would read with changes accepted."""
    texts: dict[int, list[str]] = {}
    firsts: dict[int, Run] = {}
    for run in runs:
        firsts.setdefault(run.paragraph, run)
        texts.setdefault(run.paragraph, []).append("" if run.gone else run.text)
    for number, first in firsts.items():
        yield first, "".join(texts[number])
