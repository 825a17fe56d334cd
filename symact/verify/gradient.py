"""The derivative of a formula over a vector by one of its components, by the chain rule."""

from __future__ import annotations

import sympy
from sympy import Dummy, Expr, Idx, Indexed, IndexedBase, KroneckerDelta, S, Sum

from symact.activation import Activation, Index, Maximum, free_indices
from symact.errors import UnsupportedError


def jacobian(activation: Activation) -> Expr:
    """d f_i / d x_j, or d f / d x_j where the output has no index; sums are left as they are.

    Raises UnsupportedError for a maximum, which has no derivative where two components tie.
    """
    return by_component(activation.expr, activation.x, other_index(activation))


def other_index(activation: Activation) -> Idx:
    """The position of the component to derive by: j, unless the output has that name."""
    taken = {str(k.label) for k in free_indices(activation.expr)}
    return next(Index(name) for name in ("j", "k") if name not in taken)


def by_component(expr: Expr, x: IndexedBase, j: Idx) -> Expr:
    """The derivative by x[j]; an index that a sum of the formula binds must not be called j."""
    if isinstance(expr, Indexed):
        return KroneckerDelta(expr.indices[0], j) if expr.base == x else S.Zero
    if isinstance(expr, Sum):
        k = expr.limits[0][0]
        own = Index(f"{k.label}_") if k == j else k
        return Sum(by_component(expr.function.xreplace({k: own}), x, j), own)
    if isinstance(expr, Maximum):
        raise UnsupportedError("a maximum has no derivative where two components tie")
    if not expr.has(x):
        return S.Zero
    inside = [Dummy(f"u{n}", real=True) for n in range(len(expr.args))]
    outer = expr.func(*inside)
    parts = [
        sympy.diff(outer, u).xreplace(dict(zip(inside, expr.args, strict=True)))
        * by_component(a, x, j)
        for u, a in zip(inside, expr.args, strict=True)
        if a.has(x)
    ]
    return sympy.Add(*parts)
