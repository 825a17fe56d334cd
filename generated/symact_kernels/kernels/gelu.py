"""gelu: The input times the normal distribution function.

    f(x) = x*(1 + erf(x/sqrt(2)))/2
    f'(x) = (1 + erf(x/sqrt(2)) + sqrt(2/pi)*x*exp(-x**2/2))/2

Written by symact; do not edit.
"""

from numpy import float32 as f32

from .._intrinsics import copysign, finite, fma, inlined, least, select
from ..elementary import (
    exp_neg_sum_fine_f64,
    exp_neg_sum_fine_lifted_f32,
    exp_neg_sum_lifted_low_f32,
    exp_neg_sum_low_f64,
    mills_f32,
    mills_f64,
    mills_low_f32,
    mills_low_f64,
)

HASHES = {
    "value_f32": "b79430e9a191304b",
    "derivative_f32": "c7dfc831ccc6c881",
    "vjp_f32": "fdfa91ade6652fc0",
    "value_f64": "2e2a92e7a330c3a8",
    "derivative_f64": "3a9747adb72f9be7",
    "vjp_f64": "f17542403e530da5",
}


@inlined
def value_f32(x):
    """f(x)."""
    where = x > f32(0.0)
    s = abs(x)
    # 1.048576e6 is 2**20
    t = least(f32(1.048576e6), s)
    t2 = mills_f32(t) * t
    square = t * t
    t3 = f32(-0.5) * square
    t4 = f32(-0.5) * fma(t, t, -square)
    t5 = exp_neg_sum_fine_lifted_f32(t3, t4)
    t6 = t2 * t5
    t7 = fma(t5, t * mills_low_f32(t), t2 * exp_neg_sum_lifted_low_f32(t3, t4))
    # 5.421011e-20 is 2**-64
    part1 = finite(select(where, -(f32(5.421011e-20) * t7), f32(-5.421011e-20) * t7))
    # 5.421011e-20 is 2**-64
    return copysign(select(where, s - f32(5.421011e-20) * t6, f32(-5.421011e-20) * t6) + part1, x)


@inlined
def derivative_f32(x):
    """f'(x)."""
    where = x > f32(0.0)
    # 1.048576e6 is 2**20
    t = least(f32(1.048576e6), abs(x))
    square = t * t
    t2 = f32(-0.5) * square
    t3 = f32(-0.5) * fma(t, t, -square)
    t4 = exp_neg_sum_fine_lifted_f32(t2, t3)
    t5 = mills_f32(t)
    t6 = -t5
    t7 = fma(f32(0.3989423), t, t6)
    t8 = mills_low_f32(t)
    t9 = exp_neg_sum_lifted_low_f32(t2, t3)
    t10 = t7 * t4
    t11 = f32(0.75179154) + x
    where2 = abs(t11) > f32(0.046875)
    t12 = f32(-0.3989423) * t
    t13 = t12 + t5
    t14 = t13 - t12
    t15 = f32(-1.211445e-8) + t11
    part1 = fma(t4, fma(f32(0.3989423), t, t6 - t7) - t8, fma(t7, t9, fma(t7, t4, -t10)))
    part2 = fma(fma(f32(-0.014775757), t15, f32(-0.11395491)), t15, f32(-0.018199647))
    part3 = fma(t15 * t15, fma(part2, t15, f32(0.38828495)), f32(-5.2273124e-9))
    part4 = fma(f32(1.133517e-8), t, fma(f32(-0.3989423), t, -t12)) + t8
    # 5.421011e-20 is 2**-64
    part5 = f32(5.421011e-20) * fma(t4, part4 + (t12 - (t13 - t14) + (t5 - t14)), t13 * t9)
    # 5.421011e-20 is 2**-64
    part6 = select(where, f32(5.421011e-20) * part1, select(where2, part5, f32(0.0)))
    part7 = fma(f32(0.431494), t11, fma(f32(-5.2698845e-9), t11, part3))
    # 5.421011e-20 is 2**-64
    part8 = select(where2, f32(5.421011e-20) * (t13 * t4), part7)
    # 5.421011e-20 is 2**-64
    return part6 + select(where, f32(1.0) + f32(5.421011e-20) * t10, part8)


@inlined
def vjp_f32(g, x):
    """g f'(x)."""
    where = x > f32(0.0)
    # 1.048576e6 is 2**20
    t = least(f32(1.048576e6), abs(x))
    square = t * t
    t2 = f32(-0.5) * square
    t3 = f32(-0.5) * fma(t, t, -square)
    t4 = exp_neg_sum_fine_lifted_f32(t2, t3)
    t5 = mills_f32(t)
    t6 = -t5
    t7 = fma(f32(0.3989423), t, t6)
    t8 = mills_low_f32(t)
    t9 = exp_neg_sum_lifted_low_f32(t2, t3)
    t10 = t7 * t4
    t11 = f32(0.75179154) + x
    where2 = abs(t11) > f32(0.046875)
    t12 = f32(-0.3989423) * t
    t13 = t12 + t5
    t14 = t13 - t12
    t15 = f32(-1.211445e-8) + t11
    part1 = fma(t4, fma(f32(0.3989423), t, t6 - t7) - t8, fma(t7, t9, fma(t7, t4, -t10)))
    part2 = fma(fma(f32(-0.014775757), t15, f32(-0.11395491)), t15, f32(-0.018199647))
    part3 = fma(t15 * t15, fma(part2, t15, f32(0.38828495)), f32(-5.2273124e-9))
    part4 = fma(f32(1.133517e-8), t, fma(f32(-0.3989423), t, -t12)) + t8
    # 5.421011e-20 is 2**-64
    part5 = f32(5.421011e-20) * fma(t4, part4 + (t12 - (t13 - t14) + (t5 - t14)), t13 * t9)
    # 5.421011e-20 is 2**-64
    part6 = select(where, f32(5.421011e-20) * part1, select(where2, part5, f32(0.0)))
    part7 = fma(f32(0.431494), t11, fma(f32(-5.2698845e-9), t11, part3))
    # 5.421011e-20 is 2**-64
    part8 = select(where2, f32(5.421011e-20) * (t13 * t4), part7)
    # 5.421011e-20 is 2**-64
    return g * (part6 + select(where, f32(1.0) + f32(5.421011e-20) * t10, part8))


@inlined
def value_f64(x):
    """f(x)."""
    s = abs(x)
    # 1073741824.0 is 2**30
    t = least(1073741824.0, s)
    t2 = mills_f64(t) * t
    square = t * t
    t3 = -0.5 * square
    t4 = -0.5 * fma(t, t, -square)
    t5 = exp_neg_sum_fine_f64(t3, t4)
    part1 = finite(-fma(t5, t * mills_low_f64(t), t2 * exp_neg_sum_low_f64(t3, t4)))
    return copysign(select(x > 0.0, s, 0.0) - t2 * t5 + part1, x)


@inlined
def derivative_f64(x):
    """f'(x)."""
    where = x > 0.0
    # 1073741824.0 is 2**30
    t = least(1073741824.0, abs(x))
    square = t * t
    t2 = -0.5 * square
    t3 = -0.5 * fma(t, t, -square)
    t4 = exp_neg_sum_fine_f64(t2, t3)
    t5 = mills_low_f64(t)
    t6 = mills_f64(t)
    t7 = fma(0.3989422804014327, t, -t6)
    t8 = exp_neg_sum_low_f64(t2, t3)
    t9 = 0.7517915246935645 + x
    where2 = abs(t9) > 0.0390625
    t10 = fma(-0.3989422804014327, t, t6)
    t11 = -1.4956759177009883e-17 + t9
    part1 = fma(fma(-0.0007446261093600381, t11, -0.00223889843073107), t11, 0.0045392283306632366)
    part2 = select(where2, fma(t4, fma(2.49232720227773e-17, t, t5), t10 * t8), 0.0)
    part3 = fma(fma(part1, t11, 0.019421679106246453), t11, -0.01477152214837744)
    part4 = fma(fma(part3, t11, -0.1140082332969115), t11, -0.018199676398671018)
    part5 = fma(t11 * t11, fma(part4, t11, 0.388284982990552), -6.453751729367753e-18)
    part6 = fma(0.4314939923140469, t9, fma(2.730466345757795e-17, t9, part5))
    part7 = select(where, 1.0 + t7 * t4, select(where2, t10 * t4, part6))
    return select(where, fma(t4, -t5, t7 * t8), part2) + part7


@inlined
def vjp_f64(g, x):
    """g f'(x)."""
    where = x > 0.0
    # 1073741824.0 is 2**30
    t = least(1073741824.0, abs(x))
    square = t * t
    t2 = -0.5 * square
    t3 = -0.5 * fma(t, t, -square)
    t4 = exp_neg_sum_fine_f64(t2, t3)
    t5 = mills_low_f64(t)
    t6 = mills_f64(t)
    t7 = fma(0.3989422804014327, t, -t6)
    t8 = exp_neg_sum_low_f64(t2, t3)
    t9 = 0.7517915246935645 + x
    where2 = abs(t9) > 0.0390625
    t10 = fma(-0.3989422804014327, t, t6)
    t11 = -1.4956759177009883e-17 + t9
    part1 = fma(fma(-0.0007446261093600381, t11, -0.00223889843073107), t11, 0.0045392283306632366)
    part2 = select(where2, fma(t4, fma(2.49232720227773e-17, t, t5), t10 * t8), 0.0)
    part3 = fma(fma(part1, t11, 0.019421679106246453), t11, -0.01477152214837744)
    part4 = fma(fma(part3, t11, -0.1140082332969115), t11, -0.018199676398671018)
    part5 = fma(t11 * t11, fma(part4, t11, 0.388284982990552), -6.453751729367753e-18)
    part6 = fma(0.4314939923140469, t9, fma(2.730466345757795e-17, t9, part5))
    part7 = select(where, 1.0 + t7 * t4, select(where2, t10 * t4, part6))
    return g * (select(where, fma(t4, -t5, t7 * t8), part2) + part7)
