"""Tables on a terminal, in its width; in a pipe plain lines that nothing wraps."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from undersigned.catalogue.tables import Table

NARROW = 100
"""Below how many columns of a terminal a table has no room for what stands behind its sentences."""


def print_tables(shown: Sequence[Table]) -> None:
    """Tables that fit a terminal; where the output goes anywhere else, one line for each row, however long."""
    if sys.stdout.isatty():
        return _print_on_terminal(shown)
    from undersigned.catalogue.tables import lines

    for line in lines(shown):
        print(line)
    return None


def _print_on_terminal(shown: Sequence[Table]) -> None:
    """Tables with sentences wrapped in their column; where that leaves them no room, they stand below the rest."""
    from rich.console import Console, Group
    from rich.padding import Padding
    from rich.text import Text

    console = Console(highlight=False, markup=False, emoji=False)
    for number, table in enumerate(shown):
        if table.title:
            console.print(Text(table.title, style="bold"))
        if console.width < NARROW and table.wide > 1:
            rows = [part for row in table.rows for part in _stacked(row, table.wide)]
            console.print(Padding(Group(*rows), (0, 0, 1, 2)))
        else:
            alike = [row for one in shown if one.wide == table.wide for row in one.rows]
            console.print(Padding(_grid(table, alike, console.width, headed=number == 0), (0, 0, 1, 2)))


def _stacked(row: tuple[str, ...], wide: int) -> Iterable[Any]:
    """A row with its sentence below what stands before and behind it."""
    from rich.padding import Padding
    from rich.text import Text

    yield Text("  ".join(filter(None, (*row[:wide], *row[wide + 1 :]))), style="cyan")
    yield Padding(Text(row[wide]), (0, 0, 0, 2))


def _grid(table: Table, alike: Sequence[tuple[str, ...]], width: int, *, headed: bool) -> Any:
    """A table for a terminal of a width in columns; what stands before the sentences is as wide as in `alike`."""
    from rich.table import Table as Grid
    from rich.text import Text

    narrow = width < NARROW
    grid = Grid(box=None, expand=True, padding=(0, 2, 0, 0), show_header=headed and any(table.headings))
    for place, heading in enumerate(table.headings[: table.wide]):
        widest = max(len(row[place]) for row in alike)
        grid.add_column(heading, style="cyan", width=min(widest, width // 3), overflow="fold")
    grid.add_column(table.headings[table.wide], ratio=3, overflow="fold")
    for heading in () if narrow else table.headings[table.wide + 1 :]:
        grid.add_column(heading, style="dim", ratio=1)
    for row in table.rows:
        sentence = Text(row[table.wide])
        behind = row[table.wide + 1 :]
        if narrow and any(behind):
            sentence.append("\n" + ", ".join(behind), style="dim")
        grid.add_row(*map(Text, row[: table.wide]), sentence, *(() if narrow else map(Text, behind)))
    return grid
