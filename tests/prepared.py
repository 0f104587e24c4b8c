"""What must be there before an example of `undersigned.codes`, where lines cannot tell it: Word files and the like."""

from __future__ import annotations

import datetime
import io
import json
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from tests import workspaces
from tests.filling import MAIN, filled, packed, unpacked
from undersigned import versions
from undersigned.document import Document, Paragraph, Text
from undersigned.writers.docx import Writer

Prepare = Callable[[Path], None]
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
_NOW = datetime.date.today()  # noqa: DTZ011 - the day on which the forms are filled in
_SIGNOFF = "signoff: {version: v1, deadline: 2099-07-15 18:00, time_zone: Europe/Zurich, contact: sign@example.org}\n"
_ASKED = """\
signatories:
  - zebra-union
  - {id: north-network, status: invited}
  - {id: east-lawyers, status: pending}
withheld: 0
"""
_LETTER = Writer().write(
    Document("A letter", (Paragraph((Text("Words."),)),)), time=datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
)


def nothing(root: Path) -> None:
    """Most examples need nothing else."""


def _file(name: str, content: bytes) -> Prepare:
    def prepare(root: Path) -> None:
        (root / name).write_bytes(content)

    return prepare


def _letter(**parts: bytes) -> Prepare:
    """`letter.docx` with parts otherwise, `__` in their names for a slash and `_dot_` for a full stop."""
    named = {name.replace("__", "/").replace("_dot_", "."): content for name, content in parts.items()}
    return _file("letter.docx", packed({**unpacked(_LETTER), **named}))


def _rewritten(part: str, pattern: str, replacement: str) -> Prepare:
    """`letter.docx` with other words in one of its parts, at least once."""
    text, count = re.subn(pattern, replacement, unpacked(_LETTER)[part].decode())
    assert count
    return _file("letter.docx", packed({**unpacked(_LETTER), part: text.encode()}))


def _bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(3):
            archive.writestr(f"part{number}.xml", bytes(30_000_000))
    return out.getvalue()


def _signed(root: Path) -> None:
    """The campaign `joint` asks two organisations to sign its version v1."""
    changes = {"campaigns/joint/campaign.yaml": workspaces.JOINT + _SIGNOFF, "campaigns/joint/sign-ons.yaml": _ASKED}
    workspaces.build(root, changes)
    for command in (("version", "save", "joint", "v1"), ("signoff", "prepare", "joint")):
        done = workspaces.run(root, *command)
        assert done.status == 0, done.err


def _form(of: str = "north-network", **answers: str) -> Prepare:
    """`form.docx`, filled in by the organisation that is named, or by the North Network."""
    given = {"signer": "Jane Roe", "date": f"{_NOW:%d %B %Y}", "endorse": "yes", **answers}

    def prepare(root: Path) -> None:
        _signed(root)
        content = (root / f"out/joint/sign-off/{of}.docx").read_bytes()
        (root / "form.docx").write_bytes(filled(content, {key: said for key, said in given.items() if said}))

    return prepare


def _in_git(root: Path) -> None:
    (root / ".git").mkdir()


_HEAD = "From: jane@example.org\nTo: us@example.org\nContent-Type: text/plain; charset=utf-8\n\n"


def _mail(change: Callable[[str], str]) -> Prepare:
    """`answer.eml`: the note as the North Network sends it back, with something otherwise."""

    def prepare(root: Path) -> None:
        _signed(root)
        note = (root / "out/joint/sign-off/north-network.md").read_text(encoding="utf-8")
        (root / "answer.eml").write_text(_HEAD + change(note), encoding="utf-8")

    return prepare


def _answered(note: str) -> str:
    """The note with its lines filled in."""
    given = {"Name": "Jane Roe", "Date": f"{_NOW:%d %B %Y}", "We endorse this text (yes/no)": "yes"}
    labelled = ((line.rstrip(), line.strip().partition(":")[0]) for line in note.splitlines())
    return "".join(f"{line} {given[label]}\n" if label in given else f"{line}\n" for line, label in labelled)


def _of_two_letters(note: str) -> str:
    reference = next(line for line in note.splitlines() if "·" in line)
    return f"{_answered(note)}\n{reference.replace('north-network', 'east-lawyers')}\n"


def _quoted(note: str) -> str:
    return "Please see below.\n\n" + "".join(f"> {line}\n" for line in _answered(note).splitlines())


_COMMENTED = '<w:p><w:r><w:commentReference w:id="1"/></w:r></w:p><w:tbl>'
_STRUCK = "Jane </w:t></w:r><w:r><w:rPr><w:strike/></w:rPr><w:t>Roe</w:t>"


def _news_signed(root: Path) -> None:
    _saying(_SIGNOFF, "news")(root)
    assert workspaces.run(root, "version", "save", "news", "v1").status == 0


def _withheld(root: Path) -> None:
    _signed(root)
    assert workspaces.run(root, "signoff", "invite", "joint", "--private", "--name", "Secret Sisters").status == 0


def _changed(file: str, old: str, new: str, prepare: Prepare) -> Prepare:
    """A file of text with other words, or a part of a Word file."""

    def change(root: Path) -> None:
        prepare(root)
        path = root / file
        if path.suffix != ".docx":
            path.write_text(_with_other(path.read_text(encoding="utf-8"), old, new), encoding="utf-8")
            return
        parts = unpacked(path.read_bytes())
        path.write_bytes(packed({**parts, MAIN: _with_other(parts[MAIN].decode(), old, new).encode()}))

    return change


def _with_other(text: str, old: str, new: str) -> str:
    assert old in text
    return text.replace(old, new, 1)


def _reworded(name: str, prepare: Prepare) -> Prepare:
    """The campaign says other words once everything is prepared, and if `name` is given, has saved them."""

    def reword(root: Path) -> None:
        prepare(root)
        _append(root, "closing: We look forward to your answer.\n")
        if name:
            assert workspaces.run(root, "version", "save", "joint", name).status == 0
            path = root / "campaigns/joint/campaign.yaml"
            path.write_text(_with_other(path.read_text(), "version: v1", f"version: {name}"), encoding="utf-8")

    return reword


def _append(root: Path, lines: str, campaign: str = "joint") -> None:
    with (root / f"campaigns/{campaign}/campaign.yaml").open("a", encoding="utf-8") as file:
        file.write(lines)


def _saying(lines: str, campaign: str = "joint") -> Prepare:
    """The campaign says more once everything is prepared."""

    def prepare(root: Path) -> None:
        _signed(root)
        _append(root, lines, campaign)

    return prepare


def _of_another_program(root: Path) -> None:
    _signed(root)
    path = root / "campaigns/joint/versions/v1.json"
    data = {**json.loads(path.read_text(encoding="utf-8")), "format": 2}
    del data["seal"]
    path.write_text(json.dumps({**data, "seal": versions._seal(data)}), encoding="utf-8")


def _named_blank(root: Path) -> None:
    _signed(root)
    for file in ("signatories/organisations.yaml", "campaigns/joint/sign-ons.yaml"):
        path = root / file
        path.write_text(path.read_text(encoding="utf-8").replace("zebra-union", "blank"), encoding="utf-8")


def _two_forms(root: Path) -> None:
    _form()(root)
    (root / "other.docx").write_bytes((root / "form.docx").read_bytes())
    content = (root / "out/joint/sign-off/north-network.docx").read_bytes()
    (root / "form.docx").write_bytes(
        filled(content, {"signer": "John Doe", "date": f"{_NOW:%d %B %Y}", "endorse": "yes"})
    )


_VERSION = "campaigns/joint/versions/v1.json"
PREPARED: Mapping[str, Prepare] = {
    "U118": _file("large.txt", b"Nobody came. " * 400_000),
    "U385": _file("letter.txt", b"Nobody came. " * 130),
    "U386": _rewritten("word/styles.xml", r"<w:lang [^>]*/>", ""),
    "U638": _rewritten(MAIN, r"<w:r>", '<w:ins w:id="9" w:author="A"><w:r><w:t>More </w:t></w:r></w:ins><w:r>'),
    "U821": _file("answers.csv", b"Organisation,May we name you?\nA\x00B,yes\n"),
    "U829": _in_git,
    "U830": _signed,
    "U831": _file("large.docx", bytes(20_000_001)),
    "U833": _file("letter.docx", _LETTER[:3000]),
    "U834": _file("letter.docx", _OLE + "EncryptedPackage".encode("utf-16-le")),
    "U835": _letter(word__vbaProject_dot_bin=b"x"),
    "U836": _file("letter.docx", _bomb()),
    "U837": _file("letter.docx", packed({**unpacked(_LETTER), "../../outside.xml": b"<a/>"})),
    "U838": _letter(word__document_dot_xml=b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
    "U839": _signed,
    "U902": _in_git,
    "U910": _reworded("", _signed),
    "U911": _saying("", "joint"),
    "U914": _of_another_program,
    "U915": _changed(_VERSION, "Twelve people", "Ten people", _signed),
    "U918": _saying("sent: v1\n"),
    "U919": _saying("sent: v1\nlanguage: en-GB\n"),
    "U923": _reworded("", _signed),
    "U924": _changed("campaigns/joint/campaign.yaml", ", time_zone: Europe/Zurich", "", _signed),
    "U925": _news_signed,
    "U926": _named_blank,
    "U930": _signed,
    "U931": _form(organisation="x" * 300),
    "U913": _signed,
    "U932": _mail(lambda note: f"Name: Jane Doe\nName: John Roe\nWe endorse this text (yes/no): yes\n{note}"),
    "U933": _form(date="next week"),
    "U934": _changed("form.docx", "Jane Roe</w:t>", _STRUCK, _form()),
    "U935": _changed("form.docx", "<w:tbl>", _COMMENTED, _form()),
    "U936": _mail(_of_two_letters),
    "U937": _mail(_quoted),
    "U938": _form(endorse="no"),
    "U939": _form(date="1 May 2020"),
    "U940": _mail(lambda note: _answered(note).replace("·", "-")),
    "U941": _mail(lambda note: _answered(note).replace("joint ·", "other ·")),
    "U942": _mail(lambda note: _answered(note).replace("· v1", "· v7")),
    "U943": _reworded("v2", _form()),
    "U944": _changed("form.docx", "Twelve people", "Many people", _form()),
    "U945": _form(of="blank", organisation="Zebra Unions"),
    "U946": _form(organisation="Quite Other People"),
    "U947": _two_forms,
    "U948": _form(withhold="yes"),
    "U949": _changed("campaigns/joint/sign-ons.yaml", "status: invited", "status: declined", _form()),
    "U950": _withheld,
}
"""What must be there before an example, where lines cannot tell it: Word files that came back, and the like."""
