"""How fast a function grows far out: s**a log(s)**b exp(E(s)), compared exactly.

E is a sum of growths again, so that exp(-exp(s)) and exp(-sqrt(s)) have a place in the order too.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, cmp_to_key, lru_cache
from math import lcm

from flint import arb, arb_poly
from sympy import Expr, S

from symact.enclose import Ball, ball, enclose
from symact.errors import UnsupportedError
from symact.normalise.special import constant_sign

Exponent = tuple[tuple["Growth", Expr], ...]
"""A sum of growths that rise without bound, each with its coefficient, the fastest first."""

MAX_DEGREE = 200
"""Of the polynomials that bounds on a growth's slope are read off."""


@dataclass(frozen=True)
class Growth:
    """s**power * log(s)**logs * exp(exponent)."""

    power: Fraction = Fraction(0)
    exponent: Exponent = ()
    logs: Fraction = Fraction(0)

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return hash((self.power, self.exponent, self.logs))

    def __mul__(self, other: Growth) -> Growth:
        return _product(self, other)

    def __truediv__(self, other: Growth) -> Growth:
        return _quotient(self, other)

    def to(self, power: Fraction) -> Growth:
        """This growth raised to a rational power."""
        r = S(power.numerator) / power.denominator
        exponent = tuple((g, c * r) for g, c in self.exponent if r)
        return Growth(self.power * power, exponent, self.logs * power)

    @cached_property
    def direction(self) -> int:
        """1 where it grows without bound, -1 where it tends to 0, 0 where it is the constant 1."""
        if self.exponent:
            return sign_of(self.exponent[0][1])
        first = self.power or self.logs
        return (first > 0) - (first < 0)

    def falls_from(self, start: int) -> bool:
        """Whether it is proved not to rise for s >= start, which is 3 or more."""
        return _falls(self, start)

    def at(self, start: int) -> Ball:
        """The value at s = start."""
        total = arb(0)
        for g, c in self.exponent:
            total += constant(c) * g.at(start)
        logs = arb(start).log() ** ball(self.logs) if self.logs else arb(1)
        return total.exp() * arb(start) ** ball(self.power) * logs


ONE = Growth()
LOG = Growth(logs=Fraction(1))


@lru_cache(maxsize=16384)
def _product(a: Growth, b: Growth) -> Growth:
    return Growth(a.power + b.power, _sum(a.exponent, b.exponent), a.logs + b.logs)


@lru_cache(maxsize=16384)
def _quotient(a: Growth, b: Growth) -> Growth:
    return a * b.to(Fraction(-1))


@lru_cache(maxsize=16384)
def _slower(a: Growth, b: Growth) -> int:
    return -(a / b).direction


faster_first = cmp_to_key(_slower)
"""The key that sorts growths, the fastest first."""


@lru_cache(maxsize=4096)
def _sum(a: Exponent, b: Exponent) -> Exponent:
    total = dict(a)
    for g, c in b:
        total[g] = (total.get(g, S.Zero) + c).expand()
    kept = [g for g, c in total.items() if c != 0]
    return tuple((g, total[g]) for g in sorted(kept, key=faster_first))


@lru_cache(maxsize=4096)
def _falls(growth: Growth, start: int) -> bool:
    """s g'/g = a + b / log s + sum of c_i s g_i' is bounded from above, power by power of s."""
    bound: dict[Fraction, Ball] = {Fraction(0): ball(growth.power)}
    if growth.logs > 0:
        bound[Fraction(0)] += ball(growth.logs) / arb(start).log()
    simple = [(g, c) for g, c in growth.exponent if not g.exponent and not g.logs]
    for g, c in simple:
        bound[g.power] = bound.get(g.power, arb(0)) + constant(c) * ball(g.power)
    top = max((g.power for g, _ in simple), default=Fraction(0))
    for g, c in growth.exponent:
        if (g, c) not in simple:
            degree = Fraction(int(top) + 1) if g.exponent else max(g.power, Fraction(0))
            below = None if sign_of(c) > 0 else _rises_like(g, degree, start)
            if below is None:
                return False
            bound[degree] = bound.get(degree, arb(0)) + constant(c) * below * ball(degree)
    return _never_positive(bound, start)


def _rises_like(g: Growth, degree: Fraction, start: int) -> Ball | None:
    """c with g >= c s**degree and s g' >= degree g for all s >= start; None where not shown."""
    ratio = Growth(degree) / g
    return 1 / ratio.at(start) if _falls(ratio, start) else None


def _never_positive(bound: dict[Fraction, Ball], start: int) -> bool:
    """Whether a sum of non-negative powers of s, taken at s = start * u**n, has none for u >= 1."""
    n = lcm(*(p.denominator for p in bound))
    if max(bound) * n > MAX_DEGREE:
        return False
    terms = [arb(0)] * (int(max(bound) * n) + 1)
    for p, c in bound.items():
        terms[int(p * n)] += c * arb(start) ** ball(p)
    return all(c <= 0 for c in arb_poly(terms)(arb_poly([1, 1])).coeffs())


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
