"""exp, expm1, tanh: Cody and Waite's reduction to |r| <= log(2)/2, a polynomial, scaling by 2^n.

n is taken from the low bits of x/log(2) + 1.5 2^(p-1), and 2^n is made of them: no
conversion, which AVX2 lacks for 64-bit integers, and no instruction that one host has and another
has not, so that all hosts give the same bits.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from symact.elementary.formats import FORMATS, LN2, Format, coefficients, denominator
from symact.ir import Op, Program
from symact.ir.build import Recorder, Term, call, fma, horner, integer, select
from symact.ir.scalar import DType

HALF = Fraction(1, 2)

LIMITS = {"float32": (-105, 89), "float64": (-747, 710)}
"""Beyond these exp is 0 or infinite in the type; within, n is one of its exponents or below."""

LATE_LIMITS = {"float32": (-400, 400), "float64": (-3000, 3000)}
"""The same for an exponential whose power of two is applied after other factors: any of them."""

LIFT = {"float32": 64, "float64": 512}
"""A lifted value is 2^LIFT times a decaying one: normal where that is subnormal, or less."""

VANISHED_BELOW = {"float32": Fraction(-1059, 8), "float64": Fraction(-1064)}
"""From here down a lifted exponential is 0: n + LIFT is as low as the bits of 0 are."""

MINUS_ONE_BELOW = {"float32": -18, "float64": -39}
"""expm1 is -1 in the type from here down, while 2^n is still a normal number."""

ONE_ABOVE = {"float32": 10, "float64": 20}
"""tanh is 1 in the type from here up."""

TANH_SERIES_BELOW = {"float32": Fraction(1), "float64": Fraction(3, 4)}
"""tanh is its series up to here; above, 1 - 2q/(1 + q) with q = exp(-2s) loses little."""


FLAT_ABOVE = {"float32": Fraction(19, 2), "float64": Fraction(39, 2)}
"""The quotient that tanh_fast is made of is 1 in the type from here up."""


@dataclass(frozen=True)
class Reduced:
    """x = n log(2) + first + low; r is first + low in one word, and first is exact.

    The bits of `shifted` end in those of n plus the shift that was asked for.
    """

    shifted: Term
    n: Term
    first: Term
    low: Term
    r: Term


def reduce(
    record: Recorder, x: Term, form: Format, low: Term | None = None, shift: int = 0
) -> Reduced:
    """x (or x + low) brought to |r| <= log(2)/2.

    n log(2)'s high word is a multiple of its last place, and so is x where n is not 0: the
    difference has no more bits than fit, and `first` is exact.
    """
    per_log2 = Fraction(round(2**200 / LN2), 2**200)
    shifted = record("shifted", fma(x, per_log2, form.magic + shift))
    n = record("n", shifted - (form.magic + shift))
    high, rest = form.words(LN2, 2, form.precision)
    first = record("first", fma(n, -high, x))
    below = n * -rest if low is None else record("below", fma(n, -rest, low))
    return Reduced(shifted, n, first, below, record("r", _plus(below, first)))


def one_word(record: Recorder, at: Reduced, dtype: DType) -> Term:
    """exp(r) within 0.87 ulp: the sums are rounded as they come."""
    return record("w", horner([Fraction(1), Fraction(1), *coefficients("exp", dtype)], at.r))


def two_words(record: Recorder, at: Reduced, dtype: DType) -> tuple[Term, Term]:
    """exp(r) = high + low with high = 1 + first rounded; low is good to 2^-29 or 2^-58."""
    high = record("high", 1 + at.first)
    lost = at.first - (high - 1)  # exact
    tail = record("p", horner(coefficients("exp", dtype), at.r))
    return high, record("low", fma(at.r * at.r, tail, _plus(at.low, lost)))


def _three_terms(record: Recorder, at: Reduced, dtype: DType) -> Term:
    """exp(r) = 1 + r + r^2/2 + r^3 Q(r) within 0.56 ulp, for six operations more than two words.

    The reduced argument keeps its low word in r^2/2 as well, and r^2/2 is not rounded before the
    sum of everything below 1 + r is. The worst float32 result of normal size is 0.5547 ulp off.
    """
    high = record("high", 1 + at.first)
    lost = at.first - (high - 1)  # exact
    r_low = _plus(at.low, at.first - at.r)
    doubled = [2 * c for c in coefficients("expm1", dtype)[1:]]  # after 1/2, which is exact
    half = record("half", at.r * HALF)
    cubic = record("cubic", half * at.r * at.r)
    low = fma(cubic, horner(doubled, at.r), fma(at.r, r_low, _plus(at.low, lost)))
    return record("w", high + record("low", fma(at.r, half, low)))


def _plus(product: Term, other: Term) -> Term:
    """The sum, with one rounding where the first term is a product."""
    match product.expr:
        case Op(name="mul", args=(a, b)):
            return fma(Term(a), Term(b), other)
    return product + other


def power_of_two(at: Reduced, form: Format, unit: int = 0) -> Term:
    """2^(n + unit), or with the shift added where there was one; it must be a normal number.

    What has to be NaN for NaN is multiplied by it: added to the exponent of a NaN with a payload,
    these bits could make a number of it.
    """
    return _power_of_two(call("to_bits", at.shifted), form, unit)


def _power_of_two(bits: Term, form: Format, unit: int = 0) -> Term:
    one = integer((form.bias + unit) << form.fraction_bits)
    return call("from_bits", call("iadd", call("shl", bits, integer(form.fraction_bits)), one))


def scaled(record: Recorder, w: Term, at: Reduced, form: Format) -> Term:
    """w 2^n rounded once, in two steps: the first is exact, since half of n leaves a normal number.

    0.5 < w < 2.
    """
    bits = record("bits", call("to_bits", at.shifted))
    half = record("n_half", call("shr", bits, integer(1)))
    other = _power_of_two(call("isub", bits, half), form)
    return w * _power_of_two(half, form) * other


def exponent(at: Reduced, form: Format) -> Term:
    """n as an integer."""
    bits = (form.bias + form.fraction_bits << form.fraction_bits) + (1 << form.fraction_bits - 1)
    return call("isub", call("to_bits", at.shifted), integer(bits))


def exp(dtype: DType) -> Program:
    """exp(x) = 2^n (1 + r + r^2 P(r)); the scaling rounds subnormals and makes infinities."""
    form, record = FORMATS[dtype], Recorder("x")
    at = reduce(record, clamped(record, LIMITS[dtype]), form)
    high, low = two_words(record, at, dtype)
    return record.program(scaled(record, record("w", high + low), at, form))


def exp_fine(dtype: DType) -> Program:
    """exp(x) within 0.56 ulp."""
    form, record = FORMATS[dtype], Recorder("x")
    at = reduce(record, clamped(record, LIMITS[dtype]), form)
    return record.program(scaled(record, _three_terms(record, at, dtype), at, form))


def exp_fraction(dtype: DType) -> Program:
    """w in [0.7, 1.42) with exp(x) = w 2^n, for products that are scaled last."""
    record = Recorder("x")
    at = reduce(record, clamped(record, LATE_LIMITS[dtype]), FORMATS[dtype])
    high, low = two_words(record, at, dtype)
    return record.program(high + low)


def exp_exponent(dtype: DType) -> Program:
    """n with exp(x) = w 2^n, an integer; any integer for NaN."""
    form, record = FORMATS[dtype], Recorder("x")
    at = reduce(record, clamped(record, LATE_LIMITS[dtype]), form)
    return record.program(exponent(at, form), "int")


def exp_sum(dtype: DType) -> Program:
    """exp(a + b) for a small b, the low word of an argument that one number does not hold.

    b is left out where exp(a) is 0 or infinite, so that it may be anything there.
    """
    form, record = FORMATS[dtype], Recorder("a", "b")
    low = low_word(record, -LIMITS[dtype][0])
    at = reduce(record, clamped(record, LIMITS[dtype]), form, low)
    high, rest = two_words(record, at, dtype)
    return record.program(scaled(record, record("w", high + rest), at, form))


def exp_sum_fraction(dtype: DType) -> Program:
    """w with exp(a + b) = w 2^n, n being exp_exponent(a).

    b is left out beyond the limits, so that it may be anything there.
    """
    record = Recorder("a", "b")
    low = low_word(record, -LATE_LIMITS[dtype][0])
    at = reduce(record, clamped(record, LATE_LIMITS[dtype]), FORMATS[dtype], low)
    high, rest = two_words(record, at, dtype)
    return record.program(high + rest)


def low_word(record: Recorder, inside: int) -> Term:
    """b where |a| is below a bound, else 0."""
    a, b = (Term(v) for v in record.inputs)
    return record("b_inside", select(abs(a) < inside, b, 0))


def exp_neg(dtype: DType) -> Program:
    """exp(x) for x <= 0 within 0.87 ulp, at half the price of exp."""
    return _decaying(dtype, one_word, Recorder("x"), lifted=False)


def exp_neg_fine(dtype: DType) -> Program:
    """exp(x) for x <= 0 within 0.66 ulp."""
    return _decaying(dtype, joined, Recorder("x"), lifted=False)


def exp_neg_lifted(dtype: DType) -> Program:
    """2^LIFT exp(x) for x <= 0, a normal number: products with it are scaled back last."""
    return _decaying(dtype, one_word, Recorder("x"), lifted=True)


def exp_neg_fine_lifted(dtype: DType) -> Program:
    """2^LIFT exp(x) for x <= 0 within 0.66 ulp."""
    return _decaying(dtype, joined, Recorder("x"), lifted=True)


def exp_neg_sum(dtype: DType) -> Program:
    """exp(a + b) for a <= 0 and a low word b, which may be anything where exp(a) is 0."""
    return _decaying(dtype, one_word, Recorder("a", "b"), lifted=False)


def exp_neg_sum_fine(dtype: DType) -> Program:
    """exp(a + b) likewise, within 0.66 ulp."""
    return _decaying(dtype, joined, Recorder("a", "b"), lifted=False)


def exp_neg_sum_lifted(dtype: DType) -> Program:
    """2^LIFT exp(a + b) likewise."""
    return _decaying(dtype, one_word, Recorder("a", "b"), lifted=True)


def exp_neg_sum_fine_lifted(dtype: DType) -> Program:
    """2^LIFT exp(a + b) likewise, within 0.66 ulp."""
    return _decaying(dtype, joined, Recorder("a", "b"), lifted=True)


def exp_neg_low(dtype: DType) -> Program:
    """What rounding leaves out of exp_neg_fine."""
    return _decaying(dtype, rest, Recorder("x"), lifted=False)


def exp_neg_sum_low(dtype: DType) -> Program:
    """What rounding leaves out of exp_neg_sum_fine."""
    return _decaying(dtype, rest, Recorder("a", "b"), lifted=False)


def exp_neg_lifted_low(dtype: DType) -> Program:
    """What rounding leaves out of exp_neg_fine_lifted."""
    return _decaying(dtype, rest, Recorder("x"), lifted=True)


def exp_neg_sum_lifted_low(dtype: DType) -> Program:
    """What rounding leaves out of exp_neg_sum_fine_lifted."""
    return _decaying(dtype, rest, Recorder("a", "b"), lifted=True)


def rest(record: Recorder, at: Reduced, dtype: DType) -> Term:
    """What rounding leaves out of the sum of the two words of exp(r)."""
    return left_out(*two_words(record, at, dtype))


def left_out(high: Term, low: Term) -> Term:
    """What rounding leaves out of high + low, high being the larger."""
    return low - ((high + low) - high)


def joined(record: Recorder, at: Reduced, dtype: DType) -> Term:
    """exp(r) from its two words."""
    high, low = two_words(record, at, dtype)
    return record("w", high + low)


Fractions = Callable[[Recorder, Reduced, DType], Term]
"""A way to compute exp(r)."""


def _decaying(dtype: DType, fraction: Fractions, record: Recorder, lifted: bool) -> Program:
    form, lift = FORMATS[dtype], LIFT[dtype]
    c = record("c", call("max", VANISHED_BELOW[dtype], Term(record.inputs[0])))
    low = _bounded(record, dtype) if len(record.inputs) == 2 else None
    at = reduce(record, c, form, low, lift)
    value = record("value", fraction(record, at, dtype) * power_of_two(at, form))
    return record.program(value if lifted else value * Fraction(1, 2**lift))


def _bounded(record: Recorder, dtype: DType) -> Term:
    """b, or a bound that it has where exp(a) is not 0, NaN included."""
    bound = Fraction(1, 2 ** (FORMATS[dtype].precision - 11))
    b = Term(record.inputs[1])
    return record("b_bounded", call("max", call("min", b, bound), -bound))


def expm1(dtype: DType) -> Program:
    """exp(x) - 1 = 2^n (exp(r) - 1) + (2^n - 1), summed from the largest part; x itself near 0.

    All is computed at half scale, so that nothing overflows before the result does.
    """
    form, record = FORMATS[dtype], Recorder("x")
    x = Term(record.inputs[0])
    at = reduce(record, clamped(record, (MINUS_ONE_BELOW[dtype], LIMITS[dtype][1])), form)
    scale = record("scale", power_of_two(at, form, -1))
    linear = record("linear", fma(scale, at.first, scale - HALF))
    bend = fma(at.r * at.r, horner(coefficients("expm1", dtype), at.r), at.low)
    value = record("value", fma(scale, bend, linear))
    tiny = abs(x) < Fraction(2) ** -(form.precision + 2)
    return record.program(select(tiny, x, value + value))


def expm1_neg(dtype: DType) -> Program:
    """exp(x) - 1 for x <= 0; 0 for -0.

    What log(2) has beyond one word is left out: where n is not 0, 2^n n times that is out of sight.
    """
    form, record = FORMATS[dtype], Recorder("x")
    c = record("c", call("max", MINUS_ONE_BELOW[dtype], Term(record.inputs[0])))
    at = reduce(record, c, form)
    scale, r = record("scale", power_of_two(at, form)), at.first
    m = fma(r * r, horner(coefficients("expm1", dtype), r), r)
    return record.program(fma(scale, m, scale - 1))


def tanh(dtype: DType) -> Program:
    """tanh(s) = 1 - 2q/(1 + q) with q = exp(-2s); s + s^3 P(s^2) below."""
    form, record = FORMATS[dtype], Recorder("x")
    x = Term(record.inputs[0])
    s = record("s", abs(x))
    at = reduce(record, record("c", call("max", -2 * ONE_ABOVE[dtype], s * -2)), form, shift=1)
    twice = record("twice", one_word(record, at, dtype) * power_of_two(at, form))
    above = 1 - twice / fma(twice, HALF, 1)
    square = record("square", s * s)
    series = fma(square * s, horner(coefficients("tanh", dtype), square), s)
    return record.program(call("copysign", select(s < TANH_SERIES_BELOW[dtype], series, above), x))


def tanh_fast(dtype: DType) -> Program:
    """tanh(x) = 2 P D / (D^2 + P^2) with P/D near tanh(x/2): a third of the operations of tanh.

    P = x N(x^2). Where tanh is near 1 an error of P/D counts with its square only.
    """
    record = Recorder("x")
    c = record(
        "c", call("max", -FLAT_ABOVE[dtype], call("min", FLAT_ABOVE[dtype], Term(record.inputs[0])))
    )
    w = record("w", c * c)
    p = record("p", c * horner(coefficients("tanh_fast", dtype), w))
    d = record("d", horner(denominator("tanh_fast", dtype), w))
    return record.program(p * 2 * d / fma(p, p, d * d))


def clamped(record: Recorder, limits: tuple[int, int]) -> Term:
    low, high = limits
    return record("c", call("min", high, call("max", low, Term(record.inputs[0]))))
