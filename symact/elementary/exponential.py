"""exp, expm1, tanh: Cody and Waite's reduction to |r| <= log(2)/2, a polynomial, scaling by 2^n.

What rounding takes from the reduced argument and from the last sum is carried as a low word: a
plain sum is 0.95 ulp off, this one 0.69 at four more additions.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from symact.elementary.formats import FORMATS, LN2, Format, coefficients
from symact.ir import Op, Program
from symact.ir.build import Recorder, Term, call, fma, horner, integer, select
from symact.ir.scalar import DType

ONE = Fraction(1)
HALF = Fraction(1, 2)

LIMITS = {"float32": (-105, 89), "float64": (-747, 710)}
"""Beyond these exp is 0 or infinite in the type; within, n is one of its exponents or below."""

LATE_LIMITS = {"float32": (-400, 400), "float64": (-3000, 3000)}
"""The same for an exponential whose power of two is applied after other factors: any of them."""

MINUS_ONE_BELOW = {"float32": -18, "float64": -39}
"""expm1 is -1 in the type from here down, while 2^n is still a normal number."""

ONE_ABOVE = {"float32": 10, "float64": 20}
"""tanh is 1 in the type from here up."""


@dataclass(frozen=True)
class Reduced:
    """x = n log(2) + first + low; r is first + low in one word, and first is exact."""

    n: Term
    first: Term
    low: Term
    r: Term


def reduce(record: Recorder, x: Term, form: Format, low: Term | None = None) -> Reduced:
    """x (or x + low) brought to |r| <= log(2)/2.

    n log(2)'s high word is a multiple of its last place, and so is x where n is not 0: the
    difference has no more bits than fit, and `first` is exact.
    """
    per_log2 = Fraction(round(2**200 / LN2), 2**200)
    n = record("n", fma(x, per_log2, form.magic) - form.magic)
    high, rest = form.words(LN2, 2, form.precision)
    first = record("first", fma(n, -high, x))
    below = n * -rest if low is None else record("below", fma(n, -rest, low))
    return Reduced(n, first, below, record("r", _plus(below, first)))


def two_words(record: Recorder, at: Reduced, dtype: DType) -> tuple[Term, Term]:
    """exp(r) = high + low with high = 1 + first rounded; low is good to 2^-29 or 2^-58."""
    high = record("high", 1 + at.first)
    lost = at.first - (high - 1)  # exact
    tail = record("p", horner(coefficients("exp", dtype), at.r))
    return high, record("low", fma(at.r * at.r, tail, _plus(at.low, lost)))


def _plus(product: Term, other: Term) -> Term:
    """The sum, with one rounding where the first term is a product."""
    match product.expr:
        case Op(name="mul", args=(a, b)):
            return fma(Term(a), Term(b), other)
    return product + other


def exp(dtype: DType) -> Program:
    """exp(x) = 2^n (1 + r + r^2 P(r)); the scaling rounds subnormals and makes infinities."""
    record = Recorder("x")
    at = reduce(record, _clamped(record, LIMITS[dtype]), FORMATS[dtype])
    high, low = two_words(record, at, dtype)
    return record.program(call("ldexp", high + low, call("to_int", at.n)))


def exp_fine(dtype: DType) -> Program:
    """exp(x) = 2^n (1 + r + r^2/2 + r^3 Q(r)) within 0.56 ulp, for six operations more than exp.

    The reduced argument keeps its low word in r^2/2 as well, and r^2/2 is not rounded before the
    sum of everything below 1 + r is. The worst float32 result of normal size is 0.5547 ulp off.
    """
    record = Recorder("x")
    at = reduce(record, _clamped(record, LIMITS[dtype]), FORMATS[dtype])
    high = record("high", 1 + at.first)
    lost = at.first - (high - 1)  # exact
    r_low = _plus(at.low, at.first - at.r)
    doubled = [2 * c for c in coefficients("expm1", dtype)[1:]]  # after 1/2, which is exact
    half = record("half", at.r * HALF)
    cubic = record("cubic", half * at.r * at.r)
    low = fma(cubic, horner(doubled, at.r), fma(at.r, r_low, _plus(at.low, lost)))
    low = record("low", fma(at.r, half, low))
    return record.program(call("ldexp", high + low, call("to_int", at.n)))


def exp_fraction(dtype: DType) -> Program:
    """w in [0.7, 1.42) with exp(x) = w 2^n, for products that are scaled last."""
    record = Recorder("x")
    at = reduce(record, _clamped(record, LATE_LIMITS[dtype]), FORMATS[dtype])
    high, low = two_words(record, at, dtype)
    return record.program(high + low)


def exp_exponent(dtype: DType) -> Program:
    """n with exp(x) = w 2^n, an integer."""
    record = Recorder("x")
    at = reduce(record, _clamped(record, LATE_LIMITS[dtype]), FORMATS[dtype])
    return record.program(call("to_int", at.n), "int")


def exp_sum(dtype: DType) -> Program:
    """exp(a + b) for a small b, the low word of an argument that one number does not hold.

    b is left out where exp(a) is 0 or infinite, so that it may be anything there.
    """
    record = Recorder("a", "b")
    a, b = (Term(v) for v in record.inputs)
    inside = abs(a) < -LIMITS[dtype][0]
    low = record("b_inside", select(inside, b, 0))
    at = reduce(record, _clamped(record, LIMITS[dtype]), FORMATS[dtype], low)
    high, rest = two_words(record, at, dtype)
    return record.program(call("ldexp", high + rest, call("to_int", at.n)))


def exp_sum_fraction(dtype: DType) -> Program:
    """w with exp(a + b) = w 2^n, n being exp_exponent(a).

    b is left out beyond the limits, so that it may be anything there.
    """
    record = Recorder("a", "b")
    a, b = (Term(v) for v in record.inputs)
    inside = abs(a) < -LATE_LIMITS[dtype][0]
    low = record("b_inside", select(inside, b, 0))
    at = reduce(record, _clamped(record, LATE_LIMITS[dtype]), FORMATS[dtype], low)
    high, rest = two_words(record, at, dtype)
    return record.program(high + rest)


def expm1(dtype: DType) -> Program:
    """exp(x) - 1 = 2^n (r + r^2 P(r)) + (2^n - 1), every sum with its low word; x itself near 0.

    All is computed at half scale, so that nothing overflows before the result does.
    """
    form = FORMATS[dtype]
    record = Recorder("x")
    x = Term(record.inputs[0])
    clamped = _clamped(record, (MINUS_ONE_BELOW[dtype], LIMITS[dtype][1]))
    high, low = _expm1_words(record, clamped, form, HALF)
    value = record("value", high + low)
    tiny = abs(x) < Fraction(2) ** -(form.precision + 2)
    return record.program(select(tiny, x, value + value))


def tanh(dtype: DType) -> Program:
    """tanh(s) = -m/(2 + m) with m = expm1(-2s) in two words; the quotient is refined once."""
    form = FORMATS[dtype]
    record = Recorder("x")
    x = Term(record.inputs[0])
    s = record("s", call("min", ONE_ABOVE[dtype], abs(x)))
    high, low = _expm1_words(record, record("c", s * -2), form, ONE)
    m = record("m", high + low)
    m_low = record("m_low", (high - m) + low)
    below = record("below", 2 + m)
    below_low = record("below_low", (m - (below - 2)) + m_low)
    inverse = record("inverse", 1 / below)
    quotient = record("quotient", m * inverse)
    rest = fma(-quotient, below, m) + fma(-quotient, below_low, m_low)
    return record.program(call("copysign", fma(rest, inverse, quotient), x))


def _expm1_words(record: Recorder, x: Term, form: Format, unit: Fraction) -> tuple[Term, Term]:
    """expm1(x) times `unit` as a sum of two, the second up to a quarter of the first.

    2^n must be a normal number. With 2^n beyond 2^p one of the two parts of 2^n - 1 is lost in
    rounding: 1 in the half-scaled form, which is for all x, and 2^n where x is never positive.
    """
    at = reduce(record, x, form)
    tail = record("p", horner(coefficients("expm1", form.dtype), at.r))
    scale = record("scale", power_of_two(call("to_int", at.n), form, unit))
    offset = record("offset", scale - unit)
    scaled = record("scaled", at.r * scale)
    high = record("high", offset + scaled)
    missing = scale - (offset + unit) if unit == ONE else (scale - offset) - unit
    low = ((offset - high) + scaled) + missing
    low = fma(_plus(at.low, at.first - at.r), scale + scaled, low)
    return high, record("low", fma(at.r * scaled, tail, low))


def power_of_two(n: Term, form: Format, unit: Fraction = ONE) -> Term:
    """2^n times a power of two, from exponent bits; the result must be a normal number."""
    shift = form.bias + unit.numerator.bit_length() - unit.denominator.bit_length()
    biased = call("iadd", n, integer(shift))
    return call("from_bits", call("shl", biased, integer(form.fraction_bits)))


def _clamped(record: Recorder, limits: tuple[int, int]) -> Term:
    low, high = limits
    return record("c", call("min", high, call("max", low, Term(record.inputs[0]))))
