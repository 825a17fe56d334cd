"""The sign of a function everywhere: exact where its normal form tells, else zeros in balls.

A function that the normal form does not settle on an interval is written as a quotient of products
of irreducible polynomials in the generators. Those of one sign drop out. Each other one is settled
far out by its expansion (`tail`), and on the compact rest by subdivision (`isolate`).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any

import flint
import sympy
from flint import arb
from sympy import Expr, S, Symbol, oo

from symact.analyse.isolate import Isolated, isolate, sign_of_ball
from symact.analyse.limits import STARTS
from symact.analyse.signs import Stretch, halves, sign_on
from symact.analyse.tail import expansion
from symact.derive.roots import real_roots
from symact.enclose import Ball, ball, compile_arb, enclose
from symact.errors import UnsupportedError
from symact.normalise import DISTANCE, is_zero, substitute, with_tower
from symact.normalise.field import Poly
from symact.normalise.tower import Tower
from symact.pieces import Pieces
from symact.sheet import Enclosed

BITS = 160


def chart(function: Pieces) -> tuple[Stretch, ...]:
    """Stretches from left to right, each with its sign; the function has zeros only between them.

    A stretch whose sign is None is not settled. Free of parameters.
    """
    found: list[Stretch] = []
    for piece in function.pieces:
        for lo, hi in halves(piece.lo, piece.hi):
            found += chart_on(piece.expr, function.x, lo, hi)
    return tuple(found)


def chart_on(expr: Expr, x: Symbol, lo: Expr, hi: Expr) -> tuple[Stretch, ...]:
    """The stretches of one expression on an open interval with at most one infinite end."""
    sign = sign_on(expr, x, lo, hi)
    if sign is not None or expr.free_symbols - {x}:
        return (Stretch(lo, hi, sign),)
    try:
        return _settled(expr, x, lo, hi)
    except (UnsupportedError, ZeroDivisionError):
        return (Stretch(lo, hi, None),)


@dataclass(frozen=True)
class _Factor:
    """An irreducible factor of unknown sign: in s, its odd or even power, its zeros."""

    expr: Expr
    odd: bool
    isolated: Isolated


def _settled(expr: Expr, x: Symbol, lo: Expr, hi: Expr) -> tuple[Stretch, ...]:
    origin, side = (hi, -1) if lo == -oo else (lo, 1)
    inside = substitute(expr, x, origin + side * DISTANCE)
    length = None if oo in (hi, -lo) else hi - lo

    def build(tower: Tower) -> tuple[int, list[_Factor]]:
        element = tower.convert(inside)
        with flint.ctx.workprec(BITS):
            return _factors(tower, (element.num, element.den), length)

    sign, factors = with_tower(DISTANCE, build)
    zeros = [(zero, f) for f in factors for zero in f.isolated.zeros]
    zeros.sort(key=lambda pair: float(pair[0].mid()))
    for (a, _), (b, _) in pairwise(zeros):
        if a.overlaps(b):
            raise UnsupportedError("two zeros are not told apart")
    for f in factors:
        sign *= f.isolated.signs[0] if f.odd else 1
    ends: list[Expr] = [S.Zero]
    signs = [sign]
    for zero, f in zeros:
        ends.append(_exact(f.expr, zero))
        sign = -sign if f.odd else sign
        signs.append(sign)
    places = [_shifted(origin, side, e) for e in ends]
    places.append(hi if side == 1 else lo)
    parts = [
        Stretch(*((a, b) if side == 1 else (b, a)), n)
        for a, b, n in zip(places, places[1:], signs, strict=False)
    ]
    return tuple(parts if side == 1 else reversed(parts))


def _factors(
    tower: Tower, polys: tuple[Poly, Poly], length: Expr | None
) -> tuple[int, list[_Factor]]:
    sign, found = 1, []
    for poly in polys:
        scale, factors = poly.factor()
        sign *= 1 if scale > 0 else -1
        for p, n in factors:
            known = tower.sign(p)
            if known is None:
                found.append(_Factor(tower.poly_expr(p), n % 2 == 1, _zeros(tower, p, length)))
            else:
                sign *= known ** int(n)
    return sign, found


def _zeros(tower: Tower, poly: Poly, length: Expr | None) -> Isolated:
    expr = tower.poly_expr(poly)
    if length is not None:
        return isolate(expr, arb(0), enclose(length, {}, BITS), length)
    for start in STARTS:
        try:
            _, lead = expansion(tower, poly, start).lead()
        except UnsupportedError:
            continue
        if sign_of_ball(lead) is not None:
            return isolate(expr, arb(0), arb(start), None)
    raise UnsupportedError("the sign far out is not settled")


def _exact(expr: Expr, zero: Ball) -> Expr:
    """A zero in closed form where it has a plain one, else its enclosure."""
    try:
        closed = real_roots(expr, DISTANCE, lambda e: sign_of_ball(enclose(e, {}, BITS)))
    except UnsupportedError:
        closed = ()
    for root in closed:
        plain = not root.has(sympy.CRootOf) and enclose(root, {}, BITS).overlaps(zero)
        if plain and is_zero(expr.subs(DISTANCE, root)):
            return root
    return enclosed(zero)


def enclosed(value: Ball) -> Enclosed:
    """A ball as a number with rational ends."""
    with flint.ctx.workprec(4 * BITS):
        return Enclosed(_fraction(value.lower()), _fraction(value.upper()))


def _fraction(value: Any) -> Fraction:
    exact = value.fmpq()
    return Fraction(int(exact.p), int(exact.q))


def ball_at(value: Expr, bits: int = BITS) -> Ball:
    """A number, closed form or enclosed, as a ball."""
    if isinstance(value, Enclosed):
        with flint.ctx.workprec(4 * bits):
            return ball(value.lo).union(ball(value.hi))
    held = sorted(value.atoms(Enclosed), key=str)
    if not held:
        return enclose(value, {}, bits)
    names = [Symbol(f"_{n}", real=True) for n in range(len(held))]
    inside = value.xreplace(dict(zip(held, names, strict=True)))
    with flint.ctx.workprec(bits):
        return compile_arb(inside, tuple(names))(*(ball_at(h) for h in held))


def _shifted(origin: Expr, side: int, distance: Expr) -> Expr:
    if not isinstance(distance, Enclosed):
        return origin + side * distance
    with flint.ctx.workprec(4 * BITS):
        if origin.is_Rational:
            at, ends = Fraction(int(origin.p), int(origin.q)), (distance.lo, distance.hi)
            a, b = (at + side * e for e in ends)
            return Enclosed(min(a, b), max(a, b))
    with flint.ctx.workprec(BITS):
        return enclosed(enclose(origin, {}, BITS) + side * ball_at(distance))


def value_at(expr: Expr, x: Symbol, at: Expr) -> Expr:
    """The value of an expression at a point: closed form, or enclosed where the point is."""
    if not isinstance(at, Enclosed):
        return expr.subs(x, at)
    with flint.ctx.workprec(BITS):
        return enclosed(compile_arb(expr, (x,))(ball_at(at)))
