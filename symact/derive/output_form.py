"""The derivative in terms of the output: h with f' = h(f), found by elimination and proved.

On one piece, f and f' are rational in one generator q (roots add equations of their own).
Eliminating q from Y = f and Z = f' by resultants leaves a polynomial relation; a factor linear in Z
is h. Where f is a sum with a logarithm, exp(-f) takes the place of f. Every h is then proved by the
normal form of f' - h(f). Pieces are told apart by the output, so f has to be monotone, which is
proved too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import sympy
from sympy import Expr, S, Symbol, exp, oo

from symact.activation import Activation
from symact.derive.derivative import derivative, limit, pieces
from symact.errors import UnsupportedError
from symact.normalise import DISTANCE, is_zero, substitute, substitutions, with_tower
from symact.normalise.field import CONTEXT, SLOTS, Element, Poly, slots
from symact.normalise.tower import Tower
from symact.pieces import Piece, Pieces

OUTPUT = Symbol("y", real=True)
"""The output y = f(x), the variable of h."""

_Y, _Z = SLOTS - 1, SLOTS - 2


@dataclass(frozen=True)
class OutputForm:
    """h over the output y, the closed range of y, and in words what was proved."""

    h: Pieces
    lowest: Expr
    highest: Expr
    note: str


def output_form(activation: Activation) -> OutputForm | None:
    """h with f' = h(f), proved; None where none is found or f is not proved to be nondecreasing."""
    function, slope = pieces(activation), derivative(activation)
    x = function.x
    if not all(_nondecreasing(p, x) for p in slope.pieces):
        return None
    whole = _whole(function, slope)
    if whole is not None:
        h = Pieces(OUTPUT, (Piece(-oo, oo, whole),), ())
        note = "on the whole line; f is nondecreasing"
    else:
        found = _by_piece(function, slope)
        if found is None:
            return None
        h, note = found, "piece by piece; f is nondecreasing, so the output tells the pieces apart"
    lowest = limit(function.pieces[0].expr, x, -oo, "+")
    highest = limit(function.pieces[-1].expr, x, oo, "-")
    return OutputForm(h, lowest, highest, note)


def _nondecreasing(piece: Piece, x: Symbol) -> bool:
    """Whether f' >= 0 on a piece by the signs of its normal form; True is a proof."""
    if piece.expr.is_zero:
        return True
    return all(
        _positive(substitute(piece.expr, x, v)) for v in substitutions(x, piece.lo, piece.hi)
    )


def _positive(expr: Expr) -> bool:
    def build(tower: Tower) -> bool:
        element = tower.convert(expr)
        top, bottom = tower.sign(element.num), tower.sign(element.den)
        if top is None and element.rational is not None:
            return element.rational > 0
        return top is not None and bottom is not None and top * bottom > 0

    try:
        return with_tower(DISTANCE if expr.has(DISTANCE) else None, build)
    except (UnsupportedError, ZeroDivisionError):
        return False


def _whole(function: Pieces, slope: Pieces) -> Expr | None:
    """One h for every piece, where there is one."""
    for h in _candidates(function.pieces[-1], slope.pieces[-1], function.x):
        pairs = zip(function.pieces, slope.pieces, strict=True)
        if all(_holds(h, f, d, function.x) for f, d in pairs) and _at_breaks(h, function, slope):
            return h
    return None


def _at_breaks(h: Expr, function: Pieces, slope: Pieces) -> bool:
    pairs = zip(function.values, slope.values, strict=True)
    return all(
        f is not None and d is not None and is_zero(h.xreplace({OUTPUT: f}) - d) for f, d in pairs
    )


def _by_piece(function: Pieces, slope: Pieces) -> Pieces | None:
    found: list[Expr] = []
    for f, d in zip(function.pieces, slope.pieces, strict=True):
        matching = (h for h in _candidates(f, d, function.x) if _holds(h, f, d, function.x))
        h = next(matching, None)
        if h is None:
            return None
        found.append(h)
    if any(v is None for v in (*function.values, *slope.values)) or not _continuous(function):
        return None
    ends = [-oo, *function.values, oo]
    parts = tuple(Piece(a, b, h) for a, b, h in zip(ends, ends[1:], found, strict=False))
    return Pieces(OUTPUT, parts, slope.values)


def _continuous(function: Pieces) -> bool:
    """Whether outputs on both sides of a break meet there, so that the ranges do not overlap."""
    x = function.x
    joins = zip(function.pieces, function.pieces[1:], function.values, strict=False)
    return all(
        is_zero(limit(p.expr, x, p.hi, "-") - v) and is_zero(limit(n.expr, x, p.hi, "+") - v)
        for p, n, v in joins
    )


def _holds(h: Expr, f: Piece, d: Piece, x: Symbol) -> bool:
    try:
        return is_zero(d.expr - h.xreplace({OUTPUT: f.expr}), x, f.lo, f.hi)
    except (UnsupportedError, ZeroDivisionError):
        return False


def _candidates(f: Piece, d: Piece, x: Symbol) -> Iterator[Expr]:
    """Functions h with d = h(f) that elimination suggests, for f itself and for exp(-f)."""
    if x not in d.expr.free_symbols:
        yield d.expr
        return
    value = substitutions(x, f.lo, f.hi)[0]
    inside = {x: value}
    for seen, output in ((f.expr, OUTPUT), (exp(-f.expr), exp(-OUTPUT))):
        try:
            found = with_tower(
                DISTANCE, partial(_relations, seen.subs(inside), d.expr.subs(inside))
            )
        except (UnsupportedError, ZeroDivisionError):
            continue
        for h in found:
            yield sympy.factor(h.xreplace({OUTPUT: output}))


def _relations(f: Expr, d: Expr, tower: Tower) -> list[Expr]:
    return _eliminate(tower, tower.convert(f), tower.convert(d))


def _eliminate(tower: Tower, f: Element, d: Element) -> list[Expr]:
    variable = [k for k in {*f.slots, *d.slots} if tower.generators[k].meaning.has(DISTANCE)]
    rooted = sorted((k for k in variable if k in tower.field.relations), reverse=True)
    free = [k for k in variable if k not in rooted]
    if len(free) != 1 or len(tower.generators) > _Z:
        return []
    y, z = CONTEXT.gen(_Y), CONTEXT.gen(_Z)
    first, second = f.num - y * f.den, d.num - z * d.den
    for k in rooted:
        degree, base = tower.field.relations[k]
        relation = CONTEXT.gen(k) ** degree - base
        first, second = (_resultant(p, relation, k) for p in (first, second))
    relation = _resultant(first, second, free[0])
    return [h for p, _ in relation.factor()[1] if (h := _solve_linear(tower, p)) is not None]


def _resultant(a: Poly, b: Poly, k: int) -> Poly:
    return a.resultant(b, k) if k in slots(a) else a


def _solve_linear(tower: Tower, p: Poly) -> Expr | None:
    if p.degrees()[_Z] != 1:
        return None
    by_power: dict[int, dict[tuple[int, ...], Any]] = {0: {}, 1: {}}
    for monomial, c in p.to_dict().items():
        rest = tuple(0 if k == _Z else n for k, n in enumerate(monomial))
        by_power[monomial[_Z]][rest] = c
    bottom, top = (_in_output(tower, CONTEXT.from_dict(by_power[n])) for n in (1, 0))
    return -top / bottom


def _in_output(tower: Tower, poly: Poly) -> Expr:
    """A polynomial in the slot of Y, parameters and constants as an expression in y."""
    total = S.Zero
    for monomial, c in poly.to_dict().items():
        term = sympy.Rational(int(c.p), int(c.q)) * OUTPUT ** monomial[_Y]
        for k, n in enumerate(monomial[: len(tower.generators)]):
            term *= tower.generators[k].meaning ** n
        total += term
    return total
