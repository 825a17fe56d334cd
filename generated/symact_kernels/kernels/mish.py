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
    "derivative_f32": "6dd828cfcdc5dc66",
    "vjp_f32": "547520acc3947904",
    "value_f64": "a4c0badaf8643258",
    "derivative_f64": "ea28ecbacf9ea781",
    "vjp_f64": "5067cfd774ebe02a",
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
    t2 = where | (abs(t) > f32(0.0390625))
    # 5.421011e-20 is 2**-64
    t3 = select(where, f32(1.0), f32(5.421011e-20))
    # 1.048576e6 is 2**20
    t4 = least(f32(1.048576e6), abs(x))
    t5 = f32(1.0) + t4
    t6 = -t4
    t7 = exp_neg_fine_f32(t6)
    t8 = fma(t5, t7, f32(1.5) + t4)
    t9 = fma(t8, t7, f32(1.0))
    t10 = fma(t9, t7, f32(0.25))
    t11 = f32(4.0) + t7
    t12 = fma(f32(-4.0), t4, f32(6.0))
    t13 = fma(t11, t7, t12)
    t14 = fma(f32(-4.0), t4, f32(4.0))
    t15 = fma(t13, t7, t14)
    t16 = exp_neg_fine_lifted_f32(t6)
    t17 = t15 * t16
    t18 = select(where, t10, t17)
    t19 = fma(f32(2.0), t7, f32(2.0))
    t20 = fma(t19, t7, f32(1.0))
    square = t20 * t20
    t21 = fma(t11, t7, f32(8.0))
    t22 = fma(t21, t7, f32(8.0))
    t23 = fma(t22, t7, f32(4.0))
    t24 = select(where, f32(0.25) * square, t23)
    t25 = f32(1.0) / t24
    t26 = t18 * t25
    t27 = -t26
    t28 = exp_neg_low_f32(t6)
    part1 = fma(t7, fma(f32(2.0), t28, fma(f32(2.0), t7, f32(2.0) - t19)), t19 * t28)
    t29 = part1 + fma(t19, t7, f32(1.0) - t20)
    t30 = fma(t7, t28 + (t7 - (t11 - f32(4.0))), t11 * t28)
    t31 = f32(3.0439375e-9) + t
    part2 = fma(t7, t30 + fma(f32(-4.0), t4, f32(6.0) - t12) + fma(t11, t7, t12 - t13), t13 * t28)
    part3 = fma(t7, fma(t7, t5 * t28, t8 * t28), t9 * t28) + fma(t9, t7, f32(0.25) - t10)
    part4 = fma(t7, fma(t7, t30 + fma(t11, t7, f32(8.0) - t21), t21 * t28), t22 * t28)
    part5 = fma(fma(f32(-0.01581666), t31, f32(-0.020278228)), t31, f32(0.041907817))
    part6 = fma(t31 * t31, fma(part5, t31, f32(0.20473127)), f32(8.125728e-10))
    part7 = select(t2, t3 * t26, fma(f32(0.26694793), t, fma(f32(-1.1040562e-8), t, part6)))
    part8 = f32(0.25) * fma(t20, t29, fma(t20, t29, fma(t20, t20, -square)))
    part9 = select(where, part8, part4 + fma(t22, t7, f32(4.0) - t23))
    part10 = fma(t15, exp_neg_lifted_low_f32(t6), fma(t15, t16, -t17))
    part11 = select(where, part3, fma(t16, part2 + fma(f32(-4.0), t4, f32(4.0) - t14), part10))
    return select(t2, t3 * (fma(t27, part9, fma(t27, t24, t18) + part11) * t25), f32(0.0)) + part7


@inlined
def vjp_f32(g, x):
    """g f'(x)."""
    where = x >= f32(0.0)
    t = f32(1.1924312) + x
    t2 = where | (abs(t) > f32(0.0390625))
    # 5.421011e-20 is 2**-64
    t3 = select(where, f32(1.0), f32(5.421011e-20))
    # 1.048576e6 is 2**20
    t4 = least(f32(1.048576e6), abs(x))
    t5 = f32(1.0) + t4
    t6 = -t4
    t7 = exp_neg_fine_f32(t6)
    t8 = fma(t5, t7, f32(1.5) + t4)
    t9 = fma(t8, t7, f32(1.0))
    t10 = fma(t9, t7, f32(0.25))
    t11 = f32(4.0) + t7
    t12 = fma(f32(-4.0), t4, f32(6.0))
    t13 = fma(t11, t7, t12)
    t14 = fma(f32(-4.0), t4, f32(4.0))
    t15 = fma(t13, t7, t14)
    t16 = exp_neg_fine_lifted_f32(t6)
    t17 = t15 * t16
    t18 = select(where, t10, t17)
    t19 = fma(f32(2.0), t7, f32(2.0))
    t20 = fma(t19, t7, f32(1.0))
    square = t20 * t20
    t21 = fma(t11, t7, f32(8.0))
    t22 = fma(t21, t7, f32(8.0))
    t23 = fma(t22, t7, f32(4.0))
    t24 = select(where, f32(0.25) * square, t23)
    t25 = f32(1.0) / t24
    t26 = t18 * t25
    t27 = -t26
    t28 = exp_neg_low_f32(t6)
    part1 = fma(t7, fma(f32(2.0), t28, fma(f32(2.0), t7, f32(2.0) - t19)), t19 * t28)
    t29 = part1 + fma(t19, t7, f32(1.0) - t20)
    t30 = fma(t7, t28 + (t7 - (t11 - f32(4.0))), t11 * t28)
    t31 = f32(3.0439375e-9) + t
    part2 = fma(t7, t30 + fma(f32(-4.0), t4, f32(6.0) - t12) + fma(t11, t7, t12 - t13), t13 * t28)
    part3 = fma(t7, fma(t7, t5 * t28, t8 * t28), t9 * t28) + fma(t9, t7, f32(0.25) - t10)
    part4 = fma(t7, fma(t7, t30 + fma(t11, t7, f32(8.0) - t21), t21 * t28), t22 * t28)
    part5 = fma(fma(f32(-0.01581666), t31, f32(-0.020278228)), t31, f32(0.041907817))
    part6 = fma(t31 * t31, fma(part5, t31, f32(0.20473127)), f32(8.125728e-10))
    part7 = select(t2, t3 * t26, fma(f32(0.26694793), t, fma(f32(-1.1040562e-8), t, part6)))
    part8 = f32(0.25) * fma(t20, t29, fma(t20, t29, fma(t20, t20, -square)))
    part9 = select(where, part8, part4 + fma(t22, t7, f32(4.0) - t23))
    part10 = fma(t15, exp_neg_lifted_low_f32(t6), fma(t15, t16, -t17))
    part11 = select(where, part3, fma(t16, part2 + fma(f32(-4.0), t4, f32(4.0) - t14), part10))
    part12 = select(t2, t3 * (fma(t27, part9, fma(t27, t24, t18) + part11) * t25), f32(0.0)) + part7
    return g * part12


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
    t2 = where | (abs(t) > 0.078125)
    # 7.458340731200207e-155 is 2**-512
    t3 = select(where, 1.0, 7.458340731200207e-155)
    # 1073741824.0 is 2**30
    t4 = least(1073741824.0, abs(x))
    t5 = -t4
    t6 = exp_neg_fine_f64(t5)
    t7 = 4.0 + t6
    t8 = fma(-4.0, t4, 6.0)
    t9 = fma(t7, t6, t8)
    t10 = t9 * t6
    t11 = fma(-4.0, t4, 4.0)
    t12 = t10 + t11
    t13 = exp_neg_fine_lifted_f64(t5)
    t14 = t12 * t13
    t15 = select(where, fma(fma(fma(1.0 + t4, t6, 1.5 + t4), t6, 1.0), t6, 0.25), t14)
    t16 = fma(select(where, 2.0, 4.0) + t6, t6, select(where, 2.0, 8.0))
    t17 = select(where, 1.0, 8.0)
    t18 = fma(t16, t6, t17)
    t19 = select(where, 0.25, 4.0)
    t20 = fma(t18, t6, t19)
    t21 = 1.0 / t20
    t22 = t15 * t21
    t23 = -t22
    t24 = t12 - t10
    t25 = 4.8484829848031044e-17 + t
    part1 = fma(fma(-4.213082159008473e-5, t25, 0.00025327119380077876), t25, 0.000989818215143342)
    part2 = fma(t6, fma(t6, t6 - (t7 - 4.0), fma(t7, t6, t8 - t9)), fma(t9, t6, -t10))
    part3 = fma(fma(part1, t25, 0.0010924101779722919), t25, -0.0033606849241672072)
    part4 = fma(fma(part3, t25, -0.0158211265720543), t25, -0.020271822716691947)
    part5 = fma(fma(part4, t25, 0.04190782104361813), t25, 0.20473126408010586)
    part6 = fma(1.409142747436865e-17, t, fma(t25 * t25, part5, 1.2942924190978496e-17))
    part7 = fma(t6, fma(t16, t6, t17 - t18), fma(t18, t6, t19 - t20))
    part8 = fma(t12, exp_neg_lifted_low_f64(t5), fma(t12, t13, -t14))
    part9 = select(where, 0.0, fma(t13, part2 + (t10 - (t12 - t24) + (t11 - t24)), part8))
    part10 = select(t2, t3 * (fma(t23, part7, fma(t23, t20, t15) + part9) * t21), 0.0)
    return part10 + select(t2, t3 * t22, fma(0.2669479140495345, t, part6))


@inlined
def vjp_f64(g, x):
    """g f'(x)."""
    where = x >= 0.0
    t = 1.1924312145154952 + x
    t2 = where | (abs(t) > 0.078125)
    # 7.458340731200207e-155 is 2**-512
    t3 = select(where, 1.0, 7.458340731200207e-155)
    # 1073741824.0 is 2**30
    t4 = least(1073741824.0, abs(x))
    t5 = -t4
    t6 = exp_neg_fine_f64(t5)
    t7 = 4.0 + t6
    t8 = fma(-4.0, t4, 6.0)
    t9 = fma(t7, t6, t8)
    t10 = t9 * t6
    t11 = fma(-4.0, t4, 4.0)
    t12 = t10 + t11
    t13 = exp_neg_fine_lifted_f64(t5)
    t14 = t12 * t13
    t15 = select(where, fma(fma(fma(1.0 + t4, t6, 1.5 + t4), t6, 1.0), t6, 0.25), t14)
    t16 = fma(select(where, 2.0, 4.0) + t6, t6, select(where, 2.0, 8.0))
    t17 = select(where, 1.0, 8.0)
    t18 = fma(t16, t6, t17)
    t19 = select(where, 0.25, 4.0)
    t20 = fma(t18, t6, t19)
    t21 = 1.0 / t20
    t22 = t15 * t21
    t23 = -t22
    t24 = t12 - t10
    t25 = 4.8484829848031044e-17 + t
    part1 = fma(fma(-4.213082159008473e-5, t25, 0.00025327119380077876), t25, 0.000989818215143342)
    part2 = fma(t6, fma(t6, t6 - (t7 - 4.0), fma(t7, t6, t8 - t9)), fma(t9, t6, -t10))
    part3 = fma(fma(part1, t25, 0.0010924101779722919), t25, -0.0033606849241672072)
    part4 = fma(fma(part3, t25, -0.0158211265720543), t25, -0.020271822716691947)
    part5 = fma(fma(part4, t25, 0.04190782104361813), t25, 0.20473126408010586)
    part6 = fma(1.409142747436865e-17, t, fma(t25 * t25, part5, 1.2942924190978496e-17))
    part7 = fma(t6, fma(t16, t6, t17 - t18), fma(t18, t6, t19 - t20))
    part8 = fma(t12, exp_neg_lifted_low_f64(t5), fma(t12, t13, -t14))
    part9 = select(where, 0.0, fma(t13, part2 + (t10 - (t12 - t24) + (t11 - t24)), part8))
    part10 = select(t2, t3 * (fma(t23, part7, fma(t23, t20, t15) + part9) * t21), 0.0)
    return g * (part10 + select(t2, t3 * t22, fma(0.2669479140495345, t, part6)))
