"""Signs proved from the factors of a normal form: above zero, or at least not below it."""

from __future__ import annotations

from typing import Any, Literal

import sympy
from sympy import Expr, Rational, S, Symbol, oo, pi

from symact.errors import UnsupportedError
from symact.normalise import DISTANCE, is_zero, substitute, substitutions, with_tower
from symact.normalise.field import CONTEXT, Poly, slots
from symact.normalise.special import constant_sign
from symact.normalise.tower import Generator, Tower

Positivity = Literal["positive", "nonnegative"]

MAX_POWER = 8
"""Of the arguments of logarithms whose sum is compared with 0."""


def exact_sign(value: Expr) -> int | None:
    """The sign of a constant, 0 by a zero normal form; None where it is not decided."""
    return 0 if is_zero(value) else constant_sign(value)


def positivity(expr: Expr) -> Positivity | None:
    """Whether an expression in s > 0 and parameters is above zero, or not below (None: open)."""
    if not expr.free_symbols:
        return _of_constant(expr)

    def build(tower: Tower) -> Positivity | None:
        element = tower.convert(expr)
        if element.is_zero:
            return "nonnegative"
        value = element.rational
        if value is not None:
            return "positive" if value > 0 else None
        return _of_product(tower, element.num, element.den)

    try:
        return with_tower(DISTANCE if expr.has(DISTANCE) else None, build)
    except (UnsupportedError, ZeroDivisionError):
        return None


def _of_constant(expr: Expr) -> Positivity | None:
    if expr.is_zero:
        return "nonnegative"
    return "positive" if expr.is_finite is not False and constant_sign(expr) == 1 else None


def _of_product(tower: Tower, num: Any, den: Any) -> Positivity | None:
    """The sign of a quotient by its factors: one of unknown sign may occur to even powers only."""
    sign, strict = 1, True
    for poly in (num, den):
        scale, factors = poly.factor()
        sign *= 1 if scale > 0 else -1
        for p, n in factors:
            known = _sign(tower, p)
            if known is None and int(n) % 2:
                return None
            strict = strict and known is not None
            sign *= (known or 1) ** int(n)
    if sign < 0:
        return None
    return "positive" if strict else "nonnegative"


def _sign(tower: Tower, poly: Poly) -> int | None:
    """1 or -1 where a polynomial has that sign, also one of the form a + b R with a square root R.

    There the signs of a and b tell, or else that of a**2 - b**2 R**2.
    """
    known = tower.sign(poly)
    if known is not None or poly.is_zero():
        return known
    if poly.total_degree() == 1:
        known = _of_bounded(tower, poly) or _of_logarithms(tower, poly)
    if known is not None:
        return known
    for k in slots(poly):
        index, radicand = tower.field.relations.get(k, (0, poly))
        if index != 2 or poly.degrees()[k] != 1 or tower.sign(CONTEXT.gen(k)) != 1:
            continue
        b = poly.derivative(k)
        a = poly - b * CONTEXT.gen(k)
        plain, scale = _sign(tower, a), _sign(tower, b)
        if scale is not None and (a.is_zero() or plain == scale):
            return scale
        if plain is not None and scale is not None:
            larger = _sign(tower, tower.field.reduce(a**2 - b**2 * radicand))
            return None if larger is None else plain * larger
    return None


def _of_bounded(tower: Tower, poly: Poly) -> int | None:
    """The sign of a sum of constants and of multiples of generators that lie between two numbers.

    None of them reaches its ends, so that a sum whose least value is 0 is above it.
    """
    lowest = highest = S.Zero
    moves = False
    for monomial, c in poly.to_dict().items():
        factor, ends = Rational(int(c.p), int(c.q)), (S.One, S.One)
        for g in (tower.generators[k] for k, n in enumerate(monomial) if n):
            ends = (g.meaning, g.meaning) if g.constant else _ends(g)
            moves = moves or not g.constant
        low, high = ends if factor > 0 else ends[::-1]
        lowest, highest = lowest + factor * low, highest + factor * high
    if not moves:
        return None
    if lowest.is_finite and exact_sign(lowest) in (0, 1):
        return 1
    return -1 if highest.is_finite and exact_sign(highest) in (0, -1) else None


def _ends(g: Generator) -> tuple[Expr, Expr]:
    """Two numbers, or infinities, between which the values of a generator lie."""
    if g.kind == "atan":
        return -pi / 2, pi / 2
    if g.range == "unit":
        return S.Zero, S.One
    if g.kind == "erfc":
        return S.Zero, S(2)
    return (S.Zero if g.range == "positive" else -oo), oo


def _of_logarithms(tower: Tower, poly: Poly) -> int | None:
    """The sign of a sum of n log|u| for whole n: that of the product of all |u|**n, less 1."""
    product = S.One
    for monomial, c in poly.to_dict().items():
        inside = [tower.generators[k] for k, n in enumerate(monomial) if n]
        if not inside or inside[0].kind != "log" or abs(c.p) > MAX_POWER or c.q != 1:
            return None
        product *= sympy.exp(inside[0].meaning) ** int(c.p)
    for sign, gap in ((1, product - 1), (-1, 1 - product)):
        if positivity(gap) == "positive":
            return sign
    return None


def positivity_on(expr: Expr, x: Symbol, lo: Expr, hi: Expr) -> Positivity | None:
    """The same on an open interval of x; one that reaches across 0 is taken in three parts.

    Between two finite ends the distance is taken from the lower one, and if need be from the upper,
    or its quotient by that from the other end, which takes every positive value.
    """
    if x not in expr.free_symbols:
        return positivity(expr)
    shown = _positivity_on(expr, x, lo, hi)
    if shown is None and oo not in (-lo, hi):
        shown = _positivity_on(expr.xreplace({x: -x}), x, -hi, -lo)
        if shown is None and (lo - hi).free_symbols:
            return positivity(expr.xreplace({x: lo + (hi - lo) * DISTANCE / (1 + DISTANCE)}))
    return shown


def _positivity_on(expr: Expr, x: Symbol, lo: Expr, hi: Expr) -> Positivity | None:
    parts = [positivity(substitute(expr, x, v)) for v in substitutions(x, lo, hi)]
    if lo == -oo and hi == oo:
        parts.append(positivity(expr.subs(x, S.Zero)))
    if None in parts:
        return None
    return "nonnegative" if "nonnegative" in parts else "positive"
