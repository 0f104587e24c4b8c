"""The way back: forms and e-mails become sign-ons, each once; what is not certain is set aside with one line."""

from __future__ import annotations

import datetime
import shutil
import subprocess
import sys
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests import workspaces
from tests.filling import MAIN, edited, filled, packed, unpacked
from tests.workspaces import Run, build, run

TODAY = datetime.date.today()  # noqa: DTZ011 - as the command line has it
DAY = TODAY.strftime("%d %B %Y")
SIGNOFF = "signoff: {version: v1, deadline: 2099-07-15 18:00, time_zone: Europe/Zurich, contact: sign@example.org}\n"
SIGN_ONS = """\
# Who is asked.
signatories:
  - zebra-union
  - {id: north-network, status: invited, note: by telephone}
  - {id: east-lawyers, status: pending}   # decides on Thursday
  - id: jane-doe
    status: invited
withheld: 0
"""
SISTERS = "Secret Sisters"
LIST = "campaigns/joint/sign-ons.yaml"
HIDDEN = "signatories/private/joint/withheld.yaml"
ANSWERS = {"signer": "Jane Roe", "function": "Director", "date": DAY, "endorse": "yes"}


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace in which four are asked, one of them in private, and everything is prepared."""
    changes = {"campaigns/joint/campaign.yaml": workspaces.JOINT + SIGNOFF, LIST: SIGN_ONS}
    root = build(tmp_path_factory.mktemp("workspace"), changes)
    for command in (
        ("version", "save", "joint", "v1"),
        ("signoff", "invite", "joint", "--private", "--name", SISTERS),
        ("signoff", "prepare", "joint"),
    ):
        done = run(root, *command)
        assert done.status == 0, done.err
    return root


@pytest.fixture
def root(original: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(original, tmp_path / "letters"))


def form(root: Path, name: str, **answers: str) -> bytes:
    """A prepared form, filled in."""
    folder = "signatories/private/joint/sign-off" if name.startswith("withheld") else "out/joint/sign-off"
    content = (root / folder / f"{name}.docx").read_bytes()
    given = {**ANSWERS, **answers}
    return filled(content, {key: answer for key, answer in given.items() if answer != "leave"})


def collect(root: Path, *files: bytes | str) -> Run:
    """Collects files, which lie in the workspace as `1.docx` and so on, or under the names given."""
    names = []
    for number, file in enumerate(files, 1):
        name = file if isinstance(file, str) else f"{number}.docx"
        if isinstance(file, bytes):
            (root / name).write_bytes(file)
        names.append(name)
    return run(root, "signoff", "collect", "joint", *names)


def sign_on(root: Path, name: str) -> dict[str, Any]:
    data = yaml.safe_load((root / LIST).read_text(encoding="utf-8"))
    return next(
        ({"id": one} if isinstance(one, str) else one) for one in data["signatories"] if name in (one, dict_id(one))
    )


def dict_id(entry: Any) -> Any:
    return entry["id"] if isinstance(entry, dict) else None


def state(root: Path) -> dict[str, bytes]:
    """What collecting may change."""
    files = [root / LIST, *(root / "signatories").rglob("*")]
    return {str(path.relative_to(root)): path.read_bytes() for path in files if path.is_file() and path.name != ".lock"}


def noted(root: Path) -> dict[str, bytes]:
    """The same without the originals, which are kept whatever becomes of them."""
    return {name: content for name, content in state(root).items() if "/returned/" not in name}


def originals(root: Path) -> list[bytes]:
    return sorted(path.read_bytes() for path in (root / "signatories/private/returned").rglob("*") if path.is_file())


def codes(done: Run) -> list[str]:
    return [
        word for line in done.err.splitlines() for word in line.split() if word.startswith("U") and word[1:].isdigit()
    ]


# --- the full circle --------------------------------------------------------------------------------------------------


def test_what_was_signed_is_listed_and_counted(root: Path) -> None:
    done = collect(root, form(root, "north-network"), form(root, "east-lawyers"), form(root, "withheld-01"))
    assert (done.status, done.err) == (0, "")
    assert "3 files: 3 collected." in done.out
    assert run(root, "render", "joint", "--to", "md").status == 0
    letter = (root / "out/joint/joint-letter.md").read_text(encoding="utf-8")
    assert "We, the undersigned four organisations" in letter or "We, the undersigned 4 organisations" in letter
    for name in ("Zebra Union", "North Network (NN)", "East Lawyers"):
        assert f"- {name}\n" in letter or f"- The {name}\n" in letter
    assert SISTERS not in letter


def test_what_is_noted(root: Path) -> None:
    collect(root, form(root, "north-network", organisation="Northern Network"))
    assert sign_on(root, "north-network") == {
        "id": "north-network",
        "status": "confirmed",
        "note": "by telephone",
        "date": TODAY,
        "signer": {"name": "Jane Roe", "function": "Director"},
        "how": "form",
        "version": "v1",
        "as": "Northern Network",
    }
    text = (root / LIST).read_text(encoding="utf-8")
    assert text.startswith("# Who is asked.\n")
    assert "# decides on Thursday" in text
    assert "withheld: 0" in text


def test_one_who_is_withheld_is_noted_in_private_alone(root: Path) -> None:
    before = (root / LIST).read_text(encoding="utf-8")
    done = collect(root, form(root, "withheld-01"))
    assert (done.status, done.err) == (0, "")
    assert (root / LIST).read_text(encoding="utf-8") == before.replace("withheld: 0", "withheld: 1")
    entry = yaml.safe_load((root / HIDDEN).read_text(encoding="utf-8"))["withheld-01"]
    assert entry["status"] == "confirmed"
    assert entry["name"] == SISTERS
    assert entry["signer"] == {"name": "Jane Roe", "function": "Director"}
    assert "as" not in entry


def test_originals_are_kept(root: Path) -> None:
    content = form(root, "north-network")
    collect(root, content)
    (kept,) = (root / "signatories/private/returned/joint").iterdir()
    assert kept.read_bytes() == content
    assert kept.suffix == ".docx"
    assert len(kept.stem) == 12


def test_a_person_may_sign(root: Path) -> None:
    done = collect(root, form(root, "jane-doe"))
    assert (done.status, done.err) == (0, "")
    assert sign_on(root, "jane-doe")["status"] == "confirmed"
    assert "as" not in sign_on(root, "jane-doe")


def test_collecting_again_changes_nothing(root: Path) -> None:
    files = [form(root, "north-network"), form(root, "withheld-01")]
    collect(root, *files)
    before = state(root)
    done = collect(root, *files)
    assert (done.status, done.err) == (0, "")
    assert "0 collected, 2 as before" in done.out
    assert state(root) == before


def test_originals_are_kept_once_what_was_set_aside_as_well(root: Path) -> None:
    files = [form(root, "north-network"), form(root, "jane-doe", endorse="no")]
    assert collect(root, *files).status == 1
    assert originals(root) == sorted(files)
    collect(root, *files)
    assert originals(root) == sorted(files)


def test_a_copy_under_another_name_changes_nothing(root: Path) -> None:
    content = form(root, "north-network")
    collect(root, content)
    before = noted(root)
    assert "1 as before" in collect(root, packed(unpacked(content))).out
    assert noted(root) == before


def test_what_was_changed_by_hand_since_stays(root: Path) -> None:
    content = form(root, "north-network", organisation="Northern Network")
    collect(root, content)
    path = root / LIST
    path.write_text(path.read_text(encoding="utf-8").replace("as: Northern Network", "as: NN"), encoding="utf-8")
    before = noted(root)
    assert collect(root, content).status == 0
    assert noted(root) == before


def test_the_form_for_newcomers_finds_who_is_in_the_register(root: Path) -> None:
    done = collect(root, form(root, "blank", organisation="Union Zèbre"))
    assert done.err == ""
    assert sign_on(root, "zebra-union")["version"] == "v1"


def test_one_who_was_not_asked_is_added(root: Path) -> None:
    (root / "signatories/organisations.yaml").write_text(workspaces.REGISTER + "west-union: {name: West Union}\n")
    done = collect(root, form(root, "blank", organisation="West Union"))
    assert done.err == ""
    assert sign_on(root, "west-union")["status"] == "confirmed"


# --- e-mails ----------------------------------------------------------------------------------------------------------


def mail(root: Path, name: str = "north-network", **answers: str) -> bytes:
    """The note as somebody sends it back, with its lines filled in."""
    folder = "signatories/private/joint/sign-off" if name.startswith("withheld") else "out/joint/sign-off"
    note = (root / folder / f"{name}.md").read_text(encoding="utf-8")
    given = {"Name": "Jane Roe", "Function": "Director", "Date": DAY, "We endorse this text (yes/no)": "yes", **answers}
    lines = []
    for line in note.splitlines():
        label = line.strip().partition(":")[0]
        lines.append(f"{line.rstrip()} {given[label]}" if label in given else line)
    head = "From: jane@example.org\nTo: us@example.org\nContent-Type: text/plain; charset=utf-8\n\n"
    return (head + "\n".join(lines)).encode()


def test_an_answered_note_is_collected(root: Path) -> None:
    done = collect(root, mail(root))
    assert (done.status, done.err) == (0, "")
    assert sign_on(root, "north-network")["how"] == "email"
    (kept,) = (root / "signatories/private/returned/joint").iterdir()
    assert kept.suffix == ".eml"


def test_the_form_to_an_email_is_the_better_evidence(root: Path) -> None:
    collect(root, mail(root))
    collect(root, form(root, "north-network"))
    assert sign_on(root, "north-network")["how"] == "form"
    before = noted(root)
    collect(root, mail(root))
    assert noted(root) == before


# --- set aside --------------------------------------------------------------------------------------------------------


def change(content: bytes, old: str, new: str) -> bytes:
    parts = unpacked(content)
    text = parts[MAIN].decode()
    assert old in text
    return packed({**parts, MAIN: text.replace(old, new).encode()})


def cases(root: Path) -> Iterator[tuple[str, bytes, str]]:
    """Files that are not collected: the code, the file, and words of the message."""
    signed = form(root, "north-network")
    yield "U938", form(root, "north-network", endorse="no"), "not ticked"
    yield "U938", form(root, "north-network", signer="leave"), "name of the person"
    yield "U939", form(root, "north-network", date="1 May 2020"), "dated 2020-05-01"
    yield "U939", form(root, "north-network", date="1 May 2080"), "still to come"
    yield "U933", form(root, "north-network", date="next week"), "no date"
    yield "U931", form(root, "north-network", organisation="x" * 300), "longer than 200 characters"
    yield "U944", change(signed, "Twelve people", "Many people"), "[-Twelve-] {+Many+}"
    yield "U945", form(root, "blank", organisation="Zebra Unions"), "near are zebra-union"
    yield "U945", form(root, "blank"), "which organisation"
    yield "U946", form(root, "north-network", organisation="Zebra Union"), "“Zebra Union”"
    yield "U946", form(root, "north-network", organisation="Quite Other People"), "“Quite Other People”"
    yield "U948", form(root, "north-network", withhold="yes"), "signoff withhold joint north-network"
    yield "U948", form(root, "blank", organisation="Nobody Else", withhold="yes"), "invite joint --private"
    yield "U941", mail(root).replace(b"joint \xc2\xb7", b"other \xc2\xb7"), "“other”"
    yield "U942", mail(root).replace(b"\xc2\xb7 v1", b"\xc2\xb7 v7"), "“v7”"
    yield "U942", mail(root).replace(b"\xc2\xb7 v1", b"\xc2\xb7 ../../x"), "lacks"
    yield "U940", mail(root).replace("·".encode(), b"-"), "which campaign"
    yield "U830", b"", "not there"
    yield "U831", bytes(20_000_001), "20 MB"
    yield "U832", b"%PDF-1.7", "PDF"
    yield "U833", signed[:3000], "damaged"


def test_what_is_not_certain_is_set_aside_and_the_rest_is_collected(root: Path) -> None:
    (root / HIDDEN).unlink()
    for code, content, words in cases(root):
        before = state(root)
        good = root / "good.docx"
        good.write_bytes(form(root, "east-lawyers", organisation="leave"))
        bad = root / "bad.bin"
        bad.unlink(missing_ok=True)
        if content:
            bad.write_bytes(content)
        done = collect(root, "bad.bin", "good.docx")
        assert done.status == 1
        (line,) = done.err.splitlines()
        discretion = code == "U948"
        assert line.startswith(f"{'file 1' if discretion else 'bad.bin'}:1:1: {code} "), line
        assert words in line, line
        assert sign_on(root, "east-lawyers")["status"] == "confirmed"
        for path, old in before.items():
            (root / path).write_bytes(old)
        shutil.rmtree(root / "signatories/private/returned")


def test_two_copies_with_different_answers_are_both_set_aside(root: Path) -> None:
    before = noted(root)
    done = collect(root, form(root, "north-network"), form(root, "north-network", signer="John Doe"))
    assert codes(done) == ["U947", "U947"]
    assert "1.docx" in done.err
    assert noted(root) == before


def test_two_copies_with_the_same_answers_are_one(root: Path) -> None:
    done = collect(
        root,
        form(root, "north-network"),
        packed(unpacked(form(root, "north-network"))),
        form(root, "blank", signer="leave", date="leave", function="leave", endorse="no", organisation="leave"),
    )
    assert "1 collected" in done.out
    assert codes(done) == ["U945"]


def test_a_later_copy_with_other_answers_is_set_aside(root: Path) -> None:
    collect(root, form(root, "north-network"))
    before = noted(root)
    assert codes(collect(root, form(root, "north-network", signer="John Doe"))) == ["U947"]
    assert noted(root) == before


@pytest.mark.parametrize("status", ["declined", "withdrawn"])
def test_a_no_is_not_undone_by_a_form(root: Path, status: str) -> None:
    path = root / LIST
    path.write_text(path.read_text(encoding="utf-8").replace("status: pending", f"status: {status}"), encoding="utf-8")
    before = noted(root)
    assert codes(collect(root, form(root, "east-lawyers"))) == ["U949"]
    assert noted(root) == before


def test_the_copy_for_comments_is_no_form(root: Path) -> None:
    (root / HIDDEN).unlink()
    done = collect(root, "out/joint/sign-off/for-comments.docx")
    assert codes(done) == ["U930"]
    assert "copy for comments" in done.err


def test_a_fault_in_one_part_of_an_email_leaves_the_others(root: Path) -> None:
    message = EmailMessage()
    message["From"], message["To"] = "jane@example.org", "us@example.org"
    message.set_content("Two forms.")
    for content in (b"%PDF-1.7", form(root, "north-network")):
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename="form.docx")
    done = collect(root, message.as_bytes())
    assert codes(done) == ["U832"]
    assert "file 1, attachment 1:1:1" in done.err
    assert sign_on(root, "north-network")["how"] == "form"


# --- versions ---------------------------------------------------------------------------------------------------------


def reworded(root: Path, version: str, *options: str) -> None:
    path = root / "campaigns/joint/campaign.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("organisations, write", f"organisations, {version} write"), encoding="utf-8")
    done = run(root, "version", "save", "joint", version, *options)
    assert done.status == 0, done.err
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("version: v1", f"version: {version}"), encoding="utf-8")


def test_a_form_of_an_older_version_is_set_aside(root: Path) -> None:
    signed = form(root, "north-network")
    reworded(root, "v2")
    done = collect(root, signed)
    assert codes(done) == ["U943"]
    assert sign_on(root, "north-network")["status"] == "invited"


def test_a_correction_keeps_consent(root: Path) -> None:
    signed = form(root, "north-network")
    reworded(root, "v1-1", "--editorial", "--reason", "a slip")
    done = collect(root, signed)
    assert done.err == ""
    assert sign_on(root, "north-network")["version"] == "v1"


def test_who_agrees_again_agrees_to_the_new_version(root: Path) -> None:
    collect(root, form(root, "north-network"))
    reworded(root, "v2")
    assert run(root, "signoff", "prepare", "joint").status == 0
    done = collect(root, form(root, "north-network", signer="John Doe"))
    assert done.err == ""
    assert sign_on(root, "north-network")["version"] == "v2"
    assert sign_on(root, "north-network")["signer"]["name"] == "John Doe"


# --- withheld means withheld ------------------------------------------------------------------------------------------


def discreet(done: Run) -> None:
    codes(done)
    said = (done.out + done.err).casefold()
    for word in ("secret", "sister", "jane", "roe"):
        assert word not in said, said


@pytest.mark.parametrize(
    "answers",
    [
        {},
        {"endorse": "no"},
        {"organisation": "Somebody Else"},
        {"organisation": "x" * 300},
        {"date": "Jane’s birthday"},
        {"withhold": "no"},
        {"signer": "leave"},
    ],
)
def test_no_message_names_one_who_is_withheld(root: Path, answers: dict[str, str]) -> None:
    name = f"{SISTERS} signed by Jane Roe.docx"
    (root / name).write_bytes(form(root, "withheld-01", **answers))
    done = collect(root, name)
    discreet(done)
    assert "withheld-01: confirmed" in done.out or "file 1:1:1: U9" in done.err


def test_a_changed_text_is_not_quoted_where_a_name_could_be_in_it(root: Path) -> None:
    (root / "x.docx").write_bytes(change(form(root, "withheld-01"), "Twelve people", f"{SISTERS} say that people"))
    done = collect(root, "x.docx")
    assert codes(done) == ["U944"]
    discreet(done)


@pytest.mark.parametrize("name", [SISTERS, "The Secret Sisters Network", "", "secret sisters"])
def test_the_form_for_newcomers_gives_nobody_away(root: Path, name: str) -> None:
    (root / "Sisters.docx").write_bytes(form(root, "blank", organisation=name or "leave"))
    (root / "Jane Roe.docx").write_bytes(form(root, "blank", organisation="Nobody Knows", withhold="yes"))
    done = collect(root, "Sisters.docx", "Jane Roe.docx", "Secret.docx")
    discreet(done)
    assert ("withheld-01: confirmed" in done.out) == (name == SISTERS)


@pytest.mark.parametrize("name", [SISTERS, f"North Network and {SISTERS}", f"NN ({SISTERS.upper()})"])
def test_the_form_of_another_gives_nobody_away(root: Path, name: str) -> None:
    (root / f"{name}.docx").write_bytes(form(root, "north-network", organisation=name))
    done = collect(root, f"{name}.docx")
    assert codes(done) == ["U946"]
    discreet(done)
    assert sign_on(root, "north-network")["status"] == "invited"


def test_others_are_named_as_ever_beside_one_who_is_withheld(root: Path) -> None:
    (root / "zebras.docx").write_bytes(form(root, "blank", organisation="Zebra Unions"))
    done = collect(root, "zebras.docx")
    assert done.err.startswith("zebras.docx:1:1: U945 “Zebra Unions”")


def test_a_form_that_was_sent_before_its_name_was_withheld(root: Path) -> None:
    """The reference says the id, which by now is a name that must not be said."""
    (root / "nn.docx").write_bytes(form(root, "north-network", withhold="yes"))
    assert codes(collect(root, "nn.docx")) == ["U948"]
    assert run(root, "signoff", "withhold", "joint", "north-network").status == 0
    done = collect(root, "nn.docx")
    assert (done.status, done.err) == (0, "")
    assert "withheld-02: confirmed" in done.out
    assert "north" not in done.out.casefold()
    assert "withheld: 1" in (root / LIST).read_text(encoding="utf-8")


def test_one_who_would_be_named_after_all_stays_withheld(root: Path) -> None:
    done = collect(root, form(root, "withheld-01", withhold="no"))
    assert done.status == 0
    assert codes(done) == ["U948"]
    assert "stays withheld" in done.err
    assert "withheld: 1" in (root / LIST).read_text(encoding="utf-8")


def test_without_the_private_folder_nothing_is_guessed(root: Path) -> None:
    content = form(root, "withheld-01")
    shutil.rmtree(root / "signatories/private")
    done = collect(root, content, form(root, "north-network"))
    assert codes(done) == ["U945"]
    assert "file 1:1:1" in done.err
    assert sign_on(root, "north-network")["status"] == "confirmed"


# --- names that do harm -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "North Network # 1",
        "North: Network",
        "North Network, {a: b}",
        "=North Network",
        "'North' \"Network\"",
        "North Network @ *&!",
        "**North** <Network>",
    ],
)
def test_whatever_somebody_writes_is_a_name(root: Path, name: str) -> None:
    done = collect(root, form(root, "north-network", organisation=name))
    assert done.err == ""
    assert sign_on(root, "north-network")["as"] == name
    assert run(root, "render", "joint", "--to", "html").status == 0


def test_signs_that_move_a_terminal_are_not_printed(root: Path) -> None:
    (root / "a\x1b[31m\u202eb.docx").write_bytes(b"x")
    done = collect(root, "a\x1b[31m\u202eb.docx", form(root, "blank", organisation="\u202eEvil \u2066X"))
    assert "\x1b" not in done.err
    assert "\u202e" not in done.err + done.out
    assert "\u2066" not in done.err


# --- several at once --------------------------------------------------------------------------------------------------


def test_two_at_once_lose_nothing(root: Path) -> None:
    names = ["north-network", "east-lawyers", "jane-doe", "withheld-01"]
    for name in names:
        (root / f"{name}.docx").write_bytes(form(root, name))
    command = [sys.executable, "-m", "undersigned", "signoff", "collect", "joint"]
    running = [subprocess.Popen([*command, f"{name}.docx"], cwd=root, stdout=subprocess.PIPE) for name in names]
    for process in running:
        process.communicate(timeout=60)
        assert process.returncode == 0
    for name in names[:3]:
        assert sign_on(root, name)["status"] == "confirmed"
    assert "withheld: 1" in (root / LIST).read_text(encoding="utf-8")
    assert len(list((root / "signatories/private/returned/joint").iterdir())) == 4


KILLED = """
import os, sys
from undersigned.cli import run

step, fatal = 0, int(sys.argv.pop(1))
for name in ("replace", "unlink"):
    def dying(*arguments, real=getattr(os, name), **options):
        global step
        step += 1
        if step == fatal:
            os._exit(9)
        return real(*arguments, **options)
    setattr(os, name, dying)
run()
"""


@pytest.mark.parametrize("fatal", [1, 2, 3, 4, 5, 6, 99])
def test_who_is_killed_has_collected_all_or_nothing(root: Path, fatal: int) -> None:
    """Once the next command has begun; and collecting again makes good whatever was lost."""
    files = {"1.docx": form(root, "north-network"), "2.docx": form(root, "withheld-01")}
    for name, content in files.items():
        (root / name).write_bytes(content)
    before = state(root)
    command = [sys.executable, "-c", KILLED, str(fatal), "signoff", "collect", "joint", *files]
    killed = subprocess.run(command, cwd=root, capture_output=True, check=False)
    assert killed.returncode == (0 if fatal == 99 else 9)
    assert (root / LIST).read_bytes() in (before[LIST], state(root)[LIST])
    done = collect(root, *files)
    assert (done.status, done.err) == (0, "")
    after = state(root)
    assert "withheld: 1" in after[LIST].decode()
    assert sign_on(root, "north-network")["status"] == "confirmed"
    kept = [content for name, content in after.items() if name.endswith(".docx") and "returned" in name]
    assert sorted(kept) == sorted(files.values())


def test_a_workspace_that_git_would_publish_is_not_written_to(root: Path) -> None:
    (root / ".git").mkdir()
    before = state(root)
    done = collect(root, form(root, "north-network"))
    assert codes(done) == ["U902"]
    assert state(root) == before


@pytest.mark.parametrize(
    ("signoff", "code"),
    [("", "U922"), (SIGNOFF.replace("v1", "v9"), "U912"), ("signoff: {contact: x}\n", "U922")],
)
def test_a_campaign_must_say_what_is_agreed_to(root: Path, signoff: str, code: str) -> None:
    content = form(root, "north-network")
    (root / "campaigns/joint/campaign.yaml").write_text(workspaces.JOINT + signoff, encoding="utf-8")
    assert codes(collect(root, content)) == [code]


def test_edited_files_are_still_forms() -> None:
    """What the tests above rely on: a part is changed, the others stay."""
    content = packed({MAIN: b"<a/>", "x": b"y"})
    assert unpacked(edited(content, lambda root: root.set("b", "c")))["x"] == b"y"
