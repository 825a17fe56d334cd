"""Signs proved from the factors of a normal form: above zero, or at least not below it."""

from __future__ import annotations

from typing import Any, Literal

from sympy import Expr, S, Symbol, oo

from symact.errors import UnsupportedError
from symact.normalise import DISTANCE, is_zero, substitute, substitutions, with_tower
from symact.normalise.special import constant_sign
from symact.normalise.tower import Tower

Positivity = Literal["positive", "nonnegative"]


def exact_sign(value: Expr) -> int | None:
    """The sign of a constant, 0 by a zero normal form; None where it is not decided."""
    return 0 if is_zero(value) else constant_sign(value)


def positivity(expr: Expr) -> Positivity | None:
    """Whether an expression in s > 0 and parameters is above zero, or not below (None: open)."""
    if not expr.free_symbols:
        return _of_constant(expr)

    def build(tower: Tower) -> Positivity | None:
        element = tower.convert(expr)
        if element.is_zero:
            return "nonnegative"
        value = element.rational
        if value is not None:
            return "positive" if value > 0 else None
        return _of_product(tower, element.num, element.den)

    try:
        return with_tower(DISTANCE if expr.has(DISTANCE) else None, build)
    except (UnsupportedError, ZeroDivisionError):
        return None


def _of_constant(expr: Expr) -> Positivity | None:
    if expr.is_zero:
        return "nonnegative"
    return "positive" if expr.is_finite is not False and constant_sign(expr) == 1 else None


def _of_product(tower: Tower, num: Any, den: Any) -> Positivity | None:
    """The sign of a quotient by its factors: one of unknown sign may occur to even powers only."""
    sign, strict = 1, True
    for poly in (num, den):
        scale, factors = poly.factor()
        sign *= 1 if scale > 0 else -1
        for p, n in factors:
            known = tower.sign(p)
            if known is None and int(n) % 2:
                return None
            strict = strict and known is not None
            sign *= (known or 1) ** int(n)
    if sign < 0:
        return None
    return "positive" if strict else "nonnegative"


def positivity_on(expr: Expr, x: Symbol, lo: Expr, hi: Expr) -> Positivity | None:
    """The same on an open interval of x; one that reaches across 0 is taken in three parts.

    Between two finite ends the distance is taken from the lower one, and if need be from the upper.
    """
    if x not in expr.free_symbols:
        return positivity(expr)
    shown = _positivity_on(expr, x, lo, hi)
    if shown is None and oo not in (-lo, hi):
        return _positivity_on(expr.xreplace({x: -x}), x, -hi, -lo)
    return shown


def _positivity_on(expr: Expr, x: Symbol, lo: Expr, hi: Expr) -> Positivity | None:
    parts = [positivity(substitute(expr, x, v)) for v in substitutions(x, lo, hi)]
    if lo == -oo and hi == oo:
        parts.append(positivity(expr.subs(x, S.Zero)))
    if None in parts:
        return None
    return "nonnegative" if "nonnegative" in parts else "positive"
