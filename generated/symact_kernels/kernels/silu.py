"""silu: The input times its sigmoid.

    f(x) = x/(1 + exp(-x))
    f'(x) = (1 + x*exp(-x)/(1 + exp(-x)))/(1 + exp(-x))

Written by symact; do not edit.
"""

from numpy import float32 as f32

from .._intrinsics import copysign, fma, inlined, least, select
from ..elementary import (
    exp_neg_f32,
    exp_neg_f64,
    exp_neg_fine_f32,
    exp_neg_fine_f64,
    exp_neg_fine_lifted_f32,
    exp_neg_fine_lifted_f64,
    exp_neg_lifted_f32,
    exp_neg_lifted_f64,
    exp_neg_lifted_low_f32,
    exp_neg_lifted_low_f64,
    exp_neg_low_f32,
    exp_neg_low_f64,
)

HASHES = {
    "value_f32": "a7acc845a5e78c81",
    "derivative_f32": "2d235f12fcd59023",
    "vjp_f32": "efa8d86ee4e3cb3a",
    "value_f64": "c1f2e70e81781c4f",
    "derivative_f64": "cf54c3de23e45b4c",
    "vjp_f64": "4fd9d43eff84be8c",
}


@inlined
def value_f32(x):
    """f(x)."""
    where = x > f32(0.0)
    s = abs(x)
    # 1.048576e6 is 2**20
    t = least(f32(1.048576e6), s)
    t2 = -t
    t3 = exp_neg_lifted_f32(t2)
    q = exp_neg_f32(t2)
    t4 = q / (f32(1.0) + q)
    t5 = fma(t, t4, t2)
    t6 = t3 * t5
    # 5.421011e-20 is 2**-64
    part1 = f32(5.421011e-20) * fma(t3, fma(t, t4, t2 - t5), fma(t3, t5, -t6))
    # 5.421011e-20 is 2**-64
    part2 = select(where, f32(0.0), part1) + select(where, fma(t2, t4, s), f32(5.421011e-20) * t6)
    return copysign(part2, x)


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
    t6 = f32(1.0) + t4
    square = t6 * t6
    t7 = f32(1.0) / square
    t8 = t5 * t7
    t9 = -t8
    t10 = exp_neg_low_f32(t3)
    t11 = t10 + (t4 - (t6 - f32(1.0)))
    t12 = fma(t6, t11, fma(t6, t11, fma(t6, t6, -square)))
    t13 = f32(1.2784646) + x
    where2 = abs(t13) > f32(0.0048828125)
    t14 = t4 + (f32(1.0) - t)
    t15 = exp_neg_fine_lifted_f32(t3)
    t16 = t14 * t15
    t17 = t16 * t7
    t18 = -t17
    t19 = f32(-1.29792825e-8) + t13
    part1 = fma(t19 * t19, fma(f32(0.01887478), t19, f32(0.14664853)), f32(-2.8270397e-9))
    part2 = fma(t15, t10, fma(t14, exp_neg_lifted_low_f32(t3), fma(t14, t15, -t16)))
    # 5.421011e-20 is 2**-64
    part3 = f32(5.421011e-20) * (fma(t18, t12, fma(t18, square, t16) + part2) * t7)
    part4 = fma(f32(0.2178117), t13, fma(f32(2.0368673e-9), t13, part1))
    # 5.421011e-20 is 2**-64
    part5 = select(where, t8, select(where2, f32(5.421011e-20) * t17, part4))
    part6 = fma(t9, t12, fma(t2, t10, fma(t9, square, t5))) * t7
    return select(where, part6, select(where2, part3, f32(0.0))) + part5


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
    t6 = f32(1.0) + t4
    square = t6 * t6
    t7 = f32(1.0) / square
    t8 = t5 * t7
    t9 = -t8
    t10 = exp_neg_low_f32(t3)
    t11 = t10 + (t4 - (t6 - f32(1.0)))
    t12 = fma(t6, t11, fma(t6, t11, fma(t6, t6, -square)))
    t13 = f32(1.2784646) + x
    where2 = abs(t13) > f32(0.0048828125)
    t14 = t4 + (f32(1.0) - t)
    t15 = exp_neg_fine_lifted_f32(t3)
    t16 = t14 * t15
    t17 = t16 * t7
    t18 = -t17
    t19 = f32(-1.29792825e-8) + t13
    part1 = fma(t19 * t19, fma(f32(0.01887478), t19, f32(0.14664853)), f32(-2.8270397e-9))
    part2 = fma(t15, t10, fma(t14, exp_neg_lifted_low_f32(t3), fma(t14, t15, -t16)))
    # 5.421011e-20 is 2**-64
    part3 = f32(5.421011e-20) * (fma(t18, t12, fma(t18, square, t16) + part2) * t7)
    part4 = fma(f32(0.2178117), t13, fma(f32(2.0368673e-9), t13, part1))
    # 5.421011e-20 is 2**-64
    part5 = select(where, t8, select(where2, f32(5.421011e-20) * t17, part4))
    part6 = fma(t9, t12, fma(t2, t10, fma(t9, square, t5))) * t7
    return g * (select(where, part6, select(where2, part3, f32(0.0))) + part5)


@inlined
def value_f64(x):
    """f(x)."""
    s = abs(x)
    # 1073741824.0 is 2**30
    t = least(1073741824.0, s)
    t2 = -t
    q = exp_neg_f64(t2)
    t3 = q / (1.0 + q)
    # 7.458340731200207e-155 is 2**-512
    part1 = 7.458340731200207e-155 * (exp_neg_lifted_f64(t2) * fma(t, t3, t2))
    return copysign(select(x > 0.0, fma(t2, t3, s), part1), x)


@inlined
def derivative_f64(x):
    """f'(x)."""
    where = x > 0.0
    # 1073741824.0 is 2**30
    t = least(1073741824.0, abs(x))
    t2 = 1.0 + t
    t3 = -t
    t4 = exp_neg_fine_f64(t3)
    t5 = 1.0 + t2 * t4
    t6 = 2.0 + t4
    t7 = fma(t6, t4, 1.0)
    t8 = 1.0 / t7
    t9 = t5 * t8
    t10 = -t9
    t11 = exp_neg_low_f64(t3)
    t12 = fma(t4, t11, t6 * t11)
    t13 = 1.2784645427610737 + x
    where2 = abs(t13) > 0.00146484375
    t14 = 1.0 - t
    t15 = t4 + t14
    t16 = exp_neg_fine_lifted_f64(t3)
    t17 = t15 * t16
    t18 = t17 * t8
    t19 = -t18
    t20 = 1.0946994183093437e-16 + t13
    part1 = fma(fma(-0.006606586659663921, t20, -0.01522265488354575), t20, 0.018874814223780442)
    part2 = fma(t20 * t20, fma(part1, t20, 0.14664879699694672), 2.3843834755243112e-17)
    part3 = fma(0.2178117057198001, t13, fma(-3.9741389020909345e-18, t13, part2))
    # 7.458340731200207e-155 is 2**-512
    part4 = select(where, t9, select(where2, 7.458340731200207e-155 * t18, part3))
    part5 = fma(t15, exp_neg_lifted_low_f64(t3), fma(t15, t16, -t17))
    part6 = fma(t19, t12, fma(t19, t7, t17) + fma(t16, t11 + (t14 - (t15 - t4)), part5)) * t8
    # 7.458340731200207e-155 is 2**-512
    part7 = select(where2, 7.458340731200207e-155 * part6, 0.0)
    return select(where, fma(t10, t12, fma(t2, t11, fma(t10, t7, t5))) * t8, part7) + part4


@inlined
def vjp_f64(g, x):
    """g f'(x)."""
    where = x > 0.0
    # 1073741824.0 is 2**30
    t = least(1073741824.0, abs(x))
    t2 = 1.0 + t
    t3 = -t
    t4 = exp_neg_fine_f64(t3)
    t5 = 1.0 + t2 * t4
    t6 = 2.0 + t4
    t7 = fma(t6, t4, 1.0)
    t8 = 1.0 / t7
    t9 = t5 * t8
    t10 = -t9
    t11 = exp_neg_low_f64(t3)
    t12 = fma(t4, t11, t6 * t11)
    t13 = 1.2784645427610737 + x
    where2 = abs(t13) > 0.00146484375
    t14 = 1.0 - t
    t15 = t4 + t14
    t16 = exp_neg_fine_lifted_f64(t3)
    t17 = t15 * t16
    t18 = t17 * t8
    t19 = -t18
    t20 = 1.0946994183093437e-16 + t13
    part1 = fma(fma(-0.006606586659663921, t20, -0.01522265488354575), t20, 0.018874814223780442)
    part2 = fma(t20 * t20, fma(part1, t20, 0.14664879699694672), 2.3843834755243112e-17)
    part3 = fma(0.2178117057198001, t13, fma(-3.9741389020909345e-18, t13, part2))
    # 7.458340731200207e-155 is 2**-512
    part4 = select(where, t9, select(where2, 7.458340731200207e-155 * t18, part3))
    part5 = fma(t15, exp_neg_lifted_low_f64(t3), fma(t15, t16, -t17))
    part6 = fma(t19, t12, fma(t19, t7, t17) + fma(t16, t11 + (t14 - (t15 - t4)), part5)) * t8
    # 7.458340731200207e-155 is 2**-512
    part7 = select(where2, 7.458340731200207e-155 * part6, 0.0)
    return g * (select(where, fma(t10, t12, fma(t2, t11, fma(t10, t7, t5))) * t8, part7) + part4)
