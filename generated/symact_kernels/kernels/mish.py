"""mish: The input times the tanh of its softplus.

    f(x) = x*tanh(log(1 + exp(x)))
    f'(x) = tanh(log(1 + exp(x))) + x*exp(x)*(1 - tanh(log(1 + exp(x)))**2)/(1 + exp(x))

Written by symact; do not edit.
"""

from numpy import float32 as f32

from .._intrinsics import copysign, fma, inlined, least, lookup, select, to_bits
from ..elementary import (
    exp_neg_f32,
    exp_neg_f64,
    exp_neg_fine_f32,
    exp_neg_fine_lifted_f32,
    exp_neg_lifted_f64,
    exp_neg_lifted_low_f32,
    exp_neg_low_f32,
)
from ..tables.mish import VALUE_F32, DERIVATIVE_F32

HASHES = {
    "value_f32": "696f9d58600315ce",
    "derivative_f32": "3bca7a3e469793b4",
    "vjp_f32": "1024401e0f08c40a",
    "value_f64": "ca1dffd133df8ff1",
    "derivative_f64": "e58974d4d5e83581",
    "vjp_f64": "87d43b65d8fad935",
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
    q = exp_neg_f32(t2)
    t4 = select(where, t3, q)
    t5 = select(where, -q, f32(1.0) + q) * t
    t6 = select(where, f32(1.0), f32(2.0)) + q
    t7 = select(where, f32(0.5), f32(2.0))
    t8 = fma(t6, q, t7)
    t9 = f32(1.0) / t8
    t10 = t5 * t9
    t11 = select(where, f32(0.0), t2)
    t12 = fma(t4, t10, t11)
    t13 = exp_neg_lifted_low_f32(t2)
    # 5.421011e-20 is 2**-64
    t14 = select(where, f32(5.421011e-20), t3)
    t15 = -t10
    part1 = t4 * (fma(t15, fma(t6, q, t7 - t8), fma(t15, t8, t5)) * t9)
    part2 = t14 * (fma(t10, select(where, t13, f32(0.0)), part1) + fma(t4, t10, t11 - t12))
    part3 = fma(t12, select(where, f32(0.0), t13), part2)
    part4 = part3 + fma(t14, t12, select(where, s, f32(0.0)))
    return copysign(select(where, f32(1.0), f32(5.421011e-20)) * part4, x)


@inlined
def value_near_f32(x):
    """f(x) for x from -12.0 to 3.4028235e38."""
    i = to_bits(fma(least(x, f32(9.75)), f32(1.3333334), f32(1.2582912e7)))
    t = x - lookup(VALUE_F32[0], i)
    part1 = fma(lookup(VALUE_F32[1], i), t, lookup(VALUE_F32[2], i))
    part2 = fma(fma(part1, t, lookup(VALUE_F32[3], i)), t, lookup(VALUE_F32[4], i))
    p2 = fma(fma(part2, t, lookup(VALUE_F32[5], i)), t, lookup(VALUE_F32[6], i))
    p1 = fma(p2, t, lookup(VALUE_F32[7], i))
    return fma(p1, t, fma(fma(p2, t, lookup(VALUE_F32[7], i) - p1), t, lookup(VALUE_F32[8], i)))


@inlined
def derivative_f32(x):
    """f'(x)."""
    where = x >= f32(0.0)
    t = f32(1.1924312) + x
    # 1.048576e6 is 2**20
    t2 = least(f32(1.048576e6), abs(x))
    t3 = -t2
    t4 = exp_neg_fine_f32(t3)
    # 5.421011e-20 is 2**-64
    t5 = select(where, t4, f32(5.421011e-20))
    t6 = fma(f32(-1.0) + t2 - t4, t4, f32(-0.5) + t2)
    t7 = t6 * t4
    t8 = f32(4.0) + t4
    t9 = fma(f32(-4.0), t2, f32(6.0))
    t10 = fma(t8, t4, t9)
    t11 = fma(t10, t4, fma(f32(-4.0), t2, f32(4.0)))
    t12 = exp_neg_fine_lifted_f32(t3)
    t13 = t11 * t12
    t14 = select(where, t7, t13)
    t15 = f32(2.0) + t4
    t16 = fma(t15, t4, f32(2.0))
    square = t16 * t16
    t17 = select(where, fma(fma(t16, t4, f32(1.0)), t4, f32(0.25)), square)
    t18 = f32(1.0) / t17
    t19 = t14 * t18
    t20 = -t19
    t21 = exp_neg_low_f32(t3)
    t22 = fma(t4, t4 - (t15 - f32(2.0)), t15 * t21) + fma(t15, t4, f32(2.0) - t16)
    t23 = select(where, f32(1.0), f32(0.0))
    t24 = fma(t5, t19, t23)
    part1 = select(where, t4 * (t4 * t22), fma(t16, t22, fma(t16, t22, fma(t16, t16, -square))))
    part2 = fma(t4, fma(t4, t4 - (t8 - f32(4.0)), t8 * t21) + fma(t8, t4, t9 - t10), t10 * t21)
    part3 = fma(t12, part2, fma(t11, exp_neg_lifted_low_f32(t3), fma(t11, t12, -t13)))
    part4 = fma(t20, t17, t14) + select(where, fma(t6, t21, fma(t6, t4, -t7)), part3)
    part5 = fma(t5, fma(t20, part1, part4) * t18, fma(t5, t19, t23 - t24)) + t24
    part6 = fma(fma(f32(-0.01581666), t, f32(-0.02027823)), t, f32(0.041907817))
    part7 = fma(t * t, fma(part6, t, f32(0.20473127)), f32(8.125728e-10))
    part8 = fma(f32(0.26694793), t, fma(f32(-9.794183e-9), t, part7))
    return select(where | (abs(t) > f32(0.0390625)), part5, part8)


@inlined
def derivative_near_f32(x):
    """f'(x) for x from -16.0 to 3.4028235e38."""
    i = to_bits(fma(least(x, f32(11.347826)), f32(1.0574713), f32(1.2582912e7)))
    t = x - lookup(DERIVATIVE_F32[0], i)
    part1 = fma(lookup(DERIVATIVE_F32[1], i), t, lookup(DERIVATIVE_F32[2], i))
    part2 = fma(fma(part1, t, lookup(DERIVATIVE_F32[3], i)), t, lookup(DERIVATIVE_F32[4], i))
    part3 = fma(fma(part2, t, lookup(DERIVATIVE_F32[5], i)), t, lookup(DERIVATIVE_F32[6], i))
    p2 = fma(part3, t, lookup(DERIVATIVE_F32[7], i))
    p1 = fma(p2, t, lookup(DERIVATIVE_F32[8], i))
    part4 = fma(fma(p2, t, lookup(DERIVATIVE_F32[8], i) - p1), t, lookup(DERIVATIVE_F32[9], i))
    return fma(p1, t, part4)


@inlined
def vjp_f32(g, x):
    """g f'(x)."""
    return g * derivative_f32(x)


@inlined
def vjp_near_f32(g, x):
    """g f'(x) for x from -16.0 to 3.4028235e38."""
    return g * derivative_near_f32(x)


@inlined
def value_f64(x):
    """f(x)."""
    where = x > 0.0
    s = abs(x)
    # 1073741824.0 is 2**30
    t = least(1073741824.0, s)
    t2 = -t
    t3 = exp_neg_lifted_f64(t2)
    # 7.458340731200207e-155 is 2**-512
    t4 = select(where, 7.458340731200207e-155, t3)
    q = exp_neg_f64(t2)
    t5 = select(where, t3, q)
    t6 = select(where, -q, 1.0 + q)
    t7 = t6 * t
    t8 = 1.0 / fma(select(where, 1.0, 2.0) + q, q, select(where, 0.5, 2.0))
    t9 = t7 * t8
    t10 = select(where, 0.0, t2)
    t11 = fma(t5, t9, t10)
    part1 = fma(t5, fma(t6, t, -t7) * t8, fma(t5, t9, t10 - t11))
    part2 = fma(t4, part1, fma(t4, t11, select(where, s, 0.0)))
    return copysign(select(where, 1.0, 7.458340731200207e-155) * part2, x)


@inlined
def derivative_f64(x):
    """f'(x)."""
    s = abs(x)
    # 1073741824.0 is 2**30
    t = least(1073741824.0, s)
    t2 = -t
    q = exp_neg_f64(t2)
    t3 = -1.0 + t
    t4 = fma(2.0 + q, q, 2.0)
    t5 = x - -1.1924312145154952
    part1 = fma(fma(-1.4674553806117823e-9, t5, 8.381544404279954e-10), t5, 2.7708107448726973e-8)
    part2 = fma(fma(fma(t3, q, fma(4.0, t, -3.0)), q, fma(8.0, t, -4.0)), q, fma(4.0, t, -2.0))
    # 7.458340731200207e-155 is 2**-512
    part3 = 7.458340731200207e-155 * (exp_neg_lifted_f64(t2) * fma(q, part2 / (t4 * t4), -t3))
    part4 = fma(q, fma(t3 - q, q, -0.5 + t) * q / fma(fma(t4, q, 1.0), q, 0.25), 1.0)
    part5 = fma(fma(part1, t5, -4.340761053721236e-8), t5, -3.704155605237289e-8)
    part6 = fma(fma(part5, t5, -1.337522417066976e-7), t5, 7.031831180987729e-9)
    part7 = fma(fma(part6, t5, 1.0788743985394203e-6), t5, 2.9129920902560735e-6)
    part8 = fma(fma(part7, t5, 9.393011807205269e-7), t5, -1.7299338839538853e-5)
    part9 = fma(fma(part8, t5, -5.582827895340858e-5), t5, -4.1961584770076065e-5)
    part10 = fma(fma(part9, t5, 0.00025412930295032636), t5, 0.0009898181150338346)
    part11 = fma(fma(part10, t5, 0.0010924055441048862), t5, -0.0033606849277647557)
    part12 = fma(fma(part11, t5, -0.015821126561819054), t5, -0.02027182271666701)
    part13 = fma(fma(part12, t5, 0.04190782104361088), t5, 0.20473126408010575)
    part14 = fma(-2.2618845960519435e-17, t5, fma(t5 * t5, part13, 1.2942924190978498e-17))
    return select(x > 0.0, part4, select(s > 1.625, part3, fma(0.26694791404953455, t5, part14)))


@inlined
def vjp_f64(g, x):
    """g f'(x)."""
    return g * derivative_f64(x)


NEAR = {
    "value_f32": (value_near_f32, -12.0, 3.4028235e38),
    "derivative_f32": (derivative_near_f32, -16.0, 3.4028235e38),
    "vjp_f32": (vjp_near_f32, -16.0, 3.4028235e38),
}
