"""What a formula comes to far out, where some of its parts have vanished beside others.

tanh(z) is z there if z decays, log(1 + z) is z, exp(z) is 1 + z, and of a sum only the terms count
that are not 2^-64 of another: x tanh(exp(x)) is x exp(x) far to the left, a product of which only
the last factor is subnormal. Nothing rests on this but that a form is tried; errors are measured.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import flint
import sympy
from sympy import Add, Dummy, Expr, S, Symbol

from symact.enclose import compile_arb
from symact.errors import UnsupportedError

AT = (64, 128)
"""Distances from 0 at which the sizes of terms are compared."""

BITS = 20_000
NOTHING = flint.arb(2) ** -64
"""What does not count beside 1."""


def leading(formula: Expr, x: Symbol, left: bool) -> Expr | None:
    """The formula far out on one side; None where that is no simpler."""
    if formula.free_symbols - {x}:
        return None
    far = _Far(x, -1 if left else 1)
    try:
        found = far.counting(far.straightened(formula))
    except (UnsupportedError, ZeroDivisionError):
        return None
    return found if found != formula and found.has(x) else None


class _Far:
    """Rewrites by the sizes of parts on one side."""

    def __init__(self, x: Symbol, side: int) -> None:
        self.x, self.side = x, side

    def straightened(self, expr: Expr) -> Expr:
        """The expression with the tangents at 0 of functions of what vanishes."""
        if not expr.has(self.x) or not expr.args:
            return expr
        if isinstance(expr, sympy.log) and self._vanishes(expr.args[0] - 1):
            return self.straightened(expr.args[0] - 1)
        parts = [self.straightened(a) for a in expr.args]
        if isinstance(expr, sympy.Function) and len(parts) == 1 and self._vanishes(expr.args[0]):
            return _tangent(expr.func, parts[0])
        return expr.func(*parts)

    def counting(self, expr: Expr) -> Expr:
        """The expression without the terms of sums that vanish beside others."""
        if not expr.has(self.x) or not expr.args:
            return expr
        if expr.is_Add or (expr.is_Mul and expr.has(Add)):
            marks = self._vanishing(expr)
            whole = sympy.expand(expr.xreplace(marks))
            back = {mark: part for part, mark in marks.items()}
            terms = [term.xreplace(back) for term in Add.make_args(whole)]
            kept = self._kept(terms)
            if len(kept) < len(terms):
                return self.counting(Add(*kept))
        return expr.func(*map(self.counting, expr.args))

    def _vanishing(self, expr: Expr) -> dict[Expr, Expr]:
        """Symbols for the sums within an expression that vanish as a whole."""
        sums = [part for part in expr.atoms(Add) if part != expr and part.has(self.x)]
        return {part: Dummy(real=True) for part in sums if self._vanishes(part)}

    def _kept(self, terms: Sequence[Expr]) -> list[Expr]:
        """The terms that are not next to nothing beside another one."""
        sizes = [self._sizes(term) for term in terms]
        most = [max(column) for column in zip(*sizes, strict=True)]
        return [
            term
            for term, own in zip(terms, sizes, strict=True)
            if any(size > NOTHING * top for size, top in zip(own, most, strict=True))
        ]

    def _vanishes(self, expr: Expr) -> bool:
        """Whether it is next to nothing already, and far less at twice the distance."""
        near, far = self._sizes(expr)
        return bool(near < NOTHING and far < NOTHING * near)

    def _sizes(self, expr: Expr) -> list[flint.arb]:
        with flint.ctx.workprec(BITS):
            value = compile_arb(expr, (self.x,))
            return [abs(value(self.side * at)) for at in AT]


def _tangent(function: Callable[[Expr], Expr], z: Expr) -> Expr:
    """h(0) + h'(0) z; h(z) where there is none."""
    t = Symbol("t", real=True)
    level, slope = function(S.Zero), sympy.diff(function(t), t).subs(t, 0)
    return level + slope * z if slope.is_finite and level.is_finite else function(z)


__all__ = ["leading"]
