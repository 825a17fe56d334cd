"""Whether a formula is a quotient of two functions that are analytic at a point.

With a finite limit there as its value it is analytic there (Riemann): tanh(x)/x
with 1 at 0 has every derivative, and none of them has to be looked at.
"""

from __future__ import annotations

import sympy
from sympy import Expr, S, Symbol

ENTIRE = (sympy.exp, sympy.sin, sympy.cos, sympy.sinh, sympy.cosh, sympy.erf, sympy.erfc)
ANALYTIC = (*ENTIRE, sympy.tanh, sympy.sech, sympy.atan, sympy.asinh)
"""Functions that are analytic at every real argument."""

QUOTIENTS = (sympy.coth, sympy.csch, sympy.tan, sympy.cot, sympy.sec, sympy.csc)
"""Functions that are quotients of entire ones."""


def meromorphic(expr: Expr, x: Symbol, at: Expr) -> bool:
    """Whether it is shown to be a quotient of functions that are analytic at a real point."""
    if not expr.has(x):
        return True
    if expr.is_Symbol or analytic(expr, x, at):
        return True
    if isinstance(expr, QUOTIENTS):
        return analytic(expr.args[0], x, at)
    if expr.is_Add or expr.is_Mul:
        return all(meromorphic(arg, x, at) for arg in expr.args)
    return bool(expr.is_Pow and expr.exp.is_Integer and meromorphic(expr.base, x, at))


def analytic(expr: Expr, x: Symbol, at: Expr) -> bool:
    """Whether it is shown to be analytic at the point itself."""
    if expr == x or not expr.has(x):
        return True
    if expr.is_Add or expr.is_Mul or isinstance(expr, ANALYTIC):
        return all(analytic(arg, x, at) for arg in expr.args)
    if isinstance(expr, sympy.log):
        return _positive(expr.args[0], x, at)
    if not expr.is_Pow:
        return False
    base, exponent = expr.args
    if exponent.is_Integer and exponent.is_positive:
        return analytic(base, x, at)
    return not exponent.has(x) and _positive(base, x, at)


def _positive(expr: Expr, x: Symbol, at: Expr) -> bool:
    """Whether it is analytic there and above 0."""
    return analytic(expr, x, at) and (expr.xreplace({x: at}) > 0) is S.true
