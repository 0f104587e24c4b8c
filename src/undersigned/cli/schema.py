"""The command that tells editors what may stand in the files."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from undersigned.cli.groups import app
from undersigned.cli.terminal import count_of, shown_path, usage_error, workspace_here, write

_SCHEMA = """Write what an editor needs to complete, explain and check your files while you type.

\b
  undersigned schema              for all files, to the folder .schemas
  undersigned schema campaign     one of them, to the screen

VS Code with the extension “YAML” (by Red Hat) reads them. The ids of your library stand in them, so run it again after
adding demands, addressees or organisations. Names in signatories/private/ are in none of them.
"""
_SETTINGS = ".vscode/settings.json"


@app.command(help=_SCHEMA)
def schema(
    name: Annotated[
        str, typer.Argument(metavar="[NAME]", help="Only this one, to the screen, as campaign or sign-ons.")
    ] = "",
) -> None:
    from undersigned.library import Library
    from undersigned.problems import did_you_mean
    from undersigned.rendering import Output
    from undersigned.schema import NAMES, editor_settings, files, text_of
    from undersigned.schema.known import Known

    if name and name not in NAMES:
        meant = did_you_mean(name, NAMES) or f"there are {', '.join(NAMES)}"
        usage_error(f"no schema is called “{name}” ({meant})")
    workspace = workspace_here()
    if not workspace.campaigns.is_dir():
        usage_error("there is no workspace here; “undersigned init my-letters” makes one in the folder my-letters")
    library = Library(workspace)
    if name:
        sys.stdout.write(text_of(Known(library), name))
        return
    root = workspace.root
    outputs = [Output(path, content) for path, content in files(library)]
    settings = root / _SETTINGS
    if not settings.exists():
        outputs.append(Output(_SETTINGS, editor_settings()))
    write(outputs, root)
    for output in outputs:
        print(f"  {shown_path(root / output.path)}")
    print(
        f"Wrote {count_of(len(outputs), 'file')}. From now on VS Code with the extension “YAML” (by Red Hat) completes "
        "ids and fields, explains\nthem, and marks what is wrong. Run this again after adding to the library."
    )
    if not _knows_schemas(settings):
        print(
            f"{shown_path(settings)} was there before and is left as it is: VS Code completes the files that begin "
            "with “# yaml-language-server”.\nFor all files, copy “yaml.schemas” from the settings that "
            "`undersigned init` writes in a new folder."
        )


def _knows_schemas(settings: Path) -> bool:
    """Whether an editor's settings name schemas; of those that nobody may read nothing is said."""
    try:
        return b"yaml.schemas" in settings.read_bytes()
    except OSError:
        return True
