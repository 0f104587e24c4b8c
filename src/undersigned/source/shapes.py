"""Lines that are neither a field nor an entry of a list: without a colon, a dash, or the spaces before them."""

from __future__ import annotations

import re
from collections.abc import Callable

from undersigned.source.failures import Failure
from undersigned.source.mending import Fault
from undersigned.source.outline import (
    above,
    below,
    header_above,
    indent,
    outlined,
    run_of_text,
    spaces,
)
from undersigned.source.quoting import WIDEST
from undersigned.source.slips import no_space_after, tight_dash
from undersigned.source.unindented import below_its_field, lost_text
from undersigned.source.values import suspicion
from undersigned.source.vocabulary import FIELDS, is_surely_a_field

_NO_SPACE = re.compile(r"(?P<lead> *(?:- +)*)(?P<key>[^\s:#]+) *:(?=[^\s:/])")
_OTHER_SIGN = re.compile(
    r"(?P<lead> *(?:- +)*)(?P<word>[\w-]+)\s*(?P<sign>[.,](?= )|[=;：；﹕︰∶꞉]|->|=>|–|—)\s*(?P<rest>.*)$"
)
_WIDE_COLONS = "：﹕︰∶꞉"
_QUOTED_WHOLE = re.compile(r"(?P<lead> *(?:- +)*)(?P<quote>[\"'“])(?P<key>[\w-]+): +(?P<rest>.*)[\"'”]\s*$")
_STARRED = re.compile(r"(?P<lead> *(?:- +)*)[*_`%@&!]{1,3}(?P<key>[\w-]+)[*_`]{0,3}:[*_`]{0,3} *(?P<rest>.*)$")
_OTHER_COMMENT = re.compile(r" *(?://|<!--|/\*|;|--(?!-))\s*(?P<rest>.*?)\s*(?:-->|\*/)?$")
_NUMBER = re.compile(r"^\d{1,2}[.)]\s+")
_FIRST_WORD = re.compile(r"(?P<lead> *(?:- +)*)(?P<word>[a-z_]+)(?P<rest>| .*)$")


_WHERE_TEXTS_BELONG = (
    "if it is a part of the letter, write its field, such as  opening: |  in a line above it, and begin each line of "
    "the text with 2 spaces"
)


def loose_line(failure: Failure, number: int) -> Fault:
    """The fault of a line that is neither a field nor an entry of a list."""
    for look in _LOOKS:
        if (fault := look(failure, number)) is not None:
            return fault
    text = failure.lines[number]
    column = indent(text)
    if seen := suspicion(text):
        return failure.suspected(number, seen)
    message = "this line is neither “field: text” nor an entry of a list"
    remedy = "begin it with the name of a field and a colon, or delete it"
    if above(failure.lines, number) is None or len(text.split()) > 1:
        message = "this text belongs to no field: no name with a colon stands before it"
        remedy = f"{_WHERE_TEXTS_BELONG}; if it is a note to yourself, put # before it"
    if _may_be_the_title(failure, number):
        remedy = f"{remedy}; if it is the title, write it as  title: {text.strip()}"
    if _is_of_a_note(failure, number):
        remedy = f"put # before it, as in the line beside it; {_WHERE_TEXTS_BELONG}"
    run = run_of_text(failure.lines, number, column)
    others = {n: "" for n in run if n != number}
    return Fault(failure.problem("U103", number, column, message, remedy), number, "", others)


def _may_be_the_title(failure: Failure, number: int) -> bool:
    """Whether a line stands where the title does in a campaign that has none."""
    begins = {line.partition(":")[0] for line in failure.lines if line[:1].isalpha() and ":" in line}
    single = run_of_text(failure.lines, number, indent(failure.lines[number])) == range(number, number + 1)
    return "documents" in begins and "title" not in begins and single and len(failure.lines[number]) <= WIDEST


def _is_of_a_note(failure: Failure, number: int) -> bool:
    """Whether a line goes on with a note above it, or with one below it, and has lost its own `#`."""
    upper, lower = (failure.lines[n] if 0 <= n < len(failure.lines) else "" for n in (number - 1, number + 1))
    return lower.startswith("#") or (upper.startswith("#") and not failure.lines[number].strip()[:1].isupper())


def starred(failure: Failure, number: int) -> Fault | None:
    """`**title**: Open letter`"""
    found = _STARRED.match(failure.lines[number])
    if found is None or found["key"].lower() not in FIELDS:
        return None
    column = len(found["lead"])
    message = "the name of a field stands as it is, without signs around it"
    problem = failure.problem("U116", number, column, message, "delete the signs")
    return Fault(problem, number, repair=f"{found['lead']}{found['key'].lower()}: {found['rest']}")


def _tight_dash(failure: Failure, number: int) -> Fault | None:
    return tight_dash(failure.lines, failure.file, number)


def _tight_colon(failure: Failure, number: int) -> Fault | None:
    text = failure.lines[number]
    if (found := _NO_SPACE.match(text)) is None:
        return None
    problem = failure.problem("U103", number, found.end() - 1, *no_space_after(found["key"]))
    return Fault(problem, number, "", repair=f"{found['lead']}{found['key']}: {text[found.end() :]}")


def _other_sign(failure: Failure, number: int) -> Fault | None:
    found = _OTHER_SIGN.match(failure.lines[number])
    if found is None:
        return None
    word = found["word"].lower()
    if word not in FIELDS and found["sign"] not in _WIDE_COLONS:
        return None
    if found["sign"] in ".," and (not is_surely_a_field(word) or header_above(failure.lines, number) is not None):
        return None
    message = f"“{found['sign']}” stands where a colon belongs"
    if found["sign"] in _WIDE_COLONS:
        message = f"“{found['sign']}” is a wide colon, which YAML takes for a letter"
    remedy = "write an ordinary colon and a space in its place"
    problem = failure.problem("U103", number, found.start("sign"), message, remedy)
    word = word if word in FIELDS else found["word"]
    return Fault(problem, number, "", repair=f"{found['lead']}{word}: {found['rest']}".rstrip())


def _quoted_whole(failure: Failure, number: int) -> Fault | None:
    found = _QUOTED_WHOLE.match(failure.lines[number])
    if found is None or found["key"] not in FIELDS:
        return None
    message = "the quotes stand around the name of the field, too"
    problem = failure.problem("U117", number, len(found["lead"]), message, "put them around the text alone")
    return Fault(problem, number, "", repair=f'{found["lead"]}{found["key"]}: "{found["rest"]}"')


def _starred(failure: Failure, number: int) -> Fault | None:
    return starred(failure, number)


def _missing_colon(failure: Failure, number: int) -> Fault | None:
    found = _FIRST_WORD.match(failure.lines[number])
    if found is None:
        return None
    word, rest = found["word"], found["rest"]
    following = below(failure.lines, number)
    heads = (
        rest.strip() in ("", "|", ">")
        and following is not None
        and indent(failure.lines[following]) > len(found["lead"])
    )
    upper = above(failure.lines, number)
    between = (
        upper == number - 1
        and following is not None
        and indent(failure.lines[upper]) == indent(failure.lines[following])
    )
    heads = heads and (word in FIELDS or not between)
    sure = is_surely_a_field(word) or (word in FIELDS and not rest.strip()[:1].islower())
    if not heads and not sure:
        return None
    if not heads and _goes_on_with_prose(failure, number):
        return None
    beside = next((n for n in range(number - 1, -1, -1) if _stands_at(failure, n, len(found["lead"]))), None)
    if not heads and beside is not None and outlined(failure.lines[beside]).is_entry:
        entry = outlined(failure.lines[beside])
        if entry.key is None and indent(failure.lines[beside]) == len(found["lead"]):
            return None  # an entry without its dash
    message = f"the colon after “{word}” is missing"
    problem = failure.problem("U103", number, len(found["lead"]), message, "write it there, and a space after it")
    otherwise = ""
    if rest.strip() and not heads and upper is not None and (line := outlined(failure.lines[upper])).value:
        otherwise = f"if it goes on with the line above, begin it with {spaces(max(line.holder, 0) + 2)}"
    return Fault(problem, number, "", repair=f"{found['lead']}{word}:{rest}".rstrip(), otherwise=otherwise)


def _goes_on_with_prose(failure: Failure, number: int) -> bool:
    """Whether the line above belongs to a text of some length, which the line may go on with."""
    upper = above(failure.lines, number)
    return upper is not None and len(failure.lines[upper]) > 60 and upper == number - 1


def _missing_dash(failure: Failure, number: int) -> Fault | None:
    """A line in the column of a list's marks, below one of its entries."""
    text = failure.lines[number]
    column = indent(text)
    place = next((n for n in range(number - 1, -1, -1) if _stands_at(failure, n, column)), None)
    if place is None or not failure.lines[place].startswith(" " * column + "- "):
        return None
    written = f"- {_NUMBER.sub('', text.strip())}"
    name = f"line {place + 1}"
    message = f"this line stands below the “-” of {name}, and has none itself"
    problem = failure.problem("U103", number, column, message, "begin it with “- ”")
    entry = outlined(failure.lines[place])
    if text.strip()[:1].islower() or entry.is_field:
        width = spaces(entry.column + 2 if entry.is_field else column + 2)
        remedy = (
            f"begin it with {width} if it goes on with {name}; if it is an entry of its own, write it as  {written}"
        )
        problem = failure.problem("U103", number, column, message, remedy)
        return Fault(problem, number, " " * (entry.column + 2) + text.strip(), repaired=True)
    otherwise = f"if it goes on with the line above, begin it with {spaces(column + 2)}"
    return Fault(problem, number, " " * column + written, repair=" " * column + written, otherwise=otherwise)


def _stands_at(failure: Failure, number: int, column: int) -> bool:
    text = failure.lines[number]
    return bool(text.strip()) and indent(text) <= column


def _other_comment(failure: Failure, number: int) -> Fault | None:
    """A note as other languages have them: `// …`, `<!-- … -->`."""
    found = _OTHER_COMMENT.match(failure.lines[number])
    if found is None:
        return None
    column = indent(failure.lines[number])
    message = "this line is neither “field: text” nor an entry of a list"
    remedy = f"a note to yourself begins with #:  # {found['rest']}"
    return Fault(failure.problem("U103", number, column, message, remedy), number, "", repaired=True)


def _below_its_dash(failure: Failure, number: int) -> Fault | None:
    """The text of an entry in the line below its `-`, and in the same column."""
    upper = above(failure.lines, number)
    if upper is None or failure.lines[upper].strip() != "-":
        return None
    text = failure.lines[number]
    message = f"the text of the entry in line {upper + 1} stands in the column of its “-”"
    remedy = f"write both in one line, as  - {text.strip()}"
    problem = failure.problem("U103", number, indent(text), message, remedy)
    return Fault(problem, number, "  " + text, repaired=True)


def _belongs_above(failure: Failure, number: int) -> Fault | None:
    return lost_text(failure.lines, failure.file, number)


def _below_its_field(failure: Failure, number: int) -> Fault | None:
    return below_its_field(failure.lines, failure.file, number)


_LOOKS: tuple[Callable[[Failure, int], Fault | None], ...] = (
    _tight_dash,
    _tight_colon,
    _other_sign,
    _quoted_whole,
    _starred,
    _missing_colon,
    _other_comment,
    _below_its_dash,
    _missing_dash,
    _belongs_above,
    _below_its_field,
)
