"""sigmoid: The logistic function, from 0 to 1.

    f(x) = 1/(1 + exp(-x))
    f'(x) = exp(-x)/(1 + exp(-x))**2
    f'(x) = y*(1 - y), y = f(x)

Written by symact; do not edit.
"""

from math import nan

from numpy import float32 as f32

from .._intrinsics import fma, greatest, inlined, least, lookup, select, to_bits
from ..elementary import exp1p_tamed_f64, exp_neg_f32, exp_neg_f64
from ..tables.sigmoid import DERIVATIVE_F32

HASHES = {
    "value_f32": "af427995a9479a1f",
    "derivative_f32": "6cdccd6cc9759dc7",
    "vjp_f32": "a25854e6c43be299",
    "vjp_from_output_f32": "0e06db7efd00c461",
    "value_f64": "2cdde46f95fff640",
    "derivative_f64": "7dee76612010b175",
    "vjp_f64": "5f09fecc321a47f5",
    "vjp_from_output_f64": "c9227d762a471cad",
}


@inlined
def value_f32(x):
    """f(x)."""
    q = exp_neg_f32(-abs(x))
    t = fma(-q, q / (f32(1.0) + q), q)
    return select(x > f32(0.0), f32(1.0) - t, t)


@inlined
def derivative_f32(x):
    """f'(x)."""
    q = exp_neg_f32(-abs(x))
    t = f32(2.0) + q
    t2 = fma(t, q, f32(1.0))
    t3 = f32(1.0) / t2
    t4 = q * t3
    t5 = -t4
    return fma(fma(t5, fma(t, q, f32(1.0) - t2), fma(t5, t2, q)), t3, t4)


@inlined
def derivative_near_f32(x):
    """f'(x) for x from -12.0 to 12.0."""
    i = to_bits(fma(abs(x), f32(2.575), f32(1.2582912e7)))
    t = abs(x) - lookup(DERIVATIVE_F32[0], i)
    part1 = fma(lookup(DERIVATIVE_F32[1], i), t, lookup(DERIVATIVE_F32[2], i))
    part2 = fma(fma(part1, t, lookup(DERIVATIVE_F32[3], i)), t, lookup(DERIVATIVE_F32[4], i))
    return fma(fma(part2, t, lookup(DERIVATIVE_F32[5], i)), t, lookup(DERIVATIVE_F32[6], i))


@inlined
def vjp_f32(g, x):
    """g f'(x)."""
    return g * derivative_f32(x)


@inlined
def vjp_near_f32(g, x):
    """g f'(x) for x from -12.0 to 12.0."""
    return g * derivative_near_f32(x)


@inlined
def vjp_from_output_f32(g, y):
    """g f'(x), of y = f(x)."""
    part1 = select(y >= f32(0.0), -(y * (f32(-1.0) + y)), f32(nan))
    return g * select(y <= f32(1.0), part1, f32(nan))


@inlined
def value_f64(x):
    """f(x)."""
    t = -least(709.0000000000001, greatest(-1000.0000000000001, x))
    # 7.458340731200207e-155 is 2**-512
    return select(t > 300.0, 7.458340731200207e-155, 1.0) * (1.0 / exp1p_tamed_f64(t))


@inlined
def derivative_f64(x):
    """f'(x)."""
    q = exp_neg_f64(-abs(x))
    return q / fma(2.0 + q, q, 1.0)


@inlined
def vjp_f64(g, x):
    """g f'(x)."""
    return g * derivative_f64(x)


@inlined
def vjp_from_output_f64(g, y):
    """g f'(x), of y = f(x)."""
    return g * select(y <= 1.0, select(y >= 0.0, -(y * (-1.0 + y)), nan), nan)


NEAR = {
    "derivative_f32": (derivative_near_f32, -12.0, 12.0),
    "vjp_f32": (vjp_near_f32, -12.0, 12.0),
}
