"""What each command may load: a module that a command does not need costs everybody who runs it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests import workspaces

WEIGHED = frozenset(
    {
        "babel",
        "docx",
        "ftfy",
        "jinja2",
        "lxml",
        "markdown_it",
        "mdit_py_plugins",
        "pydantic",
        "pyuca",
        "python_calamine",
        "rapidfuzz",
        "rich",
        "typer",
        "yaml",
    }
    | {f"undersigned.writers.{name}" for name in ("docx", "html", "markdown")}
)
"""The modules that the table is about: packages of others, and our writers."""

HELP = frozenset({"typer"})
ARGUMENTS = HELP | {"pydantic"}
"""Some versions of Typer load pydantic for themselves as soon as they read a command's own options."""
READING = ARGUMENTS | {"jinja2", "yaml"}
DRAFTING = READING | {"babel", "markdown_it", "mdit_py_plugins"}
DOCX, HTML, MARKDOWN = (frozenset({f"undersigned.writers.{name}"}) for name in ("docx", "html", "markdown"))
LETTERHEAD = DOCX | {"docx", "lxml"}
COMPARING = frozenset({"rapidfuzz"})

MAY_LOAD: dict[str, frozenset[str]] = {
    "--version": frozenset(),
    "-V": frozenset(),
    "--help": HELP,
    "demands --help": ARGUMENTS,
    "render --help": ARGUMENTS,
    "check --help": ARGUMENTS,
    "check joint": DRAFTING,
    "check": DRAFTING,
    "render joint": DRAFTING | DOCX | HTML | MARKDOWN,
    "render joint --to docx": DRAFTING | DOCX,
    "render joint --to html": DRAFTING | HTML,
    "render joint --to md": DRAFTING | MARKDOWN,
    "render joint --to docx --each-addressee": DRAFTING | DOCX,
    "render council --document council-letter": DRAFTING | DOCX | HTML | MARKDOWN,
    "demands list": DRAFTING,
    "demands show mend-law": DRAFTING,
    "demands used mend-law": DRAFTING | COMPARING,
    "demands catalogue --to html": DRAFTING | HTML,
    "facts --help": ARGUMENTS,
    "facts list": DRAFTING,
    "facts show arrests": DRAFTING,
    "facts used arrests": DRAFTING | COMPARING,
    "version save joint v1": DRAFTING,
    "version list joint": DRAFTING,
    "signatories --help": ARGUMENTS,
    "signatories list": DRAFTING,
    "signatories import --help": ARGUMENTS,
    "signatories duplicates": DRAFTING | COMPARING,
    "signatories export": DRAFTING,
    "signoff invite joint jane-doe": DRAFTING,
    "signoff withhold joint zebra-union": DRAFTING,
    "signoff record joint zebra-union --status declined --replace": DRAFTING,
    "signoff collect --help": ARGUMENTS,
    "signoff prepare --help": ARGUMENTS,
    "signoff remind --help": ARGUMENTS,
    "signoff status --help": ARGUMENTS,
    "schema --help": ARGUMENTS,
    "schema": DRAFTING,
    "schema campaign": DRAFTING,
    "new later --document joint-letter": DRAFTING,
    "init there": DRAFTING | LETTERHEAD,
}
"""The most that a command may have loaded when it ends. What it may not is everything else that is weighed."""

PROBE = """
import sys
from undersigned.__main__ import main
sys.argv = ["undersigned", *sys.argv[1:]]
try:
    main()
except SystemExit as leaving:
    if leaving.code:
        raise
print(*sys.modules, file=sys.stderr)
"""
"""Runs a command and prints the modules that are loaded when it ends."""


def loaded(folder: Path, command: str) -> frozenset[str]:
    """The weighed modules that a command has loaded, in a process of its own."""
    run = subprocess.run(
        [sys.executable, "-c", PROBE, *command.split()], cwd=folder, capture_output=True, check=False, encoding="utf-8"
    )
    assert run.returncode == 0, run.stderr
    modules = run.stderr.splitlines()[-1].split()
    names = {".".join(module.split(".")[:3]) for module in modules} | {module.partition(".")[0] for module in modules}
    return WEIGHED & names


@pytest.mark.parametrize("command", MAY_LOAD)
def test_a_command_loads_no_more_than_it_may(tmp_path: Path, command: str) -> None:
    assert loaded(workspaces.build(tmp_path), command) <= MAY_LOAD[command]


def test_the_probe_sees_what_is_loaded(tmp_path: Path) -> None:
    found = loaded(workspaces.build(tmp_path), "render joint --to html")
    assert {"yaml", "jinja2", "markdown_it", "undersigned.writers.html"} <= found


def test_a_letterhead_is_what_loads_python_docx(tmp_path: Path) -> None:
    workspaces.build(tmp_path)
    loaded(tmp_path, "init .")
    found = loaded(tmp_path, "render joint --to docx")
    assert "docx" in found
    assert found <= DRAFTING | LETTERHEAD


def test_every_command_is_in_the_table() -> None:
    from undersigned.cli.groups import app

    names = {command.name or getattr(command.callback, "__name__", "") for command in app.registered_commands}
    for group in app.registered_groups:
        assert group.typer_instance is not None
        names |= {f"{group.name} {command.name}" for command in group.typer_instance.registered_commands}
    known = {command.split()[0] for command in MAY_LOAD} | {" ".join(command.split()[:2]) for command in MAY_LOAD}
    assert names <= known
