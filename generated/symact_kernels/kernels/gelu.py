"""gelu: The input times the normal distribution function.

    f(x) = x*(1 + erf(x/sqrt(2)))/2
    f'(x) = 1/2 + erf(x/sqrt(2))/2 + x*exp(-x**2/2)/sqrt(2*pi)

Written by symact; do not edit.
"""

from numpy import float32 as f32

from .._intrinsics import copysign, fma, inlined, least, select
from ..elementary import (
    exp_neg_sum_fine_lifted_f32,
    exp_neg_sum_lifted_f64,
    exp_neg_sum_lifted_low_f32,
    phi_tail_lifted_f32,
    phi_tail_lifted_f64,
    phi_tail_lifted_low_f32,
)

HASHES = {
    "value_f32": "d2efcf4babdb6798",
    "derivative_f32": "25ac5ea6a2e8253a",
    "vjp_f32": "6538f1e052d2833b",
    "value_f64": "d171fcfaff04502b",
    "derivative_f64": "118cfb8497cbc535",
    "vjp_f64": "1e7d73f8940e17f7",
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
def derivative_f32(x):
    """f'(x)."""
    where = x > f32(0.0)
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
    part3 = t - (t2 - t10) + (f32(-0.75179154) - t10) + (f32(1.211445e-8) - (t3 - t2))
    part4 = fma(t9, fma(t5, part3, fma(t3, t5, -t6)), fma(t9, t6, -t11))
    t12 = fma(t6, exp_neg_sum_lifted_low_f32(t7, t8), part4)
    # 5.421011e-20 is 2**-64
    t13 = fma(f32(5.421011e-20), t11, f32(1.0))
    part5 = fma(f32(5.421011e-20), t12, fma(f32(5.421011e-20), t11, f32(1.0) - t13))
    part6 = select(where, part5, f32(-5.421011e-20) * t12)
    return part6 + select(where, t13, f32(-5.421011e-20) * t11)


@inlined
def vjp_f32(g, x):
    """g f'(x)."""
    return g * derivative_f32(x)


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
    where = x > 0.0
    # 1073741824.0 is 2**30
    t = least(1073741824.0, abs(x))
    square = t * t
    t2 = exp_neg_sum_lifted_f64(-0.5 * square, -0.5 * fma(t, t, -square))
    t3 = fma(t, 1.0 / (4.0 + t), -0.375)
    part1 = fma(0.00039733857371689697, t3, -0.0003687101492087432)
    part2 = fma(fma(part1, t3, -0.0007315438840256242), t3, 0.00035036996295499564)
    part3 = fma(fma(part2, t3, 0.0011840351443171723), t3, 0.0002688319680525788)
    part4 = fma(fma(part3, t3, -0.0017136943681300457), t3, -0.0015857306800350873)
    part5 = fma(fma(part4, t3, 0.0022242773417624506), t3, 0.004102529672374844)
    part6 = fma(fma(part5, t3, -0.0030683321183953786), t3, -0.009510124733622905)
    part7 = fma(fma(part6, t3, 0.006871386414940309), t3, 0.02260518853771376)
    part8 = fma(fma(part7, t3, -0.031027553818499802), t3, -0.04181433719014555)
    part9 = fma(fma(part8, t3, 0.1838608674491243), t3, -0.30905353256125556)
    part10 = fma(fma(part9, t3, 0.34142512679722153), t3, -0.2789815077749646)
    t4 = fma(part10, t3, 0.49230928050660405)
    t5 = -0.7517915246935645 + t
    t6 = t5 - t
    t7 = 1.4956759177009883e-17 + t5
    t8 = t7 * t4
    t9 = t2 * t8
    part11 = t - (t5 - t6) + (-0.7517915246935645 - t6) + (1.4956759177009883e-17 - (t7 - t5))
    part12 = fma(t4, part11, fma(t7, -2.263005887347606e-17, fma(t7, t4, -t8)))
    t10 = fma(t2, part12, fma(t2, t8, -t9))
    # 7.458340731200207e-155 is 2**-512
    part13 = fma(7.458340731200207e-155, fma(t2, t8, t10), 1.0)
    part14 = select(where, part13, -7.458340731200207e-155 * t9)
    return select(where, 0.0, -7.458340731200207e-155 * t10) + part14


@inlined
def vjp_f64(g, x):
    """g f'(x)."""
    return g * derivative_f64(x)
