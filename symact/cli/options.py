"""What several commands share: their arguments, and the codes that they exit with."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from symact.errors import InputError, unknown

OK, FAILED, WRONG_INPUT, INTERRUPTED = 0, 1, 2, 130
"""Exit codes: all as declared; a check failed; the input is wrong; stopped from the keyboard."""

STANDARD_OUTPUT = "-"


def _folder(value: Path | None) -> Path | None:
    """A place for output, refused before the work is done for it."""
    if value is not None and value.exists() and not value.is_dir():
        raise InputError(f"--output {value} is a file; choose a folder")
    return value


def json_file(value: str | None) -> str | None:
    """A file to write, refused before the work is done for it."""
    if value is None or value == STANDARD_OUTPUT:
        return value
    path = Path(value)
    if path.is_dir():
        raise InputError(f"--json {value!r} is a folder; name a file in it")
    if not path.parent.is_dir():
        raise InputError(f"--json {value}: there is no folder {path.parent}")
    return value


Names = Annotated[
    list[str] | None,
    typer.Argument(metavar="[NAME]...", help="Activations to work on; all when left out."),
]
From = Annotated[
    Path | None,
    typer.Option(
        "--from",
        metavar="FILE.py",
        help="A definition file: Python, executed, so it has to be trusted.",
    ),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        metavar="DIR",
        help="Write there, not into the checkout (which is always whole).",
        callback=_folder,
    ),
]
Json = Annotated[
    str | None,
    typer.Option(
        "--json",
        metavar="FILE",
        help="Write the rows there; - is standard output.",
        callback=json_file,
    ),
]
Processes = Annotated[
    int,
    typer.Option("--processes", "-j", min=1, help="Worker processes.", show_default="one per core"),
]
CORES = os.cpu_count() or 1


class Commands(TyperGroup):
    """The commands; another name is refused with the nearest one, or with all of them."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that the words begin with."""
        if self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            raise unknown("command", args[0], self.list_commands(ctx))
        return super().resolve_command(ctx, args)


class Formulas(TyperCommand):
    """A command whose words may be formulas: `-exp(-x)` is one, not a list of options."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Options of one letter stand alone, so a longer word after one minus is a formula."""
        return super().parse_args(ctx, [f" {a}" if _is_formula(a) else a for a in args])


def _is_formula(word: str) -> bool:
    return word.startswith("-") and not word.startswith("--") and len(word) > 1 and word != "-h"
