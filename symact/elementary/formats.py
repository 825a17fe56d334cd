"""The numbers of each floating-point type that range reductions need."""

from __future__ import annotations

import json
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from importlib.resources import files
from typing import Any

from symact.ir.scalar import DType

# 266 bits of log(2) and 256 of pi, as fractions
LN2 = Fraction(0xB17217F7D1CF79ABC9E3B39803F2F6AF40F343267298B62D8A0D175B8BAAFA2BE7B, 1 << 268)
PI = Fraction(0x3243F6A8885A308D313198A2E03707344A4093822299F31D0082EFA98EC4E6C89, 1 << 256)


@dataclass(frozen=True)
class Format:
    """Bits of precision, exponent bias, smallest normal exponent."""

    dtype: DType
    precision: int
    bias: int
    lowest: int

    @property
    def magic(self) -> Fraction:
        """1.5 * 2^(p-1): adding it rounds to an integer, taking it away gives that integer."""
        return Fraction(3 * 2 ** (self.precision - 2))

    @property
    def fraction_bits(self) -> int:
        """Stored bits of the significand."""
        return self.precision - 1

    @property
    def short(self) -> int:
        """So few bits that a product with any binary exponent of the type is exact."""
        return self.precision - (11 if self.precision > 24 else 8)

    def words(self, value: Fraction, count: int, first_bits: int) -> list[Fraction]:
        """A constant as a sum of words; the first ones have `first_bits` bits."""
        words = []
        for k in range(count):
            bits = first_bits if k < count - 1 else self.precision
            words.append(leading_bits(value, bits))
            value -= words[-1]
        return words


FORMATS: dict[DType, Format] = {
    "float32": Format("float32", 24, 127, -126),
    "float64": Format("float64", 53, 1023, -1022),
}


def leading_bits(value: Fraction, bits: int) -> Fraction:
    """The value rounded to `bits` bits, ties to even."""
    if value == 0:
        return value
    magnitude = abs(value)
    exponent = magnitude.numerator.bit_length() - magnitude.denominator.bit_length()
    if magnitude < Fraction(2) ** exponent:
        exponent -= 1
    unit = Fraction(2) ** (exponent - bits + 1)
    return round(value / unit) * unit


@lru_cache(maxsize=1)
def _fitted() -> dict[str, dict[str, dict[str, Any]]]:
    text = files("symact.elementary").joinpath("coefficients.json").read_text("utf-8")
    return json.loads(text)  # type: ignore[no-any-return]


def coefficients(name: str, dtype: DType) -> list[Fraction]:
    """The fitted coefficients of a polynomial, exact in the type, the constant one first."""
    return [Fraction(float.fromhex(c)) for c in _fitted()[name][dtype]["coefficients"]]


def constant_low(name: str, dtype: DType) -> Fraction:
    """What the constant coefficient lost in rounding, where the fit kept it (two words)."""
    return Fraction(float.fromhex(_fitted()[name][dtype]["constant_low"]))


def denominator(name: str, dtype: DType) -> list[Fraction]:
    """The coefficients below the line, where the fit is a quotient of two polynomials."""
    return [Fraction(float.fromhex(c)) for c in _fitted()[name][dtype]["denominator"]]
