"""leaky_relu: The identity for positive inputs, a small slope for negative ones.

    f(x) = where(x > 0, x, slope*x)
    f'(x) = where(x < 0, slope, where(x == 0, where(slope <= 0, 0, where(abs(slope) <= 1, slope,
        1)), 1))
    f'(x) = where(y <= 0, 1/10, 1), y = f(x)

Written by symact; do not edit.
"""

from numpy import float32 as f32

from .._intrinsics import inlined, select

HASHES = {
    "value_f32": "019fffb7717c6034",
    "derivative_f32": "22b74d72080529c0",
    "vjp_f32": "5b4d95168368312d",
    "vjp_from_output_f32": "6fdef6457c0c2b8c",
    "value_f64": "8189c002b49f9ded",
    "derivative_f64": "9c3fbbc8c9522fca",
    "vjp_f64": "7564668e49d82baf",
    "vjp_from_output_f64": "b8dbc3e700dcd900",
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
    return select(x > f32(0.0), x, f32(0.1) * x)


@inlined
def derivative_f32(x):
    """f'(x)."""
    return select(x == x, select(x > f32(0.0), f32(1.0), f32(0.1)), x)


@inlined
def vjp_f32(g, x):
    """g f'(x)."""
    return g * derivative_f32(x)


@inlined
def vjp_from_output_f32(g, y):
    """g f'(x), of y = f(x)."""
    return g * select(y == y, select(y > f32(0.0), f32(1.0), f32(0.1)), y)


@inlined
def value_f64(x):
    """f(x)."""
    return select(x > 0.0, x, 0.1 * x)


@inlined
def derivative_f64(x):
    """f'(x)."""
    return select(x == x, select(x > 0.0, 1.0, 0.1), x)


@inlined
def vjp_f64(g, x):
    """g f'(x)."""
    return g * derivative_f64(x)


@inlined
def vjp_from_output_f64(g, y):
    """g f'(x), of y = f(x)."""
    return g * select(y == y, select(y > 0.0, 1.0, 0.1), y)


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
