"""The wheel, installed away from the checkout: everything that letters are made of travels in it."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from undersigned import __version__

ROOT = Path(__file__).parents[1]
KINDS = ("council-letter", "joint-letter", "news-item", "newsletter", "request-letter")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from the checkout, without asking an index for anything."""
    folder = tmp_path_factory.mktemp("wheel")
    _run([sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)], ROOT)
    (built,) = folder.glob("*.whl")
    return built


@dataclass(frozen=True, slots=True)
class Installed:
    """The wheel unpacked into a folder of its own."""

    folder: Path

    def run(self, cwd: Path, *command: str) -> str:
        """Runs Python on `command` with the installed wheel and its dependencies in its path; gives what it printed.

        Without `site` nothing reads the .pth file that puts an editable checkout into the path.
        """
        path = os.pathsep.join((str(self.folder), sysconfig.get_path("purelib"), sysconfig.get_path("platlib")))
        return _run([sys.executable, "-S", *command], cwd, {**os.environ, "PYTHONPATH": path})

    def undersigned(self, cwd: Path, *arguments: str) -> str:
        """Runs the command as the wheel installs it."""
        script = self.folder / "bin" / "undersigned"
        return self.run(cwd, *([str(script)] if script.is_file() else ["-m", "undersigned"]), *arguments)


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    folder = tmp_path_factory.mktemp("installed")
    pip = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--no-index",
        "--no-deps",
        "--no-compile",
        "--disable-pip-version-check",
    ]
    _run([*pip, "--target", str(folder), str(wheel)], folder)
    return Installed(folder)


def _run(command: list[str], cwd: Path, environment: dict[str, str] | None = None) -> str:
    run = subprocess.run(
        command,
        cwd=cwd,
        env=environment,
        check=False,
        encoding="utf-8",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    assert run.returncode == 0, run.stdout
    return run.stdout


def _files(folder: Path, prefix: str) -> Iterator[str]:
    for path in folder.rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            yield f"{prefix}/{path.relative_to(folder).as_posix()}"


def test_the_wheel_holds_the_package_and_the_stock_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    wanted = {
        *_files(ROOT / "src/undersigned", "undersigned"),
        *_files(ROOT / "templates", "undersigned/stock/templates"),
    }
    assert names == wanted


@pytest.mark.parametrize(
    "name",
    [
        "undersigned/py.typed",
        "undersigned/writers/html.css",
        "undersigned/writers/docx/stock/styles.xml",
        "undersigned/stock/templates/letters/parts.md.j2",
        "undersigned/stock/templates/demands/political-prisoners.yaml",
        *(
            f"undersigned/stock/templates/letters/{kind}/{part}"
            for kind in KINDS
            for part in ("kind.yaml", "letter.md.j2")
        ),
    ],
)
def test_the_wheel_holds_what_letters_are_made_of(wheel: Path, name: str) -> None:
    with zipfile.ZipFile(wheel) as archive:
        assert archive.getinfo(name).file_size > 0 or name.endswith("py.typed")


def test_the_wheel_says_what_it_is(wheel: Path) -> None:
    about = f"undersigned-{__version__}.dist-info"
    with zipfile.ZipFile(wheel) as archive:
        metadata = archive.read(f"{about}/METADATA").decode()
        scripts = archive.read(f"{about}/entry_points.txt").decode()
        assert archive.getinfo(f"{about}/licenses/LICENSE").file_size > 0
    assert f"\nVersion: {__version__}\n" in metadata
    assert "\nLicense-Expression: MIT\n" in metadata
    assert "undersigned = undersigned.__main__:main" in scripts


def test_the_checkout_is_out_of_the_path(installed: Installed, tmp_path: Path) -> None:
    where = installed.run(tmp_path, "-c", "import undersigned, sys; print(undersigned.__file__, *sys.path, sep='\\n')")
    assert str(installed.folder) in where.splitlines()[0]
    assert str(ROOT / "src") not in where.splitlines()


def test_a_new_workspace_renders_without_the_repository(installed: Installed, tmp_path: Path) -> None:
    installed.undersigned(tmp_path, "init", "there")
    installed.undersigned(tmp_path / "there", "render", "example")
    out = tmp_path / "there/out/example"
    documents = ("joint-letter", "news-item")
    assert {path.name for path in out.iterdir()} == {
        f"{kind}.{end}" for kind in documents for end in ("docx", "html", "md")
    }
    assert zipfile.is_zipfile(out / "joint-letter.docx")
    assert "<main" in (out / "joint-letter.html").read_text(encoding="utf-8")
    assert "Joint open letter" in (out / "joint-letter.md").read_text(encoding="utf-8")


def test_every_stock_kind_renders_without_the_repository(installed: Installed, tmp_path: Path) -> None:
    (tmp_path / "campaigns").mkdir()
    for kind in KINDS:
        installed.undersigned(tmp_path, "new", f"my-{kind}", "--document", kind)
    installed.undersigned(tmp_path, "render", "--to", "md")
    assert {path.stem for path in (tmp_path / "out").rglob("*.md")} == set(KINDS)
