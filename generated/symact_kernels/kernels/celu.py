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
    exp_neg_fine_f32,
    exp_neg_low_f32,
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
    "general_vjp_alpha_f32": "054cf56e980e7d40",
    "general_value_f64": "56ac50e5aa384882",
    "general_derivative_f64": "6efbe136ded73653",
    "general_vjp_f64": "5d80b0d5d61bbda8",
    "general_vjp_from_output_f64": "2992c8ea31f29117",
    "general_vjp_alpha_f64": "e921a561435e5ad0",
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
    where2 = s > f32(0.375)
    # 1.048576e6 is 2**20
    t2 = least(f32(1.048576e6), s)
    t3 = -t2
    t4 = exp_neg_fine_f32(t3)
    t5 = f32(1.0) + t2
    t6 = t5 * t4
    part1 = fma(fma(f32(-0.0010100127), t, f32(-0.0068696793)), t, f32(-0.03331879))
    t7 = fma(fma(fma(part1, t, f32(-0.12499871)), t, f32(-0.33333328)), t, f32(-0.5))
    square = t * t
    t8 = square * t7
    part2 = fma(t4, t2 - (t5 - f32(1.0)), fma(t5, exp_neg_low_f32(t3), fma(t5, t4, -t6)))
    part3 = select(where2, part2, fma(t7, fma(t, t, -square), fma(square, t7, -t8)))
    part4 = select(where, f32(0.0), select(where2, f32(-1.0) + t6, t8))
    return g * (select(where, f32(0.0), part3) + part4)


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
    t = 1.0 / alpha
    t2 = x * t
    where = t2 >= 0.0
    s = abs(t2)
    where2 = s > 0.375
    # 1073741824.0 is 2**30
    t3 = least(1073741824.0, s)
    t4 = -t3
    t5 = fma(-t2, alpha, x) * t
    # 1073741824.0 is 2**30
    t6 = select(1073741824.0 < s, 0.0, copysign(1.0, t2) * t5)
    t7 = -t6
    t8 = exp_neg_sum_fine_f64(t4, t7)
    t9 = 1.0 + t3
    t10 = t9 * t8
    t11 = fma(-2.1091563722130466e-7, t2, -2.4493441390748393e-6)
    t12 = fma(t11, t2, -2.203236542908972e-5)
    t13 = fma(t12, t2, -0.00017360751652177703)
    t14 = fma(t13, t2, -0.0011904755950867256)
    t15 = fma(t14, t2, -0.0069444443842097674)
    t16 = fma(t15, t2, -0.03333333332982257)
    t17 = fma(t16, t2, -0.12499999999989575)
    t18 = fma(t17, t2, -0.33333333333333215)
    t19 = fma(t18, t2, -0.5)
    square = t2 * t2
    part1 = fma(t2, fma(t2, fma(t2, -2.1091563722130466e-7 * t5, t11 * t5), t12 * t5), t13 * t5)
    part2 = fma(t2, fma(t2, fma(t2, fma(t2, part1, t14 * t5), t15 * t5), t16 * t5), t17 * t5)
    part3 = fma(t19, fma(t2, t5, t2 * t5), square * fma(t2, part2, t18 * t5))
    part4 = select(where, 0.0, select(where2, -1.0 + t10, square * t19))
    part5 = fma(t9, exp_neg_sum_low_f64(t4, t7), fma(t9, t8, -t10))
    part6 = select(where, 0.0, select(where2, fma(t8, t6 + (t3 - (t9 - 1.0)), part5), part3))
    return g * (part6 + part4)
