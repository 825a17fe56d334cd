"""The error of a computed value in units in the last place of the true one.

For a type with p bits of precision and smallest normal exponent e_min, with 2^e <= |t| < 2^(e+1),

    error(y, t) = |y - t| / 2^(max(e, e_min) - p + 1).

t = 0: |y| over the smallest subnormal. |t| at or above the largest finite number plus half its ulp:
0 where y is that infinity, else infinite. NaN matches only NaN. A non-finite y elsewhere is
infinitely wrong; nothing is ever left out. The sign of zero is no part of the error.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

_KEPT_BITS = 106
_FAR = 100_000
_NEEDED_BITS = 64
_HUGE = 1 << 1200


@dataclass(frozen=True)
class Reference:
    """True values (high + low) * 2^exponent with 1 <= |high + low| < 2, good to about 2^-105.

    A true zero has high = low = 0. Infinities and NaN are in `high` alone.
    """

    high: Array
    low: Array
    exponent: Array

    @classmethod
    def exact(cls, values: Sequence[Fraction | float]) -> Reference:
        """From fractions (or floats, also infinities and NaN)."""
        return cls._of([_split(v) for v in values])

    @classmethod
    def balls(cls, values: Sequence[Any]) -> Reference:
        """From the midpoints of `flint.arb` balls.

        Raises ValueError for a ball that determines no value: one with fewer than 64 correct bits
        that does not lie below 2^-1200, which is 0 in every type.
        """
        return cls._of([_split_ball(v) for v in values])

    @classmethod
    def _of(cls, parts: list[tuple[float, float, int]]) -> Reference:
        high, low, exponent = zip(*parts, strict=True) if parts else ((), (), ())
        return cls(np.array(high, float), np.array(low, float), np.array(exponent, np.int64))

    @classmethod
    def normalised(cls, high: Array, low: Array, exponent: Array) -> Reference:
        """From values (high + low) * 2^exponent of any size, |low| no more than |high|."""
        with np.errstate(all="ignore"):
            total = high + low
            rest = np.where(np.isfinite(total), low - (total - high), 0.0)
            scaled, shift = np.frexp(total)
            below = (np.abs(scaled) == 0.5) & (scaled * rest < 0)  # just under a power of two
        move = 1 - shift.astype(np.int64) + below
        zero = ~np.isfinite(total) | (total == 0)
        high, low = np.ldexp(total, move), np.ldexp(rest, move)
        return cls(high, low, np.where(zero, 0, exponent - move))

    @classmethod
    def joined(cls, parts: Sequence[Reference]) -> Reference:
        """Several, one after the other."""
        if not parts:
            return cls._of([])
        columns = ([p.high for p in parts], [p.low for p in parts], [p.exponent for p in parts])
        return cls(*(np.concatenate(column) for column in columns))

    def times(self, factors: Array) -> Reference:
        """The products with floating-point numbers, good to about 2^-104."""
        scaled, shift = np.frexp(np.asarray(factors, np.float64))
        with np.errstate(all="ignore"):
            product = self.high * scaled
            rest = np.where(np.isfinite(product), _rest(self.high, scaled, product), 0.0)
            low = np.where(np.isfinite(product), rest + self.low * scaled, 0.0)
        return Reference.normalised(product, low, self.exponent + shift.astype(np.int64))

    def __getitem__(self, key: Any) -> Reference:
        return Reference(self.high[key], self.low[key], self.exponent[key])

    def __len__(self) -> int:
        return len(self.high)


def _rest(a: Array, b: Array, product: Array) -> Array:
    """a * b - product, exactly: Dekker's product of numbers cut in two by Veltkamp."""
    cut = 2.0**27 + 1
    a_high, b_high = a * cut - (a * cut - a), b * cut - (b * cut - b)
    a_low, b_low = a - a_high, b - b_high
    error = product - a_high * b_high - a_low * b_high - a_high * b_low
    return np.asarray(a_low * b_low - error)


def _split(value: Fraction | float) -> tuple[float, float, int]:
    if isinstance(value, float) and not np.isfinite(value):
        return value, 0.0, 0
    exact = Fraction(value)
    if exact == 0:
        return 0.0, 0.0, 0
    magnitude = abs(exact)
    exponent = magnitude.numerator.bit_length() - magnitude.denominator.bit_length()
    if magnitude < Fraction(2) ** exponent:
        exponent -= 1
    scaled = exact / Fraction(2) ** exponent
    high = float(scaled)
    return high, float(scaled - Fraction(high)), exponent


def _split_ball(value: Any) -> tuple[float, float, int]:
    if value.is_nan():
        return np.nan, 0.0, 0
    if value.rel_accuracy_bits() < _NEEDED_BITS and not abs(value) * _HUGE < 1:
        raise ValueError(f"the ball {value} does not determine a true value")
    if not value.is_finite():
        return float(value.mid()), 0.0, 0
    mantissa, shift = (int(part) for part in value.mid().man_exp())
    if mantissa == 0:
        return 0.0, 0.0, 0
    bits = abs(mantissa).bit_length()
    if bits > _KEPT_BITS:  # two doubles hold no more
        drop = bits - _KEPT_BITS
        half = 1 << (drop - 1)
        mantissa = (mantissa + half) >> drop
        shift += drop
        bits = abs(mantissa).bit_length()
    if not -_FAR < shift + bits < _FAR:  # beyond every type: any such exponent gives the same error
        return (1.0 if mantissa > 0 else -1.0), 0.0, _FAR if shift > 0 else -_FAR
    high = float(mantissa) / 2.0 ** (bits - 1)
    rest = mantissa - (int(high * 2.0**52) << (bits - 53) if bits >= 53 else mantissa)
    return high, rest / 2.0 ** (bits - 1), shift + bits - 1


def ulp_errors(y: Array, reference: Reference, dtype: Any) -> Array:
    """The error of every computed value, as float64; infinite where values do not compare."""
    return Errors(reference, dtype)(y)


class Errors:
    """The errors of values against one reference; what hangs on that alone is computed once."""

    def __init__(self, reference: Reference, dtype: Any) -> None:
        info = np.finfo(dtype)
        unit = np.maximum(reference.exponent, int(info.minexp))
        shift = reference.exponent - unit
        self.down = -unit
        self.scale = 2.0 ** int(info.nmant)
        self.smallest = float(info.smallest_subnormal)
        with np.errstate(all="ignore"):
            self.high, self.low = np.ldexp(reference.high, shift), np.ldexp(reference.low, shift)
        self.zero = np.flatnonzero((reference.high == 0) & (reference.low == 0))
        self.overflow = np.flatnonzero(overflows(reference, dtype))
        self.undefined = np.flatnonzero(np.isnan(reference.high))

    def __call__(self, y: Array) -> Array:
        """The error of every value, as float64; infinite where values do not compare."""
        computed = np.asarray(y, np.float64)
        with np.errstate(all="ignore"):
            scaled = np.ldexp(computed, self.down)
            error: Array = np.abs((scaled - self.high) - self.low) * self.scale
            error[self.zero] = np.abs(computed[self.zero]) / self.smallest
        error[~np.isfinite(computed)] = np.inf
        if self.overflow.size:
            found, true = computed[self.overflow], self.high[self.overflow]
            right = np.isinf(found) & (np.signbit(found) == np.signbit(true))
            error[self.overflow] = np.where(right, 0.0, np.inf)
        if self.undefined.size:
            error[self.undefined] = np.where(np.isnan(computed[self.undefined]), 0.0, np.inf)
        return error


def overflows(reference: Reference, dtype: Any) -> Array:
    """Where |t| is at or above the largest finite number plus half its ulp."""
    info = np.finfo(dtype)
    top = int(info.maxexp) - 1
    half_way = 2.0 - 2.0 ** -(int(info.nmant) + 1)
    magnitude = np.abs(reference.high) + np.copysign(1.0, reference.high) * reference.low
    beyond = (reference.exponent > top) | ((reference.exponent == top) & (magnitude >= half_way))
    return np.asarray(beyond | np.isinf(reference.high))
