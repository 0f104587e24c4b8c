"""Withheld means withheld: who signs without being named leaves no trace in anything that could be published.

Two workspaces that differ in nothing but what is known of the withheld must give the same bytes, whatever is run in
them; and nothing that a full run writes outside `signatories/private/` may hold their names in any encoding.
"""

from __future__ import annotations

import base64
import os
import re
import tempfile
from collections.abc import Callable
from dataclasses import fields, replace
from itertools import zip_longest
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.filling import packed
from tests.secrets_kept import (
    INBOX,
    MARKED,
    PLAIN_CAMPAIGN,
    PREPARED,
    REGISTER,
    WITHHELD,
    Campaign,
    Secret,
    Secrets,
    Session,
    campaigns,
    form,
    kept,
    made,
    mail,
    marks,
    public,
    table,
)
from tests.traces import traces

CAMPAIGNS = int(os.environ.get("WITHHELD_CAMPAIGNS", "60"))
"""How many campaigns are generated, over all that can be done with one; `.ci/run` asks for 300."""

Script = Callable[[Session, Secrets], None]
"""What somebody does in a workspace; the secrets are what they type, or what came back."""


YEAR_2020 = "1577836800"


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Versions are saved at the beginning of 2020, so that whoever answers later in that year has one to agree to."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", YEAR_2020)


# --- what is done -----------------------------------------------------------------------------------------------------


def _typed(*commands: str) -> Script:
    def script(do: Session, secrets: Secrets) -> None:
        for command in commands:
            do(*command.split())

    return script


def _on_a_terminal(*commands: str) -> Script:
    def script(do: Session, secrets: Secrets) -> None:
        do.terminal = True
        _typed(*commands)(do, secrets)
        do.terminal = False

    return script


def _prepared(do: Session, secrets: Secrets) -> None:
    do("version", "save", "joint", "v1")
    do("signoff", "prepare", "joint")


def _invited(do: Session, secrets: Secrets) -> None:
    new = secrets.new
    said = {"acronym": new.acronym, "country": new.country, "scope": new.scope}
    said |= {"contact": new.contact, "email": new.email}
    options = [part for key, value in said.items() if value for part in (f"--{key}", value)]
    do("signoff", "invite", "joint", "--private", "--name", new.name, *options)
    do("signoff", "invite", "joint", "north-network", "--on", "2020-05-01")


def _recorded(do: Session, secrets: Secrets) -> None:
    do("version", "save", "joint", "v1")
    new = secrets.new
    by = f"New {new.signer.replace(',', '')}, {new.function}"
    more = ("--note", new.note) if new.note else ()
    do("signoff", "record", "joint", "withheld-01", "--by", by, "--how", "email", "--on", "2020-05-02", *more)
    do("signoff", "record", "joint", "withheld-01", "--status", "declined", "--replace", *more)
    do("signoff", "record", "joint", "withheld-09", "--status", "declined")


def _collected_forms(do: Session, secrets: Secrets) -> None:
    """Forms of one whose form was prepared in private, of somebody new who is not to be named, and of a stranger."""
    _prepared(do, secrets)
    files = [form(do.root, "out/joint/sign-off/blank.docx", _form(secrets.new, "yes"), "b")]
    first = f"{PREPARED}/withheld-01.docx"
    if (do.root / first).is_file():
        files.insert(0, form(do.root, first, _form(secrets.known[0], "yes"), f"{secrets.known[0].file} 1"))
    do("signoff", "collect", "joint", *files)


def _form(secret: Secret, endorse: str) -> dict[str, str]:
    return {
        "organisation": secret.name,
        "signer": secret.signer,
        "function": secret.function or "…",
        "date": "20 April 2020",
        "endorse": endorse,
        "withhold": "yes",
    }


def _collected_mails(do: Session, secrets: Secrets) -> None:
    """E-mails with answers that hold, that do not, and that are broken off."""
    _prepared(do, secrets)
    new = secrets.new
    files = [mail(do.root, "out/joint/sign-off/blank.md", _mail(new, "yes"), "n")]
    for number, secret in enumerate(secrets.known, 1):
        note = f"{PREPARED}/withheld-{number:02}.md"
        if (do.root / note).is_file():
            files.append(mail(do.root, note, _mail(secret, "yes" if number % 2 else "no"), f"{secret.file} {number}"))
    (do.root / INBOX / "broken.docx").write_bytes(f"PK{new.name}".encode())
    do("signoff", "collect", "joint", *files, f"{INBOX}/broken.docx")


def _mail(secret: Secret, endorse: str) -> dict[str, str]:
    return {
        "Organisation": secret.name,
        "Name": secret.signer,
        "Function": secret.function,
        "Date": "20 April 2020",
        "We endorse this text (yes/no)": endorse,
        "Do not publish our name (yes/no)": "yes",
    }


def _doubted_forms(do: Session, secrets: Secrets) -> None:
    """What a form makes messages say that changes the letter, has a day that is none, or comes after a last word."""
    _prepared(do, secrets)
    first = f"{PREPARED}/withheld-01.docx"
    if not (do.root / first).is_file():
        return
    secret, answers = secrets.known[0], _form(secrets.known[0], "yes")
    changed = form(do.root, first, answers, f"{secret.file} 1", letter=_one_word(secret.name))
    unclear = form(do.root, first, {**answers, "date": f"the day of {secret.signer[:50]}"}, f"{secret.file} 2")
    long = form(do.root, first, {**answers, "organisation": secret.name * 99}, f"{secret.file} 3")
    do("signoff", "collect", "joint", changed, unclear, long)
    do("signoff", "record", "joint", "withheld-01", "--status", "declined", "--replace", "--on", secret.date)
    do("signoff", "collect", "joint", form(do.root, first, answers, f"{secret.file} 4"))


def _one_word(text: str) -> str:
    """Messages say how many words were changed, and not which."""
    return "".join(letter for letter in text if letter.isalnum())


def _imported(do: Session, secrets: Secrets) -> None:
    """A table in which one wants to be named, and others do not: with sound answers, with unsound ones, and at odds."""
    new, *known = secrets.new, *secrets.known
    private = (new.contact, new.email, new.note)
    rows = [
        ("North Network", "NN", "Northland", "regional", "", "", "yes", "Jane Doe", "jane@example.org", ""),
        (new.name, new.acronym, new.country, new.scope, new.website, "2020-05-03", "no", *private),
        (f"Second {new.name}", "", new.country, new.kind, f"www {new.region}", f"on {new.signer}", "never", *private),
        (f"Third {new.name}", "", "", "", "", "", "yes", *private),
        (f"Third {new.name}", "", "", "", "", "", "no", *private),
        *((one.name, one.acronym, one.country, one.scope, "", "", "no", *private) for one in known),
        ("Omega Union", "OU", "Eastland", "", "", "", "yes", "", "", ""),
    ]
    file = table(do.root, rows)
    do("signatories", "import", file, "--campaign", "joint")
    do("signatories", "import", file, "--campaign", "joint", "--write", "--yes")
    do("signatories", "list")


def _damaged(change: Callable[[str], str]) -> Script:
    """What a private file with a fault in it makes commands say, with the lines of files as a terminal shows them."""

    def script(do: Session, secrets: Secrets) -> None:
        do("version", "save", "joint", "v1")
        path = do.root / WITHHELD
        path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
        do.terminal = True
        do("check", "joint")
        do("check", "--format", "github")
        do("signoff", "status", "joint")
        do("signoff", "remind", "joint")
        do("signoff", "invite", "joint", "delta-house", "--on", "2020-05-01")

    return script


def _first(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new, 1)


SCRIPTS: dict[str, Script] = {
    "render": _typed("render joint"),
    "a draft": _typed("render joint --draft --to md,html"),
    "to each": _typed("render joint --each-addressee --to md,docx", "render joint --document news-item --to docx"),
    "check": _typed("check --format json", "check joint --strict"),
    "check on a terminal": _on_a_terminal("check", "check --strict", "check joint", f"check {WITHHELD}"),
    "check for others": _typed("check --format github", "check joint --strict --format json", "check --explain U907"),
    "what editors read": _typed("schema", "schema sign-ons", "new another --document joint-letter", "check another"),
    "status": _typed("signoff status joint", "signoff status joint --format csv --html out/s.html"),
    "status for programs": _typed(
        "version save joint v1", "signoff status joint --format json --out out/s.json", "signoff status joint"
    ),
    "versions": _typed("version save joint v1", "version save joint v2", "version list joint"),
    "prepare": _prepared,
    "remind": _typed("version save joint v1", "signoff remind joint"),
    "the register": _typed(
        "signatories list",
        "signatories list --format json",
        "signatories duplicates",
        "signatories export --out out/r.csv",
        "signatories export --campaign joint",
    ),
    "the library": _typed("demands used", "facts used"),
    "invite": _invited,
    "withhold": _typed("signoff withhold joint east-lawyers", "signoff status joint", "render joint --to md"),
    "record": _recorded,
    "forms": _collected_forms,
    "forms in doubt": _doubted_forms,
    "mails": _collected_mails,
    "import": _imported,
}
DAMAGED: dict[str, Script] = {
    "an unknown key": _damaged(_first("  name:", '  surname: "x"\n  name:')),
    "a key twice": _damaged(lambda text: text + text),
    "a wrong status": _damaged(lambda text: text.replace('status: "', 'status: "un')),
    "a date that is none": _damaged(lambda text: text.replace('date: "20', 'date: "30-20')),
    "a text that does not end": _damaged(lambda text: text.replace('"\n', "\n", 1)),
    "no name": _damaged(_first("  name:", "  surname:")),
    "a tab": _damaged(_first("  name:", "\tname:")),
    "a line too far to the left": _damaged(_first("  name:", " name:")),
    "no space after a colon": _damaged(_first("name: ", "name:")),
    "a second colon": _damaged(_first("  name: ", "  name: called: ")),
    "no entry": _damaged(lambda text: text.replace("withheld-01:", "withheld-01: x", 1)),
    "an anchor": _damaged(_first("  name: ", "  name: &x ")),
    "a list": _damaged(lambda text: "- x\n" + text),
}
SCRIPTS |= DAMAGED
ALIKE = frozenset({*DAMAGED, "import"})
"""What says in which places something is missing or wrong."""
IDENTIFYING = frozenset({"invite", "withhold", "record", "forms", "forms in doubt", "mails", "import"})
"""What goes by names to find out who somebody is."""


# --- exchanging everything --------------------------------------------------------------------------------------------


def differences(script: Script, campaign: Campaign, *both: Secrets | None) -> list[str]:
    """What comes out otherwise where the same is done with other secrets: what commands said, and what they wrote."""
    with tempfile.TemporaryDirectory() as folder:
        sessions = [Session(made(Path(folder) / str(number), campaign, secrets)) for number, secrets in enumerate(both)]
        for session, secrets in zip(sessions, both, strict=True):
            script(session, secrets or NOBODY)
        one, other = (session.runs for session in sessions)
        mine, yours = (public(session.root) for session in sessions)
    assert not any("a fault of the program" in run.err for _, run in (*one, *other)), (one, other)
    said = [f"{here} / {there}" for here, there in zip_longest(one, other) if here != there]
    return said + [path for path in sorted(mine.keys() | yours.keys()) if mine.get(path) != yours.get(path)]


NOBODY = Secrets((), Secret(*[""] * len(fields(Secret))), {})


@pytest.mark.parametrize("name", SCRIPTS)
def test_exchanging_the_secrets_changes_not_one_byte(name: str) -> None:
    @settings(
        max_examples=_number(name),
        deadline=None,
        derandomize=True,
        phases=[Phase.generate],  # what differs says enough; looking for a smaller campaign takes minutes
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(data=st.data())
    def exchanged(data: st.DataObject) -> None:
        campaign = data.draw(campaigns())
        secrets = kept(len(campaign.withheld), apart=name in IDENTIFYING, alike=name in ALIKE)
        one, other = data.draw(secrets), data.draw(secrets)
        assert differences(SCRIPTS[name], campaign, one, other) == []

    exchanged()


def _number(name: str) -> int:
    """How many campaigns one script is run with: a seventh of all have faults in their files."""
    damaged = CAMPAIGNS // 7
    number = damaged // len(DAMAGED) if name in DAMAGED else (CAMPAIGNS - damaged) // (len(SCRIPTS) - len(DAMAGED))
    return max(number + 1, 1)


PUBLIC = (
    "render",
    "a draft",
    "to each",
    "check",
    "check for others",
    "what editors read",
    "versions",
    "the register",
    "the library",
)
"""What gives the same to somebody who has no private folder at all."""


@pytest.mark.parametrize("name", PUBLIC)
def test_a_clone_without_the_private_folder_gives_the_same(name: str) -> None:
    @settings(max_examples=3, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
    @given(data=st.data())
    def cloned(data: st.DataObject) -> None:
        campaign = data.draw(campaigns())
        assert differences(SCRIPTS[name], campaign, data.draw(kept(len(campaign.withheld))), None) == []

    cloned()


CAMPAIGN = Campaign(
    {
        "signatories/organisations.yaml": REGISTER,
        "campaigns/joint/campaign.yaml": PLAIN_CAMPAIGN,
        "campaigns/joint/sign-ons.yaml": "signatories: [zebra-union, {id: delta-house, status: invited}]\nwithheld: 1",
    },
    (("confirmed", "v1"), ("invited", "")),
)


def test_a_page_and_tables_for_others_need_no_private_folder(tmp_path: Path) -> None:
    """The table alone says how it stands with those who must not be named, and in numbers."""
    kinds = ("csv", "json")
    for name, secrets in (("mine", MARKED), ("theirs", None)):
        do = Session(made(tmp_path / name, CAMPAIGN, secrets))
        do("signoff", "status", "joint", "--html", "out/s.html")
        for kind in kinds:
            do("signoff", "status", "joint", "--format", kind, "--out", f"out/s.{kind}")
    for kind in ("html", *kinds):
        page, same = ((tmp_path / name / f"out/s.{kind}").read_bytes() for name in ("mine", "theirs"))
        assert page == same
        assert len(page) > 100


def test_differences_are_found(tmp_path: Path) -> None:
    """What would be seen, should a secret ever reach a page or a message."""
    one, other = (replace(MARKED, new=replace(MARKED.new, name=name)) for name in ("One", "Other"))

    def leaking(do: Session, secrets: Secrets) -> None:
        (do.root / "out").mkdir()
        (do.root / "out" / "page.html").write_text(secrets.new.name, encoding="utf-8")
        do("render", secrets.new.name)

    found = differences(leaking, CAMPAIGN, one, other)
    assert "out/page.html" in found
    assert any("“One”" in difference for difference in found)
    assert differences(leaking, CAMPAIGN, one, one) == []


# --- looking for traces -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def swept(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Every public file of a workspace in which everything has been done, and all that was said."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", YEAR_2020)
        do = Session(made(tmp_path_factory.mktemp("swept") / "w", CAMPAIGN, MARKED))
        _everything(do)
    said = {f"{number} {command}": f"{run.out}\n{run.err}".encode() for number, (command, run) in enumerate(do.runs)}
    kept = (do.root / WITHHELD).read_text(encoding="utf-8")
    for secret in (*MARKED.known, MARKED.new):
        assert secret.name in kept, "what is looked for must have been there"
    return public(do.root) | said


def _everything(do: Session) -> None:
    new = replace(MARKED.new, country="", scope="")
    _invited(do, replace(MARKED, new=new))
    _typed("version save joint v1", "signoff prepare joint", "signoff remind joint")(do, MARKED)
    assert "withheld-03: invited" in do.runs[0][1].out
    for number, secret in enumerate((*MARKED.known, new), 1):
        note = f"{PREPARED}/withheld-{number:02}.md"
        if (do.root / note).is_file():
            by_mail = mail(do.root, note, _mail(secret, "yes"), secret.file)
            by_form = form(do.root, f"{PREPARED}/withheld-{number:02}.docx", _form(secret, "yes"), secret.file)
            wrong = form(do.root, f"{PREPARED}/withheld-{number:02}.docx", _form(secret, "no"), f"{secret.file} no")
            do("signoff", "collect", "joint", by_mail, by_form, wrong)
            do("signoff", "collect", "joint", by_form)
    _recorded(do, MARKED)
    _imported(do, replace(MARKED, new=replace(new, name=f"{new.name} {new.acronym}")))
    _typed(
        "version save joint v2",
        "version list joint",
        "render joint",
        "render joint --draft",
        "render joint --each-addressee",
        "check joint --format json",
        "check joint",
        "check --strict --format github",
        "signoff status joint --html out/status.html",
        "signoff status joint --format csv --out out/status.csv",
        "signoff status joint --format json",
        "signatories list --format json",
        "signatories duplicates",
        "signatories export --campaign joint --out out/list.csv",
        "demands used",
        "facts used",
        "demands catalogue",
        "schema",
        "schema sign-ons",
        "new another --document joint-letter --document news-item",
        "signoff withhold joint withheld-01",
        "signoff record joint withheld-02 --by Nobody --how email",
    )(do, MARKED)
    _on_a_terminal("check", "check joint", f"check {WITHHELD} {PREPARED}/withheld-01.md {PREPARED}/blank.docx")(
        do, MARKED
    )


def test_a_full_run_leaves_no_trace_of_the_withheld(swept: dict[str, bytes]) -> None:
    assert traces(marks(MARKED), swept) == []


def test_the_sweep_sees_who_may_be_named(swept: dict[str, bytes]) -> None:
    """Whoever signs by name is found in every kind of file, so that those who do not would be."""
    found = {place.partition(":")[0] for place in traces(["Zebra Union"], swept)}
    for kind in ("docx", "html", "md"):
        assert f"out/joint/joint-letter.{kind}" in found
        assert f"out/joint/joint-letter.draft.{kind}" in found
    assert {"out/status.html", "out/status.csv", "out/list.csv"} <= found
    assert len(swept) > 60


HIDDEN = "Ré Quillfeather's <b>"
HIDING: dict[str, Callable[[str], bytes]] = {
    "UTF-8": str.encode,
    "UTF-16": lambda text: text.encode("utf-16"),
    "UTF-16 after an odd byte": lambda text: b"x" + text.encode("utf-16-be"),
    "Latin 1": lambda text: text.encode("latin-1"),
    "percent signs": lambda text: "".join(f"%{byte:02x}" for byte in text.encode()).encode(),
    "entities": lambda text: "".join(f"&#{ord(letter)};" for letter in text).encode(),
    "hexadecimal entities": lambda text: "".join(f"&#x{ord(letter):X};" for letter in text).encode(),
    "escaped entities": lambda text: "".join(f"&amp;#{ord(letter)};" for letter in text).encode(),
    "escapes": lambda text: "".join(f"\\u{ord(letter):04x}" for letter in text).encode(),
    "base64": lambda text: base64.b64encode(text.encode()),
    "base64 in the middle": lambda text: base64.b64encode(f"x{text}".encode()),
    "base64 of UTF-16": lambda text: base64.b64encode(text.encode("utf-16-le")),
    "hexadecimal digits": lambda text: text.encode().hex().encode(),
    "quoted-printable": lambda text: "".join(f"={byte:02X}" for byte in text.encode()).encode(),
    "runs of a paragraph": lambda text: f"<w:t>{text[:7]}</w:t></w:r><w:r><w:t>{text[7:]}</w:t>".encode(),
    "capitals and spaces": lambda text: " ".join(text.upper()).encode(),
    "an id": lambda text: re.sub("[^a-z]+", "-", text.lower()).encode(),
    "a package": lambda text: packed({"word/document.xml": text.encode()}),
    "a name in a package": lambda text: packed({f"{text}.xml": b""}),
    "a package in a package": lambda text: packed({"word/a.docx": packed({"a.xml": text.encode()})}),
}


@pytest.mark.parametrize("way", HIDING)
def test_a_trace_is_found_however_it_is_written(way: str) -> None:
    found = traces(["Quillfeather", "Nobody at all"], {"page": b"before " + HIDING[way](HIDDEN)})
    if way.endswith("package"):
        found = traces(["Quillfeather"], {"page": HIDING[way](HIDDEN)})
    assert found == ["page: quillfeather"]
