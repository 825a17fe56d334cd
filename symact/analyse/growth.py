"""How fast a function grows far out: s**a exp(E(s)), compared exactly, with E a polynomial in s."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from flint import arb, arb_poly
from sympy import Expr, Poly, S

from symact.enclose import Ball, ball, enclose
from symact.errors import UnsupportedError
from symact.normalise import DISTANCE
from symact.normalise.special import constant_sign

Exponent = tuple[tuple[int, Expr], ...]
"""A polynomial without constant term: (degree, coefficient), the highest degree first."""


@dataclass(frozen=True)
class Growth:
    """s**power * exp(exponent)."""

    power: Fraction = Fraction(0)
    exponent: Exponent = ()

    def __mul__(self, other: Growth) -> Growth:
        return Growth(self.power + other.power, _sum(self.exponent, other.exponent))

    def __truediv__(self, other: Growth) -> Growth:
        return self * other.to(Fraction(-1))

    def to(self, power: Fraction) -> Growth:
        """This growth raised to a rational power."""
        r = S(power.numerator) / power.denominator
        return Growth(self.power * power, tuple((n, c * r) for n, c in self.exponent if r))

    @property
    def direction(self) -> int:
        """1 where it grows without bound, -1 where it tends to 0, 0 where it is the constant 1."""
        if self.exponent:
            return sign_of(self.exponent[0][1])
        return (self.power > 0) - (self.power < 0)

    def falls_from(self, start: int) -> bool:
        """Whether it is proved not to rise for s >= start: s E'(s) + a has no positive term."""
        return _falls(self, start)

    def at(self, start: int) -> Ball:
        """The value at s = start."""
        total = arb(0)
        for n, c in self.exponent:
            total += constant(c) * start**n
        return total.exp() * arb(start) ** ball(self.power)


ONE = Growth()


def exponent_of(expr: Expr) -> tuple[Expr, Exponent]:
    """The constant term and the rest of a polynomial in s; UnsupportedError for anything else."""
    if not expr.is_polynomial(DISTANCE):
        raise UnsupportedError(f"{expr} is not a polynomial in s")
    terms = Poly(expr, DISTANCE).terms()
    rest = tuple((int(n), c) for (n,), c in terms if n)
    return next((c for (n,), c in terms if not n), S.Zero), rest


@lru_cache(maxsize=4096)
def _sum(a: Exponent, b: Exponent) -> Exponent:
    total = dict(a)
    for n, c in b:
        total[n] = (total.get(n, S.Zero) + c).expand()
    return tuple((n, total[n]) for n in sorted(total, reverse=True) if total[n] != 0)


@lru_cache(maxsize=4096)
def _falls(growth: Growth, start: int) -> bool:
    degree = max((n for n, _ in growth.exponent), default=0)
    terms = [arb(0)] * (degree + 1)
    for n, c in growth.exponent:
        terms[n] = constant(c) * n
    terms[0] = ball(growth.power)
    return all(c <= 0 for c in arb_poly(terms)(arb_poly([start, 1])).coeffs())


@lru_cache(maxsize=4096)
def sign_of(value: Expr) -> int:
    """The sign of a constant that is not 0; UnsupportedError where ball arithmetic leaves it."""
    known = 1 if value.is_positive else -1 if value.is_negative else constant_sign(value)
    if known is None:
        raise UnsupportedError(f"the sign of {value} is not decided")
    return known


@lru_cache(maxsize=4096)
def constant(value: Expr) -> Ball:
    """The value of a constant, to 256 bits."""
    return enclose(value, {}, 256)
