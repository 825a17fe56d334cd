"""celu: An exponential linear unit with a continuous slope for every alpha.

    f(x) = where(x > 0, x, alpha*(exp(x/alpha) - 1))
    f'(x) = where(x <= 0, exp(x/alpha), 1)

Written by symact; do not edit.
"""

from math import nan

from numpy import float32 as f32

from .._intrinsics import copysign, fma, inlined, least, select
from ..elementary import (
    exp_neg_f32,
    exp_neg_f64,
    exp_neg_sum_f32,
    exp_neg_sum_f64,
    exp_neg_sum_fine_f64,
    exp_neg_sum_low_f64,
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
    "general_vjp_alpha_f32": "221eb3de68a4898e",
    "general_value_f64": "56ac50e5aa384882",
    "general_derivative_f64": "6efbe136ded73653",
    "general_vjp_f64": "5d80b0d5d61bbda8",
    "general_vjp_from_output_f64": "2992c8ea31f29117",
    "general_vjp_alpha_f64": "8d30c379b717f932",
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
    return g * general_derivative_f32(x, alpha)


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
    part3 = select(where, f32(0.0), select(where2, fma(f32(1.0) + t4, q, f32(-1.0)), t3))
    part4 = fma(t, fma(f32(-1.4702007e-9), t, f32(2.1285413e-9)), f32(-1.3455221e-8))
    part5 = fma(square, fma(t, part4, f32(1.6351108e-9)), fma(square, t2, -t3))
    part6 = select(where, f32(0.0), select(where2, f32(0.0), fma(t2, fma(t, t, -square), part5)))
    return g * (part6 + part3)


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
    return g * general_derivative_f64(x, alpha)


@inlined
def general_vjp_from_output_f64(g, y, alpha):
    """g f'(x), of y = f(x)."""
    return g * select(y >= -alpha, select(y > 0.0, 1.0, (alpha + y) / alpha), nan)


@inlined
def general_vjp_alpha_f64(g, x, alpha):
    """g times the derivative of f by alpha."""
    t = 1.0 / alpha
    t2 = x * t
    where = t2 >= 0.0
    s = abs(t2)
    where2 = s > 0.4375
    # 1073741824.0 is 2**30
    t3 = least(1073741824.0, s)
    t4 = -t3
    t5 = fma(-t2, alpha, x) * t
    t6 = select(1073741824.0 < s, 0.0, copysign(1.0, t2) * t5)
    t7 = -t6
    t8 = exp_neg_sum_fine_f64(t4, t7)
    t9 = 1.0 + t3
    t10 = t9 * t8
    part1 = fma(fma(-2.049447868365928e-7, t2, -2.438958043782817e-6), t2, -2.202484143601948e-5)
    part2 = fma(fma(part1, t2, -0.00017360457939182846), t2, -0.0011904749275432544)
    part3 = fma(fma(part2, t2, -0.0069444442952099105), t2, -0.033333333323168735)
    t11 = fma(fma(part3, t2, -0.1249999999996471), t2, -0.33333333333332854)
    t12 = fma(t11, t2, -0.5)
    square = t2 * t2
    t13 = square * t12
    part4 = fma(t9, exp_neg_sum_low_f64(t4, t7), fma(t9, t8, -t10))
    part5 = select(where, 0.0, select(where2, -1.0 + t10, t13))
    part6 = fma(t2, t5, fma(t2, t5, fma(t2, t2, -square)))
    part7 = fma(t12, part6, fma(square, t11 * t5, fma(square, t12, -t13)))
    part8 = select(where, 0.0, select(where2, fma(t8, t6 + (t3 - (t9 - 1.0)), part4), part7))
    return g * (part8 + part5)
