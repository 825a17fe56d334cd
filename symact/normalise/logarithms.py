"""Logarithms: log u is the sum of n log|p| over the irreducible factors p**n of u."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING

import sympy
from sympy import factorint

from symact.errors import NotRealError
from symact.normalise.field import CONTEXT, Element, Poly, slots

if TYPE_CHECKING:
    from symact.normalise.tower import Generator, Tower


def log(tower: Tower, u: Element) -> Element:
    """log of an element, where it is positive; its one factor of unknown sign has a sign there."""
    sign, unknown = 1, []
    for poly in (u.num, u.den):
        scale, factors = poly.factor()
        sign *= 1 if scale > 0 else -1
        for p, n in factors:
            known = tower.sign(p)
            if known is None and int(n) % 2:
                unknown.append(p)
            sign *= (known or 1) ** int(n)
    if len(unknown) == 1:
        tower.suppose(unknown[0], sign)
    if not unknown and sign < 0:
        raise NotRealError(f"{tower.expr(u)} under a logarithm is negative on this region")
    return log_absolute(tower, u)


def log_absolute(tower: Tower, u: Element) -> Element:
    """log|u|."""
    total = tower.field.rational(0)
    for poly, sign in ((u.num, 1), (u.den, -1)):
        scale, factors = poly.factor()
        total = total + _log_rational(tower, Fraction(int(scale.p), int(scale.q)), sign)
        for p, n in factors:
            total = total + _log_factor(tower, p) * tower.field.rational(sign * int(n))
    return total


def _log_rational(tower: Tower, value: Fraction, sign: int) -> Element:
    total = tower.field.rational(0)
    for part, s in ((abs(value.numerator), 1), (value.denominator, -1)):
        for prime, n in factorint(part).items():
            name = f"prime {prime}"
            g = tower.generator("log", name, partial(sympy.log, prime), "positive")
            total = total + tower.field.slot(g.slot) * tower.field.rational(s * sign * int(n))
    return total


def _log_factor(tower: Tower, p: Poly) -> Element:
    generator = single(tower, p)
    if generator is not None and generator.kind == "exp" and generator.argument is not None:
        return generator.argument
    if generator is not None and generator.kind == "root" and generator.argument is not None:
        index = tower.field.relations[generator.slot][0]
        return log(tower, generator.argument) * tower.field.rational(Fraction(1, index))
    p = oriented(tower, p)
    other = conjugate(tower, p, "log")
    if other is not None:
        made = tower.by_name["log", str(other)]
        return log_absolute(tower, tower.field.element(p * other)) - tower.field.slot(made.slot)
    argument = tower.field.element(p)

    def meaning() -> sympy.Expr:
        inside = tower.poly_expr(p)
        return sympy.log(inside if tower.sign(p) == 1 else sympy.Abs(inside))

    above_one = tower.sign_everywhere(p - 1) == 1
    made = tower.generator("log", str(p), meaning, "positive" if above_one else "real", argument)
    return tower.field.slot(made.slot)


def conjugate(tower: Tower, p: Poly, kind: str) -> Poly | None:
    """The conjugate of p under a square root in it, where that one has a generator of this kind.

    log(sqrt(1 + x^2) - x) is -log(sqrt(1 + x^2) + x): the product of the two is free of the root.
    """
    for flipped in flips(tower, p):
        other = oriented(tower, flipped)
        if other != p and (kind, str(other)) in tower.by_name:
            return other
    return None


def flips(tower: Tower, p: Poly) -> Iterator[Poly]:
    """p with the sign of one square root turned, for each that occurs."""
    for k in slots(p):
        index = tower.field.relations[k][0] if k in tower.field.relations else 1
        if index % 2:
            continue
        monomials, half = p.to_dict(), index // 2
        if all(m[k] % half == 0 for m in monomials):
            yield CONTEXT.from_dict(
                {m: -c if m[k] // half % 2 else c for m, c in monomials.items()}
            )


def oriented(tower: Tower, p: Poly) -> Poly:
    """p or -p: the positive one where that is known, else the one with a positive leading term."""
    sign = tower.sign(p)
    if sign is None:
        sign = 1 if p.leading_coefficient() > 0 else -1
    return p if sign == 1 else -p


def single(tower: Tower, p: Poly) -> Generator | None:
    """The generator that a polynomial consists of, if it is just one."""
    occurring = slots(p)
    if len(occurring) == 1 and p.total_degree() == 1 and len(p.to_dict()) == 1:
        return tower.generators[occurring[0]]
    return None


def base_of(tower: Tower, part: Element) -> Element | None:
    """p where the element is the generator log|p|, so that exp of a multiple is a power of |p|."""
    if not part.den.is_constant():
        return None
    generator = single(tower, part.num)
    if generator is None or generator.kind != "log":
        return None
    if generator.argument is not None:
        return generator.argument
    return tower.field.rational(int(generator.meaning.args[0]))
