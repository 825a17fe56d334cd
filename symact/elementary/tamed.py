"""exp(x) and 1 + exp(x), times a power of two where they are large: divisors that do not overflow.

1 + exp(x) is (1 + 2^n) + 2^n t with t = exp(r) - 1: exp(x) itself is not rounded.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from symact.elementary.exponential import (
    LIFT,
    Fractions,
    Reduced,
    joined,
    left_out,
    one_word,
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
    """exp(x) = power + power t, and what is missing of t; `one` is 1 on the same scale."""

    t: Term
    t_low: Term
    power: Term
    one: Term


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
    return _made(dtype, Recorder("x"), _short, _exp1p)


def exp1p_tamed_fine(dtype: DType) -> Program:
    """L (1 + exp(x)), better by three operations."""
    return _made(dtype, Recorder("x"), _fine, _exp1p_fine)


def exp1p_tamed_sum(dtype: DType) -> Program:
    """L (1 + exp(a + b)) for a low word b."""
    return _made(dtype, Recorder("a", "b"), _short, _exp1p)


def exp1p_tamed_sum_fine(dtype: DType) -> Program:
    """L (1 + exp(a + b)), better by three operations."""
    return _made(dtype, Recorder("a", "b"), _fine, _exp1p_fine)


def exp1p_tamed_low(dtype: DType) -> Program:
    """What rounding leaves out of exp1p_tamed_fine."""
    return _made(dtype, Recorder("x"), _fine, _exp1p_low)


def exp1p_tamed_sum_low(dtype: DType) -> Program:
    """What rounding leaves out of exp1p_tamed_sum_fine."""
    return _made(dtype, Recorder("a", "b"), _fine, _exp1p_low)


Way = Callable[[Recorder, Reduced, DType], tuple[Term, Term]]
"""How exp(r) - 1 is computed, and what is then missing of it."""

Part = Callable[[Recorder, Tamed], Term]
"""What is made of it."""


def _made(dtype: DType, record: Recorder, way: Way, part: Part) -> Program:
    at, power, one = _scales(record, dtype)
    return record.program(part(record, Tamed(*way(record, at, dtype), power, one)))


def _short(record: Recorder, at: Reduced, dtype: DType) -> tuple[Term, Term]:
    tail = horner(coefficients("exp", dtype), at.r)
    t = record("t", fma(at.r * at.r, tail, at.r))
    return t, t


def _fine(record: Recorder, at: Reduced, dtype: DType) -> tuple[Term, Term]:
    low = record("low", at.low)
    bend = record("bend", fma(at.r * at.r, horner(coefficients("exp", dtype), at.r), low))
    t = record("t", at.first + bend)
    return t, bend - (t - at.first)


def _exp1p(record: Recorder, at: Tamed) -> Term:
    """Where 1 + 2^n is rounded, at n = 24, that is 1 ulp of the sum."""
    return fma(at.power, at.t, record("ends", at.one + at.power))


def _exp1p_fine(record: Recorder, at: Tamed) -> Term:
    """The larger of 1 and 2^n, and 2^n t with the smaller one."""
    larger, other = _larger_and_rest(record, at)
    return larger + other


def _exp1p_low(record: Recorder, at: Tamed) -> Term:
    larger, smaller = _larger_and_rest(record, at)
    product, least = record("product", at.power * at.t), call("min", at.power, at.one)
    other = record("other", smaller - product)
    lost = (product - (smaller - other)) + (least - other)
    return fma(at.power, at.t_low, left_out(larger, smaller) + lost)


def _larger_and_rest(record: Recorder, at: Tamed) -> tuple[Term, Term]:
    least = record("least", call("min", at.power, at.one))
    return call("max", at.power, at.one), record("rest", fma(at.power, at.t, least))
