"""libyaml's event parser, or PyYAML's own where the C extension was not built: the same events, many times slower."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

try:
    from yaml import CBaseLoader as Loader
except ImportError:  # pragma: no cover - PyYAML's wheels bring the extension
    from yaml import BaseLoader as Loader  # type: ignore[assignment]


def next_event(text: str) -> Callable[[], Any]:
    """A function that gives the next event of `text` at each call, and None after the last."""
    get_event: Callable[[], Any] = Loader(text).get_event
    return get_event
