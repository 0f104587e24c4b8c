"""What would be printed and is meant for the program: `{ title }` with one brace, `{{ … }}` in plain text, “none”."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any

from undersigned.assembly import Path, Piece
from undersigned.braces import Lines, braces, in_prose
from undersigned.key_slips import known_keys
from undersigned.likely_values import NOTHING
from undersigned.models.base import PROSE_FIELDS, Prose
from undersigned.models.campaign import Campaign
from undersigned.problems import Problem

NAMES = frozenset(
    {
        *("addressees", "credit", "date", "demands", "is_dated", "masthead", "place", "salutation", "sender"),
        *("signatories", "subject", "target", "title", "valediction"),
        *("ask", "campaign", "cite", "day", "demand", "fact", "instrument", "ordinal", "plural", "years_since"),
    }
)
"""What prose can name."""
_OF_DEMANDS = frozenset({"actor", "its", "their", "your", "son", "sa", "ses"})
_CALL = r"\s*([A-Za-z_]\w*)((?:\.\w+)*(?:\([^(){}\[\]\n]*\)(?:\.\w+)?)?)\s*"
_SINGLE = re.compile(rf"(?<!\{{)\{{(?!\{{){_CALL}\}}\}}?|\[\[{_CALL}\]\]|<<{_CALL}>>")
_BRACKETED = re.compile(r"(?<![\[\]])\[ *(\w+) *\](?![\[(:\]])")
_LONGEST_NOTHING = 8
_FIELDS = frozenset(known_keys(Campaign, ()))
"""What a campaign may have at its margin."""
_MAY_BE_NONE = frozenset({"salutation", "valediction"})
_PRINTED = _MAY_BE_NONE | {
    *("after_demands", "body", "closing", "credit", "heading", "lead_in", "opening", "place", "standfirst", "subject"),
    "title",
}
_NEVER_PRINTED = frozenset({"code", "description", "file", "note", "reason", "topic", "words"})


def printed_slips(whole: Piece, lines: Lines) -> Iterator[Problem]:
    """Texts of a file that would be printed as they stand; `whole` is the file, or an entry of one."""
    for path, text in _texts(whole.data, ()):
        if not whole.path and path and path[0] not in _FIELDS:  # under what is meant, it may be prose
            continue
        if len(text) <= _LONGEST_NOTHING and text.strip(" .").casefold() in NOTHING:
            yield from _nothing(text, whole, path)
        if not any(sign in text for sign in ("{", "[", "<<")):
            continue
        source, place = whole.source, (*whole.path, *path)
        prose = Prose(text, source.file, source.first_line(place), source.keeps_lines(place))
        if _is_prose(path):
            of_demand = _is_of_demand(whole, path)
            yield from single_braces(prose, lines, in_demand=of_demand)
            yield from _other_brackets(prose, lines, _gaps(whole, path) if of_demand else ())
        else:
            yield from _in_plain_text(prose, path, lines)


def unfit_parameters(block: Piece) -> Iterator[Problem]:
    """Parameters of a demand block whose names `{{ … }}` cannot hold."""
    parameters = block.get("parameters")
    for name, parameter in parameters.entries().items() if parameters else ():
        if not name.isidentifier():
            better = re.sub(r"\W+", "_", name).strip("_")
            better = better if better.isidentifier() else f"gap_{better}".rstrip("_")
            message = f"“{name}” cannot be the name of a parameter, which has letters, digits and _ only"
            remedy = f"write “{better}:” here and below “with”, and {{{{ {better} }}}} in the words"
            yield Problem("U204", parameter.key_span, message, remedy)


def _nothing(text: str, whole: Piece, path: Path) -> Iterator[Problem]:
    key = path[-1] if path else ""
    if key not in _PRINTED or (key in _MAY_BE_NONE and text.strip() == "none"):
        return
    remedy = "write “none”" if key in _MAY_BE_NONE else "take the line away, or leave it empty behind the colon"
    span = whole.source.span((*whole.path, *path))
    yield Problem("U516", span, f"“{key}” would print “{text.strip()}”", remedy, "warning")


def single_braces(prose: Prose, lines: Lines, *, in_demand: bool = False) -> Iterator[Problem]:
    """Names in prose that stand in one pair of braces; those of parameters in the words of a demand."""
    tags = [(tag.start, tag.end or tag.start) for tag in braces(prose.text)]
    for found in _SINGLE.finditer(prose.text):
        name, rest = next((found[n], found[n + 1]) for n in (1, 3, 5) if found[n])
        if name not in NAMES and not (in_demand and (name in _OF_DEMANDS or found[0].startswith("{"))):
            continue
        if any(start < found.start() < end for start, end in tags):
            continue
        message = f"“{found[0]}” would be printed as it stands"
        yield Problem(
            "U515", in_prose(prose, lines)(found.start()), message, f"write {{{{ {name}{rest} }}}}", "warning"
        )


def _other_brackets(prose: Prose, lines: Lines, gaps: Collection[str]) -> Iterator[Problem]:
    """The names of gaps in the words of a demand that stand in square brackets: `[prison]`."""
    for found in _BRACKETED.finditer(prose.text):
        name = found[1]
        if name in gaps:
            message = f"“{found[0]}” would be printed as it stands"
            place = in_prose(prose, lines)(found.start())
            yield Problem("U515", place, message, f"write {{{{ {name} }}}}", "warning")


def _gaps(whole: Piece, path: Path) -> Collection[str]:
    """The parameters of the demand whose words stand at a path: those stated nearest to them, from the inside."""
    levels = [whole.data]
    for step in path[:-1]:
        levels.append(levels[-1][step])
    stated = (level["parameters"] for level in reversed(levels) if isinstance(level, dict) and "parameters" in level)
    found = next(stated, None)
    return found if isinstance(found, dict) else ()


def _in_plain_text(prose: Prose, path: Path, lines: Lines) -> Iterator[Problem]:
    for tag in braces(prose.text):
        key = next((step for step in reversed(path) if isinstance(step, str)), "")
        message = f"“{key}” is plain text, and would print {{{{{tag.inside.rstrip()} … as it stands"
        if tag.end is not None:
            message = f"“{key}” is plain text, and would print {prose.text[tag.start : tag.end]} as it stands"
        remedy = "write the words themselves; names are filled in inside texts, as body or opening"
        yield Problem("U514", in_prose(prose, lines)(tag.start), message, remedy, "warning")


def _texts(data: Any, path: Path) -> Iterator[tuple[Path, str]]:
    """Every text below a value that may be printed, with the path to it."""
    if isinstance(data, str):
        yield path, data
    elif isinstance(data, dict):
        for key, value in data.items():
            if key not in _NEVER_PRINTED:
                yield from _texts(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _texts(value, (*path, index))


def _is_prose(path: Path) -> bool:
    return (path != () and path[-1] in PROSE_FIELDS) or path[-3:-1] == ("commitments", "items")


def _is_of_demand(whole: Piece, path: Path) -> bool:
    return "demands" in path or "commitments" in path or "demands" in whole.source.file.split("/")
