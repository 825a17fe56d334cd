"""Exponentials along an axis: 2^k exp(a), the power of two chosen by the caller.

Those of one word and the "normal" ones of two are for results that are normal numbers; `exp_high`
and `exp_low` take any argument, and half as many operations again.

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

HALF = Fraction(1, 2)

PER_LOG2 = Fraction(round(2**200 / LN2), 2**200)

SQUARINGS = 3

TERMS: dict[DType, int] = {"float32": 6, "float64": 11}
"""The last power of r/8, |r| <= log(2)/2, in an exponential of two words: 2^-41, 2^-80 are left."""

NORMAL_TERMS: dict[DType, int] = {"float32": 6, "float64": 10}
"""The same of the "normal" ones: 2^-41 and 2^-75 are left."""

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
    high, _, first, second = _words(record, dtype)
    return record.program(high * first * second)


def exp_low(dtype: DType) -> Program:
    """What `exp_high` leaves: with it the relative error is about 2^-35, or 2^-64 in float64."""
    record = Recorder("a", "b", "power")
    _, low, first, second = _words(record, dtype)
    return record.program(low * first * second)


def exp_normal_high(dtype: DType) -> Program:
    """The high word of 2^k exp(a + b), 0 for a <= `lowest`, with power = 1.5 * 2^(p-1) + bias + k.

    2^k exp(a + b) has to be a normal number.
    """
    record = Recorder("a", "b", "lowest", "power")
    high, _, factor = _normal_words(record, dtype)
    return record.program(high * factor)


def exp_normal_low(dtype: DType) -> Program:
    """What `exp_normal_high` leaves: together they are off by 2^-33 or 2^-60 of the value."""
    record = Recorder("a", "b", "lowest", "power")
    _, low, factor = _normal_words(record, dtype)
    return record.program(low * factor)


def _turns(record: Recorder, a: Term, power: Term) -> tuple[Term, Term]:
    """power + n, and n: a/log(2) rounded to an integer."""
    sums = record("t", fma(a, PER_LOG2, power))
    return sums, record("n", sums - power)


def _apart(record: Recorder, x: Term, n: Term, form: Format) -> tuple[Term, Term, Fraction]:
    """x - n log(2) but for the last of log(2)'s three words, in two terms, each product exact."""
    first, second, third = form.words(LN2, 3, form.short)
    return record("near", fma(n, -first, x)), record("far", n * -second), third


def _fraction(record: Recorder, r: Term, dtype: DType) -> Term:
    """exp(r) by its polynomial."""
    tail = record("p", horner(coefficients("exp", dtype), r))
    return fma(fma(tail, r, 1), r, 1)


def _factor(sums: Term, form: Format) -> Term:
    """2^j where the last bits of `sums` hold j + bias."""
    return call("from_bits", call("shl", call("to_bits", sums), integer(form.fraction_bits)))


def _words(record: Recorder, dtype: DType) -> tuple[Term, Term, Term, Term]:
    """2^k exp(a + b) = (high + low) times two powers of two, of which the last may round.

    log(2) is taken in three words, the first two exact times n. exp(r) is the eighth power of
    exp(r/8), in which 1 + r/8 + (r/8)^2/2 is summed with its rounding errors and only the rest,
    below 2^-16, is rounded.
    """
    form, (lowest, highest) = FORMATS[dtype], REACH[dtype]
    a, b, power = (Term(v) for v in record.inputs)
    x = record("x", call("min", highest, call("max", lowest, a)))
    sums, n = _turns(record, x, power)
    near, far, third = _apart(record, x, n, form)
    whole = record("whole", near + far)
    away = record("away", whole - near)
    inside = select(call("eq", x, a), b, 0)  # beyond, a low word may be anything
    rest = ((near - (whole - away)) + (far - away)) + fma(n, -third, inside)
    part = Fraction(1, 2**SQUARINGS)
    high, low = _sum_of_terms(
        record, record("r", whole * part), record("r_low", rest * part), dtype
    )
    for k in range(SQUARINGS):
        high, low = _squared(record, high, low, str(k + 1))
    turns = record("turns", sums - form.magic)
    start = form.magic + form.bias
    half = record("half", fma(turns, Fraction(1, 2), start))
    other = record("other", (turns - (half - start)) + start)
    return high, low, _factor(half, form), _factor(other, form)


def _normal_words(record: Recorder, dtype: DType) -> tuple[Term, Term, Term]:
    """2^k exp(a + b) = (high + low) times a power of two, which is 0 for a <= lowest.

    As `_words`, but r has one word, and only the rest of its eighth has two.
    """
    form = FORMATS[dtype]
    a, b, lowest, power = (Term(v) for v in record.inputs)
    x = record("x", call("max", lowest, a))
    above = record("above", call("gt", x, lowest))
    sums, n = _turns(record, x, power)
    near, far, third = _apart(record, x, n, form)
    r = record("r", near + far)
    part = Fraction(1, 2**SQUARINGS)
    away = fma(n, -third, select(above, b, 0)) + (far - (r - near))
    rest = record("rest", away * part)
    square, linear = record("square", r * r), record("linear", fma(r, part, 1))
    half = part**2 / 2
    most = record("most", fma(square, half, linear))
    lost = fma(r, part, 1 - linear) + fma(square, half, linear - most)
    lost = fma(fma(r, r, -square), half, lost)
    taylor = [part**k / factorial(k) for k in range(3, NORMAL_TERMS[dtype] + 1)]
    cubic = record("cubic", fma(r * square, record("p", horner(taylor, r)), lost))
    high, low = _renormalised(record, most, record("small", fma(rest, most, cubic)), "")
    for k in range(SQUARINGS):
        square = record(f"square{k + 1}", high * high)
        low = record(f"rest{k + 1}", fma(high + high, low, fma(high, high, -square)))
        high = square
    high, low = _renormalised(record, high, low, str(SQUARINGS))
    return high, low, record("factor", select(above, _factor(sums, form), 0))


def _sum_of_terms(record: Recorder, r: Term, r_low: Term, dtype: DType) -> tuple[Term, Term]:
    """exp(r + r_low) in two words."""
    square = record("square", r * r)
    linear = record("linear", 1 + r)
    most = record("most", fma(square, HALF, linear))
    lost = (r - (linear - 1)) + fma(square, HALF, linear - most)
    lost = fma(fma(r, r, -square), HALF, lost)
    taylor = [Fraction(1, factorial(k)) for k in range(3, TERMS[dtype] + 1)]
    cubic = record("cubic", fma(r * square, record("p", horner(taylor, r)), lost))
    small = record("small", fma(r_low, most + cubic, cubic))
    return _renormalised(record, most, small, "")


def _squared(record: Recorder, high: Term, low: Term, name: str) -> tuple[Term, Term]:
    """The square of two words."""
    product = record(f"product{name}", high * high)
    small = record(f"small{name}", fma(high + high, low, fma(high, high, -product)))
    return _renormalised(record, product, small, name)


def _renormalised(record: Recorder, high: Term, low: Term, name: str) -> tuple[Term, Term]:
    total = record(f"high{name}", high + low)
    return total, record(f"low{name}", low - (total - high))
