"""erf and erfc: exp(-s^2) in two words times a polynomial in 1/(s + 2); a series in s near 0."""

from __future__ import annotations

from fractions import Fraction

from symact.elementary.exponential import (
    LIFT,
    Reduced,
    exponent,
    left_out,
    power_of_two,
    reduce,
    two_words,
)
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

VANISHED_ABOVE = {"float32": Fraction(23, 2), "float64": Fraction(4175, 128)}
"""From here up a lifted erfc is 0, since the lifted exp(-s^2) is."""

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
    minus_log = record("minus_log", horner(coefficients("erf_log", dtype), centred))
    at = reduce(record, minus_log, form)
    high, low = two_words(record, at, dtype)
    above = fma(power_of_two(at, form), -(high + low), 1)
    return record.program(call("copysign", select(s < SERIES_BELOW, series, above), x))


def erfc(dtype: DType) -> Program:
    """erfc(s) = exp(-s^2) t R(t), t = 1/(s + 2); 2 - erfc(s) for x = -s."""
    return _whole(dtype, Recorder("x"))


def erfc_sum(dtype: DType) -> Program:
    """erfc(a + b) for a small b, the low word of an argument that one number does not hold.

    b is left out where erfc(a) is 0 or 2, so that it may be anything there.
    """
    return _whole(dtype, Recorder("a", "b"))


def erfc_lifted(dtype: DType) -> Program:
    """2^LIFT erfc(x) for x >= 0, a normal number: products with it are scaled back last."""
    return _lifted(dtype, Recorder("x"))


def erfc_sum_lifted(dtype: DType) -> Program:
    """2^LIFT erfc(a + b) for a >= 0 and a low word b."""
    return _lifted(dtype, Recorder("a", "b"))


def erfc_fraction(dtype: DType) -> Program:
    """w in [0.02, 2] with erfc(x) = w 2^n, for products that are scaled last."""
    return _in_two_parts(dtype, Recorder("x"))


def erfc_sum_fraction(dtype: DType) -> Program:
    """w with erfc(a + b) = w 2^n, n being erfc_exponent(a)."""
    return _in_two_parts(dtype, Recorder("a", "b"))


def erfc_exponent(dtype: DType) -> Program:
    """n with erfc(x) = w 2^n, an integer; 0 where x < 0."""
    form, record = FORMATS[dtype], Recorder("x")
    square, _ = _square(record, NOTHING_ABOVE[dtype])
    n = exponent(reduce(record, square, form), form)
    return record.program(select(Term(record.inputs[0]) < 0, integer(0), n), "int")


def erfcx(dtype: DType) -> Program:
    """exp(s^2) erfc(s) = t R(t), t = 1/(s + 2), for s = |x|, s up to where erfc vanishes."""
    record = Recorder("x")
    factor, low = _alone(record, dtype)
    return record.program(factor + low)


def erfcx_low(dtype: DType) -> Program:
    """What rounding leaves out of erfcx."""
    record = Recorder("x")
    return record.program(left_out(*_alone(record, dtype)))


def _alone(record: Recorder, dtype: DType) -> tuple[Term, Term]:
    s = record("s", call("min", NOTHING_ABOVE[dtype], abs(Term(record.inputs[0]))))
    return _scaled(record, dtype, s, None)


def _whole(dtype: DType, record: Recorder) -> Program:
    w, at = _fraction(record, dtype, VANISHED_ABOVE[dtype], LIFT[dtype])
    lifted = w * power_of_two(at, FORMATS[dtype])
    value = record("value", lifted * Fraction(1, 2 ** LIFT[dtype]))
    return record.program(select(Term(record.inputs[0]) < 0, 2 - value, value))


def _lifted(dtype: DType, record: Recorder) -> Program:
    w, at = _fraction(record, dtype, VANISHED_ABOVE[dtype], LIFT[dtype])
    return record.program(w * power_of_two(at, FORMATS[dtype]))


def _in_two_parts(dtype: DType, record: Recorder) -> Program:
    """w for an exponent n on the right, the whole value for an exponent 0 on the left."""
    form = FORMATS[dtype]
    w, at = _fraction(record, dtype, NOTHING_ABOVE[dtype], 0)
    w = record("w", w)
    left = 2 - call("ldexp", w, exponent(at, form))
    return record.program(select(Term(record.inputs[0]) < 0, left, w))


def _square(record: Recorder, cap: Fraction) -> tuple[Term, Term]:
    """-s^2 rounded, and s, which is |x| or the cap."""
    s = record("s", call("min", cap, abs(Term(record.inputs[0]))))
    return record("square", s * -s), s


def _fraction(record: Recorder, dtype: DType, cap: Fraction, shift: int) -> tuple[Term, Reduced]:
    """w, and the reduced exponent, of erfc(s) = w 2^n with s = |x|, or |a + b|."""
    square, s = _square(record, cap)
    low = fma(s, -s, -square)
    rest = _outward(record, cap) if len(record.inputs) == 2 else None
    if rest is not None:
        low = fma(s * -2, rest, low)
    at = reduce(record, square, FORMATS[dtype], record("square_low", low), shift)
    high, low = two_words(record, at, dtype)
    factor, factor_low = _scaled(record, dtype, s, rest)
    return fma(high, factor, fma(high + low, factor_low, low * factor)), at


def _outward(record: Recorder, cap: Fraction) -> Term:
    """By how much |a + b| is larger than |a|; 0 where erfc is a limit."""
    a, b = (Term(v) for v in record.inputs)
    return record("outward", select(abs(a) < cap, select(a < 0, -b, b), 0))


def _scaled(record: Recorder, dtype: DType, s: Term, rest: Term | None) -> tuple[Term, Term]:
    """exp(s^2) erfc(s) = t R(t) in two words.

    An error of t in relative terms is one of t R(t) times 1 + t R'/R, which is 1 + 5/2 t to 0.1.
    """
    shifted = record("longer", s + 2)
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
