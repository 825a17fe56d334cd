"""Periodic pieces: what one period shows holds for all of a piece that reaches to infinity."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import flint
import sympy
from sympy import Dummy, Expr, S, Symbol, oo, pi

from symact.analyse.signs import Stretch
from symact.enclose import ball, enclose
from symact.normalise import is_zero
from symact.pieces import Piece, Pieces
from symact.sheet import Enclosed

PARTS = 24
"""Parts of a piece at whose ends zeros in closed form are looked for."""

BITS = 400
"""The precision at which such a zero is told to lie where one is enclosed."""

WAVES = (sympy.sin, sympy.cos, sympy.tan)


def period(expr: Expr, x: Symbol) -> Expr | None:
    """A period of an expression that holds x in sines, cosines and tangents of a x + b only.

    None where there is no common one, or x stands elsewhere too.
    """
    rates = ((w, _rate(w.args[0], x)) for w in expr.atoms(*WAVES))
    waves: dict[Expr, Expr] = {w: r for w, r in rates if r is not None}
    if not waves or is_outside(expr, x, waves):
        return None
    first = min(waves.values(), key=sympy.default_sort_key)
    ratios = [sympy.cancel(r / first) for r in waves.values()]
    if any(not q.is_Rational for q in ratios):
        return None
    return sympy.Abs(2 * pi / (first * sympy.gcd_list(ratios)))


def is_outside(expr: Expr, x: Symbol, parts: Iterable[Expr]) -> bool:
    """Whether x stands in an expression outside the given parts of it.

    Each is a symbol of its own here: with 1 for both, cos(x) - sin(x) would take its factors away.
    """
    return bool(expr.xreplace({part: Dummy() for part in parts}).has(x))


def _rate(u: Expr, x: Symbol) -> Expr | None:
    """a in a x + b; None for other expressions."""
    a = sympy.expand(u).coeff(x)
    return a if a.is_number and a != 0 and not sympy.expand(u - a * x).has(x) else None


def one_period(function: Pieces) -> Pieces | None:
    """The function with pieces that reach to infinity cut after one period; None where it has none.

    It takes the same values, each at a point of one period.
    """
    x, parts = function.x, []
    for p in function.pieces:
        if p.lo != -oo and p.hi != oo:
            parts.append(p)
            continue
        if not p.expr.has(x) and len(function.pieces) > 1:
            inner = (p.hi - 1, p.hi) if p.lo == -oo else (p.lo, p.lo + 1)
            parts.append(Piece(*inner, p.expr))
            continue
        length = period(p.expr, x)
        if length is None:
            return None
        if p.lo == -oo:
            lo, hi = (S.Zero, length) if p.hi == oo else (p.hi - length, p.hi)
        else:
            lo, hi = p.lo, p.lo + length
        parts.append(replace(p, lo=lo, hi=hi))
    return Pieces(x, tuple(parts), function.values)


def sharpened(function: Pieces, parts: tuple[Stretch, ...]) -> tuple[Stretch, ...]:
    """The stretches with the zeros at a 24th of their piece, such as pi/2, in closed form."""
    found = {e: _sharp(e, function) for s in parts for e in (s.lo, s.hi) if isinstance(e, Enclosed)}
    return tuple(Stretch(found.get(s.lo, s.lo), found.get(s.hi, s.hi), s.sign) for s in parts)


def _sharp(zero: Enclosed, function: Pieces) -> Expr:
    """The one zero of a function in an enclosure, in closed form where that is found."""
    for p in function.pieces:
        if not (p.lo.is_finite and p.hi.is_finite):
            continue
        length = p.hi - p.lo
        n = round(PARTS * (zero.middle - p.lo) / length)
        at = p.lo + length * n / PARTS
        with flint.ctx.workprec(BITS):
            near = enclose(at, {}, BITS)
            inside = bool(near > ball(zero.lo)) and bool(near < ball(zero.hi))
        if 0 < n < PARTS and inside and is_zero(p.expr.subs(function.x, at)):
            return at
    return zero
