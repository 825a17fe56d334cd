"""Derivatives of polynomials in the generators of a tower, kept as polynomials.

SymPy's own took 0.3 s each for a factor of a few hundred terms. The denominator in the derivative
of a generator, such as 1 + s**2 in that of an arctangent, stays beside a polynomial as a cofactor:
a derivative is a sum of polynomials, each times a cofactor.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import sympy
from sympy import Expr, S

from symact.errors import UnsupportedError
from symact.normalise import DISTANCE
from symact.normalise.field import Poly, slots
from symact.normalise.tower import Tower

Parts = dict[Expr, Poly]
"""Cofactors in s, each with the polynomial that it multiplies."""


def by_order(tower: Tower, poly: Poly) -> Callable[[int], Expr]:
    """The polynomial (order 0) and its derivatives by s, each worked out when it is asked for."""
    rate = cache(lambda slot: _rate(tower, slot))
    known: list[Parts] = [{S.One: poly}]

    @cache
    def derivative(order: int) -> Expr:
        while len(known) <= order:
            known.append(_derivative(tower, known[-1], rate))
        return sympy.Add(*(c * tower.poly_expr(p) for c, p in known[order].items()))

    return derivative


def _derivative(tower: Tower, parts: Parts, rate: Callable[[int], tuple[Expr, Poly]]) -> Parts:
    found: Parts = {}

    def add(cofactor: Expr, poly: Poly) -> None:
        found[cofactor] = found[cofactor] + poly if cofactor in found else poly

    for cofactor, poly in parts.items():
        for slot in slots(poly):
            inner, outer = rate(slot)
            add(cofactor * inner, tower.field.reduce(poly.derivative(slot) * outer))
        moved = sympy.diff(cofactor, DISTANCE)
        if moved != 0:
            add(moved, poly)
    return {c: p for c, p in found.items() if c != 0 and not p.is_zero()}


def _rate(tower: Tower, slot: int) -> tuple[Expr, Poly]:
    """The derivative of a generator as a cofactor and a polynomial."""
    inner = sympy.diff(tower.generators[slot].meaning, DISTANCE)
    try:
        element = tower.convert(inner)
    except (UnsupportedError, ZeroDivisionError):
        return inner, tower.field.rational(1).num
    return 1 / tower.poly_expr(element.den), element.num
