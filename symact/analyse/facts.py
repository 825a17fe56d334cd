"""The properties of an elementwise activation, each with how it was established."""

from __future__ import annotations

from collections.abc import Iterator

import sympy
from sympy import Expr, Interval, Max, S, Symbol, oo

from symact.activation import Activation
from symact.analyse.limits import LEADING_TERMS, limit_and_method, limit_at_infinity
from symact.analyse.signs import Stretch, joined, stretches
from symact.derive import derivative, kinks, limit, pieces, second_derivative
from symact.errors import UnsupportedError
from symact.normalise import is_zero
from symact.pieces import Pieces
from symact.sheet import Fact, How


def facts(activation: Activation) -> tuple[Fact, ...]:
    """Every property found for an activation at its default parameters."""
    function, first = pieces(activation), derivative(activation)
    second = second_derivative(activation)
    slope, bend = stretches(first), stretches(second)
    jumps = [k.at for k in kinks(activation) if k.order < 0]
    corners = [k.at for k in kinks(activation) if k.order < 1]
    found = [
        *_limits("f", function),
        *_range(function, slope),
        *_monotone(slope, jumps),
        *_convex(bend, corners),
        *_parity(function),
        *_values(function, first),
        *_limits("f'", first),
        *_lipschitz(first, bend, jumps),
    ]
    return tuple(found)


def _limits(name: str, function: Pieces) -> Iterator[Fact]:
    for side, piece in ((-oo, function.pieces[0]), (oo, function.pieces[-1])):
        try:
            value, method = limit_and_method(piece.expr, function.x, side)
        except UnsupportedError:
            continue
        where = "-oo" if side == -oo else "+oo"
        note = "" if method == LEADING_TERMS else method
        yield Fact(f"limit of {name} at {where}", value, "proved", note)


def _ends(function: Pieces) -> tuple[Expr, Expr]:
    return (
        limit_at_infinity(function.pieces[0].expr, function.x, -oo),
        limit_at_infinity(function.pieces[-1].expr, function.x, oo),
    )


def _range(function: Pieces, slope: tuple[Stretch, ...]) -> Iterator[Fact]:
    """The range of a monotone function: between its limits; an end is attained where f is flat."""
    if any(s.sign not in (0, 1) for s in slope) or not _continuous_or_rising(function):
        return
    low, high = _ends(function)
    flat = (slope[0].sign == 0, slope[-1].sign == 0)
    if all(s.sign == 0 for s in slope):
        values = {p.expr for p in function.pieces} | set(function.values)
        yield Fact("range", sympy.FiniteSet(*values), "proved")
        return
    yield Fact("range", Interval(low, high, not flat[0], not flat[1]), "proved")


def _continuous_or_rising(function: Pieces) -> bool:
    x = function.x
    steps = zip(function.pieces, function.pieces[1:], function.values, strict=False)
    for left, right, value in steps:
        below, above = limit(left.expr, x, left.hi, "-"), limit(right.expr, x, left.hi, "+")
        if value is None or not ((above - below).is_nonnegative or is_zero(above - below)):
            return False
    return True


def _monotone(slope: tuple[Stretch, ...], jumps: list[Expr]) -> Iterator[Fact]:
    words = {1: "increasing", -1: "decreasing", 0: "constant"}
    signs = {s.sign for s in slope}
    if None in signs:
        return
    for s in joined(slope, jumps):
        yield Fact(f"{words[s.sign or 0]} on", Interval(s.lo, s.hi), "proved")


def _convex(bend: tuple[Stretch, ...], corners: list[Expr]) -> Iterator[Fact]:
    words = {1: "strictly convex", -1: "strictly concave", 0: "linear"}
    if any(s.sign is None for s in bend):
        return
    for s in joined(bend, corners):
        yield Fact(f"{words[s.sign or 0]} on", Interval(s.lo, s.hi), "proved")


def _parity(function: Pieces) -> Iterator[Fact]:
    for word, sign in (("even", 1), ("odd", -1)):
        if _mirrored(function, sign):
            yield Fact("symmetry", word, "proved")


def _mirrored(function: Pieces, sign: int) -> bool:
    x = function.x
    if any(
        not is_zero(a + b) for a, b in zip(function.breaks, reversed(function.breaks), strict=True)
    ):
        return False
    for p, m in zip(function.pieces, reversed(function.pieces), strict=True):
        try:
            if not is_zero(p.expr - sign * m.expr.subs(x, -x), x, p.lo, p.hi):
                return False
        except (UnsupportedError, ZeroDivisionError):
            return False
    values = [v for v in function.values if v is not None]
    return all(is_zero(a - sign * b) for a, b in zip(values, reversed(values), strict=True))


def value_at(function: Pieces, point: Expr) -> Expr | None:
    """The value at a point, at a break the recorded one."""
    for at, value in zip(function.breaks, function.values, strict=True):
        if at == point:
            return value
    for p in function.pieces:
        if (p.lo == -oo or (point - p.lo).is_positive) and (
            p.hi == oo or (p.hi - point).is_positive
        ):
            return p.expr.subs(function.x, point)
    return None


def _values(function: Pieces, first: Pieces) -> Iterator[Fact]:
    for name, pieces_ in (("f", function), ("f'", first)):
        value = value_at(pieces_, S.Zero)
        if value is not None:
            how: How = "convention" if name == "f'" and S.Zero in first.breaks else "proved"
            yield Fact(f"{name}(0)", value, how)


def _lipschitz(first: Pieces, bend: tuple[Stretch, ...], jumps: list[Expr]) -> Iterator[Fact]:
    """sup|f'|: where f'' keeps its sign, f' is largest at the ends of each stretch."""
    if jumps:
        yield Fact("Lipschitz constant sup|f'|", oo, "proved", "f jumps, so it has none")
        return
    if any(s.sign is None for s in bend):
        return
    ends: list[Expr] = []
    for s in bend:
        piece = next(p for p in first.pieces if _inside(s, p.lo, p.hi))
        for at, side in ((s.lo, "+"), (s.hi, "-")):
            ends.append(_one_sided(piece.expr, first.x, at, side))
    values = sorted({sympy.Abs(e) for e in ends}, key=sympy.default_sort_key)
    yield Fact("Lipschitz constant sup|f'|", Max(*values), "proved")


def _inside(s: Stretch, lo: Expr, hi: Expr) -> bool:
    return bool(
        (lo == s.lo or lo == -oo or (s.lo - lo).is_nonnegative)
        and (hi == s.hi or hi == oo or (hi - s.hi).is_nonnegative)
    )


def _one_sided(expr: Expr, x: Symbol, at: Expr, side: str) -> Expr:
    if at in (oo, -oo):
        return limit_at_infinity(expr, x, at)
    return limit(expr, x, at, side)
