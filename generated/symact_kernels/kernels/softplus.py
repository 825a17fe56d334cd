"""softplus: A smooth maximum of 0 and the input, the sharper the larger beta is.

    f(x) = log(1 + exp(beta*x))/beta
    f'(x) = exp(beta*x)/(1 + exp(beta*x))
    f'(x) = 1 - exp(-beta*y), y = f(x)

Written by symact; do not edit.
"""

from math import nan

from numpy import float32 as f32

from .._intrinsics import fma, greatest, inlined, least, lookup, select, to_bits
from ..elementary import (
    exp1p_tamed_f64,
    exp_neg_f32,
    exp_neg_f64,
    exp_neg_sum_f32,
    exp_neg_sum_f64,
    exp_neg_sum_fine_f32,
    exp_neg_sum_fine_f64,
    exp_neg_sum_fine_lifted_f32,
    exp_neg_sum_fine_lifted_f64,
    exp_neg_sum_lifted_low_f32,
    exp_neg_sum_lifted_low_f64,
    expm1_neg_f32,
    expm1_neg_f64,
    log1p_ratio_f32,
    log1p_ratio_f64,
    log1p_unit_f32,
    log1p_unit_f64,
)
from ..tables.softplus import VALUE_F32

HASHES = {
    "value_f32": "b4639f41c48b29a5",
    "derivative_f32": "17e59484a37f7706",
    "vjp_f32": "c2a510c48d7c5783",
    "vjp_from_output_f32": "ab7ec56ec07a3cc3",
    "value_f64": "efc3fb9790de87ca",
    "derivative_f64": "2cdde46f95fff640",
    "vjp_f64": "0a80e70b490bb7bc",
    "vjp_from_output_f64": "88c39751feb27296",
    "general_value_f32": "ea238c85e1d146cb",
    "general_derivative_f32": "12366c5d8799ce3b",
    "general_vjp_f32": "12d9ab2966c98819",
    "general_vjp_from_output_f32": "31be068f11075b22",
    "general_vjp_beta_f32": "b8d67ccc75155463",
    "general_value_f64": "8f75b935619c180c",
    "general_derivative_f64": "89d636640ad2adf2",
    "general_vjp_f64": "d604e998399f891e",
    "general_vjp_from_output_f64": "0ea1dd9153192152",
    "general_vjp_beta_f64": "18c03abfe8a62331",
}


@inlined
def value_f32(x):
    """f(x)."""
    s = abs(x)
    q = exp_neg_f32(-s)
    t = log1p_unit_f32(q)
    return select(x > f32(0.0), s + t, t)


@inlined
def value_near_f32(x):
    """f(x) for x from -12.0 to 12.0."""
    i = to_bits(fma(x, f32(1.2875), f32(1.2582912e7)))
    t = x - lookup(VALUE_F32[0], i)
    part1 = fma(lookup(VALUE_F32[1], i), t, lookup(VALUE_F32[2], i))
    part2 = fma(fma(part1, t, lookup(VALUE_F32[3], i)), t, lookup(VALUE_F32[4], i))
    part3 = fma(fma(part2, t, lookup(VALUE_F32[5], i)), t, lookup(VALUE_F32[6], i))
    return fma(part3, t, lookup(VALUE_F32[7], i))


@inlined
def derivative_f32(x):
    """f'(x)."""
    q = exp_neg_f32(-abs(x))
    t = q / (f32(1.0) + q)
    return select(x > f32(0.0), f32(1.0) - t, fma(-q, t, q))


@inlined
def vjp_f32(g, x):
    """g f'(x)."""
    return g * derivative_f32(x)


@inlined
def vjp_from_output_f32(g, y):
    """g f'(x), of y = f(x)."""
    m = expm1_neg_f32(-abs(y))
    return g * select(y >= f32(0.0), -m, f32(nan))


@inlined
def value_f64(x):
    """f(x)."""
    s = abs(x)
    q = exp_neg_f64(-s)
    t = log1p_unit_f64(q)
    return select(x > 0.0, s + t, t)


@inlined
def derivative_f64(x):
    """f'(x)."""
    t = -least(709.0000000000001, greatest(-1000.0000000000001, x))
    # 7.458340731200207e-155 is 2**-512
    return select(t > 300.0, 7.458340731200207e-155, 1.0) * (1.0 / exp1p_tamed_f64(t))


@inlined
def vjp_f64(g, x):
    """g f'(x)."""
    return g * derivative_f64(x)


@inlined
def vjp_from_output_f64(g, y):
    """g f'(x), of y = f(x)."""
    m = expm1_neg_f64(-abs(y))
    return g * select(y >= 0.0, -m, nan)


@inlined
def general_value_f32(x, beta):
    """f(x)."""
    s = abs(x)
    t = -(s * beta)
    t2 = f32(1.0) / beta * log1p_unit_f32(exp_neg_sum_f32(t, -fma(s, beta, t)))
    return select(beta > f32(0.0), select(x > f32(0.0), s + t2, t2), f32(nan))


@inlined
def general_derivative_f32(x, beta):
    """f'(x)."""
    s = abs(x)
    t = -(s * beta)
    t2 = exp_neg_sum_f32(t, -fma(s, beta, t))
    return select(beta > f32(0.0), select(x > f32(0.0), f32(1.0), t2) / (f32(1.0) + t2), f32(nan))


@inlined
def general_vjp_f32(g, x, beta):
    """g f'(x)."""
    return g * general_derivative_f32(x, beta)


@inlined
def general_vjp_from_output_f32(g, y, beta):
    """g f'(x), of y = f(x)."""
    m = expm1_neg_f32(-(abs(y) * beta))
    return g * select(y >= f32(0.0), -m, f32(nan))


@inlined
def general_vjp_beta_f32(g, x, beta):
    """g times the derivative of f by beta."""
    # 1.048576e6 is 2**20
    t = least(f32(1.048576e6), abs(x))
    t2 = -(beta * t)
    t3 = -fma(beta, t, t2)
    t4 = exp_neg_sum_fine_lifted_f32(t2, t3)
    t5 = exp_neg_sum_fine_f32(t2, t3)
    t6 = fma(-beta, t, -log1p_unit_f32(t5))
    t7 = log1p_ratio_f32(t5)
    t8 = t6 - t7
    square = beta * beta
    t9 = fma(square, t5, square)
    t10 = f32(1.0) / t9
    t11 = t8 * t10
    part1 = t4 * ((fma(-t11, t9, t8) + (t6 - (t8 + t7))) * t10)
    # 5.421011e-20 is 2**-64
    part2 = f32(5.421011e-20) * fma(t4, t11, fma(t11, exp_neg_sum_lifted_low_f32(t2, t3), part1))
    return g * select(beta > f32(0.0), part2, f32(nan))


@inlined
def general_value_f64(x, beta):
    """f(x)."""
    s = abs(x)
    t = -(s * beta)
    t2 = 1.0 / beta * log1p_unit_f64(exp_neg_sum_f64(t, -fma(s, beta, t)))
    return select(beta > 0.0, select(x > 0.0, s + t2, t2), nan)


@inlined
def general_derivative_f64(x, beta):
    """f'(x)."""
    s = abs(x)
    t = -(s * beta)
    t2 = exp_neg_sum_f64(t, -fma(s, beta, t))
    t3 = t2 / (1.0 + t2)
    return select(beta > 0.0, select(x > 0.0, 1.0 - t3, fma(-t2, t3, t2)), nan)


@inlined
def general_vjp_f64(g, x, beta):
    """g f'(x)."""
    return g * general_derivative_f64(x, beta)


@inlined
def general_vjp_from_output_f64(g, y, beta):
    """g f'(x), of y = f(x)."""
    m = expm1_neg_f64(-(abs(y) * beta))
    return g * select(y >= 0.0, -m, nan)


@inlined
def general_vjp_beta_f64(g, x, beta):
    """g times the derivative of f by beta."""
    # 1073741824.0 is 2**30
    t = least(1073741824.0, abs(x))
    t2 = -(t * beta)
    t3 = -fma(t, beta, t2)
    t4 = exp_neg_sum_fine_lifted_f64(t2, t3)
    t5 = exp_neg_sum_fine_f64(t2, t3)
    t6 = fma(beta, t, log1p_unit_f64(t5))
    t7 = log1p_ratio_f64(t5)
    t8 = t6 + t7
    square = beta * beta
    t9 = fma(square, t5, square)
    t10 = 1.0 / t9
    t11 = t8 * t10
    t12 = -(t4 * t11)
    t13 = -t11
    part1 = fma(t13, fma(square, t5, square - t9), fma(t13, t9, t8) + (t7 - (t8 - t6))) * t10
    part2 = t12 - fma(t11, exp_neg_sum_lifted_low_f64(t2, t3), fma(t4, part1, fma(t4, t11, t12)))
    # 7.458340731200207e-155 is 2**-512
    return g * select(beta > 0.0, 7.458340731200207e-155 * part2, nan)


NEAR = {
    "value_f32": (value_near_f32, -12.0, 12.0),
}
