"""The examples of `undersigned.codes`, brought about: the workspace that each is written into, and its command."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from tests import workspaces
from undersigned.codes import Explanation

CAMPAIGN = "campaigns/x/campaign.yaml"
_KEY = re.compile(r"^([\w-]+):", re.MULTILINE)
_PRINTED = re.compile(r"^\S+:\d+:\d+: (U\d{3}) ", re.MULTILINE)

Prepare = Callable[[Path], None]
PREPARED: Mapping[str, Prepare] = {}
"""What must be there before an example, where lines cannot tell it: Word files that came back, and the like."""


def bring_about(explanation: Explanation, root: Path) -> workspaces.Run:
    """Runs the example of a code in a workspace below `root`; gives back what its last command printed."""
    files = {CAMPAIGN: workspaces.JOINT, "campaigns/x/sign-ons.yaml": workspaces.SIGN_ONS}
    commands = ["check x"]
    for example in explanation.examples:
        if example.language == "sh":
            commands = [line.removeprefix("undersigned ") for line in example.text.splitlines()]
        elif example.file:
            files[example.file] = example.text
            if example.language in ("text", "markdown") and "/" not in example.file:
                commands = [f"check {example.file}"]
        else:
            files[CAMPAIGN] = _with(workspaces.JOINT, example.text)
    workspaces.build(root, files)
    if explanation.code in PREPARED:
        PREPARED[explanation.code](root)
    for command in commands:
        run = workspaces.run(root, *_words(command))
    return run


def codes(run: workspaces.Run) -> set[str]:
    """The codes of the problems that a command printed."""
    return set(_PRINTED.findall(run.err))


def _with(campaign: str, lines: str) -> str:
    """A campaign that says what the lines say, and of the keys that they name nothing else."""
    for key in _KEY.findall(lines):
        campaign = re.sub(rf"^{key}:.*\n(?:[ \-].*\n|\n)*", "", campaign, flags=re.MULTILINE)
    return campaign + lines


def _words(command: str) -> list[str]:
    import shlex

    return shlex.split(command)
