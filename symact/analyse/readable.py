"""Equal forms of a formula, and the one of them that reads best."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from math import lcm
from typing import TYPE_CHECKING, Any

import sympy
from sympy import Expr, Mul, S, Symbol, oo

from symact.derive.elimination import OUTPUT
from symact.enclose import enclose
from symact.errors import UnsupportedError
from symact.normalise import DISTANCE, NormalForm, is_zero, normal_form
from symact.normalise.field import Poly, slots
from symact.normalise.logarithms import flips
from symact.pieces import Piece, Pieces

if TYPE_CHECKING:
    from symact.derive.output_form import OutputForm

BITS = 64

CLOSED = 16
"""Operations of a number beyond which its digits say more than its closed form."""


def readable(function: Pieces) -> Pieces:
    """Each piece as it is, or as its factored normal form where that is shorter."""
    return replace(
        function, pieces=tuple(replace(p, expr=_shorter(p, function.x)) for p in function.pieces)
    )


def _shorter(piece: Piece, x: Symbol) -> Expr:
    """The normal form on the right of 0 holds on the left as well where a proof says so."""
    if not piece.expr.has(sympy.exp, sympy.tanh, sympy.cosh, sympy.sinh):
        return piece.expr
    try:
        forms = [normal_form(piece.expr, x, side * DISTANCE).factored() for side in (1, -1)]
        written = [f.xreplace({DISTANCE: side * x}) for f, side in zip(forms, (1, -1), strict=True)]
        own = piece.expr.atoms(sympy.exp)
        best = min([piece.expr, *written], key=partial(_length, own=own))
        same = best == piece.expr or is_zero(best - piece.expr, x, piece.lo, piece.hi)
    except (UnsupportedError, ZeroDivisionError):
        return piece.expr
    return best if same else piece.expr


def _length(expr: Expr, own: set[Expr]) -> int:
    """Operations; an exponential that a formula does not have so far counts as three more."""
    return int(sympy.count_ops(expr)) + 3 * len(expr.atoms(sympy.exp) - own)


def in_output(found: OutputForm) -> Pieces:
    """h with factors turned so that they are positive for outputs, or expanded where shorter.

    y (1 - y) rather than -y (y - 1), and 1 - y^2.
    """
    parts = []
    for p in found.h.pieces:
        lo, hi = (found.lowest if p.lo == -oo else p.lo), (found.highest if p.hi == oo else p.hi)
        turned = _positive_factors(p.expr, _between(lo, hi))
        forms = [turned, sympy.expand(turned)]
        parts.append(replace(p, expr=min(forms, key=lambda e: int(sympy.count_ops(e)))))
    return replace(found.h, pieces=tuple(parts))


def _between(lo: Expr, hi: Expr) -> Expr:
    if lo == -oo and hi == oo:
        return S.One
    if lo == -oo:
        return hi - 1
    return lo + 1 if hi == oo else (lo + hi) / 2


def _positive_factors(h: Expr, at: Expr) -> Expr:
    """The product with the sums turned that are negative at an output, as far as that is known."""
    sign, factors = S.One, []
    for factor in Mul.make_args(h):
        base, power = factor.as_base_exp() if factor.is_Pow else (factor, S.One)
        negative = base.is_Add and _is_negative(base.subs(OUTPUT, at))
        if negative and power.is_Integer:
            sign *= (-1) ** power
        factors.append((-base) ** power if negative and power.is_Integer else factor)
    return sign * Mul(*factors)


def _is_negative(value: Expr) -> bool:
    if value.free_symbols:
        return bool(value.is_extended_negative)
    return bool(enclose(value, {}, BITS) < 0)


def stable(form: NormalForm) -> Expr:
    """A normal form for evaluation: factors turned so that they are positive where that is known.

    A difference with a square root that keeps its sign, such as sqrt(s^2 + 1) - s, is its product
    with the conjugate over the conjugate: 1/(sqrt(s^2 + 1) + s).
    """
    if form.is_zero:
        return S.Zero
    number, above, below = S.One, [S.One], [S.One]
    for poly, sides in ((form.element.num, (above, below)), (form.element.den, (below, above))):
        scale, factors = poly.factor()
        power = 1 if sides[0] is above else -1
        number *= _rational(scale) ** power
        for p, n in factors:
            whole = lcm(*(int(c.q) for c in p.to_dict().values()))
            direction, top, bottom = _without_cancelling(form, p * whole)
            number *= (sympy.Rational(direction, whole) ** int(n)) ** power
            sides[0].append(_factored(form, top) ** int(n))
            sides[1].append(form.tower.poly_expr(bottom) ** int(n))
    factored = number * Mul(*above) / Mul(*below)
    if Mul(*below).free_symbols:
        return factored
    expanded = sympy.expand(factored)
    return expanded if sympy.count_ops(expanded) < sympy.count_ops(factored) - 1 else factored


def _factored(form: NormalForm, p: Poly) -> Expr:
    scale, factors = p.factor()
    return _rational(scale) * Mul(*(form.tower.poly_expr(f) ** int(n) for f, n in factors))


def _rational(value: Any) -> Expr:
    return sympy.Rational(int(value.p), int(value.q))


def _without_cancelling(form: NormalForm, p: Poly) -> tuple[int, Poly, Poly]:
    """(sign, top, bottom) with p = sign * top / bottom."""
    tower = form.tower
    one = tower.field.rational(1).num
    known = tower.sign(p)
    if known is not None:
        return known, p * known, one
    for flipped in flips(tower, p):
        turned = [k for k in slots(p - flipped) if k in tower.field.relations]
        other = tower.sign(flipped)
        if other is not None and any(tower.generators[k].meaning.has(DISTANCE) for k in turned):
            return 1, tower.field.reduce(p * flipped * other), flipped * other
    return 1, p, one
