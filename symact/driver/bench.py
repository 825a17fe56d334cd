"""Bench: the speed of compiled kernels beside that of the libraries that are installed."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from symact.activation import Activation
from symact.bench import (
    DTYPES,
    KERNELS,
    Case,
    SpeedRow,
    Subject,
    cases,
    measure,
    prepare_process,
    rows_of,
    text_of,
)
from symact.bench.chart import chart
from symact.bench.page import page
from symact.driver import places
from symact.driver.compiled import MANIFEST, CompiledPackage
from symact.driver.library import Library
from symact.driver.measurable import kernels_of
from symact.driver.tree import Made, Output
from symact.driver.workers import Reporter, silent
from symact.errors import InputError, unknown

RECORD = "bench.json"
"""The file of rows in an output folder."""

PAGE, CHART = "speed.md", "speed.svg"
"""What is written in `docs/` from the checkout's record."""


@dataclass(frozen=True)
class Contest:
    """What to measure; the whole plan where nothing is named."""

    dtypes: Sequence[str] = ()
    sizes: Sequence[int] = ()
    threads: Sequence[int] = ()
    second: Path | None = None
    """The folder of a second set of kernels, such as one that was generated at a wider budget."""


def bench(
    library: Library,
    names: Sequence[str] = (),
    contest: Contest | None = None,
    report: Reporter = silent,
) -> list[SpeedRow]:
    """Measure the kernels of activations: those in the checkout, or made of a definition file.

    Each number of threads gets a process of its own, since libraries fix theirs when they are
    loaded. Raises InputError for a type that there is none of, or kernels that were not made.
    """
    wanted = Contest() if contest is None else contest
    for dtype in wanted.dtypes:
        if dtype not in DTYPES:
            raise unknown("dtype", dtype, DTYPES)
    if wanted.second is not None and not (wanted.second / MANIFEST).is_file():
        raise InputError(
            f"{wanted.second} holds no kernels; symact generate --max-ulp 8 --output "
            f"{wanted.second} puts some there"
        )
    second = None if wanted.second is None else str(wanted.second.resolve())
    chosen = library.chosen(names)
    with kernels_of(library, names) as package:
        subjects = [_subject(package, a) for a in chosen]
        axiswise = {s.name for s in subjects if s.axiswise}
        plan = cases(subjects, wanted.dtypes, wanted.sizes, wanted.threads)
        folder = str(package.folder)
        tasks = [(case, folder, case.activation in axiswise, second) for case in plan]
        rows: list[SpeedRow] = []
        for threads in dict.fromkeys(case.threads for case in plan):
            with ProcessPoolExecutor(
                1, get_context("spawn"), initializer=prepare_process, initargs=(threads,)
            ) as process:
                for row in process.map(_measured, [t for t in tasks if t[0].threads == threads]):
                    rows.append(row)
                    report("bench", len(rows), len(plan), f"{row.activation} {row.kernel}")
    return rows


def _measured(task: tuple[Case, str, bool, str | None]) -> SpeedRow:
    case, folder, axiswise, second = task
    other = None if second is None else CompiledPackage(Path(second)).module
    return measure(case, CompiledPackage(Path(folder)).module, axiswise, other)


def _subject(package: CompiledPackage, activation: Activation) -> Subject:
    functions = package.hashes(activation.name)
    kernels = tuple(k for k in KERNELS if f"{k}_f32" in functions)
    general = any(name.startswith("general_") for name in functions)
    return Subject(activation.name, kernels, general, activation.axiswise)


def speed_json(rows: Sequence[SpeedRow]) -> str:
    """The rows as `symact bench --json` writes them."""
    return text_of(rows)


def speed_output(root: Path, rows: Sequence[SpeedRow]) -> Made:
    """The rows as a file of an output folder."""
    files = {RECORD: text_of(rows).encode()}
    return Made((Output(root.resolve(), files, RECORD.__eq__),))


def on_record(path: Path) -> bool:
    """Whether a file is the checkout's record."""
    return path.resolve() == (places.generated() / RECORD).resolve()


def last_bench() -> list[SpeedRow]:
    """The rows on record in the checkout; none where there is no record."""
    record = places.generated() / RECORD
    return rows_of(record.read_text(encoding="utf-8")) if record.is_file() else []


def speed_pages() -> Made:
    """The page and the chart in `docs/` from the checkout's record; nothing where there is none."""
    record = places.generated() / RECORD
    if not record.is_file():
        return Made()
    rows = last_bench()
    if not rows:
        raise InputError(f"{record} holds no rows; write it anew: symact bench --json {record}")
    docs = places.checkout() / "docs"
    return Made(
        single=((docs / PAGE, page(rows, CHART).encode()), (docs / CHART, chart(rows).encode()))
    )
