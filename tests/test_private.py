"""Who signs without being named: the private file, the number in the campaign, and what git ignores."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests import workspaces
from tests.workspaces import run
from undersigned.ignoring import is_ignored, repository
from undersigned.problems import Refused
from undersigned.signoff import private
from undersigned.workspace import Workspace

SIGN_ONS = """\
# Who signs.
signatories:
  - zebra-union   # asked twice
  - north-network
  - {id: east-lawyers, as: East Lawyers, status: confirmed, date: 2026-05-01}
withheld: 0   # counted, not named
"""
CONTACTS = """\
east-lawyers: {name: Ann Able, email: ann@example.org}   # prefers the telephone
zebra-union: {email: office@example.org}
"""
LISTS = {
    "campaigns/joint/sign-ons.yaml": SIGN_ONS,
    "campaigns/council/sign-ons.yaml": "signatories: [north-network]\n",
    "campaigns/request/sign-ons.yaml": "signatories: []\n",
    "signatories/private/contacts.yaml": CONTACTS,
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return workspaces.build(tmp_path, LISTS)


def files(root: Path) -> dict[str, bytes]:
    """All files of a workspace but those of a lock."""
    found = (path for path in root.rglob("*") if path.is_file() and path.name != ".lock")
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}


def withheld(root: Path) -> str:
    return (root / "signatories/private/joint/withheld.yaml").read_text(encoding="utf-8")


def sign_ons(root: Path) -> str:
    return (root / "campaigns/joint/sign-ons.yaml").read_text(encoding="utf-8")


# --- withhold ---------------------------------------------------------------------------------------------------------


def test_a_name_moves_with_its_answer_and_its_contact(root: Path) -> None:
    done = run(root, "signoff", "withhold", "joint", "The East Lawyers")
    assert done.status == 0, done.err
    assert sign_ons(root) == SIGN_ONS.replace(
        "  - {id: east-lawyers, as: East Lawyers, status: confirmed, date: 2026-05-01}\n", ""
    ).replace("withheld: 0 ", "withheld: 1 ")
    entry = private.withheld(Workspace(root), "joint")["withheld-01"]
    assert (entry.name, entry.country, entry.scope) == ("The East Lawyers", "Eastland", "national")
    assert (entry.register_id, entry.status, str(entry.date)) == ("east-lawyers", "confirmed", "2026-05-01")
    assert entry.contact is not None
    assert entry.contact.email == "ann@example.org"
    assert "east-lawyers" not in (root / "signatories/private/contacts.yaml").read_text(encoding="utf-8")


def test_what_may_still_name_it_is_told(root: Path) -> None:
    (root / "campaigns/joint/body.md").write_text("Thanks to the\nEast Lawyers for this.\n", encoding="utf-8")
    form = root / "out/joint/sign-off/zebra-union.docx"
    form.parent.mkdir(parents=True)
    form.write_bytes(b"")
    text = SIGN_ONS.replace("# Who signs.", "# Who signs. Zebra Union asked not to be named.")
    (root / "campaigns/joint/sign-ons.yaml").write_text(text, encoding="utf-8")
    done = run(root, "signoff", "withhold", "joint", "zebra-union")
    assert "the history, where this folder is kept in git" in done.out
    assert "  campaigns/joint/sign-ons.yaml:1:14\n" in done.out
    assert "out/joint/sign-off/zebra-union.docx: delete it" in done.out
    assert "signatories/organisations.yaml:3:1: its entry in the register; no other letter here needs it" in done.out
    assert "body.md" not in done.out
    (root / "campaigns/council/sign-ons.yaml").write_text("signatories: [east-lawyers]\n", encoding="utf-8")
    done = run(root, "signoff", "withhold", "joint", "east-lawyers")
    assert "its entry in the register, which other letters need (council)" in done.out
    assert "east-lawyers" in (root / "signatories/private/contacts.yaml").read_text(encoding="utf-8")


def test_withholding_again_changes_nothing(root: Path) -> None:
    run(root, "signoff", "withhold", "joint", "zebra-union")
    before = files(root)
    done = run(root, "signoff", "withhold", "joint", "zebra-union")
    assert done.status == 0
    assert "as withheld-01: nothing changed" in done.out
    assert files(root) == before


def test_one_who_is_not_on_the_list_cannot_be_taken_from_it(root: Path) -> None:
    done = run(root, "signoff", "withhold", "joint", "jane-doe")
    assert done.status == 1
    assert "U907" in done.err
    assert "--private" in done.err


def test_one_who_has_not_confirmed_is_not_counted(root: Path) -> None:
    run(root, "signoff", "record", "joint", "zebra-union", "--status", "pending", "--replace")
    run(root, "signoff", "withhold", "joint", "zebra-union")
    assert "withheld: 0   # counted" in sign_ons(root)
    done = run(root, "signoff", "record", "joint", "withheld-01", "--by", "Zoe Zu", "--how", "email")
    assert done.status == 0, done.err
    assert "withheld: 1   # counted" in sign_ons(root)
    run(root, "signoff", "record", "joint", "withheld-01", "--status", "withdrawn")
    assert "withheld: 0   # counted" in sign_ons(root)


def test_numbers_go_on(root: Path) -> None:
    assert private.next_id([]) == "withheld-01"
    assert private.next_id(["withheld-01", "withheld-09", "other"]) == "withheld-10"
    assert private.next_id(["withheld-99"]) == "withheld-100"
    for name in ("zebra-union", "north-network"):
        run(root, "signoff", "withhold", "joint", name)
    assert list(private.withheld(Workspace(root), "joint")) == ["withheld-01", "withheld-02"]
    assert "withheld: 2   # counted" in sign_ons(root)


# --- invite -----------------------------------------------------------------------------------------------------------


def test_one_of_the_register_is_asked_in_private(root: Path) -> None:
    (root / "campaigns/joint/sign-ons.yaml").write_text("signatories: []\n", encoding="utf-8")
    done = run(root, "signoff", "invite", "joint", "east-lawyers", "--private", "--on", "2026-05-03")
    assert done.out == "  withheld-01: invited\n"
    assert sign_ons(root) == "signatories: []\n"
    entry = private.withheld(Workspace(root), "joint")["withheld-01"]
    assert (entry.register_id, entry.status, str(entry.date)) == ("east-lawyers", "invited", "2026-05-03")
    assert entry.contact is not None


def test_one_whom_the_register_lacks_is_asked_in_private(root: Path) -> None:
    said = ["--name", "Night: Watch, Ltd", "--acronym", "NW", "--country", "Eastland", "--email", "n@example.org"]
    done = run(root, "signoff", "invite", "joint", "--private", "--on", "2026-05-03", *said)
    assert done.out == "  withheld-01: invited\n"
    assert (
        withheld(root)
        .split("{}")[0]
        .endswith(
            'withheld-01:\n  name: "Night: Watch, Ltd"\n  acronym: NW\n  country: Eastland\n'
            "  contact: {email: n@example.org}\n  status: invited\n  date: 2026-05-03\n"
        )
    )
    before = files(root)
    assert "stays as it is" in run(root, "signoff", "invite", "joint", "--private", "--name", "night: watch, ltd").out
    assert files(root) == before
    assert "Night" not in (root / "signatories/organisations.yaml").read_text(encoding="utf-8")


def test_a_scope_in_another_spelling_is_refused_and_nothing_written(root: Path) -> None:
    before = files(root)
    done = run(root, "signoff", "invite", "joint", "--private", "--name", "Night Watch", "--scope", "worldwide")
    assert done.status == 2
    assert "--scope is international, regional" in done.err
    assert files(root) == before


def test_who_is_on_the_list_is_not_asked_in_private(root: Path) -> None:
    done = run(root, "signoff", "invite", "joint", "zebra-union", "--private")
    assert done.status == 1
    assert "U907" in done.err
    assert "signoff withhold joint zebra-union" in done.err


def test_who_is_withheld_is_not_put_on_the_list(root: Path) -> None:
    """Neither by an invitation nor by an answer, whatever it is called by."""
    run(root, "signoff", "withhold", "joint", "zebra-union")
    before = sign_ons(root)
    for name in ("zebra-union", "Zebra Union", "Union Zèbre", "withheld-01"):
        assert "withheld-01: stays as it is" in run(root, "signoff", "invite", "joint", name).out
        done = run(root, "signoff", "record", "joint", name, "--by", "Zoe Zu", "--how", "email", "--on", "2026-06-01")
        assert done.status == 0, done.err
        assert sign_ons(root) == before
        assert "zebra" not in done.out.casefold()


# --- the number and the file ------------------------------------------------------------------------------------------


def test_a_number_that_nobody_stands_behind(root: Path) -> None:
    """As on a machine that has not got the folder: nobody is lost there by counting anew."""
    (root / "campaigns/joint/sign-ons.yaml").write_text(
        SIGN_ONS.replace("withheld: 0", "withheld: 2"), encoding="utf-8"
    )
    before = files(root)
    done = run(root, "signoff", "withhold", "joint", "zebra-union")
    assert done.status == 1
    assert "campaigns/joint/sign-ons.yaml:6:11: U903 2 sign without being named" in done.err
    assert files(root) == before
    done = run(root, "signoff", "record", "joint", "jane-doe", "--by", "Jane Doe", "--how", "email")
    assert done.status == 0, done.err
    assert "withheld: 2 " in sign_ons(root)


def test_a_number_that_was_not_written_is_mended(root: Path) -> None:
    run(root, "signoff", "withhold", "joint", "zebra-union")
    path = root / "campaigns/joint/sign-ons.yaml"
    path.write_text(sign_ons(root).replace("withheld: 1", "withheld: 0"), encoding="utf-8")
    run(root, "signoff", "record", "joint", "jane-doe", "--by", "Jane Doe", "--how", "email")
    assert "withheld: 1 " in sign_ons(root)


def test_a_move_that_was_cut_short_is_finished(root: Path) -> None:
    """As after a copy of the folder in which the list is older than the private file."""
    run(root, "signoff", "withhold", "joint", "zebra-union")
    (root / "campaigns/joint/sign-ons.yaml").write_text(SIGN_ONS, encoding="utf-8")
    done = run(root, "signoff", "record", "joint", "zebra-union", "--by", "Zoe Zu", "--how", "email")
    assert "U907" in done.err
    assert run(root, "signoff", "withhold", "joint", "zebra-union").status == 0
    assert list(private.withheld(Workspace(root), "joint")) == ["withheld-01"]
    assert "zebra-union" not in sign_ons(root)
    assert "withheld: 1 " in sign_ons(root)


def test_nobody_where_the_folder_is_not_there(root: Path) -> None:
    shutil.rmtree(root / "signatories/private")
    assert private.withheld(Workspace(root), "joint") == {}
    assert private.contacts(Workspace(root)) == {}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("withheld-01: {name: Night Watch, status: singed}\n", "U204"),
        ("withheld-01: {name: Night Watch, Night Watch: x}\n", "U201"),
        ("withheld-01: {name: Night Watch, date: Night Watch}\n", "U204"),
        ("Night Watch: {name: Night Watch}\n", "U204"),
        ("withheld-01: {name: Night Watch}\nNight Watch: 1\nNight Watch: 2\n", "U105"),
        ("- Night Watch\n", "U203"),
        ("withheld-01: Night Watch\n", "U203"),
    ],
)
def test_errors_in_the_private_file_quote_nothing_of_it(root: Path, text: str, code: str) -> None:
    path = root / "signatories/private/joint/withheld.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    done = run(root, "signoff", "withhold", "joint", "zebra-union")
    assert done.status == 1
    assert f"signatories/private/joint/withheld.yaml:{text.count(chr(10)) if code == 'U105' else 1}:" in done.err
    assert code in done.err
    assert "Night" not in done.err


# --- what git ignores -------------------------------------------------------------------------------------------------


def test_names_are_not_written_where_git_would_take_them_in(root: Path) -> None:
    (root / ".git").mkdir()
    before = files(root)
    for command in (("withhold", "joint", "zebra-union"), ("invite", "joint", "--private", "--name", "Night Watch")):
        done = run(root, "signoff", *command)
        assert done.status == 1
        assert ".gitignore:1:1: U902" in done.err
        assert "add a line “signatories/private/”" in done.err
        assert files(root) == before
    (root / ".gitignore").write_text("signatories/private/\n", encoding="utf-8")
    assert run(root, "signoff", "withhold", "joint", "zebra-union").status == 0


def test_a_new_workspace_ignores_the_folder(tmp_path: Path) -> None:
    run(tmp_path, "init", ".")
    (tmp_path / ".git").mkdir()
    private.check_ignored(Workspace(tmp_path))


def test_the_repository_may_begin_above(root: Path, tmp_path: Path) -> None:
    folder = tmp_path / "letters"
    folder.mkdir()
    (tmp_path / ".git").write_text("gitdir: elsewhere\n", encoding="utf-8")
    assert repository(folder) == tmp_path.resolve()
    with pytest.raises(Refused):
        private.check_ignored(Workspace(folder))
    (tmp_path / ".gitignore").write_text("/letters/signatories/private\n", encoding="utf-8")
    private.check_ignored(Workspace(folder))


@pytest.mark.parametrize(
    ("patterns", "ignored"),
    [
        ("signatories/private/", True),
        ("/signatories/private", True),
        ("private", True),
        ("pri*/", True),
        ("private  ", True),
        (r"\private", True),
        ("sign*/priv?te", True),
        ("[!o]*", True),
        ("signatories/*", True),
        ("signatories/private/**", True),
        ("**/private", True),
        ("signatories/**/any", True),
        ("withheld.yaml", True),
        ("*.yaml", True),
        ("*\n!any\n!withheld.yaml", True),
        ("signatories/private/*\n!signatories/private/any/\n", False),
        ("private/\n!signatories/private/", False),
        ("*.yaml\n!withheld.yaml", False),
        ("", False),
        ("# private/", False),
        ("/private", False),
        ("private/any", False),
        ("withheld.yaml/", False),
        ("signatories/p", False),
        ("[!ps]*.md", False),
    ],
)
def test_the_rules_of_git(tmp_path: Path, patterns: str, ignored: bool) -> None:
    """Those of gitignore(5): what lies in an ignored folder cannot be taken back, and the last pattern decides."""
    (tmp_path / ".gitignore").write_text(patterns + "\n", encoding="utf-8")
    assert is_ignored(tmp_path.resolve(), tmp_path / "signatories/private/any/withheld.yaml") is ignored


def test_a_deeper_file_decides(tmp_path: Path) -> None:
    file = tmp_path / "signatories/private/any/withheld.yaml"
    file.parent.mkdir(parents=True)
    (tmp_path / ".gitignore").write_text("*.yaml\n", encoding="utf-8")
    (tmp_path / "signatories/.gitignore").write_text("!*.yaml\n", encoding="utf-8")
    assert not is_ignored(tmp_path.resolve(), file)
    (tmp_path / "signatories/private/.gitignore").write_text("*\n", encoding="utf-8")
    assert is_ignored(tmp_path.resolve(), file)


def test_check_says_where_the_list_and_the_private_folder_disagree(tmp_path: Path) -> None:
    root = workspaces.build(tmp_path)
    assert workspaces.run(root, "signoff", "withhold", "joint", "zebra-union").status == 0
    assert workspaces.run(root, "check", "joint").status == 0
    path = root / "campaigns/joint/sign-ons.yaml"
    listed = path.read_text(encoding="utf-8").replace("signatories:\n", "signatories:\n  - zebra-union\n")
    path.write_text(listed.replace("withheld: 1", "withheld: 7"), encoding="utf-8")
    done = workspaces.run(root, "check", "joint")
    assert done.status == 1
    assert "sign-ons.yaml:2:5: U907 who stands here is withheld-01 as well" in done.err
    assert "U950 warning: 7 sign without being named, and the private folder has 1 who do" in done.err
    assert "zebra" not in done.err.casefold()


def test_who_is_withheld_already_and_a_scope_that_is_none(tmp_path: Path) -> None:
    root = workspaces.build(tmp_path)
    invited = workspaces.run(root, "signoff", "invite", "joint", "--private", "--name", "X Y", "--scope", "natonal")
    assert invited.status == 2
    assert (
        "--scope is international, regional, national, local, not “natonal” (did you mean “national”?)" in invited.err
    )
    assert workspaces.run(root, "signoff", "invite", "joint", "--private", "--name", "X Y").status == 0
    again = workspaces.run(root, "signoff", "withhold", "joint", "withheld-01")
    assert "U907 withheld-01 is withheld already (there is nothing to do)" in again.err
