"""gaussian: A bell: the exponential of minus the square.

    f(x) = exp(-x**2)
    f'(x) = -2*x*exp(-x**2)

Written by symact; do not edit.
"""

from numpy import float32 as f32

from .._intrinsics import fma, inlined, least, select
from ..elementary import (
    exp_neg_sum_f32,
    exp_neg_sum_f64,
    exp_neg_sum_lifted_f32,
    exp_neg_sum_lifted_f64,
)

HASHES = {
    "value_f32": "03bbc1c0b617f6ad",
    "derivative_f32": "e51f97ec71747f57",
    "vjp_f32": "9c72f8553650ae6c",
    "value_f64": "5dcf884314f8733b",
    "derivative_f64": "3d5e221d900acc18",
    "vjp_f64": "01633de5d75c7b9b",
}


@inlined
def value_f32(x):
    """f(x)."""
    s = abs(x)
    t = -(s * s)
    return exp_neg_sum_f32(t, -fma(s, s, t))


@inlined
def derivative_f32(x):
    """f'(x)."""
    # 1.048576e6 is 2**20
    t = least(f32(1.048576e6), abs(x))
    t2 = -(t * t)
    part1 = select(x > f32(0.0), f32(-2.0), f32(2.0)) * t
    # 5.421011e-20 is 2**-64
    return f32(5.421011e-20) * (part1 * exp_neg_sum_lifted_f32(t2, -fma(t, t, t2)))


@inlined
def vjp_f32(g, x):
    """g f'(x)."""
    return g * derivative_f32(x)


@inlined
def value_f64(x):
    """f(x)."""
    s = abs(x)
    t = -(s * s)
    return exp_neg_sum_f64(t, -fma(s, s, t))


@inlined
def derivative_f64(x):
    """f'(x)."""
    # 1073741824.0 is 2**30
    t = least(1073741824.0, abs(x))
    t2 = -(t * t)
    part1 = select(x > 0.0, -2.0, 2.0) * t * exp_neg_sum_lifted_f64(t2, -fma(t, t, t2))
    # 7.458340731200207e-155 is 2**-512
    return 7.458340731200207e-155 * part1


@inlined
def vjp_f64(g, x):
    """g f'(x)."""
    return g * derivative_f64(x)
