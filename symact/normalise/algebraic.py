"""Whether a constant made of roots is 0: by a bound on how small one that is not can be.

A number made of integers by +, -, *, / and roots is U/L with algebraic integers U and L, in a field
of a degree d that is at most the product of the roots' indices. The product of U's conjugates is a
whole number, so that |U| is at least 1/u**(d - 1) where u bounds them all. Bounds u and l on the
conjugates of U and L come from those of the parts (Burnikel, Fleischer, Mehlhorn and Schirra,
Algorithmica 27, 2000), with d**2 in place of d where there are divisions.
2 cos(p pi/q) is an algebraic integer as well, with conjugates up to 2.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import lru_cache

import sympy
from flint import arb
from sympy import Expr

from symact.enclose import enclose
from symact.errors import UnsupportedError

MAX_BITS = 40_000
"""Bits beyond which a constant is left undecided; sqrt(5 + 2*sqrt(6)) - sqrt(2) - sqrt(3) takes
1,300."""

Sizes = tuple[float, float]
"""Upper bounds on log2 u and log2 l, never below 0."""


class _Other(Exception):
    """A part is not made of roots."""


@dataclass
class _Field:
    """The indices of the roots met so far, each with what it is the root of, and the turns.

    The cosines of all multiples of a turn/n lie in one field, of degree phi(n)/2.
    """

    degrees: dict[Expr, int] = field(default_factory=dict)
    parts: int = 1

    @property
    def degree(self) -> int:
        """A bound on the degree of the field."""
        return math.prod(self.degrees.values()) * max(1, int(sympy.totient(self.parts)) // 2)


@lru_cache(maxsize=1024)
def is_algebraic_zero(value: Expr) -> bool:
    """Whether a constant is shown to be 0; False where it is not, or is not made of roots."""
    over = _Field()
    try:
        u, low = _sizes(value, over)
    except _Other:
        return False
    bits = int((over.degree**2 - 1) * u + low) + 2
    if bits > MAX_BITS:
        return False
    try:
        ball = enclose(value, {}, bits + 128)
    except UnsupportedError:
        return False
    return bool(ball.is_finite() and abs(ball) < arb(2) ** -bits)


@lru_cache(maxsize=512)
def denested(power: Expr) -> Expr:
    """A square root of a constant with roots in it as a sum of roots, where it is one.

    sqrt(3 + 2*sqrt(2)) is 1 + sqrt(2); SymPy's answer is proved.
    """
    base, exponent = power.as_base_exp()
    if abs(exponent) != sympy.Rational(1, 2) or not base.atoms(sympy.Pow):
        return power
    form = sympy.sqrtdenest(power)
    return form if form != power and is_algebraic_zero(form - power) else power


def _sizes(value: Expr, over: _Field) -> Sizes:
    if value.is_Rational:
        return _bits(value.p), _bits(value.q)
    if value.is_Add:
        total = _sizes(value.args[0], over)
        for part in value.args[1:]:
            u, low = _sizes(part, over)
            total = max(total[0] + low, total[1] + u) + 1, total[1] + low
        return total
    if value.is_Mul:
        sizes = [_sizes(part, over) for part in value.args]
        return sum(u for u, _ in sizes), sum(low for _, low in sizes)
    if value.is_Pow and value.exp.is_Rational and value.base.is_number:
        return _power(value, over)
    if isinstance(value, sympy.cos | sympy.sin) and (value.args[0] / sympy.pi).is_Rational:
        quarter = 2 if isinstance(value, sympy.sin) else 1  # sin a is cos of a quarter turn less a
        over.parts = math.lcm(over.parts, 2 * quarter * int((value.args[0] / sympy.pi).q))
        return 1.0, 1.0
    raise _Other


def _bits(n: int) -> float:
    return float(abs(int(n)).bit_length())


def _power(value: Expr, over: _Field) -> Sizes:
    u, low = _sizes(value.base, over)
    k, n = int(value.exp.q), abs(int(value.exp.p))
    if k > 1:
        over.degrees[value.base ** sympy.Rational(1, k)] = k
        u, low = ((u + (k - 1) * low) / k, low) if u >= low else (u, ((k - 1) * u + low) / k)
    return (n * low, n * u) if value.exp.is_negative else (n * u, n * low)
