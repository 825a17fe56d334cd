"""The inputs that a kernel is sampled on: every binade, both signs, dense where errors are made.

The same arguments give the same inputs on every host: random numbers come from integers of a
generator with a fixed seed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

SEED = 20231117
SCALES = (1.0, 4.0, 16.0, 100.0, 800.0)
"""Inputs are drawn from -s to s too: roundings of several operations meet there."""

NEIGHBOURS = 32
"""How many numbers on either side of a point are taken one by one."""

Array = NDArray[Any]


def stratified(dtype: str, near: Sequence[float], size: int) -> Array:
    """About `size` finite inputs, in order: half over all binades, a quarter in the middle, the
    rest about the points `near` (kinks, edges of patches) and 0.
    """
    rng = np.random.default_rng(SEED)
    points = [0.0, *near]
    each = max(size // 4 // len(points), 64)
    parts = [_every_binade(dtype, rng, size // 2)]
    parts += [_between(rng, scale, size // 4 // len(SCALES)).astype(dtype) for scale in SCALES]
    parts += [_around(np.dtype(dtype).type(point), rng, each) for point in points]
    x = np.unique(np.concatenate(parts))
    return np.asarray(x[np.isfinite(x)])


def _every_binade(dtype: str, rng: np.random.Generator, size: int) -> Array:
    """As many inputs in one binade as in another, subnormal ones too, and the ends."""
    info = np.finfo(dtype)
    lowest, highest = int(info.minexp) - int(info.nmant), int(info.maxexp) - 1
    each = max(size // (2 * (highest - lowest + 1)), 1)
    exponents = np.repeat(np.arange(lowest, highest + 1), each)
    bits = int(info.nmant) + 1
    fractions = rng.integers(1 << (bits - 1), 1 << bits, exponents.size)
    magnitudes = np.ldexp(fractions.astype(np.float64), exponents - bits + 1)
    ends = np.array([info.max, info.tiny, info.smallest_subnormal], np.float64)
    both = np.concatenate([magnitudes, ends])
    return np.concatenate([both, -both]).astype(dtype)


def _between(rng: np.random.Generator, scale: float, size: int) -> Array:
    return scale * (rng.integers(-(1 << 53), 1 << 53, size) / 2.0**53)


def _around(point: Any, rng: np.random.Generator, size: int) -> Array:
    """The point, its neighbours, and inputs at random distances of every size below 1."""
    dtype = point.dtype
    steps = np.arange(-NEIGHBOURS, NEIGHBOURS + 1)
    close = _stepped(np.full(steps.shape, point), steps)
    powers = np.ldexp(1.0, rng.integers(-60, 1, size))
    far = powers * (1 + rng.integers(0, 1 << 52, size) / 2.0**52)
    sign = np.where(rng.integers(0, 2, size) == 0, -1.0, 1.0)
    return np.concatenate([close, (float(point) + sign * far).astype(dtype)])


def thinned(x: Array, size: int) -> Array:
    """About `size` of the inputs, evenly."""
    return x[:: max(round(x.size / size), 1)]


def _stepped(x: Array, steps: Array) -> Array:
    """The floating-point numbers so many places above `x` in their order."""
    kind = np.int32 if x.dtype == np.float32 else np.int64
    lowest = np.iinfo(kind).min
    bits: Array = x.view(kind)
    place: Array = np.where(bits < 0, lowest - bits, bits) + steps.astype(kind)
    return np.asarray(np.where(place < 0, lowest - place, place).astype(kind).view(x.dtype))
