"""Components that do not count: what a masked component is put to, and what the output is there."""

from __future__ import annotations

import sympy
from sympy import Dummy, Expr, IndexedBase, S, Sum

from symact.activation import Activation, Maximum
from symact.derive.contraction import contract


def absent(activation: Activation) -> tuple[Expr, Expr] | None:
    """The limit of x_k in which the other components are as if it were not there, and f_k then.

    Every component enters the others through sums, whose terms have to tend to 0. None where no
    limit does that, where f is one number, or where f_k itself has no limit.

    >>> from symact.catalogue import CATALOGUE
    >>> absent(CATALOGUE["softmax"])
    (-oo, 0)
    """
    index = activation.index
    expr = contract(activation.expr)
    if index is None or expr.has(Maximum):
        return None
    totals = sorted(expr.atoms(Sum), key=sympy.default_sort_key)
    point = Dummy("x", real=True)
    for end in (-S.Infinity, S.Infinity):
        terms = [_at_point(t.function, activation.x, point) for t in totals]
        if not terms or any(t.has(IndexedBase) for t in terms):
            return None
        if all(sympy.limit(t, point, end) == 0 for t in terms):
            numbers = {t: Dummy(positive=t.function.is_positive, real=True) for t in totals}
            value = sympy.limit(_at_point(expr.xreplace(numbers), activation.x, point), point, end)
            return (end, value) if value.is_number else None
    return None


def _at_point(expr: Expr, x: IndexedBase, point: Expr) -> Expr:
    return expr.xreplace({c: point for c in expr.atoms(sympy.Indexed) if c.base == x})
