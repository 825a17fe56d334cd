"""gelu: The input times the normal distribution function.

    f(x) = x*(1 + erf(x/sqrt(2)))/2
    f'(x) = (1 + erf(x/sqrt(2)) + sqrt(2/pi)*x*exp(-x**2/2))/2

Written by symact; do not edit.
"""

from numpy import float32 as f32

from .._intrinsics import copysign, fma, inlined, least, select
from ..elementary import (
    exp_neg_sum_fine_lifted_f32,
    exp_neg_sum_lifted_f64,
    exp_neg_sum_lifted_low_f32,
    mills_f32,
    mills_f64,
    mills_low_f32,
    phi_tail_lifted_f32,
    phi_tail_lifted_f64,
    phi_tail_lifted_low_f32,
)

HASHES = {
    "value_f32": "d2efcf4babdb6798",
    "derivative_f32": "bc8277a3a86bd234",
    "vjp_f32": "e1d4834cf250e726",
    "value_f64": "d171fcfaff04502b",
    "derivative_f64": "0439e4c03fc68b8c",
    "vjp_f64": "4d422bc9435e6335",
}


@inlined
def value_f32(x):
    """f(x)."""
    s = abs(x)
    # 1.048576e6 is 2**20
    t = least(f32(1.048576e6), s)
    part1 = fma(t, phi_tail_lifted_f32(t), t * phi_tail_lifted_low_f32(t))
    return copysign(fma(f32(-5.421011e-20), part1, select(x > f32(0.0), s, f32(0.0))), x)


@inlined
def derivative_f32(x):
    """f'(x)."""
    where = x >= f32(0.0)
    t = f32(0.75179154) + x
    s = abs(x)
    # 1.048576e6 is 2**20
    t2 = least(f32(1.048576e6), s)
    t3 = mills_f32(t2)
    t4 = least(f32(3.4028235e38), s)
    t5 = f32(-0.3989423) * t4
    t6 = select(where, fma(f32(0.3989423), t2, -t3), t5 + t3)
    # 1.048576e6 is 2**20
    t7 = least(select(where, f32(1.048576e6), f32(3.4028235e38)), s)
    square = t7 * t7
    t8 = f32(-0.5) * square
    t9 = f32(-0.5) * fma(t7, t7, -square)
    t10 = exp_neg_sum_fine_lifted_f32(t8, t9)
    t11 = mills_low_f32(t2)
    t12 = f32(-1.211445e-8) + t
    part1 = select(where, -t11, fma(t4, f32(1.133517e-8), fma(f32(-0.3989423), t4, -t5)) + t11)
    part2 = fma(fma(f32(0.004500798), t12, f32(0.019114893)), t12, f32(-0.014775049))
    part3 = fma(t6, t10, fma(t10, part1, t6 * exp_neg_sum_lifted_low_f32(t8, t9)))
    # 5.421011e-20 is 2**-64
    part4 = fma(f32(5.421011e-20), part3, select(where, f32(1.0), f32(0.0)))
    part5 = fma(fma(part2, t12, f32(-0.11399617)), t12, f32(-0.018199492))
    part6 = fma(t12 * t12, fma(part5, t12, f32(0.38828486)), f32(-5.2273124e-9))
    part7 = fma(f32(0.431494), t, fma(f32(-6.249502e-9), t, part6))
    return select(where | (abs(t) > f32(0.28125)), part4, part7)


@inlined
def vjp_f32(g, x):
    """g f'(x)."""
    where = x >= f32(0.0)
    t = f32(0.75179154) + x
    s = abs(x)
    # 1.048576e6 is 2**20
    t2 = least(f32(1.048576e6), s)
    t3 = mills_f32(t2)
    t4 = least(f32(3.4028235e38), s)
    t5 = f32(-0.3989423) * t4
    t6 = select(where, fma(f32(0.3989423), t2, -t3), t5 + t3)
    # 1.048576e6 is 2**20
    t7 = least(select(where, f32(1.048576e6), f32(3.4028235e38)), s)
    square = t7 * t7
    t8 = f32(-0.5) * square
    t9 = f32(-0.5) * fma(t7, t7, -square)
    t10 = exp_neg_sum_fine_lifted_f32(t8, t9)
    t11 = mills_low_f32(t2)
    t12 = f32(-1.211445e-8) + t
    part1 = select(where, -t11, fma(t4, f32(1.133517e-8), fma(f32(-0.3989423), t4, -t5)) + t11)
    part2 = fma(fma(f32(0.004500798), t12, f32(0.019114893)), t12, f32(-0.014775049))
    part3 = fma(t6, t10, fma(t10, part1, t6 * exp_neg_sum_lifted_low_f32(t8, t9)))
    # 5.421011e-20 is 2**-64
    part4 = fma(f32(5.421011e-20), part3, select(where, f32(1.0), f32(0.0)))
    part5 = fma(fma(part2, t12, f32(-0.11399617)), t12, f32(-0.018199492))
    part6 = fma(t12 * t12, fma(part5, t12, f32(0.38828486)), f32(-5.2273124e-9))
    part7 = fma(f32(0.431494), t, fma(f32(-6.249502e-9), t, part6))
    return g * select(where | (abs(t) > f32(0.28125)), part4, part7)


@inlined
def value_f64(x):
    """f(x)."""
    s = abs(x)
    # 1073741824.0 is 2**30
    t = least(1073741824.0, s)
    part1 = fma(-7.458340731200207e-155, t * phi_tail_lifted_f64(t), select(x > 0.0, s, 0.0))
    return copysign(part1, x)


@inlined
def derivative_f64(x):
    """f'(x)."""
    where = x > 0.0
    t = 0.7517915246935645 + x
    where2 = abs(t) > 0.40625
    # 1073741824.0 is 2**30
    t2 = least(1073741824.0, abs(x))
    square = t2 * t2
    t3 = exp_neg_sum_lifted_f64(-0.5 * square, -0.5 * fma(t2, t2, -square))
    t4 = mills_f64(t2)
    t5 = fma(-0.3989422804014327, t2, t4)
    t6 = t5 * t3
    t7 = -1.4956759177009883e-17 + t
    part1 = fma(fma(5.473994275892593e-7, t7, 4.3153695499287505e-7), t7, -7.742382777944815e-6)
    # 7.458340731200207e-155 is 2**-512
    part2 = 7.458340731200207e-155 * fma(t3, 2.49232720227773e-17 * t2, fma(t5, t3, -t6))
    # 7.458340731200207e-155 is 2**-512
    part3 = fma(7.458340731200207e-155, fma(0.3989422804014327, t2, -t4) * t3, 1.0)
    part4 = fma(fma(part1, t7, -1.1214030454826074e-5), t7, 8.615863497417301e-5)
    part5 = fma(fma(part4, t7, 0.00018633970048798366), t7, -0.0007448267737514874)
    part6 = fma(fma(part5, t7, -0.0022395380649159937), t7, 0.004539228376412188)
    part7 = fma(fma(part6, t7, 0.019421679838077948), t7, -0.014771522148188684)
    part8 = fma(fma(part7, t7, -0.11400823329721999), t7, -0.01819967639867152)
    part9 = fma(t7 * t7, fma(part8, t7, 0.388284982990552), -6.453751729367753e-18)
    part10 = fma(0.43149399231404695, t, fma(-2.7647009978364287e-17, t, part9))
    # 7.458340731200207e-155 is 2**-512
    part11 = select(where, part3, select(where2, 7.458340731200207e-155 * t6, part10))
    return select(where, 0.0, select(where2, part2, 0.0)) + part11


@inlined
def vjp_f64(g, x):
    """g f'(x)."""
    where = x > 0.0
    t = 0.7517915246935645 + x
    where2 = abs(t) > 0.40625
    # 1073741824.0 is 2**30
    t2 = least(1073741824.0, abs(x))
    square = t2 * t2
    t3 = exp_neg_sum_lifted_f64(-0.5 * square, -0.5 * fma(t2, t2, -square))
    t4 = mills_f64(t2)
    t5 = fma(-0.3989422804014327, t2, t4)
    t6 = t5 * t3
    t7 = -1.4956759177009883e-17 + t
    part1 = fma(fma(5.473994275892593e-7, t7, 4.3153695499287505e-7), t7, -7.742382777944815e-6)
    # 7.458340731200207e-155 is 2**-512
    part2 = 7.458340731200207e-155 * fma(t3, 2.49232720227773e-17 * t2, fma(t5, t3, -t6))
    # 7.458340731200207e-155 is 2**-512
    part3 = fma(7.458340731200207e-155, fma(0.3989422804014327, t2, -t4) * t3, 1.0)
    part4 = fma(fma(part1, t7, -1.1214030454826074e-5), t7, 8.615863497417301e-5)
    part5 = fma(fma(part4, t7, 0.00018633970048798366), t7, -0.0007448267737514874)
    part6 = fma(fma(part5, t7, -0.0022395380649159937), t7, 0.004539228376412188)
    part7 = fma(fma(part6, t7, 0.019421679838077948), t7, -0.014771522148188684)
    part8 = fma(fma(part7, t7, -0.11400823329721999), t7, -0.01819967639867152)
    part9 = fma(t7 * t7, fma(part8, t7, 0.388284982990552), -6.453751729367753e-18)
    part10 = fma(0.43149399231404695, t, fma(-2.7647009978364287e-17, t, part9))
    # 7.458340731200207e-155 is 2**-512
    part11 = select(where, part3, select(where2, 7.458340731200207e-155 * t6, part10))
    return g * (select(where, 0.0, select(where2, part2, 0.0)) + part11)
