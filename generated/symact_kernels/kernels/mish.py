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
    "value_f32": "3188fdfb2ba47b0a",
    "derivative_f32": "0704e1bd1766cc98",
    "vjp_f32": "f59a2be79874d802",
    "value_f64": "e483a566b35d2eb7",
    "derivative_f64": "aace2d3ceca5d9f7",
    "vjp_f64": "c7d3f0c65899191e",
}


@inlined
def value_f32(x):
    """f(x)."""
    where = x > f32(0.0)
    s = abs(x)
    # 1.048576e6 is 2**20
    t = least(f32(1.048576e6), s)
    t2 = -t
    t3 = exp_neg_fine_f32(t2)
    t4 = fma(f32(2.0), t3, f32(1.0))
    t5 = f32(0.5) * t4
    t6 = t5 * s
    t7 = f32(1.0) + t3
    t8 = fma(t7, t3, f32(0.5))
    t9 = f32(1.0) / t8
    t10 = t6 * t9
    t11 = f32(-2.0) * t
    t12 = fma(t2, t3, t11)
    t13 = exp_neg_fine_lifted_f32(t2)
    t14 = t12 * t13
    t15 = fma(f32(2.0) + t3, t3, f32(2.0))
    t16 = f32(1.0) / t15
    t17 = t14 * t16
    t18 = -t10
    part1 = fma(t18, t8, t6) + fma(s, f32(0.5) * fma(f32(2.0), t3, f32(1.0) - t4), fma(t5, s, -t6))
    part2 = fma(t12, exp_neg_lifted_low_f32(t2), fma(t12, t13, -t14))
    part3 = (fma(-t17, t15, t14) + fma(t13, fma(t2, t3, t11 - t12), part2)) * t16
    part4 = fma(t18, t3 * (t3 - (t7 - f32(1.0))), part1) * t9
    # 5.421011e-20 is 2**-64
    part5 = finite(select(where, part4, f32(5.421011e-20) * part3))
    # 5.421011e-20 is 2**-64
    return copysign(select(where, t10, f32(5.421011e-20) * t17) + part5, x)


@inlined
def derivative_f32(x):
    """f'(x)."""
    where = x > f32(0.0)
    # 1.048576e6 is 2**20
    t = least(f32(1.048576e6), abs(x))
    t2 = -t
    t3 = exp_neg_fine_f32(t2)
    t4 = f32(-1.0) + t - t3
    t5 = fma(t4, t3, f32(-0.5) + t)
    square = t3 * t3
    t6 = t5 * square
    t7 = f32(2.0) + t3
    t8 = fma(t7, t3, f32(2.0))
    t9 = fma(t8, t3, f32(1.0))
    t10 = fma(t9, t3, f32(0.25))
    t11 = f32(1.0) / t10
    t12 = t6 * t11
    t13 = -t12
    t14 = exp_neg_low_f32(t2)
    t15 = fma(t3, t14 + (t3 - (t7 - f32(2.0))), t7 * t14) + fma(t7, t3, f32(2.0) - t8)
    t16 = f32(1.0) + t12
    t17 = f32(1.1924312) + x
    where2 = abs(t17) > f32(0.0048828125)
    t18 = f32(4.0) + t3
    t19 = fma(f32(-4.0), t, f32(6.0))
    t20 = fma(t18, t3, t19)
    t21 = t20 * t3
    t22 = fma(f32(-4.0), t, f32(4.0))
    t23 = t21 + t22
    t24 = exp_neg_fine_lifted_f32(t2)
    t25 = t23 * t24
    square2 = t8 * t8
    t26 = f32(1.0) / square2
    t27 = t25 * t26
    t28 = -t27
    t29 = t23 - t21
    t30 = f32(3.0439375e-9) + t17
    part1 = fma(t5, fma(t3, t14, fma(t3, t14, fma(t3, t3, -square))), fma(t5, square, -t6))
    part2 = fma(t30 * t30, fma(f32(0.04190763), t30, f32(0.2047309)), f32(8.125728e-10))
    part3 = fma(t3, t14 + (t3 - (t18 - f32(4.0))), t18 * t14) + fma(t18, t3, t19 - t20)
    part4 = fma(t20, t3, -t21) + fma(t3, part3, t20 * t14) + (t21 - (t23 - t29) + (t22 - t29))
    part5 = fma(t24, part4, fma(t23, exp_neg_lifted_low_f32(t2), fma(t23, t24, -t25)))
    part6 = fma(t28, fma(t8, t15, t8 * t15), fma(t28, square2, t25) + part5) * t26
    part7 = fma(t13, t10, t6) + fma(square, fma(t3, -t14, t4 * t14), part1)
    part8 = fma(f32(0.26694793), t17, fma(f32(-1.104234e-8), t17, part2))
    # 5.421011e-20 is 2**-64
    part9 = select(where, t16, select(where2, f32(5.421011e-20) * t27, part8))
    part10 = fma(t13, fma(t3, fma(t3, t15, t8 * t14), t9 * t14), part7)
    # 5.421011e-20 is 2**-64
    part11 = select(where2, f32(5.421011e-20) * part6, f32(0.0))
    return select(where, fma(part10, t11, t12 - (t16 - f32(1.0))), part11) + part9


@inlined
def vjp_f32(g, x):
    """g f'(x)."""
    where = x > f32(0.0)
    # 1.048576e6 is 2**20
    t = least(f32(1.048576e6), abs(x))
    t2 = -t
    t3 = exp_neg_fine_f32(t2)
    t4 = f32(-1.0) + t - t3
    t5 = fma(t4, t3, f32(-0.5) + t)
    square = t3 * t3
    t6 = t5 * square
    t7 = f32(2.0) + t3
    t8 = fma(t7, t3, f32(2.0))
    t9 = fma(t8, t3, f32(1.0))
    t10 = fma(t9, t3, f32(0.25))
    t11 = f32(1.0) / t10
    t12 = t6 * t11
    t13 = -t12
    t14 = exp_neg_low_f32(t2)
    t15 = fma(t3, t14 + (t3 - (t7 - f32(2.0))), t7 * t14) + fma(t7, t3, f32(2.0) - t8)
    t16 = f32(1.0) + t12
    t17 = f32(1.1924312) + x
    where2 = abs(t17) > f32(0.0048828125)
    t18 = f32(4.0) + t3
    t19 = fma(f32(-4.0), t, f32(6.0))
    t20 = fma(t18, t3, t19)
    t21 = t20 * t3
    t22 = fma(f32(-4.0), t, f32(4.0))
    t23 = t21 + t22
    t24 = exp_neg_fine_lifted_f32(t2)
    t25 = t23 * t24
    square2 = t8 * t8
    t26 = f32(1.0) / square2
    t27 = t25 * t26
    t28 = -t27
    t29 = t23 - t21
    t30 = f32(3.0439375e-9) + t17
    part1 = fma(t5, fma(t3, t14, fma(t3, t14, fma(t3, t3, -square))), fma(t5, square, -t6))
    part2 = fma(t30 * t30, fma(f32(0.04190763), t30, f32(0.2047309)), f32(8.125728e-10))
    part3 = fma(t3, t14 + (t3 - (t18 - f32(4.0))), t18 * t14) + fma(t18, t3, t19 - t20)
    part4 = fma(t20, t3, -t21) + fma(t3, part3, t20 * t14) + (t21 - (t23 - t29) + (t22 - t29))
    part5 = fma(t24, part4, fma(t23, exp_neg_lifted_low_f32(t2), fma(t23, t24, -t25)))
    part6 = fma(t28, fma(t8, t15, t8 * t15), fma(t28, square2, t25) + part5) * t26
    part7 = fma(t13, t10, t6) + fma(square, fma(t3, -t14, t4 * t14), part1)
    part8 = fma(f32(0.26694793), t17, fma(f32(-1.104234e-8), t17, part2))
    # 5.421011e-20 is 2**-64
    part9 = select(where, t16, select(where2, f32(5.421011e-20) * t27, part8))
    part10 = fma(t13, fma(t3, fma(t3, t15, t8 * t14), t9 * t14), part7)
    # 5.421011e-20 is 2**-64
    part11 = select(where2, f32(5.421011e-20) * part6, f32(0.0))
    return g * (select(where, fma(part10, t11, t12 - (t16 - f32(1.0))), part11) + part9)


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
    t7 = fma(1.0 + t4, t4, 0.5)
    t8 = 1.0 / t7
    t9 = t6 * t8
    t10 = fma(t3, t4, -2.0 * t2)
    t11 = exp_neg_fine_lifted_f64(t3)
    t12 = t10 * t11
    t13 = fma(2.0 + t4, t4, 2.0)
    t14 = 1.0 / t13
    t15 = t12 * t14
    part1 = (fma(-t15, t13, t12) + fma(t10, exp_neg_lifted_low_f64(t3), fma(t10, t11, -t12))) * t14
    # 7.458340731200207e-155 is 2**-512
    part2 = select(where, t9, 7.458340731200207e-155 * t15)
    part3 = (fma(-t9, t7, t6) + (t5 - (t6 - t))) * t8
    # 7.458340731200207e-155 is 2**-512
    return copysign(part2 + finite(select(where, part3, 7.458340731200207e-155 * part1)), x)


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
    t6 = t5 * square
    t7 = 2.0 + t3
    t8 = fma(t7, t3, 2.0)
    t9 = fma(t8, t3, 1.0)
    t10 = fma(t9, t3, 0.25)
    t11 = 1.0 / t10
    t12 = t6 * t11
    t13 = -t12
    t14 = exp_neg_low_f64(t2)
    t15 = fma(t3, t14, t7 * t14) + fma(t7, t3, 2.0 - t8)
    t16 = 1.1924312145154952 + x
    where2 = abs(t16) > 0.0048828125
    t17 = 4.0 + t3
    t18 = fma(-4.0, t, 6.0)
    t19 = fma(t17, t3, t18)
    t20 = t19 * t3
    t21 = fma(-4.0, t, 4.0)
    t22 = t20 + t21
    t23 = exp_neg_fine_lifted_f64(t2)
    t24 = t22 * t23
    square2 = t8 * t8
    t25 = 1.0 / square2
    t26 = t24 * t25
    t27 = -t26
    t28 = t22 - t20
    t29 = 4.8484829848031044e-17 + t16
    part1 = fma(fma(-0.0033606525063685426, t29, -0.01582108677057001), t29, -0.020271822716911983)
    part2 = fma(t3, t14 + (t3 - (t17 - 4.0)), t17 * t14) + fma(t17, t3, t18 - t19)
    part3 = fma(t19, t3, -t20) + fma(t3, part2, t19 * t14) + (t20 - (t22 - t28) + (t21 - t28))
    part4 = fma(t23, part3, fma(t22, exp_neg_lifted_low_f64(t2), fma(t22, t23, -t24)))
    part5 = fma(fma(part1, t29, 0.04190782104323902), t29, 0.20473126408010586)
    part6 = fma(1.592398564476748e-17, t16, fma(t29 * t29, part5, 1.2942924190978496e-17))
    # 7.458340731200207e-155 is 2**-512
    part7 = select(where2, 7.458340731200207e-155 * t26, fma(0.2669479140495345, t16, part6))
    part8 = fma(t5, fma(t3, t14, t3 * t14), fma(t5, square, -t6))
    part9 = fma(t13, t10, t6) + fma(square, fma(t3, -t14, t4 * t14), part8)
    part10 = fma(t13, fma(t3, fma(t3, t15, t8 * t14), t9 * t14), part9) * t11
    part11 = fma(t8, t15, fma(t8, t15, fma(t8, t8, -square2)))
    # 7.458340731200207e-155 is 2**-512
    part12 = 7.458340731200207e-155 * (fma(t27, part11, fma(t27, square2, t24) + part4) * t25)
    return select(where, part10, select(where2, part12, 0.0)) + select(where, 1.0 + t12, part7)


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
    t6 = t5 * square
    t7 = 2.0 + t3
    t8 = fma(t7, t3, 2.0)
    t9 = fma(t8, t3, 1.0)
    t10 = fma(t9, t3, 0.25)
    t11 = 1.0 / t10
    t12 = t6 * t11
    t13 = -t12
    t14 = exp_neg_low_f64(t2)
    t15 = fma(t3, t14, t7 * t14) + fma(t7, t3, 2.0 - t8)
    t16 = 1.1924312145154952 + x
    where2 = abs(t16) > 0.0048828125
    t17 = 4.0 + t3
    t18 = fma(-4.0, t, 6.0)
    t19 = fma(t17, t3, t18)
    t20 = t19 * t3
    t21 = fma(-4.0, t, 4.0)
    t22 = t20 + t21
    t23 = exp_neg_fine_lifted_f64(t2)
    t24 = t22 * t23
    square2 = t8 * t8
    t25 = 1.0 / square2
    t26 = t24 * t25
    t27 = -t26
    t28 = t22 - t20
    t29 = 4.8484829848031044e-17 + t16
    part1 = fma(fma(-0.0033606525063685426, t29, -0.01582108677057001), t29, -0.020271822716911983)
    part2 = fma(t3, t14 + (t3 - (t17 - 4.0)), t17 * t14) + fma(t17, t3, t18 - t19)
    part3 = fma(t19, t3, -t20) + fma(t3, part2, t19 * t14) + (t20 - (t22 - t28) + (t21 - t28))
    part4 = fma(t23, part3, fma(t22, exp_neg_lifted_low_f64(t2), fma(t22, t23, -t24)))
    part5 = fma(fma(part1, t29, 0.04190782104323902), t29, 0.20473126408010586)
    part6 = fma(1.592398564476748e-17, t16, fma(t29 * t29, part5, 1.2942924190978496e-17))
    # 7.458340731200207e-155 is 2**-512
    part7 = select(where2, 7.458340731200207e-155 * t26, fma(0.2669479140495345, t16, part6))
    part8 = fma(t5, fma(t3, t14, t3 * t14), fma(t5, square, -t6))
    part9 = fma(t13, t10, t6) + fma(square, fma(t3, -t14, t4 * t14), part8)
    part10 = fma(t13, fma(t3, fma(t3, t15, t8 * t14), t9 * t14), part9) * t11
    part11 = fma(t8, t15, fma(t8, t15, fma(t8, t8, -square2)))
    # 7.458340731200207e-155 is 2**-512
    part12 = 7.458340731200207e-155 * (fma(t27, part11, fma(t27, square2, t24) + part4) * t25)
    part13 = select(where, part10, select(where2, part12, 0.0)) + select(where, 1.0 + t12, part7)
    return g * part13
