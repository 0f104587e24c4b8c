"""Reading a file: straight through where all is well."""

from __future__ import annotations

import gc
from collections.abc import Mapping

from undersigned.source.composing import Composer
from undersigned.source.text import decode, looks_odd, nothing_in, unfit_characters, without_unfit_characters
from undersigned.source.tree import Source, Unsound

_REST_IS_SOUND = frozenset({"U105", "U109", "U114", "U119"})
"""A key that comes twice, words that a `#` swallows, characters that nothing can hold, lines that are joined: all else
says what it says."""


def read(text: bytes, file: str) -> Source:
    """The data and places of a YAML file; `file` is its name to show, relative to the workspace.

    Raises `Unsound` with all problems that can be found.
    """
    collecting = gc.isenabled()
    gc.disable()  # it walks all the data again and again while they grow, and none of them is garbage
    try:
        return _read(text, file)
    finally:
        if collecting:
            gc.enable()


def _read(text: bytes, file: str) -> Source:
    lines = decode(text, file)
    problems = list(unfit_characters(lines, file))
    if problems:
        lines = without_unfit_characters(lines)
    composer = Composer(lines, file).run()
    if composer.failure is not None and any("\t" in line for line in lines):
        from undersigned.source.indentation import without_blank_tabs

        lines = without_blank_tabs(lines)
        composer = Composer(lines, file).run()
    changed: Mapping[int, tuple[str, str]] = {}
    whole = True
    if composer.failure is not None or composer.problems or composer.faults or looks_odd(lines):
        from undersigned.source.diagnosis import diagnosed  # costs some milliseconds, and most files are well

        diagnosis = diagnosed(lines, file, composer)
        problems += diagnosis.problems
        composer, changed, whole = diagnosis.composer, diagnosis.changed, diagnosis.whole
    if composer.data is None and not problems:
        problems = [nothing_in(lines, file)]
    source = Source(file, composer.data, composer.place, changed)
    if problems:
        left = (*composer.problems, *(fault.problem for fault in composer.faults))
        sound = whole and all(problem.code in _REST_IS_SOUND for problem in left)
        raise Unsound(problems, source if sound and composer.data is not None else None)
    return source
