"""JSON Schemas (draft 2020-12) of the files that people write, so that editors complete, explain and check them.

They describe the language as it is written, short forms included; the ids of the workspace's own library stand in them
as the values there are. What only the whole of a campaign can tell is left to `undersigned check`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from undersigned.library import Library
from undersigned.schema.as_written import FILE_KINDS
from undersigned.schema.forms import Forms
from undersigned.schema.known import Known

FOLDER = ".schemas"
NAMES = tuple(FILE_KINDS)
"""The names of the schemas: one for each sort of file."""


def schema(known: Known, name: str) -> dict[str, Any]:
    """The schema of one sort of file, by its name."""
    kind = FILE_KINDS[name]
    forms = Forms(known, kind.dialect)
    whole = kind.whole(forms)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:undersigned:schema:{name}",
        "title": kind.title,
        "description": kind.description,
        **whole,
        "$defs": forms.definitions,
    }


def text_of(known: Known, name: str) -> str:
    """A schema as a file of JSON has it."""
    return json.dumps(schema(known, name), ensure_ascii=False, indent=1) + "\n"


def files(library: Library) -> Iterator[tuple[str, bytes]]:
    """The schemas of a workspace: the path of each below it, and its content.

    Raises `Refused` where a file that holds ids cannot be read.
    """
    known = Known(library)
    for name in NAMES:
        yield f"{FOLDER}/{name}.json", text_of(known, name).encode()


def editor_settings() -> bytes:
    """`.vscode/settings.json`: which schema is for which files."""
    schemas = {f"{FOLDER}/{name}.json": list(kind.places) for name, kind in FILE_KINDS.items()}
    settings = {"yaml.schemas": schemas, "yaml.customTags": []}
    return (json.dumps(settings, indent=2) + "\n").encode()
