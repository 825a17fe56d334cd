"""softplus: A smooth maximum of 0 and the input, the sharper the larger beta is.

    f(x) = log(1 + exp(beta*x))/beta
    f'(x) = exp(beta*x)/(1 + exp(beta*x))

Written by symact; do not edit.
"""

from math import nan

from numpy import float32 as f32

from .._intrinsics import fma, inlined, select
from ..elementary import (
    exp_neg_f32,
    exp_neg_f64,
    exp_neg_sum_f32,
    exp_neg_sum_f64,
    expm1_neg_f32,
    expm1_neg_f64,
    log1p_unit_f32,
    log1p_unit_f64,
)

HASHES = {
    "value_f32": "81a3969290935bd6",
    "derivative_f32": "8ebf89b18e94dfa5",
    "vjp_f32": "b55a6febd524e8a7",
    "vjp_from_output_f32": "a1dda47ce283bc0a",
    "value_f64": "efc3fb9790de87ca",
    "derivative_f64": "20cbcf802093ff31",
    "vjp_f64": "53218e8e9337c329",
    "vjp_from_output_f64": "8a8651fb96293b71",
    "general_value_f32": "7f343bb6d7017774",
    "general_derivative_f32": "39d8ee1fffb4bef3",
    "general_vjp_f32": "4921b71d40b7a74f",
    "general_vjp_from_output_f32": "08e9bf22abc31a44",
    "general_value_f64": "61285458d8ed7a7b",
    "general_derivative_f64": "b872dd605ae121a9",
    "general_vjp_f64": "b050be634eb8e250",
    "general_vjp_from_output_f64": "c51ce79f5affc684",
}


@inlined
def value_f32(x):
    """f(x)."""
    s = abs(x)
    q = exp_neg_f32(-s)
    t = log1p_unit_f32(q)
    return select(x > f32(0.0), s + t, t)


@inlined
def derivative_f32(x):
    """f'(x)."""
    q = exp_neg_f32(-abs(x))
    t = select(x > f32(0.0), f32(1.0), q)
    t2 = f32(1.0) + q
    t3 = f32(1.0) / t2
    return fma(t, t3, -(t * t3 * (q - (t2 - f32(1.0))) * t3))


@inlined
def vjp_f32(g, x):
    """g f'(x)."""
    q = exp_neg_f32(-abs(x))
    t = select(x > f32(0.0), f32(1.0), q)
    t2 = f32(1.0) + q
    t3 = f32(1.0) / t2
    return g * fma(t, t3, -(t * t3 * (q - (t2 - f32(1.0))) * t3))


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
    q = exp_neg_f64(-abs(x))
    t = select(x > 0.0, 1.0, q)
    t2 = 1.0 + q
    t3 = 1.0 / t2
    return fma(t, t3, -(t * t3 * (q - (t2 - 1.0)) * t3))


@inlined
def vjp_f64(g, x):
    """g f'(x)."""
    q = exp_neg_f64(-abs(x))
    t = select(x > 0.0, 1.0, q)
    t2 = 1.0 + q
    t3 = 1.0 / t2
    return g * fma(t, t3, -(t * t3 * (q - (t2 - 1.0)) * t3))


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
    t2 = log1p_unit_f32(exp_neg_sum_f32(t, -fma(s, beta, t))) / beta
    return select(x > f32(0.0), s + t2, t2)


@inlined
def general_derivative_f32(x, beta):
    """f'(x)."""
    s = abs(x)
    t = -(s * beta)
    t2 = exp_neg_sum_f32(t, -fma(s, beta, t))
    return select(x > f32(0.0), f32(1.0), t2) / (f32(1.0) + t2)


@inlined
def general_vjp_f32(g, x, beta):
    """g f'(x)."""
    s = abs(x)
    t = -(s * beta)
    t2 = exp_neg_sum_f32(t, -fma(s, beta, t))
    return g * (select(x > f32(0.0), f32(1.0), t2) / (f32(1.0) + t2))


@inlined
def general_vjp_from_output_f32(g, y, beta):
    """g f'(x), of y = f(x)."""
    m = expm1_neg_f32(-(abs(y) * beta))
    return g * select(y >= f32(0.0), -m, f32(nan))


@inlined
def general_value_f64(x, beta):
    """f(x)."""
    s = abs(x)
    t = -(s * beta)
    t2 = log1p_unit_f64(exp_neg_sum_f64(t, -fma(s, beta, t))) / beta
    return select(x > 0.0, s + t2, t2)


@inlined
def general_derivative_f64(x, beta):
    """f'(x)."""
    s = abs(x)
    t = -(s * beta)
    t2 = exp_neg_sum_f64(t, -fma(s, beta, t))
    return select(x > 0.0, 1.0, t2) / (1.0 + t2)


@inlined
def general_vjp_f64(g, x, beta):
    """g f'(x)."""
    s = abs(x)
    t = -(s * beta)
    t2 = exp_neg_sum_f64(t, -fma(s, beta, t))
    return g * (select(x > 0.0, 1.0, t2) / (1.0 + t2))


@inlined
def general_vjp_from_output_f64(g, y, beta):
    """g f'(x), of y = f(x)."""
    m = expm1_neg_f64(-(abs(y) * beta))
    return g * select(y >= 0.0, -m, nan)
