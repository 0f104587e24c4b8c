"""Why what stands in `{{ … }}` or `{% … %}` cannot be read: every place of a text, each with what to write instead."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from undersigned.braces import At, Braces, braces
from undersigned.nearest import nearest
from undersigned.problems import Problem, Span
from undersigned.sandbox import Function, View

Readable = Callable[[str], bool]

_CURLY = str.maketrans({**dict.fromkeys("“”„‟«»″", '"'), **dict.fromkeys("‘’‚‛′`´", "'")})
_FIRST = r"\s*([A-Za-z_][\w.]*(?:\([^(){}\n]*\))?)"
_TWO_WORDS = r"\s*([A-Za-z_]\w*)\s*[ ,:;/]\s*([A-Za-z_][\w-]*)\s*"
_CALLED_OTHERWISE = r"""\s*([A-Za-z_]\w*)\s*[:=\[]?\s*["'“”‘’]?([\w-]+)["'“”‘’]?\s*\]?\s*"""
_WORDS_IN_BRACKETS = r"""\s*([A-Za-z_]\w*)\(([^()"'{}]+)\)\s*"""
_TEXT = r"""\"[^"]*\"|'[^']*'"""
_ARGUMENTS = rf"(?:{_TEXT}|[^,\"'()])+"
_SEVERAL_WORDS = r"[^\W\d][\w.–-]*(?:\.|\s[\s\w.–-]*)"
_LONGEST = 40


def cannot_be_read(span: Span) -> Problem:
    """What is said of a place where nothing more is known."""
    remedy = "check brackets, quotation marks, and that each {% if … %} or {% block … %} has its end"
    return Problem("U501", span, "what stands in {{ … }} or {% … %} here cannot be read", remedy)


def unreadable(text: str, at: At, readable: Readable, names: Mapping[str, Any]) -> Iterator[Problem]:
    """What is wrong with each `{{ … }}` of a text that cannot be read; `names` are those that stand for something."""
    for found in braces(text):
        if found.end is None:
            yield _unclosed(found, text, at)
        elif not readable(text[found.start : found.end]):
            yield _unread(found, at, readable, names)
        else:
            yield from _joined_texts(found, at)


def _joined_texts(found: Braces, at: At) -> Iterator[Problem]:
    """Two texts in quotation marks without a comma between them, which would be read as one."""
    texts = list(re.finditer(_TEXT, found.inside))
    between = [(one.end(), other.start()) for one, other in pairwise(texts)]
    in_call = found.inside.find("(")
    gaps = [(end, start) for end, start in between if not found.inside[end:start].strip() and 0 <= in_call < end]
    if gaps:
        mended = found.inside
        for end, start in reversed(gaps):
            mended = f"{mended[:end]}, {mended[start:]}"
        message = f"a comma is missing behind {found.inside[: gaps[0][0]].strip()}"
        yield Problem("U501", at(found.start + 2 + gaps[0][0] - 1), message, _write(mended))


def _unclosed(found: Braces, text: str, at: At) -> Problem:
    span = at(found.start)
    inside = found.inside.split("\n")[0]
    single = inside.find("}")
    meant = inside[:single] if single >= 0 else _beginning(inside)
    remedy = f"write {{{{ {meant.strip()} }}}}" if meant.strip() else "write }} behind it"
    if single >= 0:
        return Problem("U511", span, f"{{{{ is closed by one brace, in “{{{{{inside[: single + 1]}”", remedy)
    if "{" in inside or text.startswith("{{{", found.start):
        remedy = "write two braces on each side, as {{ title }}"
    return Problem("U511", span, "{{ is not closed: there is no }} behind it", remedy)


def _beginning(inside: str) -> str:
    found = re.match(_FIRST, inside)
    return found[1].rstrip(".") if found else ""


def _unread(found: Braces, at: At, readable: Readable, names: Mapping[str, Any]) -> Problem:
    inside = found.inside
    span = at(found.start)
    if not inside.strip(" \n\t-"):
        return Problem("U501", span, "there is nothing between {{ and }}", "write a name there, or take the braces out")
    straight = inside.translate(_CURLY)
    if '"' not in straight and straight.count("'") > inside.count("'"):
        straight = straight.replace("'", '"')
    if straight != inside:
        first = next(place for place, (one, other) in enumerate(zip(inside, straight, strict=True)) if one != other)
        remedy = _write(straight) if readable(f"{{{{{straight}}}}}") else 'write straight ones: "…"'
        curly = at(found.start + 2 + first)
        return Problem("U512", curly, f"inside {{{{ … }}}} quotation marks are straight, not {inside[first]}", remedy)
    for message, repaired in _repairs(inside, names):
        if readable(f"{{{{{repaired}}}}}"):
            return Problem("U501", span, message, _write(repaired))
    message = f"{{{{ {_short(inside)} }}}} cannot be read"
    if re.match(_TWO_WORDS, inside):
        remedy = 'write one name, as {{ title }}, or a call, as {{ fact("id") }}; other words belong outside the braces'
        return Problem("U501", span, message, remedy)
    return Problem("U501", span, message, "check its brackets, quotation marks and signs")


def _repairs(inside: str, names: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What may be wrong with an expression, and how it would read without that, the likeliest first."""
    words = re.fullmatch(_TWO_WORDS, inside)
    owner = names.get(words[1]) if words else None
    if words and isinstance(owner, View) and hasattr(owner, words[2]) and not isinstance(owner, Function):
        yield f"a dot is missing between “{words[1]}” and “{words[2]}”", f"{words[1]}.{words[2]}"
    called = re.fullmatch(_CALLED_OTHERWISE, inside)
    if called and isinstance(names.get(called[1]), Function):
        yield f"“{called[1]}” wants brackets", f'{called[1]}("{called[2]}")'
    plain = re.fullmatch(_WORDS_IN_BRACKETS, inside)
    if plain and isinstance(function := names.get(plain[1]), Function):
        known = function.known() if function.known else None
        meant = nearest(plain[2], known or ()) or plain[2].strip()
        yield f"what stands in {plain[1]}(…) wants quotation marks", f'{plain[1]}("{meant}")'
    yield "a colon stands where “=” belongs", re.sub(r"""([(,]\s*\w+)\s*:\s*(?=["'\d\[])""", r"\1=", inside)
    called = re.fullmatch(r"\s*([A-Za-z_]\w*)\((.*)\)\s*", inside)
    if called and isinstance(names.get(called[1]), Function):
        given = [one.strip() for one in re.findall(_ARGUMENTS, called[2])]
        quoted = [_quoted(one) for one in given]
        if quoted != given:
            yield f"words in {called[1]}(…) stand without quotation marks", f"{called[1]}({', '.join(quoted)})"
    yield "there are braces too many", re.sub(r"[{}]", "", inside)
    joined = "_".join(inside.split())
    if joined in names:
        yield f"“{inside.strip()}” is one name", joined
    if inside.count('"') % 2 or inside.count("'") % 2:
        sign = '"' if inside.count('"') % 2 else "'"
        message = "a quotation mark is missing"
        yield message, re.sub(rf"\((?=[^{sign}]*{sign})", f"({sign}", inside, count=1)
        yield message, re.sub(r"\s*(?=\)\s*$)", sign, inside, count=1)
        yield message, f"{inside.rstrip()}{sign}"
        yield "a quotation mark and a bracket are missing", f"{inside.rstrip()}{sign})"
    opened, closed = inside.count("("), inside.count(")")
    if opened > closed:
        yield "a bracket is not closed", inside.rstrip() + ")" * (opened - closed)
    if closed > opened:
        yield "there is a bracket too many", inside[::-1].replace(")", "", closed - opened)[::-1]
    yield "a dot too many stands here", re.sub(r"\.(?=\s*$)|(?<=\.)\.+|^\s*\.", "", inside)
    yield "a sign stands behind the name", inside.rstrip(" .,;:!?")
    yield "a comma is missing", re.sub(r"""(?<=["'\d])\s+(?=["'\w])""", ", ", inside)
    yield "a comma stands where none belongs", re.sub(r",\s*(?=\))|(?<=\()\s*,", "", inside)


def _quoted(argument: str) -> str:
    """What a call is given, in quotation marks if it is several words or ends with a full stop."""
    found = re.fullmatch(rf"(\w+\s*=\s*)?({_SEVERAL_WORDS})", argument)
    return f'{found[1] or ""}"{found[2]}"' if found else argument


def _write(inside: str) -> str:
    return f"write {{{{ {' '.join(inside.split())} }}}}"


def _short(inside: str) -> str:
    words = " ".join(inside.split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"


# --- statements of templates ------------------------------------------------------------------------------------------

_HIDDEN = r"(?s)\{#.*?#\}|\{%-?\s*raw\s*-?%\}.*?\{%-?\s*endraw\s*-?%\}"
_STATEMENT = r"\{%[-+]?\s*(\w+)((?:[^%]|%(?!\}))*?)[-+]?%\}"
_ENDED = ("autoescape", "block", "call", "filter", "for", "if", "macro", "set", "with")
_IN_PROSE = re.compile(r"\{#|\{%(?:[-+]?\s*(end\w*|else|elif)\b)?")
_TAGS = (*_ENDED, *(f"end{tag}" for tag in _ENDED), "elif", "else", "extends", "from", "import", "include", "do")


def statements(text: str, at: At) -> Iterator[Problem]:
    """Statements and comments in prose; what ends or goes on with a statement is said with it."""
    begun = False
    for found in _IN_PROSE.finditer(text):
        if begun and found[1]:
            continue
        begun = begun or found[0] != "{#"
        what = "a comment" if found[0] == "{#" else "a statement"
        remedy = "use {{ … }} only, or put a template into the campaign’s folder"
        yield Problem("U504", at(found.start()), f"{what} of a template stands in prose", remedy)


def unreadable_template(text: str, at: At, readable: Readable, names: Mapping[str, Any]) -> Iterator[Problem]:
    """What is wrong with each tag of a template that cannot be read, and with those that have no end."""
    shown = re.sub(_HIDDEN, lambda hidden: re.sub(r"[^\n]", " ", hidden[0]), text)
    yield from unreadable(shown, at, readable, names)
    statements = list(re.finditer(_STATEMENT, shown))
    closed = {found.start() for found in statements}
    for found in re.finditer(r"\{%", shown):
        if found.start() not in closed:
            yield Problem("U511", at(found.start()), "{% is not closed: there is no %} behind it", "write %} behind it")
    unknown = [found for found in statements if found[1] not in _TAGS]
    for found in unknown:
        joined = found[1] + (found[2].split() or [""])[0]
        meant = nearest(found[1], _TAGS)
        remedy = f"did you mean {{% {meant} %}}?" if meant else "see the stock templates for what there is"
        remedy = f"write {{% {joined} %}}" if joined in _TAGS else remedy
        yield Problem("U501", at(found.start()), f"there is no statement “{found[1]}”", remedy)
    for found in statements:
        yield from _curly(found, at)
    yield from () if unknown else _unended(statements, at)


def _curly(found: re.Match[str], at: At) -> Iterator[Problem]:
    """Curly quotation marks in a statement, but for those inside straight ones."""
    bare = re.sub(_TEXT, lambda text: "_" * len(text[0]), found[0])
    first = next((place for place, sign in enumerate(bare) if ord(sign) in _CURLY), None)
    if first is not None:
        message = f"inside {{% … %}} quotation marks are straight, not {bare[first]}"
        yield Problem("U512", at(found.start() + first), message, f"write {found[0].translate(_CURLY)}")


def _unended(statements: list[re.Match[str]], at: At) -> Iterator[Problem]:
    """Statements whose end is missing, and ends without a beginning."""
    opened: list[re.Match[str]] = []
    for found in statements:
        tag = found[1]
        if tag in _ENDED and not (tag == "set" and "=" in found[2]):
            opened.append(found)
        elif tag.startswith("end"):
            wanted = tag.removeprefix("end")
            while opened and opened[-1][1] != wanted and any(one[1] == wanted for one in opened):
                yield _without_end(opened.pop(), at)
            if opened and opened[-1][1] == wanted:
                opened.pop()
            else:
                message = f"{{% {tag} %}} ends what was not begun"
                yield Problem("U501", at(found.start()), message, f"take it out, or write {{% {wanted} … %}} before it")
    for found in opened:
        yield _without_end(found, at)


def _without_end(found: re.Match[str], at: At) -> Problem:
    message = f"{{% {found[1]} … %}} has no end"
    return Problem("U501", at(found.start()), message, f"write {{% end{found[1]} %}} where it ends")
