"""Accuracy: the error of compiled kernels, measured and put on record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from symact.accuracy import (
    THOROUGH,
    USUAL,
    Means,
    Row,
    combined,
    measure,
    text_of,
)
from symact.accuracy.axiswise import measured_along, task
from symact.accuracy.plan import DTYPES, SUFFIX
from symact.activation import Activation
from symact.driver import hard, places
from symact.driver.compiled import CompiledPackage
from symact.driver.contest import accuracy_pages
from symact.driver.kernels import with_figures
from symact.driver.library import Library
from symact.driver.measurable import kernels_of
from symact.driver.records import RECORD, recorded
from symact.driver.spread import spread
from symact.driver.tree import Output, publish
from symact.driver.workers import Reporter, Workers, silent, workers
from symact.errors import unknown

STATE = ".accuracy"
"""The folder beside it for sweeps that were interrupted."""


@dataclass(frozen=True)
class Wanted:
    """What to measure: the types, how thoroughly, and where the work is done."""

    dtypes: Sequence[str] = DTYPES
    exhaustive: bool = False
    dask: str | None = None
    processes: int = 1
    threads: int = 1


@dataclass(frozen=True)
class Found:
    """The rows of all kernels that were measured, and notes for the person who asked."""

    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()


def accuracy(
    library: Library,
    names: Sequence[str] = (),
    output: Path | None = None,
    wanted: Wanted | None = None,
    report: Reporter = silent,
) -> Found:
    """Measure the kernels of activations; each one's rows are put on record as soon as they are
    there.

    The kernels are those in the folder `output`, where it is a package of kernels, else those in
    the checkout, or of a definition file made for the purpose. The record is `accuracy.json` in
    `output`, by default the checkout's.
    """
    wanted = Wanted() if wanted is None else wanted
    for dtype in wanted.dtypes:
        if dtype not in DTYPES:
            raise unknown("dtype", dtype, DTYPES)
    dtypes = [dtype for dtype in DTYPES if dtype in wanted.dtypes]
    chosen = library.chosen(names)
    root = _root(library, output)
    rows: list[Row] = []
    known = [] if root is None else recorded(root)
    with (
        workers(report, wanted.processes) as pool,
        spread(wanted.threads, wanted.dask) as each,
        kernels_of(library, names, root, wanted.processes) as package,
    ):
        means = Means(_mapped(pool), each, (root or package.folder.parent) / STATE, _told(report))
        for done, activation in enumerate(chosen, start=1):
            for dtype in dtypes:
                if activation.axiswise:
                    found = _along(activation, dtype, package, means)
                else:
                    effort = THOROUGH if wanted.exhaustive else USUAL
                    found = measure(activation, dtype, package, effort, means, package.host)
                found = [row.as_known(known) for row in found]
                rows += found
                if root is not None:
                    record(root, found)
                    hard.add(found, root)
            report("accuracy", done, len(chosen), activation.name)
        notes = _shown(library, package, root)
        asked = hard.note(rows) if root is not None else ""
        return Found(tuple(rows), (*notes, asked) if asked else notes)


def _shown(library: Library, package: CompiledPackage, root: Path | None) -> tuple[str, ...]:
    """Put the figures on the page and into the kernels' docstrings; a note where they cannot be."""
    if root not in (package.folder, package.folder.parent):
        return ()
    if not library.from_file and root == package.folder.parent:
        accuracy_pages(recorded(root)).publish()
    made = with_figures(library, package.folder, package.activations, recorded(root))
    if made is None:
        return ("the docstrings of the kernels have older figures; run: symact generate",)
    made.publish()
    return ()


def _along(activation: Activation, dtype: str, package: CompiledPackage, means: Means) -> list[Row]:
    """The rows of an activation along an axis in one type."""
    hashes = package.hashes(activation.name)
    tasks = [task(activation, f, package) for f in hashes if f.endswith(SUFFIX[dtype])]
    measures = means.spread(measured_along, tasks)
    return [
        Row.along(t.activation.name, t.kind, dtype, m, hashes[t.function], package.host)
        for t, m in zip(tasks, measures, strict=True)
    ]


def _root(library: Library, output: Path | None) -> Path | None:
    """The folder of the record; a definition file's rows go nowhere unless a folder is named."""
    if output is not None:
        return output.resolve()
    return None if library.from_file else places.generated()


def _mapped(pool: Workers) -> Any:
    """`spread(function, items)`; a single item is not worth sending to another process."""

    def mapped(function: Any, items: Sequence[Any]) -> list[Any]:
        if pool.pool is None or len(items) == 1:
            return [function(item) for item in items]
        return list(pool.pool.map(function, items))

    return mapped


def _told(report: Reporter) -> Any:
    def told(kernel: str, done: int, total: int) -> None:
        if done % 16 == 0 or done == total:
            report(f"sweep {kernel}", done, total, "")

    return told


def record(root: Path, rows: Sequence[Row]) -> None:
    """Put rows on record; those of other kernels stay."""
    text = text_of(combined(recorded(root), rows))
    publish([Output(root, {RECORD: text.encode()}, RECORD.__eq__)])


def rows_json(rows: Sequence[Row]) -> str:
    """The rows as `symact accuracy --json` writes them."""
    return text_of(rows)
