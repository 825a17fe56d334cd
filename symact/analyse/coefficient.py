"""Coefficients of an expansion: a rational, a constant in closed form, or just a ball.

The closed form of a sum or a product is written out only where its ball does not tell it from 0, or
where it is the answer.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import cached_property
from typing import Any

import sympy
from flint import arb, fmpq
from sympy import Expr, Rational

from symact.analyse.growth import constant
from symact.enclose import Ball, ball
from symact.errors import UnsupportedError
from symact.normalise import is_zero

Coefficient = Any
"""A `flint.fmpq`, a `Closed`, both exact, or a `flint.arb`."""


class Closed:
    """A real constant that is not known to be rational: a ball, and how to write it out."""

    def __init__(self, at: Ball, write: Callable[[], Expr]) -> None:
        self.ball = at
        self._write = write

    @cached_property
    def expr(self) -> Expr:
        """The constant in closed form."""
        return self._write()

    @cached_property
    def vanishes(self) -> bool:
        """Whether it is shown to be 0."""
        if not self.ball.contains(0):
            return False
        try:
            return is_zero(self.expr)
        except (UnsupportedError, ZeroDivisionError):
            return False

    def __add__(self, other: Coefficient) -> Coefficient:
        if not exact(other):
            return self.ball + other
        return Closed(self.ball + arb_of(other), lambda: self.expr + expr_of(other))

    __radd__ = __add__

    def __mul__(self, other: Coefficient) -> Coefficient:
        if not exact(other):
            return self.ball * other
        if other == 0:
            return fmpq(0)
        return Closed(self.ball * arb_of(other), lambda: self.expr * expr_of(other))

    __rmul__ = __mul__

    def __sub__(self, other: Coefficient) -> Coefficient:
        return self + other * fmpq(-1)

    def __rsub__(self, other: Coefficient) -> Coefficient:
        return self * fmpq(-1) + other

    def __neg__(self) -> Coefficient:
        return self * fmpq(-1)

    def __truediv__(self, other: Coefficient) -> Coefficient:
        return self * inverse(other)

    def __rtruediv__(self, other: Coefficient) -> Coefficient:
        return inverse(self) * other


def exact(c: Coefficient) -> bool:
    """Whether a coefficient has a closed form."""
    return isinstance(c, fmpq | Closed)


def arb_of(c: Coefficient) -> Ball:
    """A coefficient as a ball."""
    return c.ball if isinstance(c, Closed) else arb(c)


def expr_of(c: Coefficient) -> Expr:
    """An exact coefficient in closed form."""
    return c.expr if isinstance(c, Closed) else Rational(int(c.p), int(c.q))


def closed(value: Expr) -> Coefficient:
    """The exact coefficient that a constant is."""
    if value.is_Rational:
        return fmpq(int(value.p), int(value.q))
    return Closed(constant(value), lambda: value)


def is_null(c: Coefficient) -> bool:
    """Whether a coefficient is shown to be 0."""
    return c.vanishes if isinstance(c, Closed) else isinstance(c, fmpq) and bool(c == 0)


def inverse(c: Coefficient) -> Coefficient:
    """1/c."""
    return Closed(1 / c.ball, lambda: 1 / c.expr) if isinstance(c, Closed) else 1 / c


def applied(name: str, c: Coefficient) -> Coefficient:
    """exp, log, atan or erfc of a coefficient."""
    value = getattr(arb_of(c), name)()
    if not exact(c):
        return value
    return Closed(value, lambda: getattr(sympy, name)(expr_of(c)))


def powered(c: Coefficient, r: Fraction) -> Coefficient:
    """|c|**r."""
    if isinstance(c, fmpq) and abs(c) == 1:
        return fmpq(1)
    value = abs(arb_of(c)) ** ball(r)
    if not exact(c):
        return value
    sign = 1 if arb_of(c) > 0 else -1
    return Closed(value, lambda: (sign * expr_of(c)) ** Rational(r.numerator, r.denominator))
