"""`signoff invite` and `signoff record`: who is meant, what is written, what is refused, and two at once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests import workspaces
from tests.workspaces import run
from undersigned.signoff.sign_on_changes import sign_ons
from undersigned.workspace import Workspace

SIGN_ONS = """\
# Who signs.
signatories:
  - zebra-union   # the first
  # by telephone
  - {id: east-lawyers, as: East Lawyers, status: invited}

withheld: 0
"""
VERSIONED = workspaces.JOINT + "signoff: {version: v1}\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return workspaces.build(
        tmp_path, {"campaigns/joint/sign-ons.yaml": SIGN_ONS, "campaigns/joint/campaign.yaml": VERSIONED}
    )


def record(root: Path, *arguments: str) -> workspaces.Run:
    return run(root, "signoff", "record", "joint", *arguments)


def text(root: Path) -> str:
    return (root / "campaigns/joint/sign-ons.yaml").read_text(encoding="utf-8")


BY_MAIL = ("--by", "Ann Able, Director", "--how", "email", "--on", "2026-05-03")


# --- what is written --------------------------------------------------------------------------------------------------


def test_please_add_us(root: Path) -> None:
    done = record(root, "jane-doe", *BY_MAIL)
    assert (done.status, done.out) == (0, "jane-doe: confirmed, in campaigns/joint/sign-ons.yaml.\n")
    assert text(root) == SIGN_ONS.replace(
        "status: invited}\n",
        "status: invited}\n"
        "  - id: jane-doe\n    status: confirmed\n    date: 2026-05-03\n"
        "    signer: {name: Ann Able, function: Director}\n    how: email\n    version: v1\n"
        "    contacted: 2026-05-03\n",
    )


def test_an_answer_goes_into_the_entry_that_is_there(root: Path) -> None:
    record(root, "east-lawyers", *BY_MAIL, "--as", "Lawyers: East", "--note", "nice # people")
    entry = sign_ons(Workspace(root), "joint").signatories[1]
    assert (entry.as_, entry.note, entry.status, entry.version) == ("Lawyers: East", "nice # people", "confirmed", "v1")
    assert text(root).startswith("# Who signs.\nsignatories:\n  - zebra-union   # the first\n  # by telephone\n  - ")
    assert text(root).endswith("\n\nwithheld: 0\n")


def test_the_same_answer_again_changes_nothing(root: Path) -> None:
    record(root, "east-lawyers", *BY_MAIL)
    before = text(root)
    done = record(root, "The East Lawyers", *BY_MAIL)
    assert (done.status, done.out) == (0, "east-lawyers: confirmed, as recorded before; nothing changed.\n")
    assert text(root) == before


def test_another_answer_takes_what_belonged_to_the_first_away(root: Path) -> None:
    record(root, "east-lawyers", *BY_MAIL, "--status", "conditional", "--condition", "if paragraph 2 goes")
    entry = sign_ons(Workspace(root), "joint").signatories[1]
    assert (entry.condition, entry.version) == ("if paragraph 2 goes", "v1")
    record(root, "east-lawyers", "--status", "declined", "--on", "2026-05-09", "--note", "no time")
    entry = sign_ons(Workspace(root), "joint").signatories[1]
    assert (entry.signer, entry.how, entry.version, entry.condition) == (None, None, None, None)
    assert (entry.as_, entry.note, str(entry.date)) == ("East Lawyers", "no time", "2026-05-09")


def test_the_last_message_does_not_go_back(root: Path) -> None:
    changed = SIGN_ONS.replace("status: invited", "status: invited, contacted: 2026-05-20")
    (root / "campaigns/joint/sign-ons.yaml").write_text(changed, encoding="utf-8")
    record(root, "east-lawyers", *BY_MAIL)
    assert str(sign_ons(Workspace(root), "joint").signatories[1].contacted) == "2026-05-20"


def test_a_signer_who_may_be_printed_stays_so(root: Path) -> None:
    changed = SIGN_ONS.replace(
        "status: invited", "status: confirmed, date: 2026-05-01, signer: {name: Ann Able, public: true}"
    )
    (root / "campaigns/joint/sign-ons.yaml").write_text(changed, encoding="utf-8")
    record(root, "east-lawyers", *BY_MAIL)
    signer = sign_ons(Workspace(root), "joint").signatories[1].signer
    assert signer is not None
    assert (signer.name, signer.function, signer.public) == ("Ann Able", "Director", True)


def test_a_list_that_does_not_exist_yet(root: Path) -> None:
    (root / "campaigns/joint/sign-ons.yaml").unlink()
    assert run(root, "signoff", "invite", "joint", "jane-doe", "--on", "2026-05-03").status == 0
    assert text(root) == "signatories:\n  - {id: jane-doe, status: invited, date: 2026-05-03}\n"


def test_the_letter_counts_who_was_recorded(root: Path) -> None:
    before = workspaces.markdown(root)
    record(root, "east-lawyers", *BY_MAIL)
    record(root, "jane-doe", *BY_MAIL)
    assert before != workspaces.markdown(root)
    assert "Jane Doe" in workspaces.markdown(root)


# --- who is meant -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["east-lawyers", "The East Lawyers", "the  EAST lawyers", "EL", "Avocats de l’Est"])
def test_by_id_name_acronym_or_another_name(root: Path, name: str) -> None:
    register = workspaces.REGISTER.replace(
        "{name: The East Lawyers,", "{name: The East Lawyers, acronym: EL, aliases: [Avocats de l'Est],"
    )
    (root / "signatories/organisations.yaml").write_text(register, encoding="utf-8")
    done = record(root, name, *BY_MAIL)
    assert done.out.startswith("east-lawyers: confirmed")


def test_somebody_unknown_is_refused_with_what_to_do(root: Path) -> None:
    done = record(root, "Zebra Onion", *BY_MAIL)
    assert done.status == 1
    assert "U905 the register has nobody called “Zebra Onion” (did you mean “Zebra Union”?" in done.err
    assert '“zebra-onion: {name: "Zebra Onion"}” on a line of its own in signatories/organisations.yaml' in done.err
    assert text(root) == SIGN_ONS


def test_what_is_proposed_for_the_register_works(root: Path) -> None:
    done = record(root, "Vélo & Cie: l’Été", *BY_MAIL)
    line = done.err.split("write “")[1].split("” on a line")[0]
    path = root / "signatories/organisations.yaml"
    path.write_text(workspaces.REGISTER + line + "\n", encoding="utf-8")
    assert record(root, "Vélo & Cie: l’Été", *BY_MAIL).out.startswith("velo-cie-lete: confirmed")


def test_a_name_of_several_is_refused(root: Path) -> None:
    done = record(root, "North Network", *BY_MAIL)
    assert done.status == 1
    assert "U906" in done.err
    assert "north-network, north-network-asia" in done.err


def test_all_who_are_unknown_are_named_at_once(root: Path) -> None:
    done = run(root, "signoff", "invite", "joint", "nobody", "jane-doe", "no one")
    assert done.err.count("U905") == 2
    assert text(root) == SIGN_ONS


# --- what is refused --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        (("--status", "declined"), BY_MAIL, "that was a last word"),
        (("--status", "withdrawn"), ("--status", "pending", "--on", "2026-05-03"), "that was a last word"),
        (BY_MAIL, ("--by", "Bob Bold", "--how", "email", "--on", "2026-05-04"), "by Ann Able, Director (email)"),
        (BY_MAIL, ("--status", "pending", "--on", "2026-05-04"), "can only withdraw"),
        (BY_MAIL, (*BY_MAIL[:-1], "2026-05-02"), "the new answer is older"),
    ],
)
def test_an_answer_that_contradicts_another(
    root: Path, first: tuple[str, ...], second: tuple[str, ...], words: str
) -> None:
    assert record(root, "east-lawyers", "--on", "2026-05-01", *first).status == 0
    before = text(root)
    done = record(root, "east-lawyers", *second)
    assert done.status == 1
    assert "campaigns/joint/sign-ons.yaml:5:5: U904 “east-lawyers” has answered already" in done.err
    assert words in done.err
    assert text(root) == before
    assert record(root, "east-lawyers", *second, "--replace").status == 0
    assert text(root) != before


def test_who_has_confirmed_may_withdraw(root: Path) -> None:
    record(root, "zebra-union", *BY_MAIL)
    assert record(root, "zebra-union", "--status", "withdrawn", "--by", "Bob Bold", "--on", "2026-05-04").status == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--by", "Ann"), "how it came"),
        (("--how", "email"), "who agreed"),
        ((*BY_MAIL, "--status", "comfirmed"), "did you mean “confirmed”?"),
        ((*BY_MAIL, "--how", "e-mail"), "did you mean “email”?"),
        ((*BY_MAIL, "--on", "2026-02-30"), "--on is a day"),
        ((*BY_MAIL, "--on", "3 May"), "--on is a day"),
        ((*BY_MAIL, "--condition", "if"), "--status conditional"),
        ((*BY_MAIL, "--by", ", Director"), "begins with a name"),
    ],
)
def test_wrong_options(root: Path, arguments: tuple[str, ...], words: str) -> None:
    done = record(root, "east-lawyers", *arguments)
    assert done.status == 2
    assert words in done.err
    assert text(root) == SIGN_ONS


def test_a_version_that_was_not_saved(root: Path) -> None:
    done = record(root, "east-lawyers", *BY_MAIL, "--version", "v2")
    assert done.status == 1
    assert "U908" in done.err
    folder = root / "campaigns/joint/versions"
    folder.mkdir()
    (folder / "v2.json").write_text("{}", encoding="utf-8")
    assert record(root, "east-lawyers", *BY_MAIL, "--version", "v2").status == 0
    assert sign_ons(Workspace(root), "joint").signatories[1].version == "v2"


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ("  - zebra-union\n", "U306"),
        ("  - {id: jane-doe, status: singed}\n", "U204"),
        ("  - {id: jane-doe, id: jane-doe}\n", "U105"),
    ],
)
def test_a_list_with_faults_is_not_touched(root: Path, wrong: str, code: str) -> None:
    faulty = SIGN_ONS.replace("\n\nwithheld", "\n" + wrong + "\nwithheld")
    (root / "campaigns/joint/sign-ons.yaml").write_text(faulty, encoding="utf-8")
    done = record(root, "zebra-union", *BY_MAIL)
    assert done.status == 1
    assert code in done.err
    assert text(root) == faulty


# --- two at once ------------------------------------------------------------------------------------------------------


def test_two_at_once_lose_nobody(tmp_path: Path) -> None:
    """Each process records one answer after the other, in public and in private, while the other does the same."""
    number = 6
    register = "".join(f"org-{n}-{side}: {{name: Organisation {n} {side}}}\n" for n in range(number) for side in "ab")
    root = workspaces.build(
        tmp_path,
        {"signatories/organisations.yaml": register, "campaigns/joint/sign-ons.yaml": "signatories: []\n"},
    )
    program = (
        "import sys\nfrom undersigned.cli import app\nside = sys.argv[1]\n"
        f"for n in range({number}):\n"
        "    by = ['--by', 'Ann', '--how', 'email', '--on', '2026-05-03']\n"
        "    app(['signoff', 'record', 'joint', f'org-{n}-{side}', *by], standalone_mode=False)\n"
        "    if n % 2:\n"
        "        app(['signoff', 'withhold', 'joint', f'org-{n}-{side}'], standalone_mode=False)\n"
    )
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", program, side],
            cwd=root,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        for side in "ab"
    ]
    for writer in writers:
        _, errors = writer.communicate(timeout=120)
        assert writer.returncode == 0, errors.decode()
    from undersigned.signoff.private import withheld

    found = sign_ons(Workspace(root), "joint")
    hidden = withheld(Workspace(root), "joint")
    named = {one.id for one in found.signatories}
    assert named == {f"org-{n}-{side}" for n in range(0, number, 2) for side in "ab"}
    assert {entry.register_id for entry in hidden.values()} == {
        f"org-{n}-{side}" for n in range(1, number, 2) for side in "ab"
    }
    assert found.withheld == len(hidden) == number


def test_a_comment_close_behind_an_entry_stays_with_it(tmp_path: Path) -> None:
    listed = "signatories:\n  - {id: zebra-union, status: invited} # ask again\n  - east-lawyers   # fine\n"
    root = workspaces.build(tmp_path, {"campaigns/joint/sign-ons.yaml": listed})
    done = workspaces.run(
        root, "signoff", "record", "joint", "zebra-union", "--by", "Ann Able, Chair", "--how", "email"
    )
    assert done.status == 0, done.err
    text = (root / "campaigns/joint/sign-ons.yaml").read_text()
    assert "  - id: zebra-union  # ask again\n    status: confirmed\n" in text
    assert text.endswith("  - east-lawyers   # fine\n")


def test_a_day_that_is_still_to_come_is_refused(root: Path) -> None:
    done = record(root, "zebra-union", "--by", "Ann Able, Chair", "--how", "email", "--on", "2999-01-01")
    assert done.status == 2
    assert "still to come" in done.err


def test_who_withdraws_has_signed_before(root: Path) -> None:
    record(root, "zebra-union", "--by", "Ann Able, Chair", "--how", "email", "--on", "2020-07-01", "--replace")
    done = record(root, "zebra-union", "--status", "withdrawn", "--on", "2020-07-02")
    assert done.status == 0, done.err
    entry = next(one for one in sign_ons(Workspace(root), "joint").signatories if one.id == "zebra-union")
    assert (entry.status, entry.signer and entry.signer.name, entry.how) == ("withdrawn", "Ann Able", "email")
