"""Limits at the infinities, read off the normal form where it shows them.

Far out every decaying exponential is 0, so that a quotient whose denominator does not vanish with
them has the limit of what is left, a rational function of s; the rest goes to SymPy's Gruntz
algorithm.
"""

from __future__ import annotations

import sympy
from sympy import Expr, Symbol, oo

from symact.errors import UnsupportedError
from symact.normalise import DISTANCE, NormalForm, normal_form
from symact.normalise.field import CONTEXT, Poly

LEADING_TERMS = "from the leading terms of the normal form"
GRUNTZ = "by SymPy's Gruntz algorithm"


def limit_at_infinity(expr: Expr, x: Symbol, side: Expr) -> Expr:
    """The limit as x goes to oo or -oo; raises UnsupportedError where none is found."""
    return limit_and_method(expr, x, side)[0]


def limit_and_method(expr: Expr, x: Symbol, side: Expr) -> tuple[Expr, str]:
    """The limit and, in words, how it was found: LEADING_TERMS (a proof) or GRUNTZ."""
    if x not in expr.free_symbols:
        return expr, LEADING_TERMS
    try:
        form = normal_form(expr, x, DISTANCE if side == oo else -DISTANCE)
        found = _by_leading_terms(form)
    except (UnsupportedError, ZeroDivisionError):
        found = None
    if found is not None:
        return found, LEADING_TERMS
    value = sympy.limit(expr, x, side)
    if isinstance(value, sympy.Limit | sympy.AccumBounds):
        raise UnsupportedError(f"the limit of {expr} at {side} is not found")
    return value, GRUNTZ


def _by_leading_terms(form: NormalForm) -> Expr | None:
    top, bottom = _far(form, form.element.num), _far(form, form.element.den)
    if bottom.is_zero():
        return None
    quotient = form.tower.poly_expr(top) / form.tower.poly_expr(bottom)
    if not quotient.is_rational_function(DISTANCE):
        return None
    return sympy.limit(sympy.cancel(quotient), DISTANCE, oo)


def _far(form: NormalForm, poly: Poly) -> Poly:
    """The polynomial with every generator that tends to 0 put to 0."""
    vanishing = {
        g.slot for g in form.tower.generators if g.range == "unit" and _vanishes(form, g.slot)
    }
    return poly.compose(*(g * 0 if k in vanishing else g for k, g in enumerate(CONTEXT.gens())))


def _vanishes(form: NormalForm, slot: int) -> bool:
    """Whether a generator in (0, 1) tends to 0: its exponent or argument grows without bound."""
    argument = form.tower.generators[slot].argument
    if argument is None or not argument.den.is_constant():
        return False
    inside = form.tower.expr(argument)
    return bool(inside.is_polynomial(DISTANCE) and sympy.degree(inside, DISTANCE) > 0)
