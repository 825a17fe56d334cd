"""hard_sigmoid: A ramp from 0 at -3 to 1 at 3.

    f(x) = where(x <= -3, 0, where(x >= 3, 1, 1/2 + x/6))
    f'(x) = where(x <= -3, 0, where(x < 3, 1/6, 0))
    f'(x) = where(y <= 0, 0, where(y < 1, 1/6, 0)), y = f(x)

Written by symact; do not edit.
"""

from math import nan

from numpy import float32 as f32

from .._intrinsics import fma, inlined, select

HASHES = {
    "value_f32": "f93c497b716ece7d",
    "derivative_f32": "1781de149a22bb2a",
    "vjp_f32": "a2043b89dd554588",
    "vjp_from_output_f32": "6b32127ccfd83f57",
    "value_f64": "5b379adfcf328ad3",
    "derivative_f64": "2ddfce0d662e964a",
    "vjp_f64": "f95738cd4769da86",
    "vjp_from_output_f64": "a7ab60a4252b3278",
}


@inlined
def value_f32(x):
    """f(x)."""
    part1 = fma(f32(-4.967054e-9), x, fma(f32(0.16666667), x, f32(0.5)))
    return select(x > f32(3.0), f32(1.0), select(x <= f32(-3.0), f32(0.0), part1))


@inlined
def derivative_f32(x):
    """f'(x)."""
    part1 = select(x >= f32(3.0), f32(0.0), select(x > f32(-3.0), f32(0.16666667), f32(0.0)))
    return select(x == x, part1, x)


@inlined
def vjp_f32(g, x):
    """g f'(x)."""
    return g * derivative_f32(x)


@inlined
def vjp_from_output_f32(g, y):
    """g f'(x), of y = f(x)."""
    part1 = select(y >= f32(1.0), f32(0.0), select(y > f32(0.0), f32(0.16666667), f32(0.0)))
    return g * select(y <= f32(1.0), select(y >= f32(0.0), part1, f32(nan)), f32(nan))


@inlined
def value_f64(x):
    """f(x)."""
    part1 = select(x <= -3.0, 0.0, fma(9.25185853854297e-18, x, fma(0.16666666666666666, x, 0.5)))
    return select(x > 3.0, 1.0, part1)


@inlined
def derivative_f64(x):
    """f'(x)."""
    return select(x == x, select(x >= 3.0, 0.0, select(x > -3.0, 0.16666666666666666, 0.0)), x)


@inlined
def vjp_f64(g, x):
    """g f'(x)."""
    return g * derivative_f64(x)


@inlined
def vjp_from_output_f64(g, y):
    """g f'(x), of y = f(x)."""
    part1 = select(y >= 0.0, select(y >= 1.0, 0.0, select(y > 0.0, 0.16666666666666666, 0.0)), nan)
    return g * select(y <= 1.0, part1, nan)
