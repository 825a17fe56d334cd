"""The errors of one kernel over some inputs, mergeable in any order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from symact.accuracy.loops import CHUNK, FRACTION, keep_worst

STRETCH = 4 * CHUNK
"""Inputs between two looks at the processor."""

Array = NDArray[Any]
Found = tuple[float, int]
"""An error in ulp, and the bits of its input."""


@dataclass(frozen=True)
class Part:
    """The errors over some inputs.

    `total` is in steps of 2^-24 ulp. `worst` holds the largest errors, the largest first and of
    equal ones the lowest bits; `apart` the largest error where f' is subnormal, which `worst` and
    `total` leave out; `far_off` the input nearest to 0 with an error above 1,000, after its size.
    """

    inputs: int = 0
    total: int = 0
    worst: tuple[Found, ...] = ()
    apart: Found | None = None
    far_off: Found | None = None

    @property
    def mean(self) -> float:
        """The mean error in ulp."""
        return self.total / FRACTION / self.inputs if self.inputs else 0.0

    def to_json(self) -> dict[str, Any]:
        """The part as JSON has it."""
        return dict(self.__dict__)

    @classmethod
    def from_json(cls, content: dict[str, Any]) -> Part:
        """What `to_json` gave, read again."""
        apart, far_off = (content[k] and tuple(content[k]) for k in ("apart", "far_off"))
        worst = tuple((error, bits) for error, bits in content["worst"])
        return cls(content["inputs"], content["total"], worst, apart, far_off)


def merged(a: Part, b: Part, keep: int) -> Part:
    """Both parts as one; the order of merging makes no difference."""
    worst = sorted(a.worst + b.worst, key=_worst_first)[:keep]
    apart = min(filter(None, (a.apart, b.apart)), key=_worst_first, default=None)
    far_off = min(filter(None, (a.far_off, b.far_off)), default=None)
    return Part(a.inputs + b.inputs, a.total + b.total, tuple(worst), apart, far_off)


def _worst_first(found: Found) -> Found:
    return -found[0], found[1]


FAR_OFF = 1000.0
"""An error that says that a result is of no use, in ulp."""


def nearest_far_off(x: Array, error: Array) -> Found | None:
    """The input nearest to 0 whose result is of no use: its size and its bits."""
    (far,) = np.nonzero(error > FAR_OFF)
    if not far.size:
        return None
    bits = bits_of(x[far])
    return min(zip(np.abs(x[far]).astype(np.float64).tolist(), bits.tolist(), strict=True))


def bits_of(x: Array) -> Array:
    """The bit patterns of floating-point numbers, as unsigned integers."""
    return x.view(np.uint32 if x.dtype == np.float32 else np.uint64)


def number_of(bits: int, dtype: str) -> float:
    """The number with a bit pattern."""
    word = np.uint32 if dtype == "float32" else np.uint64
    return float(np.array([bits], word).view(dtype)[0])


class Worst:
    """The largest errors of a range, kept while it is measured in the order of its inputs.

    Errors up to `floor`, as the integers that their bits are, are left out.
    """

    def __init__(self, keep: int, floor: int = -1) -> None:
        self.keep = keep
        self.error = np.empty(2 * keep + STRETCH, np.int64)
        self.input = np.empty(2 * keep + STRETCH, np.int64)
        self.filled, self.floor = 0, floor

    def add(self, first: int, error: Array) -> None:
        """Errors of the inputs from `first` on; after a stretch of them, `settle` makes room."""
        bits = error.view(np.int64)
        self.filled = keep_worst(bits, first, self.floor, self.error, self.input, self.filled)

    def settle(self) -> None:
        """Leave the largest of what was added, where there is no room for another stretch."""
        if self.filled > 2 * self.keep:
            self._prune()

    def found(self) -> tuple[Found, ...]:
        """The largest ones, in order."""
        self._prune()
        errors = self.error[: self.filled].view(np.float64).tolist()
        return tuple(zip(errors, self.input[: self.filled].tolist(), strict=True))

    def _prune(self) -> None:
        """Leave the worst ones; from now on an equal error is less, as its bits are higher."""
        error, bits = self.error[: self.filled], self.input[: self.filled]
        order = np.lexsort((bits, -error))[: self.keep]
        self.filled = order.size
        self.error[: order.size], self.input[: order.size] = error[order], bits[order]
        if order.size == self.keep:
            self.floor = int(self.error[order.size - 1])


Measured = dict[str, Part]
"""The part of each kernel of a job, by its kind."""


def merged_all(a: Measured, b: Measured, keep: int) -> Measured:
    """Both, kernel by kernel."""
    return {kind: merged(a.get(kind, Part()), part, keep) for kind, part in b.items()}


Report = Callable[[int, int], None]
"""Told how many ranges are done, and of how many."""
