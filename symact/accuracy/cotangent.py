"""The cotangent g that a vjp is measured with at x: a fixed hash of the bits of x.

Every significand is as likely as any other, both signs are, and the exponents run from -64 to 63
for float32, from -512 to 511 for float64. What a vjp is measured against is here as well.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from symact.ulp import Reference, overflows

Array = NDArray[Any]


def cotangents(x: Array) -> Array:
    """One finite g, never 0, for each x, in its type."""
    if x.dtype == np.float32:
        return _float32(_mixed(x.view(np.uint32), 16, 0x85EBCA6B, 13, 0xC2B2AE35, 16))
    first, second = 0xFF51AFD7ED558CCD, 0xC4CEB9FE1A85EC53
    return _float64(_mixed(x.view(np.uint64), 33, first, 33, second, 33))


def product(slope: Reference, g: Array) -> tuple[Reference, Array]:
    """The true g f'(x), and where f'(x) is subnormal in g's type, so that errors count apart.

    Where f'(x) overflows that type the product is infinite too: a vjp is the IEEE product.
    """
    true = slope.times(g)
    infinite = overflows(slope, g.dtype)
    high = np.where(infinite, np.copysign(np.inf, true.high), true.high)
    low = np.where(infinite, 0.0, true.low)
    subnormal = (slope.exponent < np.finfo(g.dtype).minexp) & (slope.high != 0)
    return Reference(high, low, true.exponent), subnormal


def _mixed(bits: Array, *steps: int) -> Array:
    """The finishing steps of MurmurHash3: shifts and products in turn, each bit reaching all."""
    word = bits.dtype.type
    h = bits ^ word(0x9E3779B9)
    for k, step in enumerate(steps):
        if k % 2:
            h *= word(step)
        else:
            h ^= h >> word(step)
    return np.asarray(h)


def _float32(h: Array) -> Array:
    """Sign and significand as they are; of the exponent seven bits, moved to -64..63."""
    h &= np.uint32(0xBFFFFFFF)
    h += np.uint32((127 - 64) << 23)
    return h.view(np.float32)


def _float64(h: Array) -> Array:
    h &= np.uint64(0xBFFFFFFFFFFFFFFF)
    h += np.uint64((1023 - 512) << 52)
    return h.view(np.float64)
