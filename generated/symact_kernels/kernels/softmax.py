"""softmax: A categorical distribution from scores.

    f(x) = exp(x[i])/sum(exp(x[j]), j)

Written by symact; do not edit.
"""

from math import inf

from numpy import float32 as f32

from .._intrinsics import fma, greatest, inlined, ldexp, least, select, to_int
from .._steps import Steps
from ..elementary import exp_f32, exp_f64

HASHES = {
    "value_f32": "46a27bfeb6863363",
    "derivative_f32": "60102e0a9e68aae1",
    "vjp_f32": "c585bf483fda9906",
    "vjp_from_output_f32": "370477a1a723e719",
    "value_f64": "7fb64eb2cc717c12",
    "derivative_f64": "9375e64ad96bb41d",
    "vjp_f64": "d6abc73f2880a9f8",
    "vjp_from_output_f64": "751d4f764e56ddd7",
}


@inlined
def m_f32(x):
    """What m is the largest of."""
    return x


@inlined
def e_f32(m, x):
    """One element of the row e."""
    t1 = -m
    t2 = x + t1
    t3 = t2 - x
    t4 = exp_f32(t2)
    t5 = x - (t2 - t3) + (t1 - t3)
    t6 = t4 * select(abs(t5) < f32(inf), t5, f32(0.0))
    low = select(abs(t6) < f32(inf), t6, f32(0.0))
    return t4, low


@inlined
def s_f32(e, e_low):
    """What s is the sum of."""
    low = select(abs(e_low) < f32(inf), e_low, f32(0.0))
    return e, low


@inlined
def c_f32(s, s_low):
    """The number c."""
    t1 = f32(1.0) / s
    t2 = t1 * fma(-t1, s_low, fma(-t1, s, f32(1.0)))
    low = select(abs(t2) < f32(inf), t2, f32(0.0))
    return t1, low


@inlined
def value_f32(c, c_low, e, e_low):
    """Value at one position: exp(x[k])/Sum(exp(x[j]), (j, 0, n - 1))."""
    t1 = e * c
    t2 = fma(c, e_low, fma(e, c_low, fma(e, c, -t1)))
    return t1 + select(abs(t2) < f32(inf), t2, f32(0.0))


@inlined
def derivative_c_f32(s, s_low):
    """The number c."""
    t1 = f32(1.0) / s
    t2 = t1 * t1
    part1 = fma(t1, t1 * fma(-t1, s_low, fma(-t1, s, f32(1.0))), fma(t1, t1, -t2))
    t3 = fma(t1, t1 * fma(-t1, s_low, fma(-t1, s, f32(1.0))), part1)
    low = select(abs(t3) < f32(inf), t3, f32(0.0))
    return t2, low


@inlined
def derivative_f32(diagonal, c, c_low, e, e_k, e_low, e_low_k, s, s_low):
    """Derivative at one position: (-exp(x[k])/Sum(exp(x[j]), (j, 0, n - 1)) + KroneckerDelta(i,
    k))*exp(x[i])/Sum(exp(x[j]), (j, 0, n - 1)).
    """
    t1 = e * e_k
    t2 = t1 * c
    part1 = fma(e_k, e_low, fma(e, e_low_k, fma(e, e_k, -t1)))
    t3 = -fma(c, part1, fma(t1, c_low, fma(t1, c, -t2)))
    t4 = -s
    t5 = t4 + e
    t6 = t5 - t4
    t7 = t5 * e
    t8 = t7 * c
    part2 = fma(e, t4 - (t5 - t6) + (e - t6) - s_low + e_low, fma(t5, e_low, fma(t5, e, -t7)))
    t9 = -fma(c, part2, fma(t7, c_low, fma(t7, c, -t8)))
    part3 = select(abs(t9) < f32(inf), t9, f32(0.0)) - t8
    return select(diagonal, part3, select(abs(t3) < f32(inf), t3, f32(0.0)) - t2)


@inlined
def vjp_e_f32(m, x):
    """One element of the row e."""
    t1 = -m
    t2 = x + t1
    t3 = t2 - x
    t4 = greatest(f32(-105.0), t2)
    t5 = least(f32(89.0), t4)
    t6 = fma(t5, f32(1.442695), f32(1.2582912e7)) - f32(1.2582912e7)
    t7 = fma(t6, f32(-0.69314575), t5)
    t8 = f32(-1.4286197e-6) * t6
    t9 = t7 + t8
    t10 = t9 - t7
    part1 = fma(t6, f32(1.290532e-11), t7 - (t9 - t10) + (t8 - t10))
    t11 = part1 + select(t5 == t2, x - (t2 - t3) + (t1 - t3), f32(0.0))
    t12 = t9 * t9
    t13 = f32(1.0) + t9
    t14 = t13 - f32(1.0)
    t15 = f32(0.5) * t12
    t16 = t13 + t15
    t17 = t16 - t13
    part2 = fma(fma(f32(2.755732e-7), t9, f32(2.7557319e-6)), t9, f32(2.4801588e-5))
    part3 = t13 - (t16 - t17) + (t15 - t17) + (f32(1.0) - (t13 - t14) + (t9 - t14))
    part4 = fma(fma(part2, t9, f32(0.0001984127)), t9, f32(0.0013888889))
    part5 = fma(fma(fma(part4, t9, f32(0.008333334)), t9, f32(0.041666668)), t9, f32(0.16666667))
    t18 = fma(t11, t16, fma(t9 * t12, part5, fma(f32(0.5), fma(t9, t9, -t12), part3)))
    t19 = to_int(t6)
    t20 = t16 + t18
    t21 = ldexp(t20, t19)
    t22 = t18 - (t20 - t16)
    t23 = ldexp(t22, t19)
    low = select(abs(t23) < f32(inf), t23, f32(0.0))
    return t21, low


@inlined
def s2_f32(e, e_low, g):
    """What s2 is the sum of."""
    t1 = e * g
    t2 = fma(g, e_low, fma(e, g, -t1))
    low = select(abs(t2) < f32(inf), t2, f32(0.0))
    return t1, low


@inlined
def mean_f32(s, s2, s2_low, s_low):
    """The number mean."""
    t1 = f32(1.0) / s
    t2 = t1 * s2
    t3 = fma(s2, t1 * fma(-t1, s_low, fma(-t1, s, f32(1.0))), fma(t1, s2_low, fma(t1, s2, -t2)))
    return t2 + select(abs(t3) < f32(inf), t3, f32(0.0))


@inlined
def s3_f32(e, e_low, g, mean):
    """What s3 is the sum of."""
    t1 = -mean
    t2 = g + t1
    t3 = t2 - g
    t4 = e * t2
    t5 = fma(t2, e_low, fma(e, g - (t2 - t3) + (t1 - t3), fma(e, t2, -t4)))
    low = select(abs(t5) < f32(inf), t5, f32(0.0))
    return t4, low


@inlined
def vjp_f32(c, c_low, e, e_low, g, mean, s, s3, s3_low, s_low):
    """Vjp at one position: (g[k] - Sum(exp(x[j])*g[j], (j, 0, n - 1))/Sum(exp(x[j]), (j, 0, n -
    1)))*exp(x[k])/Sum(exp(x[j]), (j, 0, n - 1)).
    """
    t1 = -mean
    t2 = g + t1
    t3 = t2 - g
    t4 = t2 * s
    t5 = -s3
    t6 = t5 + t4
    t7 = t6 - t5
    t8 = t6 * e
    t9 = t8 * c
    part1 = fma(s, g - (t2 - t3) + (t1 - t3), fma(t2, s_low, fma(t2, s, -t4)))
    part2 = fma(e, t5 - (t6 - t7) + (t4 - t7) - s3_low + part1, fma(t6, e_low, fma(t6, e, -t8)))
    t10 = fma(c, part2, fma(t8, c_low, fma(t8, c, -t9)))
    return t9 + select(abs(t10) < f32(inf), t10, f32(0.0))


@inlined
def vjp_from_output_s_f32(g, y):
    """What s is the sum of."""
    t1 = g * y
    t2 = fma(g, y, -t1)
    low = select(abs(t2) < f32(inf), t2, f32(0.0))
    return t1, low


@inlined
def vjp_from_output_f32(g, s, s_low, y):
    """Vjp from output at one position: (g[k] - Sum(g[j]*y[j], (j, 0, n - 1)))*y[k]."""
    t1 = -s
    t2 = t1 + g
    t3 = t2 - t1
    t4 = t2 * y
    t5 = fma(y, t1 - (t2 - t3) + (g - t3) - s_low, fma(t2, y, -t4))
    return t4 + select(abs(t5) < f32(inf), t5, f32(0.0))


@inlined
def m_f64(x):
    """What m is the largest of."""
    return x


@inlined
def e_f64(m, x):
    """One element of the row e."""
    t1 = -m
    t2 = x + t1
    t3 = t2 - x
    t4 = exp_f64(t2)
    t5 = x - (t2 - t3) + (t1 - t3)
    t6 = t4 * select(abs(t5) < inf, t5, 0.0)
    low = select(abs(t6) < inf, t6, 0.0)
    return t4, low


@inlined
def s_f64(e, e_low):
    """What s is the sum of."""
    low = select(abs(e_low) < inf, e_low, 0.0)
    return e, low


@inlined
def c_f64(s, s_low):
    """The number c."""
    t1 = 1.0 / s
    t2 = t1 * fma(-t1, s_low, fma(-t1, s, 1.0))
    low = select(abs(t2) < inf, t2, 0.0)
    return t1, low


@inlined
def value_f64(c, c_low, e, e_low):
    """Value at one position: exp(x[k])/Sum(exp(x[j]), (j, 0, n - 1))."""
    t1 = e * c
    t2 = fma(c, e_low, fma(e, c_low, fma(e, c, -t1)))
    return t1 + select(abs(t2) < inf, t2, 0.0)


@inlined
def derivative_c_f64(s, s_low):
    """The number c."""
    t1 = 1.0 / s
    t2 = t1 * t1
    part1 = fma(t1, t1 * fma(-t1, s_low, fma(-t1, s, 1.0)), fma(t1, t1, -t2))
    t3 = fma(t1, t1 * fma(-t1, s_low, fma(-t1, s, 1.0)), part1)
    low = select(abs(t3) < inf, t3, 0.0)
    return t2, low


@inlined
def derivative_f64(diagonal, c, c_low, e, e_k, e_low, e_low_k, s, s_low):
    """Derivative at one position: (-exp(x[k])/Sum(exp(x[j]), (j, 0, n - 1)) + KroneckerDelta(i,
    k))*exp(x[i])/Sum(exp(x[j]), (j, 0, n - 1)).
    """
    t1 = e * e_k
    t2 = t1 * c
    part1 = fma(e_k, e_low, fma(e, e_low_k, fma(e, e_k, -t1)))
    t3 = -fma(c, part1, fma(t1, c_low, fma(t1, c, -t2)))
    t4 = -s
    t5 = t4 + e
    t6 = t5 - t4
    t7 = t5 * e
    t8 = t7 * c
    part2 = fma(e, t4 - (t5 - t6) + (e - t6) - s_low + e_low, fma(t5, e_low, fma(t5, e, -t7)))
    t9 = -fma(c, part2, fma(t7, c_low, fma(t7, c, -t8)))
    part3 = select(abs(t9) < inf, t9, 0.0) - t8
    return select(diagonal, part3, select(abs(t3) < inf, t3, 0.0) - t2)


@inlined
def vjp_e_f64(m, x):
    """One element of the row e."""
    t1 = -m
    t2 = x + t1
    t3 = t2 - x
    t4 = greatest(-747.0, t2)
    t5 = least(710.0, t4)
    t6 = fma(t5, 1.4426950408889634, 6755399441055744.0) - 6755399441055744.0
    t7 = fma(t6, -0.6931471805598903, t5)
    t8 = -5.4979230187085024e-14 * t6
    t9 = t7 + t8
    t10 = t9 - t7
    part1 = fma(t6, 1.3124698417785255e-27, t7 - (t9 - t10) + (t8 - t10))
    t11 = part1 + select(t5 == t2, x - (t2 - t3) + (t1 - t3), 0.0)
    t12 = t9 * t9
    t13 = 1.0 + t9
    t14 = t13 - 1.0
    t15 = 0.5 * t12
    t16 = t13 + t15
    t17 = t16 - t13
    part2 = fma(fma(2.8114572543455206e-15, t9, 4.779477332387385e-14), t9, 7.647163731819816e-13)
    part3 = fma(fma(part2, t9, 1.1470745597729725e-11), t9, 1.6059043836821613e-10)
    part4 = fma(fma(part3, t9, 2.08767569878681e-9), t9, 2.505210838544172e-8)
    part5 = fma(fma(part4, t9, 2.755731922398589e-7), t9, 2.7557319223985893e-6)
    part6 = fma(fma(part5, t9, 2.48015873015873e-5), t9, 0.0001984126984126984)
    part7 = fma(fma(part6, t9, 0.001388888888888889), t9, 0.008333333333333333)
    part8 = fma(fma(part7, t9, 0.041666666666666664), t9, 0.16666666666666666)
    part9 = t13 - (t16 - t17) + (t15 - t17) + (1.0 - (t13 - t14) + (t9 - t14))
    t18 = fma(t11, t16, fma(t9 * t12, part8, fma(0.5, fma(t9, t9, -t12), part9)))
    t19 = to_int(t6)
    t20 = t16 + t18
    t21 = ldexp(t20, t19)
    t22 = t18 - (t20 - t16)
    t23 = ldexp(t22, t19)
    low = select(abs(t23) < inf, t23, 0.0)
    return t21, low


@inlined
def s2_f64(e, e_low, g):
    """What s2 is the sum of."""
    t1 = e * g
    t2 = fma(g, e_low, fma(e, g, -t1))
    low = select(abs(t2) < inf, t2, 0.0)
    return t1, low


@inlined
def mean_f64(s, s2, s2_low, s_low):
    """The number mean."""
    t1 = 1.0 / s
    t2 = t1 * s2
    t3 = fma(s2, t1 * fma(-t1, s_low, fma(-t1, s, 1.0)), fma(t1, s2_low, fma(t1, s2, -t2)))
    return t2 + select(abs(t3) < inf, t3, 0.0)


@inlined
def s3_f64(e, e_low, g, mean):
    """What s3 is the sum of."""
    t1 = -mean
    t2 = g + t1
    t3 = t2 - g
    t4 = e * t2
    t5 = fma(t2, e_low, fma(e, g - (t2 - t3) + (t1 - t3), fma(e, t2, -t4)))
    low = select(abs(t5) < inf, t5, 0.0)
    return t4, low


@inlined
def vjp_f64(c, c_low, e, e_low, g, mean, s, s3, s3_low, s_low):
    """Vjp at one position: (g[k] - Sum(exp(x[j])*g[j], (j, 0, n - 1))/Sum(exp(x[j]), (j, 0, n -
    1)))*exp(x[k])/Sum(exp(x[j]), (j, 0, n - 1)).
    """
    t1 = -mean
    t2 = g + t1
    t3 = t2 - g
    t4 = t2 * s
    t5 = -s3
    t6 = t5 + t4
    t7 = t6 - t5
    t8 = t6 * e
    t9 = t8 * c
    part1 = fma(s, g - (t2 - t3) + (t1 - t3), fma(t2, s_low, fma(t2, s, -t4)))
    part2 = fma(e, t5 - (t6 - t7) + (t4 - t7) - s3_low + part1, fma(t6, e_low, fma(t6, e, -t8)))
    t10 = fma(c, part2, fma(t8, c_low, fma(t8, c, -t9)))
    return t9 + select(abs(t10) < inf, t10, 0.0)


@inlined
def vjp_from_output_s_f64(g, y):
    """What s is the sum of."""
    t1 = g * y
    t2 = fma(g, y, -t1)
    low = select(abs(t2) < inf, t2, 0.0)
    return t1, low


@inlined
def vjp_from_output_f64(g, s, s_low, y):
    """Vjp from output at one position: (g[k] - Sum(g[j]*y[j], (j, 0, n - 1)))*y[k]."""
    t1 = -s
    t2 = t1 + g
    t3 = t2 - t1
    t4 = t2 * y
    t5 = fma(y, t1 - (t2 - t3) + (g - t3) - s_low, fma(t2, y, -t4))
    return t4 + select(abs(t5) < inf, t5, 0.0)


AXISWISE = {
    "value_f32": Steps(
        {"x": "row"},
        "row",
        ("max", "m", m_f32, "x"),
        ("row", "e e_low", e_f32, "m x"),
        ("sum of doubles", "s s_low", s_f32, "e e_low"),
        ("number", "c c_low", c_f32, "s s_low"),
        ("row", "out", value_f32, "c c_low e e_low"),
    ),
    "derivative_f32": Steps(
        {"x": "row"},
        "matrix",
        ("max", "m", m_f32, "x"),
        ("row", "e e_low", e_f32, "m x"),
        ("sum of doubles", "s s_low", s_f32, "e e_low"),
        ("number", "c c_low", derivative_c_f32, "s s_low"),
        ("row", "out", derivative_f32, "diagonal c c_low e e_k e_low e_low_k s s_low"),
    ),
    "vjp_f32": Steps(
        {"g": "row", "x": "row"},
        "row",
        ("max", "m", m_f32, "x"),
        ("row", "e e_low", vjp_e_f32, "m x"),
        ("sum of doubles", "s s_low", s_f32, "e e_low"),
        ("sum of doubles", "s2 s2_low", s2_f32, "e e_low g"),
        ("number", "mean", mean_f32, "s s2 s2_low s_low"),
        ("sum of doubles", "s3 s3_low", s3_f32, "e e_low g mean"),
        ("number", "c c_low", derivative_c_f32, "s s_low"),
        ("row", "out", vjp_f32, "c c_low e e_low g mean s s3 s3_low s_low"),
    ),
    "vjp_from_output_f32": Steps(
        {"g": "row", "y": "row"},
        "row",
        ("sum of doubles", "s s_low", vjp_from_output_s_f32, "g y"),
        ("row", "out", vjp_from_output_f32, "g s s_low y"),
    ),
    "value_f64": Steps(
        {"x": "row"},
        "row",
        ("max", "m", m_f64, "x"),
        ("row", "e e_low", e_f64, "m x"),
        ("sum of doubles", "s s_low", s_f64, "e e_low"),
        ("number", "c c_low", c_f64, "s s_low"),
        ("row", "out", value_f64, "c c_low e e_low"),
    ),
    "derivative_f64": Steps(
        {"x": "row"},
        "matrix",
        ("max", "m", m_f64, "x"),
        ("row", "e e_low", e_f64, "m x"),
        ("sum of doubles", "s s_low", s_f64, "e e_low"),
        ("number", "c c_low", derivative_c_f64, "s s_low"),
        ("row", "out", derivative_f64, "diagonal c c_low e e_k e_low e_low_k s s_low"),
    ),
    "vjp_f64": Steps(
        {"g": "row", "x": "row"},
        "row",
        ("max", "m", m_f64, "x"),
        ("row", "e e_low", vjp_e_f64, "m x"),
        ("sum of doubles", "s s_low", s_f64, "e e_low"),
        ("sum of doubles", "s2 s2_low", s2_f64, "e e_low g"),
        ("number", "mean", mean_f64, "s s2 s2_low s_low"),
        ("sum of doubles", "s3 s3_low", s3_f64, "e e_low g mean"),
        ("number", "c c_low", derivative_c_f64, "s s_low"),
        ("row", "out", vjp_f64, "c c_low e e_low g mean s s3 s3_low s_low"),
    ),
    "vjp_from_output_f64": Steps(
        {"g": "row", "y": "row"},
        "row",
        ("sum of doubles", "s s_low", vjp_from_output_s_f64, "g y"),
        ("row", "out", vjp_from_output_f64, "g s s_low y"),
    ),
}
