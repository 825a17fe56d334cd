"""Where f' = h(f) is worth looking for, and the intervals on which such an h is proved."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from sympy import Add, Expr, Symbol, atan

import symact.derive.output_form
from symact.activation import Activation
from symact.derive import pieces

if TYPE_CHECKING:
    from symact.derive.output_form import Branch


@lru_cache(maxsize=64)
def branches(activation: Activation) -> tuple[Branch, ...]:
    """Every interval on which f is strictly monotone and an h is proved."""
    return symact.derive.output_form.branches(activation) if may_close(activation) else ()


def may_close(activation: Activation) -> bool:
    """Whether elimination may find h: not where an arctangent is only a part of f.

    An arctangent of x is independent of everything that f' is made of. x**2 + atan(x) is then no
    function of f', nor is its tangent, and looking for one takes minutes.
    """
    x = activation.x
    return all(_is_plain(p.expr, x) for p in pieces(activation).pieces)


def _is_plain(expr: Expr, x: Symbol) -> bool:
    terms = [t for t in Add.make_args(expr) if x in t.free_symbols]
    held = [t.as_independent(x, as_Add=False)[1] for t in terms]
    if not any(a.has(x) for a in expr.atoms(atan)):
        return True
    return all(isinstance(t, atan) for t in held)
