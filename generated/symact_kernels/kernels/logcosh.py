"""logcosh: The logarithm of the hyperbolic cosine.

    f(x) = log(cosh(x))
    f'(x) = sinh(x)/cosh(x)

Written by symact; do not edit.
"""

from numpy import float32 as f32

from .._intrinsics import copysign, fma, inlined, least, lookup, select, to_bits
from ..elementary import exp_neg_f64, expm1_neg_f32, expm1_neg_f64, log1p_unit_f32, log1p_unit_f64
from ..tables.logcosh import VALUE_F32, DERIVATIVE_F32

HASHES = {
    "value_f32": "a4702fc3f173f421",
    "derivative_f32": "bac04684cd543b10",
    "vjp_f32": "00bdad24bedfce4a",
    "value_f64": "a13afe1a3dc1efe5",
    "derivative_f64": "cc887d5e2b7f24cb",
    "vjp_f64": "8303abb3d3b9caa0",
}


@inlined
def value_f32(x):
    """f(x)."""
    s = abs(x)
    m = expm1_neg_f32(-s)
    square = x * x
    part1 = fma(fma(f32(-1.9561363e-5), square, f32(0.00015428299)), square, f32(-0.00064844))
    part2 = fma(fma(part1, square, f32(0.0021398081)), square, f32(-0.006732283))
    t = fma(fma(part2, square, f32(0.022220256)), square, f32(-0.08333323))
    t2 = fma(t, square, f32(0.5))
    part3 = fma(square, f32(-5.476186e-10) + fma(t, square, f32(0.5) - t2), square * t2)
    # -0.6931472 is -log(2)
    part4 = s + (f32(-0.6931472) + log1p_unit_f32(fma(f32(2.0) + m, m, f32(1.0))))
    return select(s > f32(1.125), part4, part3)


@inlined
def value_near_f32(x):
    """f(x) for x from -3.4028235e38 to 3.4028235e38."""
    i = to_bits(fma(least(abs(x), f32(8.258197)), f32(3.7538462), f32(1.2582912e7)))
    t = abs(x) - lookup(VALUE_F32[0], i)
    part1 = fma(lookup(VALUE_F32[1], i), t, lookup(VALUE_F32[2], i))
    part2 = fma(fma(part1, t, lookup(VALUE_F32[3], i)), t, lookup(VALUE_F32[4], i))
    part3 = fma(fma(part2, t, lookup(VALUE_F32[5], i)), t, lookup(VALUE_F32[6], i))
    return fma(part3, t, lookup(VALUE_F32[7], i))


@inlined
def derivative_f32(x):
    """f'(x)."""
    m = expm1_neg_f32(-abs(x))
    t = f32(2.0) + m
    t2 = t * m
    t3 = fma(t, m, f32(2.0))
    t4 = f32(1.0) / t3
    t5 = -(t2 * t4)
    t6 = m - (t - f32(2.0))
    part1 = fma(t5, t3, t2) + fma(m, t6, fma(t, m, -t2))
    return copysign(t5 - fma(t5, fma(m, t6, fma(t, m, f32(2.0) - t3)), part1) * t4, x)


@inlined
def derivative_near_f32(x):
    """f'(x) for x from -3.4028235e38 to 3.4028235e38."""
    i = to_bits(fma(least(abs(x), f32(9.528688)), f32(3.2533333), f32(1.2582912e7)))
    t = abs(x) - lookup(DERIVATIVE_F32[0], i)
    part1 = fma(lookup(DERIVATIVE_F32[1], i), t, lookup(DERIVATIVE_F32[2], i))
    part2 = fma(fma(part1, t, lookup(DERIVATIVE_F32[3], i)), t, lookup(DERIVATIVE_F32[4], i))
    part3 = fma(fma(part2, t, lookup(DERIVATIVE_F32[5], i)), t, lookup(DERIVATIVE_F32[6], i))
    return copysign(fma(part3, t, lookup(DERIVATIVE_F32[7], i)), x)


@inlined
def vjp_f32(g, x):
    """g f'(x)."""
    return g * derivative_f32(x)


@inlined
def vjp_near_f32(g, x):
    """g f'(x) for x from -3.4028235e38 to 3.4028235e38."""
    return g * derivative_near_f32(x)


@inlined
def value_f64(x):
    """f(x)."""
    s = abs(x)
    q = exp_neg_f64(-s)
    square = x * x
    part1 = fma(-3.746955828930864e-8, square, 2.998918694829532e-7)
    part2 = fma(fma(part1, square, -1.2796950641645074e-6), square, 4.116268778320791e-6)
    part3 = fma(fma(part2, square, -1.1789168145855641e-5), square, 3.270985263944525e-5)
    part4 = fma(fma(part3, square, -9.096909492417506e-5), square, 0.00025657630987992907)
    part5 = fma(fma(part4, square, -0.0007386023596192554), square, 0.002186948798890688)
    part6 = fma(fma(part5, square, -0.006746031743078184), square, 0.02222222222214102)
    part7 = square * fma(fma(part6, square, -0.08333333333333251), square, 0.5)
    # -0.6931471805599453 is -log(2)
    return select(s > 0.875, s + (-0.6931471805599453 + log1p_unit_f64(q * q)), part7)


@inlined
def derivative_f64(x):
    """f'(x)."""
    m = expm1_neg_f64(-abs(x))
    t = 2.0 + m
    t2 = t * m
    t3 = fma(t, m, 2.0)
    t4 = 1.0 / t3
    t5 = -(t2 * t4)
    t6 = m - (t - 2.0)
    return copysign(t5 - fma(t5, m * t6, fma(t5, t3, t2) + fma(m, t6, fma(t, m, -t2))) * t4, x)


@inlined
def vjp_f64(g, x):
    """g f'(x)."""
    return g * derivative_f64(x)


NEAR = {
    "value_f32": (value_near_f32, -3.4028235e38, 3.4028235e38),
    "derivative_f32": (derivative_near_f32, -3.4028235e38, 3.4028235e38),
    "vjp_f32": (vjp_near_f32, -3.4028235e38, 3.4028235e38),
}
