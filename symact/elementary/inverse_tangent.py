"""atan: three ranges brought to |z| <= 0.66 by one division, an odd polynomial, two-word offsets.

The middle range begins at 0.66 rather than at tan(pi/8): below, pi/4 + z would cancel (2.5 ulp at
0.487).
"""

from __future__ import annotations

from fractions import Fraction

from symact.elementary.formats import FORMATS, PI, coefficients
from symact.ir import Program
from symact.ir.build import Recorder, Term, call, fma, horner, select
from symact.ir.scalar import DType

MIDDLE = Fraction(169, 256)
LARGE = Fraction(618, 256)
"""Where the ranges meet: 0.66 and about tan(3 pi/8) = 2.414."""


def atan(dtype: DType) -> Program:
    """atan(x) = b + z + z^3 P(z^2): z = s and b = 0, (s-1)/(s+1) and pi/4, or -1/s and pi/2."""
    form = FORMATS[dtype]
    record = Recorder("x")
    x = Term(record.inputs[0])
    s = record("s", abs(x))
    middle = record("middle", s > MIDDLE)
    large = record("large", s > LARGE)
    top = select(large, -1, select(middle, s - 1, s))
    bottom = select(large, s, select(middle, s + 1, 1))
    z = record("z", top / bottom)
    high, low = form.words(PI / 4, 2, form.precision)
    base = select(large, 2 * high, select(middle, high, 0))
    rest = select(large, 2 * low, select(middle, low, 0))
    w = record("w", z * z)
    tail = record("p", horner(coefficients("atan", dtype), w))
    value = base + (fma(z * w, tail, rest) + z)
    return record.program(call("copysign", value, x))
