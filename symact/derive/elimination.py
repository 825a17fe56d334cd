"""Functions h with f' = h(f) that elimination suggests on one piece; none is proved here.

On one piece, f and f' are rational in one generator q (roots add equations of their own).
Eliminating q from Y = f and Z = f' by resultants leaves a polynomial relation; a factor linear in Z
is h, one quadratic in Z gives two. Where f holds logarithms, exp(-c f) takes the place of f, with c
from the formula's own exponents; where it holds an arctangent, tan f; and log f with f'/f.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import sympy
from sympy import Expr, S, Symbol, atan, cos, exp, log, tan

from symact.activation import private
from symact.errors import UnsupportedError
from symact.normalise import DISTANCE, substitutions, with_tower
from symact.normalise.field import CONTEXT, SLOTS, Element, Poly, slots
from symact.normalise.tower import Generator, Tower
from symact.pieces import Piece

OUTPUT = private("y", real=True)
"""The output y = f(x), the variable of h."""

_Y, _Z = SLOTS - 1, SLOTS - 2

MAX_TERMS = 256
"""Product of the numbers of terms of two polynomials whose resultant is taken: beyond, it takes
seconds, and no factor of low degree is found."""


def candidates(f: Piece, d: Piece, x: Symbol) -> Iterator[Expr]:
    """Functions h of the output with d = h(f), where elimination finds some."""
    if x not in d.expr.free_symbols:
        yield d.expr
        return
    inside = {x: substitutions(x, f.lo, f.hi)[0]}
    for seen, output, scale in _views(f.expr, x):
        slope = (d.expr / scale.xreplace({OUTPUT: f.expr})).subs(inside)
        try:
            found = with_tower(DISTANCE, partial(_relations, seen.subs(inside), slope))
        except (UnsupportedError, ZeroDivisionError):
            continue
        for h in found:
            shown = sympy.factor(scale * h.xreplace({OUTPUT: output}))
            yield shown.subs(1 + tan(OUTPUT) ** 2, cos(OUTPUT) ** -2)


def _views(f: Expr, x: Symbol) -> Iterator[tuple[Expr, Expr, Expr]]:
    """f, or a function of f that is rational in the generators, with the same function of y.

    The last is what the derivative is divided by: y beside log y, else 1.
    """
    yield f, OUTPUT, S.One
    if f.has(atan):
        yield tan(f), tan(OUTPUT), S.One
    if not f.has(log):
        if f.has(exp):
            yield log(f), log(OUTPUT), OUTPUT
        return
    rates = {e.args[0].coeff(x) for e in f.atoms(exp)}
    scales = sorted({S.One} | {abs(r) for r in rates if r.is_nonzero}, key=sympy.default_sort_key)
    for c in scales:
        yield exp(-c * f), exp(-c * OUTPUT), S.One


def equations(f: Expr, tower: Tower) -> list[tuple[Generator, Expr]]:
    """(u, value) with y = f where the generator u has that value, a function of y."""
    element = tower.convert(f)
    eliminated = _without_roots(tower, element.slots, [element.num - CONTEXT.gen(_Y) * element.den])
    if eliminated is None:
        return []
    free, (relation,) = eliminated
    unknown = tower.generators[free]
    return [
        (unknown, value) for p, _ in relation.factor()[1] for value in _solutions(tower, p, free)
    ]


def _relations(f: Expr, d: Expr, tower: Tower) -> list[Expr]:
    return _eliminate(tower, tower.convert(f), tower.convert(d))


def _eliminate(tower: Tower, f: Element, d: Element) -> list[Expr]:
    y, z = CONTEXT.gen(_Y), CONTEXT.gen(_Z)
    polys = [f.num - y * f.den, d.num - z * d.den]
    eliminated = _without_roots(tower, [*f.slots, *d.slots], polys)
    if eliminated is None:
        return []
    free, (first, second) = eliminated
    relation = _resultant(first, second, free)
    return [h for p, _ in relation.factor()[1] for h in _solutions(tower, p, _Z)]


def _without_roots(
    tower: Tower, occurring: list[int], polys: list[Poly]
) -> tuple[int, list[Poly]] | None:
    """The one generator that varies, and the polynomials with the roots in them eliminated."""
    variable = _varying(tower, set(occurring))
    rooted = sorted((k for k in variable if k in tower.field.relations), reverse=True)
    free = [k for k in variable if k not in rooted]
    if len(free) != 1 or len(tower.generators) > _Z:
        return None
    for k in rooted:
        degree, base = tower.field.relations[k]
        relation = CONTEXT.gen(k) ** degree - base
        polys = [_resultant(p, relation, k) for p in polys]
    return free[0], polys


def _varying(tower: Tower, occurring: set[int]) -> set[int]:
    """The generators that vary with s, and those below the roots among them."""
    found: set[int] = set()
    left = {k for k in occurring if tower.generators[k].meaning.has(DISTANCE)}
    while left:
        k = left.pop()
        found.add(k)
        if k in tower.field.relations:
            below = set(slots(tower.field.relations[k][1])) - found
            left |= {n for n in below if tower.generators[n].meaning.has(DISTANCE)}
    return found


def _resultant(a: Poly, b: Poly, k: int) -> Poly:
    if k not in slots(a):
        return a
    if len(a.to_dict()) * len(b.to_dict()) > MAX_TERMS:
        raise UnsupportedError("the polynomials are too large for elimination")
    return a.resultant(b, k)


def _solutions(tower: Tower, p: Poly, unknown: int) -> list[Expr]:
    """The solutions of a factor of degree one or two in one unknown."""
    degree = p.degrees()[unknown]
    if degree not in (1, 2):
        return []
    c = [_in_output(tower, _coefficient(p, unknown, n)) for n in range(degree + 1)]
    if degree == 1:
        return [-c[0] / c[1]]
    root = sympy.sqrt(sympy.factor(c[1] ** 2 - 4 * c[2] * c[0]))
    return [(-c[1] + sign * root) / (2 * c[2]) for sign in (1, -1)]


def _coefficient(p: Poly, unknown: int, power: int) -> Poly:
    found: dict[tuple[int, ...], Any] = {}
    for monomial, c in p.to_dict().items():
        if monomial[unknown] == power:
            found[tuple(0 if k == unknown else n for k, n in enumerate(monomial))] = c
    return CONTEXT.from_dict(found)


def _in_output(tower: Tower, poly: Poly) -> Expr:
    """A polynomial in the slot of Y, parameters and constants as an expression in y."""
    total = S.Zero
    for monomial, c in poly.to_dict().items():
        term = sympy.Rational(int(c.p), int(c.q)) * OUTPUT ** monomial[_Y]
        for k, n in enumerate(monomial[: len(tower.generators)]):
            term *= tower.generators[k].meaning ** n
        total += term
    return total
