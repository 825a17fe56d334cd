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
)

HASHES = {
    "value_f32": "c807d4e299fd6df1",
    "derivative_f32": "65e9d17116e82572",
    "vjp_f32": "c163aa8756150cdc",
    "value_f64": "a4c0badaf8643258",
    "derivative_f64": "37c135a4ab1ed72f",
    "vjp_f64": "9319d3f780204713",
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
    t2 = where | (abs(t) > f32(0.3125))
    # 5.421011e-20 is 2**-64
    t3 = select(where, f32(1.0), f32(5.421011e-20))
    # 1.048576e6 is 2**20
    t4 = least(f32(1.048576e6), abs(x))
    t5 = -t4
    t6 = exp_neg_fine_f32(t5)
    t7 = f32(1.5) + t4
    t8 = fma(fma(f32(1.0) + t4, t6, t7), t6, f32(1.0))
    t9 = fma(t8, t6, f32(0.25))
    t10 = f32(4.0) + t6
    t11 = fma(f32(-4.0), t4, f32(6.0))
    t12 = fma(t10, t6, t11)
    t13 = fma(f32(-4.0), t4, f32(4.0))
    t14 = fma(t12, t6, t13)
    t15 = exp_neg_fine_lifted_f32(t5)
    t16 = t14 * t15
    t17 = select(where, t9, t16)
    t18 = f32(2.0) + t6
    t19 = fma(t18, t6, f32(2.0))
    t20 = fma(t19, t6, f32(1.0))
    t21 = fma(t20, t6, f32(0.25))
    square = t19 * t19
    t22 = select(where, t21, square)
    t23 = f32(1.0) / t22
    t24 = t17 * t23
    t25 = -t24
    t26 = fma(t6, t6 - (t18 - f32(2.0)), fma(t18, t6, f32(2.0) - t19))
    t27 = f32(3.0439375e-9) + t
    part1 = fma(t6, fma(t6, t26, fma(t19, t6, f32(1.0) - t20)), fma(t20, t6, f32(0.25) - t21))
    part2 = fma(fma(f32(0.00097182725), t27, f32(0.0011409549)), t27, f32(-0.0033585518))
    part3 = select(where, part1, fma(t19, t26, fma(t19, t26, fma(t19, t19, -square))))
    part4 = fma(t6, t6 - (t10 - f32(4.0)), fma(f32(-4.0), t4, f32(6.0) - t11))
    part5 = fma(t6, part4, fma(f32(-4.0), t4, f32(4.0) - t13)) + fma(t12, t6, t13 - t14)
    part6 = fma(t15, part5, fma(t14, exp_neg_lifted_low_f32(t5), fma(t14, t15, -t16)))
    part7 = select(where, fma(t6, t6 * (t4 - (t7 - f32(1.5))), fma(t8, t6, f32(0.25) - t9)), part6)
    part8 = select(t2, t3 * (fma(t25, part3, fma(t25, t22, t17) + part7) * t23), f32(0.0))
    part9 = fma(fma(part2, t27, f32(-0.015824107)), t27, f32(-0.02027191))
    part10 = fma(fma(part9, t27, f32(0.04190788)), t27, f32(0.20473127))
    part11 = fma(f32(-1.1263293e-8), t, fma(t27 * t27, part10, f32(8.125728e-10)))
    return part8 + select(t2, t3 * t24, fma(f32(0.26694793), t, part11))


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
    t19 = 4.8484829848031044e-17 + t
    part1 = fma(fma(-4.917279707825008e-8, t19, -1.4508786804524713e-7), t19, 1.689058469365315e-8)
    part2 = fma(fma(part1, t19, 1.0732058685357266e-6), t19, 2.9131249956887067e-6)
    part3 = fma(fma(part2, t19, 9.423913899752591e-7), t19, -1.7300370600025193e-5)
    part4 = fma(fma(part3, t19, -5.582887182126572e-5), t19, -4.1961326378779783e-5)
    part5 = fma(fma(part4, t19, 0.0002541293611397041), t19, 0.0009898180867593238)
    part6 = fma(fma(part5, t19, 0.0010924055409745087), t19, -0.0033606849262689197)
    part7 = fma(fma(part6, t19, -0.015821126561729255), t19, -0.020271822716701082)
    part8 = fma(fma(part7, t19, 0.041907821043609746), t19, 0.20473126408010597)
    part9 = fma(1.5866663814863942e-17, t, fma(t19 * t19, part8, 1.2942924190978496e-17))
    part10 = fma(t6, fma(t11, t6, t12 - t13), fma(t13, t6, t14 - t15))
    part11 = fma(t18, part10, fma(t18, t15, t10) + select(where, 0.0, fma(t7, t8, -t9))) * t16
    return select(t2, t3 * part11, 0.0) + select(t2, t3 * t17, fma(0.2669479140495345, t, part9))


@inlined
def vjp_f64(g, x):
    """g f'(x)."""
    return g * derivative_f64(x)
