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
)

HASHES = {
    "value_f32": "c807d4e299fd6df1",
    "derivative_f32": "619732259801fcba",
    "vjp_f32": "0246641f5bb7abb5",
    "value_f64": "a4c0badaf8643258",
    "derivative_f64": "d040a9c4de401e5d",
    "vjp_f64": "40a5fbda747454fd",
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
    t7 = f32(-2.0) * t
    t8 = fma(t2, t3, t7)
    t9 = exp_neg_fine_lifted_f32(t2)
    t10 = t8 * t9
    t11 = select(where, t6, t10)
    t12 = select(where, f32(1.0), f32(2.0))
    t13 = t12 + t3
    t14 = fma(t13, t3, select(where, f32(0.5), f32(2.0)))
    t15 = f32(1.0) / t14
    t16 = t11 * t15
    t17 = -t16
    part1 = fma(t9, fma(t2, t3, t7 - t8), fma(t8, exp_neg_lifted_low_f32(t2), fma(t8, t9, -t10)))
    part2 = fma(s, f32(0.5) * fma(f32(2.0), t3, f32(1.0) - t4), fma(t5, s, -t6))
    part3 = fma(t17, t3 * (t3 - (t13 - t12)), fma(t17, t14, t11) + select(where, part2, part1))
    # 5.421011e-20 is 2**-64
    return copysign(select(where, f32(1.0), f32(5.421011e-20)) * (t16 + finite(part3 * t15)), x)


@inlined
def derivative_f32(x):
    """f'(x)."""
    where = x >= f32(0.0)
    t = f32(1.1924312) + x
    t2 = where | (abs(t) > f32(0.0146484375))
    # 5.421011e-20 is 2**-64
    t3 = select(where, f32(1.0), f32(5.421011e-20))
    # 1.048576e6 is 2**20
    t4 = least(f32(1.048576e6), abs(x))
    t5 = -t4
    t6 = exp_neg_fine_f32(t5)
    t7 = fma(fma(f32(1.0) + t4, t6, f32(1.5) + t4), t6, f32(1.0))
    t8 = fma(t7, t6, f32(0.25))
    t9 = f32(4.0) + t6
    t10 = fma(f32(-4.0), t4, f32(6.0))
    t11 = fma(t9, t6, t10)
    t12 = fma(t11, t6, fma(f32(-4.0), t4, f32(4.0)))
    t13 = exp_neg_fine_lifted_f32(t5)
    t14 = t12 * t13
    t15 = select(where, t8, t14)
    t16 = f32(2.0) + t6
    t17 = fma(t16, t6, f32(2.0))
    t18 = fma(t17, t6, f32(1.0))
    t19 = fma(t18, t6, f32(0.25))
    square = t17 * t17
    t20 = select(where, t19, square)
    t21 = f32(1.0) / t20
    t22 = t15 * t21
    t23 = -t22
    t24 = exp_neg_low_f32(t5)
    t25 = fma(t6, t6 - (t16 - f32(2.0)), t16 * t24) + fma(t16, t6, f32(2.0) - t17)
    part1 = fma(t6, fma(t6, t6 - (t9 - f32(4.0)), t9 * t24) + fma(t9, t6, t10 - t11), t11 * t24)
    part2 = fma(t13, part1, fma(t12, exp_neg_lifted_low_f32(t5), fma(t12, t13, -t14)))
    part3 = fma(t23, t20, t15) + select(where, fma(t7, t24, fma(t7, t6, f32(0.25) - t8)), part2)
    part4 = fma(fma(f32(-0.020271609), t, f32(0.041904304)), t, f32(0.20473127))
    part5 = fma(f32(-9.684315e-9), t, fma(t * t, part4, f32(8.125728e-10)))
    part6 = fma(t6, fma(t6, t25, fma(t17, t6, f32(1.0) - t18)), t18 * t24)
    part7 = fma(t17, t25, fma(t17, t25, fma(t17, t17, -square)))
    part8 = fma(t23, select(where, part6 + fma(t18, t6, f32(0.25) - t19), part7), part3) * t21
    return select(t2, t3 * part8, f32(0.0)) + select(t2, t3 * t22, fma(f32(0.26694793), t, part5))


@inlined
def vjp_f32(g, x):
    """g f'(x)."""
    return g * derivative_f32(x)


@inlined
def value_f64(x):
    """f(x)."""
    where = x > 0.0
    s = abs(x)
    # 1073741824.0 is 2**30
    t = least(1073741824.0, s)
    t2 = -t
    t3 = exp_neg_fine_f64(t2)
    t4 = 0.5 * s
    t5 = fma(t, t3, t4)
    t6 = fma(t2, t3, -2.0 * t)
    t7 = exp_neg_fine_lifted_f64(t2)
    t8 = t6 * t7
    t9 = select(where, t5, t8)
    t10 = fma(select(where, 1.0, 2.0) + t3, t3, select(where, 0.5, 2.0))
    t11 = 1.0 / t10
    t12 = t9 * t11
    part1 = fma(t6, exp_neg_lifted_low_f64(t2), fma(t6, t7, -t8))
    part2 = t12 + finite((fma(-t12, t10, t9) + select(where, fma(t, t3, t4 - t5), part1)) * t11)
    # 7.458340731200207e-155 is 2**-512
    return copysign(select(where, 1.0, 7.458340731200207e-155) * part2, x)


@inlined
def derivative_f64(x):
    """f'(x)."""
    where = x >= 0.0
    t = 1.1924312145154952 + x
    t2 = where | (abs(t) > 0.625)
    # 7.458340731200207e-155 is 2**-512
    t3 = select(where, 1.0, 7.458340731200207e-155)
    # 1073741824.0 is 2**30
    t4 = least(1073741824.0, abs(x))
    t5 = -t4
    t6 = exp_neg_fine_f64(t5)
    t7 = fma(fma(4.0 + t6, t6, fma(-4.0, t4, 6.0)), t6, fma(-4.0, t4, 4.0))
    t8 = exp_neg_fine_lifted_f64(t5)
    t9 = t7 * t8
    t10 = select(where, fma(fma(fma(1.0 + t4, t6, 1.5 + t4), t6, 1.0), t6, 0.25), t9)
    t11 = fma(select(where, 2.0, 4.0) + t6, t6, select(where, 2.0, 8.0))
    t12 = select(where, 1.0, 8.0)
    t13 = fma(t11, t6, t12)
    t14 = select(where, 0.25, 4.0)
    t15 = fma(t13, t6, t14)
    t16 = 1.0 / t15
    t17 = t10 * t16
    t18 = -t17
    part1 = fma(fma(-4.917279707825008e-8, t, -1.4508786804524716e-7), t, 1.689058469365303e-8)
    part2 = fma(fma(part1, t, 1.0732058685357266e-6), t, 2.9131249956887075e-6)
    part3 = fma(fma(part2, t, 9.423913899752611e-7), t, -1.7300370600025193e-5)
    part4 = fma(fma(part3, t, -5.5828871821265735e-5), t, -4.196132637877981e-5)
    part5 = fma(fma(part4, t, 0.0002541293611397041), t, 0.000989818086759324)
    part6 = fma(fma(part5, t, 0.001092405540974509), t, -0.0033606849262689193)
    part7 = fma(fma(part6, t, -0.015821126561729255), t, -0.020271822716701086)
    part8 = fma(fma(part7, t, 0.04190782104360974), t, 0.20473126408010597)
    part9 = fma(-1.9791766409401388e-17, t, fma(t * t, part8, 1.2942924190978498e-17))
    part10 = fma(t6, fma(t11, t6, t12 - t13), fma(t13, t6, t14 - t15))
    part11 = fma(t18, part10, fma(t18, t15, t10) + select(where, 0.0, fma(t7, t8, -t9))) * t16
    return select(t2, t3 * part11, 0.0) + select(t2, t3 * t17, fma(0.26694791404953455, t, part9))


@inlined
def vjp_f64(g, x):
    """g f'(x)."""
    return g * derivative_f64(x)
