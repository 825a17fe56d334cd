"""Exact numbers rounded once to a floating-point type."""

from __future__ import annotations

import math
from fractions import Fraction

FORMATS = {"float32": (24, -126, 127), "float64": (53, -1022, 1023)}
"""Bits of precision, smallest and largest exponent."""


def rounded(value: Fraction | float, dtype: str) -> float:
    """The number of the type nearest to an exact value, ties to even; overflow gives an infinity.

    >>> rounded(Fraction(1, 10), "float32")
    0.10000000149011612
    """
    if isinstance(value, float) and not math.isfinite(value):
        return value
    exact = Fraction(value)
    if exact == 0:
        return math.copysign(0.0, value) if isinstance(value, float) else 0.0
    bits, lowest, highest = FORMATS[dtype]
    magnitude = abs(exact)
    exponent = magnitude.numerator.bit_length() - magnitude.denominator.bit_length()
    if Fraction(2) ** exponent > magnitude:
        exponent -= 1
    last = max(exponent, lowest) - bits + 1
    mantissa = round(magnitude / Fraction(2) ** last)  # round() takes ties to even
    if mantissa.bit_length() + last - 1 > highest:
        return math.inf if exact > 0 else -math.inf
    return math.ldexp(mantissa if exact > 0 else -mantissa, last)
