"""celu: An exponential linear unit with a continuous slope for every alpha.

    f(x) = where(x > 0, x, alpha*(exp(x/alpha) - 1))
    f'(x) = where(x <= 0, exp(x/alpha), 1)

Written by symact; do not edit.
"""

from math import nan

from numpy import float32 as f32

from .._intrinsics import fma, inlined, least, select
from ..elementary import (
    exp_neg_f32,
    exp_neg_f64,
    exp_neg_sum_f32,
    exp_neg_sum_f64,
    expm1_neg_f32,
    expm1_neg_f64,
)

HASHES = {
    "value_f32": "8cf0951f6202336b",
    "derivative_f32": "70db1e2b657616b9",
    "vjp_f32": "4db9418244346b2d",
    "vjp_from_output_f32": "b62a1fc8db872888",
    "value_f64": "9a763e6fde82d213",
    "derivative_f64": "42708b888411356d",
    "vjp_f64": "0d805e692f6e1d4b",
    "vjp_from_output_f64": "03a3143e86a57adc",
    "general_value_f32": "cf94cec53f2ed8cb",
    "general_derivative_f32": "07d96b27102a31e8",
    "general_vjp_f32": "7d492d02b50e98a3",
    "general_vjp_from_output_f32": "49c10c893575f44f",
    "general_vjp_alpha_f32": "d38ec5ed005eb3fa",
    "general_value_f64": "56ac50e5aa384882",
    "general_derivative_f64": "6efbe136ded73653",
    "general_vjp_f64": "5d80b0d5d61bbda8",
    "general_vjp_from_output_f64": "2992c8ea31f29117",
    "general_vjp_alpha_f64": "efdc989bf139cc2d",
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
    q = exp_neg_f32(-abs(x))
    return g * select(x > f32(0.0), f32(1.0), q)


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
    q = exp_neg_f64(-abs(x))
    return g * select(x > 0.0, 1.0, q)


@inlined
def vjp_from_output_f64(g, y):
    """g f'(x), of y = f(x)."""
    return g * select(y >= -1.0, select(y > 0.0, 1.0, 1.0 + y), nan)


@inlined
def general_value_f32(x, alpha):
    """f(x)."""
    m = expm1_neg_f32(-(abs(x) / alpha))
    return select(alpha == alpha, select(x >= f32(0.0), x, m * alpha), alpha)


@inlined
def general_derivative_f32(x, alpha):
    """f'(x)."""
    s = abs(x)
    t = f32(1.0) / alpha
    t2 = -(s * t)
    part1 = select(x > f32(0.0), f32(1.0), exp_neg_sum_f32(t2, -(fma(t2, alpha, s) * t)))
    return select(alpha == alpha, part1, alpha)


@inlined
def general_vjp_f32(g, x, alpha):
    """g f'(x)."""
    s = abs(x)
    t = f32(1.0) / alpha
    t2 = -(s * t)
    part1 = select(x > f32(0.0), f32(1.0), exp_neg_sum_f32(t2, -(fma(t2, alpha, s) * t)))
    return g * select(alpha == alpha, part1, alpha)


@inlined
def general_vjp_from_output_f32(g, y, alpha):
    """g f'(x), of y = f(x)."""
    return g * select(y >= -alpha, select(y > f32(0.0), f32(1.0), (alpha + y) / alpha), f32(nan))


@inlined
def general_vjp_alpha_f32(g, x, alpha):
    """g times the derivative of f by alpha."""
    t = x / alpha
    where = t > f32(0.0)
    s = abs(t)
    where2 = s > f32(1.5)
    part1 = fma(fma(f32(-1.1191148e-5), t, f32(-0.00014954871)), t, f32(-0.0011607294))
    part2 = fma(fma(fma(part1, t, f32(-0.0069233812)), t, f32(-0.033325046)), t, f32(-0.12499837))
    t2 = fma(fma(part2, t, f32(-0.3333332)), t, f32(-0.5))
    square = t * t
    t3 = square * t2
    # 1.048576e6 is 2**20
    t4 = least(f32(1.048576e6), s)
    q = exp_neg_f32(-t4)
    part3 = t * fma(t, fma(f32(-1.4702007e-9), t, f32(2.1285413e-9)), f32(-1.3455221e-8))
    part4 = select(where, f32(0.0), select(where2, fma(f32(1.0) + t4, q, f32(-1.0)), t3))
    part5 = fma(t2, fma(t, t, -square), fma(square, part3, fma(square, t2, -t3)))
    return g * (select(where, f32(0.0), select(where2, f32(0.0), part5)) + part4)


@inlined
def general_value_f64(x, alpha):
    """f(x)."""
    m = expm1_neg_f64(-(abs(x) / alpha))
    return select(alpha == alpha, select(x >= 0.0, x, m * alpha), alpha)


@inlined
def general_derivative_f64(x, alpha):
    """f'(x)."""
    s = abs(x)
    t = 1.0 / alpha
    t2 = -(s * t)
    part1 = select(x > 0.0, 1.0, exp_neg_sum_f64(t2, -(fma(t2, alpha, s) * t)))
    return select(alpha == alpha, part1, alpha)


@inlined
def general_vjp_f64(g, x, alpha):
    """g f'(x)."""
    s = abs(x)
    t = 1.0 / alpha
    t2 = -(s * t)
    part1 = select(x > 0.0, 1.0, exp_neg_sum_f64(t2, -(fma(t2, alpha, s) * t)))
    return g * select(alpha == alpha, part1, alpha)


@inlined
def general_vjp_from_output_f64(g, y, alpha):
    """g f'(x), of y = f(x)."""
    return g * select(y >= -alpha, select(y > 0.0, 1.0, (alpha + y) / alpha), nan)


@inlined
def general_vjp_alpha_f64(g, x, alpha):
    """g times the derivative of f by alpha."""
    t = x / alpha
    where = t > 0.0
    s = abs(t)
    where2 = s > 1.5
    part1 = fma(fma(-5.289859049926265e-12, t, -1.2640457997993617e-10), t, -1.867236390768679e-9)
    part2 = fma(fma(part1, t, -2.2858391562375413e-8), t, -2.5039009496732537e-7)
    part3 = fma(fma(part2, t, -2.480044090489731e-6), t, -2.2045784197323336e-5)
    part4 = fma(fma(part3, t, -0.00017361108012655115), t, -0.001190476181270622)
    part5 = fma(fma(part4, t, -0.006944444442662555), t, -0.03333333333312545)
    t2 = fma(fma(part5, t, -0.12499999999998726), t, -0.33333333333333304)
    t3 = t2 * t
    t4 = -0.5 + t3
    square = t * t
    t5 = t4 - t3
    t6 = square * t4
    # 1073741824.0 is 2**30
    t7 = least(1073741824.0, s)
    q = exp_neg_f64(-t7)
    part6 = fma(t, fma(4.6631886117035294e-18, t, 1.4254435279367888e-17), fma(t2, t, -t3))
    part7 = fma(square, part6 + (t3 - (t4 - t5) + (-0.5 - t5)), fma(square, t4, -t6))
    part8 = select(where, 0.0, select(where2, 0.0, fma(t4, fma(t, t, -square), part7)))
    return g * (part8 + select(where, 0.0, select(where2, fma(1.0 + t7, q, -1.0), t6)))
