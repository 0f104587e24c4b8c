"""New workspaces and campaigns: commented files that render at once.

What `init` writes lies beside this file in `example/`, as it will lie in the workspace; what `new` writes is the file
`new.yaml` of the kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from undersigned.problems import Problem, Refused, Span, did_you_mean
from undersigned.rendering import Output
from undersigned.workspace import Workspace

EXAMPLE_SLUG = "example"
_EXAMPLE = Path(__file__).parent / "example"
# A file of this name would be obeyed where it lies, and packed into no wheel.
_RENAMED = {"gitignore": ".gitignore"}

_SIGN_ONS = """\
# Who has been asked and who has signed. The id of an organisation in signatories/organisations.yaml is enough:
#   - example-network
# or say more:
#   - {id: example-lawyers, status: invited}      # invited, pending, conditional, confirmed, declined or withdrawn
#   - {id: example-network, as: "The Example Network (ENHR)"}     # as this letter alone prints the name
signatories: []
# withheld: 2       # how many sign without being named: they are counted, and named nowhere
"""


def workspace_files() -> Iterator[Output]:
    """The files of a new workspace: an example, and the stock letterhead to redesign in Word."""
    from undersigned.writers.docx import stock_letterhead

    for file in sorted(_EXAMPLE.rglob("*")):
        if file.is_file():
            path = file.relative_to(_EXAMPLE).as_posix()
            yield Output(_RENAMED.get(path, path), file.read_bytes())
    yield Output("templates/letterhead.docx", stock_letterhead())


def campaign_files(workspace: Workspace, slug: str, kind: str) -> Iterator[Output]:
    """The files of a new campaign. Raises `Refused` for a slug that is none or taken, and for an unknown kind."""
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug):
        message = f"“{slug}” cannot be the name of a campaign’s folder"
        remedy = "use small letters, digits and hyphens, as 2026-open-letter"
        raise Refused([Problem("U207", Span(f"campaigns/{slug}"), message, remedy)])
    if (workspace.campaigns / slug).exists():
        message = f"there is a campaign “{slug}” already"
        raise Refused([Problem("U208", Span(f"campaigns/{slug}"), message, "choose another name")])
    scaffold = workspace.find_template(f"letters/{kind}/new.yaml")
    if scaffold is None:
        known = workspace.kinds()
        remedy = did_you_mean(kind, known) or f"known kinds: {', '.join(known)}"
        message = f"there is no kind of document “{kind}” to begin with"
        raise Refused([Problem("U305", Span(f"templates/letters/{kind}"), message, remedy)])
    yield Output(f"campaigns/{slug}/campaign.yaml", workspace.read_text(scaffold).encode())
    yield Output(f"campaigns/{slug}/sign-ons.yaml", _SIGN_ONS.encode())
