"""YAML changed in place, and one writer at a time on a workspace.

A file is read by the strict reader before it is changed and again before it is written: what is unsound is refused as
ever, and what is written says exactly what it was to say.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from undersigned.problems import Problem, Refused, Span
from undersigned.source import Source, read
from undersigned.workspace import Workspace

if TYPE_CHECKING:
    from undersigned.rendering import Output

PRIVATE = "signatories/private"
PATIENCE = 30
"""For how many seconds a command waits for another one that is writing."""


@dataclass
class Yaml:
    """One file as people wrote it. Change `data` (dict, list, str, True, False, None) at will, then take `bytes()`.

    Dates, numbers and tuples may be put in; they are written as the text that reading gives back. New keys and items
    stand where they stand in `data`; what else is in the file keeps its lines, byte for byte.
    """

    source: Source
    raw: bytes
    data: Any

    @classmethod
    def read(cls, workspace: Workspace, path: Path, *, otherwise: str = "") -> Yaml:
        """The file at `path`; where there is none, `otherwise` is what it would say. Raises `Refused`."""
        raw = workspace.read_bytes(path) if path.exists() else (otherwise or "{}\n").encode()
        return cls.of(raw, workspace.name(path))

    @classmethod
    def of(cls, raw: bytes, name: str) -> Yaml:
        """The file `name` with these bytes. Raises `Refused`."""
        # A text below `|` says one thing less where the file ends without a line end: not so once lines follow it.
        source = read(raw + b"\n", name)
        return cls(source, raw, copy.deepcopy(source.data))

    @property
    def changed(self) -> bool:
        from undersigned.source.writing import plain_data

        return bool(plain_data(self.data) != self.source.data)

    def bytes(self) -> bytes:
        """The file as it is to be written. Raises `Refused` where it is written too oddly to be changed."""
        from undersigned.source.page import Tangled
        from undersigned.source.patching import patched
        from undersigned.source.writing import plain_data

        wanted = plain_data(self.data)
        if wanted == self.source.data:
            return self.raw
        try:
            result = patched(self.raw, self.source.data, wanted)
            if read(result + b"\n", self.source.file).data == wanted:
                return result
        except (Tangled, Refused, UnicodeEncodeError):
            pass
        raise Refused([self._too_odd(wanted)])

    def _too_odd(self, wanted: Any) -> Problem:
        message = "the file is written in a way that cannot be changed here without changing more than was asked for"
        remedy = "write each entry on lines of its own, or make the change by hand"
        return Problem("U901", self.source.span(_difference(self.source.data, wanted)), message, remedy)


def _difference(old: Any, new: Any) -> tuple[str | int, ...]:
    """The path to the first place where two states of the data differ."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key in old:
            if key in new and old[key] != new[key]:
                return (key, *_difference(old[key], new[key]))
    if isinstance(old, list) and isinstance(new, list):
        for index, (before, after) in enumerate(zip(old, new, strict=False)):
            if before != after:
                return (index, *_difference(before, after))
    return ()


@contextmanager
def locked(workspace: Workspace, patience: float = PATIENCE) -> Iterator[None]:
    """One writer at a time: reads and writes of one command stand inside, so that none works on what is outdated.

    Waits up to `patience` seconds for another one, then raises `Refused` (U703). What a command that was killed had
    begun to write is finished first. The lock ends with the process that holds it, however that ends.
    """
    from filelock import FileLock, Timeout

    from undersigned.writers.files import finish

    folder = workspace.root / PRIVATE
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / ".lock", timeout=patience)
        lock.acquire()
    except Timeout:
        message = f"another command has been writing in this workspace for {patience:.0f} seconds"
        raise Refused([Problem("U703", Span(PRIVATE), message, "wait until it has ended, then try again")]) from None
    except OSError:
        message = "nobody can be kept from writing at the same time: no file can be made here"
        raise Refused([Problem("U703", Span(PRIVATE), message, "check that you may write there")]) from None
    try:
        finish(_journal(workspace))
        yield
    finally:
        lock.release()


def write(workspace: Workspace, outputs: Sequence[Output]) -> None:
    """Writes files of a workspace together, inside `locked`: all or none of them, also where the process is killed.

    Raises OSError as `write_all` does; nothing has been written then.
    """
    from undersigned.writers.files import write_together

    write_together([(workspace.root / output.path, output.content) for output in outputs], _journal(workspace))


def _journal(workspace: Workspace) -> Path:
    return workspace.root / PRIVATE / ".unfinished"
