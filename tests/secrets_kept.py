"""Campaigns in which some sign without being named, to be run twice with other secrets, and looked through for them."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from functools import cache
from pathlib import Path
from typing import Any
from unittest import mock

from hypothesis import strategies as st
from lxml.etree import _Element as Element
from typer.main import get_command

from tests.filling import W, edited, filled
from tests.workspaces import Run, build, run

PRIVATE = "signatories/private"
WITHHELD = f"{PRIVATE}/joint/withheld.yaml"
PREPARED = f"{PRIVATE}/joint/sign-off"
INBOX = f"{PRIVATE}/inbox"
"""What came in. It lies in the private folder, as everything does that names those who must not be named."""

REGISTER = """\
north-network: {name: North Network, acronym: NN, scope: regional, country: Northland}
east-lawyers: {name: The East Lawyers, scope: national, country: Eastland}
zebra-union: {name: Zebra Union, scope: international, names: {fr: Union Zèbre}}
delta-house: {name: Delta House, scope: local, country: Eastland, aliases: [House of the Delta]}
"""
IDS = ("north-network", "east-lawyers", "zebra-union", "delta-house")
EXAMPLES = "templates/demands/testing.yaml"
SIGNOFF = "{version: v1, deadline: 2099-05-15 18:00, time_zone: Europe/Zurich, contact: sign@example.org}"


# --- what is public ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Campaign:
    """All that may be known of a campaign: its files, and of each of the withheld the status and the version."""

    files: Mapping[str, str]
    withheld: tuple[tuple[str, str], ...]

    @property
    def number(self) -> int:
        return sum(status == "confirmed" for status, _ in self.withheld)


SENTENCES = (
    "We, the undersigned {{ signatories.count }}, write to you.",
    "We are {{ signatories.organisations }} organisations and {{ signatories.individuals }} individuals.",
    "We are {{ signatories.national }} national and {{ signatories.international }} international organisations.",
    "We are {{ signatories.scopes }} organisations from {{ signatories.countries }} countries.",
    "{{ signatories.lead }} and {{ signatories.others }} others write to you.",
)
LISTINGS: Mapping[str, Sequence[Any]] = {
    "order": ("alphabetical", "listed"),
    "group_by": ("none", "scope", "country", "class"),
    "columns": (1, 2),
    "numbered": (True, False),
    "acronyms": (True, False),
    "countries": ("none", "comma"),
}


@st.composite
def campaigns(draw: st.DrawFn) -> Campaign:
    """Any small campaign: who is named, how they are listed and counted, and who is withheld."""
    statuses = st.sampled_from(["confirmed", "confirmed", "invited", "pending", "conditional", "declined", "withdrawn"])
    named = draw(st.lists(st.tuples(st.sampled_from(IDS), statuses), max_size=3, unique_by=lambda one: one[0]))
    withheld = tuple(draw(st.lists(st.tuples(statuses, st.sampled_from(["", "v1", "v0"])), min_size=1, max_size=3)))
    number = sum(status == "confirmed" for status, _ in withheld)
    versions = [draw(st.sampled_from(["", ", version: v1", ", version: v0"])) for _ in named]
    entries = "".join(
        f"  - {{id: {name}, status: {status}{version}, contacted: 2026-04-01}}\n"
        for (name, status), version in zip(named, versions, strict=True)
    )
    stated = f"withheld: {number}\n" if number or draw(st.booleans()) else ""
    signing = f"signatories:\n{entries}" if entries else "signatories: []\n"
    return Campaign(
        {
            "signatories/organisations.yaml": REGISTER,
            "campaigns/joint/campaign.yaml": _campaign(draw),
            "campaigns/joint/sign-ons.yaml": signing + stated,
        },
        withheld,
    )


def _campaign(draw: st.DrawFn) -> str:
    listing = {key: draw(st.sampled_from(values)) for key, values in LISTINGS.items()}
    opening = " ".join(draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=2, unique=True)))
    documents = "documents:\n  joint-letter:\n"
    if draw(st.booleans()):
        documents += "  news-item:\n    standfirst: A letter asks for open prisons.\n"
    lines = {
        "title": "Open letter on Eastland",
        "date": "2026-07-21",
        "place": "Geneva",
        "opening": opening,
        "body": 'It is so. {{ fact("arrests") }}',
        "sender": {"organisation": "North Network", "contact": {"name": "Jane Doe", "email": "jane@example.org"}},
        "target": "government",
        "addressees": [{"use": "parliament"}, {"use": "first-donor"}],
        "demands": [{"use": "open-prisons"}],
        "signatories": listing,
    }
    fields = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in lines.items())
    return f"{documents}{fields}signoff: {SIGNOFF}\n"


PLAIN_CAMPAIGN = f"""\
title: Open letter on Eastland
documents:
  joint-letter:
  news-item: {{standfirst: A letter asks for open prisons.}}
date: 2026-07-21
place: Geneva
opening: We, the undersigned {{{{ signatories.count }}}}, write to you.
body: It is so.
sender: {{organisation: North Network, contact: {{name: Jane Doe}}}}
target: government
addressees: [{{use: parliament}}, {{use: first-donor}}]
demands: [{{use: open-prisons}}]
signoff: {SIGNOFF}
"""


# --- what is not ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Secret:
    """All that is known of one withheld signatory, but the status and the version. `file` is what came back from it."""

    name: str
    acronym: str
    country: str
    region: str
    scope: str
    website: str
    kind: str
    contact: str
    email: str
    phone: str
    signer: str
    function: str
    note: str
    condition: str
    how: str
    date: str
    contacted: str
    register_id: str
    file: str

    def entry(self, status: str, version: str) -> dict[str, Any]:
        """What the private file says."""
        said = {
            "name": self.name,
            **{key: getattr(self, key) for key in ("acronym", "country", "region", "scope", "website", "kind")},
            "register_id": self.register_id,
            "contact": {"name": self.contact, "email": self.email, "phone": self.phone, "note": self.note},
            "status": status,
            "date": self.date,
            "how": self.how,
            "version": version,
            "signer": {"name": self.signer, "function": self.function},
            "condition": self.condition,
            "note": self.note,
            "contacted": self.contacted,
        }
        return _stated(said)


def _stated(said: Mapping[str, Any]) -> dict[str, Any]:
    """What somebody says something of."""
    stated = {key: _stated(value) if isinstance(value, Mapping) else value for key, value in said.items()}
    return {key: value for key, value in stated.items() if value}


AWKWARD = (
    "North Network",  # the name of somebody else, who is in the register
    "Zebra Unions",  # nearly the same as one
    '=HYPERLINK("https://example.org")',
    "<script>alert(1)</script>",
    "{{ signatories.count }} {% raw %}",
    "Fédération 中 ع, “Nord”: a # b",
    "[x](y) *z* [^1]: note",
    "'quoted' and \"quoted\"",
    "null",
    "x" * 200,
)
UNLIKE = (
    "Quillfeather",
    "Sörenstam Bündnis",
    "ΩΨ Вместе",
    "O'Hara & Daughters <kin>",
    "=Sum of Us",
    "Federación “Ñandú”",
    "مؤسسة الحق",
    "Xylophone Legal Aid (XLA)",
    "Jötunheim: a trust",
    "Very " * 30 + "Long Alliance",
)
"""Names that have nothing in common with each other or with anybody in the register."""
words = st.one_of(
    st.sampled_from(AWKWARD),
    st.text("abcdeinorst éß中ع", min_size=1, max_size=12).map(lambda text: f"Q{text.strip()}"),
)
days = st.dates(datetime.date(2018, 1, 1), datetime.date(2019, 12, 31)).map(str)


@st.composite
def secrets(draw: st.DrawFn, name: str, *, alike: bool) -> Secret:
    """Anything that could be known of somebody of that name; where `alike`, something is known of everything."""
    maybe = words if alike else st.one_of(st.just(""), words)
    none: list[str] = [] if alike else [""]
    return Secret(
        name=name,
        acronym=draw(maybe),
        country=draw(st.sampled_from([*none, "KE", "Eastland", "Atlantis", "中国"])),
        region=draw(maybe),
        scope=draw(st.sampled_from([*none, "international", "regional", "national", "local"])),
        website=draw(st.sampled_from([*none, "https://example.org/q"])),
        kind=draw(maybe),
        contact=draw(maybe),
        email=draw(st.sampled_from([*none, "q@example.org"])),
        phone=draw(st.sampled_from([*none, "+41 22 000 00 00", "1"])),
        signer=draw(words),
        function=draw(maybe),
        note=draw(maybe),
        condition=draw(maybe),
        how=draw(st.sampled_from([*none, "form", "email", "word of mouth"])),
        date=draw(days),
        contacted=draw(days),
        register_id=draw(st.sampled_from([*none, "q-union", "q-house"])),
        file=draw(st.sampled_from(["a", "q union", "Ünion (1)"])),
    )


@dataclass(frozen=True, slots=True)
class Secrets:
    """A secret for each of the withheld, one for somebody who comes new, and the contacts of those who are named."""

    known: tuple[Secret, ...]
    new: Secret
    contacts: Mapping[str, Mapping[str, str]]


@st.composite
def kept(draw: st.DrawFn, number: int, *, apart: bool = False, alike: bool = False) -> Secrets:
    """Secrets for so many.

    `apart`: their names are nobody else's, in the register or among themselves; where names decide who somebody is,
    that is no secret to be exchanged. `alike`: they fill the same lines; people are told the line of a fault.
    """
    pool = st.sampled_from(UNLIKE) if apart else words
    names = draw(st.lists(pool, min_size=number + 1, max_size=number + 1, unique=True))
    contact = st.fixed_dictionaries({"name": words, "note": words, "email": st.sampled_from(["a@b.org", "c@d.org"])})
    contacts = {} if apart else draw(st.dictionaries(st.sampled_from(IDS), contact, max_size=2))
    new, *known = (draw(secrets(name, alike=alike)) for name in names)
    return Secrets(tuple(known), new, contacts)


def _marked(name: str, *words: str) -> Secret:
    """A secret of words that stand nowhere else."""
    acronym, country, region, contact, signer, function, note, condition, file = words
    return Secret(
        name=name,
        acronym=acronym,
        country=country,
        region=region,
        scope="national",
        website=f"https://www.{contact}.example/",
        kind=f"{region} society",
        contact=f"{contact.title()} Person",
        email=f"{contact}@{function}.example",
        phone="+99 731 2446 1979",
        signer=f"{signer} Signer",
        function=f"Head of {function}",
        note=f"{note} was said",
        condition=f"if {condition} goes",
        how="email",
        date="2019-11-11",
        contacted="2019-11-12",
        register_id="",
        file=f"{file} (1)",
    )


MARKED = Secrets(
    (
        _marked(
            "Quillfeather Bündnis Sörenstam",
            *("QXZWVKJY", "Vorkutaland", "Hinterwäldle", "kvarnholm", "Zbigniewa", "xenolithics"),
            *("Flibbertigibbet", "quaestorship-xvii", "Rückantwortschein"),
        ),
        _marked(
            "Ωμέγαληθεια Вместесильнее",
            *("WMSTLNR", "Transmarinia", "Zwischenstrom", "oktjabrskaja", "Þorgerðurson", "palimpsestry"),
            *("Schadenvermerk", "umpteenthness-clausula", "Antwortblatt-Drei"),
        ),
    ),
    _marked(
        "Xylophonist & Daughters <Gemeinnützig>",
        *("XDGMNTZG", "Archipelagia", "Nordostsüdwest", "brandywhistle", "Ægidiusdóttir", "cartomantics"),
        *("Mumpitzereien", "thirtiethness-kommata", "Zuschriftbogen"),
    ),
    {"delta-house": {"name": "Wrzesniewskaya Contact", "email": "pompadour@delta.example", "note": "Kaffeekränzchen"}},
)
"""Secrets that leave traces which can be told from anything else."""


def marks(secrets: Secrets) -> set[str]:
    """The words by which any of the secrets would be known."""
    plain = {"national", "society", "person", "signer", "contact", "example", "https", "email"}
    said = [value for secret in (*secrets.known, secrets.new) for value in _values(secret.entry("", ""))]
    said += [secret.file for secret in secrets.known]
    said += [value for contact in secrets.contacts.values() for value in _values(contact)]
    words = {word for text in said for word in re.split(r"[^\w&]+", text) if word and not word[0].isdigit()}
    return {word for word in words if len(word) >= 6 and word.casefold() not in plain} | {"73124461979"}


def _values(said: Mapping[str, Any]) -> Iterator[str]:
    for key, value in said.items():
        if isinstance(value, Mapping):
            yield from _values(value)
        elif key not in ("scope", "how", "date", "contacted"):
            yield str(value)


# --- a workspace ------------------------------------------------------------------------------------------------------


def made(root: Path, campaign: Campaign, secrets: Secrets | None) -> Path:
    """The workspace of a campaign with its secrets; without any, as somebody has it who cloned it."""
    files: dict[str, str | bytes | None] = {f"campaigns/{slug}/campaign.yaml": None for slug in OTHERS}
    files["signatories/people.yaml"] = None
    files |= {f"campaigns/{slug}/sign-ons.yaml": None for slug in ("council", "request")}
    build(root, {**files, **campaign.files})
    if secrets is not None:
        entries = {
            f"withheld-{number:02}": secret.entry(*stated)
            for number, (secret, stated) in enumerate(zip(secrets.known, campaign.withheld, strict=True), 1)
        }
        _write(root / WITHHELD, _yaml(entries))
        _write(root / PRIVATE / "contacts.yaml", _yaml(dict(secrets.contacts)))
    return root


OTHERS = ("council", "request", "news", "paper")


def _yaml(entries: Mapping[str, Any]) -> bytes:
    return "".join(_lines(entries)).encode() or b"{}\n"


def _lines(entries: Mapping[str, Any], indent: int = 0) -> Iterator[str]:
    for key, value in entries.items():
        if isinstance(value, Mapping):
            yield f"{' ' * indent}{key}:\n"
            yield from _lines(value, indent + 2)
        else:
            yield f"{' ' * indent}{key}: {json.dumps(value, ensure_ascii=False)}\n"


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def form(root: Path, name: str, answers: Mapping[str, str], file: str, *, letter: str = "") -> str:
    """A form that `prepare` made, filled in and sent back, perhaps with words added to the letter; its path below the
    workspace."""
    path = f"{INBOX}/{file}.docx"
    content = filled((root / name).read_bytes(), answers)
    _write(root / path, edited(content, lambda body: _append(body, letter)) if letter else content)
    return path


def _append(document: Element, words: str) -> None:
    """Writes into the first paragraph of a letter."""
    text = next(document.iter(f"{W}t"))
    text.text = f"{text.text} {words}"


def mail(root: Path, note: str, answers: Mapping[str, str], file: str) -> str:
    """An e-mail that answers the note `prepare` made, with its labelled lines filled in."""
    lines = []
    for line in (root / note).read_text(encoding="utf-8").splitlines():
        label, colon, value = line.strip().partition(":")
        if line.startswith("    ") and colon:
            lines.append(f"{label}: {answers.get(label, value.strip())}")
    message = EmailMessage()
    message["From"] = "Somebody <somebody@example.org>"
    message["Subject"] = "Re: Please sign"
    message["Date"] = "Mon, 20 Apr 2026 10:00:00 +0000"
    message.set_content("\n".join(lines) + "\n")
    path = f"{INBOX}/{file}.eml"
    _write(root / path, message.as_bytes())
    return path


def table(root: Path, rows: Sequence[Sequence[str]]) -> str:
    """A CSV file as a web form gives it."""
    header = (
        *("Organisation", "Acronym", "Country", "Scope", "Website", "Date"),
        *("May we name you publicly?", "Contact", "E-mail", "Comments"),
    )
    lines = (",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in (header, *rows))
    _write(root / INBOX / "answers.csv", ("\r\n".join(lines) + "\r\n").encode())
    return f"{INBOX}/answers.csv"


def public(root: Path) -> dict[str, bytes]:
    """Every file of a workspace that is not in the private folder."""
    private = root / PRIVATE
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and private not in path.parents
    }


@cache
def _commands() -> Any:
    """The command line, put together once and not for each command."""
    from undersigned.cli.groups import app

    return get_command(app)


class Session:
    """Commands typed one after the other in a workspace, on a terminal if wanted, and what they said."""

    def __init__(self, root: Path, *, terminal: bool = False) -> None:
        self.root = root
        self.terminal = terminal
        self.runs: list[tuple[str, Run]] = []

    def __call__(self, *arguments: str) -> Run:
        with mock.patch("undersigned.cli.app", _commands()):
            result = run(self.root, *arguments, terminal=self.terminal)
        self.runs.append((arguments[0], result))
        return result
