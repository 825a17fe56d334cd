"""The tail of the normal distribution, Phi(-s) = exp(-s^2/2) M(s), and M, Mills' ratio.

erfc(s/sqrt(2)) is 2 Phi(-s); here s is taken as it is, so that nothing is lost in dividing it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from symact.elementary.exponential import (
    LIFT,
    Reduced,
    one_word,
    power_of_two,
    reduce,
)
from symact.elementary.formats import FORMATS, coefficients, constant_low
from symact.ir import Program
from symact.ir.build import Recorder, Term, call, fma, horner, select
from symact.ir.scalar import DType

VANISHED_ABOVE = {"float32": Fraction(2083, 128), "float64": Fraction(5905, 128)}
"""From here up the lifted tail is 0, since the lifted exp(-s^2/2) is."""

SQRT_2_PI = Fraction(817, 1024)
"""sqrt(2/pi), to three places."""

SHIFT = 3
"""M(s) = t R(t) with t = 1/(s + 3), good to two words."""

CENTRE = Fraction(3, 32)
"""R is a polynomial in t less this, a difference that is exact where R is steep."""

TAIL_SHIFT = {"float32": Fraction(9, 4), "float64": Fraction(5, 2)}
TAIL_CENTRE = Fraction(1, 8)
"""M(s) = t (1 + e(t)) with t = (shift/4)/(s + shift), a quarter at 0, where e is 1; e is a
polynomial in t less this."""

FAST_SHIFT = {"float32": Fraction(17, 4), "float64": Fraction(5)}
FAST_CENTRE = Fraction(3, 8)
"""The short R is one in s/(s + shift) less this, which is well known where s is small."""


def phi_tail(dtype: DType) -> Program:
    """Phi(-x), in float32 within 1.9 ulp; for x < 0 it is 1 - Phi(x)."""
    return _value(dtype, _joined)


def phi_tail_fast(dtype: DType) -> Program:
    """Phi(-x) from a shorter polynomial, with every step rounded as it comes."""
    return _value(dtype, _short)


def phi_tail_low(dtype: DType) -> Program:
    """What rounding leaves out of phi_tail(x), for x >= 0."""
    record = Recorder("x")
    return record.program(_tail(record, dtype, _rest) * _unit(dtype))


def phi_tail_lifted(dtype: DType) -> Program:
    """2^LIFT Phi(-x) for x >= 0, a normal number: products with it are scaled back last."""
    return _lifted(dtype, _joined)


def phi_tail_fast_lifted(dtype: DType) -> Program:
    """2^LIFT Phi(-x) likewise."""
    return _lifted(dtype, _short)


def phi_tail_lifted_low(dtype: DType) -> Program:
    """What rounding leaves out of phi_tail_lifted(x)."""
    return _lifted(dtype, _rest)


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


@dataclass(frozen=True)
class Tail:
    """s, -s^2/2 and what is missing of it: Phi(-s) = exp(-s^2/2) M(s)."""

    s: Term
    square: Term
    low: Term


Part = Callable[[Recorder, DType, Tail], tuple[Term, Reduced]]
"""What is made of it: a number, to be scaled by the power of two of a reduced argument."""


def _unit(dtype: DType) -> Fraction:
    return Fraction(1, 2 ** LIFT[dtype])


def _value(dtype: DType, part: Part) -> Program:
    record = Recorder("x")
    value = record("value", _tail(record, dtype, part) * _unit(dtype))
    return record.program(select(Term(record.inputs[0]) < 0, 1 - value, value))


def _lifted(dtype: DType, part: Part) -> Program:
    record = Recorder("x")
    return record.program(_tail(record, dtype, part))


def _capped(record: Recorder, dtype: DType) -> Term:
    return record("s", call("min", VANISHED_ABOVE[dtype], abs(Term(record.inputs[0]))))


def _tail(record: Recorder, dtype: DType, part: Part) -> Term:
    """2^LIFT times a part of Phi(-|x|)."""
    s = _capped(record, dtype)
    half = record("half", s * Fraction(-1, 2))
    square = record("square", half * s)
    value, at = part(record, dtype, Tail(s, square, record("square_low", fma(half, s, -square))))
    return value * power_of_two(at, FORMATS[dtype])


def _short(record: Recorder, dtype: DType, at: Tail) -> tuple[Term, Reduced]:
    reduced = reduce(record, at.square, FORMATS[dtype], at.low, LIFT[dtype])
    t = record("t", 1 / (at.s + FAST_SHIFT[dtype]))
    v = record("v", fma(at.s, t, -FAST_CENTRE))
    ratio = t * horner(coefficients("phi_fast", dtype), v)
    return one_word(record, reduced, dtype) * ratio, reduced


def _joined(record: Recorder, dtype: DType, at: Tail) -> tuple[Term, Reduced]:
    t, h, reduced = _factors(record, dtype, at)
    return fma(t, h, t), reduced


def _rest(record: Recorder, dtype: DType, at: Tail) -> tuple[Term, Reduced]:
    t, h, reduced = _factors(record, dtype, at)
    return fma(t, h, t - fma(t, h, t)), reduced


def _factors(record: Recorder, dtype: DType, at: Tail) -> tuple[Term, Term, Reduced]:
    """t and h with exp(-s^2/2) M(s) = t (1 + h) 2^n: (1 + e) exp(r) = 1 + h is never rounded.

    An error of t in relative terms is one of M times 1 + t e'/(1 + e), which is about 1 + a t and
    right at both ends, a being 4 (shift sqrt(2/pi) - 1). It goes with the exponent's.
    """
    shift = TAIL_SHIFT[dtype]
    longer = record("longer", at.s + shift)
    longer_low = at.s - (longer - shift)  # exact
    t = record("t", shift / 4 / longer)
    off = record("off", fma(-t, longer_low, fma(-t, longer, shift / 4)))
    bend = fma(t, 16 * (SQRT_2_PI - 1 / shift), 4 / shift)
    reduced = reduce(
        record, at.square, FORMATS[dtype], record("low", fma(off, bend, at.low)), LIFT[dtype]
    )
    e = record("e", horner(coefficients("phi_tail", dtype), record("v", t - TAIL_CENTRE)))
    r = reduced.r
    d = record("d", fma(r * r, horner(coefficients("exp", dtype), r), r))  # exp(r) - 1
    return t, record("h", d + fma(e, d, e)), reduced


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
