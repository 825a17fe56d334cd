"""Errors of kernels along an axis, measured as they are generated: compiled for the purpose."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from symact.accuracy import Row
from symact.accuracy.axiswise import BUDGETED, measured_along, task
from symact.activation import Activation
from symact.driver.compiled import CompiledPackage
from symact.driver.records import without_rows
from symact.driver.workers import Workers
from symact.ir import KernelSet
from symact.targets import get

PACKAGE = "measured"
HOST = "compiled"
"""What a row says in the place of a processor: the bits are the same on all."""

SHARE = 4
"""What part of the rows that `symact accuracy` takes: enough to find a wrong kernel in seconds."""

Task = tuple[Activation, KernelSet, Mapping[str, str]]


def measured_on_the_way(
    pool: Workers,
    activations: Sequence[Activation],
    sets: Sequence[KernelSet],
    old: Sequence[Row],
) -> list[Row]:
    """Rows for the kernels along an axis that have none on record, from lengths up to 1,024."""
    missing = without_rows(activations, sets, old, get("numba").hashes(sets))
    tasks: list[Task] = [each for each in missing if each[0].axiswise]
    found = pool.map("measure", _measured, tasks, [a.name for a, _, _ in tasks])
    return [row for rows in found for row in rows]


def _measured(about: Task) -> list[Row]:
    """The rows of one activation, whose package is written, compiled and thrown away."""
    activation, kernels, wanted = about
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / PACKAGE
        for path, text in get("numba").emit([kernels], PACKAGE).items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
        package = CompiledPackage(root)
        return [_row(activation, f, digest, package) for f, digest in wanted.items()]


def _row(activation: Activation, function: str, digest: str, package: CompiledPackage) -> Row:
    about = task(activation, function, package)
    lengths = {n: count for n, count in about.lengths.items() if count >= SHARE and n <= BUDGETED}
    found = measured_along(replace(about, lengths=lengths, share=SHARE))
    return Row.along(activation.name, about.kind, about.dtype, found, digest, HOST)
