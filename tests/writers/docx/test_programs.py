"""Other programs open what the writer makes: LibreOffice, and the two validators of Office files."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests import samples
from tests.external.programs import installed, of_node, of_python
from undersigned.document import Document
from undersigned.writers.docx import Writer, stock_letterhead

from .reading import TIME
from .test_letterhead import LETTERHEAD

pytestmark = pytest.mark.external

FILES = {
    **{name: Writer().write(document, time=TIME) for name, document in samples.ALL.items()},
    "stock-letterhead": stock_letterhead(),
    "on-stock-letterhead": Writer(stock_letterhead()).write(samples.LETTER, time=TIME),
    "on-letterhead": Writer(LETTERHEAD).write(samples.SYMBOLS, time=TIME),
    "empty": Writer().write(Document("", ()), time=TIME),
}


@pytest.fixture(params=FILES)
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    made = tmp_path / f"{request.param}.docx"
    made.write_bytes(FILES[request.param])
    return made


def test_openxml_audit_has_nothing_to_report(path: Path) -> None:
    program = of_python("openxml-audit")
    found = subprocess.run([program, "-f", "microsoft365", path], capture_output=True, text=True, check=False)
    assert "Errors: 0" in found.stdout, found.stdout


def test_the_open_xml_sdk_has_nothing_to_report(path: Path) -> None:
    """It may rewrite its input, so it is given a copy; its verdict stands in the JSON, not in the exit status."""
    program = of_node(".bin/ooxml-validator")
    found = subprocess.run(
        [program, path, "--officeVersion", "Microsoft365"], capture_output=True, text=True, check=False
    )
    verdict = json.loads(found.stdout)
    assert verdict["ok"], verdict["errors"]


def test_libreoffice_prints_the_words(tmp_path: Path) -> None:
    made = tmp_path / "letter.docx"
    made.write_bytes(FILES["symbols"])
    soffice = installed("soffice")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, made],
        check=True,
        capture_output=True,
        timeout=120,
    )
    printed = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "letter.pdf", "-"], capture_output=True, text=True, check=True
    ).stdout
    for expected in ("consultation†", "Page 2 of ", "(b)", "ii.", "Dams & the right to water <urgent>"):
        assert expected in printed
