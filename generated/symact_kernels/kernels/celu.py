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
    exp_neg_fine_f64,
    exp_neg_low_f64,
    exp_neg_sum_f32,
    exp_neg_sum_f64,
    exp_neg_sum_fine_f32,
    exp_neg_sum_low_f32,
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
    "general_vjp_alpha_f32": "7f6a9998a1676068",
    "general_value_f64": "56ac50e5aa384882",
    "general_derivative_f64": "6efbe136ded73653",
    "general_vjp_f64": "5d80b0d5d61bbda8",
    "general_vjp_from_output_f64": "2992c8ea31f29117",
    "general_vjp_alpha_f64": "c2d3afbb7dc93c7f",
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
    t = f32(1.0) / alpha
    t2 = x * t
    where = t2 >= f32(0.0)
    s = abs(t2)
    where2 = s > f32(0.375)
    # 1.048576e6 is 2**20
    t3 = least(f32(1.048576e6), s)
    t4 = -t3
    t5 = fma(-t2, alpha, x) * t
    # 1.048576e6 is 2**20
    t6 = select(f32(1.048576e6) < s, f32(0.0), copysign(f32(1.0), t2) * t5)
    t7 = -t6
    t8 = exp_neg_sum_fine_f32(t4, t7)
    t9 = f32(1.0) + t3
    t10 = t9 * t8
    t11 = fma(f32(-0.0010100127), t2, f32(-0.0068696793))
    t12 = fma(t11, t2, f32(-0.03331879))
    t13 = fma(t12, t2, f32(-0.12499871))
    t14 = fma(t13, t2, f32(-0.33333328))
    t15 = fma(t14, t2, f32(-0.5))
    square = t2 * t2
    part1 = fma(t2, fma(t2, fma(t2, f32(-0.0010100127) * t5, t11 * t5), t12 * t5), t13 * t5)
    part2 = select(where, f32(0.0), select(where2, f32(-1.0) + t10, square * t15))
    part3 = fma(t15, fma(t2, t5, t2 * t5), square * fma(t2, part1, t14 * t5))
    part4 = fma(t9, exp_neg_sum_low_f32(t4, t7), fma(t9, t8, -t10))
    part5 = select(where2, fma(t8, t6 + (t3 - (t9 - f32(1.0))), part4), part3)
    return g * (select(where, f32(0.0), part5) + part2)


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
    where2 = s > 0.375
    # 1073741824.0 is 2**30
    t2 = least(1073741824.0, s)
    t3 = -t2
    t4 = exp_neg_fine_f64(t3)
    t5 = 1.0 + t2
    t6 = t5 * t4
    part1 = fma(fma(-2.1091563722130466e-7, t, -2.4493441390748393e-6), t, -2.203236542908972e-5)
    part2 = fma(t4, t2 - (t5 - 1.0), fma(t5, exp_neg_low_f64(t3), fma(t5, t4, -t6)))
    part3 = fma(fma(part1, t, -0.00017360751652177703), t, -0.0011904755950867256)
    part4 = fma(fma(part3, t, -0.0069444443842097674), t, -0.03333333332982257)
    part5 = t * t * fma(fma(fma(part4, t, -0.12499999999989575), t, -0.33333333333333215), t, -0.5)
    part6 = select(where, 0.0, select(where2, -1.0 + t6, part5))
    return g * (select(where, 0.0, select(where2, part2, 0.0)) + part6)
