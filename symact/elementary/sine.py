"""sin and cos: the nearest multiple of pi/2 taken away in three words, two polynomials, a choice.

The programs are for |x| up to `REACH`; beyond, three words of pi/2 are not enough.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from symact.elementary.exponential import left_out
from symact.elementary.formats import FORMATS, PI, coefficients
from symact.ir import Program
from symact.ir.build import Recorder, Term, call, fma, horner, integer, select
from symact.ir.scalar import DType

REACH = 2.0**17
"""Up to here one number for 2/pi finds the multiple well enough in float32."""

HALF = Fraction(1, 2)


def sin(dtype: DType) -> Program:
    """sin(s) with the sign of x, so that -0 gives -0."""
    return _sine(dtype, _rounded)


def sin_low(dtype: DType) -> Program:
    """What rounding leaves out of sin(x)."""
    return _sine(dtype, left_out)


def cos(dtype: DType) -> Program:
    """cos(x) is the sine of a quarter turn more."""
    record = Recorder("x")
    return record.program(_turned(record, dtype, Term(record.inputs[0]), 1, None, _rounded))


def cos_low(dtype: DType) -> Program:
    """What rounding leaves out of cos(x)."""
    record = Recorder("x")
    return record.program(_turned(record, dtype, Term(record.inputs[0]), 1, None, left_out))


Part = Callable[[Term, Term], Term]
"""What is taken of a value in two words."""


def _rounded(high: Term, low: Term) -> Term:
    return high + low


def _sine(dtype: DType, part: Part) -> Program:
    record = Recorder("x")
    x = Term(record.inputs[0])
    sign = call("iand", call("to_bits", x), _sign_bit(dtype))
    return record.program(_turned(record, dtype, abs(x), 0, sign, part))


def _turned(
    record: Recorder, dtype: DType, x: Term, quarters: int, sign: Term | None, part: Part
) -> Term:
    """A part of sin(x + quarters pi/2), with a sign bit added.

    x = n pi/2 + r + low. `first` is exact; the product of n and the middle word is taken away in
    two words, since little may be left where x is near a multiple of pi/2.
    """
    form = FORMATS[dtype]
    shifted = record("shifted", fma(x, Fraction(round(2**200 / PI), 2**199), form.magic))
    n = record("n", shifted - form.magic)
    high, middle, rest = form.words(PI / 2, 3, form.precision)
    first = record("first", fma(n, -high, x))
    product = record("product", n * middle)
    second = record("second", first - product)
    lost = record("lost", (first - second) - product)
    below = record("below", fma(n, -middle, product))
    r = record("r", second + below)
    low = record("low", fma(n, -rest, (second - r) + below) + lost)
    w = record("w", r * r)
    sine = part(r, fma(w * r, horner(coefficients("sin", dtype), w), fma(w * low, -HALF, low)))
    top = record("top", fma(w, -HALF, 1))
    missing = fma(w, -HALF, 1 - top)
    bend = fma(w * w, horner(coefficients("cos", dtype), w), fma(-r, low, missing))
    bits = record("bits", call("iadd", call("to_bits", shifted), integer(quarters)))
    one = integer(form.bias << form.fraction_bits)
    width = 32 if dtype == "float32" else 64
    odd = call("from_bits", call("ior", call("shl", bits, integer(width - 1)), one)) < 0  # -1 or 1
    value = select(odd, part(top, bend), sine)
    turn = call("iand", call("shl", bits, integer(width - 2)), _sign_bit(dtype))
    if sign is not None:
        turn = call("iadd", turn, sign)
    return call("from_bits", call("iadd", call("to_bits", value), turn))


def _sign_bit(dtype: DType) -> Term:
    return integer(-(1 << (31 if dtype == "float32" else 63)))
