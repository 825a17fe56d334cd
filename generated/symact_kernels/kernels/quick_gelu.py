"""quick_gelu: The sigmoid form of GELU.

    f(x) = x/(1 + exp(-851*x/500))
    f'(x) = (1 + 851*x*exp(-851*x/500)/(500*(1 + exp(-851*x/500))))/(1 + exp(-851*x/500))

Written by symact; do not edit.
"""

from numpy import float32 as f32

from .._intrinsics import fma, greatest, inlined, least, lookup, select, to_bits
from ..elementary import (
    exp1p_tamed_sum_f64,
    exp1p_tamed_sum_fine_f32,
    exp_tamed_sum_f32,
    exp_tamed_sum_fine_f64,
    exp_tamed_sum_low_f64,
)
from ..tables.quick_gelu import DERIVATIVE_F32

HASHES = {
    "value_f32": "97a11f68e8854bf4",
    "derivative_f32": "f0ea52d50f870aba",
    "vjp_f32": "336ff8afb02f678a",
    "value_f64": "882d7fdc7b0fb978",
    "derivative_f64": "c07ddb706649c109",
    "vjp_f64": "959acfa9a45832cb",
}


@inlined
def value_f32(x):
    """f(x)."""
    t = greatest(f32(-75.20564), x)
    t2 = least(f32(51.703876), t)
    t3 = f32(-1.702) * t2
    part1 = t / exp1p_tamed_sum_fine_f32(t3, fma(t2, f32(2.193451e-8), fma(f32(-1.702), t2, -t3)))
    # 5.421011e-20 is 2**-64
    return select(t3 > f32(40.0), f32(5.421011e-20), f32(1.0)) * part1


@inlined
def derivative_f32(x):
    """f'(x)."""
    t = f32(0.75115424) + x
    t2 = least(f32(51.703876), greatest(f32(-75.20564), x))
    t3 = f32(-1.702) * t2
    # 5.421011e-20 is 2**-64
    t4 = select(t3 > f32(40.0), f32(5.421011e-20), f32(1.0))
    t5 = exp_tamed_sum_f32(t3, fma(t2, f32(2.193451e-8), fma(f32(-1.702), t2, -t3)))
    t6 = t4 + t5
    t7 = f32(1.0) / t6
    t8 = f32(1.702) * t2
    t9 = t5 * t7
    t10 = t8 * t9
    t11 = f32(1.0) + t10
    t12 = -t7
    t13 = fma(t12, t4 - (t6 - t5), fma(t12, t6, f32(1.0))) * t7
    t14 = t11 - t10
    part1 = fma(fma(f32(0.0324347), t, f32(0.0038641777)), t, f32(-0.094336115))
    part2 = fma(fma(fma(part1, t, f32(-0.12775418)), t, f32(0.0930594)), t, f32(0.42481288))
    part3 = fma(f32(4.5801865e-9), t, fma(t * t, part2, f32(4.2614543e-9)))
    part4 = fma(t2, f32(-2.193451e-8), fma(f32(1.702), t2, -t8))
    part5 = fma(t8, t9, -t10) + fma(t9, part4, t8 * fma(t5, t13, fma(t5, t7, -t9)))
    part6 = t4 * fma(t7, t11, fma(t11, t13, t7 * (part5 + (t10 - (t11 - t14) + (f32(1.0) - t14)))))
    return select(abs(t) > f32(0.1875), part6, fma(f32(0.37071553), t, part3))


@inlined
def derivative_near_f32(x):
    """f'(x) for x from -12.0 to 12.0."""
    i = to_bits(fma(x, f32(1.2875), f32(1.2582912e7)))
    t = x - lookup(DERIVATIVE_F32[0], i)
    part1 = fma(lookup(DERIVATIVE_F32[1], i), t, lookup(DERIVATIVE_F32[2], i))
    part2 = fma(fma(part1, t, lookup(DERIVATIVE_F32[3], i)), t, lookup(DERIVATIVE_F32[4], i))
    part3 = fma(fma(part2, t, lookup(DERIVATIVE_F32[5], i)), t, lookup(DERIVATIVE_F32[6], i))
    part4 = fma(fma(part3, t, lookup(DERIVATIVE_F32[7], i)), t, lookup(DERIVATIVE_F32[8], i))
    return fma(fma(part4, t, lookup(DERIVATIVE_F32[9], i)), t, lookup(DERIVATIVE_F32[10], i))


@inlined
def vjp_f32(g, x):
    """g f'(x)."""
    return g * derivative_f32(x)


@inlined
def vjp_near_f32(g, x):
    """g f'(x) for x from -12.0 to 12.0."""
    return g * derivative_near_f32(x)


@inlined
def value_f64(x):
    """f(x)."""
    t = greatest(-587.5440658049355, x)
    t2 = least(416.5687426556993, t)
    t3 = -1.702 * t2
    part1 = t / exp1p_tamed_sum_f64(t3, fma(t2, -4.263256414560601e-17, fma(-1.702, t2, -t3)))
    # 7.458340731200207e-155 is 2**-512
    return select(t3 > 300.0, 7.458340731200207e-155, 1.0) * part1


@inlined
def derivative_f64(x):
    """f'(x)."""
    t = 0.751154255441289 + x
    t2 = least(416.5687426556993, greatest(-587.5440658049355, x))
    t3 = -1.702 * t2
    # 7.458340731200207e-155 is 2**-512
    t4 = select(t3 > 300.0, 7.458340731200207e-155, 1.0)
    t5 = fma(t2, -4.263256414560601e-17, fma(-1.702, t2, -t3))
    t6 = exp_tamed_sum_fine_f64(t3, t5)
    t7 = t4 + t6
    t8 = 1.0 / t7
    t9 = 1.702 * t2
    t10 = t6 * t8
    t11 = fma(t9, t10, 1.0)
    t12 = -t8
    t13 = exp_tamed_sum_low_f64(t3, t5)
    t14 = fma(t12, t13 + (t6 - (t7 - t4)), fma(t12, t7, 1.0)) * t8
    part1 = fma(fma(0.0030781775716976316, t, -0.09435669870066925), t, -0.12774050660123012)
    part2 = fma(fma(part1, t, 0.09305963675528955), t, 0.42481282173594376)
    part3 = fma(-2.638915627664065e-17, t, fma(t * t, part2, -1.7410584010100853e-17))
    part4 = fma(t2, 4.263256414560601e-17, fma(1.702, t2, -t9))
    part5 = fma(t11, t14, t8 * fma(t10, part4, t9 * fma(t8, t13, fma(t6, t14, fma(t6, t8, -t10)))))
    part6 = fma(0.37071552313509976, t, part3)
    return select(abs(t) > 0.003173828125, t4 * fma(t8, t11, part5), part6)


@inlined
def vjp_f64(g, x):
    """g f'(x)."""
    return g * derivative_f64(x)


NEAR = {
    "derivative_f32": (derivative_near_f32, -12.0, 12.0),
    "vjp_f32": (vjp_near_f32, -12.0, 12.0),
}
