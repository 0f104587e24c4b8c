"""Where the output goes: every letter can be printed there, in a plainer form if need be."""

from __future__ import annotations

import codecs
import io
import os
import sys

_PLAINER = str.maketrans({"“": "'", "”": "'", "‘": "'", "’": "'", "…": "...", "–": "-", "—": "-", "│": "|", "→": "->"})
"""None of these means anything in JSON or CSV."""


def make_ready() -> None:
    """Sees to it that nothing that is printed can fail for want of a letter, or of anybody who listens."""
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - as long as the program runs
    sys.stderr = sys.stderr or sys.stdout
    codecs.register_error("undersigned", _plainer)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="undersigned")


def _plainer(error: UnicodeError) -> tuple[str, int]:
    """What is printed instead of signs that the terminal does not have."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    signs = error.object[error.start : error.end].translate(_PLAINER)
    return "".join(sign if sign.isascii() else "?" for sign in signs), error.end


def drop() -> None:
    """Sends the rest of the output nowhere, for nobody reads on."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(nowhere, stream.fileno())
