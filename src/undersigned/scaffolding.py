"""New workspaces and campaigns: commented files that render at once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from undersigned.problems import Problem, Refused, Span, did_you_mean
from undersigned.rendering import Output
from undersigned.workspace import Workspace

_GITIGNORE = """\
# Rendered letters can be made again at any time.
out/
# Contacts and the names of those who must not be named stay on this machine.
signatories/private/
"""

_ORGANISATIONS = """\
# The register of organisations: each once, with its name exactly as it is to appear in letters.
# The id on the left is what sign-ons.yaml refers to.
example-network:
  name: Example Network for Human Rights
  acronym: ENHR
  scope: international          # international, regional, national or local
example-lawyers:
  name: Example Lawyers’ Association
  scope: national
  country: Exampleland
"""

_PEOPLE = """\
# People who sign, for an organisation or in a personal capacity. An entry looks like this:
# jane-doe:
#   name: Jane Doe
#   titles: Professor
#   affiliation: Example University
{}
"""

_FACTS = """\
# Facts that letters share: one sentence each, with the sources it can be checked in. A letter uses one with
# {{ fact("example-arrests") }}, which puts the sentence and its note.
example-arrests:
  text: In June 2026 the police arrested twelve people for taking part in a peaceful assembly.
  date: 2026-06
  sources:
    - {author: Example Lawyers’ Association, title: Arrests in June, date: 2026-07-01}
"""

_ADDRESSEES = """\
# Who receives letters, and who must act. “name” is how it stands inside a sentence, with its article.
example-government: {name: the Government of Exampleland, kind: state, possessive: its}
example-minister:
  name: Alex Example
  kind: person
  honorific: Mr
  office: Minister of Justice of Exampleland
  greeting: Minister Example
"""

_INSTRUMENTS = """\
# Treaties and laws that demands rest on.
iccpr: {name: International Covenant on Civil and Political Rights, short: ICCPR, date: 1966-12-16}
"""

_SIGN_ONS = """\
# Who has been asked and who has signed. A line with an id of signatories/organisations.yaml is enough:
#   - example-network
# or say more:
#   - {id: example-lawyers, status: invited}      # invited, pending, conditional, confirmed, declined, withdrawn
#   - {id: example-network, as: "The Example Network (ENHR)"}     # as this letter prints the name
# withheld: 2        # how many sign without being named; they are counted, and nowhere else
signatories: %s
"""

EXAMPLE_SLUG = "example"


def workspace_files(workspace: Workspace) -> Iterator[Output]:
    """The files of a new workspace, with an example campaign and the stock letterhead to redesign in Word."""
    from undersigned.writers.docx import stock_letterhead

    yield Output(".gitignore", _GITIGNORE.encode())
    yield Output("signatories/organisations.yaml", _ORGANISATIONS.encode())
    yield Output("signatories/people.yaml", _PEOPLE.encode())
    yield Output("campaigns/shared/facts.yaml", _FACTS.encode())
    yield Output("campaigns/shared/addressees.yaml", _ADDRESSEES.encode())
    yield Output("campaigns/shared/instruments.yaml", _INSTRUMENTS.encode())
    yield Output("templates/letterhead.docx", stock_letterhead())
    yield from campaign_files(workspace, EXAMPLE_SLUG, "joint-letter", signing=("example-network", "example-lawyers"))


def campaign_files(workspace: Workspace, slug: str, kind: str, signing: tuple[str, ...] = ()) -> Iterator[Output]:
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
        raise Refused(
            [Problem("U305", Span("--document"), f"there is no kind of document “{kind}” to begin with", remedy)]
        )
    listed = "".join(f"\n  - {name}" for name in signing) or "[]"
    yield Output(f"campaigns/{slug}/campaign.yaml", workspace.read_text(scaffold).encode())
    yield Output(f"campaigns/{slug}/sign-ons.yaml", (_SIGN_ONS % listed).encode())
