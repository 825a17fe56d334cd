"""erf and erfc: exp(-s^2) in two words times a polynomial in 1/(s + 2); a series in s near 0."""

from __future__ import annotations

from fractions import Fraction

from symact.elementary.exponential import power_of_two, reduce, two_words
from symact.elementary.formats import FORMATS, coefficients, constant_low
from symact.ir import Program
from symact.ir.build import Recorder, Term, call, fma, horner, select
from symact.ir.scalar import DType

SERIES_BELOW = 1
"""erf is its series up to here; above, erfc is below 0.158 and 1 - erfc loses little."""

ONE_ABOVE = {"float32": 4, "float64": 6}
"""erf is 1 in the type from here up."""

ZERO_ABOVE = {"float32": Fraction(81, 8), "float64": Fraction(109, 4)}
"""erfc is 0 in the type from here up."""

CENTRE = Fraction(13, 64)
"""R is a polynomial in t less this, a difference that is exact where R is steep."""


def erf(dtype: DType) -> Program:
    """erf(s) = s + s Q(s^2) near 0, 1 - exp(-L(s)) above, where L(s) = -log(erfc(s))."""
    form = FORMATS[dtype]
    record = Recorder("x")
    x = Term(record.inputs[0])
    s = record("s", call("min", ONE_ABOVE[dtype], abs(x)))
    w = record("w", s * s)
    first, *others = coefficients("erf", dtype)
    # Q is near 0.13 - w/4, and what is left rounds to less
    bend = fma(w, horner(others, w), fma(w, Fraction(-1, 4), first))
    series = fma(s, bend, s)
    centred = record("u", s - SERIES_BELOW)
    exponent = record("minus_log", horner(coefficients("erf_log", dtype), centred))
    at = reduce(record, exponent, form)
    high, low = two_words(record, at, dtype)
    scale = power_of_two(call("to_int", at.n), form)
    above = fma(scale, -(high + low), 1)
    return record.program(call("copysign", select(s < SERIES_BELOW, series, above), x))


def erfc(dtype: DType) -> Program:
    """erfc(s) = exp(-s^2) t R(t), t = 1/(s + 2); 2 - erfc(s) for x = -s."""
    record = Recorder("x")
    return _complement(record, dtype, None)


def erfc_sum(dtype: DType) -> Program:
    """erfc(a + b) for a small b, the low word of an argument that one number does not hold.

    b is left out where erfc(a) is 0 or 2, so that it may be anything there.
    """
    record = Recorder("a", "b")
    a, b = (Term(v) for v in record.inputs)
    outward = select(a < 0, -b, b)
    inside = abs(a) < ZERO_ABOVE[dtype]
    return _complement(record, dtype, record("outward", select(inside, outward, 0)))


def _complement(record: Recorder, dtype: DType, rest: Term | None) -> Program:
    """erfc of the first input, whose distance from 0 is longer by `rest`."""
    x = Term(record.inputs[0])
    s = record("s", call("min", ZERO_ABOVE[dtype], abs(x)))
    square = record("square", s * -s)
    low = fma(s, -s, -square)
    if rest is not None:
        low = fma(s * -2, rest, low)
    at = reduce(record, square, FORMATS[dtype], record("square_low", low))
    high, low = two_words(record, at, dtype)
    factor, factor_low = _scaled(record, dtype, s, rest)
    value = fma(high, factor, fma(high + low, factor_low, low * factor))
    value = record("value", call("ldexp", value, call("to_int", at.n)))
    return record.program(select(x < 0, 2 - value, value))


def _scaled(record: Recorder, dtype: DType, s: Term, rest: Term | None) -> tuple[Term, Term]:
    """exp(s^2) erfc(s) = t R(t) in two words.

    An error of t in relative terms is one of t R(t) times 1 + t R'/R, which is 1 + 5/2 t to 0.1.
    """
    shifted = record("shifted", s + 2)
    shifted_low = s - (shifted - 2)  # exact
    if rest is not None:
        shifted_low = shifted_low + rest
    t = record("t", 1 / shifted)
    off = record("off", fma(-t, shifted_low, fma(-t, shifted, 1)))
    first, second, *others = coefficients("erfc", dtype)
    v = record("v", t - CENTRE)
    slope_rest = record("q", horner(others, v))
    slope = record("slope", fma(v, slope_rest, second))
    slope_low = fma(v, slope_rest, second - slope)
    r = record("ratio", fma(v, slope, first))
    r_low = fma(v, slope, first - r) + fma(v, slope_low, constant_low("erfc", dtype))
    factor = record("factor", t * r)
    spread = fma(r * fma(t, Fraction(5, 2), 1), off, r_low)
    return factor, record("factor_low", fma(t, spread, fma(t, r, -factor)))
