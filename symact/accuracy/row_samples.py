"""Rows and cotangents that kernels along an axis are measured at; the same ones at every call.

Rows are uniform or bell-shaped, of scales from 1 to 1e30, or have one component that stands out by
5 to 90, ties, a common offset, or a sum of exponentials next to 1, where its logarithm is small. A
few are as large or as small as the type has them.
Cotangents are uniform, of all sizes, one-hot, or nearly alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from symact.accuracy.cotangent import cotangents

Array = NDArray[Any]

SCALES = (1.0, 3.0, 30.0, 1000.0, 1e30)
KINDS = 7


def rows(
    dtype: str, n: int, count: int, single: bool, share: int = 1
) -> Iterator[tuple[Array, Array]]:
    """Pairs of a row and a cotangent, which is a single number where the function is.

    With a `share` above 1 they are one out of so many of these, of every kind and scale.
    """
    rng = np.random.default_rng(n)
    for number in range(count):
        x = _row(rng, n, number)
        g = _cotangent(rng, n, number // KINDS, dtype)
        if number % share == number // share % share:
            yield x.astype(dtype), g[:1].reshape(()) if single else g


def extreme(dtype: str, n: int, single: bool) -> Iterator[tuple[Array, Array]]:
    """Pairs with rows whose squares overflow or vanish; sums of 16 components do not."""
    info, rng = np.finfo(dtype), np.random.default_rng(n)
    largest, smallest = float(info.max) / 16, float(info.smallest_subnormal)
    for scale in (largest, 16 * largest**0.5, float(info.tiny) ** 0.5 / 16, 2.0**20 * smallest):
        g = _cotangent(rng, n, 0, dtype)
        yield (_uniform(rng, n) * scale).astype(dtype), g[:1].reshape(()) if single else g


def _uniform(rng: np.random.Generator, *shape: int) -> Array:
    """Numbers from -1 to 1."""
    return np.asarray(rng.integers(-(1 << 53), 1 << 53, shape) / 2.0**53)


def _row(rng: np.random.Generator, n: int, number: int) -> Array:
    scale = SCALES[number // KINDS % len(SCALES)]
    bell = _uniform(rng, 12, n).sum(axis=0) / 2
    match number % KINDS:
        case 0:
            return np.asarray(bell * scale)
        case 1:
            return np.asarray(_uniform(rng, n) * scale)
        case 2:
            above = 47.5 + 42.5 * _uniform(rng)
            return np.asarray(bell + above * (np.arange(n) == rng.integers(n)))
        case 3:
            return np.asarray(bell[rng.integers(min(n, 3), size=n)] * scale)
        case 4:
            total = np.round(np.logaddexp.reduce(2 * bell) * 2.0**30) / 2.0**30
            return np.asarray(2 * bell - total + _uniform(rng) * 1e-3)
        case 5:
            return np.asarray(scale + bell)
        case _:
            return np.asarray(scale * _uniform(rng) + bell)


def _cotangent(rng: np.random.Generator, n: int, number: int, dtype: str) -> Array:
    match number % 4:
        case 0:
            return (2 * _uniform(rng, n)).astype(dtype)
        case 1:
            return cotangents(_uniform(rng, n).astype(dtype))
        case 2:
            return np.asarray(np.arange(n) == rng.integers(n), dtype)
        case _:
            return np.asarray(_uniform(rng) + 1e-4 * _uniform(rng, n), dtype)


__all__ = ["extreme", "rows"]
