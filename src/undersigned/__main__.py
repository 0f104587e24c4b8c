"""The door: answers `--version` at once, and hands everything else to the command line."""

from __future__ import annotations

import gc
import os
import sys

from undersigned import __version__


def main() -> None:
    """Runs the command that the arguments name."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        print(f"undersigned {__version__}")
        return
    # A run is short and makes few reference cycles: looking for them takes a tenth of it, and finds nothing.
    gc.disable()
    # Plugins of pydantic cannot be of use here, and looking for some means opening the metadata of every package.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")
    from undersigned.cli import run

    try:
        run()
    finally:
        gc.freeze()  # nor at the end, when Python would go through all of memory once more


if __name__ == "__main__":
    main()
