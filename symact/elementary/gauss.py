"""The tail of the normal distribution, Phi(-s) = exp(-s^2/2) M(s), and M, Mills' ratio.

erfc(s/sqrt(2)) is 2 Phi(-s); here s is taken as it is, so that nothing is lost in dividing it.
"""

from __future__ import annotations

from fractions import Fraction

from symact.elementary.exponential import (
    LIFT,
    Reduced,
    one_word,
    power_of_two,
    reduce,
    two_words,
)
from symact.elementary.formats import FORMATS, coefficients, constant_low
from symact.ir import Program
from symact.ir.build import Recorder, Term, call, fma, horner, select
from symact.ir.scalar import DType

VANISHED_ABOVE = {"float32": Fraction(2083, 128), "float64": Fraction(5905, 128)}
"""From here up the lifted tail is 0, since the lifted exp(-s^2/2) is."""

SHIFT = 3
"""M(s) = t R(t) with t = 1/(s + 3)."""

CENTRE = Fraction(3, 32)
"""R is a polynomial in t less this, a difference that is exact where R is steep."""

FAST_SHIFT = {"float32": Fraction(17, 4), "float64": Fraction(5)}
FAST_CENTRE = Fraction(3, 8)
"""The short R is one in s/(s + shift) less this, which is well known where s is small."""


def phi_tail(dtype: DType) -> Program:
    """Phi(-x); for x < 0 it is 1 - Phi(x)."""
    return _value(dtype, fast=False)


def phi_tail_fast(dtype: DType) -> Program:
    """Phi(-x) from a shorter polynomial, with every step rounded as it comes."""
    return _value(dtype, fast=True)


def phi_tail_lifted(dtype: DType) -> Program:
    """2^LIFT Phi(-x) for x >= 0, a normal number: products with it are scaled back last."""
    return _lifted(dtype, fast=False)


def phi_tail_fast_lifted(dtype: DType) -> Program:
    """2^LIFT Phi(-x) likewise."""
    return _lifted(dtype, fast=True)


def mills(dtype: DType) -> Program:
    """M(x) = exp(x^2/2) Phi(-x) for x >= 0, a constant where exp(-x^2/2) times it is 0."""
    record = Recorder("x")
    t, r, rest = _ratio(record, dtype, _capped(record, dtype))
    return record.program(fma(t, r, t * rest))


def mills_low(dtype: DType) -> Program:
    """What rounding leaves out of mills(x)."""
    record = Recorder("x")
    t, r, rest = _ratio(record, dtype, _capped(record, dtype))
    value = fma(t, r, t * rest)
    return record.program(fma(t, rest, fma(t, r, -value)))


def _value(dtype: DType, fast: bool) -> Program:
    record = Recorder("x")
    value = record("value", _tail(record, dtype, fast) * Fraction(1, 2 ** LIFT[dtype]))
    return record.program(select(Term(record.inputs[0]) < 0, 1 - value, value))


def _lifted(dtype: DType, fast: bool) -> Program:
    record = Recorder("x")
    return record.program(_tail(record, dtype, fast))


def _capped(record: Recorder, dtype: DType) -> Term:
    return record("s", call("min", VANISHED_ABOVE[dtype], abs(Term(record.inputs[0]))))


def _tail(record: Recorder, dtype: DType, fast: bool) -> Term:
    """2^LIFT Phi(-|x|)."""
    s = _capped(record, dtype)
    half = record("half", s * Fraction(-1, 2))
    square = record("square", half * s)
    low = record("square_low", fma(half, s, -square))
    at = reduce(record, square, FORMATS[dtype], low, LIFT[dtype])
    w = _short(record, dtype, s, at) if fast else _long(record, dtype, s, at)
    return w * power_of_two(at, FORMATS[dtype])


def _short(record: Recorder, dtype: DType, s: Term, at: Reduced) -> Term:
    t = record("t", 1 / (s + FAST_SHIFT[dtype]))
    v = record("v", fma(s, t, -FAST_CENTRE))
    return one_word(record, at, dtype) * (t * horner(coefficients("phi_fast", dtype), v))


def _long(record: Recorder, dtype: DType, s: Term, at: Reduced) -> Term:
    """(high + low) t (r + rest) with what t r loses, rounded once."""
    high, low = two_words(record, at, dtype)
    t, r, rest = _ratio(record, dtype, s)
    ratio = record("m", t * r)
    ratio_low = fma(t, rest, fma(t, r, -ratio))
    return fma(high, ratio, fma(high + low, ratio_low, low * ratio))


def _ratio(record: Recorder, dtype: DType, s: Term) -> tuple[Term, Term, Term]:
    """M(s) = t (r + rest).

    An error of t in relative terms is one of t R(t) times 1 + t R'/R, which is 1 + 17/4 t to 0.05.
    """
    longer = record("longer", s + SHIFT)
    longer_low = s - (longer - SHIFT)  # exact
    t = record("t", 1 / longer)
    off = record("off", fma(-t, longer_low, fma(-t, longer, 1)))
    first, second, *others = coefficients("phi", dtype)
    v = record("v", t - CENTRE)
    bend = record("bend", horner(others, v))
    slope = record("slope", fma(v, bend, second))
    slope_low = fma(v, bend, second - slope)
    r = record("ratio", fma(v, slope, first))
    r_low = fma(v, slope, first - r) + fma(v, slope_low, constant_low("phi", dtype))
    return t, r, record("rest", fma(r * fma(t, Fraction(17, 4), 1), off, r_low))
