"""What several commands share: their arguments, and the codes that they exit with."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

OK, FAILED, WRONG_INPUT, INTERRUPTED = 0, 1, 2, 130
"""Exit codes: all as declared; a check failed; the input is wrong; stopped from the keyboard."""

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
    ),
]
Processes = Annotated[
    int,
    typer.Option("--processes", "-j", min=1, help="Worker processes.", show_default="one per core"),
]
CORES = os.cpu_count() or 1
