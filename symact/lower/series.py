"""A polynomial in 1/s far from 0, where what grows cancels or overflows.

atan(x)/pi + 1/2 is -1/(pi x) far to the left, and its digits are lost in the sum. There f(s) is
s^n P(1/s), n read off the definition far out and P fitted to its values, as next to a zero.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from fractions import Fraction

import flint
import numpy as np
from flint import arb
from sympy import Symbol, oo

from symact.elementary import LIFT
from symact.enclose import ball, compile_arb
from symact.ir import Const, Expr, Op
from symact.ir.scalar import DType
from symact.lower.arithmetic import ONE, const, div, horner, mul, times_power
from symact.lower.assemble import merge
from symact.lower.fit import BITS, MAX_DEGREE, chebyshev, enough, fitted
from symact.lower.forms import Form
from symact.lower.patches import FORMS_TRIED
from symact.lower.regions import Region, S
from symact.lower.thresholds import Measured

FROM = (0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0, 8.0, 16.0, 64.0, 1024.0)
"""Where a polynomial may begin."""

FAR = 2**100
"""Where the power of s is read off."""

HIGHEST = 8
"""Higher powers are left alone."""


def continued(
    measured: Sequence[Measured], region: Region, x: Symbol, dtype: DType
) -> Iterator[Form]:
    """The forms that fail only far out, or also next to 0, with a polynomial in 1/s there."""
    if oo not in (region.hi, -region.lo):
        return
    power = _power(region, x)
    if power is None:
        return
    by_cost = sorted(measured, key=lambda m: m.cost)
    for start in FROM:
        near = [m for m in by_cost if _good_below(m, start)][:FORMS_TRIED]
        far = _polynomial(region, x, power, start, dtype) if near else None
        if far is None:
            continue
        for m in near:
            expr = merge(Op("gt", (S, Const(Fraction(start)))), far, m.form.expr)
            yield Form(expr, f"{m.form.description}, a polynomial in 1/s from {start:g} on")


def _good_below(m: Measured, start: float) -> bool:
    """Whether a form is within budget just below a number, and only there or farther in."""
    size = np.abs(m.failing)
    fails_far = bool((size > start).any()) or not m.limits
    return fails_far and not ((size > start / 4) & (size <= start)).any()


def _power(region: Region, x: Symbol) -> int | None:
    """n where the formula is c s^n far out, with a number c; None where it is nothing like that."""
    with flint.ctx.workprec(BITS):
        value = compile_arb(region.formula, (x,))
        side = -1 if region.left else 1
        near, far = value(Fraction(side * FAR)), value(Fraction(side * FAR * 2))
        if near.contains(0) or not far.is_finite() or not near.is_finite():
            return None
        ratio = float((far / near).mid())
        if not 2.0**-HIGHEST <= ratio <= 2.0**HIGHEST:
            return None
        n = round(math.log2(ratio))
        return n if abs(ratio - 2.0**n) < 2.0 ** (n - 40) else None


def _polynomial(region: Region, x: Symbol, power: int, start: float, dtype: DType) -> Expr | None:
    """s^n times the shortest fit that is exact to the type, in 1/s^2 where that does."""
    most = enough(dtype)
    for step in (2, 1):
        low, high = 0, MAX_DEGREE
        if not _fit(region, x, power, start, high, step)[1] < most:
            continue
        while high - low > 1:
            middle = (low + high) // 2
            good = _fit(region, x, power, start, middle, step)[1] < most
            low, high = (low, middle) if good else (middle, high)
        coefficients, _ = _fit(region, x, power, start, high, step)
        return _written(coefficients, power, step, LIFT[dtype])
    return None


def _fit(
    region: Region, x: Symbol, power: int, start: float, degree: int, step: int
) -> tuple[list[Fraction], float]:
    many = 3 * degree + 8
    width = 1 / Fraction(start)
    with flint.ctx.workprec(BITS):
        value = compile_arb(region.formula, (x,))
        nodes = [u for u in chebyshev(Fraction(0), width, many) if u > width / 10**6]
        side = -1 if region.left else 1
        truth = [value(side / u) * ball(u) ** power for u in nodes]
        argument: list[arb] = [ball(u**step) for u in nodes]
        return fitted(argument, truth, degree)


def _written(coefficients: Sequence[Fraction], power: int, step: int, lift: int) -> Expr:
    """P(1/s) times powers of s; of 1/s scaled by 2^-lift in the end."""
    u = div(ONE, S)
    z = mul(u, u) if step == 2 else u
    unit = 2**lift if power < 0 else 1
    fit = horner({(n,): const(c * unit) for n, c in enumerate(coefficients)}, (z,))
    total = times_power(fit, S, power)
    return total if power >= 0 else Op("mul", (Const(Fraction(1, unit)), total))


__all__ = ["continued"]
