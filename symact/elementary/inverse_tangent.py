"""atan: z = s or 1/s with what the division lost, an odd polynomial, pi/2 in two words."""

from __future__ import annotations

from fractions import Fraction

from symact.elementary.formats import FORMATS, PI, coefficients
from symact.ir import Program
from symact.ir.build import Recorder, Term, call, fma, horner, select
from symact.ir.scalar import DType

FLAT_ABOVE = Fraction(2) ** 60
"""atan is pi/2 in the type from here up, and 1/s is still a normal number."""


def atan(dtype: DType) -> Program:
    """atan(s) = z + z^3 (P(z^2) - 1/4) with z = s up to 1; pi/2 minus that with z = 1/s above."""
    form = FORMATS[dtype]
    record = Recorder("x")
    x = Term(record.inputs[0])
    s = record("s", call("min", FLAT_ABOVE, abs(x)))
    large = record("large", s > 1)
    inverse = record("inverse", 1 / s)
    z = record("z", select(large, -inverse, s))
    w = record("w", z * z)
    # P is near -1/4, and what is left rounds to less
    tail = record("p", fma(w, horner(coefficients("atan", dtype), w), w * Fraction(-1, 4)))
    high, low = form.words(PI / 2, 2, form.precision)
    base = record("base", select(large, high, 0))
    # the inverse is off by (s inverse - 1) inverse, and atan has the slope 1/(1 + w), about 1 - w/2
    off = fma(inverse, s, -1) * inverse
    missing = select(large, fma(off, fma(w, Fraction(-1, 2), 1), low), 0)
    total = record("total", base + z)
    lost = (z - (total - base)) + missing
    return record.program(call("copysign", total + fma(z, tail, lost), x))
