"""The compiled loops of a sweep: float32 results against float64 ones, errors in ULP.

They hold to the metric of `symact.ulp` clause by clause; the tests compare the two. The loops
release the GIL and have no branch that the compiler cannot turn into a select.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numpy as np
from numba import float64, int64, njit, uint32, uint64

INFINITY = float("inf")
OVERFLOW = 2.0**128 - 2.0**103
"""The largest float32 plus half its ulp."""

SMALLEST_NORMAL = 2.0**-126

CAP, FRACTION = 2.0**20, 2.0**24
"""A sum counts an error in steps of 2^-24 ulp, and one above 2^20 as 2^20: so it is exact."""

SHIFT, SHIFT_BITS = 1.5 * 2.0**52, np.uint64(0x4338000000000000)
EXPONENT = np.uint64(0x7FF0000000000000)
SCALE = np.uint64((2 * 1023 + 23) << 52)
BLOCK = 64
CHUNK = 1 << 15
"""Inputs computed at a time, so that all arrays stay in the cache of a core."""

F = TypeVar("F", bound=Callable[..., Any])


def compiled(function: F) -> F:
    """Compile a function at its first call; it runs without the GIL."""
    return cast(F, njit(nogil=True, error_model="numpy")(function))


@compiled
def errors(y: Any, truth: Any, room: Any, room_bits: Any, error: Any) -> None:
    """The error of every float32 result `y` against `truth`, in float64.

    `room` and `room_bits` are one array, seen as float64 and as unsigned integers. The few inputs
    whose truth is not a finite float32 are looked at one by one.
    """
    special = 0
    for i in range(y.size):
        size = abs(truth[i])
        room[i] = SMALLEST_NORMAL if size < SMALLEST_NORMAL else size
        special += not (size < OVERFLOW)
    for i in range(y.size):  # 2^23 over the power of two at or below
        room_bits[i] = SCALE - (room_bits[i] & EXPONENT)
    for i in range(y.size):
        found = abs(float64(y[i]) - truth[i]) * room[i]
        error[i] = found if found == found else INFINITY
    if special > 0:
        _set_special(y, truth, error)


@compiled
def _set_special(y: Any, truth: Any, error: Any) -> None:
    """The error where the truth is NaN or overflows."""
    for i in range(y.size):
        true = truth[i]
        if true != true:
            error[i] = 0.0 if y[i] != y[i] else INFINITY
        elif abs(true) >= OVERFLOW:
            error[i] = 0.0 if y[i] == (INFINITY if true > 0 else -INFINITY) else INFINITY


@compiled
def multiplied(truth: Any, g: Any, product: Any) -> int:
    """Set `product` to g * f'(x), with f'(x) infinite where it overflows a float32; how many f'(x)
    are not 0 and subnormal as a float32."""
    many = 0
    for i in range(g.size):
        slope = truth[i]
        size = abs(slope)
        infinite = INFINITY if slope > 0 else -INFINITY
        product[i] = (infinite if size >= OVERFLOW else slope) * float64(g[i])
        many += (size > 0) & (size < SMALLEST_NORMAL)
    return many


@compiled
def set_apart(truth: Any, error: Any, apart: Any) -> None:
    """Move to `apart` the errors where f'(x) is subnormal as a float32."""
    for i in range(error.size):
        size = abs(truth[i])
        subnormal = (size > 0) & (size < SMALLEST_NORMAL)
        apart[i] = error[i] if subnormal else 0.0
        error[i] = 0.0 if subnormal else error[i]


@compiled
def total(error: Any, room: Any, room_bits: Any) -> Any:
    """The sum of errors in steps of 2^-24 ulp; `room` as in `errors`.

    Adding 1.5 * 2^52 leaves a number rounded to an integer in the low bits, which vector
    instructions do and a conversion to int64 they do not.
    """
    for i in range(error.size):
        room[i] = (error[i] if error[i] < CAP else CAP) * FRACTION + SHIFT
    found = uint64(0)
    for i in range(error.size):
        found += room_bits[i] - SHIFT_BITS
    return found


@compiled
def cotangents_of(bits: Any, g_bits: Any) -> None:
    """The float32 g for every x, as bits: that of `symact.accuracy.cotangent`."""
    for i in range(bits.size):
        h = bits[i] ^ uint32(0x9E3779B9)
        h ^= h >> uint32(16)
        h = uint32(h * uint32(0x85EBCA6B))
        h ^= h >> uint32(13)
        h = uint32(h * uint32(0xC2B2AE35))
        h ^= h >> uint32(16)
        g_bits[i] = uint32((h & uint32(0xBFFFFFFF)) + uint32((127 - 64) << 23))


@compiled
def keep_worst(
    error_bits: Any, first: int, floor: int, kept_error: Any, kept_input: Any, filled: int
) -> int:
    """Append every error above `floor`, with the bits of its input; how many are kept then.

    Errors are compared as the integers that their bits are, which is the same for numbers >= 0.
    """
    size = error_bits.size
    for start in range(0, size, BLOCK):
        end = min(start + BLOCK, size)
        largest = int64(-1)
        for i in range(start, end):
            largest = max(largest, error_bits[i])
        if largest <= floor:
            continue
        for i in range(start, end):
            if error_bits[i] > floor:
                kept_error[filled] = error_bits[i]
                kept_input[filled] = first + i
                filled += 1
    return filled
