"""What tests of several folders share: the shipped campaigns, rendered once by the command that people type."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.shipped import ROOT, SLUGS


@pytest.fixture(scope="session")
def letters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every document of every shipped campaign, as Word, HTML and Markdown."""
    folder = tmp_path_factory.mktemp("letters")
    for slug in SLUGS:
        command = [sys.executable, "-m", "undersigned", "render", slug, "--out", str(folder)]
        run = subprocess.run(command, cwd=ROOT, capture_output=True, check=False, encoding="utf-8")
        assert run.returncode == 0, run.stderr
    return folder
