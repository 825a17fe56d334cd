"""tanhshrink: The input without its tanh.

    f(x) = x - tanh(x)
    f'(x) = tanh(x)**2

Written by symact; do not edit.
"""

from numpy import float32 as f32

from .._intrinsics import copysign, fma, inlined, least, select
from ..elementary import (
    exp_neg_fine_f32,
    exp_neg_fine_f64,
    exp_neg_fine_lifted_f64,
    exp_neg_lifted_low_f64,
    exp_neg_low_f32,
    exp_neg_low_f64,
    expm1_neg_f64,
    tanh_f32,
)

HASHES = {
    "value_f32": "0ec6ce39ca2e92f1",
    "derivative_f32": "d73c59c938552e8e",
    "vjp_f32": "7ef569c5f8591ea0",
    "value_f64": "83f706b5c3dfdfdb",
    "derivative_f64": "3bc41360064c2392",
    "vjp_f64": "af4a45c94db3a85a",
}


@inlined
def value_f32(x):
    """f(x)."""
    where = abs(x) > f32(1.125)
    square = x * x
    t = square * x
    t2 = fma(f32(3.4100674e-5), square, f32(-0.00027726477))
    t3 = fma(t2, square, f32(0.0011390912))
    t4 = fma(t3, square, f32(-0.0033871874))
    t5 = fma(t4, square, f32(0.0087818615))
    t6 = fma(t5, square, f32(-0.021851001))
    t7 = fma(t6, square, f32(0.053966157))
    t8 = fma(t7, square, f32(-0.13333325))
    t9 = fma(t8, square, f32(0.33333334))
    t10 = select(where, x - tanh_f32(x), t * t9)
    t11 = fma(x, x, -square)
    part1 = fma(square, fma(square, f32(3.4100674e-5) * t11, t2 * t11), t3 * t11)
    part2 = fma(square, fma(square, fma(square, part1, t4 * t11), t5 * t11), t6 * t11)
    part3 = fma(square, f32(4.760159e-9) + fma(square, part2, t7 * t11), t8 * t11)
    part4 = fma(t9, fma(x, t11, fma(square, x, -t)), t * (f32(-1.0311252e-8) + part3))
    return fma(copysign(f32(1.0), t10 * x), select(where, f32(0.0), part4), copysign(t10, x))


@inlined
def derivative_f32(x):
    """f'(x)."""
    s = abs(x)
    where = s > f32(0.00048828125)
    t = f32(-2.0) * s
    t2 = exp_neg_fine_f32(t)
    t3 = f32(-4.0) * t2
    t4 = f32(2.0) + t2
    t5 = fma(t4, t2, f32(1.0))
    t6 = f32(1.0) / t5
    t7 = t3 * t6
    t8 = -t7
    t9 = exp_neg_low_f32(t)
    t10 = tanh_f32(x)
    part1 = fma(t2, t9 + (t2 - (t4 - f32(2.0))), t4 * t9) + fma(t4, t2, f32(1.0) - t5)
    part2 = select(where, fma(t8, part1, fma(f32(-4.0), t9, fma(t8, t5, t3))) * t6, f32(0.0))
    return part2 + select(where, f32(1.0) + t7, t10 * t10)


@inlined
def vjp_f32(g, x):
    """g f'(x)."""
    s = abs(x)
    where = s > f32(0.00048828125)
    t = f32(-2.0) * s
    t2 = exp_neg_fine_f32(t)
    t3 = f32(-4.0) * t2
    t4 = f32(2.0) + t2
    t5 = fma(t4, t2, f32(1.0))
    t6 = f32(1.0) / t5
    t7 = t3 * t6
    t8 = -t7
    t9 = exp_neg_low_f32(t)
    t10 = tanh_f32(x)
    part1 = fma(t2, t9 + (t2 - (t4 - f32(2.0))), t4 * t9) + fma(t4, t2, f32(1.0) - t5)
    part2 = select(where, fma(t8, part1, fma(f32(-4.0), t9, fma(t8, t5, t3))) * t6, f32(0.0))
    return g * (part2 + select(where, f32(1.0) + t7, t10 * t10))


@inlined
def value_f64(x):
    """f(x)."""
    s = abs(x)
    where = s > 0.8125
    # 1073741824.0 is 2**30
    t = least(1073741824.0, s)
    t2 = 1.0 + t
    t3 = -2.0 * t
    t4 = exp_neg_fine_f64(t3)
    t5 = fma(t2, t4, -1.0 + t)
    t6 = exp_neg_lifted_low_f64(t3)
    t7 = 1.0 / (1.0 + t4)
    t8 = exp_neg_fine_lifted_f64(t3)
    square = x * x
    t9 = square * x
    part1 = fma(-4.775424045009312e-7, square, 3.3743319349880767e-6)
    part2 = fma(fma(part1, square, -1.283094860925134e-5), square, 3.709596987699321e-5)
    part3 = fma(fma(part2, square, -9.581607508723156e-5), square, 0.00023873264025567415)
    part4 = fma(fma(part3, square, -0.0005899255854762347), square, 0.0014558160509598437)
    part5 = fma(fma(part4, square, -0.0035921257933196897), square, 0.008863235352679997)
    part6 = fma(fma(part5, square, -0.021869488527850006), square, 0.053968253968055574)
    t10 = fma(fma(part6, square, -0.13333333333333158), square, 0.3333333333333339)
    # 7.458340731200207e-155 is 2**-512
    part7 = fma(7.458340731200207e-155, fma(t2, t8, t2 * t6), -1.0 + s)
    # 7.458340731200207e-155 is 2**-512
    part8 = fma(7.458340731200207e-155, -(t5 * (t6 * t7)) - t5 * (t8 * t7), part7)
    t11 = select(where, part8, t9 * t10)
    part9 = select(where, 0.0, fma(t10, fma(square, x, -t9), -5.936858590361887e-16 * t9))
    return fma(copysign(1.0, t11 * x), part9, copysign(t11, x))


@inlined
def derivative_f64(x):
    """f'(x)."""
    s = abs(x)
    # 6.103515625e-5 is 2**-14
    where = s > 6.103515625e-5
    t = -2.0 * s
    t2 = exp_neg_fine_f64(t)
    t3 = -4.0 * t2
    t4 = 1.0 + t2
    square = t4 * t4
    t5 = 1.0 / square
    t6 = t3 * t5
    t7 = -t6
    t8 = exp_neg_low_f64(t)
    t9 = t8 + (t2 - (t4 - 1.0))
    m = expm1_neg_f64(t)
    square2 = m * m
    t10 = fma(4.0 + m, m, 4.0)
    t11 = 1.0 / t10
    t12 = square2 * t11
    part1 = (fma(-t12, t10, square2) + fma(m, m, -square2)) * t11
    part2 = fma(t4, t9, fma(t4, t9, fma(t4, t4, -square)))
    part3 = select(where, fma(t7, part2, fma(-4.0, t8, fma(t7, square, t3))) * t5, part1)
    return part3 + select(where, 1.0 + t6, t12)


@inlined
def vjp_f64(g, x):
    """g f'(x)."""
    s = abs(x)
    # 6.103515625e-5 is 2**-14
    where = s > 6.103515625e-5
    t = -2.0 * s
    t2 = exp_neg_fine_f64(t)
    t3 = -4.0 * t2
    t4 = 1.0 + t2
    square = t4 * t4
    t5 = 1.0 / square
    t6 = t3 * t5
    t7 = -t6
    t8 = exp_neg_low_f64(t)
    t9 = t8 + (t2 - (t4 - 1.0))
    m = expm1_neg_f64(t)
    square2 = m * m
    t10 = fma(4.0 + m, m, 4.0)
    t11 = 1.0 / t10
    t12 = square2 * t11
    part1 = (fma(-t12, t10, square2) + fma(m, m, -square2)) * t11
    part2 = fma(t4, t9, fma(t4, t9, fma(t4, t4, -square)))
    part3 = select(where, fma(t7, part2, fma(-4.0, t8, fma(t7, square, t3))) * t5, part1)
    return g * (part3 + select(where, 1.0 + t6, t12))
