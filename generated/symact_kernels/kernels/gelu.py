"""gelu: The input times the normal distribution function.

    f(x) = x*(1 + erf(x/sqrt(2)))/2
    f'(x) = 1/2 + erf(x/sqrt(2))/2 + x*exp(-x**2/2)/sqrt(2*pi)

Written by symact; do not edit.
"""

from numpy import float32 as f32

from .._intrinsics import copysign, fma, inlined, least, lookup, select, to_bits
from ..elementary import (
    exp_neg_sum_fine_lifted_f32,
    exp_neg_sum_lifted_f64,
    exp_neg_sum_lifted_low_f32,
    phi_tail_lifted_f32,
    phi_tail_lifted_f64,
    phi_tail_lifted_low_f32,
)
from ..tables.gelu import VALUE_F32, DERIVATIVE_F32

HASHES = {
    "value_f32": "64bdd707a46e9e69",
    "derivative_f32": "f79526a10b066fbe",
    "vjp_f32": "5840acfa3f6f21fb",
    "value_f64": "d171fcfaff04502b",
    "derivative_f64": "a8abf31af3dc666b",
    "vjp_f64": "6193f235695baa96",
}


@inlined
def value_f32(x):
    """f(x)."""
    s = abs(x)
    # 1.048576e6 is 2**20
    t = least(f32(1.048576e6), s)
    part1 = fma(t, phi_tail_lifted_f32(t), t * phi_tail_lifted_low_f32(t))
    # 5.421011e-20 is 2**-64
    return copysign(fma(f32(-5.421011e-20), part1, select(x > f32(0.0), s, f32(0.0))), x)


@inlined
def value_near_f32(x):
    """f(x) for x from -10.0 to 3.4028235e38."""
    part1 = fma(least(x, f32(7.350426)), f32(-0.09359924), f32(1.5042735))
    i = to_bits(fma(least(x, f32(7.350426)), part1, f32(1.2582912e7)))
    t = x - lookup(VALUE_F32[0], i)
    part2 = fma(lookup(VALUE_F32[1], i), t, lookup(VALUE_F32[2], i))
    part3 = fma(fma(part2, t, lookup(VALUE_F32[3], i)), t, lookup(VALUE_F32[4], i))
    part4 = fma(fma(part3, t, lookup(VALUE_F32[5], i)), t, lookup(VALUE_F32[6], i))
    part5 = fma(fma(part4, t, lookup(VALUE_F32[7], i)), t, lookup(VALUE_F32[8], i))
    return fma(fma(part5, t, lookup(VALUE_F32[9], i)), t, lookup(VALUE_F32[10], i))


@inlined
def derivative_f32(x):
    """f'(x)."""
    # 1.048576e6 is 2**20
    t = least(f32(1.048576e6), abs(x))
    t2 = f32(-0.75179154) + t
    t3 = f32(1.211445e-8) + t2
    t4 = fma(t, f32(1.0) / (f32(2.75) + t), f32(-0.375))
    part1 = fma(fma(f32(-0.008991931), t4, f32(-0.003856243)), t4, f32(0.018510928))
    part2 = fma(fma(fma(part1, t4, f32(0.018832956)), t4, f32(-0.04066662)), t4, f32(-0.058822427))
    t5 = fma(fma(fma(part2, t4, f32(0.22468622)), t4, f32(-0.30208296)), t4, f32(0.5179903))
    t6 = t3 * t5
    square = t * t
    t7 = f32(-0.5) * square
    t8 = f32(-0.5) * fma(t, t, -square)
    t9 = exp_neg_sum_fine_lifted_f32(t7, t8)
    t10 = t2 - t
    t11 = t9 * t6
    t12 = -t11
    part3 = t - (t2 - t10) + (f32(-0.75179154) - t10) + (f32(1.211445e-8) - (t3 - t2))
    part4 = fma(t9, fma(t5, part3, fma(t3, t5, -t6)), fma(t9, t6, t12))
    t13 = fma(t6, exp_neg_sum_lifted_low_f32(t7, t8), part4)
    # 5.421011e-20 is 2**-64
    t14 = fma(f32(5.421011e-20), t11, f32(1.0))
    part5 = fma(f32(5.421011e-20), t13, fma(f32(5.421011e-20), t11, f32(1.0) - t14)) + t14
    return select(x > f32(0.0), part5, f32(5.421011e-20) * (t12 - t13))


@inlined
def derivative_near_f32(x):
    """f'(x) for x from -9.0 to 3.4028235e38."""
    part1 = fma(least(x, f32(7.6658807)), f32(-0.0896), f32(1.6))
    i = to_bits(fma(least(x, f32(7.6658807)), part1, f32(1.2582912e7)))
    t = x - lookup(DERIVATIVE_F32[0], i)
    part2 = fma(lookup(DERIVATIVE_F32[1], i), t, lookup(DERIVATIVE_F32[2], i))
    part3 = fma(fma(part2, t, lookup(DERIVATIVE_F32[3], i)), t, lookup(DERIVATIVE_F32[4], i))
    part4 = fma(fma(part3, t, lookup(DERIVATIVE_F32[5], i)), t, lookup(DERIVATIVE_F32[6], i))
    part5 = fma(fma(part4, t, lookup(DERIVATIVE_F32[7], i)), t, lookup(DERIVATIVE_F32[8], i))
    return fma(fma(part5, t, lookup(DERIVATIVE_F32[9], i)), t, lookup(DERIVATIVE_F32[10], i))


@inlined
def vjp_f32(g, x):
    """g f'(x)."""
    return g * derivative_f32(x)


@inlined
def vjp_near_f32(g, x):
    """g f'(x) for x from -9.0 to 3.4028235e38."""
    return g * derivative_near_f32(x)


@inlined
def value_f64(x):
    """f(x)."""
    s = abs(x)
    # 1073741824.0 is 2**30
    t = least(1073741824.0, s)
    # 7.458340731200207e-155 is 2**-512
    part1 = fma(-7.458340731200207e-155, t * phi_tail_lifted_f64(t), select(x > 0.0, s, 0.0))
    return copysign(part1, x)


@inlined
def derivative_f64(x):
    """f'(x)."""
    # 1073741824.0 is 2**30
    t = least(1073741824.0, abs(x))
    square = t * t
    t2 = exp_neg_sum_lifted_f64(-0.5 * square, -0.5 * fma(t, t, -square))
    t3 = -0.7517915246935645 + t
    t4 = 1.4956759177009883e-17 + t3
    t5 = fma(t, 1.0 / (4.0 + t), -0.375)
    part1 = fma(0.00039733857371689697, t5, -0.0003687101492087432)
    part2 = fma(fma(part1, t5, -0.0007315438840256242), t5, 0.00035036996295499564)
    part3 = fma(fma(part2, t5, 0.0011840351443171723), t5, 0.0002688319680525788)
    part4 = fma(fma(part3, t5, -0.0017136943681300457), t5, -0.0015857306800350873)
    part5 = fma(fma(part4, t5, 0.0022242773417624506), t5, 0.004102529672374844)
    part6 = fma(fma(part5, t5, -0.0030683321183953786), t5, -0.009510124733622905)
    part7 = fma(fma(part6, t5, 0.006871386414940309), t5, 0.02260518853771376)
    part8 = fma(fma(part7, t5, -0.031027553818499802), t5, -0.04181433719014555)
    part9 = fma(fma(part8, t5, 0.1838608674491243), t5, -0.30905353256125556)
    part10 = fma(fma(part9, t5, 0.34142512679722153), t5, -0.2789815077749646)
    t6 = fma(part10, t5, 0.49230928050660405)
    t7 = t4 * t6
    t8 = -(t2 * t7)
    part11 = -0.7517915246935645 - (t3 - t) + (1.4956759177009883e-17 - (t4 - t3))
    part12 = fma(t6, part11, fma(t4, -2.263005887347606e-17, fma(t4, t6, -t7)))
    # 7.458340731200207e-155 is 2**-512
    t9 = 7.458340731200207e-155 * (t8 - fma(t2, part12, fma(t2, t7, t8)))
    return select(x > 0.0, 1.0 - t9, t9)


@inlined
def vjp_f64(g, x):
    """g f'(x)."""
    return g * derivative_f64(x)


NEAR = {
    "value_f32": (value_near_f32, -10.0, 3.4028235e38),
    "derivative_f32": (derivative_near_f32, -9.0, 3.4028235e38),
    "vjp_f32": (vjp_near_f32, -9.0, 3.4028235e38),
}
