"""Where a function is defined: no division by 0, logarithms of positive numbers, real roots."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Literal

import sympy
from sympy import Expr, FiniteSet, Interval, S, Symbol, Union

from symact import enclose
from symact.analyse.chart import chart_between, chart_on, settled
from symact.analyse.signs import Stretch, halves
from symact.derive.ordering import Order
from symact.normalise import is_zero
from symact.normalise.special import constant_sign
from symact.pieces import Piece, Pieces
from symact.sheet import Enclosed

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
    sympy.cot: lambda u: (sympy.sin(u), "nonzero"),
}
"""What the argument of a function has to fulfil; one row a function that is not total."""

KNOWN = (*FUNCTIONS, *enclose.FUNCTIONS, sympy.Piecewise)
"""Functions of which it is known where they are defined; Gamma is none of them."""


def domain(function: Pieces) -> sympy.Set | None:
    """The set of x where every piece is defined, proved; None where that is not decided."""
    found: list[sympy.Set] = []
    if not all(is_known(p.expr) for p in function.pieces):
        return None
    for p in function.pieces:
        if p.expr is S.NaN:
            continue
        needs = list(dict.fromkeys(reversed(list(conditions(p.expr)))))
        for lo, hi in halves(p.lo, p.hi):
            part = _allowed(needs, function.x, lo, hi)
            if part is None:
                return None
            found += part
        if len(halves(p.lo, p.hi)) == 2:
            holds = _hold_at(needs, function.x, S.Zero)
            if holds is None:
                return None
            found += [FiniteSet(0)] if holds else []
    breaks = [b for b, v in zip(function.breaks, function.values, strict=True) if v is not None]
    return Union(*found, FiniteSet(*breaks))


def is_known(expr: Expr) -> bool:
    """Whether all functions in an expression are among those whose domain is known."""
    return all(isinstance(e, KNOWN) for e in expr.atoms(sympy.Function, sympy.Integral))


def is_total(function: Pieces) -> bool:
    """Whether the function is shown to have a value everywhere, for all parameters."""
    if any(p.expr is S.NaN or not is_known(p.expr) for p in function.pieces):
        return False
    if None in function.values:
        return False
    return all(
        s.sign in SIGNS[need]
        for p in function.pieces
        for expr, need in set(conditions(p.expr))
        for s in _signs(expr, function.x, p)
    )


def roots_touch(function: Pieces) -> bool:
    """Whether a root inside the domain may be that of 0: there the function may have a kink.

    sqrt(exp(x) - 1 - x) has one at 0; roots of squares are cut when the pieces are made.
    """
    return any(
        need == "nonnegative" and expr.has(function.x) and _touches(expr, function.x, p)
        for p in function.pieces
        for expr, need in set(conditions(p.expr))
    )


def _touches(expr: Expr, x: Symbol, piece: Piece) -> bool:
    """Whether an expression is, or may be, 0 at a point with positive values on both sides."""
    found: list[Stretch] = []
    for lo, hi in _inside(expr, x, piece):
        found += chart_between(expr, x, lo, hi)
    if not settled(found):
        return True
    return any(
        a.sign == b.sign == 1 and not _is_positive(expr, x, b.lo) for a, b in pairwise(found)
    )


def _inside(expr: Expr, x: Symbol, piece: Piece) -> list[tuple[Expr, Expr]]:
    """The parts of a piece on which an expression has a value; all of it where they are open."""
    where = domain(Pieces(x, (replace(piece, expr=expr),), ()))
    if where is None or where.has(Enclosed):
        return list(halves(piece.lo, piece.hi))
    return [half for part in intervals(where) for half in halves(part.start, part.end)]


def _is_positive(expr: Expr, x: Symbol, at: Expr) -> bool:
    return not at.has(Enclosed) and Order().sign(expr.subs(x, at)) == 1


def _signs(expr: Expr, x: Symbol, piece: Piece) -> Iterator[Stretch]:
    """The signs on all of a piece, also at 0 where it reaches across and at zeros inside."""
    parts = halves(piece.lo, piece.hi)
    for lo, hi in parts:
        found = chart_on(expr, x, lo, hi)
        yield from found
        yield from (Stretch(s.lo, s.lo, 0) for s in found[1:])
    if len(parts) == 2:
        yield Stretch(S.Zero, S.Zero, Order().sign(expr.subs(x, S.Zero)))


def conditions(expr: Expr) -> Iterator[tuple[Expr, Need]]:
    """What has to hold for an expression in elementary functions to be defined, the outer first."""
    for e in sympy.preorder_traversal(expr):
        if e.is_Pow and e.base is not S.Exp1 and not e.exp.is_Integer:
            closed = e.exp.is_Rational and e.exp.is_positive
            yield e.base, "nonnegative" if closed else "positive"
        elif e.is_Pow and e.exp.is_negative:
            yield e.base, "nonzero"
        elif e.func in FUNCTIONS:
            yield FUNCTIONS[e.func](e.args[0])


def _allowed(
    needs: Iterable[tuple[Expr, Need]], x: Symbol, lo: Expr, hi: Expr
) -> list[sympy.Set] | None:
    """Where everything needed is fulfilled; each need is looked at where those before it are."""
    allowed: sympy.Set = Interval.open(lo, hi)
    for expr, need in needs:
        if x not in expr.free_symbols or allowed is S.EmptySet:
            continue
        found: list[sympy.Set] = []
        points = [e for e in _ends(allowed) if not e.has(Enclosed)]
        for a, b in _spans(allowed, lo, hi):
            parts = chart_between(expr, x, a, b)
            if not settled(parts):
                return None
            found += [Interval.open(s.lo, s.hi) for s in parts if s.sign in SIGNS[need]]
            zeros = [s.lo for s in parts[1:] if s.lo.has(Enclosed)]
            found += [FiniteSet(e) for e in zeros if need == "nonnegative"]
            points += [s.lo for s in parts[1:] if not s.lo.has(Enclosed)]
        held = [_hold_at([(expr, need)], x, e) for e in points]
        if None in held:
            return None
        found += [FiniteSet(e) for e, holds in zip(points, held, strict=True) if holds]
        allowed = allowed.intersect(Union(*found))
    return [allowed]


def _spans(allowed: sympy.Set, lo: Expr, hi: Expr) -> Iterator[tuple[Expr, Expr]]:
    """The intervals of a set; all between two ends where one of the set's own is enclosed."""
    if allowed.has(Enclosed):
        yield lo, hi
        return
    yield from ((p.start, p.end) for p in intervals(allowed))


def _ends(allowed: sympy.Set) -> list[Expr]:
    """The finite ends that belong to a set, and its single points."""
    found = [e for p in intervals(allowed) for e in (p.start, p.end) if e.is_finite is not False]
    parts = allowed.args if isinstance(allowed, Union) else (allowed,)
    found += [e for p in parts if isinstance(p, FiniteSet) for e in p.args]
    return [e for e in dict.fromkeys(found) if e.has(Enclosed) or allowed.contains(e) is S.true]


def intervals(where: sympy.Set) -> Iterator[Interval]:
    """The intervals that a set is made of, single points left out."""
    for part in where.args if isinstance(where, Union) else (where,):
        if isinstance(part, Interval):
            yield part


def _hold_at(needs: Iterable[tuple[Expr, Need]], x: Symbol, at: Expr) -> bool | None:
    """Whether all that is needed holds at a point; None where a sign is not decided."""
    for expr, need in needs:
        value = expr.subs(x, at)
        if value.is_finite is False or value.is_real is False:
            return False
        sign = 0 if is_zero(value) else constant_sign(value)
        if sign is None:
            return None
        if sign not in SIGNS[need]:
            return False
    return True
