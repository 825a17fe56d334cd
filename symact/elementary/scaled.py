"""Exponentials along an axis: 2^k exp(a), the power of two chosen by the caller.

The sum that rounds a/log(2) to an integer n starts at `power`, 1.5 * 2^(p-1) + k, so that n + k
stands in its last bits. Shifted up they are the exponent of a factor 2^(n+k): no conversion, and
where k keeps it normal, no second rounding.
"""

from __future__ import annotations

from fractions import Fraction
from math import factorial

from symact.elementary.formats import FORMATS, LN2, Format, coefficients
from symact.ir import Program
from symact.ir.build import Recorder, Term, call, fma, horner, integer, select
from symact.ir.scalar import DType

PER_LOG2 = Fraction(round(2**200 / LN2), 2**200)

TERMS: dict[DType, int] = {"float32": 10, "float64": 17}
"""The last power of r, |r| <= log(2)/2, in an exponential of two words: 2^-35, 2^-73 are left."""

REACH: dict[DType, tuple[int, int]] = {"float32": (-150, 100), "float64": (-1000, 1000)}
"""Beyond these 2^k exp is 0 or infinite; within, half of its exponent is a normal number's."""


def exp_scaled(dtype: DType) -> Program:
    """2^k exp(a) = 2^(n+k) (1 + r + r^2 P(r)) with power = 1.5 * 2^(p-1) + bias + k.

    2^(n+k) has to be a normal number. Within 0.93 ulp.
    """
    form, record = FORMATS[dtype], Recorder("a", "power")
    a, power = (Term(v) for v in record.inputs)
    sums, n = _turns(record, a, power)
    high, rest = form.words(LN2, 2, form.precision)
    r = record("r", fma(n, -rest, fma(n, -high, a)))
    return record.program(_fraction(record, r, dtype) * _factor(sums, form))


def exp_sum_scaled(dtype: DType) -> Program:
    """2^k exp(a + b), b being the low word of a sum; otherwise `exp_scaled`."""
    form, record = FORMATS[dtype], Recorder("a", "b", "power")
    a, b, power = (Term(v) for v in record.inputs)
    sums, n = _turns(record, a, power)
    high, rest = form.words(LN2, 2, form.precision)
    r = record("r", fma(n, -rest, b) + fma(n, -high, a))
    return record.program(_fraction(record, r, dtype) * _factor(sums, form))


def exp_high(dtype: DType) -> Program:
    """The high word of 2^k exp(a + b), with power = 1.5 * 2^(p-1) + k; `exp_low` is the low one."""
    record = Recorder("a", "b", "power")
    whole, small, first, second = _words(record, dtype)
    return record.program((whole + small) * first * second)


def exp_low(dtype: DType) -> Program:
    """What `exp_high` leaves: with it the relative error is about 2^-30, or 2^-59 in float64."""
    record = Recorder("a", "b", "power")
    whole, small, first, second = _words(record, dtype)
    high = record("high", whole + small)
    return record.program((small - (high - whole)) * first * second)


def _turns(record: Recorder, a: Term, power: Term) -> tuple[Term, Term]:
    """power + n, and n: a/log(2) rounded to an integer."""
    sums = record("t", fma(a, PER_LOG2, power))
    return sums, record("n", sums - power)


def _fraction(record: Recorder, r: Term, dtype: DType) -> Term:
    """exp(r) by its polynomial."""
    tail = record("p", horner(coefficients("exp", dtype), r))
    return fma(fma(tail, r, 1), r, 1)


def _factor(sums: Term, form: Format) -> Term:
    """2^j where the last bits of `sums` hold j + bias."""
    return call("from_bits", call("shl", call("to_bits", sums), integer(form.fraction_bits)))


def _words(record: Recorder, dtype: DType) -> tuple[Term, Term, Term, Term]:
    """2^k exp(a + b) = (whole + small) times two powers of two, of which the last may round.

    log(2) is taken in three words, the first two exact times n; 1 + r + r^2/2 is summed with its
    rounding errors and only r^3 Q(r) is rounded.
    """
    form, (lowest, highest) = FORMATS[dtype], REACH[dtype]
    a, b, power = (Term(v) for v in record.inputs)
    x = record("x", call("min", highest, call("max", lowest, a)))
    sums, n = _turns(record, x, power)
    first, second, third = form.words(LN2, 3, form.short)
    near, far = record("near", fma(n, -first, x)), record("far", n * -second)
    r = record("r", near + far)
    away = record("away", r - near)
    inside = select(call("eq", x, a), b, 0)  # beyond, a low word may be anything
    r_low = record("r_low", ((near - (r - away)) + (far - away)) + fma(n, -third, inside))
    square = record("square", r * r)
    linear = record("linear", 1 + r)
    whole = record("whole", fma(square, Fraction(1, 2), linear))
    lost = (r - (linear - 1)) + fma(square, Fraction(1, 2), linear - whole)
    lost = fma(fma(r, r, -square), Fraction(1, 2), lost)
    taylor = [Fraction(1, factorial(k)) for k in range(3, TERMS[dtype] + 1)]
    tail = record("p", horner(taylor, r))
    cubic = record("cubic", fma(r * square, tail, lost))
    small = fma(r_low, whole + cubic, cubic)
    turns = record("turns", sums - form.magic)
    start = form.magic + form.bias
    half = record("half", fma(turns, Fraction(1, 2), start))
    other = record("other", (turns - (half - start)) + start)
    return whole, record("small", small), _factor(half, form), _factor(other, form)
