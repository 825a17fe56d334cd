"""tanh: The hyperbolic tangent, from -1 to 1.

    f(x) = tanh(x)
    f'(x) = 1 - tanh(x)**2
    f'(x) = 1 - y**2, y = f(x)

Written by symact; do not edit.
"""

from math import nan

from numpy import float32 as f32

from .._intrinsics import copysign, fma, inlined, least, lookup, select, to_bits
from ..elementary import exp_neg_f32, exp_neg_f64, exp_neg_lifted_f32, expm1_neg_f32, expm1_neg_f64
from ..tables.tanh import VALUE_F32, DERIVATIVE_F32

HASHES = {
    "value_f32": "9d984e8dd590a05d",
    "derivative_f32": "77b5fd7fb548887c",
    "vjp_f32": "325c97bfd53ff12e",
    "vjp_from_output_f32": "6fc4567543005300",
    "value_f64": "1849e6118c92fc93",
    "derivative_f64": "e207fe4903ebebcd",
    "vjp_f64": "5ec6dffca693ee09",
    "vjp_from_output_f64": "e25a25d174283c49",
}


@inlined
def value_f32(x):
    """f(x)."""
    m = expm1_neg_f32(f32(-2.0) * abs(x))
    t = f32(2.0) + m
    t2 = f32(1.0) / t
    t3 = -(m * t2)
    return copysign(t3 - fma(t3, m - (t - f32(2.0)), fma(t3, t, m)) * t2, x)


@inlined
def value_near_f32(x):
    """f(x) for x from -3.4028235e38 to 3.4028235e38."""
    i = to_bits(fma(least(abs(x), f32(9.528688)), f32(3.2533333), f32(1.2582912e7)))
    t = abs(x) - lookup(VALUE_F32[0], i)
    part1 = fma(lookup(VALUE_F32[1], i), t, lookup(VALUE_F32[2], i))
    part2 = fma(fma(part1, t, lookup(VALUE_F32[3], i)), t, lookup(VALUE_F32[4], i))
    part3 = fma(fma(part2, t, lookup(VALUE_F32[5], i)), t, lookup(VALUE_F32[6], i))
    return copysign(fma(part3, t, lookup(VALUE_F32[7], i)), x)


@inlined
def derivative_f32(x):
    """f'(x)."""
    t = f32(-2.0) * abs(x)
    t2 = f32(4.0) * exp_neg_lifted_f32(t)
    q = exp_neg_f32(t)
    t3 = f32(2.0) + q
    t4 = fma(t3, q, f32(1.0))
    t5 = f32(1.0) / t4
    t6 = t2 * t5
    t7 = -t6
    # 5.421011e-20 is 2**-64
    return f32(5.421011e-20) * fma(fma(t7, fma(t3, q, f32(1.0) - t4), fma(t7, t4, t2)), t5, t6)


@inlined
def derivative_near_f32(x):
    """f'(x) for x from -12.0 to 12.0."""
    i = to_bits(fma(abs(x), f32(2.575), f32(1.2582912e7)))
    t = abs(x) - lookup(DERIVATIVE_F32[0], i)
    part1 = fma(lookup(DERIVATIVE_F32[1], i), t, lookup(DERIVATIVE_F32[2], i))
    part2 = fma(fma(part1, t, lookup(DERIVATIVE_F32[3], i)), t, lookup(DERIVATIVE_F32[4], i))
    part3 = fma(fma(part2, t, lookup(DERIVATIVE_F32[5], i)), t, lookup(DERIVATIVE_F32[6], i))
    return fma(part3, t, lookup(DERIVATIVE_F32[7], i))


@inlined
def vjp_f32(g, x):
    """g f'(x)."""
    return g * derivative_f32(x)


@inlined
def vjp_near_f32(g, x):
    """g f'(x) for x from -12.0 to 12.0."""
    return g * derivative_near_f32(x)


@inlined
def vjp_from_output_f32(g, y):
    """g f'(x), of y = f(x)."""
    part1 = select(y >= f32(-1.0), -((f32(-1.0) + y) * (f32(1.0) + y)), f32(nan))
    return g * select(y <= f32(1.0), part1, f32(nan))


@inlined
def value_f64(x):
    """f(x)."""
    m = expm1_neg_f64(-2.0 * abs(x))
    t = 2.0 + m
    t2 = 1.0 / t
    t3 = -(m * t2)
    return copysign(t3 - fma(t3, m - (t - 2.0), fma(t3, t, m)) * t2, x)


@inlined
def derivative_f64(x):
    """f'(x)."""
    q = exp_neg_f64(-2.0 * abs(x))
    t = 4.0 * q
    t2 = 2.0 + q
    t3 = fma(t2, q, 1.0)
    t4 = 1.0 / t3
    t5 = t * t4
    t6 = -t5
    return fma(fma(t6, fma(t2, q, 1.0 - t3), fma(t6, t3, t)), t4, t5)


@inlined
def vjp_f64(g, x):
    """g f'(x)."""
    return g * derivative_f64(x)


@inlined
def vjp_from_output_f64(g, y):
    """g f'(x), of y = f(x)."""
    return g * select(y <= 1.0, select(y >= -1.0, -((-1.0 + y) * (1.0 + y)), nan), nan)


NEAR = {
    "value_f32": (value_near_f32, -3.4028235e38, 3.4028235e38),
    "derivative_f32": (derivative_near_f32, -12.0, 12.0),
    "vjp_f32": (vjp_near_f32, -12.0, 12.0),
}
