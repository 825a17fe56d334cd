"""Inequalities and least upper bounds read off a chart: signs on stretches, zeros in balls."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import flint
from sympy import Expr, oo

from symact.analyse.chart import BITS, ball_at, chart, settled
from symact.analyse.profile import End, at_point, largest, try_ends, zeros
from symact.analyse.signs import Stretch
from symact.derive import differentiate
from symact.enclose import midpoint
from symact.expression import to_text
from symact.normalise.special import constant_sign
from symact.pieces import Pieces
from symact.sheet import Enclosed
from symact.verdict import Witness
from symact.verify.extremes import Extreme, Quantity, is_everywhere
from symact.verify.finding import Finding
from symact.verify.sign import exact_sign
from symact.verify.witness import plainest, shown, texts, value

METHOD = "the sign of the difference is proved on every stretch between its zeros"


def by_chart(quantity: Quantity, gap: Quantity, relation: str, bound: Expr) -> Finding | None:
    """Whether a difference is never negative, or positive; None where its signs are not settled."""
    function = gap.pieces
    if any(p.expr.free_symbols - {function.x} for p in function.pieces):
        return None
    signs = chart(function)
    if not settled(signs) or not _holds_at_breaks(gap, strict=relation in ("<", ">")):
        return None
    wrong = next((s for s in signs if s.sign == -1), None)
    if wrong is not None:
        return _violated(quantity, wrong, relation, bound)
    if relation in ("<=", ">="):
        return Finding("proved", METHOD)
    touched = zeros(function, signs)
    if touched == [] and all(s.sign == 1 for s in signs):
        return Finding("proved", METHOD)
    return None


def _holds_at_breaks(gap: Quantity, strict: bool) -> bool:
    known = zip(gap.pieces.breaks, gap.pieces.values, strict=True)
    values = [v for at, v in known if v is not None and not gap.is_corner(at)]
    return all((v == 0 and not strict) or constant_sign(v) == 1 for v in values)


def _violated(quantity: Quantity, wrong: Stretch, relation: str, bound: Expr) -> Finding | None:
    x = quantity.pieces.x
    piece = next(
        p
        for p in quantity.pieces.pieces
        if (p.lo == -oo or _at_most(p.lo, wrong.lo)) and (p.hi == oo or _at_most(wrong.hi, p.hi))
    )
    point = next(plainest(*inner_ends(wrong)), None)
    if point is None:
        return None
    up = relation in (">", ">=")
    here = value(piece.expr - bound if up else bound - piece.expr, {x: point}, BITS)
    if here is None or not here < 0:
        return None
    witness = Witness(
        f"{x} = {point}", f"{relation} {to_text(bound)}", shown(piece.expr, {x: point}, BITS)
    )
    return Finding("refuted", f"the value at {witness.point} is out of bounds", witness=witness)


def turn(function: Pieces, slope: Sequence[Stretch], *, strict: bool) -> Expr | None:
    """A point in closed form where f' may be 0 and f is below 0; if `strict`, or exactly 0."""
    for at in (s.lo for s in slope[1:] if not s.lo.has(Enclosed)):
        v = at_point(function, at)
        if v is None or v.is_finite is False:
            continue
        sign = exact_sign(v)
        if sign == -1 or (strict and sign == 0):
            return at
    return None


def _at_most(a: Expr, b: Expr) -> bool:
    return a == b or b == oo or a == -oo or not ball_at(a) > ball_at(b)


def inner_ends(stretch: Stretch) -> tuple[Fraction, Fraction]:
    """Rational numbers between which every number lies in a stretch."""
    with flint.ctx.workprec(BITS):
        lo = None if stretch.lo == -oo else midpoint(ball_at(stretch.lo).upper())
        hi = None if stretch.hi == oo else midpoint(ball_at(stretch.hi).lower())
    if lo is None:
        lo = (Fraction(0) if hi is None else hi) - 2
    return lo, lo + 2 if hi is None else hi


def supremum_by_chart(quantity: Quantity) -> Extreme | None:
    """The least upper bound from the values between which the function runs; None if open."""
    function = quantity.pieces
    if any(p.expr.free_symbols - {function.x} for p in function.pieces):
        return None
    if not is_everywhere(quantity):
        return None
    slope = chart(differentiate(function))
    found = try_ends(function, slope) if settled(slope) else []
    if not found:
        return None
    known = zip(function.breaks, function.values, strict=True)
    found += [End(at, v, True) for at, v in known if v is not None and not quantity.is_corner(at)]
    best = largest(found)
    return Extreme(best.value, best.attained, f"{function.x} = {to_text(best.at)}")


def compared(relation: str, where: str, found: Enclosed, bound: Expr, method: str) -> Finding:
    """An enclosed number against the one claimed: told apart by balls, or not at all."""
    if bound in (oo, -oo):
        right = {"<": oo, "<=": oo, ">": -oo, ">=": -oo}.get(relation)
        if right == bound:
            return Finding("proved", method)
        return Finding("refuted", method, Witness(where, to_text(bound), to_text(found)))
    a, b = ball_at(bound), ball_at(found)
    if a.overlaps(b):
        return Finding("undecided", f"{to_text(found)} and {to_text(bound)} are not told apart")
    holds = {"<": b < a, "<=": b < a, ">": b > a, ">=": b > a, "=": False}[relation]
    if holds:
        return Finding("proved", method)
    return Finding("refuted", method, Witness(where, *texts(a, b)))


__all__ = [
    "BITS", "METHOD", "by_chart", "compared", "inner_ends", "supremum_by_chart", "turn",
]  # fmt: skip
