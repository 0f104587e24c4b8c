"""Same input, same bytes, whoever renders it, where, when and in what language; and nothing of them in the files."""

from __future__ import annotations

import datetime
import io
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import etree

ROOT = Path(__file__).parents[1]
FOLDER = "qq-folder-of-somebody"
SOMEBODY = "qq-somebody"
EPOCH = "1600000000"
EPOCH_IN_ZIP = (2020, 9, 13, 12, 26, 40)
LETTER_DATE = {"2016-hrc33/news-item": (2016, 9, 8), "2020-eba/joint-letter": (2020, 7, 21)}

Files = dict[str, bytes]

RENDER = "from undersigned.__main__ import main; main()"
RENDER_LATER = f"import time; time.time = lambda: 2_000_000_000.0; {RENDER}"


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Where and how a workspace is rendered."""

    environment: Mapping[str, str]
    start_in: str = "."
    program: str = RENDER


PLAIN = Circumstances({"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0"})
OTHERS = {
    "hash seed": Circumstances({"PYTHONHASHSEED": "4711"}),
    "time zone ahead": Circumstances({"TZ": "Pacific/Kiritimati"}),
    "time zone behind": Circumstances({"TZ": "Pacific/Pago_Pago"}),
    "plain C locale": Circumstances({"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}),
    "Turkish": Circumstances({"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "LANGUAGE": "tr"}),
    "somebody": Circumstances(
        {"USER": SOMEBODY, "LOGNAME": SOMEBODY, "USERNAME": SOMEBODY, "HOME": f"/home/{SOMEBODY}"}
    ),
    "from a folder below": Circumstances({}, start_in="campaigns/2020-eba"),
    "later": Circumstances({}, program=RENDER_LATER),
    "optimised": Circumstances({"PYTHONOPTIMIZE": "2"}),
}


def copy_of_the_samples(folder: Path) -> Path:
    """The shipped campaigns in a workspace elsewhere."""
    for name in ("campaigns", "signatories", "templates"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("private"))
    return folder


def rendered(root: Path, circumstances: Circumstances, epoch: str | None = None) -> Files:
    """The files that rendering every campaign of a workspace writes, by path below `out/`; they are removed again."""
    environment = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    environment |= circumstances.environment
    if epoch:
        environment["SOURCE_DATE_EPOCH"] = epoch
    run = subprocess.run(
        [sys.executable, "-c", circumstances.program, "render"],
        cwd=root / circumstances.start_in,
        env=environment,
        capture_output=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr.decode(errors="replace")
    out = root / "out"
    files = {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}
    shutil.rmtree(out)
    return files


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_of_the_samples(tmp_path_factory.mktemp("samples"))


@pytest.fixture(scope="module")
def plain(samples: Path) -> Files:
    return rendered(samples, PLAIN)


@pytest.fixture(scope="module")
def of_somebody(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """The samples as somebody renders them in a folder whose name would be known again."""
    return rendered(copy_of_the_samples(tmp_path_factory.mktemp(FOLDER)), OTHERS["somebody"])


@pytest.fixture(scope="module")
def on_letterhead(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new workspace, whose letters are printed on a letterhead."""
    root = tmp_path_factory.mktemp(FOLDER)
    subprocess.run([sys.executable, "-m", "undersigned", "init", str(root)], check=True, capture_output=True)
    return root


def differing(one: Files, other: Files) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def test_there_are_eighteen_files(plain: Files) -> None:
    assert len(plain) == 18


@pytest.mark.parametrize("name", OTHERS)
def test_the_bytes_are_the_same(samples: Path, plain: Files, name: str) -> None:
    assert differing(plain, rendered(samples, OTHERS[name])) == []


def test_the_bytes_are_the_same_in_another_folder(plain: Files, of_somebody: Files) -> None:
    assert differing(plain, of_somebody) == []


def test_the_bytes_are_the_same_with_a_source_date(samples: Path, plain: Files) -> None:
    dated = rendered(samples, PLAIN, EPOCH)
    assert differing(dated, rendered(samples, OTHERS["time zone ahead"], EPOCH)) == []
    assert differing(dated, plain) == sorted(name for name in plain if name.endswith(".docx"))


def test_the_bytes_are_the_same_on_a_letterhead(on_letterhead: Path) -> None:
    once = rendered(on_letterhead, PLAIN)
    assert "example/joint-letter.docx" in once
    for name in ("hash seed", "time zone ahead", "later"):
        assert differing(once, rendered(on_letterhead, OTHERS[name])) == []


def test_entries_of_word_files_bear_the_source_date(samples: Path) -> None:
    for content in docx(rendered(samples, OTHERS["time zone behind"], EPOCH)).values():
        assert {entry.date_time for entry in zipfile.ZipFile(io.BytesIO(content)).infolist()} == {EPOCH_IN_ZIP}


@pytest.mark.parametrize("letter", LETTER_DATE)
def test_entries_of_word_files_bear_the_letters_date(plain: Files, letter: str) -> None:
    entries = zipfile.ZipFile(io.BytesIO(plain[f"{letter}.docx"])).infolist()
    assert {entry.date_time for entry in entries} == {(*LETTER_DATE[letter], 0, 0, 0)}


def test_the_epoch_is_the_date_that_is_looked_for() -> None:
    assert datetime.datetime.fromtimestamp(int(EPOCH), datetime.UTC).timetuple()[:6] == EPOCH_IN_ZIP


def test_nothing_of_the_maker_is_left(of_somebody: Files) -> None:
    assert residue(of_somebody) == []


def test_nothing_of_the_maker_is_left_on_a_letterhead(on_letterhead: Path) -> None:
    assert residue(rendered(on_letterhead, OTHERS["somebody"])) == []


def test_properties_of_word_files_are_title_and_language(of_somebody: Files, on_letterhead: Path) -> None:
    for name, content in docx({**of_somebody, **rendered(on_letterhead, PLAIN)}).items():
        archive = zipfile.ZipFile(io.BytesIO(content))
        assert [part for part in archive.namelist() if part.startswith("docProps/")] == ["docProps/core.xml"], name
        tags = [etree.QName(child).localname for child in etree.fromstring(archive.read("docProps/core.xml"))]
        assert sorted(tags) == ["language", "title"], name


def docx(files: Files) -> Files:
    return {name: content for name, content in files.items() if name.endswith(".docx")}


def residue(files: Files) -> list[str]:
    """The places where a file names its maker: the folder, the user, or a program that took part."""
    traces = (FOLDER.encode(), SOMEBODY.encode(), b"python-docx", b"undersigned-", b"/tmp/", b"<dc:creator")
    found: list[str] = []
    for name, content in files.items():
        parts = {name: content}
        if name.endswith(".docx"):
            archive = zipfile.ZipFile(io.BytesIO(content))
            parts = {f"{name}!{part}": archive.read(part) for part in archive.namelist()}
            parts |= {f"{name}! (comment)": archive.comment}
            parts |= {f"{name}!{entry.filename} (extra)": entry.extra + entry.comment for entry in archive.infolist()}
        found += [f"{place}: {trace.decode()}" for place, part in parts.items() for trace in traces if trace in part]
    return found
