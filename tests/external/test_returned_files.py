"""The full circle through the programs of others: prepared, filled in, saved by LibreOffice, collected, rendered."""

from __future__ import annotations

import datetime
import subprocess
from pathlib import Path

import docx
import pytest
from docx_plus.controls import set_control_value

from tests.external.programs import installed
from tests.test_collecting import HIDDEN, LIST, SIGN_ONS, SIGNOFF, collect, sign_on
from tests.workspaces import JOINT, build, run
from undersigned.problems import Refused, Span
from undersigned.returned.answers_docx import read_docx

pytestmark = pytest.mark.external

TODAY = datetime.datetime.now()  # noqa: DTZ005 - as the command line has it
FORMS = {
    "north-network": "out/joint/sign-off/north-network.docx",
    "east-lawyers": "out/joint/sign-off/east-lawyers.docx",
    "zebra-union": "out/joint/sign-off/blank.docx",
    "withheld-01": "signatories/private/joint/sign-off/withheld-01.docx",
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace, with forms filled in by another library in `signed/`."""
    root = build(tmp_path_factory.mktemp("letters"), {"campaigns/joint/campaign.yaml": JOINT + SIGNOFF, LIST: SIGN_ONS})
    for command in (
        ("version", "save", "joint", "v1"),
        ("signoff", "invite", "joint", "--private", "--name", "Secret Sisters"),
        ("signoff", "prepare", "joint"),
    ):
        assert run(root, *command).status == 0
    (root / "signed").mkdir()
    for name, path in FORMS.items():
        document = docx.Document(str(root / path))
        if name == "zebra-union":
            set_control_value(document, "us_organisation", "Zebra Union")
        set_control_value(document, "us_signer", "Zoë Søndergaard")
        set_control_value(document, "us_function", "Chair & spokesperson")
        set_control_value(document, "us_date", TODAY)
        set_control_value(document, "us_endorse", True)
        document.save(str(root / "signed" / f"{name}.docx"))
    return root


def convert(root: Path, path: Path, to: str) -> Path:
    """What LibreOffice makes of a file."""
    profile = f"-env:UserInstallation={(root / 'profile').as_uri()}"
    folder = root / f"as-{to.partition(':')[0]}-{path.parent.name}"
    command = [installed("soffice"), profile, "--headless", "--convert-to", to, "--outdir", str(folder), str(path)]
    subprocess.run(command, capture_output=True, check=True, timeout=180)
    return folder / f"{path.stem}.{to.partition(':')[0]}"


WAYS = {"as it is": [], "saved": ["docx:MS Word 2007 XML"], "saved twice": ["odt", "docx:MS Word 2007 XML"]}


@pytest.mark.parametrize("way", WAYS)
def test_count_and_list_are_right(root: Path, way: str) -> None:
    paths = [root / "signed" / f"{name}.docx" for name in FORMS]
    for step in WAYS[way]:
        paths = [convert(root, path, step) for path in paths]
    before = {name: (root / name).read_bytes() for name in (LIST, HIDDEN)}
    done = collect(root, *(str(path.relative_to(root)) for path in paths))
    assert (done.status, done.err) == (0, "")
    assert run(root, "render", "joint", "--to", "md").status == 0
    letter = (root / "out/joint/joint-letter.md").read_text(encoding="utf-8")
    assert [line for line in letter.splitlines() if line.startswith("- ")][:3] == [
        "- North Network (NN)",
        "- The East Lawyers",
        "- Zebra Union",
    ]
    assert "One further signatory is not named." in letter
    assert "Secret" not in letter
    noted = sign_on(root, "north-network")
    assert noted["signer"] == {"name": "Zoë Søndergaard", "function": "Chair & spokesperson"}
    assert noted["date"] == TODAY.date()
    assert "as" not in noted
    for name, content in before.items():
        (root / name).write_bytes(content)


@pytest.mark.parametrize(("kind", "what"), [("doc", "(.doc)"), ("odt", "(.odt)"), ("rtf", "(.rtf)"), ("pdf", "PDF")])
def test_other_formats_are_told_apart(root: Path, kind: str, what: str) -> None:
    path = convert(root, root / "signed/north-network.docx", kind)
    with pytest.raises(Refused) as refused:
        read_docx(path.read_bytes(), Span("form"))
    assert what in refused.value.problems[0].message
