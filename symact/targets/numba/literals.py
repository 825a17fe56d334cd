"""Numbers as Python text: exact values rounded once to a dtype, in the fewest digits."""

from __future__ import annotations

import math
import re
from fractions import Fraction

import numpy as np

from symact.ir import Const

PRECISION = {"float32": (24, -126, 127), "float64": (53, -1022, 1023)}


def rounded(value: Fraction | float, dtype: str) -> float:
    """The number of the dtype nearest to an exact value, ties to even; overflow gives an infinity.

    >>> rounded(Fraction(1, 10), "float32")
    0.10000000149011612
    """
    if isinstance(value, float) and not math.isfinite(value):
        return value
    bits, low, high = PRECISION[dtype]
    exact = Fraction(value)
    if exact == 0:
        return math.copysign(0.0, value) if isinstance(value, float) else 0.0
    magnitude = abs(exact)
    exponent = magnitude.numerator.bit_length() - magnitude.denominator.bit_length()
    if Fraction(2) ** exponent > magnitude:
        exponent -= 1
    last = max(exponent, low) - bits + 1
    digits = round(magnitude / Fraction(2) ** last)  # round() takes ties to even
    if digits.bit_length() + last - 1 > high:
        return math.copysign(math.inf, exact)
    return math.copysign(math.ldexp(digits, last), exact)


def digits(value: float, dtype: str) -> str:
    """The shortest decimal text that Python, then the dtype, reads back as the same number."""
    text = repr(value)
    if dtype == "float32":
        short = str(np.float32(value))
        text = short if np.float32(float(short)) == np.float32(value) else text
    return re.sub(r"e\+?(-?)0*(\d)", r"e\1\2", text)


def literal(const: Const, dtype: str) -> str:
    """A constant as an expression of the dtype; float64 and int64 are Python's own literals."""
    if const.type == "bool":
        return "True" if const.value else "False"
    if const.type == "int":
        text = _integer(int(const.value))
        return f"i32({text})" if dtype == "float32" else text
    text = digits(rounded(const.value, dtype), dtype)
    return f"f32({text})" if dtype == "float32" else text


def _integer(value: int) -> str:
    """Small numbers in decimal, bit patterns in hexadecimal."""
    if abs(value) < 4096:
        return str(value)
    return f"{'-' if value < 0 else ''}0x{abs(value):X}"
