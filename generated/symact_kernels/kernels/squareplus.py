"""squareplus: An algebraic softplus, made of a square root; the sharper the smaller b is.

    f(x) = x/2 + sqrt(b + x**2)/2
    f'(x) = 1/2 + x/(2*sqrt(b + x**2))
    f'(x) = 4*y**2/(b + 4*y**2), y = f(x)

Written by symact; do not edit.
"""

from math import nan

from numpy import float32 as f32

from .._intrinsics import (
    copysign,
    finite,
    fma,
    greatest,
    inlined,
    least,
    lookup,
    select,
    sqrt,
    to_bits,
)
from ..tables.squareplus import VALUE_F32, DERIVATIVE_F32

HASHES = {
    "value_f32": "86a22fb8e8420eb9",
    "derivative_f32": "3fa3b7a65cb725c2",
    "vjp_f32": "30d891661beb519c",
    "vjp_from_output_f32": "3d8475778763c0dc",
    "value_f64": "0040ad7d81fef71d",
    "derivative_f64": "d6fb63f407bc9e3f",
    "vjp_f64": "a3e873a8cfea441e",
    "vjp_from_output_f64": "0dd792c52b60bef6",
    "general_value_f32": "cec15fa42568f309",
    "general_derivative_f32": "f763e56f7894c8f2",
    "general_vjp_f32": "a2682df7a2a2457a",
    "general_vjp_from_output_f32": "378d9cdbf649e18c",
    "general_vjp_b_f32": "46d782e0ec3657f5",
    "general_value_f64": "a4b4c5d6706d53ae",
    "general_derivative_f64": "a94ee06c3c814dba",
    "general_vjp_f64": "dd71da3423752a4d",
    "general_vjp_from_output_f64": "bda30c8496379f62",
    "general_vjp_b_f64": "7f5700f97d5d6776",
}


@inlined
def value_f32(x):
    """f(x)."""
    s = abs(x)
    # 1.048576e6 is 2**20
    t = least(f32(1.048576e6), s)
    t2 = f32(4.0) + t * t
    t3 = sqrt(t2)
    t4 = f32(0.5) * greatest(t3, s)
    t5 = fma(f32(0.5), s, t4)
    t6 = f32(1.0) / t5
    part1 = select(t3 > s, fma(-t3, t3, t2) / (t3 + t3), f32(0.0))
    part2 = finite(-(t6 * fma(f32(0.5), part1, fma(f32(0.5), s, t4 - t5)) * t6))
    return select(x > f32(0.0), t6 + s, t6) + part2


@inlined
def value_near_f32(x):
    """f(x) for x from -16.0 to 16.0."""
    i = to_bits(fma(x, f32(0.965625), f32(1.2582912e7)))
    t = x - lookup(VALUE_F32[0], i)
    part1 = fma(lookup(VALUE_F32[1], i), t, lookup(VALUE_F32[2], i))
    part2 = fma(fma(part1, t, lookup(VALUE_F32[3], i)), t, lookup(VALUE_F32[4], i))
    part3 = fma(fma(part2, t, lookup(VALUE_F32[5], i)), t, lookup(VALUE_F32[6], i))
    return fma(part3, t, lookup(VALUE_F32[7], i))


@inlined
def derivative_f32(x):
    """f'(x)."""
    s = abs(x)
    # 1.048576e6 is 2**20
    t = least(f32(1.048576e6), s)
    t2 = f32(4.0) + t * t
    t3 = sqrt(t2)
    # 2.9802322e-8 is 2**-25
    t4 = f32(2.9802322e-8) * greatest(t3, s)
    t5 = fma(f32(2.9802322e-8), s, t4)
    # 1.1920929e-7 is 2**-23
    t6 = fma(t5, s, f32(1.1920929e-7))
    t7 = f32(1.0) / t6
    # 5.9604645e-8 is 2**-24
    t8 = f32(5.9604645e-8) * t7
    t9 = f32(1.0) - t8
    t10 = -t8
    part1 = select(t3 > s, fma(-t3, t3, t2) / (t3 + t3), f32(0.0))
    part2 = s * fma(f32(2.9802322e-8), part1, fma(f32(2.9802322e-8), s, t4 - t5))
    t11 = fma(t10, part2, fma(t10, t6, f32(5.9604645e-8))) * t7
    return select(x > f32(0.0), t9 + finite(t10 - (t9 - f32(1.0)) - t11), t8 + finite(t11))


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
def vjp_from_output_f32(g, y):
    """g f'(x), of y = f(x)."""
    s = abs(y)
    square = s * s
    t = f32(1.0) + square
    t2 = f32(1.0) / t
    part1 = f32(1.0) - t2 + finite(fma(t2, square - (t - f32(1.0)), fma(t2, t, f32(-1.0))) * t2)
    return g * select(y >= f32(0.0), part1, f32(nan))


@inlined
def value_f64(x):
    """f(x)."""
    s = abs(x)
    # 1073741824.0 is 2**30
    t = least(1073741824.0, s)
    t2 = 0.5 * greatest(sqrt(4.0 + t * t), s)
    t3 = fma(0.5, s, t2)
    t4 = 1.0 / t3
    t5 = -t4
    part1 = finite(fma(t5, fma(0.5, s, t2 - t3), fma(t5, t3, 1.0)) * t4)
    return select(x > 0.0, t4 + s, t4) + part1


@inlined
def derivative_f64(x):
    """f'(x)."""
    s = abs(x)
    # 1073741824.0 is 2**30
    t = least(1073741824.0, s)
    # 5.551115123125783e-17 is 2**-54
    t2 = 5.551115123125783e-17 * greatest(sqrt(4.0 + t * t), s)
    t3 = fma(5.551115123125783e-17, s, t2)
    # 2.220446049250313e-16 is 2**-52
    t4 = 1.0 / fma(t3, s, 2.220446049250313e-16)
    # 1.1102230246251565e-16 is 2**-53
    t5 = 1.1102230246251565e-16 * t4
    part1 = t5 + finite(-(t5 * (s * fma(5.551115123125783e-17, s, t2 - t3)) * t4))
    return select(x > 0.0, 1.0 - t5, part1)


@inlined
def vjp_f64(g, x):
    """g f'(x)."""
    return g * derivative_f64(x)


@inlined
def vjp_from_output_f64(g, y):
    """g f'(x), of y = f(x)."""
    # 8.379879956214123e152 is 2**508
    t = least(8.379879956214123e152, abs(y))
    square = t * t
    t2 = 1.0 + square
    t3 = 1.0 / t2
    t4 = t * t3
    t5 = -t4
    part1 = select(y >= 0.0, fma(t, fma(t5, fma(t, t, -square), fma(t5, t2, t)) * t3, t * t4), nan)
    return g * part1


@inlined
def general_value_f32(x, b):
    """f(x)."""
    s = abs(x)
    # 1.048576e6 is 2**20
    t = least(f32(1.048576e6), s)
    t2 = fma(f32(0.5), s, f32(0.5) * greatest(sqrt(t * t + b), s))
    return select(b > f32(0.0), select(x > f32(0.0), t2, f32(0.25) * b / t2), f32(nan))


@inlined
def general_derivative_f32(x, b):
    """f'(x)."""
    t = sqrt(b)
    t2 = f32(1.0) / t
    t3 = x * t2
    s = abs(t3)
    # 1.048576e6 is 2**20
    t4 = least(f32(1.048576e6), s)
    # 2.9802322e-8 is 2**-25
    t5 = f32(2.9802322e-8) * greatest(sqrt(f32(1.0) + t4 * t4), s)
    t6 = fma(f32(2.9802322e-8), s, t5)
    t7 = f32(1.0) / fma(t6, s, f32(2.9802322e-8))
    # 1.4901161e-8 is 2**-26
    t8 = f32(1.4901161e-8) * t7
    t9 = copysign(f32(1.0), t3) * (fma(-t3, t, x) * t2)
    part1 = t8 * fma(s, fma(f32(2.9802322e-8), t9, fma(f32(2.9802322e-8), s, t5 - t6)), t6 * t9)
    part2 = select(t3 >= f32(0.0), f32(1.0) - t8, t8 + finite(-(part1 * t7)))
    return select(b > f32(0.0), part2, f32(nan))


@inlined
def general_vjp_f32(g, x, b):
    """g f'(x)."""
    return g * general_derivative_f32(x, b)


@inlined
def general_vjp_from_output_f32(g, y, b):
    """g f'(x), of y = f(x)."""
    # 1.1529215e18 is 2**60
    t = least(f32(1.1529215e18), abs(y))
    return g * select(y >= f32(0.0), t * (t / (t * t + f32(0.25) * b)), f32(nan))


@inlined
def general_vjp_b_f32(g, x, b):
    """g times the derivative of f by b."""
    s = abs(x)
    # 1.048576e6 is 2**20
    t = least(f32(1.048576e6), s)
    part1 = f32(0.0625) / (f32(0.25) * greatest(sqrt(t * t + b), s))
    return g * select(b > f32(0.0), part1, f32(nan))


@inlined
def general_value_f64(x, b):
    """f(x)."""
    s = abs(x)
    # 1073741824.0 is 2**30
    t = least(1073741824.0, s)
    t2 = fma(0.5, s, 0.5 * greatest(sqrt(t * t + b), s))
    return select(b > 0.0, select(x > 0.0, t2, 0.25 * b / t2), nan)


@inlined
def general_derivative_f64(x, b):
    """f'(x)."""
    t = sqrt(b)
    t2 = 1.0 / t
    t3 = x * t2
    s = abs(t3)
    # 1073741824.0 is 2**30
    t4 = least(1073741824.0, s)
    t5 = sqrt(1.0 + t4 * t4)
    # 5.551115123125783e-17 is 2**-54
    t6 = 5.551115123125783e-17 * greatest(t5, s)
    t7 = fma(5.551115123125783e-17, s, t6)
    t8 = fma(t7, s, 5.551115123125783e-17)
    t9 = 1.0 / t8
    # 2.7755575615628914e-17 is 2**-55
    t10 = 2.7755575615628914e-17 * t9
    t11 = -t10
    t12 = -t3
    t13 = copysign(1.0, t3) * (fma(t12, fma(-t, t, b) / (t + t), fma(t12, t, x)) * t2)
    part1 = select(t5 > s, t4 * select(1073741824.0 < s, 0.0, t13) / (t5 + t5), t13)
    part2 = fma(5.551115123125783e-17, t13, 5.551115123125783e-17 * part1)
    part3 = fma(s, part2 + fma(5.551115123125783e-17, s, t6 - t7), t7 * t13)
    part4 = t10 + finite(fma(t11, part3, fma(t11, t8, 2.7755575615628914e-17)) * t9)
    return select(b > 0.0, select(t3 >= 0.0, 1.0 - t10, part4), nan)


@inlined
def general_vjp_f64(g, x, b):
    """g f'(x)."""
    return g * general_derivative_f64(x, b)


@inlined
def general_vjp_from_output_f64(g, y, b):
    """g f'(x), of y = f(x)."""
    # 8.379879956214123e152 is 2**508
    t = least(8.379879956214123e152, abs(y))
    t2 = t * t + 0.25 * b
    t3 = 1.0 / t2
    t4 = t * t3
    t5 = t * t4
    return g * select(y >= 0.0, t5 + finite(fma(t, fma(-t4, t2, t) * t3, fma(t, t4, -t5))), nan)


@inlined
def general_vjp_b_f64(g, x, b):
    """g times the derivative of f by b."""
    s = abs(x)
    # 1073741824.0 is 2**30
    t = least(1073741824.0, s)
    return g * select(b > 0.0, 0.0625 / (0.25 * greatest(sqrt(t * t + b), s)), nan)


NEAR = {
    "value_f32": (value_near_f32, -16.0, 16.0),
    "derivative_f32": (derivative_near_f32, -16.0, 16.0),
    "vjp_f32": (vjp_near_f32, -16.0, 16.0),
}
