"""Roots: one generator R per irreducible factor p of a radicand, with R**b = |p|."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING

import sympy
from sympy import factorint

from symact.errors import NotRealError, UnsupportedError
from symact.normalise import exponentials, logarithms
from symact.normalise.field import CONTEXT, Element, Poly, constant

if TYPE_CHECKING:
    from symact.normalise.tower import Tower

MAX_INDEX = 12
"""Roots of a higher index than this are refused."""


def root(tower: Tower, u: Element, exponent: Fraction) -> Element:
    """u**exponent for a radicand u that is positive wherever the power is defined.

    One factor of unknown sign thereby has a sign wherever the formula has a value: the tower starts
    again with it. Several such factors stay together under one root.
    """
    result = tower.field.rational(1)
    unknown: list[tuple[Poly, int]] = []
    sign = 1
    for poly, direction in ((u.num, 1), (u.den, -1)):
        scale, factors = poly.factor()
        sign *= 1 if scale > 0 else -1
        result = result * _rational_power(
            tower, abs(Fraction(int(scale.p), int(scale.q))), direction * exponent
        )
        for p, n in factors:
            known, power = tower.sign(p), direction * int(n) * exponent
            if known is None and int(n) % 2:
                unknown.append((p, direction * int(n)))
                continue
            if known is None and (power.denominator != 1 or power % 2):
                raise UnsupportedError(
                    f"the sign of {tower.poly_expr(p)} is not known on this region"
                )
            sign *= (known or 1) ** int(n)
            result = result * _factor_power(tower, p, power)
    if not unknown:
        if sign < 0:
            raise NotRealError(f"{tower.expr(u)} under a root is negative on this region")
        return result
    if len(unknown) == 1:
        tower.suppose(unknown[0][0], sign)
    return result * _joint_power(tower, unknown, sign, exponent)


def _joint_power(
    tower: Tower, unknown: list[tuple[Poly, int]], sign: int, exponent: Fraction
) -> Element:
    """The power of factors whose own signs are unknown, while their product has this sign."""
    multiplicities = {n for _, n in unknown}
    if len(multiplicities) > 1:
        raise UnsupportedError("a root of factors of unknown sign in different powers")
    product = constant(sign)
    for p, _ in unknown:
        product = product * p
    power = multiplicities.pop() * exponent
    whole = math.floor(power)
    result = tower.field.element(product) ** whole
    return result if power == whole else result * _fractional(tower, product, power - whole)


def absolute_power(tower: Tower, p: Element, exponent: Fraction) -> Element:
    """|p|**exponent for an element that is one irreducible polynomial or a prime."""
    value = p.rational
    if value is not None:
        return _rational_power(tower, abs(value), exponent)
    if tower.sign(p.num) is None and exponent.denominator == 1 and exponent % 2 == 0:
        return p ** int(exponent)
    if tower.sign(p.num) is None:
        raise UnsupportedError(f"the sign of {tower.expr(p)} is not known on this region")
    return _factor_power(tower, p.num, exponent)


def of_polynomial(tower: Tower, expr: sympy.Expr) -> Element:
    """A real root r of an irreducible polynomial over the integers: r**n = a lower polynomial in r.

    Two roots of one polynomial are two generators; relations between them are not used.
    """
    made = tower.generator("algebraic", str(expr), lambda: expr, "real")
    lead, *lower = (Fraction(int(c)) for c in expr.poly.all_coeffs())
    r, n = CONTEXT.gen(made.slot), len(lower)
    value = constant(0)
    for k, c in enumerate(lower, start=1):
        value += constant(-c / lead) * r ** (n - k)
    tower.field.relations[made.slot] = (n, value)
    return tower.field.slot(made.slot)


def _rational_power(tower: Tower, value: Fraction, exponent: Fraction) -> Element:
    result = tower.field.rational(1)
    for part, direction in ((value.numerator, 1), (value.denominator, -1)):
        for prime, n in factorint(part).items():
            result = result * _factor_power(
                tower, constant(int(prime)), direction * int(n) * exponent
            )
    return result


def _factor_power(tower: Tower, p: Poly, power: Fraction) -> Element:
    """|p|**power for an irreducible polynomial or a prime number."""
    generator = logarithms.single(tower, p)
    if generator is not None and generator.kind == "exp" and generator.argument is not None:
        return exponentials.exp(tower, generator.argument * tower.field.rational(power))
    if generator is not None and generator.kind == "root" and generator.argument is not None:
        index = tower.field.relations[generator.slot][0]
        return absolute_power(tower, generator.argument, power / index)
    p = logarithms.oriented(tower, p)
    conjugate = logarithms.conjugate(tower, p, "root")
    if conjugate is not None:  # p**r is (p p')**r / p'**r, p p' being free of one square root
        norm = tower.field.element(p * conjugate)
        return _absolute_product(tower, norm, power) / _factor_power(tower, conjugate, power)
    whole = math.floor(power)
    result = tower.field.element(p) ** whole
    if power == whole:
        return result
    return result * _fractional(tower, p, power - whole)


def _absolute_product(tower: Tower, u: Element, power: Fraction) -> Element:
    """|u|**power by the factors of u."""
    result = tower.field.rational(1)
    for poly, direction in ((u.num, 1), (u.den, -1)):
        scale, factors = poly.factor()
        value = abs(Fraction(int(scale.p), int(scale.q)))
        result = result * _rational_power(tower, value, direction * power)
        for p, n in factors:
            result = result * absolute_power(
                tower, tower.field.element(p), direction * int(n) * power
            )
    return result


def _fractional(tower: Tower, p: Poly, power: Fraction) -> Element:
    from symact.normalise.tower import Restart

    indices = tower.refinements.indices
    index = indices.setdefault(str(p), power.denominator)
    if index % power.denominator:
        indices[str(p)] = math.lcm(index, power.denominator)
        raise Restart
    if index > MAX_INDEX:
        raise UnsupportedError(f"a root of index {index} is beyond what the normal form handles")

    def meaning() -> sympy.Expr:
        inside = tower.poly_expr(p)
        return sympy.Pow(
            inside if tower.sign(p) == 1 else sympy.Abs(inside), sympy.Rational(1, index)
        )

    made = tower.generator("root", str(p), meaning, "positive", tower.field.element(p))
    tower.field.relations[made.slot] = (index, p)
    return tower.field.slot(made.slot) ** int(power * index)
