"""exp and expm1: Cody and Waite's reduction to |r| <= log(2)/2, a polynomial, scaling by 2^n."""

from __future__ import annotations

from fractions import Fraction

from symact.elementary.formats import FORMATS, LN2, Format, coefficients
from symact.ir import Program
from symact.ir.build import Recorder, Term, call, fma, horner, select, term
from symact.ir.scalar import DType

LIMITS = {"float32": (-105, 90), "float64": (-747, 711)}
"""Beyond these exp is 0 or infinite in the type; clamping there keeps n in range."""


def exp(dtype: DType) -> Program:
    """exp(x) = 2^n (1 + r + r^2 P(r)); the scaling rounds subnormals and makes infinities."""
    record = Recorder("x")
    n, r = _reduce(record, _clamped(record, dtype), FORMATS[dtype])
    tail = record("p", horner(coefficients("exp", dtype), r))
    rest = record("w", fma(r * r, tail, r))
    return record.program(call("ldexp", 1 + rest, call("to_int", n)))


def expm1(dtype: DType) -> Program:
    """exp(x) - 1 = 2^n (r + r^2 P(r)) + (2^n - 1), one rounding that matters; x itself near 0.

    The sum 2^n r + (2^n - 1) and r itself carry their low words: without them the error next to
    -log(2)/2 is 1.07 ulp, with them 0.6. Where 1 is nothing beside 2^n it is exp(x).
    """
    record = Recorder("x")
    form = FORMATS[dtype]
    x = _clamped(record, dtype)
    n, r = _reduce(record, x, form)
    high, low = _log2_words(form)
    lost = record("lost", fma(n, -low, fma(n, -high, x) - r))
    tail = record("p", horner(coefficients("expm1", dtype), r))
    square = record("w", fma(r * r, tail, lost))
    k = record("k", call("to_int", n))
    scale = record("scale", call("ldexp", term(1), k))
    offset = record("offset", scale - 1)
    sum_high = record("high", fma(r, scale, offset))
    sum_low = record("low", fma(r, scale, offset - sum_high))
    small = sum_high + fma(square, scale, sum_low)
    large = call("ldexp", 1 + (r + square), k)
    joined = select(n > form.precision + 6, large, small)
    return record.program(call("copysign", joined, Term(record.inputs[0])))


def _clamped(record: Recorder, dtype: DType) -> Term:
    low, high = LIMITS[dtype]
    x = Term(record.inputs[0])
    return record("c", call("min", term(high), call("max", term(low), x)))


def _reduce(record: Recorder, x: Term, form: Format) -> tuple[Term, Term]:
    """(n, r) with x = n log(2) + r; n times the first word of log(2) is exact."""
    per_log2 = Fraction(round(2**200 / LN2), 2**200)
    n = record("n", fma(x, per_log2, form.magic) - form.magic)
    high, low = _log2_words(form)
    r = record("r", fma(n, -low, fma(n, -high, x)))
    return n, r


def _log2_words(form: Format) -> list[Fraction]:
    """log(2) in two words; the first is short, so that n times it is exact."""
    return form.words(LN2, 2, form.precision - (11 if form.precision > 24 else 8))
