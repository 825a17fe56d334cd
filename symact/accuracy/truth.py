"""True values of a function at many points at once: Arb applied to the pieces of the definition.

Each part of a formula is evaluated at all points before the next one, so that shared parts are
computed once. Points whose ball is too wide are done again with twice the precision.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import flint
import numpy as np
import sympy
from flint import arb
from numpy.typing import NDArray
from sympy import Expr, Symbol, oo

from symact.enclose import (
    FUNCTIONS,
    MAX_BITS,
    NAN,
    NOTHING,
    Ball,
    ball,
    enclose,
    integer_power,
    midpoint,
)
from symact.errors import UnsupportedError
from symact.pieces import Pieces
from symact.ulp import Reference

FIRST_BITS = 128
"""The precision begun with: Arb keeps up to two words of 64 bits in place."""

ENOUGH = 84
"""Correct bits of a true value: 2^-31 ulp of float64."""

HULL_BITS = 2048
"""Where this precision does not suffice, a whole binade may be below every type."""

Array = NDArray[Any]
Balls = list[Ball]


def references(function: Pieces, x: Array) -> Reference:
    """The true values at floating-point inputs.

    NaN beyond the ends of the outer pieces and where the function is left open. An input that is
    the end, rounded to its type, is not beyond it: it is the value of f at an infinity.
    """
    points = np.asarray(x)
    wide = points.astype(np.float64)
    high = np.full(points.shape, np.nan)
    low, exponent = np.zeros(points.shape), np.zeros(points.shape, np.int64)
    found = [
        (where, of_formula(function.pieces[n].expr, function.x, wide[where].tolist()))
        for n, where in parts_of(function, points)
    ]
    for at, value in zip(function.breaks, function.values, strict=True):
        (where,) = np.nonzero(_compared(wide, exact(at))[1])
        if where.size and value is not None:
            found.append((where, Reference.balls([enclose(value, {}, 200)] * where.size)))
    for where, part in found:
        high[where], low[where], exponent[where] = part.high, part.low, part.exponent
    return Reference(high, low, exponent)


def parts_of(function: Pieces, points: Array) -> list[tuple[int, Array]]:
    """The number of each open piece that points lie in, with their indices."""
    wide = points.astype(np.float64)
    place = np.zeros(points.shape, np.int64)
    inside = np.isfinite(wide)
    for b in function.breaks:
        above, at = _compared(wide, exact(b))
        place += above
        inside &= ~at
    inside &= ~beyond(function, points)
    found = [(n, np.nonzero((place == n) & inside)[0]) for n in range(len(function.pieces))]
    return [(n, where) for n, where in found if where.size]


def beyond(function: Pieces, points: Array) -> Array:
    """Which points are beyond the ends of the outer pieces, as rounded to the points' type."""
    wide, found = points.astype(np.float64), np.zeros(points.shape, bool)
    for end, sign in ((function.pieces[0].lo, -1), (function.pieces[-1].hi, 1)):
        if end not in (oo, -oo):
            found |= sign * wide > sign * float(points.dtype.type(float(exact(end))))
    return found


def left_open(function: Pieces, points: Array) -> Array:
    """Which points are breaks where the function has no value."""
    wide, found = points.astype(np.float64), np.zeros(points.shape, bool)
    for at, value in zip(function.breaks, function.values, strict=True):
        if value is None:
            found |= _compared(wide, exact(at))[1]
    return found


def exact(value: Expr) -> Fraction:
    """A real constant, to 300 bits where it is no fraction."""
    if value.is_Rational:
        return Fraction(int(value.p), int(value.q))
    return midpoint(enclose(value, {}, 300))


def _compared(points: Array, at: Fraction) -> tuple[Array, Array]:
    """Which points are above a number, and which are equal to it."""
    near = float(at)
    if Fraction(near) == at:
        return points > near, points == near
    return (points >= near if Fraction(near) > at else points > near), points != points


def of_formula(expr: Expr, x: Symbol, points: Sequence[float]) -> Reference:
    """The true values of one closed expression, each with at least 84 correct bits.

    Values below 2^-1200, 0 in every type, count as 0.
    """
    balls: Balls = [NAN] * len(points)
    left, bits = list(range(len(points))), FIRST_BITS
    while left and bits <= MAX_BITS:
        with flint.ctx.workprec(bits):
            values = Columns(x, [arb(points[k]) for k in left]).of(expr)
            again = []
            for k, value in zip(left, values, strict=True):
                nothing = abs(value) < NOTHING
                balls[k] = arb(0) if nothing else value
                if not nothing and value.rel_accuracy_bits() < ENOUGH:
                    again.append(k)
        if bits == FIRST_BITS:
            again = _without_nothing(expr, x, points, again, balls)
        left, bits = again, 2 * bits
    return reference_of(balls)


def _without_nothing(
    expr: Expr, x: Symbol, points: Sequence[float], left: Sequence[int], balls: Balls
) -> list[int]:
    """The points left once those of binades with no value above 2^-1200 are set to 0."""
    groups = defaultdict(list)
    for k in left:
        groups[math.copysign(1, points[k]), math.frexp(points[k])[1]].append(k)
    kept: list[int] = []
    for members in groups.values():
        inputs = [points[k] for k in members]
        with flint.ctx.workprec(HULL_BITS):
            hull = ball(min(inputs)).union(ball(max(inputs)))
            (value,) = Columns(x, [hull]).of(expr)
        if not abs(value) < NOTHING:
            kept += members
            continue
        for k in members:
            balls[k] = arb(0)
    return kept


def reference_of(balls: Sequence[Ball]) -> Reference:
    """`Reference.balls`, quicker for values that two doubles hold as they are."""
    high = np.array([float(b) if b.is_finite() else np.nan for b in map(arb.mid, balls)])
    size = np.abs(high)
    plain = (size > 2.0**-900) & (size < 2.0**1000)
    (where,) = np.nonzero(~plain)
    with flint.ctx.workprec(FIRST_BITS):
        low = np.array([float((b.mid() - h).mid()) for b, h in zip(balls, high, strict=True)])
    result = Reference.normalised(high, low, np.zeros(high.shape, np.int64))
    rest = Reference.balls([balls[k] for k in where.tolist()])
    result.high[where], result.low[where], result.exponent[where] = (
        rest.high,
        rest.low,
        rest.exponent,
    )
    return result


class Columns:
    """Formulas evaluated at a list of points, at the current precision."""

    def __init__(self, x: Symbol, points: Balls) -> None:
        self.count = len(points)
        self.known: dict[Expr, Balls] = {x: points}

    def of(self, expr: Expr) -> Balls:
        """The value of a formula at every point; UnsupportedError for a function without one."""
        if expr not in self.known:
            self.known[expr] = self._new(expr)
        return self.known[expr]

    def _new(self, expr: Expr) -> Balls:
        if not expr.free_symbols:
            return [enclose(expr, {}, flint.ctx.prec)] * self.count
        if expr.is_Pow:
            return self._power(expr.base, expr.exp)
        first, *rest = map(self.of, expr.args)
        if expr.is_Add:
            for column in rest:
                first = [a + b for a, b in zip(first, column, strict=True)]
            return first
        if expr.is_Mul:
            for column in rest:
                first = [a * b for a, b in zip(first, column, strict=True)]
            return first
        function = FUNCTIONS.get(expr.func)
        if function is None:
            raise UnsupportedError(f"there is no enclosure for {expr.func.__name__}: {expr}")
        return [function(a) for a in first]

    def _power(self, base: Expr, exponent: Expr) -> Balls:
        if base is sympy.E:
            return [a.exp() for a in self.of(exponent)]
        if exponent.is_Integer:
            n = int(exponent)
            return [integer_power(a, n) for a in self.of(base)]
        if exponent == sympy.Rational(1, 2):
            return [a.sqrt() for a in self.of(base)]
        if exponent == sympy.Rational(-1, 2):
            return [a.rsqrt() for a in self.of(base)]
        return [a**b for a, b in zip(self.of(base), self.of(exponent), strict=True)]
