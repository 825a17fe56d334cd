"""silu: The input times its sigmoid.

    f(x) = x/(1 + exp(-x))
    f'(x) = (1 + x*exp(-x)/(1 + exp(-x)))/(1 + exp(-x))

Written by symact; do not edit.
"""

from numpy import float32 as f32

from .._intrinsics import copysign, finite, fma, inlined, least, select
from ..elementary import (
    exp_neg_f32,
    exp_neg_fine_f32,
    exp_neg_fine_f64,
    exp_neg_fine_lifted_f32,
    exp_neg_fine_lifted_f64,
    exp_neg_lifted_f64,
    exp_neg_lifted_low_f32,
    exp_neg_lifted_low_f64,
    exp_neg_low_f32,
    exp_neg_low_f64,
)

HASHES = {
    "value_f32": "d992559f9b7520ca",
    "derivative_f32": "5afd6f5cc2a363e6",
    "vjp_f32": "7a39dc5d16ba537c",
    "value_f64": "eafb160cce310c67",
    "derivative_f64": "f3c524665e2ab473",
    "vjp_f64": "44fb52edfbb87e73",
}


@inlined
def value_f32(x):
    """f(x)."""
    where = x > f32(0.0)
    s = abs(x)
    # 1.048576e6 is 2**20
    t = least(f32(1.048576e6), s)
    t2 = -t
    t3 = exp_neg_fine_lifted_f32(t2)
    t4 = t * t3
    t5 = select(where, s, -t4)
    q = exp_neg_f32(t2)
    t6 = f32(1.0) + q
    t7 = f32(1.0) / t6
    t8 = t5 * t7
    part1 = select(where, f32(0.0), fma(t2, exp_neg_lifted_low_f32(t2), fma(t2, t3, t4)))
    part2 = t8 + finite((fma(-t8, t6, t5) + part1) * t7)
    # 5.421011e-20 is 2**-64
    return copysign(select(where, f32(1.0), f32(5.421011e-20)) * part2, x)


@inlined
def derivative_f32(x):
    """f'(x)."""
    where = x > f32(0.0)
    # 1.048576e6 is 2**20
    t = least(f32(1.048576e6), abs(x))
    t2 = f32(1.0) + t
    t3 = -t
    t4 = exp_neg_fine_f32(t3)
    t5 = f32(1.0) + t2 * t4
    t6 = f32(2.0) + t4
    t7 = fma(t6, t4, f32(1.0))
    t8 = f32(1.0) / t7
    t9 = t5 * t8
    t10 = -t9
    t11 = exp_neg_low_f32(t3)
    t12 = fma(t4, t11, t6 * t11) + fma(t6, t4, f32(1.0) - t7)
    t13 = f32(1.2784646) + x
    where2 = abs(t13) > f32(0.0048828125)
    t14 = t4 + (f32(1.0) - t)
    t15 = exp_neg_fine_lifted_f32(t3)
    t16 = t14 * t15
    t17 = t16 * t8
    t18 = -t17
    t19 = f32(-1.29792825e-8) + t13
    part1 = fma(t19 * t19, fma(f32(0.01887478), t19, f32(0.14664853)), f32(-2.8270397e-9))
    part2 = fma(t10, t12, fma(t10, t7, t5) + fma(t4, t - (t2 - f32(1.0)), t2 * t11)) * t8
    part3 = fma(t15, t11, fma(t14, exp_neg_lifted_low_f32(t3), fma(t14, t15, -t16)))
    # 5.421011e-20 is 2**-64
    part4 = f32(5.421011e-20) * (fma(t18, t12, fma(t18, t7, t16) + part3) * t8)
    part5 = fma(f32(0.2178117), t13, fma(f32(2.0368673e-9), t13, part1))
    # 5.421011e-20 is 2**-64
    part6 = select(where, t9, select(where2, f32(5.421011e-20) * t17, part5))
    return select(where, part2, select(where2, part4, f32(0.0))) + part6


@inlined
def vjp_f32(g, x):
    """g f'(x)."""
    where = x > f32(0.0)
    # 1.048576e6 is 2**20
    t = least(f32(1.048576e6), abs(x))
    t2 = f32(1.0) + t
    t3 = -t
    t4 = exp_neg_fine_f32(t3)
    t5 = f32(1.0) + t2 * t4
    t6 = f32(2.0) + t4
    t7 = fma(t6, t4, f32(1.0))
    t8 = f32(1.0) / t7
    t9 = t5 * t8
    t10 = -t9
    t11 = exp_neg_low_f32(t3)
    t12 = fma(t4, t11, t6 * t11) + fma(t6, t4, f32(1.0) - t7)
    t13 = f32(1.2784646) + x
    where2 = abs(t13) > f32(0.0048828125)
    t14 = t4 + (f32(1.0) - t)
    t15 = exp_neg_fine_lifted_f32(t3)
    t16 = t14 * t15
    t17 = t16 * t8
    t18 = -t17
    t19 = f32(-1.29792825e-8) + t13
    part1 = fma(t19 * t19, fma(f32(0.01887478), t19, f32(0.14664853)), f32(-2.8270397e-9))
    part2 = fma(t10, t12, fma(t10, t7, t5) + fma(t4, t - (t2 - f32(1.0)), t2 * t11)) * t8
    part3 = fma(t15, t11, fma(t14, exp_neg_lifted_low_f32(t3), fma(t14, t15, -t16)))
    # 5.421011e-20 is 2**-64
    part4 = f32(5.421011e-20) * (fma(t18, t12, fma(t18, t7, t16) + part3) * t8)
    part5 = fma(f32(0.2178117), t13, fma(f32(2.0368673e-9), t13, part1))
    # 5.421011e-20 is 2**-64
    part6 = select(where, t9, select(where2, f32(5.421011e-20) * t17, part5))
    return g * (select(where, part2, select(where2, part4, f32(0.0))) + part6)


@inlined
def value_f64(x):
    """f(x)."""
    where = x > 0.0
    s = abs(x)
    # 1073741824.0 is 2**30
    t = least(1073741824.0, s)
    t2 = -t
    t3 = exp_neg_fine_f64(t2)
    t4 = 1.0 + t3
    t5 = 1.0 / t4
    t6 = s * t5
    t7 = t * exp_neg_fine_lifted_f64(t2) * t5
    t8 = t3 - (t4 - 1.0)
    # 7.458340731200207e-155 is 2**-512
    part1 = 7.458340731200207e-155 * (fma(t7, t8, -(t * exp_neg_lifted_low_f64(t2))) * t5)
    part2 = select(where, t6, -7.458340731200207e-155 * t7)
    return copysign(part2 + finite(select(where, -(t6 * t8 * t5), part1)), x)


@inlined
def derivative_f64(x):
    """f'(x)."""
    where = x > 0.0
    t = least(1.7976931348623157e308, abs(x))
    t2 = -t
    t3 = exp_neg_fine_f64(t2)
    t4 = -1.0 + t - t3
    t5 = exp_neg_lifted_f64(t2)
    t6 = t4 * t5
    t7 = 1.0 + t3
    square = t7 * t7
    t8 = 1.0 / square
    t9 = t6 * t8
    t10 = -t9
    t11 = exp_neg_low_f64(t2)
    t12 = t11 + (t3 - (t7 - 1.0))
    part1 = fma(t10, square, t6) + fma(t5, -t11, fma(t4, t5, -t6))
    part2 = fma(t10, fma(t7, t12, fma(t7, t12, fma(t7, t7, -square))), part1) * t8
    # 7.458340731200207e-155 is 2**-512
    t13 = 7.458340731200207e-155 * part2
    # 7.458340731200207e-155 is 2**-512
    t14 = 7.458340731200207e-155 * t9
    return select(where, t13, -t13) + select(where, 1.0 + t14, -t14)


@inlined
def vjp_f64(g, x):
    """g f'(x)."""
    where = x > 0.0
    t = least(1.7976931348623157e308, abs(x))
    t2 = -t
    t3 = exp_neg_fine_f64(t2)
    t4 = -1.0 + t - t3
    t5 = exp_neg_lifted_f64(t2)
    t6 = t4 * t5
    t7 = 1.0 + t3
    square = t7 * t7
    t8 = 1.0 / square
    t9 = t6 * t8
    t10 = -t9
    t11 = exp_neg_low_f64(t2)
    t12 = t11 + (t3 - (t7 - 1.0))
    part1 = fma(t10, square, t6) + fma(t5, -t11, fma(t4, t5, -t6))
    part2 = fma(t10, fma(t7, t12, fma(t7, t12, fma(t7, t7, -square))), part1) * t8
    # 7.458340731200207e-155 is 2**-512
    t13 = 7.458340731200207e-155 * part2
    # 7.458340731200207e-155 is 2**-512
    t14 = 7.458340731200207e-155 * t9
    return g * (select(where, t13, -t13) + select(where, 1.0 + t14, -t14))
