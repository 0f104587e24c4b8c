"""The answers in a Word file, found by the tag of their control, its alias, a bookmark, or the label beside them.

Word keeps all of these. LibreOffice drops tags (7.4) and may turn a control into plain text; then alias, bookmark or
the place in the table lead to the answer. Where two ways lead to different answers, that is said, and none is taken.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from lxml import etree

from undersigned.problems import Span

from .answers import (
    KEYS,
    LONGEST,
    Answers,
    Doubt,
    Reference,
    clean,
    marked,
    shortened,
    too_long,
    two_answers,
    unclear,
)
from .gate import Package, open_word_file
from .story import PREFIX, Control, Run, Story, W, looks, paragraphs, read
from .wording import days, is_heading, is_prompt, key_of, name_of, references, yes_or_no

_MOST_CONTROLS = 20
_FORM = f"{PREFIX}form"
"""The bookmark where the form begins: all before it is the letter."""
_NO_WORDS = frozenset({"samplenotice", "dateline", "signatory", "signatorygroup", "copylist", "copylistlabel", "break"})
"""Styles of paragraphs that are no part of what is agreed to."""
_PROPERTIES = ("campaign", "version", "words", "signatory", "document", "language")
_CUSTOM = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}property"
_COMMENTED = (f"{W}commentReference", f"{W}commentRangeStart")


def read_docx(content: bytes, span: Span) -> Answers:
    """What a returned Word file says. Raises `Refused` (U831 to U838) for what is no Word file or not to be opened."""
    package, main = open_word_file(content, span)
    root = package.xml(main)
    if root is None:
        return Answers(doubts=(_no_form(),))
    story = read(root, _notes(package, main), looks(_part(package, main, "styles")))
    reading = _Reading(story)
    reference, differing = _reference(package, story)
    language = reference.language if reference else ""
    answers = Answers(
        organisation=reading.line("organisation"),
        signer=reading.line("signer"),
        function=reading.line("function"),
        date=reading.day(language),
        endorse=reading.box("endorse"),
        withhold=reading.box("withhold"),
        reference=reference,
        words=tuple(_letter(story)),
    )
    found = reading.doubts if reading.found else [_no_form()]
    return replace(answers, doubts=(*differing, *_comments(root), *found))


def _part(package: Package, main: str, kind: str) -> etree._Element | None:
    name = package.related(main, kind)
    return package.xml(name) if name else None


def _notes(package: Package, main: str) -> dict[tuple[str, str], etree._Element]:
    """The notes by kind and id, without the rules that set them off (ECMA-376 Part 1, 17.18.33)."""
    found = {}
    for kind in ("footnote", "endnote"):
        part = _part(package, main, f"{kind}s")
        for note in () if part is None else part.iter(f"{W}{kind}"):
            if (note.get(f"{W}type") or "normal") == "normal":
                found[kind, note.get(f"{W}id") or ""] = note
    return found


def _no_form() -> Doubt:
    message = "the file has no form to sign in it"
    return Doubt("U930", message, "perhaps it is the copy for comments; ask for the form", message)


def _comments(root: etree._Element) -> Iterator[Doubt]:
    if next(root.iter(*_COMMENTED), None) is not None:
        message = "somebody has written comments into the file"
        remedy = "read them; if they change nothing, use `signoff record`"
        yield Doubt("U935", message, remedy, message)


# --- what it belongs to -----------------------------------------------------------------------------------------------


def _reference(package: Package, story: Story) -> tuple[Reference | None, list[Doubt]]:
    """The reference by properties or, where those were lost, the printed line; they must not contradict each other."""
    kept = _kept_reference(package)
    printed = references("\n".join(text for _, text in paragraphs(story.runs)))
    every = [*([kept] if kept else []), *printed]
    if len({(one.campaign, one.version, one.digest, one.signatory) for one in every}) > 1:
        message = "the file names two different references, so that it cannot be told to whom it belongs"
        return None, [Doubt("U936", message, "ask for the form as it was sent", message)]
    return (every[0] if every else None), []


def _kept_reference(package: Package) -> Reference | None:
    name = package.related("", "custom-properties") or package.related("", "customProperties") or "docProps/custom.xml"
    root = package.xml(name)
    values = {
        str(one.get("name")): clean("".join(map(str, one.itertext())))[:LONGEST]
        for one in (() if root is None else root.iter(_CUSTOM))
    }
    campaign, version, words, signatory, document, language = (values.get(f"undersigned-{p}", "") for p in _PROPERTIES)
    return Reference(campaign, version, words, signatory, document, language) if campaign and version else None


# --- the letter -------------------------------------------------------------------------------------------------------


def _letter(story: Story) -> Iterator[str]:
    """The letter's paragraphs up to the form, without those that are no part of what is agreed to."""
    first = _first_of_form(story)
    for start, text in paragraphs(story.runs):
        if start.paragraph == first:
            return
        style = start.style.lower().replace("-", "").replace("20", "")
        if style not in _NO_WORDS and (words := " ".join(text.split())):
            yield re.sub(r"\A—\s", "", words) if style == "quotesource" else words


def _first_of_form(story: Story) -> int:
    """The paragraph with which the form begins: by its bookmark, its heading, or else its first question."""
    form = story.places.get(_FORM)
    if form:
        return form.paragraph
    headings = [start.paragraph for start, text in paragraphs(story.runs) if is_heading(text)]
    questions = [place.paragraph for name, place in story.places.items() if name.startswith(PREFIX)]
    return headings[-1] if headings else min(questions, default=0)


# --- the answers ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Place:
    """One place for an answer: what was found there, and its whole cell of the table, if that is the answer's own."""

    runs: tuple[Run, ...]
    cell: tuple[Run, ...]
    controls: tuple[Control, ...] = ()

    @property
    def text(self) -> str:
        """The answer: what was found, or else what was typed beside it in the same cell."""
        return _text(self.runs, self.controls) or self.beside

    @property
    def beside(self) -> str:
        return _text(self.cell, self.controls)

    @property
    def seen(self) -> tuple[Run, ...]:
        return self.cell or self.runs


class _Reading:
    """Reads the answers of one form; what is doubtful gathers in `doubts`."""

    def __init__(self, story: Story) -> None:
        self.doubts: list[Doubt] = []
        self._story = story
        self._cells: dict[int, list[Run]] = {}
        self._rows: dict[int, list[int]] = {}
        for run in story.runs:
            self._cells.setdefault(run.cell, []).append(run)
        for cell, row in story.cells.items():
            self._rows.setdefault(row, []).append(cell)
        self._places = {key: self._find(key) for key in KEYS}
        self.found = any(self._places.values())

    def line(self, key: str) -> str:
        """The answer to a question that takes a line of text."""
        label = name_of(key)
        texts = self._texts(key)
        if not texts:
            return ""
        if len(texts[0]) > LONGEST:
            self.doubts.append(too_long(label))
            return ""
        if "\ufffd" in texts[0]:
            self.doubts.append(unclear(label, texts[0], "it has signs that cannot be read"))
        return texts[0]

    def day(self, language: str) -> datetime.date | None:
        """The date of the form: as the date picker keeps it, as it is written, or both where they agree."""
        label = name_of("date")
        texts = self._texts("date")
        if not texts:
            return None
        if len(texts[0]) > LONGEST:
            self.doubts.append(too_long(label))
            return None
        kept = {c.day for place in self._places["date"] for c in place.controls if c.day and not c.prompting}
        meant = days(texts[0], language)
        if kept:
            (*others, day) = sorted(kept)
            if not others and (day in meant or (not meant and _holds(texts[0], day))):
                return day
            self.doubts.append(two_answers(label, texts[0], day.isoformat()))
        elif len(meant) == 1:
            return meant[0]
        else:
            self.doubts.append(unclear_day(texts[0], meant))
        return None

    def box(self, key: str) -> bool | None:
        """Whether a box is ticked; None where there is none."""
        label = name_of(key)
        said: set[bool] = set()
        for place in self._places[key]:
            self._check_marks(key, place)
            said |= {control.checked for control in place.controls if control.checked is not None}
            text = place.beside or place.text
            seen = yes_or_no(text)
            if seen is not None:
                said.add(seen)
            elif text:
                self.doubts.append(unclear(label, text, "neither a tick nor an empty box"))
                return None
        if len(said) > 1:
            self.doubts.append(two_answers(label, "ticked", "not ticked"))
            return None
        return said.pop() if said else None

    def _texts(self, key: str) -> list[str]:
        """The answer, cleaned, in a list; none where there is no answer, or more than one, which is a doubt."""
        for place in self._places[key]:
            self._check_marks(key, place)
        texts = [place.text for place in self._places[key]]
        texts += [place.beside for place in self._places[key]]
        given = list(dict.fromkeys(text for text in texts if text))
        if len(given) > 1:
            self.doubts.append(two_answers(name_of(key), given[0], given[1]))
            return []
        return given

    def _check_marks(self, key: str, place: _Place) -> None:
        """Changes that nobody accepted, hidden text and text struck out, in an answer."""
        runs = [run for run in place.seen if run.text.strip() or run.tracked]
        for how, found in (
            ("changes that are tracked but not accepted", any(run.tracked for run in runs)),
            ("hidden text", any(run.hidden for run in runs)),
            ("text that is struck out", any(run.struck for run in runs)),
        ):
            if found and (doubt := marked(name_of(key), how)) not in self.doubts:
                self.doubts.append(doubt)

    # --- where they are

    def _find(self, key: str) -> list[_Place]:
        story = self._story
        name = f"{PREFIX}{key}"
        controls = [one for one in story.controls if one.tag.lower() == name]
        controls = controls or [one for one in story.controls if one.alias and key_of(one.alias) == key]
        if len(controls) > _MOST_CONTROLS:
            self.doubts.append(two_answers(name_of(key), "…", "…"))
            return []
        places = [self._place([run for run in story.runs if one.number in run.controls], one) for one in controls]
        if name in story.places and not any(place.text for place in places):
            marked_runs = [run for run in story.runs if name in run.bookmarks]
            places.append(self._around(story.places[name], marked_runs))
        return places or list(self._beside_label(key))

    def _place(self, runs: Sequence[Run], control: Control) -> _Place:
        place = self._around(self._story.places[f"#{control.number}"], runs)
        return place if control in place.controls else replace(place, controls=(*place.controls, control))

    def _around(self, start: Run, runs: Sequence[Run]) -> _Place:
        """A place in the text and the table cell around it, unless another question stands in that cell, too."""
        story = self._story
        cell = self._cells.get(start.cell, []) if start.cell else []
        numbers = {number for run in (*runs, *cell) for number in run.controls}
        here = [one for one in story.controls if story.places[f"#{one.number}"].cell == start.cell and start.cell]
        numbers |= {one.number for one in here}
        controls = tuple(one for one in story.controls if one.number in numbers)
        questions = {name for one in here if (name := one.tag or one.alias)}
        marks = {name for run in cell for name in run.bookmarks if name.startswith(PREFIX)}
        own = len(questions) <= 1 and len(marks) <= 1
        if not own:
            kept = {number for run in runs for number in run.controls}
            controls = tuple(one for one in story.controls if one.number in kept)
        return _Place(tuple(runs), tuple(cell) if own else (), controls)

    def _beside_label(self, key: str) -> Iterator[_Place]:
        """The other cell of a row of two, of which one begins with the question."""
        for cells in self._rows.values():
            for label, answer in (cells, reversed(cells)) if len(cells) == 2 else ():
                if key_of(self._first_words(label).rstrip(":")) == key:
                    runs = tuple(self._cells.get(answer, ()))
                    yield _Place(runs, runs)

    def _first_words(self, cell: int) -> str:
        """The first paragraph of a cell that says anything: the question, without its hint."""
        return next((text.strip() for _, text in paragraphs(self._cells.get(cell, [])) if text.strip()), "")


def _text(runs: Iterable[Run], controls: Iterable[Control]) -> str:
    """What some runs say, cleaned, without the prompts that nobody has written over."""
    runs = list(runs)
    prompting = {control.number for control in controls if control.prompting}
    said = [run for run in runs if not (run.prompt and prompting & {*run.controls})]
    text = clean("".join(run.text for run in said if not run.gone))
    return "" if is_prompt(text) else text


def _holds(text: str, day: datetime.date) -> bool:
    """Whether a date in words of another language names day and year."""
    numbers = re.findall(r"\d+", text)
    return str(day.year) in numbers and str(day.day) in [number.lstrip("0") for number in numbers]


def unclear_day(text: str, meant: Sequence[datetime.date]) -> Doubt:
    """The doubt about a date that is none, or may be two."""
    wanted = f"it may be {meant[0]} or {meant[1]}" if len(meant) > 1 else "that is no date"
    return unclear(name_of("date"), shortened(text), wanted)
