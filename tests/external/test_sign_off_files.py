"""Files to sign in the programs of others: validators take them; LibreOffice keeps, prints and locks what it should.

Word itself cannot be asked here. That it keeps a section without `formProt` open, and in a group all but the controls
as it is, stands in ECMA-376 Part 1, 17.6.6 and 17.5.2.15.
"""

from __future__ import annotations

import io
import json
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

import docx
import pytest
from docx_plus.controls import set_control_value

from tests import samples
from tests.external.programs import installed, of_node, of_python
from tests.test_signoff_prepare import ASKED, CAMPAIGN, OUT, PRIVATE, SIGN_ONS, SIGNOFF, TWO_LANGUAGES, WITHHELD
from tests.workspaces import JOINT, build, run
from tests.writers.docx.test_forms import to_sign
from tests.writers.docx.test_letterhead import LETTERHEAD
from undersigned.problems import Span
from undersigned.returned.answers import Answers
from undersigned.returned.answers_docx import read_docx

pytestmark = pytest.mark.external


def _prepared(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Files as the command writes them, one that is filled in, and letters of every make."""
    for name, campaign in {"one": JOINT, "two": TWO_LANGUAGES}.items():
        root = build(
            folder / name, {CAMPAIGN: campaign + SIGNOFF, SIGN_ONS: ASKED, f"{PRIVATE}/withheld.yaml": WITHHELD}
        )
        assert run(root, "version", "save", "joint", "v1").status == 0
        assert run(root, "signoff", "prepare", "joint").status == 0
        for path in sorted([*(root / OUT).glob("*.docx"), *(root / PRIVATE).rglob("*.docx")]):
            yield f"{name}-{path.stem}", path.read_bytes()
    for sample, document in samples.ALL.items():
        yield f"sample-{sample}", to_sign(document)
    yield "on-letterhead", to_sign(letterhead=LETTERHEAD)
    yield "several", to_sign(samples.LETTER, samples.SYMBOLS)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    files = dict(_prepared(tmp_path_factory.mktemp("prepared")))
    return {**files, "filled": filled(files["one-east-lawyers"])}


def filled(content: bytes) -> bytes:
    """A form as an organisation fills it in, by way of another library."""
    document = docx.Document(io.BytesIO(content))
    set_control_value(document, "us_signer", "Zoë Søndergaard")
    set_control_value(document, "us_function", "Chair & spokesperson")
    set_control_value(document, "us_endorse", True)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def test_openxml_audit_has_nothing_to_report(made: dict[str, bytes], tmp_path: Path) -> None:
    program = of_python("openxml-audit")
    for name, content in made.items():
        path = tmp_path / f"{name}.docx"
        path.write_bytes(content)
        found = subprocess.run([program, "-f", "microsoft365", path], capture_output=True, text=True, check=False)
        assert "Errors: 0" in found.stdout, name + found.stdout


def test_the_open_xml_sdk_has_nothing_to_report(made: dict[str, bytes], tmp_path: Path) -> None:
    """It may rewrite its input, which is a copy; its verdict stands in the JSON, not in the exit status."""
    program = of_node(".bin/ooxml-validator")
    for name, content in made.items():
        path = tmp_path / f"{name}.docx"
        path.write_bytes(content)
        command = [program, str(path), "--officeVersion", "Microsoft365"]
        found = subprocess.run(command, capture_output=True, text=True, check=False)
        verdict = json.loads(found.stdout)
        assert verdict["ok"], (name, verdict["errors"])


# --- LibreOffice ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Office:
    """LibreOffice with a profile of its own, which is there once something has been converted."""

    folder: Path

    def convert(self, content: bytes, to: str) -> bytes:
        (self.folder / "in").mkdir(exist_ok=True)
        path = self.folder / "in" / "form.docx"
        path.write_bytes(content)
        self._run("--convert-to", to, "--outdir", str(self.folder), str(path))
        return (self.folder / f"form.{to}").read_bytes()

    def type_into(self, content: bytes) -> list[str]:
        """Types at the beginning of the letter and behind each answer, as people do; what the places say then."""
        path, log = self.folder / "typed.docx", self.folder / "log.txt"
        path.write_bytes(content)
        library = self.folder / "profile/user/basic/Standard"
        library.mkdir(parents=True, exist_ok=True)
        (library / "script.xlb").write_text(LIBRARY, encoding="utf-8")
        macro = MACRO.replace("FILE", path.as_uri()).replace("LOG", str(log))
        (library / "Module1.xba").write_text(MODULE.format(escape(macro)), encoding="utf-8")
        self._run("--norestore", "macro:///Standard.Module1.Main")
        return log.read_text(encoding="utf-8").splitlines()

    def _run(self, *arguments: str) -> None:
        profile = f"-env:UserInstallation={(self.folder / 'profile').as_uri()}"
        command = [installed("soffice"), profile, "--headless", *arguments]
        subprocess.run(command, capture_output=True, check=True, timeout=180)


LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Module1"/></library:library>
"""
MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic"
>{}</script:module>
"""
MACRO = """
Sub Main
  Dim none()
  Dim typed(0) As New com.sun.star.beans.PropertyValue
  letter = StarDesktop.loadComponentFromURL("FILE", "_blank", 0, none())
  cursor = letter.CurrentController.ViewCursor
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  typed(0).Name = "Text"
  typed(0).Value = "TYPED"
  cursor.gotoStart(False)
  dispatcher.executeDispatch(letter.CurrentController.Frame, ".uno:InsertText", "", 0, typed())
  Open "LOG" For Output As #1
  Print #1, "letter: " & InStr(letter.Text.String, "TYPED")
  For Each name In Array("us_organisation", "us_signer", "us_function", "us_date")
    If letter.Bookmarks.hasByName(name) Then
      place = letter.Bookmarks.getByName(name).Anchor
      cursor.gotoRange(place.End, False)
      cursor.goLeft(1, False)
      dispatcher.executeDispatch(letter.CurrentController.Frame, ".uno:InsertText", "", 0, typed())
      Print #1, name & ": " & InStr(place.String, "TYPED")
    End If
  Next
  Close #1
  letter.close(True)
  StarDesktop.terminate
End Sub
"""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, made: dict[str, bytes]) -> Office:
    office = Office(tmp_path_factory.mktemp("office"))
    office.convert(made["one-blank"], "pdf")
    return office


@pytest.mark.parametrize("name", ["one-blank", "one-east-lawyers", "filled", "two-withheld-02.fr", "several"])
def test_libreoffice_saves_what_was_answered(office: Office, made: dict[str, bytes], name: str) -> None:
    """It drops tags (7.4): what comes back is found by alias or bookmark, and says the same."""

    def read(content: bytes) -> Answers:
        return read_docx(content, Span(name))

    assert read(office.convert(made[name], "docx")) == read(made[name])


def test_libreoffice_lets_people_fill_in_the_form_and_nothing_else(office: Office, made: dict[str, bytes]) -> None:
    letter, *answers = office.type_into(made["one-blank"])
    assert letter == "letter: 0"
    assert [line.partition(": ")[0] for line in answers] == ["us_organisation", "us_signer", "us_function", "us_date"]
    assert [line for line in answers if line.endswith(": 0")] == []


def test_libreoffice_lets_people_write_into_the_copy_for_comments(office: Office, made: dict[str, bytes]) -> None:
    """And so the test above can fail."""
    assert office.type_into(made["one-for-comments"]) == ["letter: 1"]


@pytest.mark.parametrize("name", ["one-east-lawyers", "on-letterhead", "sample-letter"])
def test_the_form_is_printed_on_one_page_by_itself(office: Office, made: dict[str, bytes], name: str) -> None:
    pdf = office.folder / "printed.pdf"
    pdf.write_bytes(office.convert(made[name], "pdf"))
    read = [installed("pdftotext"), "-layout", str(pdf), "-"]
    printed = subprocess.run(read, capture_output=True, check=True, encoding="utf-8").stdout
    *letter, form = [page for page in printed.split("\f") if page.strip()]
    assert "Sign this letter" in form
    assert "Reference:" in form
    assert not any("We endorse this text" in page for page in letter)
    shutil.rmtree(office.folder / "in", ignore_errors=True)
