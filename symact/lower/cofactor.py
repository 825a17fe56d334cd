"""What an error function's exponential is multiplied with, as one fit: exp(-s^2/2) C(s).

To the left of 0 the derivative of x Phi(x) is exp(-s^2/2) (M(s) - s)/sqrt(2 pi), M being Mills'
ratio. C = M - s is smooth, has a zero, and grows like s: it is t R(s), t being the distance from
the zero, and R a short polynomial in s/(s + d). Nothing cancels then, and one polynomial does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

import flint
from flint import arb
from sympy import Expr as Formula
from sympy import Symbol, erfc, exp

from symact.elementary.formats import leading_bits
from symact.enclose import ball, compile_arb
from symact.ir import Expr
from symact.ir.rounding import rounded
from symact.ir.scalar import DType
from symact.lower.arithmetic import (
    ONE,
    add,
    const,
    div,
    fma,
    horner,
    mul,
    neg,
    power,
    sub,
    times_power,
)
from symact.lower.complement import WAYS, Call, complemented
from symact.lower.fit import BITS, MAX_DEGREE, chebyshev, enough, fitted, root_between
from symact.lower.forms import Form, Style, Writer
from symact.lower.tamed import by_power
from symact.normalise import DISTANCE, NormalForm
from symact.normalise.field import Element

SHIFTS = (1, 2, 3, 4, 5, 6, 8)
"""The d that are tried, in units of the exponential's width."""

CENTRE = Fraction(3, 8)
"""R is a polynomial in s/(s + d) less this."""

REACH = {"float32": Fraction(41, 4), "float64": Fraction(219, 8)}
"""exp of minus the square of this is 0 in the type."""

NEAR, FAR = Fraction(1, 2**60), Fraction(128)
"""Where the powers of s that C is like at 0 and far out are read off, in the same units."""

STEPS = 128
"""In so many places C is looked at for a change of sign."""

KEPT = 160
"""Coefficients have so many bits: equal fits are equal."""

Function = Callable[[Fraction], arb]


@dataclass(frozen=True)
class Cofactor:
    """C(s) in s >= 0: its zero, its powers of s at 0 and far out, and where exp(-z^2) is 0."""

    value: Function
    zero: Fraction | None
    order: int
    growth: int
    width: Fraction
    end: Fraction

    @property
    def rest(self) -> int:
        """The power of s + d that C is, apart from its zeros."""
        return self.growth - self.order - (self.zero is not None)

    def smooth(self, s: Fraction, d: Fraction) -> arb:
        """R(s)."""
        found: arb = self.value(s) / ball(s) ** self.order * ball(s + d) ** -self.rest
        return found if self.zero is None else found / ball(s - self.zero)


def fits(
    formula: Formula, x: Symbol, left: bool, dtype: DType, s: Expr, near: Expr
) -> Iterator[Form]:
    """A formula with one error function as what does not decay and an exponential times a fit.

    `near` stands for s beside the exponential.
    """
    for form, calls in complemented(formula, x, left):
        parts = _parts(form)
        if parts is None or len(calls) != 1:
            continue
        slot, lasting, decaying = parts
        with flint.ctx.workprec(BITS):
            found = _cofactor(form, decaying, calls, dtype)
            fit = None if found is None else _shortest(found, dtype)
        if found is None or fit is None:
            continue
        writer = Writer(form, Style("expanded", "expanded", "q"), s, near)
        value = _written(found, *fit, writer.atom(slot, near, False), near, dtype)
        yield Form(add(writer.element(lasting), value), "an exponential times a fit")


def _parts(form: NormalForm) -> tuple[int, Element, Element] | None:
    """The place of q, and A and C of a formula A + q C; None for any other."""
    slots = [g.slot for g in form.tower.generators if g.kind == "exp" and g.range == "unit"]
    num, den = form.element.num, form.element.den
    if len(slots) != 1 or den.degrees()[slots[0]] or num.degrees()[slots[0]] != 1:
        return None
    lasting, decaying = (
        form.element.field.element(part, den) for part in by_power(num, slots[0], 2)
    )
    return slots[0], lasting, decaying


def _cofactor(
    form: NormalForm, element: Element, calls: dict[str, Call], dtype: DType
) -> Cofactor | None:
    """C as a function of s, with the exponential taken out of its one call."""
    ((name, (function, argument)),) = calls.items()
    way = next(way for way in WAYS if way.function == function)
    z = argument / way.scale
    ratio = exp(z**2) * erfc(z) / way.factor
    formula = form.tower.expr(element)
    formula = formula.xreplace({s: ratio for s in formula.free_symbols if str(s) == name})
    if not way.tail or formula.free_symbols != {DISTANCE}:
        return None
    width = 1 / Fraction(float(compile_arb(z / DISTANCE, (DISTANCE,))(Fraction(1)).mid()))
    return _described(compile_arb(formula, (DISTANCE,)), width, dtype)


def _described(value: Function, width: Fraction, dtype: DType) -> Cofactor | None:
    """The zeros and the growth of C; None where it has more than one change of sign."""
    end = width * REACH[dtype]
    places = [end * Fraction(k, STEPS) for k in range(1, STEPS + 1)]
    signs = [value(s) > 0 for s in places]
    changes = [k for k in range(1, STEPS) if signs[k] != signs[k - 1]]
    if len(changes) > 1:
        return None
    zero = None
    if changes:
        (k,) = changes
        zero = root_between(value, places[k - 1], places[k], signs[k])
    order, growth = (_power(value, width * at) for at in (NEAR, FAR))
    if order is None or growth is None or not 0 <= order <= 3:
        return None
    return Cofactor(value, zero, order, growth, width, end)


def _power(value: Function, at: Fraction) -> int | None:
    """n where the function is like s^n about here."""
    ratio = float((value(2 * at) / value(at)).mid())
    n = 0 if not ratio > 0 else round(float(arb(ratio).log() / arb(2).log()))
    return n if abs(ratio - 2.0**n) < 2.0 ** (n - 10) else None


def _shortest(found: Cofactor, dtype: DType) -> tuple[Fraction, list[Fraction]] | None:
    """The shift and the coefficients of the fit of lowest degree that is exact to the type."""
    best: tuple[Fraction, list[Fraction]] | None = None
    highest = MAX_DEGREE
    for n in SHIFTS:
        d = leading_bits(found.width * n, 4)
        low = 1
        while low < highest:
            middle = (low + highest) // 2
            coefficients, error = _fit(found, d, middle)
            if error < enough(dtype):
                best, highest = (d, coefficients), middle
            else:
                low = middle + 1
    return best


def _fit(found: Cofactor, d: Fraction, degree: int) -> tuple[list[Fraction], float]:
    many = 3 * degree + 8
    nodes = chebyshev(Fraction(0), found.end / (found.end + d), many)
    truth = [found.smooth(d * y / (1 - y), d) for y in nodes]
    coefficients, error = fitted([ball(y - CENTRE) for y in nodes], truth, degree)
    return [leading_bits(c, KEPT) for c in coefficients], error


def _written(
    found: Cofactor, d: Fraction, coefficients: Sequence[Fraction], q: Expr, s: Expr, dtype: DType
) -> Expr:
    """q t s^k R (s + d)^n, its sign in front."""
    longer = add(s, const(d))
    v = fma(s, div(ONE, longer), const(-CENTRE))
    sign = 1 if coefficients[0] > 0 else -1
    total = horner({(n,): const(sign * c) for n, c in enumerate(coefficients)}, (v,))
    total = times_power(total, longer, found.rest)
    total = mul(power(s, found.order), total)
    if found.zero is not None:
        high = Fraction(rounded(found.zero, dtype))
        total = mul(sub(sub(s, const(high)), const(found.zero - high)), total)
    product: Expr = mul(q, total)
    return product if sign > 0 else neg(product)


__all__ = ["fits"]
