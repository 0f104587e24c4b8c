"""What `check` sees in a letter: a case file for each check, and one for what it must leave alone.

The cases lie in `cases/checks/`, in the form that `tests/case_files.py` describes.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import case_files

CASES = case_files.cases("checks")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_what_is_found_in_a_letter(case: Path, tmp_path: Path) -> None:
    case_files.play(case, tmp_path)
