"""elu: The identity for positive inputs, saturating exponential below.

    f(x) = where(x > 0, x, alpha*(exp(x) - 1))
    f'(x) = where(x < 0, alpha*exp(x), where(x == 0, where(alpha <= 1, alpha, 1), 1))
    f'(x) = where(y < 0, alpha + y, where(y == 0, where(alpha <= 1, alpha, 1), 1)), y = f(x)

Written by symact; do not edit.
"""

from math import nan

from numpy import float32 as f32

from .._intrinsics import inlined, select
from ..elementary import (
    exp_neg_f32,
    exp_neg_f64,
    exp_neg_lifted_f32,
    exp_neg_lifted_f64,
    expm1_neg_f32,
    expm1_neg_f64,
)

HASHES = {
    "value_f32": "fc449c6e791bc280",
    "derivative_f32": "70db1e2b657616b9",
    "vjp_f32": "4db9418244346b2d",
    "vjp_from_output_f32": "b62a1fc8db872888",
    "value_f64": "8e8a08dbab8d3d58",
    "derivative_f64": "42708b888411356d",
    "vjp_f64": "0d805e692f6e1d4b",
    "vjp_from_output_f64": "03a3143e86a57adc",
    "general_value_f32": "2fe98e1214d5093d",
    "general_derivative_f32": "b26039c94817b016",
    "general_vjp_f32": "6c2f06aa08ca92de",
    "general_vjp_from_output_f32": "ea7120f2806b3033",
    "general_vjp_alpha_f32": "d4160dc196b1f346",
    "general_value_f64": "4593af3a26602942",
    "general_derivative_f64": "ce0a7630409cbbb5",
    "general_vjp_f64": "e6d7f0b66c02e5ae",
    "general_vjp_from_output_f64": "5d732f0249cfef89",
    "general_vjp_alpha_f64": "08cc369f962fdf9c",
}


@inlined
def value_f32(x):
    """f(x)."""
    m = expm1_neg_f32(-abs(x))
    return select(x >= f32(0.0), x, m)


@inlined
def derivative_f32(x):
    """f'(x)."""
    q = exp_neg_f32(-abs(x))
    return select(x > f32(0.0), f32(1.0), q)


@inlined
def vjp_f32(g, x):
    """g f'(x)."""
    return g * derivative_f32(x)


@inlined
def vjp_from_output_f32(g, y):
    """g f'(x), of y = f(x)."""
    return g * select(y >= f32(-1.0), select(y > f32(0.0), f32(1.0), f32(1.0) + y), f32(nan))


@inlined
def value_f64(x):
    """f(x)."""
    m = expm1_neg_f64(-abs(x))
    return select(x >= 0.0, x, m)


@inlined
def derivative_f64(x):
    """f'(x)."""
    q = exp_neg_f64(-abs(x))
    return select(x > 0.0, 1.0, q)


@inlined
def vjp_f64(g, x):
    """g f'(x)."""
    return g * derivative_f64(x)


@inlined
def vjp_from_output_f64(g, y):
    """g f'(x), of y = f(x)."""
    return g * select(y >= -1.0, select(y > 0.0, 1.0, 1.0 + y), nan)


@inlined
def general_value_f32(x, alpha):
    """f(x)."""
    m = expm1_neg_f32(-abs(x))
    return select(alpha > f32(0.0), select(x >= f32(0.0), x, m * alpha), f32(nan))


@inlined
def general_derivative_f32(x, alpha):
    """f'(x)."""
    # 5.421011e-20 is 2**-64
    part1 = f32(5.421011e-20) * (exp_neg_lifted_f32(-abs(x)) * alpha)
    part2 = select(alpha <= f32(1.0), alpha, f32(1.0))
    part3 = select(x == f32(0.0), part2, select(x > f32(0.0), f32(1.0), part1))
    return select(alpha > f32(0.0), part3, f32(nan))


@inlined
def general_vjp_f32(g, x, alpha):
    """g f'(x)."""
    return g * general_derivative_f32(x, alpha)


@inlined
def general_vjp_from_output_f32(g, y, alpha):
    """g f'(x), of y = f(x)."""
    part1 = select(alpha <= f32(1.0), alpha, f32(1.0))
    part2 = select(y == f32(0.0), part1, select(y > f32(0.0), f32(1.0), alpha + y))
    return g * select(y >= -alpha, part2, f32(nan))


@inlined
def general_vjp_alpha_f32(g, x, alpha):
    """g times the derivative of f by alpha."""
    m = expm1_neg_f32(-abs(x))
    return g * select(alpha > f32(0.0), select(x > f32(0.0), f32(0.0), m), f32(nan))


@inlined
def general_value_f64(x, alpha):
    """f(x)."""
    m = expm1_neg_f64(-abs(x))
    return select(alpha > 0.0, select(x >= 0.0, x, m * alpha), nan)


@inlined
def general_derivative_f64(x, alpha):
    """f'(x)."""
    # 7.458340731200207e-155 is 2**-512
    part1 = select(x > 0.0, 1.0, 7.458340731200207e-155 * (exp_neg_lifted_f64(-abs(x)) * alpha))
    return select(alpha > 0.0, select(x == 0.0, select(alpha <= 1.0, alpha, 1.0), part1), nan)


@inlined
def general_vjp_f64(g, x, alpha):
    """g f'(x)."""
    return g * general_derivative_f64(x, alpha)


@inlined
def general_vjp_from_output_f64(g, y, alpha):
    """g f'(x), of y = f(x)."""
    part1 = select(y == 0.0, select(alpha <= 1.0, alpha, 1.0), select(y > 0.0, 1.0, alpha + y))
    return g * select(y >= -alpha, part1, nan)


@inlined
def general_vjp_alpha_f64(g, x, alpha):
    """g times the derivative of f by alpha."""
    m = expm1_neg_f64(-abs(x))
    return g * select(alpha > 0.0, select(x > 0.0, 0.0, m), nan)
