"""Files that are written whole or not at all."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_RIGHTS_BEFORE_UMASK = 0o666


def write_whole(path: Path, content: bytes) -> None:
    """Puts `content` into the file `path`, making the folders above it where they are missing.

    The bytes go into a hidden file beside the target, are flushed, and take the target's place in one step: whoever
    reads `path` sees the old file or the new one, never a part. Raises OSError where that cannot be done; an old file
    is then as it was, and nothing is left beside it. A new file gets the rights that the umask leaves, an old one keeps
    its own.

    Nothing waits for the disk (`fsync`): that made 193 letters take 70 ms instead of 6 on a solid-state disk, and would
    take seconds on one that turns, to protect from a power cut what `render` makes again in a moment.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".undersigned-{os.urandom(6).hex()}.tmp")
    descriptor = os.open(beside, _NEW_FILE, _RIGHTS_BEFORE_UMASK)
    try:
        with open(descriptor, "wb") as file:
            file.write(content)
        with suppress(FileNotFoundError):
            os.chmod(beside, stat.S_IMODE(path.stat().st_mode))
        os.replace(beside, path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
