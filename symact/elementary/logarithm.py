"""log and log1p: the significand brought to [sqrt(1/2), sqrt(2)), a polynomial in f = m - 1."""

from __future__ import annotations

from fractions import Fraction

from symact.elementary.formats import FORMATS, LN2, Format, coefficients
from symact.ir import Program
from symact.ir.build import Recorder, Term, call, fma, horner, integer, select, term
from symact.ir.scalar import DType

HALF = Fraction(1, 2)


def log(dtype: DType) -> Program:
    """log(x) = k log(2) + log(1 + f); subnormal inputs are scaled up first."""
    form = FORMATS[dtype]
    record = Recorder("x")
    x = Term(record.inputs[0])
    tiny = record("tiny", x < Fraction(2) ** form.lowest)
    scaled = record("u", select(tiny, x * Fraction(2) ** form.precision, x))
    k = record("k", _exponent(scaled, form))
    m = call("ldexp", scaled, call("isub", integer(0), k))
    f = record("f", m - 1)
    n = record("n", call("to_real", k) - select(tiny, form.precision, 0))
    return record.program(_special(x, _joined(record, f, n, form)))


def log1p(dtype: DType) -> Program:
    """log(1 + x): with k the exponent of 1 + x, f = (1 + x) 2^-k - 1 in one rounding."""
    form = FORMATS[dtype]
    record = Recorder("x")
    x = Term(record.inputs[0])
    u = record("u", 1 + x)
    k = record("k", _exponent(u, form))
    back = record("back", call("ldexp", term(1), call("isub", integer(0), k)))
    f = record("f", fma(x, back, back - 1))
    n = record("n", call("to_real", k))
    shifted = _special(u, _joined(record, f, n, form))
    return record.program(call("copysign", shifted, x))


def _exponent(u: Term, form: Format) -> Term:
    """k with u 2^-k in [sqrt(1/2), sqrt(2)), from the bits of a normal number."""
    root_half = 0x3F3504F3 if form.precision == 24 else 0x3FE6A09E667F3BCD
    bits = call("to_bits", u)
    return call("shr", call("isub", bits, integer(root_half)), integer(form.fraction_bits))


def _joined(record: Recorder, f: Term, n: Term, form: Format) -> Term:
    """n log(2) + f - f^2/2 + f^3 P(f), the small parts first."""
    high, low = form.words(LN2, 2, form.precision - (11 if form.precision > 24 else 8))
    half_square = record("h", HALF * f * f)
    tail = record("p", horner(coefficients("log", form.dtype), f))
    cubic = record("c", f * (f * f) * tail)
    small = record("small", fma(n, low, cubic) - half_square)
    return fma(n, high, f + small)


def _special(x: Term, value: Term) -> Term:
    """log at 0 (-inf), below (NaN), at infinity and NaN (itself)."""
    inf = float("inf")
    finite = select(x < inf, value, x)
    return select(x > 0, finite, select(call("eq", x, term(0)), -inf, float("nan")))
