"""Where the programs of others are. One that is missing fails the test that needs it; nothing is skipped."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

NODE_MODULES = Path(__file__).parents[2] / "build" / "external" / "node_modules"


def installed(name: str) -> str:
    """A program that the system's packages bring."""
    return shutil.which(name) or _missing(name, f"install {name} (`.ci/run` says by which package)")


def of_python(name: str) -> str:
    """A program that came with a Python package, beside the interpreter."""
    path = Path(sys.executable).with_name(name)
    return str(path) if path.is_file() else _missing(name, "run `make test-external`, which installs it")


def of_node(path: str) -> str:
    """A file of a package in `tests/external/package.json`, by its path below `node_modules`."""
    found = NODE_MODULES / path
    return str(found) if found.is_file() else _missing(path, "run `make test-external`, which installs it")


def _missing(name: str, remedy: str) -> str:
    pytest.fail(f"{name} is missing: {remedy}", pytrace=False)
