"""The command line: the one place that prints, exits, and reads the clock and the environment.

Commands import what they need when they run, so that `--help` answers at once. Each group of commands is a module here.
"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from undersigned.cli import streams
from undersigned.cli.groups import app
from undersigned.cli.terminal import FINE, PROBLEMS, begin, report, report_fault


def run() -> None:
    """Runs the command that the arguments name; people see answers, never a traceback."""
    from undersigned.problems import Refused

    streams.make_ready()
    begin()
    try:
        try:
            app()
        except Refused as refused:
            report(refused.problems)
            sys.exit(PROBLEMS)
        finally:
            sys.stdout.flush()  # while there is still somebody to tell that nobody reads on
    except BrokenPipeError:
        streams.drop()
        sys.exit(PROBLEMS)
    except Exception as fault:  # a traceback would frighten people, and show paths of their machine
        report_fault(fault)
        sys.exit(PROBLEMS)


def _version(wanted: bool) -> None:
    if wanted:
        from undersigned import __version__

        print(f"undersigned {__version__}")
        raise typer.Exit(FINE)


@app.callback()
def _options(
    shows_version: Annotated[
        bool, typer.Option("--version", "-V", is_eager=True, callback=_version, help="Show the version and exit.")
    ] = False,
) -> None:
    """Takes the options that stand before a command; `_version` has answered the only one."""


# The modules that hold the commands: importing them adds the commands to their groups, in the order of `--help`.
from undersigned.cli import (  # noqa: E402
    campaigns,  # noqa: F401
    check,  # noqa: F401
    demands,  # noqa: F401
    facts,  # noqa: F401
    schema,  # noqa: F401
    signatories,  # noqa: F401
    signatories_import,  # noqa: F401
    signoff,  # noqa: F401
    signoff_collect,  # noqa: F401
    signoff_prepare,  # noqa: F401
    signoff_status,  # noqa: F401
    version,  # noqa: F401
)
