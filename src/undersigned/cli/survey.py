"""Where blocks and facts are used: every campaign drafted, and what could not be read said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from undersigned.cli.tables import print_tables
from undersigned.cli.terminal import FINE, PROBLEMS, print_json, progress, report, workspace_here

if TYPE_CHECKING:
    from undersigned.catalogue.echoes import Echo
    from undersigned.catalogue.usage import Use
    from undersigned.drafted import Drafted
    from undersigned.problems import Problem


class Survey:
    """All campaigns of a workspace, drafted; those that cannot be are reported, and the others still looked at."""

    def __init__(self) -> None:
        from undersigned.rendering import Renderer

        self.renderer = Renderer(workspace_here())
        self.library = self.renderer.library
        self.status = FINE

    def drafted(self) -> list[Drafted]:
        from undersigned.drafted import draft_all
        from undersigned.problems import Refused, in_order

        slugs = self.renderer.workspace.slugs()
        found: list[Drafted] = []
        problems: list[Problem] = []
        for slug in progress(slugs, len(slugs), "Reading"):
            try:
                found += draft_all(self.library, self.renderer.templates, slug)
            except Refused as refused:
                problems += refused.problems
        report(in_order(problems))  # what is wrong with one campaign can stand in the way of another that names it
        self.status = PROBLEMS if problems else FINE
        return found

    def print_uses(
        self, names: list[str], uses: list[Use], echoes: list[Echo], output_format: str, *, only: str
    ) -> None:
        """Where blocks or facts are used; of those in other words all, or those of the one that is looked for."""
        from undersigned.catalogue import tables
        from undersigned.catalogue.echoes import placed

        wanted = [use for use in uses if use.id in names]
        near = list(placed((echo for echo in echoes if not only or echo.id == only), self._lines))
        if output_format == "json":
            everything = dict.fromkeys([*names, *(echo.id for echo in near)])
            return print_json(_used_record(name, wanted, near) for name in everything)
        nowhere = [name for name in names if all(use.id != name for use in wanted)]
        print_tables([*tables.use_list(wanted), *tables.echo_list(near), *tables.unused(nowhere)])
        return None

    def _lines(self, file: str) -> list[str]:
        workspace = self.renderer.workspace
        return workspace.read_text(workspace.root / file).split("\n")

    def leave(self) -> None:
        raise typer.Exit(self.status)


def _used_record(name: str, uses: list[Use], echoes: list[Echo]) -> dict[str, Any]:
    return {
        "id": name,
        "uses": [use.record() for use in uses if use.id == name],
        "other_words": [echo.record() for echo in echoes if echo.id == name],
    }
