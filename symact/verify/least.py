"""Inequalities by the least value of a difference, where its signs are not read off a chart.

A difference that touches 0 has a double zero, which balls do not separate; its least value may
still be found exactly, at a zero of its derivative in closed form, or far out. One in sines and
cosines of multiples of x alone is a quotient of polynomials in t = tan(x/2).
"""

from __future__ import annotations

from collections.abc import Iterator

import sympy
from sympy import Expr, Rational, S, cos, oo, pi, sin, tan

from symact.activation import Activation
from symact.analyse.chart import chart
from symact.analyse.periodic import is_outside
from symact.analyse.profile import at_point, how_far
from symact.derive import differentiate, pieces
from symact.errors import UnsupportedError
from symact.expression import to_text
from symact.normalise.special import constant_sign
from symact.sheet import Enclosed
from symact.verdict import Witness
from symact.verify.charted import supremum_by_chart, turn
from symact.verify.extremes import Quantity, back, far
from symact.verify.finding import Finding
from symact.verify.partial import has_value
from symact.verify.sign import exact_sign, positivity_on
from symact.verify.undefined import NOTHING, has_no_value
from symact.verify.witness import BITS, points, shown, value

OPEN = Finding("undecided", "the signs of the normal form's factors are not all known")

FAR = (10, 20, 40, 80, 160, 320)
"""Powers of ten at which a difference is tried whose limit is below 0."""


def by_least(
    quantity: Quantity, gap: Quantity, relation: str, bound: Expr, about: Activation
) -> Finding:
    """Whether a difference on the whole line has no value below 0, nor 0 where it must not."""
    function = gap.pieces
    if any(p.expr.free_symbols - {function.x} for p in function.pieces):
        return OPEN
    strict = relation in ("<", ">")
    at = next((at for at in _low(gap, strict) if speaks_of(quantity, at, about)), None)
    if at is not None:
        return _refuted(gap, at, relation, bound)
    if _is_high_on_the_circle(gap, strict):
        return Finding("proved", "in t = tan(x/2) the difference has no factor below 0")
    deepest = supremum_by_chart(gap.negated())
    if deepest is None or deepest.value.has(Enclosed, oo, -oo) or gap.corners:
        return OPEN
    if how_far(function) != "proved":
        return OPEN
    sign = exact_sign(deepest.value)
    if sign != -1 and (sign != 0 or (strict and deepest.attained)):
        return OPEN
    least = to_text(-deepest.value)
    return Finding("proved", f"the least value of the difference is {least}, for {deepest.where}")


def _low(gap: Quantity, strict: bool) -> Iterator[Expr]:
    """Points at which a difference is below 0; if `strict`, or exactly 0."""
    function = gap.pieces
    try:
        at = turn(function, chart(differentiate(function)), strict=strict)
        if at is not None and not gap.is_corner(at):
            yield at
    except UnsupportedError:
        pass
    for piece, side in ((function.pieces[0], -1), (function.pieces[-1], 1)):
        if piece.expr.has(sin, cos):
            yield from _on_the_circle(gap, strict)
            continue
        end = far(gap, side * oo)
        if end == -oo or (end not in (None, oo) and constant_sign(end) == -1):
            for k in FAR:
                here = value(piece.expr, {function.x: side * 10**k}, BITS[-1])
                if here is not None and here < 0:
                    yield S(side * 10**k)
                    break


def _on_the_circle(gap: Quantity, strict: bool) -> Iterator[Expr]:
    """Multiples of pi/12: sines and cosines have their least values at such points."""
    for k in range(-24, 25):
        at = k * pi / 12
        v = None if gap.is_corner(at) else at_point(gap.pieces, at)
        if v is None or v.is_finite is False:
            continue
        sign = exact_sign(v)
        if sign == -1 or (strict and sign == 0):
            yield at


def _is_high_on_the_circle(gap: Quantity, strict: bool) -> bool:
    """Whether a difference in sines and cosines of whole multiples of x is shown not to be low."""
    function, t = gap.pieces, gap.pieces.x
    if len(function.pieces) > 1:
        return False
    expr = sympy.expand_trig(function.pieces[0].expr)
    put = {sin(t): 2 * t / (1 + t**2), cos(t): (1 - t**2) / (1 + t**2)}
    turned = expr.xreplace({tan(t): put[sin(t)] / put[cos(t)]} | put)
    if not expr.has(sin, cos) or not turned.is_rational_function(t):
        return False
    shown = positivity_on(turned, t, -oo, oo)
    far_out = expr.subs(t, pi)
    if is_outside(expr, t, (sin(t), cos(t), tan(t))) or shown is None or far_out.is_finite is False:
        return False
    sign = exact_sign(far_out)
    return sign == 1 and shown == "positive" if strict else sign in (0, 1)


def _refuted(gap: Quantity, at: Expr, relation: str, bound: Expr) -> Finding:
    x = gap.pieces.x
    held = at_point(gap.pieces, at)
    assert held is not None
    found = back(held, relation, bound.subs(x, at))
    text = to_text(found) if found.is_Rational else shown(found, {}, BITS[-1])
    witness = Witness(f"{x} = {to_text(at)}", f"{relation} {to_text(bound)}", text)
    return Finding("refuted", f"the value at {witness.point} is out of bounds", witness=witness)


def without_value(quantity: Quantity, bound: Expr) -> Finding | None:
    """The refutation by a point at which a formula has a value, and the other side none."""
    function = quantity.pieces
    if bound.free_symbols != {function.x}:
        return None
    for p in function.pieces:
        if p.expr.free_symbols - {function.x} or quantity.where is None:
            return None
        for t in points(p.lo, p.hi):
            at = {function.x: t}
            if quantity.where.contains(Rational(t)) is not S.true:
                continue
            if value(p.expr, at, BITS[0]) is not None and has_no_value(bound, function.x, at):
                point = f"{function.x} = {to_text(Rational(t))}"
                witness = Witness(point, NOTHING, shown(p.expr, at, BITS[0]))
                method = f"at {point} the one side has a value and {to_text(bound)} has none"
                return Finding("refuted", method, witness=witness)
    return None


def speaks_of(quantity: Quantity, at: Expr, about: Activation) -> bool:
    """Whether f itself has a value at a point: of log(x)**2 nothing is said at -1."""
    return quantity.where == S.Reals or has_value(pieces(about), at)
