"""softshrink: The input moved towards 0 by lambd, 0 within it.

    f(x) = where(x > lambd, x - lambd, where(lambd < -x, lambd + x, 0))
    f'(x) = where(lambd < -x, 1, where(x <= lambd, 0, 1))
    f'(x) = where(y < 0, 1, where(y <= 0, 0, 1)), y = f(x)

Written by symact; do not edit.
"""

from math import nan

from numpy import float32 as f32

from .._intrinsics import inlined, select

HASHES = {
    "value_f32": "9815b2b1107391c8",
    "derivative_f32": "b961ded230d296fe",
    "vjp_f32": "b7b1d2a16b1da159",
    "vjp_from_output_f32": "28010d309063f161",
    "value_f64": "423b3141b248afe4",
    "derivative_f64": "96c16316e79bf881",
    "vjp_f64": "212bce4ab282c22b",
    "vjp_from_output_f64": "9b2cddef67e8e85c",
    "general_value_f32": "5a0e224aa9e87051",
    "general_derivative_f32": "9a4e18dd446d7122",
    "general_vjp_f32": "bc7cc53d6ef00a06",
    "general_vjp_from_output_f32": "c0de8f2a657ea450",
    "general_vjp_lambd_f32": "a93fbc1b6411dc9d",
    "general_value_f64": "8988aeaa3197db3a",
    "general_derivative_f64": "9326d4eeb3ababbc",
    "general_vjp_f64": "c3a5952f91b1a9a8",
    "general_vjp_from_output_f64": "63f60a28042cf340",
    "general_vjp_lambd_f64": "a5a3bb3f8940f56f",
}


@inlined
def value_f32(x):
    """f(x)."""
    return select(x > f32(0.5), f32(-0.5) + x, select(x > f32(-0.5), f32(0.0), f32(0.5) + x))


@inlined
def derivative_f32(x):
    """f'(x)."""
    part1 = select(x > f32(0.5), f32(1.0), select(x >= f32(-0.5), f32(0.0), f32(1.0)))
    return select(x == x, part1, x)


@inlined
def vjp_f32(g, x):
    """g f'(x)."""
    return g * derivative_f32(x)


@inlined
def vjp_from_output_f32(g, y):
    """g f'(x), of y = f(x)."""
    where = y > f32(0.0)
    part1 = select(where, f32(1.0), select(where, f32(0.0), f32(1.0)))
    return g * select(y == y, select(y == f32(0.0), f32(0.0), part1), y)


@inlined
def value_f64(x):
    """f(x)."""
    return select(x > 0.5, -0.5 + x, select(x > -0.5, 0.0, 0.5 + x))


@inlined
def derivative_f64(x):
    """f'(x)."""
    return select(x == x, select(x > 0.5, 1.0, select(x >= -0.5, 0.0, 1.0)), x)


@inlined
def vjp_f64(g, x):
    """g f'(x)."""
    return g * derivative_f64(x)


@inlined
def vjp_from_output_f64(g, y):
    """g f'(x), of y = f(x)."""
    where = y > 0.0
    return g * select(y == y, select(y == 0.0, 0.0, select(where, 1.0, select(where, 0.0, 1.0))), y)


@inlined
def general_value_f32(x, lambd):
    """f(x)."""
    part1 = select(x > lambd, x - lambd, select(x > -lambd, f32(0.0), lambd + x))
    return select(lambd > f32(0.0), part1, f32(nan))


@inlined
def general_derivative_f32(x, lambd):
    """f'(x)."""
    part1 = select(x == x, select(x > lambd, f32(1.0), select(x >= -lambd, f32(0.0), f32(1.0))), x)
    return select(lambd > f32(0.0), part1, f32(nan))


@inlined
def general_vjp_f32(g, x, lambd):
    """g f'(x)."""
    return g * general_derivative_f32(x, lambd)


@inlined
def general_vjp_from_output_f32(g, y, lambd):
    """g f'(x), of y = f(x)."""
    where = y > f32(0.0)
    part1 = select(where, f32(1.0), select(where, f32(0.0), f32(1.0)))
    part2 = select(y == y, select(y == f32(0.0), f32(0.0), part1), y)
    return g * select(lambd > f32(0.0), part2, f32(nan))


@inlined
def general_vjp_lambd_f32(g, x, lambd):
    """g times the derivative of f by lambd."""
    part1 = select(x == x, select(x > lambd, f32(-1.0), select(x > -lambd, f32(0.0), f32(1.0))), x)
    return g * select(lambd > f32(0.0), part1, f32(nan))


@inlined
def general_value_f64(x, lambd):
    """f(x)."""
    part1 = select(x > lambd, x - lambd, select(x > -lambd, 0.0, lambd + x))
    return select(lambd > 0.0, part1, nan)


@inlined
def general_derivative_f64(x, lambd):
    """f'(x)."""
    part1 = select(x == x, select(x > lambd, 1.0, select(x >= -lambd, 0.0, 1.0)), x)
    return select(lambd > 0.0, part1, nan)


@inlined
def general_vjp_f64(g, x, lambd):
    """g f'(x)."""
    return g * general_derivative_f64(x, lambd)


@inlined
def general_vjp_from_output_f64(g, y, lambd):
    """g f'(x), of y = f(x)."""
    where = y > 0.0
    part1 = select(y == y, select(y == 0.0, 0.0, select(where, 1.0, select(where, 0.0, 1.0))), y)
    return g * select(lambd > 0.0, part1, nan)


@inlined
def general_vjp_lambd_f64(g, x, lambd):
    """g times the derivative of f by lambd."""
    part1 = select(x == x, select(x > lambd, -1.0, select(x > -lambd, 0.0, 1.0)), x)
    return g * select(lambd > 0.0, part1, nan)
