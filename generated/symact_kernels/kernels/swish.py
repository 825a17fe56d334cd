"""swish: The input times a sigmoid of rate beta.

    f(x) = x/(1 + exp(-beta*x))
    f'(x) = (1 + beta*x*exp(-beta*x)/(1 + exp(-beta*x)))/(1 + exp(-beta*x))

Written by symact; do not edit.
"""

from numpy import float32 as f32

from .._intrinsics import copysign, finite, fma, inlined, ldexp, least, select
from ..elementary import (
    exp_exponent_f32,
    exp_exponent_f64,
    exp_neg_f32,
    exp_neg_f64,
    exp_neg_fine_f32,
    exp_neg_fine_f64,
    exp_neg_fine_lifted_f32,
    exp_neg_fine_lifted_f64,
    exp_neg_lifted_f64,
    exp_neg_lifted_low_f32,
    exp_neg_lifted_low_f64,
    exp_neg_low_f32,
    exp_neg_low_f64,
    exp_neg_sum_fine_f32,
    exp_neg_sum_fine_f64,
    exp_neg_sum_low_f32,
    exp_neg_sum_low_f64,
    exp_sum_fraction_f32,
    exp_sum_fraction_f64,
)

HASHES = {
    "value_f32": "d992559f9b7520ca",
    "derivative_f32": "5afd6f5cc2a363e6",
    "vjp_f32": "7a39dc5d16ba537c",
    "value_f64": "eafb160cce310c67",
    "derivative_f64": "f3c524665e2ab473",
    "vjp_f64": "44fb52edfbb87e73",
    "general_value_f32": "654544ba45c8fef8",
    "general_derivative_f32": "48597c57f88bdc9d",
    "general_vjp_f32": "9c7fe27011de8fee",
    "general_vjp_beta_f32": "0470fe6067f465d8",
    "general_value_f64": "42f26d5b6ac6ca47",
    "general_derivative_f64": "5e533449c6195473",
    "general_vjp_f64": "2677cd2d31defa8d",
    "general_vjp_beta_f64": "19f17f0692903a6d",
}


@inlined
def value_f32(x):
    """f(x)."""
    where = x > f32(0.0)
    s = abs(x)
    # 1.048576e6 is 2**20
    t = least(f32(1.048576e6), s)
    t2 = -t
    t3 = exp_neg_fine_lifted_f32(t2)
    t4 = t * t3
    t5 = select(where, s, -t4)
    q = exp_neg_f32(t2)
    t6 = f32(1.0) + q
    t7 = f32(1.0) / t6
    t8 = t5 * t7
    part1 = select(where, f32(0.0), fma(t2, exp_neg_lifted_low_f32(t2), fma(t2, t3, t4)))
    part2 = t8 + finite((fma(-t8, t6, t5) + part1) * t7)
    # 5.421011e-20 is 2**-64
    return copysign(select(where, f32(1.0), f32(5.421011e-20)) * part2, x)


@inlined
def derivative_f32(x):
    """f'(x)."""
    where = x > f32(0.0)
    # 1.048576e6 is 2**20
    t = least(f32(1.048576e6), abs(x))
    t2 = f32(1.0) + t
    t3 = -t
    t4 = exp_neg_fine_f32(t3)
    t5 = f32(1.0) + t2 * t4
    t6 = f32(2.0) + t4
    t7 = fma(t6, t4, f32(1.0))
    t8 = f32(1.0) / t7
    t9 = t5 * t8
    t10 = -t9
    t11 = exp_neg_low_f32(t3)
    t12 = fma(t4, t11, t6 * t11) + fma(t6, t4, f32(1.0) - t7)
    t13 = f32(1.2784646) + x
    where2 = abs(t13) > f32(0.0048828125)
    t14 = t4 + (f32(1.0) - t)
    t15 = exp_neg_fine_lifted_f32(t3)
    t16 = t14 * t15
    t17 = t16 * t8
    t18 = -t17
    t19 = f32(-1.29792825e-8) + t13
    part1 = fma(t19 * t19, fma(f32(0.01887478), t19, f32(0.14664853)), f32(-2.8270397e-9))
    part2 = fma(t10, t12, fma(t10, t7, t5) + fma(t4, t - (t2 - f32(1.0)), t2 * t11)) * t8
    part3 = fma(t15, t11, fma(t14, exp_neg_lifted_low_f32(t3), fma(t14, t15, -t16)))
    # 5.421011e-20 is 2**-64
    part4 = f32(5.421011e-20) * (fma(t18, t12, fma(t18, t7, t16) + part3) * t8)
    part5 = fma(f32(0.2178117), t13, fma(f32(2.0368673e-9), t13, part1))
    # 5.421011e-20 is 2**-64
    part6 = select(where, t9, select(where2, f32(5.421011e-20) * t17, part5))
    return select(where, part2, select(where2, part4, f32(0.0))) + part6


@inlined
def vjp_f32(g, x):
    """g f'(x)."""
    where = x > f32(0.0)
    # 1.048576e6 is 2**20
    t = least(f32(1.048576e6), abs(x))
    t2 = f32(1.0) + t
    t3 = -t
    t4 = exp_neg_fine_f32(t3)
    t5 = f32(1.0) + t2 * t4
    t6 = f32(2.0) + t4
    t7 = fma(t6, t4, f32(1.0))
    t8 = f32(1.0) / t7
    t9 = t5 * t8
    t10 = -t9
    t11 = exp_neg_low_f32(t3)
    t12 = fma(t4, t11, t6 * t11) + fma(t6, t4, f32(1.0) - t7)
    t13 = f32(1.2784646) + x
    where2 = abs(t13) > f32(0.0048828125)
    t14 = t4 + (f32(1.0) - t)
    t15 = exp_neg_fine_lifted_f32(t3)
    t16 = t14 * t15
    t17 = t16 * t8
    t18 = -t17
    t19 = f32(-1.29792825e-8) + t13
    part1 = fma(t19 * t19, fma(f32(0.01887478), t19, f32(0.14664853)), f32(-2.8270397e-9))
    part2 = fma(t10, t12, fma(t10, t7, t5) + fma(t4, t - (t2 - f32(1.0)), t2 * t11)) * t8
    part3 = fma(t15, t11, fma(t14, exp_neg_lifted_low_f32(t3), fma(t14, t15, -t16)))
    # 5.421011e-20 is 2**-64
    part4 = f32(5.421011e-20) * (fma(t18, t12, fma(t18, t7, t16) + part3) * t8)
    part5 = fma(f32(0.2178117), t13, fma(f32(2.0368673e-9), t13, part1))
    # 5.421011e-20 is 2**-64
    part6 = select(where, t9, select(where2, f32(5.421011e-20) * t17, part5))
    return g * (select(where, part2, select(where2, part4, f32(0.0))) + part6)


@inlined
def value_f64(x):
    """f(x)."""
    where = x > 0.0
    s = abs(x)
    # 1073741824.0 is 2**30
    t = least(1073741824.0, s)
    t2 = -t
    t3 = exp_neg_fine_f64(t2)
    t4 = 1.0 + t3
    t5 = 1.0 / t4
    t6 = s * t5
    t7 = t * exp_neg_fine_lifted_f64(t2) * t5
    t8 = t3 - (t4 - 1.0)
    # 7.458340731200207e-155 is 2**-512
    part1 = 7.458340731200207e-155 * (fma(t7, t8, -(t * exp_neg_lifted_low_f64(t2))) * t5)
    part2 = select(where, t6, -7.458340731200207e-155 * t7)
    return copysign(part2 + finite(select(where, -(t6 * t8 * t5), part1)), x)


@inlined
def derivative_f64(x):
    """f'(x)."""
    where = x > 0.0
    t = least(1.7976931348623157e308, abs(x))
    t2 = -t
    t3 = exp_neg_fine_f64(t2)
    t4 = -1.0 + t - t3
    t5 = exp_neg_lifted_f64(t2)
    t6 = t4 * t5
    t7 = 1.0 + t3
    square = t7 * t7
    t8 = 1.0 / square
    t9 = t6 * t8
    t10 = -t9
    t11 = exp_neg_low_f64(t2)
    t12 = t11 + (t3 - (t7 - 1.0))
    part1 = fma(t10, square, t6) + fma(t5, -t11, fma(t4, t5, -t6))
    part2 = fma(t10, fma(t7, t12, fma(t7, t12, fma(t7, t7, -square))), part1) * t8
    # 7.458340731200207e-155 is 2**-512
    t13 = 7.458340731200207e-155 * part2
    # 7.458340731200207e-155 is 2**-512
    t14 = 7.458340731200207e-155 * t9
    return select(where, t13, -t13) + select(where, 1.0 + t14, -t14)


@inlined
def vjp_f64(g, x):
    """g f'(x)."""
    where = x > 0.0
    t = least(1.7976931348623157e308, abs(x))
    t2 = -t
    t3 = exp_neg_fine_f64(t2)
    t4 = -1.0 + t - t3
    t5 = exp_neg_lifted_f64(t2)
    t6 = t4 * t5
    t7 = 1.0 + t3
    square = t7 * t7
    t8 = 1.0 / square
    t9 = t6 * t8
    t10 = -t9
    t11 = exp_neg_low_f64(t2)
    t12 = t11 + (t3 - (t7 - 1.0))
    part1 = fma(t10, square, t6) + fma(t5, -t11, fma(t4, t5, -t6))
    part2 = fma(t10, fma(t7, t12, fma(t7, t12, fma(t7, t7, -square))), part1) * t8
    # 7.458340731200207e-155 is 2**-512
    t13 = 7.458340731200207e-155 * part2
    # 7.458340731200207e-155 is 2**-512
    t14 = 7.458340731200207e-155 * t9
    return g * (select(where, t13, -t13) + select(where, 1.0 + t14, -t14))


@inlined
def general_value_f32(x, beta):
    """f(x)."""
    t = beta * x
    s = abs(t)
    t2 = -s
    q = exp_neg_f32(t2)
    t3 = f32(1.0) + q
    part1 = exp_sum_fraction_f32(t2, -(copysign(f32(1.0), t) * fma(beta, x, -t))) / t3
    # 1.048576e6 is 2**20
    part2 = ldexp(select(s < f32(1.048576e6), x, f32(0.0)) * part1, exp_exponent_f32(t2))
    return select(t > f32(0.0), x * (f32(1.0) / t3), part2)


@inlined
def general_derivative_f32(x, beta):
    """f'(x)."""
    t = beta * x
    where = t > f32(0.0)
    s = abs(t)
    # 1.048576e6 is 2**20
    t2 = least(f32(1.048576e6), s)
    t3 = f32(1.0) + t2
    t4 = -t2
    t5 = fma(beta, x, -t)
    # 1.048576e6 is 2**20
    t6 = select(f32(1.048576e6) < s, f32(0.0), copysign(f32(1.0), t) * t5)
    t7 = -t6
    t8 = exp_neg_sum_fine_f32(t4, t7)
    t9 = f32(2.0) + t8
    t10 = fma(t9, t8, f32(1.0))
    t11 = f32(1.0) / t10
    t12 = (f32(1.0) + t3 * t8) * t11
    t13 = exp_neg_sum_low_f32(t4, t7)
    t14 = fma(t8, t13 + (t8 - (t9 - f32(2.0))), t9 * t13) + fma(t9, t8, f32(1.0) - t10)
    t15 = f32(1.2784646) + t
    where2 = abs(t15) > f32(0.0031738281)
    t16 = f32(-1.29792825e-8) + t15
    t17 = fma(f32(0.0188748), t16, f32(0.14664868))
    square = t16 * t16
    t18 = f32(1.0) - t2
    t19 = exp_sum_fraction_f32(t4, t7)
    t20 = (t8 + t18) * t19
    t21 = t20 * t11
    t22 = -t21
    part1 = fma(t22, t14, fma(t19, t13 + (t4 - (t18 - f32(1.0)) - t6), fma(t22, t10, t20)))
    part2 = fma(-t12, t14, fma(t8, t6 + (t2 - (t3 - f32(1.0))), t3 * t13)) * t11
    part3 = fma(t17, fma(t16, t5, t16 * t5), square * (f32(0.0188748) * t5))
    part4 = select(where2, f32(0.0), fma(f32(0.2178117), t5, fma(f32(2.037678e-9), t5, part3)))
    part5 = fma(f32(2.037678e-9), t15, fma(square, t17, f32(-2.8270397e-9)))
    part6 = ldexp(fma(part1, t11, t21), exp_exponent_f32(t4))
    part7 = select(where, t12, select(where2, part6, fma(f32(0.2178117), t15, part5)))
    return select(where, part2, part4) + part7


@inlined
def general_vjp_f32(g, x, beta):
    """g f'(x)."""
    t = beta * x
    where = t > f32(0.0)
    s = abs(t)
    # 1.048576e6 is 2**20
    t2 = least(f32(1.048576e6), s)
    t3 = f32(1.0) + t2
    t4 = -t2
    t5 = fma(beta, x, -t)
    # 1.048576e6 is 2**20
    t6 = select(f32(1.048576e6) < s, f32(0.0), copysign(f32(1.0), t) * t5)
    t7 = -t6
    t8 = exp_neg_sum_fine_f32(t4, t7)
    t9 = f32(2.0) + t8
    t10 = fma(t9, t8, f32(1.0))
    t11 = f32(1.0) / t10
    t12 = (f32(1.0) + t3 * t8) * t11
    t13 = exp_neg_sum_low_f32(t4, t7)
    t14 = fma(t8, t13 + (t8 - (t9 - f32(2.0))), t9 * t13) + fma(t9, t8, f32(1.0) - t10)
    t15 = f32(1.2784646) + t
    where2 = abs(t15) > f32(0.0031738281)
    t16 = f32(-1.29792825e-8) + t15
    t17 = fma(f32(0.0188748), t16, f32(0.14664868))
    square = t16 * t16
    t18 = f32(1.0) - t2
    t19 = exp_sum_fraction_f32(t4, t7)
    t20 = (t8 + t18) * t19
    t21 = t20 * t11
    t22 = -t21
    part1 = fma(t22, t14, fma(t19, t13 + (t4 - (t18 - f32(1.0)) - t6), fma(t22, t10, t20)))
    part2 = fma(-t12, t14, fma(t8, t6 + (t2 - (t3 - f32(1.0))), t3 * t13)) * t11
    part3 = fma(t17, fma(t16, t5, t16 * t5), square * (f32(0.0188748) * t5))
    part4 = select(where2, f32(0.0), fma(f32(0.2178117), t5, fma(f32(2.037678e-9), t5, part3)))
    part5 = fma(f32(2.037678e-9), t15, fma(square, t17, f32(-2.8270397e-9)))
    part6 = ldexp(fma(part1, t11, t21), exp_exponent_f32(t4))
    part7 = select(where, t12, select(where2, part6, fma(f32(0.2178117), t15, part5)))
    return g * (select(where, part2, part4) + part7)


@inlined
def general_vjp_beta_f32(g, x, beta):
    """g times the derivative of f by beta."""
    t = beta * x
    s = abs(t)
    # 1.048576e6 is 2**20
    t2 = select(s < f32(1.048576e6), x, f32(0.0))
    t3 = -s
    t4 = -(copysign(f32(1.0), t) * fma(beta, x, -t))
    t5 = exp_sum_fraction_f32(t3, t4)
    t6 = exp_neg_sum_fine_f32(t3, t4)
    t7 = f32(2.0) + t6
    t8 = fma(t7, t6, f32(1.0))
    t9 = f32(1.0) / t8
    t10 = t5 * t9
    t11 = -t10
    part1 = finite(t2 * (t2 * (fma(t11, fma(t7, t6, f32(1.0) - t8), fma(t11, t8, t5)) * t9)))
    return g * ldexp(t2 * (t2 * t10) + part1, exp_exponent_f32(t3))


@inlined
def general_value_f64(x, beta):
    """f(x)."""
    t = beta * x
    s = abs(t)
    t2 = -s
    q = exp_neg_f64(t2)
    t3 = 1.0 + q
    part1 = exp_sum_fraction_f64(t2, -(copysign(1.0, t) * fma(beta, x, -t))) / t3
    # 1073741824.0 is 2**30
    part2 = ldexp(select(s < 1073741824.0, x, 0.0) * part1, exp_exponent_f64(t2))
    return select(t > 0.0, x * (1.0 / t3), part2)


@inlined
def general_derivative_f64(x, beta):
    """f'(x)."""
    t = beta * x
    where = t > 0.0
    s = abs(t)
    # 1073741824.0 is 2**30
    t2 = least(1073741824.0, s)
    t3 = -t2
    t4 = fma(beta, x, -t)
    # 1073741824.0 is 2**30
    t5 = select(1073741824.0 < s, 0.0, copysign(1.0, t) * t4)
    t6 = -t5
    t7 = exp_neg_sum_fine_f64(t3, t6)
    t8 = -1.0 + t2 - t7
    t9 = 1.0 + t7
    square = t9 * t9
    t10 = 1.0 / square
    t11 = t8 * t7 * t10
    t12 = exp_neg_sum_low_f64(t3, t6)
    t13 = t12 + (t7 - (t9 - 1.0))
    t14 = fma(t9, t13, fma(t9, t13, fma(t9, t9, -square)))
    t15 = 1.2784645427610737 + t
    where2 = abs(t15) > 0.00067138671875
    t16 = 1.0946994183093437e-16 + t15
    t17 = fma(-0.00660658861765899, t16, -0.015222655151839749)
    t18 = fma(t17, t16, 0.018874814223782233)
    t19 = fma(t18, t16, 0.14664879699694688)
    square2 = t16 * t16
    t20 = 1.0 - t2
    t21 = t7 + t20
    t22 = exp_sum_fraction_f64(t3, t6)
    t23 = t21 * t22 * t10
    part1 = square2 * fma(t16, fma(t16, -0.00660658861765899 * t4, t17 * t4), t18 * t4)
    part2 = fma(-3.974330998447185e-18, t15, fma(square2, t19, 2.3843834755243112e-17))
    part3 = fma(-3.974330998447185e-18, t4, fma(t19, fma(t16, t4, t16 * t4), part1))
    part4 = fma(fma(-t23, t14, t22 * (t12 - t5 + (t7 - (t21 - t20)))), t10, t23)
    part5 = select(where2, ldexp(part4, exp_exponent_f64(t3)), fma(0.2178117057198001, t15, part2))
    part6 = select(where2, 0.0, fma(0.2178117057198001, t4, part3))
    part7 = select(where, fma(-t11, t14, fma(t7, t5 - t12, t8 * t12)) * t10, part6)
    return part7 + select(where, 1.0 + t11, part5)


@inlined
def general_vjp_f64(g, x, beta):
    """g f'(x)."""
    t = beta * x
    where = t > 0.0
    s = abs(t)
    # 1073741824.0 is 2**30
    t2 = least(1073741824.0, s)
    t3 = -t2
    t4 = fma(beta, x, -t)
    # 1073741824.0 is 2**30
    t5 = select(1073741824.0 < s, 0.0, copysign(1.0, t) * t4)
    t6 = -t5
    t7 = exp_neg_sum_fine_f64(t3, t6)
    t8 = -1.0 + t2 - t7
    t9 = 1.0 + t7
    square = t9 * t9
    t10 = 1.0 / square
    t11 = t8 * t7 * t10
    t12 = exp_neg_sum_low_f64(t3, t6)
    t13 = t12 + (t7 - (t9 - 1.0))
    t14 = fma(t9, t13, fma(t9, t13, fma(t9, t9, -square)))
    t15 = 1.2784645427610737 + t
    where2 = abs(t15) > 0.00067138671875
    t16 = 1.0946994183093437e-16 + t15
    t17 = fma(-0.00660658861765899, t16, -0.015222655151839749)
    t18 = fma(t17, t16, 0.018874814223782233)
    t19 = fma(t18, t16, 0.14664879699694688)
    square2 = t16 * t16
    t20 = 1.0 - t2
    t21 = t7 + t20
    t22 = exp_sum_fraction_f64(t3, t6)
    t23 = t21 * t22 * t10
    part1 = square2 * fma(t16, fma(t16, -0.00660658861765899 * t4, t17 * t4), t18 * t4)
    part2 = fma(-3.974330998447185e-18, t15, fma(square2, t19, 2.3843834755243112e-17))
    part3 = fma(-3.974330998447185e-18, t4, fma(t19, fma(t16, t4, t16 * t4), part1))
    part4 = fma(fma(-t23, t14, t22 * (t12 - t5 + (t7 - (t21 - t20)))), t10, t23)
    part5 = select(where2, ldexp(part4, exp_exponent_f64(t3)), fma(0.2178117057198001, t15, part2))
    part6 = select(where2, 0.0, fma(0.2178117057198001, t4, part3))
    part7 = select(where, fma(-t11, t14, fma(t7, t5 - t12, t8 * t12)) * t10, part6)
    return g * (part7 + select(where, 1.0 + t11, part5))


@inlined
def general_vjp_beta_f64(g, x, beta):
    """g times the derivative of f by beta."""
    t = beta * x
    s = abs(t)
    # 1073741824.0 is 2**30
    t2 = select(s < 1073741824.0, x, 0.0)
    t3 = -s
    t4 = exp_sum_fraction_f64(t3, -(copysign(1.0, t) * fma(beta, x, -t)))
    q = exp_neg_f64(t3)
    t5 = 1.0 + q
    square = t5 * t5
    t6 = 1.0 / square
    t7 = t4 * t6
    t8 = -t7
    t9 = q - (t5 - 1.0)
    part1 = fma(t8, fma(t5, t9, fma(t5, t9, fma(t5, t5, -square))), fma(t8, square, t4)) * t6
    return g * ldexp(t2 * (t2 * t7) + finite(t2 * (t2 * part1)), exp_exponent_f64(t3))
