"""relu6: The positive part of the input, at most 6.

    f(x) = where(x <= 0, 0, where(x >= 6, 6, x))
    f'(x) = where(x <= 0, 0, where(x < 6, 1, 0))
    f'(x) = where(y <= 0, 0, where(y < 6, 1, 0)), y = f(x)

Written by symact; do not edit.
"""

from math import nan

from numpy import float32 as f32

from .._intrinsics import inlined, select

HASHES = {
    "value_f32": "d7329c4c10d9dd09",
    "derivative_f32": "7bd311d2721a0dfc",
    "vjp_f32": "033177d10c40907e",
    "vjp_from_output_f32": "5188b6fd4dec5144",
    "value_f64": "006b79748bcea48f",
    "derivative_f64": "0feb6296f833a8f5",
    "vjp_f64": "d7fb60711bb0d5a1",
    "vjp_from_output_f64": "1d6146453dd3360d",
}


@inlined
def value_f32(x):
    """f(x)."""
    return select(x > f32(6.0), f32(6.0), select(x <= f32(0.0), f32(0.0), x))


@inlined
def derivative_f32(x):
    """f'(x)."""
    part1 = select(x >= f32(6.0), f32(0.0), select(x > f32(0.0), f32(1.0), f32(0.0)))
    return select(x == x, part1, x)


@inlined
def vjp_f32(g, x):
    """g f'(x)."""
    return g * derivative_f32(x)


@inlined
def vjp_from_output_f32(g, y):
    """g f'(x), of y = f(x)."""
    part1 = select(y >= f32(6.0), f32(0.0), select(y > f32(0.0), f32(1.0), f32(0.0)))
    return g * select(y <= f32(6.0), select(y >= f32(0.0), part1, f32(nan)), f32(nan))


@inlined
def value_f64(x):
    """f(x)."""
    return select(x > 6.0, 6.0, select(x <= 0.0, 0.0, x))


@inlined
def derivative_f64(x):
    """f'(x)."""
    return select(x == x, select(x >= 6.0, 0.0, select(x > 0.0, 1.0, 0.0)), x)


@inlined
def vjp_f64(g, x):
    """g f'(x)."""
    return g * derivative_f64(x)


@inlined
def vjp_from_output_f64(g, y):
    """g f'(x), of y = f(x)."""
    part1 = select(y >= 0.0, select(y >= 6.0, 0.0, select(y > 0.0, 1.0, 0.0)), nan)
    return g * select(y <= 6.0, part1, nan)
