"""Taylor coefficients of a formula by power series over balls: derivatives without SymPy's rules.

Every node of the formula is a truncated power series at the point; the k-th derivative is k! times
the k-th coefficient, as an enclosure. `symact.derive` differentiates by rules instead, so that the
two check each other.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

import flint
import sympy
from flint import arb_series
from sympy import Expr, Symbol

from symact.enclose import Ball, Number, ball, enclose
from symact.errors import UnsupportedError
from symact.normalise.rewrite import rewrite

Series = Any
"""A `flint.arb_series`."""

FUNCTIONS: dict[type, Callable[[Series], Series]] = {
    sympy.exp: arb_series.exp,
    sympy.log: arb_series.log,
    sympy.sin: arb_series.sin,
    sympy.cos: arb_series.cos,
    sympy.atan: arb_series.atan,
    sympy.erf: arb_series.erf,
    sympy.erfc: arb_series.erfc,
}
"""One row a function; the rest is written in these."""


def derivatives(
    expr: Expr, x: Symbol, at: Mapping[Symbol, Number], order: int, bits: int = 200
) -> list[Ball]:
    """Enclosures of f, f', ..., f^(order) at a point, for a formula without cases but max and min.

    `at` gives x and every parameter. Raises UnsupportedError for a function without a series.
    """
    with flint.ctx.workprec(bits):
        length = order + 1
        shift = arb_series([ball(at[x]), 1], prec=length)
        series = _series(expr, x, shift, at, length)
        return [series[k] * math.factorial(k) for k in range(length)]


def _series(
    expr: Expr, x: Symbol, shift: Series, at: Mapping[Symbol, Number], length: int
) -> Series:
    if expr == x:
        return shift
    if x not in expr.free_symbols:
        return arb_series([enclose(expr, at, flint.ctx.prec)], prec=length)
    if isinstance(expr, sympy.Max | sympy.Min):
        return _series(_extreme(expr, at), x, shift, at, length)
    parts = [_series(a, x, shift, at, length) for a in expr.args]
    if expr.is_Add:
        return sum(parts[1:], parts[0])
    if expr.is_Mul:
        return math.prod(parts[1:], start=parts[0])
    if expr.is_Pow:
        return _power(expr, parts)
    function = FUNCTIONS.get(expr.func)
    if function is not None:
        return function(parts[0])
    simpler = rewrite(expr)
    if simpler is None:
        raise UnsupportedError(f"there is no power series for {expr.func.__name__}")
    return _series(simpler, x, shift, at, length)


def _extreme(expr: Expr, at: Mapping[Symbol, Number]) -> Expr:
    """The argument of Max or Min that is certainly the largest or smallest at a point."""
    sign = 1 if isinstance(expr, sympy.Max) else -1
    values = [(sign * enclose(a, at, flint.ctx.prec), a) for a in expr.args]
    for value, found in values:
        if all(value > other or a == found for other, a in values):
            return found
    raise UnsupportedError(f"{expr} has a kink at the point")


def _power(expr: Expr, parts: list[Series]) -> Series:
    base, exponent = parts
    if expr.base is sympy.E:
        return exponent.exp()
    if expr.exp.is_Integer:
        value = base ** abs(int(expr.exp))
        return value if expr.exp > 0 else 1 / value
    if expr.exp == sympy.Rational(1, 2):
        return base.sqrt()
    if expr.exp == sympy.Rational(-1, 2):
        return base.rsqrt()
    return (exponent * base.log()).exp()
