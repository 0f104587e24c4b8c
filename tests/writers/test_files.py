"""Files appear whole or not at all."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from undersigned.writers.files import write_all


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def usual_umask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


def test_folders_are_made(tmp_path: Path) -> None:
    path = tmp_path / "out" / "2020-eba" / "joint-letter.md"
    write_all([(path, b"We write.\r\n\x00")])
    assert path.read_bytes() == b"We write.\r\n\x00"
    assert names(path.parent) == ["joint-letter.md"]


def test_an_old_file_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "letter.md"
    path.write_bytes(b"old and longer")
    write_all([(path, b"new")])
    assert path.read_bytes() == b"new"
    assert names(tmp_path) == ["letter.md"]


def test_who_reads_the_old_file_goes_on_reading_it(tmp_path: Path) -> None:
    path = tmp_path / "letter.md"
    path.write_bytes(b"old")
    with path.open("rb") as reader:
        write_all([(path, b"new")])
        assert reader.read() == b"old"


@pytest.mark.parametrize("step", ["chmod", "replace"])
@pytest.mark.parametrize("error", [OSError("no space left"), KeyboardInterrupt()])
def test_a_failure_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, error: BaseException
) -> None:
    path = tmp_path / "letter.md"
    path.write_bytes(b"old")

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(os, step, fail)
    with pytest.raises(type(error)):
        write_all([(path, b"new")])
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["letter.md"]


def test_a_file_in_the_place_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"a file")
    with pytest.raises(OSError, match="out"):
        write_all([(tmp_path / "out" / "letter.md", b"new")])
    assert names(tmp_path) == ["out"]


def test_a_folder_in_the_place_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "letter.md").mkdir()
    with pytest.raises(OSError, match="letter"):
        write_all([(tmp_path / "letter.md", b"new")])
    assert names(tmp_path) == ["letter.md"]


def test_a_folder_that_must_not_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The refusal is made by hand where the tests run as root, to whom nothing is forbidden."""
    path = tmp_path / "letter.md"
    path.write_bytes(b"old")
    tmp_path.chmod(0o555)
    if os.access(tmp_path, os.W_OK):

        def refuse(name: Path, *_: object) -> int:
            raise PermissionError(13, "Permission denied", str(name))

        monkeypatch.setattr(os, "open", refuse)
    try:
        with pytest.raises(PermissionError):
            write_all([(path, b"new")])
    finally:
        monkeypatch.undo()
        tmp_path.chmod(0o755)
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["letter.md"]


@pytest.mark.usefixtures("usual_umask")
def test_a_new_file_has_the_rights_that_the_umask_leaves(tmp_path: Path) -> None:
    path = tmp_path / "letter.md"
    write_all([(path, b"new")])
    assert stat.S_IMODE(path.stat().st_mode) == 0o644


@pytest.mark.usefixtures("usual_umask")
def test_an_old_file_keeps_its_rights(tmp_path: Path) -> None:
    path = tmp_path / "letter.md"
    path.write_bytes(b"old")
    path.chmod(0o600)
    write_all([(path, b"new")])
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_name_as_long_as_names_may_be(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 255)
    write_all([(path, b"new")])
    assert path.read_bytes() == b"new"


def test_all_files_or_none(tmp_path: Path) -> None:
    old = tmp_path / "a.txt"
    old.write_bytes(b"old")
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OSError) as refused:  # noqa: PT011 - which one depends on the system
        write_all([(old, b"new"), (tmp_path / "file" / "b.txt", b"b")])
    assert refused.value.filename == str(tmp_path / "file" / "b.txt")
    assert old.read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "file"]
