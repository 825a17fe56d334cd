"""quick_gelu: The sigmoid form of GELU.

    f(x) = x/(1 + exp(-851*x/500))
    f'(x) = (1 + 851*x*exp(-851*x/500)/(500*(1 + exp(-851*x/500))))/(1 + exp(-851*x/500))

Written by symact; do not edit.
"""

from numpy import float32 as f32

from .._intrinsics import copysign, finite, fma, inlined, least, select
from ..elementary import (
    exp_neg_fine_f32,
    exp_neg_low_f32,
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
    "value_f32": "37c5eb8f3658b122",
    "derivative_f32": "130778803c02c264",
    "vjp_f32": "f6e06d040749d2a8",
    "value_f64": "9bc51903eaaa5504",
    "derivative_f64": "2a4c9a6e5bbe9917",
    "vjp_f64": "003175c1deea7c29",
}


@inlined
def value_f32(x):
    """f(x)."""
    where = x > f32(0.0)
    s = abs(x)
    # 1.048576e6 is 2**20
    t = least(f32(1.048576e6), s)
    t2 = f32(-1.702) * t
    t3 = exp_neg_fine_f32(t2)
    t4 = f32(1.0) + t3
    t5 = f32(1.0) / t4
    t6 = s * t5
    t7 = fma(t, f32(2.193451e-8), fma(f32(-1.702), t, -t2))
    t8 = exp_neg_sum_fine_lifted_f32(t2, t7)
    t9 = t * t8
    t10 = t9 * t5
    t11 = exp_neg_low_f32(t2) + (t3 - (t4 - f32(1.0)))
    part1 = fma(-t10, t11, fma(t, exp_neg_sum_lifted_low_f32(t2, t7), fma(t, t8, -t9))) * t5
    part2 = finite(select(where, -(t6 * t11 * t5), f32(-5.421011e-20) * part1))
    return copysign(select(where, t6, f32(-5.421011e-20) * t10) + part2, x)


@inlined
def derivative_f32(x):
    """f'(x)."""
    where = x > f32(0.0)
    # 1.048576e6 is 2**20
    t = least(f32(1.048576e6), abs(x))
    t2 = fma(f32(851.0), t, f32(500.0))
    t3 = f32(-1.702) * t
    t4 = fma(f32(-1.702), t, -t3)
    t5 = fma(t, f32(2.193451e-8), t4)
    t6 = exp_neg_sum_fine_f32(t3, t5)
    t7 = t2 * t6
    t8 = f32(500.0) + t7
    t9 = f32(0.002) * t8
    t10 = f32(1.0) + t6
    square = t10 * t10
    t11 = f32(1.0) / square
    t12 = t9 * t11
    t13 = -t12
    t14 = exp_neg_sum_low_f32(t3, t5)
    t15 = t14 + (t6 - (t10 - f32(1.0)))
    t16 = fma(t10, t15, fma(t10, t15, fma(t10, t10, -square)))
    t17 = f32(0.75115424) + x
    where2 = abs(t17) > f32(0.0018310547)
    t18 = f32(1.0) + t3
    t19 = t6 + t18
    t20 = exp_neg_sum_fine_lifted_f32(t3, t5)
    t21 = t19 * t20
    t22 = t21 * t11
    t23 = -t22
    t24 = t18 - t3
    t25 = f32(1.1495214e-8) + t17
    part1 = fma(t8, f32(-9.49949e-11), f32(0.002) * fma(t2, t14, t7 - (t8 - f32(500.0))))
    part2 = t14 + (fma(f32(2.193451e-8), t, t4) + (t3 - (t18 - t24) + (f32(1.0) - t24)))
    part3 = fma(t20, part2, fma(t19, exp_neg_sum_lifted_low_f32(t3, t5), fma(t19, t20, -t21)))
    part4 = fma(t25 * t25, fma(f32(0.09305956), t25, f32(0.4248125)), f32(4.2614543e-9))
    # 5.421011e-20 is 2**-64
    part5 = f32(5.421011e-20) * (fma(t23, t16, fma(t23, square, t21) + part3) * t11)
    part6 = fma(f32(0.37071553), t17, fma(f32(-5.591757e-9), t17, part4))
    # 5.421011e-20 is 2**-64
    part7 = select(where, t12, select(where2, f32(5.421011e-20) * t22, part6))
    part8 = fma(t13, t16, fma(t13, square, t9) + part1) * t11
    return select(where, part8, select(where2, part5, f32(0.0))) + part7


@inlined
def vjp_f32(g, x):
    """g f'(x)."""
    where = x > f32(0.0)
    # 1.048576e6 is 2**20
    t = least(f32(1.048576e6), abs(x))
    t2 = fma(f32(851.0), t, f32(500.0))
    t3 = f32(-1.702) * t
    t4 = fma(f32(-1.702), t, -t3)
    t5 = fma(t, f32(2.193451e-8), t4)
    t6 = exp_neg_sum_fine_f32(t3, t5)
    t7 = t2 * t6
    t8 = f32(500.0) + t7
    t9 = f32(0.002) * t8
    t10 = f32(1.0) + t6
    square = t10 * t10
    t11 = f32(1.0) / square
    t12 = t9 * t11
    t13 = -t12
    t14 = exp_neg_sum_low_f32(t3, t5)
    t15 = t14 + (t6 - (t10 - f32(1.0)))
    t16 = fma(t10, t15, fma(t10, t15, fma(t10, t10, -square)))
    t17 = f32(0.75115424) + x
    where2 = abs(t17) > f32(0.0018310547)
    t18 = f32(1.0) + t3
    t19 = t6 + t18
    t20 = exp_neg_sum_fine_lifted_f32(t3, t5)
    t21 = t19 * t20
    t22 = t21 * t11
    t23 = -t22
    t24 = t18 - t3
    t25 = f32(1.1495214e-8) + t17
    part1 = fma(t8, f32(-9.49949e-11), f32(0.002) * fma(t2, t14, t7 - (t8 - f32(500.0))))
    part2 = t14 + (fma(f32(2.193451e-8), t, t4) + (t3 - (t18 - t24) + (f32(1.0) - t24)))
    part3 = fma(t20, part2, fma(t19, exp_neg_sum_lifted_low_f32(t3, t5), fma(t19, t20, -t21)))
    part4 = fma(t25 * t25, fma(f32(0.09305956), t25, f32(0.4248125)), f32(4.2614543e-9))
    # 5.421011e-20 is 2**-64
    part5 = f32(5.421011e-20) * (fma(t23, t16, fma(t23, square, t21) + part3) * t11)
    part6 = fma(f32(0.37071553), t17, fma(f32(-5.591757e-9), t17, part4))
    # 5.421011e-20 is 2**-64
    part7 = select(where, t12, select(where2, f32(5.421011e-20) * t22, part6))
    part8 = fma(t13, t16, fma(t13, square, t9) + part1) * t11
    return g * (select(where, part8, select(where2, part5, f32(0.0))) + part7)


@inlined
def value_f64(x):
    """f(x)."""
    where = x > 0.0
    s = abs(x)
    # 1073741824.0 is 2**30
    t = least(1073741824.0, s)
    t2 = -1.702 * t
    t3 = fma(t, -4.263256414560601e-17, fma(-1.702, t, -t2))
    t4 = exp_neg_sum_fine_f64(t2, t3)
    t5 = 1.0 + t4
    t6 = 1.0 / t5
    t7 = s * t6
    t8 = t * exp_neg_sum_fine_lifted_f64(t2, t3) * t6
    t9 = exp_neg_sum_low_f64(t2, t3) + (t4 - (t5 - 1.0))
    part1 = -7.458340731200207e-155 * (fma(-t8, t9, t * exp_neg_sum_lifted_low_f64(t2, t3)) * t6)
    part2 = select(where, t7, -7.458340731200207e-155 * t8)
    return copysign(part2 + finite(select(where, -(t7 * t9 * t6), part1)), x)


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
    t7 = t2 * t6
    t8 = 1.0 + t7
    t9 = 2.0 + t6
    t10 = fma(t9, t6, 1.0)
    t11 = 1.0 / t10
    t12 = t8 * t11
    t13 = exp_neg_sum_low_f64(t3, t5)
    t14 = fma(t6, t13, t9 * t13) + fma(t9, t6, 1.0 - t10)
    t15 = 1.0 + t3
    t16 = t6 + t15
    t17 = exp_neg_sum_fine_lifted_f64(t3, t5)
    t18 = t16 * t17
    t19 = t18 * t11
    t20 = t15 - t3
    part1 = t13 + (fma(-4.263256414560601e-17, t, t4) + (t3 - (t15 - t20) + (1.0 - t20)))
    part2 = fma(t16, exp_neg_sum_lifted_low_f64(t3, t5), fma(t16, t17, -t18))
    part3 = fma(-t19, t14, fma(t17, part1 + (t15 - (t16 - t6)), part2)) * t11
    part4 = fma(-t12, t14, fma(t2, t13, t7 - (t8 - 1.0))) * t11
    # 7.458340731200207e-155 is 2**-512
    part5 = select(where, part4, 7.458340731200207e-155 * part3)
    # 7.458340731200207e-155 is 2**-512
    return part5 + select(where, t12, 7.458340731200207e-155 * t19)


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
    t7 = t2 * t6
    t8 = 1.0 + t7
    t9 = 2.0 + t6
    t10 = fma(t9, t6, 1.0)
    t11 = 1.0 / t10
    t12 = t8 * t11
    t13 = exp_neg_sum_low_f64(t3, t5)
    t14 = fma(t6, t13, t9 * t13) + fma(t9, t6, 1.0 - t10)
    t15 = 1.0 + t3
    t16 = t6 + t15
    t17 = exp_neg_sum_fine_lifted_f64(t3, t5)
    t18 = t16 * t17
    t19 = t18 * t11
    t20 = t15 - t3
    part1 = t13 + (fma(-4.263256414560601e-17, t, t4) + (t3 - (t15 - t20) + (1.0 - t20)))
    part2 = fma(t16, exp_neg_sum_lifted_low_f64(t3, t5), fma(t16, t17, -t18))
    part3 = fma(-t19, t14, fma(t17, part1 + (t15 - (t16 - t6)), part2)) * t11
    part4 = fma(-t12, t14, fma(t2, t13, t7 - (t8 - 1.0))) * t11
    # 7.458340731200207e-155 is 2**-512
    part5 = select(where, part4, 7.458340731200207e-155 * part3)
    # 7.458340731200207e-155 is 2**-512
    return g * (part5 + select(where, t12, 7.458340731200207e-155 * t19))
