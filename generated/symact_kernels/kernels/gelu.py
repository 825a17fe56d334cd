"""gelu: The input times the normal distribution function.

    f(x) = x*(1 + erf(x/sqrt(2)))/2
    f'(x) = (1 + erf(x/sqrt(2)) + sqrt(2/pi)*x*exp(-x**2/2))/2

Written by symact; do not edit.
"""

from numpy import float32 as f32

from .._intrinsics import copysign, fma, inlined, least, select
from ..elementary import (
    exp_neg_sum_f32,
    exp_neg_sum_f64,
    exp_neg_sum_fine_f64,
    exp_neg_sum_fine_lifted_f32,
    exp_neg_sum_fine_lifted_f64,
    exp_neg_sum_lifted_low_f32,
    exp_neg_sum_lifted_low_f64,
    mills_f32,
    mills_f64,
    mills_low_f32,
    mills_low_f64,
)

HASHES = {
    "value_f32": "77b4be217991c696",
    "derivative_f32": "e70e2fda48510e82",
    "vjp_f32": "8172edfa715a08a6",
    "value_f64": "77c67f239fdfcf1a",
    "derivative_f64": "ee27d35c95d0cf71",
    "vjp_f64": "bf60cf3e7c12cc80",
}


@inlined
def value_f32(x):
    """f(x)."""
    s = abs(x)
    # 1.048576e6 is 2**20
    t = least(f32(1.048576e6), s)
    t2 = mills_f32(t)
    t3 = t2 * t
    square = t * t
    t4 = exp_neg_sum_f32(f32(-0.5) * square, f32(-0.5) * fma(t, t, -square))
    part1 = t4 * fma(t, mills_low_f32(t), fma(t2, t, -t3))
    return copysign(select(x > f32(0.0), s, f32(0.0)) - t3 * t4 - part1, x)


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
    t5 = mills_low_f32(t)
    t6 = mills_f32(t)
    t7 = fma(f32(0.3989423), t, -t6)
    t8 = exp_neg_sum_lifted_low_f32(t2, t3)
    # 5.421011e-20 is 2**-64
    t9 = f32(5.421011e-20) * (t7 * t4)
    t10 = f32(1.0) + t9
    t11 = f32(0.75179154) + x
    where2 = abs(t11) > f32(0.05078125)
    t12 = fma(f32(-0.3989423), t, t6)
    t13 = t12 * t4
    t14 = f32(-1.211445e-8) + t11
    part1 = fma(fma(f32(-0.014776491), t14, f32(-0.113945656)), t14, f32(-0.018199636))
    part2 = fma(t4, fma(f32(1.133517e-8), t, t5), fma(t12, t8, fma(t12, t4, -t13)))
    # 5.421011e-20 is 2**-64
    part3 = fma(f32(5.421011e-20), fma(t4, -t5, t7 * t8), t9 - (t10 - f32(1.0)))
    # 5.421011e-20 is 2**-64
    part4 = select(where, part3, select(where2, f32(5.421011e-20) * part2, f32(0.0)))
    part5 = fma(t14 * t14, fma(part1, t14, f32(0.38828495)), f32(-5.2273124e-9))
    part6 = fma(f32(0.431494), t11, fma(f32(-5.276097e-9), t11, part5))
    # 5.421011e-20 is 2**-64
    return part4 + select(where, t10, select(where2, f32(5.421011e-20) * t13, part6))


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
    t5 = mills_low_f32(t)
    t6 = mills_f32(t)
    t7 = fma(f32(0.3989423), t, -t6)
    t8 = exp_neg_sum_lifted_low_f32(t2, t3)
    # 5.421011e-20 is 2**-64
    t9 = f32(5.421011e-20) * (t7 * t4)
    t10 = f32(1.0) + t9
    t11 = f32(0.75179154) + x
    where2 = abs(t11) > f32(0.05078125)
    t12 = fma(f32(-0.3989423), t, t6)
    t13 = t12 * t4
    t14 = f32(-1.211445e-8) + t11
    part1 = fma(fma(f32(-0.014776491), t14, f32(-0.113945656)), t14, f32(-0.018199636))
    part2 = fma(t4, fma(f32(1.133517e-8), t, t5), fma(t12, t8, fma(t12, t4, -t13)))
    # 5.421011e-20 is 2**-64
    part3 = fma(f32(5.421011e-20), fma(t4, -t5, t7 * t8), t9 - (t10 - f32(1.0)))
    # 5.421011e-20 is 2**-64
    part4 = select(where, part3, select(where2, f32(5.421011e-20) * part2, f32(0.0)))
    part5 = fma(t14 * t14, fma(part1, t14, f32(0.38828495)), f32(-5.2273124e-9))
    part6 = fma(f32(0.431494), t11, fma(f32(-5.276097e-9), t11, part5))
    # 5.421011e-20 is 2**-64
    return g * (part4 + select(where, t10, select(where2, f32(5.421011e-20) * t13, part6)))


@inlined
def value_f64(x):
    """f(x)."""
    s = abs(x)
    # 1073741824.0 is 2**30
    t = least(1073741824.0, s)
    t2 = mills_f64(t) * t
    square = t * t
    t3 = exp_neg_sum_f64(-0.5 * square, -0.5 * fma(t, t, -square))
    t4 = t2 * t3
    part1 = select(x > 0.0, s, 0.0) - t4 - fma(t3, t * mills_low_f64(t), fma(t2, t3, -t4))
    return copysign(part1, x)


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
    t6 = 0.7517915246935645 + x
    where2 = abs(t6) > 0.05078125
    t7 = exp_neg_sum_fine_lifted_f64(t2, t3)
    t8 = -0.3989422804014327 * t
    t9 = mills_f64(t)
    t10 = t8 + t9
    t11 = t10 - t8
    t12 = t10 * t7
    t13 = -1.4956759177009883e-17 + t6
    part1 = fma(2.49232720227773e-17, t, fma(-0.3989422804014327, t, -t8)) + t5
    part2 = fma(t10, exp_neg_sum_lifted_low_f64(t2, t3), fma(t10, t7, -t12))
    # 7.458340731200207e-155 is 2**-512
    part3 = 7.458340731200207e-155 * fma(t7, part1 + (t8 - (t10 - t11) + (t9 - t11)), part2)
    part4 = fma(-0.0007444876216497212, t13, -0.0022384572085061708)
    part5 = fma(fma(part4, t13, 0.0045392282406184975), t13, 0.019421677748060955)
    part6 = fma(fma(part5, t13, -0.01477152214888652), t13, -0.11400823329572472)
    part7 = fma(fma(part6, t13, -0.018199676398670532), t13, 0.3882849829905517)
    part8 = fma(2.7253217480172276e-17, t6, fma(t13 * t13, part7, -6.453751729367753e-18))
    # 7.458340731200207e-155 is 2**-512
    part9 = select(where2, 7.458340731200207e-155 * t12, fma(0.4314939923140469, t6, part8))
    part10 = select(where, 1.0 + fma(0.3989422804014327, t, -t9) * t4, part9)
    return select(where, -(t4 * t5), select(where2, part3, 0.0)) + part10


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
    t6 = 0.7517915246935645 + x
    where2 = abs(t6) > 0.05078125
    t7 = exp_neg_sum_fine_lifted_f64(t2, t3)
    t8 = -0.3989422804014327 * t
    t9 = mills_f64(t)
    t10 = t8 + t9
    t11 = t10 - t8
    t12 = t10 * t7
    t13 = -1.4956759177009883e-17 + t6
    part1 = fma(2.49232720227773e-17, t, fma(-0.3989422804014327, t, -t8)) + t5
    part2 = fma(t10, exp_neg_sum_lifted_low_f64(t2, t3), fma(t10, t7, -t12))
    # 7.458340731200207e-155 is 2**-512
    part3 = 7.458340731200207e-155 * fma(t7, part1 + (t8 - (t10 - t11) + (t9 - t11)), part2)
    part4 = fma(-0.0007444876216497212, t13, -0.0022384572085061708)
    part5 = fma(fma(part4, t13, 0.0045392282406184975), t13, 0.019421677748060955)
    part6 = fma(fma(part5, t13, -0.01477152214888652), t13, -0.11400823329572472)
    part7 = fma(fma(part6, t13, -0.018199676398670532), t13, 0.3882849829905517)
    part8 = fma(2.7253217480172276e-17, t6, fma(t13 * t13, part7, -6.453751729367753e-18))
    # 7.458340731200207e-155 is 2**-512
    part9 = select(where2, 7.458340731200207e-155 * t12, fma(0.4314939923140469, t6, part8))
    part10 = select(where, 1.0 + fma(0.3989422804014327, t, -t9) * t4, part9)
    return g * (select(where, -(t4 * t5), select(where2, part3, 0.0)) + part10)
