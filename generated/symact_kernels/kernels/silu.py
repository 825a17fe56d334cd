"""silu: The input times its sigmoid.

    f(x) = x/(1 + exp(-x))
    f'(x) = (1 + x*exp(-x)/(1 + exp(-x)))/(1 + exp(-x))

Written by symact; do not edit.
"""

from numpy import float32 as f32

from .._intrinsics import fma, greatest, inlined, least, lookup, select, to_bits
from ..elementary import (
    exp1p_tamed_f64,
    exp1p_tamed_fine_f32,
    exp_tamed_f64,
    exp_tamed_fine_f32,
    exp_tamed_low_f32,
)
from ..tables.silu import VALUE_F32, DERIVATIVE_F32

HASHES = {
    "value_f32": "aafc11d7772aef5d",
    "derivative_f32": "bdc82a9e295ab458",
    "vjp_f32": "dd309d975429309a",
    "value_f64": "89cf2ffc63e00176",
    "derivative_f64": "8c02140ef8bb8e48",
    "vjp_f64": "c0875109ef3d5343",
}


@inlined
def value_f32(x):
    """f(x)."""
    t = greatest(f32(-128.0), x)
    t2 = -least(f32(88.0), t)
    # 5.421011e-20 is 2**-64
    return select(t2 > f32(40.0), f32(5.421011e-20), f32(1.0)) * (t / exp1p_tamed_fine_f32(t2))


@inlined
def value_near_f32(x):
    """f(x) for x from -12.0 to 12.0."""
    i = to_bits(fma(x, fma(x, f32(-0.037552085), f32(1.2875)), f32(1.2582912e7)))
    t = x - lookup(VALUE_F32[0], i)
    part1 = fma(lookup(VALUE_F32[1], i), t, lookup(VALUE_F32[2], i))
    part2 = fma(fma(part1, t, lookup(VALUE_F32[3], i)), t, lookup(VALUE_F32[4], i))
    part3 = fma(fma(part2, t, lookup(VALUE_F32[5], i)), t, lookup(VALUE_F32[6], i))
    return fma(part3, t, lookup(VALUE_F32[7], i))


@inlined
def derivative_f32(x):
    """f'(x)."""
    t = f32(1.2784646) + x
    t2 = least(f32(88.0), greatest(f32(-128.0), x))
    t3 = -t2
    # 5.421011e-20 is 2**-64
    t4 = select(t3 > f32(40.0), f32(5.421011e-20), f32(1.0))
    t5 = exp_tamed_fine_f32(t3)
    t6 = t4 + t5
    t7 = f32(1.0) / t6
    t8 = t5 * t7
    t9 = fma(t2, t8, f32(1.0))
    t10 = -t7
    t11 = exp_tamed_low_f32(t3)
    t12 = t6 - t4
    t13 = fma(t10, t11 + (t4 - (t6 - t12) + (t5 - t12)), fma(t10, t6, f32(1.0))) * t7
    part1 = fma(t7, t9, fma(t9, t13, t7 * (t2 * fma(t7, t11, fma(t5, t13, fma(t5, t7, -t8))))))
    part2 = fma(fma(f32(-0.006599543), t, f32(-0.01522168)), t, f32(0.0188748))
    part3 = fma(t * t, fma(part2, t, f32(0.1466488)), f32(-2.8270397e-9))
    part4 = fma(f32(0.2178117), t, fma(f32(-1.7644873e-9), t, part3))
    return select(abs(t) > f32(0.078125), t4 * part1, part4)


@inlined
def derivative_near_f32(x):
    """f'(x) for x from -16.0 to 16.0."""
    i = to_bits(fma(x, f32(0.965625), f32(1.2582912e7)))
    t = x - lookup(DERIVATIVE_F32[0], i)
    part1 = fma(lookup(DERIVATIVE_F32[1], i), t, lookup(DERIVATIVE_F32[2], i))
    part2 = fma(fma(part1, t, lookup(DERIVATIVE_F32[3], i)), t, lookup(DERIVATIVE_F32[4], i))
    part3 = fma(fma(part2, t, lookup(DERIVATIVE_F32[5], i)), t, lookup(DERIVATIVE_F32[6], i))
    return fma(fma(part3, t, lookup(DERIVATIVE_F32[7], i)), t, lookup(DERIVATIVE_F32[8], i))


@inlined
def vjp_f32(g, x):
    """g f'(x)."""
    return g * derivative_f32(x)


@inlined
def vjp_near_f32(g, x):
    """g f'(x) for x from -16.0 to 16.0."""
    return g * derivative_near_f32(x)


@inlined
def value_f64(x):
    """f(x)."""
    t = greatest(-1000.0000000000001, x)
    t2 = -least(709.0000000000001, t)
    # 7.458340731200207e-155 is 2**-512
    return select(t2 > 300.0, 7.458340731200207e-155, 1.0) * (t / exp1p_tamed_f64(t2))


@inlined
def derivative_f64(x):
    """f'(x)."""
    t = 1.2784645427610737 + x
    t2 = least(709.0000000000001, greatest(-1000.0000000000001, x))
    t3 = -t2
    # 7.458340731200207e-155 is 2**-512
    t4 = select(t3 > 300.0, 7.458340731200207e-155, 1.0)
    t5 = exp_tamed_f64(t3)
    t6 = t4 + t5
    t7 = 1.0 / t6
    t8 = t5 * t7
    t9 = fma(t2, t8, 1.0)
    t10 = -t7
    t11 = t6 - t4
    t12 = fma(t10, t4 - (t6 - t11) + (t5 - t11), fma(t10, t6, 1.0)) * t7
    part1 = fma(fma(-2.907389789773109e-6, t, -2.9606054622992335e-5), t, -4.0905701496402215e-5)
    part2 = t4 * fma(t7, t9, fma(t9, t12, t7 * (t2 * fma(t5, t12, fma(t5, t7, -t8)))))
    part3 = fma(fma(part1, t, 0.00018570472377260627), t, 0.000798521880087464)
    part4 = fma(fma(part3, t, 0.00012662743187055224), t, -0.006606589138316212)
    part5 = fma(fma(part4, t, -0.01522265522326493), t, 0.018874814223782167)
    part6 = fma(t * t, fma(part5, t, 0.146648796996947), 2.3843834755243115e-17)
    part7 = fma(0.21781170571980013, t, fma(4.444046441920826e-19, t, part6))
    return select(abs(t) > 0.140625, part2, part7)


@inlined
def vjp_f64(g, x):
    """g f'(x)."""
    return g * derivative_f64(x)


NEAR = {
    "value_f32": (value_near_f32, -12.0, 12.0),
    "derivative_f32": (derivative_near_f32, -16.0, 16.0),
    "vjp_f32": (vjp_near_f32, -16.0, 16.0),
}
