"""selu: An exponential linear unit scaled so that mean 0 and variance 1 are a fixed point.

    f(x) = lambda*where(x > 0, x, alpha*(exp(x) - 1))
    f'(x) = where(x < 0, alpha*lambda*exp(x), lambda)

Written by symact; do not edit.
"""

from math import nan

from numpy import float32 as f32

from .._intrinsics import inlined, select
from ..elementary import exp_f32, exp_f64, expm1_f32, expm1_f64

HASHES = {
    "value_f32": "a305015ba4d12381",
    "derivative_f32": "0cb39e0ba5390aaa",
    "vjp_f32": "ee55736bed8ac919",
    "vjp_from_output_f32": "20f65ac0ca6ddf97",
    "value_f64": "fb14540c463d2333",
    "derivative_f64": "5148725b63b48997",
    "vjp_f64": "dd5e581369a4e590",
    "vjp_from_output_f64": "bba6e442bdb5e913",
}


@inlined
def value_f32(x):
    """f(x)."""
    m = expm1_f32(-abs(x))
    return select(x >= f32(0.0), f32(1.050701) * x, f32(1.7580993) * m)


@inlined
def derivative_f32(x):
    """f'(x)."""
    q = exp_f32(x)
    return select(x >= f32(0.0), f32(1.050701), f32(1.7580993) * q)


@inlined
def vjp_f32(g, x):
    """g f'(x)."""
    q = exp_f32(x)
    return g * select(x >= f32(0.0), f32(1.050701), f32(1.7580993) * q)


@inlined
def vjp_from_output_f32(g, y):
    """g f'(x), of y = f(x)."""
    part1 = select(y >= f32(0.0), f32(1.050701), f32(2.3296717e-8) + (f32(1.7580993) - abs(y)))
    return g * select(y >= f32(-1.7580993), part1, f32(nan))


@inlined
def value_f64(x):
    """f(x)."""
    m = expm1_f64(-abs(x))
    return select(x >= 0.0, 1.0507009873554805 * x, 1.7580993408473768 * m)


@inlined
def derivative_f64(x):
    """f'(x)."""
    q = exp_f64(x)
    return select(x >= 0.0, 1.0507009873554805, 1.7580993408473768 * q)


@inlined
def vjp_f64(g, x):
    """g f'(x)."""
    q = exp_f64(x)
    return g * select(x >= 0.0, 1.0507009873554805, 1.7580993408473768 * q)


@inlined
def vjp_from_output_f64(g, y):
    """g f'(x), of y = f(x)."""
    part1 = 1.415351938008446e-17 + (1.7580993408473768 - abs(y))
    return g * select(y >= -1.7580993408473768, select(y >= 0.0, 1.0507009873554805, part1), nan)
