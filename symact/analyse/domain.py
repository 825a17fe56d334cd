"""Where a function is defined: no division by 0, logarithms of positive numbers, real roots."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Literal

import sympy
from sympy import Expr, FiniteSet, Interval, S, Symbol, Union

from symact.analyse.chart import chart_on
from symact.analyse.signs import Stretch, halves
from symact.derive.split import Order
from symact.normalise import is_zero
from symact.normalise.special import constant_sign
from symact.pieces import Piece, Pieces

Need = Literal["positive", "nonnegative", "nonzero"]

SIGNS: dict[Need, set[int]] = {"positive": {1}, "nonnegative": {0, 1}, "nonzero": {1, -1}}


FUNCTIONS: dict[type, Callable[[Expr], tuple[Expr, Need]]] = {
    sympy.log: lambda u: (u, "positive"),
    sympy.atanh: lambda u: (1 - u**2, "positive"),
    sympy.acosh: lambda u: (u - 1, "nonnegative"),
    sympy.coth: lambda u: (u, "nonzero"),
    sympy.csch: lambda u: (u, "nonzero"),
    sympy.tan: lambda u: (sympy.cos(u), "nonzero"),
    sympy.sec: lambda u: (sympy.cos(u), "nonzero"),
}
"""What the argument of a function has to fulfil; one row a function that is not total."""


def domain(function: Pieces) -> sympy.Set | None:
    """The set of x where every piece is defined, proved; None where that is not decided."""
    found: list[sympy.Set] = []
    for p in function.pieces:
        if p.expr is S.NaN:
            continue
        needs = set(conditions(p.expr, function.x))
        for lo, hi in halves(p.lo, p.hi):
            part = _allowed(needs, function.x, lo, hi)
            if part is None:
                return None
            found += part
        if len(halves(p.lo, p.hi)) == 2 and _hold_at(needs, function.x, S.Zero):
            found.append(FiniteSet(0))
    breaks = [b for b, v in zip(function.breaks, function.values, strict=True) if v is not None]
    return Union(*found, FiniteSet(*breaks))


def is_total(function: Pieces) -> bool:
    """Whether the function is shown to have a value everywhere, for all parameters."""
    if any(p.expr is S.NaN for p in function.pieces) or None in function.values:
        return False
    return all(
        s.sign in SIGNS[need]
        for p in function.pieces
        for expr, need in set(conditions(p.expr, function.x))
        for s in _signs(expr, function.x, p)
    )


def roots_touch(function: Pieces) -> bool:
    """Whether a root inside the domain may be that of 0: there the function may have a kink.

    sqrt(exp(x) - 1 - x) has one at 0; roots of squares are cut when the pieces are made.
    """
    return any(
        need == "nonnegative" and expr.has(function.x) and _touches(expr, function.x, p)
        for p in function.pieces
        for expr, need in set(conditions(p.expr, function.x))
    )


def _touches(expr: Expr, x: Symbol, piece: Piece) -> bool:
    """Whether an expression is, or may be, 0 at a point with positive values on both sides."""
    found = [s for lo, hi in halves(piece.lo, piece.hi) for s in chart_on(expr, x, lo, hi)]
    if any(s.sign is None for s in found):
        return True
    return any(
        a.sign == b.sign == 1 and (b.lo != 0 or Order().sign(expr.subs(x, S.Zero)) != 1)
        for a, b in pairwise(found)
    )


def _signs(expr: Expr, x: Symbol, piece: Piece) -> Iterator[Stretch]:
    """The signs on all of a piece, also at 0 where it reaches across and at zeros inside."""
    parts = halves(piece.lo, piece.hi)
    for lo, hi in parts:
        found = chart_on(expr, x, lo, hi)
        yield from found
        yield from (Stretch(s.lo, s.lo, 0) for s in found[1:])
    if len(parts) == 2:
        yield Stretch(S.Zero, S.Zero, Order().sign(expr.subs(x, S.Zero)))


def conditions(expr: Expr, x: Symbol) -> Iterator[tuple[Expr, Need]]:
    """What has to hold for an expression in elementary functions to be defined."""
    for e in sympy.preorder_traversal(expr):
        if e.is_Pow and e.base is not S.Exp1 and not e.exp.is_Integer:
            closed = e.exp.is_Rational and e.exp.is_positive
            yield e.base, "nonnegative" if closed else "positive"
        elif e.is_Pow and e.exp.is_negative:
            yield e.base, "nonzero"
        elif e.func in FUNCTIONS:
            yield FUNCTIONS[e.func](e.args[0])


def _allowed(
    needs: set[tuple[Expr, Need]], x: Symbol, lo: Expr, hi: Expr
) -> list[sympy.Set] | None:
    allowed: sympy.Set = Interval.open(lo, hi)
    for expr, need in needs:
        if x not in expr.free_symbols:
            continue
        parts = chart_on(expr, x, lo, hi)
        if any(s.sign is None for s in parts):
            return None
        good = [Interval.open(s.lo, s.hi) for s in parts if s.sign in SIGNS[need]]
        points = [s.lo for s in parts[1:]] if need == "nonnegative" else []
        allowed = allowed.intersect(Union(*good, FiniteSet(*points)))
    return [allowed]


def _hold_at(needs: set[tuple[Expr, Need]], x: Symbol, at: Expr) -> bool:
    for expr, need in needs:
        value = expr.subs(x, at)
        sign = 0 if is_zero(value) else constant_sign(value)
        if sign not in SIGNS[need]:
            return False
    return True
