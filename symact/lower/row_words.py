"""Exponentials of a row in two words, for arguments whose result is a normal number.

`exp_high` and `exp_low` take any argument, itself in two words, and half as many operations again.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import factorial

from symact.elementary.formats import FORMATS, LN2
from symact.elementary.scaled import PER_LOG2
from symact.ir import Expr
from symact.ir.build import Term, call, fma, horner, integer, select
from symact.lower.doubleword import Double, Writer

SQUARINGS = 3
PART = Fraction(1, 2**SQUARINGS)

TERMS = 10
"""The last power of r/8, |r| <= log(2)/2, of which 2^-75 is left."""


def exp_words(writer: Writer, x: Double, lowest: Expr, power: Expr) -> Double:
    """2^k exp(x), with power = 1.5 * 2^(p-1) + bias + k, and 0 for x <= lowest.

    The relative error is about 2^-66.

    exp(r) is the eighth power of exp(r/8), in which 1 + r/8 + (r/8)^2/2 is summed with its rounding
    errors and only the rest, below 2^-16, is rounded.
    """
    form, sums, least = FORMATS[writer.dtype], Term(power), Term(lowest)

    def named(value: Term) -> Term:
        return Term(writer.name(value.expr))

    inside = named(call("max", least, Term(writer.name(x.high))))
    above = call("gt", inside, least)
    below = 0 if x.low is None else select(above, Term(x.low), 0)
    turned = named(fma(inside, PER_LOG2, sums))
    n = named(turned - sums)
    first, second, third = form.words(LN2, 3, form.short)
    near, far = named(fma(n, -first, inside)), named(n * -second)
    r = named(near + far)
    rest = named((fma(n, -third, below) + (far - (r - near))) * PART)
    square, linear = named(r * r), named(fma(r, PART, 1))
    half = PART**2 / 2
    most = named(fma(square, half, linear))
    lost = fma(r, PART, 1 - linear) + fma(square, half, linear - most)
    lost = fma(fma(r, r, -square), half, lost)
    taylor = [PART**k / factorial(k) for k in range(3, TERMS + 1)]
    cubic = named(fma(r * square, named(horner(taylor, r)), lost))
    high, low = _sum(named, most, named(fma(rest, most, cubic)))
    for _ in range(SQUARINGS):
        square = named(high * high)
        high, low = square, named(fma(high + high, low, fma(high, high, -square)))
    high, low = _sum(named, high, low)
    bits = call("shl", call("to_bits", turned), integer(form.fraction_bits))
    factor = named(select(above, call("from_bits", bits), 0))
    return Double((high * factor).expr, (low * factor).expr)


def _sum(named: Callable[[Term], Term], high: Term, low: Term) -> tuple[Term, Term]:
    """The same two words, the low one at most half a last place of the high one."""
    total = named(high + low)
    return total, named(low - (total - high))


__all__ = ["exp_words"]
