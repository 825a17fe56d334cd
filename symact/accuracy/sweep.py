"""Every float32 input of a kernel, as a map over ranges of bit patterns that can be interrupted.

A range is measured by compiled code, in one thread. Ranges are merged as they come, in any order,
to the same result; what is merged is kept in a file now and then, so that an interrupted sweep goes
on where it was.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from symact.accuracy.loops import CHUNK, cotangents_of, errors, multiplied, set_apart, total
from symact.accuracy.part import (
    STRETCH,
    Measured,
    Part,
    Report,
    Worst,
    merged_all,
    nearest_far_off,
)
from symact.accuracy.steady import steadily

WIDTH = 1 << 24
"""Inputs in a range: some tenths of a second."""

WORST = 10_000
"""How many of the worst inputs are kept, to be measured again against Arb."""

KEEP_EVERY = 5.0
"""Seconds between two savings of what is done."""

Array = NDArray[Any]
Kernel = Callable[..., Any]
"""`kernel(*arrays, out=array)`, such as a ufunc; picklable where a sweep runs in processes."""

Range = tuple[int, int]
"""The first bit pattern, and how many."""

Each = Callable[[Callable[[Range], Measured], Sequence[Range]], Iterator[tuple[Range, Measured]]]
"""Runs a function over ranges, here or elsewhere, and gives (range, result) as they end."""

ONE = 0x3F800000
"""The bits of 1, about which errors are large."""

WHOLE = tuple(
    sorted(
        ((first, WIDTH) for first in range(0, 1 << 32, WIDTH)),
        key=lambda part: abs((part[0] & 0x7FFFFFFF) - ONE),
    )
)
"""All bit patterns of float32, those first that say what is too small to be among the worst."""


@dataclass(frozen=True)
class Swept:
    """A float32 kernel: of x, of (g, x) with `cotangent`, of (g, value(x)) where `value` is given.

    `worst` is how many of its largest errors are kept.
    """

    kernel: Kernel
    cotangent: bool = False
    value: Kernel | None = None
    worst: int = WORST


@dataclass(frozen=True)
class Job:
    """Kernels, by kind, and the float64 kernel of x that they are all measured against.

    One with a cotangent is measured against g times that, which float64 holds to 2^-30 ulp of
    float32. `floors` are errors, as the integers that their bits are, that are too small to be
    among the worst: what ranges found before says so, where they share memory with those to come.
    """

    reference: Kernel
    kernels: dict[str, Swept]
    floors: dict[str, int] = field(default_factory=dict)

    def __call__(self, part: Range) -> Measured:
        """The measure of one range."""
        return _Room(self).measured(*part)

    def raise_floors(self, found: Measured) -> None:
        """Let ranges to come leave out what is below the worst that were found."""
        for kind, part in found.items():
            if len(part.worst) == self.keep:
                least = np.float64(part.worst[-1][0])
                self.floors[kind] = int(least.view(np.int64)) - 1  # an equal one may go before it

    @property
    def keep(self) -> int:
        """The most that is kept of a kernel's largest errors."""
        return max(k.worst for k in self.kernels.values())


class _Room:
    """The arrays of one thread, and the measuring of a range with them."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.y, self.g = np.empty(CHUNK, np.float32), np.empty(CHUNK, np.float32)
        self.x, self.truth, self.product, self.room, self.error, self.apart = np.empty((6, CHUNK))
        self.places, self.bits = np.arange(CHUNK, dtype=np.uint32), np.empty(CHUNK, np.uint32)
        self.with_cotangent = any(k.cotangent for k in job.kernels.values())
        self.worst = {
            kind: Worst(k.worst, job.floors.get(kind, -1)) for kind, k in job.kernels.items()
        }

    def measured(self, first: int, count: int) -> Measured:
        found: Measured = {}
        with np.errstate(all="ignore"):
            for start in range(first, first + count, STRETCH):
                many = min(STRETCH, first + count - start)
                filled = {kind: worst.filled for kind, worst in self.worst.items()}
                part = steadily(partial(self._stretch, filled, start, many))
                found = merged_all(found, part, 0)
                for worst in self.worst.values():
                    worst.settle()
        return {kind: replace(p, worst=self.worst[kind].found()) for kind, p in found.items()}

    def _stretch(self, filled: dict[str, int], first: int, count: int) -> Measured:
        """The measure of some chunks; what an earlier trial put among the worst is taken away."""
        for kind, worst in self.worst.items():
            worst.filled = filled[kind]
        found: Measured = {}
        for start in range(first, first + count, CHUNK):
            found = merged_all(found, self._chunk(start, min(CHUNK, first + count - start)), 0)
        return found

    def _chunk(self, first: int, count: int) -> Measured:
        bits, wide = self.bits[:count], self.x[:count]
        np.add(self.places[:count], np.uint32(first), out=bits)
        x, g, truth = bits.view(np.float32), self.g[:count], self.truth[:count]
        np.copyto(wide, x)
        self.job.reference(wide, out=truth)
        if self.with_cotangent:
            cotangents_of(bits, g.view(np.uint32))
        return {k: self._of(k, first, x, g, truth) for k in self.job.kernels}

    def _of(self, kind: str, first: int, x: Array, g: Array, truth: Array) -> Part:
        """One kernel over one chunk."""
        swept = self.job.kernels[kind]
        y, error, room = self.y[: x.size], self.error[: x.size], self.room[: x.size]
        inputs = x if swept.value is None else swept.value(x)
        swept.kernel(*((g, inputs) if swept.cotangent else (inputs,)), out=y)
        found, true, subnormal = Part(x.size), truth, 0
        if swept.cotangent:
            true = self.product[: x.size]
            subnormal = multiplied(truth, g, true)
        errors(y, true, room, room.view(np.uint64), error)
        if subnormal:
            apart = self.apart[: x.size]
            set_apart(truth, error, apart)
            k = int(apart.argmax())
            found = replace(found, apart=(float(apart[k]), first + k))
        if swept.value is not None:
            found = replace(found, far_off=nearest_far_off(x, error))
        self.worst[kind].add(first, error)
        return replace(found, total=int(total(error, room, room.view(np.uint64))))


def swept(
    job: Job, key: str, state: Path, each: Each, report: Report, ranges: Sequence[Range] = WHOLE
) -> Measured:
    """The merged measures of all ranges, going on from what the file `state` has of the same `key`.

    The file is left to the caller: with what it holds at the end the same sweep is done at once.
    """
    found, done = _read(state, key)
    saved = time.monotonic()
    job.raise_floors(found)
    try:
        for part_range, part in each(job, [r for r in ranges if r not in done]):
            found, done = merged_all(found, part, job.keep), {*done, part_range}
            job.raise_floors(found)
            report(len(done), len(ranges))
            if time.monotonic() - saved > KEEP_EVERY:
                _write(state, key, found, done)
                saved = time.monotonic()
    finally:
        _write(state, key, found, done)
    return found


def _read(state: Path, key: str) -> tuple[Measured, set[Range]]:
    if not state.exists():
        return {}, set()
    content = json.loads(state.read_text(encoding="utf-8"))
    if content["key"] != key:
        return {}, set()
    found = {kind: Part.from_json(part) for kind, part in content["found"].items()}
    return found, {(first, count) for first, count in content["done"]}


def _write(state: Path, key: str, found: Measured, done: set[Range]) -> None:
    parts = {kind: part.to_json() for kind, part in found.items()}
    content = {"key": key, "done": sorted(done), "found": parts}
    state.parent.mkdir(parents=True, exist_ok=True)
    beside = state.with_name(state.name + ".part")
    beside.write_text(json.dumps(content), encoding="utf-8")
    beside.replace(state)
