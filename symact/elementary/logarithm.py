"""log and log1p: the significand m brought near 1, a polynomial in m - 1, k log(2) in two words."""

from __future__ import annotations

from fractions import Fraction
from math import inf, nan

from symact.elementary.formats import FORMATS, LN2, Format, coefficients
from symact.ir import Program
from symact.ir.build import Recorder, Term, call, fma, horner, integer, select, term
from symact.ir.rounding import rounded
from symact.ir.scalar import DType

HALF = Fraction(1, 2)
LOG_FROM = Fraction(2, 3)
"""log brings m to [2/3, 4/3): f^2, whose rounding costs most, stays below 1/9."""

LOG1P_FROM = Fraction(3, 4)
"""log1p brings m to [3/4, 3/2): there f is exact whatever 1 + x lost."""


def log(dtype: DType) -> Program:
    """log(x) = k log(2) + log(1 + f); subnormal inputs are scaled up first."""
    form = FORMATS[dtype]
    record = Recorder("x")
    x = Term(record.inputs[0])
    tiny = record("tiny", x < Fraction(2) ** form.lowest)
    bits = record("bits", call("to_bits", select(tiny, x * Fraction(2) ** form.precision, x)))
    k = record("k", _exponent(bits, form, LOG_FROM))
    m = call("from_bits", call("isub", bits, call("shl", k, integer(form.fraction_bits))))
    f = record("f", m - 1)
    n = record("n", call("to_real", k) - select(tiny, form.precision, 0))
    return record.program(_special(x, _joined(record, "log", f, n, form)))


def log1p(dtype: DType) -> Program:
    """log(1 + x): with k the exponent of 1 + x, f = 2^-k x + (2^-k - 1), which is exact."""
    form = FORMATS[dtype]
    record = Recorder("x")
    x = Term(record.inputs[0])
    u = record("u", 1 + x)
    k = record("k", _exponent(call("to_bits", u), form, LOG1P_FROM))
    # 2^-k by way of 2^(2-k), which is normal for the largest x too
    exponent = call("shl", call("isub", integer(form.bias + 2), k), integer(form.fraction_bits))
    back = record("back", call("from_bits", exponent) * Fraction(1, 4))
    f = record("f", fma(x, back, back - 1))
    value = _joined(record, "log1p", f, record("n", call("to_real", k)), form)
    return record.program(call("copysign", _special(u, value), x))


def log1p_unit(dtype: DType) -> Program:
    """log(1 + x) for 0 <= x <= 1, at a third of the price of log1p or less."""
    record = Recorder("x")
    x = Term(record.inputs[0])
    series = coefficients("log1p_unit", dtype)
    if dtype == "float32":
        return record.program(fma(record("square", x * x), horner(series, x), x))
    return record.program(x + _bend(record, x, series))


def log1p_ratio(dtype: DType) -> Program:
    """log(1 + x)/x for 0 <= x <= 1, and 1 at 0: q times it is log1p(q) however small q is."""
    record = Recorder("x")
    x = Term(record.inputs[0])
    series = coefficients("log1p_unit", dtype)
    if dtype == "float32":
        return record.program(fma(x, horner(series, x), 1))
    half = record("half", x * HALF)
    r = record("r", 1 / (x + 2))
    z = record("z", x * r)
    w = record("w", z * z)
    return record.program(1 + fma(r, fma(w, horner(series, w), half * x), -half))


def _exponent(bits: Term, form: Format, lowest: Fraction) -> Term:
    """k with 2^-k times the number in [lowest, 2 lowest), from its bits."""
    start = round(Fraction(rounded(lowest, form.dtype)) * 2**form.precision)
    offset = start - 2 ** (form.precision - 1) + ((form.bias - 1) << form.fraction_bits)
    return call("shr", call("isub", bits, integer(offset)), integer(form.fraction_bits))


def _joined(record: Recorder, name: str, f: Term, n: Term, form: Format) -> Term:
    """n log(2) + log(1 + f); the first sum keeps its low word."""
    first, rest = form.words(LN2, 2, form.short)
    high = record("high", fma(n, first, f))
    lost = fma(n, rest, fma(n, first, -high) + f)
    if form.dtype == "float32":  # f + f (-f/2 + f^2 P(f))
        tail = record("p", horner(coefficients(name, form.dtype), f))
        return high + fma(f, record("bend", fma(f * f, tail, f * -HALF)), lost)
    return high + (_bend(record, f, coefficients("atanh", form.dtype)) + lost)


def _bend(record: Recorder, f: Term, series: list[Fraction]) -> Term:
    """log(1 + f) - f = z (f^2/2 + z^2 P(z^2)) - f^2/2 with z = f/(2 + f): 2 atanh(z) less f.

    In float64 the division costs less than the ten coefficients that a polynomial in f has more.
    """
    half = record("half", f * HALF * f)
    z = record("z", f / (f + 2))
    w = record("w", z * z)
    return record("bend", fma(z, fma(w, horner(series, w), half), -half))


def _special(x: Term, value: Term) -> Term:
    """log at 0 (-inf), below (NaN), at infinity and NaN (itself)."""
    finite = select(x < inf, value, x)
    return select(x > 0, finite, select(call("eq", x, term(0)), -inf, nan))
