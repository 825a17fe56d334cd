"""Exact numbers guessed from balls and floats: plain rationals, square roots, multiples of pi."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import flint
import sympy
from flint import arb
from sympy import Expr, Rational, log, pi, sqrt

from symact.enclose import midpoint

BITS = 160
MAX_DENOMINATOR = 10_000
TOLERANCE = 1e-25
"""Relative; the balls that are looked at have some 45 digits."""

FORMS: tuple[tuple[Callable[[Any], Any], Callable[[Expr], Expr]], ...] = (
    (lambda v: v, lambda r: r),
    (lambda v: v * v, lambda r: sqrt(r)),
    (lambda v: v * v * arb.pi(), lambda r: sqrt(r / pi)),
    (lambda v: v * v / arb.pi(), lambda r: sqrt(r * pi)),
    (lambda v: v / arb.pi(), lambda r: r * pi),
    (lambda v: v * arb.pi(), lambda r: r / pi),
    (lambda v: v / arb(2).log(), lambda r: r * log(2)),
)
"""What is rational about the number, and the number from that rational; roots are positive."""


def nice(value: Any) -> Expr | None:
    """The exact number that a narrow ball stands for, or None for an unusual one."""
    with flint.ctx.workprec(BITS):
        return _nice(value) if value.is_finite() else None


def _nice(value: Any) -> Expr | None:
    if value.contains(0):
        return sympy.Integer(0) if value.rad() < TOLERANCE else None
    size, sign = abs(value), 1 if value > 0 else -1
    for to_rational, back in FORMS:
        found = _rational(to_rational(size))
        if found is not None:
            return sign * back(Rational(found.numerator, found.denominator))
    return None


def _rational(value: Any) -> Fraction | None:
    near = midpoint(value).limit_denominator(MAX_DENOMINATOR)
    if near == 0:
        return None
    gap = abs(value - arb(near.numerator) / near.denominator)
    return near if gap < value * TOLERANCE else None


def nearby(value: float) -> Expr | None:
    """The simple rational within 1e-8 of a float, or None."""
    near = Fraction(value).limit_denominator(1000)
    if abs(float(near) - value) > 1e-8 * max(1.0, abs(value)):
        return None
    return Rational(near.numerator, near.denominator)
