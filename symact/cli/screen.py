"""What a person sees: colour and boxes on a terminal, whole plain lines elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from symact.driver import Reporter

STYLES = {
    "proved": "green",
    "convention": "cyan",
    "conditional": "yellow",
    "refuted": "red",
    "undecided": "magenta",
    "absent": "dim",
}
"""The colour of each verdict."""

UNWRAPPED = 100_000
"""The width given to output that is not a terminal: wide enough that no line is broken."""


class Screen:
    """Standard output for results and standard error for progress and complaints."""

    def __init__(self) -> None:
        self.out = _console(sys.stdout)
        self.err = _console(sys.stderr)

    def line(self, text: str = "", style: str = "") -> None:
        """One line of a result, exactly as it stands."""
        self.out.print(Text(text, style=style), soft_wrap=True)

    def raw(self, text: str) -> None:
        """Text for other programs (JSON, LaTeX, a diff): no style, no wrapping."""
        sys.stdout.write(text if text.endswith("\n") else text + "\n")

    def note(self, text: str, style: str = "") -> None:
        """One line beside the results: a complaint, or what was left out."""
        self.err.print(Text(text, style=style), soft_wrap=True)

    def table(self, columns: Sequence[str], rows: Sequence[Sequence[str]], indent: int = 0) -> None:
        """A table: boxed and folded to the window on a terminal, whole lines elsewhere."""
        if self.out.is_terminal:
            self.out.print(Padding(_boxed(columns, rows), (0, 0, 0, indent)))
        else:
            self.raw("\n".join(" " * indent + line for line in _aligned([columns, *rows])))

    def facts(self, rows: Sequence[tuple[str, str]]) -> None:
        """Labels and values, indented; a long value is folded on a terminal."""
        grid = Table.grid(padding=(0, 2, 0, 0))
        grid.add_column(no_wrap=True, style="dim")
        grid.add_column(overflow="fold")
        for label, value in rows:
            grid.add_row(Text(f"  {label}"), Text(value))
        if self.out.is_terminal:
            self.out.print(grid)
        else:
            self.raw("\n".join("  " + line for line in _aligned(rows)))

    @contextmanager
    def progress(self) -> Iterator[Reporter]:
        """A bar on a terminal, gone when the work is done; a line for each step elsewhere."""
        if not self.err.is_terminal:
            yield self._step
            return
        with _bar(self.err) as bar:
            tasks: dict[str, TaskID] = {}

            def report(stage: str, done: int, total: int, item: str) -> None:
                if stage not in tasks:
                    tasks[stage] = bar.add_task(stage, total=total, item=item)
                bar.update(tasks[stage], completed=done, item=item)

            yield report

    def _step(self, stage: str, done: int, total: int, item: str) -> None:
        self.note(f"{stage} {done}/{total} {item}")


def _console(stream: TextIO) -> Console:
    width = None if stream.isatty() else UNWRAPPED
    return Console(file=stream, width=width, highlight=False, markup=False, emoji=False)


def _bar(console: Console) -> Progress:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    return Progress(
        TextColumn("{task.description:<10}"),
        BarColumn(bar_width=30),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[item]}", style="dim"),
        console=console,
        transient=True,
    )


def _boxed(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    table = Table(box=SIMPLE_HEAD, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    for number, column in enumerate(columns):
        table.add_column(column, overflow="fold", no_wrap=number == 0)
    for row in rows:
        table.add_row(*(Text(cell, style=STYLES.get(cell, "")) for cell in row))
    return table


def _aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(cell_len(row[n]) for row in rows) for n in range(len(rows[0]))]
    for row in rows:
        cells = (
            cell + " " * (width - cell_len(cell)) for cell, width in zip(row, widths, strict=True)
        )
        yield "  ".join(cells).rstrip()
