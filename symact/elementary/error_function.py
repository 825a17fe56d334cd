"""erf and erfc: exp(-s^2) in two words times a polynomial in 1/(s + 2); a series in s near 0."""

from __future__ import annotations

from fractions import Fraction

from symact.elementary.exponential import power_of_two, reduce, two_words
from symact.elementary.formats import FORMATS, coefficients, constant_low
from symact.ir import Program
from symact.ir.build import Recorder, Term, call, fma, horner, integer, select
from symact.ir.scalar import DType

SERIES_BELOW = 1
"""erf is its series up to here; above, erfc is below 0.158 and 1 - erfc loses little."""

ONE_ABOVE = {"float32": 4, "float64": 6}
"""erf is 1 in the type from here up."""

NOTHING_ABOVE = {"float32": Fraction(14), "float64": Fraction(77, 2)}
"""erfc times any number of the type is 0 in the type from here up; erfc itself is 0 long before."""

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
    w, n = _fraction(record, dtype)
    value = record("value", call("ldexp", w, n))
    return record.program(select(Term(record.inputs[0]) < 0, 2 - value, value))


def erfc_fraction(dtype: DType) -> Program:
    """w in [0.02, 2] with erfc(x) = w 2^n, for products that are scaled last."""
    record = Recorder("x")
    return record.program(_joined(record, *_fraction(record, dtype)))


def erfc_exponent(dtype: DType) -> Program:
    """n with erfc(x) = w 2^n, an integer; 0 where x < 0."""
    record = Recorder("x")
    square, _ = _square(record, dtype)
    at = reduce(record, square, FORMATS[dtype])
    left = Term(record.inputs[0]) < 0
    return record.program(select(left, integer(0), call("to_int", at.n)), "int")


def erfc_sum(dtype: DType) -> Program:
    """erfc(a + b) for a small b, the low word of an argument that one number does not hold.

    b is left out where erfc(a) is 0 or 2, so that it may be anything there.
    """
    record = Recorder("a", "b")
    w, n = _fraction(record, dtype, _outward(record, dtype))
    value = record("value", call("ldexp", w, n))
    return record.program(select(Term(record.inputs[0]) < 0, 2 - value, value))


def erfc_sum_fraction(dtype: DType) -> Program:
    """w with erfc(a + b) = w 2^n, n being erfc_exponent(a)."""
    record = Recorder("a", "b")
    return record.program(_joined(record, *_fraction(record, dtype, _outward(record, dtype))))


def _joined(record: Recorder, w: Term, n: Term) -> Term:
    """w for an exponent n on the right, the whole value for an exponent 0 on the left."""
    w = record("w", w)
    return select(Term(record.inputs[0]) < 0, 2 - call("ldexp", w, n), w)


def _outward(record: Recorder, dtype: DType) -> Term:
    """By how much |a + b| is larger than |a|; 0 where erfc is a limit."""
    a, b = (Term(v) for v in record.inputs)
    inside = abs(a) < NOTHING_ABOVE[dtype]
    return record("outward", select(inside, select(a < 0, -b, b), 0))


def _square(record: Recorder, dtype: DType) -> tuple[Term, Term]:
    """-s^2 rounded, and s."""
    s = record("s", call("min", NOTHING_ABOVE[dtype], abs(Term(record.inputs[0]))))
    return record("square", s * -s), s


def _fraction(record: Recorder, dtype: DType, rest: Term | None = None) -> tuple[Term, Term]:
    """w and n of erfc(s) = w 2^n with s = |x|, whose distance from 0 is longer by `rest`."""
    square, s = _square(record, dtype)
    low = fma(s, -s, -square)
    if rest is not None:
        low = fma(s * -2, rest, low)
    at = reduce(record, square, FORMATS[dtype], record("square_low", low))
    high, low = two_words(record, at, dtype)
    factor, factor_low = _scaled(record, dtype, s, rest)
    return fma(high, factor, fma(high + low, factor_low, low * factor)), call("to_int", at.n)


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
