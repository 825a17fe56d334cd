"""The sign of an expression on an open interval, proved by the signs of its normal form."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sympy import Expr, S, Symbol, oo

from symact.errors import UnsupportedError
from symact.normalise import DISTANCE, substitute, substitutions, with_tower
from symact.normalise.field import CONTEXT, Poly, slots
from symact.normalise.tower import Tower
from symact.pieces import Pieces


@dataclass(frozen=True)
class Stretch:
    """An open interval where a function has one sign (-1, 0, 1), or None where it is not shown."""

    lo: Expr
    hi: Expr
    sign: int | None


def sign_on(expr: Expr, x: Symbol, lo: Expr, hi: Expr) -> int | None:
    """-1, 0 or 1 where an expression provably has that sign on all of (lo, hi), else None."""
    signs = {_sign(substitute(expr, x, value)) for value in substitutions(x, lo, hi)}
    return signs.pop() if len(signs) == 1 else None


def _sign(expr: Expr) -> int | None:
    def build(tower: Tower) -> int | None:
        element = tower.convert(expr)
        if element.is_zero:
            return 0
        value = element.rational
        if value is not None:
            return 1 if value > 0 else -1
        top, bottom = _product_sign(tower, element.num), _product_sign(tower, element.den)
        return None if top is None or bottom is None else top * bottom

    try:
        return with_tower(DISTANCE if expr.has(DISTANCE) else None, build)
    except (UnsupportedError, ZeroDivisionError):
        return None


def _product_sign(tower: Tower, poly: Poly) -> int | None:
    """The sign of a polynomial as a product of factors, each of one sign."""
    scale, factors = poly.factor()
    total = 1 if scale > 0 else -1
    for p, n in factors:
        sign = tower.sign(p) or _by_conjugate(tower, p)
        if sign is None:
            return None
        total *= sign ** int(n)
    return total


def _by_conjugate(tower: Tower, p: Poly) -> int | None:
    """The sign of a + b R, R a square root, from the signs of a - b R and a**2 - b**2 R**2."""
    for k in slots(p):
        if tower.field.relations.get(k, (0, p))[0] != 2:
            continue
        flipped = p.compose(*(-g if n == k else g for n, g in enumerate(CONTEXT.gens())))
        other, norm = tower.sign(flipped), tower.sign(tower.field.reduce(p * flipped))
        if other is not None and norm is not None:
            return other * norm
    return None


def stretches(function: Pieces) -> tuple[Stretch, ...]:
    """The sign on each piece, pieces that reach across 0 taken in two halves."""
    found: list[Stretch] = []
    for p in function.pieces:
        for lo, hi in halves(p.lo, p.hi):
            found.append(Stretch(lo, hi, sign_on(p.expr, function.x, lo, hi)))
    return tuple(found)


def halves(lo: Expr, hi: Expr) -> list[tuple[Expr, Expr]]:
    across = (lo == -oo or lo.is_negative) and (hi == oo or hi.is_positive)
    return [(lo, S.Zero), (S.Zero, hi)] if across else [(lo, hi)]


def joined(found: tuple[Stretch, ...], barriers: Collection[Expr] = ()) -> list[Stretch]:
    """Neighbouring stretches of the same sign made one, except across a barrier."""
    merged: list[Stretch] = []
    for s in found:
        if merged and merged[-1].sign == s.sign and s.lo not in barriers:
            merged[-1] = Stretch(merged[-1].lo, s.hi, s.sign)
        else:
            merged.append(s)
    return merged
