"""What is measured: the main table, calls on small arrays, large arrays, layouts, two threads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from symact.bench.peers import LIBRARIES

MAIN, SMALL, LARGE = 2**20, 2**10, 2**24
"""The sizes: of the main table, for the cost of a call, and beyond every cache."""

DTYPES = ("float32", "float64")
KERNELS = ("value", "vjp", "vjp_from_output")
CONTIGUOUS = "contiguous"
LAYOUTS = ("transposed", "stride 2", "in place")
PARAMETERS = ("scalar parameters", "array parameters")

ALL = tuple(LIBRARIES)
COMPILED_LATE = "torch.compile"
"""Seconds to compile each function: in the whole plan, for float32 only."""

THREADED = ("torch", "jax.jit", "onnxruntime", "numexpr")
"""The peers that can use several threads."""


@dataclass(frozen=True)
class Case:
    """One row to be measured, for about `budget` seconds."""

    activation: str
    kernel: str
    dtype: str
    n: int
    threads: int = 1
    layout: str = CONTIGUOUS
    peers: tuple[str, ...] = ()
    budget: float = 0.2


@dataclass(frozen=True)
class Subject:
    """An activation as far as a plan needs it: its kernels, and whether it has parameters."""

    name: str
    kernels: tuple[str, ...]
    parameters: bool
    axiswise: bool


def cases(
    subjects: Sequence[Subject],
    dtypes: Sequence[str] = (),
    sizes: Sequence[int] = (),
    threads: Sequence[int] = (),
) -> list[Case]:
    """The whole plan; or, where sizes are named, every kernel with every peer at those sizes."""
    wanted = tuple(dtypes) or DTYPES
    if sizes:
        return [
            Case(s.name, kernel, dtype, n, t, peers=ALL if t == 1 else THREADED)
            for t in tuple(threads) or (1,)
            for n in sizes
            for dtype in wanted
            for s in subjects
            for kernel in s.kernels
        ]
    plan = [*_main(subjects, wanted, bool(dtypes)), *_sizes(subjects, wanted[0])]
    plan += [*_layouts(subjects, wanted[0]), *_threaded(subjects, wanted[0])]
    return [case for case in plan if not threads or case.threads in threads]


def _main(subjects: Sequence[Subject], dtypes: Sequence[str], chosen: bool) -> Iterator[Case]:
    for dtype in dtypes:
        late = chosen or dtype == DTYPES[0]
        peers = tuple(p for p in ALL if late or p != COMPILED_LATE)
        for s in subjects:
            for kernel in s.kernels:
                yield Case(s.name, kernel, dtype, MAIN, peers=peers)


def _sizes(subjects: Sequence[Subject], dtype: str) -> Iterator[Case]:
    for s in subjects:
        yield Case(s.name, "value", dtype, SMALL, budget=0.05)
        yield Case(s.name, "vjp", dtype, SMALL, budget=0.05)
    for s in subjects:
        yield Case(s.name, "value", dtype, LARGE)


def _layouts(subjects: Sequence[Subject], dtype: str) -> Iterator[Case]:
    for s in subjects:
        if not s.axiswise:
            for layout in LAYOUTS + (PARAMETERS if s.parameters else ()):
                yield Case(s.name, "value", dtype, MAIN, layout=layout, budget=0.1)


def _threaded(subjects: Sequence[Subject], dtype: str) -> Iterator[Case]:
    for s in subjects:
        for kernel in s.kernels[:2]:
            yield Case(s.name, kernel, dtype, MAIN, threads=2, peers=THREADED, budget=0.15)
