"""quick_gelu: The sigmoid form of GELU.

    f(x) = x/(1 + exp(-851*x/500))
    f'(x) = (1 + 851*x*exp(-851*x/500)/(500*(1 + exp(-851*x/500))))/(1 + exp(-851*x/500))

Written by symact; do not edit.
"""

from numpy import float32 as f32

from .._intrinsics import copysign, fma, inlined, least, select
from ..elementary import (
    exp_neg_sum_fine_f32,
    exp_neg_sum_fine_f64,
    exp_neg_sum_fine_lifted_f32,
    exp_neg_sum_fine_lifted_f64,
    exp_neg_sum_lifted_low_f32,
    exp_neg_sum_lifted_low_f64,
    exp_neg_sum_low_f32,
    exp_neg_sum_low_f64,
)

HASHES = {
    "value_f32": "2bc6c43e5e71dde9",
    "derivative_f32": "f061fd10df147153",
    "vjp_f32": "33e2cb8dfa2946b4",
    "value_f64": "6171d81a8ea2164d",
    "derivative_f64": "9750ea9940fe24c6",
    "vjp_f64": "72f038e8d8ac2062",
}


@inlined
def value_f32(x):
    """f(x)."""
    where = x > f32(0.0)
    s = abs(x)
    # 1.048576e6 is 2**20
    t = least(f32(1.048576e6), s)
    t2 = f32(-1.702) * t
    t3 = fma(t, f32(2.193451e-8), fma(f32(-1.702), t, -t2))
    t4 = exp_neg_sum_fine_f32(t2, t3)
    t5 = f32(1.0) + t4
    t6 = f32(1.0) / t5
    t7 = t4 * t6
    t8 = fma(-t7, t5, t4) * t6
    t9 = exp_neg_sum_fine_lifted_f32(t2, t3)
    t10 = t * t9
    t11 = -t10
    t12 = fma(t, t9, t11)
    # 5.421011e-20 is 2**-64
    part1 = select(where, -(t * t8), f32(5.421011e-20) * (fma(t7, t12, t10 * t8) - t12))
    # 5.421011e-20 is 2**-64
    return copysign(part1 + select(where, fma(-t, t7, s), f32(5.421011e-20) * fma(t10, t7, t11)), x)


@inlined
def derivative_f32(x):
    """f'(x)."""
    where = x > f32(0.0)
    # 1.048576e6 is 2**20
    t = least(f32(1.048576e6), abs(x))
    t2 = fma(f32(1.702), t, f32(1.0))
    t3 = f32(-1.702) * t
    t4 = fma(f32(-1.702), t, -t3)
    t5 = fma(t, f32(2.193451e-8), t4)
    t6 = exp_neg_sum_fine_f32(t3, t5)
    t7 = f32(1.0) + t2 * t6
    t8 = f32(1.0) + t6
    square = t8 * t8
    t9 = f32(1.0) / square
    t10 = t7 * t9
    t11 = -t10
    t12 = exp_neg_sum_low_f32(t3, t5)
    t13 = t12 + (t6 - (t8 - f32(1.0)))
    t14 = fma(t8, t13, fma(t8, t13, fma(t8, t8, -square)))
    t15 = f32(0.75115424) + x
    where2 = abs(t15) > f32(0.001953125)
    t16 = f32(1.0) + t3
    t17 = t6 + t16
    t18 = exp_neg_sum_fine_lifted_f32(t3, t5)
    t19 = t17 * t18
    t20 = t19 * t9
    t21 = -t20
    t22 = t16 - t3
    t23 = f32(1.1495214e-8) + t15
    part1 = fma(t23 * t23, fma(f32(0.093059555), t23, f32(0.42481247)), f32(4.2614543e-9))
    part2 = t12 + (fma(f32(2.193451e-8), t, t4) + (t3 - (t16 - t22) + (f32(1.0) - t22)))
    part3 = fma(t18, part2, fma(t17, exp_neg_sum_lifted_low_f32(t3, t5), fma(t17, t18, -t19)))
    # 5.421011e-20 is 2**-64
    part4 = f32(5.421011e-20) * (fma(t21, t14, fma(t21, square, t19) + part3) * t9)
    part5 = fma(f32(0.37071553), t15, fma(f32(-5.591839e-9), t15, part1))
    # 5.421011e-20 is 2**-64
    part6 = select(where, t10, select(where2, f32(5.421011e-20) * t20, part5))
    part7 = fma(t11, t14, fma(t2, t12, fma(t11, square, t7))) * t9
    return select(where, part7, select(where2, part4, f32(0.0))) + part6


@inlined
def vjp_f32(g, x):
    """g f'(x)."""
    where = x > f32(0.0)
    # 1.048576e6 is 2**20
    t = least(f32(1.048576e6), abs(x))
    t2 = fma(f32(1.702), t, f32(1.0))
    t3 = f32(-1.702) * t
    t4 = fma(f32(-1.702), t, -t3)
    t5 = fma(t, f32(2.193451e-8), t4)
    t6 = exp_neg_sum_fine_f32(t3, t5)
    t7 = f32(1.0) + t2 * t6
    t8 = f32(1.0) + t6
    square = t8 * t8
    t9 = f32(1.0) / square
    t10 = t7 * t9
    t11 = -t10
    t12 = exp_neg_sum_low_f32(t3, t5)
    t13 = t12 + (t6 - (t8 - f32(1.0)))
    t14 = fma(t8, t13, fma(t8, t13, fma(t8, t8, -square)))
    t15 = f32(0.75115424) + x
    where2 = abs(t15) > f32(0.001953125)
    t16 = f32(1.0) + t3
    t17 = t6 + t16
    t18 = exp_neg_sum_fine_lifted_f32(t3, t5)
    t19 = t17 * t18
    t20 = t19 * t9
    t21 = -t20
    t22 = t16 - t3
    t23 = f32(1.1495214e-8) + t15
    part1 = fma(t23 * t23, fma(f32(0.093059555), t23, f32(0.42481247)), f32(4.2614543e-9))
    part2 = t12 + (fma(f32(2.193451e-8), t, t4) + (t3 - (t16 - t22) + (f32(1.0) - t22)))
    part3 = fma(t18, part2, fma(t17, exp_neg_sum_lifted_low_f32(t3, t5), fma(t17, t18, -t19)))
    # 5.421011e-20 is 2**-64
    part4 = f32(5.421011e-20) * (fma(t21, t14, fma(t21, square, t19) + part3) * t9)
    part5 = fma(f32(0.37071553), t15, fma(f32(-5.591839e-9), t15, part1))
    # 5.421011e-20 is 2**-64
    part6 = select(where, t10, select(where2, f32(5.421011e-20) * t20, part5))
    part7 = fma(t11, t14, fma(t2, t12, fma(t11, square, t7))) * t9
    return g * (select(where, part7, select(where2, part4, f32(0.0))) + part6)


@inlined
def value_f64(x):
    """f(x)."""
    s = abs(x)
    # 1073741824.0 is 2**30
    t = least(1073741824.0, s)
    t2 = -t
    t3 = -1.702 * t
    t4 = fma(t, -4.263256414560601e-17, fma(-1.702, t, -t3))
    t5 = exp_neg_sum_fine_f64(t3, t4)
    t6 = t5 / (1.0 + t5)
    # 7.458340731200207e-155 is 2**-512
    part1 = 7.458340731200207e-155 * (exp_neg_sum_fine_lifted_f64(t3, t4) * fma(t, t6, t2))
    return copysign(select(x > 0.0, fma(t2, t6, s), part1), x)


@inlined
def derivative_f64(x):
    """f'(x)."""
    where = x > 0.0
    # 1073741824.0 is 2**30
    t = least(1073741824.0, abs(x))
    t2 = fma(1.702, t, 1.0)
    t3 = -1.702 * t
    t4 = fma(-1.702, t, -t3)
    t5 = fma(t, -4.263256414560601e-17, t4)
    t6 = exp_neg_sum_fine_f64(t3, t5)
    t7 = 1.0 + t2 * t6
    t8 = 2.0 + t6
    t9 = fma(t8, t6, 1.0)
    t10 = 1.0 / t9
    t11 = t7 * t10
    t12 = -t11
    t13 = exp_neg_sum_low_f64(t3, t5)
    t14 = fma(t6, t13, t8 * t13) + fma(t8, t6, 1.0 - t9)
    t15 = 0.751154255441289 + x
    where2 = abs(t15) > 0.0009765625
    t16 = 1.0 + t3
    t17 = t6 + t16
    t18 = exp_neg_sum_fine_lifted_f64(t3, t5)
    t19 = t17 * t18
    t20 = t19 * t10
    t21 = -t20
    t22 = t16 - t3
    t23 = -4.696480973567411e-17 + t15
    part1 = fma(fma(-0.09435716155067458, t23, -0.12774050293278708), t23, 0.09305963675727627)
    part2 = t13 + (fma(-4.263256414560601e-17, t, t4) + (t3 - (t16 - t22) + (1.0 - t22)))
    part3 = fma(t18, part2, fma(t17, exp_neg_sum_lifted_low_f64(t3, t5), fma(t17, t18, -t19)))
    part4 = fma(t23 * t23, fma(part1, t23, 0.42481282173594287), -1.7410584010100853e-17)
    # 7.458340731200207e-155 is 2**-512
    part5 = 7.458340731200207e-155 * (fma(t21, t14, fma(t21, t9, t19) + part3) * t10)
    part6 = fma(0.37071552313509976, t15, fma(1.2165692411429945e-17, t15, part4))
    # 7.458340731200207e-155 is 2**-512
    part7 = select(where, t11, select(where2, 7.458340731200207e-155 * t20, part6))
    part8 = fma(t12, t14, fma(t2, t13, fma(t12, t9, t7))) * t10
    return select(where, part8, select(where2, part5, 0.0)) + part7


@inlined
def vjp_f64(g, x):
    """g f'(x)."""
    where = x > 0.0
    # 1073741824.0 is 2**30
    t = least(1073741824.0, abs(x))
    t2 = fma(1.702, t, 1.0)
    t3 = -1.702 * t
    t4 = fma(-1.702, t, -t3)
    t5 = fma(t, -4.263256414560601e-17, t4)
    t6 = exp_neg_sum_fine_f64(t3, t5)
    t7 = 1.0 + t2 * t6
    t8 = 2.0 + t6
    t9 = fma(t8, t6, 1.0)
    t10 = 1.0 / t9
    t11 = t7 * t10
    t12 = -t11
    t13 = exp_neg_sum_low_f64(t3, t5)
    t14 = fma(t6, t13, t8 * t13) + fma(t8, t6, 1.0 - t9)
    t15 = 0.751154255441289 + x
    where2 = abs(t15) > 0.0009765625
    t16 = 1.0 + t3
    t17 = t6 + t16
    t18 = exp_neg_sum_fine_lifted_f64(t3, t5)
    t19 = t17 * t18
    t20 = t19 * t10
    t21 = -t20
    t22 = t16 - t3
    t23 = -4.696480973567411e-17 + t15
    part1 = fma(fma(-0.09435716155067458, t23, -0.12774050293278708), t23, 0.09305963675727627)
    part2 = t13 + (fma(-4.263256414560601e-17, t, t4) + (t3 - (t16 - t22) + (1.0 - t22)))
    part3 = fma(t18, part2, fma(t17, exp_neg_sum_lifted_low_f64(t3, t5), fma(t17, t18, -t19)))
    part4 = fma(t23 * t23, fma(part1, t23, 0.42481282173594287), -1.7410584010100853e-17)
    # 7.458340731200207e-155 is 2**-512
    part5 = 7.458340731200207e-155 * (fma(t21, t14, fma(t21, t9, t19) + part3) * t10)
    part6 = fma(0.37071552313509976, t15, fma(1.2165692411429945e-17, t15, part4))
    # 7.458340731200207e-155 is 2**-512
    part7 = select(where, t11, select(where2, 7.458340731200207e-155 * t20, part6))
    part8 = fma(t12, t14, fma(t2, t13, fma(t12, t9, t7))) * t10
    return g * (select(where, part8, select(where2, part5, 0.0)) + part7)
