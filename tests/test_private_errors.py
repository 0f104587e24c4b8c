"""Whatever is wrong with a file in the private folder, and however it is asked for: its words are not repeated."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import workspaces
from tests.case_files import cases
from tests.secrets_kept import MARKED, PLAIN_CAMPAIGN, REGISTER, Campaign, Session, made
from tests.workspaces import Run, run
from undersigned.models.register import PrivateContact, Signer, WithheldSignOn
from undersigned.problems import Problem, Refused, Span
from undersigned.signoff import private
from undersigned.workspace import Workspace

WITHHELD, CONTACTS = "signatories/private/joint/withheld.yaml", "signatories/private/contacts.yaml"
FIELDS = {*WithheldSignOn.model_fields, *PrivateContact.model_fields, *Signer.model_fields}
MARK = "zq"
"""Every word of the private files begins so."""
CASES = cases("yaml")


def _secret(text: str) -> str:
    """A text in which every word but the names of fields is a secret."""
    return re.sub(r"[^\W\d_]{3,}", lambda word: word[0] if word[0] in FIELDS else _marked(word[0]), text)


def _marked(word: str) -> str:
    return (MARK.title() if word[:1].isupper() else MARK) + word


def _with_known_fields(text: str) -> str:
    """A text whose fields are those of the private files."""
    known = iter(["name", "acronym", "country", "note", "region", "condition", "website"] * 200)
    return re.sub(r"^(\s*(?:- )?)[a-z_]+(?=:)", lambda line: line[1] + next(known), text, flags=re.MULTILINE)


def _inside_an_entry(text: str) -> str:
    inner = "".join(f"  {line}" if line.strip() else line for line in text.splitlines(keepends=True))
    return f"withheld-01:\n  name: Zqfirst\n{inner}"


FORMS: tuple[Callable[[str], str], ...] = (
    _secret,
    lambda text: _secret(_with_known_fields(text)),
    lambda text: _inside_an_entry(_secret(text)),
    lambda text: _inside_an_entry(_secret(_with_known_fields(text))),
)


def _text(case: Path) -> str:
    return case.read_bytes().split(b"=== problems\n")[0].decode("utf-8", "surrogateescape")


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8", "surrogateescape"))


def _said(root: Path) -> list[Problem]:
    """What is wrong with the private files."""
    said: list[Problem] = []
    for read in (lambda: private.withheld(Workspace(root), "joint"), lambda: private.contacts(Workspace(root))):
        try:
            read()
        except Refused as refused:
            said += refused.problems
    return said


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return workspaces.build(tmp_path_factory.mktemp("private"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_no_fault_of_a_private_file_quotes_it(case: Path, root: Path) -> None:
    for form in FORMS:
        for file in (WITHHELD, CONTACTS):
            _write(root / file, form(_text(case)))
        said = _said(root)
        assert all(problem.remedy for problem in said)
        assert MARK not in "\n".join(map(str, said)).casefold()


def test_the_faults_are_of_many_kinds(root: Path) -> None:
    """Nothing would be quoted of files in which nothing is wrong."""
    found: list[Problem] = []
    for case in CASES:
        _write(root / WITHHELD, _inside_an_entry(_secret(_text(case))))
        found += _said(root)
    assert len({problem.code for problem in found}) > 14
    assert len({problem.message for problem in found}) > 60


@pytest.mark.parametrize(
    "entry",
    [
        "withheld-01: {name: A, date: 11 November 2019}",
        "withheld-01: {name: A, date: 2019-11}",
        "withheld-01: {name: A, date: 2019-11-31}",
        "withheld-01: {name: A, contacted: 31/11/2019}",
        'withheld-01: {name: A, date: "x” Zqsecret “y"}',
        'withheld-01: {name: A, "date” Zqsecret “y": z}',
        'withheld-01: {name: A, "name” Zqsecret “note": z}',
        "withheld-01: {name: A, status: confirmzqed}",
        "withheld-01: {name: A, scope: Zqnational}",
        "withheld-01: {name: [Zqsecret]}",
        "withheld-01: {name: A, signer: Zqsecret}",
        "withheld-01: {name: A, contact: [Zqsecret]}",
        "withheld-01: {name: A, register_id: Zq Secret}",
        "withheld-01: {name: A, zqnmae: B}",
        "Zq Secret: {name: A}",
        "withheld-01: {name: &Zqsecret}",
        "withheld-01: {name: !Zqsecret A}",
        'withheld-01: {name: "\\Zqsecret"}',
    ],
)
def test_no_value_is_quoted_in_any_way(entry: str, root: Path) -> None:
    for file in (WITHHELD, CONTACTS):
        _write(root / file, entry + "\n")
    words = "\n".join(map(str, _said(root))).casefold()
    assert re.search(r"withheld\.yaml:1:\d+: u\d{3} ", words)
    assert MARK not in words
    assert not re.search("2019|11|november", words.replace(":1:", ""))


def test_fields_and_neutral_ids_are_named_and_codes_explained(root: Path) -> None:
    entries = "withheld-01: {name: A, status: undecided, eMail: x}\nwithheld-02: {}\nwithheld-03: {name: A, date: soon}"
    _write(root / WITHHELD, entries)
    (root / CONTACTS).unlink(missing_ok=True)
    assert [problem.words for problem in _said(root)] == [
        "“withheld-01.status” must be one of invited, pending, conditional, confirmed, declined, withdrawn "
        "(write one of these)",
        "the field “…” is unknown (look at that line, which is not repeated here; `check --explain U201` says more)",
        "“name” is missing (add a line “name: …”)",
        "“withheld-03.date”: a value is none of those that are possible here "
        "(look at that line, which is not repeated here; `check --explain U204` says more)",
    ]


def test_what_is_quoted_twice_or_in_another_way_is_said_in_general() -> None:
    for message in ("“A” and “B”", "“A” b “C", "`A`", "write  A", 'put "A"', "byte 0xE9"):
        problem = private.masked(Problem("U105", Span(WITHHELD), message, message))
        assert problem.words == (
            "a field is given twice (look at that line, which is not repeated here; `check --explain U105` says more)"
        )


# --- commands ---------------------------------------------------------------------------------------------------------

CAMPAIGN = Campaign(
    {
        "signatories/organisations.yaml": REGISTER,
        "campaigns/joint/campaign.yaml": PLAIN_CAMPAIGN,
        "campaigns/joint/sign-ons.yaml": "signatories: [zebra-union, {id: delta-house, status: invited}]\nwithheld: 1",
    },
    (("confirmed", "v1"), ("invited", "")),
)
COMMANDS = (
    "check",
    "check joint --strict",
    "check --format json",
    "check --format github",
    "render joint --to md",
    "schema",
    "schema sign-ons",
    "version save joint v1",
    "signoff status joint",
    "signoff status joint --format csv",
    "signoff record joint withheld-01 --status declined --replace",
    "signoff record joint delta-house --by Jane --how email --on 2020-05-01",
    "signoff withhold joint zebra-union",
    "signoff prepare joint",
    "signoff remind joint",
    "signoff invite joint north-network",
    "signoff invite joint --private --name Abc",
    "signoff invite joint east-lawyers --private",
    "signoff collect joint answer.eml",
    "signatories import table.csv --campaign joint",
    "signatories import table.csv --campaign joint --write --yes",
    "signatories export --campaign joint",
    "signatories duplicates",
    "new another --document joint-letter",
)
ANSWER = "From: a@b.org\nSubject: yes\n\nOrganisation: Delta House\nName: Jo\nWe endorse this text (yes/no): yes\n"
TABLE = "Organisation,Country\nDelta House,Eastland\nGamma Trust,KE\n"


@pytest.mark.parametrize("case", CASES[::10], ids=lambda case: case.stem)
def test_no_command_repeats_what_a_broken_private_file_says(case: Path, tmp_path: Path) -> None:
    """On a terminal, where problems come with the line of the file; all faults are tried above."""
    file = (WITHHELD, CONTACTS)[CASES.index(case) % 2]
    do = Session(made(tmp_path / "w", CAMPAIGN, MARKED), terminal=True)
    (do.root / "answer.eml").write_text(ANSWER, encoding="utf-8")
    (do.root / "table.csv").write_text(TABLE, encoding="utf-8")
    text = FORMS[CASES.index(case) // 2 % len(FORMS)](_text(case))
    for command in COMMANDS:
        _write(do.root / file, text)
        do(*command.split())
    said = "".join(done.out + done.err for _, done in do.runs)
    assert "a fault of the program" not in said
    assert MARK not in said.casefold()
    public = (path for path in do.root.rglob("*") if path.is_file() and "private" not in path.parts)
    assert not [path for path in public if MARK.encode() in path.read_bytes().lower()]


def test_a_broken_private_file_hides_no_other_problem(tmp_path: Path) -> None:
    joint = workspaces.JOINT + "titel: x\n"
    workspaces.build(tmp_path, {WITHHELD: "withheld-01: {name: A, name: B}\n", "campaigns/joint/campaign.yaml": joint})
    for names in ((), ("joint",), ("joint", "nowhere")):
        shown = run(tmp_path, "check", *names)
        assert "checked: " in shown.out
        assert {"U105", "U201"} <= {line.split()[1] for line in shown.err.splitlines()}


ANSWERS = """\
Organisation,Country,Scope,Date,May we name you publicly?,Contact,E-mail
Zqsecret Trust,Zqland,zqscope,Zqdate,never,Zqperson,zq@x
Zqsecret Trust,KE,national,2020-01-01,no,Zq,zq@example.org
Zqsecret Trust,KE,national,2020-01-01,yes,Zq,zq@example.org
"""
MAIL = """\
From: Zqperson <zq@example.org>
Subject: Zqsubject

Organisation: Zqsecret
Name: Zqperson
We endorse this text (yes/no): perhaps, zqsaid
Do not publish our name (yes/no): yes
"""


@pytest.mark.parametrize("folder", ["", "campaigns/joint/", "signatories/", "in/"])
def test_no_line_is_shown_of_what_came_back(folder: str, tmp_path: Path) -> None:
    """Wherever it was saved, and whatever is wrong with it."""
    do = Session(made(tmp_path / "w", CAMPAIGN, None), terminal=True)
    for name, text in (("t.csv", ANSWERS), ("u.csv", 'Zqsecret;"x\n'), ("m.eml", MAIL), ("m.txt", MAIL)):
        _write(do.root / folder / name, text)
    do("version", "save", "joint", "v1")
    for file in ("t.csv", "u.csv"):
        do("signatories", "import", f"{folder}{file}", "--campaign", "joint")
    do("signoff", "collect", "joint", f"{folder}m.eml", f"{folder}m.txt")
    said = "".join(done.err for _, done in do.runs)
    assert {"U822", "U827", "U828", "U933"} <= set(re.findall(r"U\d{3}", said))
    assert "│" not in said
    assert MARK not in said.casefold()


# --- letters ----------------------------------------------------------------------------------------------------------

LETTER = "signatories/private/joint/letter.md"
WORDS = "# Letter\n\nWe, the zqsecret zqsecret of the the Zqhouse ,write to you (see Zqplace.\n"


@pytest.fixture
def filed(tmp_path: Path) -> Path:
    root = tmp_path / "Work"
    workspaces.build(root, {LETTER: WORDS, "signatories/private/joint/zqhouse.txt": WORDS, "letters/a.md": WORDS})
    (tmp_path / "links").mkdir()
    (tmp_path / "links" / "file.md").symlink_to(root / LETTER)
    (tmp_path / "links" / "folder").symlink_to(root / "signatories/private")
    return root


def _checked(folder: Path, *arguments: str) -> Run:
    with contextlib.chdir(folder):
        return run(folder, "check", *arguments, terminal=True)


def test_a_letter_elsewhere_is_quoted_and_its_lines_are_shown(filed: Path) -> None:
    shown = _checked(filed, "letters/a.md").err
    assert "“zqsecret zqsecret”" in shown
    assert "We, the zqsecret zqsecret of" in shown


@pytest.mark.parametrize("output_format", ["text", "json", "github"])
@pytest.mark.parametrize(
    ("folder", "way"),
    [
        (".", LETTER),
        (".", f"./{LETTER}"),
        (".", f"letters/../{LETTER}"),
        (".", "{root}/" + LETTER),
        ("signatories/private/joint", "letter.md"),
        ("signatories/private", "./joint/letter.md"),
        ("signatories/private/joint/..", "joint/../joint/letter.md"),
        ("campaigns", f"../{LETTER}"),
        (".", "../links/file.md"),
        (".", "../links/folder/joint/letter.md"),
        ("../links", "file.md"),
        ("../links/folder", "joint/letter.md"),
        ("../links", "../Work/" + LETTER),
    ],
)
def test_a_letter_in_the_private_folder_is_not_quoted(folder: str, way: str, output_format: str, filed: Path) -> None:
    shown = _checked(filed / folder, way.format(root=filed), "--format", output_format)
    assert shown.status == 0
    said = shown.out + shown.err
    assert "U625" in said
    assert MARK not in said.casefold()
    assert "│" not in said


def test_names_of_files_in_the_private_folder_are_not_proposed(filed: Path) -> None:
    shown = _checked(filed, "signatories/private/joint/zhouse.txt")
    assert "the file is not there (check its name and folder)" in shown.err
    assert MARK not in shown.err
    _write(filed / "letters/zqhouse.txt", WORDS)
    assert "did you mean “zqhouse.txt”?" in _checked(filed, "letters/zhouse.txt").err


@pytest.mark.parametrize("way", [WITHHELD, f"./{WITHHELD}", "signatories/private/joint", "signatories/private"])
def test_a_private_file_is_no_campaign(way: str, filed: Path) -> None:
    _write(filed / WITHHELD, "withheld-01: {name: Zqsecret, nmae: Zqsecret}\n")
    for output_format in ("text", "json", "github"):
        shown = _checked(filed, way, "--format", output_format)
        assert shown.status == 1
        assert "U308" in shown.out + shown.err
        assert MARK not in (shown.out + shown.err).casefold()


@pytest.mark.parametrize("way", ["../", "joint/../../", "./../", "{root}/", "..\\\\", "a:/../"])
@pytest.mark.parametrize("taking", ['{{% include "{}" %}}', '{{% import "{}" as x %}}', '{{% from "{}" import y %}}'])
def test_no_template_takes_a_private_file_in(taking: str, way: str, tmp_path: Path) -> None:
    line = taking.format(way.format(root=tmp_path) + WITHHELD)
    template = f'{{% extends "joint-letter/letter.md.j2" %}}\n{{% block opening %}}{line}{{% endblock %}}\n'
    files = {WITHHELD: "withheld-01: {name: Zqsecret}\n", "campaigns/joint/joint-letter.md.j2": template}
    workspaces.build(tmp_path, files)
    for command in ("check", "render"):
        shown = run(tmp_path, command, "joint")
        assert "campaigns/joint/joint-letter.md.j2:2:" in shown.err
        assert "U506" in shown.err
        assert MARK not in (shown.out + shown.err).casefold()
    assert not (tmp_path / "out").exists()
