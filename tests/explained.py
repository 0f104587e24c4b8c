"""The examples of `undersigned.codes`, brought about: the workspace that each is written into, and its command.

The examples of one code belong together, as a block of the library and the campaign that uses it. Where a file comes
again that is written already, the next example begins there, in a workspace of its own.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

from tests import workspaces
from tests.prepared import PREPARED, nothing
from undersigned.codes import Example, Explanation

CAMPAIGN = "campaigns/x/campaign.yaml"
_COMMANDS = "sh"
_KEY = re.compile(r"^([\w-]+):", re.MULTILINE)
_PRINTED = re.compile(r"^.+?:\d+:\d+: (U\d{3}) (?:(warning|advice): )?", re.MULTILINE)
_ENCODINGS = {"U101": "windows-1252"}
"""The encoding in which examples are written, where it is another than UTF-8."""


def bring_about(explanation: Explanation, root: Path) -> list[workspaces.Run]:
    """Runs each example of a code in a workspace of its own below `root`; gives back what the last commands printed."""
    return [
        _run(explanation.code, examples, root / str(number))
        for number, examples in enumerate(_apart(explanation.examples))
    ]


def codes(run: workspaces.Run) -> set[tuple[str, str]]:
    """The codes of the problems that a command printed, with their severities."""
    return {(code, severity or "error") for code, severity in _PRINTED.findall(run.err)}


def _apart(examples: tuple[Example, ...]) -> Iterator[list[Example]]:
    together: list[Example] = []
    for example in examples:
        if _target(example) in map(_target, together):
            yield together
            together = []
        together.append(example)
    yield together


def _target(example: Example) -> str:
    return _COMMANDS if example.language == _COMMANDS else example.file or CAMPAIGN


def _run(code: str, examples: list[Example], root: Path) -> workspaces.Run:
    workspaces.build(root, {CAMPAIGN: workspaces.JOINT, "campaigns/x/sign-ons.yaml": workspaces.SIGN_ONS})
    PREPARED.get(code, nothing)(root)
    commands = ["check x"]
    for example in examples:
        if example.language == _COMMANDS:
            commands = [line.removeprefix("undersigned ") for line in example.text.splitlines()]
            continue
        path = root / _target(example)
        path.parent.mkdir(parents=True, exist_ok=True)
        text = example.text if example.file else _with(workspaces.JOINT, example.text)
        path.write_text(text, encoding=_ENCODINGS.get(code, "utf-8"))
        if example.language in ("text", "markdown") and "/" not in example.file:
            commands = [f"check {example.file}"]
    for command in commands:
        run = workspaces.run(root, *shlex.split(command.replace("␇", "\a")))
    return run


def _with(campaign: str, lines: str) -> str:
    """A campaign that says what the lines say, and of the keys that they name nothing else."""
    for key in _KEY.findall(lines):
        campaign = re.sub(rf"^{key}:.*\n(?:[ \-].*\n|\n)*", "", campaign, flags=re.MULTILINE)
    return campaign + lines
