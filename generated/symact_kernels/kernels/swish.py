"""swish: The input times a sigmoid of rate beta.

    f(x) = x/(1 + exp(-beta*x))
    f'(x) = (1 + beta*x*exp(-beta*x)/(1 + exp(-beta*x)))/(1 + exp(-beta*x))

Written by symact; do not edit.
"""

from numpy import float32 as f32
from numpy import int32 as i32

from .._intrinsics import (
    copysign,
    finite,
    fma,
    greatest,
    inlined,
    isub,
    ldexp,
    least,
    lookup,
    select,
    to_bits,
)
from ..elementary import (
    exp1p_exponent_f32,
    exp1p_exponent_f64,
    exp1p_sum_fraction_f32,
    exp1p_sum_fraction_f64,
    exp1p_tamed_f64,
    exp1p_tamed_fine_f32,
    exp_exponent_f32,
    exp_exponent_f64,
    exp_neg_f32,
    exp_neg_sum_fine_f64,
    exp_sum_fraction_f32,
    exp_sum_fraction_f64,
    exp_tamed_f64,
    exp_tamed_fine_f32,
    exp_tamed_low_f32,
    exp_tamed_sum_fine_f32,
    exp_tamed_sum_fine_f64,
    exp_tamed_sum_low_f64,
)
from ..tables.swish import VALUE_F32, DERIVATIVE_F32

HASHES = {
    "value_f32": "aafc11d7772aef5d",
    "derivative_f32": "bdc82a9e295ab458",
    "vjp_f32": "dd309d975429309a",
    "value_f64": "89cf2ffc63e00176",
    "derivative_f64": "8c02140ef8bb8e48",
    "vjp_f64": "c0875109ef3d5343",
    "general_value_f32": "901c0c1363837ac9",
    "general_derivative_f32": "264c58bbe7e42d23",
    "general_vjp_f32": "421891f8b72722a9",
    "general_vjp_beta_f32": "d864761c827b3285",
    "general_value_f64": "b74307987f3b29a8",
    "general_derivative_f64": "7f258058c7efc2f8",
    "general_vjp_f64": "cfb12e6748cdce3c",
    "general_vjp_beta_f64": "62eaaa37f7984bbd",
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


@inlined
def general_value_f32(x, beta):
    """f(x)."""
    t = beta * x
    t2 = -t
    part1 = exp1p_sum_fraction_f32(t2, -fma(beta, x, t2))
    # 1.048576e6 is 2**20
    part2 = select(t > f32(-1.048576e6), x, f32(0.0)) / part1
    return ldexp(part2, isub(i32(0), exp1p_exponent_f32(t2)))


@inlined
def general_derivative_f32(x, beta):
    """f'(x)."""
    t = beta * x
    t2 = f32(1.2784646) + t
    t3 = greatest(f32(-128.0), t)
    t4 = least(f32(88.0), t3)
    t5 = -t4
    # 5.421011e-20 is 2**-64
    t6 = select(t5 > f32(40.0), f32(5.421011e-20), f32(1.0))
    t7 = fma(beta, x, -t)
    t8 = select(f32(88.0) < t3, f32(0.0), select(f32(-128.0) > t, f32(0.0), t7))
    t9 = exp_tamed_sum_fine_f32(t5, -t8)
    t10 = t6 + t9
    t11 = f32(1.0) / t10
    t12 = t9 * t11
    t13 = fma(t4, t12, f32(1.0))
    t14 = -t11
    t15 = fma(t14, t6 - (t10 - t9), fma(t14, t10, f32(1.0))) * t11
    part1 = fma(t11, t13, fma(t13, t15, t11 * fma(t12, t8, t4 * fma(t9, t15, fma(t9, t11, -t12)))))
    part2 = fma(fma(f32(-0.0065964456), t2, f32(-0.015221246)), t2, f32(0.018874783))
    part3 = fma(t2 * t2, fma(part2, t2, f32(0.1466488)), f32(-2.8270397e-9))
    part4 = fma(f32(0.2178117), t7, fma(f32(0.2178117), t2, fma(f32(-1.7556636e-9), t2, part3)))
    return select(abs(t2) > f32(0.09375), t6 * part1, part4)


@inlined
def general_vjp_f32(g, x, beta):
    """g f'(x)."""
    return g * general_derivative_f32(x, beta)


@inlined
def general_vjp_beta_f32(g, x, beta):
    """g times the derivative of f by beta."""
    t = beta * x
    s = abs(t)
    # 1.048576e6 is 2**20
    t2 = select(s < f32(1.048576e6), x, f32(0.0))
    t3 = -s
    t4 = exp_sum_fraction_f32(t3, -(copysign(f32(1.0), t) * fma(beta, x, -t)))
    q = exp_neg_f32(t3)
    t5 = f32(2.0) + q
    t6 = fma(t5, q, f32(1.0))
    t7 = f32(1.0) / t6
    t8 = t4 * t7
    t9 = t2 * t8
    t10 = t2 * t9
    t11 = -t8
    part1 = fma(t2, fma(t11, q * (q - (t5 - f32(2.0))), fma(t11, t6, t4)) * t7, fma(t2, t8, -t9))
    return g * ldexp(t10 + finite(fma(t2, part1, fma(t2, t9, -t10))), exp_exponent_f32(t3))


@inlined
def general_value_f64(x, beta):
    """f(x)."""
    t = beta * x
    t2 = -t
    # 1073741824.0 is 2**30
    part1 = select(t > -1073741824.0, x, 0.0) / exp1p_sum_fraction_f64(t2, -fma(beta, x, t2))
    return ldexp(part1, isub(0, exp1p_exponent_f64(t2)))


@inlined
def general_derivative_f64(x, beta):
    """f'(x)."""
    t = beta * x
    t2 = 1.2784645427610737 + t
    t3 = greatest(-1000.0000000000001, t)
    t4 = least(709.0000000000001, t3)
    t5 = -t4
    # 7.458340731200207e-155 is 2**-512
    t6 = select(t5 > 300.0, 7.458340731200207e-155, 1.0)
    t7 = fma(beta, x, -t)
    t8 = select(709.0000000000001 < t3, 0.0, select(-1000.0000000000001 > t, 0.0, t7))
    t9 = -t8
    t10 = exp_tamed_sum_fine_f64(t5, t9)
    t11 = t6 + t10
    t12 = 1.0 / t11
    t13 = t10 * t12
    t14 = fma(t4, t13, 1.0)
    t15 = -t12
    t16 = exp_tamed_sum_low_f64(t5, t9)
    t17 = t11 - t6
    t18 = fma(t15, t16 + (t6 - (t11 - t17) + (t10 - t17)), fma(t15, t11, 1.0)) * t12
    part1 = fma(fma(0.0007985107329697755, t2, 0.00012665251416292347), t2, -0.006606589137492021)
    part2 = fma(fma(part1, t2, -0.015222655224157644), t2, 0.018874814223782285)
    t19 = fma(part2, t2, 0.1466487969969469)
    part3 = t12 * fma(t13, t8, t4 * fma(t12, t16, fma(t10, t18, fma(t10, t12, -t13))))
    part4 = fma(3.774430839796607e-19, t2, fma(t2 * t2, t19, 2.3843834755243115e-17))
    part5 = fma(0.21781170571980013, t7, t19 * (t2 * t7)) + fma(0.21781170571980013, t2, part4)
    return select(abs(t2) > 0.0087890625, t6 * fma(t12, t14, fma(t14, t18, part3)), part5)


@inlined
def general_vjp_f64(g, x, beta):
    """g f'(x)."""
    return g * general_derivative_f64(x, beta)


@inlined
def general_vjp_beta_f64(g, x, beta):
    """g times the derivative of f by beta."""
    t = beta * x
    s = abs(t)
    # 1073741824.0 is 2**30
    t2 = select(s < 1073741824.0, x, 0.0)
    t3 = -s
    t4 = -(copysign(1.0, t) * fma(beta, x, -t))
    t5 = exp_sum_fraction_f64(t3, t4)
    t6 = exp_neg_sum_fine_f64(t3, t4)
    t7 = 2.0 + t6
    t8 = fma(t7, t6, 1.0)
    t9 = 1.0 / t8
    t10 = t5 * t9
    t11 = t2 * t10
    t12 = t2 * t11
    t13 = -t10
    part1 = fma(t2, fma(t13, fma(t7, t6, 1.0 - t8), fma(t13, t8, t5)) * t9, fma(t2, t10, -t11))
    return g * ldexp(t12 + finite(fma(t2, part1, fma(t2, t11, -t12))), exp_exponent_f64(t3))


NEAR = {
    "value_f32": (value_near_f32, -12.0, 12.0),
    "derivative_f32": (derivative_near_f32, -16.0, 16.0),
    "vjp_f32": (vjp_near_f32, -16.0, 16.0),
}
