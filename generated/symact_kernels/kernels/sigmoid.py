"""sigmoid: The logistic function, from 0 to 1.

    f(x) = 1/(1 + exp(-x))
    f'(x) = exp(-x)/(1 + exp(-x))**2

Written by symact; do not edit.
"""

from math import inf, nan

from numpy import float32 as f32

from .._intrinsics import fma, inlined, select
from ..elementary import exp_f32, exp_f64

HASHES = {
    "value_f32": "931869d43c87e8a3",
    "derivative_f32": "50b74d1fdc3957e1",
    "vjp_f32": "4a1e625df952b782",
    "vjp_from_output_f32": "0e06db7efd00c461",
    "value_f64": "fb10d5dce8718691",
    "derivative_f64": "d27b8845029aa5f8",
    "vjp_f64": "88f7c4fc8556e494",
    "vjp_from_output_f64": "c9227d762a471cad",
}


@inlined
def value_f32(x):
    """f(x)."""
    q = exp_f32(-abs(x))
    t = f32(1.0) + q
    t2 = q / t
    t3 = -t2
    t4 = t - f32(1.0)
    t5 = fma(t3, f32(1.0) - (t - t4) + (q - t4), fma(t3, t, q)) / t
    return select(x > f32(0.0), f32(1.0) - t2, t2 + select(abs(t5) < f32(inf), t5, f32(0.0)))


@inlined
def derivative_f32(x):
    """f'(x)."""
    q = exp_f32(-abs(x))
    t = f32(1.0) + q
    square = t * t
    t2 = q / square
    t3 = -t2
    t4 = t - f32(1.0)
    t5 = f32(1.0) - (t - t4) + (q - t4)
    t6 = fma(t3, fma(t, t5, fma(t, t5, fma(t, t, -square))), fma(t3, square, q)) / square
    return t2 + select(abs(t6) < f32(inf), t6, f32(0.0))


@inlined
def vjp_f32(g, x):
    """g f'(x)."""
    q = exp_f32(-abs(x))
    t = f32(1.0) + q
    square = t * t
    t2 = q / square
    t3 = -t2
    t4 = t - f32(1.0)
    t5 = f32(1.0) - (t - t4) + (q - t4)
    t6 = fma(t3, fma(t, t5, fma(t, t5, fma(t, t, -square))), fma(t3, square, q)) / square
    return g * (t2 + select(abs(t6) < f32(inf), t6, f32(0.0)))


@inlined
def vjp_from_output_f32(g, y):
    """g f'(x), of y = f(x)."""
    part1 = select(y >= f32(0.0), -(y * (f32(-1.0) + y)), f32(nan))
    return g * select(y <= f32(1.0), part1, f32(nan))


@inlined
def value_f64(x):
    """f(x)."""
    q = exp_f64(-abs(x))
    t = 1.0 + q
    t2 = q / t
    t3 = -t2
    t4 = t - 1.0
    t5 = fma(t3, 1.0 - (t - t4) + (q - t4), fma(t3, t, q)) / t
    return select(x > 0.0, 1.0 - t2, t2 + select(abs(t5) < inf, t5, 0.0))


@inlined
def derivative_f64(x):
    """f'(x)."""
    q = exp_f64(-abs(x))
    t = 1.0 + q
    square = t * t
    t2 = q / square
    t3 = -t2
    t4 = t - 1.0
    t5 = 1.0 - (t - t4) + (q - t4)
    t6 = fma(t3, fma(t, t5, fma(t, t5, fma(t, t, -square))), fma(t3, square, q)) / square
    return t2 + select(abs(t6) < inf, t6, 0.0)


@inlined
def vjp_f64(g, x):
    """g f'(x)."""
    q = exp_f64(-abs(x))
    t = 1.0 + q
    square = t * t
    t2 = q / square
    t3 = -t2
    t4 = t - 1.0
    t5 = 1.0 - (t - t4) + (q - t4)
    t6 = fma(t3, fma(t, t5, fma(t, t5, fma(t, t, -square))), fma(t3, square, q)) / square
    return g * (t2 + select(abs(t6) < inf, t6, 0.0))


@inlined
def vjp_from_output_f64(g, y):
    """g f'(x), of y = f(x)."""
    return g * select(y <= 1.0, select(y >= 0.0, -(y * (-1.0 + y)), nan), nan)
