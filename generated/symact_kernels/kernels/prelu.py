"""prelu: The identity for positive inputs, a learned slope for negative ones.

    f(x) = where(x > 0, x, slope*x)
    f'(x) = where(x < 0, slope, where(x == 0, where(slope <= 0, 0, where(abs(slope) <= 1, slope,
        1)), 1))
    f'(x) = where(y <= 0, 1/4, 1), y = f(x)

Written by symact; do not edit.
"""

from numpy import float32 as f32

from .._intrinsics import inlined, select

HASHES = {
    "value_f32": "071c49c5a69121ce",
    "derivative_f32": "b255492a79b4c192",
    "vjp_f32": "28f9794783ea505e",
    "vjp_from_output_f32": "aa98056704900eaa",
    "value_f64": "b2bc4bdf25646eb6",
    "derivative_f64": "7cdd778f0c06d625",
    "vjp_f64": "ae3abbe7e4bfbb30",
    "vjp_from_output_f64": "24579fbc76320434",
    "general_value_f32": "c59ad726349b2d60",
    "general_derivative_f32": "6028c240505d6be0",
    "general_vjp_f32": "6537d09dfb939356",
    "general_vjp_slope_f32": "e31b537008e32b24",
    "general_value_f64": "77bd1ca456549cd5",
    "general_derivative_f64": "25f5da1242b9ff0e",
    "general_vjp_f64": "f88c51474b3e7211",
    "general_vjp_slope_f64": "0c30b51bc7f2ae63",
}


@inlined
def value_f32(x):
    """f(x)."""
    return select(x > f32(0.0), x, f32(0.25) * x)


@inlined
def derivative_f32(x):
    """f'(x)."""
    return select(x == x, select(x > f32(0.0), f32(1.0), f32(0.25)), x)


@inlined
def vjp_f32(g, x):
    """g f'(x)."""
    return g * derivative_f32(x)


@inlined
def vjp_from_output_f32(g, y):
    """g f'(x), of y = f(x)."""
    return g * select(y == y, select(y > f32(0.0), f32(1.0), f32(0.25)), y)


@inlined
def value_f64(x):
    """f(x)."""
    return select(x > 0.0, x, 0.25 * x)


@inlined
def derivative_f64(x):
    """f'(x)."""
    return select(x == x, select(x > 0.0, 1.0, 0.25), x)


@inlined
def vjp_f64(g, x):
    """g f'(x)."""
    return g * derivative_f64(x)


@inlined
def vjp_from_output_f64(g, y):
    """g f'(x), of y = f(x)."""
    return g * select(y == y, select(y > 0.0, 1.0, 0.25), y)


@inlined
def general_value_f32(x, slope):
    """f(x)."""
    return select(slope == slope, select(x > f32(0.0), x, slope * x), slope)


@inlined
def general_derivative_f32(x, slope):
    """f'(x)."""
    part1 = select(slope <= f32(0.0), f32(0.0), select(abs(slope) <= f32(1.0), slope, f32(1.0)))
    part2 = select(x == x, select(x == f32(0.0), part1, select(x > f32(0.0), f32(1.0), slope)), x)
    return select(slope == slope, part2, slope)


@inlined
def general_vjp_f32(g, x, slope):
    """g f'(x)."""
    return g * general_derivative_f32(x, slope)


@inlined
def general_vjp_slope_f32(g, x, slope):
    """g times the derivative of f by slope."""
    return g * select(slope == slope, select(x > f32(0.0), f32(0.0), x), slope)


@inlined
def general_value_f64(x, slope):
    """f(x)."""
    return select(slope == slope, select(x > 0.0, x, slope * x), slope)


@inlined
def general_derivative_f64(x, slope):
    """f'(x)."""
    part1 = select(slope <= 0.0, 0.0, select(abs(slope) <= 1.0, slope, 1.0))
    part2 = select(x == x, select(x == 0.0, part1, select(x > 0.0, 1.0, slope)), x)
    return select(slope == slope, part2, slope)


@inlined
def general_vjp_f64(g, x, slope):
    """g f'(x)."""
    return g * general_derivative_f64(x, slope)


@inlined
def general_vjp_slope_f64(g, x, slope):
    """g times the derivative of f by slope."""
    return g * select(slope == slope, select(x > 0.0, 0.0, x), slope)
