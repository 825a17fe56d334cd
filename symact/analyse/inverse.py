"""The inverse of a strictly monotone function in closed form, solved for and then proved.

On each piece the equation y = f is a polynomial in one generator of the normal form (roots give
equations of their own). A factor of degree one or two is solved, and g is kept where g(f(x)) = x is
proved by the normal form.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import sympy
from sympy import Expr, Piecewise, Symbol, atan, exp, log, oo, tan

from symact.analyse.domain import is_total
from symact.analyse.profile import Profile, one_sided
from symact.derive.elimination import OUTPUT, equations
from symact.errors import UnsupportedError
from symact.normalise import DISTANCE, is_zero, substitutions, with_tower
from symact.normalise.tower import Generator
from symact.pieces import Piece, Pieces


def inverse(profile: Profile) -> Expr | None:
    """g(y) with g(f(x)) = x for all x, proved; None where f is not monotone or g is not found."""
    signs = {s.sign for s in profile.slope}
    if signs not in ({1}, {-1}) or profile.breaks_below(0):
        return None
    function = profile.function
    found = [_on_piece(p, function.x) for p in function.pieces]
    if any(g is None for g in found):
        return None
    whole = next((g for g in found if all(_holds(g, p, function.x) for p in function.pieces)), None)
    if whole is not None:
        return whole
    if signs == {-1}:
        return None
    branches = []
    for g, p in zip(found, function.pieces, strict=True):
        last = p.hi == oo
        branches.append((g, True if last else one_sided(p, function, p.hi, "-") >= OUTPUT))
    return Piecewise(*branches)


def _on_piece(p: Piece, x: Symbol) -> Expr | None:
    return next((g for g in _candidates(p, x) if _holds(g, p, x)), None)


def _holds(g: Expr | None, p: Piece, x: Symbol) -> bool:
    if g is None:
        return False
    back = g.xreplace({OUTPUT: p.expr})
    try:
        proved = is_zero(back - x, x, p.lo, p.hi, real=True)
        return proved and is_total(Pieces(x, (replace(p, expr=back),), ()))
    except (UnsupportedError, ZeroDivisionError):
        return False


def _candidates(p: Piece, x: Symbol) -> Iterator[Expr]:
    s = substitutions(x, p.lo, p.hi)[0]
    for seen, output in _views(p.expr):
        try:
            found = with_tower(DISTANCE, partial(equations, seen.subs({x: s})))
        except (UnsupportedError, ZeroDivisionError):
            continue
        for generator, value in found:
            distances = _distances(generator, value.xreplace({OUTPUT: output}))
            written = [s.xreplace({DISTANCE: d}) for d in distances]
            if written:
                yield min(written, key=sympy.count_ops)


def _views(f: Expr) -> Iterator[tuple[Expr, Expr]]:
    yield f, OUTPUT
    if f.has(log):
        yield exp(f), exp(OUTPUT)
    if f.has(atan):
        yield tan(f), tan(OUTPUT)


def _distances(generator: Generator, value: Expr) -> list[Expr]:
    """The s at which a generator, s itself or exp(-r s), has a value, in equal forms."""
    if generator.meaning == DISTANCE:
        return [value]
    if generator.kind != "exp":
        return []
    exponent = generator.meaning.args[0]
    rate = exponent.coeff(DISTANCE)
    if rate == 0 or sympy.expand(exponent - rate * DISTANCE) != 0:
        return []
    top, bottom = map(sympy.expand, sympy.fraction(sympy.factor(value)))
    signed = ((top, bottom), (-top, -bottom))
    return [log(p / q) / r for a, b in signed for p, q, r in ((a, b, rate), (b, a, -rate))]


__all__ = ["inverse"]
