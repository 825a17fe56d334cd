"""silu: The input times its sigmoid.

    f(x) = x/(1 + exp(-x))
    f'(x) = (1 + x*exp(-x)/(1 + exp(-x)))/(1 + exp(-x))

Written by symact; do not edit.
"""

from numpy import float32 as f32

from .._intrinsics import fma, greatest, inlined, least, select
from ..elementary import (
    exp1p_tamed_f64,
    exp1p_tamed_fine_f32,
    exp_tamed_f64,
    exp_tamed_fine_f32,
    exp_tamed_low_f32,
)

HASHES = {
    "value_f32": "a6a048232b3e4a4f",
    "derivative_f32": "24a8233f15330b67",
    "vjp_f32": "01b369dcf1a0cb0a",
    "value_f64": "89cf2ffc63e00176",
    "derivative_f64": "495a8bd60361e4c0",
    "vjp_f64": "54067543036b3524",
}


@inlined
def value_f32(x):
    """f(x)."""
    t = greatest(f32(-128.0), x)
    t2 = -least(f32(88.0), t)
    # 5.421011e-20 is 2**-64
    return select(t2 > f32(40.0), f32(5.421011e-20), f32(1.0)) * (t / exp1p_tamed_fine_f32(t2))


@inlined
def derivative_f32(x):
    """f'(x)."""
    t = f32(1.2784646) + x
    where = abs(t) > f32(0.009765625)
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
    t14 = t7 * t9
    t15 = f32(-1.29792825e-8) + t
    part1 = fma(t7, t2 * fma(t7, t11, fma(t5, t13, fma(t5, t7, -t8))), fma(t7, t9, -t14))
    part2 = fma(fma(f32(-0.015222458), t15, f32(0.018874161)), t15, f32(0.1466488))
    part3 = fma(f32(2.0469744e-9), t, fma(t15 * t15, part2, f32(-2.8270397e-9)))
    part4 = select(where, t4 * t14, fma(f32(0.2178117), t, part3))
    return select(where, t4 * fma(t9, t13, part1), f32(0.0)) + part4


@inlined
def vjp_f32(g, x):
    """g f'(x)."""
    return g * derivative_f32(x)


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
    where = abs(t) > 0.140625
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
    t13 = t7 * t9
    t14 = 1.0946994183093437e-16 + t
    part1 = fma(fma(-2.907389789773109e-6, t14, -2.960605462299233e-5), t14, -4.090570149640219e-5)
    part2 = t4 * fma(t9, t12, fma(t7, t2 * fma(t5, t12, fma(t5, t7, -t8)), fma(t7, t9, -t13)))
    part3 = fma(fma(part1, t14, 0.00018570472377260632), t14, 0.0007985218800874638)
    part4 = fma(fma(part3, t14, 0.00012662743187055161), t14, -0.006606589138316212)
    part5 = fma(fma(part4, t14, -0.015222655223264927), t14, 0.01887481422378217)
    part6 = fma(t14 * t14, fma(part5, t14, 0.14664879699694697), 2.3843834755243112e-17)
    part7 = fma(0.2178117057198001, t, fma(-3.907290293843582e-18, t, part6))
    return select(where, part2, 0.0) + select(where, t4 * t13, part7)


@inlined
def vjp_f64(g, x):
    """g f'(x)."""
    return g * derivative_f64(x)
