"""celu: An exponential linear unit with a continuous slope for every alpha.

    f(x) = where(x > 0, x, alpha*(exp(x/alpha) - 1))
    f'(x) = where(x <= 0, exp(x/alpha), 1)
    f'(x) = where(y <= 0, (alpha + y)/alpha, 1), y = f(x)

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
    "value_f32": "fc449c6e791bc280",
    "derivative_f32": "70db1e2b657616b9",
    "vjp_f32": "4db9418244346b2d",
    "vjp_from_output_f32": "b62a1fc8db872888",
    "value_f64": "8e8a08dbab8d3d58",
    "derivative_f64": "42708b888411356d",
    "vjp_f64": "0d805e692f6e1d4b",
    "vjp_from_output_f64": "03a3143e86a57adc",
    "general_value_f32": "77f56cf0daa2a9c7",
    "general_derivative_f32": "07c2ab81ab51576b",
    "general_vjp_f32": "caadd2bacd313f97",
    "general_vjp_from_output_f32": "9dd1a40ccb885c57",
    "general_vjp_alpha_f32": "33d688440cd7ade9",
    "general_value_f64": "6380b11739ff3ac8",
    "general_derivative_f64": "a05e88bd543a2cac",
    "general_vjp_f64": "beb64e2c4d63935c",
    "general_vjp_from_output_f64": "686d1b8f7e930215",
    "general_vjp_alpha_f64": "0408bbc2948534f7",
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
    m = expm1_neg_f32(-(f32(1.0) / alpha * abs(x)))
    return select(alpha > f32(0.0), select(x >= f32(0.0), x, m * alpha), f32(nan))


@inlined
def general_derivative_f32(x, alpha):
    """f'(x)."""
    t = f32(1.0) / alpha
    s = abs(x)
    t2 = -(t * s)
    part1 = exp_neg_sum_f32(t2, -fma(s, fma(-t, alpha, f32(1.0)) * t, fma(t, s, t2)))
    return select(alpha > f32(0.0), select(x > f32(0.0), f32(1.0), part1), f32(nan))


@inlined
def general_vjp_f32(g, x, alpha):
    """g f'(x)."""
    return g * general_derivative_f32(x, alpha)


@inlined
def general_vjp_from_output_f32(g, y, alpha):
    """g f'(x), of y = f(x)."""
    part1 = select(y > f32(0.0), f32(1.0), f32(1.0) / alpha * (alpha + y))
    return g * select(y >= -alpha, part1, f32(nan))


@inlined
def general_vjp_alpha_f32(g, x, alpha):
    """g times the derivative of f by alpha."""
    t = x / alpha
    s = abs(t)
    # 1.048576e6 is 2**20
    t2 = least(f32(1.048576e6), s)
    q = exp_neg_f32(-t2)
    square = t * t
    part1 = fma(fma(f32(-1.1191148e-5), t, f32(-0.00014954871)), t, f32(-0.0011607294))
    part2 = fma(fma(fma(part1, t, f32(-0.0069233812)), t, f32(-0.033325076)), t, f32(-0.12499833))
    t3 = fma(fma(part2, t, f32(-0.33333302)), t, f32(-0.5))
    part3 = t * fma(t, fma(f32(2.8332122e-8), t, f32(-3.5124362e-8)), f32(-1.9226916e-7))
    part4 = fma(square, t3, fma(t3, fma(t, t, -square), square * part3))
    part5 = select(s > f32(1.5), fma(f32(1.0) + t2, q, f32(-1.0)), part4)
    return g * select(alpha > f32(0.0), select(t > f32(0.0), f32(0.0), part5), f32(nan))


@inlined
def general_value_f64(x, alpha):
    """f(x)."""
    m = expm1_neg_f64(-(1.0 / alpha * abs(x)))
    return select(alpha > 0.0, select(x >= 0.0, x, m * alpha), nan)


@inlined
def general_derivative_f64(x, alpha):
    """f'(x)."""
    t = 1.0 / alpha
    s = abs(x)
    t2 = -(t * s)
    part1 = exp_neg_sum_f64(t2, -fma(s, fma(-t, alpha, 1.0) * t, fma(t, s, t2)))
    return select(alpha > 0.0, select(x > 0.0, 1.0, part1), nan)


@inlined
def general_vjp_f64(g, x, alpha):
    """g f'(x)."""
    return g * general_derivative_f64(x, alpha)


@inlined
def general_vjp_from_output_f64(g, y, alpha):
    """g f'(x), of y = f(x)."""
    t = abs(y) - alpha
    t2 = 1.0 / alpha
    t3 = t2 * t
    part1 = select(y > 0.0, 1.0, fma(t, fma(t2, alpha, -1.0) * t2, fma(-t2, t, t3)) - t3)
    return g * select(y >= -alpha, part1, nan)


@inlined
def general_vjp_alpha_f64(g, x, alpha):
    """g times the derivative of f by alpha."""
    t = 1.0 / alpha
    t2 = x * t
    s = abs(t2)
    # 1073741824.0 is 2**30
    t3 = least(1073741824.0, s)
    t4 = -t3
    t5 = fma(-t2, alpha, x) * t
    t6 = select(1073741824.0 < s, 0.0, copysign(1.0, t2) * t5)
    t7 = -t6
    t8 = exp_neg_sum_fine_f64(t4, t7)
    t9 = 1.0 + t3
    square = t2 * t2
    part1 = fma(-8.308917070187519e-11, t2, -1.7102550420182864e-9)
    part2 = fma(fma(part1, t2, -2.2526888344009853e-8), t2, -2.499381908931212e-7)
    part3 = fma(fma(part2, t2, -2.479627855123369e-6), t2, -2.204552071471263e-5)
    part4 = fma(fma(part3, t2, -0.00017361096580377342), t2, -0.0011904761479672563)
    part5 = fma(fma(part4, t2, -0.006944444436418914), t2, -0.03333333333242637)
    t10 = fma(part5, t2, -0.12499999999994639)
    t11 = fma(t10, t2, -0.3333333333333321)
    t12 = fma(t11, t2, -0.5)
    part6 = fma(t8, t6 + (t3 - (t9 - 1.0)), t9 * exp_neg_sum_low_f64(t4, t7)) + fma(t9, t8, -1.0)
    part7 = 1.487514430614146e-17 + fma(t2, -3.2041303746856333e-18 * t2, t10 * t5)
    part8 = fma(t2, t5, fma(t2, t5, fma(t2, t2, -square)))
    part9 = fma(square, t12, fma(t12, part8, square * fma(t2, part7, t11 * t5)))
    return g * select(alpha > 0.0, select(t2 >= 0.0, 0.0, select(s > 1.25, part6, part9)), nan)
