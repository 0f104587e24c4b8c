"""The door: answers `--version` at once, and hands everything else to the command line."""

from __future__ import annotations

import sys

from undersigned import __version__


def main() -> None:
    """Runs the command that the arguments name."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        print(f"undersigned {__version__}")
        return
    from undersigned.cli import run

    run()


if __name__ == "__main__":
    main()
