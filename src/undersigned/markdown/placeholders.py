"""Lines that stand for blocks: a template's Markdown says where they go, the parser puts them there."""

from __future__ import annotations

import re

# Noncharacters of Unicode: no text that people write holds them, and the loader refuses them.
FIELD_OPEN = "\ufdd0"
FIELD_CLOSE = "\ufdd1"

_FIELD = re.compile(f"{FIELD_OPEN}([^{FIELD_OPEN}{FIELD_CLOSE}]*){FIELD_CLOSE}")


def placeholder(name: str) -> str:
    """Markdown that `parse` replaces by the blocks `fields[name]`; it is always a paragraph of its own."""
    return f"\n\n{FIELD_OPEN}{name}{FIELD_CLOSE}\n\n"


def field_name(content: str) -> str | None:
    """The name of the field for which a paragraph stands, None where the paragraph says anything else."""
    match = _FIELD.fullmatch(content)
    return match[1] if match else None


def without_fields(text: str) -> tuple[str, tuple[str, ...]]:
    """Text without the placeholders that do not stand alone, and their names."""
    if FIELD_OPEN not in text and FIELD_CLOSE not in text:
        return text, ()
    return _FIELD.sub("", text).replace(FIELD_OPEN, "").replace(FIELD_CLOSE, ""), tuple(_FIELD.findall(text))
