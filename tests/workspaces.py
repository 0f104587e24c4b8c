"""A small workspace to test with, and the command line run inside it.

The workspace has a register, facts, addressees, a file of demand blocks and one campaign for each kind of document. It
holds as little as a reader can keep in the head; the stock kinds and blocks come with the program.
"""

from __future__ import annotations

import contextlib
import io
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from undersigned.document import Document
from undersigned.problems import Problem, Refused
from undersigned.rendering import Order, Renderer
from undersigned.workspace import Workspace

REGISTER = """\
north-network: {name: North Network, acronym: NN, scope: regional}
east-lawyers: {name: The East Lawyers, scope: national, country: Eastland}
zebra-union: {name: Zebra Union, scope: international, names: {fr: Union Zèbre}}
north-network-asia: {name: North Network, acronym: NN, region: Asia, parent: north-network}
"""

PEOPLE = """\
jane-doe: {name: Jane Doe, titles: Professor, affiliation: East University}
"""

FACTS = """\
arrests:
  text: Twelve people were arrested on 3 June 2020.
  date: 2020-06-03
  sources:
    - {author: East Lawyers, title: Arrests in June, date: 2020-07-01, url: "https://example.org/arrests"}
plain-fact:
  text: The law came into force in April.
"""

ADDRESSEES = """\
government: {name: the Government of Eastland, kind: state, possessive: its}
parliament: {name: the Parliament of Eastland, kind: body}
commission: {name: the Commissioners, kind: office, plural: true}
donors: {name: the donors, kind: group, members: [first-donor, second-donor, third-donor]}
first-donor: {name: Aland, kind: state}
second-donor: {name: the Bislands, kind: state, plural: true}
third-donor: {name: Ceeland, kind: state}
minister:
  name: Alex Able
  kind: person
  formal: Dr Alex Able
  style: His Excellency
  honorific: Mr
  office: Minister of Justice
  organisation: Ministry of Justice
  greeting: Minister Able
  address: [1 Long Street, Eastville]
"""

INSTRUMENTS = """\
treaty: {name: the Treaty of Eastville, short: the Treaty, date: 1999-05-04, names: {fr: le traité d’Eastville}}
"""

BLOCKS = """\
open-prisons:
  topic: testing
  act: open the prisons to independent visitors
  noun: the opening of the prisons to independent visitors
  gerund: opening the prisons to independent visitors
  sentence: The prisons are opened to independent visitors.
  detail: Visits should come without notice.
  verb: Urges
mend-law:
  topic: testing
  parameters:
    law: {example: the Assembly Law, kind: list}
    how: {example: quickly, default: without delay, kind: list}
  act: amend {{ law }} {{ how }} and meet {{ its }} obligations
  noun: the amendment of {{ law }} {{ how }}
  gerund: amending {{ law }} {{ how }}
  sentence: The law named {{ law }} is amended {{ how }}.
  verb: Calls upon
  languages:
    fr:
      imperative: Modifier {{ law }}
"""

JOINT = """\
title: Open letter on Eastland
documents:
  joint-letter:
date: 2020-07-21
place: Geneva
subject: Prisons in Eastland
target: government
addressees:
  - use: donors
cc: [The President of Eastland]
opening: |
  We, the undersigned {{ signatories.count }} organisations, write to {{ addressees.names }}.
body: |
  {{ fact("arrests") }}
demands:
  - use: open-prisons
  - use: mend-law
    with: {law: the Assembly Law}
"""

COUNCIL = """\
title: Letter to the Council
documents:
  council-letter:
date: 2020-07-21
place: Geneva
subject: A resolution on Eastland
target: government
addressees: [{use: parliament}]
body: |
  The situation is grave.[^grave]

  [^grave]: See the annex.
demands:
  - verb: Condemns
    operative: the attacks on lawyers
  - use: open-prisons
  - use: mend-law
    with: {law: the Assembly Law}
annexes:
  - heading: Annex
    body: What was said.
"""

REQUEST = """\
title: Request
documents:
  request-letter:
date: 2020-07-21
addressees: [{use: minister}]
cc: [First copy, Second copy]
body: |
  We urge you {{ ask("mend-law", law="the Assembly Law") }}.
target: {id: you, name: you, possessive: your}
"""

NEWS = """\
title: Organisations ask for open prisons
documents:
  news-item:
date: 2020-07-21
place: Geneva
standfirst: A letter asks for open prisons.
sender: {organisation: North Network, contact: {name: Jane Doe, email: jane@example.org}}
target: government
opening: |
  Organisations wrote a letter.
demands:
  - use: open-prisons
  - use: mend-law
    with: {law: the Assembly Law}
tags: [Prisons, Law]
credit: "Photo: Jane Doe"
"""

NEWSLETTER = """\
title: PRISONS
documents:
  newsletter:
masthead: [THE NEWS, www.example.org]
standfirst: Prisons, in one sentence.
body: |
  What happened.

  ## Background

  See {{ campaign("joint").title }}.
tags: [Prisons]
"""

SIGN_ONS = """\
signatories:
  - zebra-union
  - north-network
  - {id: east-lawyers, as: East Lawyers}
"""

CAMPAIGNS = {
    "joint": "joint-letter",
    "council": "council-letter",
    "request": "request-letter",
    "news": "news-item",
    "paper": "newsletter",
}
"""The campaigns of the workspace, and the one document that each has."""

FILES: Mapping[str, str] = {
    "signatories/organisations.yaml": REGISTER,
    "signatories/people.yaml": PEOPLE,
    "campaigns/shared/facts.yaml": FACTS,
    "campaigns/shared/addressees.yaml": ADDRESSEES,
    "campaigns/shared/instruments.yaml": INSTRUMENTS,
    "templates/demands/testing.yaml": BLOCKS,
    "campaigns/joint/campaign.yaml": JOINT,
    "campaigns/joint/sign-ons.yaml": SIGN_ONS,
    "campaigns/council/campaign.yaml": COUNCIL,
    "campaigns/council/sign-ons.yaml": SIGN_ONS,
    "campaigns/request/campaign.yaml": REQUEST,
    "campaigns/request/sign-ons.yaml": SIGN_ONS,
    "campaigns/news/campaign.yaml": NEWS,
    "campaigns/paper/campaign.yaml": NEWSLETTER,
}


def build(root: Path, changes: Mapping[str, str | bytes | None] | None = None) -> Path:
    """Writes the workspace below `root`, with some files otherwise (None: not there), and gives `root` back."""
    for name, content in {**FILES, **(changes or {})}.items():
        path = root / name
        if content is None:
            path.unlink(missing_ok=True)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


@dataclass(frozen=True, slots=True)
class Run:
    """What a command gave back: its exit status and what it printed."""

    status: int
    out: str
    err: str


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def run(root: Path, *arguments: str, terminal: bool = False) -> Run:
    """Runs the command line in `root`, in this process, its errors on a terminal if wanted. What it does not catch
    itself is not caught here either."""
    from undersigned.cli import run as main

    out, err = io.StringIO(), _Terminal() if terminal else io.StringIO()
    status: Any = 0
    with (
        contextlib.chdir(root),
        mock.patch.object(sys, "argv", ["undersigned", *arguments]),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        try:
            main()
        except SystemExit as leaving:
            status = leaving.code or 0
    return Run(int(status), out.getvalue(), err.getvalue())


def documents(root: Path, slug: str = "joint", *, each_addressee: bool = False) -> dict[str, Document]:
    """The drafted documents of a campaign by the path of their files. Raises `Refused`."""
    letters = Renderer(Workspace(root)).letters(Order((slug,), each_addressee=each_addressee))
    return {letter.path: letter.document for letter in letters}


def markdown(root: Path, slug: str = "joint") -> str:
    """The Markdown of a campaign's only document. Raises `Refused`."""
    from undersigned.writers import markdown as writer

    (document,) = documents(root, slug).values()
    return writer.write(document)


def problems(root: Path, slug: str = "joint") -> tuple[Problem, ...]:
    """What is wrong with a campaign; nothing where it can be drafted."""
    try:
        documents(root, slug)
    except Refused as refused:
        return refused.problems
    return ()
