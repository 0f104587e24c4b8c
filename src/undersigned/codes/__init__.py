"""What each code means, with an example that brings it about: for `check --explain`, and for the table in the README.

The texts lie beside this file, `U1.md` to `U9.md`, a section a code:

    # U104 error
    A tab stands where spaces are wanted.

    Why it is wrong, and what to do: a paragraph or two.

    ```yaml
    signatories:
    →order: listed
    ```

The first line below the heading sums it up. Each block in fences is an example, `Example` says of what.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

from undersigned.problems import Severity

_HEADING = re.compile(r"^# (U\d{3}) (error|warning|advice)\n", re.MULTILINE)
_FENCE = re.compile(r"^```(\w+)(?: ([^\n]+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Example:
    """Lines that bring a problem about: of `file`, else of a campaign (`yaml`), or commands (`sh`)."""

    language: str
    file: str
    text: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a code means: `summary` is one sentence, `text` the paragraphs below it."""

    code: str
    severity: Severity
    summary: str
    text: str
    examples: tuple[Example, ...]


@cache
def explanations() -> dict[str, Explanation]:
    """What every code means, in the order of the codes."""
    files = sorted(Path(__file__).parent.glob("U*.md"))
    found = [one for file in files for one in _explanations(file.read_text(encoding="utf-8"))]
    return {one.code: one for one in sorted(found, key=lambda one: one.code)}


def _explanations(source: str) -> Iterator[Explanation]:
    _, *sections = _HEADING.split(source)
    for code, severity, body in zip(sections[::3], sections[1::3], sections[2::3], strict=True):
        examples = tuple(Example(language, file, text) for language, file, text in _FENCE.findall(body))
        summary, _, text = _FENCE.sub("", body).strip().partition("\n")
        yield Explanation(code, cast(Severity, severity), summary.strip(), text.strip(), examples)
