"""exp(x) and 1 + exp(x), times a power of two where they are large: divisors that do not overflow.

1 + exp(x) is (1 + 2^n) + 2^n t with t = exp(r) - 1: exp(x) itself is not rounded. As w 2^m, with
m = n above 0 and m = 0 below, it is one for every x.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction

from symact.elementary.exponential import (
    LATE_LIMITS,
    LIFT,
    Fractions,
    Reduced,
    clamped,
    exponent,
    joined,
    low_word,
    one_word,
    power_of_two,
    reduce,
    rest,
)
from symact.elementary.formats import FORMATS, coefficients
from symact.ir import Program
from symact.ir.build import Recorder, Term, call, fma, horner, integer, select
from symact.ir.scalar import DType

ABOVE: dict[DType, int] = {"float32": 40, "float64": 300}
"""From here up a tamed exponential is 2^-LIFT times its value."""

REACH: dict[DType, tuple[Fraction, Fraction]] = {
    "float32": (Fraction(-88), Fraction(128)),
    "float64": (Fraction(-709), Fraction(1000)),
}
"""Between these a tamed exponential is a normal number; at the first it is 0."""


@dataclass(frozen=True)
class Tamed:
    """exp(x) = power + power t, and what is missing of t; `one` is 1 on the same scale.

    Up to 2^precision the type has every integer.
    """

    t: Term
    t_low: Term
    power: Term
    one: Term
    precision: int


def exp_tamed(dtype: DType) -> Program:
    """L exp(x), L being 1 up to ABOVE and 2^-LIFT beyond, within 0.87 ulp."""
    return _product(dtype, Recorder("x"), one_word)


def exp_tamed_fine(dtype: DType) -> Program:
    """L exp(x) within 0.66 ulp."""
    return _product(dtype, Recorder("x"), joined)


def exp_tamed_sum(dtype: DType) -> Program:
    """L exp(a + b) for a low word b, L being that of a."""
    return _product(dtype, Recorder("a", "b"), one_word)


def exp_tamed_sum_fine(dtype: DType) -> Program:
    """L exp(a + b) within 0.66 ulp."""
    return _product(dtype, Recorder("a", "b"), joined)


def exp_tamed_low(dtype: DType) -> Program:
    """What rounding leaves out of exp_tamed_fine."""
    return _product(dtype, Recorder("x"), rest)


def exp_tamed_sum_low(dtype: DType) -> Program:
    """What rounding leaves out of exp_tamed_sum_fine."""
    return _product(dtype, Recorder("a", "b"), rest)


def _product(dtype: DType, record: Recorder, fraction: Fractions) -> Program:
    at, power, _ = _scales(record, dtype)
    return record.program(fraction(record, at, dtype) * power)


def _scales(record: Recorder, dtype: DType) -> tuple[Reduced, Term, Term]:
    """The reduced argument, L 2^n and L."""
    form = FORMATS[dtype]
    a, *low = (Term(v) for v in record.inputs)
    at = reduce(record, a, form, low[0] if low else None)
    large = record("large", a > ABOVE[dtype])
    lifts = LIFT[dtype], 0
    start = select(large, *(integer((form.bias - n) << form.fraction_bits) for n in lifts))
    bits = call("shl", call("to_bits", at.shifted), integer(form.fraction_bits))
    power = record("power", call("from_bits", call("iadd", bits, start)))
    return at, power, select(large, *(Fraction(1, 2**n) for n in lifts))


def exp1p_tamed(dtype: DType) -> Program:
    """L (1 + exp(x))."""
    return _made(dtype, Recorder("x"), _exp1p)


def exp1p_tamed_fine(dtype: DType) -> Program:
    """L (1 + exp(x)), better by three operations."""
    return _made(dtype, Recorder("x"), _exp1p_fine)


def exp1p_tamed_sum(dtype: DType) -> Program:
    """L (1 + exp(a + b)) for a low word b."""
    return _made(dtype, Recorder("a", "b"), _exp1p)


def exp1p_tamed_sum_fine(dtype: DType) -> Program:
    """L (1 + exp(a + b)), better by three operations."""
    return _made(dtype, Recorder("a", "b"), _exp1p_fine)


def exp1p_tamed_low(dtype: DType) -> Program:
    """What rounding leaves out of exp1p_tamed_fine."""
    return _made(dtype, Recorder("x"), _exp1p_low)


def exp1p_tamed_sum_low(dtype: DType) -> Program:
    """What rounding leaves out of exp1p_tamed_sum_fine."""
    return _made(dtype, Recorder("a", "b"), _exp1p_low)


def exp1p_fraction(dtype: DType) -> Program:
    """w in [0.7, 2.5) with 1 + exp(x) = w 2^m, to divide something by before it is scaled."""
    return _fraction(dtype, Recorder("x"))


def exp1p_sum_fraction(dtype: DType) -> Program:
    """w with 1 + exp(a + b) = w 2^m for a low word b, m being exp1p_exponent(a)."""
    return _fraction(dtype, Recorder("a", "b"))


def exp1p_exponent(dtype: DType) -> Program:
    """m with 1 + exp(x) = w 2^m, an integer of 0 or more; any integer for NaN."""
    form, record = FORMATS[dtype], Recorder("x")
    at = reduce(record, clamped(record, LATE_LIMITS[dtype]), form)
    above = record("above", call("max", form.magic, at.shifted))
    return record.program(exponent(replace(at, shifted=above), form), "int")


def _fraction(dtype: DType, record: Recorder) -> Program:
    form = FORMATS[dtype]
    low = low_word(record, -LATE_LIMITS[dtype][0]) if len(record.inputs) == 2 else None
    at = reduce(record, clamped(record, LATE_LIMITS[dtype]), form, low)
    sums = record("sums", form.magic - call("min", form.bias, abs(at.n)))
    smaller = record("smaller", power_of_two(replace(at, shifted=sums), form))
    above = record("is_above", at.n > 0)
    power, unit = select(above, 1, smaller), select(above, smaller, 1)
    return _of(dtype, record, at, record("power", power), record("one", unit), _exp1p)


Part = Callable[[Recorder, Tamed], Term]
"""What is made of it."""


def _made(dtype: DType, record: Recorder, part: Part) -> Program:
    at, power, one = _scales(record, dtype)
    return _of(dtype, record, at, power, one, part)


def _of(dtype: DType, record: Recorder, at: Reduced, power: Term, one: Term, part: Part) -> Program:
    r2 = record("r2", at.r * at.r)
    tail = record("tail", horner(coefficients("exp", dtype), at.r))
    t = record("t", fma(r2, tail, at.r))
    t_low = (at.first - t) + fma(r2, tail, at.low)
    return record.program(part(record, Tamed(t, t_low, power, one, FORMATS[dtype].precision)))


def _exp1p(record: Recorder, at: Tamed) -> Term:
    """Where 1 + 2^n is rounded, at n = p, that is 1 ulp of the sum."""
    return fma(at.power, at.t, _ends(record, at))


def _exp1p_fine(record: Recorder, at: Tamed) -> Term:
    """The same, and in its second term the 1 that 1 + 2^n is without from n = p up."""
    return _ends(record, at) + fma(at.power, at.t, _omitted(at))


def _exp1p_low(record: Recorder, at: Tamed) -> Term:
    """What each of the three sums leaves out, the larger term being the first."""
    ends, omitted = _ends(record, at), record("omitted", _omitted(at))
    product = record("product", at.power * at.t)
    second = record("second", product + omitted)
    larger, smaller = call("max", at.power, at.one), call("min", at.power, at.one)
    of_ends = smaller - (ends - larger)
    of_second = omitted - (second - product)
    of_whole = second - ((ends + second) - ends)
    return fma(at.power, at.t_low, (of_ends - omitted) + of_second + of_whole)


def _ends(record: Recorder, at: Tamed) -> Term:
    return record("ends", at.one + at.power)


def _omitted(at: Tamed) -> Term:
    return select(at.power > Fraction(3 * 2**at.precision, 4), at.one, 0)
