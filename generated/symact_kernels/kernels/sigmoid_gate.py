"""sigmoid_gate: A value times the sigmoid of the input.

    f(x) = value/(1 + exp(-x))
    f'(x) = value*exp(-x)/(1 + exp(-x))**2
    f'(x) = y*(1 - y), y = f(x)

Written by symact; do not edit.
"""

from math import nan

from numpy import float32 as f32

from .._intrinsics import fma, greatest, inlined, least, lookup, select, to_bits
from ..elementary import (
    exp1p_tamed_f64,
    exp_neg_f32,
    exp_neg_f64,
    exp_neg_fine_f64,
    exp_neg_fine_lifted_f64,
    exp_neg_lifted_f32,
    exp_neg_lifted_low_f64,
)
from ..tables.sigmoid_gate import DERIVATIVE_F32

HASHES = {
    "value_f32": "af427995a9479a1f",
    "derivative_f32": "6cdccd6cc9759dc7",
    "vjp_f32": "a25854e6c43be299",
    "vjp_from_output_f32": "0e06db7efd00c461",
    "value_f64": "2cdde46f95fff640",
    "derivative_f64": "7dee76612010b175",
    "vjp_f64": "5f09fecc321a47f5",
    "vjp_from_output_f64": "c9227d762a471cad",
    "general_value_f32": "26136fec0512c012",
    "general_derivative_f32": "cb98b354164dc98c",
    "general_vjp_f32": "47e162e34d716b69",
    "general_vjp_value_f32": "283ae5ae8c93946f",
    "general_value_f64": "b2ce88b84f028a17",
    "general_derivative_f64": "13f21074df3020c5",
    "general_vjp_f64": "44223d39beffccbb",
    "general_vjp_value_f64": "3c334ac713ec56c7",
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


@inlined
def general_value_f32(x, value):
    """f(x)."""
    q = exp_neg_f32(-abs(x))
    return select(x > f32(0.0), value, q * value) / (f32(1.0) + q)


@inlined
def general_derivative_f32(x, value):
    """f'(x)."""
    t = -abs(x)
    t2 = exp_neg_lifted_f32(t) * value
    q = exp_neg_f32(t)
    t3 = f32(2.0) + q
    t4 = fma(t3, q, f32(1.0))
    t5 = f32(1.0) / t4
    # 5.421011e-20 is 2**-64
    return f32(5.421011e-20) * fma(t2, t5, -(t2 * t5 * fma(t3, q, f32(1.0) - t4) * t5))


@inlined
def general_vjp_f32(g, x, value):
    """g f'(x)."""
    return g * general_derivative_f32(x, value)


@inlined
def general_vjp_value_f32(g, x, value):
    """g times the derivative of f by value."""
    q = exp_neg_f32(-abs(x))
    return g * select(value == value, select(x > f32(0.0), f32(1.0), q) / (f32(1.0) + q), value)


@inlined
def general_value_f64(x, value):
    """f(x)."""
    q = exp_neg_f64(-abs(x))
    return select(x > 0.0, value, q * value) / (1.0 + q)


@inlined
def general_derivative_f64(x, value):
    """f'(x)."""
    t = -abs(x)
    t2 = exp_neg_fine_lifted_f64(t)
    t3 = t2 * value
    t4 = exp_neg_fine_f64(t)
    t5 = fma(2.0 + t4, t4, 1.0)
    t6 = 1.0 / t5
    t7 = t3 * t6
    part1 = fma(-t7, t5, t3) + fma(value, exp_neg_lifted_low_f64(t), fma(t2, value, -t3))
    # 7.458340731200207e-155 is 2**-512
    return 7.458340731200207e-155 * fma(part1, t6, t7)


@inlined
def general_vjp_f64(g, x, value):
    """g f'(x)."""
    return g * general_derivative_f64(x, value)


@inlined
def general_vjp_value_f64(g, x, value):
    """g times the derivative of f by value."""
    t = -least(709.0000000000001, greatest(-1000.0000000000001, x))
    # 7.458340731200207e-155 is 2**-512
    part1 = select(t > 300.0, 7.458340731200207e-155, 1.0) * (1.0 / exp1p_tamed_f64(t))
    return g * select(value == value, part1, value)


NEAR = {
    "derivative_f32": (derivative_near_f32, -12.0, 12.0),
    "vjp_f32": (vjp_near_f32, -12.0, 12.0),
}
