"""The numbers of each floating-point type that range reductions need."""

from __future__ import annotations

import json
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from importlib.resources import files

from symact.ir.scalar import DType

# 200 bits of log(2) and pi, as fractions
LN2 = Fraction(0xB17217F7D1CF79ABC9E3B39803F2F6AF40F343267298B62D8A0D175B8BAAFA2BE7B, 1 << 268)
PI = Fraction(0x3243F6A8885A308D313198A2E03707344A4093822299F31D0082EFA98EC4E6C89, 1 << 256)


@dataclass(frozen=True)
class Format:
    """Bits of precision, the rounding trick's constant, exponent bias, smallest normal exponent."""

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
    """The value rounded to its first bits."""
    if value == 0:
        return value
    magnitude = abs(value)
    exponent = magnitude.numerator.bit_length() - magnitude.denominator.bit_length()
    if Fraction(2) ** exponent > magnitude:
        exponent -= 1
    unit = Fraction(2) ** (exponent + 1 - bits)
    return round(value / unit) * unit


@lru_cache(maxsize=1)
def _fitted() -> dict[str, dict[str, dict[str, list[str]]]]:
    text = files("symact.elementary").joinpath("coefficients.json").read_text("utf-8")
    return json.loads(text)  # type: ignore[no-any-return]


def coefficients(name: str, dtype: DType) -> list[Fraction]:
    """The fitted coefficients of a polynomial, exact in the type, the constant one first."""
    return [Fraction(float.fromhex(c)) for c in _fitted()[name][dtype]["coefficients"]]
