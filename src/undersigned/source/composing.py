"""From libyaml's events to data and places, in one pass, noting on the way what the language refuses.

Events, not nodes: they show anchors and aliases, and a stack of our own bounds the depth, where PyYAML's composer
recurses in C until the process dies.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from yaml.error import MarkedYAMLError
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from undersigned.problems import Problem, Refused
from undersigned.source import losses, slips
from undersigned.source.joined import joined
from undersigned.source.mending import Fault, at
from undersigned.source.parser import next_event
from undersigned.source.text import unfit_when_escaped
from undersigned.source.tree import FOLDED, INLINE, LITERAL, Branch, Place, column_of, line_of, pack
from undersigned.source.vocabulary import FIELDS, PROSE

DEEPEST = 60
_MOST_FAULTS = 200  # of one attempt: what comes after them is found once they are mended
_SPECIAL = {"": None, "null": None, "true": True, "false": False}
_STYLES = {"|": LITERAL, ">": FOLDED}
_NO_KEY: Any = object()  # the mapping waits for its next key
_BAD_KEY: Any = object()  # the mapping waits for a value that will be dropped, its key having been refused
_NAME = "write “field: text”; a text that begins with brackets or braces goes in quotes"


class _Frame:
    """A mapping or list that is being filled."""

    __slots__ = ("branch", "column", "data", "is_key", "is_mapping", "key", "key_end", "key_place", "quiet")

    def __init__(self, data: Any, branch: Branch, column: int, *, is_mapping: bool) -> None:
        self.data = data
        self.branch = branch
        self.column = column  # of the innermost mapping or list without braces, from 0
        self.is_mapping = is_mapping
        self.is_key = False
        self.quiet = False  # inside something refused already
        self.key: Any = _NO_KEY
        self.key_place = 0
        self.key_end = 0


class Composer:
    """Reads `lines` once. Afterwards `data` and `place` hold the first document, `problems` what was refused.

    `failure` is libyaml's error where it could not go on; `faults` are problems that come with a mend; `spread` are the
    lines (from 0) inside text that goes over several lines, where an odd beginning of a line means nothing;
    `last_text` is the event of the last text.
    """

    def __init__(self, lines: Sequence[str], file: str) -> None:
        self.lines = lines
        self.file = file
        self.problems: list[Problem] = []
        self.faults: list[Fault] = []
        self._joined: list[Fault] = []
        self.failure: MarkedYAMLError | None = None
        self.spread: set[int] = set()
        self.last_text: Any = None
        self._documents = 0
        self._hashes = {n for n, line in enumerate(lines) if "#" in line and (" #" in line or "\t#" in line)}
        self._headings = {n for n in self._hashes if lines[n].lstrip(" ").startswith("##")}
        self._stack = [_Frame([], Branch(0, [], braced=False), -1, is_mapping=False)]

    @property
    def data(self) -> Any:
        """The first document, or None where there is none."""
        documents = self._stack[0].data
        return documents[0] if documents else None

    @property
    def place(self) -> Place:
        """The places of the first document."""
        places = self._stack[0].branch.children
        return places[0] if isinstance(places, list) and places else 0

    def run(self) -> Composer:
        """Read all events. Raises `Refused` for what is nested too deeply; everything else is noted."""
        try:
            self._run()
        except MarkedYAMLError as error:
            self.failure = error  # it may be why lines seem to be joined
        else:
            self.faults += self._joined
        return self

    def _run(self) -> None:
        get_event = next_event("\n".join(self.lines))
        while (event := get_event()) is not None:
            kind = type(event)
            if kind is ScalarEvent:
                self._scalar(event)
            elif kind is MappingStartEvent:
                self._open(event, {}, {})
            elif kind is SequenceStartEvent:
                self._open(event, [], [])
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                self._close()
            elif kind is AliasEvent:
                self._alias(event)
            elif kind is DocumentStartEvent:
                self._document_start(event)
            elif kind is DocumentEndEvent and event.explicit:
                self._add_faults(slips.line_across(self.lines, self.file, event.start_mark.line))

    # --- one method an event ------------------------------------------------------------------------------------------

    def _scalar(self, event: Any) -> None:
        start, end = event.start_mark, event.end_mark
        value, style = event.value, event.style
        frame = self._stack[-1]
        if event.anchor is not None or event.tag is not None:
            self._add(losses.properties(self.lines, self.file, event))
        if end.line != start.line:
            self._several_lines(event, frame)
        self.last_text = event
        if not style:
            text: Any = _SPECIAL.get(value, value)
            if value and (value[0] in "-ium" or ":" in value or value[-1] in '"]' or self._headings):
                self._bare(event, frame)
            if value == "~":
                self._note("U116", start, "a bare `~` could mean nothing or the sign", losses.TILDE)
        else:
            text = value
            if style == '"' and unfit_when_escaped(value):
                self._add(losses.unfit_escapes(self.lines, self.file, event))
        place = pack(start.line, start.column, _STYLES.get(style, INLINE))
        is_key = frame.is_mapping and frame.key is _NO_KEY
        if end.line in self._hashes and (not style or is_key):
            self._add(losses.comment(self.lines, self.file, end, is_key=is_key))
        if is_key:
            frame.key_end = end.column
            if not style and (" " in value or not value.islower()):
                self._words_for_name(event, frame)
                self._add_faults(slips.odd_name(self.lines, self.file, start.line))
            self._key(frame, text, place, start, plain=not style)
        else:
            if text is None and value == "" and frame.branch.braced and isinstance(frame.key, str):
                self._nothing_in_braces(frame)
            self._value(frame, text, place)

    def _open(self, event: Any, data: Any, children: Any) -> None:
        start, end = event.start_mark, event.end_mark
        line, column = start.line, start.column
        if event.anchor is not None or event.tag is not None:
            self._add(losses.properties(self.lines, self.file, event))
        if len(self._stack) > DEEPEST:
            message = f"lists and fields are nested more than {DEEPEST} deep here"
            raise Refused([Problem("U118", at(self.file, line, column), message, "take some levels out")])
        parent = self._stack[-1]
        braced = bool(event.flow_style) and (line, column) != (end.line, end.column)
        block_column = parent.column if event.flow_style else column
        frame = _Frame(
            data, Branch(pack(line, column), children, braced=braced), block_column, is_mapping=type(data) is dict
        )
        frame.is_key = parent.is_mapping and parent.key is _NO_KEY
        frame.quiet = parent.quiet
        if frame.is_mapping and not event.flow_style and not frame.is_key and parent.key in PROSE:
            faults = list(slips.text_without_bar(self.lines, self.file, line))
            self._add_faults(faults)
            frame.quiet |= bool(faults)
        if braced and self.lines[line].startswith(("{{", "{%"), column):
            self._add_faults(losses.sign(self.lines, self.file, line, column))
            frame.quiet = True
        elif frame.is_key:
            notes = list(slips.braces_for_name(self.lines, self.file, line))
            self._add_faults(notes)
            if not notes:
                self._note("U115", start, "a list or a group of fields stands where a field’s name belongs", _NAME)
        self._stack.append(frame)

    def _close(self) -> None:
        frame = self._stack.pop()
        parent = self._stack[-1]
        if frame.is_key:
            parent.key = _BAD_KEY
            return
        in_list = len(self._stack) > 1 and not parent.is_mapping
        if in_list and frame.is_mapping and len(frame.data) == 1 and not frame.branch.braced:
            self._add(losses.colon_in_entry(self.lines, self.file, frame.branch))
        self._value(parent, frame.data, frame.branch)

    def _alias(self, event: Any) -> None:
        start = event.start_mark
        message = "a text that begins with “*” needs quotes: YAML takes “*” for a reference to another place"
        self._note("U106", start, message, "if a reference is meant, write out what it refers to: none are used here")
        frame = self._stack[-1]
        if frame.is_mapping and frame.key is _NO_KEY:
            frame.key = _BAD_KEY
        else:
            self._value(frame, None, pack(start.line, start.column))

    def _document_start(self, event: Any) -> None:
        self._documents += 1
        if event.version or event.tags:
            self._note("U103", event.start_mark, "a line that begins with `%` is an order to YAML", "delete the line")
        if self._documents > 1:
            self._add_faults(slips.line_across(self.lines, self.file, event.start_mark.line))

    # --- filling mappings and lists -----------------------------------------------------------------------------------

    def _key(self, frame: _Frame, key: Any, place: int, start: Any, *, plain: bool) -> None:
        frame.key = _BAD_KEY
        if not isinstance(key, str):
            word = {None: "null", True: "true", False: "false"}[key]
            message = f"a bare `{word}` or nothing stands where a field’s name belongs"
            self._note("U115", start, message, f'write the name before the colon; as a name, "{word}" goes in quotes')
        elif key == "<<" and plain:
            remedy = "write the fields out again"
            self._note("U106", start, "`<<` takes over fields from another place, which is not done here", remedy)
        elif key in frame.data:
            first = line_of(frame.branch.keys[key]) + 1
            message = f"“{key}” is given twice; the first is in line {first}"
            self._note("U105", start, message, "keep one of them, or put both into one")
        else:
            frame.key, frame.key_place = key, place

    def _value(self, frame: _Frame, value: Any, place: Place) -> None:
        if not frame.is_mapping:
            frame.data.append(value)
            frame.branch.children.append(place)  # type: ignore[union-attr]
            return
        key = frame.key
        frame.key = _NO_KEY
        if key is not _BAD_KEY:
            frame.data[key] = value
            frame.branch.children[key] = place
            frame.branch.keys[key] = frame.key_place

    def _nothing_in_braces(self, frame: _Frame) -> None:
        line, column = line_of(frame.key_place), column_of(frame.key_place)
        found = losses.no_text_in_braces(self.lines, self.file, str(frame.key), (line, column, frame.key_end))
        start = line_of(frame.branch.start), column_of(frame.branch.start)
        if not frame.data and ":" not in str(frame.key):
            self._add_faults(losses.sign(self.lines, self.file, *start) if any(found) else ())
            return
        self._add(found)

    def _words_for_name(self, event: Any, frame: _Frame) -> None:
        """A name of several words below a field: rather a line of that field's text with a colon in it."""
        if not frame.branch.braced and next(reversed(frame.data), None) in FIELDS:
            self._add_faults(slips.sentence_for_name(self.lines, self.file, event.start_mark.line))

    def _bare(self, event: Any, frame: _Frame) -> None:
        """What is odd about a bare text or name by itself."""
        if event.value[0] == "-":
            self._add_faults(slips.tight_dashes(self.lines, self.file, event))
        is_value = frame.is_mapping and frame.key is not _NO_KEY
        if not is_value or frame.key not in PROSE:
            self._add_faults(slips.colon_left_out(self.lines, self.file, event, in_list=not frame.is_mapping))
        if frame.is_mapping and not is_value:
            return
        if event.value[-1] in '"]':
            self._add_faults(slips.closing_sign(self.lines, self.file, event))
        if self._headings and not frame.branch.braced:
            headings = self._headings - self.spread
            self._add_faults(losses.dropped_headings(self.lines, self.file, event, headings, frame.column))

    def _several_lines(self, event: Any, frame: _Frame) -> None:
        start, end = event.start_mark, event.end_mark
        if event.style != "|":
            self._joined += joined(self.lines, self.file, event, in_braces=frame.branch.braced)
        elif ":\n" in event.value or "|\n" in event.value or ">\n" in event.value:
            self._add_faults(slips.fields_in_text(self.lines, self.file, event, frame.column))
        if not event.style:
            return
        self.spread.update(range(start.line + 1, end.line + (end.column > 0)))
        if event.style in ("'", '"'):
            self._add_faults(losses.swallowed_lines(self.lines, self.file, event, frame.column))
        elif not event.value:
            self._add_faults(slips.text_without_spaces(self.lines, self.file, start.line))

    def _note(self, code: str, mark: Any, message: str, remedy: str) -> None:
        self._add((Problem(code, at(self.file, mark.line, mark.column), message, remedy),))

    def _add(self, problems: Iterable[Problem]) -> None:
        if not self._stack[-1].quiet:
            self.problems.extend(problems)

    def _add_faults(self, faults: Iterable[Fault]) -> None:
        if not self._stack[-1].quiet and len(self.faults) < _MOST_FAULTS:
            self.faults.extend(faults)
