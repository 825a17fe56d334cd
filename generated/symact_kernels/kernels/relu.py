"""relu: The positive part of the input.

    f(x) = where(x > 0, x, 0)
    f'(x) = where(x <= 0, 0, 1)
    f'(x) = where(y <= 0, 0, 1), y = f(x)

Written by symact; do not edit.
"""

from math import nan

from numpy import float32 as f32

from .._intrinsics import inlined, select

HASHES = {
    "value_f32": "d5452a8de5c2a03b",
    "derivative_f32": "0288da2331577c97",
    "vjp_f32": "f960f6e72cfb03c9",
    "vjp_from_output_f32": "fca616b0452fc0c6",
    "value_f64": "18376b87d3350791",
    "derivative_f64": "262e6f79166e1983",
    "vjp_f64": "17704551072585ce",
    "vjp_from_output_f64": "56f7264b3749ef7b",
}


@inlined
def value_f32(x):
    """f(x)."""
    return select(x <= f32(0.0), f32(0.0), x)


@inlined
def derivative_f32(x):
    """f'(x)."""
    return select(x == x, select(x > f32(0.0), f32(1.0), f32(0.0)), x)


@inlined
def vjp_f32(g, x):
    """g f'(x)."""
    return g * derivative_f32(x)


@inlined
def vjp_from_output_f32(g, y):
    """g f'(x), of y = f(x)."""
    return g * select(y >= f32(0.0), select(y > f32(0.0), f32(1.0), f32(0.0)), f32(nan))


@inlined
def value_f64(x):
    """f(x)."""
    return select(x <= 0.0, 0.0, x)


@inlined
def derivative_f64(x):
    """f'(x)."""
    return select(x == x, select(x > 0.0, 1.0, 0.0), x)


@inlined
def vjp_f64(g, x):
    """g f'(x)."""
    return g * derivative_f64(x)


@inlined
def vjp_from_output_f64(g, y):
    """g f'(x), of y = f(x)."""
    return g * select(y >= 0.0, select(y > 0.0, 1.0, 0.0), nan)
