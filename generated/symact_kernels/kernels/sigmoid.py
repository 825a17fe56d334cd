"""sigmoid: The logistic function, from 0 to 1.

    f(x) = 1/(1 + exp(-x))
    f'(x) = exp(-x)/(1 + exp(-x))**2

Written by symact; do not edit.
"""

from math import nan

from numpy import float32 as f32

from .._intrinsics import fma, inlined, select
from ..elementary import exp_neg_f32, exp_neg_f64, exp_neg_fine_f32, exp_neg_low_f32

HASHES = {
    "value_f32": "8ebf89b18e94dfa5",
    "derivative_f32": "5e0903c4e141aeaa",
    "vjp_f32": "5571a5a938ff882c",
    "vjp_from_output_f32": "0e06db7efd00c461",
    "value_f64": "20cbcf802093ff31",
    "derivative_f64": "7dee76612010b175",
    "vjp_f64": "5f09fecc321a47f5",
    "vjp_from_output_f64": "c9227d762a471cad",
}


@inlined
def value_f32(x):
    """f(x)."""
    q = exp_neg_f32(-abs(x))
    t = select(x > f32(0.0), f32(1.0), q)
    t2 = f32(1.0) + q
    t3 = f32(1.0) / t2
    return fma(t, t3, -(t * t3 * (q - (t2 - f32(1.0))) * t3))


@inlined
def derivative_f32(x):
    """f'(x)."""
    t = -abs(x)
    t2 = exp_neg_fine_f32(t)
    t3 = f32(2.0) + t2
    t4 = fma(t3, t2, f32(1.0))
    t5 = f32(1.0) / t4
    t6 = t2 * t5
    t7 = -t6
    t8 = exp_neg_low_f32(t)
    return fma(fma(t7, fma(t2, t8, t3 * t8), fma(t7, t4, t2) + t8), t5, t6)


@inlined
def vjp_f32(g, x):
    """g f'(x)."""
    t = -abs(x)
    t2 = exp_neg_fine_f32(t)
    t3 = f32(2.0) + t2
    t4 = fma(t3, t2, f32(1.0))
    t5 = f32(1.0) / t4
    t6 = t2 * t5
    t7 = -t6
    t8 = exp_neg_low_f32(t)
    return g * fma(fma(t7, fma(t2, t8, t3 * t8), fma(t7, t4, t2) + t8), t5, t6)


@inlined
def vjp_from_output_f32(g, y):
    """g f'(x), of y = f(x)."""
    part1 = select(y >= f32(0.0), -(y * (f32(-1.0) + y)), f32(nan))
    return g * select(y <= f32(1.0), part1, f32(nan))


@inlined
def value_f64(x):
    """f(x)."""
    q = exp_neg_f64(-abs(x))
    t = select(x > 0.0, 1.0, q)
    t2 = 1.0 + q
    t3 = 1.0 / t2
    return fma(t, t3, -(t * t3 * (q - (t2 - 1.0)) * t3))


@inlined
def derivative_f64(x):
    """f'(x)."""
    q = exp_neg_f64(-abs(x))
    return q / fma(2.0 + q, q, 1.0)


@inlined
def vjp_f64(g, x):
    """g f'(x)."""
    q = exp_neg_f64(-abs(x))
    return g * (q / fma(2.0 + q, q, 1.0))


@inlined
def vjp_from_output_f64(g, y):
    """g f'(x), of y = f(x)."""
    return g * select(y <= 1.0, select(y >= 0.0, -(y * (-1.0 + y)), nan), nan)
