"""Drafts and writes a campaign's letters in this process and prints the seconds that took, without start-up and files.

python -m tests.bench.inside WORKSPACE SLUG
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from undersigned.rendering import Order, Renderer
from undersigned.workspace import Workspace


def seconds(root: Path, slug: str) -> float:
    """From YAML to the bytes of one Word file for each addressee. Imports of what only writes are part of it."""
    begin = time.perf_counter()
    renderer = Renderer(Workspace(root))
    order = Order((slug,), formats=("docx",), each_addressee=True)
    for _ in renderer.outputs(renderer.letters(order), order):
        pass
    return time.perf_counter() - begin


if __name__ == "__main__":
    sys.stdout.write(f"{seconds(Path(sys.argv[1]), sys.argv[2])}\n")
