"""`symact accuracy`: our errors, and the contest with other libraries."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from symact import driver
from symact.cli import views
from symact.cli.options import (
    CORES,
    FAILED,
    OK,
    STANDARD_OUTPUT,
    From,
    Json,
    Names,
    Output,
    Processes,
)
from symact.cli.screen import Screen
from symact.errors import InputError


def accuracy(
    names: Names = None,
    source: From = None,
    output: Output = None,
    dtype: Annotated[
        str | None,
        typer.Option("--dtype", metavar="float32|float64", help="Kernels of one type only."),
    ] = None,
    exhaustive: Annotated[
        bool,
        typer.Option(
            "--exhaustive",
            help="Every float32 input, and 16 million of float64; goes on where it was stopped.",
        ),
    ] = False,
    as_json: Json = None,
    dask: Annotated[
        str | None,
        typer.Option(
            "--dask",
            metavar="ADDRESS|local",
            help="Sweep on a Dask cluster, or on one that is started here.",
        ),
    ] = None,
    peers: Annotated[
        bool,
        typer.Option("--peers", help="Beside PyTorch, JAX and SciPy, on the same inputs."),
    ] = False,
    processes: Processes = CORES,
    threads: Annotated[
        int,
        typer.Option("--threads", min=1, help="Threads of a sweep.", show_default="one per core"),
    ] = CORES,
) -> int:
    """Measure the error of the kernels in ULP, against the formula they were made from."""
    screen = Screen()
    if dask is not None and not exhaustive:
        raise InputError("--dask is for sweeps; add --exhaustive")
    if peers and (exhaustive or output is not None or dtype not in (None, "float32")):
        raise InputError(
            "--peers is for a sample of float32; leave --exhaustive, --output and --dtype"
        )
    if peers:
        return _peers(screen, driver.library(source), names or (), as_json, processes)
    wanted = driver.Wanted(
        driver.DTYPES if dtype is None else (dtype,), exhaustive, dask, processes, threads
    )
    with screen.progress() as progress:
        found = driver.accuracy(driver.library(source), names or (), output, wanted, progress)
    rows = found.rows
    for note in found.notes:
        screen.note(note)
    text = driver.rows_json(rows)
    if as_json is not None and as_json != STANDARD_OUTPUT:
        driver.replace_file(Path(as_json), text.encode())
    if as_json == STANDARD_OUTPUT:
        screen.raw(text)
    else:
        views.accuracy(screen, rows)
    return OK if all(row.within for row in rows) else FAILED


def _peers(
    screen: Screen,
    library: driver.Library,
    names: Sequence[str],
    as_json: str | None,
    processes: int,
) -> int:
    """The contest with other libraries; that of the whole catalogue goes on record."""
    if library.from_file:
        raise InputError("other libraries have no functions of a definition file")
    with screen.progress() as progress:
        rows = driver.contest(library, names, progress, processes)
    text = driver.contest_text(rows)
    if as_json is not None and as_json != STANDARD_OUTPUT:
        driver.replace_file(Path(as_json), text.encode())
    if as_json == STANDARD_OUTPUT:
        screen.raw(text)
    else:
        views.contest(screen, rows)
    if not names:
        views.changes(screen, driver.put_on_record(rows), "records")
    return OK
