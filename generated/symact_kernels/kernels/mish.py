"""mish: The input times the tanh of its softplus.

    f(x) = x*tanh(log(1 + exp(x)))
    f'(x) = tanh(log(1 + exp(x))) + x*exp(x)*(1 - tanh(log(1 + exp(x)))**2)/(1 + exp(x))

Written by symact; do not edit.
"""

from numpy import float32 as f32

from .._intrinsics import copysign, finite, fma, inlined, least, select
from ..elementary import (
    exp_neg_fine_f32,
    exp_neg_fine_f64,
    exp_neg_fine_lifted_f32,
    exp_neg_fine_lifted_f64,
    exp_neg_lifted_low_f32,
    exp_neg_lifted_low_f64,
    exp_neg_low_f32,
    exp_neg_low_f64,
)

HASHES = {
    "value_f32": "9a9a91cf1b3d0056",
    "derivative_f32": "23f9d5709e9c0cc5",
    "vjp_f32": "542ba9b530d3b327",
    "value_f64": "f8490a8a88e71235",
    "derivative_f64": "04f66eff806b60a9",
    "vjp_f64": "ca24edb0376e3ad5",
}


@inlined
def value_f32(x):
    """f(x)."""
    where = x > f32(0.0)
    t = select(where, f32(0.5), f32(1.0))
    s = abs(x)
    # 1.048576e6 is 2**20
    t2 = least(f32(1.048576e6), s)
    t3 = -t2
    t4 = select(where, f32(2.0), t3)
    t5 = -select(where, s, t2)
    t6 = exp_neg_fine_f32(t5)
    t7 = select(where, f32(1.0), f32(-2.0) * t2)
    t8 = fma(t4, t6, t7)
    t9 = t * t8
    t10 = select(where, s, exp_neg_fine_lifted_f32(t3))
    t11 = t9 * t10
    t12 = select(where, f32(1.0), f32(2.0))
    t13 = t12 + t6
    t14 = select(where, f32(0.5), f32(2.0))
    t15 = fma(t13, t6, t14)
    t16 = f32(1.0) / t15
    t17 = t11 * t16
    t18 = exp_neg_low_f32(t5)
    part1 = fma(t9, select(where, f32(0.0), exp_neg_lifted_low_f32(t3)), fma(t9, t10, -t11))
    part2 = fma(t6, t18 + (t6 - (t13 - t12)), t13 * t18) + fma(t13, t6, t14 - t15)
    part3 = finite(fma(-t17, part2, fma(t10, t * fma(t4, t18, fma(t4, t6, t7 - t8)), part1)) * t16)
    # 5.421011e-20 is 2**-64
    return copysign(select(where, f32(1.0), f32(5.421011e-20)) * (t17 + part3), x)


@inlined
def derivative_f32(x):
    """f'(x)."""
    where = x > f32(0.0)
    # 1.048576e6 is 2**20
    t = least(f32(1.048576e6), abs(x))
    t2 = f32(-1.0) + t
    t3 = -t
    t4 = exp_neg_fine_f32(t3)
    t5 = t2 - t4
    t6 = f32(-0.5) + t
    t7 = fma(t5, t4, t6)
    square = t4 * t4
    t8 = t7 * square
    t9 = f32(2.0) + t4
    t10 = fma(t9, t4, f32(2.0))
    t11 = fma(t10, t4, f32(1.0))
    t12 = fma(t11, t4, f32(0.25))
    t13 = f32(1.0) / t12
    t14 = t8 * t13
    t15 = -t14
    t16 = exp_neg_low_f32(t3)
    t17 = fma(t4, t16 + (t4 - (t9 - f32(2.0))), t9 * t16) + fma(t9, t4, f32(2.0) - t10)
    t18 = t10 * t4
    t19 = t5 * t4
    t20 = f32(1.1924312) + x
    where2 = abs(t20) > f32(0.0036621094)
    t21 = f32(4.0) + t4
    t22 = fma(f32(-4.0), t, f32(6.0))
    t23 = fma(t21, t4, t22)
    t24 = t23 * t4
    t25 = fma(f32(-4.0), t, f32(4.0))
    t26 = t24 + t25
    t27 = exp_neg_fine_lifted_f32(t3)
    t28 = t26 * t27
    square2 = t10 * t10
    t29 = f32(1.0) / square2
    t30 = t28 * t29
    t31 = -t30
    t32 = t21 * t4
    t33 = t26 - t24
    t34 = f32(3.0439375e-9) + t20
    part1 = fma(t34 * t34, fma(f32(0.041907713), t34, f32(0.20473106)), f32(8.125728e-10))
    part2 = fma(t4, t17, t10 * t16) + (fma(t10, t4, -t18) + (f32(1.0) - (t11 - t18)))
    part3 = fma(t4, t - (t2 - f32(-1.0)) - t16 + (-t4 - (t5 - t2)), t5 * t16)
    part4 = fma(f32(0.26694793), t20, fma(f32(-1.1041599e-8), t20, part1))
    # 5.421011e-20 is 2**-64
    part5 = select(where, f32(1.0) + t14, select(where2, f32(5.421011e-20) * t30, part4))
    part6 = fma(t26, exp_neg_lifted_low_f32(t3), fma(t26, t27, -t28))
    part7 = fma(t7, fma(t4, t16, t4 * t16), fma(t7, square, -t8))
    part8 = fma(t15, t12, t8) + fma(square, part3 + (fma(t5, t4, -t19) + (t6 - (t7 - t19))), part7)
    part9 = fma(t4, t16 + (t4 - (t21 - f32(4.0))), t21 * t16)
    part10 = fma(t4, part9 + (fma(t21, t4, -t32) + (t22 - (t23 - t32))), t23 * t16)
    part11 = fma(t27, fma(t23, t4, -t24) + part10 + (t24 - (t26 - t33) + (t25 - t33)), part6)
    part12 = fma(t31, fma(t10, t17, t10 * t17), fma(t31, square2, t28) + part11) * t29
    # 5.421011e-20 is 2**-64
    part13 = select(where2, f32(5.421011e-20) * part12, f32(0.0))
    return select(where, fma(t15, fma(t4, part2, t11 * t16), part8) * t13, part13) + part5


@inlined
def vjp_f32(g, x):
    """g f'(x)."""
    where = x > f32(0.0)
    # 1.048576e6 is 2**20
    t = least(f32(1.048576e6), abs(x))
    t2 = f32(-1.0) + t
    t3 = -t
    t4 = exp_neg_fine_f32(t3)
    t5 = t2 - t4
    t6 = f32(-0.5) + t
    t7 = fma(t5, t4, t6)
    square = t4 * t4
    t8 = t7 * square
    t9 = f32(2.0) + t4
    t10 = fma(t9, t4, f32(2.0))
    t11 = fma(t10, t4, f32(1.0))
    t12 = fma(t11, t4, f32(0.25))
    t13 = f32(1.0) / t12
    t14 = t8 * t13
    t15 = -t14
    t16 = exp_neg_low_f32(t3)
    t17 = fma(t4, t16 + (t4 - (t9 - f32(2.0))), t9 * t16) + fma(t9, t4, f32(2.0) - t10)
    t18 = t10 * t4
    t19 = t5 * t4
    t20 = f32(1.1924312) + x
    where2 = abs(t20) > f32(0.0036621094)
    t21 = f32(4.0) + t4
    t22 = fma(f32(-4.0), t, f32(6.0))
    t23 = fma(t21, t4, t22)
    t24 = t23 * t4
    t25 = fma(f32(-4.0), t, f32(4.0))
    t26 = t24 + t25
    t27 = exp_neg_fine_lifted_f32(t3)
    t28 = t26 * t27
    square2 = t10 * t10
    t29 = f32(1.0) / square2
    t30 = t28 * t29
    t31 = -t30
    t32 = t21 * t4
    t33 = t26 - t24
    t34 = f32(3.0439375e-9) + t20
    part1 = fma(t34 * t34, fma(f32(0.041907713), t34, f32(0.20473106)), f32(8.125728e-10))
    part2 = fma(t4, t17, t10 * t16) + (fma(t10, t4, -t18) + (f32(1.0) - (t11 - t18)))
    part3 = fma(t4, t - (t2 - f32(-1.0)) - t16 + (-t4 - (t5 - t2)), t5 * t16)
    part4 = fma(f32(0.26694793), t20, fma(f32(-1.1041599e-8), t20, part1))
    # 5.421011e-20 is 2**-64
    part5 = select(where, f32(1.0) + t14, select(where2, f32(5.421011e-20) * t30, part4))
    part6 = fma(t26, exp_neg_lifted_low_f32(t3), fma(t26, t27, -t28))
    part7 = fma(t7, fma(t4, t16, t4 * t16), fma(t7, square, -t8))
    part8 = fma(t15, t12, t8) + fma(square, part3 + (fma(t5, t4, -t19) + (t6 - (t7 - t19))), part7)
    part9 = fma(t4, t16 + (t4 - (t21 - f32(4.0))), t21 * t16)
    part10 = fma(t4, part9 + (fma(t21, t4, -t32) + (t22 - (t23 - t32))), t23 * t16)
    part11 = fma(t27, fma(t23, t4, -t24) + part10 + (t24 - (t26 - t33) + (t25 - t33)), part6)
    part12 = fma(t31, fma(t10, t17, t10 * t17), fma(t31, square2, t28) + part11) * t29
    # 5.421011e-20 is 2**-64
    part13 = select(where2, f32(5.421011e-20) * part12, f32(0.0))
    return g * (select(where, fma(t15, fma(t4, part2, t11 * t16), part8) * t13, part13) + part5)


@inlined
def value_f64(x):
    """f(x)."""
    where = x > 0.0
    s = abs(x)
    t = 0.5 * s
    # 1073741824.0 is 2**30
    t2 = least(1073741824.0, s)
    t3 = -t2
    t4 = exp_neg_fine_f64(t3)
    t5 = t2 * t4
    t6 = t + t5
    t7 = 1.0 + t4
    t8 = fma(t7, t4, 0.5)
    t9 = 1.0 / t8
    t10 = t6 * t9
    t11 = -2.0 * t2
    t12 = fma(t3, t4, t11)
    t13 = exp_neg_fine_lifted_f64(t3)
    t14 = t12 * t13
    t15 = 2.0 + t4
    t16 = 1.0 / fma(t15, t4, 2.0)
    t17 = t14 * t16
    t18 = exp_neg_low_f64(t3)
    part1 = fma(-t10, fma(t4, t18, t7 * t18) + fma(t7, t4, 0.5 - t8), fma(t2, t18, t - (t6 - t5)))
    part2 = fma(t12, exp_neg_lifted_low_f64(t3), fma(t12, t13, -t14))
    part3 = fma(-t17, fma(t4, t18, t15 * t18), fma(t13, fma(t3, t4, t11 - t12) - t2 * t18, part2))
    # 7.458340731200207e-155 is 2**-512
    part4 = finite(select(where, part1 * t9, 7.458340731200207e-155 * (part3 * t16)))
    # 7.458340731200207e-155 is 2**-512
    return copysign(select(where, t10, 7.458340731200207e-155 * t17) + part4, x)


@inlined
def derivative_f64(x):
    """f'(x)."""
    where = x > 0.0
    # 1073741824.0 is 2**30
    t = least(1073741824.0, abs(x))
    t2 = -t
    t3 = exp_neg_fine_f64(t2)
    t4 = -1.0 + t - t3
    t5 = fma(t4, t3, -0.5 + t)
    square = t3 * t3
    t6 = 2.0 + t3
    t7 = fma(t6, t3, 2.0)
    t8 = fma(t7, t3, 1.0)
    t9 = 1.0 / fma(t8, t3, 0.25)
    t10 = t5 * square * t9
    t11 = exp_neg_low_f64(t2)
    t12 = fma(t3, t11, t6 * t11) + fma(t6, t3, 2.0 - t7)
    t13 = 1.1924312145154952 + x
    where2 = abs(t13) > 0.0010986328125
    t14 = 4.0 + t3
    t15 = fma(-4.0, t, 6.0)
    t16 = fma(t14, t3, t15)
    t17 = t16 * t3
    t18 = fma(-4.0, t, 4.0)
    t19 = t17 + t18
    t20 = exp_neg_fine_lifted_f64(t2)
    t21 = t19 * t20
    square2 = t7 * t7
    t22 = 1.0 / square2
    t23 = t21 * t22
    t24 = t19 - t17
    t25 = 4.8484829848031044e-17 + t13
    part1 = fma(fma(-0.015821123028476977, t25, -0.020271827787090493), t25, 0.0419078210436071)
    part2 = fma(t25 * t25, fma(part1, t25, 0.2047312640801074), 1.2942924190978496e-17)
    part3 = fma(t3, t11 + (t3 - (t14 - 4.0)), t14 * t11) + fma(t14, t3, t15 - t16)
    part4 = fma(t16, t3, -t17) + fma(t3, part3, t16 * t11) + (t17 - (t19 - t24) + (t18 - t24))
    part5 = fma(t20, part4, fma(t19, exp_neg_lifted_low_f64(t2), fma(t19, t20, -t21)))
    part6 = fma(-t23, fma(t7, t12, fma(t7, t12, fma(t7, t7, -square2))), part5) * t22
    part7 = fma(0.2669479140495345, t13, fma(1.5333159901491604e-17, t13, part2))
    # 7.458340731200207e-155 is 2**-512
    part8 = select(where, 1.0 + t10, select(where2, 7.458340731200207e-155 * t23, part7))
    part9 = fma(square, fma(t3, -t11, t4 * t11), t5 * fma(t3, t11, t3 * t11))
    part10 = fma(-t10, fma(t3, fma(t3, t12, t7 * t11), t8 * t11), part9) * t9
    # 7.458340731200207e-155 is 2**-512
    return select(where, part10, select(where2, 7.458340731200207e-155 * part6, 0.0)) + part8


@inlined
def vjp_f64(g, x):
    """g f'(x)."""
    where = x > 0.0
    # 1073741824.0 is 2**30
    t = least(1073741824.0, abs(x))
    t2 = -t
    t3 = exp_neg_fine_f64(t2)
    t4 = -1.0 + t - t3
    t5 = fma(t4, t3, -0.5 + t)
    square = t3 * t3
    t6 = 2.0 + t3
    t7 = fma(t6, t3, 2.0)
    t8 = fma(t7, t3, 1.0)
    t9 = 1.0 / fma(t8, t3, 0.25)
    t10 = t5 * square * t9
    t11 = exp_neg_low_f64(t2)
    t12 = fma(t3, t11, t6 * t11) + fma(t6, t3, 2.0 - t7)
    t13 = 1.1924312145154952 + x
    where2 = abs(t13) > 0.0010986328125
    t14 = 4.0 + t3
    t15 = fma(-4.0, t, 6.0)
    t16 = fma(t14, t3, t15)
    t17 = t16 * t3
    t18 = fma(-4.0, t, 4.0)
    t19 = t17 + t18
    t20 = exp_neg_fine_lifted_f64(t2)
    t21 = t19 * t20
    square2 = t7 * t7
    t22 = 1.0 / square2
    t23 = t21 * t22
    t24 = t19 - t17
    t25 = 4.8484829848031044e-17 + t13
    part1 = fma(fma(-0.015821123028476977, t25, -0.020271827787090493), t25, 0.0419078210436071)
    part2 = fma(t25 * t25, fma(part1, t25, 0.2047312640801074), 1.2942924190978496e-17)
    part3 = fma(t3, t11 + (t3 - (t14 - 4.0)), t14 * t11) + fma(t14, t3, t15 - t16)
    part4 = fma(t16, t3, -t17) + fma(t3, part3, t16 * t11) + (t17 - (t19 - t24) + (t18 - t24))
    part5 = fma(t20, part4, fma(t19, exp_neg_lifted_low_f64(t2), fma(t19, t20, -t21)))
    part6 = fma(-t23, fma(t7, t12, fma(t7, t12, fma(t7, t7, -square2))), part5) * t22
    part7 = fma(0.2669479140495345, t13, fma(1.5333159901491604e-17, t13, part2))
    # 7.458340731200207e-155 is 2**-512
    part8 = select(where, 1.0 + t10, select(where2, 7.458340731200207e-155 * t23, part7))
    part9 = fma(square, fma(t3, -t11, t4 * t11), t5 * fma(t3, t11, t3 * t11))
    part10 = fma(-t10, fma(t3, fma(t3, t12, t7 * t11), t8 * t11), part9) * t9
    # 7.458340731200207e-155 is 2**-512
    return g * (select(where, part10, select(where2, 7.458340731200207e-155 * part6, 0.0)) + part8)
