"""The record of measured errors: read, brought up to date with the kernels, and told in words."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from symact.accuracy import QUICK, Means, Row, combined, current, measure, records, text_of
from symact.accuracy.plan import DTYPES
from symact.activation import Activation
from symact.driver.workers import Workers
from symact.interpret import evaluate_kernel
from symact.ir import Const, Kernel, KernelSet, Op, Program
from symact.ir.scalar import walk
from symact.targets import get

RECORD = "accuracy.json"
"""The file of rows in an output folder."""

COMPARISONS = frozenset({"lt", "le", "gt", "ge", "eq", "ne"})
Hashes = Mapping[str, Mapping[str, str]]


def recorded(*folders: Path) -> list[Row]:
    """The rows of the first folder that has a record."""
    for folder in folders:
        path = folder / RECORD
        if path.is_file():
            return records(path.read_text(encoding="utf-8"))
    return []


def rows_of(activation: Activation, rows: Sequence[Row]) -> tuple[dict[str, Any], ...]:
    """What a sheet shows of the rows: those of one activation, as plain data."""
    return tuple(dict(row.content) for row in rows if row.key[0] == activation.name)


def brought_up_to_date(
    pool: Workers,
    activations: Sequence[Activation],
    sets: Sequence[KernelSet],
    old: Sequence[Row],
) -> list[Row]:
    """The rows of exactly these kernels: those on record, and new ones, sampled in some seconds.

    Kernels without a row that holds for them are run by the interpreter, which gives the bits that
    compiled code gives.
    """
    hashes = get("numba").hashes(sets)
    kept = [row for row in old if current(row, hashes)]
    tasks, names = [], []
    for activation, kernels, new in without_rows(activations, sets, kept, hashes):
        if not activation.axiswise:
            tasks.append((activation, _interpreted(kernels, new)))
            names.append(activation.name)
    found = pool.map("measure", _sampled, tasks, names)
    return combined(kept, [row for rows in found for row in rows])


def without_rows(
    activations: Sequence[Activation],
    sets: Sequence[KernelSet],
    rows: Sequence[Row],
    hashes: Hashes,
) -> Iterator[tuple[Activation, KernelSet, dict[str, str]]]:
    """Activations with kernels that have no row that holds for them, and the hashes of those."""
    have = {(row.key[0], row.function) for row in rows if current(row, hashes)}
    for activation, kernels in zip(activations, sets, strict=True):
        new = {f: h for f, h in hashes[kernels.name].items() if (kernels.name, f) not in have}
        if new:
            yield activation, kernels, new


def record_text(rows: Sequence[Row]) -> str:
    """The text of the record."""
    return text_of(rows)


def only_sampled(rows: Sequence[Row]) -> tuple[str, ...]:
    """A note on the float32 kernels of one number that no sweep has run over every input of."""
    float32 = [r for r in rows if r.key[2:] == ("default", "float32") and not r.along_axis]
    names = list(dict.fromkeys(r.key[0] for r in float32 if not r.content["exhaustive"]))
    if not names:
        return ()
    shown = ", ".join(names[:4]) + (f" and {len(names) - 4} more" if len(names) > 4 else "")
    return (
        f"sampled only, not run over every float32 input: {shown}; "
        "to do so: symact accuracy --exhaustive",
    )


@dataclass(frozen=True)
class InterpretedKernel:
    """A kernel's program on arrays, with its tables or without."""

    kernel: Kernel
    near: bool = False

    def __call__(self, *operands: Any, out: Any = None) -> Any:
        """The program's values."""
        found = evaluate_kernel(self.kernel, self.near, *operands)
        if out is None:
            return found
        out[...] = found
        return out


@dataclass(frozen=True)
class InterpretedPackage:
    """The kernels of one activation by function; `wanted` are the hashes of those to measure."""

    kernels: Mapping[str, Kernel]
    wanted: Mapping[str, str]

    def hashes(self, activation: str) -> Mapping[str, str]:
        """The hash of each kernel to measure."""
        return self.wanted

    def kernel(self, activation: str, function: str, near: bool | None = None) -> InterpretedKernel:
        """A kernel on arrays, with its tables or without."""
        return InterpretedKernel(self.kernels[function], bool(near))

    def tabled(self, activation: str) -> Sequence[str]:
        """The functions that have tables."""
        return [f for f in self.wanted if self.kernels[f].near is not None]

    def edges(self, activation: str, function: str) -> Sequence[float]:
        """The numbers that a kernel compares with, with either sign, and the ends of its tables."""
        kernel = self.kernels[function]
        ends = [] if kernel.near is None else [kernel.near.low, kernel.near.high]
        return [*_edges(kernel.program), *ends]


def _interpreted(kernels: KernelSet, wanted: Mapping[str, str]) -> InterpretedPackage:
    return InterpretedPackage(get("numba").functions(kernels), wanted)


def _edges(program: Program) -> list[float]:
    found = set()
    for expr in program.values:
        for node in walk(expr):
            if isinstance(node, Op) and node.name in COMPARISONS:
                found |= {abs(float(a.value)) for a in node.args if isinstance(a, Const)}
    return sorted(v for size in found if size and math.isfinite(size) for v in (-size, size))


def _sampled(task: tuple[Activation, InterpretedPackage]) -> list[Row]:
    activation, package = task
    means = Means(_here, _no_sweep, Path(), lambda *_: None)
    found = (measure(activation, d, package, QUICK, means, "interpreted") for d in DTYPES)
    return [row for rows in found for row in rows]


def _here(function: Any, items: Sequence[Any]) -> list[Any]:
    return [function(item) for item in items]


def _no_sweep(function: Any, items: Sequence[Any]) -> Any:
    raise NotImplementedError("a sample has no sweep")
