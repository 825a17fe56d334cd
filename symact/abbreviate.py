"""A long argument inside a formula given a letter: u, with u' and u'' in the derivatives.

f = x (1 + tanh u)/2 has f' = (1 + tanh u + x u' (1 - tanh(u)^2))/2, whatever u is.
"""

from __future__ import annotations

from dataclasses import dataclass

import sympy
from sympy import Expr, Symbol

from symact.pieces import Pieces

LONG = 6
"""Operations from which on an argument is worth a letter."""

U, SLOPE, BEND = (Symbol(name, real=True) for name in ("u", "u'", "u''"))
SMALL = Symbol("r", positive=True)
"""exp(-u) at s, in stable forms."""


@dataclass(frozen=True)
class Abbreviated:
    """A function and its first two derivatives in terms of x and u, and what these stand for."""

    formulas: tuple[Expr, Expr, Expr]
    meanings: tuple[tuple[Symbol, Expr], ...]
    x: Symbol

    def stable(self, form: Expr, distance: Symbol) -> Expr:
        """A stable form with r = exp(-u) at s for the exponentials of multiples of u."""
        inside = sympy.expand(self.meanings[0][1].subs(self.x, distance))

        def put(e: Expr) -> Expr:
            n = sympy.cancel(sympy.expand(e.args[0]) / inside)
            return SMALL**-n if n.is_Integer else e

        combined = sympy.powsimp(form, combine="exp", deep=True)
        return combined.replace(lambda e: isinstance(e, sympy.exp), put)


def abbreviated(function: Pieces) -> Abbreviated | None:
    """The formulas with a letter; None where no argument is long, or the function has pieces."""
    x, expr = function.x, function.pieces[0].expr
    if len(function.pieces) != 1 or expr.free_symbols != {x}:
        return None
    long = {
        e.args[0]
        for e in sympy.preorder_traversal(expr)
        if isinstance(e, sympy.Function)
        and len(e.args) == 1
        and e.args[0].expand().as_independent(x, as_Add=False)[1].is_polynomial(x)
        and sympy.count_ops(e.args[0]) >= LONG
    }
    if len(long) != 1:
        return None
    u = long.pop()
    value = expr.subs(u, U)
    first = _shortest(value.diff(x) + SLOPE * value.diff(U))
    second = first.diff(x) + SLOPE * first.diff(U) + BEND * first.diff(SLOPE)
    slope = _shortest(u.diff(x))
    meanings = ((U, u), (SLOPE, slope), (BEND, _shortest(slope.diff(x))))
    return Abbreviated((value, first, _shortest(second)), meanings, x)


def _shortest(expr: Expr) -> Expr:
    forms = [expr, sympy.expand(expr), sympy.factor_terms(expr), sympy.factor(expr)]
    for sum_ in (e for e in sympy.preorder_traversal(expr) if e.is_Add and e != expr):
        rest = sympy.cancel(expr / sum_)
        if sympy.fraction(rest)[1].is_Number:
            forms.append(sum_ * sympy.factor_terms(rest))
    return min(forms, key=lambda e: (int(sympy.count_ops(e)), forms.index(e)))
